package desk

import (
	"encoding/json"
	"strings"

	"daykit/internal/data/store"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/plan"
)

// riskChanges gathers what one act does to risks.
type riskChanges struct {
	event   event.ID
	changes []store.Change
}

func riskAct(id event.ID) *riskChanges { return &riskChanges{event: id} }

func (a *riskChanges) set(risk string, fields map[string]json.RawMessage) {
	a.changes = append(a.changes, sets(entityRisk, string(a.event)+"/"+risk, fields)...)
}

func riskFields(r plan.Risk) map[string]json.RawMessage {
	return map[string]json.RawMessage{
		"what": raw(r.What), "hurt": raw(r.Who), "likelihood": raw(r.Likelihood), "severity": raw(r.Severity), "measure": raw(r.Measure),
		"done": raw(r.Done), "for": raw(r.For), "basis": raw(r.Basis), fieldSince: raw(r.Since),
	}
}

// read checks what a person typed.
func (f RiskForm) read() (plan.Risk, error) {
	r := plan.Risk{
		What: strings.TrimSpace(f.What), Who: strings.TrimSpace(f.Who), Likelihood: f.Likelihood, Severity: f.Severity,
		Measure: strings.TrimSpace(f.Measure), Owner: strings.TrimSpace(f.Owner), Done: f.Done,
	}
	if r.What == "" {
		return r, fault.Invalidf("", "what: write what could go wrong")
	}
	for _, t := range []struct{ field, text string }{{"what", r.What}, {"who", r.Who}, {"measure", r.Measure}, {"owner", r.Owner}} {
		if !shortText(t.text, MaxRiskWords) {
			return r, fault.Invalidf("", "%s: at most %d characters", t.field, MaxRiskWords)
		}
	}
	for _, n := range []struct {
		field string
		n     int
	}{{"likelihood", r.Likelihood}, {"severity", r.Severity}} {
		if n.n < 0 || n.n > plan.MaxScale {
			return r, fault.Invalidf("0 is not judged yet", "%s: %d is not a number from 1 to %d", n.field, n.n, plan.MaxScale)
		}
	}
	return r, nil
}
