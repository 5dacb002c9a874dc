package seal_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"daykit/internal/data/seal"
	"daykit/internal/domain/fault"
)

// handover is a file for whoever has the code of a seed.
func handover(t *testing.T, seed byte) []byte {
	t.Helper()
	g, code := newGroup(t), newCode(t, seed)
	invitation := must(g.bag.Invite(code, seal.DoorHelper, "ev", today.Add(seal.PairingLife), drawn(3)))(t)
	to := must(code.Identity())(t).Recipient()
	return seal.WriteHandover(invitation, export(t, g.bag.Keys, ops, to))
}

// openHandover is what a laptop with the code of a seed reads.
func openHandover(t *testing.T, file []byte, seed byte) (string, error) {
	t.Helper()
	code := newCode(t, seed)
	invitation, packed, err := seal.ReadHandover(file)
	if err != nil {
		return "", err
	}
	bag, err := code.Accept(invitation, today, drawn(4))
	if err != nil {
		return "", err
	}
	e, err := seal.ReadExport(bytes.NewReader(packed))
	if err != nil {
		return "", err
	}
	if e.Fingerprint != bag.Keys.Fingerprint() || !e.Sealed {
		t.Error("the export is not of the group that invites, or not sealed")
	}
	content, err := e.Open(must(code.Identity())(t))
	if err != nil {
		return "", err
	}
	b, err := io.ReadAll(content)
	return string(b), err
}

func TestGoldenHandoverOpens(t *testing.T) {
	t.Parallel()
	file := golden(t, "handover-1.daykit", func() []byte { return handover(t, 1) })
	if got, err := openHandover(t, file, 1); err != nil || got != ops {
		t.Errorf("got %q, %v", got, err)
	}
	_, err := openHandover(t, file, 2)
	wantCode(t, err, fault.Denied)
	if a, b := must(newCode(t, 1).Identity())(t), must(newCode(t, 2).Identity())(t); a.Secret() == b.Secret() || a.Kind() != seal.Hybrid {
		t.Error("two codes have one identity")
	}
}

func TestHandoversThatAreNone(t *testing.T) {
	t.Parallel()
	whole := handover(t, 1)
	for at := range len("daykit-hand\x01") + 4 + 40 {
		if invitation, packed, err := seal.ReadHandover(whole[:at]); err == nil && (packed != nil || len(invitation) != at) {
			t.Errorf("cut off at %d it is taken", at)
		}
	}
	long := bytes.Clone(whole)
	copy(long[len("daykit-hand\x01"):], "\xff\xff\xff\xff")
	_, _, err := seal.ReadHandover(long)
	wantCode(t, err, fault.Damaged)
	swapped := seal.WriteHandover([]byte("daykit-pair\x01 and too short"), nil)
	if _, err := openHandover(t, swapped, 1); fault.CodeOf(err) != fault.Denied {
		t.Errorf("got %v", err)
	}
}

func TestUsedHandoverIsAReply(t *testing.T) {
	t.Parallel()
	g, code := newGroup(t), newCode(t, 1)
	device := seal.Device{ID: "new", Recipient: newIdentity(t, 40).Recipient(), Role: seal.DoorHelper, Event: "ev"}
	reply := must(code.Reply(device, drawn(5)))(t)
	used := seal.UsedHandover(reply)
	_, _, err := seal.ReadHandover(used)
	wantCode(t, err, fault.Conflict)
	if !strings.Contains(err.Error(), "was used") || !seal.IsHandover(used) || !seal.IsHandover(handover(t, 1)) || seal.IsHandover(reply) {
		t.Errorf("got %v", err)
	}
	for _, file := range [][]byte{used, reply} {
		if got, err := code.OpenReply(seal.ReplyOf(file)); err != nil || got != device {
			t.Errorf("got %+v, %v", got, err)
		}
	}
	if err := g.bag.Add(device); err != nil {
		t.Error(err)
	}
}

func FuzzHandover(f *testing.F) {
	f.Add(seed(f, "handover-1.daykit"))
	f.Add(seed(f, "invitation-1.bin"))
	f.Add(seal.WriteHandover([]byte("daykit-pair\x01 and eight"), []byte("daykit-event")))
	f.Add(seal.UsedHandover([]byte("reply")))
	f.Fuzz(func(t *testing.T, b []byte) {
		invitation, packed, err := seal.ReadHandover(b)
		switch {
		case err != nil:
			if invitation != nil || packed != nil {
				t.Error("what was refused was given")
			}
		case !seal.IsHandover(b):
			if packed != nil || !bytes.Equal(invitation, b) {
				t.Error("an invitation alone came back changed")
			}
		case !bytes.Equal(seal.WriteHandover(invitation, packed), b):
			t.Error("what was taken is another when written again")
		}
	})
}
