package server

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"daykit/internal/data/wire"
)

// standing reads the parts of reports that stand: those that a group ticked, did not take
// back, and whose time is not over. Of one event, or of all when it is empty. Of what an
// event has one of, the latest counts: two laptops may send theirs before either hears of
// the other.
func (s *Server) standing(r *http.Request, ev string, kinds ...string) ([]partRow, error) {
	rows, err := s.Store.Parts(r.Context(), ev, kinds...)
	if err != nil {
		return nil, err
	}
	today := s.Now().UTC().Format(time.DateOnly)
	out := make([]partRow, 0, len(rows))
	for _, row := range rows {
		p := partRow{ReportPart: row}
		if err := json.Unmarshal(row.Value, &p.Part); err != nil {
			return nil, fmt.Errorf("read a part of a report: %w", err)
		}
		if until := p.consent().Until; until != "" && until < today {
			continue
		}
		if n := len(out); n > 0 && p.single() && out[n-1].Event == p.Event && out[n-1].Kind == p.Kind {
			if p.HLC > out[n-1].HLC {
				out[n-1] = p
			}
			continue
		}
		out = append(out, p)
	}
	return out, nil
}

// partRow is a part that stands.
type partRow struct {
	ReportPart
	Part wire.Part
}

// single reports whether an event has one part of this kind.
func (p partRow) single() bool { return p.Kind == wire.PartEvaluation || p.Kind == wire.PartForm }

func (p partRow) consent() wire.PartConsent {
	switch {
	case p.Part.Comment != nil:
		return p.Part.Comment.Consent
	case p.Part.Photo != nil:
		return p.Part.Photo.Consent
	}
	return wire.PartConsent{}
}
