package sfnt

// shapingTables are those that a shaper reads.
var shapingTables = []string{"GDEF", "GPOS", "GSUB", "OS/2", "cmap", "head", "hhea", "hmtx", "kern", "maxp"}

// ForShaping writes the font as a shaper needs it: glyphs keep their numbers,
// metrics and boxes but have no outlines, which a shaper would read at great cost
// (go-text takes 30 ms for a Han face) only to forget them.
func (f *Font) ForShaping() []byte {
	tables := map[string][]byte{}
	for _, tag := range shapingTables {
		if t, ok := f.tables[tag]; ok {
			tables[tag] = t
		}
	}
	head := append([]byte(nil), f.tables["head"]...)
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
	return build(tables)
}
