package desk_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"daykit/internal/data/canary"
	"daykit/internal/desk"
)

// TestNoStainIsCopied puts a mark into every field of every entity that no copy may take, and
// looks for it in a copy, in a template, in its file, and in what begins with it. What says
// who somebody is lies nowhere in the bytes of the data folder either.
func TestNoStainIsCopied(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 730)
	var stains desk.Stains
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id, _ := lastYear(ctx, t, d)
		must0(t, desk.WriteAsBefore(ctx, d, id, "Somebody"))
		must0(t, desk.PutField(ctx, d, id, "photo", `{"file":"","alt":{},"credit":"Kanastainphoto"}`))
		var err error
		stains, err = desk.Stain(ctx, d, id, "Kanastain")
		must0(t, err)
		if len(stains.Personal) < 25 || len(stains.Left) < 25 {
			t.Fatalf("%d and %d fields have a mark", len(stains.Personal), len(stains.Left))
		}
		marks := slices.Concat(stains.Personal, stains.Left, []string{"Kanastainphoto"})
		look := func(what string, b []byte, err error) {
			t.Helper()
			must0(t, err)
			if len(b) < 100 {
				t.Errorf("%s: there is nothing in it: %s", what, b)
			}
			if hits := canary.Find(b, marks); len(hits) > 0 {
				t.Errorf("%s has %v", what, hits)
			}
		}
		old, err := desk.Everything(ctx, d, id)
		must0(t, err)
		if hits := canary.Find(old, marks); len(hits) != len(marks) {
			t.Fatalf("the event itself has %d of %d marks", len(hits), len(marks))
		}
		copied, err := d.CopyWith(ctx, id, desk.CopyChoice{Date: "2027-12-18"})
		must0(t, err)
		b, err := desk.Everything(ctx, d, copied.Event)
		look("the copy", b, err)
		template, err := d.SaveTemplate(ctx, id, "As last year")
		must0(t, err)
		b, err = desk.Everything(ctx, d, template)
		look("the template", b, err)
		file := filepath.Join(t.TempDir(), "template.json")
		_, err = d.SaveTemplateFile(ctx, template, file)
		must0(t, err)
		b, err = os.ReadFile(file)
		look("the template's file", b, err)
		begun, err := d.NewFromTemplate(ctx, template, desk.CopyChoice{Date: "2028-12-18"})
		must0(t, err)
		b, err = desk.Everything(ctx, d, begun.Event)
		look("what begins with it", b, err)
	})
	if found := rawIn(t, l.opt.Dir, stains.Personal); len(found) > 0 {
		t.Errorf("in the plain: %v", found)
	}
}

// TestNoStainIsTakenAlong looks for the same marks in the data that a group takes along: what
// is personal is there only when it was asked for, and nothing is a formula to a spreadsheet.
func TestNoStainIsTakenAlong(t *testing.T) {
	t.Parallel()
	d, ctx := openDesk(t), t.Context()
	id, _ := lastYear(ctx, t, d)
	must0(t, desk.WriteAsBefore(ctx, d, id, "Somebody"))
	stains, err := desk.Stain(ctx, d, id, "=Kanastain")
	must0(t, err)
	for _, names := range []bool{false, true} {
		dir := filepath.Join(t.TempDir(), "data")
		_, err := d.TakeData(ctx, id, dir, names)
		must0(t, err)
		files, err := os.ReadDir(dir)
		must0(t, err)
		var all []byte
		for _, f := range files {
			b, err := os.ReadFile(filepath.Join(dir, f.Name()))
			must0(t, err)
			all = append(all, b...)
			if filepath.Ext(f.Name()) == ".csv" {
				noFormula(t, f.Name(), b)
			}
		}
		found := canary.Find(all, stains.Personal)
		if !names && len(found) > 0 {
			t.Errorf("without names: %v", found)
		}
		if names && len(found) < len(stains.Personal)/2 { // pictures and what the crew said of care stay here
			t.Errorf("with names %d of %d are there: %v", len(found), len(stains.Personal), found)
		}
		if work := canary.Find(all, stains.Left); len(work) < len(stains.Left)/2 {
			t.Errorf("%d of %d other fields are there", len(work), len(stains.Left))
		}
	}
}

// noFormula holds each cell of a CSV file to begin as no formula does.
func noFormula(t *testing.T, name string, b []byte) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\uFEFF")))).ReadAll()
	must0(t, err)
	for _, row := range rows {
		for _, cell := range row {
			if strings.IndexAny(cell, "=+-@\t\r\n") == 0 {
				t.Errorf("%s: a cell is a formula: %q", name, cell)
			}
		}
	}
}
