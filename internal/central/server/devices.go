package server

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"net/http"
	"sync"

	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// deviceRoutes names where a group looks after its devices and its data.
func (s *Server) deviceRoutes(mux *router) {
	mux.HandleFunc("GET "+wire.PathDevices, s.organised(s.told(s.devices)))
	mux.HandleFunc("POST "+wire.PathRevoke, s.organised(s.told(s.revoke)))
	mux.HandleFunc("GET "+wire.PathReceipt, s.held(s.told(s.receipt)))
}

func (s *Server) devices(r *http.Request, m Member) (any, error) {
	all, err := s.Store.Devices(r.Context(), m.ID)
	reply := wire.DevicesReply{Devices: make([]wire.Device, len(all))}
	for i, d := range all {
		reply.Devices[i] = wire.Device{
			ID: d.ID, Role: string(d.Role), Label: d.Label, Seen: d.Seen.String(), Revoked: d.Revoked, This: d.ID == m.Device,
		}
	}
	return reply, err
}

func (s *Server) revoke(r *http.Request, m Member) (any, error) {
	req, err := sent(r, wire.DecodeRevokeRequest)
	if err != nil {
		return nil, err
	}
	if req.Device == m.Device {
		return nil, fault.New(fault.Invalid, "this is the device that you are using", "cut it off from another one")
	}
	return wire.Done{Done: true}, Revoke(s.noting(r, m.Device, ActRevoke), s.Store, m.ID, req.Device)
}

// Revoke cuts a device off by its id.
func Revoke(ctx context.Context, s Accounts, workspace, device string) error {
	err := s.Revoke(ctx, workspace, device)
	if errors.Is(err, ErrNotFound) {
		err = fault.Wrap(err, fault.NotFound, "this group has no such device", "take the id from the list of devices")
	}
	return err
}

// seedReceipt names the secret of the key that receipts are signed with.
const seedReceipt = "receipt"

// receiptKey gives the key that receipts are signed with. It is made when it is
// first needed and lies in the database, so that it lives as long as the data.
func (s *Server) receiptKey(ctx context.Context) (ed25519.PrivateKey, error) {
	seed, err := s.seed(ctx, seedReceipt)
	if err != nil {
		return nil, err
	}
	return ed25519.NewKeyFromSeed(seed[:]), nil
}

// states remembers what each workspace's feed was last seen to hold.
type states struct {
	mu sync.Mutex
	of map[string]State
}

func (c *states) known(workspace string) State {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.of[workspace]
}

func (c *states) note(workspace string, s State) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of == nil {
		c.of = map[string]State{}
	}
	c.of[workspace] = s
}

func (s *Server) receipt(r *http.Request, m Member) (any, error) {
	key, err := s.receiptKey(r.Context())
	if err != nil {
		return nil, err
	}
	state, err := ReadState(r.Context(), s.Store, m.ID, s.states.known(m.ID))
	if err != nil {
		return nil, err
	}
	s.states.note(m.ID, state)
	return wire.Receipt{
		Workspace: m.ID, N: state.End.N, Chain: hex.EncodeToString([]byte(state.End.Chain)),
		Digest: hex.EncodeToString(state.Digest[:]), Time: s.Now().UnixMilli(),
	}.Sign(key), nil
}
