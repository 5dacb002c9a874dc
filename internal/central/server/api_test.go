package server_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"

	"github.com/google/go-cmp/cmp"
)

func TestHello(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	got := answer[wire.Hello](t, s.get(wire.PathHello), http.StatusOK)
	want := wire.Hello{
		Service: "daykit", Proto: [2]int{1, 1}, Time: today.UnixMilli(), PublicURL: publicURL,
		MaxBody: wire.MaxBody, MaxOps: wire.MaxOps, Parts: wire.ReportParts,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	wantStatus(t, s.get("/healthz"), http.StatusOK)
	wantStatus(t, s.get("/v1/nothing"), http.StatusNotFound)
	wantStatus(t, s.get(wire.PathJoin), http.StatusNotFound)
}

func TestJoin(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	code := s.invite("  Sample   Neighbours ")
	first := answer[wire.JoinReply](t, s.join(strings.ToLower(strings.ReplaceAll(code, "-", " ")), "laptop"), http.StatusOK)
	if first.Group != "Sample Neighbours" || first.PublicURL != publicURL || len(first.Token) != 64 {
		t.Errorf("got %+v", first)
	}
	again := answer[wire.JoinReply](t, s.join(code, "laptop"), http.StatusOK)
	if again.Workspace != first.Workspace || again.Token == first.Token {
		t.Errorf("a repeat gave %+v after %+v, want the same workspace and a fresh token", again, first)
	}
	wantStatus(t, s.get(wire.PathFeed, bearer(first.Token)), http.StatusUnauthorized)
	wantStatus(t, s.get(wire.PathFeed, bearer(again.Token)), http.StatusOK)
	wantStatus(t, s.join(code, "stranger"), http.StatusForbidden)

	second := answer[wire.JoinReply](t, s.join(s.invite("SAMPLE neighbours"), "second laptop"), http.StatusOK)
	if second.Workspace != first.Workspace {
		t.Errorf("a second invitation led to %q, want %q", second.Workspace, first.Workspace)
	}
	late := s.invite("Late")
	s.wait(server.InvitationLife)
	wantStatus(t, s.join(late, "late"), http.StatusForbidden)
}

func TestJoinRefusesNonsense(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for name, body := range map[string]string{
		"no json":      "hello",
		"empty":        "",
		"no code":      `{}`,
		"short device": `{"code":"DAY-0000-0000-0000-0000","device":"00"}`,
		"more":         `{"code":"DAY-0000-0000-0000-0000"} {}`,
	} {
		w := s.do(http.MethodPost, wire.PathJoin, []byte(body))
		if p := answer[wire.Problem](t, w, http.StatusBadRequest); p.Code != "invalid" || p.Message == "" {
			t.Errorf("%s: got %+v", name, p)
		}
	}
}

func TestJoinTriesAreLimited(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	try := func(addr string) int {
		raw := wire.Raw(wire.JoinRequest{Code: "DAY-0000-0000-0000-0000", Device: device("x")})
		return s.do(http.MethodPost, wire.PathJoin, raw, from(addr)).Code
	}
	for i := range 31 {
		want := http.StatusForbidden
		if i == 30 {
			want = http.StatusTooManyRequests
		}
		if got := try("[2001:db8::1]:1000"); got != want {
			t.Fatalf("try %d: got %d, want %d", i, got, want)
		}
	}
	if got := try("[2001:db8::2]:1"); got != http.StatusTooManyRequests {
		t.Errorf("same network: got %d", got)
	}
	if got := try("198.51.100.7:1"); got != http.StatusForbidden {
		t.Errorf("other network: got %d", got)
	}
	s.wait(time.Hour)
	if got := try("[2001:db8::1]:1000"); got != http.StatusForbidden {
		t.Errorf("an hour later: got %d", got)
	}
	if log := s.log.String(); strings.Contains(log, "2001:db8") || strings.Contains(log, "198.51") {
		t.Error("the log holds an address")
	}
}

func TestProxyOnThisMachineIsBelieved(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	try := func(remote, forwarded string) int {
		raw := wire.Raw(wire.JoinRequest{Code: "DAY-0000-0000-0000-0000", Device: device("x")})
		return s.do(http.MethodPost, wire.PathJoin, raw, from(remote), header("X-Forwarded-For", forwarded)).Code
	}
	for range 30 {
		try("127.0.0.1:9", "203.0.113.1, 198.51.100.1")
		try("192.0.2.1:9", "203.0.113.9") // a stranger's word
	}
	for _, c := range []struct {
		remote, forwarded string
		want              int
	}{
		{"127.0.0.1:9", "198.51.100.1", http.StatusTooManyRequests},
		{"127.0.0.1:9", "198.51.100.2", http.StatusForbidden},
		{"192.0.2.1:9", "203.0.113.10", http.StatusTooManyRequests},
		{"203.0.113.9:9", "", http.StatusForbidden},
	} {
		if got := try(c.remote, c.forwarded); got != c.want {
			t.Errorf("%s for %s: got %d, want %d", c.remote, c.forwarded, got, c.want)
		}
	}
}

func TestPushAndPull(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.enter("a")
	ops := []wire.Op{pageOp(1, eventID, table()), pageOp(2, eventID, nil), pageOp(3, eventID, table())}
	for range 2 { // a repeat changes nothing
		got := answer[wire.PushReply](t, s.push(token, ops...), http.StatusOK)
		if d := cmp.Diff(wire.PushReply{Head: 3}, got); d != "" {
			t.Errorf("pushed (-want +got):\n%s", d)
		}
	}
	first := s.feed(token, "?limit=2")
	rest := s.feed(token, cursor(first, 2))
	if d := cmp.Diff(ops, append(first.Ops, rest.Ops...)); d != "" || !first.More || rest.More {
		t.Errorf("more %v, %v (-want +got):\n%s", first.More, rest.More, d)
	}
	if got := s.feed(token, "?cursor=2&chain=00"); !got.Reset || len(got.Ops) != 0 {
		t.Errorf("another history: got %+v, want a reset", got)
	}
	gap := answer[wire.PushReply](t, s.push(token, pageOp(5, eventID, table())), http.StatusConflict)
	if d := cmp.Diff(wire.PushReply{Head: 3, Gap: true}, gap); d != "" {
		t.Errorf("gap (-want +got):\n%s", d)
	}
	fork := answer[wire.Problem](t, s.push(token, pageOp(2, eventID, table())), http.StatusConflict)
	if fork.Code != "conflict" {
		t.Errorf("fork: got %+v", fork)
	}
}

func TestPushRejectsOneByOne(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.enter("a")
	change := func(f func(p *wire.Page)) []byte {
		p := table()
		f(&p)
		return set(wire.EntityPage, eventID, wire.FieldPage, p)
	}
	good := set(wire.EntityPage, eventID, wire.FieldPage, table())
	totals := func(v wire.Totals) []byte { return set(wire.EntityReport, eventID, wire.FieldTotals, v) }
	cases := []struct {
		name, reason string
		op           wire.Op
	}{
		{"roster", "not sealed", wire.Op{Class: 3, Body: good}},
		{"work", "not sealed", wire.Op{Class: 2, Body: good}},
		{"a short seal", "not sealed", wire.Op{Class: 4, Epoch: 1, Body: make([]byte, 39)}},
		{"no body at all", "empty or too large", wire.Op{Class: 2, Epoch: 1}},
		{"a large body", "empty or too large", wire.Op{Class: 2, Epoch: 1, Body: make([]byte, wire.MaxOpBody+1)}},
		{"a class to come", "class of data", wire.Op{Class: 5, Epoch: 1, Body: make([]byte, 40)}},
		{"a kind to come", "what this would do", wire.Op{Class: 2, Kind: 6, Epoch: 1, Body: make([]byte, 40)}},
		{"a sealed page", "cannot be sealed", wire.Op{Epoch: 1, Body: good}},
		{"a roster forgets", "class for work", wire.Op{Class: 3, Kind: 5, Epoch: 1, Body: make([]byte, 40)}},
		{"a page forgets", "only be set", wire.Op{Kind: 5, Body: good}},
		{"a sealed future", "day ahead", wire.Op{Class: 2, Epoch: 1, HLC: uint64(today.Add(25*time.Hour).UnixMilli()) << 16, Body: make([]byte, 40)}},
		{"a redaction of nothing", "has a target", wire.Op{Class: 2, Kind: wire.KindRedact}},
		{"a redaction of another class", "class for work", wire.Op{Class: 3, Kind: wire.KindRedact, TargetInc: "0102030405060708", TargetSeq: 1}},
		{"a target without a redaction", "has a target", wire.Op{TargetInc: "0102030405060708", TargetSeq: 1, Body: good}},
		{"a fact", "only be set", wire.Op{Kind: 2, Body: good}},
		{"the future", "day ahead", wire.Op{HLC: uint64(today.Add(25*time.Hour).UnixMilli()) << 16, Body: good}},
		{"a guest", "pages and reports only", wire.Op{Body: set("guest", eventID, "name", "x")}},
		{"a page as a report", "pages and reports only", wire.Op{Class: 1, Body: good}},
		{"totals as public", "pages and reports only", wire.Op{Body: totals(wire.Totals{})}},
		{"small letters", "not the id", wire.Op{Body: set(wire.EntityPage, "7kq2m9xd", wire.FieldPage, table())}},
		{"a path", "not the id", wire.Op{Body: set(wire.EntityPage, "../../..", wire.FieldPage, table())}},
		{"no json", "not JSON", wire.Op{Body: []byte("{")}},
		{"no text", "not JSON", wire.Op{Body: []byte("\"\xff\"")}},
		{"another field", "one field", wire.Op{Body: set(wire.EntityPage, eventID, "more", table())}},
		{"a list", "not as it should be", wire.Op{Body: set(wire.EntityPage, eventID, wire.FieldPage, []int{1})}},
		{"a long title", "longer than", wire.Op{Body: change(func(p *wire.Page) { p.Title["en"] = strings.Repeat("é", 301) })}},
		{"no title", "no title", wire.Op{Body: change(func(p *wire.Page) { p.Title = map[string]string{"en": " "} })}},
		{"a turned text", "not text", wire.Op{Body: change(func(p *wire.Page) { p.Place = "a\u202Eb" })}},
		{"a control", "not text", wire.Op{Body: change(func(p *wire.Page) { p.About["en"] = "a\x1b[2Jb" })}},
		{"a language", "language tag", wire.Op{Body: change(func(p *wire.Page) { p.Languages = []string{`en" onload="x`} })}},
		{"a language of a text", "language tag", wire.Op{Body: change(func(p *wire.Page) { p.Title["<b>"] = "x" })}},
		{"a date", "not a date", wire.Op{Body: change(func(p *wire.Page) { p.Date = "2026-02-30" })}},
		{"a time", "time of day", wire.Op{Body: change(func(p *wire.Page) { p.End = "8:30pm" })}},
		{"a zone", "time zone", wire.Op{Body: change(func(p *wire.Page) { p.Timezone = "../../etc/passwd" })}},
		{"an access feature", "access feature", wire.Op{Body: change(func(p *wire.Page) { p.Access = []string{"<script>"} })}},
		{"fewer than none", "from 0 to", wire.Op{Class: 1, Body: totals(wire.Totals{Arrived: -1})}},
		{"too many", "from 0 to", wire.Op{Class: 1, Body: totals(wire.Totals{SignedUp: 1_000_001})}},
	}
	var ops []wire.Op
	for i, c := range cases {
		c.op.Seq = uint32(i + 1)
		ops = append(ops, sign(c.op))
	}
	broken := sign(wire.Op{Seq: uint32(len(ops) + 1), Body: good})
	broken.Hash = strings.Repeat("0", 32)
	ops = append(ops, broken, sign(wire.Op{Seq: uint32(len(ops) + 2), Body: good}))
	got := answer[wire.PushReply](t, s.push(token, ops...), http.StatusOK)
	if len(got.Rejected) != len(cases)+1 || got.Head != uint32(len(ops)) {
		t.Fatalf("got head %d and %d rejected, want %d and %d: %+v", got.Head, len(got.Rejected), len(ops), len(cases)+1, got.Rejected)
	}
	for i, c := range cases {
		if r := got.Rejected[i]; r.Seq != uint32(i+1) || !strings.Contains(r.Reason, c.reason) {
			t.Errorf("%s: got %+v, want a reason with %q", c.name, r, c.reason)
		}
	}
	last := len(ops) - 1
	if d := cmp.Diff(append(refusedAll(ops[:last]), ops[last]), s.feed(token, "").Ops); d != "" {
		t.Errorf("the feed holds not the last op whole and the others bare (-want +got):\n%s", d)
	}
}

func TestPushRefusesWhatIsNoPush(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.enter("a")
	good := pageOp(1, eventID, table())
	with := func(f func(op *wire.Op)) []byte {
		op := good
		f(&op)
		return wire.Raw(wire.PushRequest{Ops: []wire.Op{op}})
	}
	other := good
	other.Inc = "1112131415161718"
	for name, body := range map[string][]byte{
		"empty":          nil,
		"no ops":         []byte(`{"ops":[]}`),
		"too many":       []byte(`{"ops":[` + strings.Repeat("{},", wire.MaxOps) + `{}]}`),
		"no incarnation": with(func(op *wire.Op) { op.Inc = "" }),
		"capitals":       with(func(op *wire.Op) { op.Hash = strings.ToUpper(op.Hash[:31] + "a") }),
		"no number":      with(func(op *wire.Op) { op.Seq = 0 }),
		"a hole":         wire.Raw(wire.PushRequest{Ops: []wire.Op{good, pageOp(3, eventID, table())}}),
		"two writers":    wire.Raw(wire.PushRequest{Ops: []wire.Op{good, other}}),
	} {
		w := s.do(http.MethodPost, wire.PathOps, body, bearer(token))
		if w.Code != http.StatusBadRequest {
			t.Errorf("%s: got %d, want 400", name, w.Code)
		}
	}
	if feed := s.feed(token, ""); len(feed.Ops) != 0 {
		t.Errorf("the feed holds %+v, want nothing", feed.Ops)
	}
}

// packed gives what r reads as a gzip file.
func packed(t *testing.T, r io.Reader) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.Copy(z, r); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestBodiesAreLimited(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.enter("a")
	small := packed(t, bytes.NewReader(wire.Raw(wire.PushRequest{Ops: []wire.Op{pageOp(1, eventID, table())}})))
	for _, c := range []struct {
		name, encoding string
		body           []byte
		want           int
	}{
		{"packed", "gzip", small, http.StatusOK},
		{"bomb", "gzip", packed(t, io.LimitReader(zeros{}, 32<<20)), http.StatusRequestEntityTooLarge},
		{"one byte too many", "", make([]byte, wire.MaxBody+1), http.StatusRequestEntityTooLarge},
		{"one byte too many, packed", "gzip", packed(t, io.LimitReader(zeros{}, wire.MaxBody+1)), http.StatusRequestEntityTooLarge},
		{"not packed at all", "gzip", []byte("hello"), http.StatusBadRequest},
		{"cut off", "gzip", small[:len(small)/2], http.StatusBadRequest},
		{"another packing", "br", small, http.StatusBadRequest},
	} {
		w := s.do(http.MethodPost, wire.PathOps, c.body, bearer(token), header("Content-Encoding", c.encoding))
		if w.Code != c.want {
			t.Errorf("%s: got %d, want %d: %s", c.name, w.Code, c.want, w.Body)
		}
	}
}

func TestFeedRefusesNonsense(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.enter("a")
	for _, q := range []string{"?cursor=x", "?chain=xyz", "?limit=0", "?limit=-1", "?limit=x", "?cursor=99999999999999999999"} {
		if w := s.get(wire.PathFeed+q, bearer(token)); w.Code != http.StatusBadRequest {
			t.Errorf("%s: got %d, want 400", q, w.Code)
		}
	}
}

func TestOnlyHoldersAreServed(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	a, b := s.enter("a"), s.enter("b")
	s.publish(a, pageOp(1, eventID, table()))
	if got := s.feed(b, ""); len(got.Ops) != 0 {
		t.Errorf("b reads %d ops of a", len(got.Ops))
	}
	end := s.feed(a, "")
	if got := s.feed(b, cursor(end, 10)); !got.Reset {
		t.Errorf("b uses a's cursor: got %+v, want a reset", got)
	}
	stolen := answer[wire.PushReply](t, s.push(b, pageOp(1, eventID, table())), http.StatusOK)
	if len(stolen.Rejected) != 1 || stolen.Rejected[0].Reason != server.ReasonForeign {
		t.Errorf("b writes a's page: got %+v", stolen)
	}
	for name, auth := range map[string]string{
		"none": "", "empty": "Bearer ", "basic": "Basic " + a, "wrong": "Bearer " + strings.Repeat("0", 64), "capitals": "Bearer " + strings.ToUpper(a),
		"long": "Bearer " + a + a,
	} {
		for _, call := range []struct{ method, path string }{{"GET", wire.PathFeed}, {"POST", wire.PathOps}} {
			w := s.do(call.method, call.path, nil, header("Authorization", auth))
			if w.Code != http.StatusUnauthorized || w.Header().Get("WWW-Authenticate") == "" {
				t.Errorf("%s %s with %s: got %d, want 401", call.method, call.path, name, w.Code)
			}
		}
	}
}
