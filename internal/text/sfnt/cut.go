package sfnt

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// WithRunes cuts a font to a set of characters, with new glyph numbers and a new
// character map. Layout tables are left out, which is right for Han, where
// nothing joins and no mark is placed, and for no script that does. Characters
// that the font lacks are left out silently.
func (f *Font) WithRunes(runes []rune) ([]byte, error) {
	sorted := slices.Compact(slices.Sorted(slices.Values(runes)))
	comps := []Comp{{Parts: []Part{{GID: 0}}, Adv: f.Advance(0)}}
	at := map[int]int{}
	var groups []group
	for _, r := range sorted {
		g, ok := f.Glyph(r)
		if !ok {
			continue
		}
		n, seen := at[g]
		if !seen {
			n = len(comps)
			at[g] = n
			comps = append(comps, Comp{Parts: []Part{{GID: g}}, Adv: f.Advance(g)})
		}
		groups = addGroup(groups, int(r), n)
	}
	b, err := f.Compose(comps)
	if err != nil {
		return nil, err
	}
	return f.dress(b, groups)
}

// Lean is the font without what printing never reads: the names of glyphs, hints
// for screens, and the measures of upright columns. Glyphs, their numbers and the
// layout tables stay.
func (f *Font) Lean() []byte {
	tables := map[string][]byte{}
	for _, tag := range append([]string{"glyf", "loca", "name"}, shapingTables...) {
		if t, ok := f.tables[tag]; ok {
			tables[tag] = t.bytes()
		}
	}
	f.addPost(tables)
	return build(tables)
}

// addPost adds a post table of version 3, which names no glyph.
func (f *Font) addPost(tables map[string][]byte) {
	if p := f.table("post"); len(p) >= 32 {
		post := bytes.Clone(p[:32])
		binary.BigEndian.PutUint32(post, 0x00030000)
		tables["post"] = post
	}
}

// group is a run of characters whose glyphs run in step.
type group struct{ first, last, gid int }

func addGroup(gs []group, r, gid int) []group {
	if k := len(gs) - 1; k >= 0 && gs[k].last+1 == r && gs[k].gid+gs[k].last-gs[k].first+1 == gid {
		gs[k].last++
		return gs
	}
	return append(gs, group{r, r, gid})
}

// dress adds the tables that an installed font has and a PDF subset has not.
func (f *Font) dress(cut []byte, groups []group) ([]byte, error) {
	parts, err := directory(memory(cut))
	if err != nil {
		return nil, err
	}
	tables := map[string][]byte{"cmap": format12(groups)}
	for tag, t := range parts {
		tables[tag] = t.bytes()
	}
	for _, tag := range []string{"OS/2", "name"} {
		if t, ok := f.tables[tag]; ok {
			tables[tag] = t.bytes()
		}
	}
	f.addPost(tables)
	return build(tables), nil
}

// format12 writes a character map with one subtable, for platform 3, encoding 10.
func format12(groups []group) []byte {
	b := add16(nil, 0, 1, 3, 10)
	b = add32(b, 12)
	b = add16(b, 12, 0)
	b = add32(b, 16+12*len(groups), 0, len(groups))
	for _, g := range groups {
		b = add32(b, g.first, g.last, g.gid)
	}
	return b
}
