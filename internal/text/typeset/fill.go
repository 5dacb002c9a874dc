package typeset

import (
	"math"
	"slices"
)

// Mode is how a paragraph is broken into lines.
type Mode int

// The modes: Greedy fills each line before the next; Optimal makes all lines of a
// text about full and the last not too short; Balance, for headlines, makes lines
// of about one length, as few as Greedy needs, or one more where only that spares
// a stub. In a text that holds zero-width spaces, Balance breaks at those and at
// spaces only, so that a translator decides where a Chinese headline may break.
const (
	Greedy Mode = iota
	Optimal
	Balance
)

// The costs of a line, in squares of thousandths of the width, so that a line
// half empty costs 250,000.
const (
	costTooWide   = 1_000_000_000_000_000
	costLine      = 100_000_000_000 // Balance: fewest lines before all else
	costLooseLine = 3_000_000       // the same where one more line is allowed: less than a stub
	costStub      = 4_000_000       // Balance: a stub of a line
	costShortEnd  = 300_000         // Balance: a one-letter word at the end
	costLoneWord  = 40_000          // Balance: one word as the first or the last line
	costTextLine  = 10_000          // Optimal: prefer fewer lines among equals
	costTextEnd   = 60_000          // Optimal: a one-letter word at the end
	costInside    = 120_000         // a line that ends inside what may be a word
	costWidow     = 600             // Optimal: each thousandth that the last line misses of a third

	widowFill = 330 // thousandths of the width
	stubFill  = 350 // thousandths of the width
	stubChars = 2   // characters that never make a line of a headline
)

// filler breaks one list of opportunities at one width.
type filler struct {
	ops   []opportunity
	width int64 // millionths of the nominal size
	mode  Mode
	loose bool // Balance: a stub is worse than another line
}

// filled is the outcome: where the lines end, as indexes of the opportunities.
type filled struct {
	ends    []int
	tooWide int // the first opportunity whose word alone is too wide, or -1
	stub    bool
}

// slack lets a line that was measured in points fit its own width again.
const slack = 10

func fill(ops []opportunity, width int64, mode Mode, loose bool) filled {
	f := filler{ops: ops, width: width + slack, mode: mode, loose: loose}
	switch {
	case len(ops) == 0:
		return filled{tooWide: -1}
	case mode == Greedy:
		return f.greedy()
	}
	return f.optimal()
}

// start is where the line that begins after opportunity i-1 starts.
func (f *filler) start(i int) int64 {
	if i == 0 {
		return 0
	}
	return f.ops[i-1].x
}

// length is that of the line from after opportunity i-1 to opportunity j.
func (f *filler) length(i, j int) int64 { return f.ops[j].shown - f.start(i) }

func (f *filler) greedy() filled {
	out := filled{tooWide: -1}
	for i := 0; i < len(f.ops); {
		j := i
		for j+1 < len(f.ops) && !f.ops[j].must && f.length(i, j+1) <= f.width {
			j++
		}
		// A later place may fit although this one, with its hyphen, does not.
		if f.length(i, j) > f.width && out.tooWide < 0 {
			out.tooWide = j
		}
		out.ends = append(out.ends, j)
		i = j + 1
	}
	return out
}

// optimal finds the breaks of least total cost.
func (f *filler) optimal() filled {
	n := len(f.ops)
	best := make([]int64, n+1)
	from := make([]int, n+1)
	for j := range n {
		best[j+1] = math.MaxInt64
		for i := j; i >= 0; i-- {
			if i < j && (f.length(i, j) > f.width && f.narrowest(i, j) || f.ops[i].must) {
				break
			}
			if c := best[i] + f.cost(i, j); c < best[j+1] {
				best[j+1], from[j+1] = c, i
			}
		}
	}
	return f.trace(from)
}

// narrowest reports whether a line from i can only get wider with an earlier
// start, which fails only where a hyphen made the last one wide.
func (f *filler) narrowest(i, j int) bool { return f.ops[j].x-f.start(i) > f.width || !f.ops[j].hyphen }

func (f *filler) trace(from []int) filled {
	out := filled{tooWide: -1}
	for j := len(f.ops); j > 0; j = from[j] {
		i := from[j]
		if f.length(i, j-1) > f.width {
			out.tooWide = j - 1
		}
		out.ends = append(out.ends, j-1)
		out.stub = out.stub || f.mode == Balance && f.isStub(i, j-1)
	}
	slices.Reverse(out.ends)
	return out
}

func (f *filler) cost(i, j int) int64 {
	length := f.length(i, j)
	if length > f.width {
		return costTooWide
	}
	last := j == len(f.ops)-1
	empty := 1000 - length*1000/f.width
	c := empty * empty
	if f.ops[j].inside {
		c += costInside
	}
	if f.mode == Balance {
		return c + f.headlineCost(i, j)
	}
	if last || f.ops[j].must {
		c = max(0, widowFill-(1000-empty)) * costWidow
		if i == 0 {
			c = 0
		}
	} else if f.ops[j].short {
		c += costTextEnd
	}
	return c + costTextLine
}

// headlineCost is what a line of a headline costs beside its emptiness.
func (f *filler) headlineCost(i, j int) int64 {
	c := int64(costLine)
	if f.loose {
		c = costLooseLine
	}
	first, last := i == 0, j == len(f.ops)-1
	if f.isStub(i, j) {
		c += costStub
	}
	if f.ops[j].short && !last {
		c += costShortEnd
	}
	if i == j && first != last {
		c += costLoneWord
	}
	return c
}

// isStub reports whether a line of a headline is a lone letter, or two, or far
// shorter than the measure. A line that a hard break ended is as the author
// wanted it.
func (f *filler) isStub(i, j int) bool {
	if i == 0 && j == len(f.ops)-1 || f.ops[j].must || i > 0 && f.ops[i-1].must {
		return false
	}
	chars := 0
	for _, o := range f.ops[i : j+1] {
		chars += o.chars
	}
	return chars <= stubChars || f.length(i, j)*1000 < f.width*stubFill
}

// headline is the list of opportunities that Balance uses: all of them, or, when
// the text marks some, the marked ones.
func headline(ops []opportunity, text []rune) []opportunity {
	if !slices.Contains(text, zeroWidthSpace) {
		return ops
	}
	return only(ops, func(o opportunity) bool { return o.marked })
}

// only leaves out the opportunities that are neither forced nor kept.
func only(ops []opportunity, keep func(opportunity) bool) []opportunity {
	if !slices.ContainsFunc(ops, func(o opportunity) bool { return !o.must && !keep(o) }) {
		return ops
	}
	var out []opportunity
	var up, down int64
	chars := 0
	for _, o := range ops {
		up, down, chars = max(up, o.up), max(down, o.down), chars+o.chars
		if !o.must && !keep(o) {
			continue
		}
		o.up, o.down, o.chars = up, down, chars
		out = append(out, o)
		up, down, chars = 0, 0, 0
	}
	return out
}
