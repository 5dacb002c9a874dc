package seal_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/domain/fault"
)

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

var today = time.Date(2026, 12, 18, 9, 0, 0, 0, time.UTC)

func newCode(t *testing.T, seed byte) seal.PairingCode {
	t.Helper()
	return must(seal.NewPairingCode(drawn(seed)))(t)
}

func TestPairingCodeIsReadBack(t *testing.T) {
	t.Parallel()
	for seed := range byte(100) {
		c := newCode(t, seed)
		text := c.Text()
		if n := len(strings.ReplaceAll(text, "-", "")); n != 27 {
			t.Fatalf("%s has %d characters", text, n)
		}
		for _, typed := range []string{
			text, strings.ToLower(text), strings.ReplaceAll(text, "-", ""), strings.ReplaceAll(text, "-", " "),
			strings.NewReplacer("0", "o", "1", "l").Replace(text), strings.NewReplacer("0", "O", "1", "I").Replace(text),
		} {
			if got, err := seal.ReadPairingCode(typed); err != nil || got.Text() != text {
				t.Errorf("%s: %v", typed, err)
			}
		}
	}
}

// TestEveryWrongCharacterOfACodeIsCaught tries each position with each other character,
// and each exchange of any two.
func TestEveryWrongCharacterOfACodeIsCaught(t *testing.T) {
	t.Parallel()
	for seed := range byte(3) {
		text := []byte(strings.ReplaceAll(newCode(t, seed).Text(), "-", ""))
		refused := func(typed []byte) bool {
			_, err := seal.ReadPairingCode(string(typed))
			return err != nil && fault.CodeOf(err) == fault.Invalid
		}
		for at, right := range text {
			for _, wrong := range []byte(crockford + "U*") {
				text[at] = wrong
				if wrong != right && !refused(text) {
					t.Errorf("%c at %d is taken", wrong, at)
				}
			}
			text[at] = right
			for other := range at {
				if text[other] == right {
					continue
				}
				text[other], text[at] = text[at], text[other]
				if !refused(text) {
					t.Errorf("%d and %d exchanged are taken", other, at)
				}
				text[other], text[at] = text[at], text[other]
			}
			if !refused(append(bytes.Clone(text[:at]), text[at+1:]...)) {
				t.Errorf("a character left out at %d goes unseen", at)
			}
		}
	}
	for _, bad := range []string{"", "0", strings.Repeat("0", 28), strings.Repeat("0", 5000)} {
		_, err := seal.ReadPairingCode(bad)
		wantCode(t, err, fault.Invalid)
	}
}

func TestSecondLaptopIsPaired(t *testing.T) {
	t.Parallel()
	g, code, now := newGroup(t), newCode(t, 1), today
	expires := now.Add(seal.PairingLife)
	invitation := must(g.bag.Invite(code, seal.Organiser, "", expires, drawn(2)))(t)
	typed := must(seal.ReadPairingCode(code.Text()))(t)
	bag := must(typed.Accept(invitation, expires.Add(-time.Second), drawn(3)))(t)
	if bag.Role != seal.Organiser || bag.Keys.Fingerprint() != g.bag.Keys.Fingerprint() || bag.Keys.Epoch(oplog.Contact) == 0 {
		t.Error("the organiser's bag came back changed")
	}
	third := newIdentity(t, 31)
	d := seal.Device{ID: "third", Name: "Amal's", Recipient: third.Recipient(), Role: seal.Organiser}
	reply := must(typed.Reply(d, drawn(4)))(t)
	if got := must(code.OpenReply(reply))(t); got != d {
		t.Errorf("got device %+v, want %+v", got, d)
	}
	if err := g.bag.Add(d); err != nil {
		t.Fatal(err)
	}
	must(open(must(g.bag.Seal())(t), third))(t)

	door := must(g.bag.Invite(code, seal.DoorHelper, "ev", expires, drawn(5)))(t)
	if bag := must(code.Accept(door, now, drawn(3)))(t); bag.Role != seal.DoorHelper || bag.Event != "ev" || bag.Keys.Epoch(oplog.Contact) != 0 {
		t.Error("a door helper was given more than the door")
	}
}

func TestPairingIsRefused(t *testing.T) {
	t.Parallel()
	g, code := newGroup(t), newCode(t, 1)
	expires := today.Add(seal.PairingLife)
	invitation := must(g.bag.Invite(code, seal.Organiser, "", expires, drawn(2)))(t)
	_, err := code.Accept(invitation, expires, drawn(3))
	wantCode(t, err, fault.Denied)
	_, err = newCode(t, 2).Accept(invitation, today, drawn(3))
	wantCode(t, err, fault.Denied)
	for at := range invitation {
		if at > 100 && at%37 != 0 {
			continue
		}
		bad := bytes.Clone(invitation)
		bad[at] ^= 1
		if _, err := code.Accept(bad, today, drawn(3)); err == nil {
			t.Errorf("a changed byte at %d goes unseen", at)
		}
		if _, err := code.Accept(invitation[:at], today, drawn(3)); err == nil {
			t.Errorf("a cut at %d goes unseen", at)
		}
	}
	_, err = code.OpenReply(invitation)
	if err == nil {
		t.Error("an invitation is taken as a reply")
	}
	_, err = code.OpenReply(must(newCode(t, 2).Reply(seal.Device{}, drawn(1)))(t))
	wantCode(t, err, fault.Denied)
	_, err = code.OpenReply(must(code.Reply(seal.Device{ID: "x"}, drawn(1)))(t))
	wantCode(t, err, fault.Invalid)
	_, err = code.OpenReply(make([]byte, 1<<20))
	wantCode(t, err, fault.Damaged)
	for _, c := range []struct {
		role  seal.Role
		event string
	}{{seal.Organiser, "ev"}, {seal.DoorHelper, ""}, {"", ""}, {"king", ""}} {
		_, err := g.bag.Invite(code, c.role, c.event, expires, drawn(1))
		wantCode(t, err, fault.Invalid)
	}
	helper := must(code.Accept(must(g.bag.Invite(code, seal.DoorHelper, "ev", expires, drawn(5)))(t), today, drawn(3)))(t)
	_, err = helper.Invite(code, seal.DoorHelper, "ev", expires, drawn(1))
	wantCode(t, err, fault.Denied)
}

func TestPlaceOfAnInvitation(t *testing.T) {
	t.Parallel()
	a, b := must(newCode(t, 1).Place())(t), must(newCode(t, 2).Place())(t)
	if len(a) != 32 || a == b {
		t.Errorf("got places %s and %s", a, b)
	}
	if got := fmt.Sprintf("%v %+v %#v", newCode(t, 1), newCode(t, 1), newRecovery(t, 1)); got != "[sealed] [sealed] [sealed]" {
		t.Errorf("secrets print as %s", got)
	}
	if _, err := seal.NewPairingCode(strings.NewReader("short")); err == nil || errors.Is(err, seal.ErrNoKey) {
		t.Errorf("a code of too few bytes: %v", err)
	}
}
