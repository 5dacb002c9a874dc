package desk_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// acts are what a person does with an event, each as one act or none.
func acts(t *testing.T, file string) []func(ctx context.Context, d *desk.Desk, id string, n int) error {
	t.Helper()
	people := filepath.Join(t.TempDir(), "people.csv")
	return []func(ctx context.Context, d *desk.Desk, id string, n int) error{
		func(ctx context.Context, d *desk.Desk, id string, n int) error {
			_, err := d.Edit(ctx, id, []byte(fmt.Sprintf(`{"title":{"en":"Supper %d"},"delete_after":%d}`, n, n%3)))
			return err
		},
		func(ctx context.Context, d *desk.Desk, id string, n int) error {
			_, err := d.AddTask(ctx, id, fmt.Sprint("Task ", n), "2026-12-10", "Li")
			return err
		},
		func(ctx context.Context, d *desk.Desk, id string, n int) error {
			v, err := d.Event(ctx, id)
			if err == nil && n%2 == 0 {
				_, err = d.SetTaskDone(ctx, id, v.Tasks[n%len(v.Tasks)].ID, n%4 == 0)
			} else if err == nil {
				_, err = d.DeleteTask(ctx, id, v.Tasks[n%len(v.Tasks)].ID)
			}
			return err
		},
		func(ctx context.Context, d *desk.Desk, id string, n int) error {
			_, err := d.AddGuest(ctx, id, fmt.Sprint("Guest ", n), "en", 1+n%3)
			return err
		},
		func(ctx context.Context, d *desk.Desk, id string, n int) error {
			list := fmt.Sprintf("id,name,phone\n1,One %d,0%d\n%d,Other,\n", n, n, n%5+2)
			if err := os.WriteFile(people, []byte(list), 0o600); err != nil {
				return err
			}
			_, err := d.ImportGuests(ctx, id, people)
			return err
		},
		func(ctx context.Context, d *desk.Desk, id string, n int) error {
			guests, err := d.Guests(ctx, id)
			if err == nil && len(guests) > 0 {
				_, err = d.Arrive(ctx, id, guests[n%len(guests)].ID)
			}
			return err
		},
		func(ctx context.Context, d *desk.Desk, id string, n int) error {
			_, err := d.ArriveNamed(ctx, id, fmt.Sprint("Walker ", n))
			return err
		},
		func(ctx context.Context, d *desk.Desk, id string, n int) error {
			_, err := d.WalkIns(ctx, id, n%5-2)
			return err
		},
		func(ctx context.Context, d *desk.Desk, id string, n int) error {
			_, err := d.ChooseVoice(ctx, id, "toby-g-mbe", n%2 == 0)
			return err
		},
		func(ctx context.Context, d *desk.Desk, id string, _ int) error { return d.DeleteEvent(ctx, id) },
		func(ctx context.Context, d *desk.Desk, _ string, _ int) error {
			_, err := d.Merge(ctx, file)
			return err
		},
	}
}

// journey is a workspace under a random sequence of acts, with what was seen after each.
type journey struct {
	*laptop
	d    *desk.Desk
	id   string
	seen []string
}

func (j *journey) open(t *testing.T) {
	t.Helper()
	d, err := desk.Open(t.Context(), j.opt)
	if err != nil {
		t.Fatal(err)
	}
	j.d = d
}

func (j *journey) reopen(t *testing.T) {
	t.Helper()
	if err := j.d.Close(); err != nil {
		t.Fatal(err)
	}
	j.open(t)
}

// act does one thing and remembers what was seen when it was an act.
func (j *journey) act(t *testing.T, do func(ctx context.Context, d *desk.Desk, id string, n int) error, n int) {
	t.Helper()
	before := j.sum(t)
	err := do(t.Context(), j.d, j.id, n)
	switch code := fault.CodeOf(err); {
	case err == nil:
	case code == fault.NotFound || code == fault.Conflict || code == fault.Invalid:
		return // the event is deleted, nobody to take back and the like
	default:
		t.Fatal(err)
	}
	if j.sum(t) != before { // also when nothing shows, such as a task that is not done said not to be
		j.seen = append(j.seen, seen(t.Context(), t, j.d, j.id))
	}
}

func (j *journey) sum(t *testing.T) string {
	t.Helper()
	sum, err := desk.Digest(t.Context(), j.d, j.id)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

// walk takes back k acts and does them again, and sees at each place what was seen there.
func (j *journey) walk(t *testing.T, k int, restart func(step int) bool) {
	t.Helper()
	last := len(j.seen) - 1
	check := func(at int, what string) {
		t.Helper()
		if diff := cmp.Diff(j.seen[at], seen(t.Context(), t, j.d, j.id)); diff != "" {
			t.Fatalf("after %s to act %d of %d: %s", what, at, last, diff)
		}
	}
	for i := range k {
		if restart(i) {
			j.reopen(t)
		}
		if _, err := j.d.Undo(t.Context(), j.id); err != nil {
			t.Fatalf("undo %d of %d: %v", i, k, err)
		}
		check(last-i-1, "going back")
	}
	for i := range k {
		if restart(k + i) {
			j.reopen(t)
		}
		if _, err := j.d.Redo(t.Context(), j.id); err != nil {
			t.Fatalf("redo %d of %d: %v", i, k, err)
		}
		check(last-k+i+1, "going forth")
	}
}

// newJourney is a paired laptop with an event of another one, and a file of that other
// one with more of it.
func newJourney(t *testing.T) (j *journey, file string) {
	t.Helper()
	group := newGroup(t, 200, desk.RoleOrganiser)
	dir := t.TempDir()
	file = filepath.Join(dir, "more")
	j = &journey{laptop: group[1]}
	group[0].with(t, func(ctx context.Context, d *desk.Desk) {
		var err error
		if j.id, err = d.CreateEvent(ctx, "Supper", "2026-12-18", "Neighbours"); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Export(ctx, j.id, filepath.Join(dir, "first"), ""); err != nil {
			t.Fatal(err)
		}
		if _, err := d.AddTask(ctx, j.id, "From elsewhere", "2026-12-11", "Mo"); err != nil {
			t.Fatal(err)
		}
		if _, err := d.WalkIns(ctx, j.id, 2); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Export(ctx, j.id, file, ""); err != nil {
			t.Fatal(err)
		}
	})
	j.with(t, func(ctx context.Context, d *desk.Desk) {
		if _, err := d.Merge(ctx, filepath.Join(dir, "first")); err != nil {
			t.Fatal(err)
		}
	})
	return j, file
}

// TestFiftyActsBackAndForth takes back fifty acts of every kind and does them again, with
// restarts between.
func TestFiftyActsBackAndForth(t *testing.T) {
	t.Parallel()
	j, file := newJourney(t)
	j.open(t)
	defer func() { _ = j.d.Close() }()
	all := acts(t, file)
	j.seen = []string{seen(t.Context(), t, j.d, j.id)}
	for n := 0; len(j.seen) <= 50; n++ {
		if i := n % len(all); i != 9 { // a deleted event lets nothing more happen
			j.act(t, all[i], n)
		}
	}
	j.act(t, all[9], 0)
	j.walk(t, 50, func(step int) bool { return step%10 == 3 })
	if v, err := j.d.Redo(t.Context(), j.id); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("more than everything was done again: %q, %v", v, err)
	}
}

// TestRandomActsBackAndForth does so with random acts: whatever was done, k steps back and
// k forth change nothing.
func TestRandomActsBackAndForth(t *testing.T) {
	t.Parallel()
	start, file := newJourney(t)
	all := acts(t, file)
	rapid.Check(t, func(r *rapid.T) {
		dir := t.TempDir()
		defer os.RemoveAll(dir) // at once: there are many
		if err := os.CopyFS(filepath.Join(dir, "data"), os.DirFS(start.opt.Dir)); err != nil {
			t.Fatal(err)
		}
		l := *start.laptop
		l.opt.Dir = filepath.Join(dir, "data")
		j := &journey{laptop: &l, id: start.id}
		j.open(t)
		defer func() { _ = j.d.Close() }()
		j.seen = []string{seen(t.Context(), t, j.d, j.id)}
		for _, n := range rapid.SliceOfN(rapid.IntRange(0, 1000), 1, 8).Draw(r, "acts") {
			j.act(t, all[n%len(all)], n/len(all))
		}
		k := rapid.IntRange(0, len(j.seen)-1).Draw(r, "steps")
		j.walk(t, k, func(int) bool { return rapid.IntRange(0, 9).Draw(r, "restart") == 0 })
	})
}

// TestRedoSaysWhatItWillDo, and a new act leaves nothing to do again.
func TestRedoSaysWhatItWillDo(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	ctx := t.Context()
	id, err := d.CreateEvent(ctx, "Supper", "2026-12-18", "Neighbours")
	if err != nil {
		t.Fatal(err)
	}
	if label, err := d.Undo(ctx, id); err != nil || label != "event.new" {
		t.Fatalf("got %q, %v", label, err)
	}
	if label, err := d.Redo(ctx, id); err != nil || label != "event.new" {
		t.Fatalf("an event that was never here again: %q, %v", label, err)
	}
	if _, err := d.AddTask(ctx, id, "Urn", "2026-12-10", ""); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Undo(ctx, id); err != nil {
		t.Fatal(err)
	}
	if v, err := d.Event(ctx, id); err != nil || v.CanRedo != "task" || v.CanUndo != "event.new" {
		t.Errorf("got undo %q and redo %q, %v", v.CanUndo, v.CanRedo, err)
	}
	if _, err := d.AddGuest(ctx, id, "Ana", "en", 1); err != nil {
		t.Fatal(err)
	}
	if v, err := d.Event(ctx, id); err != nil || v.CanRedo != "" {
		t.Errorf("got redo %q, %v", v.CanRedo, err)
	}
	_, err = d.Redo(ctx, "NOSUCH")
	wantFault(t, err, fault.NotFound, "no event")
}
