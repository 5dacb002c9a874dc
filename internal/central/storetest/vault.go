package storetest

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
)

func keybags(t *testing.T, s server.Store) {
	a, b := enter(t, s, "a"), enter(t, s, "b")
	put := func(version int64, body string, want server.Keybag, wantErr error) {
		t.Helper()
		got, err := s.PutKeybag(t.Context(), a.ID, server.Keybag{Version: version, Body: []byte(body)})
		if d := gocmp.Diff(want, got); !errors.Is(err, wantErr) || d != "" {
			t.Errorf("put %d: got %v, want %v (-want +got):\n%s", version, err, wantErr, d)
		}
	}
	one, two := server.Keybag{Version: 1, Body: []byte("one")}, server.Keybag{Version: 2, Body: []byte("two\x00")}
	put(2, "two", server.Keybag{}, server.ErrStale)
	put(0, "none", server.Keybag{}, server.ErrStale)
	put(1, "one", one, nil)
	put(1, "one", one, nil)
	put(1, "other", one, server.ErrStale)
	put(3, "three", one, server.ErrStale)
	put(2, "two\x00", two, nil)
	put(1, "one", two, server.ErrStale)
	if got, err := s.Keybag(t.Context(), a.ID); err != nil || !gocmp.Equal(got, two) {
		t.Errorf("got %v, %v, want %v", got, err, two)
	}
	if got, err := s.Keybag(t.Context(), b.ID); err != nil || !gocmp.Equal(got, server.Keybag{}) {
		t.Errorf("another workspace: got %v, %v", got, err)
	}
}

// doorBag is the keybag of a workspace's device of the name.
func doorBag(ws server.Workspace, name, body string) wire.DoorBag {
	return wire.DoorBag{Device: member(ws, name).Device, Body: []byte(body)}
}

// wantDoors holds the devices whose keybags came with the present one to the names.
func wantDoors(t *testing.T, s server.Store, ws server.Workspace, names ...string) {
	t.Helper()
	got, err := s.Keybag(t.Context(), ws.ID)
	var want, named []string
	for _, name := range names {
		want = append(want, member(ws, name).Device)
	}
	slices.Sort(want)
	for _, d := range got.Doors {
		named = append(named, d.Device)
	}
	if d := gocmp.Diff(want, named); err != nil || d != "" {
		t.Errorf("%v (-want +got):\n%s", err, d)
	}
}

func doorBags(t *testing.T, s server.Store) {
	a, b := enter(t, s, "a"), enter(t, s, "b")
	leave(t, s, offer(a, "p"), offer(a, "q"), offer(b, "r"))
	for place, name := range map[string]string{"p": "one", "q": "two", "r": "theirs"} {
		if _, _, err := s.TakeOffer(t.Context(), secret(place), newcomer(name, name)); err != nil {
			t.Fatal(err)
		}
	}
	put := func(version int64, want error, doors ...wire.DoorBag) {
		t.Helper()
		if _, err := s.PutKeybag(t.Context(), a.ID, server.Keybag{Version: version, Body: []byte("x"), Doors: doors}); !errors.Is(err, want) {
			t.Fatalf("put %d: got %v, want %v", version, err, want)
		}
	}
	wantDoor := func(ws server.Workspace, name string, version int64, body string) {
		t.Helper()
		got, err := s.DoorBag(t.Context(), ws.ID, member(ws, name).Device)
		if err != nil || got.Version != version || string(got.Body) != body {
			t.Errorf("%s: got %v, %v, want %d %q", name, got, err, version, body)
		}
	}
	wantNamed := func(names ...string) { t.Helper(); wantDoors(t, s, a, names...) }
	wantDoor(a, "one", 0, "")
	put(1, nil, doorBag(a, "one", "one's"), doorBag(a, "two", "two's"), doorBag(a, "a", "an organiser's"), doorBag(a, "none", "nobody's"), doorBag(b, "theirs", "evil"))
	wantNamed("one", "two")
	wantDoor(a, "one", 1, "one's")
	wantDoor(a, "two", 1, "two's")
	wantDoor(a, "a", 0, "")
	wantDoor(b, "theirs", 0, "")
	wantDoor(b, "one", 0, "")
	put(3, server.ErrStale, doorBag(a, "one", "early"))
	put(1, nil, doorBag(a, "one", "again")) // the same keybag, whose answer was lost
	wantDoor(a, "one", 1, "one's")
	put(2, nil) // by a program that knows of none
	wantNamed()
	wantDoor(a, "one", 1, "one's")
	put(3, nil, doorBag(a, "one", "one's next"), doorBag(a, "two", "two's next"))
	wantNamed("one", "two")
	wantDoor(a, "one", 3, "one's next")
	if err := s.Revoke(t.Context(), a.ID, member(a, "two").Device); err != nil {
		t.Fatal(err)
	}
	wantNamed("one")
	wantDoor(a, "two", 0, "")
	put(4, nil, doorBag(a, "two", "back"))
	wantDoor(a, "one", 0, "")
	wantDoor(a, "two", 0, "")
}

func keybagRace(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	var mu sync.Mutex
	var wg sync.WaitGroup
	kept := ""
	for i := range 6 {
		wg.Go(func() {
			body := fmt.Sprint("bag ", i)
			_, err := s.PutKeybag(t.Context(), ws.ID, server.Keybag{Version: 1, Body: []byte(body)})
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil:
				kept += body
			case !errors.Is(err, server.ErrStale):
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if got, err := s.Keybag(t.Context(), ws.ID); err != nil || kept != string(got.Body) {
		t.Errorf("said to be kept %q, kept %q, %v", kept, got.Body, err)
	}
}

func recovers(t *testing.T, s server.Store) {
	ws, sheet := enter(t, s, "a"), secret("sheet")
	_, _, err := s.Recover(t.Context(), sheet, newcomer("new", "new"))
	wantDenied(t, err)
	if err := s.PutRecovery(t.Context(), ws.ID, sheet); err != nil {
		t.Fatal(err)
	}
	for _, token := range []string{"new", "newer"} { // before there is a keybag, and again
		m, k, err := s.Recover(t.Context(), sheet, newcomer("new", token))
		if err != nil || m != member(ws, "new") || k.Version != 0 || k.Body != nil {
			t.Fatalf("got %v, %v, %v", m, k, err)
		}
	}
	if _, err := s.Holder(t.Context(), secret("token newer"), today); err != nil {
		t.Errorf("the token that was given: %v", err)
	}
	bag := server.Keybag{Version: 1, Body: []byte("sealed")}
	if _, err := s.PutKeybag(t.Context(), ws.ID, bag); err != nil {
		t.Fatal(err)
	}
	if _, k, err := s.Recover(t.Context(), sheet, newcomer("third", "third")); err != nil || !gocmp.Equal(k, bag) {
		t.Errorf("got %v, %v, want %v", k, err, bag)
	}
}

func recoveryEnds(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	sheet, next := secret("sheet"), secret("next sheet")
	if err := s.PutRecovery(t.Context(), ws.ID, sheet); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Recover(t.Context(), sheet, newcomer("third", "third")); err != nil {
		t.Fatal(err)
	}
	if err := s.Revoke(t.Context(), ws.ID, member(ws, "third").Device); err != nil {
		t.Fatal(err)
	}
	_, _, err := s.Recover(t.Context(), sheet, newcomer("third", "back"))
	wantDenied(t, err)
	for range 2 {
		if err := s.PutRecovery(t.Context(), ws.ID, next); err != nil {
			t.Fatal(err)
		}
	}
	_, _, err = s.Recover(t.Context(), sheet, newcomer("fourth", "fourth"))
	wantDenied(t, err)
	if m, _, err := s.Recover(t.Context(), next, newcomer("fourth", "fourth")); err != nil || m.Workspace != ws {
		t.Errorf("by the next sheet: got %v, %v", m, err)
	}
}

func recoveryOnce(t *testing.T, s server.Store) {
	a, b := enter(t, s, "a"), enter(t, s, "b")
	if err := s.PutRecovery(t.Context(), a.ID, secret("sheet")); err != nil {
		t.Fatal(err)
	}
	if err := s.PutRecovery(t.Context(), b.ID, secret("sheet")); !errors.Is(err, server.ErrConflict) {
		t.Errorf("got %v, want %v", err, server.ErrConflict)
	}
	if m, _, err := s.Recover(t.Context(), secret("sheet"), newcomer("new", "new")); err != nil || m.Workspace != a {
		t.Errorf("got %v, %v, want %v", m, err, a)
	}
}

// offer is an invitation of a workspace's first device.
func offer(ws server.Workspace, place string) server.Offer {
	return server.Offer{
		Place: secret(place), Workspace: ws.ID, Maker: member(ws, ws.Group).Device, Role: wire.RoleDoor,
		Body: []byte("sealed " + place), At: start, Expires: start.Add(24 * time.Hour),
	}
}

func leave(t *testing.T, s server.Store, offers ...server.Offer) {
	t.Helper()
	for _, o := range offers {
		if err := s.Offer(t.Context(), o); err != nil {
			t.Fatal(err)
		}
	}
}

func wantNothing(t *testing.T, s server.Store, place string, n server.Newcomer) {
	t.Helper()
	if m, body, err := s.TakeOffer(t.Context(), secret(place), n); !errors.Is(err, server.ErrNotFound) || body != nil {
		t.Errorf("%s: got %v, %q, %v, want %v", place, m, body, err, server.ErrNotFound)
	}
}

func offers(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	leave(t, s, offer(ws, "p"), offer(ws, "q"))
	wantNothing(t, s, "none", newcomer("new", "t1"))
	want := member(ws, "new")
	want.Role = wire.RoleDoor
	for _, token := range []string{"t1", "t2"} { // the first answer was lost
		m, body, err := s.TakeOffer(t.Context(), secret("p"), newcomer("new", token))
		if err != nil || m != want || string(body) != "sealed p" {
			t.Fatalf("got %v, %q, %v, want %v", m, body, err, want)
		}
		wantNothing(t, s, "p", newcomer("stranger", "t3"))
	}
	_, err := s.Holder(t.Context(), secret("token t1"), today)
	wantDenied(t, err)
	if m, err := s.Holder(t.Context(), secret("token t2"), today); err != nil || m != want {
		t.Errorf("got %v, %v, want %v", m, err, want)
	}
	wantNothing(t, s, "p", newcomer("new", "t4"))
	if _, err := s.Holder(t.Context(), secret("token t2"), today); err != nil {
		t.Errorf("after the place was empty: %v", err)
	}
	// A device that is known takes another: it too must show the token it was given.
	for _, token := range []string{"t5", "t6"} {
		if _, body, err := s.TakeOffer(t.Context(), secret("q"), newcomer("new", token)); err != nil || string(body) != "sealed q" {
			t.Fatalf("the other offer: %q, %v", body, err)
		}
	}
	if _, err := s.Holder(t.Context(), secret("token t6"), today); err != nil {
		t.Error(err)
	}
	wantNothing(t, s, "q", newcomer("new", "t7"))
}

func offersEnd(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	leave(t, s, offer(ws, "p"), offer(ws, "q"), offer(ws, "r"))
	late := newcomer("new", "t1")
	late.At = start.Add(24 * time.Hour)
	wantNothing(t, s, "p", late)
	if _, _, err := s.TakeOffer(t.Context(), secret("r"), newcomer("new", "t2")); err != nil {
		t.Fatal(err)
	}
	if err := s.Revoke(t.Context(), ws.ID, member(ws, "new").Device); err != nil {
		t.Fatal(err)
	}
	_, _, err := s.TakeOffer(t.Context(), secret("r"), newcomer("new", "t3"))
	wantDenied(t, err)
	if err := s.Revoke(t.Context(), ws.ID, member(ws, "a").Device); err != nil {
		t.Fatal(err)
	}
	wantNothing(t, s, "q", newcomer("accomplice", "t4"))
}

func offersFull(t *testing.T, s server.Store) {
	a, b := enter(t, s, "a"), enter(t, s, "b")
	leave(t, s, offer(a, "p"), offer(a, "p"))
	for name, o := range map[string]server.Offer{
		"another body":      {Place: secret("p"), Workspace: a.ID, Role: wire.RoleDoor, Body: []byte("x"), At: start, Expires: start.Add(time.Hour)},
		"another role":      {Place: secret("p"), Workspace: a.ID, Role: wire.RoleOrganiser, Body: []byte("sealed p"), At: start, Expires: start.Add(time.Hour)},
		"another workspace": offer(b, "p"),
	} {
		if err := s.Offer(t.Context(), o); !errors.Is(err, server.ErrConflict) {
			t.Errorf("%s: got %v, want %v", name, err, server.ErrConflict)
		}
	}
	for i := range server.MaxOffers - 1 {
		leave(t, s, offer(a, fmt.Sprint("p", i)))
	}
	if err := s.Offer(t.Context(), offer(a, "more")); !errors.Is(err, server.ErrFull) {
		t.Errorf("got %v, want %v", err, server.ErrFull)
	}
	leave(t, s, offer(b, "b's"), offer(a, "p"))
	next := offer(a, "more")
	next.At, next.Expires = start.Add(24*time.Hour), start.Add(48*time.Hour)
	leave(t, s, next)
}

func offerRace(t *testing.T, s server.Store) {
	ws := enter(t, s, "a")
	leave(t, s, offer(ws, "p"))
	var mu sync.Mutex
	var wg sync.WaitGroup
	in := 0
	for i := range 6 {
		wg.Go(func() {
			_, _, err := s.TakeOffer(t.Context(), secret("p"), newcomer(fmt.Sprint("d", i), fmt.Sprint("t", i)))
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil:
				in++
			case !errors.Is(err, server.ErrNotFound):
				t.Error(err)
			}
		})
	}
	wg.Wait()
	all, err := s.Devices(t.Context(), ws.ID)
	if in != 1 || err != nil || len(all) != 2 {
		t.Errorf("%d were let in, the list has %d, %v", in, len(all), err)
	}
}

func seeds(t *testing.T, s server.Store) {
	var wg sync.WaitGroup
	got := make([][32]byte, 4)
	for i := range got {
		wg.Go(func() {
			var err error
			if got[i], err = s.Seed(t.Context(), "receipt", secret(fmt.Sprint("fresh ", i))); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for i, g := range got {
		if g == [32]byte{} || g != got[0] {
			t.Errorf("call %d gave %x, call 0 %x", i, g, got[0])
		}
	}
	other, err := s.Seed(t.Context(), "other", secret("other"))
	if err != nil || other != secret("other") {
		t.Errorf("another name: got %x, %v", other, err)
	}
}
