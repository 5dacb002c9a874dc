package seal_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"

	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
)

func seed(f *testing.F, name string) []byte {
	f.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		f.Fatal(err)
	}
	return b
}

// fuzzIdentity is one of those that the golden files are sealed to.
func fuzzIdentity(f *testing.F, n byte) seal.Identity {
	f.Helper()
	id, err := seal.NewIdentity(seal.Hybrid, drawn(n))
	if err != nil {
		f.Fatal(err)
	}
	return id
}

// FuzzKeybag reads bytes as the file and as what is inside it.
func FuzzKeybag(f *testing.F) {
	id := fuzzIdentity(f, 11)
	for _, name := range []string{"keybag-1.age", "keybag-door-1.age"} {
		f.Add(seed(f, name))
	}
	inside, err := age.Decrypt(bytes.NewReader(seed(f, "keybag-1.age")), parsed(f, id))
	if err != nil {
		f.Fatal(err)
	}
	plain, err := io.ReadAll(inside)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(plain)
	f.Add(plain[64:])
	f.Fuzz(func(t *testing.T, b []byte) {
		if bag, err := seal.OpenKeybag(b, id, "", drawn(1)); (bag == nil) == (err == nil) {
			t.Errorf("got bag %v and error %v", bag, err)
		}
		if bag, err := seal.ReadContent(b, "", drawn(1)); err == nil {
			useBag(t, bag)
		}
		// Without the signature, so that the fuzzer reaches the rules of a role.
		if bag, err := seal.DecodeKeybag(b, drawn(1)); err == nil {
			useBag(t, bag)
		}
	})
}

func parsed(f *testing.F, id seal.Identity) *age.HybridIdentity {
	f.Helper()
	p, err := age.ParseHybridIdentity(id.Secret())
	if err != nil {
		f.Fatal(err)
	}
	return p
}

// useBag does what a program does with a bag that was taken.
func useBag(t *testing.T, bag *seal.Keybag) {
	t.Helper()
	if _, body, err := bag.Keys.Seal(oplog.Work, op(1), []byte("x")); err != nil || len(body) == 0 {
		t.Errorf("a bag without the key of work was taken: %v", err)
	}
	_, err := bag.Seal()
	if organiser := bag.Role == seal.Organiser; organiser != (err == nil) {
		t.Errorf("a bag of role %s sealed again gives %v", bag.Role, err)
	}
}

func FuzzExport(f *testing.F) {
	id := fuzzIdentity(f, 12)
	f.Add(seed(f, "export-1.daykit"))
	f.Add(seed(f, "export-sealed-1.daykit"))
	want := seed(f, "export-1.daykit")
	f.Fuzz(func(t *testing.T, b []byte) {
		e, err := seal.ReadExport(bytes.NewReader(b))
		if err != nil {
			return
		}
		if e.Fingerprint == "N7VLWVHGV3TIPP63DEI7XG3SWV" && !bytes.Equal(b, want) && !e.Sealed {
			t.Error("another file carries a signature of the test group")
		}
		if r, err := e.Open(id); err == nil {
			if n, _ := io.Copy(io.Discard, r); n > seal.MaxExportContent {
				t.Errorf("%d bytes were given", n)
			}
		}
	})
}

func FuzzRecovery(f *testing.F) {
	for _, line := range strings.Split(string(seed(f, "printed-1.txt")), "\n") {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, err := seal.ReadRecovery(text)
		if err != nil {
			return
		}
		for _, form := range []string{r.Text(), strings.Join(r.Groups(), " "), strings.Join(r.Words(), " ")} {
			if again, err := seal.ReadRecovery(form); err != nil || again.Text() != r.Text() {
				t.Errorf("%q is read, and its form %q is not: %v", text, form, err)
			}
		}
	})
}

func FuzzPairingCode(f *testing.F) {
	for _, line := range strings.Split(string(seed(f, "printed-1.txt")), "\n") {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := seal.ReadPairingCode(text)
		if err != nil {
			return
		}
		if again, err := seal.ReadPairingCode(c.Text()); err != nil || again != c {
			t.Errorf("%q is read as %s, and that is not: %v", text, c.Text(), err)
		}
	})
}

func FuzzInvitation(f *testing.F) {
	code, err := seal.NewPairingCode(drawn(1))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(seed(f, "invitation-1.bin"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if bag, err := code.Accept(b, today, drawn(1)); err == nil {
			useBag(t, bag)
		}
		if d, err := code.OpenReply(b); err == nil && d.ID == "" {
			t.Error("a device without an id was taken")
		}
	})
}

func FuzzState(f *testing.F) {
	f.Add(seed(f, "keys-1.json"))
	f.Add([]byte(`{"v":1,"guard":"keyring","name":"A","identity":"AA==","recipient":"age1pq1","keybag":"keybag.age"}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := seal.ParseState(b)
		if err != nil {
			return
		}
		if s.Status().Words == "" {
			t.Error("a state says nothing of itself")
		}
		file, err := s.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := seal.ParseState(file); err != nil {
			t.Errorf("a state that was taken is not when written again: %v", err)
		}
		if _, err := s.Open(t.Context(), seal.Guards{Keyring: newRing(), File: seal.KeyFiles{Dir: t.TempDir()}}); err == nil {
			t.Error("a state opens without its key")
		}
	})
}

// FuzzSealed reads bytes as an operation, a column and a file, under keys that sealed
// none of them but the seeds.
func FuzzSealed(f *testing.F) {
	k, err := seal.NewKeys(drawn(1))
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range []string{"op-1.bin", "column-1.bin", "file-1.age", "signup-1.age"} {
		f.Add(seed(f, name))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, open := range []func() ([]byte, error){
			func() ([]byte, error) { return k.Open(oplog.Roster, 1, op(7), b) },
			func() ([]byte, error) { return k.OpenColumn(oplog.Roster, goldenCell, b) },
			func() ([]byte, error) {
				r, err := k.OpenFile(bytes.NewReader(b), "photo")
				if err != nil {
					return nil, err
				}
				return io.ReadAll(r)
			},
		} {
			if plain, err := open(); err == nil && string(plain) != "golden" {
				t.Errorf("%q was opened, which nobody sealed", plain)
			}
		}
	})
}
