package server

import (
	"cmp"

	"daykit/internal/domain/small"
)

// Smallest is the smallest number of people that is shown.
const Smallest = small.Smallest

// Cell is one number of people as coordinators see it.
type Cell = small.Cell

// Look is what is seen of a number.
type Look = small.Look

// The looks of a number. Under is 1 to 4.
const (
	Unknown  = small.Unknown
	Shown    = small.Shown
	Under    = small.Under
	Withheld = small.Withheld
)

// Item is one count of people that sums are made of.
type Item struct {
	N       int // below 0: not known, and in no sum
	AtLeast int // a number that it cannot be below, by what is shown beside it
	AtMost  int // the same above; 0: none
}

// Hide decides which items and sums of a table may be shown. sums[k] are the items of
// sum k; the first is the whole, which goes last of all that can be withheld.
//
// The rule is that of cell suppression in tables of counts (Hundepool and others,
// Statistical Disclosure Control, 2012, chapter 4; the Government Statistical Service's
// guidance for tables from administrative sources uses it with a threshold of 5):
//
//   - Primary: every number from 1 to 4 is not shown, only that it is under 5.
//   - Complementary: for each of these, items or sums, one person could be moved between
//     two items that are not shown, or to or from one, without any shown number changing
//     and without any look, AtLeast or AtMost being broken. So the shown table allows at
//     least two values of every number under 5. As many other numbers are withheld as
//     that takes, the cheapest first.
//
// A withheld item is 5 or more. A withheld sum may be any number: one under 5 is withheld
// too where saying that it is under 5 would say too much.
//
// It protects one table at one time. Who keeps an older table may still work out what
// changed between the two, and who knows this code may rule some tables out that it would
// not have made.
func Hide(items []Item, sums [][]int) (looks, sumLooks []Look) {
	h := newHider(items, sums)
	for i := range items {
		if h.looks[i] == Under {
			h.protect(func(j int) bool { return i == j })
		}
	}
	for k, members := range sums {
		if h.sumLooks[k] == Under {
			inside := make([]bool, len(items))
			for _, i := range members {
				inside[i] = true
			}
			h.protect(func(j int) bool { return inside[j] })
		}
	}
	return h.looks, h.sumLooks
}

type hider struct {
	items    []Item
	sums     [][]int
	of       [][]int // sums of each item, ascending
	looks    []Look
	sumLooks []Look
	totals   []int // of the sums
}

func newHider(items []Item, sums [][]int) *hider {
	h := &hider{items: items, sums: sums, of: make([][]int, len(items)), looks: make([]Look, len(items)), sumLooks: make([]Look, len(sums)), totals: make([]int, len(sums))}
	for i, it := range items {
		if it.N >= 0 {
			h.looks[i] = lookOf(it.N)
		}
	}
	for k, members := range sums {
		total, known := 0, false
		for _, i := range members {
			if h.looks[i] != Unknown {
				h.of[i] = append(h.of[i], k)
				total, known = total+items[i].N, true
			}
		}
		if h.totals[k] = total; known {
			h.sumLooks[k] = lookOf(total)
		}
	}
	return h
}

func lookOf(n int) Look {
	if n > 0 && n < Smallest {
		return Under
	}
	return Shown
}

// What withholding costs: a sum is worth many items, and the whole many sums.
const (
	costItem  = 1
	costSum   = 20
	costWhole = 10_000
)

// plan is a way to protect a number: one person moves between the items a and b, or to or
// from a alone when b is below 0. by is what that adds to a.
type plan struct{ a, b, by, cost int }

// protect withholds what it takes for one of the numbers under 5 that in names to go into
// or out of in: so their sum is not certain.
func (h *hider) protect(in func(i int) bool) {
	best := plan{a: -1}
	consider := func(p plan) {
		p.cost = h.cost(p)
		if best.a < 0 || cmp.Or(cmp.Compare(p.cost, best.cost), cmp.Compare(h.size(p.b), h.size(best.b))) < 0 {
			best = p
		}
	}
	for a := range h.items {
		if h.looks[a] != Under || !in(a) {
			continue
		}
		for _, by := range []int{-1, 1} {
			if !h.may(a, by) {
				continue
			}
			consider(plan{a: a, b: -1, by: by})
			for b := range h.items {
				if a != b && !in(b) && h.may(b, -by) {
					consider(plan{a: a, b: b, by: by})
				}
			}
		}
	}
	if best.a >= 0 {
		h.carry(best)
	}
}

// size prefers, of two items that would do, the one that few people are withheld with.
func (h *hider) size(b int) int {
	if b < 0 {
		return 0
	}
	return h.items[b].N
}

// may reports whether an item could be by more than it is, as far as its own look goes.
func (h *hider) may(i, by int) bool {
	it := h.items[i]
	n := it.N + by
	switch {
	case h.looks[i] == Unknown || it.N == 0:
		return false
	case n < it.AtLeast || it.AtMost > 0 && n > it.AtMost:
		return false
	case h.looks[i] == Under:
		return n > 0 && n < Smallest
	}
	return n >= Smallest
}

// cost adds up what a plan withholds.
func (h *hider) cost(p plan) (cost int) {
	if p.b >= 0 && h.looks[p.b] == Shown {
		cost += costItem
	}
	h.changed(p, func(k int) {
		cost += costSum
		if k == 0 {
			cost += costWhole
		}
	})
	return cost
}

// carry withholds it.
func (h *hider) carry(p plan) {
	if p.b >= 0 && h.looks[p.b] == Shown {
		h.looks[p.b] = Withheld
	}
	h.changed(p, func(k int) { h.sumLooks[k] = Withheld })
}

// changed names the sums whose look a plan would belie: those that have one of its two
// items, and are shown or would not be under 5 any more.
func (h *hider) changed(p plan, yield func(k int)) {
	a, b := h.of[p.a], []int(nil)
	if p.b >= 0 {
		b = h.of[p.b]
	}
	for len(a) > 0 || len(b) > 0 {
		var k, by int
		switch {
		case len(b) == 0 || len(a) > 0 && a[0] < b[0]:
			k, by, a = a[0], p.by, a[1:]
		case len(a) == 0 || b[0] < a[0]:
			k, by, b = b[0], -p.by, b[1:]
		default:
			a, b = a[1:], b[1:]
			continue
		}
		if h.sumLooks[k] == Shown || h.sumLooks[k] == Under && lookOf(h.totals[k]+by) != Under {
			yield(k)
		}
	}
}
