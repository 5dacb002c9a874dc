package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jung-kurt/gofpdf"
)

const (
	wholeRoot  = "../.." // fonts are found from the root of the project
	arabicFont = fontsDir + "/noto-sans-arabic-400.ttf"
	arabicName = "أحمد بن علي"
	bengali    = "বিদ্যুৎ উদ্দিন"
)

// TestLookAtTellsShapedFromUnshaped draws names as they should be and in each of the
// ways that programs without shaping get them wrong.
func TestLookAtTellsShapedFromUnshaped(t *testing.T) {
	t.Chdir(wholeRoot)
	for _, c := range []struct {
		name, text, script string
		draw               func(t *testing.T, file string)
		drawn              int
	}{
		{"joined", arabicName, "Arab", harfbuzz(arabicFont, arabicName), 3},
		{"isolated letters", arabicName, "Arab", harfbuzz(arabicFont, isolated(arabicName)), 0},
		{"words in reverse", arabicName, "Arab", harfbuzz(arabicFont, "علي بن أحمد"), 0},
		{"letters in reverse", arabicName, "Arab", harfbuzz(arabicFont, arabicName, "--direction=ltr"), 0},
		{"one word is another", arabicName, "Arab", harfbuzz(arabicFont, "أحمد بن حلو"), 2},
		{"boxes", arabicName, "Arab", harfbuzz(fontsDir+"/noto-sans-bengali-400.ttf", arabicName), 0},
		{"gofpdf", arabicName, "Arab", plain(arabicFont, arabicName), 0},
		{"clusters", bengali, "Beng", harfbuzz(fontsDir+"/noto-sans-bengali-700.ttf", bengali), 2},
		{"gofpdf, clusters", bengali, "Beng", plain(fontsDir+"/noto-sans-bengali-400.ttf", bengali), 0},
		{"gofpdf, Latin", "Zoë Smith", "Latn", plain(fontsDir+"/noto-sans-400.ttf", "Zoë Smith"), 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "word.pdf")
			c.draw(t, file)
			var pieces []scriptRun
			for _, word := range tokens(c.text) {
				pieces = append(pieces, word.pieces...)
			}
			refs, err := newReferences(t.Context(), t.TempDir(), pieces)
			if err != nil {
				t.Fatal(err)
			}
			all, err := lookAt(t.Context(), refs, file, [][]string{{c.text}})
			if err != nil {
				t.Fatal(err)
			}
			words := len(strings.Fields(c.text))
			if got := all[c.script]; got == nil || got.words != words || got.drawn != c.drawn {
				t.Errorf("got %+v, want %d of %d words drawn", got, c.drawn, words)
			}
			if wrong := amiss(all); (wrong == "") != (c.drawn == words) {
				t.Errorf("the verdict is %q", wrong)
			}
		})
	}
}

// isolated keeps the letters of each word from joining.
func isolated(text string) string {
	words := strings.Fields(text)
	for i, w := range words {
		words[i] = strings.Join(strings.Split(w, ""), "\u200c")
	}
	return strings.Join(words, " ")
}

func harfbuzz(font, text string, options ...string) func(*testing.T, string) {
	return func(t *testing.T, file string) {
		t.Helper()
		args := append([]string{"--output-format=pdf", "--font-size=18", "--output-file=" + file, font, text}, options...)
		if out, err := exec.CommandContext(t.Context(), "hb-view", args...).CombinedOutput(); err != nil {
			t.Fatalf("hb-view: %v: %s", err, out)
		}
	}
}

func plain(font, text string) func(*testing.T, string) {
	return func(t *testing.T, file string) {
		t.Helper()
		b, err := os.ReadFile(font)
		if err != nil {
			t.Fatal(err)
		}
		pdf := gofpdf.New("P", "mm", "A4", "")
		pdf.AddUTF8FontFromBytes("own", "", b)
		pdf.SetFont("own", "", 18)
		pdf.AddPage()
		pdf.Text(20, 20, text)
		if err := pdf.OutputFileAndClose(file); err != nil {
			t.Fatal(err)
		}
	}
}

func TestReferencesWantEveryLetter(t *testing.T) {
	t.Chdir(wholeRoot)
	if _, err := newReferences(t.Context(), t.TempDir(), []scriptRun{{"Beng", "漢"}}); err == nil {
		t.Error("a word that no font has is held against its boxes")
	}
}
