package seal_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
)

var update = flag.Bool("update", false, "write golden files that are not there; those that are must open for ever")

// golden gives a file of testdata. It is made once: a format that changes gets a new
// version and a new file, and the old one still opens.
func golden(t *testing.T, name string, write func() []byte) []byte {
	t.Helper()
	path := filepath.Join("testdata", name)
	b, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) && *update {
		b = write()
		err = os.WriteFile(path, b, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestGoldenKeybagsOpen opens bags and what was sealed by their keys, so that it shows more
// than that a parser runs.
func TestGoldenKeybagsOpen(t *testing.T) {
	t.Parallel()
	file := golden(t, "keybag-1.age", func() []byte { return must(newGroup(t).bag.Seal())(t) })
	door := golden(t, "keybag-door-1.age", func() []byte { return must(newGroup(t).bag.SealDoor("door"))(t) })
	body := golden(t, "op-1.bin", func() []byte {
		_, body, err := newGroup(t).bag.Keys.Seal(oplog.Roster, op(7), []byte("golden"))
		return must(body, err)(t)
	})
	column := golden(t, "column-1.bin", func() []byte {
		return must(newGroup(t).bag.Keys.SealColumn(oplog.Roster, goldenCell, []byte("golden")))(t)
	})
	signup := golden(t, "signup-1.age", func() []byte {
		return encrypt(t, must(newGroup(t).bag.Keys.EventRecipient("ev"))(t), "golden")
	})
	const group seal.Fingerprint = "N7VLWVHGV3TIPP63DEI7XG3SWV"
	laptop := must(seal.OpenKeybag(file, newIdentity(t, 11), group, drawn(99)))(t)
	helper := must(seal.OpenKeybag(door, newIdentity(t, 13), group, drawn(99)))(t)
	must(seal.OpenKeybag(file, newIdentity(t, 14), group, drawn(99)))(t)
	for name, b := range map[string]*seal.Keybag{"laptop": laptop, "helper": helper} {
		if got := must(b.Keys.Open(oplog.Roster, 1, op(7), body))(t); string(got) != "golden" {
			t.Errorf("%s reads %q", name, got)
		}
		if got := must(b.Keys.OpenColumn(oplog.Roster, goldenCell, column))(t); string(got) != "golden" {
			t.Errorf("%s reads %q", name, got)
		}
	}
	if got := must(laptop.Keys.OpenSignup("ev", signup))(t); string(got) != "golden" {
		t.Errorf("the laptop reads the sign-up %q", got)
	}
	if len(laptop.Devices) != 3 || laptop.Devices[0].Name != "office" {
		t.Errorf("the devices are %+v", laptop.Devices)
	}
}

var goldenCell = seal.Cell{Table: "cell", Entity: "guest", ID: "g1", Field: "name"}

func TestGoldenFilesOpen(t *testing.T) {
	t.Parallel()
	file := golden(t, "file-1.age", func() []byte {
		var b bytes.Buffer
		w := must(newKeys(t, 1).SealFile(&b, oplog.Contact, "photo"))(t)
		_, err := w.Write([]byte("golden"))
		if err := errors.Join(err, w.Close()); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	})
	var b bytes.Buffer
	if _, err := b.ReadFrom(must(newKeys(t, 1).OpenFile(bytes.NewReader(file), "photo"))(t)); err != nil || b.String() != "golden" {
		t.Errorf("the file reads %q, error %v", b.String(), err)
	}
}

func TestGoldenExportsOpen(t *testing.T) {
	t.Parallel()
	plain := golden(t, "export-1.daykit", func() []byte { return export(t, newKeys(t, 1), ops) })
	sealed := golden(t, "export-sealed-1.daykit", func() []byte {
		return export(t, newKeys(t, 1), ops, newIdentity(t, 12).Recipient())
	})
	for _, file := range [][]byte{plain, sealed} {
		if got := must(readExport(file, newIdentity(t, 12)))(t); got != ops {
			t.Errorf("the export reads %q", got)
		}
	}
}

func TestGoldenStatesOpen(t *testing.T) {
	t.Parallel()
	state := golden(t, "keys-1.json", func() []byte {
		s := must(seal.ProtectWith("correct horse battery", cheap, newIdentity(t, 11), "keybag.age", drawn(2)))(t)
		return must(s.Encode())(t)
	})
	s := must(seal.ParseState(state))(t)
	if got := must(s.OpenWith("correct horse battery"))(t); got.Secret() != newIdentity(t, 11).Secret() {
		t.Error("the golden state opens to another identity")
	}
	if again := must(s.Encode())(t); !bytes.Equal(again, state) {
		t.Errorf("the state is written as\n%s\nwant\n%s", again, state)
	}
}

func TestGoldenSheetsAndCodes(t *testing.T) {
	t.Parallel()
	r, code := newRecovery(t, 1), newCode(t, 1)
	text := strings.Join([]string{
		r.Text(), strings.Join(r.Groups(), " "), strings.Join(r.Words(), " "), must(r.Token())(t),
		code.Text(), must(code.Place())(t), "",
	}, "\n")
	want := golden(t, "printed-1.txt", func() []byte { return []byte(text) })
	if text != string(want) {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
	invitation := golden(t, "invitation-1.bin", func() []byte {
		return must(newGroup(t).bag.Invite(code, seal.Organiser, "", today.Add(seal.PairingLife), drawn(3)))(t)
	})
	if got := must(code.Accept(invitation, today, drawn(4)))(t); got.Keys.Fingerprint() != newKeys(t, 1).Fingerprint() {
		t.Error("the golden invitation is of another group")
	}
}
