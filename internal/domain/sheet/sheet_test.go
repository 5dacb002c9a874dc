package sheet_test

import (
	"encoding/json"
	"math/bits"
	"strings"
	"testing"

	"daykit/internal/domain/sheet"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func spec() sheet.Spec {
	return sheet.Spec{
		Event: "7K3QX9M2", Serial: 1, Page: 2, Kind: sheet.Rows, Rows: 20,
		Fields: sheet.Fields(), Ticks: sheet.Ticks(),
	}
}

// anySpec draws specs over the whole range.
func anySpec(t *rapid.T) sheet.Spec {
	s := sheet.Spec{
		Event:  rapid.StringMatching(`[0-9A-HJKMNP-TV-Z]{8}`).Draw(t, "event"),
		Serial: rapid.IntRange(1, 1023).Draw(t, "serial"),
		Page:   rapid.IntRange(1, 1023).Draw(t, "page"),
		Kind:   rapid.SampledFrom([]sheet.Kind{sheet.Rows, sheet.Slip, sheet.Names}).Draw(t, "kind"),
		Rows:   1,
		Fields: []string{"name"},
		Ticks:  []string{},
		RTL:    rapid.Bool().Draw(t, "rtl"),
	}
	if s.Kind != sheet.Slip {
		s.Rows = rapid.IntRange(1, sheet.MaxRows).Draw(t, "rows")
	}
	if s.Kind == sheet.Names {
		s.Ticks = []string{"came"}
		return s
	}
	for _, f := range sheet.Fields()[1:] {
		if rapid.Bool().Draw(t, f) {
			s.Fields = append(s.Fields, f)
		}
	}
	for _, k := range sheet.Ticks() {
		if rapid.Bool().Draw(t, k) {
			s.Ticks = append(s.Ticks, k)
		}
	}
	return s
}

func lay(t rapid.TB, s sheet.Spec) sheet.Sheet {
	sh, err := sheet.New(s)
	if err != nil {
		t.Fatalf("New(%+v): %v", s, err)
	}
	return sh
}

func within(outer, inner sheet.Rect) bool {
	const e = 0.011
	return inner.X >= outer.X-e && inner.Y >= outer.Y-e &&
		inner.X+inner.W <= outer.X+outer.W+e && inner.Y+inner.H <= outer.Y+outer.H+e
}

func apart(a, b sheet.Rect) bool {
	const e = 0.011
	return a.X+a.W <= b.X+e || b.X+b.W <= a.X+e || a.Y+a.H <= b.Y+e || b.Y+b.H <= a.Y+e
}

func grown(r sheet.Rect, by float64) sheet.Rect {
	return sheet.Rect{X: r.X - by, Y: r.Y - by, W: r.W + 2*by, H: r.H + 2*by}
}

// readParts lists what a reader looks at, each with the white it needs.
func readParts(sh sheet.Sheet) map[string]sheet.Rect {
	m := map[string]sheet.Rect{}
	for _, k := range sh.Markers {
		m["marker "+string(rune('0'+k.ID))] = grown(sheet.Rect{X: k.X, Y: k.Y, W: k.Side, H: k.Side}, k.Side/sheet.MarkerCells)
	}
	for i, q := range sh.QRs {
		m["code "+string(rune('0'+i))] = q.Zone()
	}
	for _, b := range sh.Boxes {
		m["box "+b.ID] = b.Rect
	}
	for _, f := range sh.Fields {
		m["field "+f.ID] = f.Rect
	}
	return m
}

func TestPartsKeepApart(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		sh := lay(t, anySpec(t))
		parts := readParts(sh)
		for na, a := range parts {
			for nb, b := range parts {
				if na < nb && !apart(a, b) {
					t.Fatalf("%s %+v overlaps %s %+v", na, a, nb, b)
				}
			}
			for _, words := range wordAreas(sh) {
				if strings.HasPrefix(na, "field") {
					continue
				}
				if !apart(a, words) {
					t.Fatalf("%s %+v lies under words %+v", na, a, words)
				}
			}
		}
	})
}

func wordAreas(sh sheet.Sheet) []sheet.Rect {
	a := sh.Areas
	all := []sheet.Rect{a.Title, a.Short, a.Foot, a.Number, a.Bar, a.Visitor}
	all = append(append(append(all, a.Heads...), a.Labels...), a.Numbers...)
	return all
}

func TestSafeMargins(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		sh := lay(t, anySpec(t))
		safe := sheet.Rect{X: 7, Y: 13, W: 196, H: 271}
		if sh.Spec.Kind == sheet.Slip {
			safe = grown(sh.Page, -2.4)
		}
		for name, r := range readParts(sh) {
			if strings.HasPrefix(name, "marker") {
				r = grown(r, -r.W/8) // the ink, without its white
			}
			if strings.HasPrefix(name, "code") {
				continue // white may reach the edge
			}
			if !within(safe, r) {
				t.Fatalf("%s %+v is outside %+v", name, r, safe)
			}
		}
		for _, q := range sh.QRs {
			if !within(safe, sheet.Rect{X: q.X, Y: q.Y, W: q.Side, H: q.Side}) {
				t.Fatalf("code %+v is outside", q)
			}
		}
		for _, r := range wordAreas(sh) {
			if r == sh.Areas.Visitor {
				r = grown(r, -r.W/(41+2*sheet.Quiet)*sheet.Quiet) // the white of a code of 41 modules
			}
			if r.W > 0 && !within(safe, r) {
				t.Fatalf("words %+v outside %+v", r, safe)
			}
		}
	})
}

func TestBoxes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		sh := lay(t, anySpec(t))
		if got, want := len(sh.Boxes), sh.Spec.Rows*len(sh.Spec.Ticks); got != want {
			t.Fatalf("got %d boxes, want %d", got, want)
		}
		for i, b := range sh.Boxes {
			if b.W != sheet.BoxSide || b.H != sheet.BoxSide {
				t.Fatalf("box %+v is not %v mm", b, sheet.BoxSide)
			}
			for _, o := range sh.Boxes[:i] {
				if !apart(grown(b.Rect, 4.5), o.Rect) {
					t.Fatalf("boxes %s and %s are nearer than 4.5 mm", b.ID, o.ID)
				}
			}
			for _, r := range sh.Rules {
				line := sheet.Rect{X: r.X1, Y: r.Y1, W: r.X2 - r.X1, H: r.Y2 - r.Y1}
				if !apart(grown(b.Rect, 2.4), grown(line, sheet.RuleLine/2)) {
					t.Fatalf("rule %+v is nearer than 2.4 mm to box %s", r, b.ID)
				}
			}
			beforeName(t, sh, b)
		}
	})
}

// beforeName checks that the box comes before the name in reading direction.
func beforeName(t *rapid.T, sh sheet.Sheet, b sheet.Place) {
	if sh.Spec.Kind == sheet.Slip {
		return // below it
	}
	for _, f := range sh.Fields {
		if f.Row == b.Row && (b.X < f.X) == sh.Spec.RTL {
			t.Fatalf("box %s at %v, field %s at %v, rtl %v", b.ID, b.X, f.ID, f.X, sh.Spec.RTL)
		}
	}
}

func TestMirror(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := anySpec(t)
		s.RTL = false
		ltr := lay(t, s)
		s.RTL = true
		rtl := lay(t, s)
		w := ltr.Page.W
		for i, b := range ltr.Boxes {
			if d := w - b.X - b.W - rtl.Boxes[i].X; d > 0.011 || d < -0.011 {
				t.Fatalf("box %s: mirror image is %v mm off", b.ID, d)
			}
		}
		if diff := cmp.Diff(ltr.Markers, rtl.Markers); diff != "" {
			t.Fatalf("markers moved: %s", diff)
		}
	})
}

func TestDistinctIDs(t *testing.T) {
	t.Parallel()
	sh := lay(t, spec())
	seen := map[string]bool{}
	for _, p := range append(append([]sheet.Place{}, sh.Boxes...), sh.Fields...) {
		if seen[p.ID] {
			t.Errorf("%s twice", p.ID)
		}
		seen[p.ID] = true
	}
	if sh.Boxes[0].ID != "p02.r01.came" {
		t.Errorf("got %q, want p02.r01.came", sh.Boxes[0].ID)
	}
}

func TestSheetThroughJSON(t *testing.T) {
	t.Parallel()
	want := lay(t, spec())
	b, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got sheet.Sheet
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestLayoutInJSON(t *testing.T) {
	t.Parallel()
	sh := lay(t, sheet.Spec{Event: "7K3QX9M2", Serial: 1, Page: 2, Kind: sheet.Names, Rows: 1, Fields: []string{"name"}, Ticks: []string{"came"}})
	sh.People = []string{"17"}
	b, err := json.Marshal(sh.Layout())
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	delete(got, "markers")
	want := map[string]any{
		"page_w": 210.0, "page_h": 297.0, "payload": sh.Payload, "people": []any{"17"},
		"boxes":  []any{map[string]any{"id": "p02.r01.came", "row": 0.0, "col": 0.0, "x": 30.5, "y": 64.5, "w": 5.0, "h": 5.0}},
		"fields": []any{map[string]any{"row": 0.0, "name": "name", "x": 41.5, "y": 62.5, "w": 149.5, "h": 9.0}},
		"qrs": []any{
			map[string]any{"x": 163.0, "y": 13.0, "side": 22.0},
			map[string]any{"x": 24.0, "y": 265.0, "side": 18.0},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSlipsFillThePage(t *testing.T) {
	t.Parallel()
	for ticks := range len(sheet.Ticks()) + 1 {
		spec := sheet.Spec{Ticks: sheet.Ticks()[:ticks]}
		cols, rows := spec.Slips()
		for i := range cols * rows {
			r := spec.SlipAt(i)
			if !within(sheet.Rect{X: 7, Y: 13, W: 196, H: 271}, r) {
				t.Errorf("slip %d %+v is off the safe area", i, r)
			}
			for j := range i {
				if !apart(r, spec.SlipAt(j)) {
					t.Errorf("slips %d and %d overlap", i, j)
				}
			}
		}
	}
	if rtl := (sheet.Spec{RTL: true}); rtl.SlipAt(0).X <= rtl.SlipAt(1).X {
		t.Error("right-to-left slips do not begin at the right")
	}
}

func TestValidate(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name string
		edit func(*sheet.Spec)
		want string
	}{
		{"short event", func(s *sheet.Spec) { s.Event = "7K3" }, "event"},
		{"look-alike in event", func(s *sheet.Spec) { s.Event = "7K3QX9MO" }, "event"},
		{"serial 0", func(s *sheet.Spec) { s.Serial = 0 }, "serial"},
		{"page 1024", func(s *sheet.Spec) { s.Page = 1024 }, "page"},
		{"kind", func(s *sheet.Spec) { s.Kind = 'X' }, "kind"},
		{"21 rows", func(s *sheet.Spec) { s.Rows = 21 }, "rows"},
		{"slip of 2", func(s *sheet.Spec) { s.Kind = sheet.Slip; s.Rows = 2 }, "rows"},
		{"no name", func(s *sheet.Spec) { s.Fields = []string{"party"} }, "name"},
		{"twice", func(s *sheet.Spec) { s.Ticks = []string{"came", "came"} }, "twice"},
		{"names with a contact", func(s *sheet.Spec) { s.Kind = sheet.Names; s.Ticks = []string{"came"} }, "printed names"},
		{"names with questions", func(s *sheet.Spec) { s.Kind = sheet.Names; s.Fields = []string{"name"} }, "printed names"},
		{"unknown tick", func(s *sheet.Spec) { s.Ticks = []string{"religion"} }, "religion"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s := spec()
			tc.edit(&s)
			if _, err := sheet.New(s); err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want an error naming %q", err, tc.want)
			}
		})
	}
}

// turn rotates a code by a quarter.
func turn(c uint16) (out uint16) {
	for r := range 4 {
		for q := range 4 {
			out = out<<1 | c>>(15-((3-q)*4+r))&1
		}
	}
	return out
}

func TestMarkerCodesDiffer(t *testing.T) {
	t.Parallel()
	codes := sheet.MarkerCodes()
	for i, a := range codes {
		for j, b := range codes {
			for q := range 4 {
				if d := bits.OnesCount16(a ^ b); (i != j || q > 0) && d < 6 {
					t.Errorf("codes %d and %d turned %d quarters differ in %d cells only", i, j, q, d)
				}
				b = turn(b)
			}
		}
	}
}

func TestMarkerGrid(t *testing.T) {
	t.Parallel()
	g := sheet.Marker{ID: 1}.Grid()
	var got uint16
	for r := 1; r < 5; r++ {
		for c := 1; c < 5; c++ {
			got <<= 1
			if !g[r][c] {
				got |= 1
			}
		}
	}
	if got != sheet.MarkerCodes()[1] {
		t.Errorf("got %04x", got)
	}
	for i := range sheet.MarkerCells {
		if !g[0][i] || !g[5][i] || !g[i][0] || !g[i][5] {
			t.Fatal("the border is not black")
		}
	}
}
