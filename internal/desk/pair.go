package desk

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"time"

	"daykit/internal/data/keys"
	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/data/store"
	"daykit/internal/domain/fault"
)

// What the audit trail says of keys.
const (
	auditPair    = "pair"
	auditRevoke  = "revoke"
	auditRestore = "restore"
)

// settingPairing is the codes that were given out and not used yet, sealed like
// contacts: whoever has a code and its invitation has the keys.
const settingPairing = "pairing"

// maxPairing is how many codes may be out at once.
const maxPairing = 20

// maxSealedFile is more than a keybag, an invitation or a reply ever has, in bytes.
const maxSealedFile = 4 << 20

// The roles of a laptop.
const (
	RoleOrganiser = "organiser" // all keys
	RoleHelper    = "helper"    // names at one event; no contacts, and nothing of other events is sent to it
)

// PairInvite asks for an invitation to another laptop.
type PairInvite struct {
	Role   string `json:"role"`   // RoleOrganiser or RoleHelper; empty means organiser
	Event  string `json:"event"`  // of a helper
	File   string `json:"file"`   // the invitation to write; may be empty when it is online
	Online bool   `json:"online"` // leave it at the campaign's server, too if there is a file
}

// PairCode is an invitation that was made. The code is shown once and kept by no one.
type PairCode struct {
	Code    string `json:"code"`
	File    string `json:"file"`
	Role    string `json:"role"`
	Expires string `json:"expires"` // RFC 3339
}

// Paired is what a laptop became.
type Paired struct {
	Group  string    `json:"group"` // the mark that posters and recovery sheets carry
	Device string    `json:"device"`
	Role   string    `json:"role"`
	Event  string    `json:"event"`
	Keys   KeyStatus `json:"keys"`
}

// pendingCode is a code that was given out.
type pendingCode struct {
	Code    string    `json:"code"`
	Role    seal.Role `json:"role"`
	Event   string    `json:"event,omitempty"`
	Expires time.Time `json:"expires"`
}

// Invite writes an invitation for another laptop and gives the code that opens it, for
// one laptop and for 24 hours. Code and file should travel apart.
func (d *Desk) Invite(ctx context.Context, req PairInvite) (PairCode, error) {
	role, err := d.inviteRole(ctx, &req)
	if err != nil {
		return PairCode{}, err
	}
	if req.Online {
		if err := d.meetServer(ctx); err != nil {
			return PairCode{}, err
		}
	}
	code, err := seal.NewPairingCode(d.opt.Rand)
	if err != nil {
		return PairCode{}, err
	}
	defer code.Wipe()
	expires := d.now().Add(seal.PairingLife)
	var invitation []byte
	if err := d.vault.View(func(bag *seal.Keybag) error {
		invitation, err = bag.Invite(code, role, req.Event, expires, d.opt.Rand)
		return err
	}); err != nil {
		return PairCode{}, err
	}
	pending, err := d.pending(ctx)
	if err != nil {
		return PairCode{}, err
	}
	if len(pending) >= maxPairing {
		return PairCode{}, fault.Invalidf("wait until they are used or over", "%d invitations are out already", len(pending))
	}
	if err := d.deliver(ctx, req, code, role, invitation); err != nil {
		return PairCode{}, err
	}
	pending = append(pending, pendingCode{Code: code.Text(), Role: role, Event: req.Event, Expires: expires})
	if err := d.keepPending(ctx, pending); err != nil {
		return PairCode{}, err
	}
	return PairCode{Code: code.Text(), File: req.File, Role: roleName(role), Expires: instant(expires)}, nil
}

func (d *Desk) inviteRole(ctx context.Context, req *PairInvite) (seal.Role, error) {
	switch req.Role {
	case "", RoleOrganiser:
		if req.Event != "" {
			return "", fault.New(fault.Invalid, "an organiser's laptop is for all events", "leave the event out")
		}
		return seal.Organiser, nil
	case RoleHelper:
		if req.Event == "" {
			return "", fault.New(fault.Invalid, "a helper's laptop is for one event", "say which")
		}
		key, err := d.eventKey(ctx, req.Event)
		req.Event = key
		return seal.DoorHelper, err
	}
	return "", fault.Invalidf("use organiser or helper", "there is no role %q", req.Role)
}

// roleName is how people call a role.
func roleName(r seal.Role) string {
	if r == seal.DoorHelper {
		return RoleHelper
	}
	return RoleOrganiser
}

// pending gives the codes that are out and whose time is not over.
func (d *Desk) pending(ctx context.Context) ([]pendingCode, error) {
	text, err := d.store.Setting(ctx, settingPairing)
	if err != nil || text == "" {
		return nil, err
	}
	sealed, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, fault.Wrap(err, fault.Damaged, "the invitations of this laptop do not read back", "")
	}
	plain, err := d.vault.OpenColumn(oplog.Contact, pairingCell, sealed)
	if err != nil {
		return nil, err
	}
	var all, out []pendingCode
	if err := json.Unmarshal(plain, &all); err != nil {
		return nil, fault.Wrap(err, fault.Damaged, "the invitations of this laptop do not read back", "")
	}
	for _, p := range all {
		if d.opt.Now().Before(p.Expires) {
			out = append(out, p)
		}
	}
	return out, nil
}

var pairingCell = seal.Cell{Table: "setting", Entity: settingPairing}

func (d *Desk) keepPending(ctx context.Context, all []pendingCode) error {
	if len(all) == 0 {
		return d.store.SetSetting(ctx, settingPairing, "")
	}
	sealed, err := d.vault.SealColumn(oplog.Contact, pairingCell, raw(all))
	if err != nil {
		return err
	}
	return d.store.SetSetting(ctx, settingPairing, base64.StdEncoding.EncodeToString(sealed))
}

// AcceptInvite makes a laptop one of the group's by a code and the invitation that came
// with it, and writes the reply that the other laptop needs; without a reply the others
// do not know this laptop, and it gets no newer keys from them. The workspace of opt
// must be empty, and no Desk may be open on it. The name is what people call the laptop.
func AcceptInvite(ctx context.Context, opt Options, typed, file, reply, name string) (Paired, error) {
	opt = withDefaults(opt)
	code, err := seal.ReadPairingCode(typed)
	if err != nil {
		return Paired{}, err
	}
	defer code.Wipe()
	invitation, err := readPairingFile(file)
	if err != nil {
		return Paired{}, err
	}
	var out Paired
	return out, begin(ctx, opt, func(v *keys.Vault) error {
		out, err = accept(ctx, v, opt, code, invitation, reply, name)
		return err
	}, func(d *Desk) error {
		out.Keys, err = d.Keys(ctx)
		return err
	})
}

// accept takes the keys of an invitation and writes the reply to it, if one is wanted.
func accept(ctx context.Context, v *keys.Vault, opt Options, code seal.PairingCode, invitation []byte, reply, name string) (Paired, error) {
	own, err := v.Accept(ctx, code, invitation, name, opt.Now(), func(own seal.Device) error {
		if reply == "" {
			return nil
		}
		sealed, err := code.Reply(own, opt.Rand)
		if err != nil {
			return err
		}
		return saveBytes(reply, sealed)
	})
	if err != nil {
		return Paired{}, err
	}
	out := Paired{Device: own.ID, Role: roleName(own.Role), Event: own.Event}
	return out, v.View(func(bag *seal.Keybag) error {
		out.Group = string(bag.Keys.Fingerprint())
		return nil
	})
}

// FinishInvite takes the reply of a laptop that accepted an invitation of this one, and
// puts it on the list of the group's laptops. Its code is used up.
func (d *Desk) FinishInvite(ctx context.Context, file string) (DeviceItem, error) {
	reply, err := readPairingFile(file)
	if err != nil {
		return DeviceItem{}, err
	}
	if err := d.names(); err != nil {
		return DeviceItem{}, err
	}
	pending, err := d.pending(ctx)
	if err != nil {
		return DeviceItem{}, err
	}
	for i, p := range pending {
		device, err := p.open(reply)
		if errors.Is(err, errOtherCode) {
			continue
		}
		if err != nil {
			return DeviceItem{}, err
		}
		if err := d.vault.Edit(func(bag *seal.Keybag) error { return bag.Add(device) }); err != nil {
			return DeviceItem{}, err
		}
		rest := append(append([]pendingCode{}, pending[:i]...), pending[i+1:]...)
		if err := d.keepPending(ctx, rest); err != nil {
			return DeviceItem{}, err
		}
		return deviceItem(device), d.store.Audit(ctx, store.Note{What: auditPair, Event: device.Event, Device: device.ID, Detail: roleName(device.Role)})
	}
	return DeviceItem{}, fault.New(fault.Denied, "this reply is to no invitation that is open on this laptop",
		"each code is for one laptop and for 24 hours: make a new invitation on the laptop that invited")
}

var errOtherCode = errors.New("the reply is to another code")

// open opens a reply with the code, and holds the new device to what it was invited as.
func (p pendingCode) open(reply []byte) (seal.Device, error) {
	code, err := seal.ReadPairingCode(p.Code)
	if err != nil {
		return seal.Device{}, err
	}
	defer code.Wipe()
	device, err := code.OpenReply(reply)
	switch {
	case err != nil && fault.CodeOf(err) == fault.Denied:
		return device, errOtherCode
	case err != nil:
		return device, err
	case device.Role != p.Role || device.Event != p.Event || device.Removed:
		return device, fault.New(fault.Denied, "the other laptop asks for more than it was invited to", "make a new invitation")
	}
	return device, nil
}

// readPairingFile reads an invitation or a reply.
func readPairingFile(path string) ([]byte, error) {
	f, err := openInput(path, maxSealedFile)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		return nil, fault.Wrap(err, fault.Damaged, "cannot read "+baseName(path), "copy it again")
	}
	return b, nil
}
