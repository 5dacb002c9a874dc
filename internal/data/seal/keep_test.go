package seal_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"daykit/internal/data/seal"
	"daykit/internal/domain/fault"
)

// TestInvitationIsKept holds what a door helper's laptop keeps to what it was invited
// with: it opens by that device alone, carries the group's signature and no more keys.
func TestInvitationIsKept(t *testing.T) {
	t.Parallel()
	keys := must(seal.NewKeys(drawn(1)))(t)
	bag := must(seal.NewKeybag(keys, newRecovery(t, 2).Recipient()))(t)
	code := must(seal.NewPairingCode(drawn(3)))(t)
	now := time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)
	invitation := must(bag.Invite(code, seal.DoorHelper, "7KQ2M9XD", now.Add(seal.PairingLife), drawn(4)))(t)

	own, other := must(seal.NewIdentity(seal.Hybrid, drawn(5)))(t), must(seal.NewIdentity(seal.Hybrid, drawn(6)))(t)
	kept := must(code.Keep(invitation, own.Recipient()))(t)
	back := must(seal.OpenKeybag(kept, own, keys.Fingerprint(), drawn(7)))(t)
	if back.Role != seal.DoorHelper || back.Event != "7KQ2M9XD" || back.Keys.Workspace() != keys.Workspace() {
		t.Errorf("got role %s, event %s, another workspace %v", back.Role, back.Event, back.Keys.Workspace() != keys.Workspace())
	}
	if _, err := seal.OpenKeybag(kept, other, "", drawn(7)); !errors.Is(err, seal.ErrNoKey) {
		t.Errorf("another device: got error %v, want ErrNoKey", err)
	}
	wrong := must(seal.NewPairingCode(drawn(8)))(t)
	if _, err := wrong.Keep(invitation, own.Recipient()); err == nil || fault.CodeOf(err) != fault.Denied {
		t.Errorf("another code: got error %v, want Denied", err)
	}
	if _, err := code.Keep([]byte("no invitation"), own.Recipient()); err == nil || fault.CodeOf(err) != fault.Damaged {
		t.Errorf("another file: got error %v, want Damaged", err)
	}
}

func TestAskedGroups(t *testing.T) {
	t.Parallel()
	r := newRecovery(t, 9)
	asked := must(r.Ask(3, drawn(10)))(t)
	right := func() map[int]string {
		typed := map[int]string{}
		for _, part := range asked.Groups {
			typed[part] = strings.ToLower(r.Groups()[part])
		}
		return typed
	}
	if err := asked.Check(right()); err != nil {
		t.Fatal(err)
	}
	for _, part := range asked.Groups {
		group := r.Groups()[part]
		for at := range group {
			for _, c := range bech32Alphabet {
				if byte(c) == group[at] {
					continue
				}
				typed := right()
				typed[part] = group[:at] + string(c) + group[at+1:]
				if err := asked.Check(typed); err == nil || !strings.Contains(err.Error(), "differs") {
					t.Fatalf("group %d as %s: got error %v", part+1, typed[part], err)
				}
			}
		}
		typed := right()
		delete(typed, part)
		if err := asked.Check(typed); err == nil || !strings.Contains(err.Error(), "is missing") {
			t.Errorf("without group %d: got error %v", part+1, err)
		}
	}
	typed := right()
	for part := range 12 {
		if _, ok := typed[part]; !ok {
			typed[part] = r.Groups()[part]
			break
		}
	}
	if err := asked.Check(typed); err == nil || !strings.Contains(err.Error(), "not asked for") {
		t.Errorf("one more group: got error %v", err)
	}
}

func TestWordsAloneNameTheWrongOne(t *testing.T) {
	t.Parallel()
	r := newRecovery(t, 11)
	words := r.Words()
	back := must(seal.ReadRecoveryWords(strings.Join(words, " ")))(t)
	if back.Text() != r.Text() {
		t.Error("the words give another secret")
	}
	for i := range words {
		words[i] = "xyzzy"
	}
	if _, err := seal.ReadRecoveryWords(strings.Join(words, " ")); err == nil || !strings.Contains(err.Error(), "word 1 is on no recovery sheet") {
		t.Errorf("got error %v", err)
	}
	if _, err := seal.ReadRecoveryWords("1. abandon 2. ability"); err == nil || !strings.Contains(err.Error(), "25 words, these are 2") {
		t.Errorf("got error %v", err)
	}
}
