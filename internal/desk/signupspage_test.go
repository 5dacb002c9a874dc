package desk_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/wire"
	"daykit/internal/desk"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/page/qr"
)

func TestPublishSaysHowToSignUp(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 40)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id, s := openPage(ctx, t, d, 0)
		want := wire.Statement{
			Version: 1, Event: id, Recipient: s.Recipient, NotAfter: "2026-12-18T20:30:00Z",
			Ask: wire.Ask{Name: true, Contact: true, Party: event.MaxPageParty, Ticks: s.Ask.Ticks, Food: []string{"vegan", "halal"}, Access: []string{"bsl"}},
		}
		if diff := cmp.Diff(want, s); diff != "" || !strings.HasPrefix(s.Recipient, "age1pq1") {
			t.Errorf("the statement (-want +got):\n%s", diff)
		}
		for _, tick := range s.Ask.Ticks {
			if tick == "came" {
				t.Error("the page asks whether they came")
			}
		}
		before, err := desk.Digest(ctx, d, id)
		must0(t, err)
		_, err = d.Publish(ctx, id)
		must0(t, err)
		if after, err := desk.Digest(ctx, d, id); err != nil || after != before {
			t.Error("publishing again without a change wrote something")
		}
		_, err = d.Edit(ctx, id, []byte(`{"signup_page":{"food":null}}`))
		must0(t, err)
		if page := signups(ctx, t, d, id).Page; !page.Behind || len(stated(ctx, t, d, id).Ask.Food) != 2 {
			t.Errorf("the page changed before it was published: %+v", page)
		}
		_, err = d.Publish(ctx, id)
		must0(t, err)
		if page := signups(ctx, t, d, id).Page; page.Behind || len(stated(ctx, t, d, id).Ask.Food) != 0 {
			t.Errorf("the page is behind: %+v", page)
		}
	})
	// The key is on the disk before the statement is: another start opens what was sealed.
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		cards, err := d.Events(ctx)
		must0(t, err)
		id := cards[0].ID
		arrives(ctx, t, d, stated(ctx, t, d, id), 1, `,"name":"Amina"`)
		if got := briefly(signups(ctx, t, d, id).Entries); !cmp.Equal(got, []string{"Amina x1"}) {
			t.Errorf("got %q", got)
		}
	})
}

func TestPrintedCodesSayTheFingerprint(t *testing.T) {
	t.Parallel()
	newLaptop(t, 41).with(t, func(ctx context.Context, d *desk.Desk) {
		id := addSample(t, d)
		code, typed, err := desk.CodeOf(ctx, d, id)
		must0(t, err)
		parts := strings.Split(code, "/")
		if len(parts) != 6 || parts[3] != "E" || parts[4] != id || len(parts[5]) != 26 || code != strings.ToUpper(code) {
			t.Errorf("got %s", code)
		}
		if grid, err := new(qr.Batch).Modules(code); err != nil || len(grid) != 29 {
			t.Errorf("the code has %d modules a side, %v; a poster is measured for 29", len(grid), err)
		}
		if !strings.HasSuffix(typed, "/e/"+id) {
			t.Errorf("typed: %s", typed)
		}
		_, err = d.SetPassphrase(ctx, "correct horse battery")
		must0(t, err)
		must0(t, d.Lock())
		if again, _, err := desk.CodeOf(ctx, d, id); err != nil || again != code {
			t.Errorf("while the keys are locked: %s, %v", again, err)
		}
	})
}

func TestSignupState(t *testing.T) {
	t.Parallel()
	newLaptop(t, 45).with(t, func(ctx context.Context, d *desk.Desk) {
		id, _ := openPage(ctx, t, d, 0)
		_, err := d.SignupState(ctx, id, event.SignupMoved, event.Text{"en": "In the town hall now.", "ar": " "})
		must0(t, err)
		p, err := desk.PageOf(ctx, d, id)
		must0(t, err)
		if p.Signup.State != "moved" || !cmp.Equal(p.Signup.Note, map[string]string{"en": "In the town hall now."}) {
			t.Errorf("got %+v", p.Signup)
		}
		stated(ctx, t, d, id)
		if label, err := d.Undo(ctx, id); err != nil || label != "signup.state" {
			t.Errorf("got %q, %v", label, err)
		}
		if p, err = desk.PageOf(ctx, d, id); err != nil || p.Signup.State != "open" || len(p.Signup.Note) != 0 {
			t.Errorf("after undo: %+v, %v", p.Signup, err)
		}
		_, err = d.SignupState(ctx, id, "maybe", nil)
		if fault.CodeOf(err) != fault.Invalid || !strings.Contains(err.Error(), "signup_page.state") {
			t.Errorf("got %v", err)
		}
		_, err = d.Edit(ctx, id, []byte(`{"venue":{"hide_address":true,"public_area":"Cardiff Bay","postcode":"CF10 5BZ"}}`))
		must0(t, err)
		_, err = d.SignupState(ctx, id, event.SignupMoved, event.Text{"en": "Come to cf105bz"})
		if fault.CodeOf(err) != fault.Invalid {
			t.Errorf("a note gave the hidden address away: %v", err)
		}
	})
}

// TestAnotherKeyAfterARevocation: the page names the new key after the next sync, and
// letters to the old one still open.
func TestAnotherKeyAfterARevocation(t *testing.T) {
	a, b, c := newLaptop(t, 46), newLaptop(t, 47), newCampaign(t)
	var id string
	var first wire.Statement
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		c.join(ctx, d)
		sheetChecked(ctx, t, d)
		var err error
		id, err = d.NewEvent(ctx, desk.SampleEvent())
		must0(t, err)
		_, err = d.Publish(ctx, id)
		must0(t, err)
		first = stated(ctx, t, d, id)
		synced(ctx, t, d)
	})
	invited(t, c, a, desk.PairInvite{}, b, "second")
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		synced(ctx, t, d)
		devices, err := d.Devices(ctx)
		must0(t, err)
		for _, dev := range devices {
			if !dev.Here {
				_, err = d.RevokeDevice(ctx, dev.ID)
				must0(t, err)
			}
		}
		synced(ctx, t, d)
		next := stated(ctx, t, d, id)
		if next.Recipient == first.Recipient || !cmp.Equal(next.Ask, first.Ask) {
			t.Errorf("the page still says %+v", next)
		}
		arrives(ctx, t, d, first, 1, `,"name":"Before"`)
		arrives(ctx, t, d, next, 2, `,"name":"After"`)
		if got := briefly(signups(ctx, t, d, id).Entries); !cmp.Equal(got, []string{"After x1", "Before x1"}) {
			t.Errorf("got %q", got)
		}
	})
}

func TestALateLetterIsKnownByItsTime(t *testing.T) {
	t.Parallel()
	newLaptop(t, 48).with(t, func(ctx context.Context, d *desk.Desk) {
		id, s := openPage(ctx, t, d, 0)
		arrives(ctx, t, d, s, 1, `,"name":"Amina"`)
		came, err := time.Parse(time.RFC3339, signups(ctx, t, d, id).Entries[0].Came)
		if err != nil || came.Before(testNow) || came.After(testNow.Add(time.Hour)) {
			t.Errorf("got %v, %v", came, err)
		}
	})
}
