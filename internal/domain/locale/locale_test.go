package locale_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"daykit/internal/domain/locale"
)

func TestLookup(t *testing.T) {
	t.Parallel()
	tests := []struct {
		tag, want string
		dir       locale.Dir
	}{
		{"en", "en", locale.LTR},
		{"en-GB", "en", locale.LTR},
		{"EN_gb", "en", locale.LTR},
		{"ur", "ur", locale.RTL},
		{"ZH-HANS", "zh-Hans", locale.LTR},
		{"zh", "zh-Hans", locale.LTR},
		{"zh-TW", "zh-Hant", locale.LTR},
		{"prs", "fa-AF", locale.RTL},
		{"pa", "pa", locale.LTR},
		{"pa-Arab", "pa-Arab", locale.RTL},
		{"pnb", "pa-Arab", locale.RTL},
		{"ku", "ku", locale.LTR},
		{"ckb", "ckb", locale.RTL},
		{"ti", "ti", locale.LTR},
	}
	for _, tt := range tests {
		l, ok := locale.Lookup(tt.tag)
		if !ok || l.Tag != tt.want || l.Dir != tt.dir {
			t.Errorf("Lookup(%q): got %+v, %v; want %s %s", tt.tag, l, ok, tt.want, tt.dir)
		}
	}
	for _, bad := range []string{"", "xx", "english", "en-", "ku-Arab", "dar", "bfi"} {
		if l, ok := locale.Lookup(bad); ok {
			t.Errorf("Lookup(%q) found %s", bad, l.Tag)
		}
	}
}

func TestNamed(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Polish": "pl", " polish ": "pl", "polski": "pl", "Farsi": "fa", "Persian": "fa", "Dari": "fa-AF", "Kurmanji": "ku",
		"Sorani": "ckb", "Tagalog": "fil", "اردو": "ur", "ar": "ar", "Shahmukhi": "pa-Arab", "Twi": "ak",
	} {
		if l, ok := locale.Named(text); !ok || l.Tag != want {
			t.Errorf("Named(%q): got %q, %v; want %s", text, l.Tag, ok, want)
		}
	}
	for _, open := range []string{"", "Kurdish", "Chinese", "Martian"} {
		if l, ok := locale.Named(open); ok {
			t.Errorf("Named(%q): got %s, but it can be several or none", open, l.Tag)
		}
	}
}

func TestPublic(t *testing.T) {
	t.Parallel()
	rtl := map[string]bool{"ur": true, "ar": true, "fa": true, "fa-AF": true, "ps": true, "ckb": true}
	var got []string
	english := locale.Date("en", 2026, time.May, 18)
	for _, l := range locale.Public() {
		got = append(got, l.Tag)
		if (l.Dir == locale.RTL) != rtl[l.Tag] {
			t.Errorf("%s runs %s", l.Tag, l.Dir)
		}
		// CLDR falls back to English dates without a word.
		if date := locale.Date(l.Tag, 2026, time.May, 18); l.Tag != "en" && (date == english || strings.Contains(date, "May")) {
			t.Errorf("%s has the English date %q", l.Tag, date)
		}
	}
	want := "en cy pl ro pa ur pt es ar bn fr zh-Hans zh-Hant fa fa-AF ps so uk ku ckb ti am sq"
	if strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTableIsComplete(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, l := range locale.Languages() {
		if seen[l.Tag] || l.Name == "" || l.Endonym == "" || len(l.Script) != 4 || l.Dir != locale.DirOf(l.Script) {
			t.Errorf("language is there twice or incomplete: %+v", l)
		}
		seen[l.Tag] = true
	}
}

var leftOver = regexp.MustCompile(`[{}]|[\x{200e}\x{200f}\x{061c}\x{00a0}\x{202f}]|undefined|  `)

// Every fifth day of a year, and so every month and weekday, in every language, in every form: some words, Latin
// digits, the day of the month, and no two days alike.
func TestEveryLanguageWritesTheYear(t *testing.T) {
	t.Parallel()
	forms := map[string]func(string, int, time.Month, int) string{
		"Date": locale.Date, "DayMonth": locale.DayMonth, "Short": locale.Short,
	}
	for _, l := range locale.Languages() {
		for name, form := range forms {
			days := map[string]bool{}
			for d := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC); d.Year() == 2026; d = d.AddDate(0, 0, 5) {
				s := form(l.Tag, d.Year(), d.Month(), d.Day())
				if s == "" || leftOver.MatchString(s) || !strings.Contains(s, d.Format("2")) || strings.ContainsFunc(s, notLatinDigit) {
					t.Errorf("%s in %s on %s: %q", name, l.Tag, d.Format(time.DateOnly), s)
				}
				if name == "Date" && !strings.Contains(s, "2026") {
					t.Errorf("%s in %s has no year: %q", name, l.Tag, s)
				}
				days[s] = true
			}
			if len(days) != 73 {
				t.Errorf("%s in %s: 73 days give %d texts", name, l.Tag, len(days))
			}
		}
	}
}

func notLatinDigit(r rune) bool {
	for _, zero := range []rune{'٠', '۰', '०', '০', '੦', '૦', '௦', '౦', '൦', '๐', '၀'} {
		if r >= zero && r <= zero+9 {
			return true
		}
	}
	return false
}

func TestDate(t *testing.T) {
	t.Parallel()
	for tag, want := range map[string]string{
		"en": "Friday 18 December 2026", "en-GB": "Friday 18 December 2026", "pl": "piątek, 18 grudnia 2026", "uk": "пʼятниця, 18 грудня 2026 р.",
		"ar": "الجمعة، 18 ديسمبر 2026", "ur": "جمعہ، 18 دسمبر، 2026", "fa": "جمعه 18 دسامبر 2026", "zh-Hans": "2026年12月18日星期五",
		"bn": "শুক্রবার, 18 ডিসেম্বর, 2026", "am": "ዓርብ 18 ዲሴምበር 2026", "ti": "ዓርቢ፣ 18 ታሕሳስ 2026", "ta": "வெள்ளி, 18 டிசம்பர், 2026",
		"cy": "Dydd Gwener, 18 Rhagfyr 2026", "ro": "vineri, 18 decembrie 2026", "pa": "ਸ਼ੁੱਕਰਵਾਰ, 18 ਦਸੰਬਰ 2026", "pt": "sexta-feira, 18 de dezembro de 2026",
		"es": "viernes, 18 de diciembre de 2026", "fr": "vendredi 18 décembre 2026", "zh-Hant": "2026年12月18日 星期五",
		"fa-AF": "جمعه 18 دسمبر 2026", "prs": "جمعه 18 دسمبر 2026", "ps": "جمعه د 2026 د دسمبر 18", "so": "Jimco, Diseembar 18, 2026",
		"ku": "înî, 18ê berfanbara 2026an", "ckb": "ھەینی، 18ی کانونی یەکەمی 2026", "sq": "e premte, 18 dhjetor 2026",
	} {
		if got := locale.Date(tag, 2026, time.December, 18); got != want {
			t.Errorf("Date in %s: got %q, want %q", tag, got, want)
		}
	}
	for _, got := range []string{locale.Date("xx", 2026, 12, 18), locale.Date("en", 2026, 2, 30), locale.Date("en", 2026, 13, 1)} {
		if got != "" {
			t.Errorf("got %q, want nothing", got)
		}
	}
	if got := locale.DayMonth("cy", 2026, time.December, 18); got != "18 Rhagfyr" {
		t.Errorf("DayMonth in Welsh: got %q", got)
	}
	if got := locale.ShortDate("en", "2026-12-18"); got != "Fri 18 Dec" {
		t.Errorf("ShortDate: got %q", got)
	}
	if got := locale.DayMonth("ckb", 2026, time.December, 18); got != "18ی کانونی یەکەم" {
		t.Errorf("DayMonth in Sorani: got %q", got)
	}
	for _, l := range locale.Languages() {
		if got := locale.Date(l.Tag, 2026, time.December, 18) + locale.ShortDate(l.Tag, "2026-12-18"); l.Script == "Arab" && strings.Contains(got, ",") {
			t.Errorf("dates in %s: %q has a Latin comma", l.Tag, got)
		}
	}
	if got := locale.LongDate("en", "soon"); got != "soon" {
		t.Errorf("LongDate: got %q", got)
	}
}

func TestTimeRange(t *testing.T) {
	t.Parallel()
	for _, tt := range [][3]string{{"17:30", "20:30", "17:30–20:30"}, {"17:30", "", "17:30"}, {"", "", ""}, {"", "20:30", ""}} {
		if got := locale.TimeRange(tt[0], tt[1]); got != tt[2] {
			t.Errorf("TimeRange(%q, %q): got %q, want %q", tt[0], tt[1], got, tt[2])
		}
	}
}
