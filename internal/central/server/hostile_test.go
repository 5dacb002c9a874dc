package server_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"daykit/internal/data/wire"
)

func sum(b []byte) [32]byte { return sha256.Sum256(b) }

// canaries are what group a keeps, and its name, as answers would have them.
var canaries = []string{
	"c2VhbGVkIGtleXMgb2YgYQ", "Riverside", "bGV0dGVyIG9mIGEgdmlzaXRvcg", "sealed photograph", "0102030405060708",
}

// photograph is a chunk that group a keeps, and photographName what it is called.
const photograph = "sealed photograph of a"

var photographName = fmt.Sprintf("%x", sum([]byte(photograph)))

// letterOfA is a visitor's letter to group a: in base 64 "letter of a visitor" is a canary.
var letterOfA = []byte("age-encryption.org/v1\n   letter of a visitor")

// group sets group a up: keys, a sheet, a page and a device of a telling label.
func group(t *testing.T) (s *site, token string) {
	t.Helper()
	s = newSite(t)
	reply := s.do(http.MethodPost, wire.PathJoin, wire.Raw(wire.JoinRequest{Code: s.invite("Riverside"), Device: device("a"), Label: "Riverside laptop"}))
	token = answer[wire.JoinReply](t, reply, http.StatusOK).Token
	mate := wire.DoorBag{Device: id("mate"), Body: []byte("sealed keys of a helper of a")}
	s.helper(token, "mate")
	wantStatus(t, s.put(token, wire.PathKeybag, wire.Keybag{Version: 1, Body: []byte("sealed keys of a"), Doors: []wire.DoorBag{mate}}), http.StatusOK)
	wantStatus(t, s.put(token, wire.PathRecovery, wire.RecoveryRequest{TokenSHA256: wire.RecoveryDigest(sheet)}), http.StatusOK)
	p, _ := howTable(t, wire.SignupOpen)
	s.publish(token, pageOp(1, eventID, p))
	wantStatus(t, s.do(http.MethodPut, signupPath(eventID, uuid(1)), letterOfA), http.StatusCreated)
	wantStatus(t, s.do(http.MethodPut, wire.PathBlobs+photographName, []byte(photograph), bearer(token)), http.StatusCreated)
	return s, token
}

// unharmed looks whether group a has what it had.
func unharmed(t *testing.T, s *site, token string) {
	t.Helper()
	if got := answer[wire.Keybag](t, s.get(wire.PathKeybag, bearer(token)), http.StatusOK); string(got.Body) != "sealed keys of a" || len(got.Doors) != 1 || got.Doors[0].Device != id("mate") {
		t.Errorf("its keybag is %q, with doors %+v", got.Body, got.Doors)
	}
	if got := s.feed(token, "").Ops; len(got) != 1 {
		t.Errorf("its feed has %d ops", len(got))
	}
	if got := s.mailbox(token, ""); len(got.Letters) != 1 || !bytes.Equal(got.Letters[0].Body, letterOfA) {
		t.Errorf("its mailbox holds %+v", got)
	}
	if w := s.get(wire.PathBlobs+photographName, bearer(token)); w.Body.String() != photograph {
		t.Errorf("its chunk is %q", w.Body)
	}
	wantStatus(t, s.post("", wire.PathPair+place, wire.PairRequest{Device: device("accomplice")}), http.StatusNotFound)
	wantStatus(t, s.post("", wire.PathRecover, wire.RecoverRequest{Token: sheet, Device: device("rescue")}), http.StatusOK)
}

func discreet(t *testing.T, what string, w *httptest.ResponseRecorder) {
	t.Helper()
	for _, c := range canaries {
		if strings.Contains(w.Body.String(), c) {
			t.Errorf("%s tells of group a: %s", what, w.Body)
		}
	}
}

// TestStrangersAreRefused tries every call without a good token.
func TestStrangersAreRefused(t *testing.T) {
	t.Parallel()
	s, token := group(t)
	revoked := s.helper(token, "lost")
	wantStatus(t, s.post(token, wire.PathRevoke, wire.RevokeRequest{Device: id("lost")}), http.StatusOK)
	for name, auth := range map[string]string{
		"none": "", "empty": "Bearer ", "basic": "Basic " + token, "wrong": "Bearer " + strings.Repeat("0", 64),
		"capitals": "Bearer " + strings.ToUpper(token), "long": "Bearer " + token + token, "its digest": "Bearer " + wire.RecoveryDigest(token),
		"the sheet's token": "Bearer " + sheet, "the device": "Bearer " + device("a"), "revoked": "Bearer " + revoked,
	} {
		for _, c := range calls() {
			w := s.do(c.method, c.path, c.body, header("Authorization", auth))
			if w.Code != http.StatusUnauthorized || w.Header().Get("WWW-Authenticate") == "" {
				t.Errorf("%s %s with %s: got %d, want 401", c.method, c.path, name, w.Code)
			}
			discreet(t, c.path, w)
		}
	}
	unharmed(t, s, token)
}

// TestOtherGroupsReachOnlyTheirOwn tries every call by another group's organiser.
func TestOtherGroupsReachOnlyTheirOwn(t *testing.T) {
	t.Parallel()
	s, token := group(t)
	other := s.enter("b")
	for _, c := range calls() {
		if c.path == wire.PathPair+place {
			continue // a place of its own would be one to take
		}
		w := s.do(c.method, c.path, c.body, bearer(other))
		discreet(t, c.path, w)
		if c.path == wire.PathRevoke || c.path == wire.PathBlobs+photographName && c.method == http.MethodGet {
			wantStatus(t, w, http.StatusNotFound)
		}
	}
	wantStatus(t, s.put(other, wire.PathRecovery, wire.RecoveryRequest{TokenSHA256: wire.RecoveryDigest(sheet)}), http.StatusConflict)
	unharmed(t, s, token)
}

// TestHelpersDoNoOrganisersWork tries every call by a door helper of the group.
func TestHelpersDoNoOrganisersWork(t *testing.T) {
	t.Parallel()
	s, token := group(t)
	door := s.helper(token, "door")
	for _, c := range calls() {
		if c.path == wire.PathOps {
			continue // see below: it may, and that would be seen
		}
		w := s.do(c.method, c.path, c.body, bearer(door))
		want := http.StatusForbidden
		if c.may == helpers {
			want = http.StatusOK
		}
		if w.Code != want {
			t.Errorf("%s %s: got %d, want %d", c.method, c.path, w.Code, want)
		}
		if c.may != helpers || c.path == wire.PathKeybag {
			discreet(t, c.path, w)
		}
	}
	unharmed(t, s, token)
	s.publish(door, sealedOps()...)
}

// TestRevokedOrganisersLeaveNoWayBack: nor the invitations that they left.
func TestRevokedOrganisersLeaveNoWayBack(t *testing.T) {
	t.Parallel()
	s, token := group(t)
	code := s.invite("Riverside")
	second := answer[wire.JoinReply](t, s.join(code, "second"), http.StatusOK).Token
	wantStatus(t, s.put(second, wire.PathPair+place, wire.PairOffer{Role: wire.RoleOrganiser, Body: []byte("x")}), http.StatusOK)
	wantStatus(t, s.post(token, wire.PathRevoke, wire.RevokeRequest{Device: id("second")}), http.StatusOK)
	wantStatus(t, s.join(code, "second"), http.StatusForbidden)
	wantStatus(t, s.join(s.invite("Riverside"), "second"), http.StatusForbidden)
	wantStatus(t, s.post("", wire.PathRecover, wire.RecoverRequest{Token: sheet, Device: device("second")}), http.StatusForbidden)
	unharmed(t, s, token)
}

func TestVaultRefusesNonsense(t *testing.T) {
	t.Parallel()
	s, token := group(t)
	for _, c := range calls() {
		if c.method == http.MethodGet {
			continue
		}
		for _, body := range []string{"", "hello", "[]", `{"version":"x","ops":7,"token_sha256":1,"device":[],"body":3}`, `{}`} {
			w := s.do(c.method, c.path, []byte(body), bearer(token))
			if p := answer[wire.Problem](t, w, http.StatusBadRequest); p.Code != "invalid" || p.Message == "" {
				t.Errorf("%s %s with %q: got %+v", c.method, c.path, body, p)
			}
		}
		w := s.do(c.method, c.path, make([]byte, wire.MaxBody+1), bearer(token))
		wantStatus(t, w, http.StatusRequestEntityTooLarge)
	}
	unharmed(t, s, token)
}
