package layout_test

import (
	"math"
	"strings"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/page/layout"
)

// listing is the sample whose venue lists what it offers in the kit's words.
func listing(t *testing.T, lang string) event.Event {
	t.Helper()
	ev := ordinary(t, lang)
	ev.Texts.Access = nil
	ev.Venue.Access = []event.Access{"step-free", "accessible-toilet", "bsl", "quiet-room", "prayer-space"}
	return ev
}

func TestListsBreakWithoutDots(t *testing.T) {
	t.Parallel()
	dl, _ := layout.FormatNamed("dl")
	for _, design := range layout.Designs() {
		for _, f := range []layout.Format{layout.A4, layout.A5, layout.A4Landscape, dl} {
			for _, lang := range []string{"en", "pl"} {
				in := posterInput(listing(t, lang), lang)
				in.Design, in.Theme.Hashtag = design, ""
				for _, op := range setter(t).Poster(in, f).Pages[0].Ops {
					text, ok := op.(display.Text)
					if s := strings.TrimSpace(text.Run.Text); ok && (strings.HasPrefix(s, "·") || strings.HasSuffix(s, "·")) {
						t.Errorf("%s %s %s: a line is %q", design, f.Name, lang, s)
					}
				}
			}
		}
	}
}

// TestShortTextsCostNoHeadline is of large print on small paper, where the
// description alone has no room.
func TestShortTextsCostNoHeadline(t *testing.T) {
	t.Parallel()
	a5, _ := layout.FormatNamed("a5-landscape")
	for _, lang := range []string{"ur", "ta", "uk"} {
		in := posterInput(listing(t, lang), lang)
		in.Design = layout.Plain
		for _, p := range setter(t).Poster(in, a5).Problems {
			if p.Field != "texts.about" {
				t.Errorf("%s: %v", lang, p)
			}
		}
	}
}

func TestTimeStandsUnderItsDate(t *testing.T) {
	t.Parallel()
	var above display.GlyphRun
	for _, op := range setter(t).Poster(posterInput(ordinary(t, "ur"), "ur"), layout.A4Landscape).Pages[0].Ops {
		text, ok := op.(display.Text)
		if !ok {
			continue
		}
		if strings.Contains(text.Run.Text, "17:30") && math.Abs(text.Run.Y-above.Y) > 1 {
			if gap := (text.Run.Y - above.Y) / text.Run.Size; gap > 1.8 {
				t.Errorf("the time stands %.2f of its size under the date", gap)
			}
			return
		}
		above = text.Run
	}
	t.Error("the time has no line of its own")
}

func TestApostrophesAreCurled(t *testing.T) {
	t.Parallel()
	ev := sample()
	ev.Title = event.Text{"en": "Women's 'breakfast'"}
	want := "Women’s 'breakfast'"
	for _, op := range setter(t).Poster(posterInput(ev, "en"), layout.A4).Pages[0].Ops {
		if text, ok := op.(display.Text); ok && strings.ReplaceAll(text.Run.Text, "\u00a0", " ") == want {
			return
		}
	}
	t.Errorf("no line is %q", want)
}

func TestGroupAloneStandsWhereLinesBegin(t *testing.T) {
	t.Parallel()
	a6, _ := layout.FormatNamed("a6")
	ev := sample()
	for _, op := range setter(t).Poster(posterInput(ev, "en"), a6).Pages[0].Ops {
		if text, ok := op.(display.Text); ok && text.Run.Text == ev.Group && text.Run.X > marginOf(a6)+1 {
			t.Errorf("the group stands %.0f pt from the left, want the margin", text.Run.X)
		}
	}
}
