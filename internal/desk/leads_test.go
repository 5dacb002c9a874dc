package desk_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"daykit/internal/desk"
)

const ledPoints = `[{"at":"17:30","minutes":10,"title":{"en":"Welcome"},"lead":"Kanaleadone"},` +
	`{"at":"18:00","minutes":20,"title":{"en":"Stories"},"lead":"Kanaleadtwo Other"}]`

// leadsOf are who leads the points of an event.
func leadsOf(ctx context.Context, t *testing.T, d *desk.Desk, id string) (out [2]string) {
	t.Helper()
	v, err := d.Event(ctx, id)
	if err != nil || len(v.Doc.Programme) != 2 {
		t.Fatalf("got %+v, %v", v.Doc.Programme, err)
	}
	return [2]string{v.Doc.Programme[0].Lead, v.Doc.Programme[1].Lead}
}

func wantLeads(ctx context.Context, t *testing.T, d *desk.Desk, id, one, two string) {
	t.Helper()
	if got := leadsOf(ctx, t, d, id); got != [2]string{one, two} {
		t.Errorf("got %q, want %q and %q", got, one, two)
	}
}

// TestLeadsGoWithTheirPoints when points are moved and renamed, and come back with an undo.
func TestLeadsGoWithTheirPoints(t *testing.T) {
	t.Parallel()
	d, ctx := openDesk(t), t.Context()
	id := addSample(t, d)
	editProgramme(t, d, id, ledPoints)
	wantLeads(ctx, t, d, id, "Kanaleadone", "Kanaleadtwo Other")
	editProgramme(t, d, id, `[{"at":"17:40","minutes":10,"title":{"en":"Hello"},"lead":"Kanaleadone"},{"at":"18:00","minutes":20,"title":{"en":"Stories"},"lead":""}]`)
	wantLeads(ctx, t, d, id, "Kanaleadone", "")
	if _, err := d.MoveProgramme(ctx, id, 1, 5); err != nil {
		t.Fatal(err)
	}
	wantLeads(ctx, t, d, id, "Kanaleadone", "")
	for range 2 {
		if _, err := d.Undo(ctx, id); err != nil {
			t.Fatal(err)
		}
	}
	wantLeads(ctx, t, d, id, "Kanaleadone", "Kanaleadtwo Other")
	if _, err := d.Redo(ctx, id); err != nil {
		t.Fatal(err)
	}
	wantLeads(ctx, t, d, id, "Kanaleadone", "")
}

// TestLeadsGoWithTheirPeople: who leads a point is erased with the person and at a purge,
// from the files, the backups and what can be undone; the points stay.
func TestLeadsGoWithTheirPeople(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 350)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id, _ := crowd(ctx, t, d, 4)
		editProgramme(t, d, id, ledPoints)
		makeBackup(ctx, t, d)
		m, err := d.AddMember(ctx, id, desk.MemberInput{Name: "Kanaleadone"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.EraseGuest(ctx, id, m); err != nil {
			t.Fatal(err)
		}
		wantLeads(ctx, t, d, id, "", "Kanaleadtwo Other")
		editProgramme(t, d, id, `[{"at":"17:30","minutes":10,"title":{"en":"Welcome"},"lead":"Kanaleadthree"},`+
			`{"at":"18:00","minutes":20,"title":{"en":"Stories"},"lead":"Kanaleadtwo Other"}]`)
		wantLeads(ctx, t, d, id, "Kanaleadthree", "Kanaleadtwo Other")
		l.now = testNow.Add(3 * 24 * time.Hour)
		if _, err := d.Purge(ctx, id); err != nil {
			t.Fatal(err)
		}
		wantLeads(ctx, t, d, id, "", "")
	})
	if found := traces(t, l, []string{"Kanaleadone", "Kanaleadtwo", "Kanaleadthree"}); len(found) > 0 {
		t.Errorf("found %v", found)
	}
}

// TestLeadsOfAnOlderDaykit stand in the document. They are shown, say that names are here,
// and go out of it.
func TestLeadsOfAnOlderDaykit(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 360)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id, err := d.CreateEvent(ctx, "Supper", "2026-12-05", "Neighbours")
		if err != nil {
			t.Fatal(err)
		}
		if err := desk.PutField(ctx, d, id, "programme", ledPoints); err != nil {
			t.Fatal(err)
		}
		wantLeads(ctx, t, d, id, "Kanaleadone", "Kanaleadtwo Other")
		m, err := d.AddMember(ctx, id, desk.MemberInput{Name: "Kanaleadone"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.EraseGuest(ctx, id, m); err != nil {
			t.Fatal(err)
		}
		wantLeads(ctx, t, d, id, "", "Kanaleadtwo Other")
		if err := desk.PutField(ctx, d, id, "programme", ledPoints); err != nil { // of another laptop
			t.Fatal(err)
		}
		l.now = testNow.Add(3 * 24 * time.Hour)
		if due, err := d.Deletions(ctx); err != nil || len(due) != 1 {
			t.Errorf("got %v, %v", due, err)
		}
		if _, err := d.Purge(ctx, id); err != nil {
			t.Fatal(err)
		}
		wantLeads(ctx, t, d, id, "", "")
		if due, err := d.Deletions(ctx); err != nil || len(due) != 0 {
			t.Errorf("got %v, %v", due, err)
		}
	})
}

// TestLeadsOfTwoLaptops: one renames a point while the other says who leads it.
func TestLeadsOfTwoLaptops(t *testing.T) {
	t.Parallel()
	group := newGroup(t, 370, desk.RoleOrganiser)
	a, b := group[0], group[1]
	file, id := filepath.Join(t.TempDir(), "event"), ""
	carry := func(from, to *laptop) {
		from.with(t, func(ctx context.Context, d *desk.Desk) {
			if _, err := d.Export(ctx, id, file, ""); err != nil {
				t.Fatal(err)
			}
		})
		to.with(t, func(ctx context.Context, d *desk.Desk) {
			if _, err := d.Merge(ctx, file); err != nil {
				t.Fatal(err)
			}
		})
	}
	const points = `[{"at":"17:30","minutes":10,"title":{"en":"Welcome"},"lead":""},{"at":"18:00","minutes":20,"title":{"en":"Stories"},"lead":""}]`
	a.with(t, func(_ context.Context, d *desk.Desk) {
		id = addSample(t, d)
		editProgramme(t, d, id, points)
	})
	carry(a, b)
	a.with(t, func(_ context.Context, d *desk.Desk) {
		editProgramme(t, d, id, `[{"at":"17:30","minutes":10,"title":{"en":"Hello"},"lead":""},{"at":"18:00","minutes":20,"title":{"en":"Stories"},"lead":""}]`)
	})
	b.with(t, func(_ context.Context, d *desk.Desk) {
		editProgramme(t, d, id, `[{"at":"17:30","minutes":10,"title":{"en":"Welcome"},"lead":"Kanaleadone"},{"at":"18:00","minutes":20,"title":{"en":"Stories"},"lead":""}]`)
	})
	carry(a, b)
	carry(b, a)
	for _, l := range group[:2] {
		l.with(t, func(ctx context.Context, d *desk.Desk) {
			wantLeads(ctx, t, d, id, "Kanaleadone", "")
			if list, err := d.Conflicts(ctx, id); err != nil || len(list) != 0 {
				t.Errorf("got %+v, %v", list, err)
			}
		})
	}
}
