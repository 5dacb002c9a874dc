package layout

import (
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/pictogram"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// PhraseAllergen + . and a name: allergen.celery; and the other words of a dish
// card: dish, contains, none, ask, halal, vegetarian, vegan.
const PhraseAllergen = "allergen"

// Allergens lists the fourteen allergens that food law in the United Kingdom names
// (Regulation (EU) No 1169/2011, annex II, as retained), in the order of the
// English alphabet that its guidance uses.
func Allergens() []string {
	return []string{
		"celery", "gluten", "crustaceans", "eggs", "fish", "lupin", "milk",
		"molluscs", "mustard", "nuts", "peanuts", "sesame", "soybeans", "sulphites",
	}
}

// allergenIcons are in the order of Allergens.
func allergenIcons() []pictogram.Icon {
	return []pictogram.Icon{
		pictogram.Celery(), pictogram.Gluten(), pictogram.Crustaceans(), pictogram.Eggs(), pictogram.Fish(), pictogram.Lupin(), pictogram.Milk(),
		pictogram.Molluscs(), pictogram.Mustard(), pictogram.Nuts(), pictogram.Peanuts(), pictogram.Sesame(), pictogram.Soybeans(), pictogram.Sulphites(),
	}
}

// AllergensInput asks for dish cards.
type AllergensInput struct {
	Event   event.Event
	Lang    string
	Second  string // beside the first; empty for none
	Phrases Phrases
	SaveInk bool
}

// The measures of a dish card in millimetres, and its sizes in points.
const (
	dishW, dishWideW, dishH = 96.0, 192.0, 134.0
	dishInset               = 5.0
	dishRibbonTop, dishBand = 3.5, 5.0
	dishBox, dishIcon       = 4.6, 6.4
	dishGap                 = 1.5 // between box, icon and words
	dishLeast, dishMost     = 10.0, 12.5
	dishSmall               = 8.0 // what a form's small print may be
	dishHeadMost            = 13.5
	dishList                = 11.0
)

// Allergens sets cards to stand beside dishes, four on A4 with marks to cut along,
// or two wide ones in two languages: a line for the dish's name, and boxes to tick
// by pen for what it contains.
func (s *Setter) Allergens(in AllergensInput) Result {
	d := &dishCards{s: s, in: in, grid: cutGrid{sheet: A4, w: dishW, h: dishH, cols: 2, rows: 2}}
	d.read()
	d.rtl = rtlPage(d.said["dish"][0].lang)
	if d.two {
		d.grid.w, d.grid.cols = dishWideW, 1
	}
	card := d.card()
	page := d.sheet(card)
	text, _ := spoken(card)
	return Result{Pages: []*display.Page{page}, Problems: d.problems.list, Notes: d.notes.list, Alt: text}
}

// dishCards is a sheet of dish cards in the making.
type dishCards struct {
	s        *Setter
	in       AllergensInput
	grid     cutGrid
	rtl, two bool
	said     map[string][]shaped // in one or two languages
	problems problems
	notes    problems
}

// read takes every phrase in both languages. The second is left out as a whole
// when one of its words is missing: a card that warns by halves is dangerous.
func (d *dishCards) read() {
	d.said = map[string][]shaped{}
	d.two = d.in.Second != "" && d.in.Second != d.in.Lang
	if _, got := d.in.Phrases.Phrase(PhraseAllergen+".dish", d.in.Lang); got == d.in.Second {
		d.two = false // what the first language borrowed is not said twice
	}
	keys := append([]string{"dish", "contains", "none", "ask", "halal", "vegetarian", "vegan"}, Allergens()...)
	for _, key := range keys {
		if _, got := d.in.Phrases.Phrase(PhraseAllergen+"."+key, d.in.Second); d.two && got != d.in.Second {
			d.notes.add("phrases", d.in.Second, foundNoWords, tongue(d.in.Second))
			d.two = false
		}
	}
	for _, key := range keys {
		d.said[key] = append(d.said[key], d.word(key, d.in.Lang, ink))
		if d.two {
			d.said[key] = append(d.said[key], d.word(key, d.in.Second, tealDark))
		}
	}
}

func (d *dishCards) word(key, lang string, color display.Color) shaped {
	text, got := d.in.Phrases.Phrase(PhraseAllergen+"."+key, lang)
	if got != lang {
		d.notes.add("phrases", lang, foundNoWordsSome, tongue(lang), tongue(got))
	}
	role := fonts.Text
	switch key {
	case "contains", "dish", "ask":
		role = fonts.Bold
	}
	return d.s.shape(words{field: "phrases", lang: got, text: text, role: role, tag: display.P, color: color}, &d.problems)
}

// sheet fills a page with copies of the card. The first one is read aloud; the
// others say the same and are passed over.
func (d *dishCards) sheet(card *display.Page) *display.Page {
	p := A4.page()
	for row := range d.grid.rows {
		at := d.grid.row(row)
		at.Y, at.H = at.Y+display.MM(dishRibbonTop), display.MM(dishBand)
		seed := string(d.in.Event.ID) + strings.Repeat(" dish", row+1)
		ribbonBraid(p, ribbonLook{seed: seed, strands: 3, hollow: d.in.SaveInk, mirrored: d.rtl}, at)
	}
	part, _ := shareable(card)
	for i := range d.grid.cells() {
		at := d.grid.cell(i, d.rtl)
		if i == 0 {
			for _, op := range card.Ops {
				p.Add(nudged(op, at.X, at.Y))
			}
			continue
		}
		to := placing{X: at.X, Y: at.Y, Scale: 1}
		p.Add(display.Tag{Artifact: true}, to.use(part, at), display.End{})
	}
	d.grid.marks(p)
	return p
}

// card draws one card at the origin.
func (d *dishCards) card() *display.Page {
	p := &display.Page{W: display.MM(d.grid.w), H: display.MM(d.grid.h)}
	inset := display.MM(dishInset)
	room := display.Rect{X: inset, Y: display.MM(dishRibbonTop + dishBand + 4), W: p.W - 2*inset}
	room.H = p.H - inset - room.Y
	room = d.head(p, room)
	room = d.ask(p, room)
	d.list(p, room)
	return p
}

// pair sets a phrase in its languages, side by side where there are two.
func (d *dishCards) pair(key string, width, size float64, ps *problems) (blocks []block) {
	for _, w := range d.said[key] {
		blocks = append(blocks, w.set(d.each(width), size, typeset.Balance, ps))
	}
	return blocks
}

// each is the width that one language has of a width.
func (d *dishCards) each(width float64) float64 {
	if d.two {
		return (width - display.MM(4)) / 2
	}
	return width
}

// together sets phrases in one size, the largest at which the heights of all suit
// their place. Under 10 pt they are reported, and under 8 pt left out: nil.
func (d *dishCards) together(keys []string, width, most float64, suits func(heights []float64) bool) [][]block {
	for size := most; size >= dishSmall; size -= 0.25 {
		var wide problems
		set, heights := make([][]block, len(keys)), make([]float64, len(keys))
		for i, key := range keys {
			set[i] = d.pair(key, width, size, &wide)
			heights[i] = pairHeight(set[i])
		}
		if len(wide.list) > 0 || !suits(heights) {
			continue
		}
		if size < dishLeast {
			d.problems.add("phrases", d.in.Lang, foundDishSmall, size)
		}
		return set
	}
	d.problems.add("phrases", d.in.Lang, foundWordsLeftOut, d.said[keys[0]][0].text)
	return nil
}

// alone sets one phrase as large as it fits a box.
func (d *dishCards) alone(key string, width, height, most float64) []block {
	if set := d.together([]string{key}, width, most, func(h []float64) bool { return h[0] <= height }); set != nil {
		return set[0]
	}
	return nil
}

// putPair draws the blocks of a phrase from y downwards, their first lines on
// one baseline and the first language where the page begins.
func (d *dishCards) putPair(p *display.Page, blocks []block, x, y, width float64) {
	top := 0.0
	for _, b := range blocks {
		top = max(top, b.top())
	}
	each := d.each(width)
	for i, b := range blocks {
		at := x
		if (i == 1) != d.rtl {
			at = x + width - each
		}
		b.put(p, at, y+top-b.top(), each, start(b.rtl))
	}
}

// pairHeight is that of blocks whose first lines stand on one baseline.
func pairHeight(blocks []block) float64 {
	top, below := 0.0, 0.0
	for _, b := range blocks {
		if len(b.lines) > 0 {
			top, below = max(top, b.top()), max(below, b.height()-b.top())
		}
	}
	return top + below
}
