package storetest

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/central/server"
	"daykit/internal/data/feed"
)

// enrolment is a link for a coordinator; the id is the name's.
func enrolment(name, link string) server.Enrolment {
	return server.Enrolment{ID: "id-" + name, Name: name, Key: name, Link: secret(link), Expires: start.Add(server.EnrolLife)}
}

func session(id, token string) server.Session {
	return server.Session{Token: secret(token), Coordinator: id, How: server.HowCode, Begins: start, Expires: start.Add(server.SessionLife)}
}

func addCoordinator(t *testing.T, s server.Store, name, link string) server.Coordinator {
	t.Helper()
	c, err := s.AddCoordinator(t.Context(), enrolment(name, link))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func links(t *testing.T, s server.Store) {
	c := addCoordinator(t, s, "cora", "first")
	if want := (server.Coordinator{ID: "id-cora", Name: "cora", Link: start.Add(server.EnrolLife)}); c != want {
		t.Errorf("added %+v, want %+v", c, want)
	}
	again := enrolment("cora", "second")
	again.ID = "id-other"
	if c, err := s.AddCoordinator(t.Context(), again); err != nil || c.ID != "id-cora" {
		t.Errorf("added again: %+v, %v", c, err)
	}
	_, err := s.Enrolling(t.Context(), secret("first"), start)
	wantDenied(t, err)
	_, err = s.Enrolling(t.Context(), secret("second"), start.Add(server.EnrolLife))
	wantDenied(t, err)
	if c, err := s.Enrolling(t.Context(), secret("second"), start); err != nil || c.ID != "id-cora" {
		t.Errorf("got %+v, %v", c, err)
	}
	one := server.CodeSecret{Secret: []byte("twenty bytes of seed"), Step: 7}
	wantDenied(t, s.EnrolCode(t.Context(), secret("first"), one, session("id-cora", "t")))
	wantDenied(t, s.EnrolCode(t.Context(), secret("second"), one, session("id-other", "t")))
	if err := s.EnrolCode(t.Context(), secret("second"), one, session("id-cora", "t")); err != nil {
		t.Fatal(err)
	}
	wantDenied(t, s.EnrolCode(t.Context(), secret("second"), one, session("id-cora", "u")))
	_, err = s.Enrolling(t.Context(), secret("second"), start)
	wantDenied(t, err)
	all, err := s.Coordinators(t.Context())
	if d := cmp.Diff([]server.Coordinator{{ID: "id-cora", Name: "cora", Codes: true}}, all); err != nil || d != "" {
		t.Errorf("%v (-want +got):\n%s", err, d)
	}
}

func codes(t *testing.T, s server.Store) {
	addCoordinator(t, s, "cora", "link")
	if _, _, err := s.CodeSecret(t.Context(), "cora"); !errors.Is(err, server.ErrNotFound) {
		t.Errorf("before: %v", err)
	}
	one := server.CodeSecret{Secret: []byte("twenty bytes of seed"), Step: 7}
	if err := s.EnrolCode(t.Context(), secret("link"), one, session("id-cora", "t")); err != nil {
		t.Fatal(err)
	}
	_, got, err := s.CodeSecret(t.Context(), "cora")
	if d := cmp.Diff(one, got); err != nil || d != "" {
		t.Errorf("%v (-want +got):\n%s", err, d)
	}
	replaces(t, s)
	for _, step := range []int64{7, 6} {
		if err := s.SpendCode(t.Context(), step, session("id-cora", "u")); !errors.Is(err, server.ErrStale) {
			t.Errorf("step %d: %v", step, err)
		}
	}
	var won int
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, token := range []string{"a", "b", "c", "d"} {
		wg.Go(func() {
			err := s.SpendCode(t.Context(), 8, session("id-cora", token))
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				won++
			} else if !errors.Is(err, server.ErrStale) {
				t.Errorf("spend: %v", err)
			}
		})
	}
	wg.Wait()
	if won != 1 {
		t.Errorf("one code let %d in", won)
	}
}

func keys(t *testing.T, s server.Store) {
	addCoordinator(t, s, "cora", "one")
	key := server.Passkey{ID: []byte{1, 0, 255}, Body: []byte("body")}
	if err := s.EnrolPasskey(t.Context(), secret("one"), key, session("id-cora", "t")); err != nil {
		t.Fatal(err)
	}
	addCoordinator(t, s, "dora", "two")
	if err := s.EnrolPasskey(t.Context(), secret("two"), key, session("id-dora", "u")); !errors.Is(err, server.ErrConflict) {
		t.Errorf("a key of somebody else: %v", err)
	}
	if _, err := s.Enrolling(t.Context(), secret("two"), start); err != nil {
		t.Errorf("the link was spent for nothing: %v", err)
	}
	key.Body = []byte("later")
	if err := s.UsePasskey(t.Context(), key, session("id-dora", "v")); !errors.Is(err, server.ErrNotFound) {
		t.Errorf("used by another: %v", err)
	}
	if err := s.UsePasskey(t.Context(), key, session("id-cora", "w")); err != nil {
		t.Fatal(err)
	}
	c, all, err := s.Passkeys(t.Context(), "id-cora")
	if d := cmp.Diff([]server.Passkey{key}, all); err != nil || d != "" || c.Passkeys != 1 {
		t.Errorf("%+v, %v (-want +got):\n%s", c, err, d)
	}
	if _, _, err := s.Passkeys(t.Context(), "id-nobody"); !errors.Is(err, server.ErrNotFound) {
		t.Errorf("nobody's: %v", err)
	}
}

func sessions(t *testing.T, s server.Store) {
	addCoordinator(t, s, "cora", "link")
	one := server.CodeSecret{Secret: []byte("x"), Step: 1}
	if err := s.EnrolCode(t.Context(), secret("link"), one, session("id-cora", "first")); err != nil {
		t.Fatal(err)
	}
	if err := s.SpendCode(t.Context(), 2, session("id-cora", "second")); err != nil {
		t.Fatal(err)
	}
	who, n, err := s.SignedIn(t.Context(), secret("first"), start.Add(server.SessionLife-time.Second))
	if err != nil || who.ID != "id-cora" || who.Name != "cora" || n.How != server.HowCode || !n.Expires.Equal(start.Add(server.SessionLife)) {
		t.Errorf("got %+v, %+v, %v", who, n, err)
	}
	_, _, err = s.SignedIn(t.Context(), secret("first"), start.Add(server.SessionLife))
	wantDenied(t, err)
	_, _, err = s.SignedIn(t.Context(), secret("nobody"), start)
	wantDenied(t, err)
	for range 2 {
		if err := s.SignOut(t.Context(), secret("first")); err != nil {
			t.Fatal(err)
		}
	}
	_, _, err = s.SignedIn(t.Context(), secret("first"), start)
	wantDenied(t, err)
	if _, _, err := s.SignedIn(t.Context(), secret("second"), start); err != nil {
		t.Errorf("another session ended too: %v", err)
	}
}

func removed(t *testing.T, s server.Store) {
	addCoordinator(t, s, "cora", "one")
	if err := s.EnrolPasskey(t.Context(), secret("one"), server.Passkey{ID: []byte("k"), Body: []byte("b")}, session("id-cora", "t")); err != nil {
		t.Fatal(err)
	}
	addCoordinator(t, s, "cora", "two")
	if c, err := s.RemoveCoordinator(t.Context(), "cora"); err != nil || c.ID != "id-cora" || c.Name != "cora" {
		t.Errorf("got %+v, %v", c, err)
	}
	_, _, err := s.SignedIn(t.Context(), secret("t"), start)
	wantDenied(t, err)
	_, err = s.Enrolling(t.Context(), secret("two"), start)
	wantDenied(t, err)
	if err := s.UsePasskey(t.Context(), server.Passkey{ID: []byte("k"), Body: []byte("b")}, session("id-cora", "u")); !errors.Is(err, server.ErrNotFound) {
		t.Errorf("the key opens still: %v", err)
	}
	for _, name := range []string{"cora", "nobody", "\x00", "\xff"} {
		if _, err := s.RemoveCoordinator(t.Context(), name); !errors.Is(err, server.ErrNotFound) {
			t.Errorf("remove %q: %v", name, err)
		}
	}
	if c := addCoordinator(t, s, "cora", "three"); c.Passkeys != 0 || c.Codes {
		t.Errorf("came back as %+v", c)
	}
}

func ceremonies(t *testing.T, s server.Store) {
	until := start.Add(time.Minute)
	for _, name := range []string{"a", "b", "c"} {
		if err := s.KeepCeremony(t.Context(), secret(name), []byte(name), start, until); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := s.TakeCeremony(t.Context(), secret("a"), start); err != nil || string(got) != "a" {
		t.Errorf("got %q, %v", got, err)
	}
	_, err := s.TakeCeremony(t.Context(), secret("a"), start)
	wantDenied(t, err)
	_, err = s.TakeCeremony(t.Context(), secret("b"), until)
	wantDenied(t, err)
	if err := s.KeepCeremony(t.Context(), secret("d"), []byte("d"), until, until.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	_, err = s.TakeCeremony(t.Context(), secret("c"), start) // dropped
	wantDenied(t, err)
}

func groupList(t *testing.T, s server.Store) {
	a := enter(t, s, "a")
	enter(t, s, "b")
	if err := s.Invite(t.Context(), invitation("more", "a")); err != nil {
		t.Fatal(err)
	}
	if err := s.Invite(t.Context(), invitation("c", "c")); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Holder(t.Context(), secret("token a"), today); err != nil {
		t.Fatal(err)
	}
	if err := s.Revoke(t.Context(), "ws-b", member(server.Workspace{ID: "ws-b"}, "b").Device); err != nil {
		t.Fatal(err)
	}
	push(t, s, a, page("x", 1, 10, "E1", `{}`), report("x", 2, 11, "E2", `{}`), page("x", 3, 12, "E3", `null`))
	group := func(name string) server.Workspace { return server.Workspace{ID: "ws-" + name, Group: name} }
	want := []server.Group{
		{Workspace: group("a"), Devices: 1, Seen: today, Events: 2, Invited: 1},
		{Workspace: group("b")},
		{Workspace: group("c"), Invited: 1},
	}
	got, err := s.Groups(t.Context(), start)
	if d := cmp.Diff(want, got); err != nil || d != "" {
		t.Errorf("%v (-want +got):\n%s", err, d)
	}
	if got, err := s.Groups(t.Context(), start.Add(time.Hour)); err != nil || got[0].Invited != 0 || got[2].Invited != 0 {
		t.Errorf("codes that are over wait: %+v, %v", got, err)
	}
}

// tallied counts each letter once, on the day on which it first came.
func tallied(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	push(t, s, ws, page("x", 1, 10, "E1", `{}`), page("x", 2, 11, "E2", `{}`))
	letter := func(id, event string, day int64) feed.Letter {
		return feed.Letter{UUID: id, Event: event, Body: []byte("sealed"), Day: day}
	}
	for _, batch := range [][]feed.Letter{
		{letter("1", "E1", 5), letter("2", "E2", 5), letter("1", "E1", 5), letter("3", "NOBODY", 5)},
		{letter("1", "E1", 6), letter("4", "E1", 6), letter("5", "E1", 0)},
		{letter("6", "E1", 5)},
	} {
		if _, err := s.Post(t.Context(), batch, 3); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.ClearMail(t.Context(), "E1"); err != nil {
		t.Fatal(err)
	}
	got, err := s.Tallies(t.Context())
	if d := cmp.Diff([]server.Tally{{Day: 5, Letters: 2}, {Day: 6, Letters: 1}}, got); err != nil || d != "" {
		t.Errorf("%v (-want +got):\n%s", err, d)
	}
}
