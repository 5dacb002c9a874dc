package store

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"daykit/internal/domain/fault"
)

// lock is the hold of one program on a workspace. The operating system lets go
// of it when the program ends, however it ends.
type lock struct {
	f *os.File
}

// ErrInUse says that another program has the workspace, or a file of it. The faults that
// wrap it are Locked, as those of locked keys are.
var ErrInUse = errors.New("another program has the workspace")

// errHeld is what the platform's lockFile gives when another program has it.
var errHeld = fmt.Errorf("lock is held: %w", ErrInUse)

// acquire takes the lock without waiting and leaves the process id in the file
// for the message of whoever comes next.
func acquire(path string) (*lock, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := lockFile(f); err != nil {
		if errors.Is(err, errHeld) {
			err = heldBy(f)
		}
		return nil, errors.Join(err, f.Close())
	}
	if err := writePID(f); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &lock{f: f}, nil
}

func writePID(f *os.File) error {
	if err := f.Truncate(0); err != nil {
		return err
	}
	_, err := f.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	return err
}

func heldBy(f *os.File) error {
	b := make([]byte, 20)
	n, err := f.ReadAt(b, 0)
	who := ""
	if pid, perr := strconv.Atoi(strings.TrimSpace(string(b[:n]))); perr == nil && (err == nil || errors.Is(err, io.EOF)) {
		who = fmt.Sprintf(" (process %d)", pid)
	}
	return fault.Wrap(errHeld, fault.Locked, "Daykit is already open on this data folder"+who,
		"use the window that is open, or close it first")
}

// release lets go. It unlocks before it closes, since a process that is being
// started at this moment may hold a copy of the handle. The file stays: taking it away would let two programs lock
// two files of one name.
func (l *lock) release() error {
	return errors.Join(l.f.Truncate(0), unlockFile(l.f), l.f.Close())
}
