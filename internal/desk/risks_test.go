package desk_test

import (
	"strings"
	"testing"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/plan"
)

func riskNamed(t *testing.T, list []desk.RiskItem, id string) desk.RiskItem {
	t.Helper()
	for _, r := range list {
		if r.ID == id {
			return r
		}
	}
	t.Fatalf("no risk %s in %v", id, list)
	return desk.RiskItem{}
}

func TestRisksAreOfferedAndTaken(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	s, err := d.Risks(t.Context(), id)
	if err != nil || len(s.Risks) != 0 || len(s.Offers) < 8 || len(s.Levels) != 4 || len(s.Likelihood) != plan.MaxScale {
		t.Fatalf("at first: %d risks, %d offers, %v", len(s.Risks), len(s.Offers), err)
	}
	offers := len(s.Offers)
	if s, err = d.TakeRisks(t.Context(), id, []string{"slips"}); err != nil || len(s.Risks) != 1 || len(s.Offers) != offers-1 {
		t.Fatalf("one taken: %d risks, %d offers, %v", len(s.Risks), len(s.Offers), err)
	}
	if _, err := d.TakeRisks(t.Context(), id, []string{"slips"}); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("taken twice: %v", err)
	}
	if s, err = d.TakeRisks(t.Context(), id, nil); err != nil || len(s.Risks) != offers || len(s.Offers) != 0 {
		t.Fatalf("all taken: %d risks, %d offers, %v", len(s.Risks), len(s.Offers), err)
	}
	slips := riskNamed(t, s.Risks, "slips")
	if slips.Score != 6 || slips.Level != plan.LevelMedium || slips.LevelText == "" || slips.Likely == "" || slips.Severe == "" || slips.Basis == "" {
		t.Errorf("got %+v", slips)
	}
	if label, err := d.Undo(t.Context(), id); err != nil || label != "risk" {
		t.Fatalf("undo: %q, %v", label, err)
	}
	if s, err = d.Risks(t.Context(), id); err != nil || len(s.Risks) != 1 {
		t.Errorf("all that one press took is not taken back by one: %d risks, %v", len(s.Risks), err)
	}
	if s, err = d.DropRisk(t.Context(), id, "slips"); err != nil || len(s.Risks) != 0 || len(s.Offers) != offers {
		t.Errorf("dropped: %d risks, %d offers, %v", len(s.Risks), len(s.Offers), err)
	}
	if s, err = d.TakeRisks(t.Context(), id, []string{"slips"}); err != nil || riskNamed(t, s.Risks, "slips").Basis == "" {
		t.Errorf("taken again: %v", err)
	}
}

func TestRisksAreJudgedAndSeenTo(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	s, err := d.TakeRisks(t.Context(), id, []string{"crowding", "weather"})
	if err != nil {
		t.Fatal(err)
	}
	was := riskNamed(t, s.Risks, "crowding")
	form := desk.RiskForm{What: was.What, Who: was.Who, Likelihood: was.Likelihood, Severity: was.Severity, Measure: was.Measure, Owner: "Hana"}
	if s, err = d.EditRisk(t.Context(), id, "crowding", form); err != nil || riskNamed(t, s.Risks, "crowding").Basis != was.Basis {
		t.Fatalf("only its owner is new, and its source went: %+v, %v", riskNamed(t, s.Risks, "crowding"), err)
	}
	form.Likelihood = 5
	if s, err = d.EditRisk(t.Context(), id, "crowding", form); err != nil {
		t.Fatal(err)
	}
	got := riskNamed(t, s.Risks, "crowding")
	if got.Level != plan.LevelVeryHigh || got.Owner != "Hana" || got.Basis != "" || s.Risks[0].ID != "crowding" {
		t.Errorf("judged anew: %+v", got)
	}
	if s, err = d.SetRiskDone(t.Context(), id, "crowding", true); err != nil || s.Risks[0].ID != "weather" || !s.Risks[1].Done {
		t.Errorf("what is done does not come last: %+v, %v", s.Risks, err)
	}
	if s, err = d.AddRisk(t.Context(), id, desk.RiskForm{What: "Barking dogs"}); err != nil {
		t.Fatal(err)
	}
	if own := s.Risks[0]; own.What != "Barking dogs" || own.Level != plan.LevelUnjudged || own.Basis != "" {
		t.Errorf("what is not judged does not come first: %+v", own)
	}
}

func TestRisksRefuse(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	for name, tt := range map[string]struct {
		form desk.RiskForm
		want string
	}{
		"no words":       {desk.RiskForm{Measure: "Look"}, "what:"},
		"likelihood":     {desk.RiskForm{What: "Fire", Likelihood: 6}, "likelihood:"},
		"severity":       {desk.RiskForm{What: "Fire", Severity: -1}, "severity:"},
		"a long measure": {desk.RiskForm{What: "Fire", Measure: strings.Repeat("x", desk.MaxRiskWords+1)}, "measure:"},
	} {
		if _, err := d.AddRisk(t.Context(), id, tt.form); fault.CodeOf(err) != fault.Invalid || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if _, err := d.EditRisk(t.Context(), id, "slips", desk.RiskForm{What: "Slips"}); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("one that was not taken: %v", err)
	}
	if _, err := d.SetRiskDone(t.Context(), id, "slips", true); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("one that was not taken is done: %v", err)
	}
}
