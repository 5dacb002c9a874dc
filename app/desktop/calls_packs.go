package desktop

import (
	"context"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// Packs says what this laptop has of the campaign's packs, and how old its list of
// withdrawals is.
func (d *Desk) Packs() (desk.PackStatus, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.PackStatus, error) { return kit.Packs(ctx) })
}

// CheckPacks says which prints to take down.
func (d *Desk) CheckPacks() (desk.PackCheck, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.PackCheck, error) { return kit.CheckPacks(ctx) })
}

// PickPack asks for a file of the campaign, a pack or a list of withdrawals, and says what
// TakePack would do with it; the path is empty when the person picked none.
func (d *Desk) PickPack() (desk.PackFile, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.PackFile, error) {
		path, err := d.shell.files.OpenFile("Choose a file of the campaign", "Daykit", "daykit-pack", "daykit-withdrawal")
		if err != nil || path == "" {
			return desk.PackFile{New: []desk.PackVoice{}, Gone: []desk.PackVoice{}, Left: []desk.PackVoice{}, Back: []desk.PackVoice{}}, err
		}
		d.pack.Store(&path)
		ctx, done := d.keeping.begin(ctx)
		defer done()
		return kit.PreviewPack(ctx, path)
	})
}

// TakePack takes in the file that PickPack gave last, and no other. On a laptop that knows
// no campaign the fingerprint of its key must be given. The event "progress" says how far
// it is, and Stop ends it.
func (d *Desk) TakePack(path, fingerprint string) (desk.PackFile, error) {
	return write(d, "", func(ctx context.Context, kit *desk.Desk) (desk.PackFile, error) {
		if picked := d.pack.Load(); picked == nil || *picked != path {
			return desk.PackFile{}, fault.New(fault.Denied, "that file was not chosen here", "choose the file again")
		}
		ctx, done := d.keeping.begin(ctx)
		defer done()
		return kit.TakePack(ctx, path, fingerprint)
	})
}

// FetchPacks asks the campaign for its packs and what was withdrawn, and sends nothing of
// the group's.
func (d *Desk) FetchPacks() (desk.PackStatus, error) {
	return write(d, "", func(ctx context.Context, kit *desk.Desk) (desk.PackStatus, error) {
		if _, err := kit.FetchPacks(ctx); err != nil {
			return desk.PackStatus{}, err
		}
		return kit.Packs(ctx)
	})
}
