package desk

import (
	"context"
	"errors"

	"daykit/internal/data/backup"
	"daykit/internal/data/store"
	"daykit/internal/domain/fault"
)

// Restored says what was put in the place of a workspace.
type Restored struct {
	Time   string `json:"time"`   // RFC 3339, when the backup was made
	Safety string `json:"safety"` // the file that holds what was there before; may be empty
	Folder string `json:"folder"` // where it is if it was damaged, within the data folder; may be empty
}

// Restore puts the backup in file in the place of the workspace in opt.Dir, on which no
// Desk may be open. What was there is backed up first, and kept if it is damaged. Then
// nothing is sent until Release, and nothing received but what the campaign withdrew. When
// ctx ends before the backup takes its place, nothing has changed; after that it is no
// longer heard.
func Restore(ctx context.Context, opt Options, file string) (Restored, error) {
	opt = withDefaults(opt)
	vault := newVault(opt)
	if !vault.Present() {
		return Restored{}, fault.New(fault.Denied, "this laptop has no keys that could open a backup",
			"use the recovery sheet: daykit recovery restore --from FILE")
	}
	r, err := openShelf(opt, vault).Restore(ctx, file)
	if err != nil {
		return Restored{}, err
	}
	ctx = context.WithoutCancel(ctx)
	d, err := Open(ctx, opt)
	if err != nil {
		return Restored{}, err
	}
	err = d.store.Audit(ctx, store.Note{What: "restore", Detail: instant(r.Time)})
	return Restored{Time: instant(r.Time), Safety: r.Safety, Folder: r.Folder}, errors.Join(err, d.Close())
}

// Held gives the time, as RFC 3339, of the backup that the workspace was put back from,
// while nobody has said Release; else "".
func (d *Desk) Held(ctx context.Context) (string, error) {
	at, held, err := backup.Held(ctx, d.store)
	if err != nil || !held {
		return "", err
	}
	return instant(at), nil
}

// heldFrom is Held with the name of the backup; nil while nothing is held.
func (d *Desk) heldFrom(ctx context.Context) (*SafetyHeld, error) {
	held, err := d.Held(ctx)
	if err != nil || held == "" {
		return nil, err
	}
	file, err := backup.HeldFile(ctx, d.store)
	return &SafetyHeld{Since: held, File: file}, err
}

// lastMended says what was done about damage, in this run or an earlier one, until
// SeenMended; nil when there was none.
func (d *Desk) lastMended(ctx context.Context) (*SafetyMended, error) {
	m, err := backup.LastMended(ctx, d.store)
	if err != nil || m == nil {
		return nil, err
	}
	out := &SafetyMended{At: instant(m.To), File: m.File, Folder: m.Folder}
	if m.File != "" {
		out.From = instant(m.From)
	}
	return out, nil
}

// SeenMended says that somebody has read that the workspace was damaged, and what may be
// missing.
func (d *Desk) SeenMended(ctx context.Context) error { return backup.Seen(ctx, d.store) }

// mayTravel refuses while a person has not looked at what was put back: a mistake
// would reach everybody.
func (d *Desk) mayTravel(ctx context.Context) error {
	at, held, err := backup.Held(ctx, d.store)
	if err != nil || !held {
		return err
	}
	when := at.In(d.opt.Now().Location()).Format("2006-01-02 15:04")
	return fault.New(fault.Conflict, "this kit was put back from a backup of "+when,
		"look at it, then say go on: daykit restore --go")
}

// Release says that somebody has looked at what was put back: it may be sent again.
func (d *Desk) Release(ctx context.Context) error { return backup.Release(ctx, d.store) }
