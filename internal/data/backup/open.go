package backup

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"daykit/internal/data/seal"
	"daykit/internal/data/store"
	"daykit/internal/domain/fault"
)

// Open opens the workspace. First it finishes or takes away what a crash has left. When
// the workspace is damaged, its files are moved to a folder of their own and the newest
// backup that opens takes their place; Recovered, else nil, tells about it. With no such
// backup nothing is moved, and the fault is Damaged. Other faults are those of store.Open.
func (s *Shelf) Open(ctx context.Context) (*store.Store, *Recovered, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	known, sumErr, err := s.prepare(ctx)
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
		st, err = store.Open(ctx, s.opt.Dir, s.options())
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
func (s *Shelf) prepare(ctx context.Context) (known bool, sumErr, err error) {
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
	if err == nil && s.opt.Ready != nil {
		err = s.opt.Ready(ctx)
	}
	return known, sumErr, errors.Join(err, release())
}

// openSure opens the workspace, and reads its whole log when the sum did not tell that
// all is as it was. A disk may fail to read once, so damage is looked at twice.
func (s *Shelf) openSure(ctx context.Context, known bool) (*store.Store, error) {
	st, err := openVerified(ctx, s.opt.Dir, s.options(), !known)
	if err != nil && isDamage(err) {
		st, err = openVerified(ctx, s.opt.Dir, s.options(), true)
	}
	return st, err
}

// options are those of the workspace itself.
func (s *Shelf) options() store.Options {
	o := s.opt.Store
	o.BeforeMigrate = s.beforeMigrate
	return o
}

// copyOptions are those of a database that came out of a backup, which is its copy. One
// that a sheet opens may be of a group whose keys are not here yet, but they are in its
// keybag.
func (s *Shelf) copyOptions(from source, bag []byte) store.Options {
	o := s.opt.Store
	o.BeforeMigrate = func(context.Context, func(string) error) error { return nil }
	if !from.bySheet {
		return o
	}
	o.Sealer, o.Keys = store.Locked{}, nil
	for _, id := range from.ids {
		if opened, err := seal.OpenKeybag(bag, id, "", s.opt.Store.Rand); err == nil {
			o.Sealer = opened.Keys
		}
	}
	return o
}

func openVerified(ctx context.Context, dir string, o store.Options, verify bool) (*store.Store, error) {
	st, err := store.Open(ctx, dir, o)
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
		rec := &Recovered{Backup: b, From: b.Time, To: s.lastWrite(), Folder: s.damagedName()}
		if err := s.stage(ctx, source{path: b.Path, ids: ids}, func(st *store.Store, _ *opened) error {
			return keepMended(ctx, st, rec)
		}); err != nil {
			if full := fault.CodeOf(err) == fault.Full; full || ctx.Err() != nil {
				return nil, err
			}
			s.opt.Log.Warn("a backup does not open", "error", err)
			continue
		}
		return rec, s.putInPlace(rec.Folder)
	}
	return nil, errNone
}

// source is a backup and what opens it.
type source struct {
	path    string
	ids     []seal.Identity
	bySheet bool // they are not this laptop's own

	progress func(Progress) // nil means that nobody waits
}

func (f source) tell(p Progress) {
	if f.progress != nil {
		f.progress(p)
	}
}

// stage makes a backup ready to be put in place: it opens, its log is whole, and adapt,
// which may be nil, has changed it.
func (s *Shelf) stage(ctx context.Context, from source, adapt func(*store.Store, *opened) error) error {
	dir := s.path(stageName)
	o, err := s.unpack(ctx, from, dir)
	if err != nil {
		return told(err)
	}
	from.tell(Progress{Step: StepCheck})
	st, err := openVerified(ctx, dir, s.copyOptions(from, o.bag), true)
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
		if err := writeAll(s.disk, s.path(stageName, asideName), strings.NewReader(aside)); err != nil {
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
	st, err := openVerified(ctx, s.opt.Dir, s.options(), true)
	if err != nil {
		return nil, nil, err
	}
	if err := st.Rebuild(ctx); err != nil {
		return nil, nil, errors.Join(err, st.Close())
	}
	now := s.lastWrite()
	rec := &Recovered{From: now, To: now}
	if err := keepMended(ctx, st, rec); err != nil {
		return nil, nil, errors.Join(err, st.Close())
	}
	return st, rec, nil
}
