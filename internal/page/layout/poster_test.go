package layout_test

import (
	"strings"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
	"daykit/internal/page/layout"
)

func TestPosterInEveryLanguage(t *testing.T) {
	t.Parallel()
	for _, paper := range []layout.Format{layout.A4, layout.A3} {
		for _, lang := range languages() {
			t.Run(paper.Name+" "+lang, func(t *testing.T) {
				t.Parallel()
				r := setter(t).Poster(posterInput(spoken(t, lang), lang), paper)
				if len(r.Pages) != 1 || len(r.Problems) != 0 {
					t.Fatalf("got %d pages, problems %v", len(r.Pages), r.Problems)
				}
				p := r.Pages[0]
				readInside(t, p)
				apart(t, p)
				quietZone(t, p, 25)
				if clearOfBraid(t, p) == 0 {
					t.Error("the poster has no braid")
				}
				legible(t, p)
				beginsAt(t, p, lang, marginOf(paper))
				if r.ReadsFromM < 1 {
					t.Errorf("reads from %v m, want at least 1", r.ReadsFromM)
				}
			})
		}
	}
}

// legible checks the floor of 14 pt for words; Nastaliq is drawn smaller by its face.
func legible(t *testing.T, p *display.Page) {
	t.Helper()
	for _, op := range p.Ops {
		if text, ok := op.(display.Text); ok {
			floor := 14.0
			if strings.Contains(text.Run.Font, "nastaliq") {
				floor *= 0.85
			}
			if text.Run.Size < floor-0.001 {
				t.Errorf("%q is set in %v pt", text.Run.Text, text.Run.Size)
			}
		}
	}
}

// beginsAt checks that headings begin at the margin of the side where the language
// does.
func beginsAt(t *testing.T, p *display.Page, lang string, margin float64) {
	t.Helper()
	l, _ := locale.Lookup(lang)
	for _, m := range marks(t, p) {
		if m.role != display.H1 && m.role != display.H2 {
			continue
		}
		begin := m.box.X
		if l.Dir == locale.RTL {
			begin = p.W - m.box.X - m.box.W
		}
		if begin < margin-0.01*p.W || begin > margin+0.01*p.W {
			t.Errorf("%q begins %.0f pt from its edge, want about %.0f", m.text, begin, margin)
		}
	}
}

// clearOfBraid checks every point of every strand against the words, and counts the
// braids.
func clearOfBraid(t *testing.T, p *display.Page) (braids int) {
	t.Helper()
	all := marks(t, p)
	for _, braid := range all {
		if braid.role != "" || len(braid.path) == 0 || isIcon(p, braid) {
			continue
		}
		braids++
		for _, path := range braid.path {
			eachPoint(path, func(q display.Point) {
				pen := display.Rect{X: q.X - braid.pen/2, Y: q.Y - braid.pen/2, W: braid.pen, H: braid.pen}
				for _, m := range all {
					if m.role != "" && overlap(pen, m.box) {
						t.Fatalf("the braid at %+v touches %q", q, m.text)
					}
				}
			})
		}
	}
	return braids
}

// eachPoint walks along the curves of a path.
func eachPoint(path display.Path, do func(display.Point)) {
	var at display.Point
	for _, s := range path {
		switch s.Verb {
		case display.CubicTo:
			for i := range 8 {
				u := float64(i) / 8
				v := 1 - u
				a, b, c, d := v*v*v, 3*v*v*u, 3*v*u*u, u*u*u
				do(display.Point{X: a*at.X + b*s.P[0].X + c*s.P[1].X + d*s.P[2].X, Y: a*at.Y + b*s.P[0].Y + c*s.P[1].Y + d*s.P[2].Y})
			}
			at = s.P[2]
		case display.MoveTo, display.LineTo:
			at = s.P[0]
		case display.Close:
		}
	}
}

func TestPosterCodeStandsAtTheEnd(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "ar"} {
		p := setter(t).Poster(posterInput(spoken(t, lang), lang), layout.A4).Pages[0]
		for _, m := range marks(t, p) {
			if m.role == display.Figure && (m.box.X > p.W/2) == (lang == "ar") {
				t.Errorf("%s: the code stands at %v", lang, m.box.X)
			}
		}
	}
}

func TestPosterTellsWhatIsWrong(t *testing.T) {
	t.Parallel()
	sentence := "All human beings are born free and equal in dignity and rights. "
	for _, tc := range []struct {
		name, lang  string
		edit        func(*event.Event)
		field, what string
	}{
		{"no words in the language", "ur", func(*event.Event) {}, "title", "no Urdu words yet; English is printed"},
		{"too much about", "en", func(e *event.Event) { e.Texts.About = event.Text{"en": strings.Repeat(sentence, 60)} }, "texts.about", "too much text"},
		{"too much headline", "en", func(e *event.Event) { e.Texts.Headline = event.Text{"en": strings.Repeat(sentence, 30)} }, "texts.headline", "too much text"},
		{"endless word", "en", func(e *event.Event) { e.Title = event.Text{"en": strings.Repeat("Donaudampfschiff", 8)} }, "title", "too long for one line"},
		{"letters of no font", "en", func(e *event.Event) { e.Title = event.Text{"en": "A shared table 🥘"} }, "title", "no font of this kit has"},
		{"endless title", "en", func(e *event.Event) { e.Title = event.Text{"en": strings.Repeat(sentence, 60)} }, "title", "too much text"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			ev := sample()
			tc.edit(&ev)
			r := setter(t).Poster(posterInput(ev, tc.lang), layout.A4)
			found := false
			for _, p := range r.Problems {
				found = found || p.Field == tc.field && strings.Contains(p.What, tc.what)
			}
			if !found {
				t.Errorf("got %v, want a problem of %s with %q", r.Problems, tc.field, tc.what)
			}
			readInside(t, r.Pages[0])
			apart(t, r.Pages[0])
		})
	}
}

func TestPosterShrinksBeforeItLeavesOut(t *testing.T) {
	t.Parallel()
	ev := sample()
	ev.Texts.About = event.Text{"en": strings.Repeat("All human beings are born free and equal in dignity and rights. ", 9)}
	r := setter(t).Poster(posterInput(ev, "en"), layout.A4)
	if len(r.Problems) != 0 {
		t.Fatalf("problems %v", r.Problems)
	}
	readInside(t, r.Pages[0])
	apart(t, r.Pages[0])
	legible(t, r.Pages[0])
}

func TestPosterKeepsAHiddenAddress(t *testing.T) {
	t.Parallel()
	ev := sample()
	ev.Venue.HideAddress, ev.Venue.PublicArea = true, "Cardiff Bay"
	r := setter(t).Poster(posterInput(ev, "en"), layout.A4)
	var all strings.Builder
	all.WriteString(r.Alt)
	for _, m := range marks(t, r.Pages[0]) {
		all.WriteString("\n" + strings.ReplaceAll(m.text, "\u00a0", " "))
	}
	for _, secret := range []string{"Sample Community Hall", "1 Sample Street", "Manchester", "M1 1AA"} {
		if strings.Contains(all.String(), secret) {
			t.Errorf("%q is on the poster", secret)
		}
	}
	for _, want := range []string{"Cardiff Bay", "We send you the address"} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("%q is not on the poster:\n%s", want, all.String())
		}
	}
}

func TestPosterWithoutACode(t *testing.T) {
	t.Parallel()
	in := posterInput(sample(), "en")
	in.Code = layout.Code{}
	r := setter(t).Poster(in, layout.A4)
	if r.QRFromM != 0 || len(r.Problems) != 0 {
		t.Errorf("got %v m, %v", r.QRFromM, r.Problems)
	}
	readInside(t, r.Pages[0])
	apart(t, r.Pages[0])
}

func TestPosterCodesScan(t *testing.T) {
	t.Parallel()
	s := setter(t)
	want := posterInput(sample(), "en").Code.Payload
	for _, tc := range []struct {
		lang  string
		paper layout.Format
	}{{"en", layout.A4}, {"ur", layout.A4}, {"am", layout.A3}} {
		r := s.Poster(posterInput(spoken(t, tc.lang), tc.lang), tc.paper)
		if got := scan(t, r.Pages); len(got) != 1 || got[0] != want {
			t.Errorf("%s %s: got %q, want %q", tc.lang, tc.paper.Name, got, want)
		}
	}
	cream := layout.OnPaper(s.Poster(posterInput(sample(), "en"), layout.A4).Pages[0], layout.Cream())
	if got := scan(t, []*display.Page{cream}); len(got) != 1 || got[0] != want {
		t.Errorf("on cream paper: got %q, want %q", got, want)
	}
}

func TestPosterIsTheEventsOwn(t *testing.T) {
	t.Parallel()
	s := setter(t)
	braid := func(id event.ID) display.Path {
		ev := sample()
		ev.ID = id
		for _, m := range marks(t, s.Poster(posterInput(ev, "en"), layout.A4).Pages[0]) {
			if len(m.path) > 20 {
				return m.path[3]
			}
		}
		t.Fatal("no braid")
		return nil
	}
	same := func(a, b display.Path) bool { return pathBox(a, 0) == pathBox(b, 0) && len(a) == len(b) }
	if !same(braid(eventID), braid(eventID)) {
		t.Error("one event, two braids")
	}
	if same(braid(eventID), braid("0123456Z")) {
		t.Error("two events, one braid")
	}
}

func TestSaveInkIsHollow(t *testing.T) {
	t.Parallel()
	in := posterInput(sample(), "en")
	inked := func() (area float64) {
		for _, op := range setter(t).Poster(in, layout.A4).Pages[0].Ops {
			if s, ok := op.(display.Stroke); ok {
				w := s.Width
				if s.Color == display.RGB(0xffffff) {
					w = -w
				}
				area += w * float64(len(s.Path))
			}
		}
		return area
	}
	full := inked()
	in.SaveInk = true
	if saved := inked(); saved > full/2 {
		t.Errorf("saves too little: %v against %v", saved, full)
	}
}
