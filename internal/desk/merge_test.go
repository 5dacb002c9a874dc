package desk_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// newGroup gives the laptops of a group: the first has invited the others.
func newGroup(t *testing.T, seed uint32, roles ...string) []*laptop {
	t.Helper()
	first := newLaptop(t, seed)
	group := []*laptop{first}
	for i, role := range roles {
		next := newLaptop(t, seed+uint32(i)+1)
		dir := t.TempDir()
		file, reply := filepath.Join(dir, "invitation"), filepath.Join(dir, "reply")
		req := desk.PairInvite{Role: role, File: file}
		first.with(t, func(ctx context.Context, d *desk.Desk) {
			if role == desk.RoleHelper {
				events, err := d.Events(ctx)
				if err != nil {
					t.Fatal(err)
				}
				if len(events) == 0 {
					addSample(t, d)
				}
				if events, err = d.Events(ctx); err != nil {
					t.Fatal(err)
				}
				req.Event = events[0].ID
			}
			code, err := d.Invite(ctx, req)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := desk.AcceptInvite(ctx, next.opt, code.Code, file, reply, fmt.Sprint("laptop ", i+2)); err != nil {
				t.Fatal(err)
			}
			if _, err := d.FinishInvite(ctx, reply); err != nil {
				t.Fatal(err)
			}
		})
		group = append(group, next)
	}
	return group
}

// seen is all that a person sees of an event, as one text.
func seen(ctx context.Context, t *testing.T, d *desk.Desk, id string) string {
	t.Helper()
	parts := map[string]any{}
	for name, get := range map[string]func() (any, error){
		"view":      func() (any, error) { return d.Event(ctx, id) },
		"guests":    func() (any, error) { return d.Guests(ctx, id) },
		"walk-ins":  func() (any, error) { return d.WalkInNames(ctx, id) },
		"prints":    func() (any, error) { return d.Prints(ctx, id) },
		"conflicts": func() (any, error) { return d.Conflicts(ctx, id) },
	} {
		v, err := get()
		if err != nil && fault.CodeOf(err) != fault.NotFound {
			t.Fatalf("%s: %v", name, err)
		}
		if view, ok := v.(desk.EventView); ok {
			view.CanUndo, view.CanRedo = "", ""
			v = view
		}
		parts[name] = v
	}
	b, err := json.MarshalIndent(parts, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// photoFile makes a picture of its own colour.
func photoFile(t *testing.T, shade uint8) string {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 640, 480))
	for i := range m.Pix {
		m.Pix[i] = shade + uint8(i%7)
	}
	m.Set(1, 1, color.White)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "photo.jpg")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestAnEventTravelsByFile carries an event with all that belongs to it, there and back.
func TestAnEventTravelsByFile(t *testing.T) {
	t.Parallel()
	group := newGroup(t, 40, desk.RoleOrganiser)
	a, b := group[0], group[1]
	file := filepath.Join(t.TempDir(), "event.daykit")
	var id, there, picture string
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		id = addSample(t, d)
		v, _, err := d.SetPhoto(ctx, id, photoFile(t, 90))
		if err != nil {
			t.Fatal(err)
		}
		picture = v.Doc.Photo.File
		if _, err := d.ArriveNamed(ctx, id, "Somebody New"); err != nil {
			t.Fatal(err)
		}
		e, err := d.Export(ctx, strings.ToLower(id), file, "")
		if err != nil || e.Event != id || e.Ops < 3 || e.Pictures != 1 || e.For != "" {
			t.Fatalf("got %+v, %v", e, err)
		}
		there = seen(ctx, t, d, id)
	})
	if found := holds(t, filepath.Dir(file), "Somebody"); found != "" {
		t.Errorf("a name is in the plain in %s", found)
	}
	b.with(t, func(ctx context.Context, d *desk.Desk) {
		p, err := d.PreviewMerge(ctx, file)
		if err != nil || p.Event != id || p.Title != "A shared table" || p.New < 41 || p.Changed != 0 || p.Conflicts != 0 || p.Unread != 0 {
			t.Errorf("got %+v, %v", p, err)
		}
		if evs, err := d.Events(ctx); err != nil || len(evs) != 0 {
			t.Errorf("a preview changed something: %v, %v", evs, err)
		}
		m, err := d.Merge(ctx, file)
		if err != nil || m != p {
			t.Fatalf("got %+v, %v, want %+v", m, err, p)
		}
		if diff := cmp.Diff(there, seen(ctx, t, d, id)); diff != "" {
			t.Error(diff)
		}
		if _, err := d.Picture(picture); err != nil {
			t.Error(err)
		}
		again, err := d.Merge(ctx, file)
		if err != nil || again.Ops != 0 || again.New != 0 {
			t.Errorf("a second time: %+v, %v", again, err)
		}
		undoneAndRedone(ctx, t, d, id, there)
	})
}

// undoneAndRedone takes a merge back, so that nothing is there, and does it again.
func undoneAndRedone(ctx context.Context, t *testing.T, d *desk.Desk, id, there string) {
	t.Helper()
	if label, err := d.Undo(ctx, id); err != nil || label != "merge" {
		t.Fatalf("got %q, %v", label, err)
	}
	if evs, err := d.Events(ctx); err != nil || len(evs) != 0 {
		t.Errorf("got %v, %v", evs, err)
	}
	if label, err := d.Redo(ctx, id); err != nil || label != "merge" {
		t.Fatalf("got %q, %v", label, err)
	}
	if diff := cmp.Diff(there, seen(ctx, t, d, id)); diff != "" {
		t.Error(diff)
	}
}

// TestFilesOfOthersAreRefused: of another group, for another laptop, changed on its way,
// or nothing of the kind.
func TestFilesOfOthersAreRefused(t *testing.T) {
	t.Parallel()
	group := newGroup(t, 50, desk.RoleOrganiser, desk.RoleOrganiser)
	stranger := newLaptop(t, 60)
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	export := func(l *laptop, name, device string) (id string) {
		l.with(t, func(ctx context.Context, d *desk.Desk) {
			id = addSample(t, d)
			if _, err := d.Export(ctx, id, path(name), device); err != nil {
				t.Fatal(err)
			}
		})
		return id
	}
	export(stranger, "strange", "")
	id := export(group[0], "good", "")
	export(group[0], "third", "laptop 3")
	good, err := os.ReadFile(path("good"))
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{
		"cut": good[:len(good)-100], "empty": nil, "text": []byte("hello, this is a letter"), "door": []byte("daykit-door\x01hello"),
		"changed": append(append(bytes.Clone(good[:200]), good[200]^1), good[201:]...),
	} {
		if err := os.WriteFile(path(name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	group[1].with(t, func(ctx context.Context, d *desk.Desk) {
		for _, bad := range []struct {
			file string
			code fault.Code
			says string
		}{
			{"strange", fault.Denied, "not of your group"},
			{"third", fault.Denied, "another laptop of your group"},
			{"cut", fault.Damaged, "event file"},
			{"changed", fault.Damaged, "event file"},
			{"empty", fault.Invalid, "no event file"},
			{"text", fault.Invalid, "no event file"},
			{"door", fault.Damaged, ""},
			{"missing", fault.NotFound, "cannot open missing"},
		} {
			_, err := d.Merge(ctx, path(bad.file))
			wantFault(t, err, bad.code, bad.says)
			_, err = d.PreviewMerge(ctx, path(bad.file))
			wantFault(t, err, bad.code, bad.says)
		}
		if _, err := d.Export(ctx, id, path("x"), ""); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("an event that is not here: %v", err)
		}
		if evs, err := d.Events(ctx); err != nil || len(evs) != 0 {
			t.Errorf("something was taken in: %v, %v", evs, err)
		}
	})
	group[0].with(t, func(ctx context.Context, d *desk.Desk) {
		_, err := d.Export(ctx, id, path("x"), "NOSUCH")
		wantFault(t, err, fault.NotFound, "no laptop")
		_, err = d.Export(ctx, id, dir, "")
		wantFault(t, err, fault.Invalid, "no file")
		_, err = d.Export(ctx, id, filepath.Join(path("no"), "x"), "")
		wantFault(t, err, fault.NotFound, "folder")
	})
}

// TestAHelpersCheckInsComeBack: a helper gets names and no contacts, counts people at the
// door, and hands the counts back.
func TestAHelpersCheckInsComeBack(t *testing.T) {
	t.Parallel()
	group := newGroup(t, 70, desk.RoleHelper)
	organiser, helper := group[0], group[1]
	dir := t.TempDir()
	out, back := filepath.Join(dir, "out"), filepath.Join(dir, "back")
	var id, other string
	organiser.with(t, func(ctx context.Context, d *desk.Desk) {
		evs, err := d.Events(ctx)
		if err != nil {
			t.Fatal(err)
		}
		id = evs[0].ID
		if other, err = d.CreateEvent(ctx, "Another", "2026-12-20", "G"); err != nil {
			t.Fatal(err)
		}
		_, err = d.Export(ctx, other, out, "laptop 2")
		wantFault(t, err, fault.Denied, "helps at another event")
		if _, err := d.Export(ctx, id, out, "laptop 2"); err != nil {
			t.Fatal(err)
		}
	})
	helper.with(t, func(ctx context.Context, d *desk.Desk) {
		if m, err := d.Merge(ctx, out); err != nil || m.New < 41 || m.Unread != 0 {
			t.Fatalf("got %+v, %v", m, err)
		}
		guests, err := d.OpenContacts(ctx, id)
		if err != nil || len(guests) == 0 {
			t.Fatalf("got %v, %v", guests, err)
		}
		for _, g := range guests {
			if g.Contact != "" || g.Notes != "" {
				t.Error("a helper's laptop shows a contact")
			}
		}
		if _, err := d.Arrive(ctx, id, guests[0].ID); err != nil {
			t.Fatal(err)
		}
		if _, err := d.WalkIns(ctx, id, 3); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Export(ctx, id, back, ""); err != nil {
			t.Fatal(err)
		}
	})
	organiser.with(t, func(ctx context.Context, d *desk.Desk) {
		m, err := d.Merge(ctx, back)
		if err != nil || m.New != 2 || m.From != desk.RoleHelper {
			t.Fatalf("got %+v, %v", m, err)
		}
		if a, err := d.Attendance(ctx, id); err != nil || a.WalkIns != 3 || a.Arrived == 0 {
			t.Errorf("got %+v, %v", a, err)
		}
	})
	newLaptop(t, 75).with(t, func(ctx context.Context, d *desk.Desk) {
		_, err := d.Merge(ctx, back)
		wantFault(t, err, fault.Damaged, "belongs elsewhere")
	})
}

// TestMergeMakesABackupFirst: what was there can be had back.
func TestMergeMakesABackupFirst(t *testing.T) {
	t.Parallel()
	group := newGroup(t, 80, desk.RoleOrganiser)
	file := filepath.Join(t.TempDir(), "event")
	group[0].with(t, func(ctx context.Context, d *desk.Desk) {
		if _, err := d.Export(ctx, addSample(t, d), file, ""); err != nil {
			t.Fatal(err)
		}
	})
	group[1].with(t, func(ctx context.Context, d *desk.Desk) {
		if _, err := d.CreateEvent(ctx, "Mine", "2026-12-20", "G"); err != nil {
			t.Fatal(err)
		}
		before, err := d.Rolling()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Merge(ctx, file); err != nil {
			t.Fatal(err)
		}
		if after, err := d.Rolling(); err != nil || len(after) != len(before)+1 {
			t.Errorf("got %d backups, %v, want one more than %d", len(after), err, len(before))
		}
	})
}
