package desk

import (
	"context"
	"fmt"
	"io"
	"strconv"

	"daykit/internal/domain/event"
	"daykit/internal/domain/plan"
)

// SaveMoney writes the money of an event into the file at path, as WriteMoney does.
func (d *Desk) SaveMoney(ctx context.Context, id, path string) (Saved, error) {
	err := SaveFile(path, func(w io.Writer) error { return d.WriteMoney(ctx, id, w) })
	return Saved{File: path, Kind: "money", Problems: []Problem{}}, err
}

// WriteMoney writes the money of an event as CSV in UTF-8 with a byte order mark, which
// spreadsheets need: a line for each line with budget and actual in pounds, then what
// costs and income come to, and what is left over or missing. No amount is below
// nothing, and no cell is a formula.
func (d *Desk) WriteMoney(ctx context.Context, id string, w io.Writer) error {
	v, err := d.Money(ctx, id)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	return event.WriteCSV(w, moneyRows(v))
}

func moneyRows(v MoneyView) [][]string {
	rows := [][]string{{"direction", "kind", "what", "budget", "actual", "note", "receipts"}}
	for _, l := range v.Lines {
		actual := ""
		if l.Actual != nil {
			actual = figure(*l.Actual)
		}
		rows = append(rows, []string{direction(plan.IsIncome(l.Kind)), l.Kind, l.What, figure(l.Budget), actual, l.Note, strconv.Itoa(len(l.Receipts))})
	}
	sum := func(what string, budget, actual plan.Pence) {
		rows = append(rows, []string{what, "", "", figure(budget), figure(actual), "", ""})
	}
	s := v.Sums
	sum("all costs", s.Costs.Budget, s.Costs.Actual)
	sum("all income", s.Income.Budget, s.Income.Actual)
	sum("left over", max(0, s.PlannedBalance), max(0, s.ActualBalance))
	sum("missing", max(0, -s.PlannedBalance), max(0, -s.ActualBalance))
	return rows
}

func direction(income bool) string {
	if income {
		return "income"
	}
	return "cost"
}

// figure is an amount for a spreadsheet: 1234.50.
func figure(p plan.Pence) string { return fmt.Sprintf("%d.%02d", p/100, p%100) }
