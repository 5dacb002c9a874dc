package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"

	"daykit/internal/data/keys"
	"daykit/internal/data/seal"
	"daykit/internal/data/sync"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

const (
	// settingServerKeys is the hash of the keybag that the server was last seen to hold.
	settingServerKeys = "sync.keybag"
	// settingUnlisted is set while the keys at the server do not open on this laptop.
	settingUnlisted = "sync.unlisted"
	// settingToken is a tokenRecord.
	settingToken = "recovery.token"
)

// keybagTries is how often a keybag is merged and put again in one sync, when other
// laptops put theirs meanwhile.
const keybagTries = 5

// tokenRecord is what the server is to know a recovery sheet by. The digest tells
// nothing of the sheet.
type tokenRecord struct {
	Sheet  uint64 `json:"sheet"` // of the keybag
	Digest string `json:"digest"`
	Sent   string `json:"sent,omitempty"` // the workspace at whose server it is
}

// carryKeys brings the sealed keys to the server and takes in what other laptops of the
// group changed about them, so that either side has all. A helper's laptop only takes in
// its own, and keys that are locked stay as they are. The identity of a recovery sheet may
// be given, for a laptop that is not on the list at the server yet.
func (d *Desk) carryKeys(ctx context.Context, client *sync.Client, m sync.Member, sheet ...seal.Identity) error {
	if d.vault.Role() == seal.DoorHelper {
		return d.takeDoorKeys(ctx, client)
	}
	if !d.organises() {
		return nil
	}
	held, err := client.Keybag(ctx)
	if notThere(err) {
		return fault.Wrap(err, fault.Conflict, "the server is older than this Daykit and cannot keep your locked keys",
			"ask the campaign to update its server; everything is saved here and goes out then")
	}
	if err != nil {
		return err
	}
	for range keybagTries {
		ours, put, err := d.vault.Meet(held.Body, sheet...)
		if errors.Is(err, keys.ErrNotListed) {
			err = errors.Join(err, d.store.SetSettings(ctx, map[string]string{settingServerKeys: hashOf(held.Body), settingUnlisted: "yes"}))
		}
		if err != nil {
			return err
		}
		next := sync.Keybag{Version: held.Version + 1, Body: ours}
		if put || held.Doors != nil { // a server that keeps none says nothing of them
			if next.Doors, err = d.doorBags(ctx, client); err != nil {
				return err
			}
		}
		put = put || lacks(held.Doors, next.Doors)
		kept := !put
		if put {
			if held, kept, err = client.PutKeybag(ctx, next); err != nil {
				return err
			}
		}
		if kept {
			return d.keysCarried(ctx, client, m, ours)
		}
	}
	return fault.New(fault.Conflict, "other laptops of the group keep changing the keys", "sync again")
}

// keysCarried takes down that both sides have the same keys, reads what came for keys
// that were not here, and tells the server of the sheet and of who was taken off.
func (d *Desk) keysCarried(ctx context.Context, client *sync.Client, m sync.Member, bag []byte) error {
	known, err := d.store.Setting(ctx, settingServerKeys)
	if err != nil {
		return err
	}
	if sum := hashOf(bag); sum != known {
		if _, err := d.store.Unlock(ctx, d.vault); err != nil {
			return err
		}
		if err := d.store.SetSettings(ctx, map[string]string{settingServerKeys: sum, settingUnlisted: ""}); err != nil {
			return err
		}
	}
	return errors.Join(d.sendToken(ctx, client, m), d.cutOff(ctx, client))
}

// keysAreThere says whether the keybag on the server is, byte for byte, the one here.
func (d *Desk) keysAreThere(ctx context.Context) (bool, error) {
	known, err := d.store.Setting(ctx, settingServerKeys)
	if err != nil || known == "" {
		return false, err
	}
	ours, err := d.bagHash()
	return ours == known, err
}

// carryNewKeys is carryKeys of a laptop whose keys changed since they were last carried,
// such as by publishing an event while a sync is under way.
func (d *Desk) carryNewKeys(ctx context.Context, client *sync.Client, m sync.Member) error {
	if !d.organises() {
		return nil
	}
	if there, err := d.keysAreThere(ctx); err != nil || there {
		return err
	}
	return d.carryKeys(ctx, client, m)
}

// pagesMayGo says whether the server has the keys that are here, so that a page may go
// out: the key that it names is here before the page is written down, and must be there
// before anybody can seal a letter to it. A helper's laptop has no such keys, so it sends
// no page that came to it by a file: an organiser's laptop does.
func (d *Desk) pagesMayGo(ctx context.Context) (bool, error) {
	if !d.organises() {
		return false, nil
	}
	return d.keysAreThere(ctx)
}

// bagHash sums up the sealed keys as they lie here.
func (d *Desk) bagHash() (string, error) {
	b, err := d.vault.Keybag()
	return hashOf(b), err
}

func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// keepToken remembers what the server is to know a sheet by. The next sync tells it.
func (d *Desk) keepToken(ctx context.Context, secret seal.Recovery, sheet uint64) error {
	token, err := secret.Token()
	if err != nil {
		return err
	}
	r, err := d.token(ctx)
	if err != nil {
		return err
	}
	if digest := wire.RecoveryDigest(token); r.Digest != digest || r.Sheet != sheet {
		return d.store.SetSetting(ctx, settingToken, string(raw(tokenRecord{Sheet: sheet, Digest: digest})))
	}
	return nil
}

func (d *Desk) token(ctx context.Context) (r tokenRecord, err error) {
	text, err := d.store.Setting(ctx, settingToken)
	if err != nil || text == "" {
		return r, err
	}
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		return r, fault.Wrap(err, fault.Damaged, "what is known of the recovery sheet does not read back", "check the sheet again")
	}
	return r, nil
}

// sendToken lets the server know the newest sheet, when this laptop saw it.
func (d *Desk) sendToken(ctx context.Context, client *sync.Client, m sync.Member) error {
	r, err := d.token(ctx)
	if err != nil || r.Digest == "" || r.Sent == m.Workspace {
		return err
	}
	current := false
	if err := d.vault.View(func(bag *seal.Keybag) error {
		current = bag.Sheet == r.Sheet
		return nil
	}); err != nil || !current {
		return err
	}
	if err := client.PutRecoveryDigest(ctx, r.Digest); err != nil {
		return err
	}
	r.Sent = m.Workspace
	return d.store.SetSetting(ctx, settingToken, string(raw(r)))
}

// cutOff ends the tokens of devices that were taken off the list. The server knows a
// device by the label that it came in with, which is its id on the list.
func (d *Desk) cutOff(ctx context.Context, client *sync.Client) error {
	off := map[string]bool{}
	if err := d.vault.View(func(bag *seal.Keybag) error {
		for _, dev := range bag.Devices {
			if dev.Removed {
				off[dev.ID] = true
			}
		}
		return nil
	}); err != nil || len(off) == 0 {
		return err
	}
	devices, err := client.Devices(ctx)
	if err != nil {
		return err
	}
	for _, dev := range devices {
		if !off[dev.Label] || dev.Revoked || dev.This {
			continue
		}
		if err := client.Revoke(ctx, dev.ID); err != nil {
			return err
		}
	}
	return nil
}

// organises says whether the keys are here and open, and an organiser's.
func (d *Desk) organises() bool { return d.vault.Role() == seal.Organiser }
