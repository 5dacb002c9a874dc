package layout_test

import (
	"bytes"
	"strings"
	"testing"

	"daykit/internal/page/layout"
	"daykit/internal/page/pdf"
)

func filledConsent(t testing.TB, lang string) layout.ConsentInput {
	t.Helper()
	return layout.ConsentInput{
		Event: spoken(t, lang), Lang: lang, Phrases: realWords(),
		Filled: layout.ConsentFilled{Quote: "Сусіди стали друзями.", QuoteLang: "uk", Contact: "Sam Sample, 0100 000000", Until: "20 December 2026"},
	}
}

// TestFilledConsentPages pins the filled form in the languages that it is drafted in.
func TestFilledConsentPages(t *testing.T) {
	t.Parallel()
	s, got := setter(t), map[string]string{}
	for _, lang := range []string{"en", "ar", "uk"} {
		got["consent "+lang] = hashWhole(s.Consent(filledConsent(t, lang)))
	}
	golden(t, "testdata/golden-consent.json", got)
}

func TestFilledConsentSaysWhatIsAgreed(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "ar", "uk"} {
		r := setter(t).Consent(filledConsent(t, lang))
		if len(r.Problems) != 0 || len(r.Pages)%2 != 0 {
			t.Errorf("%s: %d pages, %v", lang, len(r.Pages), r.Problems)
		}
		var all strings.Builder
		for _, p := range r.Pages {
			p = spread(p)
			readInside(t, p)
			apart(t, p)
			noSmaller(t, p, 12)
			all.WriteString(textOf(t, p))
		}
		for _, want := range []string{"Сусіди стали друзями.", "Sam Sample, 0100 000000", "20 December 2026"} {
			if n := strings.Count(all.String(), letters(want)); n != 2 { // on both copies
				t.Errorf("%s says %q %d times, want on each copy", lang, want, n)
			}
		}
	}
}

// TestAnEmptyConsentIsAsBefore keeps the form for the hand as it was.
func TestAnEmptyConsentIsAsBefore(t *testing.T) {
	t.Parallel()
	in := filledConsent(t, "en")
	in.Filled = layout.ConsentFilled{}
	r := setter(t).Consent(in)
	if text := textOf(t, spread(r.Pages[0])); strings.Contains(text, letters("These are the words:")) || len(r.Pages) != 2 {
		t.Errorf("%d pages, says %q", len(r.Pages), text)
	}
	var b bytes.Buffer
	if err := pdf.Write(&b, library(), r.Pages, pdf.Options{Title: "consent", Lang: "en"}); err != nil {
		t.Fatal(err)
	}
}
