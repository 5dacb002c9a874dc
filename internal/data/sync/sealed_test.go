package sync_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/data/store"
	"daykit/internal/data/sync"
)

// sealedLaptop gives a laptop of Riverside that has the group's keys.
func (c *campaign) sealedLaptop(keys *seal.Keys) *laptop {
	c.t.Helper()
	return c.sealedLaptopOn(keys, nil)
}

// sealedLaptopOn gives one whose requests go over a line, and which takes letters in.
func (c *campaign) sealedLaptopOn(keys *seal.Keys, line http.RoundTripper) *laptop {
	c.t.Helper()
	s, err := store.Open(context.Background(), c.t.TempDir(), store.Options{Now: now, Rand: rand.Reader, Log: quiet(), Sealer: keys})
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() { _ = s.Close() })
	l := &laptop{store: s}
	l.Client = sync.New(sync.Config{
		Store: s, HTTP: &http.Client{Transport: line}, Now: now, Rand: rand.Reader, Log: quiet(), Letters: l.take(keys),
		Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	})
	c.join(l)
	return l
}

// guest writes a guest with a name and a number.
func (l *laptop) guest(t *testing.T, id, name, phone string) {
	t.Helper()
	set := func(class oplog.Class, field, v string) store.SetChange {
		return store.SetChange{Class: class, Entity: "guest", ID: id, Fields: map[string]json.RawMessage{field: json.RawMessage(`"` + v + `"`)}}
	}
	err := l.store.Write(t.Context(), store.Act{Event: "E1", Label: "add a guest", Changes: []store.Change{set(oplog.Roster, "name", name), set(oplog.Contact, "phone", phone)}})
	if err != nil {
		t.Fatal(err)
	}
}

// known gives a guest as a laptop shows it.
func (l *laptop) known(t *testing.T, id string) string {
	t.Helper()
	f, err := l.store.Entity(t.Context(), "guest", id)
	if err != nil {
		t.Fatal(err)
	}
	return string(f["name"]) + string(f["phone"])
}

// safe reports whether the server says that it holds all that a laptop has.
func (l *laptop) safe(t *testing.T) bool {
	t.Helper()
	r, err := l.Receipt(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ours, err := l.store.Digest(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return r.Digest == ours
}

// holds reports whether the server's files hold a text.
func (c *campaign) holds(text string) bool {
	c.t.Helper()
	files, err := os.ReadDir(c.dir)
	if err != nil {
		c.t.Fatal(err)
	}
	found := false
	for _, f := range files {
		raw, err := os.ReadFile(filepath.Join(c.dir, f.Name()))
		if err != nil {
			c.t.Fatal(err)
		}
		found = found || bytes.Contains(raw, []byte(text))
	}
	return found
}

// TestGuestsTravelSealed carries guests through the product's own server, which
// never learns of whom it is, and forgets one everywhere.
func TestGuestsTravelSealed(t *testing.T) {
	t.Parallel()
	keys, err := seal.NewKeys(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := newCampaign(t)
	a, b := c.sealedLaptop(keys), c.sealedLaptop(keys)
	a.guest(t, "E1/g1", "Amina Canary", "07700900123")
	a.guest(t, "E1/g2", "Tesfay Canary", "07700900456")
	if a.safe(t) {
		t.Error("what was not sent is said to be safe")
	}
	a.sync(t)
	if !a.safe(t) {
		t.Error("what was sent is not said to be safe")
	}
	b.sync(t)
	if got := b.known(t, "E1/g1"); got != `"Amina Canary""07700900123"` || !b.safe(t) {
		t.Errorf("the other laptop has %s", got)
	}
	if !c.holds("Riverside") {
		t.Error("the server's files were not looked into")
	}
	for _, secret := range []string{"Amina", "Tesfay", "07700900123"} {
		if c.holds(secret) {
			t.Errorf("the server holds %q", secret)
		}
	}
	if err := b.store.Erase(t.Context(), "guest", "E1/g1"); err != nil {
		t.Fatal(err)
	}
	a.guest(t, "E1/g1", "Amina again", "07700900789") // at the same time, without having heard
	for range 2 {
		b.sync(t)
		a.sync(t)
	}
	b.sync(t)
	for i, l := range []*laptop{a, b} {
		if got := l.known(t, "E1/g1"); got != "" {
			t.Errorf("laptop %d still has %s", i, got)
		}
		if got := l.known(t, "E1/g2"); got != `"Tesfay Canary""07700900456"` {
			t.Errorf("laptop %d has %s of the other guest", i, got)
		}
		if !l.safe(t) {
			t.Errorf("laptop %d and the server differ", i)
		}
		if r := l.sync(t); r.Pushed+r.Pulled+r.Waiting+r.Quarantined != 0 {
			t.Errorf("laptop %d does not settle: %+v", i, r)
		}
	}
}
