package plan_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daykit/internal/domain/plan"
)

func TestRiskLevel(t *testing.T) {
	t.Parallel()
	tests := []struct {
		likelihood, severity int
		want                 plan.Level
	}{
		{0, 0, plan.LevelUnjudged},
		{3, 0, plan.LevelUnjudged},
		{0, 5, plan.LevelUnjudged},
		{1, 1, plan.LevelLow},
		{2, 2, plan.LevelLow},
		{1, 5, plan.LevelMedium},
		{3, 3, plan.LevelMedium},
		{2, 5, plan.LevelHigh},
		{3, 5, plan.LevelHigh},
		{4, 4, plan.LevelVeryHigh},
		{5, 5, plan.LevelVeryHigh},
	}
	for _, tt := range tests {
		r := plan.Risk{Likelihood: tt.likelihood, Severity: tt.severity}
		if got := r.Level(); got != tt.want || r.Check() != nil {
			t.Errorf("%d times %d: got %q, want %q", tt.likelihood, tt.severity, got, tt.want)
		}
	}
	for _, bad := range []plan.Risk{{Likelihood: -1}, {Likelihood: 6, Severity: 1}, {Severity: 6}} {
		if bad.Check() == nil {
			t.Errorf("%+v was taken", bad)
		}
	}
	for _, l := range plan.Levels() {
		if l.Words == "" || l.Basis == "" {
			t.Errorf("level %s is incomplete", l.Level)
		}
	}
	likelihood, severity := plan.ScaleWords()
	if slices.Contains(append(likelihood[:], severity[:]...), "") {
		t.Error("a step of a scale has no words")
	}
	if steps, source := plan.RiskSteps(); len(steps) != 5 || source == "" {
		t.Errorf("got %q from %q", steps, source)
	}
}

func TestSortRisks(t *testing.T) {
	t.Parallel()
	list := []plan.Risk{
		{ID: "done", Likelihood: 5, Severity: 5, Done: true},
		{ID: "b", Likelihood: 4, Severity: 2},
		{ID: "a", Likelihood: 4, Severity: 2},
		{ID: "grave", Likelihood: 2, Severity: 4},
		{ID: "top", Likelihood: 3, Severity: 3},
		{ID: "new"},
		{ID: "unjudged-done", Done: true},
	}
	var got []string
	for _, r := range plan.SortRisks(list) {
		got = append(got, r.ID)
	}
	if d := cmp.Diff([]string{"new", "top", "grave", "a", "b", "unjudged-done", "done"}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	rapid.Check(t, func(t *rapid.T) {
		shuffled := rapid.Permutation(list).Draw(t, "order")
		if d := cmp.Diff(plan.SortRisks(list), plan.SortRisks(shuffled)); d != "" {
			t.Fatalf("the order goes by where they stood:\n%s", d)
		}
	})
}
