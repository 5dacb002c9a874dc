package server_test

import (
	"bytes"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"daykit/internal/central/server"
	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"

	"github.com/google/go-cmp/cmp"
)

const (
	place = "000102030405060708090a0b0c0d0e0f"
	sheet = "b1b2b3b4b5b6b7b8b1b2b3b4b5b6b7b8b1b2b3b4b5b6b7b8b1b2b3b4b5b6b7b8"
)

func (s *site) put(token, path string, v any) *httptest.ResponseRecorder {
	s.t.Helper()
	return s.do(http.MethodPut, path, wire.Raw(v), bearer(token))
}

func (s *site) post(token, path string, v any) *httptest.ResponseRecorder {
	s.t.Helper()
	return s.do(http.MethodPost, path, wire.Raw(v), bearer(token))
}

// helper pairs a door helper with a group and gives its token.
func (s *site) helper(token, name string) string {
	s.t.Helper()
	at := wire.PathPair + device("place of " + name)[:32]
	wantStatus(s.t, s.put(token, at, wire.PairOffer{Role: wire.RoleDoor, Body: []byte("sealed")}), http.StatusOK)
	w := s.post("", at, wire.PairRequest{Device: device(name), Label: name})
	return answer[wire.PairReply](s.t, w, http.StatusOK).Join.Token
}

// id gives the id of a device of the name.
func id(name string) string {
	raw, err := hex.DecodeString(device(name))
	if err != nil {
		panic(err)
	}
	return server.DeviceID(server.Digest(sum(raw)))
}

func TestKeybag(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	a, b := s.enter("a"), s.enter("b")
	get := func(token string) wire.Keybag {
		t.Helper()
		return answer[wire.Keybag](t, s.get(wire.PathKeybag, bearer(token)), http.StatusOK)
	}
	if got := get(a); !cmp.Equal(got, wire.Keybag{Doors: []wire.DoorBag{}}) {
		t.Errorf("before any: got %+v", got)
	}
	one, large := wire.Keybag{Version: 1, Body: []byte("one")}, wire.Keybag{Version: 2, Body: make([]byte, wire.MaxKeybag)}
	for range 2 { // the answer may be lost
		if got := answer[wire.Keybag](t, s.put(a, wire.PathKeybag, one), http.StatusOK); got.Version != 1 {
			t.Errorf("put: got %+v", got)
		}
	}
	for _, late := range []wire.Keybag{{Version: 1, Body: []byte("other")}, {Version: 3, Body: []byte("three")}, {Body: nil, Version: 9}} {
		if late.Body == nil {
			wantStatus(t, s.put(a, wire.PathKeybag, late), http.StatusBadRequest)
			continue
		}
		got := answer[wire.Keybag](t, s.put(a, wire.PathKeybag, late), http.StatusConflict)
		if d := cmp.Diff(wire.Keybag{Version: 1, Body: []byte("one"), Conflict: true, Doors: []wire.DoorBag{}}, got); d != "" {
			t.Errorf("version %d (-want +got):\n%s", late.Version, d)
		}
	}
	wantStatus(t, s.put(a, wire.PathKeybag, large), http.StatusOK)
	if got := get(a); got.Version != 2 || !bytes.Equal(got.Body, large.Body) {
		t.Error("the largest does not come back as it is")
	}
	large.Version, large.Body = 3, append(large.Body, 0)
	wantStatus(t, s.put(a, wire.PathKeybag, large), http.StatusBadRequest)
	if got := get(b); got.Version != 0 || got.Body != nil {
		t.Errorf("another group reads %+v", got)
	}
}

// TestHelpersGetTheirOwnKeysAlone: neither the group's nor those of another helper.
func TestHelpersGetTheirOwnKeysAlone(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	a, b := s.enter("a"), s.enter("b")
	one, two, theirs := s.helper(a, "one"), s.helper(a, "two"), s.helper(b, "theirs")
	door := func(name string) wire.DoorBag { return wire.DoorBag{Device: id(name), Body: []byte("to " + name)} }
	want := func(token string, k wire.Keybag) {
		t.Helper()
		if d := cmp.Diff(k, answer[wire.Keybag](t, s.get(wire.PathKeybag, bearer(token)), http.StatusOK)); d != "" {
			t.Errorf("(-want +got):\n%s", d)
		}
	}
	want(one, wire.Keybag{})
	wantStatus(t, s.put(a, wire.PathKeybag, wire.Keybag{Version: 1, Body: []byte("all"), Doors: []wire.DoorBag{door("one"), door("theirs"), door("a")}}), http.StatusOK)
	want(one, wire.Keybag{Version: 1, Body: []byte("to one")})
	want(two, wire.Keybag{})
	want(theirs, wire.Keybag{})
	want(b, wire.Keybag{Doors: []wire.DoorBag{}})
	named := []wire.DoorBag{{Device: id("one")}}
	want(a, wire.Keybag{Version: 1, Body: []byte("all"), Doors: named})
	for _, bad := range [][]wire.DoorBag{{{Device: id("one")}}, {door("one"), door("one")}, {{Device: "one", Body: []byte("x")}}} {
		wantStatus(t, s.put(a, wire.PathKeybag, wire.Keybag{Version: 2, Body: []byte("all"), Doors: bad}), http.StatusBadRequest)
	}
	clash := answer[wire.Keybag](t, s.put(a, wire.PathKeybag, wire.Keybag{Version: 1, Body: []byte("other")}), http.StatusConflict)
	if d := cmp.Diff(wire.Keybag{Version: 1, Body: []byte("all"), Conflict: true, Doors: named}, clash); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	full := wire.Keybag{Version: 2, Body: make([]byte, wire.MaxKeybag), Doors: []wire.DoorBag{
		{Device: id("one"), Body: make([]byte, wire.MaxKeybag)}, {Device: id("two"), Body: make([]byte, wire.MaxDoorBags-wire.MaxKeybag)},
	}}
	wantStatus(t, s.put(a, wire.PathKeybag, full), http.StatusOK) // all that the limits let through fits in a request
	wantStatus(t, s.put(one, wire.PathKeybag, wire.Keybag{Version: 3, Body: []byte("evil")}), http.StatusForbidden)
}

func TestRecover(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	a := s.enter("a")
	try := func(token, dev string) *httptest.ResponseRecorder {
		return s.post("", wire.PathRecover, wire.RecoverRequest{Token: token, Device: device(dev), Label: dev})
	}
	wantStatus(t, try(sheet, "new"), http.StatusForbidden)
	wantStatus(t, s.put(a, wire.PathRecovery, wire.RecoveryRequest{TokenSHA256: wire.RecoveryDigest(sheet)}), http.StatusOK)
	wantStatus(t, s.put(a, wire.PathKeybag, wire.Keybag{Version: 1, Body: []byte("one")}), http.StatusOK)
	first := answer[wire.RecoverReply](t, try(sheet, "new"), http.StatusOK)
	got := answer[wire.RecoverReply](t, try(sheet, "new"), http.StatusOK)
	if first.Join.Token == got.Join.Token || len(got.Join.Token) != 64 || len(got.Join.ReceiptKey) != 64 {
		t.Errorf("got %+v", got.Join)
	}
	joined := got.Join
	joined.Token, joined.ReceiptKey, joined.PackKey = "", "", ""
	want := wire.RecoverReply{
		Join:   wire.JoinReply{Workspace: got.Join.Workspace, Group: "a", PublicURL: publicURL, Role: wire.RoleOrganiser},
		Keybag: wire.Keybag{Version: 1, Body: []byte("one")},
	}
	if d := cmp.Diff(want, wire.RecoverReply{Join: joined, Keybag: got.Keybag}); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	wantStatus(t, s.get(wire.PathKeybag, bearer(first.Join.Token)), http.StatusUnauthorized)
	wantStatus(t, s.get(wire.PathKeybag, bearer(got.Join.Token)), http.StatusOK)
	wantStatus(t, s.put(s.enter("b"), wire.PathRecovery, wire.RecoveryRequest{TokenSHA256: wire.RecoveryDigest(sheet)}), http.StatusConflict)
	for name, body := range map[string]string{
		"the digest itself": `{"token":"` + wire.RecoveryDigest(sheet) + `","device":"` + device("x") + `"}`,
		"another":           `{"token":"` + strings.Repeat("00", 32) + `","device":"` + device("x") + `"}`,
	} {
		if w := s.do(http.MethodPost, wire.PathRecover, []byte(body)); w.Code != http.StatusForbidden {
			t.Errorf("%s: got %d", name, w.Code)
		}
	}
	if strings.Contains(s.log.String(), sheet) {
		t.Error("the log holds the token")
	}
}

// TestEntriesAreLimited: whatever secret is tried, tries of one network run out.
func TestEntriesAreLimited(t *testing.T) {
	t.Parallel()
	for path, v := range map[string]any{
		wire.PathRecover:      wire.RecoverRequest{Token: sheet, Device: device("x")},
		wire.PathPair + place: wire.PairRequest{Device: device("x")},
		wire.PathPair + "x":   wire.PairRequest{Device: device("x")},
	} {
		s := newSite(t)
		for i := range 31 {
			w := s.do(http.MethodPost, path, wire.Raw(v), from("192.0.2.1:1"))
			if limited := w.Code == http.StatusTooManyRequests; limited != (i == 30) {
				t.Fatalf("%s: try %d got %d", path, i, w.Code)
			}
		}
		if got := s.do(http.MethodPost, path, wire.Raw(v), from("198.51.100.7:1")).Code; got == http.StatusTooManyRequests {
			t.Errorf("%s: another network is limited too", path)
		}
	}
}

func TestPair(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	a := s.enter("a")
	take := func(at, dev string) *httptest.ResponseRecorder {
		return s.post("", wire.PathPair+at, wire.PairRequest{Device: device(dev), Label: "Door"})
	}
	offer := wire.PairOffer{Role: wire.RoleDoor, Body: []byte("sealed")}
	nothing := take(place, "new")
	wantStatus(t, nothing, http.StatusNotFound)
	for range 2 {
		wantStatus(t, s.put(a, wire.PathPair+place, offer), http.StatusOK)
	}
	wantStatus(t, s.put(a, wire.PathPair+place, wire.PairOffer{Role: wire.RoleOrganiser, Body: []byte("sealed")}), http.StatusConflict)
	wantStatus(t, s.put(a, wire.PathPair+"ABC", offer), http.StatusBadRequest)
	wantStatus(t, s.put(a, wire.PathPair+device("p")[:32], wire.PairOffer{Role: wire.RoleDoor, Body: make([]byte, wire.MaxKeybag+1)}), http.StatusBadRequest)

	lost := answer[wire.PairReply](t, take(place, "new"), http.StatusOK)
	got := answer[wire.PairReply](t, take(place, "new"), http.StatusOK)
	if got.Join.Role != wire.RoleDoor || got.Join.Group != "a" || string(got.Body) != "sealed" || got.Join.Token == lost.Join.Token {
		t.Errorf("got %+v", got)
	}
	wantStatus(t, s.get(wire.PathFeed, bearer(got.Join.Token)), http.StatusOK)
	for _, dev := range []string{"new", "stranger"} { // gone, and it does not show that it was there
		if w := take(place, dev); w.Code != http.StatusNotFound || w.Body.String() != nothing.Body.String() {
			t.Errorf("%s: got %d %s", dev, w.Code, w.Body)
		}
	}
	late := device("late")[:32]
	wantStatus(t, s.put(a, wire.PathPair+late, offer), http.StatusOK)
	s.wait(server.OfferLife)
	if w := take(late, "late"); w.Code != http.StatusNotFound || w.Body.String() != nothing.Body.String() {
		t.Errorf("a day later: got %d %s", w.Code, w.Body)
	}
	if log := s.log.String(); strings.Contains(log, place) || strings.Contains(log, late) || !strings.Contains(log, "{place}") {
		t.Error("the log names a place")
	}
}

func TestDevices(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	a := s.enter("a")
	s.enter("b")
	door := s.helper(a, "Door laptop")
	list := func() map[string]wire.Device {
		t.Helper()
		out := map[string]wire.Device{}
		for _, d := range answer[wire.DevicesReply](t, s.get(wire.PathDevices, bearer(a)), http.StatusOK).Devices {
			out[d.ID] = d
		}
		return out
	}
	want := map[string]wire.Device{
		id("a"):           {ID: id("a"), Role: wire.RoleOrganiser, Seen: "2026-12-01", This: true},
		id("Door laptop"): {ID: id("Door laptop"), Role: wire.RoleDoor, Label: "Door laptop"},
	}
	if d := cmp.Diff(want, list()); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	s.wait(24 * time.Hour)
	wantStatus(t, s.get(wire.PathFeed, bearer(door)), http.StatusOK)
	wantStatus(t, s.post(a, wire.PathRevoke, wire.RevokeRequest{Device: id("a")}), http.StatusBadRequest)
	wantStatus(t, s.post(a, wire.PathRevoke, wire.RevokeRequest{Device: id("b")}), http.StatusNotFound)
	wantStatus(t, s.post(a, wire.PathRevoke, wire.RevokeRequest{Device: "all"}), http.StatusBadRequest)
	for range 2 {
		wantStatus(t, s.post(a, wire.PathRevoke, wire.RevokeRequest{Device: id("Door laptop")}), http.StatusOK)
	}
	wantStatus(t, s.get(wire.PathFeed, bearer(door)), http.StatusUnauthorized)
	if got := list()[id("Door laptop")]; !got.Revoked || got.Seen != "2026-12-02" {
		t.Errorf("got %+v", got)
	}
}

func TestReceipt(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	joined := answer[wire.JoinReply](t, s.join(s.invite("a"), "a"), http.StatusOK)
	get := func() wire.Receipt {
		t.Helper()
		w := s.get(wire.PathReceipt, bearer(joined.Token))
		wantStatus(t, w, http.StatusOK)
		r, err := wire.DecodeReceipt(w.Body.Bytes())
		if err != nil || !r.Genuine() || r.Key != joined.ReceiptKey || r.Workspace != joined.Workspace || r.Time != s.now().UnixMilli() {
			t.Fatalf("got %+v, %v", r, err)
		}
		return r
	}
	g := oplog.NewDigester()
	if empty := g.Sum(); get().Digest != hex.EncodeToString(empty[:]) {
		t.Errorf("an empty feed: got %+v", get())
	}
	for i, op := range []wire.Op{pageOp(1, eventID, table()), pageOp(2, otherID, nil)} {
		s.publish(joined.Token, op)
		s.wait(time.Minute)
		o, err := oplog.FromWire(op)
		if err != nil {
			t.Fatal(err)
		}
		g.Add(o.ID(), o.Hash)
		want := g.Sum()
		feed := s.feed(joined.Token, "")
		for range 2 {
			if r := get(); r.N != int64(i+1) || r.Chain != feed.Chain || r.Digest != hex.EncodeToString(want[:]) {
				t.Errorf("after %d: got %+v, want %x at %s", i+1, r, want, feed.Chain)
			}
		}
	}
	again := server.New(server.Config{Store: s.store, Now: s.now, Rand: s.s.Rand, Log: s.s.Log, PublicURL: publicURL})
	s.s = again
	get() // by the same key after a restart
}
