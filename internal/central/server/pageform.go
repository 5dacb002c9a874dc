package server

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"filippo.io/age"

	"daykit/internal/data/feed"
	"daykit/internal/data/wire"
)

// The fields of the form.
const (
	fieldName    = "name"
	fieldContact = "contact"
	fieldParty   = "party"
	fieldTick    = "tick"
	fieldFood    = "food"
	fieldAccess  = "access"
	fieldLang    = "lang"
	fieldTrap    = "website" // people do not see it
)

// tickCountOnly takes name and contact out of a sign-up; event.OnlineTicks has it.
const tickCountOnly = "count-only"

// maxForm is the most bytes of a form that is sent.
const maxForm = 8 << 10

// What became of a form, as the address of the thanks page says it.
const (
	saidOK      = "ok"
	saidWait    = "wait"
	saidClosed  = "closed"
	saidRefused = "refused"
)

// saidBusy is not said by an address: the form is given back at once.
const saidBusy = "busy"

// signupForm takes the form of a browser that cannot seal it. It is sealed here to
// the same recipient before anything is written; the page says so.
func (s *Server) signupForm(w http.ResponseWriter, r *http.Request) {
	s.takePosted(w, r, postedForm{
		asked: func(p wire.Page) bool { return p.Signup != nil }, take: s.takeForm, again: fieldsAgain,
		refused: saidRefused, unsent: "page.unsent",
	})
}

// postedForm is a kind of form that a page asks for.
type postedForm struct {
	asked           func(wire.Page) bool // whether the page asks for it
	take            func(r *http.Request, p Published, page wire.Page, form url.Values, draw [32]byte) (said string, err error)
	again           func(form url.Values, draw [32]byte) []outField // to give it back with
	refused, unsent string                                          // what is said of one that is none, and the phrase of an outage
}

// takePosted takes a form in, or gives it back, and leads to what became of it.
func (s *Server) takePosted(w http.ResponseWriter, r *http.Request, f postedForm) {
	form, unread := readForm(w, r) // first, so that it can be given back
	draw, err := s.drawOf(form)
	if err != nil {
		s.failPage(w, r, err)
		return
	}
	p, page, err := s.published(r)
	if errors.Is(err, ErrNotFound) || err == nil && !f.asked(page) {
		s.missing(w, r)
		return
	}
	said := f.refused
	if err == nil && unread == nil {
		said, err = f.take(r, p, page, form, draw)
	}
	if err != nil && unread != nil {
		s.failPage(w, r, err)
		return
	}
	if err != nil || said == saidBusy {
		s.unsent(w, r, f.unsent, form.Get(fieldLang), f.again(form, draw), err)
		return
	}
	toThanks(w, r, p, page, form, said)
}

// toThanks leads to the page that says what became of a form.
func toThanks(w http.ResponseWriter, r *http.Request, p Published, page wire.Page, form url.Values, said string) {
	q := url.Values{"s": {said}}
	if lang := form.Get(fieldLang); slices.Contains(page.Languages, lang) {
		q.Set("lang", lang)
	}
	http.Redirect(w, r, "/e/"+p.Event+"/thanks?"+q.Encode(), http.StatusSeeOther)
}

// readForm reads a form as browsers send it, and no other body.
func readForm(w http.ResponseWriter, r *http.Request) (url.Values, error) {
	kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
	if strings.TrimSpace(kind) != "application/x-www-form-urlencoded" {
		return nil, errors.New("not a form")
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxForm))
	if err != nil {
		return nil, fmt.Errorf("read form: %w", err)
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, fmt.Errorf("read form: %w", err)
	}
	return form, nil
}

// takeForm seals a form and hands it to the mailbox.
func (s *Server) takeForm(r *http.Request, p Published, page wire.Page, form url.Values, draw [32]byte) (said string, err error) {
	if form.Get(fieldTrap) != "" {
		return saidOK, nil // a robot; it learns nothing
	}
	statement, err := page.Signup.Statement.Open()
	if err != nil {
		return saidClosed, nil
	}
	signup := signupOfForm(statement.Ask, form, draw)
	plain, err := wire.EncodeSignup(signup)
	if err != nil {
		return saidRefused, nil
	}
	letter, err := sealTo(statement.Recipient, plain)
	if err != nil {
		return "", err
	}
	said, err = s.deliver(r, signups, p.Event, signup.ID, letter)
	if said == saidOK && page.Signup.State == wire.SignupFull {
		said = saidWait
	}
	return said, err
}

// drawOf draws what names a letter, or finds it in a form that is sent again.
func (s *Server) drawOf(form url.Values) (draw [32]byte, err error) {
	if before, bad := hex.DecodeString(form.Get(fieldDraw)); bad == nil && len(before) == len(draw) {
		return [32]byte(before), nil
	}
	if _, err := io.ReadFull(s.Rand, draw[:]); err != nil {
		return draw, fmt.Errorf("draw the id of a sign-up: %w", err)
	}
	return draw, nil
}

// signupOfForm takes from a form what was asked, and nothing else.
func signupOfForm(ask wire.Ask, form url.Values, draw [32]byte) wire.Signup {
	out := wire.Signup{
		Version: 1, ID: uuidOf([16]byte(draw[:16])), Apart: fmt.Sprintf("%x", draw[16:]),
		Ticks: among(ask.Ticks, form[fieldTick]), Food: among(ask.Food, form[fieldFood]), Access: among(ask.Access, form[fieldAccess]),
	}
	if lang := form.Get(fieldLang); languageTag.MatchString(lang) {
		out.Lang = lang
	}
	named := !slices.Contains(out.Ticks, tickCountOnly)
	if ask.Name && named {
		out.Name = answerLine(form.Get(fieldName))
	}
	if ask.Contact && named {
		out.Contact = answerLine(form.Get(fieldContact))
	}
	if ask.Party > 1 {
		n, err := strconv.Atoi(strings.TrimSpace(form.Get(fieldParty)))
		if err != nil {
			n = 1
		}
		out.Party = min(max(n, 1), ask.Party)
	}
	return out
}

// among gives those of the choices that were made, each once.
func among(asked, made []string) (out []string) {
	for _, id := range asked {
		if slices.Contains(made, id) {
			out = append(out, id)
		}
	}
	return out
}

// answerLine makes one line of what somebody wrote, cut at maxFormAnswer characters.
func answerLine(text string) string {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "")), " ")
	if utf8.RuneCountInString(text) > maxFormAnswer {
		text = string([]rune(text)[:maxFormAnswer])
	}
	return text
}

// uuidOf makes a random UUID (RFC 9562, version 4).
func uuidOf(b [16]byte) string {
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// sealTo makes an age file.
func sealTo(recipient string, plain []byte) ([]byte, error) {
	to, err := parseRecipient(recipient)
	if err != nil {
		return nil, fmt.Errorf("seal a sign-up: %w", err)
	}
	var b bytes.Buffer
	w, err := age.Encrypt(&b, to)
	if err != nil {
		return nil, fmt.Errorf("seal a sign-up: %w", err)
	}
	if _, err := w.Write(plain); err != nil {
		return nil, fmt.Errorf("seal a sign-up: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("seal a sign-up: %w", err)
	}
	return b.Bytes(), nil
}

func parseRecipient(text string) (age.Recipient, error) {
	if strings.HasPrefix(text, hybridPrefix) {
		return age.ParseHybridRecipient(text)
	}
	return age.ParseX25519Recipient(text)
}

const hybridPrefix = "age1pq1"

// thanksKeys are the words of the thanks page: what became of it, and what then.
var thanksKeys = map[string][2]string{
	saidOK:      {"page.sent", "page.taken.more"},
	saidWait:    {"page.sent.wait", "page.taken.more"},
	saidClosed:  {"page.closed", "page.closed.more"},
	saidRefused: {"page.refused", "page.refused.more"},

	saidHow:        {"page.how.sent", "page.taken.more"},
	saidHowEmpty:   {"page.how.empty", "page.how.empty.more"},
	saidHowClosed:  {"page.how.closed", "page.how.closed.more"},
	saidHowRefused: {"page.refused", "page.how.refused"},
}

// thanksPage is what the template of that page shows.
type thanksPage struct {
	Good  bool
	Head  words
	More  words
	Back  string
	Braid template.HTML
	spoken
}

// thanks tells somebody who sent the form what became of it. That stands in the address,
// so that they learn it also while the database is out of reach.
func (s *Server) thanks(w http.ResponseWriter, r *http.Request) {
	p, page, err := s.published(r)
	said := r.URL.Query().Get("s")
	keys, known := thanksKeys[said]
	if !known || errors.Is(err, ErrNotFound) || err == nil && page.Signup == nil && page.Feedback == nil {
		s.missing(w, r)
		return
	}
	if err != nil {
		_, _ = s.failed(r, err) // logged; the answer is as it would be
		p.Event, page.Languages = eventID(r.PathValue("id")), tongues()
	}
	a := asks(r, page)
	v := thanksPage{
		Good: said == saidOK || said == saidWait, Head: a.book.say(keys[0]), More: a.book.say(keys[1]),
		Back: "/e/" + p.Event + "?lang=" + a.asked.Tag, Braid: braid(p.Event), spoken: a.spoken,
	}
	s.frame(w, r, "thanks", a, framed{Title: v.Head.Text}, v)
}

// deliver leaves a letter as though a browser had sealed it. A form cannot do work, so
// in a flood it is asked to come back.
func (s *Server) deliver(r *http.Request, kind *letterKind, event, id string, letter []byte) (said string, err error) {
	fate, err := s.leave(r, kind, feed.Letter{UUID: id, Event: event, Body: letter}, "")
	var work errWork
	switch {
	case errors.As(err, &work), errors.Is(err, errBusy), full(err), err == nil && fate == feed.FateFull:
		return saidBusy, nil
	case errors.Is(err, errClosed), errors.Is(err, ErrNotFound), err == nil && fate == feed.FateNowhere:
		return saidClosed, nil
	}
	return saidOK, err
}
