package faultvfs

import (
	"sync"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// methods makes the one list of what SQLite can do with an open file, and gives
// its address.
var methods = sync.OnceValue(func() uintptr {
	tls := libc.NewTLS()
	defer tls.Close()
	p, m := allot[sqlite3.Tsqlite3_io_methods](tls)
	m.FiVersion = 2 // with shared memory, without memory-mapped files
	m.FxClose, m.FxFileControl = fn(xClose), fn(xFileControl)
	m.FxRead, m.FxWrite = fn(xRead), fn(xWrite)
	m.FxTruncate, m.FxSync, m.FxFileSize = fn(xTruncate), fn(xSync), fn(xFileSize)
	m.FxLock, m.FxUnlock, m.FxCheckReservedLock = fn(xLock), fn(xUnlock), fn(xCheckReservedLock)
	m.FxSectorSize, m.FxDeviceCharacteristics = fn(xSectorSize), fn(xDeviceCharacteristics)
	m.FxShmMap, m.FxShmLock = fn(xShmMap), fn(xShmLock)
	m.FxShmBarrier, m.FxShmUnmap = fn(xShmBarrier), fn(xShmUnmap)
	return p
})

// opened gives an open file with its disk locked; the caller must unlock it.
func opened(f uintptr) *handle {
	table.Lock()
	h := table.handles[at[file](f).handle]
	table.Unlock()
	h.disk.mu.Lock()
	return h
}

func (h *handle) done() { h.disk.mu.Unlock() }

// record writes to the disk's history what happened to a file that has a name.
func (h *handle) record(o op) {
	if h.name == "" {
		return
	}
	o.node = h.node.number
	h.disk.log = append(h.disk.log, o)
}

func xClose(tls *libc.TLS, f uintptr) int32 {
	h := opened(f)
	defer h.done()
	h.leave(tls)
	h.release(sqlite3.SQLITE_LOCK_NONE)
	if h.vanishes && h.disk.dir[h.name] == h.node {
		h.disk.remove(h.name, false)
	}
	h.disk.handles--
	table.Lock()
	delete(table.handles, at[file](f).handle)
	table.Unlock()
	return sqlite3.SQLITE_OK
}

func xRead(_ *libc.TLS, f, buf uintptr, n int32, off int64) int32 {
	h := opened(f)
	defer h.done()
	if rc := h.disk.fail(Read); rc != sqlite3.SQLITE_OK {
		return rc
	}
	b := bytesAt(buf, n)
	got := 0
	if off < int64(len(h.node.data)) {
		got = copy(b, h.node.data[off:])
	}
	if got < len(b) {
		clear(b[got:])
		return sqlite3.SQLITE_IOERR_SHORT_READ
	}
	return sqlite3.SQLITE_OK
}

func xWrite(_ *libc.TLS, f, buf uintptr, n int32, off int64) int32 {
	h := opened(f)
	defer h.done()
	b := bytesAt(buf, n)
	rc := h.disk.fail(Write)
	if rc != sqlite3.SQLITE_OK {
		if !h.disk.failure.Short {
			return rc
		}
		b = b[:len(b)/2]
	}
	if more := int(off) + len(b) - len(h.node.data); more > 0 && h.name != "" {
		if fits := h.disk.room(more); fits < more {
			b = b[:max(0, len(b)-more+fits)]
			rc = sqlite3.SQLITE_FULL
		}
	}
	if len(b) > 0 {
		h.node.data = written(h.node.data, b, int(off))
		h.record(op{kind: Write, off: off, data: append([]byte(nil), b...)})
	}
	return rc
}

func xTruncate(_ *libc.TLS, f uintptr, size int64) int32 {
	h := opened(f)
	defer h.done()
	if rc := h.disk.fail(Truncate); rc != sqlite3.SQLITE_OK {
		return rc
	}
	h.node.data = resized(h.node.data, int(size))
	h.record(op{kind: Truncate, off: size})
	return sqlite3.SQLITE_OK
}

func xSync(_ *libc.TLS, f uintptr, _ int32) int32 {
	h := opened(f)
	defer h.done()
	rc := h.disk.fail(Sync)
	failed := rc != sqlite3.SQLITE_OK
	h.record(op{kind: Sync, failed: failed, folder: h.syncFolder && !failed})
	if !failed {
		h.syncFolder = false
	}
	return rc
}

func xFileSize(_ *libc.TLS, f, out uintptr) int32 {
	h := opened(f)
	defer h.done()
	if rc := h.disk.fail(Size); rc != sqlite3.SQLITE_OK {
		return rc
	}
	*at[int64](out) = int64(len(h.node.data))
	return sqlite3.SQLITE_OK
}

func xLock(_ *libc.TLS, f uintptr, level int32) int32 {
	h := opened(f)
	defer h.done()
	return h.take(level)
}

func xUnlock(_ *libc.TLS, f uintptr, level int32) int32 {
	h := opened(f)
	defer h.done()
	h.release(level)
	return sqlite3.SQLITE_OK
}

func xCheckReservedLock(_ *libc.TLS, f, out uintptr) int32 {
	h := opened(f)
	defer h.done()
	*at[int32](out) = number(h.node.locks.reserved != nil)
	return sqlite3.SQLITE_OK
}

func xFileControl(*libc.TLS, uintptr, int32, uintptr) int32 { return sqlite3.SQLITE_NOTFOUND }

// xSectorSize and xDeviceCharacteristics say what SQLite's own files say on Unix
// and Windows: a power cut within a write leaves the bytes beside it alone.
func xSectorSize(*libc.TLS, uintptr) int32 { return 4096 }

func xDeviceCharacteristics(*libc.TLS, uintptr) int32 {
	return sqlite3.SQLITE_IOCAP_POWERSAFE_OVERWRITE
}

func xShmMap(tls *libc.TLS, f uintptr, i, size, extend int32, out uintptr) int32 {
	h := opened(f)
	defer h.done()
	if rc := h.disk.fail(Map); rc != sqlite3.SQLITE_OK {
		*at[uintptr](out) = 0
		return rc
	}
	p, rc := h.region(tls, int(i), int(size), extend != 0)
	*at[uintptr](out) = p
	return rc
}

func xShmLock(_ *libc.TLS, f uintptr, first, n, flags int32) int32 {
	h := opened(f)
	defer h.done()
	return h.shmLock(int(first), int(n), flags)
}

func xShmBarrier(_ *libc.TLS, f uintptr) {
	opened(f).done()
}

func xShmUnmap(tls *libc.TLS, f uintptr, _ int32) int32 {
	h := opened(f)
	defer h.done()
	h.leave(tls)
	return sqlite3.SQLITE_OK
}
