package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// PurposeFeedback is what a FeedbackStatement is signed for.
const PurposeFeedback = "feedback-statement"

// FeedbackKind is the kind of a letter with answers, in its sealed bytes.
const FeedbackKind = "feedback"

// Limits of a letter with answers.
const (
	// FeedbackSize is the length in bytes of every Feedback before it is sealed. Sealed, a
	// letter of at least as many bytes is one of answers and a shorter one is a sign-up: a
	// server that cannot read either knows them apart by that.
	FeedbackSize = 4096

	// MaxWaitingFeedback is the number of letters of an event that may wait for one of
	// answers to be taken in besides, so that sign-ups always have room for the rest of
	// MaxWaiting.
	MaxWaitingFeedback = 2000

	MaxFeedbackWords = 600 // characters, as the paper form has it
	MaxFeedbackSpan  = 366 * 24 * time.Hour
)

// QueryFeedback is the query of PathMailbox by which a laptop says that it knows letters
// with answers. Others do not get them, so that none is lost on a laptop of before.
const QueryFeedback = "feedback"

// PageFeedback is how people say on a page how the event was. A page without it asks
// nobody.
type PageFeedback struct {
	Statement SignedStatement `json:"statement"` // of a FeedbackStatement, for PurposeFeedback
}

// FeedbackStatement says when an event's page asks how it was, what, and how answers are
// to be sealed.
type FeedbackStatement struct {
	Version   int      `json:"v"` // 1
	Event     string   `json:"event"`
	Recipient string   `json:"recipient"`  // as Statement has it
	NotBefore string   `json:"not_before"` // RFC 3339 in UTC; the event is over by then
	NotAfter  string   `json:"not_after"`  // RFC 3339 in UTC; the page takes no answer after it
	Ask       []string `json:"ask"`        // keys of questions of package feedback
}

// Feedback is what a sealed letter with answers holds, in JSON, with spaces after it up to
// FeedbackSize bytes. It names nobody, and its version is none of a Signup's, so that a
// laptop that knows no answers keeps the letter for one that does.
type Feedback struct {
	Version  int                 `json:"v"`    // 2
	Kind     string              `json:"kind"` // FeedbackKind
	ID       string              `json:"id"`   // the UUID that it is sent under
	Lang     string              `json:"lang,omitempty"`
	Answers  map[string][]string `json:"answers,omitempty"` // keys of answers by the key of the question
	Words    string              `json:"words,omitempty"`
	MayQuote bool                `json:"may_quote,omitempty"`
}

// IsFeedback reports whether a sealed letter has the length of one with answers.
func IsFeedback(body []byte) bool { return len(body) >= FeedbackSize }

// OpenFeedback is Open for a statement of how to say how it was.
func (s SignedStatement) OpenFeedback() (FeedbackStatement, error) {
	if err := s.verify(PurposeFeedback); err != nil {
		return FeedbackStatement{}, err
	}
	return DecodeFeedbackStatement([]byte(s.Statement))
}

// DecodeFeedbackStatement reads what was signed. Fields of later versions are passed over.
func DecodeFeedbackStatement(raw []byte) (FeedbackStatement, error) {
	return readStatement(raw, FeedbackStatement.check)
}

func (s FeedbackStatement) check() error {
	if err := checkFrame(s.Version, s.Event, s.Recipient); err != nil {
		return err
	}
	if len(s.Ask) == 0 {
		return errors.New("it asks nothing")
	}
	from, until, err := s.Span()
	switch {
	case err != nil:
		return err
	case !until.After(from) || until.Sub(from) > MaxFeedbackSpan:
		return errors.New("it ends before it begins, or more than a year later")
	}
	return choices("question", s.Ask)
}

// Span gives the moments from and until which answers are taken.
func (s FeedbackStatement) Span() (from, until time.Time, err error) {
	if from, err = utc(s.NotBefore); err != nil {
		return from, until, err
	}
	until, err = utc(s.NotAfter)
	return from, until, err
}

// EncodeFeedback writes answers as they are sealed: as JSON, with spaces up to
// FeedbackSize. What does not fit is an error.
func EncodeFeedback(f Feedback) ([]byte, error) {
	if err := f.check(); err != nil {
		return nil, fmt.Errorf("feedback: %w", err)
	}
	var b bytes.Buffer
	w := json.NewEncoder(&b)
	w.SetEscapeHTML(false) // it is no HTML, and must fit
	if err := w.Encode(f); err != nil {
		return nil, fmt.Errorf("feedback: %w", err)
	}
	if b.Len() > FeedbackSize {
		return nil, fmt.Errorf("feedback: longer than %d bytes", FeedbackSize)
	}
	return append(b.Bytes(), bytes.Repeat([]byte{' '}, FeedbackSize-b.Len())...), nil
}

// DecodeFeedback reads what a visitor's browser sealed, which may be anything at all. The
// words come as plain lines, without the marks that reorder what stands around them.
func DecodeFeedback(raw []byte) (Feedback, error) {
	if len(raw) != FeedbackSize {
		return Feedback{}, errors.New("feedback: its length is none that is sent")
	}
	var f Feedback
	if err := json.Unmarshal(raw, &f); err != nil {
		return Feedback{}, fmt.Errorf("feedback: %w", err)
	}
	f.Words = plainLines(f.Words)
	if err := f.check(); err != nil {
		return Feedback{}, fmt.Errorf("feedback: %w", err)
	}
	return f, nil
}

func (f Feedback) check() error {
	switch {
	case f.Version != 2 || f.Kind != FeedbackKind:
		return errors.New("it is of a version or a kind that is not known here")
	case !IsUUID(f.ID):
		return errors.New("its id is not a UUID")
	case !isLang(f.Lang):
		return errors.New("its language is not a language tag")
	case utf8.RuneCountInString(f.Words) > MaxFeedbackWords:
		return fmt.Errorf("its words have more than %d characters", MaxFeedbackWords)
	}
	if err := choices("question", slices.Sorted(maps.Keys(f.Answers))); err != nil {
		return err
	}
	for _, given := range f.Answers {
		if err := choices("answer", given); err != nil {
			return err
		}
	}
	return nil
}

// plainLines is line for words of several lines.
func plainLines(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069', r == '\uFEFF', r == '\r':
			return -1
		case r != '\n' && unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return strings.TrimSpace(s)
}
