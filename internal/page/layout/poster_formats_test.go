package layout_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"strings"
	"testing"

	"daykit/internal/domain/content"
	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
	"daykit/internal/page/layout"
)

// posterLangs are short and long, of every script that posters are set in, and
// from both sides.
func posterLangs() []string {
	return []string{"en", "pl", "ro", "ur", "ar", "ti", "ta", "uk", "zh-Hans", "bn"}
}

// ordinary is the sample with words of a language that are about as long as those
// that groups write.
func ordinary(t testing.TB, lang string) event.Event {
	t.Helper()
	ev := spoken(t, lang)
	if d := declarations(t)[lang]; lang != "en" {
		ev.Title, ev.Texts.About = event.Text{lang: d.Title}, event.Text{lang: d.Article3}
	}
	return ev
}

// eachPoster sets the sample in every design of this file, format and language.
func eachPoster(t *testing.T, designs []layout.Design, langs []string, do func(t *testing.T, in layout.PosterInput, f layout.Format)) {
	t.Helper()
	for _, design := range designs {
		for _, f := range layout.Formats() {
			t.Run(string(design)+" "+f.Name, func(t *testing.T) {
				t.Parallel()
				for _, lang := range langs {
					in := posterInput(ordinary(t, lang), lang)
					in.Design = design
					do(t, in, f)
				}
			})
		}
	}
}

func ownDesigns() []layout.Design { return []layout.Design{layout.Weave, layout.Plain} }

func TestPostersOfEveryFormat(t *testing.T) {
	t.Parallel()
	eachPoster(t, ownDesigns(), posterLangs(), func(t *testing.T, in layout.PosterInput, f layout.Format) {
		t.Helper()
		r := setter(t).Poster(in, f)
		for _, p := range r.Problems {
			if !tooSmallFor(in.Design, f, p.Field) {
				t.Errorf("%s: %v", in.Lang, p)
			}
		}
		checkPoster(t, in, f, r)
		p := r.Pages[0]
		beginsAt(t, p, in.Lang, marginOf(f))
		if braids := clearOfBraid(t, p); braids == 0 && in.Lang == "en" && f.Name != "a6" {
			t.Error("the poster has no braid")
		}
		if f.Distance > 0 && r.ReadsFromM < f.Distance-0.06 {
			t.Errorf("%s: reads from %v m, want %v", in.Lang, r.ReadsFromM, f.Distance)
		}
		if scans := f.Px == 0 || f.Name == "wide"; scans != (r.QRFromM > 0) {
			t.Errorf("%s: a code that reads from %v m, want one: %v", in.Lang, r.QRFromM, scans)
		}
	})
}

// tooSmallFor says what large print may have no room for, in long languages, on
// the smallest papers.
func tooSmallFor(d layout.Design, f layout.Format, field string) bool {
	if d != layout.Plain {
		return false
	}
	switch f.Name {
	case "a5-landscape":
		return field == "texts.about"
	case "a6":
		return field == "texts.access"
	}
	return false
}

// checkPoster checks what holds for every poster, whatever its words.
func checkPoster(t *testing.T, in layout.PosterInput, f layout.Format, r layout.Result) {
	t.Helper()
	if len(r.Pages) != 1 {
		t.Fatalf("%s: got %d pages", in.Lang, len(r.Pages))
	}
	p := r.Pages[0]
	if p.W != display.MM(f.W) || p.H != display.MM(f.H) {
		t.Errorf("the page is %v by %v pt, want %v by %v mm", p.W, p.H, f.W, f.H)
	}
	if f.Px == 0 {
		readInside(t, p)
	} else {
		insideMargin(t, p, marginOf(f)*0.9) // letters may hang out of their line a little
	}
	apart(t, p)
	if r.QRFromM > 0 {
		quietZone(t, p, 25)
	}
	leastSize(t, p, leastOf(in.Design, f))
}

// marginOf is the margin at the sides, in points.
func marginOf(f layout.Format) float64 {
	if f.Px > 0 {
		return display.MM(min(f.W, f.H)) * 0.05
	}
	return max(14*math.Sqrt(f.W*f.H/(210*297)), layout.SafeSideMM) * display.PtPerMM
}

func insideMargin(t *testing.T, p *display.Page, margin float64) {
	t.Helper()
	box := display.Rect{X: margin, Y: margin, W: p.W - 2*margin, H: p.H - 2*margin}
	for _, m := range marks(t, p) {
		if m.role != "" && !inside(box, m.box) {
			t.Errorf("%s %q at %+v is outside the margins %+v", m.role, m.text, m.box, box)
		}
	}
}

// leastOf is the least size of words, in points.
func leastOf(d layout.Design, f layout.Format) float64 {
	switch {
	case f.Name == "link":
		return 26 * 0.75
	case f.Px > 0:
		return 28 * 0.75
	case d == layout.Plain:
		return 18
	}
	return 14
}

// leastSize checks the floor; Nastaliq is drawn smaller by its face.
func leastSize(t *testing.T, p *display.Page, least float64) {
	t.Helper()
	for _, op := range p.Ops {
		text, ok := op.(display.Text)
		if !ok {
			continue
		}
		floor := least
		if strings.Contains(text.Run.Font, "nastaliq") {
			floor *= 0.85
		}
		if text.Run.Size < floor-0.001 {
			t.Errorf("%q is set in %v pt, want at least %v", text.Run.Text, text.Run.Size, floor)
		}
	}
}

// Words four times as long never overlap, run off or shrink below the floor: what
// has no room is left out and named.
func TestPostersOfLongWords(t *testing.T) {
	t.Parallel()
	long := func(x event.Text, lang string, n int) event.Text {
		return event.Text{lang: strings.TrimSpace(strings.Repeat(x[lang]+" ", n))}
	}
	for _, n := range []int{4, 12} {
		eachPoster(t, ownDesigns(), []string{"en", "uk", "ur"}, func(t *testing.T, in layout.PosterInput, f layout.Format) {
			t.Helper()
			if n > 4 && f.Name != "a4" && f.Name != "a5-landscape" && f.Name != "dl" {
				return // what no format holds is looked at on a few
			}
			ev := &in.Event
			ev.Title, ev.Texts.About = long(ev.Title, in.Lang, n), long(ev.Texts.About, in.Lang, n)
			ev.Texts.Headline, ev.Texts.Access = long(ev.Texts.Headline, in.Lang, n), long(ev.Texts.Access, in.Lang, n)
			ev.Group = strings.Repeat("Sample Neighbours of Many Streets ", n)
			ev.Venue.Name = strings.Repeat("Sample Community Hall ", n)
			r := setter(t).Poster(in, f)
			checkPoster(t, in, f, r)
			all := r.Pages[0]
			for field, w := range map[string]event.Text{"texts.headline": ev.Texts.Headline, "title": ev.Title, "texts.about": ev.Texts.About, "texts.access": ev.Texts.Access} {
				if !named(r, field) && !printed(t, all, w[in.Lang]) {
					t.Errorf("%s: %s is neither printed nor named in %v", in.Lang, field, r.Problems)
				}
			}
		})
	}
}

func named(r layout.Result, field string) bool {
	for _, p := range append(r.Problems, r.Notes...) {
		if p.Field == field {
			return true
		}
	}
	return false
}

// printed says whether a page has all the letters of a text in one element.
func printed(t *testing.T, p *display.Page, text string) bool {
	t.Helper()
	count := func(s string) int {
		return len([]rune(strings.NewReplacer(" ", "", "\u00a0", "", "\u200b", "", "\n", "").Replace(s)))
	}
	for _, m := range marks(t, p) {
		if got := count(m.text); got > 0 && got >= count(text)-2 && strings.Contains(text, string([]rune(m.text)[:1])) {
			return true
		}
	}
	return false
}

func TestPlainIsBlack(t *testing.T) {
	t.Parallel()
	in := posterInput(sample(), "en")
	in.Design = layout.Plain
	for _, op := range setter(t).Poster(in, layout.A4).Pages[0].Ops {
		var c display.Color
		switch o := op.(type) {
		case display.Fill:
			c = o.Color
		case display.Stroke:
			c = o.Color
		case display.Text:
			c = o.Color
		}
		if c != (display.Color{}) && c != display.RGB(0xffffff) {
			t.Errorf("%T in %v, want black", op, c)
		}
	}
}

// A long word to sign up by is never broken while the page has room for it.
func TestCaptionsAreWhole(t *testing.T) {
	t.Parallel()
	for _, design := range layout.Designs() {
		for _, f := range layout.Formats() {
			in := posterInput(sample(), "en")
			in.Design, in.Voice = design, &content.Builtin().Voices[0]
			long := testPhrases()
			long["signup"], long["scan-or-visit"] = "Internationalisation", "Characteristically, or unquestionably"
			in.Phrases = long
			for _, p := range setter(t).Poster(in, f).Problems {
				if p.Field == "phrases" {
					t.Errorf("%s %s: %v", design, f.Name, p)
				}
			}
		}
	}
}

// On a wide page what it is stands as low as when and where, set larger for it.
func TestColumnsAreEven(t *testing.T) {
	t.Parallel()
	for _, f := range []layout.Format{layout.A4Landscape} {
		in := posterInput(sample(), "en")
		in.Event.Venue.Access = nil // whose icons stand over the words
		p := setter(t).Poster(in, f).Pages[0]
		low := map[string]float64{}
		for _, m := range marks(t, p) {
			for _, begins := range []string{"Food, stories", "Step-free"} {
				if strings.HasPrefix(m.text, begins) {
					low[begins] = m.box.Y + m.box.H
				}
			}
		}
		if about, access := low["Food, stories"], low["Step-free"]; about == 0 || access == 0 || access-about > p.H*0.07 {
			t.Errorf("%s: the columns end at %v", f.Name, low)
		}
	}
}

// The smallest paper has no ribbon; the headline has its room.
func TestLargePrintOnA6(t *testing.T) {
	t.Parallel()
	f, _ := layout.FormatNamed("a6")
	in := posterInput(sample(), "en")
	in.Design = layout.Plain
	size := map[display.Role]float64{}
	role := display.Role("")
	for _, op := range setter(t).Poster(in, f).Pages[0].Ops {
		switch o := op.(type) {
		case display.Tag:
			role = o.Role
		case display.Text:
			size[role] = max(size[role], o.Run.Size)
		case display.Stroke:
			t.Error("there is a strand")
		}
	}
	if size[display.H1] < size[display.H2]*1.1 {
		t.Errorf("the headline is of %v pt beside a title of %v", size[display.H1], size[display.H2])
	}
}

func TestPostersAreMirrored(t *testing.T) {
	t.Parallel()
	in := posterInput(sample(), "en")
	ltr := setter(t).Poster(in, layout.A4)
	in.Lang, in.Event = "ar", spoken(t, "ar")
	rtl := setter(t).Poster(in, layout.A4)
	first := func(r layout.Result) display.Path {
		for _, op := range r.Pages[0].Ops {
			if s, ok := op.(display.Stroke); ok {
				return s.Path
			}
		}
		t.Fatal("no braid")
		return nil
	}
	a, b := first(ltr)[0].P[0], first(rtl)[0].P[0]
	if a.X >= 0 || b.X <= rtl.Pages[0].W {
		t.Errorf("strands begin at %v and %v, want beyond the side where lines begin", a.X, b.X)
	}
}

// No two groups have one braid.
func TestBraidsAreAllDifferent(t *testing.T) {
	t.Parallel()
	const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	s, seen := setter(t), map[string]string{}
	for i := range 256 {
		ev := sample()
		ev.ID = event.ID(fmt.Sprintf("7K3QX9%c%c", crockford[i/32], crockford[i%32]))
		var braid strings.Builder
		for _, op := range s.Poster(posterInput(ev, "en"), layout.A4).Pages[0].Ops {
			if stroke, ok := op.(display.Stroke); ok {
				fmt.Fprint(&braid, stroke.Path)
			}
		}
		if twin, ok := seen[braid.String()]; ok {
			t.Errorf("%s and %s have one braid", twin, ev.ID)
		}
		seen[braid.String()] = string(ev.ID)
	}
}

// TestPosterPages pins the posters: a changed hash means that paper looks
// different, so look at it before running with -update.
func TestPosterPages(t *testing.T) {
	t.Parallel()
	got := map[string]string{}
	s := setter(t)
	for _, design := range ownDesigns() {
		for _, f := range layout.Formats() {
			for _, lang := range []string{"en", "ur", "uk"} {
				in := posterInput(spoken(t, lang), lang)
				in.Design = design
				got[fmt.Sprintf("%s %s %s", design, f.Name, lang)] = pageHash(s.Poster(in, f).Pages[0])
			}
		}
	}
	golden(t, "testdata/posters.json", got)
}

// pageHash covers every number of a page.
func pageHash(p *display.Page) string {
	h := sha256.New()
	for _, op := range p.Ops {
		fmt.Fprintf(h, "%T %v\n", op, op)
	}
	return hex.EncodeToString(h.Sum(nil)[:9])
}

func TestPosterDirection(t *testing.T) {
	t.Parallel()
	for _, lang := range posterLangs() {
		l, _ := locale.Lookup(lang)
		r := setter(t).Poster(posterInput(spoken(t, lang), lang), layout.A4Landscape)
		for _, m := range marks(t, r.Pages[0]) {
			if m.role == display.Figure && (m.box.X < r.Pages[0].W/2) != (l.Dir == locale.RTL) {
				t.Errorf("%s: the code stands at %v", lang, m.box.X)
			}
		}
	}
}
