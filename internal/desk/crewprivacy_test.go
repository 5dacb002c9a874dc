package desk_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"daykit/internal/data/canary"
	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// helperMarks are what the name and the contact of each helper have in them.
var helperMarks = []string{"Kanahelfer", "crewmail"}

func helpers(ctx context.Context, t *testing.T, d *desk.Desk, id string) (ids []string) {
	t.Helper()
	shift := addShift(ctx, t, d, id, "door", "17:00", "21:00", 4)
	for i := range 4 {
		who := addMember(ctx, t, d, id, desk.MemberInput{
			Name: fmt.Sprintf("Ŵyn %s-%02d", helperMarks[0], i), Roles: []string{"door"}, Languages: []string{"cy"},
			Contact: fmt.Sprintf("%s%02d@example.org", helperMarks[1], i),
		})
		must0(t, d.Assign(ctx, id, shift, who, true))
		ids = append(ids, who)
	}
	return ids
}

// TestCrewCanaries sends a crew through all that the kit does with it and searches every
// byte: the data folder, what travels, the server and the logs. In the plain they are on
// the printed rota alone, and contacts nowhere.
func TestCrewCanaries(t *testing.T) {
	t.Parallel()
	l, c, line := newLaptop(t, 720), newCampaign(t), &tapped{}
	var log bytes.Buffer
	l.opt.HTTP, l.opt.Log = &http.Client{Transport: line}, slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	out := t.TempDir()
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id := addSample(t, d)
		p := printSheet(ctx, t, d, desk.RecoveryRequest{})
		_, err := d.CheckRecovery(ctx, desk.SheetInput{Text: p.secret.Text()})
		must0(t, err)
		ids := helpers(ctx, t, d, id)
		must0(t, d.DropMember(ctx, id, ids[3]))
		_, err = d.Undo(ctx, id)
		must0(t, err)
		c.join(ctx, d)
		_, err = d.Publish(ctx, id)
		must0(t, err)
		page, err := desk.PublicPage(ctx, d, id)
		must0(t, err)
		if hits := canary.Find(page, append([]string{"cy"}, helperMarks...)); len(hits) > 0 && !slices.Equal(hits, []string{"cy"}) {
			t.Errorf("the public page says %v", hits)
		}
		synced(ctx, t, d)
		for name, save := range map[string]func(path string) error{
			"event.daykit": func(path string) error { _, err := d.Export(ctx, id, path, ""); return err },
			"report.json":  func(path string) error { _, err := d.SaveReport(ctx, id, path); return err },
			"event.ics":    func(path string) error { _, err := d.SaveCalendar(ctx, id, path); return err },
			"shifts.ics":   func(path string) error { _, err := d.SaveMemberCalendar(ctx, id, ids[0], path); return err },
			"rota.pdf": func(path string) error {
				_, _, err := d.SavePrint(ctx, id, desk.PrintRequest{Kind: desk.KindRota}, "", path, nil)
				return err
			},
		} {
			must0(t, save(filepath.Join(out, name)))
		}
		l.now = l.now.Add(31 * time.Minute)
		must0(t, d.Tend(ctx))
		synced(ctx, t, d)
	})
	for what, b := range map[string][]byte{"traffic": line.heard.Bytes(), "log": log.Bytes(), "log of the server": []byte(c.log.String())} {
		if hits := canary.Find(b, helperMarks); len(hits) > 0 {
			t.Errorf("the %s has %v", what, hits)
		}
	}
	if line.heard.Len() == 0 {
		t.Error("nothing travelled: the test is blind")
	}
	for what, dir := range map[string]string{"data folder": l.opt.Dir, "server": c.dir, "files that were saved": out} {
		if found := rawIn(t, dir, helperMarks); len(found) > 0 {
			t.Errorf("the %s has %v", what, found)
		}
	}
	text := tool(t, "pdftotext", "-layout", filepath.Join(out, "rota.pdf"), "-")
	if n := strings.Count(text, helperMarks[0]); n != 8 || strings.Contains(text, helperMarks[1]) {
		t.Errorf("the rota says %d names, want each by time and by person, and no contact:\n%s", n, text)
	}
}

// TestCrewIsErased: whoever asks is erased like a guest, from shifts and copies too; and
// after the day everybody is.
func TestCrewIsErased(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 740)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id := addSample(t, d)
		ids := helpers(ctx, t, d, id)
		makeBackup(ctx, t, d)
		e, err := d.EraseGuest(ctx, id, ids[0])
		if err != nil || e.People != 1 || e.Backups == 0 {
			t.Fatalf("got %+v, %v", e, err)
		}
		crew := crewOf(ctx, t, d, id)
		if len(crew.Members) != 3 || len(crew.Shifts[0].Who) != 3 || slices.Contains(crew.Shifts[0].Who, ids[0]) {
			t.Errorf("got %+v", crew)
		}
		if slices.ContainsFunc(crew.Warnings, func(w desk.CrewWarning) bool { return w.Kind == "stranger" }) {
			t.Errorf("a shift keeps who was erased: %+v", crew.Warnings)
		}
		for { // what can be undone brings nobody back
			if _, err := d.Undo(ctx, id); err != nil {
				break
			}
			if c, err := d.Crew(ctx, id); err == nil && slices.ContainsFunc(c.Members, func(m desk.CrewMember) bool { return m.ID == ids[0] }) {
				t.Fatal("undoing brings back who was erased")
			}
		}
	})
	if found := traces(t, l, []string{helperMarks[0] + "-00", helperMarks[1] + "00"}); len(found) > 0 {
		t.Errorf("found %v", found)
	}
}

// TestPurgeTakesTheCrew: names of helpers are reminded of and purged like those of guests.
func TestPurgeTakesTheCrew(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 760)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id, err := d.CreateEvent(ctx, "A shared table", "2026-12-18", "Sample Neighbours")
		must0(t, err)
		helpers(ctx, t, d, id)
		makeBackup(ctx, t, d)
		l.now = testNow.AddDate(0, 0, 15)
		if due, err := d.Deletions(ctx); err != nil || len(due) != 1 {
			t.Errorf("got %v, %v", due, err)
		}
		e, err := d.Purge(ctx, id)
		if err != nil || e.People != 4 {
			t.Fatalf("got %+v, %v", e, err)
		}
		crew := crewOf(ctx, t, d, id)
		if len(crew.Members) != 0 || len(crew.Shifts) != 1 || len(crew.Shifts[0].Who) != 0 {
			t.Errorf("got %+v", crew)
		}
	})
	if found := traces(t, l, helperMarks); len(found) > 0 {
		t.Errorf("found %v", found)
	}
}

// TestCrewIsLocked: without the passphrase nobody reads who helps; who needs people still
// is a plan and no name.
func TestCrewIsLocked(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 780)
	var id string
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id = addSample(t, d)
		helpers(ctx, t, d, id)
		_, err := d.SetPassphrase(ctx, "wren maple harbour lantern")
		must0(t, err)
	})
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		_, err := d.Crew(ctx, id)
		wantFault(t, err, fault.Locked, "")
		_, err = d.AddMember(ctx, id, desk.MemberInput{Name: "Li"})
		wantFault(t, err, fault.Locked, "")
		_, err = d.Preview(ctx, id, desk.PrintRequest{Kind: desk.KindRota})
		wantFault(t, err, fault.Locked, "")
	})
}

// TestContactsOfTheCrewAreAudited: the trail says that somebody saw them, and that names
// were printed.
func TestContactsOfTheCrewAreAudited(t *testing.T) {
	t.Parallel()
	d, ctx := openDesk(t), t.Context()
	id := addSample(t, d)
	helpers(ctx, t, d, id)
	_, err := d.Crew(ctx, id)
	must0(t, err)
	whats := func() (out []string) {
		all, err := d.Audit(ctx, id)
		must0(t, err)
		for _, a := range all {
			out = append(out, a.What+a.Detail)
		}
		return out
	}
	if got := whats(); len(got) != 0 {
		t.Errorf("looking at the shifts counts as %q", got)
	}
	crewOf(ctx, t, d, id)
	_, _, err = d.SavePrint(ctx, id, desk.PrintRequest{Kind: desk.KindRota}, "", filepath.Join(t.TempDir(), "rota.pdf"), nil)
	must0(t, err)
	got := whats()
	slices.Sort(got)
	if !slices.Equal(got, []string{"contacts-opened", "printrota"}) {
		t.Errorf("got %q", got)
	}
}
