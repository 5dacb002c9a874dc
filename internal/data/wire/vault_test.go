package wire_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"daykit/internal/data/wire"
)

func receiptKey() ed25519.PrivateKey { return ed25519.NewKeyFromSeed(bytes.Repeat([]byte{7}, 32)) }

func receipt() wire.Receipt {
	return wire.Receipt{
		Workspace: "w1", N: 9, Chain: strings.Repeat("5c", 32), Digest: strings.Repeat("d1", 32), Time: 1796126400000,
	}.Sign(receiptKey())
}

// vault is what keeps keys and devices, by file.
func vault() map[string]any {
	join := wire.JoinReply{
		Workspace: "w1", Group: "Riverside Neighbours", Token: strings.Repeat("a0", 32), PublicURL: "https://day.example.org",
		Role: wire.RoleOrganiser, ReceiptKey: receipt().Key,
	}
	return map[string]any{
		"join-request-label": wire.JoinRequest{Code: "DAY-7KQ2-M9XD", Device: strings.Repeat("0f", 32), Label: "Laptop of the hall"},
		"join-reply-role":    join,
		"keybag":             wire.Keybag{Version: 3, Body: []byte("age-encryption.org/v1")},
		"keybag-none":        wire.Keybag{},
		"keybag-taken":       wire.Keybag{Version: 4},
		"keybag-conflict":    wire.Keybag{Version: 4, Body: []byte("age-encryption.org/v1"), Conflict: true},
		"keybag-doors": wire.Keybag{Version: 5, Body: []byte("age-encryption.org/v1"), Doors: []wire.DoorBag{
			{Device: "0011223344556677", Body: []byte("age-encryption.org/v1 to one")},
			{Device: "8899aabbccddeeff", Body: []byte("age-encryption.org/v1 to another")},
		}},
		"keybag-doors-named": wire.Keybag{Version: 5, Body: []byte("age-encryption.org/v1"), Doors: []wire.DoorBag{{Device: "0011223344556677"}}},
		"keybag-doors-none":  wire.Keybag{Doors: []wire.DoorBag{}},
		"recovery-request":   wire.RecoveryRequest{TokenSHA256: wire.RecoveryDigest(strings.Repeat("b1", 32))},
		"recover-request":    wire.RecoverRequest{Token: strings.Repeat("b1", 32), Device: strings.Repeat("0f", 32), Label: "New laptop"},
		"recover-reply":      wire.RecoverReply{Join: join, Keybag: wire.Keybag{Version: 3, Body: []byte("age-encryption.org/v1")}},
		"pair-offer":         wire.PairOffer{Role: wire.RoleDoor, Body: []byte("daykit-pair\x01 and ciphertext")},
		"pair-request":       wire.PairRequest{Device: strings.Repeat("0f", 32)},
		"pair-reply":         wire.PairReply{Join: join, Body: []byte("daykit-pair\x01 and ciphertext")},
		"devices": wire.DevicesReply{Devices: []wire.Device{
			{ID: "0011223344556677", Role: wire.RoleOrganiser, Label: "Laptop of the hall", Seen: "2026-12-18", This: true},
			{ID: "8899aabbccddeeff", Role: wire.RoleDoor, Revoked: true},
		}},
		"revoke-request": wire.RevokeRequest{Device: "8899aabbccddeeff"},
		"done":           wire.Done{Done: true},
		"receipt":        receipt(),
	}
}

func TestVault(t *testing.T) {
	t.Parallel()
	golden(t, vault())
}

// TestReceipts: a receipt is genuine as it was signed and in no other form.
func TestReceipts(t *testing.T) {
	t.Parallel()
	if !receipt().Genuine() {
		t.Fatal("as signed it is not genuine")
	}
	for name, change := range map[string]func(*wire.Receipt){
		"another workspace": func(r *wire.Receipt) { r.Workspace = "w2" },
		"more ops":          func(r *wire.Receipt) { r.N++ },
		"another chain":     func(r *wire.Receipt) { r.Chain = strings.Repeat("5d", 32) },
		"another digest":    func(r *wire.Receipt) { r.Digest = strings.Repeat("d2", 32) },
		"another time":      func(r *wire.Receipt) { r.Time++ },
		"parts moved":       func(r *wire.Receipt) { r.Workspace, r.Chain = r.Workspace+r.Chain[:1], r.Chain[1:] },
		"another key":       func(r *wire.Receipt) { r.Key = hex.EncodeToString(make([]byte, 32)) },
		"no key":            func(r *wire.Receipt) { r.Key = "" },
		"a short key":       func(r *wire.Receipt) { r.Key = r.Key[:62] },
		"another signature": func(r *wire.Receipt) { r.Sig = append([]byte{r.Sig[0] ^ 1}, r.Sig[1:]...) },
		"no signature":      func(r *wire.Receipt) { r.Sig = nil },
	} {
		r := receipt()
		change(&r)
		if r.Genuine() {
			t.Errorf("%s: genuine", name)
		}
	}
}

// decoders are those of the vault, and a good input of each.
func decoders() map[string]func([]byte) (any, error) {
	return map[string]func([]byte) (any, error){
		"keybag":           lift(wire.DecodeKeybag),
		"keybag-doors":     lift(wire.DecodeKeybag),
		"recovery-request": lift(wire.DecodeRecoveryRequest),
		"recover-request":  lift(wire.DecodeRecoverRequest),
		"recover-reply":    lift(wire.DecodeRecoverReply),
		"pair-offer":       lift(wire.DecodePairOffer),
		"pair-request":     lift(wire.DecodePairRequest),
		"pair-reply":       lift(wire.DecodePairReply),
		"devices":          lift(wire.DecodeDevices),
		"revoke-request":   lift(wire.DecodeRevokeRequest),
		"done":             lift(wire.DecodeDone),
		"receipt":          lift(wire.DecodeReceipt),
		"join-reply-role":  lift(wire.DecodeJoinReply),
	}
}

func lift[T any](f func([]byte) (T, error)) func([]byte) (any, error) {
	return func(raw []byte) (any, error) { return f(raw) }
}

func TestVaultIsRead(t *testing.T) {
	t.Parallel()
	for name, decode := range decoders() {
		if _, err := decode(wire.Raw(vault()[name])); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestVaultBounds(t *testing.T) {
	t.Parallel()
	long := bytes.Repeat([]byte{1}, wire.MaxKeybag+1)
	join := wire.JoinReply{Workspace: "w", Token: "t"}
	device := strings.Repeat("0f", 32)
	doors := func(all ...wire.DoorBag) wire.Keybag {
		return wire.Keybag{Version: 1, Body: []byte("x"), Doors: all}
	}
	var many []wire.DoorBag
	for i := range wire.MaxDoors + 1 {
		many = append(many, wire.DoorBag{Device: fmt.Sprintf("%016x", i), Body: []byte("x")})
	}
	half := long[:wire.MaxDoorBags/2+1]
	for name, c := range map[string]struct {
		decoder string
		v       any
	}{
		"a large keybag":         {"keybag", wire.Keybag{Version: 1, Body: long}},
		"a version below zero":   {"keybag", wire.Keybag{Version: -1}},
		"a keybag of no version": {"keybag", wire.Keybag{Body: []byte("x")}},
		"doors of no version":    {"keybag", wire.Keybag{Doors: many[:1]}},
		"too many doors":         {"keybag", doors(many...)},
		"a door twice":           {"keybag", doors(many[0], many[0])},
		"a door without device":  {"keybag", doors(wire.DoorBag{Body: []byte("x")})},
		"a door's large keybag":  {"keybag", doors(wire.DoorBag{Device: device[:16], Body: long})},
		"doors too large":        {"keybag", doors(wire.DoorBag{Device: many[0].Device, Body: half}, wire.DoorBag{Device: many[1].Device, Body: half})},
		"a short digest":         {"recovery-request", wire.RecoveryRequest{TokenSHA256: "00"}},
		"a digest in capitals":   {"recovery-request", wire.RecoveryRequest{TokenSHA256: strings.Repeat("AB", 32)}},
		"no token":               {"recover-request", wire.RecoverRequest{Device: device}},
		"no device":              {"recover-request", wire.RecoverRequest{Token: device}},
		"two lines of label":     {"pair-request", wire.PairRequest{Device: device, Label: "a\nb"}},
		"a turned label":         {"pair-request", wire.PairRequest{Device: device, Label: "a\u202eb"}},
		"a long label":           {"pair-request", wire.PairRequest{Device: device, Label: strings.Repeat("é", wire.MaxLabel+1)}},
		"no role":                {"pair-offer", wire.PairOffer{Body: []byte("x")}},
		"another role":           {"pair-offer", wire.PairOffer{Role: "king", Body: []byte("x")}},
		"no body":                {"pair-offer", wire.PairOffer{Role: wire.RoleDoor}},
		"a large body":           {"pair-offer", wire.PairOffer{Role: wire.RoleDoor, Body: long}},
		"a reply without body":   {"pair-reply", wire.PairReply{Join: join}},
		"no membership":          {"pair-reply", wire.PairReply{Body: []byte("x")}},
		"a large reply":          {"recover-reply", wire.RecoverReply{Join: join, Keybag: wire.Keybag{Version: 1, Body: long}}},
		"a long name":            {"join-reply-role", wire.JoinReply{Workspace: "w", Token: "t", Group: strings.Repeat("x", 513)}},
		"an odd key":             {"join-reply-role", wire.JoinReply{Workspace: "w", Token: "t", ReceiptKey: "x"}},
		"a long id":              {"revoke-request", wire.RevokeRequest{Device: device}},
		"a device without id":    {"devices", wire.DevicesReply{Devices: []wire.Device{{Role: wire.RoleDoor}}}},
		"not done":               {"done", wire.Done{}},
		"no devices":             {"devices", wire.DevicesReply{}},
		"an odd day":             {"devices", wire.DevicesReply{Devices: []wire.Device{{ID: device[:16], Seen: "yesterday!"}}}},
		"a number below zero":    {"receipt", func() wire.Receipt { r := receipt(); r.N = -1; return r }()},
		"no signature":           {"receipt", func() wire.Receipt { r := receipt(); r.Sig = nil; return r }()},
		"no digest":              {"receipt", func() wire.Receipt { r := receipt(); r.Digest = ""; return r }()},
		"not even an object":     {"receipt", []int{1}},
		"no version":             {"keybag", map[string]string{"status": "up"}},
	} {
		if _, err := decoders()[c.decoder](wire.Raw(c.v)); err == nil {
			t.Errorf("%s: passed", name)
		}
	}
}

func FuzzDecodeVault(f *testing.F) {
	for _, v := range vault() {
		f.Add([]byte(wire.Raw(v)))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		for name, decode := range decoders() {
			v, err := decode(raw)
			if err != nil {
				continue
			}
			out, err := json.Marshal(v)
			if err != nil {
				t.Fatalf("%s: what was read cannot be written: %v", name, err)
			}
			again, err := decode(out)
			if err != nil {
				t.Fatalf("%s: what was read cannot be read again: %v", name, err)
			}
			if twice := wire.Raw(again); !bytes.Equal(twice, out) {
				t.Fatalf("%s: read differently the second time:\n%s\n%s", name, out, twice)
			}
		}
	})
}
