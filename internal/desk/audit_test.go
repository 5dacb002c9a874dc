package desk_test

import (
	"context"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/canary"
	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// whats gives what an audit trail says was done, oldest first.
func whats(ctx context.Context, t *testing.T, d *desk.Desk, id string) []string {
	t.Helper()
	all, err := d.Audit(ctx, id)
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, a := range slices.Backward(all) {
		if a.At == "" || a.Device == "" {
			t.Errorf("no time or no device: %+v", a)
		}
		out = append(out, strings.TrimSpace(a.What+" "+a.Detail))
	}
	return out
}

// TestWhatIsDoneWithPeopleIsTakenDown, without a name, and once.
func TestWhatIsDoneWithPeopleIsTakenDown(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 400)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id, names := crowd(ctx, t, d, 3)
		dir := t.TempDir()
		step := func(do func() error, want ...string) {
			t.Helper()
			before := whats(ctx, t, d, id)
			if err := do(); err != nil {
				t.Fatal(err)
			}
			l.now = l.now.Add(time.Second)
			if diff := cmp.Diff(append(before, want...), whats(ctx, t, d, id)); diff != "" {
				t.Error(diff)
			}
		}
		contacts := func() error { _, err := d.OpenContacts(ctx, id); return err }
		step(func() error { _, err := d.Guests(ctx, id); return err })
		step(contacts, "contacts-opened")
		step(contacts)
		l.now = l.now.Add(time.Hour)
		step(contacts, "contacts-opened")
		for kind, want := range map[string][]string{
			desk.KindBadges: {"print badges"}, desk.KindLetters: {"print letters"}, desk.KindSignup: nil, desk.KindCards: nil,
		} {
			step(func() error {
				_, _, err := d.SavePrint(ctx, id, desk.PrintRequest{Kind: kind}, "pdf", filepath.Join(dir, kind+".pdf"), nil)
				return err
			}, want...)
		}
		step(func() error {
			_, _, err := d.SavePrint(ctx, id, desk.PrintRequest{Kind: desk.KindSignup, Variant: "names"}, "pdf", filepath.Join(dir, "names.pdf"), nil)
			return err
		}, "print signup")
		step(func() error { _, err := d.Export(ctx, id, filepath.Join(dir, "event"), ""); return err }, "export")
		step(func() error { _, err := d.PreviewMerge(ctx, filepath.Join(dir, "event")); return err })
		step(func() error { _, err := d.EraseGuest(ctx, id, "1"); return err }, "erase 1")
		step(func() error { _, err := d.Undo(ctx, id); return err }) // which takes back no entry

		all, err := d.Audit(ctx, "")
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(all)
		if err != nil {
			t.Fatal(err)
		}
		if hits := canary.Find(b, names); len(hits) > 0 {
			t.Errorf("the audit trail names %v", hits)
		}
		_, err = d.Audit(ctx, "NOSUCH")
		wantFault(t, err, fault.NotFound, "no event")
	})
}

// TestGroupWideAudit: what belongs to no event stands in the trail of all.
func TestGroupWideAudit(t *testing.T) {
	t.Parallel()
	l := newGroup(t, 410, desk.RoleOrganiser)[0]
	const pass = "four sparrows under glass"
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id := addSample(t, d)
		if _, err := d.Backup(ctx, filepath.Join(t.TempDir(), "stick.daykit")); err != nil {
			t.Fatal(err)
		}
		if _, err := d.SetPassphrase(ctx, pass); err != nil {
			t.Fatal(err)
		}
		if err := d.Lock(); err != nil {
			t.Fatal(err)
		}
		if err := d.Unlock(ctx, pass); err != nil {
			t.Fatal(err)
		}
		devices, err := d.Devices(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, dev := range devices {
			if !dev.Here {
				if _, err := d.RevokeDevice(ctx, dev.ID); err != nil {
					t.Fatal(err)
				}
			}
		}
		got := whats(ctx, t, d, "")
		slices.Sort(got)
		if diff := cmp.Diff([]string{"backup", "pair organiser", "revoke", "unlock"}, got); diff != "" {
			t.Error(diff)
		}
		if own := whats(ctx, t, d, id); len(own) != 0 {
			t.Errorf("got %v of the event", own)
		}
	})
}
