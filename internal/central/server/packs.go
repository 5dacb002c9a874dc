package server

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"time"

	"daykit/internal/data/wire"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// packAge is how long anybody may remember what the server said of packs, in seconds:
// so long after it a withdrawal may not be seen.
const packAge = "60"

func (s *Server) packRoutes(mux *router) {
	mux.HandleFunc("GET "+wire.PathPacks, s.packs)
	mux.HandleFunc("GET "+wire.PathPacks+"/{id}/{version}", s.pack)
	mux.HandleFunc("GET "+wire.PathWithdrawals, s.withdrawals)
}

// packs lists the newest edition of each pack that may be used now. One that has not
// begun is nobody's business.
func (s *Server) packs(w http.ResponseWriter, r *http.Request) {
	key, err := s.packKey(r.Context())
	if err != nil {
		s.fail(w, r, err)
		return
	}
	all, err := s.Store.Packs(r.Context())
	if err != nil {
		s.fail(w, r, err)
		return
	}
	l, err := presentList(r.Context(), s.Store)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	reply := wire.PacksReply{Key: hex.EncodeToString(key.Public), Packs: []wire.PackItem{}, Withdrawals: l.Number}
	for _, p := range newest(all, func(p Pack) bool { return p.usable(s.Now()) }) {
		reply.Packs = append(reply.Packs, wire.PackItem{ID: p.ID, Version: p.Version})
	}
	cacheable(w)
	sendJSON(w, r, http.StatusOK, reply)
}

// newest gives the greatest version of each id among those that are kept, by id. The
// list must be by id and version.
func newest(all []Pack, kept func(Pack) bool) (out []Pack) {
	for _, p := range all {
		if !kept(p) {
			continue
		}
		if n := len(out); n > 0 && out[n-1].ID == p.ID {
			out = out[:n-1]
		}
		out = append(out, p)
	}
	return out
}

func (p Pack) usable(now time.Time) bool {
	return !p.Empty && !p.NotBefore.After(now) && p.Expires.After(now)
}

func (s *Server) pack(w http.ResponseWriter, r *http.Request) {
	version, err := strconv.ParseInt(r.PathValue("version"), 10, 64)
	var p Pack
	if err == nil {
		p, err = s.Store.Pack(r.Context(), r.PathValue("id"), version)
	}
	if errors.Is(err, strconv.ErrSyntax) || errors.Is(err, strconv.ErrRange) || err == nil && !p.usable(s.Now()) {
		err = ErrNotFound
	}
	if err != nil {
		s.fail(w, r, err)
		return
	}
	cacheable(w)
	send(w, r, http.StatusOK, typeJSON, p.Body)
}

func (s *Server) withdrawals(w http.ResponseWriter, r *http.Request) {
	l, err := s.Store.Withdrawals(r.Context())
	if err != nil {
		s.fail(w, r, err)
		return
	}
	cacheable(w)
	send(w, r, http.StatusOK, typeJSON, l.Body)
}

func cacheable(w http.ResponseWriter) { w.Header().Set("Cache-Control", "public, max-age="+packAge) }

// presentList gives the list that is kept, the zero List while there is none.
func presentList(ctx context.Context, s Packs) (List, error) {
	l, err := s.Withdrawals(ctx)
	if errors.Is(err, ErrNotFound) {
		return List{}, nil
	}
	return l, err
}

// packKey gives the key that the campaign's packs are signed with.
func (s *Server) packKey(ctx context.Context) (PackKey, error) {
	if len(s.PackKey.Public) > 0 {
		return s.PackKey, nil
	}
	return SeedPackKey(ctx, s.Store, s.Rand)
}

// CheckPackKey refuses a key that is not the one that the packs and the list here were
// signed with: no laptop would take them.
func CheckPackKey(ctx context.Context, s Packs, key PackKey) error {
	all, err := s.Packs(ctx)
	if err != nil {
		return err
	}
	l, err := presentList(ctx, s)
	if err != nil {
		return err
	}
	other := l.Number > 0 && !slices.Equal(l.Key, key.Public)
	for _, p := range all {
		other = other || !p.Empty && !slices.Equal(p.Key, key.Public)
	}
	if other {
		return fault.New(fault.Conflict, "what this server has was signed with another key, and laptops believe no second one",
			"give the key that it was signed with by --pack-key")
	}
	return nil
}

// The states of an edition.
const (
	packServed   = "served"
	packWaiting  = "waiting" // for its time
	packExpired  = "expired"
	packReplaced = "replaced" // by a newer one
	packEmptied  = "emptied"  // its words are gone: a list of withdrawals came after it
	packEmpty    = "empty"    // served with nothing in it, as in place of a pack that was withdrawn
)

// PackLine is one edition as `pack list` shows it.
type PackLine struct {
	ID        string `json:"id"`
	Version   int64  `json:"version"`
	NotBefore string `json:"not_before"`
	Expires   string `json:"expires"`
	State     string `json:"state"`  // served, waiting, expired, replaced, emptied or empty
	Voices    int    `json:"voices"` // 0 also where the words are gone
	Key       string `json:"key"`    // fingerprint of the key that it is signed with
}

// Over reports whether nobody is given the edition any more, nor ever will be.
func (l PackLine) Over() bool {
	return l.State == packExpired || l.State == packReplaced || l.State == packEmptied
}

// PackList is what the server has of the campaign.
type PackList struct {
	Fingerprint string              `json:"fingerprint"` // of the key, as people compare it
	Key         string              `json:"key"`         // in hexadecimal
	Packs       []PackLine          `json:"packs"`
	Number      int64               `json:"number"` // of the list of withdrawals
	Withdrawn   []string            `json:"withdrawn"`
	List        content.Withdrawals `json:"list"`
}

// ListPacks says what the server has.
func ListPacks(ctx context.Context, s Packs, key PackKey, now time.Time) (PackList, error) {
	out := PackList{Fingerprint: wire.KeyFingerprint(key.Public), Key: hex.EncodeToString(key.Public), Packs: []PackLine{}, Withdrawn: []string{}}
	all, err := s.Packs(ctx)
	if err != nil {
		return out, err
	}
	served := newest(all, func(p Pack) bool { return p.usable(now) })
	for _, p := range all {
		line := PackLine{
			ID: p.ID, Version: p.Version, NotBefore: p.NotBefore.Format(time.RFC3339), Expires: p.Expires.Format(time.RFC3339),
			State: stateOf(p, served, now), Key: wire.KeyFingerprint(p.Key),
		}
		if !p.Empty {
			e, err := readPack(ctx, s, p)
			if errors.Is(err, ErrNotFound) { // emptied meanwhile
				continue
			}
			if err != nil {
				return out, err
			}
			line.Voices = len(e.Content.Voices)
			if line.State == packServed && isEmpty(e.Content) {
				line.State = packEmpty
			}
		}
		out.Packs = append(out.Packs, line)
	}
	out.List, err = readList(ctx, s)
	out.Number = out.List.Number
	for _, v := range out.List.Voices {
		out.Withdrawn = append(out.Withdrawn, v.ID)
	}
	return out, err
}

func stateOf(p Pack, served []Pack, now time.Time) string {
	switch {
	case p.Empty:
		return packEmptied
	case p.NotBefore.After(now):
		return packWaiting
	case !p.Expires.After(now):
		return packExpired
	case slices.ContainsFunc(served, func(x Pack) bool { return x.ID == p.ID && x.Version == p.Version }):
		return packServed
	}
	return packReplaced
}

// byVersion sorts editions as a Store lists them.
func byVersion(a, b Pack) int {
	return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Version, b.Version))
}
