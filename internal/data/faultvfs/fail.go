package faultvfs

import sqlite3 "modernc.org/sqlite/lib"

// Ops is a set of kinds of operations.
type Ops uint16

// The kinds of operations that a disk can fail. Open counts every opening, Map
// the mapping of shared memory.
const (
	Open Ops = 1 << iota
	Read
	Write
	Truncate
	Sync
	Delete
	Size
	Access
	Map

	All = Open | Read | Write | Truncate | Sync | Delete | Size | Access | Map
)

// Failure is what a disk shall do wrong. The zero Failure is a sound disk.
type Failure struct {
	Ops     Ops  // which operations are counted
	Nth     int  // the one that fails, from 1, counted from when Fail was called
	Forever bool // those after it fail too
	Full    bool // fails as a full disk does, not as a broken one
	Short   bool // a write that fails has written its first half
}

// Fail makes the disk fail as told from now on, and forgets what it was told before.
func (d *Disk) Fail(f Failure) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.failure, d.counted = f, 0
}

// Counted is the number of operations that the failure has counted.
func (d *Disk) Counted() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.counted
}

// Limit makes the disk one of n bytes, which may be less than it holds; 0 takes
// the limit away.
func (d *Disk) Limit(n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.limit = n
}

// fail counts an operation and gives SQLite's code for its failure, SQLITE_OK
// when it is to go well.
func (d *Disk) fail(kind Ops) int32 {
	f := d.failure
	if f.Ops&kind == 0 {
		return sqlite3.SQLITE_OK
	}
	d.counted++
	switch {
	case d.counted < f.Nth, d.counted > f.Nth && !f.Forever:
		return sqlite3.SQLITE_OK
	case f.Full:
		return sqlite3.SQLITE_FULL
	}
	return broken[kind]
}

// broken is what SQLite's own files give when an operation fails.
var broken = map[Ops]int32{
	Open:     sqlite3.SQLITE_CANTOPEN,
	Read:     sqlite3.SQLITE_IOERR_READ,
	Write:    sqlite3.SQLITE_IOERR_WRITE,
	Truncate: sqlite3.SQLITE_IOERR_TRUNCATE,
	Sync:     sqlite3.SQLITE_IOERR_FSYNC,
	Delete:   sqlite3.SQLITE_IOERR_DELETE,
	Size:     sqlite3.SQLITE_IOERR_FSTAT,
	Access:   sqlite3.SQLITE_IOERR_ACCESS,
	Map:      sqlite3.SQLITE_IOERR_SHMMAP,
}

// room is how many more bytes fit, at most n.
func (d *Disk) room(n int) int {
	if d.limit == 0 {
		return n
	}
	return min(n, max(0, d.limit-d.used()))
}
