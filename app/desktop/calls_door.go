package desktop

import (
	"context"

	"daykit/internal/desk"
)

// DoorPlan gives what is planned so that nobody comes to harm, without what is sealed.
func (d *Desk) DoorPlan(id string) (desk.DoorPlan, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.DoorPlan, error) { return kit.DoorPlan(ctx, id) })
}

// OpenDoorPlan gives it with phones, the code word and the police contact.
func (d *Desk) OpenDoorPlan(id string) (desk.DoorPlan, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.DoorPlan, error) { return kit.OpenDoorPlan(ctx, id) })
}

// ChangeDoorPlan changes what it says besides its places.
func (d *Desk) ChangeDoorPlan(id string, c desk.DoorPlanChange) (desk.DoorPlan, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.DoorPlan, error) {
		return kit.ChangeDoorPlan(ctx, id, c)
	})
}

// SetAdvice says that the group has seen to an advice, or has not.
func (d *Desk) SetAdvice(id, advice string, done bool) (desk.DoorPlan, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.DoorPlan, error) {
		return kit.SetAdvice(ctx, id, advice, done)
	})
}

// SetQuiet says whether the address is given after signing up only.
func (d *Desk) SetQuiet(id string, quiet bool, area string) (desk.DoorPlan, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.DoorPlan, error) {
		return kit.SetQuiet(ctx, id, quiet, area)
	})
}

// SavePost adds a place where somebody stands, or with its id changes it.
func (d *Desk) SavePost(id, post string, form desk.PostForm) (desk.DoorPlan, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.DoorPlan, error) {
		return kit.SavePost(ctx, id, post, form)
	})
}

// DropPost takes a place off the plan.
func (d *Desk) DropPost(id, post string) (desk.DoorPlan, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.DoorPlan, error) { return kit.DropPost(ctx, id, post) })
}

// SaveCarer adds somebody to turn to, or with their id changes what is known of them.
func (d *Desk) SaveCarer(id, carer string, form desk.CarerForm) (desk.DoorPlan, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.DoorPlan, error) {
		return kit.SaveCarer(ctx, id, carer, form)
	})
}

// DropCarer takes somebody to turn to off the list.
func (d *Desk) DropCarer(id, carer string) (desk.DoorPlan, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.DoorPlan, error) { return kit.DropCarer(ctx, id, carer) })
}
