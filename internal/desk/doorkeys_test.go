package desk_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"daykit/internal/data/wire"
	"daykit/internal/desk"
)

// refusing is a line that answers calls itself, by method and path, and counts those that
// put keys.
type refusing struct {
	answers map[string]string // 403 for one without text
	puts    *atomic.Int32
}

// RoundTrip implements http.RoundTripper.
func (l refusing) RoundTrip(r *http.Request) (*http.Response, error) {
	if l.puts != nil && r.Method == http.MethodPut && r.URL.Path == wire.PathKeybag {
		l.puts.Add(1)
	}
	text, ours := l.answers[r.Method+" "+r.URL.Path]
	if !ours {
		return http.DefaultTransport.RoundTrip(r)
	}
	status := http.StatusOK
	if text == "" {
		status, text = http.StatusForbidden, `{"code":"denied","message":"only an organiser's laptop may do this","hint":"ask an organiser of your group"}`
	}
	return &http.Response{
		StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}}, Request: r, Body: io.NopCloser(strings.NewReader(text)),
	}, nil
}

// doors is an organiser's laptop and those of two helpers, who are all on its list.
type doors struct {
	c           *campaign
	a, stays, b *laptop
	event       string
	lost        string       // the id of b on the list
	puts        atomic.Int32 // of keys by a
}

func newDoors(t *testing.T, seed uint32) *doors {
	t.Helper()
	w := &doors{c: newCampaign(t), stays: newLaptop(t, seed+1), b: newLaptop(t, seed+2)}
	w.a, w.event = founded(t, w.c, seed)
	invited(t, w.c, w.a, desk.PairInvite{Role: desk.RoleHelper, Event: w.event}, w.stays, "stays")
	w.lost = invited(t, w.c, w.a, desk.PairInvite{Role: desk.RoleHelper, Event: w.event}, w.b, "lost").Device
	w.sync(t, w.a) // which brings the answers
	return w
}

func (w *doors) sync(t *testing.T, l *laptop) (r desk.SyncResult) {
	t.Helper()
	l.with(t, func(ctx context.Context, d *desk.Desk) { r = synced(ctx, t, d) })
	return r
}

// revoke takes b off the list, of which the server is told, and says that it cut b off: it
// did not, so that b gets all that it would get by a stolen copy of the database.
func (w *doors) revoke(t *testing.T) {
	t.Helper()
	w.a.opt.HTTP = &http.Client{Transport: refusing{map[string]string{"POST " + wire.PathRevoke: `{"done":true}`}, &w.puts}}
	w.a.with(t, func(ctx context.Context, d *desk.Desk) {
		if r, err := d.Revoke(ctx, w.lost); err != nil || r.Server != desk.ServerReached {
			t.Fatalf("got %+v, %v", r, err)
		}
	})
}

// newGuest writes a fourth guest, by an organiser, and sends it.
func (w *doors) newGuest(t *testing.T) {
	t.Helper()
	w.a.with(t, func(ctx context.Context, d *desk.Desk) {
		_, err := d.ImportGuests(ctx, w.event, guestList(t, "Founder", 4))
		must0(t, err)
		synced(ctx, t, d)
	})
}

func (w *doors) wantGuests(t *testing.T, l *laptop, want int) {
	t.Helper()
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		if guests, err := d.Guests(ctx, w.event); err != nil || len(guests) != want {
			t.Errorf("got %d guests, %v, want %d", len(guests), err, want)
		}
	})
}

// TestHelpersGetNewKeys: after a helper's laptop was revoked the other one reads what comes,
// whichever of keys and operations it hears of first, and the one that is gone does not,
// even where it gets the operations.
func TestHelpersGetNewKeys(t *testing.T) {
	t.Parallel()
	for i, c := range []struct {
		name   string
		comeTo func(t *testing.T, w *doors)
	}{
		{"keys and operations at once", func(t *testing.T, w *doors) {
			w.revoke(t)
			w.newGuest(t)
		}},
		{"keys first", func(t *testing.T, w *doors) {
			w.revoke(t)
			w.sync(t, w.stays)
			w.newGuest(t)
		}},
		{"operations first, from a server of before", func(t *testing.T, w *doors) {
			w.revoke(t)
			w.newGuest(t)
			w.stays.opt.HTTP = &http.Client{Transport: refusing{answers: map[string]string{"GET " + wire.PathKeybag: ""}}}
			w.sync(t, w.stays)
			w.wantGuests(t, w.stays, 3)
			w.stays.opt.HTTP = nil
		}},
		{"operations first, and keys that are not for it", func(t *testing.T, w *doors) {
			w.revoke(t)
			w.newGuest(t)
			w.stays.opt.HTTP = &http.Client{Transport: refusing{answers: map[string]string{"GET " + wire.PathKeybag: `{"version":9,"body":"AAAA"}`}}}
			w.sync(t, w.stays)
			w.wantGuests(t, w.stays, 3)
			w.stays.opt.HTTP = nil
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newDoors(t, uint32(300+10*i))
			c.comeTo(t, w)
			w.sync(t, w.stays)
			w.wantGuests(t, w.stays, 4)
			w.stays.with(t, func(ctx context.Context, d *desk.Desk) { // and what it writes others read
				_, err := d.WalkIns(ctx, w.event, 2)
				must0(t, err)
				if r := synced(ctx, t, d); !r.Safe || r.Quarantined != 4 { // four contacts, which are for organisers
					t.Errorf("got %+v", r)
				}
			})
			if r := w.sync(t, w.a); r.Pulled == 0 || !r.Safe || r.Quarantined != 0 {
				t.Errorf("got %+v", r)
			}
			if r := w.sync(t, w.b); r.Pulled == 0 {
				t.Errorf("the laptop that is gone should get what it cannot read: %+v", r)
			}
			w.wantGuests(t, w.b, 3)
		})
	}
}

// TestKeysOfHelpersSettle: they are put again when they are not there, as after an older
// program put the group's, and not otherwise.
func TestKeysOfHelpersSettle(t *testing.T) {
	t.Parallel()
	w := newDoors(t, 350)
	w.revoke(t)
	put := func(want int32) {
		t.Helper()
		w.puts.Store(0)
		w.sync(t, w.a)
		if got := w.puts.Load(); got != want {
			t.Errorf("keys were put %d times, want %d", got, want)
		}
	}
	put(0)
	ws, err := w.c.store.Group(t.Context(), "riverside")
	must0(t, err)
	k, err := w.c.store.Keybag(t.Context(), ws.ID)
	must0(t, err)
	if len(k.Doors) != 1 {
		t.Errorf("the server keeps the keys of %+v", k.Doors)
	}
	k.Version, k.Doors = k.Version+1, nil
	_, err = w.c.store.PutKeybag(t.Context(), ws.ID, k)
	must0(t, err)
	put(1)
	put(0)
	w.newGuest(t)
	w.sync(t, w.stays)
	w.wantGuests(t, w.stays, 4)
}
