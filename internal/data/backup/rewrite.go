package backup

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"daykit/internal/data/store"
	"daykit/internal/domain/fault"
)

// pendingName is a file among the backups: what is to be erased from all of them. It is
// written first and taken away last, so that a crash between is made good by Resume.
const pendingName = "erasures.json"

// Erasure names what was erased.
type Erasure struct {
	Entity string `json:"entity"`
	ID     string `json:"id"` // opaque, never a name
}

// Erase is how an entity is erased from an open workspace.
type Erase func(ctx context.Context, st *store.Store, e Erasure) error

// Rewrite erases what was erased from the workspace from each rolling backup too: each
// is opened, erased in, written anew without what was deleted, and sealed to the
// recipients of today. A backup that does not open is left as it is and named in the
// error; after any error Resume goes on.
func (s *Shelf) Rewrite(ctx context.Context, erase Erase, es ...Erasure) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	pending, err := s.pending()
	if err != nil {
		return err
	}
	if pending = append(pending, es...); len(pending) == 0 {
		return nil
	}
	if err := s.keepPending(pending); err != nil {
		return told(err)
	}
	list, err := s.List()
	if err != nil {
		return err
	}
	var errs []error
	for _, b := range list {
		if err := s.rewrite(ctx, b, erase, pending); err != nil {
			errs = append(errs, fmt.Errorf("erase from the backup %s: %w", filepath.Base(b.Path), err))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return err
	}
	return told(errors.Join(s.disk.Remove(s.path(folder, pendingName)), s.disk.SyncDir(s.path(folder))))
}

// Resume does what an earlier Rewrite could not finish.
func (s *Shelf) Resume(ctx context.Context, erase Erase) error { return s.Rewrite(ctx, erase) }

func (s *Shelf) pending() ([]Erasure, error) {
	b, err := os.ReadFile(s.path(folder, pendingName))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, store.Fault(err)
	}
	var es []Erasure
	if err := json.Unmarshal(b, &es); err != nil {
		return nil, fault.Wrap(err, fault.Damaged, "the list of what to erase from backups does not read back", "erase it again")
	}
	return es, nil
}

func (s *Shelf) keepPending(es []Erasure) error {
	b, err := json.Marshal(es)
	if err != nil {
		return err
	}
	path := s.path(folder, pendingName)
	if err := s.disk.Mkdir(s.path(folder)); err != nil {
		return err
	}
	if err := writeAll(s.disk, path+partial, strings.NewReader(string(b))); err != nil {
		return errors.Join(err, s.disk.Remove(path+partial))
	}
	return errors.Join(s.disk.Rename(path+partial, path), s.disk.SyncDir(s.path(folder)))
}

func (s *Shelf) rewrite(ctx context.Context, b Backup, erase Erase, es []Erasure) error {
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
	err = s.stage(ctx, b.Path, ids, func(st *store.Store, o *opened) error {
		k = kept{o.Time, o.Program, o.Reason}
		for _, e := range es {
			if err := erase(ctx, st, e); err != nil {
				return err
			}
		}
		return st.CopyTo(ctx, clean)
	})
	if err == nil {
		err = store.CheckFile(ctx, clean)
	}
	if err == nil {
		_, err = s.seal(content{clean, filepath.Join(dir, media)}, b.Path, k)
	}
	return told(errors.Join(err, s.disk.Remove(dir), s.disk.Remove(tmp)))
}
