package keys_test

import (
	"errors"
	"testing"
	"time"

	"daykit/internal/data/keys"
	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/domain/fault"

	"github.com/google/go-cmp/cmp"
)

var noon = time.Date(2026, 12, 18, 12, 0, 0, 0, time.UTC)

func noAnswer(seal.Device) error { return nil }

// invited makes an invitation that ends an hour after noon.
func invited(t *testing.T, v *keys.Vault, role seal.Role, event string) (seal.PairingCode, []byte) {
	t.Helper()
	code, err := seal.NewPairingCode(&drawn{n: 77})
	if err != nil {
		t.Fatal(err)
	}
	var invitation []byte
	if err := v.View(func(b *seal.Keybag) error {
		invitation, err = b.Invite(code, role, event, noon.Add(time.Hour), &drawn{n: 78})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return code, invitation
}

func TestAccept(t *testing.T) {
	t.Parallel()
	for _, role := range []seal.Role{seal.Organiser, seal.DoorHelper} {
		t.Run(string(role), func(t *testing.T) {
			t.Parallel()
			a, f := newFolder(t, 10).load(t, ""), newFolder(t, 11)
			event := map[seal.Role]string{seal.DoorHelper: "E1"}[role]
			code, invitation := invited(t, a, role, event)
			b := f.load(t, "") // a group of its own, which ends here
			before := f.files(t)
			_, err := b.Accept(t.Context(), code, invitation, "", noon.Add(time.Hour), noAnswer)
			wantFault(t, err, fault.Denied, "time of this pairing code is over")
			no := errors.New("no answer can be written")
			if _, err := b.Accept(t.Context(), code, invitation, "", noon, func(seal.Device) error { return no }); !errors.Is(err, no) {
				t.Errorf("got %v", err)
			}
			if diff := cmp.Diff(before, f.files(t)); diff != "" || b.Workspace() == a.Workspace() {
				t.Errorf("an invitation that was not accepted changed something: %s", diff)
			}
			id, err := b.NextID()
			if err != nil {
				t.Fatal(err)
			}
			var told seal.Device
			own, err := b.Accept(t.Context(), code, invitation, "b", noon, func(d seal.Device) error { told = d; return nil })
			if err != nil || told != own || own.ID != id || own.Role != role || own.Event != event || own.Name != "b" {
				t.Fatalf("got %+v, told %+v, %v", own, told, err)
			}
			b = f.load(t, "")
			works(t, b, works(t, a, nil))
			joined(t, b, own)
			if len(f.ring.keys) != 1 || len(f.files(t)) != 2 {
				t.Errorf("what was before is left: %d keys in the keyring, %d files", len(f.ring.keys), len(f.files(t)))
			}
		})
	}
}

// joined holds a laptop to the keys of its role.
func joined(t *testing.T, v *keys.Vault, own seal.Device) {
	t.Helper()
	_, err := v.SealColumn(oplog.Contact, seal.Cell{Table: "t"}, []byte("a telephone"))
	if own.Role == seal.Organiser {
		if err != nil || v.Own() != own {
			t.Errorf("got %v, %+v", err, v.Own())
		}
		return
	}
	if !errors.Is(err, seal.ErrNoKey) || errors.Is(err, seal.ErrLocked) || v.Own().ID != "" {
		t.Errorf("a helper's laptop: got %v, %+v", err, v.Own())
	}
	wantFault(t, v.Edit(func(*seal.Keybag) error { return nil }), fault.Denied, "organiser")
}

// TestADiskThatFails lets each write of each change fail: afterwards the keys that were
// here still open what was sealed, in memory and at the next start, and the keyring holds
// one key.
func TestADiskThatFails(t *testing.T) {
	t.Parallel()
	const pass = "four sparrows under glass"
	code, invitation := invited(t, newFolder(t, 12).load(t, ""), seal.Organiser, "")
	for name, change := range map[string]struct {
		writes int
		do     func(v *keys.Vault) error
	}{
		"edit": {1, func(v *keys.Vault) error {
			return v.Edit(func(b *seal.Keybag) error { return b.SetRecovery(b.Recovery) })
		}},
		"passphrase": {1, func(v *keys.Vault) error { return v.SetPassphrase(t.Context(), pass) }},
		"accept": {2, func(v *keys.Vault) error {
			_, err := v.Accept(t.Context(), code, invitation, "", noon, noAnswer)
			return err
		}},
	} {
		for at := 1; at <= change.writes; at++ {
			f := newFolder(t, 13)
			v := f.load(t, "")
			sealed := works(t, v, nil)
			f.fails = at
			if err := change.do(v); !errors.Is(err, errDisk) {
				t.Errorf("%s, write %d: got %v", name, at, err)
			}
			works(t, v, sealed)
			works(t, f.load(t, ""), sealed)
			if len(f.ring.keys) != 1 {
				t.Errorf("%s, write %d: %d keys in the keyring", name, at, len(f.ring.keys))
			}
			if err := change.do(v); err != nil {
				t.Errorf("%s, once more: %v", name, err)
			}
		}
	}
}
