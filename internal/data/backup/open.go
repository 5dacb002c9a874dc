package backup

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"daykit/internal/data/seal"
	"daykit/internal/data/store"
	"daykit/internal/domain/fault"
)

// Recovered says what Open did about a damaged workspace.
type Recovered struct {
	Backup Backup    // what was put in its place; its Path is empty when the workspace could be mended
	From   time.Time // what was changed after this and
	To     time.Time // up to this may be missing
	Folder string    // where the damaged files are, within the data folder
}

// Open opens the workspace. First it finishes or takes away what a crash has left. When
// the workspace is damaged, its files are moved to a folder of their own and the newest
// backup that opens takes their place; Recovered, else nil, tells about it. With no such
// backup nothing is moved, and the fault is Damaged. Other faults are those of store.Open.
func (s *Shelf) Open(ctx context.Context) (*store.Store, *Recovered, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	known, sumErr, err := s.prepare()
	if err != nil {
		return nil, nil, fmt.Errorf("open workspace: %w", told(err))
	}
	st, err := s.openSure(ctx, known)
	switch {
	case err == nil && sumErr == nil:
		return st, nil, nil
	case err != nil && !isDamage(err) && (sumErr == nil || fault.CodeOf(err) != fault.Conflict):
		return nil, nil, err // a newer workspace too, unless it is a changed byte that says so
	}
	if err == nil {
		if err := st.Close(); err != nil {
			return nil, nil, err
		}
	}
	rec, rerr := s.recover(ctx)
	if rerr == nil {
		st, err = s.openStore(ctx, s.opt.Dir, s.beforeMigrate)
		return st, rec, err
	}
	if err == nil && errors.Is(rerr, errNone) {
		return s.mend(ctx)
	}
	return nil, nil, errors.Join(cmpErr(err, sumErr), rerr)
}

// cmpErr gives the first as it is, or damage for the second.
func cmpErr(err, sumErr error) error {
	if err != nil {
		return err
	}
	return damaged(sumErr)
}

// prepare does what must come before the workspace opens, while nobody else can.
func (s *Shelf) prepare() (known bool, sumErr, err error) {
	if err := s.disk.Mkdir(s.opt.Dir); err != nil {
		return false, nil, err
	}
	release, err := store.Hold(s.opt.Dir)
	if err != nil {
		return false, nil, err
	}
	err = errors.Join(s.tidy(), s.place())
	if err == nil {
		known, err = s.checkSum()
	}
	if errors.Is(err, errSum) {
		sumErr, err = err, nil
	}
	return known, sumErr, errors.Join(err, release())
}

// openSure opens the workspace, and reads its whole log when the sum did not tell that
// all is as it was. A disk may fail to read once, so damage is looked at twice.
func (s *Shelf) openSure(ctx context.Context, known bool) (*store.Store, error) {
	st, err := s.openVerified(ctx, s.opt.Dir, s.beforeMigrate, !known)
	if err != nil && isDamage(err) {
		st, err = s.openVerified(ctx, s.opt.Dir, s.beforeMigrate, true)
	}
	return st, err
}

func (s *Shelf) openStore(ctx context.Context, dir string, before func(context.Context, func(string) error) error) (*store.Store, error) {
	o := s.opt.Store
	o.BeforeMigrate = before
	return store.Open(ctx, dir, o)
}

func (s *Shelf) openVerified(ctx context.Context, dir string, before func(context.Context, func(string) error) error, verify bool) (*store.Store, error) {
	st, err := s.openStore(ctx, dir, before)
	if err != nil || !verify {
		return st, err
	}
	if err := st.Verify(ctx); err != nil {
		return nil, errors.Join(err, st.Close())
	}
	return st, nil
}

// isDamage says whether a workspace that does not open may be damaged: the store says
// so, or nobody understands why.
func isDamage(err error) bool {
	var noCopy *noCopyError
	if errors.As(err, &noCopy) {
		return false
	}
	code := fault.CodeOf(err)
	return code == fault.Damaged || code == fault.Internal && !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded)
}

// noCopy is for a database that came out of a backup, which is the copy.
func noCopy(context.Context, func(string) error) error { return nil }

// errNone says that there is nothing to recover from.
var errNone = fault.New(fault.Damaged, "the workspace is damaged, and there is no backup that opens; nothing was changed",
	"put a backup from a memory stick in its place: daykit restore FILE")

// recover puts the newest good backup in the place of a damaged workspace.
func (s *Shelf) recover(ctx context.Context) (*Recovered, error) {
	ids, err := s.opt.Keys.Identities()
	if err != nil {
		return nil, err
	}
	list, err := s.List()
	if err != nil {
		return nil, err
	}
	for _, b := range list {
		if err := s.stage(ctx, b.Path, ids, nil); err != nil {
			if full := fault.CodeOf(err) == fault.Full; full || ctx.Err() != nil {
				return nil, err
			}
			s.opt.Log.Warn("a backup does not open", "error", err)
			continue
		}
		rec := &Recovered{Backup: b, From: b.Time, To: s.lastWrite(), Folder: s.damagedName()}
		return rec, s.putInPlace(rec.Folder)
	}
	return nil, errNone
}

// stage makes the backup at path ready to be put in place: it opens, its log is whole,
// and adapt, which may be nil, has changed it.
func (s *Shelf) stage(ctx context.Context, path string, ids []seal.Identity, adapt func(*store.Store, *opened) error) error {
	dir := s.path(stageName)
	o, err := s.unpack(ctx, path, dir, ids)
	if err != nil {
		return told(err)
	}
	st, err := s.openVerified(ctx, dir, noCopy, true)
	if err == nil && adapt != nil {
		err = adapt(st, o)
	}
	if st != nil {
		err = errors.Join(err, st.Close())
	}
	if err != nil {
		return errors.Join(err, s.disk.Remove(dir))
	}
	return nil
}

// putInPlace replaces the workspace by what is staged. The old database goes to the
// folder aside, or is replaced when that is empty.
func (s *Shelf) putInPlace(aside string) error {
	release, err := store.Hold(s.opt.Dir)
	if err != nil {
		return errors.Join(err, s.disk.Remove(s.path(stageName)))
	}
	return told(errors.Join(s.commitAside(aside), release()))
}

func (s *Shelf) commitAside(aside string) error {
	if aside != "" {
		if err := writeAll(s.disk, s.path(stageName, asideName), stringReader(aside)); err != nil {
			return err
		}
	}
	if err := s.commit(); err != nil {
		return err
	}
	return s.place()
}

// lastWrite is when the database was last written, as its files have it.
func (s *Shelf) lastWrite() time.Time {
	var last time.Time
	for _, name := range store.DataFiles()[:2] {
		if info, err := os.Stat(s.path(name)); err == nil && info.ModTime().After(last) {
			last = info.ModTime()
		}
	}
	return last.UTC()
}

// damagedName is a new folder for damaged files.
func (s *Shelf) damagedName() string {
	at := s.opt.Store.Now().UTC()
	for {
		name := "damaged-" + at.Format(fileTime)
		if !exists(s.path(name)) {
			return name
		}
		at = at.Add(time.Second)
	}
}

// mend opens a workspace whose file has changed while it was closed, but whose pages
// fit together and whose log is whole, and folds the log again. It is what remains
// when there is no backup.
func (s *Shelf) mend(ctx context.Context) (*store.Store, *Recovered, error) {
	st, err := s.openVerified(ctx, s.opt.Dir, s.beforeMigrate, true)
	if err != nil {
		return nil, nil, err
	}
	if err := st.Rebuild(ctx); err != nil {
		return nil, nil, errors.Join(err, st.Close())
	}
	now := s.lastWrite()
	return st, &Recovered{From: now, To: now}, nil
}
