package desktop_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daykit/app/desktop"
	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// room is a Desk with the sample event and what it did to the system around it.
type room struct {
	*desktop.Desk
	event   string
	dir     string
	answers string
	changed []string
	opened  []string
}

func newRoom(t *testing.T) *room {
	t.Helper()
	r := &room{dir: t.TempDir()}
	r.answers = filepath.Join(r.dir, "answers")
	r.Desk = desktop.OpenForTest(t, desk.Options{Dir: filepath.Join(r.dir, "data"), Now: time.Now, NoKeyring: true}, desktop.Shell{
		Answers: r.answers,
		Printed: filepath.Join(r.dir, "printed"),
		Changed: func(event string) { r.changed = append(r.changed, event) },
		Open:    func(_ context.Context, file string) error { r.opened = append(r.opened, file); return nil },
	})
	id, err := r.AddSample()
	if err != nil {
		t.Fatal(err)
	}
	r.event, r.changed = id, nil
	return r
}

// answer is what the next dialog gives.
func (r *room) answer(t *testing.T, path string) {
	t.Helper()
	if err := os.WriteFile(r.answers, []byte(path+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestPanicBecomesAnError(t *testing.T) {
	t.Parallel()
	err := newRoom(t).Fail()
	if got := fault.CodeOf(err); got != fault.Internal {
		t.Errorf("got code %s of %v, want internal", got, err)
	}
}

func TestWritesTellThePage(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	if _, err := r.WalkIns(r.event, 2); err != nil {
		t.Fatal(err)
	}
	if _, err := r.WalkIns("no-such-event", 2); err == nil {
		t.Error("walk-ins of an event that is not there were counted")
	}
	if _, err := r.Attendance(r.event); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{r.event}, r.changed); diff != "" {
		t.Errorf("events told to the page (-want +got):\n%s", diff)
	}
}

func TestDialogs(t *testing.T) {
	t.Parallel()
	request := desk.PrintRequest{Kind: "poster", Lang: "en", Paper: "a4"}
	t.Run("cancelled", func(t *testing.T) {
		t.Parallel()
		r := newRoom(t)
		saved, err := r.SavePrint(r.event, request, "pdf")
		if err != nil || saved.File != "" || saved.Problems == nil {
			t.Errorf("got %+v, %v, want no file, no error and an empty list", saved, err)
		}
	})
	t.Run("saved where the person says", func(t *testing.T) {
		t.Parallel()
		r := newRoom(t)
		want := filepath.Join(r.dir, "poster.pdf")
		r.answer(t, want)
		saved, err := r.SavePrint(r.event, request, "pdf")
		if err != nil || saved.File != want {
			t.Fatalf("got %+v, %v, want file %s", saved, err, want)
		}
		if b, err := os.ReadFile(want); err != nil || !strings.HasPrefix(string(b), "%PDF-") {
			t.Errorf("the file is no PDF (%v)", err)
		}
	})
	t.Run("opened for printing", func(t *testing.T) {
		t.Parallel()
		r := newRoom(t)
		saved, err := r.OpenPrint(r.event, request)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{saved.File}, r.opened); diff != "" {
			t.Errorf("opened (-want +got):\n%s", diff)
		}
		if filepath.Dir(saved.File) != filepath.Join(r.dir, "printed") {
			t.Errorf("printed into %s", saved.File)
		}
	})
}

func TestImportTakesOnlyThePickedFile(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	list := filepath.Join(r.dir, "people.csv")
	if err := os.WriteFile(list, []byte("id,name,lang,org,url\nx1,Ada Example,en,,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := r.ImportGuests(r.event, list); fault.CodeOf(errOr(err)) != fault.Denied {
		t.Errorf("a file that nobody picked gave %v, want denied", err)
	}
	before, err := r.Attendance(r.event)
	if err != nil {
		t.Fatal(err)
	}
	r.answer(t, list)
	preview, err := r.PickGuests(r.event)
	if err != nil || preview.New != 1 {
		t.Fatalf("got %+v, %v, want one new guest", preview, err)
	}
	after, err := r.ImportGuests(r.event, preview.Path)
	if err != nil || after.SignedUp != before.SignedUp+1 {
		t.Errorf("got %d signed up, %v, want %d", after.SignedUp, err, before.SignedUp+1)
	}
}

// errOr gives err, or an error that no test expects: fault.CodeOf takes no nil.
func errOr(err error) error {
	if err == nil {
		return errors.New("no error")
	}
	return err
}

func TestServe(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	preview, err := r.Preview(r.event, desk.PrintRequest{Kind: "poster", Lang: "en", Paper: "a4"})
	if err != nil || len(preview.URLs) == 0 {
		t.Fatalf("got %+v, %v, want pages", preview, err)
	}
	files := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("a file of the page")) })
	h := r.Serve(files)
	cases := []struct {
		name, method, path, contains string
		status                       int
	}{
		{"the page's own file", "GET", "/index.html", "a file of the page", 200},
		{"a preview", "GET", preview.URLs[0], "<svg", 200},
		{"a preview of old", "GET", "/preview/999/1.svg", "not_found", 404},
		{"a page too far", "GET", strings.Replace(preview.URLs[0], "1.svg", "99.svg", 1), "not_found", 404},
		{"no page", "GET", "/preview/1/x.svg", "not_found", 404},
		{"a way out", "GET", "/preview/../../../etc/passwd", "not_found", 404},
		{"a write", "POST", preview.URLs[0], "only GET", 405},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := httptest.NewRecorder()
			req := httptest.NewRequestWithContext(t.Context(), c.method, "/", nil)
			req.URL.Path = c.path
			h.ServeHTTP(w, req)
			if w.Code != c.status || !strings.Contains(w.Body.String(), c.contains) {
				t.Errorf("got %d %.60q, want %d with %q", w.Code, w.Body.String(), c.status, c.contains)
			}
			if p := w.Header().Get("Content-Security-Policy"); !strings.HasPrefix(p, "default-src 'none'") || strings.Contains(p, "unsafe-eval") {
				t.Errorf("got policy %q", p)
			}
		})
	}
}

func TestErrorsReachThePage(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name string
		err  error
		want map[string]string
	}{
		{"a fault", fault.New(fault.Full, "the disk is full", "make room"), map[string]string{"code": "full", "message": "the disk is full", "hint": "make room"}},
		{"names that are locked", fault.New(fault.Locked, "the names are locked", "unlock with your passphrase"), map[string]string{
			"code": "locked", "message": "the names are locked", "hint": "unlock with your passphrase",
		}},
		{"a hint with a command at its end", fault.New(fault.Conflict, "put back", "look at it, then say go on: daykit restore --go"), map[string]string{
			"code": "conflict", "message": "put back", "hint": "look at it, then say go on",
		}},
		{"a hint with commands inside", fault.New(fault.Denied, "no", "check the paper, with `daykit recovery print` and `daykit recovery check`, or pair a second laptop; then publish"), map[string]string{
			"code": "denied", "message": "no", "hint": "check the paper, or pair a second laptop; then publish",
		}},
		{"a hint that is a command", fault.New(fault.NotFound, "no such event", "`daykit events` lists them"), map[string]string{
			"code": "not_found", "message": "no such event", "hint": "",
		}},
		{"a defect says nothing of its inside", errors.New("open /secret/place"), map[string]string{
			"code": "internal", "message": "something went wrong inside Daykit", "hint": "try again, and start Daykit anew if it stays",
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var got map[string]string
			if err := json.Unmarshal([]byte(desktop.FormatError(c.err).(string)), &got); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestAnotherProgramIsNoLock: the page tells a folder in use from names that are locked.
func TestAnotherProgramIsNoLock(t *testing.T) {
	t.Parallel()
	opt := desk.Options{Dir: t.TempDir(), Now: time.Now, NoKeyring: true}
	kit, err := desk.Open(t.Context(), opt)
	if err != nil {
		t.Fatal(err)
	}
	defer kit.Close()
	_, err = desk.Open(t.Context(), opt)
	var got map[string]string
	if err := json.Unmarshal([]byte(desktop.FormatError(err).(string)), &got); err != nil {
		t.Fatal(err)
	}
	if got["code"] != "in_use" || !strings.Contains(got["message"], "already open") {
		t.Errorf("got %v, want in_use", got)
	}
}

func TestRefusedWorkspaceRefusesCalls(t *testing.T) {
	t.Parallel()
	locked := fault.New(fault.Locked, "another Daykit has your events open", "close it first")
	d := desktop.Refused(locked)
	if _, err := d.Events(); !errors.Is(err, locked) {
		t.Errorf("got %v, want %v", err, locked)
	}
	if got, want := desktop.Sentence(locked), "Another Daykit has your events open; close it first."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
