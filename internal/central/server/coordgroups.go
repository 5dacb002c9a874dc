package server

import (
	"net/http"
	"slices"

	"daykit/internal/domain/fault"
)

type groupsPage struct {
	Groups []groupRow
	Name   string // that was typed
	Wrong  string
	Code   string // of a fresh invitation: shown now and never again
	Guest  string // whom the code is for
	Days   int    // that it works for
}

type groupRow struct {
	Group
	LastSeen string
	State    string
}

func groupRowOf(g Group) groupRow {
	row := groupRow{Group: g, LastSeen: g.Seen.String()}
	switch {
	case g.Devices > 0 && g.Invited > 0:
		row.State = "joined; " + countOf(g.Invited, "more code waits", "more codes wait")
	case g.Devices > 0:
		row.State = "joined"
	case g.Invited > 0:
		row.State = "invited"
	default:
		row.State = "no device any more"
	}
	if row.LastSeen == "" {
		row.LastSeen = "never"
	}
	return row
}

func (s *Server) coordGroups(w http.ResponseWriter, v visit) { s.groupsPage(w, v, groupsPage{}) }

func (s *Server) groupsPage(w http.ResponseWriter, v visit, p groupsPage) {
	all, err := s.Store.Groups(v.Context(), s.Now())
	if err != nil {
		s.fail(w, v.Request, err)
		return
	}
	for _, g := range all {
		p.Groups = append(p.Groups, groupRowOf(g))
	}
	s.roomPage(w, v, http.StatusOK, "Groups", "Groups", "coord-groups", p)
}

// coordInvite makes a code and shows it in its own answer, the one time.
func (s *Server) coordInvite(w http.ResponseWriter, v visit) {
	f, err := form(w, v.Request)
	if err != nil {
		s.fail(w, v.Request, err)
		return
	}
	name := f.Get("group")
	code, err := Invite(v.noting(s.Now(), ActInvite), s.Store, name, s.Now(), s.Rand)
	if err != nil && fault.CodeOf(err) == fault.Invalid {
		s.groupsPage(w, v, groupsPage{Name: name, Wrong: err.Error()})
		return
	}
	if err != nil {
		s.fail(w, v.Request, err)
		return
	}
	s.groupsPage(w, v, groupsPage{Code: code, Guest: oneLine(name), Days: int(InvitationLife.Hours() / 24)})
}

type groupPage struct {
	Group   groupRow
	Devices []deviceRow
	Done    string
}

type deviceRow struct {
	Device
	LastSeen string
}

func (s *Server) coordGroup(w http.ResponseWriter, v visit) { s.groupPage(w, v, "") }

// groupOf finds the group that an address names, and nil.
func (s *Server) groupOf(v visit) (*Group, error) {
	all, err := s.Store.Groups(v.Context(), s.Now())
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(all, func(g Group) bool { return g.ID == v.PathValue("group") })
	if at < 0 {
		return nil, nil
	}
	return &all[at], nil
}

func (s *Server) groupPage(w http.ResponseWriter, v visit, done string) {
	g, err := s.groupOf(v)
	if err != nil {
		s.fail(w, v.Request, err)
		return
	}
	if g == nil {
		s.missing(w, v.Request)
		return
	}
	devices, err := s.Store.Devices(v.Context(), g.ID)
	if err != nil {
		s.fail(w, v.Request, err)
		return
	}
	page := groupPage{Group: groupRowOf(*g), Done: done}
	for _, d := range devices {
		row := deviceRow{d, d.Seen.String()}
		if row.LastSeen == "" {
			row.LastSeen = "never"
		}
		page.Devices = append(page.Devices, row)
	}
	s.roomPage(w, v, http.StatusOK, "Groups", g.Group, "coord-group", page)
}

func (s *Server) coordRevoke(w http.ResponseWriter, v visit) {
	f, err := form(w, v.Request)
	if err != nil {
		s.fail(w, v.Request, err)
		return
	}
	device := f.Get("device")
	err = Revoke(v.noting(s.Now(), ActRevoke), s.Store, v.PathValue("group"), device)
	if err != nil {
		s.fail(w, v.Request, err)
		return
	}
	s.groupPage(w, v, device)
}
