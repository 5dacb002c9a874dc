package layout_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"daykit/internal/page/layout"
	"daykit/internal/page/pdf"
)

// recoveryInput is a sheet whose secret is 32 bytes of 7.
func recoveryInput(lang string, words layout.Phrases) layout.RecoveryInput {
	const code = "AGE-SECRET-KEY-PQ-1QURSWPC8QURSWPC8QURSWPC8QURSWPC8QURSWPC8QURSWPC8QURSGFFG43"
	return layout.RecoveryInput{
		Lang: lang, Phrases: words, Group: "Sample Neighbours", Mark: "7KQ2M5XDABCDEFGHIJKLMNOPQR", Date: "2026-11-28", Number: 3, Copies: 2,
		Code:   code,
		Groups: strings.Fields("QURSW PC8QU RSWPC 8QURS WPC8Q URSWP C8QUR SWPC8 QURSW PC8QU RSGF FG43"),
		Words:  strings.Fields(strings.Repeat("abandon ability crumble strategy zoo ", 5)),
	}
}

func TestRecoverySheet(t *testing.T) {
	t.Parallel()
	in := recoveryInput("en", realWords())
	for _, f := range []layout.Format{layout.A4, layout.USLetter} {
		r := setter(t).Recovery(in, f)
		if len(r.Pages) != 2 || len(r.Problems) != 0 || len(r.Notes) != 0 {
			t.Fatalf("%s: got %d pages, %v, %v", f.Name, len(r.Pages), r.Problems, r.Notes)
		}
		for i, p := range r.Pages {
			readInside(t, p)
			apart(t, p)
			quietZone(t, p, 41)
			text := textOf(t, p)
			for _, want := range append(append([]string{
				"Copy " + string(rune('1'+i)) + " of 2", "Sample Neighbours", "28 November 2026, sheet 3", in.Mark,
				"Keep the two copies in two places", "tear up this one",
			}, in.Groups...), in.Words...) {
				if !strings.Contains(text, letters(want)) {
					t.Errorf("%s: page %d does not say %q", f.Name, i+1, want)
				}
			}
			if strings.Contains(text, letters("Migrants Day")) || strings.Contains(r.Alt, in.Code) {
				t.Errorf("%s: page %d says more than it should", f.Name, i+1)
			}
		}
	}
}

// TestRecoverySheetIsDrawnAsBefore pins the page: paper that lies in drawers is looked
// at before it changes.
func TestRecoverySheetIsDrawnAsBefore(t *testing.T) {
	t.Parallel()
	got := map[string]string{}
	for _, f := range []layout.Format{layout.A4, layout.USLetter} {
		got[f.Name] = hashWhole(setter(t).Recovery(recoveryInput("en", realWords()), f))
	}
	golden(t, "testdata/golden-recovery.json", got)
}

// TestRecoverySheetInLongLanguages holds the page together where words are long and
// where they run from right to left.
func TestRecoverySheetInLongLanguages(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"ar", "uk", "ta", "zh-Hans"} {
		long := longWords{lang, declarations(t)[lang].Title}
		r := setter(t).Recovery(recoveryInput(lang, long), layout.A4)
		if len(r.Pages) != 2 || len(r.Problems) != 0 {
			t.Fatalf("%s: got %d pages, %v", lang, len(r.Pages), r.Problems)
		}
		readInside(t, r.Pages[0])
		apart(t, r.Pages[0])
	}
}

// TestPrintedRecoverySheetIsScanned reads the paper as scanners draw it, and holds the
// file to telling the secret nowhere but on its pages.
func TestPrintedRecoverySheetIsScanned(t *testing.T) {
	t.Parallel()
	in := recoveryInput("en", realWords())
	r := setter(t).Recovery(in, layout.A4)
	var b bytes.Buffer
	if err := pdf.Write(&b, library(), r.Pages, pdf.Options{Title: r.Alt, Lang: "en"}); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "sheet.pdf")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dpi := range []string{"150", "200"} {
		stem := filepath.Join(dir, dpi)
		tool(t, "poppler-utils", "pdftoppm", "-r", dpi, "-gray", file, stem)
		for _, page := range []string{"-1.pgm", "-2.pgm"} {
			out, err := exec.CommandContext(t.Context(), "zbarimg", "-q", "--raw", stem+page).Output()
			if err != nil || strings.TrimSpace(string(out)) != in.Code {
				t.Errorf("%s dpi, %s: zbarimg reads %q, %v (make deps installs it)", dpi, page, out, err)
			}
		}
	}
	meta := string(tool(t, "poppler-utils", "pdfinfo", "-meta", file)) + string(tool(t, "poppler-utils", "pdfinfo", file)) +
		string(tool(t, "poppler-utils", "pdfinfo", "-struct", file))
	for _, secret := range []string{"SECRET-KEY", in.Groups[0], in.Words[2]} {
		if strings.Contains(meta, secret) {
			t.Errorf("the file tells %q about itself", secret)
		}
	}
	if bytes.Contains(b.Bytes(), []byte("SECRET-KEY")) {
		t.Error("the file holds the text of the code")
	}
}
