package typeset

import (
	"golang.org/x/text/unicode/bidi"
)

// The Unicode Bidirectional Algorithm (UAX #9, revision 48), since the one that
// go-text uses keeps only the direction of a run and not its level: a number in
// an Arabic name in an English line then lands on the wrong side. The rule names
// (X1, W4, N0 …) are those of the annex.

// classOf gives the bidirectional class of a character.
func classOf(r rune) bidi.Class {
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

// firstStrong gives the direction of the first letter, not looking into isolates
// (rules P2 and P3); ok is false when there is none.
func firstStrong(classes []bidi.Class) (rtl, ok bool) {
	depth := 0
	for _, c := range classes {
		switch c {
		case bidi.LRI, bidi.RLI, bidi.FSI:
			depth++
		case bidi.PDI:
			if depth == 0 {
				continue
			}
			depth--
		case bidi.L:
			if depth == 0 {
				return false, true
			}
		case bidi.R, bidi.AL:
			if depth == 0 {
				return true, true
			}
		default: // has no direction of its own
		}
	}
	return false, false
}

// levels gives the embedding level of every character for a base level of 0 or 1.
// Hard line breaks end a bidirectional paragraph.
func levels(text []rune, base int8) []int8 {
	out := make([]int8, 0, len(text))
	from := 0
	for i, r := range text {
		if r == '\n' {
			out = append(out, paragraphLevels(text[from:i], base)...)
			out = append(out, base)
			from = i + 1
		}
	}
	return append(out, paragraphLevels(text[from:], base)...)
}

func paragraphLevels(text []rune, base int8) []int8 {
	p := newBidiText(text, base)
	p.explicit()
	for _, seq := range p.sequences() {
		seq.weak()
		seq.brackets(text)
		seq.neutral()
		seq.implicit()
	}
	p.fillRemoved()
	return p.level
}

// bidiText is one paragraph on its way through the rules.
type bidiText struct {
	base    int8
	orig    []bidi.Class // as the characters have them
	class   []bidi.Class // as the rules change them
	level   []int8
	removed []bool // rule X9
	match   []int  // isolate initiator ↔ PDI, -1 when alone
}

func newBidiText(text []rune, base int8) *bidiText {
	n := len(text)
	p := &bidiText{
		base: base, orig: make([]bidi.Class, n), class: make([]bidi.Class, n),
		level: make([]int8, n), removed: make([]bool, n), match: make([]int, n),
	}
	var open []int
	for i, r := range text {
		p.orig[i] = classOf(r)
		p.match[i] = -1
		switch {
		case isInitiator(p.orig[i]):
			open = append(open, i)
		case p.orig[i] == bidi.PDI && len(open) > 0:
			j := open[len(open)-1]
			open = open[:len(open)-1]
			p.match[i], p.match[j] = j, i
		}
	}
	copy(p.class, p.orig)
	return p
}

func isInitiator(c bidi.Class) bool { return c == bidi.LRI || c == bidi.RLI || c == bidi.FSI }

const maxDepth = 125 // BD2

// status is an entry of the directional status stack.
type status struct {
	level    int8
	override bidi.Class // L, R or ON for none
	isolate  bool
}

// explicitState runs rules X1 to X8.
type explicitState struct {
	stack                          []status
	overflowIsolates, overflowRest int
	validIsolates                  int
}

func (s *explicitState) top() status { return s.stack[len(s.stack)-1] }

func (p *bidiText) explicit() {
	s := &explicitState{stack: []status{{level: p.base, override: bidi.ON}}}
	for i, c := range p.orig {
		switch c {
		case bidi.RLE, bidi.LRE, bidi.RLO, bidi.LRO, bidi.PDF, bidi.BN:
			p.removed[i] = true
			s.embed(c)
		case bidi.RLI, bidi.LRI, bidi.FSI:
			p.apply(i, s.top())
			s.push(p.isolateIsRTL(i), true, bidi.ON)
		case bidi.PDI:
			s.popIsolate()
			p.apply(i, s.top())
		default:
			p.apply(i, s.top())
		}
	}
}

func (p *bidiText) apply(i int, s status) {
	p.level[i] = s.level
	if s.override != bidi.ON {
		p.class[i] = s.override
	}
}

func (p *bidiText) isolateIsRTL(i int) bool {
	if p.orig[i] != bidi.FSI {
		return p.orig[i] == bidi.RLI
	}
	end := len(p.orig)
	if p.match[i] >= 0 {
		end = p.match[i]
	}
	rtl, _ := firstStrong(p.orig[i+1 : end])
	return rtl
}

func (s *explicitState) embed(c bidi.Class) {
	switch c {
	case bidi.RLE:
		s.push(true, false, bidi.ON)
	case bidi.LRE:
		s.push(false, false, bidi.ON)
	case bidi.RLO:
		s.push(true, false, bidi.R)
	case bidi.LRO:
		s.push(false, false, bidi.L)
	case bidi.PDF:
		s.popEmbedding()
	default: // BN does nothing
	}
}

func (s *explicitState) push(rtl, isolate bool, override bidi.Class) {
	next := s.top().level + 1
	if (next%2 == 1) != rtl {
		next++
	}
	switch {
	case next <= maxDepth && s.overflowIsolates == 0 && s.overflowRest == 0:
		if isolate {
			s.validIsolates++
		}
		s.stack = append(s.stack, status{next, override, isolate})
	case isolate:
		s.overflowIsolates++
	case s.overflowIsolates == 0:
		s.overflowRest++
	}
}

func (s *explicitState) popIsolate() {
	switch {
	case s.overflowIsolates > 0:
		s.overflowIsolates--
	case s.validIsolates > 0:
		s.overflowRest = 0
		for !s.top().isolate {
			s.stack = s.stack[:len(s.stack)-1]
		}
		s.stack = s.stack[:len(s.stack)-1]
		s.validIsolates--
	}
}

func (s *explicitState) popEmbedding() {
	switch {
	case s.overflowIsolates > 0:
	case s.overflowRest > 0:
		s.overflowRest--
	case !s.top().isolate && len(s.stack) > 1:
		s.stack = s.stack[:len(s.stack)-1]
	}
}

// fillRemoved gives the characters of rule X9 the level of the one before.
func (p *bidiText) fillRemoved() {
	last := p.base
	for i := range p.level {
		if p.removed[i] {
			p.level[i] = last
		}
		last = p.level[i]
	}
}
