package desktop_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"daykit/app/desktop"
	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// newLaptop is a window on an empty data folder, whose device key lies in a file.
func newLaptop(t *testing.T) *room {
	t.Helper()
	r := &room{dir: t.TempDir()}
	r.answers = filepath.Join(r.dir, "answers")
	r.Desk = desktop.OpenForTest(t, desk.Options{Dir: filepath.Join(r.dir, "data"), Now: time.Now, NoKeyring: true}, desktop.Shell{
		Answers: r.answers,
		Printed: filepath.Join(r.dir, "printed"),
		Changed: func(event string) { r.changed = append(r.changed, event) },
	})
	return r
}

// must gives v, or ends the test.
func must[T any](t *testing.T) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestLockAndUnlock(t *testing.T) {
	t.Parallel()
	r := newLaptop(t)
	event := must[string](t)(r.AddSample())
	if err := r.Lock(); fault.CodeOf(errOr(err)) != fault.Conflict {
		t.Errorf("locking without a passphrase gave %v, want a conflict", err)
	}
	if err := r.SetPassphrase("kettle river orange bicycle"); err != nil {
		t.Fatal(err)
	}
	if err := r.Lock(); err != nil {
		t.Fatal(err)
	}
	if s := must[desk.Safety](t)(r.Safety()); !s.Locked || s.Keys != "passphrase" {
		t.Errorf("got locked %v by %s, want true by passphrase", s.Locked, s.Keys)
	}
	if _, err := r.Guests(event); fault.CodeOf(errOr(err)) != fault.Locked {
		t.Errorf("guests while locked gave %v, want locked", err)
	}
	if err := r.Unlock("something else"); fault.CodeOf(errOr(err)) != fault.Denied {
		t.Errorf("a wrong passphrase gave %v, want denied", err)
	}
	if err := r.Unlock("kettle river orange bicycle"); err != nil {
		t.Fatal(err)
	}
	if g := must[[]desk.Guest](t)(r.Guests(event)); len(g) == 0 {
		t.Error("no guests after unlocking")
	}
}

func TestRestoreOpensTheWorkspaceAnew(t *testing.T) {
	t.Parallel()
	for _, passphrase := range []string{"", "kettle river orange bicycle"} {
		t.Run(passphrase, func(t *testing.T) {
			t.Parallel()
			r := newLaptop(t)
			event := must[string](t)(r.AddSample())
			if passphrase != "" {
				if err := r.SetPassphrase(passphrase); err != nil {
					t.Fatal(err)
				}
			}
			r.answer(t, filepath.Join(r.dir, "stick.daykit"))
			must[desk.Saved](t)(r.SaveBackup())
			before := must[desk.Attendance](t)(r.Attendance(event))
			must[desk.Attendance](t)(r.WalkIns(event, 3))
			restored := must[desktop.Restored](t)(r.Restore(passphrase))
			if restored.From == "" {
				t.Errorf("got %+v, want the time of the backup", restored)
			}
			if after := must[desk.Attendance](t)(r.Attendance(event)); after.WalkIns != before.WalkIns {
				t.Errorf("got %d walk-ins, want %d as in the backup", after.WalkIns, before.WalkIns)
			}
			if s := must[desk.Safety](t)(r.Safety()); s.Held == nil || s.Held.File != "stick.daykit" || s.Light != desk.LightRed {
				t.Errorf("got held %v, light %s, want held from stick.daykit and red", s.Held, s.Light)
			}
			if err := r.GoOn(); err != nil {
				t.Fatal(err)
			}
			if s := must[desk.Safety](t)(r.Safety()); s.Held != nil {
				t.Error("still held after going on")
			}
		})
	}
}

func TestAFailedRestoreLeavesTheWorkspaceOpen(t *testing.T) {
	t.Parallel()
	r := newLaptop(t)
	must[string](t)(r.AddSample())
	bad := filepath.Join(r.dir, "bad.daykit")
	if err := os.WriteFile(bad, []byte("not a backup"), 0o600); err != nil {
		t.Fatal(err)
	}
	r.answer(t, bad)
	if _, err := r.Restore(""); err == nil {
		t.Error("a file that is no backup was put back")
	}
	if e := must[[]desk.EventCard](t)(r.Events()); len(e) != 1 {
		t.Errorf("got %d events, want the one that was there", len(e))
	}
}

func TestASecondLaptopIsPairedByFiles(t *testing.T) {
	t.Parallel()
	first, second := newLaptop(t), newLaptop(t)
	event := must[string](t)(first.AddSample())
	must[string](t)(second.AddSample()) // as a first start lays it out
	invitation := filepath.Join(first.dir, "invitation.daykit")
	first.answer(t, invitation)
	made := must[desktop.Invitation](t)(first.Invite(desk.RoleOrganiser, "", false))
	// The scripted dialogs answer alike: the reply takes the invitation's place.
	second.answer(t, invitation)
	accepted := must[desktop.Accepted](t)(second.Accept(made.Code, "Amina's laptop"))
	if accepted.Group == "" || accepted.Reply != invitation {
		t.Errorf("got %+v, want a group and the reply", accepted)
	}
	if e := must[[]desk.EventCard](t)(second.Events()); len(e) != 0 {
		t.Errorf("got %d events on the second laptop, want the sample put aside", len(e))
	}
	added := must[desk.SafetyDevice](t)(first.Finish())
	if added.Label != "Amina's laptop" || added.Role != desk.RoleOrganiser {
		t.Errorf("got %+v, want Amina's laptop as an organiser's", added)
	}

	file := filepath.Join(first.dir, "event.daykit")
	first.answer(t, file)
	must[desk.Saved](t)(first.ExportEvent(event, ""))
	second.answer(t, file)
	if _, err := second.Merge(file); fault.CodeOf(errOr(err)) != fault.Denied {
		t.Errorf("a file that nobody picked gave %v, want denied", err)
	}
	preview := must[desk.MergePreview](t)(second.PickMerge())
	if preview.New == 0 {
		t.Errorf("got %+v, want something new", preview)
	}
	must[desk.MergePreview](t)(second.Merge(preview.Path))
	if g := must[[]desk.Guest](t)(second.Guests(event)); len(g) == 0 {
		t.Error("no guests on the second laptop after the merge")
	}
	if err := first.Revoke(added.ID); err != nil {
		t.Fatal(err)
	}
}

// TestAFileHandsAnEventToANewLaptop pairs by one file, into which the answer goes too. The
// dialogs of both laptops have one answer, so that a second question would spoil it.
func TestAFileHandsAnEventToANewLaptop(t *testing.T) {
	t.Parallel()
	for _, role := range []string{desk.RoleOrganiser, desk.RoleHelper} {
		t.Run(role, func(t *testing.T) {
			t.Parallel()
			first, second := newLaptop(t), newLaptop(t)
			event := must[string](t)(first.AddSample())
			must[string](t)(second.AddSample()) // as a first start lays it out
			if out := must[desk.HandedOver](t)(first.HandOver(event, role)); out.File != "" || out.Code != "" {
				t.Errorf("got %+v, want nothing while no file was picked", out)
			}
			stick := filepath.Join(first.dir, "new-laptop.daykit")
			first.answer(t, stick)
			second.answer(t, stick)
			made := must[desk.HandedOver](t)(first.HandOver(event, role))
			if made.File != stick || made.Role != role || !desk.IsPairingCode(made.Code) || made.Expires == "" {
				t.Errorf("got %+v, want the file and a code for it", made)
			}
			title := must[[]desk.EventCard](t)(first.Events())[0].Title
			want := desktop.Accepted{Group: "", Role: role, Reply: stick, Came: title, Same: true}
			got := must[desktop.Accepted](t)(second.Accept(made.Code, "Amina's laptop"))
			if want.Group = got.Group; got != want || got.Group == "" {
				t.Errorf("got %+v, want %+v with a group", got, want)
			}
			if g := must[[]desk.Guest](t)(second.Guests(event)); len(g) == 0 {
				t.Error("no guests on the second laptop")
			}
			if _, err := first.PickMerge(); fault.CodeOf(errOr(err)) != fault.Conflict {
				t.Errorf("bringing in the answer as an event gave %v, want a conflict", err)
			}
			if added := must[desk.SafetyDevice](t)(first.Finish()); added.Label != "Amina's laptop" || added.Role != role {
				t.Errorf("got %+v, want Amina's laptop as %s", added, role)
			}
		})
	}
}

func TestAcceptLeavesWorkAlone(t *testing.T) {
	t.Parallel()
	first, second := newLaptop(t), newLaptop(t)
	invitation := filepath.Join(first.dir, "invitation.daykit")
	first.answer(t, invitation)
	made := must[desktop.Invitation](t)(first.Invite(desk.RoleOrganiser, "", false))
	event := must[string](t)(second.AddSample())
	must[desk.Attendance](t)(second.WalkIns(event, 1))
	second.answer(t, invitation)
	if _, err := second.Accept(made.Code, "Joe's laptop"); fault.CodeOf(errOr(err)) != fault.Conflict {
		t.Errorf("a laptop with work on it gave %v, want a conflict", err)
	}
	if a := must[desk.Attendance](t)(second.Attendance(event)); a.WalkIns != 1 {
		t.Errorf("got %d walk-ins, want the one that was there", a.WalkIns)
	}
}

func TestAWrongCodeBringsTheSampleBack(t *testing.T) {
	t.Parallel()
	first, second := newLaptop(t), newLaptop(t)
	invitation := filepath.Join(first.dir, "invitation.daykit")
	first.answer(t, invitation)
	must[desktop.Invitation](t)(first.Invite(desk.RoleOrganiser, "", false))
	event := must[string](t)(second.AddSample())
	second.answer(t, invitation)
	if _, err := second.Accept("nonsense", "Joe's laptop"); err == nil {
		t.Error("a wrong code was accepted")
	}
	if g := must[[]desk.Guest](t)(second.Guests(event)); len(g) == 0 {
		t.Error("the sample lost its guests")
	}
}

func TestSheetIsPrintedAndChecked(t *testing.T) {
	t.Parallel()
	r := newLaptop(t)
	sheet := filepath.Join(r.dir, "sheet.pdf")
	r.answer(t, sheet)
	must[desk.Saved](t)(r.PrintRecovery(false))
	s := must[desk.Safety](t)(r.Safety())
	if s.Recovery.Made == "" || len(s.Recovery.Ask) != 3 {
		t.Errorf("got %+v, want a sheet of which three groups are asked for", s.Recovery)
	}
	if c := must[desktop.SheetCheck](t)(r.CheckRecovery("1:AAAAA 2:AAAAA 3:AAAAA")); c.OK || c.Wrong == "" {
		t.Errorf("got %+v, want a word on what is wrong", c)
	}
	if c := must[desktop.SheetCheck](t)(r.CheckRecovery("no sheet at all")); c.OK || c.Wrong == "" {
		t.Errorf("got %+v, want a word on what is wrong", c)
	}
	r.answer(t, "")
	if c := must[desktop.SheetCheck](t)(r.CheckRecoveryPhoto()); c.OK || c.Wrong != "" {
		t.Errorf("got %+v, want nothing when no photo was picked", c)
	}
}

func TestUndoRedoEraseAndAudit(t *testing.T) {
	t.Parallel()
	r := newLaptop(t)
	event := must[string](t)(r.AddSample())
	must[desk.Attendance](t)(r.WalkIns(event, 2))
	label := must[string](t)(r.Undo(event))
	if again := must[string](t)(r.Redo(event)); again != label {
		t.Errorf("did %q again, want %q", again, label)
	}
	if c := must[[]desk.Conflict](t)(r.Conflicts(event)); c == nil || len(c) > 0 {
		t.Errorf("got conflicts %v, want an empty list", c)
	}
	if err := r.Settle(event, "event", event, "start", "now", ""); fault.CodeOf(errOr(err)) != fault.NotFound {
		t.Errorf("settling nothing gave %v, want not found", err)
	}
	guests := must[[]desk.Guest](t)(r.Guests(event))
	must[desk.Erased](t)(r.EraseGuest(event, guests[0].ID))
	if left := must[[]desk.Guest](t)(r.Guests(event)); len(left) != len(guests)-1 {
		t.Errorf("got %d guests, want one less than %d", len(left), len(guests))
	}
	audit := must[[]desk.AuditEntry](t)(r.Audit(""))
	if len(audit) == 0 || audit[len(audit)-1].At == "" {
		t.Errorf("got %+v, want what was done", audit)
	}
}

// TestDamageIsToldUntilItIsSeen: at each start, until somebody has said so.
func TestDamageIsToldUntilItIsSeen(t *testing.T) {
	t.Parallel()
	opt := desk.Options{Dir: filepath.Join(t.TempDir(), "data"), Now: time.Now, NoKeyring: true}
	start := func(do func(d *desktop.Desk)) {
		t.Run("a start", func(t *testing.T) { do(desktop.OpenForTest(t, opt, desktop.Shell{Changed: func(string) {}})) })
	}
	start(func(d *desktop.Desk) {
		must[string](t)(d.AddSample())
		ticks := make(chan time.Time)
		close(ticks)
		d.Tend(t.Context(), ticks)
	})
	if err := os.WriteFile(filepath.Join(opt.Dir, "workspace.db"), []byte("eaten by the disk"), 0o600); err != nil {
		t.Fatal(err)
	}
	start(func(*desktop.Desk) {})
	start(func(d *desktop.Desk) {
		if s := must[desk.Safety](t)(d.Safety()); s.Recovered == nil || s.Recovered.File == "" || s.Recovered.From == "" {
			t.Errorf("got %+v, want the backup that is in its place", s.Recovered)
		}
		if err := d.SeenRecovered(); err != nil {
			t.Error(err)
		}
	})
	start(func(d *desktop.Desk) {
		if s := must[desk.Safety](t)(d.Safety()); s.Recovered != nil {
			t.Errorf("got %+v after it was seen", s.Recovered)
		}
	})
}

// TestTend: a backup is made when one is due, and the loop ends with its ticks.
func TestTend(t *testing.T) {
	t.Parallel()
	r := newLaptop(t)
	event := must[string](t)(r.AddSample())
	ticks := make(chan time.Time)
	close(ticks)
	r.Tend(t.Context(), ticks)
	s := must[desk.Safety](t)(r.Safety())
	if s.Backups.Count == 0 || s.Backups.Last == "" {
		t.Errorf("got %+v, want a backup of the sample %s", s.Backups, event)
	}
}
