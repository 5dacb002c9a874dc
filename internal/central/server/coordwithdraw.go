package server

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"daykit/internal/data/wire"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// withdrawPage asks for the reason, says what follows, and asks to be sure.
type withdrawPage struct {
	keyFacts
	Outlook
	Voice, Pack string
	Speakers    []voiceView // whose words are withdrawn, as far as they are here
	Reasons     []option
	Anyway      bool
	Wrong       string
}

// withdrawing reads what is to be withdrawn, from an address or from a form.
func withdrawing(f url.Values) (Withdrawing, error) {
	w := Withdrawing{
		Voice: strings.TrimSpace(f.Get("voice")), Pack: strings.TrimSpace(f.Get("pack")), Reason: content.Reason(f.Get("reason")), Anyway: f.Get("anyway") == "yes",
	}
	if (w.Voice == "") == (w.Pack == "") || !content.IsID(w.Voice+w.Pack) {
		return w, fault.New(fault.Invalid, "that is no id of a voice or a pack", "an id has lower-case letters, digits and dashes")
	}
	return w, nil
}

func (s *Server) coordWithdrawing(w http.ResponseWriter, v visit) {
	want, err := withdrawing(v.URL.Query())
	if err != nil {
		s.refused(w, v, err)
		return
	}
	s.withdrawPage(w, v, want, "")
}

// withdrawPage renders the page; wrong says what was missing on it.
func (s *Server) withdrawPage(w http.ResponseWriter, v visit, want Withdrawing, wrong string) {
	key, err := s.packKey(v.Context())
	p := withdrawPage{Voice: want.Voice, Pack: want.Pack, Anyway: want.Anyway, Wrong: wrong}
	if err == nil {
		p.Outlook, err = Foresee(v.Context(), s.Store, want, s.Now())
	}
	if err == nil {
		p.keyFacts, err = s.keyFacts(v, key)
	}
	if err != nil {
		s.refused(w, v, err)
		return
	}
	for _, one := range p.Voices {
		if one.Quote != "" {
			p.Speakers = append(p.Speakers, voiceView{Voice: one, Language: languageOf(one.Lang), Consent: consentText(one.Consent)})
		}
	}
	for _, r := range content.Reasons() {
		p.Reasons = append(p.Reasons, option{string(r), reasonWords[r], r == want.Reason})
	}
	status, title := http.StatusOK, "Withdraw a voice"
	if wrong != "" {
		status = http.StatusBadRequest
	}
	if want.Pack != "" {
		title = "Withdraw a pack"
	}
	s.roomPage(w, v, status, roomContent, title, "coord-withdraw", p)
}

// coordWithdraw withdraws, once a reason was given and the person is sure.
func (s *Server) coordWithdraw(w http.ResponseWriter, v visit) {
	f, err := form(w, v.Request)
	if err != nil {
		s.fail(w, v.Request, err)
		return
	}
	want, err := withdrawing(f)
	if err != nil {
		s.refused(w, v, err)
		return
	}
	wrong, err := s.unready(v, want, f.Get("sure") == "yes")
	if wrong != "" {
		s.withdrawPage(w, v, want, wrong)
		return
	}
	var done PackDone
	if err == nil {
		done, err = s.withdraw(v, want)
	}
	if err != nil {
		s.refused(w, v, err)
		return
	}
	s.contentPage(w, v, contentPage{Done: &packNews{PackDone: done, Pack: want.Pack, Voice: want.Voice}})
}

func (s *Server) withdraw(v visit, want Withdrawing) (PackDone, error) {
	key, err := s.packKey(v.Context())
	if err != nil {
		return PackDone{}, err
	}
	return Withdraw(v.noting(s.Now(), ActWithdraw), s.Store, key, want, s.Now())
}

// unready says what is missing before something may be withdrawn.
func (s *Server) unready(v visit, want Withdrawing, sure bool) (string, error) {
	if !slices.Contains(content.Reasons(), want.Reason) {
		return "Say why.", nil
	}
	if !sure {
		return "Tick that you are sure: nobody can undo it.", nil
	}
	o, err := Foresee(v.Context(), s.Store, want, s.Now())
	if err == nil && !o.Known && !want.Anyway {
		return "No pack that is in use or waits has this voice. Check its id, or tick that it is meant all the same.", nil
	}
	return "", err
}

// coordNextList gives the list that a withdrawal would make, to be signed where the
// campaign's key is. It withdraws nothing.
func (s *Server) coordNextList(w http.ResponseWriter, v visit) {
	want, err := withdrawing(v.URL.Query())
	if err == nil && !slices.Contains(content.Reasons(), want.Reason) {
		err = fault.New(fault.Invalid, "the list needs a reason", "choose one on the page before")
	}
	var o Outlook
	if err == nil {
		o, err = Foresee(v.Context(), s.Store, want, s.Now())
	}
	if err != nil {
		s.refused(w, v, err)
		return
	}
	w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="list-%d.json"`, o.List.Number))
	send(w, v.Request, http.StatusOK, typeJSON, wire.Raw(o.List))
}

// errNotEditor refuses a file of packs to those who may not publish.
var errNotEditor = fault.New(fault.Denied, "packs are published and withdrawn by other coordinators", "ask whoever runs the server")

func (s *Server) exportPacks(v visit) (exported, error) {
	all, err := s.packList(v)
	e := exported{Rows: all.Packs, Head: []string{"id", "version", "not_before", "expires", "state", "voices", "key"}}
	for _, l := range all.Packs {
		e.Cells = append(e.Cells, []string{l.ID, fmt.Sprint(l.Version), l.NotBefore, l.Expires, l.State, fmt.Sprint(l.Voices), l.Key})
	}
	return e, err
}

func (s *Server) exportWithdrawals(v visit) (exported, error) {
	all, err := s.packList(v)
	e := exported{Rows: all.List.Voices, Head: []string{"id", "since", "reason"}}
	for _, g := range all.List.Voices {
		e.Cells = append(e.Cells, []string{g.ID, g.Since, string(g.Reason)})
	}
	return e, err
}

// packList is ListPacks for a coordinator who may see it.
func (s *Server) packList(v visit) (PackList, error) {
	if !s.mayEdit(v.Who) {
		return PackList{}, errNotEditor
	}
	key, err := s.packKey(v.Context())
	if err != nil {
		return PackList{}, err
	}
	return ListPacks(v.Context(), s.Store, key, s.Now())
}
