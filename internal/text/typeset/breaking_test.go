package typeset_test

import (
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"

	"github.com/google/go-cmp/cmp"
)

// Thai, Khmer and Burmese break at spaces and marks; only what does not fit alone
// is broken, at the start of a syllable. The words are those of Article 1.
func TestPhrasesWithoutSpaces(t *testing.T) {
	t.Parallel()
	const thai = "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกัน"
	for _, c := range []struct {
		name, lang, text string
		width            float64
		mode             typeset.Mode
		want             []string
	}{
		{"a Thai phrase that fits stays whole", "th", "ก ข " + thai, 250, typeset.Greedy, []string{"ก ข", thai}},
		{"Thai syllables", "th", thai, 80, typeset.Greedy, []string{"มนุษย์", "ทั้งหลายเกิด", "มามีอิสระและ", "เสมอภาคกัน"}},
		{"Thai marked by a translator", "th", "มนุษย์\u200bทั้งหลาย\u200bเกิดมา", 100, typeset.Greedy, []string{"มนุษย์ทั้งหลาย", "เกิดมา"}},
		{"silent letters stay with their syllable", "th", "เกียรติศักดิ์และสิทธิ", 50, typeset.Greedy, []string{"เกียรติ", "ศักดิ์และ", "สิทธิ"}},
		{"Khmer syllables", "km", "មនុស្សទាំងអស់កើតមកមានសេរីភាព", 90, typeset.Greedy, []string{"មនុស្សទាំងអស់", "កើតមកមានសេរី", "ភាព"}},
		{"Burmese syllables", "my", "လူတိုင်းသည်တူညီလွတ်လပ်သော", 90, typeset.Optimal, []string{"လူတိုင်းသည်", "တူညီလွတ်လပ်", "သော"}},
		{"a Thai headline in the last resort", "th", thai, 120, typeset.Balance, []string{"มนุษย์ทั้งหลาย", "เกิดมามีอิสระ", "และเสมอภาคกัน"}},
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

// What belongs together stays on one line where it fits one: a figure and what it counts,
// the number and the name of a street, the halves of a postcode.
func TestWhatBelongsTogether(t *testing.T) {
	t.Parallel()
	const hall = "Sample Hall, 1 Sample Street, Leeds LS1 4AB"
	for _, c := range []struct {
		name, lang, text string
		width            float64
		mode             typeset.Mode
		want             []string
	}{
		{"a street", "en", hall, 150, typeset.Greedy, []string{"Sample Hall,", "1 Sample Street,", "Leeds LS1 4AB"}},
		{"a street in a text", "en", hall, 150, typeset.Optimal, []string{"Sample Hall,", "1 Sample Street,", "Leeds LS1 4AB"}},
		{"a street in a headline", "en", hall, 150, typeset.Balance, []string{"Sample Hall,", "1 Sample Street,", "Leeds LS1 4AB"}},
		{"a street too long for its line", "en", "12a Old Sample Mill Road", 118, typeset.Greedy, []string{"12a Old Sample", "Mill Road"}},
		{"a street without a number", "en", "Sample Hall in Sample Street", 168, typeset.Greedy, []string{"Sample Hall in Sample", "Street"}},
		{"what only looks like a street", "en", "We have 60 chairs, and a street", 130, typeset.Greedy, []string{"We have 60 chairs,", "and a street"}},
		{"a postcode", "en", "Greater Manchester M1 1AA", 150, typeset.Greedy, []string{"Greater Manchester", "M1 1AA"}},
		{"a postcode in small letters", "en", "In West London sw1a 1aa", 135, typeset.Greedy, []string{"In West London", "sw1a 1aa"}},
		{"a date", "en", "It is on Friday 18 December 2026", 110, typeset.Greedy, []string{"It is on Friday", "18 December", "2026"}},
		{"a date from the right", "ar", "الجمعة 18 ديسمبر 2026", 70, typeset.Greedy, []string{"الجمعة", "18 ديسمبر", "2026"}},
		{"figures in a row", "en", "Call 0113 496 0000", 75, typeset.Greedy, []string{"Call 0113", "496 0000"}},
		{"a date wider than its line", "en", "18 December", 76, typeset.Greedy, []string{"18", "December"}},
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

// A headline gets a little smaller before it parts a street, and much before a date.
func TestFitShrinksBeforeItParts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text  string
		width float64
		want  []string
	}{
		{"Welcome to 1 Sample Street", 240, []string{"Welcome to", "1 Sample Street"}},
		{"Come along on 18 December", 150, []string{"Come along on", "18 December"}},
	} {
		_, ls, err := shape(t, c.text, "en", fonts.Display).Fit(c.width, 300, typeset.Limits{Min: 10, Max: 34, Leading: 1.1}, typeset.Balance)
		if diff := cmp.Diff(c.want, lineTexts(ls)); diff != "" || err != nil {
			t.Errorf("error %v, lines differ (-want +got):\n%s", err, diff)
		}
	}
}

// A headline gets smaller before its words are broken.
func TestFitShrinksBeforeItBreaksWords(t *testing.T) {
	t.Parallel()
	p := shape(t, "มนุษย์ทั้งหลายเกิดมามีอิสระ", "th", fonts.Display)
	size, ls, err := p.Fit(300, 300, typeset.Limits{Min: 14, Max: 90, Leading: 1.4}, typeset.Balance)
	if err != nil || len(ls) != 1 || size < 20 {
		t.Errorf("got %q of size %v, error %v; want one line", lineTexts(ls), size, err)
	}
	size, ls, err = p.Fit(120, 300, typeset.Limits{Min: 20, Max: 90, Leading: 1.4}, typeset.Balance)
	if err != nil || len(ls) < 2 || size != 20 {
		t.Errorf("got %q of size %v, error %v; want lines of the smallest size", lineTexts(ls), size, err)
	}
}

func TestHeadlines(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, lang, text string
		width            float64
		want             []string
	}{
		{"Romanian keeps a letter with its word", "ro", "E nevoie de o comunitate", 260, []string{"E nevoie de o", "comunitate"}},
		{"Romanian, wider", "ro", "E nevoie de o comunitate", 520, []string{"E nevoie de", "o comunitate"}},
		{"English", "en", "It takes a community", 520, []string{"It takes", "a community"}},
		{"no short last line", "en", "Everyone is welcome here", 400, []string{"Everyone is", "welcome here"}},
		{"Arabic", "ar", "مرحبا بكم في لندن", 260, []string{"مرحبا بكم", "في لندن"}},
		{"a dash ends a line", "uk", "Разом ми — громада", 400, []string{"Разом ми —", "громада"}},
		{"Polish keeps a letter with its word", "pl", "Wspólnota to my i wszyscy", 520, []string{"Wspólnota to", "my i wszyscy"}},
		{"no single Han character at the end", "zh-Hans", "社区需要大家来", 260, []string{"社区需要", "大家来"}},
		{"marks rule Han", "zh-Hant", "社區\u200b需要\u200b大家\u200b一起", 260, []string{"社區需要", "大家一起"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, ls, err := shape(t, c.text, c.lang, fonts.Display).Fit(c.width, 200, typeset.Limits{Min: 18, Max: 72, Leading: 1.1}, typeset.Balance)
			if diff := cmp.Diff(c.want, lineTexts(ls)); diff != "" || err != nil {
				t.Errorf("error %v, lines differ (-want +got):\n%s", err, diff)
			}
		})
	}
}

// Another line is taken to spare a stub, and for nothing else.
func TestHeadlinesAreShort(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		width      float64
		want       []string
	}{
		{"as few lines as fit", "aaa bbb ccc ddd eee fff", 90, []string{"aaa bbb ccc", "ddd eee fff"}},
		{"one more spares a stub", "aaaaaaa bbbbbbb c", 135, []string{"aaaaaaa", "bbbbbbb c"}},
		{"a hard break is the author's", "aaa bbb\nc", 300, []string{"aaa bbb", "c"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			ls := mustLines(t, shape(t, c.text, "en", fonts.Text), c.width, 14, typeset.Balance)
			if diff := cmp.Diff(c.want, lineTexts(ls)); diff != "" {
				t.Errorf("lines differ (-want +got):\n%s", diff)
			}
		})
	}
}

// Over all widths of a poster, no headline has a line of one letter where another
// size or another break avoids it.
func TestHeadlinesAtAnyWidth(t *testing.T) {
	t.Parallel()
	for _, c := range [][2]string{
		{"en", "It takes a community"},
		{"ro", "E nevoie de o comunitate"},
		{"pl", "Wspólnota to my i wszyscy"},
		{"ar", "يولد جميع الناس أحرارا"},
		{"uk", "Разом ми — громада"},
		{"zh-Hans", "人人生而自由平等"},
		{"ta", "மனிதப் பிறவியினர் சகலரும்"},
	} {
		p := shape(t, c[1], c[0], fonts.Display)
		for width := 200.0; width <= 800; width += 25 {
			_, ls, err := p.Fit(width, math.Round(width*0.6), typeset.Limits{Min: 14, Max: 120, Leading: 1.1}, typeset.Balance)
			if err != nil {
				t.Errorf("%q at %v: %v", c[1], width, err)
			}
			if slices.ContainsFunc(ls, func(l typeset.Line) bool { return letterCount(l.Text) < 2 }) {
				t.Errorf("%q at %v: lines %q", c[1], width, lineTexts(ls))
			}
		}
	}
}

func letterCount(s string) int { return utf8.RuneCountInString(strings.Trim(s, " —")) }
