package plain_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/domain/plain"
)

// said gives the say of the terms that are found in an English text, by the words found.
func said(text string, leave ...string) map[string]string {
	out := map[string]string{}
	for _, h := range plain.Look(plain.Text{Lang: "en", Words: text, Leave: leave}) {
		if h.Kind == plain.KindTerm {
			out[h.Found] = h.Say
		}
	}
	return out
}

func TestTerms(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Stop illegal immigrants":                 "illegal immigrants",
		"Illegals in town":                        "Illegals",
		"a flood of new refugees":                 "flood of new refugees",
		"Waves of migration":                      "Waves of migration",
		"we are swamped":                          "swamped",
		"an influx of people":                     "influx of people",
		"they swarm here":                         "swarm",
		"the invasion":                            "invasion",
		"our local heroes":                        "heroes",
		"victims of war":                          "victims",
		"the host community":                      "host community",
		"for asylum-seekers":                      "asylum-seekers",
		"for refugees and migrants":               "refugees and migrants",
		"Come and share your story":               "share your story",
		"the refugee crisis":                      "refugee crisis",
		"a voice for the voiceless":               "the voiceless",
		"for vulnerable people":                   "vulnerable people",
		"It is illegal to park":                   "",
		"The river flooded in 2007":               "",
		"Waves of applause":                       "",
		"Our host is Li, in the Host Street hall": "",
		"people seeking asylum":                   "",
		"The story of tea":                        "",
		"the heroine's victimless joke":           "",
		"Two streams of music":                    "",
		"":                                        "",
	} {
		got := said(text)
		if _, ok := got[want]; want != "" && (!ok || len(got) != 1) || want == "" && len(got) > 0 {
			t.Errorf("%q: got %v, want %q", text, got, want)
		}
	}
}

func TestEachTermHasItsReason(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, term := range plain.Terms() {
		if seen[term.ID] || term.ID == "" || term.Say == "" || term.Why == "" || term.Basis == "" {
			t.Errorf("%+v has no id of its own, or no advice, reason or basis", term)
		}
		seen[term.ID] = true
		// What we say instead must not be what we advise against.
		if got := said(term.Say); len(got) > 0 {
			t.Errorf("%s says %q, of which it would say %v", term.ID, term.Say, got)
		}
	}
}

func TestWordsOfOthersAreLeftAlone(t *testing.T) {
	t.Parallel()
	const quote = "They called us illegals, and I was a victim and a hero in one day."
	for name, tc := range map[string]struct {
		text  string
		leave []string
		want  []string
	}{
		"voice":           {"Hear Ana. " + quote, []string{quote}, nil},
		"voice and ours":  {"Our heroes. " + quote, []string{quote, "", " "}, []string{"heroes"}},
		"quotation marks": {"She said “I am a victim” and «a hero» and \"an asylum seeker\".", nil, nil},
		"German marks":    {"„illegals“ and heroes", nil, []string{"heroes"}},
		"one mark":        {"5\" of heroes", nil, []string{"heroes"}},
		"after marks":     {"“Tea” for heroes", nil, []string{"heroes"}},
		"other language":  {"", nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := said(tc.text, tc.leave...)
			if len(got) != len(tc.want) {
				t.Fatalf("got %v, want %v", got, tc.want)
			}
			for _, w := range tc.want {
				if _, ok := got[w]; !ok {
					t.Errorf("got %v, want %v", got, tc.want)
				}
			}
		})
	}
}

// TestOtherLanguagesHearOfLengthAlone keeps the rules of English to English.
func TestOtherLanguagesHearOfLengthAlone(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("victims of the incomprehensible administrative circumstances ", 20)
	for lang, want := range map[string]int{"en": 4, "en-GB": 4, "cy": 1, "enm": 1, "ar": 1, "": 1} {
		if got := plain.Look(plain.Text{Lang: lang, Words: text, Most: plain.MostAbout}); len(got) != want {
			t.Errorf("%q: got %+v, want %d", lang, got, want)
		}
	}
}

func TestGrade(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		text string
		want float64
	}{
		// 10 words of 38 letters in 2 sentences.
		"two short sentences": {"Come and eat with us. There is room for everyone!", 4.71*3.8 + 2.5 - 21.43},
		"apostrophe and dash": {"It's step-free.", 4.71*5.5 + 1 - 21.43},
		"a number":            {"We open at 17.30 today.", 4.71*3.4 + 2.5 - 21.43},
		"lines":               {"Tea\nBread", 4.71*4 + 0.5 - 21.43},
	} {
		if got, ok := plain.Grade(tc.text); !ok || math.Abs(got-tc.want) > 1e-9 {
			t.Errorf("%s: got %v, %v, want %v", name, got, ok, tc.want)
		}
	}
	for _, text := range []string{"", " ", "…!", "\x00"} {
		if got, ok := plain.Grade(text); ok || got != 0 {
			t.Errorf("%q: got %v, want none", text, got)
		}
	}
}

func TestReadingHints(t *testing.T) {
	t.Parallel()
	easy := strings.Repeat("Come and eat with us. There is tea. ", 10)
	if got := plain.Look(plain.Text{Lang: "en", Words: easy}); len(got) > 0 {
		t.Errorf("an easy text: got %+v", got)
	}
	hard := strings.Repeat("Organisational considerations notwithstanding, intercultural participation necessitates comprehensive infrastructural preparation. ", 4)
	got := plain.Look(plain.Text{Lang: "en", Words: hard})
	if len(got) != 1 || got[0].Kind != plain.KindReading || got[0].Number <= got[0].Most || !strings.Contains(got[0].Basis, "AMRL-TR-66-220") {
		t.Errorf("a hard text: got %+v", got)
	}
	if got := plain.Look(plain.Text{Lang: "en", Words: hard[:len(hard)/4]}); len(got) > 0 {
		t.Errorf("a few words: got %+v, want nothing said of so few", got)
	}
	long := strings.TrimSuffix(strings.Repeat("come and eat ", 9), " ") + ". Tea."
	want := []plain.Hint{{Kind: plain.KindSentence, Found: "come and eat come and eat …", Number: 27, Most: 25}}
	got = plain.Look(plain.Text{Lang: "en", Words: long})
	if len(got) == 1 {
		want[0].Say, want[0].Why, want[0].Basis = got[0].Say, got[0].Why, got[0].Basis
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("a long sentence: want, got:\n%s", diff)
	}
}

func TestLength(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{"abc": 3, "": 0, "e\u0301": 1, "歓迎": 4, "مُرحبا": 5, "a\u200db": 2} {
		if got := plain.Room(text); got != want {
			t.Errorf("%q takes %d, want %d", text, got, want)
		}
	}
	for n, want := range map[int]int{plain.MostTitle: 0, plain.MostTitle + 1: 1} {
		if got := plain.Look(plain.Text{Lang: "ar", Words: strings.Repeat("م", n), Most: plain.MostTitle}); len(got) != want {
			t.Errorf("%d characters: got %+v, want %d hints", n, got, want)
		}
	}
	if got := plain.Look(plain.Text{Lang: "ar", Words: strings.Repeat("م", 5000)}); len(got) > 0 {
		t.Errorf("where length does not matter: got %+v", got)
	}
}

// TestContrast holds ratios that WCAG and the kit's own measurements state.
func TestContrast(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		a, b        string
		ratio       float64
		text, large bool
	}{
		"black on white": {"#000000", "#fff", 21, true, true},
		"white on black": {"#fff", "#000", 21, true, true},
		"the same":       {"#777777", "#777777", 1, false, false},
		"grey 76":        {"#767676", "#ffffff", 4.54, true, true},
		"grey 77":        {"#777777", "#ffffff", 4.47, false, true},
		"light blue":     {"#009EDB", "#FFFFFF", 3.04, false, true},
		"blue":           {"#0033A0", "#FFFFFF", 10.6, true, true},
		"yellow":         {"#ff0", "#fff", 1.07, false, false},
	} {
		a, err := plain.ParseColour(tc.a)
		if err != nil {
			t.Fatal(err)
		}
		b, err := plain.ParseColour(tc.b)
		if err != nil {
			t.Fatal(err)
		}
		if got := plain.Compare(a, b); math.Abs(got.Ratio-tc.ratio) > 0.05 || got.Text != tc.text || got.Large != tc.large {
			t.Errorf("%s: got %+v, want %v, %v, %v", name, got, tc.ratio, tc.text, tc.large)
		}
	}
	for _, text := range []string{"", "#", "0033A0", "#0033A", "#00g", "#-12345", "#+12345", "#é1", "red"} {
		if c, err := plain.ParseColour(text); err == nil {
			t.Errorf("%q is %v, want an error", text, c)
		}
	}
}

// FuzzLook gives texts that nobody wrote: what is found stands in the text.
func FuzzLook(f *testing.F) {
	f.Add("en", "Our “heroes” are victims of a wave of refugees. Tea?", "heroes")
	f.Add("ar", "كلمات", "")
	f.Add("en", "\xff\"\x00“heroes", "\xff")
	f.Fuzz(func(t *testing.T, lang, text, leave string) {
		for _, h := range plain.Look(plain.Text{Lang: lang, Words: text, Most: 40, Leave: []string{leave}}) {
			if h.Kind == plain.KindTerm && !strings.Contains(text, h.Found) {
				t.Errorf("%q is not in %q", h.Found, text)
			}
			if h.Say == "" || h.Why == "" || h.Basis == "" {
				t.Errorf("%+v gives no reason", h)
			}
		}
	})
}
