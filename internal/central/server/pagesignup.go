package server

import (
	"slices"
	"strings"
	"time"

	"daykit/internal/data/wire"
)

// signupView is what an event's page shows of signing up.
type signupView struct {
	State string // one of wire's
	Head  *words // what the state means; nil while it is open
	More  *words
	Note  *words // what the organisers say of it
	Form  *formView
}

// formView is the form: only what the organisers signed that they ask.
type formView struct {
	Event     string
	Lang      string
	Signed    wire.SignedStatement
	Name      bool
	Contact   bool
	Party     int // the most people; 0 is not asked
	MaxAnswer int
	Groups    []choices
	Waiting   bool // it leads to the waiting list
	Scripted  bool // a script is served
}

// choices is a group of boxes.
type choices struct {
	Field   string // of the form, and of its hint
	Legend  words
	Counted bool // never beside a name
	Boxes   []box
}

type box struct {
	ID    string
	Words words
}

// maxFormAnswer is the most characters of a name or a contact on a page.
const maxFormAnswer = 100

// stateNow gives the state of signing up, which ends by itself in time.
func stateNow(p *wire.PageSignup, s wire.Statement, now time.Time) string {
	if p.State == wire.SignupCancelled {
		return p.State
	}
	if until, err := s.Until(); err != nil || now.After(until) {
		return wire.SignupClosed
	}
	return p.State
}

// takes reports whether a state lets people send the form.
func takes(state string) bool {
	return slices.Contains([]string{wire.SignupOpen, wire.SignupFull, wire.SignupMoved}, state)
}

// signupOf gives nil for a page without sign-up.
func (s *Server) signupOf(p Published, page wire.Page, tag string, b *phrasebook) *signupView {
	if page.Signup == nil {
		return nil
	}
	statement, err := page.Signup.Statement.Open()
	state := stateNow(page.Signup, statement, s.Now())
	if err != nil || statement.Event != p.Event { // which no push lets in
		state = wire.SignupClosed
	}
	v := &signupView{State: state}
	v.Head, v.More = stateWords(b, state)
	if note := pick(page.Signup.Note, tag, page.Languages); note.Text != "" {
		v.Note = &note
	}
	if takes(state) {
		v.Form = s.formOf(page.Signup.Statement, statement, tag, b)
		v.Form.Waiting = state == wire.SignupFull
	}
	return v
}

// stateWords says what a state means.
func stateWords(b *phrasebook, state string) (head, more *words) {
	one := func(key string) *words { w := b.say(key); return &w }
	switch state {
	case wire.SignupFull:
		return one("page.full"), one("page.full.more")
	case wire.SignupClosed:
		return one("page.closed"), one("page.closed.more")
	case wire.SignupCancelled:
		return one("page.cancelled"), nil
	case wire.SignupMoved:
		return one("page.moved"), one("page.moved.more")
	}
	return nil, nil
}

func (s *Server) formOf(signed wire.SignedStatement, st wire.Statement, tag string, b *phrasebook) *formView {
	v := &formView{
		Event: st.Event, Lang: tag, Signed: signed, Name: st.Ask.Name, Contact: st.Ask.Contact,
		MaxAnswer: maxFormAnswer, Scripted: s.script != nil,
	}
	if st.Ask.Party > 1 {
		v.Party = st.Ask.Party
	}
	add := func(field, legend, prefix string, counted bool, ids []string) {
		g := choices{Field: field, Legend: b.say(legend), Counted: counted}
		for _, id := range ids {
			g.Boxes = append(g.Boxes, box{id, b.orID(prefix, id)})
		}
		if len(ids) > 0 {
			v.Groups = append(v.Groups, g)
		}
	}
	add(fieldFood, "food", "food.", true, st.Ask.Food)
	add(fieldAccess, "signup.help", "access.", true, st.Ask.Access)
	add(fieldTick, "page.ticks", "signup.tick.", false, st.Ask.Ticks)
	return v
}

// typed is an address as people type it.
func typed(url string) string {
	_, rest, _ := strings.Cut(url, "://")
	return rest
}
