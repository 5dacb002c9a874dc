package desk

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"daykit/internal/data/store"
	"daykit/internal/domain/fault"
)

// begin gives an empty workspace other keys: those of a group that this laptop joins.
// The empty database goes, since it was made for the keys that were drawn at its first
// start; should the laptop stop half-way, the next start makes another. After is called
// on the new workspace.
func begin(ctx context.Context, opt Options, take func(*vault) error, after func(*Desk) error) error {
	d, err := Open(ctx, opt)
	if err != nil {
		return err
	}
	locale, err := d.store.Setting(ctx, settingLocale)
	if err := errors.Join(err, d.mustBeBlank(ctx), d.Close()); err != nil {
		return err
	}
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(filepath.Join(d.opt.Dir, store.FileName+suffix)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fileFault(err, store.FileName)
		}
	}
	if err := take(d.vault); err != nil {
		return err
	}
	d, err = Open(ctx, opt)
	if err != nil {
		return err
	}
	if locale != "" {
		err = d.SetLocale(ctx, locale)
	}
	return errors.Join(err, after(d), d.Close())
}

// mustBeBlank refuses a workspace in which somebody has worked.
func (d *Desk) mustBeBlank(ctx context.Context) error {
	evs, err := d.events(ctx)
	if err != nil {
		return err
	}
	c, err := d.store.Counts(ctx)
	if err != nil {
		return err
	}
	if len(evs) > 0 || c.Waiting+c.Withheld > 0 {
		return fault.New(fault.Conflict, "this laptop has events of its own, which other keys would not open", "use another data folder")
	}
	return nil
}
