package layout_test

import (
	"math"
	"strings"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
	"daykit/internal/page/layout"
)

// isIcon says that an artefact is an icon of access: it is small, and no dot of the art.
func isIcon(p *display.Page, m mark) bool {
	most := min(p.W, p.H) * 0.09
	return m.role == "" && m.box.W < most && m.box.H < most && m.box.W > most/20
}

func iconsOf(t *testing.T, p *display.Page) (out []mark) {
	t.Helper()
	for _, m := range marks(t, p) {
		if isIcon(p, m) {
			out = append(out, m)
		}
	}
	return out
}

func accessible(t *testing.T, lang string) event.Event {
	t.Helper()
	ev := ordinary(t, lang)
	ev.Venue.Access = []event.Access{"step-free", "accessible-toilet", "hearing-loop", "quiet-room"}
	return ev
}

func TestPosterShowsAccessInIcons(t *testing.T) {
	t.Parallel()
	for _, design := range layout.Designs() {
		for _, lang := range []string{"en", "ur", "bn"} {
			for _, own := range []bool{true, false} {
				in := posterInput(accessible(t, lang), lang)
				in.Design = design
				if !own {
					in.Event.Texts.Access = nil
				}
				p := setter(t).Poster(in, layout.A4).Pages[0]
				icons := iconsOf(t, p)
				if len(icons) != len(in.Event.Venue.Access) {
					t.Errorf("%s %s: %d icons, want %d", design, lang, len(icons), len(in.Event.Venue.Access))
					continue
				}
				l, _ := locale.Lookup(lang)
				if first, second := icons[0].box, icons[1].box; (first.X > second.X) != (l.Dir == locale.RTL) {
					t.Errorf("%s %s: the second icon stands at %v, after %v", design, lang, second.X, first.X)
				}
				checkIcons(t, p, icons)
				apart(t, p)
				if design != layout.Voice { // whose braid runs on under the paper of the words
					clearOfBraid(t, p)
					clearOfIcons(t, p, icons)
				}
			}
		}
	}
}

// TestSmallFormatsShowAccessInIcons: a flyer or a picture for a screen has the icons as well.
// A6 has no room for them over the words of large print, of a voice, or of two languages,
// none of which may be smaller than 14 pt.
func TestSmallFormatsShowAccessInIcons(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"a6", "dl", "square", "tall", "wide", "link"} {
		for _, design := range layout.Designs() {
			if name == "a6" && (design == layout.Plain || design == layout.Voice) {
				continue
			}
			for _, lang := range []string{"en", "ur"} {
				in := posterInput(accessible(t, lang), lang)
				if design == layout.Voice {
					in = voiceInput(t, lang, 0)
					in.Event.Venue.Access = accessible(t, lang).Venue.Access
				}
				in.Design = design
				f, _ := layout.FormatNamed(name)
				r := setter(t).Poster(in, f)
				icons := iconsOf(t, r.Pages[0])
				if design == layout.Voice { // the mark that opens its words is as small
					icons = icons[max(0, len(icons)-len(in.Event.Venue.Access)):]
				}
				if len(icons) != len(in.Event.Venue.Access) {
					t.Errorf("%s %s %s: %d icons, want %d", design, name, lang, len(icons), len(in.Event.Venue.Access))
				}
				checkIcons(t, r.Pages[0], icons)
				apart(t, r.Pages[0])
				if f.Px == 0 {
					readInside(t, r.Pages[0])
				}
			}
		}
	}
}

// TestCircleOfTwoLanguagesShowsIcons where the organisers wrote no words about access: what
// the kit says of it may be the same in both.
func TestCircleOfTwoLanguagesShowsIcons(t *testing.T) {
	t.Parallel()
	for _, words := range []layout.Phrases{testPhrases(), realWords()} {
		for _, name := range []string{"a4", "a5", "square"} {
			in := circleInput(t, "en", "ar")
			in.Phrases, in.Event.Texts.Access = words, nil
			in.Event.Venue.Access = accessible(t, "en").Venue.Access
			f, _ := layout.FormatNamed(name)
			p := setter(t).Poster(in, f).Pages[0]
			if icons := iconsOf(t, p); len(icons) == 0 || len(icons)%len(in.Event.Venue.Access) != 0 {
				t.Errorf("%s: %d icons", name, len(icons))
			}
		}
	}
}

// checkIcons checks that icons are at least as high as capitals of 14 pt, stand clear of
// words and one another, and are 4.5 times as light or dark as what lies under them.
func checkIcons(t *testing.T, p *display.Page, icons []mark) {
	t.Helper()
	all := marks(t, p)
	for i, icon := range icons {
		if size := max(icon.box.W, icon.box.H); size < 14*0.75 {
			t.Errorf("an icon is %.1f pt high", size)
		}
		for _, m := range all {
			if m.role != "" && overlap(m.box, icon.box) {
				t.Errorf("%q lies over an icon", m.text)
			}
		}
		for _, other := range icons[:i] {
			if overlap(other.box, icon.box) {
				t.Errorf("icons lie one over another: %+v %+v", other.box, icon.box)
			}
		}
		if ratio := iconContrast(p, icon); ratio < 4.5 {
			t.Errorf("an icon stands out by %.1f only", ratio)
		}
	}
}

// clearOfIcons checks every point of every strand against the icons.
func clearOfIcons(t *testing.T, p *display.Page, icons []mark) {
	t.Helper()
	for _, m := range marks(t, p) {
		if m.role != "" || isIcon(p, m) {
			continue
		}
		for _, path := range m.path {
			eachPoint(path, func(q display.Point) {
				for _, icon := range icons {
					if overlap(display.Rect{X: q.X - m.pen/2, Y: q.Y - m.pen/2, W: m.pen, H: m.pen}, icon.box) {
						t.Fatalf("the braid at %+v touches an icon", q)
					}
				}
			})
		}
	}
}

// iconContrast compares an icon with the last ground that was filled under it.
func iconContrast(p *display.Page, icon mark) float64 {
	ground := display.RGB(0xffffff)
	for _, op := range p.Ops {
		switch o := op.(type) {
		case display.Fill:
			if box := pathBox(o.Path, 0); inside(box, icon.box) {
				ground = o.Color
			}
		case display.Stroke:
			if box := pathBox(o.Path, o.Width/2); inside(icon.box, box) {
				return ratioOf(o.Color, ground)
			}
		}
	}
	return 0
}

func ratioOf(a, b display.Color) float64 {
	light := func(c display.Color) float64 {
		channel := func(v uint8) float64 {
			if s := float64(v) / 255; s > 0.04045 {
				return math.Pow((s+0.055)/1.055, 2.4)
			}
			return float64(v) / 255 / 12.92
		}
		return 0.2126*channel(c.R) + 0.7152*channel(c.G) + 0.0722*channel(c.B) + 0.05
	}
	return max(light(a), light(b)) / min(light(a), light(b))
}

func TestIconsGoBeforeWords(t *testing.T) {
	t.Parallel()
	for _, design := range layout.Designs() {
		in := posterInput(accessible(t, "en"), "en")
		in.Design = design
		in.Event.Venue.Access = event.AccessFeatures()
		in.Event.Texts.About = event.Text{"en": strings.Repeat("Food, stories and music from neighbours. ", 12)}
		with := setter(t).Poster(in, layout.A5)
		in.Event.Venue.Access = nil
		without := setter(t).Poster(in, layout.A5)
		if len(with.Problems) != len(without.Problems) {
			t.Errorf("%s: icons cost words: %v, without them %v", design, with.Problems, without.Problems)
		}
		readInside(t, with.Pages[0])
	}
	in := posterInput(accessible(t, "en"), "en")
	in.Event.Venue.Access = nil
	if icons := iconsOf(t, setter(t).Poster(in, layout.A4).Pages[0]); len(icons) != 0 {
		t.Errorf("%d icons of nothing", len(icons))
	}
}
