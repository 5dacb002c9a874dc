package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/plan"
)

// ShiftInput is a stretch of time in which a role is needed.
type ShiftInput struct {
	Role string `json:"role"` // an id, or words of one's own
	Day  int    `json:"day"`  // days after the day of the event; negative before it
	From string `json:"from"` // 17:30, local time
	To   string `json:"to"`   // at or before From means the next day
	Need int    `json:"need"` // people
}

// storedShift is what the log keeps of a shift.
type storedShift struct {
	Role    string `json:"role"`
	Day     int    `json:"day"`
	From    string `json:"from"`
	To      string `json:"to"`
	Need    int    `json:"need"`
	Deleted bool   `json:"deleted"`
}

// shiftsOf reads the shifts with who takes them; the plan puts them in order.
func (d *Desk) shiftsOf(ctx context.Context, ev event.Event) ([]plan.Shift, error) {
	who, err := d.turnsOf(ctx, ev)
	if err != nil {
		return nil, err
	}
	rows, err := d.store.Entities(ctx, entityShift, string(ev.ID)+"/")
	if err != nil {
		return nil, err
	}
	out := []plan.Shift{}
	for _, r := range rows {
		var s storedShift
		if err := decodeFields(r.Fields, &s); err != nil {
			return nil, err
		}
		if s.Deleted || s.Role == "" || s.From == "" || s.To == "" { // its making was taken back
			continue
		}
		id := strings.TrimPrefix(r.ID, string(ev.ID)+"/")
		out = append(out, plan.Shift{ID: id, Role: s.Role, Day: s.Day, From: s.From, To: s.To, Need: s.Need, Who: orEmpty(who[id])})
	}
	return out, nil
}

// turnsOf gives the ids of who takes each shift, by its id.
func (d *Desk) turnsOf(ctx context.Context, ev event.Event) (map[string][]string, error) {
	rows, err := d.store.Entities(ctx, entityTurn, string(ev.ID)+"/")
	if err != nil {
		return nil, err
	}
	out := map[string][]string{}
	for _, r := range rows {
		var t storedTurn
		if err := decodeFields(r.Fields, &t); err != nil {
			return nil, err
		}
		shift, who, _ := strings.Cut(strings.TrimPrefix(r.ID, string(ev.ID)+"/"), "/")
		if t.On {
			out[shift] = append(out[shift], who)
		}
	}
	return out, nil
}

func turnChange(ev event.Event, shift, who string, on bool) []store.Change {
	return sets(entityTurn, string(ev.ID)+"/"+shift+"/"+who, map[string]json.RawMessage{fieldOn: raw(on)})
}

// AddShift adds a shift and gives its id.
func (d *Desk) AddShift(ctx context.Context, id string, in ShiftInput) (string, error) {
	ids, err := d.addShifts(ctx, id, in)
	if err != nil {
		return "", err
	}
	return ids[0], nil
}

// addShifts adds shifts as one act.
func (d *Desk) addShifts(ctx context.Context, id string, all ...ShiftInput) ([]string, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return nil, err
	}
	var changes []store.Change
	var ids []string
	for _, in := range all {
		s, err := d.readShift(ev, in)
		if err != nil {
			return nil, err
		}
		key, err := d.randomID()
		if err != nil {
			return nil, err
		}
		ids = append(ids, "s-"+key)
		changes = append(changes, sets(entityShift, string(ev.ID)+"/s-"+key, shiftFields(s))...)
	}
	return ids, d.write(ctx, string(ev.ID), actShift, changes...)
}

func shiftFields(s storedShift) map[string]json.RawMessage {
	return map[string]json.RawMessage{"role": raw(s.Role), "day": raw(s.Day), "from": raw(s.From), "to": raw(s.To), "need": raw(s.Need)}
}

// EditShift changes a shift; what is as before is not written.
func (d *Desk) EditShift(ctx context.Context, id, shift string, in ShiftInput) error {
	ev, was, err := d.shiftAt(ctx, id, shift)
	if err != nil {
		return err
	}
	s, err := d.readShift(ev, in)
	if err != nil {
		return err
	}
	before := shiftFields(storedShift{Role: was.Role, Day: was.Day, From: was.From, To: was.To, Need: was.Need})
	changed := map[string]json.RawMessage{}
	for k, v := range shiftFields(s) {
		if string(v) != string(before[k]) {
			changed[k] = v
		}
	}
	if len(changed) == 0 {
		return nil
	}
	return d.write(ctx, string(ev.ID), actShift, sets(entityShift, string(ev.ID)+"/"+was.ID, changed)...)
}

// DropShift takes a shift away. It can be undone.
func (d *Desk) DropShift(ctx context.Context, id, shift string) error {
	ev, s, err := d.shiftAt(ctx, id, shift)
	if err != nil {
		return err
	}
	return d.write(ctx, string(ev.ID), actShift, sets(entityShift, string(ev.ID)+"/"+s.ID, map[string]json.RawMessage{fieldDeleted: raw(true)})...)
}

// Assign gives a shift to somebody in the crew, named by id or name, or takes it from
// them. More people than a shift needs, and people who are elsewhere at the time, are
// not refused: Crew warns of them.
func (d *Desk) Assign(ctx context.Context, id, shift, who string, on bool) error {
	ev, s, err := d.shiftAt(ctx, id, shift)
	if err != nil {
		return err
	}
	stranger := !on && slices.Contains(s.Who, who) // who was taken off the crew can still be taken off a shift
	if !stranger {
		if who, err = d.MemberNamed(ctx, id, who); err != nil {
			return err
		}
	}
	if slices.Contains(s.Who, who) == on {
		return nil
	}
	return d.write(ctx, string(ev.ID), actTurn, turnChange(ev, s.ID, who, on)...)
}

func (d *Desk) shiftAt(ctx context.Context, id, shift string) (event.Event, plan.Shift, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return ev, plan.Shift{}, err
	}
	all, err := d.shiftsOf(ctx, ev)
	if err != nil {
		return ev, plan.Shift{}, err
	}
	if i := slices.IndexFunc(all, func(s plan.Shift) bool { return s.ID == shift }); i >= 0 {
		return ev, all[i], nil
	}
	return ev, plan.Shift{}, fault.New(fault.NotFound, fmt.Sprintf("there is no shift %q", shift), "`daykit shift EVENT` lists them")
}

// readShift checks what a person wrote.
func (d *Desk) readShift(ev event.Event, in ShiftInput) (storedShift, error) {
	out := storedShift{Day: in.Day, From: strings.TrimSpace(in.From), To: strings.TrimSpace(in.To), Need: in.Need}
	role, err := d.readRole(in.Role)
	switch {
	case err != nil:
		return out, err
	case in.Need < 1 || in.Need > MaxShiftNeed:
		return out, fault.Invalidf("", "need: a shift needs 1 to %d people", MaxShiftNeed)
	case in.Day < -MaxShiftDays || in.Day > MaxShiftDays:
		return out, fault.Invalidf("0 is the day itself, -1 the day before", "day: a shift is at most %d days from the event", MaxShiftDays)
	}
	for field, clock := range map[string]string{"from": out.From, "to": out.To} {
		if _, err := time.Parse("15:04", clock); err != nil || len(clock) != len("15:04") {
			return out, fault.Invalidf("write it like 17:30", "%s: %q is not a time of day", field, clock)
		}
	}
	if _, _, err := event.Span(event.AddDays(ev.Date, out.Day), out.From, out.To, ev.Timezone); err != nil {
		return out, fault.Invalidf("", "from: %v", err)
	}
	out.Role = role
	return out, nil
}

// shiftLead is how long before the event suggested shifts begin, and how long after it
// they end: our own default, as the half hour for clearing up in the plan's running order.
const shiftLead = 30 * time.Minute

// suggested are shifts that the event's activities ask for and that nobody has planned:
// one for each role, from half an hour before the event to half an hour after. There are
// none while the event has no times.
func suggested(ev event.Event, roles []plan.Need, have []plan.Shift) []plan.Shift {
	out := []plan.Shift{}
	begins, ends, err := ev.Span()
	if err != nil || !ends.After(begins) || ends.Sub(begins)+2*shiftLead >= 24*time.Hour {
		return out
	}
	from, to := begins.Add(-shiftLead), ends.Add(shiftLead)
	day := event.DaysBetween(ev.Date, from.Format(time.DateOnly))
	for _, r := range roles {
		if slices.ContainsFunc(have, func(s plan.Shift) bool { return s.Role == r.ID }) {
			continue
		}
		out = append(out, plan.Shift{
			ID: "suggested-" + r.ID, Role: r.ID, Day: day, From: from.Format("15:04"), To: to.Format("15:04"),
			Need: min(max(r.Count, 1), MaxShiftNeed), Who: []string{},
		})
	}
	return out
}

// AddSuggested adds the suggested shifts of these roles, or all where none is named, as
// one act, and gives how many.
func (d *Desk) AddSuggested(ctx context.Context, id string, roles []string) (int, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return 0, err
	}
	have, err := d.shiftsOf(ctx, ev)
	if err != nil {
		return 0, err
	}
	var all []ShiftInput
	for _, s := range suggested(ev, d.needed(ev), have) {
		if len(roles) == 0 || slices.Contains(roles, s.Role) {
			all = append(all, ShiftInput{Role: s.Role, Day: s.Day, From: s.From, To: s.To, Need: s.Need})
		}
	}
	if len(all) == 0 {
		return 0, fault.New(fault.NotFound, "there is no shift to suggest", "an event needs activities and times; see `daykit shift EVENT`")
	}
	_, err = d.addShifts(ctx, id, all...)
	return len(all), err
}

// turnsWith are the turns of those of some people who are in the crew: when they are
// erased, no shift keeps their id.
func (d *Desk) turnsWith(ctx context.Context, ev event.Event, people []oplog.Entity) ([]oplog.Entity, error) {
	rows, err := d.store.Entities(ctx, entityTurn, string(ev.ID)+"/")
	if err != nil {
		return nil, err
	}
	var out []oplog.Entity
	for _, r := range rows {
		who := oplog.Entity{Kind: entityCrew, ID: string(ev.ID) + r.ID[strings.LastIndex(r.ID, "/"):]}
		if slices.Contains(people, who) {
			out = append(out, oplog.Entity{Kind: entityTurn, ID: r.ID})
		}
	}
	return out, nil
}
