package report

import (
	"slices"

	"daykit/internal/domain/event"
	"daykit/internal/domain/small"
)

// Smallest is the smallest count that a report shows by itself. docs/decisions says how
// the rest is hidden, and why.
const Smallest = small.Smallest

// tells says whether a number may stand by itself.
func tells(n int) bool { return n >= Smallest }

// cell is a number that nothing else in the report is worked out from.
func cell(n int) small.Cell {
	if tells(n) {
		return small.Cell{N: n, Look: small.Shown}
	}
	return small.Cell{Look: small.Under} // 0 too, so that it is one of five numbers
}

// counted is cell of what somebody may not have begun to count.
func counted(n int, begun bool) small.Cell {
	if n == 0 && !begun {
		return small.Cell{Look: small.Uncounted}
	}
	return cell(n)
}

// withheld is a number that is not shown, be it small or not.
func withheld() small.Cell { return small.Cell{Look: small.Withheld} }

// apart is a part of a whole that is not shown.
func apart(whole small.Cell) small.Cell {
	if whole.Look == small.Uncounted {
		return whole
	}
	return withheld()
}

// split shows the parts of those who came, or none of them: who came from the list, who
// walked in and who stayed away follow from each other and from the two totals.
func (n *Numbers) split(h event.Headcount, by Counted) {
	n.SignedUp, n.InRoom = counted(h.SignedUp, by.List), counted(h.InRoom, by.Door)
	n.Arrived, n.WalkIns = apart(n.InRoom), apart(n.InRoom)
	away := h.SignedUp - h.Arrived
	if n.SignedUp.Look == small.Shown && n.InRoom.Look == small.Shown && tells(h.Arrived) && tells(h.WalkIns) && tells(away) {
		n.Arrived, n.WalkIns = cell(h.Arrived), cell(h.WalkIns)
	}
}

// firstTime shows for how many it was the first time where it is known, and neither they nor
// the others are few: the others of those who came, of the list and of those who came from the
// list, since nobody but the list was asked.
func (n *Numbers) firstTime(first int, h event.Headcount) {
	n.FirstTime = apart(n.InRoom)
	few := func(whole int) bool { return whole > first && !tells(whole-first) }
	if tells(h.InRoom) && tells(first) && !few(h.InRoom) && !few(h.SignedUp) && (n.Arrived.Look != small.Shown || !few(h.Arrived)) {
		n.FirstTime = cell(first)
	}
}

// volunteers shows how many helped and for how long, or neither.
func (n *Numbers) volunteers(c Crew, begun bool) {
	n.Volunteers = counted(c.People, begun)
	n.Minutes = apart(n.Volunteers)
	if n.Volunteers.Look == small.Shown {
		n.Minutes = small.Cell{N: c.Minutes, Look: small.Shown}
	}
}

// part is one line of a breakdown.
type part struct {
	keys []string
	n    int
}

func sumOf(parts []part) (n int) {
	for _, p := range parts {
		n += p.n
	}
	return n
}

// merge joins what is too small into Other at the end and keeps the order of the rest.
// Other takes in the smallest of the rest while it is itself too small to show, so that
// nothing can be worked out from a total. Of fewer than Smallest people it shows nothing.
func merge(parts []part) []part {
	if !tells(sumOf(parts)) {
		return nil
	}
	other := part{keys: []string{Other}}
	var kept []part
	for _, p := range parts {
		if tells(p.n) {
			kept = append(kept, p)
		} else {
			other.n += p.n
		}
	}
	for other.n > 0 && !tells(other.n) {
		least := leastOf(kept)
		other.n += kept[least].n
		kept = slices.Delete(kept, least, least+1)
	}
	if other.n > 0 && len(kept) > 0 { // all in one line says nothing
		kept = append(kept, other)
	}
	return kept
}

// leastOf is the place of the smallest part, the last of equal ones.
func leastOf(parts []part) int {
	least := 0
	for i, p := range parts {
		if p.n <= parts[least].n {
			least = i
		}
	}
	return least
}

// join joins neighbours until no line is too small: quarters of an hour, faces. What is
// left over at the end goes to the line before. Of fewer than Smallest people it shows
// nothing. Every line must be enough for as many people as enough says, by how many parts
// it has.
func join(parts []part, enough func(parts int) int) []part {
	var out []part
	var open part
	for _, p := range parts {
		open.keys, open.n = append(open.keys, p.keys...), open.n+p.n
		if open.n >= enough(len(open.keys)) {
			out, open = append(out, open), part{}
		}
	}
	for len(open.keys) > 0 {
		if len(out) == 0 {
			return nil
		}
		last := out[len(out)-1]
		out = out[:len(out)-1]
		open.keys, open.n = append(slices.Clone(last.keys), open.keys...), open.n+last.n
		if open.n >= enough(len(open.keys)) {
			return append(out, open)
		}
	}
	return out
}

// people is enough of a line whose parts may each be anything.
func people(int) int { return Smallest }

// answers is enough of a line whose parts are known to be above 0, since those that are
// 0 stand beside it: each may still be one of Smallest numbers.
func answers(parts int) int { return Smallest + parts - 1 }
