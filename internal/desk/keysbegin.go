package desk

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"daykit/internal/data/keys"
	"daykit/internal/data/store"
	"daykit/internal/data/sync"
	"daykit/internal/domain/fault"
)

// begin gives an empty workspace other keys: those of a group that this laptop joins.
// The empty database goes, since it was made for the keys that were drawn at its first
// start; should the laptop stop half-way, the next start makes another. After is called
// on the new workspace.
func begin(ctx context.Context, opt Options, take func(*keys.Vault) error, after func(*Desk) error) error {
	return beginOnline(ctx, opt, nil, take, after)
}

// beginOnline is begin with keys that a server has: reach, which may be nil, fetches
// them and makes this laptop a member, which it stays.
func beginOnline(ctx context.Context, opt Options, reach func(*Desk) error, take func(*keys.Vault) error, after func(*Desk) error) error {
	d, err := Open(ctx, opt)
	if err != nil {
		return err
	}
	carried, err := d.blankSettings(ctx, reach)
	if err := errors.Join(err, d.Close()); err != nil {
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
	if err = d.store.SetSettings(ctx, carried); err == nil {
		err = after(d)
	}
	return errors.Join(err, d.Close())
}

// blankSettings gives what a blank workspace hands on to the one that takes its place.
func (d *Desk) blankSettings(ctx context.Context, reach func(*Desk) error) (map[string]string, error) {
	if err := d.mustBeBlank(ctx); err != nil {
		return nil, err
	}
	carried := map[string]string{}
	if reach != nil {
		if err := reach(d); err != nil {
			return nil, err
		}
		var err error
		if carried, err = sync.Carried(ctx, d.store); err != nil {
			return nil, err
		}
	}
	locale, err := d.store.Setting(ctx, settingLocale)
	if locale != "" {
		carried[settingLocale] = locale
	}
	if err := errors.Join(err, d.carryPacks(ctx, carried)); err != nil {
		return nil, err
	}
	return carried, err
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
	answers, err := d.answers(ctx)
	if err != nil {
		return err
	}
	if len(evs) > 0 || c.Waiting+c.Withheld > answers {
		return fault.New(fault.Conflict, "this laptop has events of its own, which other keys would not open", "use another data folder")
	}
	return nil
}
