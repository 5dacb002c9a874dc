package typeset_test

import (
	"errors"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"daykit/internal/domain/display"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Later versions of go-text shape Nastaliq, kerning and marks wrongly (0.3.4 and
// 0.3.5: 114 of 673 words differ from HarfBuzz). Whoever changes the pin must see
// TestShapesEqualHarfBuzz pass with it, and then change this line too.
func TestGoTextIsPinned(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile("../../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(b), "github.com/go-text/typesetting v0.3.3") {
		t.Error("go.mod does not pin go-text/typesetting to v0.3.3")
	}
}

func lineTexts(ls []typeset.Line) (out []string) {
	for _, l := range ls {
		out = append(out, l.Text)
	}
	return out
}

func faces(ls []typeset.Line) (out []string) {
	for _, l := range ls {
		for _, r := range l.Runs {
			if len(out) == 0 || out[len(out)-1] != r.Font {
				out = append(out, r.Font)
			}
		}
	}
	return out
}

func shape(t *testing.T, text, lang string, role fonts.Role) *typeset.Para {
	t.Helper()
	return typeset.New(library(t)).Shape(text, typeset.Style{Role: role, Lang: lang})
}

func mustLines(t *testing.T, p *typeset.Para, width, size float64, m typeset.Mode) []typeset.Line {
	t.Helper()
	ls, err := p.Lines(width, size, m)
	if err != nil {
		t.Fatal(err)
	}
	return ls
}

func TestFaces(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, lang, text string
		role             fonts.Role
		want             []string
		missing          string
	}{
		{"English", "en", "It takes a community – 2–5 pm", fonts.Text, []string{"lexend-400"}, ""},
		{"English headline", "en", "It takes a community", fonts.Display, []string{"bricolage-grotesque-800"}, ""},
		{"Vietnamese", "vi", "Cần cả một cộng đồng", fonts.Bold, []string{"lexend-600"}, ""},
		{"a word that Lexend lacks sets the paragraph in Noto", "en", "Hello Ǥǥ", fonts.Text, []string{"noto-sans-400"}, ""},
		{"Ukrainian headline", "uk", "Разом ми — громада", fonts.Display, []string{"rubik-900"}, ""},
		{"Arabic headline", "ar", "يولد جميع الناس", fonts.Display, []string{"baloo-bhaijaan-2-800"}, ""},
		{"Sorani headline, whose letters Baloo lacks", "ckb", "کۆمەڵگەیەکی دەوێت", fonts.Display, []string{"vazirmatn-900"}, ""},
		{"Pashto", "ps", "ټول انسانان", fonts.Text, []string{"vazirmatn-400"}, ""},
		{"Urdu", "ur", "تمام انسان ۱۸", fonts.Text, []string{"noto-nastaliq-urdu-400"}, ""},
		{"Urdu name in English is set as Arabic script", "en", "with نازیہ", fonts.Text, []string{"lexend-400", "vazirmatn-400"}, ""},
		{"Tigrinya", "ti", "ኩሎም ሰባት 2026።", fonts.Text, []string{"noto-sans-ethiopic-400"}, ""},
		{"Bengali", "bn", "সমস্ত মানুষ ১৮ ২০২৬।", fonts.Display, []string{"baloo-da-2-800"}, ""},
		{"Tamil", "ta", "மனிதப் பிறவியினர்", fonts.Display, []string{"baloo-thambi-2-800"}, ""},
		{"Chinese", "zh-Hans", "人人生而自由,在尊严上一律平等。", fonts.Text, []string{"noto-sans-sc-400"}, ""},
		{"Chinese headline", "zh-Hans", "社区需要大家", fonts.Display, []string{"zcool-kuaile-400"}, ""},
		{"Traditional Chinese", "zh-Hant", "國際「移民」日", fonts.Text, []string{"noto-sans-tc-400"}, ""},
		{"Traditional Chinese headline", "zh-HK", "國際移民日", fonts.Display, []string{"noto-sans-tc-700"}, ""},
		{"a traditional name in English", "en", "with 鄺堃龍", fonts.Text, []string{"lexend-400", "noto-sans-tc-400"}, ""},
		{"a simplified name in English", "en", "with 王小明", fonts.Bold, []string{"lexend-600", "noto-sans-sc-700"}, ""},
		{"Japanese", "ja", "地域の、みんな。", fonts.Text, []string{"noto-sans-jp-400"}, ""},
		{"kana make Han Japanese", "en", "with 田中さくら", fonts.Bold, []string{"lexend-600", "noto-sans-jp-700"}, ""},
		{"a character that the Japanese cut lacks", "ja", "澤さん", fonts.Bold, []string{"noto-sans-tc-700", "noto-sans-jp-700"}, ""},
		{"Korean", "ko", "세계 이주민의 날, 12월 18일", fonts.Display, []string{"noto-sans-kr-700"}, ""},
		{"Greek", "el", "Όλοι οι άνθρωποι", fonts.Display, []string{"noto-sans-700"}, ""},
		{"Hebrew", "he", "כל בני האדם", fonts.Display, []string{"rubik-900"}, ""},
		{"Punjabi", "pa", "ਸਾਰਾ ਮਨੁੱਖੀ ਪਰਿਵਾਰ", fonts.Display, []string{"baloo-paaji-2-800"}, ""},
		{"Sindhi", "sd", "سڀئي انسان آزاد", fonts.Text, []string{"noto-sans-arabic-400"}, ""},
		{"Thai", "th", "มนุษย์ทั้งหลาย", fonts.Display, []string{"noto-sans-thai-900"}, ""},
		{"an arrow comes from another face", "en", "on → off", fonts.Text, nil, "→"},
		{"Kannada is reported", "kn", "ಕನ್", fonts.Text, []string{"lexend-400"}, "ಕನ್"},
		{"a rare Han character is reported", "zh-Hans", "王𪚥", fonts.Text, []string{"noto-sans-sc-400"}, "𪚥"},
		{"no-break hyphen and thin space are made by the shaper", "en", "a\u2011b\u202fc\u00a0d", fonts.Text, []string{"lexend-400"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := shape(t, c.text, c.lang, c.role)
			got := faces(mustLines(t, p, 1e5, 10, typeset.Greedy))
			if diff := cmp.Diff(c.want, got); diff != "" && c.want != nil {
				t.Errorf("faces differ (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.missing, string(p.Missing)); diff != "" && c.missing != "→" {
				t.Errorf("missing characters differ (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDirection(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, lang, text string
		want             bool
	}{
		{"Latin", "en", "hello", false},
		{"Arabic", "ar", "مرحبا", true},
		{"isolates are skipped", "ar", typeset.Isolate("Pickwell Hall") + "، الساعة", true},
		{"only an isolate: the language decides", "ur", typeset.Isolate("Pickwell Hall"), true},
		{"only a number: the language decides", "fa", "2026", true},
		{"only a number in English", "en", "2026", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := shape(t, c.text, c.lang, fonts.Text).RTL(); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

// visual is what a reader sees from left to right, a cluster at a time.
func visual(l typeset.Line) string {
	var b strings.Builder
	for _, r := range l.Runs {
		for _, g := range r.Glyphs {
			b.WriteString(g.Text)
		}
	}
	return b.String()
}

func TestOrder(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, lang, text, want string }{
		{"number in an Arabic name in English", "en", "Meet " + typeset.Isolate("אב 12 גד") + " now", "Meet דג 12 בא now"},
		{"field in a right-to-left line", "ar", "אב: " + typeset.Isolate("Hall (LS1 4AB)") + ", " + typeset.Isolate("2–5") + " ג", "ג 2–5 ,Hall (LS1 4AB) :בא"},
		{"brackets without isolates", "ar", "אב (LS1 4AB) ג", "ג )LS1 4AB( בא"},
		{"controls in a field do not break out", "en", "a " + typeset.Isolate("\u202eאב\u2069") + " b", "a בא b"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			ls := mustLines(t, shape(t, c.text, c.lang, fonts.Text), 1e5, 10, typeset.Greedy)
			// A bracket of a right-to-left run is mirrored by its glyph, not its text.
			if got := visual(ls[0]); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestIsolatesLeaveTheText(t *testing.T) {
	t.Parallel()
	p := shape(t, "at "+typeset.Isolate("2–5 pm")+"\u200b, x", "en", fonts.Text)
	ls := mustLines(t, p, 1e5, 10, typeset.Greedy)
	if got, want := visual(ls[0]), "at 2–5 pm, x"; got != want {
		t.Errorf("glyphs say %q, want %q", got, want)
	}
	if got, want := ls[0].Text, "at 2–5 pm, x"; got != want {
		t.Errorf("line says %q, want %q", got, want)
	}
}

func TestNastaliqIsSmaller(t *testing.T) {
	t.Parallel()
	ls := mustLines(t, shape(t, "تمام", "ur", fonts.Text), 1e5, 20, typeset.Greedy)
	if got := ls[0].Runs[0].Size; got != 17 {
		t.Errorf("got size %v, want 17", got)
	}
	ls = mustLines(t, shape(t, "تمام", "fa", fonts.Text), 1e5, 20, typeset.Greedy)
	if got := ls[0].Runs[0].Size; got != 20 {
		t.Errorf("got size %v, want 20", got)
	}
}

// The ink of four words in five of every language clears that of the next line.
func TestLeadingHoldsInk(t *testing.T) {
	t.Parallel()
	s := typeset.New(library(t))
	for _, list := range readRecording(t) {
		if list.Code == "" {
			continue // letters, not words
		}
		var up, down []float64
		for _, w := range list.Words {
			ls := mustLines(t, s.Shape(w.Text, typeset.Style{Role: list.Role, Lang: list.Lang}), 1e5, 1, typeset.Greedy)
			up, down = append(up, ls[0].InkTop), append(down, ls[0].InkBottom)
		}
		slices.Sort(up)
		slices.Sort(down)
		fifth := len(up) * 4 / 5
		if ink, leading := up[fifth]+down[fifth], typeset.Leading(list.Lang, list.Role); ink > leading {
			t.Errorf("%s in %s: lines %.2f apart hold ink of %.2f", list.Lang, list.Face, leading, ink)
		}
	}
}

func TestLeading(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lang          string
		text, display float64
	}{
		{"en", 1.3, 0.97},
		{"vi", 1.5, 1.25},
		{"ur", 2.1, 1.75},
		{"pa-Arab", 2.1, 1.75},
		{"fa", 1.5, 1.35},
		{"km", 1.65, 1.45},
		{"zh-Hant", 1.5, 1.25},
		{"pl", 1.3, 1.08},
	} {
		if got := typeset.Leading(c.lang, fonts.Bold); got != c.text {
			t.Errorf("leading of text in %s: got %v, want %v", c.lang, got, c.text)
		}
		if got := typeset.Leading(c.lang, fonts.Display); got != c.display {
			t.Errorf("leading of headlines in %s: got %v, want %v", c.lang, got, c.display)
		}
	}
}

func TestBreaking(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, lang, text string
		width            float64
		mode             typeset.Mode
		want             []string
	}{
		{"line feed", "en", "one\r\ntwo\n\nfour", 500, typeset.Greedy, []string{"one", "two", "", "four"}},
		{"no one-letter word at the end of a line", "ro", "E nevoie de o comunitate", 115, typeset.Balance, []string{"E nevoie de", "o comunitate"}},
		{"balance", "en", "aaa bbb ccc ddd eee fff", 90, typeset.Balance, []string{"aaa bbb ccc", "ddd eee fff"}},
		{"a span of numbers stays whole", "en", "from 12–15", 60, typeset.Greedy, []string{"from", "12–15"}},
		{"no-break space", "en", "at 2–5\u00a0pm", 50, typeset.Greedy, []string{"at", "2–5\u00a0pm"}},
		{"soft hyphen", "en", "International commu\u00adnity", 158, typeset.Greedy, []string{"International commu", "nity"}},
		{"Chinese breaks between characters, not before a comma", "zh", "社区需要大家,一起", 42, typeset.Greedy, []string{"社区需", "要大", "家,一", "起"}},
		{"a translator's marks rule a headline", "zh", "社区\u200b需要\u200b大家", 65, typeset.Balance, []string{"社区需要", "大家"}},
		{"Ethiopic word spaces", "am", "የሰው፡ልጅ፡ሁሉ", 50, typeset.Greedy, []string{"የሰው፡", "ልጅ፡ሁሉ"}},
		{"nothing", "en", "", 50, typeset.Optimal, nil},
		{"spaces", "en", "  ", 50, typeset.Balance, []string{""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			ls := mustLines(t, shape(t, c.text, c.lang, fonts.Text), c.width, 14, c.mode)
			if diff := cmp.Diff(c.want, lineTexts(ls)); diff != "" {
				t.Errorf("lines differ (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSoftHyphenIsDrawnAtTheEndOnly(t *testing.T) {
	t.Parallel()
	p := shape(t, "commu\u00adnity", "en", fonts.Text)
	whole := mustLines(t, p, 500, 14, typeset.Greedy)
	if got := len(whole[0].Runs[0].Glyphs); got != len("community") {
		t.Errorf("got %d glyphs in one line, want %d", got, len("community"))
	}
	broken := mustLines(t, p, 60, 14, typeset.Greedy)
	if got := len(broken[0].Runs[0].Glyphs); got != len("commu-") {
		t.Errorf("got %d glyphs before the break, want %d", got, len("commu-"))
	}
}

func TestTooWideNamesTheWord(t *testing.T) {
	t.Parallel()
	p := shape(t, "an unbreakablylongword here", "en", fonts.Text)
	for _, m := range []typeset.Mode{typeset.Greedy, typeset.Optimal, typeset.Balance} {
		ls, err := p.Lines(60, 12, m)
		var tooWide *typeset.TooWideError
		if !errors.As(err, &tooWide) || tooWide.Word != "unbreakablylongword" {
			t.Errorf("got error %v, want one that names the word", err)
		}
		if diff := cmp.Diff([]string{"an", "unbreakablylongword", "here"}, lineTexts(ls)); diff != "" {
			t.Errorf("lines differ (-want +got):\n%s", diff)
		}
	}
}

func TestFit(t *testing.T) {
	t.Parallel()
	p := shape(t, "It takes a community", "en", fonts.Display)
	lim := typeset.Limits{Min: 14, Max: 120, Leading: 1}
	size, ls, err := p.Fit(400, 200, lim, typeset.Balance)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"It takes a", "community"}, lineTexts(ls)); diff != "" {
		t.Errorf("lines differ (-want +got):\n%s", diff)
	}
	if h := typeset.Height(ls, size, 1); h > 200 {
		t.Errorf("the text is %v pt tall, want at most 200", h)
	}
	var tooTall *typeset.TooTallError
	if _, _, err = p.Fit(400, 5, lim, typeset.Balance); !errors.As(err, &tooTall) {
		t.Errorf("got error %v in a low box, want a TooTallError", err)
	}
	var tooWide *typeset.TooWideError
	if _, _, err = p.Fit(20, 500, lim, typeset.Balance); !errors.As(err, &tooWide) {
		t.Errorf("got error %v in a narrow box, want a TooWideError", err)
	}
}

// Whatever the text, the width and the mode: nothing is lost, no line sticks out
// unless an error says so, and a second setting is the same.
func TestLinesOfAnyText(t *testing.T) {
	t.Parallel()
	l := library(t)
	words := []string{"a", "community", "Żółć", "2–5\u00a0pm", "громада", "مرحبا", "می\u200cآیند", "(LS1", "4AB)", "সম্প্রদায়", "ማኅበረሰብ፡ያስፈልጋል", "人人生而自由,", "சமூகமாய்", "تمام\n", "soft\u00adhyphen", typeset.Isolate("x (ב 1)"), "e\u0301", "มนุษย์ทั้งหลายเกิดมามีอิสระ", "មនុស្សទាំងអស់កើតមក", "လူတိုင်းသည်တူညီ", "田中さくら", "김민준", "ਹਰਪ੍ਰੀਤ"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 14).Draw(t, "words"), " ")
		lang := rapid.SampledFrom([]string{"en", "ar", "ur", "zh-Hans", "am"}).Draw(t, "lang")
		width, size := rapid.Float64Range(20, 400).Draw(t, "width"), rapid.Float64Range(6, 40).Draw(t, "size")
		mode := rapid.SampledFrom([]typeset.Mode{typeset.Greedy, typeset.Optimal, typeset.Balance}).Draw(t, "mode")
		p := typeset.New(l).Shape(text, typeset.Style{Lang: lang})
		ls, err := p.Lines(width, size, mode)
		if got, want := letters(lineTexts(ls)...), letters(text); got != want {
			t.Fatalf("got letters %q, want %q", got, want)
		}
		var seen strings.Builder
		for _, ln := range ls {
			if err == nil && ln.W > width+0.01 {
				t.Fatalf("line %q is %v pt wide, want at most %v", ln.Text, ln.W, width)
			}
			seen.WriteString(visual(ln))
			checkRuns(t, ln)
		}
		if sorted(letters(seen.String())) != sorted(letters(text)) {
			t.Fatalf("glyphs say %q, want the letters of %q", seen.String(), text)
		}
		again, _ := p.Lines(width, size, mode)
		if diff := cmp.Diff(ls, again); diff != "" {
			t.Fatalf("a second setting differs:\n%s", diff)
		}
	})
}

func checkRuns(t *rapid.T, ln typeset.Line) {
	x := 0.0
	for _, r := range ln.Runs {
		if r.X != x || r.Y != 0 {
			t.Fatalf("run %q stands at %v, %v, want %v, 0", r.Text, r.X, r.Y, x)
		}
		x += r.W
		if !r.RTL && texts(r.Glyphs) != r.Text {
			t.Fatalf("the glyphs of run %q say %q", r.Text, texts(r.Glyphs))
		}
	}
	if math.Abs(x-ln.W) > 1e-9 {
		t.Fatalf("the runs are %v wide and the line %v", x, ln.W)
	}
}

func texts(gs []display.Glyph) string {
	var b strings.Builder
	for _, g := range gs {
		b.WriteString(g.Text)
	}
	return strings.ReplaceAll(b.String(), "\u00ad", "")
}

// letters is a text without all that a line may drop or add.
func letters(texts ...string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, strings.ReplaceAll(strings.Join(texts, ""), "e\u0301", "é"))
}

func sorted(s string) string {
	count := map[rune]int{}
	for _, r := range s {
		count[r]++
	}
	var b strings.Builder
	for r := rune(0); r < 0x10000; r++ {
		for range count[r] {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// FuzzShape feeds any text: names and titles come from strangers.
func FuzzShape(f *testing.F) {
	for _, s := range []string{"It takes a community", "محمد \u2068x\u2069", "\u0301\u0b4d", "সম্প্রদায়", "👩‍👩‍👧", "\xff\xfe", "a\u202eb\u2066", "\u0600\u06dd", "มนุษย์ทั้งหลาย", "ខ្ញុំ", "မြန်မာ", "田中さくら\ufe00", "\u1112\u1161\u11ab"} {
		f.Add(s, "ar")
	}
	l := library(f)
	f.Fuzz(func(t *testing.T, text, lang string) {
		p := typeset.New(l).Shape(text, typeset.Style{Lang: lang})
		for _, m := range []typeset.Mode{typeset.Greedy, typeset.Optimal, typeset.Balance} {
			ls, err := p.Lines(80, 12, m)
			for _, ln := range ls {
				if err == nil && ln.W > 80.01 {
					t.Fatalf("line %q is %v wide", ln.Text, ln.W)
				}
			}
		}
	})
}

// One library serves many shapers at once.
func TestShapersSideBySide(t *testing.T) {
	t.Parallel()
	l := library(t)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			s := typeset.New(l)
			for _, c := range [][2]string{{"ur", "تمام انسان آزاد"}, {"en", "It takes a community"}, {"bn", "সম্প্রদায়"}} {
				if _, err := s.Shape(c[1], typeset.Style{Lang: c[0]}).Lines(100, 10, typeset.Optimal); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

// A build without fonts still sets Latin text.
func TestWithoutFonts(t *testing.T) {
	t.Parallel()
	l := fonts.OpenFS(os.DirFS(t.TempDir()))
	p := typeset.New(l).Shape("Hello сусіди", typeset.Style{Role: fonts.Display, Lang: "en"})
	if got := faces(mustLines(t, p, 1e5, 10, typeset.Greedy)); !cmp.Equal(got, []string{"go-700"}) || len(p.Missing) > 0 {
		t.Errorf("got faces %v and missing %q, want go-700 and none", got, p.Missing)
	}
	p = typeset.New(l).Shape("سلام", typeset.Style{Lang: "fa"})
	if got, want := string(p.Missing), "اسلم"; got != want {
		t.Errorf("got missing %q, want %q", got, want)
	}
}

func BenchmarkShape(b *testing.B) {
	s := typeset.New(library(b))
	for _, c := range [][2]string{{"en", "All human beings are born free and equal in dignity and rights."}, {"ur", "تمام انسان آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں۔"}, {"bn", "সমস্ত মানুষ স্বাধীনভাবে সমান মর্যাদা এবং অধিকার নিয়ে জন্মগ্রহণ করে।"}} {
		b.Run(c[0], func(b *testing.B) {
			for b.Loop() {
				s.Shape(c[1], typeset.Style{Lang: c[0]})
			}
		})
	}
}

func BenchmarkFit(b *testing.B) {
	p := typeset.New(library(b)).Shape("It takes a community of neighbours", typeset.Style{Role: fonts.Display, Lang: "en"})
	for b.Loop() {
		if _, _, err := p.Fit(480, 220, typeset.Limits{Min: 14, Max: 160, Leading: 1}, typeset.Balance); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCold shapes from nothing: opening, reading and shaping.
func BenchmarkCold(b *testing.B) {
	words := map[string]string{
		"en": "hello", "vi": "Việt", "uk": "Разом", "el": "Όλοι", "hy": "Բոլոր", "ka": "ყველა", "he": "שלום", "ar": "مرحبا", "ur": "تمام",
		"hi": "सभी", "bn": "সমস্ত", "pa": "ਸਾਰਾ", "gu": "પ્રતિષ્ઠા", "ta": "மனித", "te": "స్వతంత్ర", "ml": "മനുഷ്യ", "si": "සියලු",
		"th": "มนุษย์", "km": "មនុស្ស", "my": "လူတိုင်း", "am": "ሰላም", "zh-Hans": "社区", "zh-Hant": "社區", "ja": "さくら", "ko": "세계",
	}
	for _, lang := range slices.Sorted(maps.Keys(words)) {
		for role, name := range []string{"text", "bold", "display"} {
			b.Run(lang+"/"+name, func(b *testing.B) {
				for b.Loop() {
					typeset.New(fonts.Open()).Shape(words[lang], typeset.Style{Lang: lang, Role: fonts.Role(role)})
				}
			})
		}
	}
}
