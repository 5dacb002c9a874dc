package desk

import (
	"context"
	"fmt"
	"io"
	"slices"

	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// MemberCalendar writes the shifts of somebody in the crew, named by id or name, as an
// iCalendar file (RFC 5545) for their own phone: one entry for each shift, under an id
// that stays. It says the role, the event and its place, which is only the area while
// the address is hidden, and of nobody who else is there.
func (d *Desk) MemberCalendar(ctx context.Context, id, who string, w io.Writer) error {
	ev, m, err := d.memberAt(ctx, id, who)
	if err != nil {
		return err
	}
	r, err := d.roster(ctx, ev, nil)
	if err != nil {
		return err
	}
	turns, err := r.Turns()
	if err != nil {
		return fmt.Errorf("shifts of one person: %w", err)
	}
	names := d.roleNames()
	title, lang := ev.Title.In(mainLang(ev), "en")
	var all []event.Calendar
	for _, t := range turns {
		if !slices.Contains(t.Who, m.id) {
			continue
		}
		role := crewWords{roles: names}.role(t.Role)
		all = append(all, event.Calendar{
			UID:   fmt.Sprintf("%s-%s-%s", ev.ID, t.ID, m.id),
			Title: role + " · " + title, TitleLang: lang, Place: ev.Venue.Place(),
			Date: event.AddDays(ev.Date, t.Day), Start: t.From, End: t.To, Timezone: ev.Timezone, Stamp: d.opt.Now(),
			Cancelled: ev.SignupPage.State == event.SignupCancelled,
		})
	}
	if len(all) == 0 {
		return fault.New(fault.NotFound, "they have no shift yet", "give them one first")
	}
	b, err := event.ICSAll(all...)
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

// SaveMemberCalendar writes a MemberCalendar at path.
func (d *Desk) SaveMemberCalendar(ctx context.Context, id, who, path string) (Saved, error) {
	err := SaveFile(path, func(w io.Writer) error { return d.MemberCalendar(ctx, id, who, w) })
	return Saved{File: path, Kind: "calendar", Problems: []Problem{}}, err
}
