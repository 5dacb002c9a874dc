package feedback

import (
	"maps"
	"math"
	"slices"

	"daykit/internal/domain/fault"
)

// MaxPile is the most forms that one pile can be counted for.
const MaxPile = 5000

// Pile is a stack of paper forms whose ticks were counted by hand and not typed one by
// one. Two ticks where one is asked for are left out of its counts.
type Pile struct {
	Forms  int                       `json:"forms"`
	Counts map[string]map[string]int `json:"counts"` // by question, then option
	Blank  map[string]int            `json:"blank"`  // forms without an answer to a question of choices; those of others follow from Counts
}

// Check says which count of a pile cannot be.
func (p Pile) Check() error {
	if p.Forms < 1 || p.Forms > MaxPile {
		return fault.Invalidf("count the forms of the pile", "forms: %d, and a pile has 1 to %d", p.Forms, MaxPile)
	}
	for _, key := range slices.Sorted(maps.Keys(p.Counts)) {
		if err := p.checkCounts(key); err != nil {
			return err
		}
	}
	for _, key := range slices.Sorted(maps.Keys(p.Blank)) {
		if q, ok := QuestionAt(key); !ok || q.Kind != Choice {
			return fault.Invalidf("", "blank: %q is not a question with several answers", clip(key))
		}
		if n := p.Blank[key]; n < 0 || n > p.Forms {
			return fault.Invalidf("", "%s: %d of %d forms cannot be blank", key, n, p.Forms)
		}
	}
	return nil
}

func (p Pile) checkCounts(key string) error {
	q, ok := QuestionAt(key)
	if !ok || q.Kind == Words {
		return fault.Invalidf("the keys are welcome, new, again, why and heard", "%q is not a question that is ticked", clip(key))
	}
	sum, room := 0, p.Forms-p.Blank[key]
	for _, option := range slices.Sorted(maps.Keys(p.Counts[key])) {
		n := p.Counts[key][option]
		switch {
		case !q.Has(option):
			return fault.Invalidf("", "%s: %q is not one of its answers", key, clip(option))
		case n < 0 || n > room:
			return fault.Invalidf("count again", "%s: %d ticks at one answer on %d forms", key, n, room)
		}
		sum += n
	}
	if q.Kind != Choice && sum > p.Forms {
		return fault.Invalidf("a form with two ticks there counts as blank", "%s: %d ticks on %d forms, and each has one", key, sum, p.Forms)
	}
	if q.Kind == Choice && sum > 0 && sum < room {
		return fault.Invalidf("say how many forms left it blank", "%s: %d ticks cannot be on %d forms", key, sum, room)
	}
	return nil
}

// Count is how often an option was ticked.
type Count struct {
	Key string `json:"key"`
	N   int    `json:"n"`
}

// Tally is what many forms say of one question.
type Tally struct {
	Key      string  `json:"key"`
	Kind     Kind    `json:"kind"`
	Answered int     `json:"answered"` // forms that answered it
	Counts   []Count `json:"counts"`   // for every option, in the order of the form
	Mean     float64 `json:"mean"`     // of faces, 1 to MaxFace, to a hundredth; else 0
}

// Totals is what all forms of an event add up to.
type Totals struct {
	Forms     int     `json:"forms"`     // typed or sent one by one, and in piles
	Piled     int     `json:"piled"`     // of those, in piles
	Words     int     `json:"words"`     // forms with free words
	Questions []Tally `json:"questions"` // without the one of words
}

// Tally gives what the forms say of a question.
func (t Totals) Tally(key string) Tally {
	for _, q := range t.Questions {
		if q.Key == key {
			return q
		}
	}
	return Tally{Key: key, Counts: []Count{}}
}

// Add counts forms and piles. An answer that no option has is left out: it may be from
// a newer program.
func Add(forms []Form, piles []Pile) Totals {
	out := Totals{Forms: len(forms), Questions: []Tally{}}
	for _, f := range forms {
		if f.Words != "" {
			out.Words++
		}
	}
	for _, p := range piles {
		out.Forms += p.Forms
		out.Piled += p.Forms
	}
	for _, q := range Questions() {
		if q.Kind != Words {
			out.Questions = append(out.Questions, q.tally(forms, piles))
		}
	}
	return out
}

func (q Question) tally(forms []Form, piles []Pile) Tally {
	t := Tally{Key: q.Key, Kind: q.Kind, Counts: make([]Count, len(q.Options))}
	for i, o := range q.Options {
		t.Counts[i].Key = o.Key
		for _, f := range forms {
			if slices.Contains(f.Answers[q.Key], o.Key) {
				t.Counts[i].N++
			}
		}
		for _, p := range piles {
			t.Counts[i].N += p.Counts[q.Key][o.Key]
		}
	}
	for _, f := range forms {
		if slices.ContainsFunc(f.Answers[q.Key], q.Has) {
			t.Answered++
		}
	}
	for _, p := range piles {
		t.Answered += p.answered(q)
	}
	if q.Kind == Faces {
		t.Mean = mean(t.Counts)
	}
	return t
}

// answered is how many forms of a pile answered a question.
func (p Pile) answered(q Question) int {
	sum := 0
	for _, n := range p.Counts[q.Key] {
		sum += n
	}
	if q.Kind != Choice {
		return sum
	}
	if sum == 0 {
		return 0
	}
	return p.Forms - p.Blank[q.Key]
}

// mean is that of faces in their order, from 1.
func mean(counts []Count) float64 {
	sum, n := 0, 0
	for i, c := range counts {
		sum += (i + 1) * c.N
		n += c.N
	}
	if n == 0 {
		return 0
	}
	return math.Round(float64(sum)/float64(n)*100) / 100
}
