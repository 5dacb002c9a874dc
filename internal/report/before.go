package report

import (
	"slices"
	"strconv"
	"strings"

	"daykit/internal/domain/feedback"
	"daykit/internal/domain/small"
)

// Given is what a report said that was written to a file on some day: its numbers, hidden
// as they were.
type Given struct {
	Day string `json:"day"` // 2026-12-20
	Numbers
}

// Block is numbers that are counted together.
type Block string

// The blocks.
const (
	BlockPeople Block = "people"
	BlockCrew   Block = "volunteers"
	BlockForms  Block = "feedback"
)

// Held is a block whose numbers are those of an earlier report, since fewer than Smallest
// people have changed and the two reports together would tell of them.
type Held struct {
	Block Block  `json:"block"`
	Day   string `json:"counted_on"`
}

// blocks says of which parts each block is, how it compares with an earlier one, and how it is
// taken from there.
var blocks = []struct {
	name  Block
	parts []Part
	steps func(a, b Numbers) []int
	take  func(n *Numbers, from Numbers)
}{
	{BlockPeople, []Part{PartPeople, PartLanguages, PartTimes}, peopleSteps, func(n *Numbers, from Numbers) {
		n.SignedUp, n.Arrived, n.WalkIns, n.InRoom, n.FirstTime = from.SignedUp, from.Arrived, from.WalkIns, from.InRoom, from.FirstTime
		n.Langs, n.Quarters = from.Langs, from.Quarters
	}},
	{BlockCrew, []Part{PartVolunteers}, func(a, b Numbers) []int { return step(nil, a.Volunteers, b.Volunteers) }, func(n *Numbers, from Numbers) {
		n.Volunteers, n.Minutes = from.Volunteers, from.Minutes
	}},
	{BlockForms, []Part{PartFeedback}, formSteps, func(n *Numbers, from Numbers) { n.Forms, n.Questions = from.Forms, from.Questions }},
}

// hold keeps to what the latest report said where the new numbers and those of any earlier
// report would together tell of fewer than Smallest people.
func hold(n Numbers, given []Given) (Numbers, []Held) {
	held := []Held{}
	for _, b := range blocks {
		tellsOfFew := func(g Given) bool {
			return slices.ContainsFunc(b.steps(g.Numbers, n), func(d int) bool { return d != 0 && !tells(max(d, -d)) })
		}
		if slices.ContainsFunc(given, tellsOfFew) {
			last := given[len(given)-1]
			b.take(&n, last.Numbers)
			held = append(held, Held{b.name, last.Day})
		}
	}
	return n, held
}

// step adds by how much a number changed, where both are shown.
func step(to []int, a, b small.Cell) []int {
	if a.Look != small.Shown || b.Look != small.Shown {
		return to
	}
	return append(to, b.N-a.N)
}

// less is what is left of a number without a part of it; withheld where either is.
func less(whole, part small.Cell) small.Cell {
	if whole.Look != small.Shown || part.Look != small.Shown {
		return withheld()
	}
	return small.Cell{N: whole.N - part.N, Look: small.Shown}
}

func peopleSteps(a, b Numbers) []int {
	var out []int
	for _, of := range []func(n Numbers) small.Cell{
		func(n Numbers) small.Cell { return n.SignedUp },
		func(n Numbers) small.Cell { return n.InRoom },
		func(n Numbers) small.Cell { return n.Arrived },
		func(n Numbers) small.Cell { return n.WalkIns },
		func(n Numbers) small.Cell { return less(n.SignedUp, n.Arrived) },
		func(n Numbers) small.Cell { return n.FirstTime },
		func(n Numbers) small.Cell { return less(n.InRoom, n.FirstTime) },
		func(n Numbers) small.Cell { return less(n.SignedUp, n.FirstTime) },
		func(n Numbers) small.Cell { return less(n.Arrived, n.FirstTime) },
	} {
		out = step(out, of(a), of(b))
	}
	out = append(out, tableSteps(languageParts(a.Langs, b.Langs), languageParts(b.Langs, a.Langs))...)
	return append(out, tableSteps(quarterParts(a.Quarters), quarterParts(b.Quarters))...)
}

// languageParts are lines with the languages that Other stands for, as far as the other
// report names them.
func languageParts(lines, other []LanguageCount) (out []part) {
	named := func(in []LanguageCount, lang string) bool {
		return slices.ContainsFunc(in, func(l LanguageCount) bool { return l.Lang == lang })
	}
	for _, l := range lines {
		p := part{[]string{l.Lang}, l.Count}
		for _, o := range other {
			if l.Lang == Other && o.Lang != Other && !named(lines, o.Lang) {
				p.keys = append(p.keys, o.Lang)
			}
		}
		out = append(out, p)
	}
	return out
}

// quarterParts are lines with every quarter that they span.
func quarterParts(lines []QuarterCount) (out []part) {
	for _, l := range lines {
		from, to, several := strings.Cut(l.At, "-")
		p := part{[]string{from}, l.Count}
		for t, n := minutesOf(from), 0; several && t != minutesOf(to) && n < 96; n++ {
			t = (t + 15) % (24 * 60)
			p.keys = append(p.keys, clock(t))
		}
		out = append(out, p)
	}
	return out
}

func minutesOf(at string) int {
	h, m, _ := strings.Cut(at, ":")
	hours, _ := strconv.Atoi(h)
	minutes, _ := strconv.Atoi(m)
	return hours*60 + minutes
}

func clock(t int) string {
	two := func(n int) string { return strconv.Itoa(n/10) + strconv.Itoa(n%10) }
	return two(t/60) + ":" + two(t%60)
}

// tableSteps are by how much the finest lines changed that both tables have, or can be
// joined to. A table that is not shown says nothing.
func tableSteps(a, b []part) []int {
	if len(a) == 0 || len(b) == 0 {
		return nil
	}
	type group struct {
		keys []string
		by   int
	}
	var groups []group
	take := func(p part, sign int) {
		g := group{p.keys, sign * p.n}
		groups = slices.DeleteFunc(groups, func(o group) bool {
			if !slices.ContainsFunc(o.keys, func(k string) bool { return slices.Contains(g.keys, k) }) {
				return false
			}
			g.keys, g.by = append(slices.Clone(g.keys), o.keys...), g.by+o.by
			return true
		})
		groups = append(groups, g)
	}
	for _, p := range a {
		take(p, -1)
	}
	for _, p := range b {
		take(p, 1)
	}
	out := make([]int, 0, len(groups))
	for _, g := range groups {
		out = append(out, g.by)
	}
	return out
}

func formSteps(a, b Numbers) []int {
	out := step(nil, a.Forms, b.Forms)
	forms := b.Forms.N - a.Forms.N
	for _, q := range b.Questions {
		i := slices.IndexFunc(a.Questions, func(o Question) bool { return o.Key == q.Key })
		if i < 0 {
			continue
		}
		was := a.Questions[i]
		if q.Kind != feedback.Choice {
			out = append(out, tableSteps(was.parts(), q.parts())...)
			continue
		}
		for _, l := range q.Lines {
			for _, o := range was.Lines {
				if slices.Equal(l.Keys, o.Keys) {
					d := l.Count - o.Count
					out = append(out, d, forms-d)
				}
			}
		}
	}
	return out
}

func (q Question) parts() (out []part) {
	for _, l := range q.Lines {
		out = append(out, part{l.Keys, l.Count})
	}
	return out
}
