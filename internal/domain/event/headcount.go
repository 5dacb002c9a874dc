package event

import (
	"cmp"
	"slices"
	"time"
)

// Arrival is a fact of the door: a guest came, or people did who had not signed
// up. Exactly one of Guest and WalkIns is set.
type Arrival struct {
	Guest   string    // id of a guest, who brings their party
	WalkIns int       // people
	At      time.Time // when they came
}

// Headcount is how many people signed up and came. It counts people, not lines
// of a list: a guest stands for a party.
type Headcount struct {
	SignedUp  int       `json:"signed_up"`
	Arrived   int       `json:"arrived"`  // of those signed up
	WalkIns   int       `json:"walk_ins"` // beside them
	InRoom    int       `json:"in_room"`  // both
	ByQuarter []Quarter `json:"by_quarter"`
}

// Quarter is how many people came in one quarter of an hour.
type Quarter struct {
	At    string `json:"at"` // the local time at which it began, such as 17:30
	Count int    `json:"count"`
}

// Count counts the people of an event. A guest is counted once, when first seen,
// however often the fact was recorded; a guest who is not on the list (any more)
// counts as one person. Quarters without anybody are left out.
func Count(guests []Guest, arrivals []Arrival, loc *time.Location) Headcount {
	party := map[string]int{}
	h := Headcount{ByQuarter: []Quarter{}}
	for _, g := range guests {
		party[g.ID] = g.People()
		h.SignedUp += g.People()
	}
	facts := slices.Clone(arrivals)
	slices.SortStableFunc(facts, func(a, b Arrival) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Guest, b.Guest)) })
	seen := map[string]bool{}
	for _, f := range facts {
		n := f.WalkIns
		if f.Guest != "" {
			n = max(party[f.Guest], 1)
			if seen[f.Guest] {
				continue
			}
			seen[f.Guest] = true
			h.Arrived += n
		} else {
			h.WalkIns += n
		}
		h.ByQuarter = addQuarter(h.ByQuarter, quarterOf(f.At, loc), n)
	}
	h.InRoom = h.Arrived + h.WalkIns
	return h
}

func quarterOf(t time.Time, loc *time.Location) string {
	t = t.In(loc)
	return t.Add(-time.Duration(t.Minute()%15) * time.Minute).Format(clockLayout)
}

// addQuarter adds to the last quarter or begins one; facts come in the order of time.
func addQuarter(qs []Quarter, at string, n int) []Quarter {
	if len(qs) == 0 || qs[len(qs)-1].At != at {
		return append(qs, Quarter{At: at, Count: n})
	}
	qs[len(qs)-1].Count += n
	return qs
}
