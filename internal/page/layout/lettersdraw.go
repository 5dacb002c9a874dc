package layout

import (
	"slices"
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// The ribbon at the end of a letter's first line, in points.
const (
	ribbonRoom   = 150.0
	ribbonLength = 128.0
)

// pages puts greetings and codes on copies of the letter.
func (l *letters) pages(greetings []block, codes []qrBlock) []*display.Page {
	slot, rise := 0.0, 0.0
	for _, g := range greetings {
		rise = max(rise, g.top())
	}
	for _, g := range greetings {
		slot = max(slot, rise-g.top()+g.height())
	}
	before, y := l.drawBefore()
	after, ownAt := l.drawAfter(y + slot)
	address := l.s.speller(words{lang: "en", role: fonts.Bold, tag: display.P, color: ink})
	captions := map[bool][]display.Op{}
	pages := make([]*display.Page, len(greetings))
	for i, g := range greetings {
		p := A4.page()
		p.Ops = make([]display.Op, 0, len(before)+len(after)+24)
		p.Ops = append(p.Ops, before...)
		g.put(p, l.box.X, y+rise-g.top(), l.box.W, start(l.rtl))
		p.Ops = append(p.Ops, after...)
		if len(l.body.own) > 0 {
			end := ownAt
			if l.body.own[i].height() > 0 {
				end = l.stack(p, l.body.own[i:i+1], ownAt)
			}
			stamp(p, l.drawTail(), 0, end)
		}
		l.code(p, i, codes[i], address, captions)
		pages[i] = p
	}
	return pages
}

// drawBefore draws what comes before the greeting and gives where that begins.
func (l *letters) drawBefore() (ops []display.Op, y float64) {
	p := A4.page()
	r := ribbon{seed: string(l.event.ID), strands: 4, width: 4.6}
	from, to := l.box.X+l.box.W-ribbonLength, l.box.X+l.box.W
	if l.rtl {
		from, to = l.box.X, l.box.X+ribbonLength
	}
	mid := l.box.Y + r.height()/2
	r.from, r.to = display.Point{X: from, Y: mid}, display.Point{X: to, Y: mid}
	r.draw(p)
	y = l.stack(p, l.body.before, l.box.Y) + l.body.size*1.6 + l.body.drop
	return stencil(p), y
}

// drawAfter draws what comes after the greeting, up to where a person's own line is.
func (l *letters) drawAfter(y float64) (ops []display.Op, own float64) {
	p := A4.page()
	y = l.stack(p, l.body.after, y)
	if len(l.body.own) == 0 {
		l.stack(p, l.body.tail, y)
	}
	return stencil(p), y
}

// drawTail draws how a letter ends in which people have a line of their own, from the top of
// a page: it is moved to where that line ends.
func (l *letters) drawTail() []display.Op {
	if l.tail == nil {
		p := A4.page()
		l.stack(p, l.body.tail, 0)
		l.tail = stencil(p)
	}
	return l.tail
}

func (l *letters) stack(p *display.Page, list []spaced, y float64) float64 {
	for _, b := range list {
		y = b.put(p, l.box.X, y+b.gap, l.box.W, l.from(b.block))
	}
	return y
}

// from is where a block's lines begin: those of a paragraph where its own writing
// does, since a ragged beginning is hard to read; all else where the page's does.
func (l *letters) from(b block) align {
	if b.field == "letter.paras" {
		return start(b.rtl)
	}
	return start(l.rtl)
}

// code puts the person's code, or everybody's, at the foot of the page with the
// address beside it.
func (l *letters) code(p *display.Page, i int, own qrBlock, address *speller, captions map[bool][]display.Op) {
	person := own.modules > 0
	q, typed := own, typedAddress(l.in.People[i].URL)
	if !person {
		q, typed = l.common, l.in.Code.Address
	}
	if q.modules == 0 {
		return
	}
	x, y := l.box.X, l.box.Y+l.box.H-q.ink.H
	if l.rtl {
		x = l.box.X + l.box.W - q.ink.W
	}
	if captions[person] == nil {
		captions[person] = l.drawCaptions(person, y, q.ink.W+q.quiet())
	}
	if person {
		q.putOnDots(p, x, y, "en", typed)
	} else {
		q.put(p, x, y, "en", typed)
	}
	p.Ops = append(p.Ops, captions[person]...)
	at := l.captionBox(q.ink.W + q.quiet())
	address.field = rowName(i)
	b := address.set(typed, at.W, sizes{9, 12}, &l.problems)
	b.put(p, at.X, l.box.Y+l.box.H-b.above(), at.W, start(l.rtl)) // on the line that the code stands on
}

// captionBox is beside the code.
func (l *letters) captionBox(code float64) display.Rect {
	r := l.box
	r.W -= code
	if !l.rtl {
		r.X += code
	}
	return r
}

// drawCaptions says whose the code is, over the address to type.
func (l *letters) drawCaptions(person bool, y, code float64) []display.Op {
	key := PhraseSignup
	if person {
		key = PhraseLetterCode
	}
	head, scan := l.bold(key), l.phrase(PhraseLetterScan)
	head.color, scan.color = ink, ink
	at := l.captionBox(code)
	p := A4.page()
	const addressRoom = 14.0
	room := l.box.Y + l.box.H - addressRoom - 6 - y
	s := l.fit(scan, display.Rect{W: at.W, H: room * 0.62}, sizes{letterLeast, 12})
	h := l.fit(head, display.Rect{W: at.W, H: room - s.height() - 4}, sizes{letterLeast, 15})
	top := l.box.Y + l.box.H - addressRoom - 3 - s.height()
	h.put(p, at.X, top-5-h.height(), at.W, start(l.rtl))
	s.put(p, at.X, top, at.W, start(l.rtl))
	return stencil(p)
}

// greetings sets the line that greets each person.
func (l *letters) greetings() []block {
	prefix, suffix, named := strings.Cut(l.in.Letter.Greeting, nameMark)
	g := greeter{l: l, words: l.words("greeting", l.in.Letter.Greeting, fonts.Text, display.P), size: l.body.size}
	if named {
		g.rtl = l.s.para(shapeKey{prefix + suffix, g.lang, g.role}).RTL()
		g.prefix, g.suffix = g.piece(prefix), g.piece(suffix)
	}
	if named {
		var names []words
		for i, p := range l.in.People {
			names = append(names, g.name(i, strings.TrimSpace(p.Name), p.Lang))
		}
		l.s.shapeAll(names)
	}
	out := make([]block, len(l.in.People))
	for i, p := range l.in.People {
		switch name := strings.TrimSpace(p.Name); {
		case named && name != "":
			out[i] = g.greet(i, name, p.Lang, prefix, suffix)
		case named:
			w := g.words
			w.text = strings.TrimSpace(prefix) + strings.TrimSpace(suffix)
			out[i] = l.s.set(w, l.box.W, l.body.size, typeset.Optimal, &l.problems)
		default:
			out[i] = l.s.set(g.words, l.box.W, l.body.size, typeset.Optimal, &l.problems)
		}
	}
	return out
}

// greeter sets greetings of one wording. The name is shaped by itself, in its own
// language, as bidirectional text isolates it; what stands before and after it is
// shaped once.
type greeter struct {
	l *letters
	words
	size           float64
	rtl            bool // as its own words run
	prefix, suffix typeset.Line
}

// piece shapes the part of the greeting on one side of the name, with the spaces
// at its ends.
func (g *greeter) piece(text string) typeset.Line {
	held := strings.ReplaceAll(text, " ", "\u00a0") // a plain space ends with the line
	lines, err := g.l.s.para(shapeKey{held, g.lang, g.role}).Lines(1e6, g.size, typeset.Greedy)
	if err != nil || len(lines) != 1 {
		return typeset.Line{}
	}
	line := lines[0]
	for i, run := range line.Runs {
		line.Runs[i].Text = strings.ReplaceAll(run.Text, "\u00a0", " ")
		for j, glyph := range run.Glyphs {
			run.Glyphs[j].Text = strings.ReplaceAll(glyph.Text, "\u00a0", " ")
		}
	}
	return line
}

// name is a person's name by itself.
func (g *greeter) name(i int, name, lang string) words {
	return words{field: rowName(i), lang: fonts.LangFor(name, lang), text: name, role: g.role}
}

// greet sets the greeting of one person, on one line where it fits.
func (g *greeter) greet(i int, name, lang, prefix, suffix string) block {
	w := g.words
	w.field = rowName(i)
	lines, err := g.l.s.shape(g.name(i, name, lang), &g.l.problems).para.Lines(1e6, g.size, typeset.Greedy)
	if err != nil || len(lines) != 1 || g.prefix.W+lines[0].W+g.suffix.W > g.l.box.W {
		w.text = prefix + typeset.Isolate(name) + suffix
		return g.l.s.set(w, g.l.box.W, g.size, typeset.Optimal, &g.l.problems)
	}
	w.text = prefix + name + suffix
	parts := []typeset.Line{g.prefix, lines[0], g.suffix}
	if g.rtl {
		slices.Reverse(parts)
	}
	b := block{words: w, rtl: g.rtl, size: g.size, leading: g.size * typeset.Leading(w.lang, w.role)}
	b.lines = []typeset.Line{joined(parts, w.text)}
	return b
}

// joined is lines side by side.
func joined(parts []typeset.Line, text string) (out typeset.Line) {
	out.Text = text
	for _, l := range parts {
		for _, run := range l.Runs {
			run.X += out.W
			out.Runs = append(out.Runs, run)
		}
		out.W += l.W
		out.Ascent, out.Descent = max(out.Ascent, l.Ascent), max(out.Descent, l.Descent)
		out.InkTop, out.InkBottom = max(out.InkTop, l.InkTop), max(out.InkBottom, l.InkBottom)
	}
	return out
}
