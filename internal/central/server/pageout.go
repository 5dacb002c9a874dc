package server

import (
	"bytes"
	"encoding/hex"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"daykit/internal/domain/locale"
)

// waitOut is after how many seconds a page that could not be shown may be asked for again.
const waitOut = 60

// fieldDraw holds, in a form that is sent again, what names its letter: so it is the same
// letter if the first one was taken in after all.
const fieldDraw = "draw"

// maxBoxes is the most boxes of a form that are given back; no page has so many.
const maxBoxes = 100

// outPage says to a person that a page cannot be shown, or a form not be taken in, and what
// to do. It needs no database and no script.
type outPage struct {
	outWords
	English *outWords // the same, below words in another language; nil where they are English
	Path    string    // to ask for again
	Fields  []outField
	Braid   template.HTML
	spoken
}

type outWords struct{ Head, More, Again words }

// outField is a part of a form, which is kept nowhere but in the answer.
type outField struct{ Name, Value string }

// failPage is fail for a person who looks at pages.
func (s *Server) failPage(w http.ResponseWriter, r *http.Request, err error) {
	status, _ := s.failed(r, err)
	s.out(w, r, status, outLanguage(r, ""), "page.outage", nil)
}

// unsent says that a form was not taken in, and gives it back to be sent again: most
// browsers that need this form bring an empty one when somebody goes back.
func (s *Server) unsent(w http.ResponseWriter, r *http.Request, key, lang string, fields []outField, err error) {
	status := http.StatusServiceUnavailable
	if err != nil {
		status, _ = s.failed(r, err)
	}
	w.Header().Set("Content-Security-Policy", listedPolicy) // it has a form
	s.out(w, r, status, outLanguage(r, lang), key, fields)
}

func fieldsAgain(form url.Values, draw [32]byte) []outField {
	out := []outField{{fieldDraw, hex.EncodeToString(draw[:])}}
	for _, name := range []string{fieldLang, fieldName, fieldContact, fieldParty, fieldTrap} {
		if v := answerLine(form.Get(name)); v != "" {
			out = append(out, outField{name, v})
		}
	}
	for _, name := range []string{fieldFood, fieldAccess, fieldTick} {
		for _, v := range form[name] {
			if len(out) < maxBoxes {
				out = append(out, outField{name, answerLine(v)})
			}
		}
	}
	return out
}

// tongues gives the languages that the pages' own words may be in, English first.
func tongues() []string {
	out := []string{"en"}
	for _, l := range locale.Public() {
		out = append(out, l.Tag)
	}
	return out
}

// outLanguage finds a language for a reader where the page's own are not known: the one
// that the form was in, that the link has, or that the browser wants.
func outLanguage(r *http.Request, form string) string {
	have := tongues()
	tag := ask(r, have)
	if slices.Contains(have, form) {
		tag = form
	}
	if b := newPhrasebook(tag, tag); b.say("page.outage").Language != nil {
		return "en"
	}
	return tag
}

func outWordsOf(key string, b *phrasebook) outWords {
	return outWords{b.say(key), b.say(key + ".more"), b.say("page.retry")}
}

func (s *Server) out(w http.ResponseWriter, r *http.Request, status int, tag, key string, fields []outField) {
	sp := spoken{languageOf(tag), newPhrasebook(tag, tag)}
	v := outPage{outWords: outWordsOf(key, sp.book), Path: r.URL.RequestURI(), Fields: fields, Braid: braid(""), spoken: sp}
	f := framed{Title: v.Head.Text, spoken: sp}
	sp.book.say("page.plain") // which the frame shows
	if f.Draft = sp.book.draftNote(sp.Language); f.Draft != nil {
		f.Draft.English = "#english" // there may be no other page to lead to
	}
	if tag != "en" {
		english := outWordsOf(key, newPhrasebook("en", "en"))
		v.English = &english
	}
	var b bytes.Buffer
	if err := s.pages.ExecuteTemplate(&b, "out", v); err != nil {
		s.fail(w, r, err)
		return
	}
	f.Main = template.HTML(b.String()) //nolint:gosec // a template of ours made it
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	h.Add("Vary", "Accept-Language")
	if status == http.StatusServiceUnavailable {
		h.Set("Retry-After", strconv.Itoa(waitOut))
	}
	s.page(w, r, status, "frame", f)
}
