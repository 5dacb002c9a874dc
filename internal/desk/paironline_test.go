package desk_test

import (
	"context"
	"errors"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daykit/internal/data/seal"
	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// founded is a laptop of Riverside with an event of three guests, all of it at the server.
func founded(t *testing.T, c *campaign, seed uint32) (l *laptop, id string) {
	t.Helper()
	l = newLaptop(t, seed)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id = eventWith(ctx, t, d, "Founder", 3)
		c.join(ctx, d)
		synced(ctx, t, d)
	})
	return l, id
}

// invited takes an invitation over the server.
func invited(t *testing.T, c *campaign, a *laptop, req desk.PairInvite, b *laptop, name string) desk.Paired {
	t.Helper()
	var code desk.PairCode
	req.Online = true
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		var err error
		if code, err = d.Invite(ctx, req); err != nil {
			t.Fatal(err)
		}
	})
	got, err := desk.AcceptOnline(t.Context(), b.opt, code.Code, c.url, "", name)
	if err != nil {
		t.Fatal(err)
	}
	_, err = desk.AcceptOnline(t.Context(), newLaptop(t, 99).opt, code.Code, c.url, "", "")
	wantFault(t, err, fault.NotFound, "mistyped, used or too old")
	return got
}

func TestPairOverTheServer(t *testing.T) {
	t.Parallel()
	c := newCampaign(t)
	a, id := founded(t, c, 60)
	b, h := newLaptop(t, 61), newLaptop(t, 62)
	if got := invited(t, c, a, desk.PairInvite{}, b, "the second"); got.Keys.Devices != 2 {
		t.Errorf("got %+v", got)
	}
	b.with(t, func(ctx context.Context, d *desk.Desk) {
		if guests, err := d.Guests(ctx, id); err != nil || len(guests) != 3 || guests[0].Contact == "" {
			t.Errorf("got %+v, %v", guests, err)
		}
		if got := missing(ctx, t, d); got != "green" { // the first laptop is the other one that opens it
			t.Errorf("got %q", got)
		}
	})
	var device string
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		synced(ctx, t, d)
		s, err := d.Safety(ctx)
		if err != nil || s.Light != desk.LightGreen || len(s.Devices) != 2 || s.Devices[1].Label != "the second" {
			t.Fatalf("got %+v, %v", s, err)
		}
		device = s.Devices[1].ID
		if _, err := d.Publish(ctx, id); err != nil {
			t.Errorf("a second laptop is enough to publish: %v", err)
		}
	})
	if got := invited(t, c, a, desk.PairInvite{Role: desk.RoleHelper, Event: id}, h, "door"); got.Role != desk.RoleHelper {
		t.Errorf("got %+v", got)
	}
	h.with(t, func(ctx context.Context, d *desk.Desk) {
		if _, err := d.WalkIns(ctx, id, 2); err != nil {
			t.Fatal(err)
		}
		if r := synced(ctx, t, d); !r.Safe {
			t.Errorf("got %+v", r)
		}
		if got := missing(ctx, t, d); got != "green" {
			t.Errorf("got %q", got)
		}
	})
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		synced(ctx, t, d) // which brings the answer of the helper's laptop
		devices, err := d.Devices(ctx)
		if err != nil || len(devices) != 3 || devices[2].Name != "door" || devices[2].Role != desk.RoleHelper {
			t.Errorf("got %+v, %v", devices, err)
		}
		if got := missing(ctx, t, d); got != "green" {
			t.Errorf("got %q", got)
		}
	})
	cutOff(t, a, b, device)
}

// cutOff takes b off the list of a, so that the server at once lets it in no more.
func cutOff(t *testing.T, a, b *laptop, device string) {
	t.Helper()
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		r, err := d.Revoke(ctx, device)
		if err != nil || r.Server != desk.ServerReached || len(r.Devices) < 2 {
			t.Fatalf("got %+v, %v", r, err)
		}
	})
	b.with(t, func(ctx context.Context, d *desk.Desk) {
		addSample(t, d)
		_, err := d.Sync(ctx)
		wantFault(t, err, fault.Denied, "no longer knows this laptop")
		if got := missing(ctx, t, d); !strings.HasPrefix(got, "amber ops-waiting:") {
			t.Errorf("got %q", got)
		}
	})
}

// TestKeysMeet: two laptops change the keys at once, and afterwards both and the server
// have all of it.
func TestKeysMeet(t *testing.T) {
	t.Parallel()
	c := newCampaign(t)
	a, id := founded(t, c, 63)
	b, gone := newLaptop(t, 64), newLaptop(t, 65)
	invited(t, c, a, desk.PairInvite{}, b, "b")
	lost := invited(t, c, a, desk.PairInvite{}, gone, "gone").Device
	b.with(t, func(ctx context.Context, d *desk.Desk) { synced(ctx, t, d) })
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		synced(ctx, t, d)
		printSheet(ctx, t, d, desk.RecoveryRequest{})
		if _, err := d.ImportGuests(ctx, id, guestList(t, "Late", 9)); err != nil {
			t.Fatal(err)
		}
	})
	b.with(t, func(ctx context.Context, d *desk.Desk) { // without having heard of it
		if _, err := d.RevokeDevice(ctx, lost); err != nil {
			t.Fatal(err)
		}
		synced(ctx, t, d)
	})
	for _, l := range []*laptop{a, b, a} {
		l.with(t, func(ctx context.Context, d *desk.Desk) { synced(ctx, t, d) })
	}
	for _, l := range []*laptop{a, b} {
		l.with(t, func(ctx context.Context, d *desk.Desk) {
			st, err := d.Keys(ctx)
			if err != nil || st.Sheet.Number != 1 || st.Devices != 2 {
				t.Errorf("got %+v, %v", st, err)
			}
			if guests, err := d.Guests(ctx, id); err != nil || len(guests) != 9 {
				t.Errorf("got %d guests, %v", len(guests), err)
			}
			if r := synced(ctx, t, d); !r.Safe || r.Pushed+r.Pulled+r.Quarantined != 0 {
				t.Errorf("it does not settle: %+v", r)
			}
		})
	}
}

// TestKeysOfOthersSendNothing: a laptop that joined beside the group, with keys of its
// own, would send what nobody else can read.
func TestKeysOfOthersSendNothing(t *testing.T) {
	t.Parallel()
	c := newCampaign(t)
	founded(t, c, 66)
	newLaptop(t, 67).with(t, func(ctx context.Context, d *desk.Desk) {
		addSample(t, d)
		c.join(ctx, d)
		_, err := d.Sync(ctx)
		wantFault(t, err, fault.Denied, "are not for this laptop, so nothing was sent")
		if s, err := d.Safety(ctx); err != nil || s.Waiting == 0 || s.Light != desk.LightAmber {
			t.Errorf("got %+v, %v", s, err)
		}
	})
}

var errNoLine = errors.New("there is no line here")

// noLine is a place without a connection.
type noLine struct{}

// RoundTrip implements http.RoundTripper.
func (noLine) RoundTrip(*http.Request) (*http.Response, error) { return nil, errNoLine }

// TestRecoverWhereThereIsNoLine: from a stick in a hall, and with the server later, by
// showing the sheet once more. Meanwhile the keys at the server have changed.
func TestRecoverWhereThereIsNoLine(t *testing.T) {
	t.Parallel()
	c := newCampaign(t)
	a, id := founded(t, c, 68)
	stick := filepath.Join(t.TempDir(), "stick.daykit")
	var p paper
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		p = printSheet(ctx, t, d, desk.RecoveryRequest{})
		synced(ctx, t, d)
		if _, err := d.Backup(ctx, stick); err != nil {
			t.Fatal(err)
		}
	})
	invited(t, c, a, desk.PairInvite{}, newLaptop(t, 69), "b")
	l := newLaptop(t, 70)
	l.opt.HTTP = &http.Client{Transport: noLine{}}
	sheet := desk.SheetInput{Text: p.secret.Text()}
	if _, err := desk.Recover(t.Context(), l.opt, sheet, stick, "new"); err != nil {
		t.Fatal(err)
	}
	l.opt.HTTP = nil
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		if guests, err := d.Guests(ctx, id); err != nil || len(guests) != 3 {
			t.Errorf("got %d guests, %v", len(guests), err)
		}
		if err := d.Release(ctx); err != nil {
			t.Fatal(err)
		}
		_, err := d.Sync(ctx)
		wantFault(t, err, fault.Denied, "check the recovery sheet here")
		if _, err := d.CheckRecovery(ctx, sheet); err != nil {
			t.Fatal(err)
		}
		if r := synced(ctx, t, d); !r.Safe {
			t.Errorf("got %+v", r)
		}
		if got := missing(ctx, t, d); got != "green" {
			t.Errorf("got %q", got)
		}
	})
}

// TestOneCodeGoesBothWays: the same code opens the invitation at the server and the file.
func TestOneCodeGoesBothWays(t *testing.T) {
	t.Parallel()
	c := newCampaign(t)
	a, _ := founded(t, c, 80)
	file, reply := filepath.Join(t.TempDir(), "invitation"), filepath.Join(t.TempDir(), "reply")
	var code desk.PairCode
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		var err error
		if code, err = d.Invite(ctx, desk.PairInvite{Online: true, File: file}); err != nil {
			t.Fatal(err)
		}
	})
	if got, err := desk.AcceptInvite(t.Context(), newLaptop(t, 81).opt, code.Code, file, reply, "by file"); err != nil || got.Group == "" {
		t.Errorf("by the file: got %+v, %v", got, err)
	}
	got, err := desk.AcceptOnline(t.Context(), newLaptop(t, 82).opt, code.Code, c.url, "", "online")
	if err != nil || got.Group == "" {
		t.Errorf("over the server: got %+v, %v", got, err)
	}
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		_, err := d.Invite(ctx, desk.PairInvite{Online: true, File: filepath.Join(t.TempDir(), "no", "such", "folder", "x")})
		if err == nil {
			t.Error("an invitation without its file was given out")
		}
	})
}

// TestRevokeWhereThereIsNoLine: it holds here at once, and at the server from the next
// sync on.
func TestRevokeWhereThereIsNoLine(t *testing.T) {
	t.Parallel()
	c := newCampaign(t)
	a, id := founded(t, c, 83)
	h := newLaptop(t, 84)
	device := invited(t, c, a, desk.PairInvite{Role: desk.RoleHelper, Event: id}, h, "door").Device
	a.now = testNow.Add(72 * time.Hour) // the code is over, and its laptop came in time
	c.clock(a.now)
	a.with(t, func(ctx context.Context, d *desk.Desk) { synced(ctx, t, d) })
	a.opt.HTTP = &http.Client{Transport: noLine{}}
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		r, err := d.Revoke(ctx, device)
		if err != nil || r.Server != desk.ServerLater || !r.Devices[1].Revoked {
			t.Errorf("got %+v, %v", r, err)
		}
	})
	h.with(t, func(ctx context.Context, d *desk.Desk) { synced(ctx, t, d) })
	a.opt.HTTP = nil
	a.with(t, func(ctx context.Context, d *desk.Desk) { synced(ctx, t, d) })
	h.with(t, func(ctx context.Context, d *desk.Desk) {
		_, err := d.Sync(ctx)
		wantFault(t, err, fault.Denied, "no longer knows this laptop")
	})
	newLaptop(t, 85).with(t, func(ctx context.Context, d *desk.Desk) {
		_, err := d.Revoke(ctx, device)
		wantFault(t, err, fault.NotFound, "no such device")
	})
}

// TestAnswersThatAreNotTaken: for more than was offered, or too late; neither stops a sync.
func TestAnswersThatAreNotTaken(t *testing.T) {
	t.Parallel()
	c := newCampaign(t)
	a, id := founded(t, c, 86)
	alone := func(ctx context.Context, d *desk.Desk) {
		synced(ctx, t, d)
		if devices, err := d.Devices(ctx); err != nil || len(devices) != 1 {
			t.Errorf("got %+v, %v", devices, err)
		}
	}
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		invitation, err := d.Invite(ctx, desk.PairInvite{Role: desk.RoleHelper, Event: id, File: filepath.Join(t.TempDir(), "x")})
		if err != nil {
			t.Fatal(err)
		}
		code, err := seal.ReadPairingCode(invitation.Code)
		if err != nil {
			t.Fatal(err)
		}
		greedy, err := code.Reply(seal.Device{ID: "GREEDY", Recipient: desk.Recipient(d), Role: seal.Organiser}, &counter{n: 1})
		if err != nil {
			t.Fatal(err)
		}
		for _, reply := range [][]byte{greedy, []byte("no reply")} {
			if err := desk.LeaveAnswer(ctx, d, id, reply); err != nil {
				t.Fatal(err)
			}
		}
		alone(ctx, d)
	})
	invited(t, c, a, desk.PairInvite{Role: desk.RoleHelper, Event: id}, newLaptop(t, 87), "late")
	a.now = testNow.Add(32 * 24 * time.Hour)
	c.clock(a.now)
	a.with(t, alone)
}
