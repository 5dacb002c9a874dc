package server

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"time"

	"daykit/internal/data/wire"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// draftLife is how long a person has to read what was checked before it is published.
const draftLife = 30 * time.Minute

// Files that one coordinator may have checked, before they must wait.
const (
	draftTries  = 60
	draftWindow = time.Hour
)

// draftMark begins what is kept of a file between its two steps. It is no JSON, so that
// nothing takes it for the first half of a passkey's ceremony, beside which it lies.
const draftMark = "daykit draft 1\x00"

// uploadParts is how many parts of a form are looked at, and uploadRoom what they may
// have beside the file, in bytes.
const (
	uploadParts = 4
	uploadRoom  = 64 << 10
)

// errLongFile refuses a file above MaxPackInput.
var errLongFile = fault.Wrap(errTooLarge, fault.Invalid, fmt.Sprintf("the file is longer than %d MB", MaxPackInput>>20), "a pack holds text alone; choose another file")

var errNoFile = fault.New(fault.Invalid, "no file came with the form", "choose one first")

// readUpload reads the file of a form, at most MaxPackInput bytes of it.
func readUpload(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	if r.ContentLength > MaxPackInput+uploadRoom {
		return nil, errLongFile
	}
	r.Body = http.MaxBytesReader(w, r.Body, MaxPackInput+uploadRoom)
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "the form did not arrive as it should", "go back to the page and send it again")
	}
	for range uploadParts {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil, errNoFile
		}
		if err != nil {
			return nil, brokenUpload(err)
		}
		if part.FormName() != "file" {
			continue
		}
		b, err := io.ReadAll(io.LimitReader(part, MaxPackInput+1))
		switch {
		case err != nil:
			return nil, brokenUpload(err)
		case len(b) == 0:
			return nil, errNoFile
		case len(b) > MaxPackInput:
			return nil, errLongFile
		}
		return b, nil
	}
	return nil, errNoFile
}

func brokenUpload(err error) error {
	if long := new(http.MaxBytesError); errors.As(err, &long) {
		return errLongFile
	}
	return fault.Wrap(err, fault.Invalid, "the file did not arrive whole", "send it again")
}

// draftPage shows what a file holds before it is published.
type draftPage struct {
	matterView
	keyFacts
	Draft
	Token       string
	From, Until string
	AtOnce      bool
	Fingerprint string // of the key that it is signed with
	Replaces    int64  // the newest version that is given out or waits; 0: there is none
	Lost        []string
	Rows        []goneRow // that a list newly withdraws
}

// coordCheckPack looks at a file and shows what it holds. Nothing is published yet.
func (s *Server) coordCheckPack(w http.ResponseWriter, v visit) {
	wait, err := s.drafts.takeName([]byte(v.Who.ID), s.Now())
	if err != nil {
		s.fail(w, v.Request, err)
		return
	}
	if wait > 0 {
		s.waitPage(w, v.Request, wait)
		return
	}
	file, err := readUpload(w, v.Request)
	if err != nil {
		s.refused(w, v, err)
		return
	}
	p, err := s.checked(v, file)
	target := "refused"
	if err == nil {
		target = p.Name()
	}
	if noted := s.Store.Note(v.Context(), AuditLine{At: s.Now(), Who: v.Who.ID, What: ActCheckPack, Target: target}); noted != nil {
		s.fail(w, v.Request, noted)
		return
	}
	if err != nil {
		s.refused(w, v, err)
		return
	}
	s.roomPage(w, v, http.StatusOK, roomContent, "Check before publishing", "coord-check", p)
}

// checked looks at a file as publishing it would, and keeps it for the second step.
func (s *Server) checked(v visit, file []byte) (p draftPage, err error) {
	key, err := s.packKey(v.Context())
	if err != nil {
		return p, err
	}
	if p.Draft, err = CheckPack(v.Context(), s.Store, key, file, s.Now()); err != nil {
		return p, err
	}
	p.keyFacts = keyFacts{Signs: key.Private != nil}
	p.Fingerprint = wire.KeyFingerprint(key.Public)
	for _, g := range p.Fresh {
		p.Rows = append(p.Rows, goneRow{content.Withdrawal{ID: g.ID, Since: dayWords(g.Since), Reason: g.Reason}, reasonWords[g.Reason]})
	}
	if !p.IsList() {
		if err := p.compare(v, s); err != nil {
			return p, err
		}
	}
	if !p.Same {
		p.Token, err = s.keepDraft(v, file)
	}
	return p, err
}

// compare says what an edition changes.
func (p *draftPage) compare(v visit, s *Server) error {
	e := p.Edition
	p.matterView, p.From, p.Until = matterOf(e.Content), moment(e.NotBefore), moment(e.Expires)
	p.AtOnce = !e.Begins().After(s.Now())
	all, err := s.Store.Packs(v.Context())
	if err != nil {
		return err
	}
	was := content.Edition{}
	for _, one := range live(all, s.Now()) {
		if one.ID != e.ID {
			continue
		}
		if was, err = readPack(v.Context(), s.Store, one); err != nil {
			return err
		}
	}
	p.Replaces = was.Version
	for i := range p.Speakers {
		_, had := voiceOf(was, p.Speakers[i].ID)
		p.Speakers[i].New = !had && was.Version > 0
	}
	for _, one := range was.Content.Voices {
		if _, has := voiceOf(e, one.ID); !has {
			p.Lost = append(p.Lost, one.ID)
		}
	}
	return nil
}

// keepDraft keeps a file for the coordinator who had it checked, and draws what the
// second step names it by.
func (s *Server) keepDraft(v visit, file []byte) (token string, err error) {
	if token, err = randomHex(s.Rand, tokenBytes); err != nil {
		return "", err
	}
	now := s.Now()
	body := slices.Concat([]byte(draftMark), []byte(v.Who.ID), []byte{0}, file)
	return token, s.Store.KeepCeremony(v.Context(), digest(token), body, now, now.Add(draftLife))
}

// errNoDraft is the error of a second step that has no first, or had its second already.
var errNoDraft = fault.New(fault.Conflict, "what was checked is here no more", "it is kept for half an hour, and published once; check the file again")

// takeDraft gives the file once, to the same coordinator.
func (s *Server) takeDraft(v visit, token string) ([]byte, error) {
	body, err := s.Store.TakeCeremony(v.Context(), digest(token), s.Now())
	if errors.Is(err, ErrDenied) {
		return nil, errNoDraft
	}
	if err != nil {
		return nil, err
	}
	file, ours := bytes.CutPrefix(body, slices.Concat([]byte(draftMark), []byte(v.Who.ID), []byte{0}))
	if !ours {
		return nil, errNoDraft
	}
	return file, nil
}

// coordPublish publishes what was checked. It is checked once more, since others may
// have published or withdrawn meanwhile.
func (s *Server) coordPublish(w http.ResponseWriter, v visit) {
	f, err := form(w, v.Request)
	if err != nil {
		s.fail(w, v.Request, err)
		return
	}
	done, err := s.publishDraft(v, f.Get("draft"))
	if err != nil {
		s.refused(w, v, err)
		return
	}
	s.contentPage(w, v, contentPage{Done: &packNews{PackDone: done}})
}

func (s *Server) publishDraft(v visit, token string) (PackDone, error) {
	file, err := s.takeDraft(v, token)
	if err != nil {
		return PackDone{}, err
	}
	key, err := s.packKey(v.Context())
	if err != nil {
		return PackDone{}, err
	}
	return PublishPack(v.noting(s.Now(), ActPublish), s.Store, key, file, s.Now())
}
