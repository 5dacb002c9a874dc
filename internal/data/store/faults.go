package store

import (
	"context"
	"errors"
	"io/fs"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"daykit/internal/data/oplog"
	"daykit/internal/domain/fault"
)

// mapped turns an error of the database or the file system into a fault, by its
// code and never by its text. Faults and other errors pass through.
func mapped(err error) error {
	var f *fault.Error
	if errors.Is(err, oplog.ErrNoKey) && fault.CodeOf(err) != fault.Locked {
		return locked(err)
	}
	if err == nil || errors.As(err, &f) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var e *sqlite.Error
	if errors.As(err, &e) {
		return mappedCode(e.Code(), err)
	}
	switch {
	case errors.Is(err, fs.ErrPermission):
		return denied(err)
	case diskFull(err):
		return full(err)
	}
	return err
}

func mappedCode(code int, err error) error {
	switch code & 0xff { // the rest says more of it
	case lib.SQLITE_FULL:
		return full(err)
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		return damaged(err)
	case lib.SQLITE_IOERR:
		if diskFull(err) || code == lib.SQLITE_IOERR_SHMSIZE { // no room for the memory that connections share
			return full(err)
		}
		return fault.Wrap(err, fault.Damaged, "the disk did not take or give back the data",
			"check the disk or the memory stick, then start Daykit again")
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return fault.Wrap(errors.Join(ErrInUse, err), fault.Locked, "another program holds the workspace's file",
			"close the program that has it open, for example a backup or a virus scan, and try again")
	case lib.SQLITE_READONLY, lib.SQLITE_CANTOPEN, lib.SQLITE_PERM, lib.SQLITE_AUTH:
		return denied(err)
	}
	return err
}

func full(err error) error {
	return fault.Wrap(err, fault.Full, "the disk is full; the last change was not saved, all before it is safe",
		"free some space, look whether the change is there, and do it again if not")
}

func denied(err error) error {
	return fault.Wrap(err, fault.Denied, "the data folder cannot be written",
		"choose another folder or ask whoever looks after this computer")
}
