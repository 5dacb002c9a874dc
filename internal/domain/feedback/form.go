package feedback

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"daykit/internal/domain/fault"
	"daykit/internal/domain/locale"
)

// Limits of a form and of the crew's answers, in characters.
const (
	MaxWords     = 600
	MaxCrewWords = 3000
)

// Form is what one guest answered. Every answer is optional.
type Form struct {
	Lang     string              `json:"lang"`    // of the form and the words, a tag of package locale; empty when not known
	Answers  map[string][]string `json:"answers"` // keys of options by the key of the question
	Words    string              `json:"words"`
	MayQuote bool                `json:"may_quote"` // the guest ticked that the words may be quoted, without a name
}

// Answer gives the one answer to a question of faces or yes and no; empty for none.
func (f Form) Answer(key string) string {
	if len(f.Answers[key]) == 0 {
		return ""
	}
	return f.Answers[key][0]
}

// Empty says whether nothing is answered.
func (f Form) Empty() bool {
	for _, a := range f.Answers {
		if len(a) > 0 {
			return false
		}
	}
	return f.Words == ""
}

// Normal gives the form with the answers of a question in the order of the form and
// once each, without questions that have none, and with the words trimmed. Words that
// are not there cannot be quoted.
func (f Form) Normal() Form {
	out := Form{Lang: f.Lang, Answers: map[string][]string{}, Words: strings.TrimSpace(f.Words), MayQuote: f.MayQuote}
	if l, ok := locale.Lookup(f.Lang); ok {
		out.Lang = l.Tag
	}
	for key, given := range f.Answers {
		var kept []string
		if q, ok := QuestionAt(key); ok {
			for _, o := range q.Options {
				if slices.Contains(given, o.Key) {
					kept = append(kept, o.Key)
				}
			}
		}
		for _, g := range given { // what no question has stays, so that Check can say so
			if !slices.Contains(kept, g) {
				kept = append(kept, g)
			}
		}
		if len(kept) > 0 {
			out.Answers[key] = kept
		}
	}
	out.MayQuote = out.MayQuote && out.Words != ""
	return out
}

// Check says which rule a form breaks, as a fault that names the question. It never
// repeats the words.
func (f Form) Check() error {
	if f.Lang != "" {
		if _, ok := locale.Lookup(f.Lang); !ok {
			return fault.Invalidf("write a tag such as so or ar, or leave it out", "lang: %q is not a language that Daykit knows", clip(f.Lang))
		}
	}
	for _, key := range slices.Sorted(maps.Keys(f.Answers)) {
		if err := checkAnswers(key, f.Answers[key]); err != nil {
			return err
		}
	}
	if err := CheckWords(Remember, f.Words, MaxWords); err != nil {
		return err
	}
	if f.Empty() {
		return fault.Invalidf("leave blank forms out", "nothing is answered on the form")
	}
	return nil
}

func checkAnswers(key string, given []string) error {
	q, ok := QuestionAt(key)
	if !ok || q.Kind == Words {
		return fault.Invalidf("the keys are welcome, new, again, why and heard", "%q is not a question that is ticked", clip(key))
	}
	for i, g := range given {
		if !q.Has(g) {
			return fault.Invalidf("choose "+strings.Join(q.keys(), ", "), "%s: %q is not one of its answers", key, clip(g))
		}
		if slices.Contains(given[:i], g) {
			return fault.Invalidf("", "%s: %q stands there twice", key, g)
		}
	}
	if len(given) > 1 && q.Kind != Choice {
		return fault.Invalidf("leave it out when two are ticked", "%s has one answer only", key)
	}
	return nil
}

func (q Question) keys() []string {
	var out []string
	for _, o := range q.Options {
		out = append(out, o.Key)
	}
	return out
}

// CheckWords says whether free words may be kept: text of at most limit characters
// without control characters other than line breaks and tabs.
func CheckWords(name, words string, limit int) error {
	if !utf8.ValidString(words) {
		return fault.Invalidf("", "%s: the words are not valid text", name)
	}
	if n := utf8.RuneCountInString(words); n > limit {
		return fault.Invalidf("", "%s: %d characters, and at most %d fit", name, n, limit)
	}
	odd := func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' }
	if strings.ContainsFunc(words, odd) {
		return fault.Invalidf("", "%s: the words have characters that do not print", name)
	}
	return nil
}

// clip shortens what a message repeats.
func clip(s string) string {
	if r := []rune(s); len(r) > 24 {
		return string(r[:24]) + "…"
	}
	return s
}
