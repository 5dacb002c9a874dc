package server_test

import (
	"context"
	"crypto/rand"
	"net/http"
	"testing"
	"time"

	"daykit/internal/central/server"
	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"
)

// asked is a store that counts who asks for pages.
type asked struct {
	server.Store
	pages, stamps int
}

// Page implements server.Store.
func (a *asked) Page(ctx context.Context, event string) (server.Published, error) {
	a.pages++
	return a.Store.Page(ctx, event)
}

// Stamps implements server.Store.
func (a *asked) Stamps(ctx context.Context, events []string) (map[string]oplog.Stamp, error) {
	a.stamps++
	return a.Store.Stamps(ctx, events)
}

// TestPagesAreLookedAfterTogether: a page that has not changed is read twice, and then one
// question tells of all pages that they are the same. One that another program changed is
// noticed, and one that it took down.
func TestPagesAreLookedAfterTogether(t *testing.T) {
	t.Parallel()
	store := &asked{}
	s := newSite(t, func(c *server.Config) { store.Store, c.Store = c.Store, store })
	token := s.opens(wire.SignupOpen)
	p, _ := signupTable(t, wire.SignupOpen, everything)
	st, err := p.Signup.Statement.Open()
	if err != nil {
		t.Fatal(err)
	}
	st.Event = otherID
	signup := *p.Signup
	p.Signup, signup.Statement = &signup, signed(st)
	s.publish(token, pageOp(2, otherID, p))
	n := 0
	send := func(event string, want int) {
		t.Helper()
		n++
		wantStatus(t, s.do(http.MethodPut, signupPath(event, uuid(n)), letter("x")), want)
	}
	for range 20 {
		send(eventID, http.StatusCreated)
		send(otherID, http.StatusCreated)
		s.wait(3 * time.Second)
	}
	// Each is read at first and after a moment, and from then on the one that is asked for
	// first looks after both.
	if store.pages != 4 || store.stamps != 2+18 {
		t.Errorf("pages were read %d times and stamps %d times, want 4 and 20", store.pages, store.stamps)
	}
	other := server.New(server.Config{Store: s.store, Now: s.now, Rand: rand.Reader, Log: s.s.Log, PublicURL: publicURL})
	s.s, other = other, s.s
	s.state(token, 3, wire.SignupClosed)
	s.publish(token, pageOp(4, otherID, nil))
	s.s = other
	s.wait(3 * time.Second)
	send(eventID, http.StatusGone)
	send(otherID, http.StatusNotFound)
}
