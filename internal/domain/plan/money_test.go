package plan_test

import (
	"errors"
	"math"
	"math/big"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daykit/internal/domain/plan"
)

func TestParsePence(t *testing.T) {
	t.Parallel()
	good := map[string]plan.Pence{
		"12.50": 1250, "£12.50": 1250, " £ 12.50 ": 1250, "12,50": 1250, "12,5": 1250, "12.5": 1250, "12": 1200, "12.": 1200,
		"1.234,5": 123450, "1,234.5": 123450, "1,234": 123400, "1,234,567.89": 123456789, "1.234.567": 123456700,
		"1 234,50": 123450, "1\u00a0234,50": 123450, "1'234.50": 123450, "1’234": 123400, "1234": 123400,
		".5": 50, ",50": 50, "0": 0, "0.00": 0, "007": 700, "50p": 50, "50 p": 50, "£0": 0,
		"-3": -300, "−3.20": -320, "-£3": -300, "£-3": -300, "12 GBP": 1200, "12gbp": 1200, "12 £": 1200,
		"١٢٫٥٠": 1250, "۱۲٬۳۴۵": 1234500, "१२": 1200, "১২": 1200, "੧੨": 1200,
		"10,000,000.00": 1_000_000_000,
	}
	for in, want := range good {
		if got, err := plan.ParsePence(in); err != nil || got != want {
			t.Errorf("%q: got %s, %v, want %s", in, got, err, want)
		}
	}
	bad := map[string]error{
		"1.234": plan.ErrAmbiguous, "£12.345": plan.ErrAmbiguous, "0.500": plan.ErrAmbiguous,
		"": plan.ErrAmount, "£": plan.ErrAmount, "-": plan.ErrAmount, "p": plan.ErrAmount, ".": plan.ErrAmount, "twelve": plan.ErrAmount,
		"€12": plan.ErrAmount, "$12": plan.ErrAmount, "12 kg": plan.ErrAmount, "1234.567": plan.ErrAmount, "1,234.567": plan.ErrAmount,
		"1,23,456": plan.ErrAmount, "1,234,5": plan.ErrAmount, "1.2.3": plan.ErrAmount, "12..5": plan.ErrAmount, "--3": plan.ErrAmount, "-£-3": plan.ErrAmount,
		"1e3": plan.ErrAmount, "0x10": plan.ErrAmount, "12.5p": plan.ErrAmount, "10,000,000.01": plan.ErrAmount, "99999999999999999999": plan.ErrAmount, "12\x00": plan.ErrAmount, "\xff": plan.ErrAmount,
	}
	for in, want := range bad {
		if got, err := plan.ParsePence(in); !errors.Is(err, want) {
			t.Errorf("%q: got %s, %v, want %v", in, got, err, want)
		}
	}
}

func TestPenceString(t *testing.T) {
	t.Parallel()
	for p, want := range map[plan.Pence]string{
		0: "£0.00", 5: "£0.05", -5: "-£0.05", 99999: "£999.99", 100000: "£1,000.00", 123456789: "£1,234,567.89",
		math.MinInt64: "-£92,233,720,368,547,758.08",
	} {
		if got := p.String(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// FuzzParsePence: no input breaks it, and what it reads reads back the same.
func FuzzParsePence(f *testing.F) {
	for _, s := range []string{"£12.50", "12,50", "1.234,5", "1'234", "50p", "-3", "١٢٫٥٠", "1.234", "\xff", "- £ 1 234.5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := plan.ParsePence(s)
		if err != nil {
			if !errors.Is(err, plan.ErrAmount) && !errors.Is(err, plan.ErrAmbiguous) || got != 0 {
				t.Fatalf("%q: %s, %v", s, got, err)
			}
			return
		}
		if got > plan.MaxPence || got < -plan.MaxPence {
			t.Fatalf("%q: %s is beyond the limit", s, got)
		}
		if again, err := plan.ParsePence(got.String()); err != nil || again != got {
			t.Fatalf("%q reads as %s, and that as %s, %v", s, got, again, err)
		}
	})
}

func pence(p plan.Pence) *plan.Pence { return &p }

func TestSumMoney(t *testing.T) {
	t.Parallel()
	got, err := plan.SumMoney([]plan.MoneyLine{
		{ID: "hall", Kind: "venue", Budget: 10000, Actual: pence(12000), Receipts: []string{"r1"}},
		{ID: "rice", Kind: "food", Budget: 5000, Actual: pence(4500)},
		{ID: "bread", Kind: "food", Budget: 2000},
		{ID: "strange", Kind: "of-a-newer-program", Budget: 100, Actual: pence(0)},
		{ID: "council", Kind: "grant", Budget: 20000, Actual: pence(15000)},
	})
	want := plan.Money{
		Costs:          plan.Sum{Budget: 17100, Actual: 16500, Open: 2000, Difference: 1400, Lines: 4},
		Income:         plan.Sum{Budget: 20000, Actual: 15000, Difference: -5000, Lines: 1},
		PlannedBalance: 2900, ActualBalance: -1500, Expected: -3500,
		Kinds: []plan.KindSum{
			{Kind: "venue", Sum: plan.Sum{Budget: 10000, Actual: 12000, Difference: 2000, Lines: 1}},
			{Kind: "food", Sum: plan.Sum{Budget: 7000, Actual: 4500, Open: 2000, Difference: -500, Lines: 2}},
			{Kind: "grant", Income: true, Sum: plan.Sum{Budget: 20000, Actual: 15000, Difference: -5000, Lines: 1}},
			{Kind: "of-a-newer-program", Sum: plan.Sum{Budget: 100, Difference: -100, Lines: 1}},
		},
		NoReceipt: []string{"rice"},
	}
	if d := cmp.Diff(want, got); err != nil || d != "" {
		t.Errorf("%v (-want +got):\n%s", err, d)
	}
	if _, err := plan.SumMoney([]plan.MoneyLine{{Budget: plan.MaxPence + 1}}); err == nil {
		t.Error("an amount beyond the limit was taken")
	}
	if _, err := plan.SumMoney(make([]plan.MoneyLine, plan.MaxMoneyLines+1)); err == nil {
		t.Error("too many lines were taken")
	}
}

// The sums are counted again with whole numbers of any size.
func TestSumMoneyProperties(t *testing.T) {
	t.Parallel()
	kinds := plan.MoneyKinds()
	rapid.Check(t, func(t *rapid.T) {
		var lines []plan.MoneyLine
		balance, planned, expected := new(big.Int), new(big.Int), new(big.Int)
		for range rapid.IntRange(0, 40).Draw(t, "lines") {
			k := rapid.SampledFrom(kinds).Draw(t, "kind")
			l := plan.MoneyLine{Kind: k.ID, Budget: plan.Pence(rapid.Int64Range(-int64(plan.MaxPence), int64(plan.MaxPence)).Draw(t, "budget"))}
			sign := int64(-1)
			if k.Income {
				sign = 1
			}
			counts := l.Budget
			if rapid.Bool().Draw(t, "known") {
				l.Actual = pence(plan.Pence(rapid.Int64Range(-int64(plan.MaxPence), int64(plan.MaxPence)).Draw(t, "actual")))
				counts = *l.Actual
				balance.Add(balance, big.NewInt(sign*int64(*l.Actual)))
			}
			planned.Add(planned, big.NewInt(sign*int64(l.Budget)))
			expected.Add(expected, big.NewInt(sign*int64(counts)))
			lines = append(lines, l)
		}
		got, err := plan.SumMoney(lines)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			got  plan.Pence
			want *big.Int
		}{{got.PlannedBalance, planned}, {got.ActualBalance, balance}, {got.Expected, expected}} {
			if c.want.Cmp(big.NewInt(int64(c.got))) != 0 {
				t.Fatalf("got %s, want %s pence", c.got, c.want)
			}
		}
		var costs, income plan.Sum
		for _, k := range got.Kinds {
			to := &costs
			if k.Income {
				to = &income
			}
			to.Budget, to.Actual, to.Open, to.Difference, to.Lines = to.Budget+k.Budget, to.Actual+k.Actual, to.Open+k.Open, to.Difference+k.Difference, to.Lines+k.Lines
		}
		if costs != got.Costs || income != got.Income {
			t.Fatal("the kinds do not add up to the whole")
		}
	})
}
