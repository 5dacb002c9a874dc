package sync

import (
	"context"
	"encoding/hex"
	"fmt"

	"daykit/internal/data/store"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// SettingPackKey is the setting that holds the key of the campaign's packs in hexadecimal. A membership
// brings it; on a laptop that never joined a person confirms it.
const SettingPackKey = "sync.pack_key"

// PackKey gives the key that this laptop believes of packs, in hexadecimal; empty while
// there is none.
func PackKey(ctx context.Context, s *store.Store) (string, error) {
	return s.Setting(ctx, SettingPackKey)
}

// PinPackKey believes a key of packs from now on, where none is believed yet. Another
// than the one that is believed is a Conflict fault: only joining a campaign changes it.
func PinPackKey(ctx context.Context, s *store.Store, key []byte) error {
	pinned, err := PackKey(ctx, s)
	text := hex.EncodeToString(key)
	switch {
	case err != nil || pinned == text:
		return err
	case pinned != "":
		return OtherPackKey()
	}
	return s.SetSetting(ctx, SettingPackKey, text)
}

// OtherPackKey says that something was signed with another key than the campaign's.
func OtherPackKey() error {
	return fault.New(fault.Conflict, "this was signed with another key than the campaign's, so it was not taken",
		"ask the campaign whether its key is a new one; if so, join again with a new invitation")
}

// Packs asks the server of the membership what the campaign has.
func (c *Client) Packs(ctx context.Context) (wire.PacksReply, error) {
	return openly(ctx, c, wire.PathPacks, wire.DecodePacks)
}

// Pack fetches the file of an edition. What it is worth is for the caller to see.
func (c *Client) Pack(ctx context.Context, p wire.PackItem) ([]byte, error) {
	return openly(ctx, c, fmt.Sprintf("%s/%s/%d", wire.PathPacks, p.ID, p.Version), whatever)
}

// Withdrawals fetches the file of the newest list.
func (c *Client) Withdrawals(ctx context.Context) ([]byte, error) {
	return openly(ctx, c, wire.PathWithdrawals, whatever)
}

func whatever(raw []byte) ([]byte, error) { return raw, nil }

// openly asks the server of the membership for what it shows to everybody.
func openly[T any](ctx context.Context, c *Client, path string, decode func([]byte) (T, error)) (out T, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	m, err := c.member(ctx)
	if err != nil {
		return out, err
	}
	return ask(ctx, c, request{base: m.Server, path: path}, decode)
}
