package layout

import (
	"fmt"
	"net/url"
	"path"
	"strings"
	"sync"
	"unicode"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// Badge is one person's badge. Lang may be empty or wrong: the letters of the
// name decide. URL may be empty.
type Badge struct{ ID, Name, Lang, Org, URL string }

// BadgeInput is the badges of an event.
type BadgeInput struct {
	Event   event.Event
	Lang    string // of the event's title
	Phrases Phrases
	Badges  []Badge
}

// The badge and its place on A4, in millimetres.
const (
	badgeW, badgeH         = 85.0, 55.0
	badgeCols, badgeRows   = 2, 5
	badgesPerPage          = badgeCols * badgeRows
	badgeInset             = 5.0
	badgeCode              = 24.0 // with its quiet zone
	badgeNameTop, nameHigh = 12.0, 16.0
)

// Badges sets ten badges a page on A4, with marks to cut along.
func (s *Setter) Badges(in BadgeInput) Result {
	b := &badges{s: s, in: in}
	codes := b.codes()
	text, got := pick(&b.problems, "title", in.Event.Title, in.Event, in.Lang)
	title := s.shape(words{field: "title", lang: got, text: text, role: fonts.Bold, tag: display.P, color: ink2}, &b.problems)
	r := Result{Alt: fmt.Sprintf("%s: %d", text, len(in.Badges))}
	for i, badge := range in.Badges {
		if i%badgesPerPage == 0 {
			r.Pages = append(r.Pages, A4.page())
		}
		p := r.Pages[len(r.Pages)-1]
		b.draw(p, badgeAt(i%badgesPerPage), i, badge, title, codes[i])
		if i%badgesPerPage == badgesPerPage-1 || i == len(in.Badges)-1 {
			cutMarks(p)
		}
	}
	r.Problems = b.problems.list
	return r
}

// badges is a set of badges in the making.
type badges struct {
	s        *Setter
	in       BadgeInput
	problems problems
}

// codes traces every code, on two goroutines: tracing is most of the work.
func (b *badges) codes() []qrBlock {
	out := make([]qrBlock, len(b.in.Badges))
	found := make([]problems, len(b.in.Badges))
	var wg sync.WaitGroup
	for half := range 2 {
		wg.Go(func() {
			for i := half; i < len(out); i += 2 {
				if u := b.in.Badges[i].URL; u != "" {
					out[i] = b.s.code(u, display.MM(badgeCode), &found[i])
				}
			}
		})
	}
	wg.Wait()
	for i, ps := range found {
		for _, p := range ps.list {
			b.problems.add(rowName(i), "", "%s", p.What)
		}
	}
	return out
}

// rowName names a badge by its row in the list, never by the person.
func rowName(i int) string { return fmt.Sprintf("people.%d", i+1) }

func badgeAt(i int) display.Rect {
	w, h := display.PtPerMM*badgeW, display.PtPerMM*badgeH
	x, y := display.PtPerMM*(210-badgeW*badgeCols)/2, display.PtPerMM*(297-badgeH*badgeRows)/2
	return display.Rect{X: x + w*float64(i%badgeCols), Y: y + h*float64(i/badgeCols), W: w, H: h}
}

// draw sets one badge, mirrored when the name runs from right to left.
func (b *badges) draw(p *display.Page, at display.Rect, row int, badge Badge, title shaped, code qrBlock) {
	lang := nameLang(badge.Name, badge.Lang)
	rtl := rtlPage(lang)
	in := display.PtPerMM * badgeInset
	inner := display.Rect{X: at.X + in, Y: at.Y + in, W: at.W - 2*in, H: at.H - 2*in}
	emblem(p, inner, rtl, row)
	side := start(rtl)
	head, ok := title.fit(inner.W-34, 16, 7, 9.5, 1.1, typeset.Balance, &b.problems)
	if ok {
		x := inner.X
		if rtl {
			x += 34
		}
		head.put(p, x, at.Y+display.PtPerMM*badgeInset, inner.W-34, side)
	}
	b.name(p, at, inner, row, badge.Name, lang, side)
	b.foot(p, at, inner, row, badge, lang, rtl, code)
}

// name fits the name into the middle of the badge.
func (b *badges) name(p *display.Page, at, inner display.Rect, row int, name, lang string, side align) {
	w := words{field: rowName(row), lang: lang, text: name, role: fonts.Bold, tag: display.H1, color: ink}
	room := display.PtPerMM * nameHigh
	leading := typeset.Leading(lang, fonts.Display)
	var wide problems
	n, ok := b.s.shape(w, &b.problems).fit(inner.W, room, 13, 30, leading, typeset.Balance, &wide)
	if !ok || len(wide.list) > 0 {
		b.problems.add(rowName(row), lang, "the name does not fit a badge at a legible size")
		if n, ok = b.s.shape(w, &problems{}).fit(inner.W, room, 7, 13, leading, typeset.Balance, &wide); !ok {
			return
		}
	}
	n.put(p, inner.X, at.Y+display.PtPerMM*badgeNameTop+(room-n.height())/2, inner.W, side)
}

// foot sets the group and, where the person has a page, its code.
func (b *badges) foot(p *display.Page, at, inner display.Rect, row int, badge Badge, lang string, rtl bool, code qrBlock) {
	width, bottom := inner.W, inner.Y+inner.H
	if code.modules > 0 {
		x := inner.X + inner.W - code.ink.W
		if rtl {
			x = inner.X
		}
		code.put(p, x, bottom-code.ink.H, "en", badge.URL)
		width -= code.ink.W + code.quiet() + 4
	}
	x, side := inner.X, start(rtl)
	if rtl {
		x += inner.W - width
	}
	small := words{field: rowName(row), lang: "en", text: shortName(badge.URL), role: fonts.Text, tag: display.P, color: ink2}
	if block, ok := b.s.shape(small, &b.problems).fit(width, 11, 6.5, 8, 1.1, typeset.Greedy, &problems{}); ok && small.text != "" {
		bottom -= block.height()
		block.put(p, x, bottom, width, side)
		bottom -= 4
	}
	top := at.Y + display.PtPerMM*(badgeNameTop+nameHigh) + 3
	org := words{field: rowName(row), lang: nameLang(badge.Org, lang), text: badge.Org, role: fonts.Text, tag: display.P, color: ink}
	block, ok := b.s.shape(org, &b.problems).fit(width, bottom-top, 8, 12, min(1.3, typeset.Leading(org.lang, fonts.Text)), typeset.Balance, &problems{})
	if !ok {
		b.problems.add(rowName(row), org.lang, "the group's name does not fit the badge and is left out")
		return
	}
	block.put(p, x, bottom-block.height(), width, side)
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

// scriptLangs gives the language to shape names in by their script, where the one
// that was given is of another script.
var scriptLangs = []struct {
	table *unicode.RangeTable
	lang  string
}{
	{unicode.Arabic, "ar"},
	{unicode.Ethiopic, "am"},
	{unicode.Bengali, "bn"},
	{unicode.Tamil, "ta"},
	{unicode.Han, "zh-Hans"},
	{unicode.Cyrillic, "uk"},
	{unicode.Devanagari, "hi"},
	{unicode.Gurmukhi, "pa"},
	{unicode.Greek, "el"},
	{unicode.Hebrew, "he"},
	{unicode.Latin, "en"},
}

// nameLang is lang where its script is that of most letters of the name, else the
// usual language of that script.
func nameLang(name, lang string) string {
	best, most := lang, 0
	for _, s := range scriptLangs {
		n := 0
		for _, r := range name {
			if unicode.Is(s.table, r) {
				n++
			}
		}
		if n > most {
			best, most = s.lang, n
		}
	}
	if lang != "" && fonts.ScriptOf(lang) == fonts.ScriptOf(best) {
		return lang
	}
	return strings.TrimSpace(best)
}
