package desk

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"slices"
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
	RoleHelper    = "helper"    // plans and names, no contacts: of one event by files, and see PairInvite.AllNames
)

// PairInvite asks for an invitation to another laptop.
type PairInvite struct {
	Role   string `json:"role"`   // RoleOrganiser or RoleHelper; empty means organiser
	Event  string `json:"event"`  // of a helper
	File   string `json:"file"`   // the invitation to write; may be empty when it is online
	Online bool   `json:"online"` // leave it at the campaign's server, too if there is a file

	// AllNames says that the person knows what a helper gets who is let in online. The
	// server cannot tell one event's plans and names from another's, which are sealed, so
	// the laptop of a helper that syncs gets those of all of the group's events, now and
	// later, and has the keys that open them. By files it gets its own event alone.
	AllNames bool `json:"all_names"`
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

	Came     *MergePreview `json:"came,omitempty"` // the event that came with a hand-over
	Answered bool          `json:"answered"`       // a file waits for the laptop that invited, or the server has told it

	reply []byte
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
	if err := d.mayShowAll(ctx, req); err != nil {
		return PairCode{}, err
	}
	if req.Online {
		if err := d.meetServer(ctx); err != nil {
			return PairCode{}, err
		}
	}
	p, err := d.drawCode(ctx, role, req.Event)
	if err != nil {
		return PairCode{}, err
	}
	code, invitation, err := d.invitation(p)
	if err != nil {
		return PairCode{}, err
	}
	defer code.Wipe()
	if err := d.deliver(ctx, req, code, role, invitation); err != nil {
		return PairCode{}, err
	}
	return PairCode{Code: p.Code, File: req.File, Role: roleName(role), Expires: instant(p.Expires)}, d.giveOut(ctx, p)
}

// drawCode draws a code, which is out from giveOut on.
func (d *Desk) drawCode(ctx context.Context, role seal.Role, event string) (pendingCode, error) {
	all, err := d.pending(ctx)
	if err != nil {
		return pendingCode{}, err
	}
	if n := len(open(all, d.opt.Now())); n >= maxPairing {
		return pendingCode{}, fault.Invalidf("wait until they are used or over", "%d invitations are out already", n)
	}
	code, err := seal.NewPairingCode(d.opt.Rand)
	if err != nil {
		return pendingCode{}, err
	}
	defer code.Wipe()
	return pendingCode{Code: code.Text(), Role: role, Event: event, Expires: d.now().Add(seal.PairingLife)}, nil
}

// invitation seals the keys of a code's role with the code.
func (d *Desk) invitation(p pendingCode) (code seal.PairingCode, invitation []byte, err error) {
	if code, err = seal.ReadPairingCode(p.Code); err != nil {
		return code, nil, err
	}
	err = d.vault.View(func(bag *seal.Keybag) error {
		invitation, err = bag.Invite(code, p.Role, p.Event, p.Expires, d.opt.Rand)
		return err
	})
	return code, invitation, err
}

// giveOut remembers a code until the laptop that took it is known.
func (d *Desk) giveOut(ctx context.Context, p pendingCode) error {
	all, err := d.pending(ctx)
	if err != nil {
		return err
	}
	return d.keepPending(ctx, append(all, p))
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

// lateAnswer is how long after its time the code of a helper is kept: the laptop took the
// invitation in time, and its answer comes with the log when either next syncs or merges.
// Only a laptop that has the group's keys can have put it there.
const lateAnswer = 30 * 24 * time.Hour

// open gives the codes whose time is not over.
func open(all []pendingCode, now time.Time) []pendingCode {
	return slices.DeleteFunc(slices.Clone(all), func(p pendingCode) bool { return !now.Before(p.Expires) })
}

// pending gives the codes that are out, and those whose answer may still come.
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
	var all []pendingCode
	if err := json.Unmarshal(plain, &all); err != nil {
		return nil, fault.Wrap(err, fault.Damaged, "the invitations of this laptop do not read back", "")
	}
	return slices.DeleteFunc(all, func(p pendingCode) bool {
		until := p.Expires
		if p.Role == seal.DoorHelper {
			until = until.Add(lateAnswer)
		}
		return !d.opt.Now().Before(until)
	}), nil
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

// AcceptInvite makes a laptop one of the group's by a code and the file that came with it:
// an invitation, or a hand-over, whose event is taken in at once. A reply may be written
// for the laptop that invited; without one it learns of this laptop from the first event
// file that comes back, or takes in what is left in the place of a hand-over. The
// workspace of opt must be empty, and no Desk may be open on it. The name is what people
// call the laptop.
func AcceptInvite(ctx context.Context, opt Options, typed, file, reply, name string) (Paired, error) {
	opt = withDefaults(opt)
	code, err := seal.ReadPairingCode(typed)
	if err != nil {
		return Paired{}, err
	}
	defer code.Wipe()
	o, err := readOffer(opt, code, file)
	if err != nil {
		return Paired{}, err
	}
	var out Paired
	err = begin(ctx, opt, func(v *keys.Vault) error {
		out, err = accept(ctx, v, opt, code, o.invitation, reply, name)
		return err
	}, func(d *Desk) error {
		if err := d.answer(ctx, out); err != nil {
			return err
		}
		if o.event != nil {
			came, err := d.take(ctx, file, *o.event)
			if err != nil {
				return err
			}
			out.Came = &came
			if reply == "" {
				out.Answered = saveBytes(file, seal.UsedHandover(out.reply)) == nil
			}
		}
		out.Keys, err = d.Keys(ctx)
		return err
	})
	return out, err
}

// accept takes the keys of an invitation and writes the reply to it, if one is wanted.
func accept(ctx context.Context, v *keys.Vault, opt Options, code seal.PairingCode, invitation []byte, reply, name string) (Paired, error) {
	var out Paired
	own, err := v.Accept(ctx, code, invitation, name, opt.Now(), func(own seal.Device) (err error) {
		if out.reply, err = code.Reply(own, opt.Rand); err != nil || reply == "" {
			return err
		}
		out.Answered = true
		return saveBytes(reply, out.reply)
	})
	if err != nil {
		return Paired{}, err
	}
	out.Device, out.Role, out.Event = own.ID, roleName(own.Role), own.Event
	err = v.View(func(bag *seal.Keybag) error {
		out.Group = string(bag.Keys.Fingerprint())
		return nil
	})
	return out, err
}

// FinishInvite takes the reply of a laptop that accepted an invitation of this one, and
// puts it on the list of the group's laptops. Its code is used up.
func (d *Desk) FinishInvite(ctx context.Context, file string) (DeviceItem, error) {
	reply, err := readInput(file, maxSealedFile, "copy it again")
	if err != nil {
		return DeviceItem{}, err
	}
	if err := d.names(); err != nil {
		return DeviceItem{}, err
	}
	all, err := d.pending(ctx)
	if err != nil {
		return DeviceItem{}, err
	}
	for _, p := range open(all, d.opt.Now()) {
		device, err := p.open(seal.ReplyOf(reply))
		if errors.Is(err, errOtherCode) {
			continue
		}
		if err != nil {
			return DeviceItem{}, err
		}
		return deviceItem(device), d.enlist(ctx, p, device)
	}
	return DeviceItem{}, fault.New(fault.Denied, "this reply is to no invitation that is open on this laptop",
		"each code is for one laptop and for 24 hours: make a new invitation on the laptop that invited")
}

// enlist puts a laptop that answered on the list, which uses its code up.
func (d *Desk) enlist(ctx context.Context, p pendingCode, device seal.Device) error {
	if err := d.vault.Edit(func(bag *seal.Keybag) error { return bag.Add(device) }); err != nil {
		return err
	}
	all, err := d.pending(ctx)
	if err != nil {
		return err
	}
	if err := d.keepPending(ctx, slices.DeleteFunc(all, func(q pendingCode) bool { return q.Code == p.Code })); err != nil {
		return err
	}
	return d.store.Audit(ctx, store.Note{What: auditPair, Event: device.Event, Device: device.ID, Detail: roleName(device.Role)})
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
