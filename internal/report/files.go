package report

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"daykit/internal/domain/event"
	"daykit/internal/domain/plan"
	"daykit/internal/domain/small"
)

// WriteJSON writes the report as one indented JSON value.
func (r Report) WriteJSON(w io.Writer) error { return writeJSON(w, r) }

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}

// table is rows of measures under the columns of a report.
type table struct {
	of   Report
	rows [][]string
}

func (t *table) add(measure, key, count string) {
	t.rows = append(t.rows, []string{t.of.Event, t.of.Title, t.of.Group, t.of.Date, measure, key, count})
}

func (t *table) cell(measure string, c small.Cell) {
	if c.Look != small.Unknown {
		t.add(measure, "", c.Field())
	}
}

// WriteCSV writes the report as CSV with one number a line, under the columns
// event, title, group, date, measure, key, count. A number that is not shown is “under 5”
// or “withheld”; money is in pounds. Cells that a spreadsheet would run as a formula are
// neutralised.
func (r Report) WriteCSV(w io.Writer) error {
	t := table{of: r, rows: [][]string{{"event", "title", "group", "date", "measure", "key", "count"}}}
	t.cell("signed_up", r.SignedUp)
	t.cell("arrived", r.Arrived)
	t.cell("walk_ins", r.WalkIns)
	t.cell("in_room", r.InRoom)
	for _, l := range r.Langs {
		t.add("language", l.Lang, strconv.Itoa(l.Count))
	}
	for _, q := range r.Quarters {
		t.add("arrivals_by_quarter", q.At, strconv.Itoa(q.Count))
	}
	t.cell("first_time", r.FirstTime)
	t.cell("volunteers", r.Volunteers)
	t.cell("volunteer_minutes", r.Minutes)
	t.feedback()
	t.money()
	return event.WriteCSV(w, t.rows)
}

func (t *table) feedback() {
	t.cell("forms", t.of.Forms)
	for _, q := range t.of.Questions {
		for _, l := range q.Lines {
			t.add("feedback."+q.Key, strings.Join(l.Keys, "+"), strconv.Itoa(l.Count))
		}
		for _, k := range q.NotShown {
			t.add("feedback."+q.Key, k, small.WordsWithheld)
		}
		if q.Mean > 0 {
			measure := "mean"
			if q.AtLeast {
				measure = "mean_at_least"
			}
			t.add("feedback."+q.Key, measure, strconv.FormatFloat(q.Mean, 'f', -1, 64))
		}
	}
}

func (t *table) money() {
	if t.of.Money == nil {
		return
	}
	for _, k := range t.of.Money.Kinds {
		t.add("money.budget", k.Kind, pounds(k.Budget))
		t.add("money.actual", k.Kind, pounds(k.Actual))
	}
	t.add("money.budget", "costs", pounds(t.of.Money.Costs.Budget))
	t.add("money.actual", "costs", pounds(t.of.Money.Costs.Actual))
	t.add("money.budget", "income", pounds(t.of.Money.Income.Budget))
	t.add("money.actual", "income", pounds(t.of.Money.Income.Actual))
}

// pounds writes an amount for a file: 1234.50.
func pounds(p plan.Pence) string {
	sign, n := "", int64(p)
	if n < 0 {
		sign, n = "-", -n
	}
	return fmt.Sprintf("%s%d.%02d", sign, n/100, n%100)
}
