package backup

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/data/store"
	"daykit/internal/domain/fault"
)

// SettingHeld is the setting that a restored workspace has until a person has looked at
// it: the time of the backup as RFC 3339. While it is set, nothing is sent or received.
const SettingHeld = "sync.held"

// settingHeldFile is the name of the backup, without folders; gone with SettingHeld.
const settingHeldFile = "backup.held-file"

// Restored says what Restore put in place.
type Restored struct {
	Time   time.Time // of the backup
	Keybag []byte    // sealed, as it was then; for a laptop that has no keys yet
	Safety string    // the path of the backup of what was there before; empty when there was nothing
	Folder string    // where the old files are, within the data folder, when they were damaged
}

// Restore puts the backup at path in the place of the workspace, which must be closed;
// open it with Open afterwards. The workspace of before is backed up first, and what was
// erased from it is erased from the backup too. A crash leaves either the one or the
// other; when ctx ends before that, nothing has changed. Given identities, such as that of a recovery sheet, open the backup; with none
// it must be one of this group, and the keys of this laptop open it.
func (s *Shelf) Restore(ctx context.Context, path string, ids ...seal.Identity) (Restored, error) {
	was, err := s.safety(ctx)
	if err != nil {
		return Restored{}, fmt.Errorf("restore: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	out := Restored{Safety: was.safety}
	if was.damaged {
		out.Folder = s.damagedName()
	}
	from := source{path: path, ids: ids, bySheet: len(ids) > 0, progress: s.opt.Progress}
	if err := s.restore(ctx, from, was.erased, &out); err != nil {
		return Restored{}, fmt.Errorf("restore: %w", err)
	}
	return out, nil
}

func (s *Shelf) restore(ctx context.Context, from source, erased []oplog.Entity, out *Restored) error {
	own := ""
	if !from.bySheet {
		var err error
		if from.ids, err = s.opt.Keys.Identities(); err != nil {
			return err
		}
		id, err := s.opt.Keys.Workspace()
		if err != nil {
			return err
		}
		own = hex.EncodeToString(id[:])
	}
	err := s.stage(ctx, from, func(st *store.Store, o *opened) error {
		if own != "" {
			if o.Workspace != own {
				return fault.New(fault.Denied, "the backup is of another group", "take the recovery sheet of the group that made it")
			}
			if _, err := st.EraseAll(ctx, erased...); err != nil {
				return err
			}
		}
		out.Time, out.Keybag = o.Time, o.bag
		return st.SetSettings(ctx, map[string]string{
			SettingHeld: o.Time.UTC().Format(time.RFC3339), settingHeldFile: filepath.Base(from.path), settingMended: "",
		})
	})
	if err != nil {
		return err
	}
	from.tell(Progress{Step: StepPlace, Final: true})
	return s.putInPlace(out.Folder)
}

// before is what Restore knows of the workspace that it replaces.
type before struct {
	safety  string         // the path of its backup
	damaged bool           // it is beyond opening
	erased  []oplog.Entity // from it, for good
}

// safety backs up the workspace that is about to be replaced, unless there is none or
// it is beyond opening.
func (s *Shelf) safety(ctx context.Context) (before, error) {
	if !exists(s.path(store.FileName)) && !exists(s.path(placeName)) {
		_, _, err := s.prepare(ctx)
		return before{}, told(err)
	}
	st, _, err := s.Open(ctx)
	if err != nil {
		if isDamage(err) {
			return before{damaged: true}, nil
		}
		return before{}, err
	}
	source{progress: s.opt.Progress}.tell(Progress{Step: StepSave})
	var was before
	err = s.Before(ctx, st, Restoring)
	if err == nil {
		was.erased, err = st.Erased(ctx)
	}
	if err := errors.Join(err, st.Close()); err != nil {
		return before{}, err
	}
	list, err := s.List()
	if err == nil && len(list) > 0 {
		was.safety = list[0].Path
	}
	return was, err
}

// HeldFile gives the name, without folders, of the backup that a workspace was put back
// from, while a person still has to look at it; empty where it is not known.
func HeldFile(ctx context.Context, st *store.Store) (string, error) {
	return st.Setting(ctx, settingHeldFile)
}

// Held gives the time of the backup that a workspace was put back from, and whether a
// person still has to look at it.
func Held(ctx context.Context, st *store.Store) (time.Time, bool, error) {
	v, err := st.Setting(ctx, SettingHeld)
	if err != nil || v == "" {
		return time.Time{}, false, err
	}
	at, err := time.Parse(time.RFC3339, v)
	if err != nil {
		return time.Time{}, true, nil //nolint:nilerr // held all the same
	}
	return at, true, nil
}

// Release says that a person has looked at a restored workspace: it may sync again.
func Release(ctx context.Context, st *store.Store) error {
	return st.SetSettings(ctx, map[string]string{SettingHeld: "", settingHeldFile: ""})
}
