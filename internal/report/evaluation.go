package report

import (
	"cmp"
	"math"
	"slices"

	"daykit/internal/domain/feedback"
	"daykit/internal/domain/small"
)

// NoAnswer stands among the answers to a question for forms that left it blank.
const NoAnswer = "none"

// Question is what the forms say to a question.
type Question struct {
	Key      string        `json:"key"`
	Kind     feedback.Kind `json:"kind"`
	Lines    []AnswerCount `json:"answers"`   // in the order of the form, the best face first
	NotShown []string      `json:"not_shown"` // answers of which no number is told

	// Mean of faces: exact where every face has a line of its own; else a number, to a
	// tenth, that it is not below, worked out from the lines alone. 0 for none.
	Mean    float64 `json:"mean"`
	AtLeast bool    `json:"at_least"` // Mean is such a bound
}

// AnswerCount is how many forms gave an answer, or one of several.
type AnswerCount struct {
	Keys  []string `json:"keys"` // of options; or none
	Count int      `json:"count"`
}

// evaluate counts forms. Fewer than Smallest say nothing.
func (n *Numbers) evaluate(t feedback.Totals, begun bool) {
	n.Forms = counted(t.Forms, begun)
	if n.Forms.Look != small.Shown {
		return
	}
	for _, tally := range t.Questions {
		if tally.Answered == 0 { // it was on none of the forms
			continue
		}
		n.Questions = append(n.Questions, questionOf(tally, t.Forms))
	}
}

func questionOf(t feedback.Tally, forms int) Question {
	q := Question{Key: t.Key, Kind: t.Kind, Lines: []AnswerCount{}, NotShown: []string{}}
	if t.Kind == feedback.Choice {
		q.choices(t, forms)
		return q
	}
	parts := make([]part, 0, len(t.Counts)+1)
	for _, c := range t.Counts {
		parts = append(parts, part{[]string{c.Key}, c.N})
	}
	if t.Kind == feedback.Faces {
		slices.Reverse(parts)
	}
	parts = append(parts, part{[]string{NoAnswer}, forms - t.Answered})
	q.partition(parts)
	if t.Kind == feedback.Faces {
		q.mean()
	}
	return q
}

// partition shows answers of which each form gave one, or none. Those that nobody gave are
// shown as such; the others in lines that hide each part.
func (q *Question) partition(all []part) {
	var some []part
	for _, p := range all {
		if p.n > 0 {
			some = append(some, p)
		}
	}
	lines := join(some, answers)
	if len(lines) == 0 || len(lines) == 1 && len(some) > 1 { // all in one line says nothing
		for _, p := range all {
			q.NotShown = append(q.NotShown, p.keys...)
		}
		return
	}
	for _, p := range all {
		if p.n == 0 {
			lines = append(lines, p)
		}
	}
	rank := map[string]int{}
	for i, p := range all {
		rank[p.keys[0]] = i
	}
	slices.SortFunc(lines, func(a, b part) int { return cmp.Compare(rank[a.keys[0]], rank[b.keys[0]]) })
	for _, p := range lines {
		q.Lines = append(q.Lines, AnswerCount{Keys: p.keys, Count: p.n})
	}
}

// choices shows answers of which a form may have several: each by itself, where neither
// those who gave it nor those who did not are few.
func (q *Question) choices(t feedback.Tally, forms int) {
	for _, c := range t.Counts {
		if tells(c.N) && tells(forms-c.N) {
			q.Lines = append(q.Lines, AnswerCount{Keys: []string{c.Key}, Count: c.N})
		} else {
			q.NotShown = append(q.NotShown, c.Key)
		}
	}
}

// mean is worked out from the lines that are shown and so tells nothing beside them.
func (q *Question) mean() {
	low, without := sumOfFaces{}, sumOfFaces{}
	for _, l := range q.Lines {
		faces := facesOf(l.Keys)
		if len(faces) == 0 {
			continue
		}
		least := slices.Min(faces)
		low.add(least, l.Count)
		if len(faces) == len(l.Keys) { // none of them may have left it blank
			without.add(least, l.Count)
		} else {
			q.AtLeast = true
		}
		q.AtLeast = q.AtLeast || len(faces) > 1
	}
	q.Mean = low.mean()
	if without.n > 0 {
		q.Mean = min(q.Mean, without.mean())
	}
	if q.AtLeast {
		q.Mean = math.Floor(q.Mean*10) / 10
	} else {
		q.Mean = math.Round(q.Mean*100) / 100
	}
}

type sumOfFaces struct{ sum, n int }

func (s *sumOfFaces) add(face, n int) { s.sum, s.n = s.sum+face*n, s.n+n }

func (s *sumOfFaces) mean() float64 {
	if s.n == 0 {
		return 0
	}
	return float64(s.sum) / float64(s.n)
}

// facesOf are the faces among keys.
func facesOf(keys []string) (out []int) {
	for _, k := range keys {
		if len(k) == 1 && k[0] >= '1' && k[0] <= '0'+feedback.MaxFace {
			out = append(out, int(k[0]-'0'))
		}
	}
	return out
}
