package backup_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"daykit/internal/data/backup"
	"daykit/internal/domain/fault"
)

var errCrash = errors.New("the program ended here")

// breaking is a disk that does so many things and then no more, as when the program
// ends: not even what would clean up.
type breaking struct {
	backup.Disk
	left int // calls that still work
}

func (b *breaking) step() error {
	if b.left--; b.left < 0 {
		return errCrash
	}
	return nil
}

func (b *breaking) Create(path string) (backup.File, error) {
	if err := b.step(); err != nil {
		return nil, err
	}
	f, err := b.Disk.Create(path)
	return &breakingFile{f, b}, err
}

func (b *breaking) Mkdir(path string) error {
	return b.stepThen(func() error { return b.Disk.Mkdir(path) })
}

func (b *breaking) Rename(from, to string) error {
	return b.stepThen(func() error { return b.Disk.Rename(from, to) })
}

func (b *breaking) Remove(path string) error {
	return b.stepThen(func() error { return b.Disk.Remove(path) })
}

func (b *breaking) SyncDir(path string) error {
	return b.stepThen(func() error { return b.Disk.SyncDir(path) })
}

func (b *breaking) stepThen(do func() error) error {
	if err := b.step(); err != nil {
		return err
	}
	return do()
}

type breakingFile struct {
	backup.File
	b *breaking
}

// Write writes half of what it was given when it is the last thing.
func (f *breakingFile) Write(p []byte) (int, error) {
	if err := f.b.step(); err != nil {
		n, werr := f.File.Write(p[:len(p)/2])
		return n, errors.Join(err, werr)
	}
	return f.File.Write(p)
}

func (f *breakingFile) Sync() error { return f.b.stepThen(f.File.Sync) }

// prepared is a folder with a backup of "old" and "new" in the workspace.
func prepared(t *testing.T, g *group, c *clock) (dir, file string) {
	t.Helper()
	dir = t.TempDir()
	s := newShelf(dir, g, c)
	st := open(t, s)
	picture(t, dir, "old1.jpg", "old picture")
	write(t, st, "E1", "old")
	file = filepath.Join(t.TempDir(), "old.daykit")
	must(s.Save(t.Context(), st, file))(t)
	write(t, st, "E1", "new")
	if err := os.Remove(filepath.Join(dir, "media", "old1.jpg")); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(st); err != nil {
		t.Fatal(err)
	}
	c.now = c.now.Add(time.Hour)
	return dir, file
}

// clone copies a folder.
func clone(t *testing.T, dir string) string {
	t.Helper()
	to := t.TempDir()
	if err := os.CopyFS(to, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return to
}

// TestCrashWhileRestoring ends the program at every step of a restore: the next start
// finds the old workspace or the new one, whole.
func TestCrashWhileRestoring(t *testing.T) {
	t.Parallel()
	g, c := newGroup(t), newClock()
	dir, file := prepared(t, g, c)
	outcomes := map[string]int{}
	for n := 0; ; n++ {
		at := clone(t, dir)
		s := newShelf(at, g, c)
		d := &breaking{Disk: backup.RealDisk(), left: n}
		backup.SetDisk(s, d)
		_, err := s.Restore(t.Context(), file)
		if d.left >= 0 {
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%d steps: %v", n, outcomes)
			break
		}
		if !errors.Is(err, errCrash) {
			t.Fatalf("step %d: got %v", n, err)
		}
		next := newShelf(at, g, c)
		st := open(t, next)
		got := dump(t, st)
		outcomes[got]++
		_, held, err := backup.Held(t.Context(), st)
		if err != nil || held != (got == "E1 \"old\"\n") {
			t.Errorf("step %d: %q and held %v, %v", n, got, held, err)
		}
		if _, err := os.Stat(filepath.Join(at, "media", "old1.jpg")); (err == nil) != held {
			t.Errorf("step %d: %q and its picture: %v", n, got, err)
		}
		wantTidy(t, at)
		if err := next.Close(st); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{"E1 \"old\"\n", "E1 \"new\"\n"} {
		if outcomes[want] == 0 || len(outcomes) != 2 {
			t.Errorf("got %v", outcomes)
		}
	}
}

// wantTidy wants no plain copy, no stage and nothing half written.
func wantTidy(t *testing.T, dir string) {
	t.Helper()
	for _, name := range names(t, dir) {
		if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "restoring") || strings.HasSuffix(name, ".part") {
			t.Errorf("%s was left behind", name)
		}
	}
}

// TestCrashWhileBackingUp ends the program at every step of a backup: no name is given
// to what is not whole, and the next start takes the rest away.
func TestCrashWhileBackingUp(t *testing.T) {
	t.Parallel()
	g, c := newGroup(t), newClock()
	dir, _ := prepared(t, g, c)
	for n := 0; ; n++ {
		at := clone(t, dir)
		s := newShelf(at, g, c)
		st := open(t, s)
		d := &breaking{Disk: backup.RealDisk(), left: n}
		backup.SetDisk(s, d)
		_, err := s.Make(t.Context(), st, backup.Scheduled)
		if (err == nil) != (d.left >= 0) {
			t.Fatalf("step %d: got %v", n, err)
		}
		if err := st.Close(); err != nil {
			t.Fatal(err)
		}
		next := newShelf(at, g, c)
		st = open(t, next)
		for _, b := range list(t, next) {
			if err := backup.Unpack(t.Context(), next, b.Path, t.TempDir(), g.device); err != nil {
				t.Errorf("step %d: %v", n, err)
			}
		}
		wantTidy(t, at)
		if err := st.Close(); err != nil {
			t.Fatal(err)
		}
		if d.left >= 0 {
			break
		}
	}
}

// fullDisk takes so many writes, of files and of names, and then no more.
type fullDisk struct {
	backup.Disk
	left int
}

func (f *fullDisk) take() error {
	if f.left--; f.left < 0 {
		return &os.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}
	}
	return nil
}

func (f *fullDisk) Create(path string) (backup.File, error) {
	if err := f.take(); err != nil {
		return nil, err
	}
	file, err := f.Disk.Create(path)
	return &fullFile{file, f}, err
}

func (f *fullDisk) Mkdir(path string) error { return errors.Join(f.take(), f.Disk.Mkdir(path)) }

type fullFile struct {
	backup.File
	disk *fullDisk
}

func (f *fullFile) Write(p []byte) (int, error) {
	if err := f.disk.take(); err != nil {
		n, werr := f.File.Write(p[:len(p)/2])
		return n, errors.Join(err, werr)
	}
	return f.File.Write(p)
}

func (f *fullFile) Sync() error { return errors.Join(f.disk.take(), f.File.Sync()) }

// TestFullDisk fills the disk at every write: the fault says so, and nothing is left
// behind.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	g, c := newGroup(t), newClock()
	dir, file := prepared(t, g, c)
	s := newShelf(dir, g, c)
	st := open(t, s)
	before := names(t, dir)
	for n := 0; ; n++ {
		d := &fullDisk{backup.RealDisk(), n}
		backup.SetDisk(s, d)
		_, err := s.Make(t.Context(), st, backup.Scheduled)
		if err == nil {
			if n < 5 {
				t.Errorf("a backup takes %d writes only", n)
			}
			break
		}
		wantCode(t, err, fault.Full)
		if got := names(t, dir); !slices.Equal(got, before) {
			t.Fatalf("write %d: left %v, want %v", n, got, before)
		}
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	for n := 0; ; n++ { // a restore has the same promise
		backup.SetDisk(s, &fullDisk{backup.RealDisk(), n})
		_, err := s.Restore(t.Context(), file)
		if err == nil {
			break
		}
		wantCode(t, err, fault.Full)
		backup.SetDisk(s, backup.RealDisk())
		again := open(t, s)
		if got := dump(t, again); got != "E1 \"new\"\n" && got != "E1 \"old\"\n" {
			t.Fatalf("write %d: the workspace is %q", n, got)
		}
		wantTidy(t, dir)
		if err := again.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
