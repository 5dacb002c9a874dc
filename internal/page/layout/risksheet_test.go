package layout_test

import (
	"slices"
	"strings"
	"testing"

	"daykit/internal/domain/content"
	"daykit/internal/domain/display"
	"daykit/internal/domain/plan"
	"daykit/internal/page/layout"
)

// riskList is what every event brings, one judged worse, one done, and one without words.
func riskList() []plan.Risk {
	list := plan.NeedsOf(content.Builtin(), plan.Request{Activities: []string{"shared-meal"}, Guests: 60}).Risks
	list[0].Likelihood, list[0].Severity, list[0].Owner = 5, 5, "Hana Abdi"
	list[1].Likelihood, list[1].Severity = 2, 5
	list[2].Done = true
	list = append(list, plan.Risk{ID: "r-1", What: "Somebody brings a very large dog"}, plan.Risk{ID: "r-2", What: "لا مكان لعربات الأطفال", Measure: "Keep a corner free", Owner: "سلمى حداد"})
	return plan.SortRisks(list)
}

func riskInput(t *testing.T, lang string, words layout.Phrases) layout.RiskSheetInput {
	t.Helper()
	return layout.RiskSheetInput{Event: spoken(t, lang), Lang: lang, Phrases: words, Risks: riskList()}
}

func TestRiskSheetSaysAll(t *testing.T) {
	t.Parallel()
	in := riskInput(t, "en", realWords())
	r := setter(t).RiskSheet(in)
	if len(r.Pages) < 3 || len(r.Problems) != 0 {
		t.Fatalf("got %d pages, %v", len(r.Pages), r.Problems)
	}
	var all strings.Builder
	ticks := 0
	for _, p := range r.Pages {
		p = spread(p)
		readInside(t, p)
		apart(t, p)
		noSmaller(t, p, 12)
		all.WriteString(textOf(t, p))
		ticks += len(slices.DeleteFunc(marks(t, p), func(m mark) bool { return m.role != "" || m.pen < 1.99 || m.pen > 2.01 }))
	}
	text := all.String()
	likely, bad := plan.ScaleWords()
	for _, risk := range in.Risks {
		want := []string{risk.What, risk.Who, risk.Measure, risk.Owner}
		if risk.Score() > 0 {
			want = append(want, likely[risk.Likelihood-1], bad[risk.Severity-1])
		}
		for _, w := range want {
			if !strings.Contains(text, letters(w)) && risk.ID != "r-2" { // the glyphs of Arabic stand in another order
				t.Errorf("%s: the sheet does not say %q", risk.ID, w)
			}
		}
	}
	for _, l := range plan.Levels() {
		if name, _ := realWords().Phrase("risk.level."+string(l.Level), "en"); !strings.Contains(text, letters(l.Words)) || name == "" || !strings.Contains(text, letters(name)) {
			t.Errorf("the level %s is not explained as the plan has it", l.Level)
		}
	}
	if ticks != 1 {
		t.Errorf("%d risks are ticked, want 1", ticks)
	}
}

// TestRiskWordsAreThePlans: what is printed is what the window and the command say.
func TestRiskWordsAreThePlans(t *testing.T) {
	t.Parallel()
	likely, bad := plan.ScaleWords()
	for i := range plan.MaxScale {
		n := string(rune('1' + i))
		for key, want := range map[string]string{"risk.likely." + n: likely[i], "risk.bad." + n: bad[i]} {
			if got, _ := realWords().Phrase(key, "en"); got != want {
				t.Errorf("%s: got %q, want %q", key, got, want)
			}
		}
	}
}

func TestRiskSheetInLongLanguages(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"ar", "ur", "uk", "ta", "am", "zh-Hans"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			in := riskInput(t, lang, longWords{lang, declarations(t)[lang].Article3})
			for i := range in.Risks {
				in.Risks[i].What, in.Risks[i].Measure = declarations(t)[lang].Declaration, declarations(t)[lang].Text
			}
			r := setter(t).RiskSheet(in)
			for _, problem := range r.Problems { // a level in one word of the Declaration may be broken, and that is said
				if problem.Code != "word-broken" {
					t.Errorf("%v", problem)
				}
			}
			for _, p := range r.Pages {
				p = spread(p)
				readInside(t, p)
				apart(t, p)
				noSmaller(t, p, 12)
			}
		})
	}
}

// TestRiskSheetBreaksAWordThatIsTooLong, and says so.
func TestRiskSheetBreaksAWordThatIsTooLong(t *testing.T) {
	t.Parallel()
	in := riskInput(t, "en", realWords())
	in.Risks = []plan.Risk{{What: strings.Repeat("Verantwortungs", 8), Measure: strings.Repeat("x", 300), Likelihood: 3, Severity: 3}}
	r := setter(t).RiskSheet(in)
	if len(r.Pages) != 1 || len(r.Problems) == 0 || r.Problems[0].Field != "risks" {
		t.Errorf("got %d pages, %v", len(r.Pages), r.Problems)
	}
	p := spread(r.Pages[0])
	readInside(t, p)
	apart(t, p)
}

// TestRiskSheetGolden pins every op of the pages.
func TestRiskSheetGolden(t *testing.T) {
	t.Parallel()
	got := map[string]string{
		"risks en": hashWhole(setter(t).RiskSheet(riskInput(t, "en", realWords()))),
		"risks ar": hashWhole(setter(t).RiskSheet(riskInput(t, "ar", longWords{"ar", declarations(t)["ar"].Title}))),
	}
	golden(t, "testdata/golden-risks.json", got)
}

// TestRiskLevelsDifferWithoutColour: each level has another number of filled bars.
func TestRiskLevelsDifferWithoutColour(t *testing.T) {
	t.Parallel()
	filled := map[int]bool{}
	for _, score := range [][2]int{{0, 0}, {1, 1}, {1, 5}, {2, 5}, {4, 5}} {
		in := riskInput(t, "en", realWords())
		in.Risks = []plan.Risk{{What: "Fire", Likelihood: score[0], Severity: score[1]}}
		n := 0
		for _, p := range setter(t).RiskSheet(in).Pages {
			for _, op := range p.Ops {
				if f, ok := op.(display.Fill); ok && len(f.Path) == 5 {
					n++
				}
			}
		}
		if filled[n] {
			t.Errorf("%v: %d filled bars, as another level has", score, n)
		}
		filled[n] = true
	}
}
