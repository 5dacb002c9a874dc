package layout

import (
	"strconv"
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// form is a printable of fixed words in the making: what sheets, letters,
// certificates and consent forms have in common.
type form struct {
	s               *Setter
	event           event.Event
	lang            string
	phrases         Phrases
	fixed           string // language of its fixed words, as which its pages run
	problems, notes problems
}

// runs takes the language of the fixed words from one of them, and says whether pages run
// from right to left.
func (f *form) runs(key string) (rtl bool) {
	_, f.fixed = f.phrases.Phrase(key, f.lang)
	return rtlPage(f.fixed)
}

// phrase takes a fixed phrase, as running text.
func (f *form) phrase(key string) words {
	text, got := f.phrases.Phrase(key, f.lang)
	if got != f.lang {
		f.notes.add("phrases", f.lang, foundNoWordsSome, tongue(f.lang), tongue(got))
	}
	return words{field: "phrases", lang: got, text: text, role: fonts.Text, tag: display.P, color: black}
}

// pageOf is which page it is of how many, in the language of the fixed words: "1 / 5" in
// the order of Urdu, on a page of English, would be read as the fifth of one.
func (f *form) pageOf(n, m int) words {
	text, got := f.phrases.Phrase(PhraseOf, f.fixed)
	text = strings.NewReplacer("{n}", strconv.Itoa(n), "{m}", strconv.Itoa(m)).Replace(text)
	return words{field: "phrases", lang: got, text: text, role: fonts.Text, tag: display.P, color: ink2}
}

func (f *form) bold(key string) words {
	w := f.phrase(key)
	w.role = fonts.Bold
	return w
}

// title is the event's, for the top of a page.
func (f *form) title() words {
	text, got := pick(&f.problems, "title", f.event.Title, f.event, f.lang)
	return words{field: "title", lang: got, text: text, role: fonts.Display, tag: display.H1, color: black}
}

// date is the event's in full.
func (f *form) date() words {
	return words{field: "date", lang: f.lang, text: locale.LongDate(f.lang, f.event.Date), role: fonts.Text, tag: display.P, color: black}
}

func (f *form) result(pages []*display.Page, alt string) Result {
	return Result{Pages: pages, Problems: f.problems.list, Notes: f.notes.list, Alt: alt}
}

// sizes are the least and the greatest size of words, in points.
type sizes struct{ least, most float64 }

// fit sets words into a box as large as they fit. Those that fit at no size are
// reported and come back empty.
func (f *form) fit(w words, box display.Rect, z sizes) block {
	leading := typeset.Leading(w.lang, w.role)
	if w.role != fonts.Display {
		leading = min(1.2, leading)
	}
	b, ok := f.s.shape(w, &f.problems).fit(box.W, box.H, z.least, z.most, leading, typeset.Balance, &f.problems)
	if !ok && b.height() > box.H {
		f.problems.add(w.field, w.lang, foundWordsLeftOut, w.text)
		return block{words: w}
	}
	return b
}

// put sets words into a box from its top and gives their bottom.
func (f *form) put(p *display.Page, w words, box display.Rect, z sizes, a align) float64 {
	return f.fit(w, box, z).put(p, box.X, box.Y, box.W, a)
}

// stencil turns what was drawn on a page into ops that many pages have in common:
// each stretch of ink becomes a part that a file holds once.
func stencil(p *display.Page) []display.Op {
	var out []display.Op
	var part *display.Shared
	for _, op := range p.Ops {
		switch op.(type) {
		case display.Fill, display.Cells, display.Stroke, display.Text, display.Image:
			if part == nil {
				part = &display.Shared{W: p.W, H: p.H}
				out = append(out, display.Use{Part: part})
			}
			part.Ops = append(part.Ops, op)
		default:
			part = nil
			out = append(out, op)
		}
	}
	return out
}

// stamp adds a stencil to a page, moved by (dx, dy).
func stamp(p *display.Page, ops []display.Op, dx, dy float64) {
	for _, op := range ops {
		switch o := op.(type) {
		case display.Use:
			o.X, o.Y = o.X+dx, o.Y+dy
			op = o
		case display.Code:
			o.Rect.X, o.Rect.Y = o.Rect.X+dx, o.Rect.Y+dy
			op = o
		case display.Field:
			o.Rect.X, o.Rect.Y = o.Rect.X+dx, o.Rect.Y+dy
			op = o
		}
		p.Add(op)
	}
}
