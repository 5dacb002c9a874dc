package desk

import (
	"context"
	"slices"

	"daykit/internal/domain/plan"
	"daykit/internal/page/layout"
)

// planned sets what the crew goes by.
func (j *job) planned(ctx context.Context) error {
	switch j.kind.Kind {
	case KindRota:
		return j.rota(ctx)
	case KindPlan:
		return j.planPages(ctx)
	default:
		return j.risks(ctx)
	}
}

// risks sets the risk sheet, or one to write on while no risk is on it. Who sees to a risk is named on it.
func (j *job) risks(ctx context.Context) error {
	taken, err := j.d.takenRisks(ctx, j.ev.ID)
	if err != nil {
		return err
	}
	j.out.people = slices.ContainsFunc(taken, func(r plan.Risk) bool { return r.Owner != "" })
	j.noCode()
	j.add(j.s.RiskSheet(layout.RiskSheetInput{Event: j.ev, Lang: j.langs[0], Phrases: j.words, Risks: taken}))
	return nil
}
