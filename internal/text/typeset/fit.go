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

// Stubs in a headline are worth a loss of size down to this share.
const stubShare = 0.8

// Fit finds the largest size, in steps of a twentieth of a point, at which the
// paragraph fits a box of w by h points, and sets it. Its height is from the top
// of the ink of the first line to the bottom of the ink of the last. In mode
// Balance it gives up a little size where that avoids a stub of a line.
//
// When the paragraph does not fit at the smallest size, Fit gives it at that size
// with a *TooWideError or a *TooTallError.
func (p *Para) Fit(w, h float64, lim Limits, m Mode) (size float64, ls []Line, err error) {
	lo, hi := int(math.Ceil(lim.Min*stepsPerPoint)), int(math.Floor(lim.Max*stepsPerPoint))
	fits := func(step int) (ok, stub bool) { return p.fits(w, h, at(step), lim.Leading, m) }
	// The first step that does not fit, counted from the smallest.
	n := sort.Search(max(0, hi-lo+1), func(i int) bool { ok, _ := fits(lo + i); return !ok })
	if n == 0 {
		size = lim.Min
		ls, err = p.Lines(w, size, m)
		if err == nil {
			if tall := Height(ls, size, lim.Leading); tall > h {
				err = &TooTallError{H: tall, Limit: h}
			}
		}
		return size, ls, err
	}
	best := lo + n - 1
	if m == Balance {
		best = withoutStub(best, max(lo, int(float64(best)*stubShare)), fits)
	}
	ls, err = p.Lines(w, at(best), m)
	return at(best), ls, err
}

func at(step int) float64 { return float64(step) / stepsPerPoint }

// withoutStub goes down from the best step to one without a stub, but not far, a
// hundredth at a time.
func withoutStub(best, least int, fits func(int) (ok, stub bool)) int {
	for s := best; s >= least; s -= max(1, best/100) {
		if ok, stub := fits(s); ok && !stub {
			return s
		}
	}
	return best
}

func (p *Para) fits(w, h, size, leading float64, m Mode) (ok, stub bool) {
	ops, f := p.fill(w, size, m)
	if f.tooWide >= 0 || len(f.ends) == 0 {
		return f.tooWide < 0, false
	}
	up, _ := inkOf(ops[:f.ends[0]+1])
	from := 0
	if n := len(f.ends); n > 1 {
		from = f.ends[n-2] + 1
	}
	_, down := inkOf(ops[from:])
	ink := float64(up+down) * size / em
	return ink+between(len(f.ends), size, leading) <= h, f.stub
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
