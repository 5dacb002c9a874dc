package desk_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"

	"github.com/google/go-cmp/cmp"
)

// handedOver writes a hand-over of a sample event with three guests and a photo.
func handedOver(t *testing.T, a *laptop, role string) (file, id string, out desk.HandedOver) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "event.daykit")
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		id = eventWith(ctx, t, d, "Handed", 3)
		var err error
		if out, err = d.HandOver(ctx, desk.HandOver{Event: id, File: file, Role: role}); err != nil {
			t.Fatal(err)
		}
	})
	return file, id, out
}

func TestHandOver(t *testing.T) {
	t.Parallel()
	for _, role := range []string{desk.RoleOrganiser, desk.RoleHelper} {
		t.Run(role, func(t *testing.T) {
			t.Parallel()
			a, b, c := newLaptop(t, 100), newLaptop(t, 101), newLaptop(t, 102)
			file, id, out := handedOver(t, a, role)
			if out.Role != role || out.Event != id || out.Expires != "2026-12-05T12:00:00Z" || out.Ops == 0 || out.For != "" {
				t.Errorf("got %+v", out)
			}
			if found := holds(t, filepath.Dir(file), "Handed Guest"); found != "" {
				t.Errorf("a name lies in the plain in %s", found)
			}
			got, err := desk.AcceptInvite(t.Context(), b.opt, out.Code, file, "", "the second")
			if err != nil || got.Role != role || !got.Answered || got.Came == nil || got.Came.Event != id || got.Came.New == 0 || got.Came.Unread != 0 {
				t.Fatalf("got %+v, came %+v, %v", got, got.Came, err)
			}
			b.with(t, func(ctx context.Context, d *desk.Desk) {
				guests, err := d.Guests(ctx, id)
				if err != nil || len(guests) != 3 || (guests[0].Contact != "") != (role == desk.RoleOrganiser) {
					t.Errorf("got %+v, %v", guests, err)
				}
			})
			usedUp(t, b, c, out.Code, file)
			a.with(t, func(ctx context.Context, d *desk.Desk) {
				item, err := d.FinishInvite(ctx, file)
				if err != nil || item.ID != got.Device || item.Role != role {
					t.Errorf("got %+v, %v", item, err)
				}
				_, err = d.FinishInvite(ctx, file)
				wantFault(t, err, fault.Denied, "no invitation that is open")
				_, err = d.HandOver(ctx, desk.HandOver{Event: id, File: file, Code: out.Code})
				wantFault(t, err, fault.Denied, "not open on this laptop")
			})
		})
	}
}

// usedUp tries a hand-over again, on the laptop that took it and on another.
func usedUp(t *testing.T, b, c *laptop, code, file string) {
	t.Helper()
	for _, l := range []*laptop{b, c} {
		_, err := desk.AcceptInvite(t.Context(), l.opt, code, file, "", "")
		wantFault(t, err, fault.Conflict, "this file was used")
	}
	c.with(t, func(ctx context.Context, d *desk.Desk) {
		_, err := d.Merge(ctx, file)
		wantFault(t, err, fault.Conflict, "this file was used")
	})
}

// TestHandOverAndBack finishes a pairing by the first event file that comes back, and by
// nothing else.
func TestHandOverAndBack(t *testing.T) {
	t.Parallel()
	for _, role := range []string{desk.RoleOrganiser, desk.RoleHelper} {
		t.Run(role, func(t *testing.T) {
			t.Parallel()
			a, b := newLaptop(t, 103), newLaptop(t, 104)
			file, id, out := handedOver(t, a, role)
			got, err := desk.AcceptInvite(t.Context(), b.opt, out.Code, file, "", "the second")
			if err != nil {
				t.Fatal(err)
			}
			back := filepath.Join(t.TempDir(), "back.daykit")
			b.with(t, func(ctx context.Context, d *desk.Desk) {
				if _, err := d.WalkIns(ctx, id, 4); err != nil {
					t.Fatal(err)
				}
				if _, err := d.Export(ctx, id, back, ""); err != nil {
					t.Fatal(err)
				}
			})
			a.now = testNow.Add(3 * 24 * time.Hour)
			a.with(t, func(ctx context.Context, d *desk.Desk) {
				for range 2 {
					if _, err := d.Merge(ctx, back); err != nil {
						t.Fatal(err)
					}
				}
				devices, err := d.Devices(ctx)
				if err != nil || len(devices) != 2 || devices[1].ID != got.Device || devices[1].Role != role || devices[1].Name != "the second" {
					t.Errorf("got %+v, %v", devices, err)
				}
				if h, err := d.Attendance(ctx, id); err != nil || h.WalkIns != 4 {
					t.Errorf("got %+v, %v", h, err)
				}
				if _, err := d.Export(ctx, id, file, got.Device); err != nil {
					t.Errorf("a file for it alone: %v", err)
				}
			})
			b.with(t, func(ctx context.Context, d *desk.Desk) {
				if m, err := d.Merge(ctx, file); err != nil || m.Unread != 0 {
					t.Errorf("got %+v, %v", m, err)
				}
			})
		})
	}
}

// TestIsHandedOver tells by how a file begins, and Merge refuses one on any laptop.
func TestIsHandedOver(t *testing.T) {
	t.Parallel()
	a := newLaptop(t, 107)
	file, id, _ := handedOver(t, a, desk.RoleOrganiser)
	alone, other, short := filepath.Join(t.TempDir(), "alone"), filepath.Join(t.TempDir(), "other"), filepath.Join(t.TempDir(), "short")
	if err := os.WriteFile(short, []byte("daykit"), 0o600); err != nil {
		t.Fatal(err)
	}
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		if _, err := d.Invite(ctx, desk.PairInvite{File: alone}); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Export(ctx, id, other, ""); err != nil {
			t.Fatal(err)
		}
		_, err := d.Merge(ctx, file)
		wantFault(t, err, fault.Invalid, "not of the group yet")
	})
	for path, want := range map[string]bool{file: true, alone: false, other: false, short: false} {
		if got, err := desk.IsHandedOver(path); got != want || err != nil {
			t.Errorf("%s: got %v, %v, want %v", filepath.Base(path), got, err, want)
		}
	}
	_, err := desk.IsHandedOver(filepath.Join(t.TempDir(), "none"))
	wantFault(t, err, fault.NotFound, "cannot open")
}

// TestHandOversThatAreRefused changes nothing on the laptop that tries.
func TestHandOversThatAreRefused(t *testing.T) {
	t.Parallel()
	a, b := newLaptop(t, 105), newLaptop(t, 106)
	file, _, out := handedOver(t, a, desk.RoleHelper)
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	b.with(t, func(context.Context, *desk.Desk) {})
	before := snapshot(t, b.opt.Dir)
	flipped := append([]byte{}, whole...)
	flipped[len(flipped)-80] ^= 1
	other, _, theirs := handedOver(t, newLaptop(t, 107), "")
	strangers, err := os.ReadFile(other)
	if err != nil {
		t.Fatal(err)
	}
	length := len("daykit-hand\x01") + 4 + int(whole[14])<<8 + int(whole[15])
	mixed := append(append([]byte{}, whole[:length]...), strangers[len(strangers)-len(strangers)/3:]...)
	for name, c := range map[string]struct {
		file []byte
		code string
		late time.Duration
		want fault.Code
		says string
	}{
		"another code":        {whole, theirs.Code, 0, fault.Denied, "this code does not open it"},
		"a mistyped code":     {whole, out.Code[1:], 0, fault.Invalid, "27 characters"},
		"a code that is over": {whole, out.Code, 24 * time.Hour, fault.Denied, "time of this pairing code is over"},
		"cut off":             {whole[:len(whole)-1], out.Code, 0, fault.Damaged, "event file"},
		"a changed bit":       {flipped, out.Code, 0, fault.Damaged, "event file"},
		"cut off early":       {whole[:40], out.Code, 0, fault.Damaged, "the file"},
		"another end":         {mixed, out.Code, 0, fault.Invalid, "no event file"},
	} {
		path := filepath.Join(t.TempDir(), "tried.daykit")
		if err := os.WriteFile(path, c.file, 0o600); err != nil {
			t.Fatal(err)
		}
		b.now = testNow.Add(c.late)
		_, err := desk.AcceptInvite(t.Context(), b.opt, c.code, path, "", "")
		t.Log(name)
		wantFault(t, err, c.want, c.says)
	}
	if diff := cmp.Diff(before, snapshot(t, b.opt.Dir)); diff != "" {
		t.Errorf("what was refused changed something: %s", diff)
	}
}

func TestHandOverRequests(t *testing.T) {
	t.Parallel()
	a, b := newLaptop(t, 108), newLaptop(t, 109)
	file := filepath.Join(t.TempDir(), "event.daykit")
	var id string
	var code desk.PairCode
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		id = addSample(t, d)
		second := addSample(t, d)
		var err error
		if code, err = d.Invite(ctx, desk.PairInvite{Role: desk.RoleHelper, Event: id, File: filepath.Join(t.TempDir(), "x")}); err != nil {
			t.Fatal(err)
		}
		for _, wrong := range []struct {
			req  desk.HandOver
			code fault.Code
			says string
		}{
			{desk.HandOver{Event: "NOSUCH", File: file}, fault.NotFound, "no event"},
			{desk.HandOver{Event: id, File: file, Role: "boss"}, fault.Invalid, "no role"},
			{desk.HandOver{Event: id, File: filepath.Dir(file)}, fault.Invalid, "is no file"},
			{desk.HandOver{Event: id, File: file, Code: "0000"}, fault.Invalid, "27 characters"},
			{desk.HandOver{Event: second, File: file, Code: code.Code}, fault.Denied, "another event"},
			{desk.HandOver{Event: id, File: file, Code: code.Code, Role: desk.RoleOrganiser}, fault.Conflict, "another role"},
		} {
			_, err := d.HandOver(ctx, wrong.req)
			wantFault(t, err, wrong.code, wrong.says)
		}
		if _, err := os.Stat(file); !os.IsNotExist(err) {
			t.Error("a file was written")
		}
		got, err := d.HandOver(ctx, desk.HandOver{Event: id, File: file, Code: code.Code})
		if err != nil || got.Code != code.Code || got.Role != desk.RoleHelper || got.Expires != code.Expires {
			t.Errorf("with a code that was given out: got %+v, %v", got, err)
		}
	})
	if got, err := desk.AcceptInvite(t.Context(), b.opt, code.Code, file, "", ""); err != nil || got.Came == nil {
		t.Errorf("got %+v, %v", got, err)
	}
	b.with(t, func(ctx context.Context, d *desk.Desk) {
		_, err := d.HandOver(ctx, desk.HandOver{Event: id, File: file})
		wantFault(t, err, fault.Denied, "organiser")
	})
}
