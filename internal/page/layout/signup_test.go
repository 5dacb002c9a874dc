package layout_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/sheet"
	"daykit/internal/page/layout"
)

func signupInput(ev event.Event, lang string) layout.SignupInput {
	in := posterInput(ev, lang)
	return layout.SignupInput{Event: ev, Lang: lang, Phrases: testPhrases(), Code: in.Code}
}

// sheetSpec is what the n-th sheet of the sample says of itself.
func sheetSpec(ev event.Event, n int, rtl bool) sheet.Spec {
	return sheet.Spec{
		Event: string(ev.ID), Serial: 1, Page: n, Kind: sheet.Rows, Rows: ev.Signup.Rows,
		Fields: ev.Signup.Fields, Ticks: ev.Signup.Ticks, RTL: rtl,
	}
}

func TestSignupFieldsAreTheGeometrys(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "ar"} {
		ev := sample()
		r := setter(t).Signup(signupInput(ev, lang))
		if len(r.Pages) != 2 {
			t.Fatalf("got %d pages, want 2", len(r.Pages))
		}
		for i, p := range r.Pages {
			want, err := sheet.New(sheetSpec(ev, i+1, lang == "ar"))
			if err != nil {
				t.Fatal(err)
			}
			checkFields(t, p, append(slices.Clone(want.Boxes), want.Fields...), 0, 0)
		}
	}
}

// checkFields compares the fields of a page with places moved by (x, y) mm.
func checkFields(t *testing.T, p *display.Page, want []sheet.Place, x, y float64) {
	t.Helper()
	got := map[string]display.Rect{}
	for _, op := range p.Ops {
		if f, ok := op.(display.Field); ok {
			if _, twice := got[f.ID]; twice {
				t.Errorf("field %s twice", f.ID)
			}
			got[f.ID] = f.Rect
		}
	}
	for _, w := range want {
		g, ok := got[w.ID]
		if !ok {
			t.Fatalf("no field %s", w.ID)
		}
		if math.Abs(g.X-display.MM(w.X+x)) > 0.01 || math.Abs(g.Y-display.MM(w.Y+y)) > 0.01 || math.Abs(g.W-display.MM(w.W)) > 0.01 {
			t.Errorf("field %s at %+v, want %+v mm", w.ID, g, w.Rect)
		}
	}
}

func TestSignupPages(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, lang, layout string
		rows               int
	}{
		{"rows", "en", event.LayoutRows, 20},
		{"rows from the right", "ur", event.LayoutRows, 12},
		{"slips", "en", event.LayoutSlips, 12},
		{"slips from the right", "fa", event.LayoutSlips, 7},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			ev := spoken(t, tc.lang)
			ev.Signup.Layout, ev.Signup.Rows = tc.layout, tc.rows
			r := setter(t).Signup(signupInput(ev, tc.lang))
			if len(r.Problems) != 0 {
				t.Errorf("problems %v", r.Problems)
			}
			for _, p := range r.Pages {
				p = spread(p)
				readInside(t, p)
				apart(t, p)
				quietZone(t, p, 25)
				whiteRoundMachineParts(t, p)
			}
		})
	}
}

// whiteRoundMachineParts checks that no words come near a tick box.
func whiteRoundMachineParts(t *testing.T, p *display.Page) {
	t.Helper()
	all := marks(t, p)
	for _, op := range p.Ops {
		f, ok := op.(display.Field)
		if !ok || f.Rect.W > display.MM(5.1) {
			continue
		}
		near := display.Rect{X: f.Rect.X - 3, Y: f.Rect.Y - 3, W: f.Rect.W + 6, H: f.Rect.H + 6}
		for _, m := range all {
			if m.text != "" && overlap(near, m.box) {
				t.Errorf("%q comes within 3 pt of box %s", m.text, f.ID)
			}
		}
	}
}

func TestSignupCodesScan(t *testing.T) {
	t.Parallel()
	ev := sample()
	for _, lang := range []string{"en", "ar"} {
		in := signupInput(ev, lang)
		got := scan(t, setter(t).Signup(in).Pages)
		want := []string{in.Code.Payload}
		for n := range 2 {
			sh, err := sheet.New(sheetSpec(ev, n+1, lang == "ar"))
			if err != nil {
				t.Fatal(err)
			}
			want = append(want, sh.Payload)
		}
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", lang, got, want)
		}
	}
}

func TestSlipsScan(t *testing.T) {
	t.Parallel()
	ev := sample()
	ev.Signup.Layout, ev.Signup.Rows, ev.Signup.Sheets = event.LayoutSlips, 7, 2
	r := setter(t).Signup(signupInput(ev, "en"))
	if len(r.Pages) != 2 {
		t.Fatalf("got %d pages, want 2 for 14 slips", len(r.Pages))
	}
	got := scan(t, r.Pages)
	if len(got) != 14 {
		t.Fatalf("got %d codes, want 14", len(got))
	}
	for i, payload := range got {
		s, err := sheet.Parse(payload)
		if err != nil || s.Page != i+1 || s.Kind != sheet.Slip || s.Event != eventID {
			t.Errorf("code %q: got %+v, %v, want slip %d", payload, s, err, i+1)
		}
	}
}

func TestSignupSays(t *testing.T) {
	t.Parallel()
	var all strings.Builder
	for _, m := range marks(t, spread(setter(t).Signup(signupInput(sample(), "en")).Pages[1])) {
		all.WriteString(strings.ReplaceAll(m.text, "\u00a0", " ") + "\n")
	}
	text := strings.ReplaceAll(all.String(), " ", "")
	for _, want := range []string{"Penplease", "Onlyforthisevent", "50mm", "2/2", "Name", "kit.example.org/e/7K3QX9M2", "7K3Q-X9M2-01-02-", "Fortheorganisers"} {
		if !strings.Contains(strings.ReplaceAll(text, ",", ""), want) {
			t.Errorf("%q is not on the sheet:\n%s", want, all.String())
		}
	}
}

func TestSignupPutsRight(t *testing.T) {
	t.Parallel()
	ev := sample()
	ev.Signup = event.Signup{Fields: []string{"passport"}, Ticks: []string{"came"}, Rows: 40}
	r := setter(t).Signup(signupInput(ev, "en"))
	fields := []string{}
	for _, p := range r.Problems {
		fields = append(fields, p.Field)
	}
	if !slices.Equal(fields, []string{"signup.fields", "signup.rows"}) || len(r.Pages) != 1 {
		t.Errorf("got problems %v, %d pages", r.Problems, len(r.Pages))
	}
}
