package sync_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	mrand "math/rand/v2"
	"net/http"
	"strings"
	"testing"
	"time"

	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"
	"daykit/internal/data/sync"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// TestLettersBecomeGuestsOnce: two laptops of a group take the same letters in, and the
// server keeps none.
func TestLettersBecomeGuestsOnce(t *testing.T) {
	t.Parallel()
	keys := newKeys(t)
	c := newCampaign(t)
	a, b := c.sealedLaptop(keys), c.sealedLaptop(keys)
	a.opens(t, keys)
	for n, name := range []string{"Ana", "بهار", "Tesfay Canary"} {
		c.leave(n, sealedLetter(t, keys, visitor(n, name)))
	}
	if r := a.sync(t); r.Letters != 3 || r.LetGo != 3 || r.Waiting != 0 {
		t.Errorf("got %+v", r)
	}
	if got := a.known(t, supper+"/"+letterID(1)); got != `"بهار"` {
		t.Errorf("the guest is %s", got)
	}
	c.leave(3, sealedLetter(t, keys, visitor(3, "late")))
	if r := b.sync(t); r.Letters != 1 || r.LetGo != 1 || b.count(t, "guest") != 4 {
		t.Errorf("got %+v and %d guests", r, b.count(t, "guest"))
	}
	if r := a.sync(t); r.Letters != 0 || a.count(t, "guest") != 4 || c.waiting(t, a) != 0 {
		t.Errorf("got %+v, %d guests, %d wait", r, a.count(t, "guest"), c.waiting(t, a))
	}
	if c.holds("Canary") {
		t.Error("the server knows a visitor")
	}
}

// TestBadLettersBlockNothing: more of them than one answer holds stand before a good one.
func TestBadLettersBlockNothing(t *testing.T) {
	t.Parallel()
	keys := newKeys(t)
	c := newCampaign(t)
	a := c.sealedLaptop(keys)
	a.opens(t, keys)
	const bad = wire.MaxLetters + 50
	var all []feed.Letter
	for n := range bad {
		body := []byte("age-encryption.org/v1\nnot for you")
		if n%2 == 0 { // sent again under another number than it says
			body = sealedLetter(t, keys, visitor(n+1000, "Copy"))
		}
		all = append(all, feed.Letter{UUID: letterID(n), Event: supper, Body: body})
	}
	if _, err := c.store.Post(t.Context(), all, wire.MaxWaiting); err != nil {
		t.Fatal(err)
	}
	c.leave(900, sealedLetter(t, keys, visitor(900, "Ana")))
	if r := a.sync(t); r.Letters != bad+1 || a.count(t, "guest") != 1 || a.count(t, "letter") != bad {
		t.Errorf("got %+v, %d guests, %d kept aside", r, a.count(t, "guest"), a.count(t, "letter"))
	}
	if n := c.waiting(t, a); n != 0 {
		t.Errorf("%d letters wait, and all are kept here", n)
	}
}

// TestLettersThatStayDoNotStandBeforeOthers: the server does not take the op of some, so
// that they must stay there.
func TestLettersThatStayDoNotStandBeforeOthers(t *testing.T) {
	t.Parallel()
	keys := newKeys(t)
	c := newCampaign(t)
	a := c.sealedLaptop(keys)
	a.opens(t, keys)
	const stay = wire.MaxLetters + 10
	c.wait(t, keys, 0, stay)
	inner := a.take(keys)
	a.Client = sync.New(sync.Config{
		Store: a.store, Now: now, Rand: rand.Reader, Log: quiet(),
		Letters: func(ctx context.Context, letters []wire.Letter) error {
			var some []wire.Letter
			for _, l := range letters {
				if l.ID >= letterID(stay) { // the others are somebody's who is being erased
					some = append(some, l)
				}
			}
			return inner(ctx, some)
		},
	})
	c.wait(t, keys, stay, 3)
	for range 2 {
		a.sync(t)
	}
	if a.count(t, "guest") != 3 || c.waiting(t, a) != stay {
		t.Errorf("%d guests, %d wait", a.count(t, "guest"), c.waiting(t, a))
	}
}

func TestLockedLaptopsLeaveLettersThere(t *testing.T) {
	t.Parallel()
	keys := newKeys(t)
	c := newCampaign(t)
	a := c.sealedLaptop(keys)
	a.opens(t, keys)
	c.wait(t, keys, 0, 2)
	refuse := error(fault.New(fault.Locked, "the keys are locked", "unlock them"))
	inner := a.take(keys)
	a.Client = sync.New(sync.Config{
		Store: a.store, Now: now, Rand: rand.Reader, Log: quiet(),
		Letters: func(ctx context.Context, letters []wire.Letter) error {
			if refuse != nil {
				return refuse
			}
			return inner(ctx, letters)
		},
	})
	if r := a.sync(t); r.Letters != 0 || c.waiting(t, a) != 2 {
		t.Errorf("got %+v, %d wait", r, c.waiting(t, a))
	}
	refuse = errors.New("something else")
	if _, err := a.Sync(t.Context()); !errors.Is(err, refuse) || c.waiting(t, a) != 2 {
		t.Errorf("got %v, %d wait", err, c.waiting(t, a))
	}
	refuse = nil
	if r := a.sync(t); r.Letters != 2 || c.waiting(t, a) != 0 {
		t.Errorf("got %+v, %d wait", r, c.waiting(t, a))
	}
}

// TestLettersOverBadLines: whatever the lines do, every letter is a guest once on every
// laptop, and the server keeps none.
func TestLettersOverBadLines(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			keys := newKeys(t)
			c := newCampaign(t)
			r := mrand.New(mrand.NewPCG(seed, 0x1e77))
			var laptops []*laptop
			var lines []*badLine
			for range 2 {
				line := &badLine{r: r, next: http.DefaultTransport, well: true}
				laptops, lines = append(laptops, c.sealedLaptopOn(keys, line)), append(lines, line)
			}
			laptops[0].opens(t, keys)
			sent := 0
			for _, line := range lines {
				line.well = false
			}
			for range 12 {
				n := r.IntN(4)
				c.wait(t, keys, sent, n)
				sent += n
				if _, err := laptops[r.IntN(2)].Sync(t.Context()); err != nil && fault.CodeOf(err) != fault.Offline {
					t.Fatalf("got %v, want it to be the line", err)
				}
			}
			for _, line := range lines {
				for _, late := range line.old {
					late()
				}
				line.well = true
			}
			for range 2 {
				for _, l := range laptops {
					l.sync(t)
				}
			}
			for i, l := range laptops {
				if r := l.sync(t); r != (sync.Result{}) || l.count(t, "guest") != sent {
					t.Errorf("laptop %d: %+v, %d guests of %d", i, r, l.count(t, "guest"), sent)
				}
			}
			if n := c.waiting(t, laptops[0]); n != 0 {
				t.Errorf("%d letters wait", n)
			}
		})
	}
}

// mailServer answers as the fake server does, with a mailbox by hand.
func mailServer(t *testing.T, box func(w http.ResponseWriter, r *http.Request)) *laptop {
	t.Helper()
	s := newServer()
	l := joined(t, s.start(t), nil)
	l.Client = sync.New(sync.Config{
		Store: l.store, Now: now, Rand: rand.Reader, Log: quiet(), Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
		Letters: func(ctx context.Context, letters []wire.Letter) error {
			for _, m := range letters {
				d := oplog.Draft{Class: oplog.Public, Set: oplog.SetBody{Entity: "page", Fields: map[string]json.RawMessage{"page": json.RawMessage(`1`)}}}
				if _, err := l.store.ImportSignup(ctx, m.Event, m.ID, d); err != nil {
					return err
				}
			}
			return nil
		},
	})
	s.answer = func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasPrefix(r.URL.Path, wire.PathMailbox) {
			return false
		}
		box(w, r)
		return true
	}
	return l
}

func TestOddMailboxes(t *testing.T) {
	t.Parallel()
	one := wire.MailboxReply{Letters: []wire.Letter{{ID: letterID(1), Event: supper, Body: []byte("age-encryption.org/v1\n")}}, More: true}
	html := func(w http.ResponseWriter) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<html>Welcome to our Wi-Fi</html>")
	}
	for name, c := range map[string]struct {
		box  func(w http.ResponseWriter, r *http.Request)
		want fault.Code
	}{
		"none, of an older server": {func(w http.ResponseWriter, _ *http.Request) {
			reply(w, 404, wire.Problem{Code: "not_found", Message: "this server does not know that call"})
		}, ""},
		"not for us": {func(w http.ResponseWriter, _ *http.Request) {
			reply(w, 403, wire.Problem{Code: "denied", Message: "organisers only"})
		}, ""},
		"a login page":  {func(w http.ResponseWriter, _ *http.Request) { html(w) }, fault.Offline},
		"other JSON":    {func(w http.ResponseWriter, _ *http.Request) { reply(w, 200, map[string]string{"status": "up"}) }, fault.Offline},
		"the same ever": {func(w http.ResponseWriter, _ *http.Request) { reply(w, 200, one) }, fault.Offline},
		"a mailbox that is not emptied": {func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodPost {
				reply(w, 404, wire.Problem{Code: "not_found", Message: "no such call"})
				return
			}
			first := one
			if first.More = false; r.URL.Query().Get("after") != "" {
				first.Letters = []wire.Letter{}
			}
			reply(w, 200, first)
		}, ""},
		"a fence that never holds": {func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodPost {
				reply(w, 200, wire.MailboxAckReply{Reset: true})
				return
			}
			first := one
			first.More = false
			reply(w, 200, first)
		}, fault.Offline},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := mailServer(t, c.box)
			_, err := l.Sync(t.Context())
			if c.want == "" && err != nil || c.want != "" && fault.CodeOf(err) != c.want {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// TestDoorHelpersFetchNoLetters: they would be refused.
func TestDoorHelpersFetchNoLetters(t *testing.T) {
	t.Parallel()
	l := mailServer(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("asked %s", r.URL) })
	if err := l.store.SetSetting(t.Context(), "sync.role", wire.RoleDoor); err != nil {
		t.Fatal(err)
	}
	l.sync(t)
}
