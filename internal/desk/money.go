package desk

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/plan"
)

// entityMoney is a line of an event's money; id: EVENT/LINE.
const entityMoney = "money"

const actMoney = "money"

// The longest words of a line, in characters.
const (
	MaxMoneyWhat = 120
	MaxMoneyNote = 500
)

// storedMoney is what the log keeps of a line.
type storedMoney struct {
	Kind    string      `json:"kind"`
	What    string      `json:"what"`
	Budget  plan.Pence  `json:"budget"`
	Actual  *plan.Pence `json:"actual"` // nil until it is known
	Note    string      `json:"note"`
	Deleted bool        `json:"deleted"`
}

// MoneyForm is a line as a person types it. Amounts are in pounds, as plan.ParsePence
// reads them.
type MoneyForm struct {
	Kind   string `json:"kind"` // of plan.MoneyKinds
	What   string `json:"what"`
	Budget string `json:"budget"` // empty means nothing
	Actual string `json:"actual"` // empty while it is not known
	Note   string `json:"note"`
}

// MoneyView is an event's money: its lines by kind, and what they come to.
type MoneyView struct {
	Lines []plan.MoneyLine `json:"lines"`
	Sums  plan.Money       `json:"sums"`
	Kinds []plan.MoneyKind `json:"kinds"` // that a line can have
}

// Money gives the money of an event.
func (d *Desk) Money(ctx context.Context, id string) (MoneyView, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return MoneyView{}, err
	}
	lines, err := d.moneyLines(ctx, ev.ID)
	if err != nil {
		return MoneyView{}, err
	}
	sums, err := plan.SumMoney(lines)
	if err != nil {
		return MoneyView{}, fault.Wrap(err, fault.Damaged, "the money of this event does not add up", "look at the amounts of its lines")
	}
	return MoneyView{Lines: lines, Sums: sums, Kinds: plan.MoneyKinds()}, nil
}

// moneyLines are the lines in the order of their kinds, then of their words.
func (d *Desk) moneyLines(ctx context.Context, id event.ID) ([]plan.MoneyLine, error) {
	rows, err := d.store.Entities(ctx, entityMoney, string(id)+"/")
	if err != nil {
		return nil, err
	}
	receipts, err := d.receiptsOf(ctx, id)
	if err != nil {
		return nil, err
	}
	out := []plan.MoneyLine{}
	for _, r := range rows {
		var m storedMoney
		if err := decodeFields(r.Fields, &m); err != nil {
			return nil, err
		}
		if m.Deleted || m.Kind == "" { // a line whose making was taken back elsewhere has no kind
			continue
		}
		line := strings.TrimPrefix(r.ID, string(id)+"/")
		out = append(out, plan.MoneyLine{
			ID: line, Kind: m.Kind, What: m.What, Budget: m.Budget, Actual: m.Actual, Note: m.Note, Receipts: receipts[line],
		})
	}
	slices.SortFunc(out, compareMoney)
	for i := range out {
		if out[i].Receipts == nil {
			out[i].Receipts = []string{}
		}
	}
	return out, nil
}

func compareMoney(a, b plan.MoneyLine) int {
	if n := moneyRank(a.Kind) - moneyRank(b.Kind); n != 0 {
		return n
	}
	if n := strings.Compare(strings.ToLower(a.What), strings.ToLower(b.What)); n != 0 {
		return n
	}
	return strings.Compare(a.ID, b.ID)
}

// moneyRank is the place of a kind in the list of kinds; one that a newer program knows
// comes last.
func moneyRank(kind string) int {
	kinds := plan.MoneyKinds()
	if i := slices.IndexFunc(kinds, func(k plan.MoneyKind) bool { return k.ID == kind }); i >= 0 {
		return i
	}
	return len(kinds)
}

// AddMoney adds a line.
func (d *Desk) AddMoney(ctx context.Context, id string, form MoneyForm) (MoneyView, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return MoneyView{}, err
	}
	m, err := form.read(storedMoney{})
	if err != nil {
		return MoneyView{}, err
	}
	lines, err := d.moneyLines(ctx, ev.ID)
	if err != nil {
		return MoneyView{}, err
	}
	if len(lines) >= plan.MaxMoneyLines {
		return MoneyView{}, fault.Invalidf("join some of the lines", "an event has at most %d lines of money", plan.MaxMoneyLines)
	}
	line, err := d.randomID()
	if err != nil {
		return MoneyView{}, err
	}
	fields := m.fields()
	fields[fieldDeleted] = raw(false)
	return d.setMoney(ctx, ev, "m-"+line, fields)
}

// EditMoney changes a line. Only what differs is written, so that two laptops can
// change different parts of one line.
func (d *Desk) EditMoney(ctx context.Context, id, line string, form MoneyForm) (MoneyView, error) {
	ev, was, err := d.moneyLine(ctx, id, line)
	if err != nil {
		return MoneyView{}, err
	}
	m, err := form.read(was)
	if err != nil {
		return MoneyView{}, err
	}
	return d.setMoney(ctx, ev, line, differ(was.fields(), m.fields()))
}

// DropMoney takes a line off the list, with its receipts. It can be undone.
func (d *Desk) DropMoney(ctx context.Context, id, line string) (MoneyView, error) {
	ev, _, err := d.moneyLine(ctx, id, line)
	if err != nil {
		return MoneyView{}, err
	}
	return d.setMoney(ctx, ev, line, map[string]json.RawMessage{fieldDeleted: raw(true)})
}

// moneyLine finds a line that is on the list.
func (d *Desk) moneyLine(ctx context.Context, id, line string) (event.Event, storedMoney, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return ev, storedMoney{}, err
	}
	lines, err := d.moneyLines(ctx, ev.ID)
	if err != nil {
		return ev, storedMoney{}, err
	}
	i := slices.IndexFunc(lines, func(l plan.MoneyLine) bool { return l.ID == line })
	if i < 0 {
		return ev, storedMoney{}, fault.New(fault.NotFound, "that line is not on the list any more", "`daykit money EVENT list` lists them")
	}
	l := lines[i]
	return ev, storedMoney{Kind: l.Kind, What: l.What, Budget: l.Budget, Actual: l.Actual, Note: l.Note}, nil
}

func (d *Desk) setMoney(ctx context.Context, ev event.Event, line string, fields map[string]json.RawMessage) (MoneyView, error) {
	if len(fields) > 0 {
		if err := d.write(ctx, string(ev.ID), actMoney, sets(entityMoney, string(ev.ID)+"/"+line, fields)...); err != nil {
			return MoneyView{}, err
		}
	}
	return d.Money(ctx, string(ev.ID))
}

func (m storedMoney) fields() map[string]json.RawMessage {
	return map[string]json.RawMessage{
		"kind": raw(m.Kind), "what": raw(m.What), "budget": raw(m.Budget), "actual": raw(m.Actual), "note": raw(m.Note),
	}
}

// differ keeps the fields that are new in after.
func differ(before, after map[string]json.RawMessage) map[string]json.RawMessage {
	out := map[string]json.RawMessage{}
	for f, v := range after {
		if string(before[f]) != string(v) {
			out[f] = v
		}
	}
	return out
}

// read checks what a person typed. A kind of a newer program may stay.
func (f MoneyForm) read(was storedMoney) (storedMoney, error) {
	m := storedMoney{Kind: f.Kind, What: strings.TrimSpace(f.What), Note: strings.TrimSpace(f.Note)}
	known := slices.ContainsFunc(plan.MoneyKinds(), func(k plan.MoneyKind) bool { return k.ID == f.Kind })
	switch {
	case !known && (f.Kind == "" || f.Kind != was.Kind):
		return m, fault.Invalidf("use one of "+strings.Join(moneyKinds(), ", "), "kind: %q is not a kind of money", f.Kind)
	case m.What == "" || !shortText(m.What, MaxMoneyWhat):
		return m, fault.Invalidf("", "what: write what the money is for, in at most %d characters", MaxMoneyWhat)
	case !shortText(m.Note, MaxMoneyNote):
		return m, fault.Invalidf("", "note: at most %d characters", MaxMoneyNote)
	}
	if strings.TrimSpace(f.Budget) != "" {
		n, err := pounds("budget", f.Budget)
		if err != nil {
			return m, err
		}
		m.Budget = n
	}
	if strings.TrimSpace(f.Actual) != "" {
		n, err := pounds("actual", f.Actual)
		if err != nil {
			return m, err
		}
		m.Actual = &n
	}
	return m, nil
}

// shortText says whether a text is of whole characters and at most so many.
func shortText(s string, most int) bool {
	return utf8.ValidString(s) && utf8.RuneCountInString(s) <= most
}

// pounds reads an amount that is not below nothing.
func pounds(field, s string) (plan.Pence, error) {
	n, err := plan.ParsePence(s)
	switch {
	case errors.Is(err, plan.ErrAmbiguous):
		return 0, fault.Invalidf("write it like 1234.00 or 1.23", "%s: is %q thousands or pence?", field, s)
	case err != nil:
		return 0, fault.Invalidf("write it like 12.50", "%s: %q is not an amount of pounds", field, s)
	case n < 0:
		return 0, fault.Invalidf("choose a kind of money that comes in", "%s: an amount is not below nothing", field)
	}
	return n, nil
}

func moneyKinds() []string {
	var out []string
	for _, k := range plan.MoneyKinds() {
		out = append(out, k.ID)
	}
	return out
}
