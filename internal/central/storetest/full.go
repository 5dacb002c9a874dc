package storetest

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	gosync "sync/atomic"
	"testing"
	"time"

	"filippo.io/age"

	"daykit/internal/central/server"
	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"
)

const (
	fullEvent = "7KQ2M9XD"
	fullGroup = "w"

	mostToFill = 4000 // letters; the mailbox of one event holds few more
)

// FullDisk fills the disk under a server while people sign up, some times. Those who find
// no room are told to come again, nobody who was told otherwise is lost, and when there is
// room again the server goes on as it is. fill leaves a little room, a bit more each time,
// and free takes the bound away.
func FullDisk(t *testing.T, s server.Store, times int, fill func(turn int), free func()) {
	t.Helper()
	takesSignups(t, s)
	v := &visitors{kept: map[string]bool{}, web: webOver(t, s)}
	for turn := range times {
		fill(turn)
		for n := 0; v.signUp(t) != http.StatusServiceUnavailable; n++ {
			if n == mostToFill {
				t.Fatal("the disk does not fill up")
			}
		}
		for range 3 {
			if got := v.signUp(t); got != http.StatusServiceUnavailable {
				t.Errorf("on a full disk: got %d", got)
			}
		}
		free()
		for range 5 {
			if got := v.signUp(t); got == http.StatusServiceUnavailable {
				t.Errorf("there is room again: got %d", got)
			}
		}
	}
	t.Logf("%d sign-ups kept over %d times without room", len(v.kept), times)
	v.wantLetters(t, s)
}

// webOver is a server in whose time each look at the clock is two seconds later, so that
// nobody is in a hurry.
func webOver(t *testing.T, s server.Store) *server.Server {
	t.Helper()
	var turns gosync.Int64
	start := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	web := server.New(server.Config{
		Store: s, Now: func() time.Time { return start.Add(2 * time.Second * time.Duration(turns.Add(1))) }, Rand: rand.Reader,
		Log: slog.New(slog.DiscardHandler), PublicURL: "https://day.example.org",
	})
	web.Start()
	t.Cleanup(web.Close)
	return web
}

// visitors sign up one after the other.
type visitors struct {
	web  *server.Server
	kept map[string]bool // ids of letters that were said to be there
}

// signUp sends a letter, the same again until it is kept, and gives the answer's status.
func (v *visitors) signUp(t *testing.T) int {
	t.Helper()
	id := fmt.Sprintf("0f8fad5b-d9cb-469f-a165-%012x", len(v.kept))
	body := append([]byte("age-encryption.org/v1\n-> "), make([]byte, 3500)...)
	if _, err := rand.Read(body[len(body)-3500:]); err != nil { // which no database makes smaller
		t.Fatal(err)
	}
	req := httptest.NewRequestWithContext(t.Context(), http.MethodPut, wire.PathEvent+fullEvent+"/signups/"+id, bytes.NewReader(body))
	w := httptest.NewRecorder()
	v.web.ServeHTTP(w, req)
	switch w.Code {
	case http.StatusCreated, http.StatusOK: // 200: it was kept although the answer said busy
		v.kept[id] = true
	case http.StatusServiceUnavailable:
		if w.Header().Get("Retry-After") == "" {
			t.Error("nobody says when to come again")
		}
	default:
		t.Fatalf("got %d: %s", w.Code, w.Body)
	}
	return w.Code
}

// takesSignups makes a group with an event that takes sign-ups.
func takesSignups(t *testing.T, s server.Store) {
	t.Helper()
	Workspaces(t, s, fullGroup)
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
	err = s.ChangeFeed(t.Context(), fullGroup, func(d server.Disk) error {
		if _, err := d.Claim(fullEvent); err != nil {
			return err
		}
		return d.Fold(oplog.Stamp{HLC: 1}, server.Fold{Entity: wire.EntityPage, Event: fullEvent, Value: wire.Raw(page)})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// wantLetters holds that the mailbox has the letters that were kept, once each, and none
// that nobody sent.
func (v *visitors) wantLetters(t *testing.T, s server.Store) {
	t.Helper()
	var got []feed.Letter
	err := s.LookFeed(t.Context(), fullGroup, func(d feed.Disk) (err error) {
		got, err = new(feed.Machine).MailPull(d, "", 10*len(v.kept))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]int{}
	for _, l := range got {
		found[l.UUID]++
	}
	for id := range v.kept {
		if found[id] != 1 {
			t.Errorf("letter %s is there %d times", id, found[id])
		}
	}
	if len(found) != len(v.kept) {
		t.Errorf("%d letters are there, of %d that were said to be", len(found), len(v.kept))
	}
}
