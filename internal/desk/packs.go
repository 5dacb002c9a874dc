package desk

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	gosync "sync"
	"time"

	"daykit/internal/data/sync"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// settingPacks is a packRecord.
const settingPacks = "packs.held"

// withdrawnName is the file of a data folder, beside the workspace, that remembers what
// was withdrawn: a backup that is put back, or takes the place of a damaged workspace,
// may be older than the newest list.
const withdrawnName = "withdrawn.json"

// packRecord is what a laptop holds of the campaign's packs. A signature was checked
// when a pack or a list came; afterwards they are as safe as the rest of the workspace.
type packRecord struct {
	Key     string           `json:"key"` // that they are signed with, in hexadecimal
	Held    content.Holdings `json:"held"`
	Trouble string           `json:"trouble,omitempty"` // why the last sync did not take what the server has
}

// withdrawnFile is the file called withdrawnName.
type withdrawnFile struct {
	Key   string              `json:"key"`
	List  content.Withdrawals `json:"withdrawals"`
	Names map[string]string   `json:"names"`
}

// packs are the packs of an open workspace.
type packs struct {
	mu     gosync.Mutex
	rec    packRecord
	merged *content.Pack // over the built-in pack, at minute
	minute int64
}

// pack gives the built-in pack with the campaign's over it, as it may be used now. It
// is shared: callers must not change it.
func (d *Desk) pack() *content.Pack {
	d.packs.mu.Lock()
	defer d.packs.mu.Unlock()
	now := d.opt.Now()
	if minute := now.Unix() / 60; d.packs.merged == nil || minute != d.packs.minute {
		d.packs.merged, d.packs.minute = d.packs.rec.Held.Over(content.Builtin(), now), minute
	}
	return d.packs.merged
}

// holdings gives what is held now.
func (d *Desk) holdings() packRecord {
	d.packs.mu.Lock()
	defer d.packs.mu.Unlock()
	return d.packs.rec
}

// loadPacks reads what is held, with what this laptop saw withdrawn before its
// workspace was replaced.
func (d *Desk) loadPacks(ctx context.Context) error {
	text, err := d.store.Setting(ctx, settingPacks)
	if err != nil {
		return err
	}
	var rec packRecord
	if text != "" {
		if err := json.Unmarshal([]byte(text), &rec); err != nil {
			return fault.Wrap(err, fault.Damaged, "the campaign's packs do not read back", "restore a backup")
		}
	}
	if seen, ok := d.seenWithdrawn(); ok {
		if seen.Key != rec.Key {
			seen.List.Number = 0 // numbers count for each campaign
		}
		rec.Held = rec.Held.Also(seen.List, seen.Names)
	}
	d.setPacks(rec)
	return d.rekey(ctx)
}

// seenWithdrawn reads the file beside the workspace. One that does not read says
// nothing, and the next list writes it anew.
func (d *Desk) seenWithdrawn() (f withdrawnFile, ok bool) {
	b, err := os.ReadFile(filepath.Join(d.opt.Dir, withdrawnName))
	if err != nil || json.Unmarshal(b, &f) != nil || f.List.Check() != nil {
		return withdrawnFile{}, false
	}
	return f, true
}

func (d *Desk) setPacks(rec packRecord) {
	d.packs.mu.Lock()
	defer d.packs.mu.Unlock()
	d.packs.rec, d.packs.merged = rec, nil
}

// rekey lets go of what was held of another campaign than the one that is believed now.
// The time in which its list must be heard begins.
func (d *Desk) rekey(ctx context.Context) error {
	key, err := sync.PackKey(ctx, d.store)
	rec := d.holdings()
	if err != nil || key == rec.Key {
		return err
	}
	return d.keepPacks(ctx, packRecord{Key: key, Held: startOf(rec.Held, d.opt.Now())})
}

// startOf is what holdings begin with once another campaign is believed.
func startOf(h content.Holdings, now time.Time) content.Holdings {
	out := h.Of()
	out.Checked = now.UTC().Truncate(time.Second)
	return out
}

// keepPacks keeps what is held. The file beside the workspace comes first: what was
// withdrawn counts even if the rest is not written.
func (d *Desk) keepPacks(ctx context.Context, rec packRecord) error {
	if len(rec.Held.List.Voices) > 0 || rec.Held.List.Number > 0 {
		seen := raw(withdrawnFile{Key: rec.Key, List: rec.Held.List, Names: rec.Held.Names})
		path := filepath.Join(d.opt.Dir, withdrawnName)
		if was, err := os.ReadFile(path); err != nil && !errors.Is(err, fs.ErrNotExist) || !bytes.Equal(was, seen) {
			if err := saveBytes(path, seen); err != nil {
				return err
			}
		}
	}
	if err := d.store.SetSetting(ctx, settingPacks, string(raw(rec))); err != nil {
		return err
	}
	d.setPacks(rec)
	return nil
}

// changePacks changes what is held by one step after another, of which each may run
// once; what a step refuses leaves all as it was.
func (d *Desk) changePacks(ctx context.Context, change func(content.Holdings) (content.Holdings, error)) error {
	d.packing.Lock()
	defer d.packing.Unlock()
	if err := d.rekey(ctx); err != nil {
		return err
	}
	rec := d.holdings()
	next, err := change(rec.Held)
	if err != nil {
		return err
	}
	rec.Held = next
	return d.keepPacks(ctx, rec)
}

// noteTrouble remembers why the server's packs were not taken; empty when they were.
func (d *Desk) noteTrouble(ctx context.Context, words string) error {
	d.packing.Lock()
	defer d.packing.Unlock()
	rec := d.holdings()
	if rec.Trouble == words {
		return nil
	}
	rec.Trouble = words
	return d.keepPacks(ctx, rec)
}

// packFault says in plain words why an edition or a list was not taken.
func packFault(err error) error {
	const newest = "get the newest from the campaign"
	switch {
	case err == nil:
		return nil
	case errors.Is(err, content.ErrOlder):
		return fault.Wrap(err, fault.Conflict, "a newer edition of this pack is on this laptop already", "keep that one; nothing was changed")
	case errors.Is(err, content.ErrForked):
		return fault.Wrap(err, fault.Conflict, "this pack says other things than the one of the same version on this laptop", "ask the campaign which is right; nothing was changed")
	case errors.Is(err, content.ErrRollback):
		return fault.Wrap(err, fault.Conflict, "this is older than what this laptop has seen withdrawn, so it was not taken", newest)
	case errors.Is(err, content.ErrOver):
		return fault.Wrap(err, fault.Invalid, "this edition of the pack has expired", newest)
	case errors.Is(err, content.ErrTooMany):
		return fault.Wrap(err, fault.Full, "there are too many packs on this laptop", "ask the campaign to bring its packs together in one")
	}
	return err
}

// carryPacks adds the settings of packs to those that a workspace hands on to the one
// that takes its place.
func (d *Desk) carryPacks(ctx context.Context, carried map[string]string) error {
	key, err := sync.PackKey(ctx, d.store)
	if err != nil || key == "" {
		return err
	}
	carried[sync.SettingPackKey] = key
	held, err := d.store.Setting(ctx, settingPacks)
	if held != "" {
		carried[settingPacks] = held
	}
	return err
}

func hexKey(key []byte) string { return hex.EncodeToString(key) }
