package desk

import (
	"sync"

	"daykit/internal/domain/event"
)

// counts keeps the headcount of each event, with the number of changes that it was
// keptCount at.
type counts struct {
	mu sync.Mutex
	of map[event.ID]keptCount
}

type keptCount struct {
	event.Headcount
	at uint64
}

// get gives the headcount at a number of changes, keptCount anew when it is another number
// than that of the one that is kept.
func (c *counts) get(id event.ID, at uint64, count func() (event.Headcount, error)) (event.Headcount, error) {
	c.mu.Lock()
	kept, ok := c.of[id]
	c.mu.Unlock()
	if ok && kept.at == at {
		return kept.Headcount, nil
	}
	h, err := count()
	if err != nil {
		return h, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of == nil {
		c.of = map[event.ID]keptCount{}
	}
	c.of[id] = keptCount{h, at}
	return h, nil
}
