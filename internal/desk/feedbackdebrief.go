package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/feedback"
	"daykit/internal/domain/plan"
)

// The entities of the crew's talk afterwards. What they say of care and safety is one of
// its own: it is contact data, in no report, and on no helper's laptop. The id of both is
// EVENT/N: N counts up when one was erased, since what was erased is not set again.
const (
	entityDebrief = "debrief"
	entityConcern = "concern"
	entityDay     = "daycount" // counts of the day; id: the event's
)

// Labels of acts.
const (
	actDebrief  = "debrief"
	actDayCount = "daycount"
)

// Limits of the counts of a day.
const (
	MaxDayCount   = 100_000
	MaxDayMinutes = 60 * 100_000
)

// Debrief is what the crew said, by the key of the question, without what is Private.
type Debrief struct {
	Answers map[string]string `json:"answers"`
	Concern bool              `json:"concern"` // something is written about care and safety; OpenConcern gives it
	Locked  bool              `json:"locked"`  // the answers cannot be read until Unlock
}

// DayCounts are the counts of the day beside those of the door. A nil count was not made.
type DayCounts struct {
	Children    *int     `json:"children"`
	Adults      *int     `json:"adults"`
	Heard       []string `json:"heard"`      // tags of languages that were heard or used
	Volunteers  *int     `json:"volunteers"` // people
	Minutes     *int     `json:"minutes"`    // that all volunteers helped
	PostersUp   *int     `json:"posters_up"`
	PostersDown *int     `json:"posters_down"`
	FromShifts  bool     `json:"from_shifts"` // volunteers and minutes are those of the shifts
}

// Debrief gives what the crew said afterwards.
func (d *Desk) Debrief(ctx context.Context, id string) (Debrief, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return Debrief{}, err
	}
	return d.debriefOf(ctx, ev)
}

func (d *Desk) debriefOf(ctx context.Context, ev event.Event) (Debrief, error) {
	out := Debrief{Answers: map[string]string{}}
	if d.names() != nil {
		out.Locked = true
		return out, nil
	}
	for _, kind := range []string{entityDebrief, entityConcern} {
		_, fields, err := d.talk(ctx, ev, kind)
		if err != nil {
			if fault.CodeOf(err) == fault.Locked { // a helper's laptop has no contacts
				continue
			}
			return out, err
		}
		for _, q := range feedback.CrewQuestions() {
			words, err := textIn(fields, q.Key)
			if err != nil {
				return out, err
			}
			switch {
			case words == "":
			case q.Private:
				out.Concern = true
			default:
				out.Answers[q.Key] = words
			}
		}
	}
	return out, nil
}

// textIn reads a field of words; empty when it is not there.
func textIn(fields map[string]json.RawMessage, field string) (string, error) {
	if len(fields[field]) == 0 {
		return "", nil
	}
	var words string
	if err := json.Unmarshal(fields[field], &words); err != nil {
		return "", fault.Wrap(err, fault.Damaged, "something in this workspace does not read back", "restore a backup")
	}
	return words, nil
}

// talk gives the id and the fields of the talk's entity of a kind: of the first that was
// not erased.
func (d *Desk) talk(ctx context.Context, ev event.Event, kind string) (string, map[string]json.RawMessage, error) {
	gone, err := d.store.Erased(ctx)
	if err != nil {
		return "", nil, err
	}
	for n := 1; ; n++ {
		id := fmt.Sprintf("%s/%d", ev.ID, n)
		if !slices.Contains(gone, oplog.Entity{Kind: kind, ID: id}) {
			fields, err := d.store.Entity(ctx, kind, id)
			return id, fields, err
		}
	}
}

// SetDebrief writes down the crew's answer to a question; empty takes it back.
func (d *Desk) SetDebrief(ctx context.Context, id, question, words string) error {
	ev, err := d.event(ctx, id)
	if err != nil {
		return err
	}
	if err := d.names(); err != nil {
		return err
	}
	q, ok := feedback.CrewQuestionAt(question)
	if !ok {
		return fault.Invalidf("the questions are numbers, worked, missing, concern and speakers", "%q is not a question for the crew", question)
	}
	words = strings.TrimSpace(words)
	if err := feedback.CheckWords(q.Key, words, feedback.MaxCrewWords); err != nil {
		return err
	}
	kind := entityDebrief
	if q.Private {
		kind = entityConcern
	}
	key, was, err := d.talk(ctx, ev, kind)
	if err != nil {
		return err
	}
	if string(was[q.Key]) == string(raw(words)) || words == "" && len(was[q.Key]) == 0 {
		return nil
	}
	return d.write(ctx, string(ev.ID), actDebrief, sets(kind, key, map[string]json.RawMessage{q.Key: raw(words)})...)
}

// OpenConcern gives what the crew wrote about care and safety; the audit trail says that
// somebody read it, once an hour at most.
func (d *Desk) OpenConcern(ctx context.Context, id string) (string, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return "", err
	}
	if err := d.names(); err != nil {
		return "", err
	}
	_, fields, err := d.talk(ctx, ev, entityConcern)
	if err != nil {
		return "", err
	}
	words, err := textIn(fields, feedback.CrewConcern)
	if err != nil || words == "" {
		return "", err
	}
	return words, d.contactsOpened(ctx, string(ev.ID))
}

// DayCounts gives the counts of the day. Volunteers that nobody counted are those of the
// shifts.
func (d *Desk) DayCounts(ctx context.Context, id string) (DayCounts, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return DayCounts{}, err
	}
	return d.dayCounts(ctx, ev)
}

func (d *Desk) dayCounts(ctx context.Context, ev event.Event) (DayCounts, error) {
	out, err := d.countedDay(ctx, ev)
	if err != nil || out.Volunteers != nil || out.Minutes != nil {
		return out, err
	}
	shifts, err := d.shiftsOf(ctx, ev)
	if err != nil {
		return out, err
	}
	hours, err := plan.Roster{Date: ev.Date, Timezone: ev.Timezone, Shifts: shifts}.Hours()
	if err != nil || len(hours) == 0 {
		return out, nil // a shift that does not read is Crew's to tell
	}
	people, minutes := len(hours), 0
	for _, h := range hours {
		minutes += int(h.Minutes())
	}
	out.Volunteers, out.Minutes, out.FromShifts = &people, &minutes, true
	return out, nil
}

// countedDay gives the counts that somebody wrote down.
func (d *Desk) countedDay(ctx context.Context, ev event.Event) (DayCounts, error) {
	fields, err := d.store.Entity(ctx, entityDay, string(ev.ID))
	if err != nil {
		return DayCounts{}, err
	}
	out := DayCounts{}
	err = decodeFields(fields, &out)
	out.Heard = orEmpty(out.Heard)
	return out, err
}

// SetDayCounts writes the counts of the day down. Volunteers and minutes that are as the
// shifts have them stay with the shifts.
func (d *Desk) SetDayCounts(ctx context.Context, id string, next DayCounts) error {
	ev, err := d.event(ctx, id)
	if err != nil {
		return err
	}
	if next, err = next.read(); err != nil {
		return err
	}
	shown, err := d.dayCounts(ctx, ev)
	if err != nil {
		return err
	}
	was, err := d.countedDay(ctx, ev)
	if err != nil {
		return err
	}
	if shown.FromShifts && sameCount(shown.Volunteers, next.Volunteers) && sameCount(shown.Minutes, next.Minutes) {
		next.Volunteers, next.Minutes = nil, nil
	}
	changed := differ(dayFields(was), dayFields(next))
	if len(changed) == 0 {
		return nil
	}
	return d.write(ctx, string(ev.ID), actDayCount, sets(entityDay, string(ev.ID), changed)...)
}

func sameCount(a, b *int) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }

func dayFields(c DayCounts) map[string]json.RawMessage {
	return map[string]json.RawMessage{
		"children": raw(c.Children), "adults": raw(c.Adults), "heard": raw(orEmpty(c.Heard)), "volunteers": raw(c.Volunteers),
		"minutes": raw(c.Minutes), "posters_up": raw(c.PostersUp), "posters_down": raw(c.PostersDown),
	}
}

// read checks what a person typed.
func (c DayCounts) read() (DayCounts, error) {
	for name, n := range map[string]*int{
		"children": c.Children, "adults": c.Adults, "volunteers": c.Volunteers, "posters up": c.PostersUp, "posters taken down": c.PostersDown,
	} {
		if n != nil && (*n < 0 || *n > MaxDayCount) {
			return c, fault.Invalidf("leave it empty when nobody counted", "%s: write a number from 0 to %d", name, MaxDayCount)
		}
	}
	if c.Minutes != nil && (*c.Minutes < 0 || *c.Minutes > MaxDayMinutes) {
		return c, fault.Invalidf("leave it empty when nobody counted", "hours: write a number from 0 to %d", MaxDayMinutes/60)
	}
	heard := []string{}
	for _, l := range c.Heard {
		tag, err := readLanguage(l)
		if err != nil {
			return c, err
		}
		if !slices.Contains(heard, tag) {
			heard = append(heard, tag)
		}
	}
	c.Heard = heard
	return c, nil
}

// keepHours are the writes that keep how many helped an event, and how long, before
// somebody of its crew is erased: their turns go with them, and the numbers stay.
func (d *Desk) keepHours(ctx context.Context, ev event.Event, people []oplog.Entity) ([]store.Change, error) {
	if d.daysTo(ev) >= 0 || !slices.ContainsFunc(people, func(e oplog.Entity) bool { return e.Kind == entityCrew }) {
		return nil, nil
	}
	c, err := d.dayCounts(ctx, ev)
	if err != nil || !c.FromShifts {
		return nil, err
	}
	return sets(entityDay, string(ev.ID), map[string]json.RawMessage{"volunteers": raw(c.Volunteers), "minutes": raw(c.Minutes)}), nil
}
