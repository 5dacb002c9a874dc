// Package faultvfs is a disk in memory for tests of what SQLite keeps. It fails
// when it is told to, fills up, and can be looked at as it may stand after a
// power cut at any moment, from a seed. No program links it.
//
// A Disk is one folder under a name of its own, which goes into the vfs
// parameter of a connection; several disks live side by side. It behaves as
// SQLite's own files do on Unix: what is written is kept for certain only when
// it was synced, and a file that was made, only when its folder was. What is
// left out is what other processes would do: all locks are of this one.
package faultvfs

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	_ "modernc.org/sqlite" // prepares the library that disks are registered with
)

// Disk is a folder of files that SQLite opens by their last name. It is safe for
// concurrent use.
type Disk struct {
	name string
	id   uintptr // in the table that SQLite's numbers are looked up in
	vfs  uintptr // the registered sqlite3_vfs

	mu      sync.Mutex // guards what follows, and each file and lock on the disk
	dir     map[string]*node
	nodes   int // made so far
	handles int // open now
	shared  int // bytes of shared memory, which a real disk holds as a file
	limit   int // in bytes; 0 is none
	log     []op
	first   int // how much of log New wrote
	failure Failure
	counted int
}

// node is a file, whatever name it has or had.
type node struct {
	number int
	data   []byte
	locks  locks
	shm    *shm
}

// New gives a disk with files on it, all of them safe from a power cut. The
// disk must be closed.
func New(files map[string][]byte) (*Disk, error) {
	d := &Disk{dir: map[string]*node{}}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		n := d.newNode()
		n.data = slices.Clone(files[name])
		d.dir[name] = n
		d.log = append(d.log, op{kind: Open, node: n.number, name: name},
			op{kind: Write, node: n.number, data: slices.Clone(files[name])},
			op{kind: Sync, node: n.number, folder: true})
	}
	d.first = len(d.log)
	if err := d.register(); err != nil {
		return nil, fmt.Errorf("make a disk: %w", err)
	}
	return d, nil
}

func (d *Disk) newNode() *node {
	d.nodes++
	return &node{number: d.nodes}
}

// Name is what the vfs parameter of a connection must say.
func (d *Disk) Name() string { return d.name }

// errOpen says that a connection would be left without its disk.
var errOpen = errors.New("files are open on the disk")

// Close forgets the disk, once. It is refused while files are open on it.
func (d *Disk) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case d.handles > 0:
		return fmt.Errorf("close disk %s: %d %w", d.name, d.handles, errOpen)
	case d.vfs == 0:
		return nil
	}
	return d.unregister()
}

// Files gives what the files hold now, as programs see it.
func (d *Disk) Files() map[string][]byte {
	d.mu.Lock()
	defer d.mu.Unlock()
	files := map[string][]byte{}
	for name, n := range d.dir {
		files[name] = slices.Clone(n.data)
	}
	return files
}

// Used is the number of bytes that the disk holds, shared memory included.
func (d *Disk) Used() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.used()
}

func (d *Disk) used() int {
	sum := d.shared
	for _, n := range d.dir {
		sum += len(n.data)
	}
	return sum
}

// lastName gives the last name of a path, on Windows too.
func lastName(p string) string { return path.Base(strings.ReplaceAll(p, `\`, "/")) }
