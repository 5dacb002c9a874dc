package desk

import (
	"bufio"
	"bytes"
	"context"

	"daykit/internal/data/seal"
	"daykit/internal/domain/fault"
)

// HandOver asks for one file that pairs another laptop and gives it an event at once.
type HandOver struct {
	Event string `json:"event"`
	File  string `json:"file"` // to write, such as onto a memory stick
	Role  string `json:"role"` // RoleOrganiser or RoleHelper of the event; empty means organiser
	Code  string `json:"code"` // one that this laptop has given out and that is still open; empty draws one
}

// HandedOver is a file that was written for another laptop, with the code that opens it.
type HandedOver struct {
	Exported
	Code    string `json:"code"`
	Role    string `json:"role"`
	Expires string `json:"expires"` // RFC 3339
}

// HandOver writes an event file with an invitation in it, for a laptop that is not of the
// group yet, and gives the code that opens both, for one laptop and for 24 hours. Code
// and file should travel apart. What a helper's role does not read is not in it.
func (d *Desk) HandOver(ctx context.Context, req HandOver) (HandedOver, error) {
	if err := d.mayTravel(ctx); err != nil {
		return HandedOver{}, err
	}
	key, err := d.eventKey(ctx, req.Event)
	if err != nil {
		return HandedOver{}, err
	}
	p, fresh, err := d.handOverCode(ctx, key, req)
	if err != nil {
		return HandedOver{}, err
	}
	code, invitation, err := d.invitation(p)
	if err != nil {
		return HandedOver{}, err
	}
	defer code.Wipe()
	opens, err := code.Identity()
	if err != nil {
		return HandedOver{}, err
	}
	defer opens.Wipe()
	to := recipients{device: "new " + roleName(p.Role), keys: []string{opens.Recipient()}, least: p.Role != seal.Organiser, invited: true}
	var export bytes.Buffer
	out, err := d.export(ctx, key, req.File, to, func(content *bytes.Buffer) error {
		if err := d.sealEvent(&export, content, to); err != nil {
			return err
		}
		return saveBytes(req.File, seal.WriteHandover(invitation, export.Bytes()))
	})
	if err == nil && fresh {
		err = d.giveOut(ctx, p)
	}
	if err != nil {
		return HandedOver{}, err
	}
	out.For = "" // no laptop that has an id yet
	return HandedOver{out, p.Code, roleName(p.Role), instant(p.Expires)}, nil
}

// handOverCode is the code that was asked for, or a fresh one.
func (d *Desk) handOverCode(ctx context.Context, event string, req HandOver) (p pendingCode, fresh bool, err error) {
	if req.Code != "" {
		p, err = d.givenCode(ctx, event, req)
		return p, false, err
	}
	invite := PairInvite{Role: req.Role}
	if req.Role == RoleHelper {
		invite.Event = event
	}
	role, err := d.inviteRole(ctx, &invite)
	if err != nil {
		return p, false, err
	}
	p, err = d.drawCode(ctx, role, invite.Event)
	return p, true, err
}

// givenCode finds a code among those that are out.
func (d *Desk) givenCode(ctx context.Context, event string, req HandOver) (pendingCode, error) {
	code, err := seal.ReadPairingCode(req.Code)
	if err != nil {
		return pendingCode{}, err
	}
	defer code.Wipe()
	all, err := d.pending(ctx)
	if err != nil {
		return pendingCode{}, err
	}
	for _, p := range open(all, d.opt.Now()) {
		switch {
		case p.Code != code.Text():
		case p.Event != "" && p.Event != event:
			return p, fault.New(fault.Denied, "that code is for a helper at another event", "make a new one: --for new")
		case req.Role != "" && req.Role != roleName(p.Role):
			return p, fault.New(fault.Conflict, "that code was made for another role", "leave --role out, or make a new code: --for new")
		default:
			return p, nil
		}
	}
	return pendingCode{}, fault.New(fault.Denied, "that code is not open on this laptop: it was used, is over, or was made on another",
		"make a new one: --for new")
}

// offer is what a blank laptop was given.
type offer struct {
	invitation []byte
	event      *eventFile // of a hand-over; nil with an invitation alone
}

// readOffer reads an invitation or a hand-over, whose event it holds to the group that
// invites before anything is changed.
func readOffer(opt Options, code seal.PairingCode, path string) (offer, error) {
	file, err := readInput(path, seal.MaxHandover, "copy it again")
	if err != nil {
		return offer{}, err
	}
	invitation, export, err := seal.ReadHandover(file)
	if err != nil || export == nil {
		return offer{invitation: invitation}, err
	}
	bag, err := code.Accept(invitation, opt.Now(), opt.Rand)
	if err != nil {
		return offer{}, err
	}
	defer bag.Keys.Lock()
	opens, err := code.Identity()
	if err != nil {
		return offer{}, err
	}
	defer opens.Wipe()
	content, err := openExport(bytes.NewReader(export), bag.Keys.Fingerprint(), opens)
	if err != nil {
		return offer{}, err
	}
	f, err := decodeEvent(content)
	if err != nil {
		return offer{}, err
	}
	return offer{invitation, &f}, mayTake(bag, f)
}

// IsHandedOver tells a file of HandOver, used or not, from an invitation alone and from
// all else. A NotFound fault for a file that cannot be opened.
func IsHandedOver(file string) (bool, error) {
	f, err := openInput(file, seal.MaxHandover)
	if err != nil {
		return false, err
	}
	defer f.Close()
	begins, _ := bufio.NewReader(f).Peek(handoverBegins) // what is shorter is none
	return seal.IsHandover(begins), nil
}

// handoverBegins is at least as much of a file as tells a hand-over, in bytes.
const handoverBegins = 64

// notHandedOver refuses a file that is for a laptop without keys, or that holds the
// answer of one.
func notHandedOver(begins []byte) error {
	if !seal.IsHandover(begins) {
		return nil
	}
	if _, _, err := seal.ReadHandover(begins); fault.CodeOf(err) == fault.Conflict {
		return fault.Wrap(err, fault.Conflict, "this file was used: it now holds the answer of the laptop that took it",
			"if this laptop made it, take it in as a reply: `daykit pair finish --from FILE`")
	}
	return fault.New(fault.Invalid, "this file is for a laptop that is not of the group yet",
		"there: `daykit pair accept CODE --from FILE`; for this one, export the event without --for")
}

// IsPairingCode tells a pairing code that is typed rightly from the name of a laptop.
func IsPairingCode(typed string) bool {
	code, err := seal.ReadPairingCode(typed)
	code.Wipe()
	return err == nil
}
