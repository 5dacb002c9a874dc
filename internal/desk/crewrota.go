package desk

import (
	"context"
	"slices"

	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/page/layout"
)

// rota sets who helps when, for the wall: by time, and by person.
func (j *job) rota(ctx context.Context) error {
	j.noCode()
	members, err := j.d.crewOf(ctx, j.ev)
	if err != nil {
		return err
	}
	r, err := j.d.roster(ctx, j.ev, members)
	if err != nil {
		return err
	}
	turns, err := r.Turns()
	if err != nil {
		return err
	}
	if len(turns) == 0 {
		return fault.New(fault.NotFound, "there is no shift to print", "plan who helps when first")
	}
	names := j.d.roleNames()
	in := layout.RotaInput{Event: j.ev, Lang: j.langs[0], Phrases: j.words}
	for _, t := range turns {
		s := layout.RotaShift{Role: crewWords{roles: names}.role(t.Role), Date: event.AddDays(j.ev.Date, t.Day), From: t.From, To: t.To, Need: t.Need}
		for i, m := range members { // by name
			if slices.Contains(t.Who, m.id) {
				s.Who = append(s.Who, i)
			}
		}
		in.Shifts = append(in.Shifts, s)
	}
	for _, m := range members {
		in.People = append(in.People, layout.RotaPerson{Name: m.Name, Lang: firstOf(m.Languages)})
	}
	j.out.people = len(members) > 0
	j.add(j.s.Rota(in))
	return nil
}

// hasShifts says whether there is a rota to print.
func (d *Desk) hasShifts(ctx context.Context, ev event.Event) (bool, error) {
	shifts, err := d.shiftsOf(ctx, ev)
	return len(shifts) > 0, err
}

func firstOf(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}
