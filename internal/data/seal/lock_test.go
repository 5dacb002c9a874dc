package seal_test

import (
	"errors"
	"io"
	"strings"
	"sync"
	"testing"

	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
)

func TestLockedKeysDoNothing(t *testing.T) {
	t.Parallel()
	k := newKeys(t, 1)
	must(k.NewEventKey("ev", seal.Hybrid))(t)
	_, body, _ := k.Seal(oplog.Work, op(1), nil)
	bag := must(seal.NewKeybag(k, newIdentity(t, 9).Recipient()))(t)
	k.Lock()
	k.Lock()
	for name, f := range map[string]func() error{
		"seal":      func() error { _, _, err := k.Seal(oplog.Work, op(1), nil); return err },
		"open":      func() error { _, err := k.Open(oplog.Work, 1, op(1), body); return err },
		"column":    func() error { _, err := k.SealColumn(oplog.Work, seal.Cell{}, nil); return err },
		"file":      func() error { _, err := k.SealFile(io.Discard, oplog.Work, ""); return err },
		"sign":      func() error { _, err := k.Sign("x", nil); return err },
		"rotate":    func() error { return k.Rotate(oplog.Work) },
		"event key": func() error { _, err := k.NewEventKey("ev", seal.Hybrid); return err },
		"recipient": func() error { _, err := k.EventRecipient("ev"); return err },
		"sign-up":   func() error { _, err := k.OpenSignup("ev", nil); return err },
		"keybag":    func() error { _, err := bag.Seal(); return err },
		"merge":     func() error { return bag.Merge(bag) },
	} {
		if err := f(); !errors.Is(err, seal.ErrLocked) {
			t.Errorf("%s: got error %v, want ErrLocked", name, err)
		}
	}
	k.FewerEvents()
}

func TestLockOverwritesKeys(t *testing.T) {
	t.Parallel()
	k := newKeys(t, 1)
	must(k.NewEventKey("ev", seal.Hybrid))(t)
	memory := seal.KeyMemory(k)
	if len(memory) != 5 {
		t.Fatalf("got %d keys, want 5", len(memory))
	}
	k.Lock()
	for i, key := range memory {
		if len(key) < 32 || strings.Trim(string(key), "\x00") != "" {
			t.Errorf("key %d of %d bytes is not overwritten", i, len(key))
		}
	}
}

// TestKeysAreSharedSafely is for the race detector.
func TestKeysAreSharedSafely(t *testing.T) {
	t.Parallel()
	k := newKeys(t, 1)
	var all sync.WaitGroup
	for i := range uint32(8) {
		all.Go(func() {
			for n := range uint32(50) {
				epoch, body, err := k.Seal(oplog.Work, op(i<<16|n), []byte("x"))
				if err == nil {
					_, err = k.Open(oplog.Work, epoch, op(i<<16|n), body)
				}
				if err != nil && !errors.Is(err, seal.ErrLocked) {
					t.Error(err)
				}
				if n == 25 {
					err = k.Rotate(oplog.Work)
				}
				if i == 7 && n == 40 {
					k.Lock()
				}
				if err != nil && !errors.Is(err, seal.ErrLocked) {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if _, _, err := k.Seal(oplog.Work, op(1), nil); !errors.Is(err, seal.ErrLocked) {
		t.Errorf("got error %v, want ErrLocked", err)
	}
}
