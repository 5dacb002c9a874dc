package server

import (
	"cmp"
	"errors"
	"net/http"

	"daykit/internal/data/wire"
	"daykit/internal/domain/event"
)

func (s *Server) calendar(w http.ResponseWriter, r *http.Request) {
	p, page, err := s.published(r)
	if errors.Is(err, ErrNotFound) || err == nil && page.Date == "" {
		s.missing(w, r)
		return
	}
	var file []byte
	if err == nil {
		file, err = s.ics(p, page, ask(r, page.Languages))
	}
	if err != nil {
		s.failPage(w, r, err)
		return
	}
	h := w.Header()
	h.Set("Cache-Control", "public, max-age=60")
	h.Add("Vary", "Accept-Language")
	h.Set("Content-Disposition", `attachment; filename="event-`+p.Event+`.ics"`)
	send(w, r, http.StatusOK, "text/calendar; charset=utf-8", file)
}

// ics gives the event as a calendar file. Its stamp is the time of the last
// change, so that a file fetched again replaces the entry it made before: also where the
// event was moved, or is cancelled.
func (s *Server) ics(p Published, page wire.Page, tag string) ([]byte, error) {
	title, about := pick(page.Title, tag, page.Languages), pick(page.About, tag, page.Languages)
	return event.ICS(event.Calendar{
		UID: p.Event, Title: title.Text, TitleLang: title.Language.Tag,
		About: about.Text, AboutLang: about.Language.Tag, Place: page.Place,
		URL: s.PublicURL + "/e/" + p.Event, Stamp: timeOf(p.HLC), Cancelled: page.Signup != nil && page.Signup.State == wire.SignupCancelled,
		Date: page.Date, Start: page.Start, End: page.End, Timezone: cmp.Or(page.Timezone, "UTC"),
	})
}
