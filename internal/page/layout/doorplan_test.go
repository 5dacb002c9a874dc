package layout_test

import (
	"strconv"
	"strings"
	"testing"

	"daykit/internal/domain/plan"
	"daykit/internal/page/layout"
)

func doorPlanInput(t *testing.T, lang string, words layout.Phrases) layout.DoorPlanInput {
	t.Helper()
	return layout.DoorPlanInput{
		Event: spoken(t, lang), Lang: lang, Phrases: words, Named: true, QuietRoom: "Upstairs, the green door", CodeWord: "sunflower",
		Police: "PC Sample, 0100 000000", Steps: []string{"Our own step"},
		Posts: []layout.DoorPlanPost{
			{Place: "Front door", What: "Welcome people, and look who comes", Who: "Hana Abdi, Ben Example"},
			{Place: "باب الحديقة", Who: "سلمى حداد"},
			{Place: "Car park"},
		},
		Carers: []layout.DoorPlanCarer{{"guests", "Ana Example 0100 000001"}, {"crew", "Sam Sample"}, {"crew", "Uma Example"}},
	}
}

// TestDoorPlanSaysNamesOnlyWhenAsked: without that, it says neither who, nor the code word,
// nor whom to call, and has lines to write them on.
func TestDoorPlanSaysNamesOnlyWhenAsked(t *testing.T) {
	t.Parallel()
	open := []string{"Front door", "Upstairs, the green door", "For the crew. Not for the wall.", "Nobody stands alone."}
	secret := []string{"sunflower", "PC Sample", "Ana Example", "Uma Example"}
	for _, named := range []bool{true, false} {
		in := doorPlanInput(t, "en", realWords())
		in.Named = named
		if !named { // as the desk hands it in
			for i := range in.Posts {
				in.Posts[i].Who = ""
			}
		}
		r := setter(t).DoorPlan(in)
		if len(r.Problems) != 0 {
			t.Fatalf("got %v", r.Problems)
		}
		var all strings.Builder
		for _, p := range r.Pages {
			p = spread(p)
			readInside(t, p)
			apart(t, p)
			noSmaller(t, p, 12)
			all.WriteString(textOf(t, p))
		}
		for _, w := range open {
			if !strings.Contains(all.String(), letters(w)) {
				t.Errorf("named %v: it does not say %q", named, w)
			}
		}
		for _, w := range secret {
			if strings.Contains(all.String(), letters(w)) != named {
				t.Errorf("named %v: %q is there: %v", named, w, !named)
			}
		}
	}
}

// TestDoorPlanStepsAreThePlans: what is printed is what the window and the command say.
func TestDoorPlanStepsAreThePlans(t *testing.T) {
	t.Parallel()
	steps, _ := plan.GuardSteps()
	list := strings.Split(steps, "\n")
	if len(list) != layout.GuardStepCount {
		t.Fatalf("got %d steps", len(list))
	}
	for i, want := range list {
		if got, _ := realWords().Phrase(layout.PhraseGuardStep+"."+strconv.Itoa(i+1), "en"); got != want {
			t.Errorf("step %d: got %q, want %q", i+1, got, want)
		}
	}
}

func TestDoorPlanInLongLanguages(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"ar", "uk", "ta"} {
		in := doorPlanInput(t, lang, longWords{lang, declarations(t)[lang].Article3})
		in.OwnSteps = true
		for i := range in.Posts {
			in.Posts[i].Place, in.Posts[i].What = declarations(t)[lang].Declaration, declarations(t)[lang].Text
		}
		r := setter(t).DoorPlan(in)
		for _, problem := range r.Problems {
			if problem.Code != "word-broken" {
				t.Errorf("%s: %v", lang, problem)
			}
		}
		for _, p := range r.Pages {
			p = spread(p)
			readInside(t, p)
			apart(t, p)
		}
	}
}

// TestDoorPlanGolden pins every op of the pages.
func TestDoorPlanGolden(t *testing.T) {
	t.Parallel()
	empty := layout.DoorPlanInput{Event: spoken(t, "en"), Lang: "en", Phrases: realWords()}
	golden(t, "testdata/golden-doorplan.json", map[string]string{
		"door plan en":    hashWhole(setter(t).DoorPlan(doorPlanInput(t, "en", realWords()))),
		"door plan blank": hashWhole(setter(t).DoorPlan(empty)),
		"door plan ar":    hashWhole(setter(t).DoorPlan(doorPlanInput(t, "ar", longWords{"ar", declarations(t)["ar"].Title}))),
	})
}
