package layout

import (
	"strconv"
	"strings"
	"unicode"

	"daykit/internal/domain/display"
	"daykit/internal/domain/sheet"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// names sets sheets of the people's names, twenty to a page, each in its own
// script beside one box: at the door nobody has to type or to write.
func (u *signup) names(spec sheet.Spec) []*display.Page {
	people := u.in.People
	u.total = (len(people) + sheet.MaxRows - 1) / sheet.MaxRows
	var names []words
	for i := range people {
		names = append(names, u.name(i))
	}
	u.s.shapeAll(names)
	var pages []*display.Page
	for n := range u.total {
		first := n * sheet.MaxRows
		last := min(first+sheet.MaxRows, len(people))
		spec.Page, spec.Rows = n+1, last-first
		var ids []string
		for _, g := range people[first:last] {
			ids = append(ids, g.ID)
		}
		sh, ok := u.lay(spec, ids...)
		if !ok {
			return nil
		}
		p := u.page(sh)
		u.nameRows(canvas{page: p, rtl: spec.RTL}, sh, first)
		pages = append(pages, p)
	}
	return pages
}

// nameRows prints the names of a sheet that begins with the person numbered first.
func (u *signup) nameRows(c canvas, sh sheet.Sheet, first int) {
	c.page.Add(display.Tag{Role: display.Table})
	for i, place := range sh.Fields {
		c.page.Add(display.Tag{Role: display.TR})
		u.nameRow(c, c.rect(place.Rect), first+i)
		c.page.Add(display.End{})
	}
	c.page.Add(display.End{})
}

func (u *signup) name(i int) words {
	g := u.in.People[i]
	return words{field: rowName(i), lang: fonts.LangFor(g.Name, g.Lang), text: g.Name, role: fonts.Bold, tag: display.TD, color: black}
}

// nameRow sets one name, and how many come along.
func (u *signup) nameRow(c canvas, r display.Rect, i int) {
	const party = 40.0 // room for a figure at the end of the row, pt
	g := u.in.People[i]
	box := display.Rect{X: r.X, Y: r.Y, W: r.W - party, H: r.H}
	if c.rtl {
		box.X += party
	}
	b := u.s.fitName(u.name(i), box, sizes{11, 15}, smallPrint, &u.problems)
	b.put(c.page, box.X, box.Y+(box.H-b.height())/2, box.W, start(c.rtl))
	if more := g.Party - 1; more > 0 {
		n := words{field: rowName(i), lang: "en", text: "+" + strconv.Itoa(more), role: fonts.Text, tag: display.TD, color: black}
		b := u.s.set(n, party, 11, greedy, &u.problems)
		b.put(c.page, r.X, r.Y+(r.H-b.height())/2, r.W, end(c.rtl))
	}
}

// nameLeading has room for the marks of names, which a language's own words may not
// have: those of a guest whose language is English may be Vietnamese.
func nameLeading(w words) float64 {
	const marked = 1.15
	leading := typeset.Leading(w.lang, fonts.Display)
	if fonts.ScriptOfText(w.text) == "Latn" && strings.ContainsFunc(w.text, func(r rune) bool { return r > unicode.MaxASCII }) {
		return max(leading, marked)
	}
	return leading
}

// fitName fits a name into a box. A long one is set smaller than it should be,
// down to floor, and reported; one that fits at no size is left out and reported.
func (s *Setter) fitName(w words, box display.Rect, z sizes, floor float64, ps *problems) block {
	leading := nameLeading(w)
	var wide problems
	sh := s.shape(w, ps)
	b, ok := sh.fit(box.W, box.H, z.least, z.most, leading, typeset.Balance, &wide)
	if ok && len(wide.list) == 0 {
		return b
	}
	ps.add(w.field, w.lang, foundBadgeName)
	if b, ok = sh.fit(box.W, box.H, floor, z.least, leading, typeset.Balance, &wide); !ok && b.height() > box.H {
		return block{words: w}
	}
	return b
}

// rowName names a person by the row in the list, never by name.
func rowName(i int) string { return "people." + strconv.Itoa(i+1) }
