package store

import (
	"strings"
	"sync"
)

// changes counts, by event, the transactions that may have changed what stands of it.
type changes struct {
	mu  sync.Mutex
	all uint64 // of every event
	of  map[string]uint64
}

// Changes gives a number that is another one whenever an entity whose id begins with
// event, or a fact of it, may have changed since. It holds for this Store only, and spares
// what was read under the same number being read again.
func (s *Store) Changes(event string) uint64 {
	s.changes.mu.Lock()
	defer s.changes.mu.Unlock()
	return s.changes.all + s.changes.of[event]
}

// add counts a transaction on events; "" among them stands for all.
func (c *changes) add(events map[string]bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if events[""] {
		c.all++
		return
	}
	if c.of == nil {
		c.of = map[string]uint64{}
	}
	for e := range events {
		c.of[e]++
	}
}

// changed takes down that an entity changed.
func (b *batch) changed(id string) {
	event, _, _ := strings.Cut(id, "/")
	b.events[event] = true
}
