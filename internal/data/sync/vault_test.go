package sync_test

import (
	"context"
	"strings"
	"testing"

	"daykit/internal/data/sync"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// TestVaultOverABadLine does each thing while something goes wrong on the way, and
// then looks what another laptop of the group sees.
func TestVaultOverABadLine(t *testing.T) {
	t.Parallel()
	type world struct {
		c *campaign
		l *laptop // whose line is bad
		o *laptop // another organiser
	}
	ctx := context.Background()
	for name, c := range map[string]struct {
		path string
		do   func(w world) error
		want func(t *testing.T, w world)
	}{
		"put keybag": {wire.PathKeybag, func(w world) error {
			_, kept, err := w.l.PutKeybag(ctx, sync.Keybag{Version: 1, Body: []byte("bag")})
			if err == nil && !kept {
				t.Error("the keybag was not kept")
			}
			return err
		}, func(t *testing.T, w world) {
			if k, err := w.o.Keybag(ctx); err != nil || k.Version != 1 || string(k.Body) != "bag" {
				t.Errorf("got %+v, %v", k, err)
			}
		}},
		"keybag": {wire.PathKeybag, func(w world) error {
			if _, _, err := w.o.PutKeybag(ctx, sync.Keybag{Version: 1, Body: []byte("bag")}); err != nil {
				return err
			}
			k, err := w.l.Keybag(ctx)
			if err == nil && string(k.Body) != "bag" {
				t.Errorf("got %+v", k)
			}
			return err
		}, nil},
		"put recovery": {wire.PathRecovery, func(w world) error { return w.l.PutRecovery(ctx, sheet) }, func(t *testing.T, w world) {
			if m, _, err := newLaptop(t, nil).Recover(ctx, w.c.url, sheet); err != nil || m.Group != "Riverside" {
				t.Errorf("got %v, %v", m, err)
			}
		}},
		"recover": {wire.PathRecover, func(w world) error {
			if err := w.o.PutRecovery(ctx, sheet); err != nil {
				return err
			}
			_, _, err := w.l.Recover(ctx, w.c.url, sheet)
			return err
		}, func(t *testing.T, w world) {
			if _, err := w.l.Keybag(ctx); err != nil {
				t.Error(err)
			}
		}},
		"pair put": {wire.PathPair, func(w world) error { return w.l.PairPut(ctx, place, wire.RoleDoor, []byte("sealed")) }, func(t *testing.T, w world) {
			if m, body, err := newLaptop(t, nil).PairTake(ctx, w.c.url, place); err != nil || string(body) != "sealed" || m.Role != wire.RoleDoor {
				t.Errorf("got %v, %q, %v", m, body, err)
			}
		}},
		"pair take": {wire.PathPair, func(w world) error {
			if err := w.o.PairPut(ctx, place, wire.RoleOrganiser, []byte("sealed")); err != nil {
				return err
			}
			_, body, err := w.l.PairTake(ctx, w.c.url, place)
			if err == nil && string(body) != "sealed" {
				t.Errorf("got %q", body)
			}
			return err
		}, func(t *testing.T, w world) {
			if all, err := w.l.Devices(ctx); err != nil || len(all) != 2 {
				t.Errorf("got %+v, %v", all, err)
			}
			_, _, err := newLaptop(t, nil).PairTake(ctx, w.c.url, place)
			wantCode(t, err, fault.NotFound)
		}},
		"devices": {wire.PathDevices, func(w world) error {
			all, err := w.l.Devices(ctx)
			if err == nil && len(all) != 2 {
				t.Errorf("got %+v", all)
			}
			return err
		}, nil},
		"revoke": {wire.PathRevoke, func(w world) error { return w.l.Revoke(ctx, idOf(t, w.o)) }, func(t *testing.T, w world) {
			_, err := w.o.Receipt(ctx)
			wantCode(t, err, fault.Denied)
		}},
		"receipt": {wire.PathReceipt, func(w world) error {
			r, err := w.l.Receipt(ctx)
			if err == nil && !r.Time.Equal(now()) {
				t.Errorf("got %+v", r)
			}
			return err
		}, nil},
	} {
		fresh := func() (w world, bad *line) {
			w, bad = world{c: newCampaign(t)}, &line{}
			w.l, w.o = w.c.member(bad), w.c.member(nil)
			return w, bad
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, bad := fresh()
			for i, m := range mishaps() {
				if i > 0 && c.want != nil { // it changed what there is
					w, bad = fresh()
				}
				bad.to, bad.mishap = c.path, &m
				err := c.do(w)
				if m.again {
					wantCode(t, err, fault.Offline)
					err = c.do(w)
				}
				if err != nil || bad.mishap != nil {
					t.Fatalf("%s: got %v, happened %v", m.name, err, bad.mishap == nil)
				}
				if c.want != nil {
					c.want(t, w)
				}
			}
		})
	}
}

// idOf gives the id by which the group knows a laptop.
func idOf(t testing.TB, l *laptop) string {
	t.Helper()
	all, err := l.Devices(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range all {
		if d.This {
			return d.ID
		}
	}
	t.Fatal("the list does not say which device asked")
	return ""
}

func TestTwoKeybagsAtOnce(t *testing.T) {
	t.Parallel()
	c := newCampaign(t)
	a, b := c.member(nil), c.member(nil)
	if k, err := a.Keybag(t.Context()); err != nil || k.Version != 0 || k.Body != nil {
		t.Fatalf("before any: got %+v, %v", k, err)
	}
	if _, kept, err := a.PutKeybag(t.Context(), sync.Keybag{Version: 1, Body: []byte("a's")}); err != nil || !kept {
		t.Fatal(kept, err)
	}
	present, kept, err := b.PutKeybag(t.Context(), sync.Keybag{Version: 1, Body: []byte("b's")})
	if err != nil || kept || present.Version != 1 || string(present.Body) != "a's" {
		t.Fatalf("got %+v, %v, %v, want a's", present, kept, err)
	}
	if _, kept, err := b.PutKeybag(t.Context(), sync.Keybag{Version: 2, Body: []byte("both")}); err != nil || !kept {
		t.Fatal(kept, err)
	}
	if k, err := a.Keybag(t.Context()); err != nil || string(k.Body) != "both" {
		t.Errorf("got %+v, %v", k, err)
	}
}

func TestHelpersAreTold(t *testing.T) {
	t.Parallel()
	c := newCampaign(t)
	a, door := c.member(nil), newLaptop(t, nil)
	if err := a.PairPut(t.Context(), place, wire.RoleDoor, []byte("sealed")); err != nil {
		t.Fatal(err)
	}
	if _, _, err := door.PairTake(t.Context(), c.url, place); err != nil {
		t.Fatal(err)
	}
	helper := ""
	all, err := a.Devices(t.Context())
	for _, d := range all {
		if d.Role == wire.RoleDoor {
			helper = d.ID
		}
	}
	bag := sync.Keybag{Version: 1, Body: []byte("all"), Doors: []wire.DoorBag{{Device: helper, Body: []byte("its own")}}}
	if _, kept, putErr := a.PutKeybag(t.Context(), bag); err != nil || putErr != nil || !kept {
		t.Fatal(kept, err, putErr)
	}
	if k, err := door.Keybag(t.Context()); err != nil || k.Version != 1 || string(k.Body) != "its own" || k.Doors != nil {
		t.Errorf("got %+v, %v", k, err)
	}
	if k, err := a.Keybag(t.Context()); err != nil || string(k.Body) != "all" || len(k.Doors) != 1 || k.Doors[0].Device != helper {
		t.Errorf("got %+v, %v", k, err)
	}
	_, _, err = door.PutKeybag(t.Context(), sync.Keybag{Version: 2, Body: []byte("evil")})
	wantCode(t, err, fault.Denied)
	wantCode(t, door.Revoke(t.Context(), idOf(t, a)), fault.Denied)
	if _, err := door.Receipt(t.Context()); err != nil {
		t.Error(err)
	}
	_, _, err = door.PairTake(t.Context(), c.url, place)
	wantCode(t, err, fault.NotFound)
	_, _, err = door.PairTake(t.Context(), c.url, "../../"+place)
	wantCode(t, err, fault.Invalid)
	_, _, err = newLaptop(t, nil).Recover(t.Context(), c.url, sheet)
	wantCode(t, err, fault.Denied)
	_, err = newLaptop(t, nil).Devices(t.Context())
	wantCode(t, err, fault.NotFound)
}

// TestReceiptsMustBeGenuine: what the server answers is believed only under the key
// that it showed at the beginning.
func TestReceiptsMustBeGenuine(t *testing.T) {
	t.Parallel()
	c := newCampaign(t)
	for name, change := range map[string]func(*wire.Receipt){
		"as it is":          nil,
		"more ops":          func(r *wire.Receipt) { r.N++ },
		"another digest":    func(r *wire.Receipt) { r.Digest = strings.Repeat("0", 64) },
		"another workspace": func(r *wire.Receipt) { r.Workspace = "other" },
		"another key":       func(r *wire.Receipt) { *r = anotherKey(*r) },
		"a claimed key":     func(r *wire.Receipt) { key := r.Key; *r = anotherKey(*r); r.Key = key },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := c.member(rewriting{change})
			got, err := l.Receipt(t.Context())
			if change == nil {
				if err != nil || got.N != 0 || !got.Time.Equal(now()) {
					t.Errorf("got %+v, %v", got, err)
				}
				return
			}
			wantCode(t, err, fault.Conflict)
			if got != (sync.Receipt{}) {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestReceiptsAreAboutOurWorkspace(t *testing.T) {
	t.Parallel()
	l := newCampaign(t).member(nil)
	if err := l.store.SetSetting(t.Context(), "sync.workspace", "another"); err != nil {
		t.Fatal(err)
	}
	_, err := l.Receipt(t.Context())
	wantCode(t, err, fault.Conflict)
}

// TestTheFirstKeyIsKept: a membership that is older than receipts takes the first
// key, and no other after it.
func TestTheFirstKeyIsKept(t *testing.T) {
	t.Parallel()
	c := newCampaign(t)
	change := rewriting{}
	l := c.member(&change)
	if err := l.store.SetSetting(t.Context(), "sync.receipt_key", ""); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := l.Receipt(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	change.change = func(r *wire.Receipt) { *r = anotherKey(*r) }
	_, err := l.Receipt(t.Context())
	wantCode(t, err, fault.Conflict)
}
