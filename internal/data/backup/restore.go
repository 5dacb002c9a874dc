package backup

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"daykit/internal/data/seal"
	"daykit/internal/data/store"
	"daykit/internal/domain/fault"
)

// SettingHeld is the setting that a restored workspace has until a person has looked at
// it: the time of the backup as RFC 3339. While it is set, nothing is sent or received.
const SettingHeld = "sync.held"

// Restored says what Restore put in place.
type Restored struct {
	Time   time.Time // of the backup
	Keybag []byte    // sealed, as it was then; for a laptop that has no keys yet
	Safety string    // the path of the backup of what was there before; empty when there was nothing
	Folder string    // where the old files are, within the data folder, when they were damaged
}

// Restore puts the backup at path in the place of the workspace, which must be closed;
// open it with Open afterwards. The workspace of before is backed up first. A crash
// leaves either the one or the other. Given identities, such as that of a recovery
// sheet, open the backup; with none it must be one of this group and the keys open it.
func (s *Shelf) Restore(ctx context.Context, path string, ids ...seal.Identity) (Restored, error) {
	safety, damagedNow, err := s.safety(ctx)
	if err != nil {
		return Restored{}, fmt.Errorf("restore: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	out := Restored{Safety: safety}
	if damagedNow {
		out.Folder = s.damagedName()
	}
	if err := s.restore(ctx, path, ids, &out); err != nil {
		return Restored{}, fmt.Errorf("restore: %w", err)
	}
	return out, nil
}

func (s *Shelf) restore(ctx context.Context, path string, ids []seal.Identity, out *Restored) error {
	var group string
	if len(ids) == 0 {
		var err error
		if ids, err = s.opt.Keys.Identities(); err != nil {
			return err
		}
		id, err := s.opt.Keys.Workspace()
		if err != nil {
			return err
		}
		group = hex.EncodeToString(id[:])
	}
	err := s.stage(ctx, path, ids, func(st *store.Store, o *opened) error {
		if group != "" && o.Workspace != group {
			return fault.New(fault.Denied, "the backup is of another group", "take the recovery sheet of the group that made it")
		}
		out.Time, out.Keybag = o.Time, o.bag
		return st.SetSetting(ctx, SettingHeld, o.Time.UTC().Format(time.RFC3339))
	})
	if err != nil {
		return err
	}
	return s.putInPlace(out.Folder)
}

// safety backs up the workspace that is about to be replaced, unless there is none or
// it is beyond opening.
func (s *Shelf) safety(ctx context.Context) (path string, damagedNow bool, err error) {
	if !exists(s.path(store.FileName)) && !exists(s.path(placeName)) {
		return "", false, nil
	}
	st, _, err := s.Open(ctx)
	if err != nil {
		if isDamage(err) {
			return "", true, nil
		}
		return "", false, err
	}
	err = s.Before(ctx, st, Restoring)
	if err := errors.Join(err, st.Close()); err != nil {
		return "", false, err
	}
	list, err := s.List()
	if err != nil || len(list) == 0 {
		return "", false, err
	}
	return list[0].Path, false, nil
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
	return st.SetSetting(ctx, SettingHeld, "")
}

func stringReader(s string) *strings.Reader { return strings.NewReader(s) }
