package desk

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"daykit/internal/data/keys"
	"daykit/internal/data/seal"
	"daykit/internal/data/sync"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// parcel is what lies at the place of a pairing code. Keys is the hash of the keybag
// that was at the server when the invitation was made: who takes the invitation may
// replace that one, and no other, by one that has itself on the list.
type parcel struct {
	Invitation []byte `json:"invitation"`
	Keys       string `json:"keys"`
}

// deliver leaves an invitation at the server, writes it to its file, or both.
func (d *Desk) deliver(ctx context.Context, req PairInvite, code seal.PairingCode, role seal.Role, invitation []byte) error {
	if req.Online {
		if err := d.leave(ctx, code, role, invitation); err != nil || req.File == "" {
			return err
		}
	}
	return saveBytes(req.File, invitation)
}

// leave puts an invitation at the server, where whoever has the code finds it.
func (d *Desk) leave(ctx context.Context, code seal.PairingCode, role seal.Role, invitation []byte) error {
	place, err := code.Place()
	if err != nil {
		return err
	}
	known, err := d.store.Setting(ctx, settingServerKeys)
	if err != nil {
		return err
	}
	as := wire.RoleOrganiser
	if role == seal.DoorHelper {
		as = wire.RoleDoor
	}
	return d.client().PairPut(ctx, place, as, raw(parcel{Invitation: invitation, Keys: known}))
}

// meetServer makes the keys here and those at the server the same.
func (d *Desk) meetServer(ctx context.Context) error {
	d.sending.Lock()
	defer d.sending.Unlock()
	m, err := d.traveller(ctx)
	if err != nil {
		return err
	}
	return d.carryKeys(ctx, d.client(), m)
}

// traveller is the membership of a laptop that may send and receive now.
func (d *Desk) traveller(ctx context.Context) (sync.Member, error) {
	if err := d.mayTravel(ctx); err != nil {
		return sync.Member{}, err
	}
	m, err := sync.Membership(ctx, d.store)
	if err == nil && !m.Joined() {
		err = fault.New(fault.Denied, "this kit has not joined a campaign yet", "join with the invitation code first")
	}
	return m, err
}

// AcceptOnline is AcceptInvite for an invitation that waits at the server whose address
// is server. The laptop becomes a member there, and has all that its role may read when
// this returns. An organiser's laptop puts itself on the list; a helper's leaves its answer
// in the log, for the next sync of the one that invited. A reply may be written besides.
func AcceptOnline(ctx context.Context, opt Options, typed, server, reply, name string) (Paired, error) {
	opt = withDefaults(opt)
	code, err := seal.ReadPairingCode(typed)
	if err != nil {
		return Paired{}, err
	}
	defer code.Wipe()
	place, err := code.Place()
	if err != nil {
		return Paired{}, err
	}
	var got parcel
	var out Paired
	err = beginOnline(ctx, opt, func(d *Desk) error {
		client, err := d.newcomer()
		if err != nil {
			return err
		}
		_, body, err := client.PairTake(ctx, server, place)
		if err != nil {
			return err
		}
		if json.Unmarshal(body, &got) != nil {
			return fault.New(fault.Damaged, "the invitation on the server cannot be read", "ask for a new code")
		}
		return nil
	}, func(v *keys.Vault) error {
		out, err = accept(ctx, v, opt, code, got.Invitation, reply, name)
		return err
	}, func(d *Desk) error {
		if err := errors.Join(d.announce(ctx, got.Keys), d.answer(ctx, out)); err != nil {
			return err
		}
		if _, err := d.Sync(ctx); err != nil {
			return err
		}
		out.Answered = true
		out.Keys, err = d.Keys(ctx)
		return err
	})
	return out, err
}

// newcomer is a client for a laptop that is about to get the group's keys. The server is
// told the id that the laptop will have on the list.
func (d *Desk) newcomer() (*sync.Client, error) {
	id, err := d.vault.NextID()
	return sync.New(sync.Config{Store: d.store, HTTP: d.opt.HTTP, Now: d.opt.Now, Rand: d.opt.Rand, Log: d.opt.Log, Label: id}), err
}

// announce puts this laptop on the list that the server keeps, which it cannot open
// itself yet. When the keys there are no longer those that it was given, of which given
// is the hash, a laptop on the list has to do it: by the reply, or by inviting it.
func (d *Desk) announce(ctx context.Context, given string) error {
	if !d.organises() {
		return nil
	}
	client := d.client()
	there, err := client.Keybag(ctx)
	if err != nil || hashOf(there.Body) != given {
		return err
	}
	ours, err := d.vault.Keybag()
	if err != nil {
		return err
	}
	doors, err := d.doorBags(ctx, client)
	if err != nil {
		return err
	}
	_, _, err = client.PutKeybag(ctx, sync.Keybag{Version: there.Version + 1, Body: ours, Doors: doors})
	return err
}

// RecoverOnline makes an empty laptop one of the group's by the recovery sheet alone,
// from the server whose address is server, and brings all back that the server holds.
// The workspace of opt must be empty, and no Desk may be open on it.
func RecoverOnline(ctx context.Context, opt Options, in SheetInput, server, name string) (Recovered, error) {
	opt = withDefaults(opt)
	secret, err := in.read()
	if err != nil {
		return Recovered{}, err
	}
	defer secret.Wipe()
	token, err := secret.Token()
	if err != nil {
		return Recovered{}, err
	}
	var saved []byte
	var out Recovered
	err = beginOnline(ctx, opt, func(d *Desk) error {
		client, err := d.newcomer()
		if err != nil {
			return err
		}
		_, bag, err := client.Recover(ctx, server, token)
		if err == nil && bag.Version == 0 {
			err = fault.New(fault.NotFound, "the server does not keep the keys of this group", "recover from a backup: --from FILE")
		}
		saved = bag.Body
		return err
	}, func(v *keys.Vault) error {
		bag, err := openBySheet(saved, secret, opt)
		if err != nil {
			return err
		}
		out, err = rejoin(ctx, v, bag, name)
		return err
	}, func(d *Desk) error {
		if err := d.recovered(ctx, &out); err != nil {
			return err
		}
		if err := d.announce(ctx, hashOf(saved)); err != nil {
			return err
		}
		return d.pullAll(ctx, secret, &out)
	})
	return out, err
}

// pullAll brings back what the server holds.
func (d *Desk) pullAll(ctx context.Context, secret seal.Recovery, out *Recovered) error {
	if err := d.keepToken(ctx, secret, out.sheet); err != nil {
		return err
	}
	r, err := d.Sync(ctx)
	if err != nil {
		return err
	}
	out.Pulled = r.Pulled
	c, err := d.compared(ctx)
	out.Data = instant(c.Time)
	return err
}

// sheetWait is how long a server may take that is asked on the side.
const sheetWait = 10 * time.Second

// listBySheet puts a laptop on the list at the server that has its keys from a backup:
// by the recovery sheet it becomes a device of its own there, instead of a copy of the
// one that made the backup. Where there is no server, or none can be reached now, the
// sheet has to be checked on this laptop once more before a sync.
func (d *Desk) listBySheet(ctx context.Context, secret seal.Recovery) error {
	m, err := sync.Membership(ctx, d.store)
	if err != nil || !m.Joined() {
		return err
	}
	token, err := secret.Token()
	if err != nil {
		return err
	}
	ctx, done := context.WithTimeout(ctx, sheetWait)
	defer done()
	client := d.client()
	if err := client.Stranger(ctx); err != nil {
		return err
	}
	if m, _, err = client.Recover(ctx, m.Server, token); err == nil {
		err = d.carryKeys(ctx, client, m, secret.Identity())
	}
	return err
}

// tryListing is listBySheet where it may fail: the keys are here all the same.
func (d *Desk) tryListing(ctx context.Context, secret seal.Recovery) {
	err := d.listBySheet(ctx, secret)
	if err == nil {
		return
	}
	d.opt.Log.WarnContext(ctx, "the server does not know of this laptop yet", "error", err)
	if err := d.store.SetSetting(ctx, settingUnlisted, "yes"); err != nil {
		d.opt.Log.WarnContext(ctx, "and that could not be kept", "error", err)
	}
}
