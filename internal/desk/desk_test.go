package desk_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// testNow is a fortnight before the sample event.
var testNow = time.Date(2026, 12, 4, 12, 0, 0, 0, time.UTC)

// counter is a source of bytes that never repeat, so that ids are the same in every run.
type counter struct{ n uint32 }

func (c *counter) Read(p []byte) (int, error) {
	for i := range p {
		c.n = c.n*1664525 + 1013904223
		p[i] = byte(c.n >> 24)
	}
	return len(p), nil
}

func openDesk(t *testing.T) *desk.Desk {
	t.Helper()
	d, err := desk.Open(t.Context(), desk.Options{
		Dir: t.TempDir(), Version: "test", Now: func() time.Time { return testNow }, Rand: &counter{n: 18}, NoKeyring: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

func addSample(t *testing.T, d *desk.Desk) string {
	t.Helper()
	id, err := d.AddSample(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestSampleEventShowsInEveryRoom(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	v, err := d.Event(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if v.Title != "A shared table" || v.DaysToGo != 14 {
		t.Errorf("got title %q and %d days to go, want A shared table and 14", v.Title, v.DaysToGo)
	}
	if len(v.Tasks) == 0 || v.Attendance.SignedUp < 41 {
		t.Errorf("got %d tasks and %d signed up, want some and at least 41", len(v.Tasks), v.Attendance.SignedUp)
	}
	sampleComesBack(t, d, id)
	if again, err := d.AddSampleOnce(t.Context()); err != nil || again != "" {
		t.Errorf("a second sample: got %q, %v, want none", again, err)
	}
}

// sampleComesBack deletes the sample and adds it again.
func sampleComesBack(t *testing.T, d *desk.Desk, id string) {
	t.Helper()
	ctx := t.Context()
	samples := func() (n int) {
		cards, err := d.Events(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cards {
			if c.Sample {
				n++
			}
		}
		return n
	}
	if _, err := d.CreateEvent(ctx, "A tea", "2026-12-10", "Neighbours"); err != nil || samples() != 1 {
		t.Errorf("%d events are the sample, %v", samples(), err)
	}
	if err := d.DeleteEvent(ctx, id); err != nil || samples() != 0 {
		t.Errorf("deleted, %d are there, %v", samples(), err)
	}
	if again := addSample(t, d); again == id || samples() != 1 {
		t.Errorf("it does not come back: %q, %d", again, samples())
	}
}

func TestTasksMoveWithTheDate(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	before, err := d.Event(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	after, err := d.Edit(t.Context(), id, []byte(`{"date":"2026-12-19"}`))
	if err != nil {
		t.Fatal(err)
	}
	due := map[string]string{}
	for _, task := range before.Tasks {
		due[task.ID] = task.Due
	}
	for _, task := range after.Tasks {
		b, err := time.Parse(time.DateOnly, due[task.ID])
		if err != nil {
			t.Fatal(err)
		}
		if want := b.AddDate(0, 0, 1).Format(time.DateOnly); task.Due != want {
			t.Errorf("%s is due on %s, want %s", task.ID, task.Due, want)
		}
	}
}

func TestTaskLifeAndUndo(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	v, err := d.AddTask(t.Context(), id, "Borrow the tea urn", "2026-12-10", "Li")
	if err != nil {
		t.Fatal(err)
	}
	task := find(t, v, "Borrow the tea urn")
	if v, err = d.SetTaskDone(t.Context(), id, task.ID, true); err != nil || !find(t, v, task.Title).Done {
		t.Fatalf("done: got %v, %v", find(t, v, task.Title), err)
	}
	for range 2 {
		if label, err := d.Undo(t.Context(), id); err != nil || label != "task" {
			t.Fatalf("undo: got %q, %v, want task", label, err)
		}
	}
	if v, err = d.Event(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	for _, task := range v.Tasks {
		if task.Title == "Borrow the tea urn" {
			t.Error("the task is still there after its making was undone")
		}
	}
}

func find(t *testing.T, v desk.EventView, title string) desk.Task {
	t.Helper()
	for _, task := range v.Tasks {
		if task.Title == title {
			return task
		}
	}
	t.Fatalf("no task %q", title)
	return desk.Task{}
}

func TestEditRefusesAndNamesTheField(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	for _, tt := range []struct{ name, patch, field string }{
		{"date", `{"date":"18 December"}`, "date"},
		{"theme", `{"theme":"no-such-theme"}`, "theme"},
		{"voice", `{"voices":["nobody"]}`, "voices[0]"},
		{"unknown field", `{"colour":"red"}`, "colour"},
		{"wrong type", `{"capacity":"many"}`, "capacity"},
		{"not JSON", `{"title"`, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			before, err := d.Document(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			_, err = d.Edit(t.Context(), id, []byte(tt.patch))
			if err == nil || fault.CodeOf(err) != fault.Invalid || !strings.Contains(err.Error(), tt.field) {
				t.Errorf("got %v, want an invalid fault that names %q", err, tt.field)
			}
			after, err := d.Document(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			if before.Date != after.Date || before.Theme != after.Theme {
				t.Error("a refused edit changed the event")
			}
		})
	}
}

func TestDeletedEventComesBackByUndo(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	if err := d.DeleteEvent(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if cards, err := d.Events(t.Context()); err != nil || len(cards) != 0 {
		t.Fatalf("after deleting: got %d events, %v, want none", len(cards), err)
	}
	if _, err := d.Event(t.Context(), id); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("got %v, want not found", err)
	}
	if _, err := d.Undo(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Event(t.Context(), id); err != nil {
		t.Errorf("after undo: %v", err)
	}
}

// hiddenEvent is an event whose address nobody but the organisers may learn.
func hiddenEvent(t *testing.T, d *desk.Desk) string {
	t.Helper()
	id := addSample(t, d)
	_, err := d.Edit(t.Context(), id, []byte(`{"venue":{"name":"Secret Library","address":"22 Secret Street","postcode":"CF10 1ZZ",
		"hide_address":true,"public_area":"Cardiff Bay"},"texts":{"access":{"en":"Lift"}}}`))
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestHiddenAddressLeavesNoTrace(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := hiddenEvent(t, d)
	addShifts(t, d, id)
	outputs := map[string]func(io.Writer) error{
		"calendar": func(w io.Writer) error { return d.Calendar(t.Context(), id, w) },
		"report":   func(w io.Writer) error { return d.Report(t.Context(), id, "json", w) },
	}
	for _, kind := range desk.PrintKinds() {
		if kind == desk.KindSocial { // a picture, and the words for those who do not see it
			outputs[kind] = func(w io.Writer) error {
				p, err := d.Preview(t.Context(), id, desk.PrintRequest{Kind: kind})
				fmt.Fprintf(w, "(%s)", p.Alt)
				return err
			}
			continue
		}
		outputs[kind] = func(w io.Writer) error {
			_, _, err := d.Print(t.Context(), id, desk.PrintRequest{Kind: kind}, "pdf", nil, w)
			return err
		}
	}
	for name, write := range outputs {
		t.Run(name, func(t *testing.T) {
			text := plainText(t, strings.Replace(name, desk.KindSocial, "words", 1), write)
			for _, secret := range []string{"Secret", "CF10"} {
				if strings.Contains(text, secret) {
					t.Errorf("%s gives the address away: %q", name, secret)
				}
			}
		})
	}
}

func TestAreaStandsInForAHiddenAddress(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := hiddenEvent(t, d)
	text := plainText(t, desk.KindPoster, func(w io.Writer) error {
		_, _, err := d.Print(t.Context(), id, desk.PrintRequest{Kind: desk.KindPoster}, "pdf", nil, w)
		return err
	})
	if !strings.Contains(text, "Cardiff Bay") {
		t.Errorf("the poster does not name the area:\n%s", text)
	}
}

func TestDoor(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	guests, err := d.Guests(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	first := guests[0]
	for range 3 { // the third and second time change nothing
		a, err := d.Arrive(t.Context(), id, first.ID)
		if err != nil {
			t.Fatal(err)
		}
		if a.Arrived != first.Party || a.InRoom != first.Party {
			t.Fatalf("got %+v, want %d in the room", a, first.Party)
		}
	}
	steps := []struct {
		n, walkIns int
	}{{5, 5}, {-2, 3}, {1, 4}, {-4, 0}}
	for _, s := range steps {
		a, err := d.WalkIns(t.Context(), id, s.n)
		if err != nil {
			t.Fatal(err)
		}
		if a.WalkIns != s.walkIns {
			t.Fatalf("after %+d walk-ins: got %d, want %d", s.n, a.WalkIns, s.walkIns)
		}
	}
	if _, err := d.WalkIns(t.Context(), id, -1); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("taking back what nobody counted: got %v, want a conflict", err)
	}
	for _, want := range []int{4, 3, 5, 0} {
		if _, err := d.Undo(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		if a, err := d.Attendance(t.Context(), id); err != nil || a.WalkIns != want {
			t.Fatalf("undo: got %d walk-ins, %v, want %d", a.WalkIns, err, want)
		}
	}
}

func TestTwoGuestsOfOneNameAreNotGuessed(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	for range 2 {
		if _, err := d.AddGuest(t.Context(), id, "Ana Sample", "en", 1); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.ArriveNamed(t.Context(), id, "ana sample"); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("got %v, want a conflict", err)
	}
}

func TestSaveFileKeepsWhatWasThere(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "poster.pdf")
	if err := os.WriteFile(path, []byte("the old poster"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := desk.SaveFile(path, func(w io.Writer) error {
		if _, err := w.Write([]byte("half a po")); err != nil {
			return err
		}
		return &os.PathError{Op: "write", Path: path, Err: diskFull}
	})
	if fault.CodeOf(err) != fault.Full {
		t.Errorf("got %v, want a full disk", err)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "the old poster" {
		t.Errorf("got %q, %v, want the old poster", got, err)
	}
	if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) != 1 {
		t.Errorf("got %d files, %v, want the poster alone", len(left), err)
	}
}

func TestKitMatchesItsManifest(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	dir := filepath.Join(t.TempDir(), "kit")
	files, err := d.Kit(t.Context(), id, dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	manifest, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		b, err := os.ReadFile(filepath.Join(dir, f.File))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(b, []byte("%PDF-1.")) && !bytes.HasPrefix(b, []byte("\x89PNG")) || f.Pages < 1 {
			t.Errorf("%s is no print of %d pages", f.File, f.Pages)
		}
		if !bytes.Contains(manifest, []byte(`"file": "`+f.File+`"`)) {
			t.Errorf("%s is not in the manifest", f.File)
		}
	}
}

func TestKitStopsWhenToldTo(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	ctx, cancel := context.WithCancel(t.Context())
	files, err := d.Kit(ctx, id, t.TempDir(), func(p desk.KitProgress) {
		if p.Done == 1 {
			cancel()
		}
	})
	if err == nil || len(files) > 2 {
		t.Errorf("got %d files and %v, want an early end", len(files), err)
	}
}
