package server

import (
	"errors"
	"net/http"
	"slices"
	"time"

	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// OfferLife is how long an invitation waits at its place.
const OfferLife = 24 * time.Hour

// vaultRoutes names where a group keeps what only it can open.
func (s *Server) vaultRoutes(mux *router) {
	mux.HandleFunc("GET "+wire.PathKeybag, s.held(s.told(s.keybag)))
	mux.HandleFunc("PUT "+wire.PathKeybag, s.organised(s.putKeybag))
	mux.HandleFunc("PUT "+wire.PathRecovery, s.organised(s.told(s.putRecovery)))
	mux.HandleFunc("POST "+wire.PathRecover, s.entry(s.recover))
	mux.HandleFunc("PUT "+wire.PathPair+"{place}", s.organised(s.told(s.offer)))
	mux.HandleFunc("POST "+wire.PathPair+"{place}", s.entry(s.takeOffer))
}

// keybag gives an organiser's device the group's keybag, and any other its own alone.
func (s *Server) keybag(r *http.Request, m Member) (any, error) {
	if m.Role != wire.RoleOrganiser {
		k, err := s.Store.DoorBag(r.Context(), m.ID, m.Device)
		return wire.Keybag{Version: k.Version, Body: k.Body}, err
	}
	k, err := s.Store.Keybag(r.Context(), m.ID)
	return groupBag(k), err
}

// groupBag is a group's keybag for its organisers. That the field of doors is there says
// that this server keeps them.
func groupBag(k Keybag) wire.Keybag {
	return wire.Keybag{Version: k.Version, Body: k.Body, Doors: append([]wire.DoorBag{}, k.Doors...)}
}

// readKeybag reads a keybag to be kept.
func readKeybag(r *http.Request) (wire.Keybag, error) {
	k, err := sent(r, wire.DecodeKeybag)
	if err != nil {
		return k, err
	}
	if len(k.Body) == 0 || slices.ContainsFunc(k.Doors, func(d wire.DoorBag) bool { return len(d.Body) == 0 }) {
		return k, malformed("a keybag has a body")
	}
	return k, nil
}

func (s *Server) putKeybag(w http.ResponseWriter, r *http.Request, m Member) {
	k, err := readKeybag(r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	present, err := s.Store.PutKeybag(r.Context(), m.ID, Keybag{Version: k.Version, Body: k.Body, Doors: k.Doors})
	switch {
	case errors.Is(err, ErrStale):
		clash := groupBag(present)
		clash.Conflict = true
		sendJSON(w, r, http.StatusConflict, clash)
	case err != nil:
		s.fail(w, r, err)
	default:
		sendJSON(w, r, http.StatusOK, wire.Keybag{Version: present.Version})
	}
}

// sent reads the body of a request.
func sent[T any](r *http.Request, decode func([]byte) (T, error)) (v T, err error) {
	body, err := readBody(r)
	if err != nil {
		return v, err
	}
	return understood(decode(body))
}

func (s *Server) putRecovery(r *http.Request, m Member) (any, error) {
	req, err := sent(r, wire.DecodeRecoveryRequest)
	if err != nil {
		return nil, err
	}
	token, err := digestOf(req.TokenSHA256)
	if err != nil {
		return nil, err
	}
	err = s.Store.PutRecovery(r.Context(), m.ID, token)
	if errors.Is(err, ErrConflict) {
		err = fault.Wrap(err, fault.Conflict, "this recovery sheet belongs to another group on this server", "print a new recovery sheet")
	}
	return wire.Done{Done: true}, err
}

func (s *Server) offer(r *http.Request, m Member) (any, error) {
	place := r.PathValue("place")
	if !wire.IsPlace(place) {
		return nil, malformed("a place is named by %d bytes in hexadecimal", wire.PlaceSize)
	}
	req, err := sent(r, wire.DecodePairOffer)
	if err != nil {
		return nil, err
	}
	now := s.Now()
	err = s.Store.Offer(r.Context(), Offer{
		Place: digest(place), Workspace: m.ID, Maker: m.Device, Role: Role(req.Role),
		Body: req.Body, At: now, Expires: now.Add(OfferLife),
	})
	switch {
	case errors.Is(err, ErrConflict):
		err = fault.Wrap(err, fault.Conflict, "something else was left under this pairing code", "make a new code")
	case errors.Is(err, ErrFull):
		err = fault.Wrap(err, fault.Conflict, "too many invitations of your group are waiting", "use those, or wait until they end, a day after each was made")
	}
	return wire.Done{Done: true}, err
}
