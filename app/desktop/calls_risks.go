package desktop

import (
	"context"

	"daykit/internal/desk"
)

// Risks gives the risk sheet of an event, and the risks that are offered.
func (d *Desk) Risks(id string) (desk.RiskSheet, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.RiskSheet, error) { return kit.Risks(ctx, id) })
}

// TakeRisks puts risks that are offered on the sheet; none named means all.
func (d *Desk) TakeRisks(id string, risks []string) (desk.RiskSheet, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.RiskSheet, error) {
		return kit.TakeRisks(ctx, id, risks)
	})
}

// AddRisk adds a risk of the group's own.
func (d *Desk) AddRisk(id string, form desk.RiskForm) (desk.RiskSheet, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.RiskSheet, error) { return kit.AddRisk(ctx, id, form) })
}

// EditRisk changes a risk on the sheet.
func (d *Desk) EditRisk(id, risk string, form desk.RiskForm) (desk.RiskSheet, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.RiskSheet, error) {
		return kit.EditRisk(ctx, id, risk, form)
	})
}

// SetRiskDone says that the measure of a risk is in place, or is not.
func (d *Desk) SetRiskDone(id, risk string, done bool) (desk.RiskSheet, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.RiskSheet, error) {
		return kit.SetRiskDone(ctx, id, risk, done)
	})
}

// DropRisk takes a risk off the sheet.
func (d *Desk) DropRisk(id, risk string) (desk.RiskSheet, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.RiskSheet, error) { return kit.DropRisk(ctx, id, risk) })
}
