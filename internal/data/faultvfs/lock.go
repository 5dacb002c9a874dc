package faultvfs

import (
	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// locks are those of a file, by SQLite's five levels (sqlite.org/lockingv3.html).
type locks struct {
	readers  int
	reserved *handle // also of the handle that is pending or exclusive
	pending  *handle // lets no new reader in
}

func (h *handle) take(level int32) int32 {
	l := &h.node.locks
	if level <= h.level {
		return sqlite3.SQLITE_OK
	}
	if h.level == sqlite3.SQLITE_LOCK_NONE {
		if l.pending != nil {
			return sqlite3.SQLITE_BUSY
		}
		l.readers++
		h.level = sqlite3.SQLITE_LOCK_SHARED
	}
	if level == sqlite3.SQLITE_LOCK_SHARED {
		return sqlite3.SQLITE_OK
	}
	if l.reserved != nil && l.reserved != h {
		return sqlite3.SQLITE_BUSY
	}
	l.reserved = h
	if level == sqlite3.SQLITE_LOCK_RESERVED {
		h.level = level
		return sqlite3.SQLITE_OK
	}
	l.pending, h.level = h, sqlite3.SQLITE_LOCK_PENDING
	if l.readers > 1 {
		return sqlite3.SQLITE_BUSY
	}
	h.level = sqlite3.SQLITE_LOCK_EXCLUSIVE
	return sqlite3.SQLITE_OK
}

func (h *handle) release(level int32) {
	l := &h.node.locks
	if h.level <= level {
		return
	}
	if l.reserved == h {
		l.reserved = nil
	}
	if l.pending == h {
		l.pending = nil
	}
	if level == sqlite3.SQLITE_LOCK_NONE {
		l.readers--
	}
	h.level = level
}

// shm is the memory that the connections of one database share while it is in
// WAL mode, with its own locks.
type shm struct {
	regions []uintptr
	size    int
	users   int
	readers [sqlite3.SQLITE_SHM_NLOCK]int
	writer  [sqlite3.SQLITE_SHM_NLOCK]*handle
}

// join makes a handle a user of its database's shared memory.
func (h *handle) join() *shm {
	if h.node.shm == nil {
		h.node.shm = &shm{}
	}
	if !h.joined {
		h.joined = true
		h.node.shm.users++
	}
	return h.node.shm
}

// leave ends it; the last to leave frees the memory.
func (h *handle) leave(tls *libc.TLS) {
	if !h.joined {
		return
	}
	s := h.node.shm
	for i := range s.writer {
		s.unlock(h, i)
	}
	h.joined = false
	if s.users--; s.users > 0 {
		return
	}
	for _, p := range s.regions {
		sqlite3.Xsqlite3_free(tls, p)
	}
	h.disk.shared -= s.size
	h.node.shm = nil
}

// region gives a stretch of shared memory, made when it is missing and wanted.
func (h *handle) region(tls *libc.TLS, i, size int, extend bool) (uintptr, int32) {
	s := h.join()
	for i >= len(s.regions) {
		if !extend {
			return 0, sqlite3.SQLITE_OK
		}
		if h.disk.room(size) < size {
			return 0, sqlite3.SQLITE_IOERR_SHMSIZE // what SQLite's own files give on a full disk
		}
		p := sqlite3.Xsqlite3_malloc(tls, int32(size))
		if p == 0 {
			return 0, sqlite3.SQLITE_NOMEM
		}
		clear(bytesAt(p, int32(size)))
		s.regions = append(s.regions, p)
		s.size += size
		h.disk.shared += size
	}
	return s.regions[i], sqlite3.SQLITE_OK
}

// shmLock takes or gives back n locks from the first, all of them or none.
func (h *handle) shmLock(first, n int, flags int32) int32 {
	s := h.join()
	exclusive := flags&sqlite3.SQLITE_SHM_EXCLUSIVE != 0
	if flags&sqlite3.SQLITE_SHM_UNLOCK != 0 {
		for i := first; i < first+n; i++ {
			s.unlock(h, i)
		}
		return sqlite3.SQLITE_OK
	}
	for i := first; i < first+n; i++ {
		if !s.free(h, i, exclusive) {
			return sqlite3.SQLITE_BUSY
		}
	}
	for i := first; i < first+n; i++ {
		s.lock(h, i, exclusive)
	}
	return sqlite3.SQLITE_OK
}

func (s *shm) free(h *handle, i int, exclusive bool) bool {
	others := s.readers[i]
	if h.reading[i] {
		others--
	}
	return (s.writer[i] == nil || s.writer[i] == h) && (!exclusive || others == 0)
}

func (s *shm) lock(h *handle, i int, exclusive bool) {
	switch {
	case exclusive:
		s.writer[i] = h
	case !h.reading[i]:
		h.reading[i] = true
		s.readers[i]++
	}
}

func (s *shm) unlock(h *handle, i int) {
	if s.writer[i] == h {
		s.writer[i] = nil
	}
	if h.reading[i] {
		h.reading[i] = false
		s.readers[i]--
	}
}
