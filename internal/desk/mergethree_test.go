package desk_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

var (
	stickSeeds = flag.Uint64("sticks", 10, "how many histories of sticks to play")
	stickFirst = flag.Uint64("sticks-from", 0, "the seed of the first of them")
)

// TestSticksInAnyOrder lets three laptops change one event without a connection and carry
// files between them in random order, some of them old, some again and again. Once each
// has taken in what the others have, all three hold the same log and show the same.
func TestSticksInAnyOrder(t *testing.T) {
	t.Parallel()
	start := newStart(t)
	for seed := *stickFirst; seed < *stickFirst+*stickSeeds; seed++ {
		if h := start.play(t, seed); h != "" {
			t.Fatalf("seed %d: %s", seed, h)
		}
	}
}

// stickStart is where all histories begin: three paired laptops with one event.
type stickStart struct {
	group []*laptop
	id    string
}

func newStart(t *testing.T) *stickStart {
	t.Helper()
	s := &stickStart{group: newGroup(t, 100, desk.RoleOrganiser, desk.RoleOrganiser)}
	file := filepath.Join(t.TempDir(), "event")
	for i, l := range s.group {
		l.with(t, func(ctx context.Context, d *desk.Desk) {
			var err error
			if i > 0 {
				_, err = desk.TakeIn(ctx, d, file)
			} else if s.id, err = d.CreateEvent(ctx, "Supper", "2026-12-18", "Neighbours"); err == nil {
				for _, name := range []string{"Ana", "Bo", "Cem"} {
					if _, err := d.AddGuest(ctx, s.id, name, "en", 1); err != nil {
						t.Fatal(err)
					}
				}
				_, err = d.Export(ctx, s.id, file, "")
			}
			if err != nil {
				t.Fatal(err)
			}
		})
	}
	return s
}

// sticks is one history.
type sticks struct {
	*rand.Rand
	t     *testing.T
	id    string
	desks []*desk.Desk
	files []string
}

// play gives what is wrong in the end, with the history, and "" when nothing is.
func (s *stickStart) play(t *testing.T, seed uint64) string {
	dir := t.TempDir()
	defer os.RemoveAll(dir) // at once: there are many
	h := &sticks{Rand: rand.New(rand.NewPCG(seed, 7)), t: t, id: s.id}
	for i, l := range s.group {
		opt := l.opt
		opt.Dir, opt.Rand = filepath.Join(dir, fmt.Sprint(i)), &counter{n: uint32(seed)*3 + uint32(i) + 1000}
		if err := os.CopyFS(opt.Dir, os.DirFS(l.opt.Dir)); err != nil {
			t.Fatal(err)
		}
		d, err := desk.Open(t.Context(), opt)
		if err != nil {
			t.Fatal(err)
		}
		defer d.Close()
		h.desks = append(h.desks, d)
		h.files = append(h.files, filepath.Join(dir, fmt.Sprint("stick", i)))
	}
	for range 4 {
		h.round()
	}
	return h.comeToRest()
}

// round is some changes on some laptops, some files written and some taken in.
func (h *sticks) round() {
	for i, d := range h.desks {
		for range h.IntN(4) {
			h.change(d)
		}
		if h.IntN(3) > 0 {
			h.write(i)
		}
	}
	for range h.IntN(4) {
		h.take(h.IntN(3), h.IntN(3))
	}
}

func (h *sticks) write(i int) {
	if _, err := h.desks[i].Export(h.t.Context(), h.id, h.files[i], ""); err != nil {
		h.t.Fatal(err)
	}
}

// take takes the file of one laptop into another, if it was written yet.
func (h *sticks) take(from, into int) {
	if _, err := os.Stat(h.files[from]); err != nil {
		return
	}
	if _, err := desk.TakeIn(h.t.Context(), h.desks[into], h.files[from]); err != nil {
		h.t.Fatal(err)
	}
}

// change does something that a person might, or nothing where there is nothing to do.
func (h *sticks) change(d *desk.Desk) {
	ctx := h.t.Context()
	ev, err := d.Event(ctx, h.id)
	if fault.CodeOf(err) == fault.NotFound { // somebody has taken back what made it
		_, _ = d.Redo(ctx, h.id)
		return
	}
	if err != nil {
		h.t.Fatal(err)
	}
	guests, err := d.Guests(ctx, h.id)
	if err != nil {
		h.t.Fatal(err)
	}
	if len(ev.Tasks) == 0 { // of what was taken back elsewhere only what somebody changed is left
		return
	}
	task := ev.Tasks[h.IntN(len(ev.Tasks))]
	switch h.IntN(12) {
	case 0:
		_, err = d.Edit(ctx, h.id, []byte(fmt.Sprintf(`{"title":{"en":"Supper %d"},"capacity":%d}`, h.IntN(50), h.IntN(90))))
	case 1:
		_, err = d.Edit(ctx, h.id, []byte(fmt.Sprintf(`{"venue":{"address":"%d Sample Street"}}`, h.IntN(90))))
	case 2:
		_, err = d.EditTask(ctx, h.id, task.ID, fmt.Sprint("Borrow urn ", h.IntN(9)), "2026-12-10", "Li")
	case 3:
		_, err = d.SetTaskDone(ctx, h.id, task.ID, h.IntN(2) == 0)
	case 4:
		_, err = d.AddGuest(ctx, h.id, fmt.Sprint("Guest ", h.IntN(99)), "en", 1+h.IntN(3))
	case 5:
		_, err = d.ArriveNamed(ctx, h.id, fmt.Sprint("Walker ", h.IntN(99)))
	case 6:
		_, err = d.WalkIns(ctx, h.id, 1+h.IntN(3))
	case 7:
		_, err = d.WalkIns(ctx, h.id, -1)
	case 8, 9:
		if len(guests) > 0 {
			_, err = d.Arrive(ctx, h.id, guests[h.IntN(len(guests))].ID)
		}
	case 10:
		err = h.settleOrErase(ctx, d, guests)
	case 11:
		_, err = []func(context.Context, string) (string, error){d.Undo, d.Redo}[h.IntN(2)](ctx, h.id)
	}
	if code := fault.CodeOf(err); err != nil && code != fault.Conflict && code != fault.NotFound {
		h.t.Fatal(err)
	}
}

func (h *sticks) settleOrErase(ctx context.Context, d *desk.Desk, guests []desk.Guest) error {
	open, err := d.Conflicts(ctx, h.id)
	if err != nil {
		return err
	}
	if len(open) > 0 {
		c := open[h.IntN(len(open))]
		keep := []string{desk.KeepNow, desk.KeepLost}[h.IntN(2)]
		return d.Settle(ctx, h.id, desk.Settlement{Entity: c.Entity, ID: c.ID, Field: c.Field, Keep: keep, Lost: string(c.Lost)})
	}
	if len(guests) > 0 && h.IntN(3) == 0 {
		_, err = d.EraseGuest(ctx, h.id, guests[h.IntN(len(guests))].ID)
	}
	return err
}

// comeToRest carries everything everywhere and gives what differs in the end.
func (h *sticks) comeToRest() string {
	for range 6 {
		for i := range h.desks {
			h.write(i)
		}
		for _, into := range h.Perm(3) {
			for _, from := range h.Perm(3) {
				h.take(from, into)
			}
		}
		if h.same() == "" {
			break
		}
	}
	return h.same()
}

func (h *sticks) same() string {
	var sums, shown [3]string
	for i, d := range h.desks {
		var err error
		if sums[i], err = desk.Digest(h.t.Context(), d, h.id); err != nil {
			h.t.Fatal(err)
		}
	}
	if sums[0] != sums[1] || sums[0] != sums[2] {
		return fmt.Sprint("they do not hold the same: ", sums)
	}
	for i, d := range h.desks {
		shown[i] = seen(h.t.Context(), h.t, d, h.id)
	}
	return cmp.Diff(shown[0], shown[1]) + cmp.Diff(shown[0], shown[2])
}
