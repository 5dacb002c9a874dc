package backup

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"daykit/internal/data/seal"
	"daykit/internal/data/store"
)

const (
	every      = 30 * time.Minute // between scheduled backups
	clockSlack = 5 * time.Minute  // a backup later than now by more was made by a wrong clock

	settingMark = "backup.mark" // store.Mark as the last backup has it
)

// Due says whether something changed since the newest backup and that one is older
// than 30 minutes. A workspace in which nobody has worked needs none.
func (s *Shelf) Due(ctx context.Context, st *store.Store) (bool, error) {
	return s.wants(ctx, st, every)
}

// wants says whether something changed and no backup is younger than age.
func (s *Shelf) wants(ctx context.Context, st *store.Store, age time.Duration) (bool, error) {
	list, err := s.List()
	if err != nil {
		return false, err
	}
	now := s.opt.Store.Now()
	for _, b := range list {
		switch old := now.Sub(b.Time); {
		case old < -clockSlack:
			continue
		case age > 0 && old < age:
			return false, nil
		}
		return s.changed(ctx, st)
	}
	mark, err := st.Mark(ctx)
	return mark != "", err
}

func (s *Shelf) changed(ctx context.Context, st *store.Store) (bool, error) {
	mark, err := st.Mark(ctx)
	if err != nil {
		return false, err
	}
	last, err := st.Setting(ctx, settingMark)
	return mark != last, err
}

// Make adds a rolling backup, and takes away those that Keep does not choose. It gives
// a Full fault when there is no room, and then leaves nothing behind.
func (s *Shelf) Make(ctx context.Context, st *store.Store, reason Reason) (Backup, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.adopt(ctx); err != nil {
		return Backup{}, err
	}
	mark, err := st.Mark(ctx) // before the copy: what comes between is in the next backup too
	if err != nil {
		return Backup{}, err
	}
	b, err := s.roll(ctx, func(path string) error { return st.CopyTo(ctx, path) }, reason)
	if err != nil {
		return Backup{}, err
	}
	if err := st.SetSetting(ctx, settingMark, mark); err != nil {
		return Backup{}, err
	}
	return b, nil
}

func (s *Shelf) roll(ctx context.Context, copyTo func(path string) error, reason Reason) (Backup, error) {
	path, at := s.freeName(s.opt.Store.Now())
	b, err := s.make(ctx, copyTo, path, kept{at, s.opt.Program, reason})
	if err != nil {
		return Backup{}, fmt.Errorf("make a backup: %w", err)
	}
	s.prune()
	return b, nil
}

// prune takes away what is not kept. A file that cannot be removed now is tried again
// with the next backup, which must not fail for it.
func (s *Shelf) prune() {
	list, err := s.List()
	if err != nil {
		s.opt.Log.Warn("backups not counted", "error", err)
		return
	}
	times := make([]time.Time, 0, len(list))
	for _, b := range list {
		times = append(times, b.Time)
	}
	stays := map[time.Time]bool{}
	for _, at := range Keep(times, s.opt.Store.Now()) {
		stays[at] = true
	}
	for _, b := range list {
		if stays[b.Time] {
			continue
		}
		if err := s.disk.Remove(b.Path); err != nil {
			s.opt.Log.Warn("an old backup stays", "error", err)
		}
	}
}

// Before makes a backup before something that could harm the workspace, unless the
// newest holds all that is in it. Before a sync one of the last half hour will do.
func (s *Shelf) Before(ctx context.Context, st *store.Store, reason Reason) error {
	age := time.Duration(0)
	if reason == Sync {
		age = every
	}
	if wants, err := s.wants(ctx, st, age); err != nil || !wants {
		return err
	}
	_, err := s.Make(ctx, st, reason)
	return err
}

// Save writes a backup to a file of a person's choice, such as on a memory stick.
func (s *Shelf) Save(ctx context.Context, st *store.Store, path string) (Backup, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := s.opt.Store.Now().UTC().Truncate(time.Second)
	copyTo := func(to string) error { return st.CopyTo(ctx, to) }
	b, err := s.make(ctx, copyTo, path, kept{at, s.opt.Program, Asked})
	if err != nil {
		return Backup{}, fmt.Errorf("save a backup: %w", err)
	}
	return b, nil
}

// beforeMigrate is store.Options.BeforeMigrate: a rolling backup of the database before
// its tables change. While the keys are locked a plain copy has to do, until adopt.
func (s *Shelf) beforeMigrate(ctx context.Context, copyTo func(path string) error) error {
	if _, err := s.opt.Keys.Identities(); errors.Is(err, seal.ErrNoKey) { // ErrLocked is one too
		return store.ErrPlain
	}
	if _, err := s.roll(ctx, copyTo, Migration); err != nil {
		return &noCopyError{err}
	}
	return nil
}

// adopt makes backups of the plain copies that were left before a migration.
func (s *Shelf) adopt(ctx context.Context) error {
	plain, err := store.PlainCopies(s.opt.Dir)
	if err != nil {
		return err
	}
	for _, path := range plain {
		if _, err := s.roll(ctx, func(to string) error { return s.copyFile(path, to) }, Migration); err != nil {
			return err
		}
		if err := s.disk.Remove(path); err != nil {
			return told(err)
		}
	}
	return nil
}

func (s *Shelf) copyFile(from, to string) error {
	f, err := os.Open(from)
	if err != nil {
		return store.Fault(err)
	}
	defer f.Close()
	return writeAll(s.disk, to, f)
}

// noCopyError says that a workspace did not open because it could not be backed up,
// which says nothing against the workspace.
type noCopyError struct{ err error }

func (e *noCopyError) Error() string { return e.err.Error() }

func (e *noCopyError) Unwrap() error { return e.err }
