package wire_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/wire"
	"daykit/internal/domain/content"
)

func withdrawals() content.Withdrawals {
	return content.Withdrawals{Format: 1, Number: 2, Issued: "2026-12-01T09:00:00Z", Voices: []content.Withdrawal{{ID: "gone", Since: "2026-12-01", Reason: content.ReasonConsent}}}
}

func edition() content.Edition {
	return content.Edition{
		Format: 1, ID: "day-2026", Issuer: "The campaign", Version: 3, NotBefore: "2026-11-01T00:00:00Z", Expires: "2027-02-01T00:00:00Z",
		Content: content.Matter{Voices: []content.Voice{{
			ID: "ana", Credit: "Voice Ana", Role: "Ambassador", Year: 2026, Lang: "en", Quote: "Bread & <salt> → everybody.", Source: "", Topics: []string{},
			Consent: content.Consent{Status: content.Granted, Controller: "The campaign", Scope: map[content.Use]bool{content.Print: true}},
		}}},
		Withdrawals: withdrawals(),
	}
}

func signedPack(t testing.TB) wire.SignedPack {
	t.Helper()
	s, err := wire.SignPack(edition(), receiptKey())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func signedList(t testing.TB) wire.SignedWithdrawals {
	t.Helper()
	s, err := wire.SignWithdrawals(withdrawals(), receiptKey())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// packFiles are the two kinds of file, by the names of their golden ones, with their readers.
func packFiles(t testing.TB) map[string]struct {
	raw  []byte
	read func([]byte) error
} {
	t.Helper()
	return map[string]struct {
		raw  []byte
		read func([]byte) error
	}{
		"pack-1" + wire.PackExt:       {signedPack(t).Encode(), func(b []byte) error { _, _, err := wire.DecodeSignedPack(b); return err }},
		"list-1" + wire.WithdrawalExt: {signedList(t).Encode(), func(b []byte) error { _, _, err := wire.DecodeSignedWithdrawals(b); return err }},
	}
}

func TestPackFiles(t *testing.T) {
	t.Parallel()
	for name, f := range packFiles(t) {
		path := filepath.Join("testdata", "v1", name)
		if *update {
			if err := os.WriteFile(path, f.raw, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		golden, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(golden), string(f.raw)); d != "" {
			t.Errorf("%s (-released +now): %s", name, d)
		}
		if err := f.read(golden); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, e, err := wire.DecodeSignedPack(signedPack(t).Encode())
	if d := cmp.Diff(edition(), e); d != "" || err != nil {
		t.Error(d, err)
	}
}

// TestEveryByteCounts changes, takes out and adds at every byte of the files.
func TestEveryByteCounts(t *testing.T) {
	t.Parallel()
	for name, f := range packFiles(t) {
		for i := range f.raw {
			for _, bit := range []byte{1, 4, 0x20, 0x80} { // 0x20 changes the case of letters
				bad := bytes.Clone(f.raw)
				bad[i] ^= bit
				if f.read(bad) == nil {
					t.Errorf("%s: byte %d changed by %#x was not noticed", name, i, bit)
				}
			}
			if f.read(append(bytes.Clone(f.raw[:i]), f.raw[i+1:]...)) == nil {
				t.Errorf("%s: byte %d can be left out", name, i)
			}
			for _, extra := range []string{" ", "\n", "0", `"`} {
				if f.read([]byte(string(f.raw[:i])+extra+string(f.raw[i:]))) == nil {
					t.Errorf("%s: %q before byte %d was not noticed", name, extra, i)
				}
			}
			if f.read(f.raw[:i]) == nil {
				t.Errorf("%s: the first %d bytes were taken", name, i)
			}
		}
		if f.read(append(bytes.Clone(f.raw), '\n')) == nil {
			t.Errorf("%s: a line more was not noticed", name)
		}
	}
}

func TestFilesThatPretend(t *testing.T) {
	t.Parallel()
	pack, list := signedPack(t), signedList(t)
	other := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{8}, 32))
	stolen := pack
	stolen.Key = other.Public().(ed25519.PublicKey)
	crossed := wire.SignedPack{Pack: pack.Pack, Key: pack.Key, Signature: ed25519.Sign(receiptKey(), wire.Purposed(wire.PurposeWithdrawals, []byte(pack.Pack)))}
	bare := wire.SignedPack{Pack: pack.Pack, Key: pack.Key, Signature: ed25519.Sign(receiptKey(), []byte(pack.Pack))}
	odd := strings.Replace(pack.Pack, `"v":1`, `"v":2`, 1)
	late := wire.SignedPack{Pack: odd, Key: pack.Key, Signature: ed25519.Sign(receiptKey(), wire.Purposed(wire.PurposePack, []byte(odd)))}
	for name, raw := range map[string][]byte{
		"another's key":                   stolen.Encode(),
		"signed for a list":               crossed.Encode(),
		"signed for nothing":              bare.Encode(),
		"a later form, signed":            late.Encode(),
		"a list":                          list.Encode(),
		"no signature":                    wire.SignedPack{Pack: pack.Pack, Key: pack.Key}.Encode(),
		"no key":                          wire.SignedPack{Pack: pack.Pack, Signature: pack.Signature}.Encode(),
		"too long":                        append(pack.Encode(), bytes.Repeat([]byte{' '}, wire.MaxPackFile)...),
		"a name in capitals, same values": bytes.Replace(pack.Encode(), []byte(`"pack"`), []byte(`"Pack"`), 1),
		"nothing":                         nil,
	} {
		if _, _, err := wire.DecodeSignedPack(raw); err == nil {
			t.Errorf("%s: it was taken", name)
		}
	}
	if _, _, err := wire.DecodeSignedWithdrawals(pack.Encode()); err == nil {
		t.Error("a pack was taken for a list")
	}
	bad := edition()
	bad.Issuer = ""
	if _, err := wire.SignPack(bad, receiptKey()); err == nil {
		t.Error("an edition of nobody was signed")
	}
	if _, err := wire.SignWithdrawals(content.Withdrawals{}, receiptKey()); err == nil {
		t.Error("a list of no time was signed")
	}
}

// packReplies is what a server tells of packs, by file.
func packReplies() map[string]any {
	key := hex.EncodeToString(receiptKey().Public().(ed25519.PublicKey))
	return map[string]any{
		"packs":           wire.PacksReply{Key: key, Packs: []wire.PackItem{{ID: "day-2026", Version: 3}}, Withdrawals: 2},
		"packs-none":      wire.PacksReply{Key: key, Packs: []wire.PackItem{}},
		"join-reply-pack": wire.JoinReply{Workspace: "w1", Group: "Riverside Neighbours", Token: strings.Repeat("a0", 32), PublicURL: "https://day.example.org", Role: wire.RoleOrganiser, PackKey: key},
	}
}

func TestPackReplies(t *testing.T) {
	t.Parallel()
	golden(t, packReplies())
	good := packReplies()["packs"].(wire.PacksReply)
	for name, spoil := range map[string]func(*wire.PacksReply){
		"no key":             func(r *wire.PacksReply) { r.Key = "" },
		"a key in capitals":  func(r *wire.PacksReply) { r.Key = strings.ToUpper(r.Key) },
		"no list":            func(r *wire.PacksReply) { r.Packs = nil },
		"too many":           func(r *wire.PacksReply) { r.Packs = make([]wire.PackItem, wire.MaxPacks+1) },
		"an id of a path":    func(r *wire.PacksReply) { r.Packs = []wire.PackItem{{ID: "../x", Version: 1}} },
		"version 0":          func(r *wire.PacksReply) { r.Packs = []wire.PackItem{{ID: "x"}} },
		"a number below one": func(r *wire.PacksReply) { r.Withdrawals = -1 },
	} {
		r := good
		spoil(&r)
		if _, err := wire.DecodePacks(wire.Raw(r)); err == nil {
			t.Errorf("%s: it was taken", name)
		}
	}
	if _, err := wire.DecodePacks(wire.Raw(good)); err != nil {
		t.Error(err)
	}
	for name, key := range map[string]string{"short": "ab", "in capitals": strings.ToUpper(good.Key)} {
		if _, err := wire.PackKey(key); err == nil {
			t.Errorf("a key %s was taken", name)
		}
		if _, err := wire.DecodeJoinReply(wire.Raw(wire.JoinReply{Workspace: "w", Token: "t", PackKey: key})); err == nil {
			t.Errorf("a membership with a key %s was taken", name)
		}
	}
}

func FuzzDecodePacks(f *testing.F) {
	for _, file := range packFiles(f) {
		f.Add(file.raw)
	}
	f.Add([]byte(wire.Raw(packReplies()["packs"])))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if s, _, err := wire.DecodeSignedPack(raw); err == nil && !bytes.Equal(s.Encode(), raw) {
			t.Error("another file says the same")
		}
		if s, _, err := wire.DecodeSignedWithdrawals(raw); err == nil && !bytes.Equal(s.Encode(), raw) {
			t.Error("another file says the same")
		}
		if r, err := wire.DecodePacks(raw); err == nil {
			if _, err := wire.DecodePacks(wire.Raw(r)); err != nil {
				t.Error(err)
			}
		}
	})
}
