package desk_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// onDay has the sample event with a running order of three points.
func onDay(t *testing.T, d *desk.Desk, title, at string) string {
	t.Helper()
	id := addSample(t, d)
	editProgramme(t, d, id, `[{"at":"17:30","minutes":10,"title":{"en":"Welcome"},"lead":"Quilliam"},`+
		`{"at":"`+at+`","minutes":20,"title":{"en":"`+title+`"},"lead":""},{"at":"18:30","minutes":60,"title":{"en":"Supper"},"lead":""}]`)
	return id
}

func editProgramme(t *testing.T, d *desk.Desk, id, points string) {
	t.Helper()
	if _, err := d.Edit(t.Context(), id, []byte(`{"programme":`+points+`}`)); err != nil {
		t.Fatal(err)
	}
}

// began are the titles of what was marked, with when.
func began(t *testing.T, d *desk.Desk, id string) []string {
	t.Helper()
	n, err := d.Now(t.Context(), id, "20:00")
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, p := range n.Points {
		if p.Began {
			out = append(out, p.Title+" "+p.Begins)
		}
	}
	return out
}

// TestMarksKeepTheirPoints: what was said of a point stays with it when it is moved or gets
// another title, and is passed over when the point is gone. No fact says a word of it.
func TestMarksKeepTheirPoints(t *testing.T) {
	t.Parallel()
	d, ctx := openDesk(t), t.Context()
	id := onDay(t, d, "Talk by Quilliam", "17:40")
	key, err := d.PointNamed(ctx, id, "2", "17:45")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.BeginPoint(ctx, id, key, "17:50"); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, points string
		want         []string
	}{
		{"moved", `[{"at":"17:30","minutes":10,"title":{"en":"Welcome"}},{"at":"18:00","minutes":20,"title":{"en":"Talk by Quilliam"}}]`, []string{"Talk by Quilliam 17:50"}},
		{"another before it", `[{"at":"17:35","minutes":5,"title":{"en":"Song"}},{"at":"17:40","minutes":20,"title":{"en":"Talk by Quilliam"}}]`, []string{"Talk by Quilliam 17:50"}},
		{"another title", `[{"at":"17:30","minutes":10,"title":{"en":"Welcome"}},{"at":"17:40","minutes":20,"title":{"en":"Speech"}}]`, []string{"Speech 17:50"}},
		{"gone", `[{"at":"17:30","minutes":10,"title":{"en":"Welcome"}}]`, []string{}},
	} {
		editProgramme(t, d, id, tt.points)
		if got := began(t, d, id); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
	if _, err := d.BeginPoint(ctx, id, key, "17:50"); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("a point that is gone began: %v", err)
	}
	dir := t.TempDir()
	if _, err := d.TakeData(ctx, id, dir, true); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(dir, "running-order-marks.csv"))
	if err != nil || !strings.Contains(string(b), "17:40") || strings.Contains(string(b), "Quilliam") {
		t.Errorf("the marks say %q, %v", b, err)
	}
}

// TestNowIsQuietOnOtherDays, and without a running order.
func TestNowIsQuietOnOtherDays(t *testing.T) {
	t.Parallel()
	d, ctx := openDesk(t), t.Context()
	id := onDay(t, d, "Talk", "17:40")
	for moment, want := range map[string]string{
		"":                     "before true ",
		"2026-12-17T18:00:00Z": "before true ",
		"09:00":                "before false Welcome",
		"17:45":                "running false Supper",
		"18:10":                "between false Supper",
		"2026-12-19T09:00:00Z": "after true ",
	} {
		n, err := d.Now(ctx, id, moment)
		if err != nil {
			t.Fatal(err)
		}
		got := n.Phase + map[bool]string{true: " true ", false: " false "}[n.Quiet]
		if n.Next != nil && !n.Quiet {
			got += n.Next.Title
		}
		if got != want || (n.Changes == "") != (n.Phase == "after") {
			t.Errorf("%q: got %q, changes at %q, want %q", moment, got, n.Changes, want)
		}
	}
	for moment, want := range map[string]string{
		"":      "2026-12-18T00:00:00Z", // the day begins
		"09:00": "2026-12-18T17:30:00Z",
		"17:45": "2026-12-18T18:00:00Z", // the talk ends
		"18:10": "2026-12-18T18:30:00Z",
	} {
		if n, err := d.Now(ctx, id, moment); err != nil || n.Changes != want {
			t.Errorf("%q: changes at %s, %v, want %s", moment, n.Changes, err, want)
		}
	}
	editProgramme(t, d, id, `[]`)
	if n, err := d.Now(ctx, id, ""); err != nil || n.Phase != "none" || !n.Quiet || n.Marked {
		t.Errorf("without points: %+v, %v", n, err)
	}
}
