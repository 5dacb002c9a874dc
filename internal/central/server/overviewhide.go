package server

import (
	"cmp"
	"encoding/json"
)

// Smallest is the smallest number of people that is shown.
const Smallest = 5

// Cell is one number of people as coordinators see it.
type Cell struct {
	N    int
	Look Look
}

// Look is what is seen of a number.
type Look uint8

// The looks of a number.
const (
	Unknown  Look = iota // nobody has said it
	Shown                // as it is
	Under                // 1 to 4: it is only said to be under 5
	Withheld             // 5 or more, and withheld so that another cannot be worked out
)

// The words for numbers that are not shown, in pages and exports alike.
const (
	wordsUnder    = "under 5"
	wordsWithheld = "withheld"
)

// String writes the number for people.
func (c Cell) String() string {
	switch c.Look {
	case Shown:
		return thousands(c.N)
	case Under:
		return wordsUnder
	case Withheld:
		return wordsWithheld
	}
	return "–"
}

// MarshalJSON writes a number, the words in its place, or null.
func (c Cell) MarshalJSON() ([]byte, error) {
	switch c.Look {
	case Shown:
		return json.Marshal(c.N)
	case Unknown:
		return []byte("null"), nil
	}
	return json.Marshal(c.String())
}

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
//   - Complementary: for each of these, items or sums, there are two items that are not
//     shown and stand in exactly the same shown sums, or one that stands in none, and
//     one person could be moved between the two, or to or from the one, without any
//     shown number changing and without a look, AtLeast or AtMost being broken. So the
//     shown table allows at least two values of every number under 5. As many other
//     numbers are withheld as that takes, the cheapest first.
//
// It protects one table at one time. Who keeps an older table may still work out what
// changed between the two.
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
}

func newHider(items []Item, sums [][]int) *hider {
	h := &hider{items: items, sums: sums, of: make([][]int, len(items)), looks: make([]Look, len(items)), sumLooks: make([]Look, len(sums))}
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
		if known {
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
// from a alone when b is below 0.
type plan struct{ a, b, cost int }

// protect withholds what it takes for one of the numbers under 5 that in names to go into
// or out of in: so their sum is not certain.
func (h *hider) protect(in func(i int) bool) {
	best := plan{a: -1}
	consider := func(p plan) {
		better := cmp.Or(cmp.Compare(p.cost, best.cost), cmp.Compare(h.size(p.b), h.size(best.b)))
		if best.a < 0 || better < 0 {
			best = p
		}
	}
	for a := range h.items {
		if h.looks[a] != Under || !in(a) {
			continue
		}
		if h.up(a) || h.down(a) {
			consider(plan{a, -1, h.difference(h.of[a], nil)})
		}
		for b := range h.items {
			if a == b || in(b) || !h.trade(a, b) {
				continue
			}
			cost := h.difference(h.of[a], h.of[b])
			if h.looks[b] == Shown {
				cost += costItem
			}
			consider(plan{a, b, cost})
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

// difference is the cost of withholding the shown sums that have one of two items.
func (h *hider) difference(a, b []int) (cost int) {
	h.apart(a, b, func(k int) {
		cost += costSum
		if k == 0 {
			cost += costWhole
		}
	})
	return cost
}

// apart names the shown sums that are in one of two ascending lists.
func (h *hider) apart(a, b []int, yield func(k int)) {
	for len(a) > 0 || len(b) > 0 {
		var k int
		switch {
		case len(b) == 0 || len(a) > 0 && a[0] < b[0]:
			k, a = a[0], a[1:]
		case len(a) == 0 || b[0] < a[0]:
			k, b = b[0], b[1:]
		default:
			a, b = a[1:], b[1:]
			continue
		}
		if h.sumLooks[k] == Shown {
			yield(k)
		}
	}
}

func (h *hider) carry(p plan) {
	var other []int
	if p.b >= 0 {
		other = h.of[p.b]
		if h.looks[p.b] == Shown {
			h.looks[p.b] = Withheld
		}
	}
	h.apart(h.of[p.a], other, func(k int) { h.sumLooks[k] = Withheld })
}

// trade reports whether one person can be moved between two items, as far as each alone
// goes.
func (h *hider) trade(a, b int) bool {
	return h.looks[b] != Unknown && h.items[b].N > 0 && (h.up(a) && h.down(b) || h.down(a) && h.up(b))
}

func (h *hider) up(i int) bool {
	it := h.items[i]
	return (it.AtMost == 0 || it.N < it.AtMost) && (h.looks[i] != Under || it.N+1 < Smallest)
}

func (h *hider) down(i int) bool {
	it := h.items[i]
	least := Smallest
	if h.looks[i] == Under {
		least = 1
	}
	return it.N-1 >= max(least, it.AtLeast)
}
