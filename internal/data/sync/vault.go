package sync

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// Keybag is the group's sealed keys as they lie on the server. Version counts from
// 1; 0 says that there are none.
type Keybag struct {
	Version int64
	Body    []byte
	Doors   []wire.DoorBag // of helpers' devices, as wire.Keybag says
}

// Keybag fetches the sealed keys: an organiser's laptop those of the group, with the names
// of the helpers' devices that have theirs, and a helper's laptop its own alone.
func (c *Client) Keybag(ctx context.Context) (Keybag, error) {
	k, err := asMember(ctx, c, request{path: wire.PathKeybag}, wire.DecodeKeybag)
	return Keybag{k.Version, k.Body, k.Doors}, err
}

// PutKeybag leaves the next version of the sealed keys. When another laptop left
// one first, kept is false and present is that one: it is to be merged, and put
// again as the version after it.
func (c *Client) PutKeybag(ctx context.Context, k Keybag) (present Keybag, kept bool, err error) {
	got, err := asMember(ctx, c, request{
		path: wire.PathKeybag, method: http.MethodPut, clash: isClash, body: wire.Raw(wire.Keybag{Version: k.Version, Body: k.Body, Doors: k.Doors}),
	}, func(raw []byte) (wire.Keybag, error) {
		got, err := wire.DecodeKeybag(raw)
		if err == nil && !got.Conflict && got.Version != k.Version {
			err = errors.New("another keybag was taken than was sent")
		}
		return got, err
	})
	switch {
	case err != nil:
		return Keybag{}, false, err
	case got.Conflict:
		return Keybag{got.Version, got.Body, got.Doors}, false, nil
	}
	return k, true, nil
}

func isClash(raw []byte) bool {
	var k wire.Keybag
	return json.Unmarshal(raw, &k) == nil && k.Conflict
}

// PutRecovery makes the server let in whoever has the account-recovery token, of
// which it is told no more than the digest. An earlier token then ends.
func (c *Client) PutRecovery(ctx context.Context, token string) error {
	return c.PutRecoveryDigest(ctx, wire.RecoveryDigest(token))
}

// PutRecoveryDigest is PutRecovery for whoever kept wire.RecoveryDigest of the token, and
// no longer has the token.
func (c *Client) PutRecoveryDigest(ctx context.Context, digest string) error {
	return c.done(ctx, request{
		path: wire.PathRecovery, method: http.MethodPut, body: wire.Raw(wire.RecoveryRequest{TokenSHA256: digest}),
	})
}

// Recover lets this laptop in by the account-recovery token, at the server whose
// address is address, and gives the sealed keys. It may be repeated, as Join may.
func (c *Client) Recover(ctx context.Context, address, token string) (Member, Keybag, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	base, device, err := c.newcomer(ctx, address)
	if err != nil {
		return Member{}, Keybag{}, err
	}
	reply, err := ask(ctx, c, request{
		base: base, path: wire.PathRecover, body: wire.Raw(wire.RecoverRequest{Token: token, Device: device, Label: c.c.Label}),
	}, wire.DecodeRecoverReply)
	if err != nil {
		return Member{}, Keybag{}, err
	}
	m, err := c.keep(ctx, memberOf(base, reply.Join))
	return m, Keybag{Version: reply.Keybag.Version, Body: reply.Keybag.Body}, err
}

// PairPut leaves an invitation, sealed with a pairing code, at the code's place,
// for one device of the role. It waits for 24 hours.
func (c *Client) PairPut(ctx context.Context, place, role string, sealed []byte) error {
	return c.done(ctx, request{
		path: wire.PathPair + place, method: http.MethodPut, body: wire.Raw(wire.PairOffer{Role: role, Body: sealed}),
	})
}

// PairTake takes the invitation from a place, at the server whose address is
// address, and makes this laptop a member. It may be repeated until the membership
// was first used: then the place is empty.
func (c *Client) PairTake(ctx context.Context, address, place string) (Member, []byte, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !wire.IsPlace(place) {
		return Member{}, nil, fault.New(fault.Invalid, "this is not the place of a pairing code", "read the code again")
	}
	base, device, err := c.newcomer(ctx, address)
	if err != nil {
		return Member{}, nil, err
	}
	reply, err := ask(ctx, c, request{
		base: base, path: wire.PathPair + place, body: wire.Raw(wire.PairRequest{Device: device, Label: c.c.Label}),
	}, wire.DecodePairReply)
	if err != nil {
		return Member{}, nil, err
	}
	m, err := c.keep(ctx, memberOf(base, reply.Join))
	return m, reply.Body, err
}

// Device is one device of the group.
type Device struct {
	ID      string
	Role    string
	Label   string
	Seen    string // the last day on which the server saw it, such as 2026-12-18; empty: never
	Revoked bool
	This    bool // it is this laptop
}

// Devices lists the group's devices. It is for organisers.
func (c *Client) Devices(ctx context.Context) ([]Device, error) {
	reply, err := asMember(ctx, c, request{path: wire.PathDevices}, wire.DecodeDevices)
	var out []Device
	for _, d := range reply.Devices {
		out = append(out, Device(d))
	}
	return out, err
}

// Revoke cuts a device off at once and for good. What it has read it keeps, so
// that keys are to be rotated too. It is for organisers.
func (c *Client) Revoke(ctx context.Context, device string) error {
	return c.done(ctx, request{path: wire.PathRevoke, body: wire.Raw(wire.RevokeRequest{Device: device})})
}

// Receipt is the server's signed word about which ops it holds.
type Receipt struct {
	N      int64 // ops in the feed
	Chain  string
	Digest oplog.Digest // as Replica.Digest sums up the log
	Time   time.Time    // by the server's clock
}

// Receipt fetches a receipt and checks it: that it is about our workspace, and
// signed with the key that the server showed when this laptop became a member. A
// membership that is older than receipts takes the key of the first. A key that
// changed is a Conflict fault, since a receipt of it proves nothing.
func (c *Client) Receipt(ctx context.Context) (Receipt, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	m, err := c.member(ctx)
	if err != nil {
		return Receipt{}, err
	}
	r, err := ask(ctx, c, request{base: m.Server, path: wire.PathReceipt, token: m.token}, wire.DecodeReceipt)
	if err != nil {
		return Receipt{}, err
	}
	switch {
	case m.receipts != "" && r.Key != m.receipts:
		return Receipt{}, fault.New(fault.Conflict, "the server signs with another key than before, so its receipt proves nothing",
			"ask the campaign whether its server was set up anew; if so, join again")
	case !r.Genuine() || r.Workspace != m.Workspace:
		return Receipt{}, fault.New(fault.Conflict, "the server's receipt is not genuine", "ask the campaign to look at its server; everything is saved here")
	}
	if m.receipts == "" {
		if err := c.c.Store.SetSetting(ctx, settingReceipt, r.Key); err != nil {
			return Receipt{}, err
		}
	}
	out := Receipt{N: r.N, Chain: r.Chain, Time: time.UnixMilli(r.Time).UTC()}
	_, err = hex.Decode(out.Digest[:], []byte(r.Digest)) // its length was checked
	return out, err
}

// asMember makes a request by the membership's token.
func asMember[T any](ctx context.Context, c *Client, r request, decode func([]byte) (T, error)) (out T, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	m, err := c.member(ctx)
	if err != nil {
		return out, err
	}
	r.base, r.token = m.Server, m.token
	return ask(ctx, c, r, decode)
}

// done makes a request whose answer says no more than that it is done.
func (c *Client) done(ctx context.Context, r request) error {
	_, err := asMember(ctx, c, r, wire.DecodeDone)
	return err
}
