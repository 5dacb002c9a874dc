package sync_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	central "daykit/internal/central/server"
	"daykit/internal/central/sqlite"
	"daykit/internal/data/wire"
)

// restorable is a campaign whose server can be stopped, and put back from a backup.
type restorable struct {
	*campaign
	now  atomic.Pointer[central.Server]
	stop func()
}

func newRestorable(t *testing.T) *restorable {
	t.Helper()
	r := &restorable{campaign: &campaign{dir: t.TempDir(), t: t}}
	r.start()
	h := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) { r.now.Load().ServeHTTP(w, req) }))
	r.url = h.URL
	t.Cleanup(func() {
		h.Close()
		r.stop()
	})
	return r
}

func (r *restorable) file() string { return filepath.Join(r.dir, "server.db") }

func (r *restorable) start() {
	r.t.Helper()
	db, err := sqlite.Open(context.Background(), r.file())
	if err != nil {
		r.t.Fatal(err)
	}
	srv := central.New(central.Config{Store: db, Now: now, Rand: rand.Reader, Log: quiet(), PublicURL: "https://day.example.org"})
	srv.Start()
	r.now.Store(srv)
	r.store = db
	r.stop = func() {
		srv.Close()
		if err := db.Close(); err != nil {
			r.t.Error(err)
		}
	}
}

// TestABackupPutBackGetsAllAgain: what came after the backup is pushed again, since the pull
// is the receipt, and letters that a restored server hands out again make nobody twice.
func TestABackupPutBackGetsAllAgain(t *testing.T) {
	t.Parallel()
	keys := newKeys(t)
	c := newRestorable(t)
	a, b := c.sealedLaptop(keys), c.sealedLaptop(keys)
	a.opens(t, keys)
	leave := func(from, to int) {
		for n := from; n < to; n++ {
			c.leave(n, sealedLetter(t, keys, visitor(n, fmt.Sprint("Guest ", n))))
		}
	}
	leave(0, 2)
	a.sync(t)
	leave(2, 4) // these wait while the backup is made
	backup := filepath.Join(c.dir, "backup.db")
	if err := sqlite.Backup(t.Context(), c.file(), backup); err != nil {
		t.Fatal(err)
	}
	leave(4, 6)
	a.guest(t, supper+"/canary", "Ana", "0161 496 0000")
	a.sync(t)
	b.sync(t)
	b.guest(t, supper+"/later", "Bahar", "0161 496 0001")
	b.sync(t)
	c.stop()
	if _, err := sqlite.Restore(t.Context(), backup, c.file()); err != nil {
		t.Fatal(err)
	}
	c.start()
	for range 2 { // the second time each hears what the other sent again
		a.sync(t)
		b.sync(t)
	}
	for name, l := range map[string]*laptop{"a": a, "b": b} {
		if got := l.count(t, "guest"); got != 8 {
			t.Errorf("laptop %s has %d guests, want 8", name, got)
		}
		if !l.safe(t) {
			t.Errorf("the server has not all that laptop %s has", name)
		}
	}
	if got := c.waiting(t, a); got != 0 {
		t.Errorf("%d letters wait still", got)
	}
	fresh := c.sealedLaptop(keys) // sees what the server holds, and nothing else
	fresh.sync(t)
	if got := fresh.count(t, "guest"); got != 8 {
		t.Errorf("the server has %d guests, want 8", got)
	}
}

// TestAHelpersLaptopLeavesPagesToOrganisers: it comes first to a server that was restored,
// sends what it may and no page, and an organiser's laptop brings that afterwards.
func TestAHelpersLaptopLeavesPagesToOrganisers(t *testing.T) {
	t.Parallel()
	keys := newKeys(t)
	c := newRestorable(t)
	a := c.sealedLaptop(keys)
	place := strings.Repeat("0f", 16)
	if err := a.PairPut(t.Context(), place, wire.RoleDoor, []byte("sealed")); err != nil {
		t.Fatal(err)
	}
	door := c.sealedLaptop(keys)
	if err := door.Stranger(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, _, err := door.PairTake(t.Context(), c.url, place); err != nil {
		t.Fatal(err)
	}
	a.sync(t)
	door.sync(t)
	backup := filepath.Join(c.dir, "backup.db")
	if err := sqlite.Backup(t.Context(), c.file(), backup); err != nil {
		t.Fatal(err)
	}
	a.guest(t, supper+"/ana", "Ana", "0161 496 0000")
	a.publish(t, supper, string(wire.Raw(wire.Page{
		Title: map[string]string{"en": "A shared table"}, Date: "2026-12-18", Timezone: "Europe/London", Languages: []string{"en"}, Access: []string{},
	})))
	a.sync(t)
	door.sync(t)
	c.stop()
	if _, err := sqlite.Restore(t.Context(), backup, c.file()); err != nil {
		t.Fatal(err)
	}
	c.start()
	if got := door.sync(t); got.Waiting == 0 || got.Quarantined != 0 || got.Pushed == 0 {
		t.Errorf("the helper's laptop: got %+v", got)
	}
	if _, err := c.store.Page(t.Context(), supper); !errors.Is(err, central.ErrNotFound) {
		t.Errorf("the page is there: %v", err)
	}
	if got := a.sync(t); got.Waiting != 0 || got.Quarantined != 0 {
		t.Errorf("the organiser's laptop: got %+v", got)
	}
	if _, err := c.store.Page(t.Context(), supper); err != nil {
		t.Errorf("the page: %v", err)
	}
	if got := door.sync(t); got.Waiting != 0 || got.Quarantined != 0 {
		t.Errorf("the helper's laptop at last: got %+v", got)
	}
}
