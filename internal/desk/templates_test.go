package desk_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

func templateNames(ctx context.Context, t *testing.T, d *desk.Desk) (names []string) {
	t.Helper()
	list, err := d.Templates(ctx)
	must0(t, err)
	for _, c := range list {
		names = append(names, c.Name)
	}
	return names
}

// TestTemplatesMeet: a template goes to the other laptops of the group, and what two of them
// do to different parts of it stands on both.
func TestTemplatesMeet(t *testing.T) {
	t.Parallel()
	c := newCampaign(t)
	a, id := founded(t, c, 880)
	b := newLaptop(t, 881)
	invited(t, c, a, desk.PairInvite{Role: desk.RoleOrganiser}, b, "B")
	var template string
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		var err error
		template, err = d.SaveTemplate(ctx, id, "Supper")
		must0(t, err)
		synced(ctx, t, d)
	})
	b.with(t, func(ctx context.Context, d *desk.Desk) {
		synced(ctx, t, d)
		if names := templateNames(ctx, t, d); len(names) != 1 || names[0] != "Supper" {
			t.Fatalf("the other laptop has %v", names)
		}
		n, err := d.NewFromTemplate(ctx, "supper", desk.CopyChoice{Date: "2028-12-18", Title: "Picnic"})
		must0(t, err)
		if v := must(t)(d.Event(ctx, n.Event)); v.Title != "Picnic" || v.Doc.Date != "2028-12-18" {
			t.Errorf("got %+v", v.Doc)
		}
		must0(t, d.RenameTemplate(ctx, template, "Winter supper"))
		synced(ctx, t, d)
	})
	a.with(t, func(ctx context.Context, d *desk.Desk) {
		must0(t, d.DropTemplate(ctx, template)) // at once with the other name
		must0(t, d.RestoreTemplate(ctx, template))
		synced(ctx, t, d)
		if names := templateNames(ctx, t, d); len(names) != 1 || names[0] != "Winter supper" {
			t.Errorf("the first laptop has %v", names)
		}
	})
}

func TestTemplateFiles(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	ctx := t.Context()
	id := addSample(t, d)
	_, err := d.SaveTemplate(ctx, id, " ")
	wantFault(t, err, fault.Invalid, "name")
	_, err = d.SaveTemplate(ctx, id, "Supper")
	must0(t, err)
	file := filepath.Join(t.TempDir(), "supper.json")
	_, err = d.SaveTemplateFile(ctx, "Supper", file)
	must0(t, err)
	for range 2 {
		_, err = d.ImportTemplate(ctx, file)
		must0(t, err)
	}
	if names := templateNames(ctx, t, d); len(names) != 3 || names[2] != "Supper (3)" {
		t.Errorf("got %v", names)
	}
	must0(t, os.WriteFile(file, []byte(`{"schema":"daykit/template/1","event":{"schema":"daykit/event/1","title":{"en":"x"}},"guests":["Ana"]}`), 0o600))
	_, err = d.ImportTemplate(ctx, file)
	wantFault(t, err, fault.Invalid, "guests")
	_, err = d.NewFromTemplate(ctx, "Supper", desk.CopyChoice{Date: "soon"})
	wantFault(t, err, fault.Invalid, "date")
	_, err = d.NewFromTemplate(ctx, "Breakfast", desk.CopyChoice{Date: "2027-12-18"})
	wantFault(t, err, fault.NotFound, "no template")
	wantFault(t, d.RestoreTemplate(ctx, "template-none"), fault.NotFound, "no template")
}

// TestTemplatesShowNothingByThemselves: a file that another group made neither lists an event
// nor lets its page ask.
func TestTemplatesShowNothingByThemselves(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	ctx := t.Context()
	file := filepath.Join(t.TempDir(), "theirs.json")
	must0(t, os.WriteFile(file, []byte(`{"schema":"daykit/template/1","name":"Theirs","from":"2025-12-18","event":{"schema":"daykit/event/1","title":{"en":"Supper"},`+
		`"signup_page":{"listed":true,"state":"full","note":{"en":"Sorry"}},"feedback_page":{"state":"open"},"photo":{"credit":"Somebody"}}}`), 0o600))
	_, err := d.ImportTemplate(ctx, file)
	must0(t, err)
	c, err := d.NewFromTemplate(ctx, "Theirs", desk.CopyChoice{Date: "2026-12-18"})
	must0(t, err)
	v, err := d.Event(ctx, c.Event)
	must0(t, err)
	if p := v.Doc.SignupPage; p.Listed || p.State != "" || len(p.Note) > 0 || v.Doc.FeedbackPage.State != "" || v.Doc.Photo.Credit != "" {
		t.Errorf("got %+v, %+v, %+v", p, v.Doc.FeedbackPage, v.Doc.Photo)
	}
}
