package layout_test

import (
	"slices"
	"strings"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/layout"
)

// spokenPhrases gives the kit's own English words, and in other languages words of
// the Declaration that are about as long as those of a sign.
type spokenPhrases struct {
	english phrases
	others  map[string]string // by language
}

func (p spokenPhrases) Phrase(key, lang string) (text, got string) {
	if text, ok := p.others[lang]; ok && p.english[key] != "" {
		return text, lang
	}
	return p.english[key], "en"
}

// manyPhrases has words in every language of the tests, of at most n letters where
// a word ends there.
func manyPhrases(t testing.TB, english phrases, n int) spokenPhrases {
	t.Helper()
	p := spokenPhrases{english: english, others: map[string]string{}}
	for lang, d := range declarations(t) {
		if lang == "en" {
			continue
		}
		letters := []rune(d.Article3)
		end := min(n, len(letters))
		for end < len(letters) && lang != "zh-Hans" && !strings.ContainsRune(" ፡", letters[end]) {
			end++
		}
		p.others[lang] = string(letters[:end])
	}
	return p
}

func signPhrases(t testing.TB) spokenPhrases {
	t.Helper()
	return manyPhrases(t, phrases{
		"sign.welcome": "Welcome", "sign.signup": "Sign up here", "sign.toilets": "Toilets",
		"sign.accessible-toilet": "Accessible toilet", "sign.quiet-room": "Quiet room", "sign.prayer-room": "Prayer room",
		"sign.food": "Food", "sign.tea": "Tea and coffee", "sign.children": "Children", "sign.exit": "Way out", "sign.arrow": "This way",
	}, 10)
}

func signsInput(t testing.TB, langs []string, which ...string) layout.SignsInput {
	t.Helper()
	ev := sample()
	return layout.SignsInput{Event: ev, Langs: langs, Phrases: signPhrases(t), Which: which}
}

// A sign leaves no language off that has room in small words.
func TestSignsKeepSixLanguages(t *testing.T) {
	t.Parallel()
	in := signsInput(t, []string{"am", "bn", "ckb", "zh-Hans", "so", "fr"}, "accessible-toilet")
	in.Phrases = realWords()
	r := setter(t).Signs(in, layout.A4Landscape)
	for _, p := range r.Problems {
		if p.Field == "languages" {
			t.Errorf("%s is left off: %s", p.Lang, p.What)
		}
	}
}

// clearOfArt checks that no words lie over artwork. Cut marks, finer than any
// other line, are no artwork.
func clearOfArt(t *testing.T, p *display.Page) {
	t.Helper()
	art := artOf(p)
	for _, m := range marks(t, p) {
		for _, box := range art {
			if m.role != "" && overlap(m.box, box) {
				t.Errorf("%q %+v lies over artwork %+v", m.text, m.box, box)
				break
			}
		}
	}
}

// artOf gives a box for each piece of the artefacts of a page.
func artOf(p *display.Page) (out []display.Rect) {
	art := false
	for _, op := range p.Ops {
		switch o := op.(type) {
		case display.Tag:
			art = o.Artifact
		case display.Fill:
			if art {
				out = append(out, pathBox(o.Path, 0))
			}
		case display.Stroke:
			for i := 1; art && o.Width > 0.4 && i < len(o.Path); i++ {
				from := o.Path[i-1]
				piece := display.Path{{Verb: display.MoveTo, P: [3]display.Point{from.P[0]}}, o.Path[i]}
				if from.Verb == display.CubicTo {
					piece[0].P[0] = from.P[2]
				}
				out = append(out, pathBox(piece, o.Width/2))
			}
		}
	}
	return out
}

// atLeast checks the sizes of all that is read.
func atLeast(t *testing.T, p *display.Page, size float64) {
	t.Helper()
	for _, op := range p.Ops {
		if text, ok := op.(display.Text); ok && text.Run.Size < size*0.849 {
			// Nastaliq is scaled to 85 % of the nominal size, which it looks like
			t.Errorf("%q is set in %v pt, want %v", text.Run.Text, text.Run.Size, size)
		}
	}
}

func TestSigns(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name  string
		langs []string
	}{
		{"one", []string{"en"}},
		{"five", []string{"en", "ur", "pl", "ti", "ar"}},
		{"right to left first", []string{"ar", "en", "uk"}},
		{"six in two columns", []string{"en", "ta", "am", "zh-Hans", "bn", "fa", "uk"}},
	} {
		for _, f := range []layout.Format{layout.A4, layout.A4Landscape, layout.A5, layout.A3} {
			t.Run(tc.name+" "+f.Name, func(t *testing.T) {
				t.Parallel()
				r := setter(t).Signs(signsInput(t, tc.langs), f)
				for _, p := range r.Problems {
					if p.Field != "title" {
						t.Errorf("got problem %v", p)
					}
				}
				if len(r.Pages) != len(layout.SignKinds()) || r.ReadsFromM < f.Distance-0.1 {
					t.Errorf("got %d pages that read from %v m", len(r.Pages), r.ReadsFromM)
				}
				for _, p := range r.Pages {
					readInside(t, p)
					apart(t, p)
					clearOfArt(t, p)
					atLeast(t, p, 14)
				}
			})
		}
	}
}

// arrowOf is the shaft of the arrow of the first page.
func arrowOf(t *testing.T, r layout.Result) display.Path {
	t.Helper()
	for _, m := range marks(t, r.Pages[0]) {
		if m.role == "" && len(m.path) == 2 {
			return m.path[0]
		}
	}
	t.Fatal("no arrow")
	return nil
}

func TestArrowsPointTheSameWayInEveryLanguage(t *testing.T) {
	t.Parallel()
	for which, way := range map[string]struct{ dx, dy int }{
		"arrow-left": {-1, 0}, "toilets-left": {-1, 0}, "arrow-right": {1, 0}, "food-right": {1, 0}, "exit-ahead": {0, -1},
	} {
		for _, lang := range []string{"en", "ar"} {
			shaft := arrowOf(t, setter(t).Signs(signsInput(t, []string{lang}, which), layout.A4))
			from, to := shaft[0].P[0], shaft[1].P[0]
			if signum(to.X-from.X) != way.dx || signum(to.Y-from.Y) != way.dy {
				t.Errorf("%s in %s points from %v to %v", which, lang, from, to)
			}
		}
	}
}

func signum(v float64) int {
	switch {
	case v > 0.01:
		return 1
	case v < -0.01:
		return -1
	}
	return 0
}

func TestAnArrowStandsOnTheSideToWhichItPoints(t *testing.T) {
	t.Parallel()
	for _, f := range []layout.Format{layout.A4, layout.A4Landscape} {
		for _, lang := range []string{"en", "ar"} {
			l := arrowOf(t, setter(t).Signs(signsInput(t, []string{lang}, "tea-left"), f))
			r := arrowOf(t, setter(t).Signs(signsInput(t, []string{lang}, "tea-right"), f))
			middle := display.MM(f.W) / 2
			if pathBox(l, 0).X+pathBox(l, 0).W > middle || pathBox(r, 0).X < middle {
				t.Errorf("%s %s: arrows at %v and %v of %v", f.Name, lang, pathBox(l, 0), pathBox(r, 0), 2*middle)
			}
		}
	}
}

func TestSignProblemsAndNotes(t *testing.T) {
	t.Parallel()
	r := setter(t).Signs(signsInput(t, []string{"en"}, "lift-off", "arrow", "food"), layout.A4)
	if len(r.Pages) != 1 || len(r.Problems) != 2 || r.Problems[0].Field != "which" {
		t.Errorf("got %d pages, %v, want one page and two unknown signs", len(r.Pages), r.Problems)
	}
	r = setter(t).Signs(signsInput(t, []string{"en", "kri", "rom"}, "food"), layout.A4)
	if len(r.Notes) != 2 || len(texts(t, r.Pages[0], "Food")) != 1 {
		t.Errorf("got notes %v, want one for each language without words, and English once", r.Notes)
	}
	in := signsInput(t, append(languages(), "so"), "food")
	in.Phrases = manyPhrases(t, phrases{"sign.food": strings.Repeat("Food for all of us ", 4)}, 60)
	r = setter(t).Signs(in, layout.A4)
	left := slices.DeleteFunc(slices.Clone(r.Problems), func(p layout.Problem) bool { return p.Field != "languages" })
	if len(left) == 0 {
		t.Errorf("got %v, want languages that were left off", r.Problems)
	}
	for _, p := range r.Pages {
		readInside(t, p)
		apart(t, p)
	}
}

// texts are the elements of a page that say a text.
func texts(t *testing.T, p *display.Page, want string) (out []mark) {
	t.Helper()
	for _, m := range marks(t, p) {
		if strings.Contains(m.text, want) {
			out = append(out, m)
		}
	}
	return out
}
