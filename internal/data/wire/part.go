package wire

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"daykit/internal/domain/event"
	"daykit/internal/domain/small"
)

// ReportParts is the version of the parts of a report that this program speaks. A server
// tells its own in Hello; one that tells none takes totals alone.
const ReportParts = 1

// Limits of the parts of an event's report.
const (
	MaxComments   = 20        // of one event
	MaxPhotos     = 6         // of one event
	MaxComment    = 600       // characters
	MaxPhotoWords = 300       // characters of a caption, an alternative text or a credit
	MaxLearned    = 4000      // characters
	MaxFormLines  = 60        // of the umbrella's form
	MaxFormLine   = 4000      // characters of a label or a value
	MaxQuestions  = 40        // of an evaluation
	MaxAnswers    = 40        // of one question
	MaxPhotoJPEG  = 160 << 10 // bytes
	MaxPhotoSide  = 1600      // pixels
	partSize      = 8         // bytes of a part's id, before hexadecimal
	maxPartKey    = 64        // bytes
	maxUses       = 8
	maxPartForms  = 1_000_000
)

// The kinds of parts.
const (
	PartNumbers    = "numbers"    // totals that are sent again after they were taken back
	PartEvaluation = "evaluation" // what the forms of guests add up to
	PartComment    = "comment"    // one guest's words
	PartPhoto      = "photo"      // one photograph
	PartForm       = "form"       // the form of the campaign
	PartLearned    = "learned"    // what the organisers learned
)

// The uses that a part's consent must name before the server takes it.
const (
	UseQuote    = "quote"    // of words: the guest ticked that they may be quoted
	UseCampaign = "campaign" // of a photograph: agreed to for the campaign
)

// Part is the value of field "part" of entity "report" under an id EVENT/PART: one thing
// that the organisers ticked to be sent. It is written once and never changed: what is said
// otherwise is another part, and the one before is erased. Exactly one of its fields is set
// beside Kind, the one of that name.
type Part struct {
	Kind       string         `json:"kind"`
	Numbers    *Totals        `json:"numbers,omitempty"`
	Evaluation *PartAnswered  `json:"evaluation,omitempty"`
	Comment    *PartWords     `json:"comment,omitempty"`
	Photo      *PartPicture   `json:"photo,omitempty"`
	Form       []PartFormLine `json:"form,omitempty"`
	Learned    string         `json:"learned,omitempty"`
}

// PartAnswered is how often each answer was given, small counts hidden.
type PartAnswered struct {
	Forms     int            `json:"forms"` // that were filled in; 0 when there were fewer than five
	Questions []PartQuestion `json:"questions"`
}

// PartQuestion is one question of the evaluation, by its key in internal/domain/feedback.
type PartQuestion struct {
	Key     string       `json:"key"`
	Answers []PartAnswer `json:"answers"`
}

// PartAnswer is how many gave an answer, or one of several that were counted together. N
// is 0 where it is hidden.
type PartAnswer struct {
	Keys   []string `json:"keys"`
	N      int      `json:"n"`
	Hidden bool     `json:"hidden,omitempty"` // fewer than five, or it would tell one that is
}

// PartWords is what a guest wrote, without a name.
type PartWords struct {
	Text    string      `json:"text"`
	Lang    string      `json:"lang,omitempty"`
	Consent PartConsent `json:"consent"`
}

// PartPicture is a photograph, reduced and without metadata.
type PartPicture struct {
	JPEG    []byte      `json:"jpeg"`
	Alt     string      `json:"alt"` // what is to be seen, for who cannot see it
	Caption string      `json:"caption,omitempty"`
	Credit  string      `json:"credit,omitempty"` // who took it, as they want to be named
	Lang    string      `json:"lang,omitempty"`   // of the words
	Consent PartConsent `json:"consent"`
}

// PartConsent is what was agreed to, without a name of anybody.
type PartConsent struct {
	How       string   `json:"how"` // form, sheet, words, wrote or nobody (can be recognised)
	On        string   `json:"on,omitempty"`
	Until     string   `json:"until,omitempty"` // the last day on which it may be shown
	Uses      []string `json:"uses"`
	Withdrawn string   `json:"withdrawn,omitempty"` // date; a part with one is never taken
}

// PartFormLine is one line of the campaign's form.
type PartFormLine struct {
	Key   string `json:"key"`
	Label string `json:"label"`
	Value string `json:"value"`
}

// consentWays are how people are asked.
var consentWays = []string{"form", "sheet", "words", "wrote", "nobody"}

// PartID joins an event and the id of one of its parts, as the log names it.
func PartID(event, part string) string { return event + "/" + part }

// CutPartID takes apart what PartID made; ok is false for anything else.
func CutPartID(id string) (ev, part string, ok bool) {
	ev, part, found := strings.Cut(id, "/")
	return ev, part, found && event.ID(ev).Valid() && IsPart(part)
}

// IsPart reports whether s is the id of a part: 16 lower-case hexadecimal digits.
func IsPart(s string) bool { return isHex(s, partSize) }

// DecodePart reads a part strictly: a field that is not known, text that is not plain, a
// picture that says more than its pixels, and consent that does not cover what it is for
// are errors.
func DecodePart(raw []byte) (Part, error) {
	p, err := strictly[Part]("part of a report", raw)
	if err != nil {
		return p, err
	}
	return p, p.Check()
}

// Check says which rule a part breaks, in a clause that a person can read.
func (p Part) Check() error {
	set := map[string]bool{
		PartNumbers: p.Numbers != nil, PartEvaluation: p.Evaluation != nil, PartComment: p.Comment != nil,
		PartPhoto: p.Photo != nil, PartForm: p.Form != nil, PartLearned: p.Learned != "",
	}
	for kind, is := range set {
		if is != (kind == p.Kind) {
			return errors.New("a part of a report holds what its kind says, and nothing else")
		}
	}
	switch p.Kind {
	case PartNumbers:
		return nil // checked as totals are
	case PartEvaluation:
		return p.Evaluation.check()
	case PartComment:
		return p.Comment.check()
	case PartPhoto:
		return p.Photo.check()
	case PartForm:
		return checkForm(p.Form)
	case PartLearned:
		return checkWords("what was learned", p.Learned, MaxLearned, true)
	}
	return errors.New("this kind of part is not known here")
}

func (a *PartAnswered) check() error {
	if a.Forms < 0 || a.Forms > maxPartForms || a.Forms > 0 && a.Forms < small.Smallest {
		return errors.New("the number of forms is not one that may travel")
	}
	if len(a.Questions) == 0 || len(a.Questions) > MaxQuestions {
		return fmt.Errorf("an evaluation has 1 to %d questions", MaxQuestions)
	}
	for _, q := range a.Questions {
		if err := q.check(a.Forms); err != nil {
			return err
		}
	}
	return nil
}

func (q PartQuestion) check(forms int) error {
	if !isKey(q.Key) || len(q.Answers) > MaxAnswers {
		return errors.New("a question of the evaluation is not one")
	}
	for _, a := range q.Answers {
		switch {
		case len(a.Keys) == 0 || len(a.Keys) > MaxAnswers || slices.ContainsFunc(a.Keys, func(k string) bool { return !isKey(k) }):
			return errors.New("an answer of the evaluation is not one")
		case a.Hidden && a.N != 0 || a.N < 0 || a.N > forms || a.N > 0 && a.N < small.Smallest:
			return fmt.Errorf("fewer than %d answers are not told", small.Smallest)
		}
	}
	return nil
}

func (w *PartWords) check() error {
	if strings.TrimSpace(w.Text) == "" {
		return errors.New("the comment is empty")
	}
	if !isLang(w.Lang) {
		return errors.New("the language of the comment is not a language tag")
	}
	if err := checkWords("comment", w.Text, MaxComment, true); err != nil {
		return err
	}
	return w.Consent.covers(UseQuote)
}

func (p *PartPicture) check() error {
	if strings.TrimSpace(p.Alt) == "" {
		return errors.New("the photograph does not say what is to be seen")
	}
	if !isLang(p.Lang) {
		return errors.New("the language of the photograph's words is not a language tag")
	}
	for _, words := range []string{p.Alt, p.Caption, p.Credit} {
		if err := checkWords("photograph's words", words, MaxPhotoWords, false); err != nil {
			return err
		}
	}
	if err := p.Consent.covers(UseCampaign); err != nil {
		return err
	}
	return CheckBareJPEG(p.JPEG)
}

// covers says why consent does not allow a use.
func (c PartConsent) covers(use string) error {
	switch {
	case c.Withdrawn != "":
		return errors.New("the consent to this was withdrawn")
	case !slices.Contains(c.Uses, use) || len(c.Uses) > maxUses:
		return fmt.Errorf("nobody agreed that this may be used so (%s)", use)
	case !slices.Contains(consentWays, c.How):
		return errors.New("it is not said how people were asked")
	}
	for _, u := range c.Uses {
		if !isKey(u) {
			return errors.New("a use that was agreed to is not one")
		}
	}
	for _, day := range []string{c.On, c.Until} {
		if _, err := event.ParseDate(day); day != "" && err != nil {
			return errors.New("a date of the consent is not one")
		}
	}
	return nil
}

func checkForm(lines []PartFormLine) error {
	if len(lines) == 0 || len(lines) > MaxFormLines {
		return fmt.Errorf("a form has 1 to %d lines", MaxFormLines)
	}
	for _, l := range lines {
		if !isKey(l.Key) {
			return errors.New("a line of the form has no name")
		}
		if err := checkWords("form", l.Label, MaxFormLine, false); err != nil {
			return err
		}
		if err := checkWords("form", l.Value, MaxFormLine, true); err != nil {
			return err
		}
	}
	return nil
}

// isKey reports whether s may name a question, an answer or a line.
func isKey(s string) bool {
	return s != "" && len(s) <= maxPartKey && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-_.") == ""
}
