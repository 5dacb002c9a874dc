package layout_test

import (
	"strings"
	"testing"

	"daykit/internal/page/layout"
)

// photoWords are the kit's own words as they were written.
func photoWords() phrases {
	out := phrases{
		"photosheet.title": "May we show photographs of you?", "photosheet.ask": "{group} takes photographs at this event. Yes or no: you are just as welcome.",
		"photosheet.use.report": "The report for those who gave money for the event", "photosheet.use.campaign": "The campaign of the day: its pages and posters",
	}
	for _, key := range []string{
		"consent.uses", "consent.use.web", "consent.use.social", "consent.use.press", "consent.show", "consent.sign.name", "consent.signature",
		"consent.sign.date", "consent.sign.guardian", "consent.copy.you", "consent.withdraw", "consent.contact",
	} {
		out[key], _ = realWords().Phrase(key, "en")
	}
	return out
}

// TestPhotoSheetPages pins the sheet.
func TestPhotoSheetPages(t *testing.T) {
	t.Parallel()
	s, got := setter(t), map[string]string{}
	got["photo consent en"] = hashWhole(s.PhotoSheet(layout.PhotoSheetInput{Event: sample(), Lang: "en", Phrases: photoWords()}))
	for _, lang := range []string{"ar", "uk"} {
		long := longWords{lang, declarations(t)[lang].Article3}
		got["photo consent "+lang] = hashWhole(s.PhotoSheet(layout.PhotoSheetInput{Event: spoken(t, lang), Lang: lang, Phrases: long}))
	}
	golden(t, "testdata/golden-photosheet.json", got)
}

// TestPhotoSheetAsksEachUse: each strip asks for each use by itself, with a box before it,
// and has what a person takes home.
func TestPhotoSheetAsksEachUse(t *testing.T) {
	t.Parallel()
	r := setter(t).PhotoSheet(layout.PhotoSheetInput{Event: sample(), Lang: "en", Phrases: realWords()})
	if len(r.Pages) != 1 || len(r.Problems) != 0 || len(r.Notes) != 0 {
		t.Fatalf("%d pages, %v, %v", len(r.Pages), r.Problems, r.Notes)
	}
	p := spread(r.Pages[0])
	readInside(t, p)
	apart(t, p)
	noSmaller(t, p, 12)
	text, boxes := textOf(t, p), 0
	for _, key := range []string{
		"photosheet.use.report", "consent.use.web", "consent.use.social", "consent.use.press", "photosheet.use.campaign", "consent.show", "consent.withdraw", "consent.contact",
	} {
		if want, _ := realWords().Phrase(key, "en"); strings.Count(text, letters(want)) != 2 {
			t.Errorf("%q stands %d times, want on both strips", want, strings.Count(text, letters(want)))
		}
	}
	for _, m := range marks(t, p) {
		if m.role == "" && m.pen > 0.99 && m.pen < 1.01 {
			boxes++
		}
	}
	if boxes != 12 {
		t.Errorf("%d boxes, want one for each of five uses and to be asked first, twice", boxes)
	}
}

// TestPhotoSheetInLongLanguages goes over pages rather than leave something out, and the
// sheet is in one language where the kit has not all of its words.
func TestPhotoSheetInLongLanguages(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "ar", "ur", "uk", "ta", "am", "zh-Hans"} {
		long := longWords{lang, declarations(t)[lang].Article3}
		r := setter(t).PhotoSheet(layout.PhotoSheetInput{Event: spoken(t, lang), Lang: lang, Phrases: long})
		if len(r.Problems) != 0 || len(r.Pages) == 0 || len(r.Pages) > 3 {
			t.Errorf("%s: %d pages, %v", lang, len(r.Pages), r.Problems)
		}
		for _, p := range r.Pages {
			p = spread(p)
			readInside(t, p)
			apart(t, p)
			noSmaller(t, p, 12)
		}
	}
	fr := setter(t).PhotoSheet(layout.PhotoSheetInput{Event: sample(), Lang: "fr", Phrases: realWords()})
	if text := textOf(t, spread(fr.Pages[0])); !strings.Contains(text, letters("Under 18: a parent or carer signs too")) || len(fr.Notes) == 0 {
		t.Errorf("a sheet of two languages, %v: %q", fr.Notes, text)
	}
}
