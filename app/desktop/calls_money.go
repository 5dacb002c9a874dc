package desktop

import (
	"context"

	"daykit/internal/desk"
)

// Money gives what an event costs and what comes in.
func (d *Desk) Money(id string) (desk.MoneyView, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.MoneyView, error) { return kit.Money(ctx, id) })
}

// AddMoney adds a line.
func (d *Desk) AddMoney(id string, form desk.MoneyForm) (desk.MoneyView, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.MoneyView, error) { return kit.AddMoney(ctx, id, form) })
}

// EditMoney changes what a line says.
func (d *Desk) EditMoney(id, line string, form desk.MoneyForm) (desk.MoneyView, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.MoneyView, error) {
		return kit.EditMoney(ctx, id, line, form)
	})
}

// DropMoney takes a line off the list.
func (d *Desk) DropMoney(id, line string) (desk.MoneyView, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.MoneyView, error) { return kit.DropMoney(ctx, id, line) })
}

// PickReceipt asks for a picture and puts it on a line; the money is as it was when the
// person picked none.
func (d *Desk) PickReceipt(id, line string) (desk.PickedReceipt, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.PickedReceipt, error) {
		path, err := d.shell.files.OpenFile("Choose a picture of the receipt", "Pictures", "jpg", "jpeg", "png", "webp")
		if err != nil {
			return desk.PickedReceipt{}, err
		}
		if path == "" {
			money, err := kit.Money(ctx, id)
			return desk.PickedReceipt{Money: money, Notes: []string{}}, err
		}
		return kit.AddReceipt(ctx, id, line, path)
	})
}

// DropReceipt takes a picture off a line.
func (d *Desk) DropReceipt(id, line, file string) (desk.MoneyView, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.MoneyView, error) {
		return kit.DropReceipt(ctx, id, line, file)
	})
}

// SaveMoney saves the money for a spreadsheet where the person says.
func (d *Desk) SaveMoney(id string) (desk.Saved, error) {
	return saveAs(d, "Save the money", "money.csv", func(ctx context.Context, kit *desk.Desk, path string) (desk.Saved, error) {
		return kit.SaveMoney(ctx, id, path)
	})
}
