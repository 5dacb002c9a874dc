package layout_test

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"daykit/internal/domain/content"
	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/page/layout"
	"daykit/internal/page/pdf"
	"daykit/internal/text/fonts"
)

var library = sync.OnceValue(fonts.Open)

// setters are those of tests that are over: what they have shaped and read of the faces
// serves the next, as it does in a program.
var setters sync.Pool

// setter gives a Setter with the real faces, for one test.
func setter(t testing.TB) *layout.Setter {
	t.Helper()
	if note := library().Note(); note != "" {
		t.Fatal(note)
	}
	s, used := setters.Get().(*layout.Setter)
	if !used {
		s = layout.New(library())
	}
	t.Cleanup(func() { setters.Put(s) })
	return s
}

// phrases are fixed words for tests: a change of the real ones moves no golden.
type phrases map[string]string

func (p phrases) Phrase(key, _ string) (text, got string) { return p[key], "en" }

func testPhrases() phrases {
	return phrases{
		"day": "International Migrants Day", "signup": "Sign up", "scan-or-visit": "Scan, or visit",
		"place.hidden": "We send you the address when you sign up", "access.step-free": "Step-free", "access.bsl": "BSL interpreter",
		"signup.title": "Sign-up sheet", "signup.hint": "Tick or cross for yes. Pen, please. To undo, fill the box in.",
		"signup.privacy": "Only for this event. The group keeps this sheet safe.", "signup.organiser": "For the organisers",
		"signup.of": "{n} / {m}", "signup.bar": "50 mm when printed at actual size",
		"signup.field.name": "Name", "signup.field.contact": "Phone or email", "signup.field.party": "How many of you?",
		"signup.tick.came": "Came", "signup.tick.first-time": "First time", "signup.tick.volunteer": "Would like to help",
		"signup.tick.keep-in-touch": "Keep in touch", "signup.tick.count-only": "Count me, no name", "signup.slip": "For this event only",
		"article1.title": "Article 1", "article1.source": "Universal Declaration of Human Rights",
	}
}

// declaration is the official wording of the Universal Declaration of Human
// Rights in one language: real words of every script, with no invention of ours.
type declaration struct {
	Declaration string `json:"declaration"`
	Title       string `json:"title"`
	Text        string `json:"text"`
	Article3    string `json:"article3"`
}

func declarations(t testing.TB) map[string]declaration {
	t.Helper()
	m, err := readDeclarations()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

var readDeclarations = sync.OnceValues(func() (m map[string]declaration, err error) {
	b, err := os.ReadFile("testdata/udhr.json")
	if err == nil {
		err = json.Unmarshal(b, &m)
	}
	return m, err
})

// languages are those of the first kit.
func languages() []string {
	return []string{"en", "pl", "uk", "ar", "fa", "ur", "bn", "am", "ti", "ta", "zh-Hans"}
}

const eventID = "7K3QX9M2"

func sample() event.Event {
	return event.Event{
		Schema: event.Schema, ID: eventID, Group: "Sample Neighbours", Date: "2026-12-18", Start: "17:30", End: "20:30",
		Title: event.Text{"en": "A shared table"}, Languages: []string{"en"},
		Venue: event.Venue{Name: "Sample Community Hall", Address: "1 Sample Street", Town: "Manchester", Postcode: "M1 1AA", Access: []event.Access{"step-free", "bsl"}},
		Texts: event.Texts{
			Headline: event.Text{"en": "It takes a community"},
			About:    event.Text{"en": "Food, stories and music from neighbours who came from near and far. Children welcome. Free."},
			Access:   event.Text{"en": "Step-free, BSL interpreter, prayer space"},
		},
		Signup: event.Signup{Fields: event.SignupFields(), Ticks: event.SignupTicks(), Rows: 20, Sheets: 2},
	}
}

// spoken is the sample with the words of the Declaration in a language.
func spoken(t testing.TB, lang string) event.Event {
	t.Helper()
	ev := sample()
	if lang == "en" {
		return ev
	}
	d := declarations(t)[lang]
	ev.Texts.Headline, ev.Title = event.Text{lang: d.Declaration}, event.Text{lang: d.Article3}
	ev.Texts.About, ev.Texts.Access = event.Text{lang: d.Text}, event.Text{lang: d.Declaration}
	return ev
}

func posterInput(ev event.Event, lang string) layout.PosterInput {
	return layout.PosterInput{
		Event: ev, Lang: lang, Phrases: testPhrases(),
		Theme: content.Theme{Text: "It Takes A Community", Hashtag: "#ItTakesACommunity"},
		Code:  layout.Code{Payload: "HTTPS://KIT.EXAMPLE.ORG/E/" + eventID, Address: "kit.example.org/e/" + eventID},
	}
}

// mark is the ink of one structure element or of one artefact.
type mark struct {
	role display.Role // "" for an artefact
	text string
	box  display.Rect
	pen  float64        // width of the widest stroke
	path []display.Path // of its strokes
}

// marks takes a page apart into its innermost elements.
func marks(t testing.TB, p *display.Page) []mark {
	t.Helper()
	var out []mark
	var open []mark
	for _, op := range p.Ops {
		switch o := op.(type) {
		case display.Tag:
			open = append(open, mark{role: o.Role})
		case display.End:
			m := open[len(open)-1]
			open = open[:len(open)-1]
			if m.box.W > 0 || m.box.H > 0 {
				out = append(out, m)
			}
		case display.Text:
			m := last(t, open)
			m.text += o.Run.Text
			m.box = union(m.box, inkOf(t, o.Run))
		case display.Fill:
			m := last(t, open)
			m.box = union(m.box, pathBox(o.Path, 0))
		case display.Stroke:
			m := last(t, open)
			m.box = union(m.box, pathBox(o.Path, o.Width/2))
			m.pen = max(m.pen, o.Width)
			m.path = append(m.path, o.Path)
		}
	}
	if len(open) != 0 {
		t.Fatalf("%d elements are left open", len(open))
	}
	return out
}

func last(t testing.TB, open []mark) *mark {
	t.Helper()
	if len(open) == 0 {
		t.Fatal("ink outside any element")
	}
	return &open[len(open)-1]
}

func union(a, b display.Rect) display.Rect {
	switch {
	case a.W == 0 && a.H == 0:
		return b
	case b.W == 0 && b.H == 0:
		return a
	}
	x, y := min(a.X, b.X), min(a.Y, b.Y)
	return display.Rect{X: x, Y: y, W: max(a.X+a.W, b.X+b.W) - x, H: max(a.Y+a.H, b.Y+b.H) - y}
}

// inkOf is the ink of a run by the outlines of its glyphs.
func inkOf(t testing.TB, r display.GlyphRun) (box display.Rect) {
	t.Helper()
	face, err := library().Face(r.Font)
	if err != nil {
		t.Fatal(err)
	}
	k := r.Size / float64(face.SFNT.Upem)
	for _, g := range r.Glyphs {
		b, ok := face.SFNT.Bounds(int(g.GID))
		if !ok || b.XMax == b.XMin {
			continue
		}
		box = union(box, display.Rect{
			X: r.X + g.X + float64(b.XMin)*k, Y: r.Y - g.Y - float64(b.YMax)*k,
			W: float64(b.XMax-b.XMin) * k, H: float64(b.YMax-b.YMin) * k,
		})
	}
	return box
}

// pathBox is a box round a path, its curves by their control points.
func pathBox(path display.Path, pen float64) display.Rect {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, s := range path {
		n := map[display.Verb]int{display.MoveTo: 1, display.LineTo: 1, display.CubicTo: 3}[s.Verb]
		for _, q := range s.P[:n] {
			x0, x1 = min(x0, q.X), max(x1, q.X)
			y0, y1 = min(y0, q.Y), max(y1, q.Y)
		}
	}
	return display.Rect{X: x0 - pen, Y: y0 - pen, W: x1 - x0 + 2*pen, H: y1 - y0 + 2*pen}
}

func overlap(a, b display.Rect) bool {
	return a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H
}

// safe is the part of a page that home printers reach.
func safe(p *display.Page) display.Rect {
	x, y := display.MM(layout.SafeSideMM), display.MM(layout.SafeEndMM)
	return display.Rect{X: x, Y: y, W: p.W - 2*x, H: p.H - 2*y}
}

func inside(outer, inner display.Rect) bool {
	const e = 0.02
	return inner.X >= outer.X-e && inner.Y >= outer.Y-e && inner.X+inner.W <= outer.X+outer.W+e && inner.Y+inner.H <= outer.Y+outer.H+e
}

// readInside checks that all that is read lies on the safe part of the page.
func readInside(t *testing.T, p *display.Page) {
	t.Helper()
	for _, m := range marks(t, p) {
		if m.role != "" && !inside(safe(p), m.box) {
			t.Errorf("%s %q at %+v is outside the safe area %+v", m.role, m.text, m.box, safe(p))
		}
	}
}

// apart checks that no words lie over others or over a code.
func apart(t *testing.T, p *display.Page) {
	t.Helper()
	all := marks(t, p)
	for i, a := range all {
		for _, b := range all[:i] {
			if a.role != "" && b.role != "" && overlap(a.box, b.box) {
				t.Errorf("%s %q %+v lies over %s %q %+v", a.role, a.text, a.box, b.role, b.text, b.box)
			}
		}
	}
}

// quietZone checks the white round each code of a page: four modules.
func quietZone(t *testing.T, p *display.Page, modules float64) {
	t.Helper()
	all := marks(t, p)
	for _, code := range all {
		if code.role != display.Figure {
			continue
		}
		q := code.box.W/modules*4 - 0.1
		zone := display.Rect{X: code.box.X - q, Y: code.box.Y - q, W: code.box.W + 2*q, H: code.box.H + 2*q}
		for _, m := range all {
			if m.box != code.box && m.role != "" && overlap(zone, m.box) {
				t.Errorf("%q %+v stands in the quiet zone %+v", m.text, m.box, zone)
			}
		}
	}
}

// tool runs a program that the test needs.
func tool(t testing.TB, pkg, name string, args ...string) []byte {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Fatalf("install %s: this test runs %s", pkg, name)
	}
	var out, errs bytes.Buffer
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v: %s", name, err, errs.String())
	}
	return out.Bytes()
}

// scan prints pages, looks at them at 200 dpi and reads every code, sorted and
// without repeats.
func scan(t *testing.T, pages []*display.Page) []string {
	t.Helper()
	return scanAt(t, pages, 200)
}

func scanAt(t *testing.T, pages []*display.Page, dpi int) []string {
	t.Helper()
	dir := t.TempDir()
	var b bytes.Buffer
	if err := pdf.Write(&b, library(), pages, pdf.Options{Title: "test", Lang: "en"}); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "pages.pdf")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	tool(t, "poppler-utils", "pdftoppm", "-r", strconv.Itoa(dpi), "-gray", file, filepath.Join(dir, "p"))
	pictures, err := filepath.Glob(filepath.Join(dir, "p*.pgm"))
	if err != nil || len(pictures) != len(pages) {
		t.Fatalf("got %d pictures of %d pages, %v", len(pictures), len(pages), err)
	}
	args := append([]string{"--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"}, pictures...)
	found := strings.Fields(string(tool(t, "zbar-tools", "zbarimg", args...)))
	slices.Sort(found)
	return slices.Compact(found)
}
