package desk

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"time"

	"daykit/internal/data/sync"
	"daykit/internal/domain/fault"
)

// The lights of Safety.
const (
	LightGreen = "green" // nothing here exists only here
	LightAmber = "amber" // something does, and waits
	LightRed   = "red"   // something is wrong
)

// What Safety may say is missing. The window has words for each.
const (
	MissingHeld      = "held"              // put back from a backup, and nobody said go on
	MissingJoined    = "not-joined"        // there is no server that could hold anything
	MissingOps       = "ops-waiting"       // so many changes are not known to be there
	MissingReceipt   = "not-compared"      // nothing waits, but the server's receipt does not say the same as the log here
	MissingKeybag    = "keybag-not-sent"   // the keys there are not those here
	MissingSheet     = "sheet-not-checked" // nobody could open what is there
	MissingMedia     = "media-only-here"   // so many pictures that events name and the server is not known to have
	MissingAside     = "quarantined"       // so many changes were set aside, here or there
	MissingKeysShown = "locked"            // it is not known while the keys are locked
)

// settingReceipt is a receiptRecord.
const settingReceipt = "sync.compared"

// settingStick is a stickRecord. Settings of backups do not make a backup due.
const settingStick = "backup.stick"

// Safety answers whether this laptop may be wiped, lost or broken.
type Safety struct {
	Light   string        `json:"light"`
	Safe    bool          `json:"safe"`    // the same as a green light
	Missing []MissingItem `json:"missing"` // why not; empty when the light is green

	DigestEqual bool   `json:"digest_equal"` // the server signed that it holds each change that is here, and no other
	Receipt     string `json:"receipt"`      // RFC 3339, by the server's clock; empty for never
	Waiting     int    `json:"waiting"`
	Quarantined int    `json:"quarantined"`

	Recovery  SafetySheet    `json:"recovery"`
	Devices   []SafetyDevice `json:"devices"`
	Backups   SafetyBackups  `json:"backups"`
	Stick     *SafetyStick   `json:"stick"` // a backup file that a person saved and that has all that is here
	Held      *SafetyHeld    `json:"held"`
	Recovered *SafetyMended  `json:"recovered"`
	Keys      string         `json:"keys"` // keyring, passphrase or file
	Locked    bool           `json:"locked"`
}

// MissingItem is one thing that keeps a laptop from being safe to lose.
type MissingItem struct {
	What  string `json:"what"`
	Count int    `json:"count"`
}

// SafetySheet says how far there is a recovery sheet. Instants are empty for never.
type SafetySheet struct {
	Made    string `json:"made"`
	Checked string `json:"checked"`
	Due     bool   `json:"due"` // for a check, or to be looked for again after 90 days
	Ask     []int  `json:"ask"` // groups that may be typed instead of the whole, from 1
}

// SafetyDevice is one laptop that has keys of the group.
type SafetyDevice struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Role  string `json:"role"`
	Event string `json:"event"`
	Here  bool   `json:"here"`
	Added string `json:"added"` // RFC 3339; empty where this laptop does not know
}

// SafetyBackups sums up the copies that are made by themselves.
type SafetyBackups struct {
	Last   string `json:"last"`
	Count  int    `json:"count"`
	Folder string `json:"folder"`
}

// SafetyStick is the newest backup that a person saved.
type SafetyStick struct {
	At   string `json:"at"`
	File string `json:"file"` // its name, without folders
}

// SafetyHeld says that nothing is sent until somebody says go on.
type SafetyHeld struct {
	Since string `json:"since"` // RFC 3339, when the backup was made
	File  string `json:"file"`  // its name, without folders; empty where it is not known
}

// SafetyMended says that the workspace was damaged when it was opened, now or earlier,
// and that nobody has said SeenMended since.
type SafetyMended struct {
	At     string `json:"at"`     // RFC 3339: up to this something may be missing
	File   string `json:"file"`   // name of the backup that is in its place; empty when nothing is missing
	From   string `json:"from"`   // RFC 3339, when that was made; empty when nothing is missing
	Folder string `json:"folder"` // where the damaged files are, within the data folder; may be empty
}

// receiptRecord is what the server last said, and when.
type receiptRecord struct {
	Time   time.Time `json:"time"`
	Digest string    `json:"digest"` // of what it holds, in hexadecimal
}

// Safety says whether anything here exists only here, and what to do about it. It asks
// nobody: what the server holds is what it signed at the last sync, and each change
// since then makes the light amber.
func (d *Desk) Safety(ctx context.Context) (Safety, error) {
	out := Safety{Missing: []MissingItem{}, Devices: []SafetyDevice{}, Locked: d.vault.Locked(), Keys: string(d.vault.Status().Guard)}
	for _, fill := range []func(context.Context, *Safety) error{
		d.safetyLog, d.safetyKeys, d.safetyKept, d.safetyMissing,
	} {
		if err := fill(ctx, &out); err != nil {
			return Safety{}, err
		}
	}
	out.Light = out.light()
	out.Safe = out.Light == LightGreen
	return out, nil
}

func (s *Safety) light() string {
	if s.Held != nil || s.Recovered != nil || s.Quarantined > 0 {
		return LightRed
	}
	if len(s.Missing) > 0 {
		return LightAmber
	}
	return LightGreen
}

// safetyLog compares the log with what the server said of it.
func (d *Desk) safetyLog(ctx context.Context, out *Safety) error {
	c, err := d.store.Counts(ctx)
	if err != nil {
		return err
	}
	out.Waiting, out.Quarantined = c.Waiting+c.Withheld, c.Quarantined-c.Unread
	r, err := d.compared(ctx)
	if err != nil {
		return err
	}
	out.Receipt = instant(r.Time)
	ours, err := d.store.Digest(ctx)
	out.DigestEqual = r.Digest != "" && r.Digest == hex.EncodeToString(ours[:])
	return err
}

func (d *Desk) compared(ctx context.Context) (r receiptRecord, err error) {
	text, err := d.store.Setting(ctx, settingReceipt)
	if err != nil || text == "" {
		return r, err
	}
	if json.Unmarshal([]byte(text), &r) != nil {
		return receiptRecord{}, nil // the next sync writes another
	}
	return r, nil
}

// safetyKeys says who could open what is elsewhere.
func (d *Desk) safetyKeys(ctx context.Context, out *Safety) error {
	st, err := d.Keys(ctx)
	if err != nil {
		return err
	}
	out.Recovery = SafetySheet{Made: st.Sheet.Printed, Checked: st.Sheet.Checked, Due: st.Sheet.Due, Ask: append([]int{}, st.Sheet.Ask...)}
	if !d.organises() {
		return nil
	}
	devices, err := d.Devices(ctx)
	if err != nil {
		return err
	}
	added := map[string]string{}
	notes, err := d.store.Notes(ctx, "")
	if err != nil {
		return err
	}
	for _, n := range notes {
		if n.What == auditPair || n.What == auditRestore {
			added[n.Device] = instant(n.At)
		}
	}
	for _, dev := range devices {
		if !dev.Revoked {
			out.Devices = append(out.Devices, SafetyDevice{
				ID: dev.ID, Label: dev.Name, Role: dev.Role, Event: dev.Event, Here: dev.Here, Added: added[dev.ID],
			})
		}
	}
	return nil
}

// safetyKept says what copies there are, and whether the workspace is one of them.
func (d *Desk) safetyKept(ctx context.Context, out *Safety) error {
	b, err := d.backups()
	if err != nil {
		return err
	}
	out.Backups = SafetyBackups{Last: b.Last, Count: b.Count, Folder: d.backupFolder()}
	if out.Held, err = d.heldFrom(ctx); err != nil {
		return err
	}
	if out.Recovered, err = d.lastMended(ctx); err != nil {
		return err
	}
	out.Stick, err = d.stick(ctx)
	return err
}

// safetyMissing gathers what keeps this laptop from being safe to lose.
func (d *Desk) safetyMissing(ctx context.Context, out *Safety) error {
	add := func(is bool, what string, count int) {
		if is {
			out.Missing = append(out.Missing, MissingItem{what, count})
		}
	}
	m, err := sync.Membership(ctx, d.store)
	if err != nil {
		return err
	}
	there, err := d.keysAreThere(ctx)
	if err != nil {
		return err
	}
	pictures, err := d.pictureState(ctx)
	if err != nil {
		return err
	}
	joined := m.Joined()
	add(out.Held != nil, MissingHeld, 1)
	add(!joined, MissingJoined, 1)
	add(joined && out.Waiting > 0, MissingOps, out.Waiting)
	add(joined && out.Waiting == 0 && !out.DigestEqual, MissingReceipt, 1)
	add(joined && !there && d.organises(), MissingKeybag, 1)
	add(!out.recoverable() && d.organises(), MissingSheet, 1)
	add(pictures.ToSend > 0, MissingMedia, pictures.ToSend)
	add(out.Quarantined > 0, MissingAside, out.Quarantined)
	add(out.Locked, MissingKeysShown, 1)
	return nil
}

// recoverable says whether a person could open what is elsewhere when this laptop is
// gone: by paper that was seen, or on another organiser's laptop.
func (s *Safety) recoverable() bool {
	for _, dev := range s.Devices {
		if !dev.Here && dev.Role == RoleOrganiser {
			return true
		}
	}
	return s.Recovery.Checked != ""
}

// mayPublish refuses while the names that a page will bring could be lost with this
// laptop.
func (d *Desk) mayPublish(ctx context.Context) error {
	var s Safety
	if err := d.safetyKeys(ctx, &s); err != nil {
		return err
	}
	if s.recoverable() {
		return nil
	}
	record, err := d.sheet(ctx)
	if err != nil {
		return err
	}
	helps := !d.vault.Locked() && !d.organises()
	if d.vault.Locked() && !record.Checked.IsZero() || helps { // what the keybag says is not known
		return nil
	}
	return fault.New(fault.Denied, "nobody could read the names again if this laptop broke",
		"print the recovery sheet and check the paper, with `daykit recovery print` and `daykit recovery check`, or pair a second laptop; then publish")
}

// compare asks the server to sign what it holds, and takes that down. Another laptop may
// send something between a sync and its receipt, so it says whether both are the same.
func (d *Desk) compare(ctx context.Context, client *sync.Client) (bool, error) {
	r, err := client.Receipt(ctx)
	if err != nil {
		return false, err
	}
	ours, err := d.store.Digest(ctx)
	if err != nil {
		return false, err
	}
	record := receiptRecord{Time: r.Time, Digest: hex.EncodeToString(r.Digest[:])}
	return r.Digest == ours, d.store.SetSetting(ctx, settingReceipt, string(raw(record)))
}

// listedAs is the id of this laptop on the group's list, by which the server knows it
// too; empty while the keys are locked, and on a helper's laptop.
func (d *Desk) listedAs() string { return d.vault.Own().ID }
