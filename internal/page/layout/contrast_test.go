package layout_test

import (
	"math"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/layout"
)

// luminance is the relative luminance of WCAG 2.2.
func luminance(c display.Color) float64 {
	channel := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(c.R) + 0.7152*channel(c.G) + 0.0722*channel(c.B)
}

func contrast(a, b display.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// Words never lie over artwork, so the paper is what they stand on.
func TestWordsStandOutFromThePaper(t *testing.T) {
	t.Parallel()
	s := setter(t)
	pages := s.Poster(posterInput(sample(), "en"), layout.A4).Pages
	pages = append(pages, s.Article1(article1Input(t, languages()...), layout.A3).Pages...)
	pages = append(pages, s.Badges(badgeInput(names(t))).Pages...)
	for _, p := range pages {
		for _, op := range p.Ops {
			text, ok := op.(display.Text)
			if !ok {
				continue
			}
			for _, paper := range []display.Color{display.RGB(0xffffff), layout.Cream()} {
				if c := contrast(text.Color, paper); c < 4.5 {
					t.Errorf("%q: contrast %.1f, want 4.5", text.Run.Text, c)
				}
			}
		}
	}
}
