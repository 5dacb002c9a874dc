package storetest

import (
	"cmp"
	"errors"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
)

// today is the day of start.
var today = server.DayOf(start)

func wantDenied(t *testing.T, err error) {
	t.Helper()
	if !errors.Is(err, server.ErrDenied) {
		t.Fatalf("got error %v, want %v", err, server.ErrDenied)
	}
}

func unknownCode(t *testing.T, s server.Store) {
	enter(t, s, "a")
	_, err := s.Join(t.Context(), secret("b"), newcomer("a", "a2"))
	wantDenied(t, err)
	_, err = s.Holder(t.Context(), secret("token b"), today)
	wantDenied(t, err)
}

// member is who the device of a name is in a workspace.
func member(ws server.Workspace, device string) server.Member {
	return server.Member{Workspace: ws, Device: server.DeviceID(secret("device " + device)), Role: wire.RoleOrganiser}
}

func oneDevice(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	if want := (server.Workspace{ID: "ws-a", Group: "a"}); ws != want {
		t.Errorf("joined %v, want %v", ws, want)
	}
	held, err := s.Holder(t.Context(), secret("token a"), today)
	if err != nil || held != member(ws, "a") {
		t.Errorf("token is held by %v, %v, want %v", held, err, member(ws, "a"))
	}
	_, err = s.Join(t.Context(), secret("a"), newcomer("stranger", "b"))
	wantDenied(t, err)
}

func joinAgain(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	again, err := s.Join(t.Context(), secret("a"), newcomer("a", "fresh"))
	if err != nil || again != member(ws, "a") {
		t.Fatalf("joined again: got %v, %v, want %v", again, err, member(ws, "a"))
	}
	if _, err := s.Holder(t.Context(), secret("token fresh"), today); err != nil {
		t.Errorf("fresh token: got %v", err)
	}
	_, err = s.Holder(t.Context(), secret("token a"), today)
	wantDenied(t, err)
}

func expiredCode(t *testing.T, s server.Store) {
	enter(t, s, "a")
	late := newcomer("a", "late")
	late.At = start.Add(time.Hour)
	_, err := s.Join(t.Context(), secret("a"), late)
	wantDenied(t, err)
}

func secondInvitation(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	second := invitation("second", "A")
	second.Key = "a"
	if err := s.Invite(t.Context(), second); err != nil {
		t.Fatal(err)
	}
	got, err := s.Join(t.Context(), secret("second"), newcomer("other laptop", "b"))
	if err != nil || got.Workspace != ws {
		t.Errorf("second device joined %v, %v, want %v", got, err, ws)
	}
	if _, err := s.Holder(t.Context(), secret("token a"), today); err != nil {
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
	a, b := enter(t, s, "a"), enter(t, s, "b")
	dead := member(a, "a").Device
	for _, ws := range []server.Workspace{b, {ID: "ws-none"}} {
		if err := s.Revoke(t.Context(), ws.ID, dead); !errors.Is(err, server.ErrNotFound) {
			t.Errorf("from workspace %s: got %v, want %v", ws.ID, err, server.ErrNotFound)
		}
	}
	if _, err := s.Holder(t.Context(), secret("token a"), today); err != nil {
		t.Fatalf("another group put it out: %v", err)
	}
	for range 2 {
		if err := s.Revoke(t.Context(), a.ID, dead); err != nil {
			t.Fatal(err)
		}
	}
	_, err := s.Holder(t.Context(), secret("token a"), today)
	wantDenied(t, err)
	_, err = s.Join(t.Context(), secret("a"), newcomer("a", "back"))
	wantDenied(t, err)
	if _, err := s.Holder(t.Context(), secret("token b"), today); err != nil {
		t.Errorf("another group's token: got %v", err)
	}
}

func groups(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	if got, err := s.Group(t.Context(), "a"); err != nil || got != ws {
		t.Errorf("got %v, %v, want %v", got, err, ws)
	}
	if _, err := s.Group(t.Context(), "b"); !errors.Is(err, server.ErrNotFound) {
		t.Errorf("got %v, want %v", err, server.ErrNotFound)
	}
}

func devices(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	enter(t, s, "b")
	second := invitation("second", "a")
	if err := s.Invite(t.Context(), second); err != nil {
		t.Fatal(err)
	}
	n := newcomer("second", "second")
	n.Label = "قاعة"
	if _, err := s.Join(t.Context(), second.Code, n); err != nil {
		t.Fatal(err)
	}
	n.Label, n.Token = "", secret("token again")
	if _, err := s.Join(t.Context(), second.Code, n); err != nil {
		t.Fatal(err)
	}
	for _, day := range []server.Day{today, today + 3} {
		if _, err := s.Holder(t.Context(), secret("token again"), day); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Revoke(t.Context(), ws.ID, member(ws, "a").Device); err != nil {
		t.Fatal(err)
	}
	want := []server.Device{
		{ID: member(ws, "a").Device, Role: wire.RoleOrganiser, Revoked: true},
		{ID: member(ws, "second").Device, Role: wire.RoleOrganiser, Label: "قاعة", Seen: today + 3},
	}
	slices.SortFunc(want, func(a, b server.Device) int { return cmp.Compare(a.ID, b.ID) })
	got, err := s.Devices(t.Context(), ws.ID)
	if d := gocmp.Diff(want, got); err != nil || d != "" {
		t.Errorf("devices: %v (-want +got):\n%s", err, d)
	}
}
