package storetest

import (
	"errors"
	"testing"
	"time"

	"daykit/internal/central/server"
)

func wantDenied(t *testing.T, err error) {
	t.Helper()
	if !errors.Is(err, server.ErrDenied) {
		t.Fatalf("got error %v, want %v", err, server.ErrDenied)
	}
}

func unknownCode(t *testing.T, s server.Store) {
	enter(t, s, "a")
	_, err := s.Join(t.Context(), joining("b", "a", "a2"))
	wantDenied(t, err)
	_, err = s.Holder(t.Context(), secret("token b"))
	wantDenied(t, err)
}

func oneDevice(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	if want := (server.Workspace{ID: "ws-a", Group: "a"}); ws != want {
		t.Errorf("joined %v, want %v", ws, want)
	}
	held, err := s.Holder(t.Context(), secret("token a"))
	if err != nil || held != ws {
		t.Errorf("token is held by %v, %v, want %v", held, err, ws)
	}
	_, err = s.Join(t.Context(), joining("a", "stranger", "b"))
	wantDenied(t, err)
}

func joinAgain(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	again, err := s.Join(t.Context(), joining("a", "a", "fresh"))
	if err != nil || again != ws {
		t.Fatalf("joined again: got %v, %v, want %v", again, err, ws)
	}
	if _, err := s.Holder(t.Context(), secret("token fresh")); err != nil {
		t.Errorf("fresh token: got %v", err)
	}
	_, err = s.Holder(t.Context(), secret("token a"))
	wantDenied(t, err)
}

func expiredCode(t *testing.T, s server.Store) {
	enter(t, s, "a")
	late := joining("a", "a", "late")
	late.At = start.Add(time.Hour)
	_, err := s.Join(t.Context(), late)
	wantDenied(t, err)
}

func secondInvitation(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	second := invitation("second", "A")
	second.Key = "a"
	if err := s.Invite(t.Context(), second); err != nil {
		t.Fatal(err)
	}
	got, err := s.Join(t.Context(), joining("second", "other laptop", "b"))
	if err != nil || got != ws {
		t.Errorf("second device joined %v, %v, want %v", got, err, ws)
	}
	if _, err := s.Holder(t.Context(), secret("token a")); err != nil {
		t.Errorf("the first device was put out: %v", err)
	}
}

func codeOnce(t *testing.T, s server.Store) {
	enter(t, s, "a")
	if err := s.Invite(t.Context(), invitation("a", "a")); !errors.Is(err, server.ErrConflict) {
		t.Errorf("got %v, want %v", err, server.ErrConflict)
	}
}

func revoke(t *testing.T, s server.Store) {
	enter(t, s, "a")
	enter(t, s, "b")
	if err := s.Revoke(t.Context(), secret("token a")); err != nil {
		t.Fatal(err)
	}
	_, err := s.Holder(t.Context(), secret("token a"))
	wantDenied(t, err)
	_, err = s.Join(t.Context(), joining("a", "a", "back"))
	wantDenied(t, err)
	wantDenied(t, s.Revoke(t.Context(), secret("token a")))
	if _, err := s.Holder(t.Context(), secret("token b")); err != nil {
		t.Errorf("another group's token: got %v", err)
	}
}
