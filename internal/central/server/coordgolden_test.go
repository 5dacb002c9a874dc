package server_test

import (
	"flag"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"daykit/internal/data/wire"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden pages anew")

// drawn is what differs from one run to the next.
var drawn = regexp.MustCompile(`DAY(-[0-9A-Z]{4}){4}|[0-9a-f]{64}|[0-9a-f]{32}|\b[0-9a-f]{16}\b|sha384-[A-Za-z0-9+/&#;=]+|<svg class="qr".*?</svg>|<svg class="braid".*?</svg>|<code>[A-Z2-7 ]{39}</code>|<code>[A-Z2-7]{26}</code>`)

// TestPages holds the coordinators' pages to those that were looked at.
func TestPages(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.enter("Sample Neighbours")
	shared, small, late := table(), table(), table()
	shared.Town, shared.Listed = "Manchester", true
	small.Town, small.Title = "Cardiff", map[string]string{"en": "Language café"}
	late.Date, late.Title, late.Town = "2026-11-20", map[string]string{"ur": "نمونہ عنوان"}, "Hull"
	s.publish(token, pageOp(1, eventID, shared), pageOp(2, otherID, late), pageOp(3, "SMA77000", small))
	s.publish(token,
		totalsOp(1, eventID, wire.Totals{Title: "A shared table", Date: "2026-12-18", SignedUp: 1200, Arrived: 40, WalkIns: 24, Objectives: []int{16, 17}, Activities: []string{"shared-meal"}, FirstTime: 20}),
		totalsOp(2, "SMA77000", wire.Totals{Title: "Language café", Date: "2026-12-18", SignedUp: 9, Arrived: 3, Objectives: []int{16}}))
	open, _ := signupTable(t, wire.SignupOpen, everything)
	s.publish(token, pageOp(4, eventID, open))
	for n := range 6 {
		wantStatus(t, s.sendLetter(n, crowd(n)), http.StatusCreated)
	}
	s.wait(24 * time.Hour)
	wantStatus(t, s.sendLetter(9), http.StatusCreated)
	shared.Signup = open.Signup
	s.publish(token, pageOp(5, eventID, shared))
	who := s.coordinator("Cora Example")
	golden(t, "content-empty", s.get("/coordinator/content", who).Body.Bytes())
	s.publishByPage(plainPack(richEdition()), who)
	link := s.link("Dora Example")
	for name, path := range map[string]string{
		"overview": "/coordinator", "events": "/coordinator/events?sort=came", "event": "/coordinator/events/SMA77000", "groups": "/coordinator/groups",
		"totals": "/coordinator/totals", "summary": "/coordinator/summary", "audit": "/coordinator/audit", "content": "/coordinator/content",
		"pack": "/coordinator/content/packs/rich/1", "withdraw": "/coordinator/content/withdraw?voice=rana", "listed": "/events", "enrol": link,
	} {
		golden(t, name, s.get(path, who).Body.Bytes())
	}
	next := richEdition()
	next.Version, next.Content.Voices = 2, next.Content.Voices[:1]
	golden(t, "check", s.upload(plainPack(next), who).Body.Bytes())
	golden(t, "sign-in", s.get("/coordinator/sign-in").Body.Bytes())
	golden(t, "invited", s.submit("/coordinator/groups", url.Values{"group": {"Example Choir"}}, who).Body.Bytes())
}

func golden(t *testing.T, name string, body []byte) {
	t.Helper()
	file := filepath.Join("testdata", "coord", name+".html")
	got := drawn.ReplaceAll(body, []byte("…"))
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Errorf("%s (-want +got):\n%s", name, d)
	}
}
