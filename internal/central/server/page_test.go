package server_test

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"daykit/internal/central/server"
	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"
	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
)

func wantHas(t *testing.T, w *httptest.ResponseRecorder, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(w.Body.String(), p) {
			t.Errorf("the answer has no %q:\n%s", p, withoutBraid(w.Body.String()))
		}
	}
}

func wantHasNot(t *testing.T, w *httptest.ResponseRecorder, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if strings.Contains(w.Body.String(), p) {
			t.Errorf("the answer has %q:\n%s", p, withoutBraid(w.Body.String()))
		}
	}
}

var svg = regexp.MustCompile(`(?s)<svg class="braid".*?</svg>`)

func withoutBraid(page string) string { return svg.ReplaceAllString(page, "") }

func TestEventPage(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.publish(s.enter("a"), pageOp(1, eventID, table()))
	for _, path := range []string{"/e/7KQ2M9XD", "/E/7KQ2M9XD", "/e/7kq2m9xd", "/E/7KQ2M9XD/ABCDEFGHJKMNPQRSTVWXYZ0123", "/e/7kq2m9xd/"} {
		w := s.get(path)
		wantStatus(t, w, http.StatusOK)
		wantHas(t, w, `<html lang="en" dir="ltr">`, "<title>A shared table</title>", "Friday 18 December 2026", `datetime="2026-12-18"`,
			"17:30–20:30", "1 Sample Street", "<span>Step-free</span>", "<span>BSL interpreter</span>", "<span>Quiet room</span>", "Children welcome",
			`Invited by <bdi>Sample Neighbours</bdi>`, `href="/e/7KQ2M9XD/event.ics?lang=en"`,
			`aria-current="true">English`, `href="?lang=ur" lang="ur" hreflang="ur" dir="rtl"`, "اردو")
		wantHasNot(t, w, "exact address", "<script", "style=", "<form")
	}
}

func TestEventPageSpeaksTheReadersLanguage(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.publish(s.enter("a"), pageOp(1, eventID, table()))
	for _, c := range []struct{ query, accept, want string }{
		{"", "", "en"},
		{"?lang=ur", "pl", "ur"},
		{"?lang=UR", "", "ur"},
		{"?lang=xx", "pl;q=0.9", "pl"},
		{"", "de, pl-PL;q=0.8, ur;q=0.5", "pl"},
		{"", "ur;q=0, de", "en"},
		{`?lang="><script>`, "*", "en"},
	} {
		w := s.get("/e/"+eventID+c.query, header("Accept-Language", c.accept))
		wantHas(t, w, `lang="`+c.want+`" hreflang="`+c.want+`"`, `event.ics?lang=`+c.want+`"`)
		if got := w.Header().Values("Vary"); !strings.Contains(strings.Join(got, ","), "Accept-Language") {
			t.Errorf("vary is %q", got)
		}
	}
	urdu := s.get("/e/" + eventID + "?lang=ur")
	wantHas(t, urdu, `<html lang="ur" dir="rtl">`, `<h1 lang="ur" dir="rtl"`, `<span lang="en" dir="ltr" class="Latn">Food`)
	wantHasNot(t, urdu, "not written this page")
	polish := s.get("/e/" + eventID + "?lang=pl")
	wantHas(t, polish, `<html lang="pl" dir="ltr">`, "not written this page in Polish yet", `<h1 lang="en" dir="ltr"`, `lang="pl" dir="ltr" class="Latn">`+locale.LongDate("pl", "2026-12-18"))
}

func TestHiddenAddress(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := table()
	p.Hidden, p.Place = true, "Cardiff Bay"
	s.publish(s.enter("a"), pageOp(1, eventID, p))
	w := s.get("/e/" + eventID)
	wantHas(t, w, "Cardiff Bay", "<small>The organisers will tell you the exact address</small>")
}

func TestPageOfLittle(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.publish(s.enter("The Group"), pageOp(1, eventID, wire.Page{Title: map[string]string{"qaa": "Title"}}))
	w := s.get("/e/" + eventID)
	wantStatus(t, w, http.StatusOK)
	wantHas(t, w, "<h1", "Title", "Invited by <bdi>The Group</bdi>")
	wantHasNot(t, w, "event.ics", "<time", "<nav")
	wantStatus(t, s.get("/e/"+eventID+"/event.ics"), http.StatusNotFound)
}

func TestTextsAreEscaped(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	const bad = `<script>alert(1)</script>"'&`
	p := table()
	p.Title, p.About = map[string]string{"en": bad}, map[string]string{"en": bad}
	p.Place, p.Group = bad, bad
	s.publish(s.enter("a"), pageOp(1, eventID, p), pageOp(2, otherID, p))
	wantHasNot(t, s.get("/e/"+eventID), "<script")
	wantHasNot(t, s.get("/coordinator", s.coordinator("Cora")), "<script")
}

func TestMissingPage(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.enter("a")
	s.publish(token, pageOp(1, eventID, table()), pageOp(2, eventID, nil))
	for _, path := range []string{"/e/" + eventID, "/e/" + otherID, "/e/short", "/e/" + eventID + "/a/b", "/nothing", "/e/" + otherID + "/event.ics", "/E/%00"} {
		w := s.get(path)
		wantStatus(t, w, http.StatusNotFound)
		wantHas(t, w, "We cannot find this page", `<html lang="en" dir="ltr">`)
	}
	s.publish(token, pageOp(3, "0011ABCD", table()))
	wantStatus(t, s.get("/e/ooilabcd"), http.StatusOK) // look-alikes typed from a poster
	wantStatus(t, s.get("/"), http.StatusOK)
}

func TestCalendar(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := table()
	p.End = "01:00" // the next day
	p.About["en"] = "Food; stories, music\\\n" + strings.Repeat("é", 100)
	s.publish(s.enter("a"), pageOp(1, eventID, p))
	w := s.get("/E/" + eventID + "/event.ics?lang=ur")
	wantStatus(t, w, http.StatusOK)
	if got := w.Header().Get("Content-Type"); got != "text/calendar; charset=utf-8" {
		t.Errorf("content type is %q", got)
	}
	if got := w.Header().Values("Vary"); w.Header().Get("Cache-Control") != "public, max-age=60" || !strings.Contains(strings.Join(got, ","), "Accept-Language") {
		t.Errorf("it may be kept for readers of other languages: vary is %q", got)
	}
	text := w.Body.String()
	for _, line := range strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
			t.Errorf("line of %d bytes: %q", len(line), line)
		}
	}
	unfolded := strings.ReplaceAll(text, "\r\n ", "")
	for _, want := range []string{
		"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "UID:7KQ2M9XD@daykit\r\n", "DTSTAMP:20261201T090000Z\r\n",
		"DTSTART:20261218T173000Z\r\n", "DTEND:20261219T010000Z\r\n", "SUMMARY;LANGUAGE=ur:نمونہ عنوان\r\n",
		`DESCRIPTION;LANGUAGE=en:Food\; stories\, music\\\né`, `LOCATION:Sample Community Hall\, 1 Sample Street\, Manchester M1 1AA` + "\r\n",
		"URL:https://day.example.org/e/7KQ2M9XD\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
	} {
		if !strings.Contains(unfolded, want) {
			t.Errorf("no %q in:\n%s", want, unfolded)
		}
	}
}

// TestCalendarsFollowWhatChanges: an event that moved or was cancelled takes the place of
// the entry that somebody has.
func TestCalendarsFollowWhatChanges(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.enter("a")
	last := -1
	for i, state := range []string{wire.SignupOpen, wire.SignupMoved, wire.SignupOpen, wire.SignupCancelled} {
		p, _ := signupTable(t, state, everything)
		p.Date = fmt.Sprintf("2026-12-%d", 18+i)
		op := pageOp(uint32(i+1), eventID, p)
		op.HLC += uint64(i*1000) << 16 // a second later
		s.publish(token, sign(op))
		text := s.get("/e/" + eventID + "/event.ics").Body.String()
		_, rest, _ := strings.Cut(text, "\r\nSEQUENCE:")
		number, _, _ := strings.Cut(rest, "\r\n")
		n, err := strconv.Atoi(number)
		if err != nil || n <= last || !strings.Contains(text, fmt.Sprintf("DTSTART:202612%dT", 18+i)) {
			t.Errorf("%s, after revision %d:\n%s", state, last, text)
		}
		last = n
		if strings.Contains(text, "\r\nSTATUS:CANCELLED\r\n") != (state == wire.SignupCancelled) {
			t.Errorf("%s:\n%s", state, text)
		}
	}
}

func TestCalendarOfWholeDay(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := table()
	p.Date, p.Start, p.End, p.Timezone = "2026-12-31", "", "", ""
	s.publish(s.enter("a"), pageOp(1, eventID, p))
	wantHas(t, s.get("/e/"+eventID+"/event.ics"), "DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n")
}

func TestHeadersOfEveryAnswer(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.publish(s.enter("a"), pageOp(1, eventID, table()))
	for _, path := range []string{"/", "/e/" + eventID, "/nothing", "/coordinator", "/style.css", wire.PathHello, wire.PathFeed, "/e/" + eventID + "/event.ics"} {
		w := s.get(path, header("Accept-Encoding", "gzip"))
		h := w.Header()
		if got := h.Get("Content-Security-Policy"); !strings.HasPrefix(got, "default-src 'none'; style-src 'self'") {
			t.Errorf("%s: policy is %q", path, got)
		}
		if h.Get("Referrer-Policy") != "no-referrer" || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Content-Type") == "" {
			t.Errorf("%s: got %v", path, h)
		}
		if len(h.Values("Set-Cookie")) > 0 {
			t.Errorf("%s sets a cookie", path)
		}
	}
	w := s.get("/e/"+eventID, header("Accept-Encoding", "gzip"))
	if w.Header().Get("Content-Encoding") != "gzip" || w.Body.Len() > 4000 {
		t.Errorf("a page is sent in %d bytes of %q, want at most 4000 of gzip", w.Body.Len(), w.Header().Get("Content-Encoding"))
	}
}

func TestLogNamesNobody(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	code := s.invite("Canary Group")
	token := answer[wire.JoinReply](t, s.join(code, "laptop"), http.StatusOK).Token
	s.publish(token, pageOp(1, eventID, table()))
	s.get("/e/"+eventID+"?lang=ur&name=canary", from("203.0.113.77:4000"), header("User-Agent", "canary-agent"), header("X-Forwarded-For", "198.51.100.1"))
	s.do("CANARY", "/canary-path", []byte("canary-body"))
	s.do(http.MethodPost, "/coordinator/sign-in", []byte("name=canary-user&code=123456"), asForm)
	log := s.log.String()
	for _, secret := range []string{"anary", "203.0.113", "198.51.100", token, code, eventID, "lang=ur", "192.0.2.1"} {
		if strings.Contains(log, secret) {
			t.Errorf("the log names %q:\n%s", secret, log)
		}
	}
	if n := strings.Count(log, "msg=request"); n != 5 {
		t.Errorf("got %d lines of requests, want 5:\n%s", n, log)
	}
}

// broken is a store whose pages panic or fail.
type broken struct {
	server.Store
	page func() (server.Published, error)
}

func (b broken) Page(context.Context, string) (server.Published, error) { return b.page() }

func TestPanicIsAnswered(t *testing.T) {
	t.Parallel()
	s := newSite(t, func(c *server.Config) {
		c.Store = broken{c.Store, func() (server.Published, error) { panic("canary") }}
	})
	wantStatus(t, s.get("/e/"+eventID), http.StatusInternalServerError)
	if log := s.log.String(); !strings.Contains(log, "msg=panic") || !strings.Contains(log, "page_test.go") || strings.Contains(log, `"canary"`) {
		t.Errorf("want where it was and not what it said:\n%s", log)
	}
}

func TestEveryAccessFeatureHasWords(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	p := table()
	p.Access = nil
	for _, a := range event.AccessFeatures() {
		p.Access = append(p.Access, string(a))
	}
	s.publish(s.enter("a"), pageOp(1, eventID, p))
	page := s.get("/e/" + eventID).Body.String()
	list := regexp.MustCompile(`<svg aria-hidden="true" viewBox="0 0 100 100">(<path .*?)</svg><span>([^<]*)</span>`).FindAllStringSubmatch(page, -1)
	if len(list) != len(p.Access) {
		t.Fatalf("%d features with icons, want %d", len(list), len(p.Access))
	}
	for i, feature := range list {
		if w := feature[2]; w == "" || strings.ToUpper(w[:1]) != w[:1] {
			t.Errorf("%s reads %q, want words of our own", p.Access[i], w)
		}
		if i > 0 && feature[1] == list[i-1][1] {
			t.Errorf("%s looks like %s", p.Access[i], p.Access[i-1])
		}
	}
	if len(page) > 40_000 {
		t.Errorf("the page alone is %d bytes, of 90 kB with its style, script and letters", len(page))
	}
}

// FuzzPage pushes a page and, when it is taken, looks at what is shown.
func FuzzPage(f *testing.F) {
	raw, err := json.Marshal(table())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw, "ur")
	f.Add([]byte(`{"title":{"en":"<script>\u2028"},"languages":["ar"],"date":"0000-00-00"}`), `"><script>`)
	f.Add([]byte(`{"title":{"x-y":""},"access":["a"],"start":"24:00"}`), "")
	f.Add([]byte(`null`), "en")
	f.Add([]byte(wire.Raw(spoken(neighbour()))), "ur")
	f.Add([]byte(`{"title":{"en":"x"},"voice":{"v":1,"id":"a","lang":"ar","quote":"</blockquote><script>\u2066"}}`), "ar")
	f.Fuzz(func(t *testing.T, page []byte, lang string) {
		op := sign(wire.Op{Seq: 1, Body: []byte(`{"en":"page","id":"` + eventID + `","f":{"page":` + string(page) + `}}`)})
		ops, err := server.DecodePush(wire.Raw(wire.PushRequest{Ops: []wire.Op{op}}), today)
		if err != nil || ops[0].Refused != "" || string(ops[0].Fold.Value) == "null" {
			return
		}
		s := server.New(server.Config{
			Store: broken{nil, func() (server.Published, error) {
				return server.Published{Event: eventID, Page: ops[0].Fold.Value, HLC: oplog.HLC(op.HLC)}, nil
			}},
			Now: func() time.Time { return today }, Rand: rand.Reader, Log: slog.New(slog.DiscardHandler),
		})
		for _, path := range []string{"/e/" + eventID, "/e/" + eventID + "/event.ics"} {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
			r.URL.RawQuery = "lang=" + lang
			r.Header.Set("Accept-Language", lang)
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			if w.Code >= 500 || strings.HasSuffix(path, eventID) && strings.Contains(strings.ToLower(w.Body.String()), "<script") {
				t.Errorf("%s: got %d:\n%s", path, w.Code, w.Body)
			}
		}
	})
}

// FuzzPush looks for panics and for ops that are neither refused nor whole.
func FuzzPush(f *testing.F) {
	f.Add([]byte(wire.Raw(wire.PushRequest{Ops: []wire.Op{pageOp(1, eventID, table()), pageOp(2, eventID, nil)}})))
	f.Add([]byte(wire.Raw(wire.PushRequest{Ops: []wire.Op{totalsOp(1, eventID, wire.Totals{Arrived: 3})}})))
	f.Add([]byte(`{"ops":[{"i":"0102030405060708","s":1,"t":"1","c":9,"k":9,"b":"AA==","h":"00000000000000000000000000000000"}]}`))
	f.Add([]byte(wire.Raw(wire.PushRequest{Ops: sealedOps()})))
	f.Add([]byte(wire.Raw(wire.PushRequest{Ops: refusedAll(sealedOps())})))
	f.Add([]byte(`{"ops":[{}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		ops, err := server.DecodePush(body, today)
		if err != nil {
			return
		}
		for i, j := range ops {
			o := j.Op
			if o.Inc != ops[0].Op.Inc || o.Seq != ops[0].Op.Seq+uint32(i) || o.Seq == 0 {
				t.Fatalf("op %d is %d of %x", i, o.Seq, o.Inc)
			}
			if j.Refused == "" && (o.Sum() != o.Hash || o.HLC >= 1<<58 || !allowed(j)) {
				t.Errorf("op %d was taken: %+v", i, j)
			}
		}
	})
}

// allowed reports whether an op is of one of the shapes that are taken.
func allowed(j server.Judged) bool {
	o := j.Op
	switch {
	case o.State != oplog.Whole:
		return o.Body == nil && j.Fold.Entity == ""
	case o.Kind == oplog.Redact:
		return o.Class == oplog.Work && o.Epoch == 0 && len(o.Body) == 0 && o.Target.Seq > 0 && j.Fold.Entity == ""
	case o.Class <= oplog.Report:
		return o.Epoch == 0 && o.Kind == oplog.Set && event.ID(j.Fold.Event).Valid() && json.Valid(j.Fold.Value)
	}
	return o.Class <= oplog.Contact && o.Epoch > 0 && len(o.Body) >= 40 && o.Kind <= oplog.Forget && j.Fold.Entity == ""
}
