package sqlite_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"filippo.io/age"

	"daykit/internal/central/server"
	"daykit/internal/central/sqlite"
	"daykit/internal/central/storetest"
	"daykit/internal/data/faultvfs"
	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"
)

const (
	fullEvent = "7KQ2M9XD"
	fullRooms = 6 // times that the disk fills up
)

// TestFullDisk fills the disk under a server while people sign up. Those who find no room
// are told to come again, nobody who was told otherwise is lost, and when there is room
// again the server goes on as it is.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	d, err := faultvfs.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := sqlite.OpenWith(t.Context(), filepath.Join(t.TempDir(), "server.db"), []string{"vfs=" + d.Name()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	takesSignups(t, s)
	var turns atomic.Int64 // each look at the clock is two seconds later, so that nobody is in a hurry
	start := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	web := server.New(server.Config{
		Store: s, Now: func() time.Time { return start.Add(2 * time.Second * time.Duration(turns.Add(1))) }, Rand: rand.Reader,
		Log: slog.New(slog.DiscardHandler), PublicURL: "https://day.example.org",
	})
	web.Start()
	t.Cleanup(web.Close)
	kept := map[string]bool{}
	signUp := func() int {
		id := fmt.Sprintf("0f8fad5b-d9cb-469f-a165-%012x", len(kept))
		req := httptest.NewRequestWithContext(t.Context(), http.MethodPut, wire.PathEvent+fullEvent+"/signups/"+id,
			bytes.NewReader(append([]byte("age-encryption.org/v1\n-> "), make([]byte, 2000)...)))
		w := httptest.NewRecorder()
		web.ServeHTTP(w, req)
		switch w.Code {
		case http.StatusCreated, http.StatusOK: // 200: it was kept although the answer said busy
			kept[id] = true
		case http.StatusServiceUnavailable:
			if w.Header().Get("Retry-After") == "" {
				t.Error("nobody says when to come again")
			}
		default:
			t.Fatalf("got %d: %s", w.Code, w.Body)
		}
		return w.Code
	}
	for room := range fullRooms {
		d.Limit(d.Used() + 150_000 + room*3_000)
		for signUp() != http.StatusServiceUnavailable {
		}
		for range 3 {
			if got := signUp(); got != http.StatusServiceUnavailable {
				t.Errorf("on a full disk: got %d", got)
			}
		}
		d.Limit(0)
		for range 5 {
			if got := signUp(); got == http.StatusServiceUnavailable {
				t.Errorf("there is room again: got %d", got)
			}
		}
	}
	t.Logf("%d sign-ups kept over %d times without room", len(kept), fullRooms)
	wantLetters(t, s, kept)
}

// takesSignups makes a group with an event that takes sign-ups.
func takesSignups(t *testing.T, s server.Store) {
	t.Helper()
	storetest.Workspaces(t, s, "w")
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	public, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	text := string(wire.Raw(wire.Statement{Version: 1, Event: fullEvent, Recipient: identity.Recipient().String(), NotAfter: "2026-12-18T20:30:00Z"}))
	page := wire.Page{Title: map[string]string{"en": "A shared table"}, Date: "2026-12-18", Signup: &wire.PageSignup{
		State: wire.SignupOpen, Statement: wire.SignedStatement{
			Statement: text, Key: public, Signature: ed25519.Sign(key, wire.Purposed(wire.PurposeSignup, []byte(text))),
		},
	}}
	err = s.ChangeFeed(t.Context(), "w", func(d server.Disk) error {
		if _, err := d.Claim(fullEvent); err != nil {
			return err
		}
		return d.Fold(oplog.Stamp{HLC: 1}, server.Fold{Entity: wire.EntityPage, Event: fullEvent, Value: wire.Raw(page)})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// wantLetters holds that the mailbox has the letters of all ids, once each.
func wantLetters(t *testing.T, s server.Store, ids map[string]bool) {
	t.Helper()
	var got []feed.Letter
	err := s.LookFeed(t.Context(), "w", func(d feed.Disk) (err error) {
		got, err = new(feed.Machine).MailPull(d, "", 10*len(ids))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]int{}
	for _, l := range got {
		found[l.UUID]++
	}
	for id := range ids {
		if found[id] != 1 {
			t.Errorf("letter %s is there %d times", id, found[id])
		}
	}
}
