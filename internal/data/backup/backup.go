// Package backup makes whole copies of a workspace, sealed, on a schedule and before
// anything that could harm it; it reads each back, puts one in place again when it is
// asked to or when the workspace is damaged, and takes an erased person out of all.
//
// A backup appears under its name only when it is whole and was read back. Replacing
// a workspace is one rename that either has happened or not: after a crash the next
// Open finishes what was begun. Nothing that is damaged is ever deleted.
package backup

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"daykit/internal/data/seal"
	"daykit/internal/data/store"
)

// Keys are what a workspace's backups are sealed to and opened with. Each method may
// give seal.ErrLocked; then nothing is backed up until the keys are there again.
type Keys interface {
	Workspace() (seal.WorkspaceID, error)
	Recipients() ([]string, error) // of each device that may read all, and of the recovery sheet
	Keybag() ([]byte, error)       // sealed, as it lies on this laptop
	Identities() ([]seal.Identity, error)
}

// Options are what a Shelf takes from outside. All fields but Ready and Progress must be set.
type Options struct {
	Dir     string // the data folder
	Program string // the version of this program
	Keys    Keys
	Store   store.Options // BeforeMigrate is the shelf's own
	Log     *slog.Logger

	// Ready is called by Open and Restore while the data folder is this program's alone
	// and before the workspace is opened: the moment to load the keys, or to make them.
	Ready func(ctx context.Context) error

	// Progress hears how far a Restore is, on its goroutine; it may be nil.
	Progress func(Progress)
}

// Reason is why a backup was made.
type Reason string

// The reasons.
const (
	Scheduled Reason = "schedule"
	Asked     Reason = "asked"
	Import    Reason = "import"
	Sync      Reason = "sync"
	Migration Reason = "migration"
	Update    Reason = "update"
	Merge     Reason = "merge"
	Restoring Reason = "restore"
)

// Backup is one whole copy of a workspace.
type Backup struct {
	Path    string
	Time    time.Time // when it was made, to the second
	Size    int64     // in bytes
	Missing []string  // pictures that could not be read when it was made
}

const (
	folder   = "backups" // within the data folder
	suffix   = ".daykit"
	partial  = ".part" // what is being written
	media    = "media" // the pictures, as package desk keeps them
	fileTime = "2006-01-02T150405Z"
)

// Shelf is the backups of one workspace. It is safe for concurrent use; one call
// works at a time.
type Shelf struct {
	opt  Options
	disk disk
	mu   sync.Mutex
}

// New gives the shelf of a data folder.
func New(o Options) *Shelf { return &Shelf{opt: o, disk: realDisk{}} }

func (s *Shelf) path(names ...string) string {
	return filepath.Join(append([]string{s.opt.Dir}, names...)...)
}

// List gives the rolling backups, newest first. It opens none.
func (s *Shelf) List() ([]Backup, error) {
	entries, err := os.ReadDir(s.path(folder))
	if os.IsNotExist(err) {
		return []Backup{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list backups: %w", store.Fault(err))
	}
	list := []Backup{}
	for _, e := range entries {
		at, ok := timeOf(e.Name())
		info, err := e.Info()
		if !ok || err != nil || !info.Mode().IsRegular() { // taken away meanwhile, or none of ours
			continue
		}
		list = append(list, Backup{Path: s.path(folder, e.Name()), Time: at, Size: info.Size()})
	}
	slices.SortFunc(list, func(a, b Backup) int { return b.Time.Compare(a.Time) })
	return list, nil
}

// timeOf reads the time in the name of a rolling backup.
func timeOf(name string) (time.Time, bool) {
	base, ok := strings.CutSuffix(name, suffix)
	if !ok {
		return time.Time{}, false
	}
	at, err := time.Parse(fileTime, base)
	return at, err == nil
}

// freeName gives the time for a new rolling backup: now, or the next second that no
// other has.
func (s *Shelf) freeName(now time.Time) (string, time.Time) {
	at := now.UTC().Truncate(time.Second)
	for {
		path := s.path(folder, at.Format(fileTime)+suffix)
		if _, err := os.Lstat(path); err != nil {
			return path, at
		}
		at = at.Add(time.Second)
	}
}
