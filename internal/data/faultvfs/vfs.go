package faultvfs

import (
	"fmt"
	"sync"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// SQLite hands back numbers only, so that disks and open files are looked up in a table.
var table = struct {
	sync.Mutex
	last    uintptr
	disks   map[uintptr]*Disk
	handles map[uintptr]*handle
}{disks: map[uintptr]*Disk{}, handles: map[uintptr]*handle{}}

// handle is an open file.
type handle struct {
	disk *Disk
	node *node
	name string // empty for one that nobody can find

	vanishes   bool  // is deleted when it is closed
	syncFolder bool  // the next sync makes its name certain too
	level      int32 // of its lock
	joined     bool  // uses the shared memory
	reading    [sqlite3.SQLITE_SHM_NLOCK]bool
}

// file is what SQLite allots for an open file.
type file struct {
	methods uintptr
	handle  uintptr
}

// at gives what stands at an address outside Go's memory.
func at[T any](p uintptr) *T {
	return *(**T)(unsafe.Pointer(&p)) //nolint:gosec // SQLite allots and frees it, and calls us only in between
}

func bytesAt(p uintptr, n int32) []byte {
	return unsafe.Slice(at[byte](p), n) //nolint:gosec // SQLite gives the length with the address
}

// fn gives the address of a function of this package for SQLite to call.
func fn[T any](f T) uintptr {
	return *(*uintptr)(unsafe.Pointer(&f)) //nolint:gosec // a function of the package stays where it is
}

func allot[T any](tls *libc.TLS) (uintptr, *T) {
	var zero T
	p := sqlite3.Xsqlite3_malloc(tls, int32(unsafe.Sizeof(zero)))
	if p == 0 {
		panic("internal error: out of memory")
	}
	*at[T](p) = zero
	return p, at[T](p)
}

// system is a copy of SQLite's own files, read once and before the first disk is
// registered, since SQLite writes to the original then.
var system = sync.OnceValue(func() sqlite3.Tsqlite3_vfs {
	tls := libc.NewTLS()
	defer tls.Close()
	if rc := sqlite3.Xsqlite3_initialize(tls); rc != sqlite3.SQLITE_OK { //nolint:misspell // SQLite's name
		panic(fmt.Sprintf("internal error: initialise SQLite: code %d", rc))
	}
	return *at[sqlite3.Tsqlite3_vfs](sqlite3.Xsqlite3_vfs_find(tls, 0))
})

// register makes the disk known to SQLite. What no disk has a say in, such as
// sleeping and random bytes, is the system's.
func (d *Disk) register() error {
	tls := libc.NewTLS()
	defer tls.Close()
	own := system()
	table.Lock()
	table.last++
	d.id = table.last
	table.disks[d.id] = d
	table.Unlock()
	d.name = fmt.Sprintf("fault-%d", d.id)
	name, err := libc.CString(d.name)
	if err != nil {
		return err
	}
	p, v := allot[sqlite3.Tsqlite3_vfs](tls)
	*v = own
	v.FiVersion, v.FpNext, v.FzName, v.FpAppData = 2, 0, name, d.id
	v.FszOsFile = int32(unsafe.Sizeof(file{}))
	v.FxOpen, v.FxDelete = fn(xOpen), fn(xDelete)
	v.FxAccess, v.FxFullPathname = fn(xAccess), fn(xFullPathname)
	d.vfs = p
	if rc := sqlite3.Xsqlite3_vfs_register(tls, p, 0); rc != sqlite3.SQLITE_OK {
		return fmt.Errorf("register: code %d", rc)
	}
	return nil
}

func (d *Disk) unregister() error {
	tls := libc.NewTLS()
	defer tls.Close()
	if rc := sqlite3.Xsqlite3_vfs_unregister(tls, d.vfs); rc != sqlite3.SQLITE_OK {
		return fmt.Errorf("unregister: code %d", rc)
	}
	libc.Xfree(tls, at[sqlite3.Tsqlite3_vfs](d.vfs).FzName)
	sqlite3.Xsqlite3_free(tls, d.vfs)
	d.vfs = 0
	table.Lock()
	delete(table.disks, d.id)
	table.Unlock()
	return nil
}

func diskOf(vfs uintptr) *Disk {
	table.Lock()
	defer table.Unlock()
	return table.disks[at[sqlite3.Tsqlite3_vfs](vfs).FpAppData]
}

func xOpen(_ *libc.TLS, vfs, name, f uintptr, flags int32, out uintptr) int32 {
	*at[file](f) = file{} // without methods SQLite does not close what was not opened
	d := diskOf(vfs)
	d.mu.Lock()
	defer d.mu.Unlock()
	if rc := d.fail(Open); rc != sqlite3.SQLITE_OK {
		return rc
	}
	h, rc := d.open(name, flags)
	if rc != sqlite3.SQLITE_OK {
		return rc
	}
	table.Lock()
	table.last++
	*at[file](f) = file{methods: methods(), handle: table.last}
	table.handles[table.last] = h
	table.Unlock()
	d.handles++
	if out != 0 {
		*at[int32](out) = flags
	}
	return sqlite3.SQLITE_OK
}

// journals are the files whose first sync makes their name certain too.
const journals = sqlite3.SQLITE_OPEN_MAIN_JOURNAL | sqlite3.SQLITE_OPEN_SUPER_JOURNAL | sqlite3.SQLITE_OPEN_WAL

func (d *Disk) open(name uintptr, flags int32) (*handle, int32) {
	if name == 0 { // a temporary file, which a power cut takes with it
		return &handle{disk: d, node: &node{}}, sqlite3.SQLITE_OK
	}
	h := &handle{disk: d, name: lastName(libc.GoString(name))}
	create := flags&sqlite3.SQLITE_OPEN_CREATE != 0
	h.vanishes = flags&sqlite3.SQLITE_OPEN_DELETEONCLOSE != 0
	h.syncFolder = create && flags&journals != 0
	h.node = d.dir[h.name]
	switch {
	case h.node == nil && !create, h.node != nil && flags&sqlite3.SQLITE_OPEN_EXCLUSIVE != 0:
		return nil, sqlite3.SQLITE_CANTOPEN
	case h.node == nil:
		h.node = d.newNode()
		d.dir[h.name] = h.node
		d.log = append(d.log, op{kind: Open, node: h.node.number, name: h.name})
	}
	return h, sqlite3.SQLITE_OK
}

func xDelete(_ *libc.TLS, vfs, name uintptr, syncFolder int32) int32 {
	d := diskOf(vfs)
	d.mu.Lock()
	defer d.mu.Unlock()
	if rc := d.fail(Delete); rc != sqlite3.SQLITE_OK {
		return rc
	}
	last := lastName(libc.GoString(name))
	if d.dir[last] == nil {
		return sqlite3.SQLITE_IOERR_DELETE_NOENT
	}
	d.remove(last, syncFolder != 0)
	return sqlite3.SQLITE_OK
}

func (d *Disk) remove(name string, syncFolder bool) {
	delete(d.dir, name)
	d.log = append(d.log, op{kind: Delete, name: name, folder: syncFolder})
}

// xAccess says, as SQLite's own files do on Unix, that an empty file does not exist.
func xAccess(_ *libc.TLS, vfs, name uintptr, flags int32, out uintptr) int32 {
	d := diskOf(vfs)
	d.mu.Lock()
	defer d.mu.Unlock()
	if rc := d.fail(Access); rc != sqlite3.SQLITE_OK {
		return rc
	}
	n := d.dir[lastName(libc.GoString(name))]
	found := n != nil && (flags != sqlite3.SQLITE_ACCESS_EXISTS || len(n.data) > 0)
	*at[int32](out) = number(found)
	return sqlite3.SQLITE_OK
}

func xFullPathname(_ *libc.TLS, _, name uintptr, size int32, out uintptr) int32 {
	s := libc.GoString(name)
	if len(s) >= int(size) {
		return sqlite3.SQLITE_CANTOPEN
	}
	b := bytesAt(out, size)
	b[copy(b, s)] = 0
	return sqlite3.SQLITE_OK
}

func number(b bool) int32 {
	if b {
		return 1
	}
	return 0
}
