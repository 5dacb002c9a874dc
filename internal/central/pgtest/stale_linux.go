package pgtest

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// lockName is the file in a cluster's folder that its program holds locked. The kernel
// lets go of it when the program ends, in whatever way.
const lockName = "lock"

// claim locks a new folder. The file gets its name when it is locked already, so that
// nobody finds it free before.
func claim(dir string) (release func() error, err error) {
	f, err := os.Create(filepath.Join(dir, "unlocked"))
	if err != nil {
		return nil, err
	}
	if err := errors.Join(lock(f), os.Rename(f.Name(), filepath.Join(dir, lockName))); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f.Close, nil
}

// lock does not wait.
func lock(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) }

// sweep removes the clusters below a folder whose programs ended without Stop. It leaves
// what it cannot remove, or is not sure of, to whoever can.
func sweep(parent string) {
	dirs, err := filepath.Glob(filepath.Join(parent, prefix+"*"))
	if err != nil {
		return
	}
	for _, dir := range dirs {
		discard(dir)
	}
}

// discard removes a folder that nobody holds and whose server is dead. The lock goes last,
// so that the next sweep finds what this one could not remove.
func discard(dir string) {
	f, err := os.OpenFile(filepath.Join(dir, lockName), os.O_RDWR, 0) // not one of ours, or just made
	if err != nil {
		return
	}
	defer f.Close()
	if lock(f) != nil || alive(dir) || os.RemoveAll(filepath.Join(dir, dataName)) != nil {
		return
	}
	_ = os.RemoveAll(dir)
}

// alive reports whether a folder's server may still run. Its process is in the first line
// of postmaster.pid, which a server that is told to end removes:
// https://www.postgresql.org/docs/current/storage-file-layout.html
func alive(dir string) bool {
	raw, err := os.ReadFile(filepath.Join(dir, dataName, "postmaster.pid"))
	if err != nil {
		return !errors.Is(err, os.ErrNotExist)
	}
	first, _, _ := strings.Cut(string(raw), "\n")
	pid, err := strconv.Atoi(first)
	return err != nil || pid <= 0 || !errors.Is(syscall.Kill(pid, 0), syscall.ESRCH)
}
