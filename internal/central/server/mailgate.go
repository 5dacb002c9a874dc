package server

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"daykit/internal/data/wire"
)

// gate says whether an event takes letters, as its page says it.
type gate struct {
	page      *wire.PageSignup // nil: the page takes no sign-ups
	statement wire.Statement
	read      time.Time
	raw       []byte // the page that says so
}

// takes reports whether letters are taken now.
func (g gate) takes(now time.Time) bool { return takes(stateNow(g.page, g.statement, now)) }

// gates remembers for a moment what pages say, since in a rush every letter asks. A page
// that is published here is read anew at once, and one that is published through another
// program on the same database after gateLife.
type gates struct {
	mu sync.Mutex
	of map[string]gate
}

const (
	gateLife = 2 * time.Second
	maxGates = 10_000
)

func (c *gates) known(event string) (gate, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	g, ok := c.of[event]
	return g, ok
}

func (c *gates) note(event string, g gate) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of == nil || len(c.of) >= maxGates {
		c.of = map[string]gate{}
	}
	c.of[event] = g
}

// forget makes an event's page be read anew.
func (c *gates) forget(event string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.of, event)
}

// gate looks whether an event takes letters; ErrNotFound when there is no such page, or
// one that takes none.
func (s *Server) gate(ctx context.Context, event string) (gate, error) {
	now := s.Now()
	g, ok := s.gates.known(event)
	if ok && now.Sub(g.read) < gateLife {
		return g, nil
	}
	p, err := s.Store.Page(ctx, event)
	if err != nil {
		return gate{}, err
	}
	if ok && bytes.Equal(p.Page, g.raw) { // its signature still holds
		g.read = now
		s.gates.note(event, g)
		return g, nil
	}
	var page wire.Page
	if err := json.Unmarshal(p.Page, &page); err != nil {
		return gate{}, fmt.Errorf("read a page: %w", err)
	}
	if page.Signup == nil {
		return gate{}, ErrNotFound
	}
	g = gate{page: page.Signup, read: now, raw: p.Page}
	if g.statement, err = page.Signup.Statement.Open(); err != nil {
		return gate{}, fmt.Errorf("read a statement: %w", err)
	}
	s.gates.note(event, g)
	return g, nil
}
