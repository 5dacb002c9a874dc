package server_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
)

var codeText = regexp.MustCompile(`<p class="invitation"><code>(DAY-[0-9A-Z-]{19})</code>`)

func TestInviteAGroup(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	who := s.coordinator("Cora")
	w := s.submit("/coordinator/groups", url.Values{"group": {"  Sample   Neighbours <b> "}}, who)
	wantStatus(t, w, http.StatusOK)
	wantHas(t, w, "The code for <bdi>Sample Neighbours &lt;b&gt;</bdi>", "It works for 30 days", "invited")
	code := codeText.FindStringSubmatch(w.Body.String())
	if code == nil {
		t.Fatal("no code")
	}
	wantHasNot(t, s.get("/coordinator/groups", who), code[1]) // shown once
	token := answer[wire.JoinReply](t, s.join(code[1], "laptop"), http.StatusOK).Token
	s.get(wire.PathFeed, bearer(token))
	wantHas(t, s.get("/coordinator/groups", who), `<td>joined</td><td class="n">1</td><td class="n">0</td><td class="d">2026-12-01</td>`)
	for _, bad := range []string{"", " ", "a\x00b", strings.Repeat("x", 121)} {
		w := s.submit("/coordinator/groups", url.Values{"group": {bad}}, who)
		wantHas(t, w, `role="alert"`, "a group’s name is one line"[:7])
		wantHasNot(t, w, "The code for")
	}
}

func TestCutADeviceOff(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	who := s.coordinator("Cora")
	token := s.enter("Sample Neighbours")
	lost := s.helper(token, "lost")
	s.get(wire.PathFeed, bearer(lost))
	link := regexp.MustCompile(`/coordinator/groups/[0-9a-f]{32}`).FindString(s.get("/coordinator/groups", who).Body.String())
	wantHas(t, s.get(link, who), id("lost"), "door", "2026-12-01")
	w := s.submit(link+"/revoke", url.Values{"device": {id("lost")}}, who)
	wantHas(t, w, "Device "+id("lost")+" is cut off", `<span class="off">cut off</span>`)
	wantStatus(t, s.get(wire.PathFeed, bearer(lost)), http.StatusUnauthorized)
	wantStatus(t, s.get(wire.PathFeed, bearer(token)), http.StatusOK)
	for path, device := range map[string]string{
		link + "/revoke": "0011223344556677", "/coordinator/groups/" + strings.Repeat("0", 32) + "/revoke": id("Sample Neighbours"), link + "/revoke?x": "%00",
	} {
		wantStatus(t, s.submit(path, url.Values{"device": {device}}, who), http.StatusNotFound)
	}
	wantStatus(t, s.get("/coordinator/groups/nothing", who), http.StatusNotFound)
}

// TestListedEvents: an event is listed only where its page says so, and never while its
// address is hidden, it is over, cancelled or says no town.
func TestListedEvents(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.enter("Sample Neighbours")
	wantHas(t, s.get("/events"), "No event is listed yet")
	change := map[string]func(p *wire.Page){
		"ASKED000": func(*wire.Page) {},
		"TW0ASKED": func(p *wire.Page) { p.Town = "Leeds" },
		"PR1VATE0": func(p *wire.Page) { p.Listed = false },
		"H1DDEN00": func(p *wire.Page) { p.Hidden = true },
		"N0T0WN00": func(p *wire.Page) { p.Town = " " },
		"0VER0000": func(p *wire.Page) { p.Date = "2026-11-30" },
		"CANCE000": func(p *wire.Page) { p.Signup = &wire.PageSignup{State: wire.SignupCancelled} },
	}
	seq := uint32(0)
	for id, do := range change {
		p := table()
		p.Listed, p.Town = true, "Manchester"
		p.Title["en"] = id
		do(&p)
		if p.Signup != nil {
			full, _ := signupTable(t, wire.SignupCancelled, everything)
			full.Listed, full.Town, full.Title = true, "Manchester", p.Title
			p = full
			id = eventID
		}
		seq++
		s.publish(token, pageOp(seq, id, p))
	}
	w := s.get("/events")
	wantHas(t, w, `<a href="/e/ASKED000"`, `<a href="/e/TW0ASKED"`, "<h2><bdi>Leeds</bdi></h2>", "<h2><bdi>Manchester</bdi></h2>", "Friday 18 December 2026",
		`<a href="/e/ASKED000?lang=ur" hreflang="ur" lang="ur" dir="rtl"`, `<option value="Leeds">Leeds</option>`)
	for id := range change {
		if id != "ASKED000" && id != "TW0ASKED" {
			wantHasNot(t, w, id)
		}
	}
	wantHasNot(t, w, "/e/"+eventID)
	w = s.get("/events?town=LEEDS")
	wantHas(t, w, "/e/TW0ASKED", `<option value="Leeds" selected>`)
	wantHasNot(t, w, "/e/ASKED000")
	wantHas(t, s.get("/events?town=%3Cb%3E"), "No event is listed in this town")
	s.wait(18 * 24 * time.Hour)
	wantHas(t, s.get("/events"), "No event is listed yet")
}

// TestOldAuditLinesAreForgotten runs the tidying a year later.
func TestOldAuditLinesAreForgotten(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.coordinator("Cora")
	s.wait(server.AuditLife + time.Hour)
	if err := s.s.Tidy(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := s.newest(); got.N != 3 || got.What != server.ActPruneAudit || got.Who != server.WhoServer {
		t.Errorf("the newest is %+v", got)
	}
	v, err := server.VerifyAudit(t.Context(), s.store)
	if err != nil || v.Broken != 0 || v.First != 3 || v.Lines != 1 {
		t.Errorf("the chain is %+v, %v", v, err)
	}
}
