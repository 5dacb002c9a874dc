package report_test

import (
	"fmt"
	"math/bits"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"daykit/internal/domain/event"
	"daykit/internal/domain/small"
	"daykit/internal/report"
)

// sums are all sums of languages that a report tells, by which languages they are of, as a
// set of bits: every set of its lines, and of languages that it says nobody has.
func sums(n report.Numbers, langs []string) map[uint]int {
	var masks []uint
	var counts []int
	free := uint(1)<<len(langs) - 1
	other := -1
	for _, l := range n.Langs {
		if l.Lang == report.Other {
			other = l.Count
			continue
		}
		bit := uint(1) << slices.Index(langs, l.Lang)
		masks, counts, free = append(masks, bit), append(counts, l.Count), free&^bit
	}
	switch {
	case len(n.Langs) == 0:
		return nil
	case other >= 0:
		masks, counts = append(masks, free), append(counts, other)
	default:
		for i := range langs {
			if free>>i&1 == 1 {
				masks, counts = append(masks, 1<<i), append(counts, 0)
			}
		}
	}
	out := map[uint]int{}
	for set := range uint(1) << len(masks) {
		mask, sum := uint(0), 0
		for s := set; s > 0; s &= s - 1 {
			i := bits.TrailingZeros(s)
			mask, sum = mask|masks[i], sum+counts[i]
		}
		out[mask] = sum
	}
	return out
}

// grown is an event as it is counted again and again: some more people each time, and now
// and then one fewer.
type grown struct {
	langs   map[string]int
	came    [4]int // of a quarter
	walkIns int
}

func (g *grown) step(r *rand.Rand, langs []string) {
	for range r.IntN(9) {
		l := langs[r.IntN(len(langs))]
		g.langs[l] = max(0, g.langs[l]+r.IntN(4)-1)
	}
	g.came[r.IntN(4)] += r.IntN(5)
	g.walkIns = min(g.walkIns+r.IntN(3), g.came[0]+g.came[1]+g.came[2]+g.came[3])
}

func (g *grown) input(given []report.Given) report.Input {
	in := report.Input{Given: given}
	for l, n := range g.langs {
		in.Guests = append(in.Guests, guests(l, n)...)
		in.Headcount.SignedUp += n
	}
	for i, n := range g.came {
		in.Headcount.InRoom += n
		if n > 0 {
			in.Headcount.ByQuarter = append(in.Headcount.ByQuarter, event.Quarter{At: fmt.Sprintf("17:%02d", 15*i), Count: n})
		}
	}
	in.Headcount.WalkIns = g.walkIns
	in.Headcount.Arrived = in.Headcount.InRoom - g.walkIns
	return in
}

// few says which numbers two reports tell together of fewer than Smallest people.
func few(a, b report.Numbers, langs []string) (out []string) {
	tell := func(what string, d int) {
		if d != 0 && d < report.Smallest && d > -report.Smallest {
			out = append(out, fmt.Sprintf("%s changed by %d", what, d))
		}
	}
	before, after := sums(a, langs), sums(b, langs)
	for mask, n := range after {
		if was, both := before[mask]; both && bits.OnesCount(mask) == 1 {
			tell(langs[bits.TrailingZeros(mask)], n-was)
		}
	}
	whole := uint(1)<<len(langs) - 1
	for mask, n := range after { // what is left of the whole without some
		if was, both := before[mask]; both && before[whole] > 0 && after[whole] > 0 {
			tell(fmt.Sprintf("languages %b", whole&^mask), after[whole]-n-(before[whole]-was))
		}
	}
	for name, cell := range shownOf(b) {
		if was := shownOf(a)[name]; was.Look == small.Shown && cell.Look == small.Shown {
			tell(cellNames[name], cell.N-was.N)
		}
	}
	for _, q := range b.Quarters {
		for _, p := range a.Quarters {
			if p.At == q.At {
				tell(q.At, q.Count-p.Count)
			}
		}
	}
	slices.Sort(out)
	return out
}

// TestTwoReportsTellOfNobody makes a report again and again while the event changes, and
// compares each with all earlier ones.
func TestTwoReportsTellOfNobody(t *testing.T) {
	t.Parallel()
	langs := []string{"en", "ur", "pl", "ti", "so"}
	r := rand.New(rand.NewPCG(9, 24))
	naive, held := 0, 0
	for range 150 {
		g := grown{langs: map[string]int{"en": 12, "ur": 6}, came: [4]int{6, 9, 0, 5}, walkIns: 6}
		var given []report.Given
		for day := range 5 {
			n := report.New(g.input(given))
			alone := report.New(g.input(nil)).Numbers
			held += len(n.Held)
			for _, before := range given {
				if got := few(before.Numbers, n.Numbers, langs); len(got) > 0 {
					t.Fatalf("day %d: %v\n%+v\n%+v", day, got, before.Numbers, n.Numbers)
				}
				naive += min(1, len(few(before.Numbers, alone, langs)))
			}
			given = append(given, report.Given{Day: fmt.Sprintf("2026-12-2%d", day), Numbers: n.Numbers})
			g.step(r, langs)
		}
	}
	if naive < 150 || held < 50 {
		t.Errorf("reports that know of no earlier one withstood the attack but %d times, and %d blocks were held: the attack is too weak", naive, held)
	}
}

func TestAHeldBlockSaysSince(t *testing.T) {
	t.Parallel()
	in := input()
	first := report.New(in)
	in.Given = []report.Given{{Day: "2026-12-20", Numbers: first.Numbers}}
	in.Headcount.SignedUp++
	in.Guests = append(in.Guests, guests("en", 1)...)
	in.Crew.People += 5
	r := report.New(in)
	if r.SignedUp.N != 38 || len(r.Held) != 1 || r.Held[0] != (report.Held{Block: report.BlockPeople, Day: "2026-12-20"}) {
		t.Errorf("got %d signed up, held %+v", r.SignedUp.N, r.Held)
	}
	if r.Volunteers.N != 14 {
		t.Errorf("got %d volunteers, want the new number", r.Volunteers.N)
	}
	in.Headcount.SignedUp += 9
	in.Guests = append(in.Guests, guests("en", 9)...)
	if r := report.New(in); r.SignedUp.N != 48 || len(r.Held) != 0 {
		t.Errorf("got %d signed up, held %+v, want what changed by enough", r.SignedUp.N, r.Held)
	}
}

// TestPartsTellNoMoreApart: what is left out changes nothing of what stays.
func TestPartsTellNoMoreApart(t *testing.T) {
	t.Parallel()
	whole := csvOf(t, report.New(input()))
	for _, p := range report.Parts() {
		in := input()
		in.Without = []report.Part{p}
		for l := range strings.Lines(csvOf(t, report.New(in))) {
			if !strings.Contains(whole, l) {
				t.Errorf("without %s a line is another: %s", p, l)
			}
		}
	}
}

func csvOf(t *testing.T, r report.Report) string {
	t.Helper()
	var b strings.Builder
	if err := r.WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestWhatIsLeftOutIsNotSaidToBeHeld: of a block of which no part is in the report nothing is
// said, and of one of which a part is in it is.
func TestWhatIsLeftOutIsNotSaidToBeHeld(t *testing.T) {
	t.Parallel()
	in := input()
	in.Given = []report.Given{{Day: "2026-12-20", Numbers: report.New(in).Numbers}}
	in.Headcount.WalkIns++
	in.Headcount.InRoom++
	for _, tc := range []struct {
		without []report.Part
		held    int
	}{
		{nil, 1},
		{[]report.Part{report.PartPeople, report.PartTimes}, 1},
		{[]report.Part{report.PartPeople, report.PartTimes, report.PartLanguages}, 0},
	} {
		in.Without = tc.without
		if r := report.New(in); len(r.Held) != tc.held {
			t.Errorf("without %v: held %+v, want %d", tc.without, r.Held, tc.held)
		}
	}
}
