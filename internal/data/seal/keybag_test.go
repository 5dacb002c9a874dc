package seal_test

import (
	"bytes"
	"errors"
	"testing"

	"filippo.io/age"

	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/domain/fault"
)

// group is a group with two laptops, a door helper and a recovery sheet.
type group struct {
	bag                         *seal.Keybag
	laptop, second, door, sheet seal.Identity
}

func newGroup(t *testing.T) group {
	t.Helper()
	g := group{laptop: newIdentity(t, 11), second: newIdentity(t, 12), door: newIdentity(t, 13), sheet: newIdentity(t, 14)}
	g.bag = must(seal.NewKeybag(newKeys(t, 1), g.sheet.Recipient()))(t)
	must(g.bag.Keys.NewEventKey("ev", seal.Hybrid))(t)
	for _, d := range []seal.Device{
		{ID: "laptop", Name: "office", Recipient: g.laptop.Recipient(), Role: seal.Organiser},
		{ID: "second", Recipient: g.second.Recipient(), Role: seal.Organiser},
		{ID: "door", Recipient: g.door.Recipient(), Role: seal.DoorHelper, Event: "ev"},
	} {
		if err := g.bag.Add(d); err != nil {
			t.Fatal(err)
		}
	}
	return g
}

func open(file []byte, id seal.Identity) (*seal.Keybag, error) {
	return seal.OpenKeybag(file, id, "", drawn(99))
}

func TestKeybagOpensForThoseWhoHaveIt(t *testing.T) {
	t.Parallel()
	g := newGroup(t)
	file := must(g.bag.Seal())(t)
	_, body, _ := g.bag.Keys.Seal(oplog.Contact, op(1), []byte("x"))
	for name, id := range map[string]seal.Identity{"laptop": g.laptop, "second": g.second, "sheet": g.sheet} {
		b, err := seal.OpenKeybag(file, id, g.bag.Keys.Fingerprint(), drawn(99))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := must(b.Keys.Open(oplog.Contact, 1, op(1), body))(t); string(got) != "x" {
			t.Errorf("%s reads %q", name, got)
		}
		to := must(g.bag.Keys.EventRecipient("ev"))(t)
		if got := must(b.Keys.OpenSignup("ev", encrypt(t, to, "s")))(t); string(got) != "s" {
			t.Errorf("%s reads the sign-up %q", name, got)
		}
		if b.Keys.Workspace() != g.bag.Keys.Workspace() || len(b.Devices) != 3 || b.Revision != g.bag.Revision || b.Recovery != g.bag.Recovery {
			t.Errorf("%s: the bag came back changed", name)
		}
		if _, err := b.Seal(); err != nil {
			t.Errorf("%s cannot seal the bag again: %v", name, err)
		}
	}
	for name, id := range map[string]seal.Identity{"door": g.door, "stranger": newIdentity(t, 77)} {
		if _, err := open(file, id); !errors.Is(err, seal.ErrNoKey) {
			t.Errorf("%s: got error %v, want ErrNoKey", name, err)
		}
	}
	_, err := seal.OpenKeybag(file, g.laptop, newKeys(t, 2).Fingerprint(), drawn(99))
	wantCode(t, err, fault.Denied)
}

func TestDoorHelperGetsNoContacts(t *testing.T) {
	t.Parallel()
	g := newGroup(t)
	b := must(open(must(g.bag.SealDoor("door"))(t), g.door))(t)
	if b.Role != seal.DoorHelper || b.Event != "ev" || b.Recovery != "" || len(b.Devices) != 0 {
		t.Errorf("the helper's bag says %+v", *b)
	}
	for class, want := range map[oplog.Class]error{oplog.Work: nil, oplog.Roster: nil, oplog.Contact: seal.ErrNoKey} {
		epoch, body, _ := g.bag.Keys.Seal(class, op(1), []byte("x"))
		if _, err := b.Keys.Open(class, epoch, op(1), body); !errors.Is(err, want) {
			t.Errorf("class %d: got error %v, want %v", class, err, want)
		}
	}
	if _, err := b.Keys.Sign("x", nil); !errors.Is(err, seal.ErrNoKey) {
		t.Errorf("a helper can sign: %v", err)
	}
	if _, err := b.Keys.EventRecipient("ev"); !errors.Is(err, seal.ErrNoKey) {
		t.Errorf("a helper has the event's key: %v", err)
	}
	if b.Keys.Fingerprint() != g.bag.Keys.Fingerprint() {
		t.Error("the helper's bag names another group")
	}
	_, err := b.Seal()
	wantCode(t, err, fault.Denied)
	wantCode(t, g.bag.Merge(b), fault.Denied)
	if err := g.bag.Remove("door"); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"door", "second", "none"} {
		if _, err := g.bag.SealDoor(id); !errors.Is(err, seal.ErrNoKey) {
			t.Errorf("%s, which is no helper's: got error %v, want ErrNoKey", id, err)
		}
	}
}

func TestRemovedDeviceReadsNothingNew(t *testing.T) {
	t.Parallel()
	g := newGroup(t)
	before := must(g.bag.Keys.EventRecipient("ev"))(t)
	if err := g.bag.Remove("second"); err != nil {
		t.Fatal(err)
	}
	if _, err := open(must(g.bag.Seal())(t), g.second); !errors.Is(err, seal.ErrNoKey) {
		t.Errorf("the removed device: got error %v, want ErrNoKey", err)
	}
	for _, class := range []oplog.Class{oplog.Work, oplog.Roster, oplog.Contact} {
		if g.bag.Keys.Epoch(class) == 1 {
			t.Errorf("class %d was not rotated", class)
		}
	}
	if must(g.bag.Keys.EventRecipient("ev"))(t) == before {
		t.Error("the event's key did not change")
	}
	for _, to := range []string{before, must(g.bag.Keys.EventRecipient("ev"))(t)} {
		if !g.bag.Keys.OpensFor("ev", to) || g.bag.Keys.OpensFor("other", to) {
			t.Errorf("what opens for %.20s is not known", to)
		}
	}
	roster, contact := g.bag.Keys.Epoch(oplog.Roster), g.bag.Keys.Epoch(oplog.Contact)
	if err := g.bag.Remove("door"); err != nil {
		t.Fatal(err)
	}
	if g.bag.Keys.Epoch(oplog.Roster) == roster || g.bag.Keys.Epoch(oplog.Contact) != contact {
		t.Error("removing a door helper must rotate what a door helper reads")
	}
	wantCode(t, g.bag.Remove("door"), fault.NotFound)
	wantCode(t, g.bag.Add(seal.Device{ID: "second", Recipient: g.second.Recipient(), Role: seal.Organiser}), fault.Denied)
}

func TestKeybagRefusesDevicesThatDoNotFit(t *testing.T) {
	t.Parallel()
	g := newGroup(t)
	old := must(seal.NewIdentity(seal.X25519, drawn(1)))(t).Recipient()
	for name, d := range map[string]seal.Device{
		"no id":               {Recipient: g.door.Recipient(), Role: seal.Organiser},
		"no role":             {ID: "x", Recipient: g.door.Recipient()},
		"helper of no event":  {ID: "x", Recipient: g.door.Recipient(), Role: seal.DoorHelper},
		"organiser of one":    {ID: "x", Recipient: g.door.Recipient(), Role: seal.Organiser, Event: "ev"},
		"no recipient":        {ID: "x", Role: seal.Organiser},
		"an X25519 recipient": {ID: "x", Role: seal.Organiser, Recipient: old},
	} {
		if err := g.bag.Add(d); err == nil || fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%s: got error %v, want it refused", name, err)
		}
	}
	wantCode(t, g.bag.SetRecovery(old), fault.Invalid)
	same := g.bag.Devices[0]
	same.Name = "kitchen"
	if err := g.bag.Add(same); err != nil || g.bag.Devices[0].Name != "kitchen" {
		t.Errorf("a device cannot be renamed: %v", err)
	}
	for name, change := range map[string]func(*seal.Device){
		"another role":      func(d *seal.Device) { d.Role, d.Event = seal.DoorHelper, "ev" },
		"another recipient": func(d *seal.Device) { d.Recipient = g.door.Recipient() },
		"removed":           func(d *seal.Device) { d.Removed = true },
	} {
		d := same
		change(&d)
		if err := g.bag.Add(d); err == nil || fault.CodeOf(err) != fault.Conflict {
			t.Errorf("%s: got error %v, want a conflict", name, err)
		}
	}
}

// TestNewestSheetHolds: a new sheet printed by one organiser is not undone by many
// changes of another.
func TestNewestSheetHolds(t *testing.T) {
	t.Parallel()
	g := newGroup(t)
	file := must(g.bag.Seal())(t)
	a, b := must(open(file, g.laptop))(t), must(open(file, g.second))(t)
	sheet := newIdentity(t, 71)
	if err := a.SetRecovery(sheet.Recipient()); err != nil {
		t.Fatal(err)
	}
	for n := range byte(5) {
		if err := b.Add(seal.Device{ID: string(rune('a' + n)), Recipient: newIdentity(t, 80+n).Recipient(), Role: seal.Organiser}); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(b.Merge(a), a.Merge(b)); err != nil {
		t.Fatal(err)
	}
	for _, bag := range []*seal.Keybag{a, b} {
		file := must(bag.Seal())(t)
		must(open(file, sheet))(t)
		if _, err := open(file, g.sheet); !errors.Is(err, seal.ErrNoKey) {
			t.Errorf("the old sheet: got error %v, want ErrNoKey", err)
		}
		if len(bag.Devices) != 8 {
			t.Errorf("got %d devices, want 8", len(bag.Devices))
		}
	}
}

func TestMergedBagsAgree(t *testing.T) {
	t.Parallel()
	g := newGroup(t)
	file := must(g.bag.Seal())(t)
	a := must(seal.OpenKeybag(file, g.laptop, "", drawn(51)))(t)
	b := must(seal.OpenKeybag(file, g.second, "", drawn(52)))(t)
	// Both rotate without a connection.
	for _, bag := range []*seal.Keybag{a, b} {
		if err := bag.Keys.Rotate(oplog.Work); err != nil {
			t.Fatal(err)
		}
		must(bag.Keys.NewEventKey("ev", seal.Hybrid))(t)
	}
	ofA, fromA, _ := a.Keys.Seal(oplog.Work, op(1), []byte("a"))
	ofB, fromB, _ := b.Keys.Seal(oplog.Work, op(2), []byte("b"))
	if _, err := a.Keys.Open(oplog.Work, ofB, op(2), fromB); !errors.Is(err, seal.ErrNoKey) {
		t.Errorf("before merging: got error %v, want ErrNoKey, so that the operation is kept", err)
	}
	if err := errors.Join(a.Merge(b), b.Merge(a)); err != nil {
		t.Fatal(err)
	}
	for name, bag := range map[string]*seal.Keybag{"a": a, "b": b} {
		if got := must(bag.Keys.Open(oplog.Work, ofA, op(1), fromA))(t); string(got) != "a" {
			t.Errorf("%s reads %q", name, got)
		}
		if got := must(bag.Keys.Open(oplog.Work, ofB, op(2), fromB))(t); string(got) != "b" {
			t.Errorf("%s reads %q", name, got)
		}
		if bag.Keys.Epoch(oplog.Work) != max(ofA, ofB) {
			t.Errorf("%s is at epoch %d: merging alone must not rotate", name, bag.Keys.Epoch(oplog.Work))
		}
	}
	if must(a.Keys.EventRecipient("ev"))(t) != must(b.Keys.EventRecipient("ev"))(t) {
		t.Error("after merging, two organisers publish two recipients")
	}
}

// TestCovers: only one who has all of the other covers it.
func TestCovers(t *testing.T) {
	t.Parallel()
	g := newGroup(t)
	file := must(g.bag.Seal())(t)
	other := must(seal.NewRecovery(drawn(59)))(t)
	for name, change := range map[string]func(*seal.Keybag) error{
		"a class key": func(b *seal.Keybag) error { return b.Keys.Rotate(oplog.Contact) },
		"an event key": func(b *seal.Keybag) error {
			_, err := b.Keys.NewEventKey("ev", seal.Hybrid)
			return err
		},
		"a removal":   func(b *seal.Keybag) error { return b.Remove("second") },
		"a new sheet": func(b *seal.Keybag) error { return b.SetRecovery(other.Recipient()) },
		"another name": func(b *seal.Keybag) error {
			d := b.Devices[0]
			d.Name = "the library's"
			return b.Add(d)
		},
	} {
		a := must(seal.OpenKeybag(file, g.laptop, "", drawn(51)))(t)
		b := must(seal.OpenKeybag(file, g.laptop, "", drawn(52)))(t)
		if !must(a.Covers(b))(t) || !must(b.Covers(a))(t) {
			t.Errorf("%s: equal bags do not cover each other", name)
		}
		if err := change(b); err != nil {
			t.Fatal(name, err)
		}
		if must(a.Covers(b))(t) || !must(b.Covers(a))(t) {
			t.Errorf("%s: it is not seen which bag is behind", name)
		}
		if err := a.Merge(b); err != nil {
			t.Fatal(name, err)
		}
		if !must(a.Covers(b))(t) {
			t.Errorf("%s: a bag does not cover what it took in", name)
		}
		b.Keys.Lock()
		if _, err := a.Covers(b); !errors.Is(err, seal.ErrLocked) {
			t.Errorf("%s: got error %v", name, err)
		}
	}
}

// TestMergeShutsOutTheRemoved: one organiser removes a device while another draws a
// key and still gives it to that device.
func TestMergeShutsOutTheRemoved(t *testing.T) {
	t.Parallel()
	g := newGroup(t)
	file := must(g.bag.Seal())(t)
	a := must(seal.OpenKeybag(file, g.laptop, "", drawn(51)))(t)
	b := must(seal.OpenKeybag(file, g.laptop, "", drawn(52)))(t)
	if err := a.Remove("second"); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if err := b.Keys.Rotate(oplog.Contact); err != nil {
			t.Fatal(err)
		}
	}
	known := must(open(must(b.Seal())(t), g.second))(t)
	if err := a.Merge(b); err != nil {
		t.Fatal(err)
	}
	epoch, body, _ := a.Keys.Seal(oplog.Contact, op(1), []byte("x"))
	if _, err := known.Keys.Open(oplog.Contact, epoch, op(1), body); err == nil {
		t.Error("the removed device reads what was sealed after the merge")
	}
	if _, err := open(must(a.Seal())(t), g.second); !errors.Is(err, seal.ErrNoKey) {
		t.Errorf("the removed device came back: %v", err)
	}
	// Whoever merges the other way round learns of the removal.
	if err := b.Merge(a); err != nil {
		t.Fatal(err)
	}
	if _, err := open(must(b.Seal())(t), g.second); !errors.Is(err, seal.ErrNoKey) {
		t.Errorf("the removed device came back: %v", err)
	}
}

func TestForgedKeybagIsRefused(t *testing.T) {
	t.Parallel()
	g := newGroup(t)
	file := must(g.bag.Seal())(t)
	for at := 0; at < len(file); at += 101 {
		bad := bytes.Clone(file)
		bad[at] ^= 1
		if _, err := open(bad, g.laptop); err == nil {
			t.Errorf("a changed byte at %d went unseen", at)
		}
		if _, err := open(file[:at], g.laptop); err == nil {
			t.Errorf("a cut at %d went unseen", at)
		}
	}
	// Whoever knows the recipient can make an age file, but no signature.
	inside := openFile(t, file, g.laptop)
	for name, forged := range map[string][]byte{
		"another device list": bytes.Replace(inside, []byte(`"office"`), []byte(`"0ffice"`), 1),
		"no signature":        inside[64:],
		"nothing":             nil,
	} {
		_, err := open(encrypt(t, g.laptop.Recipient(), string(forged)), g.laptop)
		if err == nil || fault.CodeOf(err) != fault.Damaged {
			t.Errorf("%s: got error %v, want damage", name, err)
		}
	}
	_, err := open(make([]byte, 5<<20), g.laptop)
	wantCode(t, err, fault.Invalid)
}

// openFile opens an age file with age alone, as a person with the age command would.
func openFile(t *testing.T, file []byte, id seal.Identity) []byte {
	t.Helper()
	parsed := must(age.ParseHybridIdentity(id.Secret()))(t)
	var b bytes.Buffer
	if _, err := b.ReadFrom(must(age.Decrypt(bytes.NewReader(file), parsed))(t)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
