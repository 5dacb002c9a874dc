package sync_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	gosync "sync"
	"testing"

	central "daykit/internal/central/server"
	"daykit/internal/central/sqlite"
	"daykit/internal/data/wire"
)

const (
	place = "000102030405060708090a0b0c0d0e0f"
	sheet = "b1b2b3b4b5b6b7b8b1b2b3b4b5b6b7b8b1b2b3b4b5b6b7b8b1b2b3b4b5b6b7b8"
)

// campaign is the product's own server.
type campaign struct {
	url   string
	dir   string // where its database lies
	store central.Store
	t     testing.TB
}

func newCampaign(t testing.TB) *campaign {
	t.Helper()
	return newCampaignOn(t, func(s central.Store) central.Store { return s })
}

// newCampaignOn is newCampaign over another store than its database.
func newCampaignOn(t testing.TB, over func(central.Store) central.Store) *campaign {
	t.Helper()
	dir := t.TempDir()
	db, err := sqlite.Open(context.Background(), filepath.Join(dir, "server.db"))
	if err != nil {
		t.Fatal(err)
	}
	srv := central.New(central.Config{Store: over(db), Now: now, Rand: rand.Reader, Log: quiet(), PublicURL: "https://day.example.org"})
	srv.Start()
	h := httptest.NewServer(srv)
	t.Cleanup(func() {
		h.Close()
		srv.Close()
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return &campaign{url: h.URL, dir: dir, store: db, t: t}
}

// member gives a laptop that joined the campaign as one of Riverside's.
func (c *campaign) member(line http.RoundTripper) *laptop {
	c.t.Helper()
	l := newLaptop(c.t, &http.Client{Transport: line})
	c.join(l)
	return l
}

// join invites a laptop to Riverside.
func (c *campaign) join(l *laptop) {
	c.t.Helper()
	code, err := central.Invite(context.Background(), c.store, "Riverside", now(), rand.Reader)
	if err != nil {
		c.t.Fatal(err)
	}
	if _, err := l.Join(context.Background(), c.url, code); err != nil {
		c.t.Fatal(err)
	}
}

// mishap is what befalls one request: an answer of somebody else's, or what happens.
type mishap struct {
	name         string
	status       int
	kind, answer string
	happen       func(send func() (*http.Response, error)) (*http.Response, error)
	again        bool // the client does not try again by itself, but a person may
}

func mishaps() []mishap {
	return []mishap{
		{name: "dropped", happen: func(func() (*http.Response, error)) (*http.Response, error) { return nil, errLine }},
		{name: "the answer is lost", happen: func(send func() (*http.Response, error)) (*http.Response, error) {
			resp, err := send()
			if err != nil {
				return nil, err
			}
			_ = resp.Body.Close()
			return nil, errLine
		}},
		{name: "the answer is cut", happen: func(send func() (*http.Response, error)) (*http.Response, error) {
			resp, err := send()
			if err != nil {
				return nil, err
			}
			return cut(resp)
		}},
		{name: "it arrives twice", happen: func(send func() (*http.Response, error)) (*http.Response, error) {
			resp, err := send()
			if err != nil {
				return nil, err
			}
			_ = resp.Body.Close()
			return send()
		}},
		{name: "the server fails", status: 500, kind: "application/json", answer: `{"code":"internal","message":"x"}`},
		{name: "a proxy fails", status: 502, kind: "text/html", answer: "<html>bad gateway</html>"},
		{name: "other JSON", status: 200, kind: "application/json", answer: `{"status":"please log in"}`},
		{name: "a login page", status: 200, kind: "text/html", answer: "<html>log in</html>", again: true},
		{name: "a login page of another status", status: 403, kind: "text/html", answer: "<html>log in</html>", again: true},
	}
}

// line is a transport on which one mishap befalls the next request to a path.
type line struct {
	mu     gosync.Mutex
	to     string // path that the mishap waits for
	mishap *mishap
}

func (l *line) RoundTrip(r *http.Request) (*http.Response, error) {
	l.mu.Lock()
	m := l.mishap
	if m != nil && strings.HasPrefix(r.URL.Path, l.to) {
		l.mishap = nil
	} else {
		m = nil
	}
	l.mu.Unlock()
	if m == nil {
		return http.DefaultTransport.RoundTrip(r)
	}
	if m.happen == nil {
		return answer(r, m.status, m.kind, m.answer), nil
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	return m.happen(func() (*http.Response, error) {
		one := r.Clone(r.Context())
		one.Body = io.NopCloser(bytes.NewReader(body))
		return http.DefaultTransport.RoundTrip(one)
	})
}

// rewriting is a transport on which receipts are changed.
type rewriting struct{ change func(*wire.Receipt) }

func (w rewriting) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil || w.change == nil || r.URL.Path != wire.PathReceipt {
		return resp, err
	}
	defer resp.Body.Close()
	var receipt wire.Receipt
	if err := json.NewDecoder(resp.Body).Decode(&receipt); err != nil {
		return nil, err
	}
	w.change(&receipt)
	return answer(r, http.StatusOK, "application/json", string(wire.Raw(receipt))), nil
}

// anotherKey signs a changed receipt with the key of somebody else.
func anotherKey(r wire.Receipt) wire.Receipt {
	return r.Sign(ed25519.NewKeyFromSeed(bytes.Repeat([]byte{9}, ed25519.SeedSize)))
}
