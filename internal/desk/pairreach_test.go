package desk_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// TestHelpersGetAllNamesOnlyWhereThatIsSaid: over the server, where one event's names
// cannot be told from another's; and by a file their event alone.
func TestHelpersGetAllNamesOnlyWhereThatIsSaid(t *testing.T) {
	t.Parallel()
	c := newCampaign(t)
	a, id := founded(t, c, 180)
	helper := desk.PairInvite{Role: desk.RoleHelper, Event: strings.ToLower(id), Online: true}
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		if n, err := d.HelperReach(ctx, id); err != nil || n != 0 {
			t.Errorf("one event: got %d, %v", n, err)
		}
		_, err := d.Invite(ctx, helper)
		must0(t, err)
	})
	var other string
	file := filepath.Join(t.TempDir(), "event.daykit")
	var handed desk.HandedOver
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		other = eventWith(ctx, t, d, "Secret", 3)
		synced(ctx, t, d)
		if n, err := d.HelperReach(ctx, id); err != nil || n != 1 {
			t.Errorf("two events: got %d, %v", n, err)
		}
		_, err := d.Invite(ctx, helper)
		wantFault(t, err, fault.Conflict, "other events with names: 1")
		_, err = d.Invite(ctx, desk.PairInvite{Online: true})
		must0(t, err)
		_, err = d.Invite(ctx, desk.PairInvite{Role: desk.RoleHelper, Event: id, File: filepath.Join(t.TempDir(), "x")})
		must0(t, err)
		handed, err = d.HandOver(ctx, desk.HandOver{Event: id, File: file, Role: desk.RoleHelper})
		must0(t, err)
		_, err = d.HelperReach(ctx, "NOSUCH11")
		wantFault(t, err, fault.NotFound, "no event")
	})
	online, byFile := newLaptop(t, 181), newLaptop(t, 182)
	helper.AllNames = true
	invited(t, c, a, helper, online, "door")
	online.with(t, func(ctx context.Context, d *desk.Desk) {
		if guests, err := d.Guests(ctx, other); err != nil || len(guests) != 3 || guests[0].Contact != "" {
			t.Errorf("what is said is not so: got %+v, %v", guests, err)
		}
	})
	_, err := desk.AcceptInvite(t.Context(), byFile.opt, handed.Code, file, "", "by file")
	must0(t, err)
	byFile.with(t, func(ctx context.Context, d *desk.Desk) {
		if guests, err := d.Guests(ctx, id); err != nil || len(guests) != 3 {
			t.Errorf("got %+v, %v", guests, err)
		}
		_, err := d.Guests(ctx, other)
		wantFault(t, err, fault.NotFound, "no event")
	})
}
