package storetest

import (
	"context"
	"crypto/sha256"
	"errors"
	"strings"
	"testing"

	"daykit/internal/central/server"
	"daykit/internal/domain/fault"
)

// Opened opens a store for one test or benchmark, which closes it at its end.
func Opened[S interface{ Close() error }](tb testing.TB, open func(ctx context.Context, address string) (S, error), address string) S {
	tb.Helper()
	s, err := open(tb.Context(), address)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Error(err)
		}
	})
	return s
}

// Workspaces makes groups of the given names, each with a workspace of that id.
func Workspaces(tb testing.TB, s server.Store, names ...string) {
	tb.Helper()
	for _, name := range names {
		if err := s.Invite(tb.Context(), byName(name)); err != nil {
			tb.Fatal(err)
		}
	}
}

// byName is an invitation of which only the group matters.
func byName(name string) server.Invitation {
	return server.Invitation{Code: sha256.Sum256([]byte(name)), Workspace: name, Group: name, Key: name}
}

// Shared tests that two stores are open on one database.
func Shared(t *testing.T, a, b server.Store) {
	t.Helper()
	Workspaces(t, a, "w")
	if err := b.Invite(t.Context(), byName("w")); !errors.Is(err, server.ErrConflict) {
		t.Errorf("the other program got %v, want %v", err, server.ErrConflict)
	}
}

// Newer tests that an error is the refusal of what a newer version made.
func Newer(t *testing.T, err error) {
	t.Helper()
	if fault.CodeOf(err) != fault.Conflict || !strings.Contains(err.Error(), "newer version") {
		t.Errorf("got %v, want a refusal that says newer version", err)
	}
}

func cancelled(t *testing.T, s server.Store) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Invite(ctx, byName("w")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
	if err := s.Invite(t.Context(), byName("w")); err != nil {
		t.Errorf("the cancelled invitation was kept: %v", err)
	}
}
