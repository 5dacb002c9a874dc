package layout_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/layout"
)

func TestDatesBreakBesideTheDayOfTheWeek(t *testing.T) {
	t.Parallel()
	for date, want := range map[string]string{
		"Friday, December 18, 2026":       "Friday, December_18,_2026",
		"viernes, 18 de diciembre":        "viernes, 18_de_diciembre",
		"Fri 18 Dec":                      "Fri 18_Dec",
		"டிச. 18, வெள்.":                  "டிச._18, வெள்.",
		"18 brf, înî":                     "18_brf, înî",
		"جمعہ، 18 دسمبر":                  "جمعہ، 18_دسمبر",
		"a date without a figure, at all": "a date without a figure, at all",
	} {
		if got := strings.ReplaceAll(layout.WholeDay(date), "\u00a0", "_"); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestTimeFollowsItsDate is of what stands between the two where they share a line.
func TestTimeFollowsItsDate(t *testing.T) {
	t.Parallel()
	square, _ := layout.FormatNamed("square")
	for lang, want := range map[string]string{"en": ",", "am": "፣", "zh-Hant": ""} {
		r := setter(t).Poster(posterInput(listing(t, lang), lang), square)
		before, _, found := strings.Cut(lineWith(r.Pages[0], "17:30"), "17:30")
		before = strings.TrimRight(before, "\u2068 ")
		if last := before[max(0, len(before)-len(want)):]; !found || last != want || want == "" && strings.HasSuffix(before, ",") {
			t.Errorf("%s: before the time stands %q, want it to end in %q", lang, before, want)
		}
	}
}

// lineWith is the text of the line that has some words.
func lineWith(p *display.Page, words string) string {
	lines := map[float64]string{}
	at := math.NaN()
	for _, op := range p.Ops {
		if text, ok := op.(display.Text); ok {
			lines[text.Run.Y] += text.Run.Text
			if strings.Contains(text.Run.Text, words) {
				at = text.Run.Y
			}
		}
	}
	return lines[at]
}

// TestPlaceIsNoLargerThanItsDate is of dates that had to be set smaller for the width.
func TestPlaceIsNoLargerThanItsDate(t *testing.T) {
	t.Parallel()
	for _, f := range []layout.Format{layout.A3, layout.A5, layout.A4Landscape} {
		for _, lang := range []string{"en", "fr", "cy", "vi", "uk"} {
			in := posterInput(listing(t, lang), lang)
			in.Design = layout.Plain
			var date, place float64
			for _, op := range setter(t).Poster(in, f).Pages[0].Ops {
				text, ok := op.(display.Text)
				switch {
				case ok && strings.Contains(text.Run.Text, "17:30"):
					date = text.Run.Size
				case ok && strings.Contains(text.Run.Text, in.Event.Venue.Name):
					place = text.Run.Size
				}
			}
			if date == 0 || place > date*1.001 {
				t.Errorf("%s %s: the place has %.1f pt, the date %.1f", f.Name, lang, place, date)
			}
		}
	}
}

func TestStrandsBesideAVoiceAreNotKinked(t *testing.T) {
	t.Parallel()
	for _, size := range []struct {
		name      string
		zone, low float64
	}{{"a4", 172, 540}, {"a4-landscape", 244, 375}, {"wide", 418, 290}, {"link", 260, 220}, {"square", 235, 370}, {"dl", 60, 310}} {
		for i := range 200 {
			if bend := layout.SideBend(strconv.Itoa(i), size.zone, size.low); bend >= 0.75 {
				t.Errorf("%s, event %d: the bends are %.2f of what kinks a strand", size.name, i, bend)
			}
		}
	}
}
