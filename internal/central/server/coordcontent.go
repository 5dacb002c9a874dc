package server

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// contentRoutes names the addresses of the room Content. They are for those coordinators
// alone who may publish and withdraw.
func (s *Server) contentRoutes(at func(pattern string, h http.HandlerFunc)) {
	at("GET /coordinator/content", s.editing(s.coordContent))
	at("POST /coordinator/content/check", s.editing(s.coordCheckPack))
	at("POST /coordinator/content/publish", s.editing(s.coordPublish))
	at("GET /coordinator/content/packs/{pack}/{version}", s.editing(s.coordPack))
	at("GET /coordinator/content/withdraw", s.editing(s.coordWithdrawing))
	at("POST /coordinator/content/withdraw", s.editing(s.coordWithdraw))
	at("GET /coordinator/content/list.json", s.editing(s.coordNextList))
}

// mayEdit reports whether a coordinator may publish and withdraw.
func (s *Server) mayEdit(who Coordinator) bool {
	return len(s.ContentCoordinators) == 0 || slices.ContainsFunc(s.ContentCoordinators, func(name string) bool {
		return fold(oneLine(name)) == fold(who.Name)
	})
}

// editing lets those in who may publish and withdraw.
func (s *Server) editing(next func(w http.ResponseWriter, v visit)) http.HandlerFunc {
	return s.signed(func(w http.ResponseWriter, v visit) {
		if !s.mayEdit(v.Who) {
			s.roomPage(w, v, http.StatusForbidden, "Not yours", "Not yours", "coord-say", saying{"Not yours to change", []string{
				"Packs are published and withdrawn by other coordinators of this campaign.",
				"Whoever runs the server says by whom: daykit-server --content-coordinator NAME.",
			}})
			return
		}
		next(w, v)
	})
}

// contentPage is the room Content.
type contentPage struct {
	PackList
	keyFacts
	Served  []packRow // that are given out, or wait for their time
	Over    []packRow
	Gone    []goneRow
	Builtin []content.Voice // that came with the program and were not withdrawn
	Exports []exportLink

	Wrong string // why something was refused
	Hint  string
	Done  *packNews
}

// keyFacts is what the pages say of the campaign's key.
type keyFacts struct {
	Signs    bool   // its private part is here
	WrongKey string // why nothing can be published with it
	MaxMB    int
}

type packRow struct {
	PackLine
	From, Until string
}

type goneRow struct {
	content.Withdrawal
	Why string
}

// packNews is what was just done, with the files for sticks.
type packNews struct {
	PackDone
	Pack  string // that was withdrawn whole
	Voice string // that was withdrawn
}

// reasonWords are the reasons of withdrawals in words.
var reasonWords = map[content.Reason]string{
	content.ReasonConsent: "The person, or who speaks for them, took the consent back",
	content.ReasonSafety:  "It may put somebody in danger",
	content.ReasonMistake: "The words or the name are not right",
}

const momentLayout = "2 Jan 2006, 15:04 UTC"

// moment writes a time of RFC 3339 for people.
func moment(text string) string {
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return text
	}
	return t.UTC().Format(momentLayout)
}

// dayWords writes a date for people.
func dayWords(text string) string {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return text
	}
	return t.Format("2 Jan 2006")
}

func (s *Server) coordContent(w http.ResponseWriter, v visit) { s.contentPage(w, v, contentPage{}) }

// contentPage renders the room. Where something was refused or done, p says what.
func (s *Server) contentPage(w http.ResponseWriter, v visit, p contentPage) {
	s.contentPageAs(w, v, http.StatusOK, p)
}

func (s *Server) contentPageAs(w http.ResponseWriter, v visit, status int, p contentPage) {
	key, err := s.packKey(v.Context())
	if err == nil {
		p.PackList, err = ListPacks(v.Context(), s.Store, key, s.Now())
	}
	if err == nil {
		p.keyFacts, err = s.keyFacts(v, key)
	}
	if err != nil {
		s.fail(w, v.Request, err)
		return
	}
	for _, l := range p.Packs {
		row := packRow{l, moment(l.NotBefore), moment(l.Expires)}
		if l.Over() {
			p.Over = append(p.Over, row)
		} else {
			p.Served = append(p.Served, row)
		}
	}
	slices.Reverse(p.Over)
	for _, g := range p.List.Voices {
		p.Gone = append(p.Gone, goneRow{content.Withdrawal{ID: g.ID, Since: dayWords(g.Since), Reason: g.Reason}, reasonWords[g.Reason]})
	}
	slices.Reverse(p.Gone)
	for _, one := range content.Builtin().Voices {
		if !p.List.Names(one.ID) {
			p.Builtin = append(p.Builtin, one)
		}
	}
	p.Exports = []exportLink{{"packs", "/coordinator/export/packs.csv"}, {"withdrawals", "/coordinator/export/withdrawals.csv"}}
	s.roomPage(w, v, status, roomContent, "Content", "coord-content", p)
}

// keyFacts says what can be done with the key that is here.
func (s *Server) keyFacts(v visit, key PackKey) (keyFacts, error) {
	out := keyFacts{Signs: key.Private != nil, MaxMB: MaxPackInput >> 20}
	var f *fault.Error
	err := CheckPackKey(v.Context(), s.Store, key)
	if errors.As(err, &f) {
		out.WrongKey = sentence(f)
		return out, nil
	}
	return out, err
}

// sentence writes a fault for a page.
func sentence(f *fault.Error) string {
	text := capital(f.Message) + "."
	if f.Hint != "" {
		text += " " + capital(f.Hint) + "."
	}
	return text
}

// capital begins a sentence, unless with the name of a file.
func capital(text string) string {
	word, _, _ := strings.Cut(text, " ")
	if word == "" || word[0] >= 0x80 || strings.Contains(word, "/") {
		return text
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// refused shows the room with why something was refused, and fails where the server did.
func (s *Server) refused(w http.ResponseWriter, v visit, err error) {
	f := asFault(err)
	status := statuses[f.Code]
	if errors.Is(err, errTooLarge) {
		status = http.StatusRequestEntityTooLarge
	}
	if status >= http.StatusInternalServerError {
		s.fail(w, v.Request, err)
		return
	}
	p := contentPage{Wrong: capital(f.Message) + "."}
	if f.Hint != "" {
		p.Hint = capital(f.Hint) + "."
	}
	s.contentPageAs(w, v, status, p)
}

// packPage is one edition.
type packPage struct {
	matterView
	packRow
	Issuer string
	Signs  bool
	Number int64 // of the list that it was signed with
	Live   bool  // it is given out or waits, so that its voices can be withdrawn here
	File   string
}

// coordPack shows what an edition holds.
func (s *Server) coordPack(w http.ResponseWriter, v visit) {
	version, err := strconv.ParseInt(v.PathValue("version"), 10, 64)
	if err != nil {
		s.missing(w, v.Request)
		return
	}
	line, e, err := s.edition(v, v.PathValue("pack"), version)
	if errors.Is(err, ErrNotFound) {
		s.missing(w, v.Request)
		return
	}
	if err != nil {
		s.fail(w, v.Request, err)
		return
	}
	p := packPage{
		matterView: matterOf(e.Content), packRow: packRow{line, moment(line.NotBefore), moment(line.Expires)},
		Issuer: e.Issuer, Number: e.Withdrawals.Number, Live: !line.Over(),
	}
	p.Withdrawable = p.Live
	if line.State == packServed {
		p.File = packPath(line.ID, line.Version)
	}
	s.roomPage(w, v, http.StatusOK, roomContent, line.ID, "coord-pack", p)
}

// edition finds an edition that is here with its words.
func (s *Server) edition(v visit, id string, version int64) (line PackLine, e content.Edition, err error) {
	key, err := s.packKey(v.Context())
	if err != nil {
		return line, e, err
	}
	all, err := ListPacks(v.Context(), s.Store, key, s.Now())
	if err != nil {
		return line, e, err
	}
	at := slices.IndexFunc(all.Packs, func(l PackLine) bool { return l.ID == id && l.Version == version })
	if at < 0 {
		return line, e, ErrNotFound
	}
	e, err = readPack(v.Context(), s.Store, Pack{ID: id, Version: version})
	return all.Packs[at], e, err
}
