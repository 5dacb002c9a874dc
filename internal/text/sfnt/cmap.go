package sfnt

// cmap is the chosen character map: a format 12 or format 4 subtable, nil when
// the font has neither.
type cmap []byte

// readCmap picks the widest Unicode subtable. A font without one (as our PDF
// subsets are) still parses; it knows no characters.
func (f *Font) readCmap() error {
	t := f.table("cmap")
	if len(t) < 4 {
		return nil
	}
	best := 0
	for i := range int(u16(t, 2)) {
		at := 4 + 8*i
		if at+8 > len(t) {
			return formatError("character map is cut short")
		}
		off := uint64(u32(t, at+4))
		if off+8 > uint64(len(t)) {
			return formatError("character map lies outside its table")
		}
		sub := t[off:]
		if rank := rankMap(u16(t, at), u16(t, at+2), sub); rank > best {
			best, f.cmap = rank, sub
		}
	}
	return nil
}

func rankMap(platform, encoding uint16, sub []byte) int {
	unicode := platform == 0 || platform == 3 && (encoding == 1 || encoding == 10)
	switch format := u16(sub, 0); {
	case !unicode:
		return 0
	case format == 12 && len(sub) >= 16:
		return 2
	case format == 4 && len(sub) >= 16:
		return 1
	}
	return 0
}

// Glyph gives the glyph of a character; ok is false when the font has none.
func (f *Font) Glyph(r rune) (gid int, ok bool) {
	if r < 0 || len(f.cmap) < 16 {
		return 0, false
	}
	if u16(f.cmap, 0) == 12 {
		gid = f.cmap.format12(uint32(r))
	} else if r <= 0xFFFF {
		gid = f.cmap.format4(int(r))
	}
	return gid, gid > 0 && gid < f.NumGlyphs
}

func (m cmap) format12(r uint32) int {
	lo, hi := 0, min(int(u32(m, 12)), (len(m)-16)/12)
	for lo < hi {
		mid := (lo + hi) / 2
		g := m[16+12*mid:]
		switch {
		case r < u32(g, 0):
			hi = mid
		case r > u32(g, 4):
			lo = mid + 1
		default:
			return int(min(u32(g, 8)+r-u32(g, 0), 0xFFFF))
		}
	}
	return 0
}

func (m cmap) format4(r int) int {
	segs := int(u16(m, 6)) / 2
	ends, starts := 14, 16+2*segs
	deltas, offsets := starts+2*segs, starts+4*segs
	if offsets+2*segs > len(m) {
		return 0
	}
	lo, hi := 0, segs
	for lo < hi {
		if mid := (lo + hi) / 2; int(u16(m, ends+2*mid)) < r {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == segs || int(u16(m, starts+2*lo)) > r {
		return 0
	}
	delta, off := int(u16(m, deltas+2*lo)), int(u16(m, offsets+2*lo))
	if off == 0 {
		return (r + delta) & 0xFFFF
	}
	at := offsets + 2*lo + off + 2*(r-int(u16(m, starts+2*lo)))
	if at+2 > len(m) {
		return 0
	}
	if g := int(u16(m, at)); g != 0 {
		return (g + delta) & 0xFFFF
	}
	return 0
}
