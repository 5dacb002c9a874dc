package typeset

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// sequence is an isolating run sequence (BD13): the places of its characters in
// the paragraph, in order, and the directions at its two ends.
type sequence struct {
	p        *bidiText
	at       []int
	level    int8
	sos, eos bidi.Class
}

// sequences cuts the paragraph into isolating run sequences (rule X10).
func (p *bidiText) sequences() []*sequence {
	runs := p.levelRuns()
	starting := map[int]int{} // first character of a run → the run
	for i, r := range runs {
		starting[r[0]] = i
	}
	var out []*sequence
	for _, r := range runs {
		if first := r[0]; p.orig[first] == bidi.PDI && p.match[first] >= 0 {
			continue // continues a sequence that began at its initiator
		}
		var at []int
		for {
			at = append(at, r...)
			last := r[len(r)-1]
			if !isInitiator(p.orig[last]) || p.match[last] < 0 {
				break
			}
			next, ok := starting[p.match[last]]
			if !ok {
				break
			}
			r = runs[next]
		}
		out = append(out, p.newSequence(at))
	}
	return out
}

func (p *bidiText) levelRuns() [][]int {
	var runs [][]int
	last := int8(-1)
	for i, l := range p.level {
		if p.removed[i] {
			continue
		}
		if l != last {
			runs = append(runs, nil)
			last = l
		}
		runs[len(runs)-1] = append(runs[len(runs)-1], i)
	}
	return runs
}

func (p *bidiText) newSequence(at []int) *sequence {
	first, last := at[0], at[len(at)-1]
	s := &sequence{p: p, at: at, level: p.level[first]}
	before := p.base
	for i := first - 1; i >= 0; i-- {
		if !p.removed[i] {
			before = p.level[i]
			break
		}
	}
	after := p.base
	if !isInitiator(p.orig[last]) || p.match[last] >= 0 {
		for i := last + 1; i < len(p.level); i++ {
			if !p.removed[i] {
				after = p.level[i]
				break
			}
		}
	}
	s.sos, s.eos = direction(max(s.level, before)), direction(max(s.level, after))
	return s
}

func direction(level int8) bidi.Class {
	if level%2 == 1 {
		return bidi.R
	}
	return bidi.L
}

func (s *sequence) class(k int) bidi.Class         { return s.p.class[s.at[k]] }
func (s *sequence) set(k int, c bidi.Class)        { s.p.class[s.at[k]] = c }
func (s *sequence) original(k int) bidi.Class      { return s.p.orig[s.at[k]] }
func (s *sequence) is(k int, c ...bidi.Class) bool { return slices.Contains(c, s.class(k)) }

// weak runs rules W1 to W7.
func (s *sequence) weak() {
	s.marks()
	s.numbersAfterArabic()
	s.separators()
	s.terminators()
	for k := range s.at { // W6
		if s.is(k, bidi.ES, bidi.ET, bidi.CS) {
			s.set(k, bidi.ON)
		}
	}
	strong := s.sos // W7
	for k := range s.at {
		switch s.class(k) {
		case bidi.L, bidi.R:
			strong = s.class(k)
		case bidi.EN:
			if strong == bidi.L {
				s.set(k, bidi.L)
			}
		default: // W7 is about numbers only
		}
	}
}

// marks is W1: a mark takes the class of what it stands on.
func (s *sequence) marks() {
	before := s.sos
	for k := range s.at {
		if s.class(k) == bidi.NSM {
			s.set(k, before)
		}
		before = s.class(k)
		if isInitiator(before) || before == bidi.PDI {
			before = bidi.ON
		}
	}
}

// numbersAfterArabic is W2 and W3.
func (s *sequence) numbersAfterArabic() {
	strong := s.sos
	for k := range s.at {
		switch s.class(k) {
		case bidi.L, bidi.R, bidi.AL:
			strong = s.class(k)
		case bidi.EN:
			if strong == bidi.AL {
				s.set(k, bidi.AN)
			}
		default: // W2 is about numbers only
		}
	}
	for k := range s.at {
		if s.class(k) == bidi.AL {
			s.set(k, bidi.R)
		}
	}
}

// separators is W4: one separator between two numbers of a kind joins them.
func (s *sequence) separators() {
	for k := 1; k+1 < len(s.at); k++ {
		before, after := s.class(k-1), s.class(k+1)
		if before != after {
			continue
		}
		if before == bidi.EN && s.is(k, bidi.ES, bidi.CS) || before == bidi.AN && s.is(k, bidi.CS) {
			s.set(k, before)
		}
	}
}

// terminators is W5: signs such as % belong to the number they touch.
func (s *sequence) terminators() {
	for k := 0; k < len(s.at); {
		if s.class(k) != bidi.ET {
			k++
			continue
		}
		end := k
		for end < len(s.at) && s.class(end) == bidi.ET {
			end++
		}
		if k > 0 && s.class(k-1) == bidi.EN || end < len(s.at) && s.class(end) == bidi.EN {
			for j := k; j < end; j++ {
				s.set(j, bidi.EN)
			}
		}
		k = end
	}
}

// maxBrackets is how many open brackets N0 keeps (BD16).
const maxBrackets = 63

// pair is an opening and a closing bracket, as places in the sequence.
type pair struct{ open, close int }

// brackets is N0: both brackets of a pair go the same way.
func (s *sequence) brackets(text []rune) {
	for _, b := range s.pairs(text) {
		s.resolve(b)
	}
}

func (s *sequence) pairs(text []rune) []pair {
	type opening struct {
		closer rune
		at     int
	}
	var stack []opening
	var out []pair
	for k, i := range s.at {
		props, _ := bidi.LookupRune(text[i])
		if !props.IsBracket() || s.class(k) != bidi.ON {
			continue
		}
		if props.IsOpeningBracket() {
			if len(stack) == maxBrackets {
				break
			}
			stack = append(stack, opening{canonical(counterpart(text[i])), k})
			continue
		}
		for j := len(stack) - 1; j >= 0; j-- {
			if stack[j].closer == canonical(text[i]) {
				out = append(out, pair{stack[j].at, k})
				stack = stack[:j]
				break
			}
		}
	}
	slices.SortFunc(out, func(a, b pair) int { return a.open - b.open })
	return out
}

// counterpart is the bracket that mirrors r.
func counterpart(r rune) rune { return []rune(bidi.ReverseString(string(r)))[0] }

// canonical maps the one pair of brackets that has a twin (U+2329, U+232A).
func canonical(r rune) rune {
	switch r {
	case 0x2329:
		return 0x3008
	case 0x232A:
		return 0x3009
	}
	return r
}

// strongOf is how N0 to N2 see a class: numbers count as right to left.
func strongOf(c bidi.Class) (bidi.Class, bool) {
	switch c {
	case bidi.L:
		return bidi.L, true
	case bidi.R, bidi.EN, bidi.AN:
		return bidi.R, true
	default:
		return bidi.ON, false
	}
}

func (s *sequence) resolve(b pair) {
	own := direction(s.level)
	found := bidi.ON
	for k := b.open + 1; k < b.close; k++ {
		if c, ok := strongOf(s.class(k)); ok {
			found = c
			if c == own {
				break
			}
		}
	}
	if found == bidi.ON {
		return
	}
	if found != own {
		before := s.sos
		for k := b.open - 1; k >= 0; k-- {
			if c, ok := strongOf(s.class(k)); ok {
				before = c
				break
			}
		}
		if before != found {
			found = own
		}
	}
	s.setBracket(b.open, found)
	s.setBracket(b.close, found)
}

// setBracket also turns the marks on a bracket.
func (s *sequence) setBracket(k int, c bidi.Class) {
	s.set(k, c)
	for k++; k < len(s.at) && s.original(k) == bidi.NSM; k++ {
		s.set(k, c)
	}
}

// neutral is N1 and N2: what stands between two letters of one direction goes
// their way, and the rest goes the way of the sequence.
func (s *sequence) neutral() {
	for k := 0; k < len(s.at); {
		if _, strong := strongOf(s.class(k)); strong {
			k++
			continue
		}
		end := k
		for end < len(s.at) {
			if _, strong := strongOf(s.class(end)); strong {
				break
			}
			end++
		}
		before, after := s.sos, s.eos
		if k > 0 {
			before, _ = strongOf(s.class(k - 1))
		}
		if end < len(s.at) {
			after, _ = strongOf(s.class(end))
		}
		c := direction(s.level)
		if before == after {
			c = before
		}
		for j := k; j < end; j++ {
			s.set(j, c)
		}
		k = end
	}
}

// implicit is I1 and I2.
func (s *sequence) implicit() {
	for k, i := range s.at {
		c := s.class(k)
		switch {
		case s.level%2 == 0 && c == bidi.R:
			s.p.level[i] = s.level + 1
		case s.level%2 == 0 && (c == bidi.AN || c == bidi.EN):
			s.p.level[i] = s.level + 2
		case s.level%2 == 1 && c != bidi.R:
			s.p.level[i] = s.level + 1
		}
	}
}
