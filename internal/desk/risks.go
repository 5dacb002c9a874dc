package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"daykit/internal/data/store"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/plan"
)

// entityRisk is a line of an event's risk sheet; id: EVENT/RISK.
const entityRisk = "risk"

const actRisk = "risk"

// MaxRisks is how many lines a risk sheet can have, MaxRiskWords the longest words of
// one in characters.
const (
	MaxRisks     = 200
	MaxRiskWords = 300
)

// storedRisk is what the log keeps of a risk. A risk that was offered keeps its id, so
// that two laptops that take it have one.
type storedRisk struct {
	What       string `json:"what"`
	Hurt       string `json:"hurt"` // who could be hurt: kinds of people, never names
	Likelihood int    `json:"likelihood"`
	Severity   int    `json:"severity"`
	Measure    string `json:"measure"`
	Owner      string `json:"owner"` // as an older Daykit wrote it; see entityDoer
	Done       bool   `json:"done"`
	For        string `json:"for"`
	Basis      string `json:"basis"`
	Since      string `json:"since"`
	Deleted    bool   `json:"deleted"`
}

// RiskForm is a risk as a person types it. A likelihood or severity of 0 is not judged.
type RiskForm struct {
	What       string `json:"what"`
	Who        string `json:"who"` // could be hurt
	Likelihood int    `json:"likelihood"`
	Severity   int    `json:"severity"`
	Measure    string `json:"measure"`
	Owner      string `json:"owner"`
	Done       bool   `json:"done"`
}

// RiskItem is a risk with what follows from its judgement.
type RiskItem struct {
	plan.Risk

	Score     int        `json:"score"` // 1 to 25; 0 when it is not judged
	Level     plan.Level `json:"level"`
	ForWords  string     `json:"for_words"`  // name of the activity that brings it; else empty
	Likely    string     `json:"likely"`     // the likelihood in words
	Severe    string     `json:"severe"`     // the severity in words
	LevelText string     `json:"level_text"` // what the level asks for
}

// RiskSheet is the risks of an event, in the order to see to them, and those that its
// activities bring and nobody has taken onto the sheet.
type RiskSheet struct {
	Risks      []RiskItem        `json:"risks"`
	Offers     []RiskItem        `json:"offers"`
	Levels     []plan.LevelWords `json:"levels"`
	Likelihood []string          `json:"likelihood"` // meaning of 1 to plan.MaxScale
	Severity   []string          `json:"severity"`
	Steps      []string          `json:"steps"`
	Source     string            `json:"source"` // of the steps
}

// Risks gives the risk sheet of an event.
func (d *Desk) Risks(ctx context.Context, id string) (RiskSheet, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return RiskSheet{}, err
	}
	taken, err := d.takenRisks(ctx, ev.ID)
	if err != nil {
		return RiskSheet{}, err
	}
	out := RiskSheet{Risks: []RiskItem{}, Offers: []RiskItem{}, Levels: plan.Levels()}
	likelihood, severity := plan.ScaleWords()
	out.Likelihood, out.Severity = likelihood[:], severity[:]
	out.Steps, out.Source = plan.RiskSteps()
	for _, r := range taken {
		out.Risks = append(out.Risks, d.riskItem(r))
	}
	for _, r := range d.offeredRisks(ev) {
		if !slices.ContainsFunc(taken, func(t plan.Risk) bool { return t.ID == r.ID }) {
			out.Offers = append(out.Offers, d.riskItem(r))
		}
	}
	return out, nil
}

// offeredRisks are those that the event and its activities bring.
func (d *Desk) offeredRisks(ev event.Event) []plan.Risk {
	return plan.NeedsOf(d.pack(), plan.Request{Activities: ev.Activities, Guests: ev.Expected}).Risks
}

func (d *Desk) riskItem(r plan.Risk) RiskItem {
	likelihood, severity := plan.ScaleWords()
	item := RiskItem{Risk: r, Score: r.Score(), Level: r.Level(), Likely: scaled(likelihood, r.Likelihood), Severe: scaled(severity, r.Severity)}
	for _, l := range plan.Levels() {
		if l.Level == item.Level {
			item.LevelText = l.Words
		}
	}
	if a, ok := d.pack().Activity(r.For); ok {
		item.ForWords = a.Name
	}
	return item
}

func scaled(words [plan.MaxScale]string, n int) string {
	if n < 1 || n > len(words) {
		return ""
	}
	return words[n-1]
}

// takenRisks are those on the sheet, in the order to see to them.
func (d *Desk) takenRisks(ctx context.Context, id event.ID) ([]plan.Risk, error) {
	rows, err := d.store.Entities(ctx, entityRisk, string(id)+"/")
	if err != nil {
		return nil, err
	}
	owners, err := d.doers(ctx, event.Event{ID: id}, entityRisk)
	if err != nil {
		return nil, err
	}
	out := []plan.Risk{}
	for _, r := range rows {
		var s storedRisk
		if err := decodeFields(r.Fields, &s); err != nil {
			return nil, err
		}
		if s.Deleted || s.What == "" {
			continue
		}
		risk := plan.Risk{
			ID: strings.TrimPrefix(r.ID, string(id)+"/"), What: s.What, Who: s.Hurt, Likelihood: s.Likelihood, Severity: s.Severity,
			Measure: s.Measure, Owner: s.Owner, Done: s.Done, For: s.For, Basis: s.Basis,
			Since: s.Since,
		}
		if who, named := owners[risk.ID]; named {
			risk.Owner = who
		}
		if risk.Check() != nil { // of a newer program, with another scale
			risk.Likelihood, risk.Severity = 0, 0
		}
		out = append(out, risk)
	}
	return plan.SortRisks(out), nil
}

// TakeRisks puts risks that are offered onto the sheet, by their ids; none means all.
func (d *Desk) TakeRisks(ctx context.Context, id string, risks []string) (RiskSheet, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return RiskSheet{}, err
	}
	sheet, err := d.Risks(ctx, id)
	if err != nil {
		return RiskSheet{}, err
	}
	picked, unknown := pick(sheet.Offers, risks, func(o RiskItem) string { return o.ID })
	if unknown != "" {
		return RiskSheet{}, fault.New(fault.NotFound, fmt.Sprintf("no risk %q is offered", unknown), "`daykit risks EVENT list` lists them")
	}
	taken := make([]plan.Risk, len(picked))
	for i, o := range picked {
		taken[i] = o.Risk
	}
	return d.putRisks(ctx, ev, taken...)
}

// AddRisk adds a risk of the group's own.
func (d *Desk) AddRisk(ctx context.Context, id string, form RiskForm) (RiskSheet, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return RiskSheet{}, err
	}
	r, err := form.read()
	if err != nil {
		return RiskSheet{}, err
	}
	key, err := d.randomID()
	if err != nil {
		return RiskSheet{}, err
	}
	r.ID = "r-" + key
	return d.putRisks(ctx, ev, r)
}

// putRisks writes whole risks, as one act.
func (d *Desk) putRisks(ctx context.Context, ev event.Event, risks ...plan.Risk) (RiskSheet, error) {
	have, err := d.takenRisks(ctx, ev.ID)
	if err != nil {
		return RiskSheet{}, err
	}
	if len(have)+len(risks) > MaxRisks {
		return RiskSheet{}, fault.Invalidf("leave some out", "a risk sheet has at most %d lines", MaxRisks)
	}
	act := riskAct(ev.ID)
	for _, r := range risks {
		fields := riskFields(r)
		fields[fieldDeleted] = raw(false)
		act.set(r.ID, fields)
		if r.Owner == "" {
			continue
		}
		who, err := d.setDoer(ctx, ev, entityRisk, r.ID, r.Owner)
		if err != nil {
			return RiskSheet{}, err
		}
		act.changes = append(act.changes, who...)
	}
	if len(act.changes) > 0 {
		if err := d.write(ctx, string(ev.ID), actRisk, act.changes...); err != nil {
			return RiskSheet{}, err
		}
	}
	return d.Risks(ctx, string(ev.ID))
}

// EditRisk changes a risk on the sheet. One whose words or judgement the group changes
// is the group's own from then on: its source did not say so.
func (d *Desk) EditRisk(ctx context.Context, id, risk string, form RiskForm) (RiskSheet, error) {
	ev, was, err := d.riskOn(ctx, id, risk)
	if err != nil {
		return RiskSheet{}, err
	}
	r, err := form.read()
	if err != nil {
		return RiskSheet{}, err
	}
	r.ID, r.For, r.Basis = was.ID, was.For, was.Basis
	if r.What != was.What || r.Who != was.Who || r.Measure != was.Measure || r.Likelihood != was.Likelihood || r.Severity != was.Severity {
		r.Basis = ""
	}
	var who []store.Change
	if r.Owner != was.Owner {
		if who, err = d.setDoer(ctx, ev, entityRisk, risk, r.Owner); err != nil {
			return RiskSheet{}, err
		}
	}
	return d.setRisk(ctx, ev, risk, differ(riskFields(was), riskFields(r)), who...)
}

// SetRiskDone says that the measure of a risk is in place, or is not.
func (d *Desk) SetRiskDone(ctx context.Context, id, risk string, done bool) (RiskSheet, error) {
	ev, was, err := d.riskOn(ctx, id, risk)
	if err != nil || was.Done == done && was.Since == "" {
		sheet, serr := d.Risks(ctx, id)
		if err == nil {
			err = serr
		}
		return sheet, err
	}
	return d.setRisk(ctx, ev, risk, map[string]json.RawMessage{"done": raw(done), fieldSince: raw("")})
}

// DropRisk takes a risk off the sheet. It can be undone, and one that was offered is
// offered again.
func (d *Desk) DropRisk(ctx context.Context, id, risk string) (RiskSheet, error) {
	ev, _, err := d.riskOn(ctx, id, risk)
	if err != nil {
		return RiskSheet{}, err
	}
	return d.setRisk(ctx, ev, risk, map[string]json.RawMessage{fieldDeleted: raw(true)})
}

func (d *Desk) riskOn(ctx context.Context, id, risk string) (event.Event, plan.Risk, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return ev, plan.Risk{}, err
	}
	taken, err := d.takenRisks(ctx, ev.ID)
	if err != nil {
		return ev, plan.Risk{}, err
	}
	i := slices.IndexFunc(taken, func(r plan.Risk) bool { return r.ID == risk })
	if i < 0 {
		return ev, plan.Risk{}, fault.New(fault.NotFound, "that risk is not on the sheet any more", "`daykit risks EVENT list` lists them")
	}
	return ev, taken[i], nil
}

func (d *Desk) setRisk(ctx context.Context, ev event.Event, risk string, fields map[string]json.RawMessage, also ...store.Change) (RiskSheet, error) {
	if len(fields)+len(also) > 0 {
		act := riskAct(ev.ID)
		if len(fields) > 0 {
			act.set(risk, fields)
		}
		act.changes = append(act.changes, also...)
		if err := d.write(ctx, string(ev.ID), actRisk, act.changes...); err != nil {
			return RiskSheet{}, err
		}
	}
	return d.Risks(ctx, string(ev.ID))
}
