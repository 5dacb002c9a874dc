package server

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"
)

// gate says whether an event takes letters, as its page says it.
type gate struct {
	page      *wire.PageSignup // nil: the page takes no sign-ups
	statement wire.Statement
	how       *wire.FeedbackStatement // nil: the page asks nobody how it was
	read      time.Time
	sum       [sha256.Size]byte // of the page that says so
	by        oplog.Stamp       // of its write; the zero one is none that is known
}

// gates remembers for a moment what pages say, since in a rush every letter asks. A page
// that is published here is read anew at once, and one that is published through another
// program on the same database after gateLife.
type gates struct {
	mu sync.Mutex
	of map[string]gate
}

const (
	gateLife  = 2 * time.Second
	maxGates  = 10_000
	gateBatch = 256 // are looked after by one statement, when a letter asks for one of them
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

// due gives an event and others whose pages it is time to look after.
func (c *gates) due(event string, now time.Time) []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := []string{event}
	looked := 0
	for name, g := range c.of {
		if looked++; len(out) == gateBatch || looked > 4*gateBatch {
			break
		}
		if name != event && g.by != (oplog.Stamp{}) && now.Sub(g.read) >= gateLife {
			out = append(out, name)
		}
	}
	return out
}

// confirm takes down that pages were still the same at a time.
func (c *gates) confirm(stamps map[string]oplog.Stamp, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for name, by := range stamps {
		if g, ok := c.of[name]; ok && g.by == by && g.read.Before(now) {
			g.read = now
			c.of[name] = g
		}
	}
}

// forget makes an event's page be read anew.
func (c *gates) forget(event string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.of, event)
}

// gate looks whether an event takes letters; ErrNotFound when there is no such page, or
// one that takes none of any kind.
func (s *Server) gate(ctx context.Context, event string) (gate, error) {
	now := s.Now()
	g, ok := s.gates.known(event)
	if ok && now.Sub(g.read) < gateLife {
		return g, nil
	}
	var by oplog.Stamp // read before the page, so that it is never of a later one
	if ok {
		stamps, err := s.Store.Stamps(ctx, s.gates.due(event, now))
		if err != nil {
			return gate{}, err
		}
		s.gates.confirm(stamps, now)
		if by = stamps[event]; by == g.by && by != (oplog.Stamp{}) {
			return g, nil
		}
	}
	p, err := s.Store.Page(ctx, event)
	if err != nil {
		return gate{}, err
	}
	sum := sha256.Sum256(p.Page)
	if ok && sum == g.sum { // its signature still holds
		g.read, g.by = now, by
		s.gates.note(event, g)
		return g, nil
	}
	var page wire.Page
	if err := json.Unmarshal(p.Page, &page); err != nil {
		return gate{}, fmt.Errorf("read a page: %w", err)
	}
	g, err = gateOf(page)
	if err != nil {
		return gate{}, err
	}
	g.read, g.sum, g.by = now, sum, by
	s.gates.note(event, g)
	return g, nil
}

// gateOf reads what a page says of letters.
func gateOf(page wire.Page) (g gate, err error) {
	if page.Signup == nil && page.Feedback == nil {
		return g, ErrNotFound
	}
	if g.page = page.Signup; g.page != nil {
		if g.statement, err = page.Signup.Statement.Open(); err != nil {
			return g, fmt.Errorf("read a statement: %w", err)
		}
	}
	if page.Feedback != nil {
		how, err := page.Feedback.Statement.OpenFeedback()
		if err != nil {
			return g, fmt.Errorf("read a statement: %w", err)
		}
		g.how = &how
	}
	return g, nil
}
