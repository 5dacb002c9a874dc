package sfnt

// shapingTables are those that a shaper reads.
var shapingTables = []string{"GDEF", "GPOS", "GSUB", "OS/2", "cmap", "head", "hhea", "hmtx", "kern", "maxp"}

// layoutTables are those that say what becomes of glyphs beside each other.
var layoutTables = []string{"GPOS", "GSUB", "kern"}

// HasLayout reports whether anything joins, moves or replaces glyphs of the font;
// if nothing does, shaping it is looking up its glyphs.
func (f *Font) HasLayout() bool {
	for _, tag := range layoutTables {
		if f.tables[tag].length() > 0 {
			return true
		}
	}
	return false
}

// ForShaping writes the font as a shaper needs it: glyphs keep their numbers and
// metrics but have no outlines, which a shaper would read at great cost (go-text
// takes 30 ms for a Han face) only to forget them. Their boxes are kept where the
// font does not say itself where marks go, since a shaper then places marks by
// the boxes.
func (f *Font) ForShaping() []byte {
	tables := map[string][]byte{}
	for _, tag := range shapingTables {
		if t, ok := f.tables[tag]; ok {
			tables[tag] = t.bytes()
		}
	}
	if f.tables["GPOS"].length() == 0 {
		f.addBoxes(tables)
	}
	return build(tables)
}

// addBoxes adds glyphs that have a box and no outline.
func (f *Font) addBoxes(tables map[string][]byte) {
	head := append([]byte(nil), f.table("head")...)
	put16(head[50:], 1)
	glyf := make([]byte, 0, 12*f.NumGlyphs)
	loca := make([]byte, 0, 4*f.NumGlyphs+4)
	for g := range f.NumGlyphs {
		loca = add32(loca, len(glyf))
		if d := f.data(g); d != nil {
			glyf = append(glyf, 0, 0) // no contours
			glyf = append(glyf, d[2:glyphHeader]...)
			glyf = append(glyf, 0, 0) // no instructions
		}
	}
	tables["head"], tables["glyf"], tables["loca"] = head, glyf, add32(loca, len(glyf))
}
