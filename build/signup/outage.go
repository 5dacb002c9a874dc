package main

import (
	"context"
	"errors"
	"sync/atomic"

	"daykit/internal/central/server"
	"daykit/internal/data/feed"
	"daykit/internal/domain/fault"
)

// losable is a store whose database visitors lose the line to when a test says so.
type losable struct {
	server.Store
	lost atomic.Bool
}

// Page implements server.Store.
func (s *losable) Page(ctx context.Context, event string) (server.Published, error) {
	if s.lost.Load() {
		return server.Published{}, errLost()
	}
	return s.Store.Page(ctx, event)
}

// Post implements server.Store.
func (s *losable) Post(ctx context.Context, letters []feed.Letter, most int) ([]feed.Fate, error) {
	if s.lost.Load() {
		return nil, errLost()
	}
	return s.Store.Post(ctx, letters, most)
}

// errLost is what the store of a database says that is on another machine.
func errLost() error {
	return fault.Wrap(errors.New("no route to host"), fault.Offline, "the server's database cannot be reached", "try again in a moment")
}
