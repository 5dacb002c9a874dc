package main

import (
	"bytes"
	"context"
	"encoding/base32"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"daykit/internal/central/server"
)

// surfer asks as a browser does, with its cookies.
type surfer struct {
	t    *testing.T
	http http.Client
}

func newSurfer(t *testing.T) *surfer {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &surfer{t, http.Client{Jar: jar}}
}

// ask gets a page, or sends a form, and gives the page that it ends on.
func (b *surfer) ask(address string, form url.Values) (where, body string) {
	b.t.Helper()
	method := http.MethodGet
	if form != nil {
		method = http.MethodPost
	}
	res := ask(b.t, &b.http, method, address, []byte(form.Encode()), http.Header{"Content-Type": {"application/x-www-form-urlencoded"}})
	return res.Request.URL.Path, res.body
}

var secretWords = regexp.MustCompile(`<p class="secret"><code>([A-Z2-7 ]+)</code>`)

// TestCoordinators adds, lists and removes one while the server runs.
func TestCoordinators(t *testing.T) {
	t.Parallel()
	onEach(t, coordinated)
}

func coordinated(t *testing.T, db string) {
	t.Helper()
	address := start(t, 1, "--db", db).url
	var added struct{ ID, Name, Link string }
	command(t, &added, "coordinator", "add", "Cora  Example", "--db", db, "--public-url", address+"/", "--json")
	if added.Name != "Cora Example" || !strings.HasPrefix(added.Link, address+"/coordinator/enrol/") {
		t.Fatalf("added %+v", added)
	}
	b := newSurfer(t)
	if where, _ := b.ask(address+"/coordinator", nil); where != "/coordinator/sign-in" {
		t.Errorf("nobody got to %s", where)
	}
	_, page := b.ask(added.Link, nil)
	found := secretWords.FindStringSubmatch(page)
	if found == nil {
		t.Fatalf("no secret: %s", page)
	}
	secret, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(strings.ReplaceAll(found[1], " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	code, err := server.CodeAt(secret, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if where, page := b.ask(added.Link, url.Values{"code": {code}}); where != "/coordinator" || !strings.Contains(page, "What communities did") {
		t.Errorf("got to %s: %s", where, page)
	}
	listAndRemove(t, db, added.ID)
	if where, _ := b.ask(address+"/coordinator", nil); where != "/coordinator/sign-in" {
		t.Errorf("somebody who was removed got to %s", where)
	}
}

func listAndRemove(t *testing.T, db, id string) {
	t.Helper()
	var list []struct {
		ID, Name string
		Codes    bool
		Passkeys int
	}
	command(t, &list, "coordinator", "list", "--db", db, "--json")
	if len(list) != 1 || list[0].ID != id || !list[0].Codes || list[0].Passkeys != 0 {
		t.Errorf("listed %+v", list)
	}
	var gone struct{ Removed string }
	command(t, &gone, "coordinator", "remove", "cora example", "--db", db, "--json")
	var v server.Verdict
	command(t, &v, "audit", "--verify", "--db", db, "--json")
	if gone.Removed != id || v.Broken != 0 || v.Lines != 3 {
		t.Errorf("removed %q, then the audit is %+v", gone.Removed, v)
	}
	var lines []struct{ Who, What, Target string }
	command(t, &lines, "audit", "--db", db, "--json")
	if len(lines) != 3 || lines[0].Who != "console" || lines[1].What != server.ActEnrolCode || lines[2].Target != id {
		t.Errorf("the audit has %+v", lines)
	}
}

// spoilt is an audit with one line that was changed.
type spoilt struct{ server.Audit }

// AuditLines implements server.Audit.
func (spoilt) AuditLines(context.Context, int64, int) ([]server.KeptLine, server.AuditEnds, error) {
	l := server.AuditLine{At: time.Unix(1, 0), Who: "console", What: "invite", Target: "x"}
	kept := server.KeptLine{AuditLine: l, N: 1, Hash: l.Sum(1, server.Digest{})}
	kept.Target = "y"
	return []server.KeptLine{kept}, server.AuditEnds{EndN: 1, End: kept.Hash}, nil
}

func TestABrokenChainIsAFailure(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	err := verify(t.Context(), config{}, spoilt{}, &out)
	if err == nil || !strings.Contains(err.Error(), "broken at line 1") || out.Len() != 0 {
		t.Errorf("got %v, %q", err, out.String())
	}
	if err := verify(t.Context(), config{json: true}, spoilt{}, &out); err == nil || !strings.Contains(out.String(), `"broken":1`) {
		t.Errorf("got %v, %q", err, out.String())
	}
}
