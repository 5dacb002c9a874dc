package desktop_test

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"daykit/app/desktop"
	"daykit/internal/central/server"
	"daykit/internal/central/sqlite"
	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// campaign is the product's own server, with the address that it listens at.
type campaign struct {
	*httptest.Server
	store *sqlite.Store
}

func newCampaign(t *testing.T) *campaign {
	t.Helper()
	db, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "server.db"))
	if err != nil {
		t.Fatal(err)
	}
	c := &campaign{store: db}
	c.Server = httptest.NewServer(server.New(server.Config{
		Store: db, Now: time.Now, Rand: rand.Reader, Log: slog.New(slog.DiscardHandler), PublicURL: "https://day.example.org",
	}))
	t.Cleanup(func() {
		c.Close()
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

// founded is a laptop that has joined, with the sample event at the server.
func (c *campaign) founded(t *testing.T) *room {
	t.Helper()
	r := newLaptop(t)
	r.event = must[string](t)(r.AddSample())
	code, err := server.Invite(t.Context(), c.store, "Riverside", time.Now(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	must[desk.State](t)(r.Join(c.URL, code))
	must[desk.SyncResult](t)(r.Sync())
	return r
}

// guests counts the people that a laptop knows of an event.
func (r *room) guests(t *testing.T, event string) int {
	t.Helper()
	return len(must[[]desk.Guest](t)(r.Guests(event)))
}

func TestALaptopJoinsOverTheInternet(t *testing.T) {
	t.Parallel()
	c := newCampaign(t)
	first, second := c.founded(t), newLaptop(t)
	must[string](t)(second.AddSample()) // as a first start lays it out
	file := filepath.Join(first.dir, "invitation.daykit")
	first.answer(t, file)
	made := must[desktop.Invitation](t)(first.Invite(desk.RoleOrganiser, "", false))
	if made.Server != c.URL || made.Missed || made.File != file {
		t.Errorf("got %+v, want a code for the server and a file", made)
	}
	if _, err := os.Stat(file); err != nil {
		t.Errorf("the code works with no file: %v", err)
	}
	got := must[desktop.Accepted](t)(second.AcceptOnline(made.Code, c.URL, "Amina's laptop"))
	if got.Group == "" || got.Role != desk.RoleOrganiser || got.Reply != "" {
		t.Errorf("got %+v, want an organiser with no reply to take back", got)
	}
	if n := second.guests(t, first.event); n == 0 {
		t.Error("no guests came over")
	}
	must[desk.SyncResult](t)(first.Sync())
	if s := must[desk.Safety](t)(first.Safety()); len(s.Devices) != 2 || s.Devices[1].Label != "Amina's laptop" {
		t.Errorf("got %+v, want the second laptop on the list", s.Devices)
	}
}

func TestAHelpersLaptopHasTheNamesOfItsEvent(t *testing.T) {
	t.Parallel()
	c := newCampaign(t)
	first, door := c.founded(t), newLaptop(t)
	first.answer(t, filepath.Join(first.dir, "invitation.daykit"))
	made := must[desktop.Invitation](t)(first.Invite(desk.RoleHelper, first.event, false))
	got := must[desktop.Accepted](t)(door.AcceptOnline(made.Code, c.URL, "The door"))
	if got.Role != desk.RoleHelper || got.Group == "" || got.Reply != "" {
		t.Errorf("got %+v, want a helper with no reply to take back", got)
	}
	if door.guests(t, first.event) == 0 {
		t.Error("the door knows no names")
	}
}

// TestAnInvitationWithoutTheServer: the file alone still does.
func TestAnInvitationWithoutTheServer(t *testing.T) {
	t.Parallel()
	c := newCampaign(t)
	first, second := c.founded(t), newLaptop(t)
	c.Close()
	file := filepath.Join(first.dir, "invitation.daykit")
	first.answer(t, file)
	made := must[desktop.Invitation](t)(first.Invite(desk.RoleOrganiser, "", false))
	if !made.Missed || made.Server != "" || made.Code == "" {
		t.Errorf("got %+v, want a code for the file alone", made)
	}
	if _, err := second.AcceptOnline(made.Code, c.URL, "X"); fault.CodeOf(errOr(err)) != fault.Offline {
		t.Errorf("got %v, want offline", err)
	}
	second.answer(t, file)
	if got := must[desktop.Accepted](t)(second.Accept(made.Code, "X")); got.Group == "" {
		t.Errorf("got %+v, want a group", got)
	}
}

func TestTheSheetBringsAllBackFromTheServer(t *testing.T) {
	t.Parallel()
	c := newCampaign(t)
	first := c.founded(t)
	photo := desktop.PhotographSheet(t, first.Desk, first.dir)
	first.answer(t, photo)
	if check := must[desktop.SheetCheck](t)(first.CheckRecoveryPhoto()); !check.OK {
		t.Fatalf("the photo does not check: %+v", check)
	}
	must[desk.SyncResult](t)(first.Sync())

	second := newLaptop(t)
	sample := must[string](t)(second.AddSample())
	if name := must[string](t)(second.PickSheet()); name != "" {
		t.Errorf("no photo picked: got %q", name)
	}
	second.answer(t, filepath.Join(first.dir, "sheet.pdf"))
	if _, err := second.PickSheet(); fault.CodeOf(errOr(err)) != fault.Invalid {
		t.Errorf("what is no photo: got %v, want invalid", err)
	}
	if _, err := second.RecoverOnline("", c.URL, "X"); fault.CodeOf(errOr(err)) != fault.Invalid {
		t.Errorf("no sheet at all: got %v, want invalid", err)
	}
	if n := second.guests(t, sample); n == 0 {
		t.Error("a refused recovery took the sample away")
	}
	second.answer(t, photo)
	if name := must[string](t)(second.PickSheet()); name != "sheet.png" {
		t.Errorf("got %q, want the name of the photo", name)
	}
	got := must[desktop.Recovered](t)(second.RecoverOnline("", c.URL, "The new laptop"))
	if got.Changes == 0 || got.At == "" {
		t.Errorf("got %+v, want changes and a time", got)
	}
	if n := second.guests(t, first.event); n == 0 {
		t.Error("no guests came back")
	}
}

func TestTheSheetBringsAFileBackByAPhoto(t *testing.T) {
	t.Parallel()
	first, second := newRoom(t), newLaptop(t)
	photo := desktop.PhotographSheet(t, first.Desk, first.dir)
	stick := filepath.Join(first.dir, "stick.daykit")
	first.answer(t, stick)
	must[desk.Saved](t)(first.SaveBackup())
	second.answer(t, photo)
	must[string](t)(second.PickSheet())
	second.answer(t, stick)
	got := must[desktop.Restored](t)(second.RestoreFromSheet("", "The new laptop"))
	if got.From == "" || second.guests(t, first.event) == 0 {
		t.Errorf("got %+v, want what was on the stick", got)
	}
}

// TestAForgottenPassphraseIsNoEnd: the sheet and the laptop's own backup open it again.
func TestAForgottenPassphraseIsNoEnd(t *testing.T) {
	t.Parallel()
	r := newRoom(t)
	photo := desktop.PhotographSheet(t, r.Desk, r.dir)
	stick := filepath.Join(r.dir, "stick.daykit")
	r.answer(t, stick)
	must[desk.Saved](t)(r.SaveBackup())
	if err := r.SetPassphrase("kettle river orange bicycle"); err != nil {
		t.Fatal(err)
	}
	must[desk.Attendance](t)(r.WalkIns(r.event, 3))
	if err := r.Lock(); err != nil {
		t.Fatal(err)
	}
	r.answer(t, photo)
	must[string](t)(r.PickSheet())
	r.answer(t, stick)
	must[desktop.Restored](t)(r.RestoreFromSheet("", "The same laptop"))
	if s := must[desk.Safety](t)(r.Safety()); s.Locked {
		t.Error("the names are still locked")
	}
	if a := must[desk.Attendance](t)(r.Attendance(r.event)); a.WalkIns != 3 || r.guests(t, r.event) == 0 {
		t.Errorf("got %+v, want what was here before it was locked", a)
	}
}
