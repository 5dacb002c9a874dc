package store_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math"
	"slices"
	"testing"

	"daykit/internal/data/faultvfs"
	"daykit/internal/data/store"
	"daykit/internal/domain/fault"
)

// stride is how many operations of the disk the test goes on by; "make faults"
// fails every one.
var stride = flag.Int("stride", 8, "TestEveryOperationFailsInTurn fails one operation in so many")

// stepsOfSweep are few, since the session is played once for each operation that
// fails and each way in which it does.
const stepsOfSweep = 8

// ways are those in which a disk fails, with the faults that a person may be told.
var ways = []struct {
	name  string
	fail  faultvfs.Failure
	codes []fault.Code
}{
	{"full", faultvfs.Failure{Ops: faultvfs.Write | faultvfs.Truncate, Full: true}, []fault.Code{fault.Full}},
	{"full after half a write", faultvfs.Failure{Ops: faultvfs.Write, Full: true, Short: true}, []fault.Code{fault.Full}},
	{"half a write", faultvfs.Failure{Ops: faultvfs.Write, Short: true}, []fault.Code{fault.Damaged}},
	{"sync", faultvfs.Failure{Ops: faultvfs.Sync}, []fault.Code{fault.Damaged}},
	{"anything", faultvfs.Failure{Ops: faultvfs.All}, []fault.Code{fault.Damaged, fault.Denied}}, // Denied: a file that cannot be opened
}

// TestEveryOperationFailsInTurn plays a session once for each operation of the
// disk and lets that one fail, or it and all after it. What was promised must be
// there when the disk is well again, and when the power is cut before that.
func TestEveryOperationFailsInTurn(t *testing.T) {
	t.Parallel()
	g := newStage(t, script(t, stepsOfSweep, 1), "_pragma=wal_autocheckpoint(12)")
	for _, way := range ways {
		for _, forever := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/forever=%v", way.name, forever), func(t *testing.T) {
				t.Parallel()
				sw := &sweep{stage: g.in(t.TempDir()), codes: way.codes}
				f := way.fail
				f.Forever, f.Nth = forever, math.MaxInt
				if err := sw.run(t.Context(), f); err != nil || sw.told > 0 { // counts the operations
					t.Fatalf("on a sound disk: %v", err)
				}
				for f.Nth = 1; sw.most >= f.Nth; f.Nth += *stride {
					if err := sw.run(t.Context(), f); err != nil {
						t.Errorf("operation %d: %v", f.Nth, err)
					}
				}
				t.Logf("%d runs for %d operations, %d gave an error", sw.runs, sw.most, sw.told)
				if sw.told == 0 {
					t.Error("nothing was told")
				}
			})
		}
	}
}

// sweep plays the session over and over on failing disks.
type sweep struct {
	*stage
	codes []fault.Code
	runs  int
	most  int // operations of a run
	told  int // runs in which the store gave an error
}

// run plays the session once.
func (sw *sweep) run(ctx context.Context, f faultvfs.Failure) error {
	d, err := faultvfs.New(nil)
	if err != nil {
		return err
	}
	d.Fail(f)
	p := &play{sweep: sw, disk: d, f: f}
	err = p.session(ctx)
	if p.failed {
		sw.told++
	}
	sw.runs++
	sw.most = max(sw.most, d.Counted())
	d.Fail(faultvfs.Failure{})
	if err == nil {
		err = p.afterwards(ctx)
	}
	return errors.Join(err, d.Close())
}

// play is one run.
type play struct {
	*sweep
	disk   *faultvfs.Disk
	f      faultvfs.Failure
	least  int  // steps that must be there
	more   int  // steps that may be there
	failed bool // the store gave an error
}

// session plays until the end, or until the disk is broken for good.
func (p *play) session(ctx context.Context) error {
	s, err := p.open(ctx, p.disk)
	if err != nil {
		if err := p.allowed(err); err != nil || p.f.Forever {
			return err
		}
		if s, err = p.open(ctx, p.disk); err != nil {
			return fmt.Errorf("open again: %w", err)
		}
	}
	err = p.playSteps(ctx, s)
	if cerr := s.Close(); cerr != nil {
		p.failed = true // it may be told here that a file cannot be closed; what was promised is looked at later
	}
	return err
}

func (p *play) playSteps(ctx context.Context, s *store.Store) error {
	for p.least < len(p.steps) {
		p.more = p.least + 1
		if err := p.steps[p.least](ctx, s); err != nil {
			if err := p.allowed(err); err != nil || p.f.Forever {
				return err
			}
			if done, err := p.stands(ctx, s); err != nil {
				return fmt.Errorf("after the failure of step %d: %w", p.least, err)
			} else if !done {
				if err := p.steps[p.least](ctx, s); err != nil {
					return fmt.Errorf("step %d again: %w", p.least, err)
				}
			}
		}
		p.least++
		p.more = p.least
		p.disk.Mark(p.least)
	}
	return nil
}

// allowed holds an error to the faults that the disk's failure may be told as. What
// was told as full is not there while the program runs (TestAFullDiskIsSaidAndPasses),
// but may be there after a new start: SQLite fills up the sector after a commit, and
// may fail at that when the commit is on the disk already.
func (p *play) allowed(err error) error {
	p.failed = true
	if !slices.Contains(p.codes, fault.CodeOf(err)) {
		return fmt.Errorf("told as %q, want one of %q: %w", fault.CodeOf(err), p.codes, err)
	}
	return nil
}

// stands reports whether a step that failed was saved nevertheless.
func (p *play) stands(ctx context.Context, s *store.Store) (bool, error) {
	at, err := p.sound(ctx, s)
	if err == nil && (at < p.least || at > p.more) {
		err = fmt.Errorf("%d steps are there, want %d to %d", at, p.least, p.more)
	}
	return at > p.least, err
}

// afterwards looks at the workspace on the disk that is well again, and as it
// would be found after a power cut at the end.
func (p *play) afterwards(ctx context.Context) error {
	if p.runs%3 == 0 {
		st := p.disk.Cut(p.disk.Moments()-1, uint64(p.f.Nth))
		if err := p.inspect(ctx, st, false); err != nil {
			return fmt.Errorf("after a power cut: %w", err)
		}
	}
	s, err := p.open(ctx, p.disk)
	if err != nil {
		return fmt.Errorf("open when the disk is well: %w", err)
	}
	if _, err := p.stands(ctx, s); err != nil {
		return errors.Join(fmt.Errorf("when the disk is well: %w", err), s.Close())
	}
	return s.Close()
}

func TestAFullDiskIsSaidAndPasses(t *testing.T) {
	t.Parallel()
	g := newStage(t, script(t, 40, 3), "_pragma=wal_autocheckpoint(20)")
	for _, spare := range []int{0, 600, 5_000, 20_000, 60_000, 150_000} {
		d, err := faultvfs.New(nil)
		if err != nil {
			t.Fatal(err)
		}
		s, err := g.open(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		d.Limit(d.Used() + spare)
		at := 0
		for ; at < len(g.steps); at++ {
			if err = g.steps[at](t.Context(), s); err != nil {
				break
			}
		}
		wantCode(t, err, fault.Full)
		for range 3 { // it stays full, and nothing is lost by trying
			wantCode(t, g.steps[at](t.Context(), s), fault.Full)
			if now, err := g.reached(t.Context(), s); err != nil || now != at {
				t.Fatalf("%d bytes spare: got %d steps, %v, want %d", spare, now, err, at)
			}
		}
		d.Limit(0)
		for i := at; i < len(g.steps); i++ { // without being started again
			if err := g.steps[i](t.Context(), s); err != nil {
				t.Fatalf("%d bytes spare: step %d when there is room: %v", spare, i, err)
			}
		}
		if now, err := g.sound(t.Context(), s); err != nil || now != len(g.steps) {
			t.Errorf("%d bytes spare: got %d steps, %v", spare, now, err)
		}
		if err := errors.Join(s.Close(), d.Close()); err != nil {
			t.Error(err)
		}
	}
}

// TestOpeningOnAFullDisk opens a workspace that was left in the middle, with all
// sizes of room that there may be.
func TestOpeningOnAFullDisk(t *testing.T) {
	t.Parallel()
	g := newStage(t, script(t, 10, 4), "")
	left := leftOpen(t, g)
	opened := 0
	for spare := 0; spare <= 60_000; spare += 4_000 {
		d, err := faultvfs.New(left)
		if err != nil {
			t.Fatal(err)
		}
		d.Limit(d.Used() + spare)
		s, err := g.open(t.Context(), d)
		if err != nil {
			wantCode(t, err, fault.Full)
			d.Limit(0)
			if s, err = g.open(t.Context(), d); err != nil {
				t.Fatalf("%d bytes spare: %v", spare, err)
			}
		} else {
			opened++
		}
		if at, err := g.sound(t.Context(), s); err != nil || at != len(g.steps) {
			t.Errorf("%d bytes spare: got %d steps, %v", spare, at, err)
		}
		if err := errors.Join(s.Close(), d.Close()); err != nil {
			t.Errorf("%d bytes spare: %v", spare, err)
		}
	}
	if opened == 0 {
		t.Error("never opened")
	}
}

// leftOpen gives the files of a workspace whose program ended without closing it.
func leftOpen(t *testing.T, g *stage) map[string][]byte {
	t.Helper()
	d, err := faultvfs.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := g.open(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	for _, do := range g.steps {
		if err := do(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	left := d.Files()
	if err := errors.Join(s.Close(), d.Close()); err != nil {
		t.Fatal(err)
	}
	if len(left[store.FileName+"-wal"]) == 0 {
		t.Fatal("nothing is left in the WAL")
	}
	return left
}
