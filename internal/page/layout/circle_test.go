package layout_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/page/layout"
)

// circleInput is the sample with ordinary words in two languages.
func circleInput(t testing.TB, lang, second string) layout.PosterInput {
	t.Helper()
	in := posterInput(ordinary(t, lang), lang)
	in.Design, in.Second = layout.Circle, second
	if second == "" {
		return in
	}
	other := ordinary(t, second)
	ev := &in.Event
	for to, from := range map[*event.Text]event.Text{
		&ev.Title: other.Title, &ev.Texts.Headline: other.Texts.Headline,
		&ev.Texts.About: other.Texts.About, &ev.Texts.Access: other.Texts.Access,
	} {
		*to = event.Text{lang: (*to)[lang], second: from[second]}
	}
	return in
}

// pairs are languages that share posters, of one direction and of two, and one
// language alone.
func pairs() [][2]string {
	return [][2]string{
		{"en", "ar"},
		{"ur", "en"},
		{"pl", "uk"},
		{"en", "ti"},
		{"zh-Hans", "en"},
		{"ta", "en"},
		{"ar", "fa"},
		{"uk", "bn"},
		{"en", ""},
		{"ur", ""},
		{"ta", ""},
	}
}

func TestCircleInEveryFormat(t *testing.T) {
	t.Parallel()
	for _, f := range layout.Formats() {
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			s := setter(t)
			for _, pair := range pairs() {
				in := circleInput(t, pair[0], pair[1])
				r := s.Poster(in, f)
				for _, p := range r.Problems {
					t.Errorf("%s: %v", pair, p)
				}
				checkPoster(t, in, f, r)
				clearOfStrands(t, r.Pages[0])
				equals(t, in, r)
				if f.Distance > 0 && r.ReadsFromM < f.Distance-0.06 {
					t.Errorf("%s: reads from %v m, want %v", pair, r.ReadsFromM, f.Distance)
				}
			}
		})
	}
}

// equals checks that both languages lead, and both say what and when.
func equals(t *testing.T, in layout.PosterInput, r layout.Result) {
	t.Helper()
	heads, roles := map[string]bool{}, []string{}
	for _, op := range r.Pages[0].Ops {
		if tag, ok := op.(display.Tag); ok && tag.Role == display.H1 {
			heads[tag.Lang] = true
			roles = append(roles, tag.Lang)
		}
	}
	for _, lang := range []string{in.Lang, in.Second} {
		if lang == "" {
			continue
		}
		if !heads[lang] {
			t.Errorf("no headline in %s, only in %v", lang, roles)
		}
		if !named(r, "texts.headline") && !printed(t, r.Pages[0], in.Event.Title[lang]) {
			t.Errorf("the title in %s is not printed", lang)
		}
		if !strings.Contains(r.Alt, in.Event.Texts.Headline[lang]) {
			t.Errorf("the alternative text %q lacks the headline in %s", r.Alt, lang)
		}
	}
}

// Latin and Cyrillic letters are of one height, so their sizes are too.
func TestCircleHeadlinesAreOfOneSize(t *testing.T) {
	t.Parallel()
	p := setter(t).Poster(circleInput(t, "pl", "uk"), layout.A4).Pages[0]
	var tall []float64
	for _, m := range marks(t, p) {
		if m.role == display.H1 {
			lines := 3.0
			tall = append(tall, m.box.H/lines)
		}
	}
	if len(tall) != 2 || math.Abs(tall[0]/tall[1]-1) > 0.12 {
		t.Errorf("lines of %v pt", tall)
	}
}

// A headline of short words is set smaller rather than one word to a line.
func TestHeadlinesAreNoLadders(t *testing.T) {
	t.Parallel()
	voice := voiceInput(t, "ar", 0)
	voice.Voice = nil
	for _, in := range []layout.PosterInput{voice, circleInput(t, "ar", "")} {
		lines, role := map[float64]bool{}, display.Role("")
		for _, op := range setter(t).Poster(in, layout.A4).Pages[0].Ops {
			switch o := op.(type) {
			case display.Tag:
				role = o.Role
			case display.Text:
				if role == display.H1 {
					lines[o.Run.Y] = true
				}
			}
		}
		if words := len(strings.Fields(in.Event.Texts.Headline["ar"])); len(lines) == 0 || len(lines) >= words {
			t.Errorf("%s: %d words over %d lines", in.Design, words, len(lines))
		}
	}
}

func TestCircleColumnsRunTheirOwnWay(t *testing.T) {
	t.Parallel()
	const left, right = true, false
	for _, tc := range []struct {
		lang, second   string
		first, second2 bool
	}{{"en", "ar", left, right}, {"ur", "en", right, left}, {"ar", "fa", right, right}, {"pl", "uk", left, left}} {
		p := setter(t).Poster(circleInput(t, tc.lang, tc.second), layout.A4).Pages[0]
		titles := boxesOf(t, p, display.H2)
		a, b := titles[tc.lang], titles[tc.second]
		if (a.X < b.X) != tc.first {
			t.Errorf("%s and %s stand at %+v and %+v", tc.lang, tc.second, a, b)
		}
		margin := marginOf(layout.A4)
		if tc.first == left && math.Abs(a.X-margin) > 3 || tc.first == right && math.Abs(p.W-margin-a.X-a.W) > 3 {
			t.Errorf("%s stands at %+v, not on its margin", tc.lang, a)
		}
		if tc.first != tc.second2 && (tc.second2 == right && math.Abs(p.W-margin-b.X-b.W) > 3 || tc.second2 == left && math.Abs(b.X-margin) > 3) {
			t.Errorf("%s stands at %+v, not on its margin", tc.second, b)
		}
		if end := union(b, boxesOf(t, p, display.P)[tc.second]); tc.first == left && tc.second2 == left && math.Abs(p.W-margin-end.X-end.W) > 6 {
			t.Errorf("the lines of %s end at %.0f, not on the margin", tc.second, end.X+end.W)
		}
	}
}

// boxesOf are the boxes of the elements of a role, by their language.
func boxesOf(t *testing.T, p *display.Page, role display.Role) map[string]display.Rect {
	t.Helper()
	out := map[string]display.Rect{}
	lang := ""
	for _, op := range p.Ops {
		switch o := op.(type) {
		case display.Tag:
			lang = ""
			if o.Role == role {
				lang = o.Lang
			}
		case display.Text:
			if lang != "" {
				out[lang] = union(out[lang], inkOf(t, o.Run))
			}
		}
	}
	return out
}

func TestCircleTellsWhatIsWrong(t *testing.T) {
	t.Parallel()
	r := setter(t).Poster(func() layout.PosterInput {
		in := circleInput(t, "en", "")
		in.Second = "ur"
		return in
	}(), layout.A4)
	found := 0
	for _, p := range r.Problems {
		if p.Lang == "ur" && strings.Contains(p.What, "no Urdu words yet") {
			found++
		}
	}
	if found == 0 {
		t.Errorf("got %v", r.Problems)
	}
	heads := 0
	for _, m := range marks(t, r.Pages[0]) {
		if m.role == display.H1 {
			heads++
		}
	}
	if heads != 1 {
		t.Errorf("the headline is printed %d times", heads)
	}
}

func TestCircleOfLongWords(t *testing.T) {
	t.Parallel()
	for _, n := range []int{4, 12} {
		for _, f := range layout.Formats() {
			for _, pair := range [][2]string{{"en", "uk"}, {"ur", "en"}, {"ta", ""}} {
				in := circleInput(t, pair[0], pair[1])
				ev := longWinded(in.Event, pair[0], n)
				if pair[1] != "" {
					other := longWinded(in.Event, pair[1], n)
					ev.Title[pair[1]], ev.Texts.Headline[pair[1]], ev.Texts.Access[pair[1]] = other.Title[pair[1]], other.Texts.Headline[pair[1]], other.Texts.Access[pair[1]]
				}
				in.Event = ev
				r := setter(t).Poster(in, f)
				checkPoster(t, in, f, r)
				clearOfStrands(t, r.Pages[0])
				for _, lang := range pair {
					for field, w := range map[string]event.Text{"texts.headline": ev.Texts.Headline, "title": ev.Title, "texts.access": ev.Texts.Access} {
						if lang != "" && !named(r, field) && !printed(t, r.Pages[0], w[lang]) {
							t.Errorf("%d %s %s: %s is neither printed nor named in %v", n, f.Name, lang, field, r.Problems)
						}
					}
				}
			}
		}
	}
}

func TestVoiceAndCircleCodesScan(t *testing.T) {
	t.Parallel()
	s := setter(t)
	for _, in := range []layout.PosterInput{voiceInput(t, "en", 0), circleInput(t, "en", "ar"), circleInput(t, "ur", "en")} {
		for _, f := range []layout.Format{layout.A4, layout.A5} {
			if got := scan(t, s.Poster(in, f).Pages); len(got) != 1 || got[0] != in.Code.Payload {
				t.Errorf("%s %s: got %q, want %q", in.Design, f.Name, got, in.Code.Payload)
			}
		}
	}
}

// No two groups have one braid, whatever the design.
func TestVoiceAndCircleAreTheEventsOwn(t *testing.T) {
	t.Parallel()
	s := setter(t)
	for _, in := range []layout.PosterInput{voiceInput(t, "en", 0), circleInput(t, "en", "ar")} {
		seen := map[string]string{}
		for i := range 100 {
			in.Event.ID = event.ID(fmt.Sprintf("7K3QX9%02d", i))
			var braid strings.Builder
			for _, op := range s.Poster(in, layout.A4).Pages[0].Ops {
				if stroke, ok := op.(display.Stroke); ok {
					fmt.Fprint(&braid, stroke.Path)
				}
			}
			if twin, ok := seen[braid.String()]; ok {
				t.Errorf("%s: %s and %s have one braid", in.Design, twin, in.Event.ID)
			}
			seen[braid.String()] = string(in.Event.ID)
		}
	}
}

// TestVoiceAndCirclePages pins these posters: a changed hash means that paper looks
// different, so look at it before running with -update.
func TestVoiceAndCirclePages(t *testing.T) {
	t.Parallel()
	got := map[string]string{}
	s := setter(t)
	for _, f := range layout.Formats() {
		for _, lang := range []string{"en", "ur", "uk"} {
			got["voice "+f.Name+" "+lang] = pageHash(s.Poster(voiceInput(t, lang, 0), f).Pages[0])
		}
		for _, pair := range [][2]string{{"en", "ar"}, {"ur", "en"}, {"pl", "uk"}, {"zh-Hans", ""}} {
			got["circle "+f.Name+" "+pair[0]+" "+pair[1]] = pageHash(s.Poster(circleInput(t, pair[0], pair[1]), f).Pages[0])
		}
	}
	golden(t, "testdata/voicecircle.json", got)
}
