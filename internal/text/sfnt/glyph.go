package sfnt

// The flags of a part of a composite glyph (OpenType specification, table glyf).
const (
	argsAreWords    = 1 << 0
	argsAreXY       = 1 << 1
	haveScale       = 1 << 3
	moreComponents  = 1 << 5
	haveXYScale     = 1 << 6
	haveTwoByTwo    = 1 << 7
	haveInstruction = 1 << 8
)

const glyphHeader = 10 // contour count and box

// data is the raw description of a glyph: nil for a blank, damaged or unknown one.
func (f *Font) data(g int) []byte {
	from, n := f.place(g)
	if n == 0 {
		return nil
	}
	return f.tables["glyf"].part(from, n)
}

// place is where the description of a glyph starts in its table, and its length,
// 0 for a blank, damaged or unknown one.
func (f *Font) place(g int) (from, n uint64) {
	if g < 0 || g >= f.NumGlyphs {
		return 0, 0
	}
	loca := f.table("loca")
	var to uint64
	if f.wide {
		from, to = uint64(u32(loca, 4*g)), uint64(u32(loca, 4*g+4))
	} else {
		from, to = 2*uint64(u16(loca, 2*g)), 2*uint64(u16(loca, 2*g+2))
	}
	if from >= to || to > uint64(f.tables["glyf"].length()) || to-from < glyphHeader {
		return 0, 0
	}
	return from, to - from
}

// Bounds is the box of a glyph's ink; ok is false for a blank glyph.
func (f *Font) Bounds(g int) (box Box, ok bool) {
	from, n := f.place(g)
	if n == 0 {
		return Box{}, false
	}
	d := f.tables["glyf"].part(from, glyphHeader)
	return Box{i16(d, 2), i16(d, 4), i16(d, 6), i16(d, 8)}, true
}

// component is one part of a composite glyph.
type component struct {
	at    int // where its record starts in the glyph's data
	size  int // length of the record
	flags uint16
	gid   int
}

// components lists the parts of a composite glyph and none of a simple one; it
// stops at a damaged record.
func components(d []byte) []component {
	if len(d) < glyphHeader || i16(d, 0) >= 0 {
		return nil
	}
	var out []component
	for at := glyphHeader; at+4 <= len(d); {
		c := component{at: at, flags: u16(d, at), gid: int(u16(d, at+2))}
		c.size = componentSize(c.flags)
		if at+c.size > len(d) {
			break
		}
		out = append(out, c)
		if c.flags&moreComponents == 0 {
			break
		}
		at += c.size
	}
	return out
}

func componentSize(flags uint16) int {
	size := 6
	if flags&argsAreWords != 0 {
		size = 8
	}
	switch {
	case flags&haveScale != 0:
		size += 2
	case flags&haveXYScale != 0:
		size += 4
	case flags&haveTwoByTwo != 0:
		size += 8
	}
	return size
}

// withoutHints copies a glyph without its instructions; nil when it is damaged.
func withoutHints(d []byte) []byte {
	if i16(d, 0) < 0 {
		return compositeWithoutHints(d)
	}
	at := glyphHeader + 2*i16(d, 0)
	if at+2 > len(d) {
		return nil
	}
	n := int(u16(d, at))
	if at+2+n > len(d) {
		return nil
	}
	out := make([]byte, 0, len(d)-n)
	out = append(out, d[:at]...)
	out = append(out, 0, 0)
	return append(out, d[at+2+n:]...)
}

func compositeWithoutHints(d []byte) []byte {
	parts := components(d)
	if len(parts) == 0 {
		return nil
	}
	last := parts[len(parts)-1]
	out := append([]byte(nil), d[:last.at+last.size]...)
	for i, c := range parts {
		flags := c.flags &^ haveInstruction
		if i == len(parts)-1 {
			flags &^= moreComponents
		}
		put16(out[c.at:], int(flags))
	}
	return out
}
