package desk_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

func TestPairOverFiles(t *testing.T) {
	t.Parallel()
	for _, role := range []string{desk.RoleOrganiser, desk.RoleHelper} {
		t.Run(role, func(t *testing.T) {
			t.Parallel()
			a, b, c := newLaptop(t, 20), newLaptop(t, 21), newLaptop(t, 22)
			dir := t.TempDir()
			file, reply := filepath.Join(dir, "invitation.daykit"), filepath.Join(dir, "reply.daykit")
			req := desk.PairInvite{Role: role, File: file}
			var code desk.PairCode
			a.with(t, func(ctx context.Context, d *desk.Desk) {
				if id := addSample(t, d); role == desk.RoleHelper {
					req.Event = strings.ToLower(id)
				}
				var err error
				if code, err = d.Invite(ctx, req); err != nil || code.Role != role || code.Expires != "2026-12-05T12:00:00Z" {
					t.Fatalf("got %+v, %v", code, err)
				}
				if found := holds(t, a.opt.Dir, code.Code); found != "" {
					t.Errorf("the code lies in the plain in %s", found)
				}
			})
			got := acceptedOnce(t, b, code.Code, file, reply, role)
			if role == desk.RoleHelper {
				helperLaptop(t, b)
			}
			a.with(t, func(ctx context.Context, d *desk.Desk) {
				item, err := d.FinishInvite(ctx, reply)
				if err != nil || item.ID != got.Device || item.Name != "the second" || item.Role != role {
					t.Errorf("got %+v, %v", item, err)
				}
				_, err = d.FinishInvite(ctx, reply)
				wantFault(t, err, fault.Denied, "no invitation that is open")
				_, err = d.FinishInvite(ctx, file)
				wantFault(t, err, fault.Denied, "no invitation that is open")
				revoked(ctx, t, d, item.ID)
			})
			c.now = testNow.Add(24 * time.Hour)
			_, err := desk.AcceptInvite(t.Context(), c.opt, code.Code, file, "", "")
			wantFault(t, err, fault.Denied, "the time of this pairing code is over")
		})
	}
}

// acceptedOnce joins a laptop by a code, after attempts that fail and change nothing.
func acceptedOnce(t *testing.T, b *laptop, code, file, reply, role string) desk.Paired {
	t.Helper()
	other := "0" + code[1:]
	if code[0] == '0' {
		other = "1" + code[1:]
	}
	_, err := desk.AcceptInvite(t.Context(), b.opt, other, file, reply, "")
	wantFault(t, err, fault.Invalid, "a character of the pairing code is wrong")
	_, err = desk.AcceptInvite(t.Context(), b.opt, code, filepath.Join(filepath.Dir(file), "no"), reply, "")
	wantFault(t, err, fault.NotFound, "cannot open no")
	damaged := filepath.Join(t.TempDir(), "damaged")
	if err := os.WriteFile(damaged, []byte("this is not an invitation"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = desk.AcceptInvite(t.Context(), b.opt, code, damaged, reply, "")
	wantFault(t, err, fault.Damaged, "invitation")
	if _, err := os.Stat(reply); !os.IsNotExist(err) {
		t.Error("a reply was written")
	}
	got, err := desk.AcceptInvite(t.Context(), b.opt, strings.ToLower(code), file, reply, "the second")
	if err != nil || got.Role != role || got.Keys.Locked {
		t.Fatalf("got %+v, %v", got, err)
	}
	if role == desk.RoleHelper {
		return got
	}
	b.with(t, func(_ context.Context, d *desk.Desk) { addSample(t, d) })
	_, err = desk.AcceptInvite(t.Context(), b.opt, code, file, reply, "")
	wantFault(t, err, fault.Conflict, "events of its own")
	return got
}

// helperLaptop looks at what a door helper's laptop may not do.
func helperLaptop(t *testing.T, b *laptop) {
	t.Helper()
	b.with(t, func(ctx context.Context, d *desk.Desk) {
		_, err := d.Invite(ctx, desk.PairInvite{File: filepath.Join(t.TempDir(), "x")})
		wantFault(t, err, fault.Denied, "organiser")
		_, err = d.PrintRecovery(ctx, desk.RecoveryRequest{File: filepath.Join(t.TempDir(), "x")})
		wantFault(t, err, fault.Denied, "organiser")
		_, err = d.CheckRecovery(ctx, desk.SheetInput{Text: "AGE"})
		if err == nil {
			t.Error("a helper's laptop checks a sheet")
		}
		_, err = d.Devices(ctx)
		wantFault(t, err, fault.Denied, "organiser")
		_, err = d.RevokeDevice(ctx, "x")
		wantFault(t, err, fault.Denied, "organiser")
	})
}

// revoked takes a laptop off the list.
func revoked(ctx context.Context, t *testing.T, d *desk.Desk, id string) {
	t.Helper()
	devices, err := d.Devices(ctx)
	if err != nil || len(devices) != 2 || !devices[0].Here || devices[1].Here {
		t.Fatalf("got %+v, %v", devices, err)
	}
	_, err = d.RevokeDevice(ctx, devices[0].ID)
	wantFault(t, err, fault.Conflict, "the laptop that you sit at")
	_, err = d.RevokeDevice(ctx, "NOSUCH")
	wantFault(t, err, fault.NotFound, "no such device")
	devices, err = d.RevokeDevice(ctx, id)
	if err != nil || !devices[1].Revoked || devices[0].Revoked {
		t.Errorf("got %+v, %v", devices, err)
	}
	_, err = d.RevokeDevice(ctx, id)
	wantFault(t, err, fault.NotFound, "no such device")
	guests, err := d.Events(ctx)
	if err != nil || len(guests) != 1 {
		t.Errorf("what was sealed before does not open: %v", err)
	}
}

func TestInvitationsThatMislead(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 23)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		file := filepath.Join(t.TempDir(), "invitation")
		for _, wrong := range []struct {
			req  desk.PairInvite
			code fault.Code
			says string
		}{
			{desk.PairInvite{Role: "boss", File: file}, fault.Invalid, "no role"},
			{desk.PairInvite{Role: desk.RoleHelper, File: file}, fault.Invalid, "for one event"},
			{desk.PairInvite{Role: desk.RoleHelper, Event: "NOSUCH", File: file}, fault.NotFound, "no event"},
			{desk.PairInvite{Event: "NOSUCH", File: file}, fault.Invalid, "for all events"},
			{desk.PairInvite{File: filepath.Join(file, "no")}, fault.NotFound, "folder"},
		} {
			_, err := d.Invite(ctx, wrong.req)
			wantFault(t, err, wrong.code, wrong.says)
		}
		if _, err := os.Stat(file); !os.IsNotExist(err) {
			t.Error("an invitation was written")
		}
		for range 20 {
			if _, err := d.Invite(ctx, desk.PairInvite{File: file}); err != nil {
				t.Fatal(err)
			}
		}
		_, err := d.Invite(ctx, desk.PairInvite{File: file})
		wantFault(t, err, fault.Invalid, "20 invitations are out")
		l.now = testNow.Add(25 * time.Hour)
		if _, err := d.Invite(ctx, desk.PairInvite{File: file}); err != nil {
			t.Errorf("when their time is over: %v", err)
		}
	})
}
