package plan

import (
	"cmp"
	"fmt"
	"slices"

	"daykit/internal/domain/content"
)

// MaxScale is the highest likelihood and the highest severity; the lowest is 1.
const MaxScale = 5

// Risk is one line of the risk sheet. A likelihood or severity of 0 is not judged yet.
type Risk struct {
	ID         string `json:"id"`
	What       string `json:"what"`
	Who        string `json:"who"`        // could be hurt
	Likelihood int    `json:"likelihood"` // 1 to MaxScale
	Severity   int    `json:"severity"`   // 1 to MaxScale
	Measure    string `json:"measure"`
	Owner      string `json:"owner"` // who sees to the measure
	Done       bool   `json:"done"`
	For        string `json:"for,omitempty"`   // id of the activity that brings it; empty for every event and for the group's own
	Basis      string `json:"basis"`           // a source, or OurDefault; empty for the group's own
	Since      string `json:"since,omitempty"` // it came with a copy from the event of this day, and nobody has looked again; else empty
}

// Level is how much a risk asks for, by likelihood times severity.
type Level string

// The levels.
const (
	LevelUnjudged Level = ""
	LevelLow      Level = "low"
	LevelMedium   Level = "medium"
	LevelHigh     Level = "high"
	LevelVeryHigh Level = "very-high"
)

// LevelWords is a level as it is explained.
type LevelWords struct {
	Level Level  `json:"level"`
	From  int    `json:"from"` // the lowest product of likelihood and severity
	Words string `json:"words"`
	Basis string `json:"basis"`
}

// Levels lists the levels from the lowest. Where they begin is our default; no
// source in the built-in content draws the lines.
func Levels() []LevelWords {
	return []LevelWords{
		{LevelLow, 1, "Keep an eye on it.", OurDefault},
		{LevelMedium, 5, "Do what the measure says before the day.", OurDefault},
		{LevelHigh, 10, "Name one person who sees to the measure, and look again on the day.", OurDefault},
		{LevelVeryHigh, 16, "Change the plan until it is lower; else leave this part out.", OurDefault},
	}
}

// ScaleWords gives the meaning of each likelihood and severity, from 1 to MaxScale, in
// our own words.
func ScaleWords() (likelihood, severity [MaxScale]string) {
	return [MaxScale]string{"hardly ever", "unlikely", "possible", "likely", "almost sure"},
		[MaxScale]string{"no harm to speak of", "put right on the spot", "needs a doctor, or hurts for days", "lasting harm", "a life is at risk"}
}

// RiskSteps are the steps of a risk assessment, as HSE's five steps are restated by the
// pages in source.
func RiskSteps() (steps []string, source string) {
	return slices.Clone(needs().Risk.Steps), needs().Risk.Source
}

// Score is likelihood times severity, 1 to 25; 0 when either is not judged.
func (r Risk) Score() int { return r.Likelihood * r.Severity }

// Level gives the level of the score.
func (r Risk) Level() Level {
	level := LevelUnjudged
	for _, l := range Levels() {
		if r.Score() >= l.From {
			level = l.Level
		}
	}
	return level
}

// Check says what is wrong with a risk.
func (r Risk) Check() error {
	for _, n := range []int{r.Likelihood, r.Severity} {
		if n < 0 || n > MaxScale {
			return fmt.Errorf("likelihood and severity are 1 to %d, or 0 when not judged yet, not %d", MaxScale, n)
		}
	}
	return nil
}

// SortRisks gives risks in the order to see to them: what is not done before what is,
// not judged first, then the highest score, the gravest harm, and the id.
func SortRisks(list []Risk) []Risk {
	out := slices.Clone(list)
	slices.SortStableFunc(out, func(a, b Risk) int {
		return cmp.Or(
			first(!a.Done, !b.Done), first(a.Score() == 0, b.Score() == 0),
			cmp.Compare(b.Score(), a.Score()), cmp.Compare(b.Severity, a.Severity), cmp.Compare(a.ID, b.ID),
		)
	})
	return out
}

// first puts what is true before what is not.
func first(a, b bool) int {
	switch {
	case a && !b:
		return -1
	case b && !a:
		return 1
	}
	return 0
}

func riskOf(h content.Hazard, activity string) Risk {
	return Risk{
		ID: h.ID, What: h.Name, Who: h.Who, Measure: h.Measure,
		Likelihood: h.Likelihood, Severity: h.Severity, For: activity, Basis: h.Basis,
	}
}
