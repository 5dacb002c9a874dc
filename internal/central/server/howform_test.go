package server_test

import (
	"bytes"
	"crypto/rand"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"github.com/google/go-cmp/cmp"

	"daykit/internal/central/server"
	"daykit/internal/central/sqlite"
	"daykit/internal/data/canary"
	"daykit/internal/data/wire"
)

func openedAnswers(t *testing.T, id age.Identity, sealed []byte) wire.Feedback {
	t.Helper()
	if !wire.IsFeedback(sealed) {
		t.Errorf("sealed answers have %d bytes", len(sealed))
	}
	r, err := age.Decrypt(bytes.NewReader(sealed), id)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	got, err := wire.DecodeFeedback(plain)
	if err != nil {
		t.Fatalf("%v: %s", err, plain)
	}
	return got
}

func TestAnswersOfPlainFormsAreSealed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		form url.Values
		want wire.Feedback
	}{
		"everything": {url.Values{
			"welcome": {"5"}, "new": {"no"}, "again": {"yes"}, "why": {"learn", "people", "people"}, "heard": {"poster"},
			"remember": {"  The soup.\r\nAnd the drum.\x00 "}, "quote": {"yes"}, "lang": {"ur"},
		}, wire.Feedback{Lang: "ur", Words: "The soup.\nAnd the drum.", MayQuote: true, Answers: map[string][]string{
			"welcome": {"5"}, "new": {"no"}, "again": {"yes"}, "why": {"people", "learn"}, "heard": {"poster"},
		}}},
		"what nobody asked": {url.Values{
			"welcome": {"6", "<script>"}, "new": {"yes", "no"}, "again": {"no"}, "name": {"Canary"}, "lang": {`"><script>`}, "quote": {"yes"},
		}, wire.Feedback{Answers: map[string][]string{"again": {"no"}}}},
		"an answer that was taken back": {url.Values{"welcome": {""}, "new": {""}, "again": {"no"}}, wire.Feedback{Answers: map[string][]string{"again": {"no"}}}},
		"too long":                      {url.Values{"remember": {strings.Repeat("é", 700)}}, wire.Feedback{Words: strings.Repeat("é", 600)}},
	} {
		s, token, id := asks(t)
		if got := said(t, s.sendHow(c.form)); got != "told" {
			t.Errorf("%s: said %q", name, got)
		}
		box := s.mailbox(token, "?feedback=1")
		if len(box.Letters) != 1 {
			t.Fatalf("%s: %d letters", name, len(box.Letters))
		}
		got := openedAnswers(t, id, box.Letters[0].Body)
		c.want.Version, c.want.Kind, c.want.ID = 2, "feedback", box.Letters[0].ID
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

func TestPlainAnswersThatAreNotTaken(t *testing.T) {
	t.Parallel()
	good := url.Values{"new": {"yes"}, "remember": {"Canary words"}, "lang": {"ur"}}
	for name, c := range map[string]struct {
		form   url.Values
		change func(*http.Request)
		late   bool
		want   string
	}{
		"a robot":   {url.Values{"new": {"yes"}, "website": {"http://x"}}, header("X", "y"), false, "told"},
		"nothing":   {url.Values{"new": {"maybe"}, "quote": {"yes"}, "lang": {"ur"}}, header("X", "y"), false, "empty"},
		"too late":  {good, header("X", "y"), true, "past"},
		"too large": {url.Values{"remember": {strings.Repeat("x", 9000)}}, header("X", "y"), false, "untold"},
		"no form":   {good, header("Content-Type", "text/plain"), false, "untold"},
	} {
		s, token, _ := asks(t)
		if c.late {
			s.wait(15 * 24 * time.Hour)
		}
		w := s.sendHow(c.form, c.change)
		if got := said(t, w); got != c.want {
			t.Errorf("%s: said %q, want %q", name, got, c.want)
		}
		wantStatus(t, s.get(w.Header().Get("Location")), http.StatusOK)
		if box := s.mailbox(token, "?feedback=1"); len(box.Letters) > 0 {
			t.Errorf("%s: was taken", name)
		}
		if log := s.log.String(); strings.Contains(log, "Canary") {
			t.Errorf("%s: the log has words", name)
		}
	}
	s := newSite(t)
	s.opens(wire.SignupOpen)
	s.wait(afterwards)
	wantStatus(t, s.sendHow(good), http.StatusNotFound)
	wantStatus(t, s.get("/e/"+eventID+"/feedback"), http.StatusSeeOther)
}

// TestWordsOfAnswersAreNowhereOnTheServer: sent the plain way, where the server sees them,
// they are neither in its database, nor in what stands beside it, nor in its log.
func TestWordsOfAnswersAreNowhereOnTheServer(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db, err := sqlite.Open(t.Context(), filepath.Join(dir, "server.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	s := newSite(t, func(c *server.Config) { c.Store = db })
	s.store = db
	p, _ := howTable(t, wire.SignupOpen)
	s.publish(s.enter("a"), pageOp(1, eventID, p))
	s.wait(afterwards)
	words := []string{"Žofie Kanarek brought the soup", "نمونہ الفاظ یاد", "字字珠玑"}
	for _, w := range words {
		if got := said(t, s.sendHow(url.Values{"remember": {w}, "welcome": {"1"}, "quote": {"yes"}})); got != "told" {
			t.Errorf("said %q", got)
		}
	}
	wantStatus(t, s.sendHow(url.Values{"remember": {words[0]}}, func(r *http.Request) { r.Method = http.MethodPatch }), http.StatusNotFound)
	found, err := canary.FindIn(os.DirFS(dir), words)
	if err != nil || len(found) > 0 {
		t.Errorf("the folder of the database holds %v, %v", found, err)
	}
	if got := canary.Find([]byte(s.log.String()), words); len(got) > 0 {
		t.Errorf("the log holds %v", got)
	}
	file, err := os.Stat(filepath.Join(dir, "server.db"))
	wal, walErr := os.Stat(filepath.Join(dir, "server.db-wal"))
	if err != nil || walErr != nil || file.Size()+wal.Size() < 3*wire.FeedbackSize {
		t.Errorf("the letters are not where was looked: %v, %v", err, walErr)
	}
}

// FuzzHowForm looks for panics and for answers that are none.
func FuzzHowForm(f *testing.F) {
	f.Add("welcome=5&new=yes&why=people&why=learn&remember=soup&quote=yes&lang=en")
	f.Add("remember=%ff%00%E2%80%AE&welcome=-1&lang=%00")
	f.Add(";&=%")
	p, id := howTable(f, wire.SignupClosed)
	raw := wire.Raw(p)
	f.Fuzz(func(t *testing.T, body string) {
		letters := &letterbox{page: raw}
		s := server.New(server.Config{Store: letters, Now: func() time.Time { return today.Add(afterwards) }, Rand: rand.Reader, Log: slog.New(slog.DiscardHandler)})
		s.Start()
		defer s.Close()
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/e/"+eventID+"/feedback", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if got := said(t, w); got == "told" && len(letters.got) == 1 {
			openedAnswers(t, id, letters.got[0])
		}
	})
}
