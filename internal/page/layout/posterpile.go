package layout

import (
	"math"
	"strings"
	"unicode"

	"daykit/internal/domain/locale"
	"daykit/internal/text/typeset"
)

// pile is blocks one under another.
type pile struct {
	blocks []block
	gaps   []float64 // over each; none over the first
}

// add puts a block under the others, unless it has no words.
func (s *pile) add(gap float64, b block) {
	if len(b.lines) == 0 {
		if len(b.wrong) > 0 {
			s.blocks, s.gaps = append(s.blocks, b), append(s.gaps, 0)
		}
		return
	}
	if len(s.blocks) == 0 {
		gap = 0
	}
	s.blocks, s.gaps = append(s.blocks, b), append(s.gaps, gap)
}

// under puts a block under the others of one list, no nearer than its lines are to
// one another.
func (s *pile) under(gap float64, b block) {
	if n := len(s.blocks); n > 0 && len(b.lines) > 0 && len(s.blocks[n-1].lines) > 0 {
		last := s.blocks[n-1]
		gap = max(gap, min(last.lineGap(), b.lineGap())-last.bottom()-b.top())
	}
	s.add(gap, b)
}

// lineGap is the distance between lines of a block, or of ones without tall letters
// where it has any.
func (b block) lineGap() float64 {
	if b.bare != nil {
		return b.size * typeset.Leading("en", b.role)
	}
	return b.leading
}

func (s *pile) height() float64 {
	h := 0.0
	for i, b := range s.blocks {
		h += s.gaps[i] + b.height()
	}
	return h
}

func (s *pile) widest() float64 {
	w := 0.0
	for _, b := range s.blocks {
		w = max(w, b.widest())
	}
	return w
}

func (s *pile) wrong() int {
	n := 0
	for _, b := range s.blocks {
		n += len(b.wrong)
	}
	return n
}

// putPile draws a pile from y downwards.
func (p *poster) putPile(s pile, x, y, width float64, a align) {
	for i, b := range s.blocks {
		y = p.put(b, x, y+s.gaps[i], width, a)
	}
}

// placeShare is the least share of its size that a place keeps so that no part of it
// is broken.
const placeShare = 0.88

// setPlace breaks the place between its parts rather than inside them, where that
// costs no more than the lines to spare, and makes it a little smaller for that.
func (p *poster) setPlace(width, size float64, spare int) block {
	plain := p.set(p.place, width, size, typeset.Balance)
	parts := strings.Split(p.place.text, ", ")
	for i := range parts {
		parts[i] = inOneLine(parts[i])
	}
	whole := p.place
	whole.text = strings.Join(parts, ",\n")
	if widest := p.set(whole, 1e5, size, typeset.Greedy).widest(); widest > width {
		size = max(math.Floor(size*width/widest*20)/20, size*placeShare, p.least(whole))
	}
	whole.text = strings.Join(parts, ", ")
	if b := p.set(whole, width, size, typeset.Greedy); len(b.wrong) == len(plain.wrong) && len(b.lines) <= len(plain.lines)+spare {
		return b
	}
	return plain
}

// whenShare is the least share of its size that a date keeps so that the time has
// room in its line.
const whenShare = 0.9

// setWhen puts date and time in one line where they fit, else in two. The date of
// the language's own calendar is a line more.
func (p *poster) setWhen(width, size float64) block {
	one, two := p.when(1), p.when(2)
	lines := 1
	if p.in.LocalDate {
		if local, ok := locale.LocalDate(p.date.lang, p.in.Event.Date); ok {
			one.text += "\n" + local
			two.text += "\n" + local
			lines++
		}
	}
	if b := p.setShort(one, width, size); len(b.lines) <= lines && b.size >= size*whenShare {
		return b
	}
	b := p.setShort(two, width, size)
	if len(b.lines) > lines+1 {
		two.text = wholeDay(two.text) // the year alone makes no line
		if whole := p.set(two, width, size, typeset.Balance); len(whole.wrong) <= len(b.wrong) && len(whole.lines) <= len(b.lines) {
			return whole
		}
	}
	return b
}

// wholeDay keeps day, month and year of a date in one line, so that it breaks beside
// the day of the week.
func wholeDay(date string) string {
	i := strings.IndexFunc(date, unicode.IsDigit)
	if i < 0 {
		return date
	}
	if comma := strings.IndexAny(date[:i], commas); comma >= 0 {
		i = comma + strings.IndexByte(date[comma:], ' ') + 1 // Friday, December 18, 2026
	} else if comma := strings.IndexAny(date[i:], commas); comma >= 0 {
		return inOneLine(date[:i+comma]) + date[i+comma:] // Dec 18, Fri
	}
	return date[:i] + inOneLine(date[i:])
}

// commas part the day of the week from the rest of a date.
const commas = ",،፣"

// inOneLine is words that stay in one line.
func inOneLine(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }
