package storetest

import (
	"encoding/json"
	"errors"
	"sync"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"daykit/internal/central/server"
	"daykit/internal/data/oplog"
)

func mailboxes(t *testing.T, s server.Store) {
	want := func(want ...server.Mailbox) {
		t.Helper()
		got, err := s.Mailboxes(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if d := gocmp.Diff(want, got); d != "" {
			t.Errorf("mailboxes (-want +got):\n%s", d)
		}
	}
	want()
	a, b := enter(t, s, "a"), enter(t, s, "b")
	push(t, s, a, page("a", 1, 1, "E2", `{"title":{}}`), page("a", 2, 2, "E3", `{"title":{}}`))
	push(t, s, b, page("b", 1, 1, "E1", `{"title":{}}`))
	want() // nobody wrote yet
	later := to("E2", "w")
	later.Day = 20_001
	first := to("E2", "x")
	first.Day = 20_000
	post(t, s, 9, later, first, to("E1", "y"))
	shown := json.RawMessage(`{"title":{}}`)
	want(server.Mailbox{Event: "E1", Page: shown}, server.Mailbox{Event: "E2", Page: shown, Last: 20_001})
	push(t, s, a, page("a", 3, 3, "E2", "null"))
	mailAck(t, s, b, oplog.Cursor{}, "y") // was fetched; that it came is still known
	want(server.Mailbox{Event: "E1", Page: shown}, server.Mailbox{Event: "E2", Last: 20_001})
	if err := s.ClearMail(t.Context(), "E1"); err != nil {
		t.Fatal(err)
	}
	want(server.Mailbox{Event: "E2", Last: 20_001})
}

// expires tidies from several sides at once: what is over is gone, what is not works.
func expires(t *testing.T, s server.Store) {
	ws := enter(t, s, "a") // by a code that was spent, and lives on
	at := time.Unix(1_800_000_000, 0)
	keep := func(name string, until time.Time) {
		t.Helper()
		inv := invitation(name, "a")
		inv.Expires = until
		o := server.Offer{Place: secret(name), Workspace: ws.ID, Maker: "m", Role: "organiser", Body: []byte("sealed"), At: at.Add(-time.Hour), Expires: until}
		if err := errors.Join(s.Invite(t.Context(), inv), s.Offer(t.Context(), o)); err != nil {
			t.Fatal(err)
		}
	}
	for name, until := range map[string]time.Time{"over": at, "new": at.Add(time.Second)} {
		if err := s.KeepCeremony(t.Context(), secret(name), []byte("half"), at.Add(-time.Hour), until); err != nil {
			t.Fatal(err)
		}
	}
	keep("over", at)
	keep("new", at.Add(time.Second))
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if err := s.Expire(t.Context(), at); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	late := newcomer("laptop", "token")
	late.At = at.Add(-time.Minute) // when it would still have been good
	if _, err := s.Join(t.Context(), secret("over"), late); !errors.Is(err, server.ErrDenied) {
		t.Errorf("the invitation is there still: %v", err)
	}
	if _, _, err := s.TakeOffer(t.Context(), secret("over"), late); !errors.Is(err, server.ErrNotFound) {
		t.Errorf("the offer is there still: %v", err)
	}
	if _, err := s.TakeCeremony(t.Context(), secret("over"), late.At); !errors.Is(err, server.ErrDenied) {
		t.Errorf("the ceremony is there still: %v", err)
	}
	if _, err := s.TakeCeremony(t.Context(), secret("new"), late.At); err != nil {
		t.Errorf("a ceremony that is good is gone: %v", err)
	}
	if _, err := s.Join(t.Context(), secret("new"), late); err != nil {
		t.Errorf("an invitation that is good is gone: %v", err)
	}
	if _, _, err := s.TakeOffer(t.Context(), secret("new"), newcomer("other", "other")); err != nil {
		t.Errorf("an offer that is good is gone: %v", err)
	}
}
