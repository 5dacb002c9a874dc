package sync_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"filippo.io/age"

	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/data/sync"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

const supper = "7KQ2M9XD"

func letterID(n int) string { return fmt.Sprintf("0f8fad5b-d9cb-469f-a165-%012x", n) }

// take opens letters as the desk does: a guest each, and what does not open is kept as an
// entity of its own.
func (l *laptop) take(keys *seal.Keys) sync.Letters {
	return func(ctx context.Context, letters []wire.Letter) error {
		var all []oplog.Letter
		for _, m := range letters {
			plain, err := keys.OpenSignup(m.Event, m.Body)
			if errors.Is(err, seal.ErrLocked) {
				return fault.Wrap(err, fault.Locked, "the keys are locked", "")
			}
			s, bad := wire.DecodeSignup(plain)
			entity, value := "guest", s.Name
			if err != nil || bad != nil || s.ID != m.ID {
				entity, value = "letter", "it does not open"
			}
			all = append(all, oplog.Letter{Event: m.Event, UUID: m.ID, Drafts: []oplog.Draft{
				{Class: oplog.Roster, Set: oplog.SetBody{Entity: entity, Fields: map[string]json.RawMessage{"name": wire.Raw(value)}}},
			}})
		}
		_, err := l.store.ImportSignups(ctx, all...)
		return err
	}
}

// opens publishes a page that takes sign-ups.
func (l *laptop) opens(t testing.TB, keys *seal.Keys) {
	t.Helper()
	recipient, err := keys.NewEventKey(supper, seal.X25519)
	if err != nil {
		t.Fatal(err)
	}
	text := wire.Raw(wire.Statement{Version: 1, Event: supper, Recipient: recipient, NotAfter: "2026-12-18T20:30:00Z", Ask: wire.Ask{Name: true}})
	signature, err := keys.Sign(wire.PurposeSignup, text)
	if err != nil {
		t.Fatal(err)
	}
	page := wire.Page{Title: map[string]string{"en": "Supper"}, Languages: []string{"en"}, Signup: &wire.PageSignup{
		State: wire.SignupOpen, Statement: wire.SignedStatement{Statement: string(text), Key: keys.Group(), Signature: signature},
	}}
	l.publish(t, supper, string(wire.Raw(page)))
	l.sync(t)
}

// sealedLetter is what a visitor's browser makes.
func sealedLetter(t testing.TB, keys *seal.Keys, s wire.Signup) []byte {
	t.Helper()
	text, err := keys.EventRecipient(supper)
	if err != nil {
		t.Fatal(err)
	}
	to, err := age.ParseX25519Recipient(text)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := wire.EncodeSignup(s)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w, err := age.Encrypt(&b, to)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(plain); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func visitor(n int, name string) wire.Signup {
	return wire.Signup{Version: 1, ID: letterID(n), Name: name, Apart: strings.Repeat("0f", 16)}
}

// leave sends a letter to the campaign's server.
func (c *campaign) leave(n int, body []byte) {
	c.t.Helper()
	req, err := http.NewRequestWithContext(c.t.Context(), http.MethodPut, c.url+wire.PathEvent+supper+"/signups/"+letterID(n), bytes.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	req.Header.Set("X-Forwarded-For", fmt.Sprintf("10.%d.%d.1", n>>8&255, n&255))
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	if resp.Body.Close(); resp.StatusCode != http.StatusCreated {
		c.t.Fatalf("letter %d: status %d", n, resp.StatusCode)
	}
}

// wait leaves n letters past the network.
func (c *campaign) wait(t testing.TB, keys *seal.Keys, from, n int) {
	t.Helper()
	var all []feed.Letter
	for i := range n {
		all = append(all, feed.Letter{UUID: letterID(from + i), Event: supper, Body: sealedLetter(t, keys, visitor(from+i, fmt.Sprint("Guest ", from+i)))})
	}
	if _, err := c.store.Post(t.Context(), all, wire.MaxWaiting); err != nil {
		t.Fatal(err)
	}
}

// count gives the number of entities of a kind that a laptop has.
func (l *laptop) count(t testing.TB, entity string) int {
	t.Helper()
	all, err := l.store.Entities(t.Context(), entity, supper+"/")
	if err != nil {
		t.Fatal(err)
	}
	return len(all)
}

func (c *campaign) waiting(t testing.TB, l *laptop) int {
	t.Helper()
	m, err := sync.Membership(t.Context(), l.store)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	err = c.store.LookFeed(t.Context(), m.Workspace, func(d feed.Disk) error {
		all, err := d.Letters("", 10_000)
		n = len(all)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func newKeys(t testing.TB) *seal.Keys {
	t.Helper()
	keys, err := seal.NewKeys(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return keys
}
