package layout

import (
	"fmt"
	"net/url"
	"path"
	"strings"
	"unicode"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/sheet"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// Badge is one person's badge or letter. Lang may be empty or wrong: the letters
// of the name decide. URL may be empty. Party is how many people come in all; 0
// means one.
type Badge struct {
	ID, Name, Lang, Org, URL string
	Party                    int
	Helped                   Helped // of the crew, on letters and certificates
}

// BadgeInput is the badges of an event. Without a Label they are cut from plain
// A4. Nudge moves all cells, in millimetres, to make up for a printer's offset.
//
// Neutral badges show less, for people whom a full name or a group puts at risk:
// the first word of the name only, as far as it can stand alone, or the first character where a script has no
// words, no group, and neither the event's title nor the emblem: somebody who wears one
// in the street says nothing of where they were.
type BadgeInput struct {
	Event   event.Event
	Lang    string // of the event's title
	Phrases Phrases
	Badges  []Badge
	Label   sheet.LabelSheet
	Nudge   display.Point
	Neutral bool
}

// Badges sets the badges on A4: on the cells of a sheet of labels, or ten a page
// with marks to cut along.
func (s *Setter) Badges(in BadgeInput) Result {
	b := &badges{form: form{s: s, event: in.Event, lang: in.Lang, phrases: in.Phrases}, list: in.Badges, headless: in.Neutral, label: in.Label, said: map[saidKey]said{}, emblems: map[emblemKey]*display.Shared{}}
	if in.Neutral {
		b.list = neutral(in.Badges)
	}
	plain := b.label.PerSheet() == 0
	if plain {
		b.label = badgePaper()
	}
	b.cells = cellsOf(b.label, in.Nudge)
	title, _ := pick(&b.problems, "title", in.Event.Title, in.Event, in.Lang)
	pages := b.pages()
	for _, p := range pages {
		if plain {
			cutMarks(p, b.label, b.cells)
		}
	}
	return b.result(pages, fmt.Sprintf("%s: %d", title, len(in.Badges)))
}

// neutral takes away what would say more of people than how to call them.
func neutral(list []Badge) []Badge {
	out := make([]Badge, len(list))
	for i, b := range list {
		out[i] = Badge{ID: b.ID, Lang: fonts.LangFor(b.Name, b.Lang), Name: callName(b.Name), URL: b.URL}
	}
	return out
}

// bound are first words that are no name without the next one: servant, father or mother of.
var bound = map[string]bool{
	"عبد": true, "أبو": true, "ابو": true, "أم": true, "ام": true,
	"abd": true, "abdel": true, "abdul": true, "abu": true, "umm": true,
}

// callName is the first word of a name, with the next one where it is nothing alone, or
// its first character in a script that writes names without spaces between their parts.
func callName(name string) string {
	words := strings.Fields(name)
	if len(words) == 0 {
		return ""
	}
	first := []rune(words[0])
	if len(words) == 1 && unicode.In(first[0], unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) {
		return string(first[:1])
	}
	if len(words) > 1 && bound[strings.ToLower(words[0])] {
		return words[0] + " " + words[1]
	}
	return words[0]
}

// badges is a set of badges in the making.
type badges struct {
	form
	list     []Badge
	headless bool
	label    sheet.LabelSheet
	cells    []badgeCell
	small    *speller
	said     map[saidKey]said
	emblems  map[emblemKey]*display.Shared
}

func (b *badges) pages() (pages []*display.Page) {
	texts := make([]string, len(b.list))
	side := planFor(b.cells[0].inner).code
	for _, c := range b.cells {
		side = min(side, planFor(c.inner).code)
	}
	for i, badge := range b.list {
		if side > 0 {
			texts[i] = badge.URL
		} else if badge.URL != "" || badge.Org != "" {
			b.notes.add("people", b.lang, foundBadgeNameOnly)
		}
	}
	maker := makeCodes(texts, side)
	b.shapeNames(side > 0)
	names := b.names()
	codes := maker.done(&b.problems)
	b.small = b.s.speller(words{lang: "en", role: fonts.Text, tag: display.P, color: ink2})
	for i := range b.list {
		if i%len(b.cells) == 0 {
			pages = append(pages, A4.page())
		}
		b.draw(pages[len(pages)-1], i, names[i], codes[i])
	}
	return pages
}

// names fits every name into its place.
func (b *badges) names() []block {
	out := make([]block, len(b.list))
	for i, badge := range b.list {
		inner := b.cells[i%len(b.cells)].inner
		plan := b.plan(i)
		w := words{field: rowName(i), lang: fonts.LangFor(badge.Name, badge.Lang), text: badge.Name, role: fonts.Bold, tag: display.H1, color: ink}
		out[i] = b.name(w, display.Rect{W: inner.W, H: plan.nameHigh}, plan.name)
	}
	return out
}

// name fits a name, on two lines rather than more if it can be nearly as large.
func (b *badges) name(w words, box display.Rect, z sizes) block {
	const nearly, step = 0.75, 0.5
	largest := b.s.fitName(w, box, z, smallPrint, &b.problems)
	for most := largest.size - step; len(largest.lines) > 2 && most >= max(z.least, largest.size*nearly); most -= step {
		if two := b.s.fitName(w, box, sizes{z.least, most}, smallPrint, &problems{}); len(two.lines) == 2 {
			return two
		}
	}
	return largest
}

// plan is how the i-th badge is arranged.
func (b *badges) plan(i int) badgePlan {
	inner := b.cells[i%len(b.cells)].inner
	plan := planFor(inner)
	if b.headless {
		plan = plan.headless()
	}
	if b.list[i].URL == "" {
		return plan.bare(inner, b.list[i].Org != "")
	}
	return plan
}

// draw sets one badge, mirrored when the name runs from right to left.
func (b *badges) draw(p *display.Page, i int, name block, code qrBlock) {
	inner := b.cells[i%len(b.cells)].inner
	plan := b.plan(i)
	rtl := rtlPage(name.lang)
	if plan.head {
		b.head(p, inner, plan, i, rtl)
	}
	top := inner.Y + plan.nameTop + (plan.nameHigh-name.height())/2
	if !plan.head && code.modules > 0 {
		top = inner.Y
	}
	name.put(p, inner.X, top, inner.W, start(rtl))
	if plan.code > 0 {
		b.foot(p, inner, plan, i, name.lang, rtl, code)
	}
}

// head sets the event's title at the start of the first line and the emblem at its
// end.
func (b *badges) head(p *display.Page, inner display.Rect, plan badgePlan, i int, rtl bool) {
	x, at := inner.X, inner.X+inner.W-emblemW
	if rtl {
		x, at = inner.X+inner.W-plan.headWidth, inner.X
	}
	p.Add(display.Tag{Artifact: true}, display.Use{Part: b.emblem(i, rtl), X: at, Y: inner.Y}, display.End{})
	text, got := pick(&b.problems, "title", b.event.Title, b.event, b.lang)
	w := words{field: "title", lang: got, text: text, role: fonts.Bold, tag: display.P, color: ink2}
	b.say(w, plan.headWidth, 17, sizes{smallPrint, 9.5}, rtl).put(p, x, inner.Y)
}

// foot sets the group and, where the person has a page, its code.
func (b *badges) foot(p *display.Page, inner display.Rect, plan badgePlan, i int, lang string, rtl bool, code qrBlock) {
	badge := b.list[i]
	width, bottom := inner.W, inner.Y+inner.H
	if code.modules > 0 {
		x := inner.X + inner.W - code.ink.W
		if rtl {
			x = inner.X
		}
		code.putOnDots(p, x, bottom-code.ink.H, "en", badge.URL)
		width -= code.ink.W + code.quiet() + 4
	}
	x := inner.X
	if rtl {
		x += inner.W - width
	}
	if typed := shortName(badge.URL); typed != "" && code.modules > 0 {
		b.small.field = rowName(i)
		t := b.small.set(typed, width, sizes{smallPrint, smallPrint}, &b.problems)
		bottom -= t.height()
		t.put(p, x, bottom, width, start(rtl))
		bottom -= 4
	}
	room := bottom - (inner.Y + plan.nameTop + plan.nameHigh + 3)
	org := words{field: rowName(i), lang: fonts.LangFor(badge.Org, lang), text: badge.Org, role: fonts.Text, tag: display.P, color: ink}
	said := b.say(org, width, room, plan.orgs, rtl)
	if badge.Org != "" && said.ops == nil {
		b.problems.add(rowName(i), org.lang, foundBadgeGroup)
	}
	said.put(p, x, bottom-said.h)
}

// saidKey is what is said on many badges alike.
type saidKey struct {
	text, lang  string
	width, room float64
	rtl         bool
}

// said is words as a stencil; it has no ops where they do not fit.
type said struct {
	ops []display.Op
	h   float64
}

func (s said) put(p *display.Page, x, y float64) { stamp(p, s.ops, x, y) }

// say sets words that many badges share, once.
func (b *badges) say(w words, width, room float64, z sizes, rtl bool) said {
	key := saidKey{w.text, w.lang, width, room, rtl}
	out, known := b.said[key]
	if known || w.text == "" {
		return out
	}
	leading := min(1.25, typeset.Leading(w.lang, w.role))
	set, ok := b.s.shape(w, &b.problems).fit(width, room, z.least, z.most, leading, typeset.Balance, &problems{})
	if ok {
		page := &display.Page{W: width, H: set.height()}
		set.put(page, 0, 0, width, start(rtl))
		out = said{stencil(page), set.height()}
	}
	b.said[key] = out
	return out
}

// shortName is what a person types when the code does not scan: the last part of
// the address.
func shortName(address string) string {
	u, err := url.Parse(address)
	if address == "" || err != nil || u.Path == "" || u.Path == "/" {
		return ""
	}
	return path.Base(u.Path)
}
