package backup

import (
	"errors"
	"io"
	"os"
	"runtime"

	"daykit/internal/data/store"
	"daykit/internal/domain/fault"
)

// disk is each change that the shelf makes to files, so that tests can fill the disk
// and end the program between any two.
type disk interface {
	Create(path string) (file, error) // for this user alone; what was there is gone
	Mkdir(path string) error          // and those above it
	Rename(from, to string) error
	Remove(path string) error  // and all below it; nothing there is no error
	SyncDir(path string) error // so that names survive a power cut
}

// file is what Create gives.
type file interface {
	io.WriteCloser
	Sync() error
}

type realDisk struct{}

// Create implements disk.
func (realDisk) Create(path string) (file, error) {
	return os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
}

// Mkdir implements disk.
func (realDisk) Mkdir(path string) error { return os.MkdirAll(path, 0o700) }

// Rename implements disk.
func (realDisk) Rename(from, to string) error {
	return os.Rename(from, to) //nolint:gosec // the names are ours, or held to pictureName
}

// Remove implements disk.
func (realDisk) Remove(path string) error { return os.RemoveAll(path) }

// SyncDir does nothing on Windows, which writes names through and has no such call.
func (realDisk) SyncDir(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// told turns an error of the disk into a fault, in the words of backups.
func told(err error) error {
	if err == nil || passes(err) && fault.CodeOf(err) != fault.Full {
		return err
	}
	err = store.Fault(err)
	if fault.CodeOf(err) == fault.Full {
		return fault.Wrap(err, fault.Full, "there is no room for a backup; the workspace is as it was",
			"free some space, or save the backup to a memory stick")
	}
	return err
}

// writeAll makes a file from src and syncs it.
func writeAll(d disk, path string, src io.Reader) error {
	f, err := d.Create(path)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, src)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}
