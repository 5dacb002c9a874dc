package desktop

import (
	"context"

	"daykit/internal/desk"
)

// Crew gives who helps and when, with how to reach them.
func (d *Desk) Crew(id string) (desk.Crew, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.Crew, error) { return kit.OpenCrew(ctx, id) })
}

// changedCrew does something and gives the crew as it is then.
func changedCrew(d *Desk, id string, do func(ctx context.Context, kit *desk.Desk) error) (desk.Crew, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.Crew, error) {
		if err := do(ctx, kit); err != nil {
			return desk.Crew{}, err
		}
		return kit.OpenCrew(ctx, id)
	})
}

// AddMember takes somebody into the crew.
func (d *Desk) AddMember(id string, in desk.MemberInput) (desk.Crew, error) {
	return changedCrew(d, id, func(ctx context.Context, kit *desk.Desk) error {
		_, err := kit.AddMember(ctx, id, in)
		return err
	})
}

// EditMember changes what is known of somebody in the crew.
func (d *Desk) EditMember(id, member string, in desk.MemberInput) (desk.Crew, error) {
	return changedCrew(d, id, func(ctx context.Context, kit *desk.Desk) error { return kit.EditMember(ctx, id, member, in) })
}

// DropMember takes somebody off the crew's list and out of their shifts.
func (d *Desk) DropMember(id, member string) (desk.Crew, error) {
	return changedCrew(d, id, func(ctx context.Context, kit *desk.Desk) error { return kit.DropMember(ctx, id, member) })
}

// AddShift adds a shift.
func (d *Desk) AddShift(id string, in desk.ShiftInput) (desk.Crew, error) {
	return changedCrew(d, id, func(ctx context.Context, kit *desk.Desk) error {
		_, err := kit.AddShift(ctx, id, in)
		return err
	})
}

// AddSuggested adds the suggested shifts of these roles, or all where none is named.
func (d *Desk) AddSuggested(id string, roles []string) (desk.Crew, error) {
	return changedCrew(d, id, func(ctx context.Context, kit *desk.Desk) error {
		_, err := kit.AddSuggested(ctx, id, roles)
		return err
	})
}

// EditShift changes a shift.
func (d *Desk) EditShift(id, shift string, in desk.ShiftInput) (desk.Crew, error) {
	return changedCrew(d, id, func(ctx context.Context, kit *desk.Desk) error { return kit.EditShift(ctx, id, shift, in) })
}

// DropShift takes a shift away.
func (d *Desk) DropShift(id, shift string) (desk.Crew, error) {
	return changedCrew(d, id, func(ctx context.Context, kit *desk.Desk) error { return kit.DropShift(ctx, id, shift) })
}

// Assign gives a shift to somebody in the crew, or takes it from them.
func (d *Desk) Assign(id, shift, member string, on bool) (desk.Crew, error) {
	return changedCrew(d, id, func(ctx context.Context, kit *desk.Desk) error { return kit.Assign(ctx, id, shift, member, on) })
}

// SaveMemberCalendar saves the shifts of one person as a calendar file. The name that it
// offers says nobody's name.
func (d *Desk) SaveMemberCalendar(id, member string) (desk.Saved, error) {
	return saveAs(d, "Save the shifts for a calendar", "shifts.ics", func(ctx context.Context, kit *desk.Desk, path string) (desk.Saved, error) {
		return kit.SaveMemberCalendar(ctx, id, member, path)
	})
}
