package layout_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"daykit/internal/domain/content"
	"daykit/internal/domain/display"
	"daykit/internal/page/layout"
	"daykit/internal/page/pdf"
)

// kitWords are the kit's real words, for printables that are mostly those.
type kitWords struct{ *content.Pack }

func realWords() layout.Phrases { return kitWords{content.Builtin()} }

// longWords are words of the Declaration for every key: as long as the wordiest
// languages are, and of another script.
type longWords struct{ lang, text string }

func (w longWords) Phrase(string, string) (text, got string) { return w.text, w.lang }

func TestConsentAsksEachUse(t *testing.T) {
	t.Parallel()
	r := setter(t).Consent(layout.ConsentInput{Event: sample(), Lang: "en", Phrases: realWords()})
	if len(r.Pages) != 2 || len(r.Problems) != 0 {
		t.Fatalf("got %d pages, %v", len(r.Pages), r.Problems)
	}
	for i, copyFor := range []string{"group", "you"} {
		p := spread(r.Pages[i])
		text, boxes := textOf(t, p), 0
		for _, use := range content.Uses() {
			ask, _ := realWords().Phrase("consent.use."+string(use), "en")
			if ask == "" || strings.Count(text, letters(ask)) != 1 {
				t.Errorf("use %s is not asked once", use)
			}
		}
		whose, _ := realWords().Phrase("consent.copy."+copyFor, "en")
		for _, want := range []string{whose, "You can take your yes back at any time", "We cannot call back copies", "for each use and each time", "Sample Neighbours", "18 December 2026"} {
			if !strings.Contains(text, letters(want)) {
				t.Errorf("page %d does not say %q", i+1, want)
			}
		}
		for _, m := range marks(t, p) {
			if m.role == "" && m.pen > 0.99 && m.pen < 1.01 {
				boxes++
			}
		}
		if want := len(content.Uses()) + 3 + 4 + 1; boxes != want {
			t.Errorf("got %d boxes, want %d", boxes, want)
		}
	}
}

// textOf is what a page says, without white space.
func textOf(t *testing.T, p *display.Page) string {
	t.Helper()
	var b strings.Builder
	for _, m := range marks(t, p) {
		b.WriteString(letters(m.text))
	}
	return b.String()
}

// letters is a text without white space.
func letters(s string) string { return strings.Join(strings.Fields(s), "") }

func TestFormsInLongLanguages(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "ar", "ur", "uk", "ta", "am", "zh-Hans"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			long := longWords{lang, declarations(t)[lang].Article3}
			consent := setter(t).Consent(layout.ConsentInput{Event: spoken(t, lang), Lang: lang, Phrases: long})
			if n := len(consent.Pages); n%2 != 0 || n > 6 || len(consent.Problems) != 0 {
				t.Errorf("got %d pages of consent, %v", n, consent.Problems)
			}
			long.text = declarations(t)[lang].Declaration
			thanks := setter(t).Certificates(layout.CertificateInput{Event: spoken(t, lang), Lang: lang, Phrases: long, People: names(t)[:5]})
			if len(thanks.Pages) != 5 || len(thanks.Problems) != 0 {
				t.Errorf("got %d certificates, %v", len(thanks.Pages), thanks.Problems)
			}
			for _, p := range slices.Concat(consent.Pages, thanks.Pages) {
				p = spread(p)
				readInside(t, p)
				apart(t, p)
				noSmaller(t, p, 12)
			}
		})
	}
}

func TestCertificates(t *testing.T) {
	t.Parallel()
	in := layout.CertificateInput{Event: sample(), Lang: "en", Phrases: realWords(), People: names(t)}
	for i, p := range setter(t).Certificates(in).Pages {
		if text := textOf(t, spread(p)); !strings.Contains(text, letters(in.People[i].Name)) || !strings.Contains(text, "Ashared") || !strings.Contains(text, "ForSampleNeighbours") {
			t.Errorf("certificate %d says %q", i+1, text)
		}
	}
	in.People = nil
	blank := setter(t).Certificates(in)
	if len(blank.Pages) != 1 || !slices.ContainsFunc(blank.Pages[0].Ops, func(op display.Op) bool { f, ok := op.(display.Field); return ok && f.Rect.W > 300 }) {
		t.Error("the blank certificate has no place to write a name")
	}
}

// TestSheetsAreSoundFiles has qpdf look through a file of each printable.
func TestSheetsAreSoundFiles(t *testing.T) {
	t.Parallel()
	dir, s := t.TempDir(), setter(t)
	people := names(t)
	for name, r := range map[string]layout.Result{
		"signup":      s.Signup(signupInput(sample(), "en")),
		"badges":      s.Badges(badgeInput(people)),
		"letters":     s.Letters(letterInput(sample(), "en", people)),
		"certificate": s.Certificates(layout.CertificateInput{Event: sample(), Lang: "en", Phrases: realWords(), People: people}),
		"consent":     s.Consent(layout.ConsentInput{Event: sample(), Lang: "en", Phrases: realWords()}),
	} {
		var b bytes.Buffer
		if err := pdf.Write(&b, library(), r.Pages, pdf.Options{Title: name, Lang: "en"}); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		file := filepath.Join(dir, name+".pdf")
		if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		tool(t, "qpdf", "qpdf", "--check", file)
	}
}
