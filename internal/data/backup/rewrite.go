package backup

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
)

// settingErased is a hash over what is erased from every rolling backup too. It is
// written last, so that Rewrite does again what a crash has cut short.
const settingErased = "backup.erased"

// Rewrite erases what was erased from the workspace, here or on another laptop, from
// each rolling backup too: each that may still hold it is opened, erased in, written
// anew without what was deleted, and sealed to the recipients of today. It does nothing
// when nothing was erased since it last came to its end. A backup that does not open is
// left as it is and named in the error.
func (s *Shelf) Rewrite(ctx context.Context, st *store.Store) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	gone, err := st.Erased(ctx)
	if err != nil || len(gone) == 0 {
		return err
	}
	mark := markOf(gone)
	if done, err := st.Setting(ctx, settingErased); err != nil || done == mark {
		return err
	}
	list, err := s.List()
	if err != nil {
		return err
	}
	var errs []error
	for _, b := range list {
		if err := s.rewrite(ctx, b, gone); err != nil {
			errs = append(errs, fmt.Errorf("erase from the backup %s: %w", filepath.Base(b.Path), err))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	return st.SetSetting(ctx, settingErased, mark)
}

func markOf(gone []oplog.Entity) string {
	h := sha256.New()
	for _, e := range gone {
		fmt.Fprintf(h, "%q %q\n", e.Kind, e.ID)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// rewrite erases from one backup, unless all of it was gone when that was made.
func (s *Shelf) rewrite(ctx context.Context, b Backup, gone []oplog.Entity) error {
	ids, err := s.opt.Keys.Identities()
	if err != nil {
		return err
	}
	dir, tmp := s.path(stageName), s.path(tempName)
	if err := errors.Join(s.disk.Remove(tmp), s.disk.Mkdir(tmp)); err != nil {
		return told(err)
	}
	clean := filepath.Join(tmp, store.FileName)
	var k kept
	err = s.stage(ctx, source{path: b.Path, ids: ids}, func(st *store.Store, o *opened) error {
		k = kept{o.Time, o.Program, o.Reason}
		was, err := st.Erased(ctx)
		if err != nil {
			return err
		}
		left := slices.DeleteFunc(slices.Clone(gone), func(e oplog.Entity) bool { return slices.Contains(was, e) })
		if len(left) == 0 {
			return nil
		}
		if _, err := st.EraseAll(ctx, left...); err != nil {
			return err
		}
		return st.CopyTo(ctx, clean)
	})
	if err == nil && exists(clean) {
		if err = store.CheckFile(ctx, clean); err == nil {
			_, err = s.seal(content{clean, filepath.Join(dir, media)}, b.Path, k)
		}
	}
	return told(errors.Join(err, s.disk.Remove(dir), s.disk.Remove(tmp)))
}
