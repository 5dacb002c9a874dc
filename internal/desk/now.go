package desk

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/plan"
)

// phaseNone is the phase of an event without a running order.
const phaseNone = "none"

// Now is what is on at an event at a moment, and what is next. Clocks are those of the
// event's place; instants are RFC 3339.
type Now struct {
	At      string     `json:"at"`      // the instant that it is about
	Phase   string     `json:"phase"`   // before, running, between or after, as in package plan, or none without a running order
	Quiet   bool       `json:"quiet"`   // it is not the day, or the day is over
	Now     []NowPoint `json:"now"`     // all that is on at once
	Next    *NowPoint  `json:"next"`    // null when nothing follows
	Late    int        `json:"late"`    // minutes by which the next point is behind the plan
	Changes string     `json:"changes"` // the instant at which it will be something else by itself; empty when never
	Marked  bool       `json:"marked"`  // somebody said when a point began, or left one out, which can be taken back
	Points  []NowPoint `json:"points"`  // the whole running order, the earliest first
}

// NowPoint is a point of the running order on the day.
type NowPoint struct {
	Key     string `json:"key"`     // for BeginPoint and SkipPoint
	Title   string `json:"title"`   // in the group's first language
	Lead    string `json:"lead"`    // who leads it
	Planned string `json:"planned"` // 17:40
	Begins  string `json:"begins"`  // 17:52: as it runs; where that is not known, as planned
	Ends    string `json:"ends"`    // empty where it is not known
	EndsAt  string `json:"ends_at"` // the instant; empty where it is not known
	Over    int    `json:"over"`    // minutes past its end and still on
	Began   bool   `json:"began"`   // somebody said when
	Skipped bool   `json:"skipped"`
}

// Now gives what is on at an event. The moment is a time of its day (17:40), an instant
// in RFC 3339, or empty for this moment.
func (d *Desk) Now(ctx context.Context, id, moment string) (Now, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return Now{}, err
	}
	at, err := d.momentOf(ev, moment)
	if err != nil {
		return Now{}, err
	}
	return d.nowAt(ctx, ev, at)
}

// momentOf reads a moment of an event.
func (d *Desk) momentOf(ev event.Event, s string) (time.Time, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return d.now(), nil
	}
	if at, err := time.Parse(time.RFC3339, s); err == nil {
		return at, nil
	}
	at, err := plan.Instant(ev, s)
	if err != nil {
		return at, fault.Invalidf("write it like 17:30", "%q is not a time of the day", s)
	}
	return at, nil
}

func (d *Desk) nowAt(ctx context.Context, ev event.Event, at time.Time) (Now, error) {
	out := Now{At: instant(at), Phase: phaseNone, Quiet: true, Now: []NowPoint{}, Points: []NowPoint{}}
	if len(ev.Programme) == 0 || ev.Start == "" {
		return out, nil
	}
	marks, err := d.marksOf(ctx, ev)
	if err != nil {
		return out, err
	}
	m, err := plan.At(ev, planMarks(marks), at)
	if err != nil {
		return out, fault.Wrap(err, fault.Invalid, "the running order does not read", "look at its times")
	}
	v := nowView{ev: ev, keys: pointKeys(ev), marks: marks}
	out.Phase, out.Marked = string(m.Phase), len(marks) > 0
	out.Quiet = m.Phase == plan.PhaseAfter || m.Phase == plan.PhaseBefore && at.In(zone(ev)).Format(time.DateOnly) < ev.Date
	for _, p := range m.Now {
		out.Now = append(out.Now, v.running(p))
	}
	if m.Next != nil {
		next := v.running(*m.Next)
		out.Next, out.Late = &next, minutesOf(m.Delay)
	}
	out.Changes = changesAt(m, at)
	if midnight, err := plan.Midnight(ev); err == nil && midnight.After(at) {
		out.Changes = instant(midnight) // from then on it is the day
	}
	out.Points, err = v.points()
	return out, err
}

// minutesOf are the whole minutes of a duration.
func minutesOf(long time.Duration) int { return int(long / time.Minute) }

// changesAt is when a moment is over: when something begins or ends, or at the next
// minute while something is past its end.
func changesAt(m plan.Moment, at time.Time) string {
	first := time.Time{}
	soon := func(t time.Time) {
		if t.After(at) && (first.IsZero() || t.Before(first)) {
			first = t
		}
	}
	for _, p := range m.Now {
		soon(p.Ends)
		if p.Overrun > 0 || !p.Ends.After(at) {
			soon(at.Truncate(time.Minute).Add(time.Minute))
		}
	}
	if m.Next != nil {
		soon(m.Next.Begins)
	}
	if first.IsZero() {
		return ""
	}
	return instant(first)
}

// nowView writes points for people.
type nowView struct {
	ev    event.Event
	keys  []pointKey
	marks map[int]mark // by the index of their point
}

func (v nowView) point(i int) NowPoint {
	item := v.ev.Programme[i]
	title, _ := item.Title.In(mainLang(v.ev), "en")
	m, ok := v.marks[i]
	return NowPoint{
		Key: v.keys[i].String(), Title: title, Lead: item.Lead, Planned: item.At, Begins: item.At,
		Began: ok && !m.Skip, Skipped: ok && m.Skip,
	}
}

// running is a point as it runs.
func (v nowView) running(p plan.Point) NowPoint {
	out, loc := v.point(p.Index), zone(v.ev)
	out.Begins, out.Ends, out.EndsAt = p.Begins.In(loc).Format("15:04"), p.Ends.In(loc).Format("15:04"), instant(p.Ends)
	out.Over = minutesOf(p.Overrun)
	return out
}

// points is the running order in its order, with when each began where somebody said so.
func (v nowView) points() ([]NowPoint, error) {
	order, err := programmeOrder(v.ev)
	if err != nil {
		return nil, err
	}
	out := make([]NowPoint, 0, len(order))
	for _, placed := range order {
		p := v.point(placed.index)
		if p.Began {
			p.Begins = v.marks[placed.index].At.In(zone(v.ev)).Format("15:04")
		}
		out = append(out, p)
	}
	return out, nil
}

// PointNamed finds the key of a point of the running order: by its number in the order of
// Now.Points from 1, by its title, by its planned time, or "next" for what is next at the
// moment.
func (d *Desk) PointNamed(ctx context.Context, id, name, moment string) (string, error) {
	n, err := d.Now(ctx, id, moment)
	if err != nil {
		return "", err
	}
	name = strings.TrimSpace(name)
	if strings.EqualFold(name, "next") {
		if n.Next == nil {
			return "", fault.New(fault.NotFound, "nothing follows in the running order", "`daykit now EVENT` lists it")
		}
		return n.Next.Key, nil
	}
	if i, err := strconv.Atoi(name); err == nil && i >= 1 && i <= len(n.Points) {
		return n.Points[i-1].Key, nil
	}
	var found []string
	for _, p := range n.Points {
		if p.Key == name || p.Planned == name || strings.EqualFold(p.Title, name) {
			found = append(found, p.Key)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	how := "no point"
	if len(found) > 1 {
		how = "several points"
	}
	return "", fault.New(fault.NotFound, fmt.Sprintf("the running order has %s called %q", how, name), "name it by its number; `daykit now EVENT` lists them")
}
