package layout_test

import (
	"strings"
	"testing"

	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/page/layout"
)

func pressInput(t *testing.T, lang string, words layout.Phrases) layout.PressInput {
	t.Helper()
	return layout.PressInput{
		Event: ordinary(t, lang), Lang: lang, Phrases: words, Embargo: "2026-12-10", Contact: "Hana Abdi, 020 7946 0000", Address: "kit.example.org/e/" + eventID,
		Voice: &content.Voice{Credit: "Sample Speaker", Role: "cook", Year: 2024, Lang: "en", Quote: "I came with one suitcase and my mother's recipes."},
		Notes: []content.Fact{{Text: "International Migrants Day is on 18 December every year.", Source: "un.org", SourceDate: "2024"}},
	}
}

func TestPressNoticeSaysAll(t *testing.T) {
	t.Parallel()
	in := pressInput(t, "en", realWords())
	r := setter(t).PressNotice(in)
	if len(r.Pages) != 1 || len(r.Problems) != 0 {
		t.Fatalf("%d pages, problems %v", len(r.Pages), r.Problems)
	}
	p := spread(r.Pages[0])
	readInside(t, p)
	apart(t, p)
	noSmaller(t, p, 12)
	text := textOf(t, p)
	for _, want := range []string{
		"Press notice", "Not for use before Thursday 10 December 2026", "Sample Neighbours invites everybody to", "1 Sample Street", "Friday 18 December 2026, 17:30–20:30",
		"Sample Speaker, cook, 2024 says:", "my mother’s recipes", "kit.example.org/e/", "Hana Abdi, 020 7946 0000", "Notes for editors", "Source: un.org, 2024", "Step-free",
	} {
		if !strings.Contains(text, letters(want)) {
			t.Errorf("the notice does not say %q", want)
		}
	}
	in.Voice, in.Embargo = nil, ""
	text = textOf(t, spread(setter(t).PressNotice(in).Pages[0]))
	if strings.Contains(text, letters("says:")) || !strings.Contains(text, letters("For use at once")) {
		t.Error("a notice that quotes nobody and may be used at once says otherwise")
	}
}

// TestPressNoticeOfTwoPagesIsTold: editors read one.
func TestPressNoticeOfTwoPagesIsTold(t *testing.T) {
	t.Parallel()
	in := pressInput(t, "en", realWords())
	if r := setter(t).PressNotice(in); len(r.Notes) != 0 {
		t.Errorf("a notice of %d page: %v", len(r.Pages), r.Notes)
	}
	in.Event.Texts.About = event.Text{"en": strings.Repeat("Food, stories and music from neighbours. ", 70)}
	r := setter(t).PressNotice(in)
	if len(r.Pages) != 2 || len(r.Notes) != 1 || r.Notes[0].Code != "press-long" || r.Notes[0].Params["pages"] != 2 {
		t.Errorf("a notice of %d pages: %+v", len(r.Pages), r.Notes)
	}
}

func TestPressNoticeKeepsAHiddenAddress(t *testing.T) {
	t.Parallel()
	in := pressInput(t, "en", realWords())
	in.Event.Venue.HideAddress, in.Event.Venue.PublicArea = true, "Cardiff Bay"
	text := textOf(t, spread(setter(t).PressNotice(in).Pages[0]))
	if !strings.Contains(text, letters("Cardiff Bay")) || strings.Contains(text, letters("Sample Street")) {
		t.Error("the notice gives the place away")
	}
}

func TestPressNoticeListsAccessInTheLanguageOfItsSentence(t *testing.T) {
	t.Parallel()
	// No Urdu words for a press notice yet, though there are some for access.
	text := textOf(t, spread(setter(t).PressNotice(pressInput(t, "ur", realWords())).Pages[0]))
	if !strings.Contains(text, letters("At the venue: Step-free")) {
		t.Error("an English sentence lists access in Urdu")
	}
}

// TestPressNoticeGolden pins every op of the pages.
func TestPressNoticeGolden(t *testing.T) {
	t.Parallel()
	got := map[string]string{}
	for _, lang := range []string{"en", "ur"} {
		r := setter(t).PressNotice(pressInput(t, lang, realWords()))
		for _, p := range r.Pages {
			readInside(t, spread(p))
			apart(t, spread(p))
		}
		got["press "+lang] = hashWhole(r)
	}
	golden(t, "testdata/golden-press.json", got)
}
