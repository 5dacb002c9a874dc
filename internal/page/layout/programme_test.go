package layout_test

import (
	"fmt"
	"strings"
	"testing"

	"daykit/internal/domain/content"
	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/page/layout"
)

func programmeInput(t *testing.T, lang string, points, voices int) layout.ProgrammeInput {
	t.Helper()
	ev := spoken(t, lang)
	title := declarations(t)[lang].Article3
	if lang == "en" {
		title = "Everyone has the right to life, liberty and security of person."
	}
	for i := range points {
		it := event.ProgrammeItem{At: fmt.Sprintf("%02d:%02d", 10+i/4, i%4*15), Minutes: 15, Title: event.Text{lang: title}}
		if i%2 == 1 {
			it.Lead = "Sample Neighbours"
		}
		ev.Programme = append(ev.Programme, it)
	}
	english := phrases{
		"day": "International Migrants Day", "programme": "Programme", "programme.minutes": "{n} min", "programme.voices": "Voices",
		"programme.about": "About the day", "programme.about.text": "18 December is International Migrants Day.",
		"programme.thanks": "Thank you", "programme.thanks.text": "Thank you for coming.", "programme.next": "What next?",
		"access": "Access", "scan-or-visit": "Scan, or visit",
	}
	return layout.ProgrammeInput{
		Event: ev, Lang: lang, Theme: content.Theme{Text: "It Takes A Community"}, Voices: content.Builtin().Voices[:voices],
		Phrases: manyPhrases(t, english, 8), Code: layout.Code{Payload: "HTTPS://KIT.EXAMPLE.ORG/E/" + eventID, Address: "kit.example.org/e/" + eventID},
	}
}

func TestProgrammes(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, lang     string
		points, voices int
		pages          int
		large          bool
	}{
		{"short", "en", 4, 0, 1, false},
		{"voices", "en", 6, 2, 2, false},
		{"long", "en", 12, 1, 2, false},
		{"large print", "uk", 6, 0, 2, true},
		{"from the right", "ar", 8, 1, 2, false},
		{"words that climb", "ur", 4, 1, 2, false},
		{"long words", "ta", 5, 0, 2, false},
		{"nothing yet", "en", 0, 0, 2, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			in := programmeInput(t, tc.lang, tc.points, tc.voices)
			in.LargePrint = tc.large
			r := setter(t).Programme(in)
			if len(r.Pages) != tc.pages || len(r.Problems) != 0 {
				t.Fatalf("got %d pages, %v, want %d", len(r.Pages), r.Problems, tc.pages)
			}
			least := 12.0
			if tc.large {
				least = 18
			}
			for _, p := range r.Pages {
				readInside(t, p)
				apart(t, p)
				clearOfArt(t, p)
				quietZone(t, p, 29)
				atLeast(t, p, least)
				clearOfFold(t, p)
			}
			if got := scan(t, r.Pages[:1]); len(got) != 1 || got[0] != in.Code.Payload {
				t.Errorf("got codes %q", got)
			}
		})
	}
}

// clearOfFold checks that words keep 8 mm from the fold.
func clearOfFold(t *testing.T, p *display.Page) {
	t.Helper()
	fold := display.Rect{X: p.W/2 - display.MM(8), W: display.MM(16), H: p.H}
	for _, m := range marks(t, p) {
		if m.role != "" && overlap(m.box, fold) {
			t.Errorf("%q %+v lies on the fold", m.text, m.box)
		}
	}
}

func TestProgrammePagesFollowTheLanguage(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		lang         string
		coverOnRight bool
	}{{"en", true}, {"ar", false}} {
		r := setter(t).Programme(programmeInput(t, tc.lang, 8, 1))
		onRight := func(p *display.Page, words string) bool {
			found := texts(t, p, words)
			if len(found) == 0 {
				t.Fatalf("%q is not on the page", words)
			}
			return found[0].box.X > p.W/2
		}
		if onRight(r.Pages[0], "Community") != tc.coverOnRight {
			t.Errorf("%s: the cover is on the wrong half", tc.lang)
		}
		if onRight(r.Pages[0], "kit.example.org") == tc.coverOnRight {
			t.Errorf("%s: the back is on the wrong half", tc.lang)
		}
		if onRight(r.Pages[1], "10:00") == tc.coverOnRight || onRight(r.Pages[1], "People, family") != tc.coverOnRight {
			t.Errorf("%s: the running order does not come first", tc.lang)
		}
	}
}

func TestProgrammesSayWhatHasNoPlace(t *testing.T) {
	t.Parallel()
	in := programmeInput(t, "en", 40, 2)
	in.Event.Title = event.Text{"en": strings.Repeat("A very long title ", 11)}
	r := setter(t).Programme(in)
	fields := map[string]bool{}
	for _, p := range r.Problems {
		fields[p.Field] = true
	}
	if !fields["programme.40"] || fields["programme.1"] || !fields["voices.2"] {
		t.Errorf("got %v, want the voices and the last points left out", r.Problems)
	}
	for _, p := range r.Pages {
		readInside(t, p)
		apart(t, p)
	}
}
