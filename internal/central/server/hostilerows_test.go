package server_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
)

// may says who is answered.
type may int

const (
	anybody may = iota
	helpers     // devices of the group
	organisers
)

// call is a request of one address of the service. Those that name a device or a letter
// name the one of group a that must survive.
type call struct {
	pattern, method, path string
	body                  []byte
	may                   may
}

func row(may may, method, pattern, path string, body any) call {
	raw, ready := body.([]byte)
	if !ready {
		raw = wire.Raw(body)
	}
	return call{method + " " + pattern, method, path, raw, may}
}

// rows is every address of the service: whoever adds one says here who may ask it, or
// TestEveryAddressIsTried fails.
func rows() []call {
	const get, post, put = http.MethodGet, http.MethodPost, http.MethodPut
	mate := wire.MailboxAck{IDs: []string{uuid(1)}}
	one := wire.PathBlobs + photographName
	out := []call{
		row(anybody, get, wire.PathHello, wire.PathHello, nil),
		row(anybody, post, wire.PathJoin, wire.PathJoin, wire.JoinRequest{Code: "DAY-0000-0000-0000-0000", Device: device("evil")}),
		row(helpers, post, wire.PathOps, wire.PathOps, wire.PushRequest{Ops: sealedOps()}),
		row(helpers, get, wire.PathFeed, wire.PathFeed, nil),
		row(helpers, get, wire.PathReceipt, wire.PathReceipt, nil),
		row(helpers, get, wire.PathKeybag, wire.PathKeybag, nil), // a helper its own alone
		row(organisers, put, wire.PathKeybag, wire.PathKeybag, wire.Keybag{Version: 2, Body: []byte("evil"), Doors: []wire.DoorBag{{Device: id("mate"), Body: []byte("evil")}}}),
		row(organisers, put, wire.PathRecovery, wire.PathRecovery, wire.RecoveryRequest{TokenSHA256: wire.RecoveryDigest("evil")}),
		row(anybody, post, wire.PathRecover, wire.PathRecover, wire.RecoverRequest{Token: device("evil"), Device: device("evil")}),
		row(organisers, get, wire.PathDevices, wire.PathDevices, nil),
		row(organisers, post, wire.PathRevoke, wire.PathRevoke, wire.RevokeRequest{Device: id("a")}),
		row(organisers, put, wire.PathPair+"{place}", wire.PathPair+place, wire.PairOffer{Role: wire.RoleOrganiser, Body: []byte("evil")}),
		row(anybody, post, wire.PathPair+"{place}", wire.PathPair+place, wire.PairRequest{Device: device("evil")}),
		row(anybody, put, wire.PathEvent+"{event}/signups/{uuid}", signupPath(eventID, uuid(1)), letter("evil")),
		row(anybody, put, wire.PathEvent+"{event}/feedback/{uuid}", howPath(eventID, uuid(1)), sealedAnswers(1)),
		row(organisers, get, wire.PathMailbox, wire.PathMailbox, nil),
		row(organisers, post, wire.PathMailboxAck, wire.PathMailboxAck, mate),
		row(organisers, post, wire.PathMissing, wire.PathMissing, wire.Blobs{Blobs: []string{photographName}}),
		row(organisers, put, wire.PathBlobs+"{sha}", wire.PathBlobs+fmt.Sprintf("%x", sum([]byte("evil"))), []byte("evil")),
		row(organisers, post, wire.PathDrop, wire.PathDrop, wire.Blobs{Blobs: []string{photographName}}),
		row(helpers, get, wire.PathBlobs+"{sha}", one, nil),
		row(anybody, get, wire.PathPacks, wire.PathPacks, nil),
		row(anybody, get, wire.PathPacks+"/{id}/{version}", wire.PathPacks+"/nothing/1", nil),
		row(anybody, get, wire.PathWithdrawals, wire.PathWithdrawals, nil),
		{pattern: "/v1/", method: get, path: "/v1/nothing"},
		row(anybody, get, "/healthz", "/healthz", nil),
		row(anybody, get, "/readyz", "/readyz", nil),
		row(anybody, get, "/style.css", "/style.css", nil),
		row(anybody, get, "/faces/{name}", "/faces/nothing", nil),
		row(anybody, get, "/{$}", "/", nil),
		{pattern: "/", method: get, path: "/nothing"},
	}
	out = append(out, coordRows()...)
	for _, e := range []string{"/e/", "/E/"} {
		for _, rest := range []string{"", "/{$}", "/{fingerprint}", "/event.ics", "/thanks", "/signup", "/feedback"} {
			path := strings.NewReplacer("{$}", "", "{fingerprint}", strings.Repeat("A", 26)).Replace(rest)
			out = append(out, row(anybody, get, e+"{id}"+rest, e+eventID+path, nil))
		}
		out = append(out, row(anybody, post, e+"{id}/signup", e+eventID+"/signup", []byte("name=evil")))
		out = append(out, row(anybody, post, e+"{id}/feedback", e+eventID+"/feedback", []byte("remember=evil")))
	}
	return out
}

// calls is every call that needs a token.
func calls() (out []call) {
	for _, c := range rows() {
		if c.may != anybody {
			out = append(out, c)
		}
	}
	return out
}

// TestEveryAddressIsTried holds the rows to what the service answers to.
func TestEveryAddressIsTried(t *testing.T) {
	t.Parallel()
	var ours []string
	for _, c := range rows() {
		ours = append(ours, c.pattern)
	}
	theirs := newSite(t).s.Patterns()
	for _, p := range theirs {
		if !slices.Contains(ours, p) {
			t.Errorf("nobody says who may ask %q", p)
		}
	}
	for _, p := range ours {
		if !slices.Contains(theirs, p) {
			t.Errorf("there is no %q", p)
		}
	}
}

// TestNobodyLearnsAnything asks every address without a token, as another group, as a
// device that was cut off and as a door helper: what a group keeps is in none of the
// answers, and its page is all that is said of it.
func TestNobodyLearnsAnything(t *testing.T) {
	t.Parallel()
	s, token := group(t)
	revoked := s.helper(token, "lost")
	wantStatus(t, s.post(token, wire.PathRevoke, wire.RevokeRequest{Device: id("lost")}), http.StatusOK)
	asked, leaks := 0, 0
	for name, auth := range map[string]string{"nobody": "", "another group": s.enter("b"), "a lost laptop": revoked, "a door helper": s.helper(token, "door")} {
		for _, c := range rows() {
			if c.may != anybody && name == "a door helper" {
				continue // its rights are another test's
			}
			change := header("Authorization", "Bearer "+auth)
			if auth == "" {
				change = func(*http.Request) {}
			}
			w := s.do(c.method, c.path, c.body, change, crowd(asked))
			asked++
			said := w.Body.String() + fmt.Sprint(w.Header())
			for _, secret := range append(secrets(t, s, token), canaries[0], canaries[2], canaries[3]) {
				if strings.Contains(said, secret) {
					leaks++
					t.Errorf("%s %s tells %s of %q", c.method, c.path, name, secret)
				}
			}
		}
	}
	t.Logf("%d answers, %d leaks", asked, leaks)
	unharmed(t, s, token)
}

// secrets are what names a group's inside.
func secrets(t *testing.T, s *site, token string) []string {
	t.Helper()
	m, err := s.store.Holder(t.Context(), server.Digest(sum([]byte(token))), server.DayOf(today))
	if err != nil {
		t.Fatal(err)
	}
	return []string{token, m.ID, m.Device, sheet}
}
