package sfnt

import (
	"bytes"
)

// Part is one glyph of a composed glyph, moved by DX, DY font units.
type Part struct{ GID, DX, DY int }

// Comp is a glyph to write. Without parts it is blank; with one part at 0,0 and
// that glyph's own advance it is the glyph itself; otherwise it is composed.
type Comp struct {
	Parts []Part
	Adv   int // advance in font units
}

// maxGlyphs is the most glyphs a font file can number.
const maxGlyphs = 0xFFFF

// Compose writes a font whose glyph i is comps[i], with only the tables that a
// PDF CIDFontType2 needs; comps[0] should be glyph 0, the mark for a missing
// glyph. The same comps give the same bytes. It fails when a part names a glyph
// that the font does not have, when an offset leaves the range of 16 bits, or
// when the result would have too many glyphs.
func (f *Font) Compose(comps []Comp) ([]byte, error) {
	c := composer{f: f, at: map[int]int{}}
	for i := range comps {
		if err := c.add(&comps[i]); err != nil {
			return nil, err
		}
	}
	if len(c.list) == 0 {
		return nil, formatError("no glyph to write")
	}
	c.close()
	if len(c.list) > maxGlyphs {
		return nil, formatError("%d glyphs are too many for one font", len(c.list))
	}
	for _, s := range c.list {
		c.write(s)
	}
	return build(c.tables()), nil
}

// slot is a glyph of the new font: a copy of glyph src, or comp.
type slot struct {
	src  int
	comp *Comp
}

type composer struct {
	f        *Font
	list     []slot
	at       map[int]int // glyph of the old font → glyph of the new one
	glyf     bytes.Buffer
	loca     []byte
	hmtx     []byte
	maxParts int
}

func (c *composer) add(comp *Comp) error {
	for _, p := range comp.Parts {
		if p.GID < 0 || p.GID >= c.f.NumGlyphs {
			return formatError("glyph %d of %d does not exist", p.GID, c.f.NumGlyphs)
		}
		if p.DX != int(int16(p.DX)) || p.DY != int(int16(p.DY)) {
			return formatError("glyph %d moved too far", p.GID)
		}
	}
	if len(comp.Parts) == 1 {
		if p := comp.Parts[0]; p.DX == 0 && p.DY == 0 && comp.Adv == c.f.Advance(p.GID) {
			if _, ok := c.at[p.GID]; !ok {
				c.at[p.GID] = len(c.list)
			}
			c.list = append(c.list, slot{src: p.GID})
			return nil
		}
	}
	c.list = append(c.list, slot{comp: comp})
	return nil
}

// close appends the glyphs that others are made of; c.list grows as it is read.
func (c *composer) close() {
	for i := 0; i < len(c.list); i++ {
		if s := c.list[i]; s.comp != nil {
			for _, p := range s.comp.Parts {
				c.need(p.GID)
			}
		} else {
			for _, p := range components(c.f.data(s.src)) {
				c.need(p.gid)
			}
		}
	}
}

func (c *composer) need(g int) {
	if _, ok := c.at[g]; !ok {
		c.at[g] = len(c.list)
		c.list = append(c.list, slot{src: g})
	}
}

func (c *composer) write(s slot) {
	c.loca = add32(c.loca, c.glyf.Len())
	if s.comp != nil {
		c.hmtx = add16(c.hmtx, s.comp.Adv, c.compose(s.comp))
	} else {
		c.copyGlyph(s.src)
		c.hmtx = add16(c.hmtx, c.f.Advance(s.src), c.f.leftBearing(s.src))
	}
	for c.glyf.Len()%4 != 0 {
		c.glyf.WriteByte(0)
	}
}

func (c *composer) copyGlyph(g int) {
	src := c.f.data(g)
	if src == nil {
		return
	}
	d := withoutHints(src)
	for _, p := range components(d) {
		put16(d[p.at+2:], c.at[p.gid])
	}
	c.glyf.Write(d)
}

// compose writes a composite glyph of the parts that have ink, and gives its left edge.
func (c *composer) compose(comp *Comp) (left int) {
	var inked []Part
	var box Box
	for _, p := range comp.Parts {
		b, ok := c.f.Bounds(p.GID)
		if !ok {
			continue
		}
		b = Box{b.XMin + p.DX, b.YMin + p.DY, b.XMax + p.DX, b.YMax + p.DY}
		if len(inked) > 0 {
			b = Box{min(b.XMin, box.XMin), min(b.YMin, box.YMin), max(b.XMax, box.XMax), max(b.YMax, box.YMax)}
		}
		box, inked = b, append(inked, p)
	}
	if len(inked) == 0 {
		return 0
	}
	c.maxParts = max(c.maxParts, len(inked))
	d := add16(nil, -1, box.XMin, box.YMin, box.XMax, box.YMax)
	for i, p := range inked {
		flags := argsAreWords | argsAreXY
		if i < len(inked)-1 {
			flags |= moreComponents
		}
		d = add16(d, flags, c.at[p.GID], p.DX, p.DY)
	}
	c.glyf.Write(d)
	return box.XMin
}

func (c *composer) tables() map[string][]byte {
	head := bytes.Clone(c.f.table("head"))
	put16(head[50:], 1)
	hhea := bytes.Clone(c.f.table("hhea"))
	put16(hhea[34:], len(c.list))
	return map[string][]byte{
		"head": head, "hhea": hhea, "maxp": c.maxp(), "hmtx": c.hmtx,
		"loca": add32(c.loca, c.glyf.Len()), "glyf": c.glyf.Bytes(),
	}
}

// maxp raises the limits that composed glyphs may pass: points and contours of a
// composite, parts of one, and depth, which grows by one level.
func (c *composer) maxp() []byte {
	t := bytes.Clone(c.f.table("maxp"))
	put16(t[4:], len(c.list))
	if c.maxParts == 0 || len(t) < 32 {
		return t
	}
	for _, l := range [...]struct{ at, least int }{{10, 4096}, {12, 512}, {28, c.maxParts}, {30, int(u16(t, 30)) + 1}} {
		if int(u16(t, l.at)) < l.least {
			put16(t[l.at:], l.least)
		}
	}
	return t
}
