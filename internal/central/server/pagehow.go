package server

import (
	"daykit/internal/data/wire"
	"daykit/internal/domain/feedback"
)

// howView is what an event's page asks of people who came, once it is over.
type howView struct {
	Event     string
	Lang      string
	Signed    wire.SignedStatement
	Questions []howQuestion
	MaxWords  int
	Scripted  bool // a script is served
}

// howQuestion is a question that the group signed that it asks.
type howQuestion struct {
	Key     string // the field of the form
	Kind    feedback.Kind
	Legend  words
	Answers []box
}

// Faces reports whether the question is answered by one of the faces.
func (q howQuestion) Faces() bool { return q.Kind == feedback.Faces }

// Choice reports whether several answers may be ticked.
func (q howQuestion) Choice() bool { return q.Kind == feedback.Choice }

// Words reports whether the question is answered in words.
func (q howQuestion) Words() bool { return q.Kind == feedback.Words }

// howOf gives nil for a page that asks nothing now.
func (s *Server) howOf(p Published, page wire.Page, tag string, b *phrasebook) *howView {
	if page.Feedback == nil {
		return nil
	}
	how, err := page.Feedback.Statement.OpenFeedback()
	if err != nil || how.Event != p.Event || !asksNow(page.Signup, how, s.Now()) {
		return nil
	}
	v := &howView{
		Event: p.Event, Lang: tag, Signed: page.Feedback.Statement, MaxWords: wire.MaxFeedbackWords, Scripted: s.script != nil,
	}
	for _, q := range asked(how) {
		one := howQuestion{Key: q.Key, Kind: q.Kind, Legend: b.say("feedback." + q.Key)}
		for _, o := range q.Options {
			one.Answers = append(one.Answers, box{o.Key, b.say("feedback." + q.Key + "." + o.Key)})
		}
		v.Questions = append(v.Questions, one)
	}
	return v
}

// asked gives the questions of a statement that this program knows, in their own order.
func asked(how wire.FeedbackStatement) (out []feedback.Question) {
	for _, q := range feedback.Questions() {
		for _, key := range how.Ask {
			if key == q.Key {
				out = append(out, q)
			}
		}
	}
	return out
}
