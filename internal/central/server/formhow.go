package server

import (
	"encoding/hex"
	"net/http"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"daykit/internal/data/wire"
	"daykit/internal/domain/feedback"
)

// fieldQuote is the field of the form of how it was by which the words may be quoted. The
// others have the keys of their questions, and fieldLang and fieldTrap are as elsewhere.
const fieldQuote = "quote"

// What became of a form of how it was, as the address of the thanks page says it.
const (
	saidHow        = "told"
	saidHowEmpty   = "empty"
	saidHowClosed  = "past"
	saidHowRefused = "untold"
)

// ofAnswers gives what became of answers for what deliver says of letters.
var ofAnswers = map[string]string{saidOK: saidHow, saidClosed: saidHowClosed, saidBusy: saidBusy}

// howForm takes the answers of a browser that cannot seal them, as signupForm does.
func (s *Server) howForm(w http.ResponseWriter, r *http.Request) {
	s.takePosted(w, r, postedForm{
		asked: func(p wire.Page) bool { return p.Feedback != nil }, take: s.takeAnswers, again: answersAgain,
		refused: saidHowRefused, unsent: "page.how.unsent",
	})
}

// takeAnswers seals answers and hands them to the mailbox.
func (s *Server) takeAnswers(r *http.Request, p Published, page wire.Page, form url.Values, draw [32]byte) (said string, err error) {
	if form.Get(fieldTrap) != "" {
		return saidHow, nil // a robot; it learns nothing
	}
	how, err := page.Feedback.Statement.OpenFeedback()
	if err != nil {
		return saidHowClosed, nil
	}
	f := answersOfForm(how, form, draw)
	if len(f.Answers) == 0 && f.Words == "" {
		return saidHowEmpty, nil
	}
	plain, err := wire.EncodeFeedback(f)
	if err != nil {
		return saidHowRefused, nil
	}
	letter, err := sealTo(how.Recipient, plain)
	if err != nil {
		return "", err
	}
	said, err = s.deliver(r, answers, p.Event, f.ID, letter)
	return ofAnswers[said], err
}

// answersOfForm takes from a form what was asked, and nothing else.
func answersOfForm(how wire.FeedbackStatement, form url.Values, draw [32]byte) wire.Feedback {
	out := wire.Feedback{Version: 2, Kind: wire.FeedbackKind, ID: uuidOf([16]byte(draw[:16])), Answers: map[string][]string{}}
	if lang := form.Get(fieldLang); languageTag.MatchString(lang) {
		out.Lang = lang
	}
	for _, q := range asked(how) {
		if q.Kind == feedback.Words {
			out.Words = answerLines(form.Get(q.Key))
			out.MayQuote = out.Words != "" && form.Get(fieldQuote) != ""
			continue
		}
		var made []string
		for _, o := range q.Options {
			if given := form[q.Key]; len(among([]string{o.Key}, given)) > 0 {
				made = append(made, o.Key)
			}
		}
		if q.Kind != feedback.Choice && len(made) > 1 {
			made = nil // no browser sends that of a round button
		}
		if len(made) > 0 {
			out.Answers[q.Key] = made
		}
	}
	return out
}

// answerLines makes plain lines of what somebody wrote, cut at wire.MaxFeedbackWords.
func answerLines(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\r\n", "\n")
	text = strings.TrimSpace(strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text))
	if utf8.RuneCountInString(text) > wire.MaxFeedbackWords {
		text = string([]rune(text)[:wire.MaxFeedbackWords])
	}
	return text
}

// answersAgain is fieldsAgain for answers.
func answersAgain(form url.Values, draw [32]byte) []outField {
	out := []outField{{fieldDraw, hex.EncodeToString(draw[:])}}
	add := func(name, value string) {
		if value != "" && len(out) < maxBoxes {
			out = append(out, outField{name, value})
		}
	}
	add(fieldLang, answerLine(form.Get(fieldLang)))
	add(fieldTrap, answerLine(form.Get(fieldTrap)))
	add(fieldQuote, answerLine(form.Get(fieldQuote)))
	for _, q := range feedback.Questions() {
		if q.Kind == feedback.Words {
			add(q.Key, answerLines(form.Get(q.Key)))
			continue
		}
		for _, made := range form[q.Key] {
			add(q.Key, answerLine(made))
		}
	}
	return out
}
