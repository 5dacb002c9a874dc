package desk_test

import (
	"bytes"
	"context"
	"log/slog"
	"path/filepath"
	"slices"
	"testing"

	"daykit/internal/data/canary"
	"daykit/internal/desk"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/plan"
)

// doorMarks are what a door plan says that nobody outside may read.
var doorMarks = []string{"Kanadoorword", "Kanadoorpolice", "Kanadoorcarer", "Kanadoorphone", "Kanadoorcrew"}

// guarded is an event with a door plan.
func guarded(ctx context.Context, t *testing.T, d *desk.Desk) (id, crew string) {
	t.Helper()
	id = addSample(t, d)
	crew = addMember(ctx, t, d, id, desk.MemberInput{Name: doorMarks[4]})
	_, err := d.ChangeDoorPlan(ctx, id, desk.DoorPlanChange{QuietRoom: new("Upstairs"), CodeWord: &doorMarks[0], Police: &doorMarks[1]})
	must0(t, err)
	_, err = d.SavePost(ctx, id, "", desk.PostForm{Place: "Front door", What: "Welcome people", Crew: []string{doorMarks[4]}})
	must0(t, err)
	_, err = d.SaveCarer(ctx, id, "", desk.CarerForm{For: "speakers", Name: doorMarks[2], Phone: doorMarks[3]})
	must0(t, err)
	return id, crew
}

func TestDoorPlan(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	ctx := t.Context()
	id, crew := guarded(ctx, t, d)
	p, err := d.DoorPlan(ctx, id)
	must0(t, err)
	if p.CodeWord != "" || p.Police != "" || p.Carers[0].Phone != "" || !p.HasCodeWord || !p.HasPolice || p.Carers[0].Name != doorMarks[2] {
		t.Errorf("closed, it says %+v", p)
	}
	if p.OwnSteps || p.Steps == "" || !p.Posts[0].Alone || !slices.Equal(p.Posts[0].Crew, []string{crew}) || p.QuietRoom != "Upstairs" {
		t.Errorf("got %+v", p)
	}
	p, err = d.OpenDoorPlan(ctx, id)
	must0(t, err)
	if p.CodeWord != doorMarks[0] || p.Police != doorMarks[1] || p.Carers[0].Phone != doorMarks[3] {
		t.Errorf("open, it says %+v", p)
	}
	trail, err := d.Audit(ctx, id)
	must0(t, err)
	if !slices.ContainsFunc(trail, func(a desk.AuditEntry) bool { return a.What == "contacts-opened" }) {
		t.Errorf("the audit trail says %+v", trail)
	}

	p, err = d.SavePost(ctx, id, p.Posts[0].ID, desk.PostForm{Place: "Garden gate"})
	must0(t, err)
	if p.Posts[0].Place != "Garden gate" || p.Posts[0].What != "" || len(p.Posts[0].Crew) != 0 || p.Posts[0].Alone {
		t.Errorf("got %+v", p.Posts)
	}
	p, err = d.SetAdvice(ctx, id, "police", true)
	must0(t, err)
	if !p.Advice[0].Done || p.Advice[1].Done || p.Advice[0].Basis == "" {
		t.Errorf("got %+v", p.Advice)
	}
	p, err = d.ChangeDoorPlan(ctx, id, desk.DoorPlanChange{Steps: new("Our step\nAnother")})
	must0(t, err)
	if !p.OwnSteps || p.QuietRoom != "Upstairs" {
		t.Errorf("got %+v", p)
	}
	p, err = d.SetQuiet(ctx, id, true, "Near the river")
	must0(t, err)
	if v := must(t)(d.Event(ctx, id)); !p.Quiet || !v.Doc.Venue.HideAddress || v.Doc.Venue.PublicArea != "Near the river" {
		t.Errorf("got %+v", p)
	}

	_, err = d.SetAdvice(ctx, id, "moat", true)
	wantFault(t, err, fault.NotFound, "no advice")
	_, err = d.SavePost(ctx, id, "", desk.PostForm{Place: " "})
	wantFault(t, err, fault.Invalid, "place")
	_, err = d.SavePost(ctx, id, "p-none", desk.PostForm{Place: "Roof"})
	wantFault(t, err, fault.NotFound, "place")
	_, err = d.SavePost(ctx, id, "", desk.PostForm{Place: "Roof", Crew: []string{"Nobody"}})
	wantFault(t, err, fault.NotFound, "crew")
	_, err = d.SaveCarer(ctx, id, "", desk.CarerForm{For: "cats", Name: "Ana"})
	wantFault(t, err, fault.Invalid, "for")
	_, err = d.DropCarer(ctx, id, "a-none")
	wantFault(t, err, fault.NotFound, "care contact")
	p, err = d.DropCarer(ctx, id, p.Carers[0].ID)
	must0(t, err)
	p, err = d.DropPost(ctx, id, p.Posts[0].ID)
	if err != nil || len(p.Posts)+len(p.Carers) != 0 {
		t.Errorf("got %+v, %v", p, err)
	}

	c, err := d.CopyWith(ctx, id, desk.CopyChoice{Date: "2027-12-18"})
	must0(t, err)
	next, err := d.OpenDoorPlan(ctx, c.Event)
	must0(t, err)
	if next.QuietRoom != "Upstairs" || next.Steps != "Our step\nAnother" || next.Advice[0].Done || next.HasCodeWord || next.HasPolice || !next.Quiet {
		t.Errorf("a copy has %+v", next)
	}
}

// TestDoorPlanStaysInside makes what leaves the laptop and looks into every byte of it, of
// the data folder and, after the day, of what a purge leaves.
func TestDoorPlanStaysInside(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 870)
	var log bytes.Buffer
	l.opt.Log = slog.New(slog.NewJSONHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	out := t.TempDir()
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id, _ := guarded(ctx, t, d)
		page, err := desk.PublicPage(ctx, d, id)
		must0(t, err)
		if hits := canary.Find(page, append([]string{"Upstairs", "Front door"}, doorMarks...)); len(hits) > 0 {
			t.Errorf("the public page says %v", hits)
		}
		for _, named := range []bool{false, true} {
			said, err := desk.LaidOut(ctx, d, id, desk.PrintRequest{Kind: desk.KindDoorPlan, Named: named})
			must0(t, err)
			if hits := canary.Find([]byte(said), doorMarks); (len(hits) > 0) != named {
				t.Errorf("named %v: the print says %v", named, hits)
			}
		}
		_, err = d.Export(ctx, id, filepath.Join(out, "event.daykit"), "")
		must0(t, err)
		_, err = d.SaveTemplate(ctx, id, "Supper")
		must0(t, err)
		_, err = d.SaveTemplateFile(ctx, "Supper", filepath.Join(out, "supper.json"))
		must0(t, err)
		makeBackup(ctx, t, d)
		if found := rawIn(t, l.opt.Dir, doorMarks); len(found) > 0 {
			t.Errorf("the data folder has %v", found)
		}
		l.now = l.now.AddDate(0, 2, 0)
		_, err = d.Purge(ctx, id)
		must0(t, err)
		p, err := d.OpenDoorPlan(ctx, id)
		must0(t, err)
		if p.HasCodeWord || p.HasPolice || len(p.Carers) > 0 || len(p.Posts[0].Names) > 0 || p.QuietRoom != "Upstairs" {
			t.Errorf("after a purge it says %+v", p)
		}
	})
	if found := traces(t, l, doorMarks); len(found) > 0 {
		t.Errorf("after a purge there is %v", found)
	}
	if found := rawIn(t, out, doorMarks); len(found) > 0 {
		t.Errorf("files that were saved have %v", found)
	}
	if hits := canary.Find(log.Bytes(), doorMarks); len(hits) > 0 {
		t.Errorf("the log has %v", hits)
	}
}

// What a door plan says already is not written again, and what goes with it is.
func TestDoorPlanWritesWhatDiffers(t *testing.T) {
	t.Parallel()
	d, ctx := openDesk(t), t.Context()
	id, _ := guarded(ctx, t, d)
	digest := func() string {
		t.Helper()
		out, err := desk.Digest(ctx, d, id)
		must0(t, err)
		return out
	}
	before := digest()
	steps, _ := plan.GuardSteps()
	_, err := d.ChangeDoorPlan(ctx, id, desk.DoorPlanChange{QuietRoom: new(" Upstairs "), Steps: &steps, CodeWord: &doorMarks[0], Police: &doorMarks[1]})
	must0(t, err)
	if digest() != before {
		t.Error("saving a door plan unchanged wrote something")
	}
	_, err = d.ChangeDoorPlan(ctx, id, desk.DoorPlanChange{QuietRoom: new("Downstairs"), CodeWord: &doorMarks[0], Police: new("101")})
	must0(t, err)
	if p, err := d.OpenDoorPlan(ctx, id); err != nil || p.QuietRoom != "Downstairs" || p.CodeWord != doorMarks[0] || p.Police != "101" {
		t.Errorf("changed to %+v, %v", p, err)
	}
	if _, err := d.Undo(ctx, id); err != nil {
		t.Fatal(err)
	}
	if p, err := d.OpenDoorPlan(ctx, id); err != nil || p.QuietRoom != "Upstairs" || p.Police != doorMarks[1] {
		t.Errorf("undone to %+v, %v", p, err)
	}
	_, err = d.ChangeDoorPlan(ctx, id, desk.DoorPlanChange{QuietRoom: new("")})
	must0(t, err)
	if p, err := d.DoorPlan(ctx, id); err != nil || p.QuietRoom != "" {
		t.Errorf("emptied to %+v, %v", p, err)
	}
}
