package faultvfs

import (
	"maps"
	"math/rand/v2"
	"slices"
)

// op is one thing that happened to the disk and that a power cut may undo.
type op struct {
	kind   Ops // Open makes a file; 0 is a mark
	node   int
	name   string // of the file, for Open and Delete
	off    int64  // of a write; the new size of a truncation
	data   []byte
	folder bool // a Sync or a Delete that syncs the folder too
	failed bool // a Sync that failed
	mark   int
}

// Mark notes in the disk's history that the program has promised n.
func (d *Disk) Mark(n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.log = append(d.log, op{mark: n})
}

// Moments is the number of moments at which the power can be cut so far.
func (d *Disk) Moments() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.log) - d.first + 1
}

// State is a disk as it is found when the power is back.
type State struct {
	Files map[string][]byte
	Mark  int // the last mark before the cut
}

// Cut gives the disk as it may be found after a power cut at a moment from 0. What was
// synced is there. Of what was not, the seed decides: nothing, all, some writes,
// some sectors of 512 bytes with some of them torn, or all up to a point within a
// write; files made, deleted or cut to size likewise.
func (d *Disk) Cut(moment int, seed uint64) State {
	d.mu.Lock()
	past := d.log[:d.first+moment]
	d.mu.Unlock()
	r := rand.New(rand.NewPCG(seed, uint64(moment))) //nolint:gosec // a seed must give the same disk again
	p := platter{nodes: map[int]*pending{}, dir: map[string]int{}, luck: newLuck(r, past)}
	s := State{Files: map[string][]byte{}}
	for i, o := range past {
		if o.kind == 0 {
			s.Mark = o.mark
		}
		p.happen(i, o)
	}
	p.settleFolder(p.luck)
	for _, number := range slices.Sorted(maps.Keys(p.nodes)) { // in order, as luck is drawn
		p.nodes[number].settle(p.luck)
	}
	for name, number := range p.dir {
		s.Files[name] = p.nodes[number].data
	}
	return s
}

// platter is what the disk holds for certain, and what it may hold.
type platter struct {
	nodes  map[int]*pending
	dir    map[string]int
	folder []dated // made and deleted files that are not certain
	luck   luck
}

// dated is an op with its place in the history.
type dated struct {
	op
	at int
}

// pending is a file with the writes and truncations that are not certain.
type pending struct {
	data []byte
	ops  []dated
}

func (p *platter) happen(at int, o op) {
	switch o.kind {
	case Open:
		p.nodes[o.node] = &pending{}
		p.folder = append(p.folder, dated{o, at})
	case Delete:
		p.folder = append(p.folder, dated{o, at})
		if o.folder {
			p.settleFolder(certain{})
		}
	case Write, Truncate:
		n := p.nodes[o.node]
		n.ops = append(n.ops, dated{o, at})
	case Sync:
		p.sync(o)
	default: // a mark
	}
}

// sync makes what is pending certain. A sync that failed leaves it to luck for
// good: the system takes the pages for written, and no later sync writes them.
func (p *platter) sync(o op) {
	if o.failed {
		p.nodes[o.node].settle(p.luck)
		return
	}
	p.nodes[o.node].settle(certain{})
	if o.folder {
		p.settleFolder(certain{})
	}
}

// settleFolder decides on files made and deleted. What happened to one name
// happens in its order, so after one that is lost the later ones are lost too.
func (p *platter) settleFolder(l luck) {
	lost := map[string]bool{}
	for _, o := range p.folder {
		if lost[o.name] = lost[o.name] || !l.keeps(o.at); lost[o.name] {
			continue
		}
		if o.kind == Open {
			p.dir[o.name] = o.node
		} else {
			delete(p.dir, o.name)
		}
	}
	p.folder = nil
}

func (n *pending) settle(l luck) {
	for _, o := range n.ops {
		if o.kind == Truncate {
			if l.keeps(o.at) {
				n.data = resized(n.data, int(o.off))
			}
			continue
		}
		for _, part := range l.parts(o) {
			n.data = written(n.data, o.data[part.from:part.to], int(o.off)+part.from)
		}
	}
	n.ops = nil
}

func resized(data []byte, size int) []byte {
	if size <= len(data) {
		return data[:size]
	}
	return append(data, make([]byte, size-len(data))...)
}

func written(data, b []byte, at int) []byte {
	if at+len(b) > len(data) {
		data = resized(data, at+len(b))
	}
	copy(data[at:], b)
	return data
}
