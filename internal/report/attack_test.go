package report_test

import (
	"fmt"
	"math/bits"
	"math/rand/v2"
	"testing"

	"daykit/internal/domain/event"
	"daykit/internal/domain/feedback"
	"daykit/internal/domain/small"
	"daykit/internal/report"
)

// The attacks of this file are those of somebody who has the report, can add and
// subtract, knows that numbers under Smallest are not shown by themselves, and tries every
// world that would look the same. A number under Smallest is hidden when it can be at
// least Smallest different numbers.

// world is what a door saw: of the list, from the street, stayed away, there before.
type world struct {
	arrived, walkIns, away, before int

	asked bool // that the list alone was asked is known: all walk-ins are among those who may have been there before
}

func (w world) input() report.Input {
	h := event.Headcount{SignedUp: w.arrived + w.away, Arrived: w.arrived, WalkIns: w.walkIns, InRoom: w.arrived + w.walkIns}
	in := report.Input{Headcount: h}
	if first := h.InRoom - w.before; first > 0 {
		in.FirstTime = first
	}
	return in
}

// The numbers that can be hidden: the first are lines of the report, the others what is left
// of them.
const (
	signedUp = iota
	came
	arrived
	walkedIn
	firstTime
	lines
	stayedAway = iota - 1
	thereBefore
	notFirst // of the list, where it is known that the list alone was asked
	numbers
)

var cellNames = [numbers]string{"signed up", "came", "arrived", "walked in", "first time", "stayed away", "there before", "of the list, not for the first time"}

func (w world) cells() (c [numbers]int) {
	c[signedUp], c[came], c[arrived], c[walkedIn] = w.arrived+w.away, w.arrived+w.walkIns, w.arrived, w.walkIns
	c[firstTime], c[stayedAway], c[thereBefore] = c[came]-w.before, w.away, w.before
	if w.asked {
		c[notFirst] = w.before - w.walkIns
	}
	return c
}

// looks says whether a world would look as n does, by its sums and by what hidden numbers
// are said to be; it knows no more of how they were chosen.
func (w world) looks(n shown) bool {
	c := w.cells()
	for i, cell := range n {
		switch cell.Look {
		case small.Shown:
			if c[i] != cell.N {
				return false
			}
		case small.Under:
			if c[i] >= report.Smallest {
				return false
			}
		case small.Uncounted:
			if c[i] != 0 {
				return false
			}
		case small.Withheld, small.Unknown:
		}
	}
	return true
}

// shown is what a reader sees.
type shown [lines]small.Cell

func shownOf(n report.Numbers) shown {
	return shown{signedUp: n.SignedUp, came: n.InRoom, arrived: n.Arrived, walkedIn: n.WalkIns, firstTime: n.FirstTime}
}

// onlySmall hides what is small and nothing else: what a report must not do.
func onlySmall(w world) (out shown) {
	c := w.cells()
	for i := range out {
		out[i] = small.Cell{N: c[i], Look: small.Shown}
		if c[i] < report.Smallest {
			out[i] = small.Cell{Look: small.Under}
		}
	}
	return out
}

const mostPeople = 12

// pinned names the small numbers of a world that can be fewer than Smallest numbers.
func pinned(w world, n shown) (out []string) {
	var can [numbers]uint64 // by a bit for each number
	for arrived := range mostPeople + 1 {
		for walkIns := range mostPeople + 1 {
			for away := range mostPeople + 1 {
				for before := range arrived + walkIns + 1 {
					other := world{arrived, walkIns, away, before, w.asked}
					if w.asked && before < walkIns || !other.looks(n) {
						continue
					}
					for i, v := range other.cells() {
						can[i] |= 1 << v
					}
				}
			}
		}
	}
	for i, v := range w.cells() {
		// Nobody at all is not somebody; the first time may be everybody's.
		if n := bits.OnesCount64(can[i]); v > 0 && v < report.Smallest && n < report.Smallest {
			out = append(out, fmt.Sprintf("%s is %d and can only be %d numbers", cellNames[i], v, n))
		}
	}
	return out
}

func randomWorld(r *rand.Rand) world {
	w := world{arrived: r.IntN(mostPeople - 1), walkIns: r.IntN(9), away: r.IntN(9)}
	w.before = r.IntN(w.arrived + w.walkIns + 1)
	if w.asked = r.IntN(2) == 0; w.asked {
		w.before = w.walkIns + r.IntN(w.arrived+1)
	}
	return w
}

// TestTotalsTellNoSmallNumber attacks who signed up, came, walked in, stayed away and was
// there before, against each other.
func TestTotalsTellNoSmallNumber(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(18, 12))
	naive := 0
	for range 90 {
		w := randomWorld(r)
		if got := pinned(w, shownOf(report.New(w.input()).Numbers)); len(got) > 0 {
			t.Fatalf("%+v: %v", w, got)
		}
		if len(pinned(w, onlySmall(w))) > 0 {
			naive++
		}
	}
	if naive < 20 {
		t.Errorf("hiding small numbers alone withstood the attack in all but %d worlds: the attack is too weak", naive)
	}
}

// line is a line of a table of which the parts are to be found out.
type line struct {
	keys []string
	n    int
}

// rangeOf is how many numbers a part of a line can be: each part is none or more, or at
// least one where those that are none stand beside it.
func (l line) rangeOf(least int) int {
	if len(l.keys) == 1 {
		return 1
	}
	return l.n - least*(len(l.keys)-1) - least + 1
}

// TestBreakdownsTellNoSmallNumber attacks languages, quarters and answers, each against its
// total, thousands of them.
func TestBreakdownsTellNoSmallNumber(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(4, 12))
	for range 2500 {
		in := randomTables(r)
		n := report.New(in).Numbers
		sum := 0
		for _, l := range n.Langs {
			if sum += l.Count; l.Count < report.Smallest {
				t.Fatalf("%s shows %d: %+v", l.Lang, l.Count, n.Langs)
			}
		}
		if len(n.Langs) > 0 && sum != in.Headcount.SignedUp {
			t.Fatalf("languages add up to %d of %d: %+v", sum, in.Headcount.SignedUp, n.Langs)
		}
		for _, q := range n.Quarters {
			if q.Count < report.Smallest {
				t.Fatalf("%s shows %d: %+v", q.At, q.Count, n.Quarters)
			}
		}
		for _, q := range n.Questions {
			attackQuestion(t, in.Forms.Tally(q.Key), q, in.Forms.Forms)
		}
		if n.Forms.Look != small.Shown && len(n.Questions) > 0 {
			t.Fatalf("answers of few forms: %+v", n.Questions)
		}
	}
}

func attackQuestion(t *testing.T, tally feedback.Tally, q report.Question, forms int) {
	t.Helper()
	sum := 0
	for _, l := range q.Lines {
		sum += l.Count
		switch can := (line{l.Keys, l.Count}).rangeOf(1); {
		case q.Kind == feedback.Choice && (l.Count < report.Smallest || forms-l.Count < report.Smallest):
			t.Fatalf("%s: %v is said by %d of %d", q.Key, l.Keys, l.Count, forms)
		case len(l.Keys) == 1 && l.Count > 0 && l.Count < report.Smallest:
			t.Fatalf("%s: %v shows %d", q.Key, l.Keys, l.Count)
		case len(l.Keys) > 1 && can < report.Smallest:
			t.Fatalf("%s: each of %v can only be %d numbers", q.Key, l.Keys, can)
		}
	}
	if q.Kind != feedback.Choice && len(q.Lines) > 0 && sum != forms {
		t.Fatalf("%s adds up to %d of %d forms: %+v of %+v", q.Key, sum, forms, q, tally)
	}
	if q.Mean > tally.Mean+0.005 && tally.Mean > 0 {
		t.Fatalf("%s: at least %v, but it is %v", q.Key, q.Mean, tally.Mean)
	}
}

func randomTables(r *rand.Rand) report.Input {
	in := report.Input{}
	for _, lang := range []string{"en", "ur", "pl", "ti", "so", ""} {
		n := r.IntN(13) * r.IntN(2)
		in.Guests = append(in.Guests, guests(lang, n)...)
		in.Headcount.SignedUp += n
	}
	for i := range 6 {
		if n := r.IntN(11) * r.IntN(2); n > 0 {
			in.Headcount.ByQuarter = append(in.Headcount.ByQuarter, event.Quarter{At: fmt.Sprintf("17:%02d", 15*i%60), Count: n})
			in.Headcount.InRoom += n
		}
	}
	var forms []feedback.Form
	faces := 1 + r.IntN(5)
	for range r.IntN(30) {
		f := feedback.Form{Answers: map[string][]string{}}
		for _, q := range feedback.Questions() {
			if q.Kind == feedback.Words || r.IntN(7) == 0 {
				continue
			}
			o := q.Options[r.IntN(len(q.Options))]
			if q.Kind == feedback.Faces {
				o = q.Options[max(0, 4-r.IntN(faces))]
			}
			f.Answers[q.Key] = []string{o.Key}
		}
		forms = append(forms, f)
	}
	in.Forms = feedback.Add(forms, nil)
	return in
}
