package server_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"

	"github.com/google/go-cmp/cmp"
)

// newest gives the newest line of the audit.
func (s *site) newest() server.KeptLine {
	s.t.Helper()
	lines, err := s.store.LatestLines(s.t.Context(), 0, 1)
	if err != nil || len(lines) != 1 {
		s.t.Fatalf("got %v, %v", lines, err)
	}
	return lines[0]
}

// TestEveryChangeIsAudited reads the addresses of the service: each by which a coordinator
// changes anything, and each by which a device comes in or is put out, must be tried here,
// and leave its line.
func TestEveryChangeIsAudited(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	who := s.coordinator("Cora")
	token := s.enter("a")
	helper := s.helper(token, "second")
	_ = helper
	cora := s.newestBy(server.ActEnrolCode)
	key := newAuthenticator(t)
	ws := s.newestBy(server.ActJoin).Target
	type try struct {
		act string
		do  func()
	}
	tries := map[string]try{
		"POST /coordinator/groups": {server.ActInvite, func() { s.submit("/coordinator/groups", url.Values{"group": {"B"}}, who) }},
		"POST /coordinator/groups/{group}/revoke": {server.ActRevoke, func() {
			wantStatus(t, s.submit("/coordinator/groups/"+ws+"/revoke", url.Values{"device": {id("second")}}, who), http.StatusOK)
		}},
		"POST /coordinator/content/check":           {server.ActCheckPack, func() { s.upload(plainPack(packEdition(1, "ana")), who) }},
		"POST /coordinator/content/publish":         {server.ActPublish, func() { s.publishByPage(plainPack(packEdition(1, "ana")), who) }},
		"POST /coordinator/content/withdraw":        {server.ActWithdraw, func() { s.withdrawByPage(url.Values{"voice": {"ana"}, "anyway": {"yes"}}, who) }},
		"GET /coordinator/export/{file}":            {server.ActExport, func() { s.get("/coordinator/export/events.csv", who) }},
		"POST /coordinator/enrol/{link}":            {server.ActEnrolCode, func() { s.coordinator("Dora") }},
		"POST /coordinator/enrol/{link}/finish":     {server.ActEnrolPasskey, func() { s.enrolKey(s.link("Eve"), key) }},
		"POST /coordinator/sign-in":                 {server.ActSignInCode, func() { s.signInAgain("Fay") }},
		"POST /coordinator/sign-in/finish":          {server.ActSignInPasskey, func() { s.signInByKey() }},
		"POST /coordinator/sign-out":                {server.ActSignOut, func() { s.submit("/coordinator/sign-out", nil, s.coordinator("Gail")) }},
		"POST " + wire.PathJoin:                     {server.ActJoin, func() { s.enter("c") }},
		"POST " + wire.PathPair + "{place}":         {server.ActPair, func() { s.helper(token, "third") }},
		"POST " + wire.PathRecover:                  {server.ActRecover, func() { s.recoverBySheet(token) }},
		"POST " + wire.PathRevoke:                   {server.ActRevoke, func() { s.post(token, wire.PathRevoke, wire.RevokeRequest{Device: id("third")}) }},
		"POST /coordinator/sign-in/begin":           {}, // changes nothing but what is forgotten in minutes
		"POST /coordinator/enrol/{link}/begin":      {},
		"GET the other pages, which change nothing": {},
	}
	for _, pattern := range s.s.Patterns() {
		if (strings.HasPrefix(pattern, "POST /coordinator") || strings.Contains(pattern, "/coordinator/export")) && tries[pattern].act == "" && !strings.HasSuffix(pattern, "/begin") {
			t.Errorf("nobody says what %q leaves in the audit", pattern)
		}
	}
	order := []string{ // where one needs what another did, or can do nothing after it
		"POST " + wire.PathPair + "{place}", "POST " + wire.PathRevoke,
		"POST /coordinator/content/check", "POST /coordinator/content/publish", "POST /coordinator/content/withdraw",
	}
	for pattern := range tries {
		if !slices.Contains(order, pattern) {
			order = append(order, pattern)
		}
	}
	for _, pattern := range order {
		one := tries[pattern]
		if one.act == "" {
			continue
		}
		before := s.newest().N
		one.do()
		if got := s.newest(); got.What != one.act || got.N <= before || got.Target == "" || got.Who == "" {
			t.Errorf("%s leaves %+v, want %q", pattern, got, one.act)
		}
	}
	if cora.Who == "" || cora.Who != cora.Target {
		t.Errorf("enrolling left %+v", cora)
	}
	v, err := server.VerifyAudit(t.Context(), s.store)
	if err != nil || v.Broken != 0 {
		t.Errorf("the chain is %+v, %v", v, err)
	}
}

// newestBy gives the newest line of an act.
func (s *site) newestBy(act string) server.KeptLine {
	s.t.Helper()
	lines, err := s.store.LatestLines(s.t.Context(), 0, 1000)
	if err != nil {
		s.t.Fatal(err)
	}
	for _, l := range lines {
		if l.What == act {
			return l
		}
	}
	s.t.Fatalf("no line of %q", act)
	return server.KeptLine{}
}

func (s *site) signInAgain(name string) {
	s.t.Helper()
	path := s.link(name)
	secret := s.secretOf(path)
	signedIn(s.t, s.submit(path, url.Values{"code": {s.code(secret, 0)}}))
	s.wait(time.Minute)
	signedIn(s.t, s.submit("/coordinator/sign-in", url.Values{"name": {name}, "code": {s.code(secret, 0)}}))
}

func (s *site) signInByKey() {
	s.t.Helper()
	key := otherKey(s.t)
	s.enrolKey(s.link("Hana"), key)
	o := answer[options](s.t, s.script("/coordinator/sign-in/begin", []byte("{}")), http.StatusOK)
	byPasskey(s.t, s.script("/coordinator/sign-in/finish", key.use(o)))
}

func (s *site) recoverBySheet(token string) {
	s.t.Helper()
	wantStatus(s.t, s.do(http.MethodPut, wire.PathRecovery, wire.Raw(wire.RecoveryRequest{TokenSHA256: wire.RecoveryDigest(sheet)}), bearer(token)), http.StatusOK)
	wantStatus(s.t, s.do(http.MethodPost, wire.PathRecover, wire.Raw(wire.RecoverRequest{Token: sheet, Device: device("found")})), http.StatusOK)
}

// TestAuditNamesNoVisitor: whatever visitors do leaves no line.
func TestAuditNamesNoVisitor(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.opens(wire.SignupOpen)
	before := s.newest().N
	s.sendLetter(1)
	s.sendForm(url.Values{"name": {"Canary Name"}, "contact": {"canary@example.org"}})
	s.get("/e/" + eventID)
	s.get("/events")
	s.submit("/coordinator/sign-in", url.Values{"name": {"canary"}, "code": {"1"}})
	if got := s.newest(); got.N != before {
		t.Errorf("a visitor left %+v", got)
	}
}

func TestAuditPage(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	who := s.coordinator("Cora")
	s.submit("/coordinator/groups", url.Values{"group": {"Sample Neighbours"}}, who)
	for i := range 60 {
		if err := s.store.Note(t.Context(), server.AuditLine{At: s.now(), Who: server.WhoServer, What: "test", Target: fmt.Sprint("<i>", i)}); err != nil {
			t.Fatal(err)
		}
	}
	w := s.get("/coordinator/audit", who)
	wantHas(t, w, "The chain holds</b>, lines 1 to 63.", "&lt;i&gt;59", `href="/coordinator/audit?before=14"`, "the server itself")
	wantHasNot(t, w, "&lt;i&gt;9<")
	older := s.get("/coordinator/audit?before=14", who)
	wantHas(t, older, "&lt;i&gt;9<", "made an invitation for</td><td><bdi>Sample Neighbours</bdi>", "<bdi>Cora</bdi>", "the command line")
	wantHasNot(t, older, "Older lines")
}

// TestVerifyAudit names the first line that does not hold.
func TestVerifyAudit(t *testing.T) {
	t.Parallel()
	kept := func() (out []server.KeptLine) {
		var prev server.Digest
		for n := range int64(5) {
			l := server.KeptLine{N: n + 1, AuditLine: server.AuditLine{At: today.Add(time.Duration(n) * time.Second), Who: "w", What: "act", Target: fmt.Sprint(n)}}
			l.Hash = l.Sum(l.N, prev)
			prev = l.Hash
			out = append(out, l)
		}
		return out
	}
	for name, c := range map[string]struct {
		spoil func(l []server.KeptLine) []server.KeptLine
		want  int64
	}{
		"nothing": {func(l []server.KeptLine) []server.KeptLine { return l }, 0},
		"who":     {func(l []server.KeptLine) []server.KeptLine { l[1].Who = "x"; return l }, 2},
		"what":    {func(l []server.KeptLine) []server.KeptLine { l[2].What = "acts"; return l }, 3},
		"target":  {func(l []server.KeptLine) []server.KeptLine { l[0].Target = ""; return l }, 1},
		"when":    {func(l []server.KeptLine) []server.KeptLine { l[4].At = today; return l }, 5},
		"a text that moved from one field to the next": {func(l []server.KeptLine) []server.KeptLine {
			l[1].Who, l[1].What = "wa", "ct"
			return l
		}, 2},
		"one taken out": {func(l []server.KeptLine) []server.KeptLine { return append(l[:2], l[3:]...) }, 3},
		"the last one":  {func(l []server.KeptLine) []server.KeptLine { return l[:4] }, 5},
		"all":           {func([]server.KeptLine) []server.KeptLine { return nil }, 1},
		"one put in": {func(l []server.KeptLine) []server.KeptLine {
			return append(l[:3:3], append([]server.KeptLine{l[2]}, l[3:]...)...)
		}, 4},
		"a hash": {func(l []server.KeptLine) []server.KeptLine { l[3].Hash[0] ^= 1; return l }, 4},
		"a line and hash": {func(l []server.KeptLine) []server.KeptLine {
			l[1].Who = "x"
			l[1].Hash = l[1].Sum(2, l[0].Hash)
			return l
		}, 3},
	} {
		whole := kept()
		f := fakeAudit{lines: c.spoil(kept()), ends: server.AuditEnds{EndN: 5, End: whole[4].Hash}}
		got, err := server.VerifyAudit(t.Context(), f)
		if err != nil || got.Broken != c.want {
			t.Errorf("%s: broken at %d (%v), want %d", name, got.Broken, err, c.want)
		}
	}
	var prev server.Digest
	l := server.AuditLine{At: time.Unix(1_800_000_000, 0), Who: "console", What: "invite", Target: "ws"}
	const want = "9c59dd8908717fa0e804302f0bcbd758cef54ca8bcc010c0e02d3e19da85f718" // also by Python's hashlib
	if d := cmp.Diff(want, fmt.Sprintf("%x", l.Sum(1, prev))); d != "" {
		t.Errorf("the form of the chain changed (-want +got):\n%s", d)
	}
}
