package desktop

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"daykit/internal/desk"
	"daykit/internal/domain/event"
)

// anew closes the workspace for do, which changes the files that it lies in until ctx
// ends, and opens it again. The page is told that everything may have changed.
func (d *Desk) anew(ctx context.Context, passphrase string, do func(ctx context.Context, opt desk.Options) error) (err error) {
	defer d.guard(&err)
	opt := d.opt
	opt.Passphrase = passphrase
	err = d.opened.anew(
		func() error { return do(ctx, opt) },
		func() (*desk.Desk, error) { return d.reopen(opt) },
	)
	d.shell.changed("")
	return err
}

// reopen opens the workspace without a passphrase that does not fit what was put back.
func (d *Desk) reopen(opt desk.Options) (*desk.Desk, error) {
	kit, err := desk.Open(d.window, opt)
	if err != nil && opt.Passphrase != "" {
		return desk.Open(d.window, d.opt)
	}
	return kit, err
}

// anewIfUnused is anew for do that wants an empty workspace. The sample event, which
// a first start lays out, is no work of anybody's: while nobody has touched it, the
// folder counts as empty, and what is in it is put aside.
func (d *Desk) anewIfUnused(do func(ctx context.Context, opt desk.Options) error) error {
	unused, err := read(d, untouched)
	if err != nil {
		return err
	}
	if !unused {
		return d.anew(d.window, "", do)
	}
	return d.anew(d.window, "", func(ctx context.Context, opt desk.Options) error {
		back, err := putAside(opt.Dir)
		if err != nil {
			return err
		}
		if err := do(ctx, opt); err != nil {
			return errors.Join(err, back())
		}
		return nil
	})
}

// labelSample is of the act that ends the laying out of the sample.
const labelSample = "guests"

// untouched says whether nothing is in a workspace but the sample as it was laid out.
func untouched(ctx context.Context, kit *desk.Desk) (bool, error) {
	events, err := kit.Events(ctx)
	if err != nil || len(events) != 1 {
		return false, err
	}
	st, err := kit.State(ctx)
	if err != nil || st.Joined {
		return false, err
	}
	view, err := kit.Event(ctx, events[0].ID)
	if err != nil {
		return false, err
	}
	sheet, err := kit.Keys(ctx)
	if err != nil {
		return false, err
	}
	changed := view.CanUndo != labelSample || view.CanRedo != "" || view.Published
	met := view.Attendance.Arrived+view.Attendance.WalkIns > 0
	return isSample(view) && !changed && !met && sheet.Sheet.Number == 0 && sheet.Devices <= 1, nil
}

func isSample(view desk.EventView) bool {
	var sample event.Event
	if err := json.NewDecoder(desk.SampleEvent()).Decode(&sample); err != nil {
		return false
	}
	return sample.Title["en"] == view.Doc.Title["en"] && sample.Group == view.Doc.Group
}

// asidePrefix begins the name of a folder in which what was put aside lies.
const asidePrefix = "before-"

// putAside moves what is in a data folder into a folder of its own there, and gives
// the function that moves it back.
func putAside(dir string) (back func() error, err error) {
	aside, err := os.MkdirTemp(dir, asidePrefix)
	if err != nil {
		return nil, unwritable(err)
	}
	if err := moveAll(dir, aside); err != nil {
		return nil, errors.Join(err, moveAll(aside, dir))
	}
	return func() error {
		failed, err := os.MkdirTemp(dir, asidePrefix)
		if err != nil {
			return fmt.Errorf("make a folder: %w", err)
		}
		return errors.Join(moveAll(dir, failed), moveAll(aside, dir))
	}, nil
}

// moveAll moves what is in one folder into another, but for what was put aside.
func moveAll(from, to string) error {
	entries, err := os.ReadDir(from)
	if err != nil {
		return fmt.Errorf("read a folder: %w", err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), asidePrefix) {
			continue
		}
		if err := os.Rename(filepath.Join(from, e.Name()), filepath.Join(to, e.Name())); err != nil {
			return fmt.Errorf("move a file: %w", err)
		}
	}
	return nil
}
