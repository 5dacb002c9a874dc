package desk_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/backup"
	"daykit/internal/data/canary"
	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// crowd is an event whose guests and walk-ins are canaries; it gives their names.
func crowd(ctx context.Context, t *testing.T, d *desk.Desk, n int) (id string, names []string) {
	t.Helper()
	id, err := d.CreateEvent(ctx, "Supper", "2026-12-05", "Neighbours")
	if err != nil {
		t.Fatal(err)
	}
	names = canary.Names(n + 1)
	list := "id,name,party,phone,notes\n"
	for i, name := range names[:n] {
		list += fmt.Sprintf("%d,%s,%d,0700 9%05d,Notes on %s\n", i+1, name, i%3+1, i, name)
	}
	file := filepath.Join(t.TempDir(), "people.csv")
	if err := os.WriteFile(file, []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := d.ImportGuests(ctx, id, file); err != nil {
		t.Fatal(err)
	}
	for _, guest := range []string{"1", "3"} {
		if _, err := d.Arrive(ctx, id, guest); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.ArriveNamed(ctx, id, names[n]); err != nil {
		t.Fatal(err)
	}
	if _, err := d.WalkIns(ctx, id, 4); err != nil {
		t.Fatal(err)
	}
	return id, names
}

// traces looks for names in the bytes of a data folder and in all that its backups hold.
func traces(t *testing.T, l *laptop, names []string) []string {
	t.Helper()
	var found []string
	look := func(dir, what string) {
		hits, err := canary.FindIn(os.DirFS(dir), names)
		if err != nil {
			t.Fatal(err)
		}
		for path, hit := range hits {
			found = append(found, fmt.Sprint(what, path, hit))
		}
	}
	look(l.opt.Dir, "")
	files, err := filepath.Glob(filepath.Join(l.opt.Dir, "backups", "*.daykit"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Error("there are no backups to look into")
	}
	for _, file := range files {
		copied := *l
		copied.opt.Dir = filepath.Join(t.TempDir(), "restored")
		if err := os.CopyFS(copied.opt.Dir, os.DirFS(l.opt.Dir)); err != nil {
			t.Fatal(err)
		}
		if _, err := desk.Restore(t.Context(), copied.opt, file); err != nil {
			t.Fatal(err)
		}
		copied.with(t, func(ctx context.Context, d *desk.Desk) {
			evs, err := d.Events(ctx)
			if err != nil {
				t.Fatal(err)
			}
			for _, ev := range evs {
				if hits := canary.Find([]byte(seen(ctx, t, d, ev.ID)), names); len(hits) > 0 {
					found = append(found, filepath.Base(file)+" shows "+strings.Join(hits, ", "))
				}
				for range 100 { // what can be taken back must not hold them either
					if _, err := d.Undo(ctx, ev.ID); fault.CodeOf(err) == fault.NotFound {
						break
					}
					if hits := canary.Find([]byte(seen(ctx, t, d, ev.ID)), names); len(hits) > 0 {
						found = append(found, filepath.Base(file)+" undone shows "+strings.Join(hits, ", "))
					}
				}
			}
		})
	}
	return found
}

// TestErasedPeopleLeaveNoTrace here, in what can be undone, and in the rolling backups;
// who came is counted as before.
func TestErasedPeopleLeaveNoTrace(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 320)
	var names []string
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		var id string
		id, names = crowd(ctx, t, d, 4)
		makeBackup(ctx, t, d)
		if _, err := d.Preview(ctx, id, desk.PrintRequest{Kind: desk.KindBadges}); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Backup(ctx, filepath.Join(t.TempDir(), "stick.daykit")); err != nil {
			t.Fatal(err)
		}
		before, err := d.Attendance(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		walkIns, err := d.WalkInNames(ctx, id)
		if err != nil || len(walkIns) != 1 || walkIns[0].Name != names[4] {
			t.Fatalf("got %v, %v", walkIns, err)
		}
		for _, who := range []string{"3", walkIns[0].ID} {
			e, err := d.EraseGuest(ctx, strings.ToLower(id), who)
			if err != nil || e.People != 1 || e.Ops < 2 || e.Backups == 0 || len(e.Beyond) != 1 || e.Beyond[0].What != "backup" {
				t.Fatalf("got %+v, %v", e, err)
			}
			_, err = d.EraseGuest(ctx, id, who)
			wantFault(t, err, fault.NotFound, "nobody")
		}
		if after, err := d.Attendance(ctx, id); err != nil || !cmp.Equal(before, after) {
			t.Errorf("the numbers changed: %v, %v", cmp.Diff(before, after), err)
		}
		if e, err := d.EraseGuest(ctx, id, "2"); err != nil || e.People != 1 {
			t.Fatalf("got %+v, %v", e, err)
		}
		if after, err := d.Attendance(ctx, id); err != nil || after.SignedUp != before.SignedUp-2 || after.Arrived != before.Arrived {
			t.Errorf("somebody who will not come: %+v, %v, before %+v", after, err, before)
		}
		first, _, _ := strings.Cut(names[0], " ")
		for _, c := range []struct {
			who, thanks string
			want        []string
		}{
			{"4", "Thank you to the caretaker of the hall.", []string{}},
			{"1", "Thank you, " + first + ", for the soup.", []string{desk.TextThanks}},
		} {
			if _, err := d.SetReportTexts(ctx, id, desk.ReportTextsUpdate{Thanks: &c.thanks}); err != nil {
				t.Fatal(err)
			}
			if e, err := d.EraseGuest(ctx, id, c.who); err != nil || !cmp.Equal(e.Said, c.want) {
				t.Errorf("%s: the report may name them in %v, want %v: %v", c.who, e.Said, c.want, err)
			}
		}
		if _, err := d.PreviewPage("1", 1); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("the preview of the badges is still there: %v", err)
		}
	})
	if found := traces(t, l, []string{names[1], names[2], names[4]}); len(found) > 0 {
		t.Errorf("found %v", found)
	}
}

// makeBackup makes a rolling backup that holds all.
func makeBackup(ctx context.Context, t *testing.T, d *desk.Desk) {
	t.Helper()
	if err := desk.SaveBefore(ctx, d, backup.Merge); err != nil {
		t.Fatal(err)
	}
}

// TestAnOldListBringsNobodyBack imports a list with somebody on it who was erased.
func TestAnOldListBringsNobodyBack(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 330)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id := addSample(t, d)
		guests, err := d.Guests(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.EraseGuest(ctx, id, guests[0].ID); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "people.csv")
		if err := os.WriteFile(file, desk.SampleGuests(), 0o600); err != nil {
			t.Fatal(err)
		}
		p, err := d.ImportGuests(ctx, id, file)
		if err != nil || p.Erased != 1 || p.New != 0 || p.Rows != len(guests)-1 {
			t.Errorf("got %+v, %v", p, err)
		}
	})
}

// TestPurgeKeepsTotals: of an event that is over everybody goes and the numbers stay.
func TestPurgeKeepsTotals(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 340)
	var names []string
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		var id string
		id, names = crowd(ctx, t, d, 9)
		makeBackup(ctx, t, d)
		_, err := d.Purge(ctx, id)
		wantFault(t, err, fault.Conflict, "not over")
		if due, err := d.Deletions(ctx); err != nil || len(due) != 0 {
			t.Errorf("got %v, %v", due, err)
		}
		l.now = testNow.Add(3 * 24 * time.Hour)
		reminded(ctx, t, d, id)
		before, err := d.Attendance(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		e, err := d.Purge(ctx, id)
		if err != nil || e.People != 10 || e.Backups == 0 {
			t.Fatalf("got %+v, %v", e, err)
		}
		after, err := d.Attendance(ctx, id)
		if err != nil || !cmp.Equal(before, after) || after.SignedUp != 18 || after.Arrived != 4 || after.WalkIns != 5 {
			t.Errorf("the totals changed: %v, %v", cmp.Diff(before, after), err)
		}
		if due, err := d.Deletions(ctx); err != nil || len(due) != 0 {
			t.Errorf("got %v, %v", due, err)
		}
		if guests, err := d.Guests(ctx, id); err != nil || len(guests) != 0 {
			t.Errorf("got %v, %v", guests, err)
		}
	})
	if found := traces(t, l, append(names, "0700 9")); len(found) > 0 {
		t.Errorf("found %v", found)
	}
}

// reminded looks for the reminder of an event that was over two days ago.
func reminded(ctx context.Context, t *testing.T, d *desk.Desk, id string) {
	t.Helper()
	const usual, own = "2027-03-05", "2027-01-04"
	v, err := d.Event(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	task := find(t, v, "Delete the names and contacts of everybody: guests, crew and forms")
	if due, err := d.Deletions(ctx); err != nil || len(due) != 1 || due[0].Due != usual || task.Due != usual || due[0].LateDays >= 0 {
		t.Errorf("got %v and %v, %v", due, task, err)
	}
	if v, err = d.Edit(ctx, id, []byte(`{"delete_after":30}`)); err != nil {
		t.Fatal(err)
	}
	if task := find(t, v, task.Title); task.Due != own {
		t.Errorf("got %v, want it due on %s", task, own)
	}
	_, err = d.Edit(ctx, id, []byte(`{"delete_after":-1}`))
	wantFault(t, err, fault.Invalid, "delete_after")
	if v, err = d.Edit(ctx, id, []byte(`{"delete_after":null}`)); err != nil || find(t, v, task.Title).Due != usual {
		t.Errorf("taken back: %v", err)
	}
}

// TestErasuresTravel: whoever is erased on one laptop is erased on the other.
func TestErasuresTravel(t *testing.T) {
	t.Parallel()
	a, b, id, carry := torn(t, 350)
	var who desk.Guest
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		guests, err := d.Guests(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		who = guests[0]
		if _, err := d.Arrive(ctx, id, who.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := d.EraseGuest(ctx, id, who.ID); err != nil {
			t.Fatal(err)
		}
	})
	carry(a, b)
	b.with(t, func(ctx context.Context, d *desk.Desk) {
		guests, err := d.Guests(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range guests {
			if g.ID == who.ID {
				t.Error("the other laptop still has them")
			}
		}
		if at, err := d.Attendance(ctx, id); err != nil || at.Arrived != who.Party {
			t.Errorf("got %+v, %v, want %d arrived", at, err, who.Party)
		}
	})
	if found := traces(t, b, []string{who.Name}); len(found) > 0 {
		t.Errorf("found %v", found)
	}
}
