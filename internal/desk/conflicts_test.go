package desk_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// torn gives two laptops on which one event was changed at once, after they have taken in
// each other's file.
func torn(t *testing.T, seed uint32) (a, b *laptop, id string, carry func(from, to *laptop)) {
	t.Helper()
	group := newGroup(t, seed, desk.RoleOrganiser)
	a, b = group[0], group[1]
	file := filepath.Join(t.TempDir(), "event")
	carry = func(from, to *laptop) {
		t.Helper()
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
	a.with(t, func(_ context.Context, d *desk.Desk) { id = addSample(t, d) })
	carry(a, b)
	change := func(l *laptop, start, address, who string) {
		l.with(t, func(ctx context.Context, d *desk.Desk) {
			v, err := d.Edit(ctx, id, []byte(`{"start":"`+start+`","venue":{"address":"`+address+`"}}`))
			if err != nil {
				t.Fatal(err)
			}
			task := v.Tasks[0]
			if _, err := d.EditTask(ctx, id, task.ID, task.Title, task.Due, who); err != nil {
				t.Fatal(err)
			}
		})
	}
	change(a, "17:00", "11 Sample Street", "Ana")
	change(b, "18:00", "12 Sample Street", "Bo")
	carry(a, b)
	carry(b, a)
	return a, b, id, carry
}

func open(ctx context.Context, t *testing.T, d *desk.Desk, id string) map[string]desk.Conflict {
	t.Helper()
	list, err := d.Conflicts(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]desk.Conflict{}
	for _, c := range list {
		out[c.What] = c
	}
	if len(out) != len(list) {
		t.Errorf("got %d conflicts of %d fields", len(list), len(out))
	}
	return out
}

// TestConflictsAreToldAndSettled in words, on one laptop for all, and open again when that
// was undone.
func TestConflictsAreToldAndSettled(t *testing.T) {
	t.Parallel()
	a, b, id, carry := torn(t, 300)
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		all := open(ctx, t, d, id)
		if len(all) != 3 {
			t.Fatalf("got %v", all)
		}
		start, place, who := all["event: start"], all["event: place"], all["task: who does it"]
		if start.Name != "A shared table" || !pairOf(start, "“17:00”", "“18:00”") || start.At == "" || start.NowAt == "" {
			t.Errorf("got %+v", start)
		}
		if !pairOf(place, "address: “11 Sample Street”", "address: “12 Sample Street”") {
			t.Errorf("got %+v", place)
		}
		if v, err := d.Event(ctx, id); err != nil || who.Name != v.Tasks[0].Title || !pairOf(who, "“Ana”", "“Bo”") {
			t.Errorf("got %+v, %v", who, err)
		}
		lost := strings.Trim(string(start.Lost), `"`)
		settle(ctx, t, d, id, start, desk.KeepLost)
		settle(ctx, t, d, id, place, desk.KeepNow)
		if v, err := d.Event(ctx, id); err != nil || v.Doc.Start != lost || v.CanUndo != "settle" {
			t.Errorf("got %q, %v, want %q", v.Doc.Start, err, lost)
		}
		if left := open(ctx, t, d, id); len(left) != 1 {
			t.Errorf("got %v", left)
		}
		for _, s := range []desk.Settlement{
			{Entity: start.Entity, ID: start.ID, Field: start.Field, Keep: desk.KeepNow},
			{Entity: who.Entity, ID: who.ID, Field: who.Field, Keep: desk.KeepLost, Lost: `"Cem"`},
		} {
			wantFault(t, d.Settle(ctx, id, s), fault.NotFound, "conflict")
		}
		wantFault(t, d.Settle(ctx, id, desk.Settlement{Keep: "both"}), fault.Invalid, "both")
	})
	carry(a, b)
	b.with(t, func(ctx context.Context, d *desk.Desk) {
		if left := open(ctx, t, d, id); len(left) != 1 {
			t.Errorf("it is open elsewhere: %v", left)
		}
	})
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		for range 2 {
			if label, err := d.Undo(ctx, id); err != nil || label != "settle" {
				t.Fatalf("got %q, %v", label, err)
			}
		}
		if again := open(ctx, t, d, id); len(again) != 3 {
			t.Errorf("got %v", again)
		}
	})
	carry(a, b)
	b.with(t, func(ctx context.Context, d *desk.Desk) {
		if again := open(ctx, t, d, id); len(again) != 3 {
			t.Errorf("elsewhere it stays settled: %v", again)
		}
	})
}

func settle(ctx context.Context, t *testing.T, d *desk.Desk, id string, c desk.Conflict, keep string) {
	t.Helper()
	s := desk.Settlement{Entity: c.Entity, ID: c.ID, Field: c.Field, Keep: keep, Lost: string(c.Lost)}
	if err := d.Settle(ctx, id, s); err != nil {
		t.Fatal(err)
	}
}

// pairOf reports whether a conflict is of two values, either way round.
func pairOf(c desk.Conflict, x, y string) bool {
	return c.NowWords == x && c.LostWords == y || c.NowWords == y && c.LostWords == x
}

// TestEveryFieldHasWords: a person is never asked about a field that has no name.
func TestEveryFieldHasWords(t *testing.T) {
	t.Parallel()
	if got := desk.Wordless(); len(got) > 0 {
		t.Errorf("no words for %v", got)
	}
}
