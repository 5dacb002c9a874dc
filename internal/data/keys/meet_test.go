package keys_test

import (
	"bytes"
	"errors"
	"sync"
	"testing"

	"daykit/internal/data/keys"
	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/domain/fault"
)

// pair is two organisers' laptops of a group that know each other.
func pair(t *testing.T) (a, b *keys.Vault, fa, fb *folder) {
	t.Helper()
	fa, fb = newFolder(t, 20), newFolder(t, 21)
	a, b = fa.load(t, ""), fb.vault()
	code, invitation := invited(t, a, seal.Organiser, "")
	if _, err := b.Accept(t.Context(), code, invitation, "b", noon, noAnswer); err != nil {
		t.Fatal(err)
	}
	if _, put, err := a.Meet(keybag(t, b)); err != nil || put {
		t.Fatalf("got %v, %v", put, err)
	}
	return a, b, fa, fb
}

func keybag(t *testing.T, v *keys.Vault) []byte {
	t.Helper()
	b, err := v.Keybag()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// newSheet changes the keys of a laptop.
func newSheet(t *testing.T, v *keys.Vault, seed uint32) seal.Recovery {
	t.Helper()
	secret, err := seal.NewRecovery(&drawn{n: seed})
	if err != nil {
		t.Fatal(err)
	}
	if err := v.Edit(func(b *seal.Keybag) error { return b.SetRecovery(secret.Recipient()) }); err != nil {
		t.Fatal(err)
	}
	return secret
}

func TestMeet(t *testing.T) {
	t.Parallel()
	a, b, fa, _ := pair(t)
	if both, put, err := a.Meet(nil); err != nil || !put || !bytes.Equal(both, keybag(t, a)) {
		t.Errorf("with nothing there: got put %v, %v", put, err)
	}
	if _, put, err := a.Meet(keybag(t, a)); err != nil || put {
		t.Errorf("with the same there: got put %v, %v", put, err)
	}
	newSheet(t, a, 22)
	if both, put, err := a.Meet(keybag(t, b)); err != nil || !put || !bytes.Equal(both, keybag(t, a)) {
		t.Errorf("with older ones there: got put %v, %v", put, err)
	}
	if both, put, err := b.Meet(keybag(t, a)); err != nil || put || !bytes.Equal(both, keybag(t, b)) || !bytes.Equal(both, keybag(t, a)) {
		t.Errorf("with newer ones there: got put %v, %v", put, err)
	}
	newSheet(t, a, 23)
	if err := b.Edit(func(bag *seal.Keybag) error { return bag.Keys.Rotate(oplog.Work) }); err != nil {
		t.Fatal(err)
	}
	sealed := works(t, b, nil)
	both, put, err := a.Meet(keybag(t, b))
	if err != nil || !put || !bytes.Equal(both, keybag(t, a)) || bytes.Equal(both, keybag(t, b)) {
		t.Errorf("with others there: got put %v, %v", put, err)
	}
	if _, put, err := b.Meet(both); err != nil || put || !bytes.Equal(both, keybag(t, b)) {
		t.Errorf("the other way: got put %v, %v", put, err)
	}
	works(t, fa.load(t, ""), sealed)
}

func TestMeetWithKeysOfOthers(t *testing.T) {
	t.Parallel()
	a, b, fa, _ := pair(t)
	secret := newSheet(t, b, 24)
	if err := b.Edit(func(bag *seal.Keybag) error { return bag.Remove(a.Own().ID) }); err != nil {
		t.Fatal(err)
	}
	before := keybag(t, a)
	_, _, err := a.Meet(keybag(t, b))
	if !errors.Is(err, keys.ErrNotListed) || !bytes.Equal(before, keybag(t, a)) {
		t.Errorf("got %v", err)
	}
	stranger := newFolder(t, 25).load(t, "")
	if _, _, err := a.Meet(keybag(t, stranger)); !errors.Is(err, keys.ErrNotListed) {
		t.Errorf("keys of a stranger: got %v", err)
	}
	_, _, err = a.Meet([]byte("no keybag"))
	wantFault(t, err, fault.Damaged, "keybag")
	if _, put, err := a.Meet(keybag(t, b), secret.Identity()); err != nil || put {
		t.Errorf("by the sheet: got put %v, %v", put, err)
	}
	if !bytes.Equal(keybag(t, a), keybag(t, b)) {
		t.Error("the sheet brought nothing")
	}
	fa.fails = 1
	newSheet(t, b, 26)
	if _, _, err := a.Meet(keybag(t, b), secret.Identity()); err == nil {
		t.Error("keys that were not kept were taken in")
	}
}

// TestManyAtOnce reads, seals and changes at once.
func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	f := newFolder(t, 30)
	v := f.load(t, "")
	const pass = "four sparrows under glass"
	if err := v.SetPassphrase(t.Context(), pass); err != nil {
		t.Fatal(err)
	}
	sealed := works(t, v, nil)
	var all sync.WaitGroup
	for _, do := range []func() error{
		func() error { return errors.Join(v.Lock(), v.Unlock(pass)) },
		func() error { return v.Edit(func(b *seal.Keybag) error { return b.SetRecovery(b.Recovery) }) },
		func() error { _, err := v.SealColumn(oplog.Work, seal.Cell{}, []byte("x")); return err },
		func() error { _, _, err := v.Meet(nil); return err },
		func() error { v.Own(); v.Status(); return v.Check() },
	} {
		all.Go(func() {
			for range 4 {
				if err := do(); err != nil && !errors.Is(err, seal.ErrLocked) {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if err := v.Unlock(pass); err != nil {
		t.Fatal(err)
	}
	works(t, v, sealed)
	works(t, f.load(t, pass), sealed)
}
