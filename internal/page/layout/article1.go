package layout

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"daykit/internal/domain/content"
	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// Article1Input is Article 1 of the Universal Declaration in several languages,
// in the order to print them.
type Article1Input struct {
	Event    event.Event
	Lang     string // of the heading
	Phrases  Phrases
	Articles []content.Article
}

// The sizes of the article's text, in points. The least holds on every paper; the
// most grows with it.
const (
	articleLeast = 14.0
	articleMost  = 27.0
)

// Article1 sets the article in all its languages at one size, as large as a page
// holds, and on more pages where one would be too small to read.
func (s *Setter) Article1(in Article1Input, paper Format) Result {
	a := newArticle1(s, in, paper)
	if len(a.items) == 0 {
		a.problems.add("article1", in.Lang, foundArticleNone)
		return Result{Problems: a.problems.list}
	}
	pages, columns, size := a.paginate()
	if len(pages) > 1 {
		a.notes.add("article1", in.Lang, foundArticlePages, len(a.items), len(pages), articleLeast)
	}
	r := Result{Alt: a.alt(), ReadsFromM: a.readsFrom(size)}
	for _, items := range pages {
		r.Pages = append(r.Pages, a.page(items, columns, size))
	}
	r.Problems, r.Notes = a.problems.list, a.notes.list
	return r
}

// article1 is the poster in the making.
type article1 struct {
	s               *Setter
	in              Article1Input
	paper           Format
	w, h, k, margin float64
	rtl             bool
	problems, notes problems
	items           []articleItem
	heading, source block
	foot, group     block
	body            span
	ribbon          float64 // height of the braid under the heading
}

// articleItem is the article in one language: its name for itself and the text.
type articleItem struct{ label, text shaped }

func newArticle1(s *Setter, in Article1Input, paper Format) *article1 {
	p := paper.page()
	a := &article1{s: s, in: in, paper: paper, w: p.W, h: p.H, k: paper.scale(), rtl: rtlPage(in.Lang)}
	a.margin = display.MM(14) * a.k
	for i, art := range in.Articles {
		a.items = append(a.items, a.item(i, art))
	}
	a.dropEndless()
	return a
}

func (a *article1) item(i int, art content.Article) articleItem {
	name := art.Lang
	if l, ok := locale.Lookup(art.Lang); ok {
		name = capitalised(l.Endonym)
	}
	colors := labelColors()
	label := words{field: "article1", lang: art.Lang, text: name, role: fonts.Bold, tag: display.H2, color: colors[i%len(colors)]}
	text := words{field: "article1", lang: art.Lang, text: strings.TrimSpace(art.Text), role: fonts.Text, tag: display.P, color: ink}
	return articleItem{a.s.shape(label, &a.problems), a.s.shape(text, &a.problems)}
}

// capitalised begins a heading with a capital, where the script has them.
func capitalised(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// setFrame sets what is the same on each page: heading, source and foot; low
// leaves more room for the body.
func (a *article1) setFrame(low bool) {
	inner, most := a.w-2*a.margin, 62*a.k
	a.ribbon = a.h * 0.065
	if low {
		most, a.ribbon = 40*a.k, a.h*0.035
	}
	heading, source := a.headingWords()
	a.heading, _ = a.s.shape(heading, &a.problems).fit(inner, a.h*0.12, 30*a.k, most, typeset.Leading(heading.lang, fonts.Display), typeset.Balance, &a.problems)
	a.source = a.s.set(source, inner, 17*a.k, typeset.Balance, &a.problems)
	day, got := a.in.Phrases.Phrase(PhraseDay, a.in.Lang)
	a.foot = a.s.set(words{field: "phrases", lang: got, text: day, role: fonts.Text, tag: display.P, color: ink2}, inner*0.6, 14, typeset.Balance, &a.problems)
	a.group = a.s.set(words{field: "group", lang: mainLang(a.in.Event), text: a.in.Event.Group, role: fonts.Text, tag: display.P, color: ink2}, inner*0.4-14*a.k, 14, typeset.Balance, &a.problems)
	top := display.MM(SafeEndMM) + 6*a.k + a.heading.height() + 10*a.k + a.source.height()
	a.body = span{top + a.ribbon + 34*a.k, a.footTop() - 20*a.k}
}

func (a *article1) footTop() float64 {
	return a.h - display.MM(SafeEndMM) - 2*a.k - math.Max(a.foot.above(), a.group.above()) - math.Max(a.foot.bottom(), a.group.bottom())
}

// headingWords are the official ones of the poster's language where they are
// among the articles, else the kit's.
func (a *article1) headingWords() (heading, source words) {
	heading = words{field: "article1", role: fonts.Display, tag: display.H1, color: ink}
	source = words{field: "article1", role: fonts.Bold, tag: display.P, color: ink}
	heading.text, heading.lang = a.in.Phrases.Phrase(PhraseArticle1, a.in.Lang)
	source.text, source.lang = a.in.Phrases.Phrase(PhraseUDHR, a.in.Lang)
	for _, art := range a.in.Articles {
		if art.Lang != a.in.Lang {
			continue
		}
		if art.Heading != "" {
			heading.text, heading.lang = art.Heading, art.Lang
		}
		if art.Title != "" {
			source.text, source.lang = art.Title, art.Lang
		}
	}
	heading.text = strings.TrimRight(heading.text, ".:۔፤ ")
	return heading, source
}

func (a *article1) alt() string {
	var names []string
	for _, it := range a.items {
		names = append(names, it.label.text)
	}
	return a.heading.text + ", " + a.source.text + ": " + strings.Join(names, ", ") + "."
}

func (a *article1) readsFrom(size float64) float64 {
	m := math.Inf(1)
	for _, it := range a.items {
		m = math.Min(m, a.s.readsFrom(it.text.set(1e6, size, typeset.Greedy, &problems{}), 300))
	}
	return math.Round(m*10) / 10
}

// page draws one page of items.
func (a *article1) page(items []articleItem, columns int, size float64) *display.Page {
	p := a.paper.page()
	inner := a.w - 2*a.margin
	y := display.MM(SafeEndMM) + 6*a.k
	y = a.heading.put(p, a.margin, y, inner, start(a.rtl)) + 10*a.k
	y = a.source.put(p, a.margin, y, inner, start(a.rtl)) + 12*a.k
	arch{seed: string(a.in.Event.ID), pageW: a.w, top: y, bottom: y + a.ribbon, mirrored: a.rtl}.draw(p)
	a.drawColumns(p, items, columns, size)
	base := a.footTop() + math.Max(a.foot.above(), a.group.above())
	a.foot.put(p, a.margin, base-a.foot.above(), inner, start(a.rtl))
	a.group.put(p, a.margin, base-a.group.above(), inner, end(a.rtl))
	return p
}
