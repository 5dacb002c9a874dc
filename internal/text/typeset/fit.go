package typeset

import (
	"math"
	"sort"
)

// Limits bound a fit: sizes in points, and the distance between baselines as a
// multiple of the size.
type Limits struct{ Min, Max, Leading float64 }

// stepsPerPoint is how finely Fit chooses sizes.
const stepsPerPoint = 20

// A headline without a flaw is worth a loss of size down to this share. It is a
// flaw to have a stub, to part what belongs together, or a line under evenFill thousandths of the longest.
const (
	flawShare = 0.75
	evenFill  = 450
)

// Fit finds the largest size, in steps of a twentieth of a point, at which the
// paragraph fits a box of w by h points, and sets it. Its height is from the top
// of the ink of the first line to the bottom of the ink of the last. In mode
// Balance it gives up a little size where that avoids a stub or an uneven line.
//
// When the paragraph does not fit at the smallest size, Fit gives it at that size
// with a *TooWideError or a *TooTallError.
func (p *Para) Fit(w, h float64, lim Limits, m Mode) (size float64, ls []Line, err error) {
	lo, hi := int(math.Ceil(lim.Min*stepsPerPoint)), int(math.Floor(lim.Max*stepsPerPoint))
	fits := func(step int) (pl plan, ok bool) { return p.fits(w, h, at(step), lim.Leading, m, false) }
	// The first step that does not fit, counted from the smallest.
	n := sort.Search(max(0, hi-lo+1), func(i int) bool { _, ok := fits(lo + i); return !ok })
	if n == 0 {
		pl, ok := p.fits(w, h, lim.Min, lim.Leading, m, true)
		ls, err = p.set(pl, w, lim.Min)
		if err == nil && !ok {
			err = &TooTallError{H: Height(ls, lim.Min, lim.Leading), Limit: h}
		}
		return lim.Min, ls, err
	}
	best := lo + n - 1
	if m == Balance {
		best = withoutFlaw(best, max(lo, int(float64(best)*flawShare)), fits)
	}
	pl, _ := fits(best)
	ls, err = p.set(pl, w, at(best))
	return at(best), ls, err
}

func at(step int) float64 { return float64(step) / stepsPerPoint }

// withoutFlaw goes down from the best step to the least flawed one, but not far, a
// hundredth at a time.
func withoutFlaw(best, least int, fits func(int) (plan, bool)) int {
	chosen, flaws := best, stubbed+1
	for s := best; s >= least && flaws > even; s -= max(1, best/100) {
		if pl, ok := fits(s); ok && pl.flaw() < flaws {
			chosen, flaws = s, pl.flaw()
		}
	}
	return chosen
}

// The flaws of a headline, from none to the worst.
const (
	even    = iota
	uneven  // a line far shorter than another
	broken  // a line that ends inside what belongs together
	stubbed // a stub
)

func (pl *plan) flaw() int {
	f := pl.taken()
	shortest, longest, start := int64(math.MaxInt64), int64(0), int64(0)
	parted := false
	for _, j := range f.ends {
		parted = parted || pl.ops[j].bond != free
		n := pl.ops[j].shown - start
		shortest, longest, start = min(shortest, n), max(longest, n), pl.ops[j].x
	}
	switch {
	case f.stub:
		return stubbed
	case parted:
		return broken
	case shortest*1000 < longest*evenFill:
		return uneven
	}
	return even
}

// fits plans the lines at a size, without another line where it would be too tall.
func (p *Para) fits(w, h, size, leading float64, m Mode, last bool) (pl plan, ok bool) {
	pl = p.fill(w, size, m, last)
	if pl.tooWide >= 0 {
		return pl, false
	}
	if pl.another != nil && pl.height(*pl.another, size, leading) > h {
		pl.another = nil
	}
	return pl, pl.height(pl.filled, size, leading) <= h
}

// height is that of the ink when the lines end where f says.
func (pl *plan) height(f filled, size, leading float64) float64 {
	n := len(f.ends)
	if n == 0 {
		return 0
	}
	up, _ := inkOf(pl.ops[:f.ends[0]+1])
	from := 0
	if n > 1 {
		from = f.ends[n-2] + 1
	}
	_, down := inkOf(pl.ops[from:])
	ink := float64(up+down) * size / em
	return ink + between(n, size, leading)
}

func inkOf(ops []opportunity) (up, down int64) {
	for _, o := range ops {
		up, down = max(up, o.up), max(down, o.down)
	}
	return up, down
}

// Height is how tall lines are at a size and leading, from the top of the ink of
// the first to the bottom of the ink of the last.
func Height(ls []Line, size, leading float64) float64 {
	if len(ls) == 0 {
		return 0
	}
	return ls[0].InkTop + between(len(ls), size, leading) + ls[len(ls)-1].InkBottom
}

// between is the distance from the first baseline to the last. The conversion
// keeps a processor from fusing the product into a sum, which rounds otherwise.
func between(lines int, size, leading float64) float64 {
	return float64(float64(lines-1) * leading * size)
}
