package store_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"daykit/internal/data/faultvfs"
	"daykit/internal/data/store"
)

// cuts is how often the power is cut; "make powercut" asks for many more.
var cuts = flag.Int("cuts", 150, "states of the disk after a power cut that TestPowerCut looks at")

const (
	cutsOfOneSession = 250
	stepsOfSession   = 60
)

// ends counts how workspaces were found after a power cut.
type ends struct {
	states, lost, damaged atomic.Int64
	first                 sync.Once
	example               error // of what was not as it must be
	files                 map[string][]byte
}

// perform plays the session on a disk, in several launches, and marks on the
// disk what was promised.
func (g *stage) perform(ctx context.Context, d *faultvfs.Disk) error {
	const launches = 3
	for from := 0; from < len(g.steps); from += len(g.steps) / launches {
		s, err := g.open(ctx, d)
		if err != nil {
			return err
		}
		for i := from; i < from+len(g.steps)/launches; i++ {
			if err := g.steps[i](ctx, s); err != nil {
				return errors.Join(fmt.Errorf("step %d: %w", i, err), s.Close())
			}
			d.Mark(i + 1)
		}
		if err := s.Close(); err != nil {
			return err
		}
	}
	return nil
}

// errLost says that a promise was not kept.
var errLost = errors.New("lost what was promised")

// inspect opens a workspace after a power cut, looks whether it is whole and
// holds what was promised and no half of anything, and goes on with it.
func (g *stage) inspect(ctx context.Context, st faultvfs.State, rebuild bool) error {
	d, err := faultvfs.New(st.Files)
	if err != nil {
		return err
	}
	s, err := g.open(ctx, d)
	if err == nil {
		err = errors.Join(g.goOn(ctx, s, st.Mark, rebuild), s.Close())
	}
	return errors.Join(err, d.Close())
}

// goOn looks at an open workspace of which so many steps were promised; one more
// may have been under way. Then it does the next step.
func (g *stage) goOn(ctx context.Context, s *store.Store, promised int, rebuild bool) error {
	at, err := g.sound(ctx, s)
	switch {
	case err != nil:
		return err
	case at < promised:
		return fmt.Errorf("%w: %d steps of %d are there", errLost, at, promised)
	case at > promised+1:
		return fmt.Errorf("%d steps are there, although only %d were promised", at, promised)
	}
	if rebuild {
		if err := s.Rebuild(ctx); err != nil {
			return err
		}
	}
	if at < len(g.steps) {
		if err := g.steps[at](ctx, s); err != nil {
			return fmt.Errorf("go on: %w", err)
		}
		at++
	}
	now, err := g.sound(ctx, s)
	if err == nil && now != at {
		err = fmt.Errorf("%d steps are there, want %d", now, at)
	}
	if err != nil {
		return fmt.Errorf("after going on: %w", err)
	}
	return nil
}

// sound says after how many steps the workspace stands, which is whole.
func (g *stage) sound(ctx context.Context, s *store.Store) (int, error) {
	if err := store.Check(ctx, s); err != nil {
		return 0, err
	}
	at, err := g.reached(ctx, s)
	if err == nil && at < 0 {
		err = errors.New("it is not as it was after any step")
	}
	return at, err
}

// cut plays sessions and cuts their power n times in all.
func cut(t *testing.T, n int, more string) *ends {
	t.Helper()
	e := &ends{}
	for session := 0; session*cutsOfOneSession < n; session++ {
		checkpoint := []int{8, 20, 60, 1000}[session%4] // pages; 1000 is SQLite's own
		g := newStage(t, script(t, stepsOfSession, session), fmt.Sprintf("_pragma=wal_autocheckpoint(%d)&%s", checkpoint, more))
		d, err := faultvfs.New(nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := g.perform(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		g.cutSession(t, d, session, min(cutsOfOneSession, n-session*cutsOfOneSession), e)
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}
	return e
}

func (g *stage) cutSession(t *testing.T, d *faultvfs.Disk, session, n int, e *ends) {
	t.Helper()
	workers := runtime.GOMAXPROCS(0)
	var all sync.WaitGroup
	for w := range workers {
		own := g.in(filepath.Join(t.TempDir(), fmt.Sprint(w)))
		all.Go(func() {
			for i := w; i < n; i += workers {
				seed := session*cutsOfOneSession + i
				moment := seed * 7919 % d.Moments()
				st := d.Cut(moment, uint64(seed))
				e.note(own.inspect(t.Context(), st, i%8 == 0), st)
			}
		})
	}
	all.Wait()
}

func (e *ends) note(err error, st faultvfs.State) {
	e.states.Add(1)
	switch {
	case err == nil:
		return
	case errors.Is(err, errLost):
		e.lost.Add(1)
	default:
		e.damaged.Add(1)
	}
	e.first.Do(func() { e.example, e.files = err, st.Files })
}

// tell makes the test fail by its first example and keeps the files, since a
// session is never quite the same twice: see ArtifactDir for where they go.
func (e *ends) tell(t *testing.T) {
	t.Helper()
	dir := t.ArtifactDir()
	for name, b := range e.files {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Error(err)
		}
	}
	t.Error(e.example)
}

func TestPowerCut(t *testing.T) {
	t.Parallel()
	e := cut(t, *cuts, "")
	t.Logf("%d states after a power cut: %d damaged, %d lost what was promised", e.states.Load(), e.damaged.Load(), e.lost.Load())
	if e.damaged.Load()+e.lost.Load() > 0 {
		e.tell(t)
	}
}

// TestPowerCutFindsWhatIsLost holds the test above to its purpose: with a sync
// at each checkpoint only, it must find promises that were not kept.
func TestPowerCutFindsWhatIsLost(t *testing.T) {
	t.Parallel()
	e := cut(t, 100, "_pragma=synchronous(NORMAL)")
	t.Logf("%d states with synchronous=NORMAL: %d damaged, %d lost what was promised", e.states.Load(), e.damaged.Load(), e.lost.Load())
	if e.lost.Load() == 0 {
		t.Error("found nothing lost")
	}
	if e.damaged.Load() > 0 {
		e.tell(t)
	}
}
