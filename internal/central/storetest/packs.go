package storetest

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"daykit/internal/central/server"
)

func edition(id string, version, number int64, body string) server.Pack {
	return server.Pack{
		ID: id, Version: version, Number: number, NotBefore: start, Expires: start.Add(24 * time.Hour), Key: []byte("key"), Body: []byte(body),
	}
}

func withdrawn(number int64, body string) server.List {
	return server.List{Number: number, Key: []byte("key"), Body: []byte(body)}
}

// shelf lists what is kept, in short: empty editions in brackets.
func shelf(t *testing.T, s server.Store) (out []string) {
	t.Helper()
	all, err := s.Packs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		line := fmt.Sprintf("%s %d of %d", p.ID, p.Version, p.Number)
		if p.Empty {
			line = "(" + line + ")"
		}
		out = append(out, line)
	}
	return out
}

func wantShelf(t *testing.T, s server.Store, want ...string) {
	t.Helper()
	if d := gocmp.Diff(want, shelf(t, s)); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}

func packs(t *testing.T, s server.Store) {
	wantShelf(t, s)
	for _, c := range []struct {
		p    server.Pack
		want error
	}{
		{edition("b", 2, 0, "b2\x00"), nil},
		{edition("a", 1, 0, "a1"), nil},
		{edition("a", 1, 0, "a1"), nil},
		{edition("a", 1, 0, "other"), server.ErrStale},
		{edition("a", 9, 0, "a9"), nil},
		{edition("a", 5, 0, "a5"), server.ErrStale},
		{edition("a", 1, 0, "a1"), server.ErrStale},
		{edition("a", 10, 1, "a10"), server.ErrConflict},
	} {
		if err := s.PutPack(t.Context(), c.p); !errors.Is(err, c.want) {
			t.Errorf("%s %d %q: got %v, want %v", c.p.ID, c.p.Version, c.p.Body, err, c.want)
		}
	}
	wantShelf(t, s, "a 1 of 0", "a 9 of 0", "b 2 of 0")
	want := edition("b", 2, 0, "b2\x00")
	if got, err := s.Pack(t.Context(), "b", 2); err != nil || !gocmp.Equal(got, want) {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
	for _, id := range []string{"b", "c", "", "a\x00"} {
		if _, err := s.Pack(t.Context(), id, 3); !errors.Is(err, server.ErrNotFound) {
			t.Errorf("%q: got %v", id, err)
		}
	}
}

func withdrawals(t *testing.T, s server.Store) {
	if l, err := s.Withdrawals(t.Context()); !errors.Is(err, server.ErrNotFound) {
		t.Errorf("got %v, %v", l, err)
	}
	for _, p := range []server.Pack{edition("a", 1, 0, "a1"), edition("a", 2, 0, "a2"), edition("b", 1, 0, "b1")} {
		if err := s.PutPack(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		if err := s.PutWithdrawals(t.Context(), withdrawn(3, "three"), []server.Pack{edition("a", 3, 3, "a3")}); err != nil {
			t.Fatal(err)
		}
	}
	wantShelf(t, s, "(a 1 of 0)", "(a 2 of 0)", "a 3 of 3", "(b 1 of 0)")
	if _, err := s.Pack(t.Context(), "a", 2); !errors.Is(err, server.ErrNotFound) {
		t.Errorf("an emptied edition: %v", err)
	}
	for name, err := range map[string]error{
		"an older list":                    s.PutWithdrawals(t.Context(), withdrawn(2, "two"), nil),
		"another of the same number":       s.PutWithdrawals(t.Context(), withdrawn(3, "other"), nil),
		"an emptied version":               s.PutPack(t.Context(), edition("b", 1, 3, "b1")),
		"a list with an edition of before": s.PutWithdrawals(t.Context(), withdrawn(4, "four"), []server.Pack{edition("a", 3, 4, "a3")}),
	} {
		if !errors.Is(err, server.ErrStale) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if err := s.PutPack(t.Context(), edition("b", 2, 0, "b2")); !errors.Is(err, server.ErrConflict) {
		t.Errorf("an edition of an older list: %v", err)
	}
	if l, err := s.Withdrawals(t.Context()); err != nil || !gocmp.Equal(l, withdrawn(3, "three")) {
		t.Errorf("got %v, %v", l, err)
	}
	wantShelf(t, s, "(a 1 of 0)", "(a 2 of 0)", "a 3 of 3", "(b 1 of 0)")
}

// packRace publishes while lists come: afterwards nothing is kept of an older list.
func packRace(t *testing.T, s server.Store) {
	var wg sync.WaitGroup
	for i := range 4 {
		number := int64(i + 1)
		wg.Go(func() {
			err := s.PutWithdrawals(t.Context(), withdrawn(number, fmt.Sprint(number)), []server.Pack{edition("a", 10*number, number, "again")})
			if err != nil && !errors.Is(err, server.ErrStale) {
				t.Error(err)
			}
		})
		wg.Go(func() {
			err := s.PutPack(t.Context(), edition("b", number, number-1, fmt.Sprint("b", number)))
			if err != nil && !errors.Is(err, server.ErrStale) && !errors.Is(err, server.ErrConflict) {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	l, err := s.Withdrawals(t.Context())
	if err != nil || l.Number != 4 {
		t.Fatalf("got list %d, %v", l.Number, err)
	}
	all, err := s.Packs(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		if !p.Empty && p.Number != 4 {
			t.Errorf("%s %d of list %d can still be read", p.ID, p.Version, p.Number)
		}
	}
}
