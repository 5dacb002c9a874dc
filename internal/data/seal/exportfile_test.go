package seal_test

import (
	"bytes"
	"compress/gzip"
	"crypto/ed25519"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"

	"daykit/internal/data/seal"
	"daykit/internal/domain/fault"
)

const ops = `{"i":"AQIDBAUGBwg","s":1,"c":2}` + "\n" + `{"i":"AQIDBAUGBwg","s":2,"c":2}` + "\n"

func export(t *testing.T, k *seal.Keys, content string, to ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := k.WriteExport(&b, strings.NewReader(content), to...); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func readExport(file []byte, ids ...seal.Identity) (string, error) {
	e, err := seal.ReadExport(bytes.NewReader(file))
	if err != nil {
		return "", err
	}
	r, err := e.Open(ids...)
	if err != nil {
		return "", err
	}
	b, err := io.ReadAll(r)
	return string(b), err
}

func TestExportComesBack(t *testing.T) {
	t.Parallel()
	k, id := newKeys(t, 1), newIdentity(t, 2)
	plain := export(t, k, ops)
	e := must(seal.ReadExport(bytes.NewReader(plain)))(t)
	if e.Fingerprint != k.Fingerprint() || e.Sealed {
		t.Errorf("the export says %s, sealed %v", e.Fingerprint, e.Sealed)
	}
	if got := must(readExport(plain))(t); got != ops {
		t.Errorf("got %q", got)
	}
	sealed := export(t, k, ops, id.Recipient())
	if got := must(readExport(sealed, newIdentity(t, 3), id))(t); got != ops {
		t.Errorf("got %q", got)
	}
	for _, ids := range [][]seal.Identity{nil, {newIdentity(t, 3)}} {
		if _, err := readExport(sealed, ids...); !errors.Is(err, seal.ErrNoKey) {
			t.Errorf("got error %v, want ErrNoKey", err)
		}
	}
	old := must(seal.NewIdentity(seal.X25519, drawn(3)))(t)
	if got := must(readExport(export(t, k, ops, old.Recipient()), old))(t); got != ops {
		t.Errorf("got %q", got)
	}
	if err := k.WriteExport(io.Discard, strings.NewReader(ops), "age1nobody"); err == nil {
		t.Error("an export to nobody is written")
	}
}

// TestNothingOfAChangedExportIsGiven holds that the signature covers every byte and is
// looked at before any content.
func TestNothingOfAChangedExportIsGiven(t *testing.T) {
	t.Parallel()
	k := newKeys(t, 1)
	for _, file := range [][]byte{export(t, k, ops), export(t, k, ops, newIdentity(t, 2).Recipient())} {
		for at := range file {
			bad := bytes.Clone(file)
			bad[at] ^= 1 << (at % 8)
			if _, err := seal.ReadExport(bytes.NewReader(bad)); err == nil {
				t.Errorf("a changed byte at %d goes unseen", at)
			}
			if _, err := seal.ReadExport(bytes.NewReader(file[:at])); err == nil {
				t.Errorf("a cut at %d goes unseen", at)
			}
		}
		_, err := seal.ReadExport(bytes.NewReader(append(bytes.Clone(file), 0)))
		wantCode(t, err, fault.Damaged)
	}
	_, err := seal.ReadExport(strings.NewReader("PK\x03\x04 a photograph"))
	wantCode(t, err, fault.Invalid)
	bad := export(t, k, ops)
	bad[12] = 2
	_, err = seal.ReadExport(bytes.NewReader(bad))
	wantCode(t, err, fault.Invalid)
	_, err = seal.ReadExport(io.MultiReader(bytes.NewReader(export(t, k, ops)), io.LimitReader(zeros{}, seal.MaxExport)))
	wantCode(t, err, fault.Invalid)
	_, err = seal.ReadExport(io.MultiReader(strings.NewReader("daykit-event"), failing{}))
	if !errors.Is(err, errLine) {
		t.Errorf("got %v, want the reader's own error", err)
	}
}

var errLine = errors.New("the line is cut")

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errLine }

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// TestExportThatExpands is signed rightly, as a hostile group can do.
func TestExportThatExpands(t *testing.T) {
	t.Parallel()
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	bomb := func(content []byte) []byte {
		file := append([]byte("daykit-event"), 1, 0, 0, 0)
		file = append(file, key[ed25519.SeedSize:]...)
		file = binary.BigEndian.AppendUint64(file, uint64(len(content)))
		file = append(file, content...)
		return append(file, must(key.Sign(nil, seal.ExportDigest(file), seal.ExportOptions()))(t)...)
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := io.Copy(z, io.LimitReader(zeros{}, 40<<20)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := readExport(bomb(packed.Bytes()))
	wantCode(t, err, fault.Invalid)
	if len(content) > 1<<20+200*packed.Len() {
		t.Errorf("%d bytes were given of %d packed ones", len(content), packed.Len())
	}
	for name, bad := range map[string][]byte{"no gzip": []byte("text"), "nothing": nil, "a cut": packed.Bytes()[:packed.Len()/2]} {
		if _, err := readExport(bomb(bad)); err == nil || fault.CodeOf(err) != fault.Damaged && fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%s: got error %v", name, err)
		}
	}
	k := newKeys(t, 1)
	wantCode(t, k.WriteExport(io.Discard, io.LimitReader(zeros{}, 40<<20)), fault.Invalid)
	if err := k.WriteExport(io.Discard, failing{}); !errors.Is(err, errLine) {
		t.Errorf("got %v, want the reader's own error", err)
	}
	k.Lock()
	if err := k.WriteExport(io.Discard, strings.NewReader(ops)); !errors.Is(err, seal.ErrLocked) {
		t.Errorf("got %v, want ErrLocked", err)
	}
}
