package desk_test

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	gosync "sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/feed"
	"daykit/internal/data/wire"
	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// hooks does something once, before the first request to a path goes out.
type hooks struct {
	mu gosync.Mutex
	do map[string]func()
}

func hooked(do map[string]func()) *http.Client { return &http.Client{Transport: &hooks{do: do}} }

// RoundTrip implements http.RoundTripper.
func (h *hooks) RoundTrip(r *http.Request) (*http.Response, error) {
	h.mu.Lock()
	f := h.do[r.URL.Path]
	delete(h.do, r.URL.Path)
	h.mu.Unlock()
	if f != nil {
		f()
	}
	return http.DefaultTransport.RoundTrip(r)
}

func asideOf(ctx context.Context, t *testing.T, d *desk.Desk) int {
	t.Helper()
	n, err := desk.Aside(ctx, d)
	must0(t, err)
	return n
}

// TestPagesGoOutAfterTheirKey: an event is published while a sync of the same laptop is
// under way, and the laptop breaks after it. Another one opens who signed up.
func TestPagesGoOutAfterTheirKey(t *testing.T) {
	c := newCampaign(t)
	a, id := founded(t, c, 60)
	b := newLaptop(t, 61)
	invited(t, c, a, desk.PairInvite{}, b, "second")
	a.with(t, func(ctx context.Context, d *desk.Desk) { synced(ctx, t, d) })
	publish := map[string]func(){}
	a.opt.HTTP = hooked(publish)
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		publish[wire.PathFeed] = func() {
			_, err := d.Publish(ctx, id)
			must0(t, err)
		}
		if r := synced(ctx, t, d); !r.Safe || r.Waiting != 0 {
			t.Errorf("got %+v", r)
		}
		if got := missing(ctx, t, d); got != "green" {
			t.Errorf("got %q", got)
		}
		c.visits(stated(ctx, t, d, id), 1, `,"name":"Amina"`)
	})
	b.with(t, func(ctx context.Context, d *desk.Desk) {
		synced(ctx, t, d)
		if got := entry(ctx, t, d, id, 1); got != "Amina x1 " {
			t.Errorf("got %q", got)
		}
	})
}

// TestPagesWaitForTheirKey: the keys cannot be brought, and all else goes on.
func TestPagesWaitForTheirKey(t *testing.T) {
	c := newCampaign(t)
	a, id := founded(t, c, 62)
	b := newLaptop(t, 63)
	invited(t, c, a, desk.PairInvite{}, b, "second")
	a.with(t, func(ctx context.Context, d *desk.Desk) { synced(ctx, t, d) })
	line := &older{}
	publish := map[string]func(){}
	a.opt.HTTP = &http.Client{Transport: through{&hooks{do: publish}, line}}
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		publish[wire.PathFeed] = func() {
			_, err := d.Publish(ctx, id)
			must0(t, err)
			_, err = d.WalkIns(ctx, id, 2)
			must0(t, err)
			line.unknown = []string{wire.PathKeybag}
		}
		_, err := d.Sync(ctx)
		wantFault(t, err, fault.Conflict, "cannot keep your locked keys")
		if _, err := c.store.Page(ctx, id); err == nil {
			t.Error("the page is at the server, and its key is not")
		}
		line.unknown = nil
		if r := synced(ctx, t, d); !r.Safe || r.Waiting != 0 {
			t.Errorf("got %+v", r)
		}
		if _, err := c.store.Page(ctx, id); err != nil {
			t.Error(err)
		}
	})
}

// through is a line that ends where another says so.
type through struct {
	first *hooks
	then  *older
}

// RoundTrip implements http.RoundTripper.
func (l through) RoundTrip(r *http.Request) (*http.Response, error) {
	for _, path := range l.then.unknown {
		if strings.HasPrefix(r.URL.Path, path) {
			return l.then.RoundTrip(r)
		}
	}
	return l.first.RoundTrip(r)
}

// post leaves letters at the server as its own handler does, from fields numbered from
// first on.
func (c *campaign) post(s wire.Statement, first, n int) {
	c.t.Helper()
	var all []feed.Letter
	for i := range n {
		no := first + i
		all = append(all, feed.Letter{UUID: uuid(no), Event: s.Event, Body: sealedTo(c.t, s.Recipient, written(no, fmt.Sprintf(`,"name":"Guest %d"`, no)))})
	}
	_, err := c.store.Post(c.t.Context(), all, wire.MaxWaiting)
	must0(c.t, err)
}

// TestLettersWithoutTheirKeyStay: an event is published while another laptop syncs, which
// then finds more letters than it would keep aside, and no key. It fetches that, or else
// leaves the letters where they are.
func TestLettersWithoutTheirKeyStay(t *testing.T) {
	const many = 210
	c := newCampaign(t)
	a, id := founded(t, c, 64)
	b := newLaptop(t, 65)
	invited(t, c, a, desk.PairInvite{}, b, "second")
	a.with(t, func(ctx context.Context, d *desk.Desk) { synced(ctx, t, d) })
	line := &older{}
	publish := map[string]func(){wire.PathFeed: func() {
		a.with(t, func(ctx context.Context, d *desk.Desk) {
			_, err := d.Publish(ctx, id)
			must0(t, err)
			synced(ctx, t, d)
			c.post(stated(ctx, t, d, id), 1, many)
		})
		line.unknown = []string{wire.PathKeybag} // what is there cannot be fetched now
	}}
	b.opt.HTTP = &http.Client{Transport: through{&hooks{do: publish}, line}}
	b.with(t, func(ctx context.Context, d *desk.Desk) {
		synced(ctx, t, d)
		if got := signups(ctx, t, d, id); len(got.Unopened) != 0 || got.New != 0 {
			t.Fatalf("%d kept aside, %d on the list", len(got.Unopened), got.New)
		}
	})
	b.opt.HTTP = hooked(map[string]func(){wire.PathMailbox: func() { // and once more, with keys that change meanwhile
		a.with(t, func(ctx context.Context, d *desk.Desk) {
			must0(t, desk.NewEventKey(ctx, d, id))
			synced(ctx, t, d)
			c.post(stated(ctx, t, d, id), many+1, 2)
		})
	}})
	b.with(t, func(ctx context.Context, d *desk.Desk) {
		for range 2 {
			synced(ctx, t, d)
		}
		if got := signups(ctx, t, d, id); len(got.Unopened) != 0 || got.New != many+2 {
			t.Errorf("%d kept aside, %d on the list", len(got.Unopened), got.New)
		}
	})
}

// putAside makes the laptop of a helper, which opens no sign-up, keep a letter aside.
func putAside(t *testing.T, h *laptop, s wire.Statement, n int, fields string) {
	t.Helper()
	h.with(t, func(ctx context.Context, d *desk.Desk) {
		must0(t, desk.PutAside(ctx, d, wire.Letter{ID: uuid(n), Event: s.Event, Body: sealedTo(t, s.Recipient, written(n, fields))}))
	})
}

// besides is a laptop with a published event, who signed up by two letters from one
// contact, and a helper's laptop that has not heard of it yet.
func besides(t *testing.T, seed uint32) (a, h *laptop, id string, s wire.Statement) {
	t.Helper()
	c := newCampaign(t)
	a, id = founded(t, c, seed)
	h = newLaptop(t, seed+1)
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		sheetChecked(ctx, t, d)
		_, err := d.Publish(ctx, id)
		must0(t, err)
		synced(ctx, t, d)
		s = stated(ctx, t, d, id)
	})
	invited(t, c, a, desk.PairInvite{Role: desk.RoleHelper, Event: id}, h, "door")
	c.visits(s, 1, twice[0], twice[1])
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		if r := synced(ctx, t, d); r.Letters != 2 {
			t.Fatalf("got %+v", r)
		}
	})
	return a, h, id, s
}

var twice = [2]string{`,"name":"Amina","contact":"x@example.org","party":2`, `,"name":"Amina","contact":"x@example.org","party":4`}

// entry is what the list says of somebody.
func entry(ctx context.Context, t *testing.T, d *desk.Desk, id string, n int) string {
	t.Helper()
	for _, s := range signups(ctx, t, d, id).Entries {
		if s.ID == uuid(n) {
			return fmt.Sprint(s.Name, " x", s.Party, " ", s.Contact)
		}
	}
	return ""
}

// TestReopeningLeavesCorrections: what a person wrote of somebody stands, though their
// letter comes back from a laptop that could not open it.
func TestReopeningLeavesCorrections(t *testing.T) {
	a, h, id, s := besides(t, 66)
	putAside(t, h, s, 1, twice[0])
	h.with(t, func(ctx context.Context, d *desk.Desk) { synced(ctx, t, d) })
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		must0(t, d.MergeSignups(ctx, id, uuid(1), uuid(2)))
		for range 3 {
			if r := synced(ctx, t, d); !r.Safe {
				t.Errorf("got %+v", r)
			}
			if got := entry(ctx, t, d, id, 1); got != "Amina x4 x@example.org" {
				t.Errorf("got %q", got)
			}
		}
		if n := asideOf(ctx, t, d); n != 0 {
			t.Errorf("%d letters are still kept", n)
		}
	})
	h.with(t, func(ctx context.Context, d *desk.Desk) {
		synced(ctx, t, d)
		if n := asideOf(ctx, t, d); n != 0 {
			t.Errorf("the helper's laptop still keeps %d letters", n)
		}
	})
}

// TestErasedPeopleStayErased: their letter comes back, sealed, from a laptop that could
// not open it and had not heard. It goes, and holds nobody up.
func TestErasedPeopleStayErased(t *testing.T) {
	for name, erase := range map[string]func(ctx context.Context, d *desk.Desk, id string) error{
		"with the letter": func(ctx context.Context, d *desk.Desk, id string) error {
			_, err := d.EraseGuest(ctx, id, uuid(1))
			return err
		},
		"the guest alone": func(ctx context.Context, d *desk.Desk, id string) error {
			return desk.EraseGuestAlone(ctx, d, id, uuid(1))
		},
	} {
		t.Run(name, func(t *testing.T) {
			a, h, id, s := besides(t, 68)
			putAside(t, h, s, 1, twice[0])
			a.with(t, func(ctx context.Context, d *desk.Desk) { must0(t, erase(ctx, d, id)) })
			h.with(t, func(ctx context.Context, d *desk.Desk) { synced(ctx, t, d) })
			for range 2 {
				a.with(t, func(ctx context.Context, d *desk.Desk) {
					for range 2 {
						if r := synced(ctx, t, d); !r.Safe || r.Waiting != 0 {
							t.Errorf("got %+v", r)
						}
					}
					if got, n := entry(ctx, t, d, id, 1), asideOf(ctx, t, d); got != "" || n != 0 {
						t.Errorf("on the list is %q, and %d letters are kept", got, n)
					}
				})
				h.with(t, func(ctx context.Context, d *desk.Desk) {
					synced(ctx, t, d)
					if n := asideOf(ctx, t, d); n != 0 {
						t.Errorf("the helper's laptop keeps %d letters", n)
					}
				})
			}
		})
	}
}

// TestErasingTakesTheLetterToo: somebody is on the list, and their letter is still kept
// because that is not at the server yet.
func TestErasingTakesTheLetterToo(t *testing.T) {
	newLaptop(t, 70).with(t, func(ctx context.Context, d *desk.Desk) {
		id, s := openPage(ctx, t, d, 0)
		must0(t, desk.PutAside(ctx, d, wire.Letter{ID: uuid(1), Event: id, Body: sealedTo(t, s.Recipient, written(1, twice[0]))}))
		must0(t, desk.Reopen(ctx, d))
		if got := signups(ctx, t, d, id); len(got.Unopened) != 0 || entry(ctx, t, d, id, 1) == "" || asideOf(ctx, t, d) != 1 {
			t.Fatalf("got %+v, %d kept", got, asideOf(ctx, t, d))
		}
		e, err := d.EraseGuest(ctx, id, uuid(1))
		if err != nil || e.People != 1 {
			t.Errorf("got %+v, %v", e, err)
		}
		if got, n := entry(ctx, t, d, id, 1), asideOf(ctx, t, d); got != "" || n != 0 {
			t.Errorf("on the list is %q, and %d letters are kept", got, n)
		}
		_, err = d.EraseGuest(ctx, id, uuid(1))
		wantFault(t, err, fault.NotFound, "nobody")
	})
}

// TestLettersOfADamagedEventWait: nobody gets a place in an event whose room cannot be
// told, and those of other events are not held up.
func TestLettersOfADamagedEventWait(t *testing.T) {
	newLaptop(t, 71).with(t, func(ctx context.Context, d *desk.Desk) {
		id, s := openPage(ctx, t, d, 1)
		other, err := d.NewEvent(ctx, desk.SampleEvent())
		must0(t, err)
		_, err = d.Publish(ctx, other)
		must0(t, err)
		arrives(ctx, t, d, s, 1, `,"name":"First"`)
		must0(t, desk.PutField(ctx, d, id, "capacity", `"much"`))
		wait := wire.Letter{ID: uuid(2), Event: id, Body: sealedTo(t, s.Recipient, written(2, `,"name":"Second"`))}
		good := wire.Letter{ID: uuid(3), Event: other, Body: sealedTo(t, stated(ctx, t, d, other).Recipient, written(3, `,"name":"Elsewhere"`))}
		must0(t, desk.TakeLetters(ctx, d, wait, good))
		if got := briefly(signups(ctx, t, d, other).Entries); !cmp.Equal(got, []string{"Elsewhere x1"}) {
			t.Errorf("got %q", got)
		}
		must0(t, desk.PutField(ctx, d, id, "capacity", "1"))
		if got := signups(ctx, t, d, id); len(got.Entries) != 1 || len(got.Queue) != 0 {
			t.Errorf("got %q and %q", briefly(got.Entries), briefly(got.Queue))
		}
		must0(t, desk.TakeLetters(ctx, d, wait, good))
		if got := signups(ctx, t, d, id); len(got.Entries) != 1 || len(got.Queue) != 1 {
			t.Errorf("got %q and %q", briefly(got.Entries), briefly(got.Queue))
		}
	})
}

// TestHelpersSendNoPages: an event was published without a line and handed to a helper's
// laptop, which has one. Its key is on the first laptop only, so the page waits for that.
func TestHelpersSendNoPages(t *testing.T) {
	c := newCampaign(t)
	a, id := founded(t, c, 72)
	h := newLaptop(t, 73)
	invited(t, c, a, desk.PairInvite{Role: desk.RoleHelper, Event: id}, h, "door")
	file := filepath.Join(t.TempDir(), "event.daykit")
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		sheetChecked(ctx, t, d)
		synced(ctx, t, d)
		_, err := d.Publish(ctx, id)
		must0(t, err)
		_, err = d.Export(ctx, id, file, "")
		must0(t, err)
	})
	h.with(t, func(ctx context.Context, d *desk.Desk) {
		_, err := d.Merge(ctx, file)
		must0(t, err)
		if r := synced(ctx, t, d); r.Safe || r.Waiting == 0 {
			t.Errorf("got %+v", r)
		}
		if _, err := c.store.Page(ctx, id); err == nil {
			t.Error("the page is at the server, and its key is not")
		}
	})
	a.with(t, func(ctx context.Context, d *desk.Desk) { synced(ctx, t, d) })
	h.with(t, func(ctx context.Context, d *desk.Desk) {
		if r := synced(ctx, t, d); !r.Safe || r.Waiting != 0 {
			t.Errorf("got %+v", r)
		}
		if _, err := c.store.Page(ctx, id); err != nil {
			t.Error(err)
		}
	})
}
