package desk_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	gosync "sync"
	"sync/atomic"
	"testing"
	"time"

	central "daykit/internal/central/server"
	"daykit/internal/central/sqlite"
	"daykit/internal/desk"
)

// campaign is the product's own server.
type campaign struct {
	t     *testing.T
	url   string
	dir   string // where its database lies
	store central.Store
	now   atomic.Int64 // Unix seconds
	log   logged
}

// clock sets the server's clock.
func (c *campaign) clock(now time.Time) { c.now.Store(now.Unix()) }

// logged keeps what a server logs while it serves.
type logged struct {
	mu gosync.Mutex
	b  strings.Builder
}

// Write implements io.Writer.
func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

// String gives all of it.
func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func newCampaign(t *testing.T) *campaign {
	t.Helper()
	c := &campaign{t: t, dir: t.TempDir()}
	c.clock(testNow)
	db, err := sqlite.Open(context.Background(), filepath.Join(c.dir, "server.db"))
	if err != nil {
		t.Fatal(err)
	}
	c.store = db
	server := central.New(central.Config{
		Store: db, Now: func() time.Time { return time.Unix(c.now.Load(), 0).UTC() }, Rand: rand.Reader, Log: slog.New(slog.NewTextHandler(&c.log, nil)), PublicURL: "https://day.example.org",
	})
	server.Start()
	h := httptest.NewServer(server)
	c.url = h.URL
	t.Cleanup(func() {
		h.Close()
		server.Close()
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

// join spends an invitation of Riverside.
func (c *campaign) join(ctx context.Context, d *desk.Desk) {
	c.t.Helper()
	code, err := central.Invite(ctx, c.store, "Riverside", testNow, rand.Reader)
	if err != nil {
		c.t.Fatal(err)
	}
	if _, err := d.Join(ctx, c.url, code); err != nil {
		c.t.Fatal(err)
	}
}

func synced(ctx context.Context, t *testing.T, d *desk.Desk) desk.SyncResult {
	t.Helper()
	r, err := d.Sync(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// missing names what keeps a laptop from being safe to lose, after its light.
func missing(ctx context.Context, t *testing.T, d *desk.Desk) string {
	t.Helper()
	s, err := d.Safety(ctx)
	if err != nil {
		t.Fatal(err)
	}
	out := []string{s.Light}
	for _, m := range s.Missing {
		out = append(out, fmt.Sprintf("%s:%d", m.What, m.Count))
	}
	if st, err := d.Status(ctx); err != nil || st.SafeToWipe != s.Safe || s.Safe != (s.Light == desk.LightGreen) {
		t.Errorf("status and light differ: %+v, %v", st, err)
	}
	return strings.Join(out, " ")
}

// guestList writes a guest list of n people whose names begin with a word.
func guestList(t *testing.T, word string, n int) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("id,name,lang,email,phone,party\n")
	for i := range n {
		fmt.Fprintf(&b, "%d,%s Guest %03d,en,%s%d@example.org,+44 7700 9%05d,1\n", i+1, word, i, strings.ToLower(word), i, i)
	}
	path := filepath.Join(t.TempDir(), "guests.csv")
	if err := os.WriteFile(path, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// eventWith adds an event with n guests.
func eventWith(ctx context.Context, t *testing.T, d *desk.Desk, word string, n int) string {
	t.Helper()
	id, err := d.NewEvent(ctx, desk.SampleEvent())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.ImportGuests(ctx, id, guestList(t, word, n)); err != nil {
		t.Fatal(err)
	}
	return id
}

// broken is a line on which every answer to a path is another one.
type broken struct {
	path   string
	answer func(*http.Response)
}

// RoundTrip implements http.RoundTripper.
func (b broken) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err == nil && r.URL.Path == b.path {
		b.answer(resp)
	}
	return resp, err
}
