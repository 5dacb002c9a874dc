package sheet_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/domain/feedback"
	"daykit/internal/domain/sheet"
)

func formSpec(k sheet.Kind, rtl bool) sheet.Spec {
	return sheet.Spec{Event: "7K3QX9M2", Serial: 1, Page: 2, Kind: k, Rows: 1, RTL: rtl}
}

// TestForms holds what a reader needs of a form: every answer of every question has a box,
// what is read keeps apart from the rest and within what home printers reach, and the code
// alone says which form it is.
func TestForms(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name string
		spec sheet.Spec
		safe sheet.Rect
		box  float64
	}{
		{"A5", formSpec(sheet.Form, false), sheet.Rect{X: 13, Y: 7, W: 122.5, H: 196}, 5},
		{"A5 from the right", formSpec(sheet.Form, true), sheet.Rect{X: 13, Y: 7, W: 122.5, H: 196}, 5},
		{"large", formSpec(sheet.LargeForm, false), sheet.Rect{X: 7, Y: 13, W: 196, H: 271}, 7.07},
		{"large from the right", formSpec(sheet.LargeForm, true), sheet.Rect{X: 7, Y: 13, W: 196, H: 271}, 7.07},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			sh := lay(t, tc.spec)
			if len(sh.Boxes) != 5+2+2+6+6+1 || len(sh.Areas.Heads) != len(sh.Boxes) || len(sh.Areas.Labels) != 6 || len(sh.Areas.Faces) != 5 {
				t.Fatalf("got %d boxes, %d words, %d questions, %d faces", len(sh.Boxes), len(sh.Areas.Heads), len(sh.Areas.Labels), len(sh.Areas.Faces))
			}
			formBoxes(t, sh, tc.box)
			formApart(t, sh, tc.safe)
			spec, err := sheet.Parse(sh.Payload)
			if err != nil {
				t.Fatal(err)
			}
			again := lay(t, spec)
			again.Lang = sh.Lang
			if diff := cmp.Diff(sh, again); diff != "" {
				t.Errorf("the code gives another form: %s", diff)
			}
		})
	}
}

func formBoxes(t *testing.T, sh sheet.Sheet, side float64) {
	t.Helper()
	for i, b := range sh.Boxes {
		if b.W != side || b.H != side {
			t.Errorf("box %s is %v by %v mm", b.ID, b.W, b.H)
		}
		key, option, _ := strings.Cut(b.Name, ".")
		q, ok := feedback.QuestionAt(key)
		if b.Name != sheet.QuoteTick && (!ok || !q.Has(option)) {
			t.Errorf("box %s is of no answer", b.ID)
		}
		for _, o := range sh.Boxes[:i] {
			if !apart(grown(b.Rect, 4.4), o.Rect) {
				t.Errorf("boxes %s and %s are nearer than 4.4 mm", b.ID, o.ID)
			}
		}
		for _, r := range sh.Rules {
			if !apart(grown(b.Rect, 2.4), sheet.Rect{X: r.X1, Y: r.Y1, W: r.X2 - r.X1}) {
				t.Errorf("rule %+v is nearer than 2.4 mm to box %s", r, b.ID)
			}
		}
	}
}

func formApart(t *testing.T, sh sheet.Sheet, safe sheet.Rect) {
	t.Helper()
	parts := readParts(sh)
	words := map[string]sheet.Rect{"title": sh.Areas.Title, "intro": sh.Areas.Intro, "short": sh.Areas.Short, "foot": sh.Areas.Foot}
	for i, r := range sh.Areas.Heads {
		words["answer "+sh.Boxes[i].ID] = r
	}
	for i, r := range sh.Areas.Labels {
		words["question "+string(rune('1'+i))] = r
	}
	for i, r := range sh.Areas.Faces {
		words["face "+string(rune('1'+i))] = r
	}
	for na, a := range parts {
		if !strings.HasPrefix(na, "code") && !within(safe, shrunk(na, a)) {
			t.Errorf("%s %+v is outside %+v", na, a, safe)
		}
		for nb, b := range parts {
			if na < nb && !apart(a, b) {
				t.Errorf("%s %+v overlaps %s %+v", na, a, nb, b)
			}
		}
		for nw, w := range words {
			if !apart(a, w) {
				t.Errorf("%s %+v lies under %s %+v", na, a, nw, w)
			}
		}
	}
	for na, a := range words {
		for nb, b := range words {
			if na < nb && !apart(a, b) {
				t.Errorf("%s %+v overlaps %s %+v", na, a, nb, b)
			}
		}
	}
}

// shrunk is a marker without its white, which may reach past the margin.
func shrunk(name string, r sheet.Rect) sheet.Rect {
	if strings.HasPrefix(name, "marker") {
		return grown(r, -r.W/8)
	}
	return r
}

// TestFormMeasures pins some places: a change of any is a new version of the geometry.
func TestFormMeasures(t *testing.T) {
	t.Parallel()
	places := map[string]sheet.Rect{}
	for _, b := range lay(t, formSpec(sheet.Form, false)).Boxes {
		places[b.ID] = b.Rect
	}
	for id, want := range map[string]sheet.Rect{
		"p02.r01.welcome.1":   {X: 22.75, Y: 59.5, W: 5, H: 5},
		"p02.r03.again.no":    {X: 105.5, Y: 86, W: 5, H: 5},
		"p02.r05.heard.other": {X: 76.5, Y: 156.8, W: 5, H: 5},
		"p02.r06.quote":       {X: 13, Y: 186, W: 5, H: 5},
	} {
		if places[id] != want {
			t.Errorf("%s is at %+v, want %+v", id, places[id], want)
		}
	}
	if got := lay(t, formSpec(sheet.Form, false)).Payload; len(got) != sheet.PayloadLen || got[18:20] != "2F" {
		t.Errorf("got %q", got)
	}
}

func TestFormsTakeNoColumns(t *testing.T) {
	t.Parallel()
	s := formSpec(sheet.Form, false)
	s.Fields = []string{"name"}
	if _, err := sheet.New(s); err == nil {
		t.Error("a feedback form asks for a name")
	}
}
