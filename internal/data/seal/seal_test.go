package seal_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"filippo.io/age"

	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/domain/fault"
)

// drawn gives the same bytes for the same seed, so that test keys are always the same.
func drawn(seed byte) io.Reader { return rand.NewChaCha8([32]byte{seed}) }

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func newKeys(t *testing.T, seed byte) *seal.Keys {
	t.Helper()
	return must(seal.NewKeys(drawn(seed)))(t)
}

func newIdentity(t *testing.T, seed byte) seal.Identity {
	t.Helper()
	return must(seal.NewIdentity(seal.Hybrid, drawn(seed)))(t)
}

func wantCode(t *testing.T, err error, want fault.Code) {
	t.Helper()
	if err == nil || fault.CodeOf(err) != want {
		t.Errorf("got error %v, want a fault of code %s", err, want)
	}
}

func op(seq uint32) oplog.OpID {
	return oplog.OpID{Inc: oplog.Incarnation{1, 2, 3, 4, 5, 6, 7, 8}, Seq: seq}
}

func TestOperationsAreBoundToTheirPlace(t *testing.T) {
	t.Parallel()
	k := newKeys(t, 1)
	plain := []byte(`{"en":"guest","f":{"name":"Amal"}}`)
	epoch, body, err := k.Seal(oplog.Roster, op(7), plain)
	if err != nil || epoch != 1 || bytes.Contains(body, []byte("Amal")) {
		t.Fatalf("got epoch %d, body %q, error %v", epoch, body, err)
	}
	if got := must(k.Open(oplog.Roster, epoch, op(7), body))(t); !bytes.Equal(got, plain) {
		t.Errorf("got %q, want %q", got, plain)
	}
	for i := range body {
		bad := bytes.Clone(body)
		bad[i] ^= 1
		_, err := k.Open(oplog.Roster, epoch, op(7), bad)
		wantCode(t, err, fault.Damaged)
	}
	for n := range len(body) {
		_, err := k.Open(oplog.Roster, epoch, op(7), body[:n])
		wantCode(t, err, fault.Damaged)
	}
	other := newKeys(t, 2)
	for name, open := range map[string]func() ([]byte, error){
		"another sequence number": func() ([]byte, error) { return k.Open(oplog.Roster, epoch, op(8), body) },
		"another incarnation":     func() ([]byte, error) { return k.Open(oplog.Roster, epoch, oplog.OpID{Seq: 7}, body) },
		"another class":           func() ([]byte, error) { return k.Open(oplog.Contact, epoch, op(7), body) },
		"another group":           func() ([]byte, error) { return other.Open(oplog.Roster, epoch, op(7), body) },
	} {
		if _, err := open(); err == nil || fault.CodeOf(err) != fault.Damaged {
			t.Errorf("%s: got error %v, want damage", name, err)
		}
	}
	_, err = k.Open(oplog.Roster, 0, op(7), plain)
	wantCode(t, err, fault.Damaged)
	if _, err := k.Open(oplog.Roster, 2, op(7), body); !errors.Is(err, seal.ErrNoKey) {
		t.Errorf("an epoch to come: got error %v, want ErrNoKey", err)
	}
}

func TestPlainClassesStayPlain(t *testing.T) {
	t.Parallel()
	k := newKeys(t, 1)
	for _, class := range []oplog.Class{oplog.Public, oplog.Report} {
		epoch, body, err := k.Seal(class, op(1), []byte("x"))
		if epoch != 0 || string(body) != "x" || err != nil {
			t.Errorf("class %d: got epoch %d, body %q, error %v", class, epoch, body, err)
		}
		if got := must(k.Open(class, 0, op(1), body))(t); string(got) != "x" {
			t.Errorf("class %d: got %q", class, got)
		}
		_, err = k.Open(class, 1, op(1), body)
		wantCode(t, err, fault.Invalid)
		if _, err := k.SealColumn(class, seal.Cell{}, nil); !errors.Is(err, seal.ErrNoKey) {
			t.Errorf("class %d has a key for columns: %v", class, err)
		}
		if err := k.Rotate(class); err == nil {
			t.Errorf("class %d can be rotated", class)
		}
	}
}

func TestOldEpochsStayReadable(t *testing.T) {
	t.Parallel()
	k := newKeys(t, 1)
	var before uint32
	for seq := range uint32(5) {
		epoch, body, err := k.Seal(oplog.Work, op(seq), []byte{byte(seq)})
		if err != nil || epoch <= before || k.Epoch(oplog.Work) != epoch {
			t.Fatalf("got epoch %d after %d, error %v", epoch, before, err)
		}
		if err := k.Rotate(oplog.Work); err != nil {
			t.Fatal(err)
		}
		if got := must(k.Open(oplog.Work, epoch, op(seq), body))(t); got[0] != byte(seq) {
			t.Errorf("epoch %d reads %v", epoch, got)
		}
		before = epoch
	}
	if k.Epoch(oplog.Contact) != 1 {
		t.Error("rotating work rotated contacts")
	}
}

func TestColumnsAreBoundToTheirPlace(t *testing.T) {
	t.Parallel()
	k := newKeys(t, 1)
	cell := seal.Cell{Table: "cell", Entity: "guest", ID: "g1", Field: "phone"}
	sealed := must(k.SealColumn(oplog.Contact, cell, []byte("07700 900123")))(t)
	if got := must(k.OpenColumn(oplog.Contact, cell, sealed))(t); string(got) != "07700 900123" {
		t.Errorf("got %q", got)
	}
	for _, wrong := range []seal.Cell{
		{"fact", "guest", "g1", "phone"},
		{"cell", "task", "g1", "phone"},
		{"cell", "guest", "g2", "phone"},
		{"cell", "guest", "g1", "email"},
		{"cellguest", "", "g1", "phone"},
		{"cell", "guest", "g1phone", ""},
	} {
		_, err := k.OpenColumn(oplog.Contact, wrong, sealed)
		wantCode(t, err, fault.Damaged)
	}
	for n := range len(sealed) {
		_, err := k.OpenColumn(oplog.Contact, cell, sealed[:n])
		wantCode(t, err, fault.Damaged)
	}
}

func TestFilesOpenWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	k := newKeys(t, 1)
	plain := bytes.Repeat([]byte("photograph "), 20_000) // several chunks
	var file bytes.Buffer
	w := must(k.SealFile(&file, oplog.Contact, "photo 1"))(t)
	if _, err := w.Write(plain); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	open := func(k *seal.Keys, file []byte, label string) ([]byte, error) {
		r, err := k.OpenFile(bytes.NewReader(file), label)
		if err != nil {
			return nil, err
		}
		return io.ReadAll(r)
	}
	if got := must(open(k, file.Bytes(), "photo 1"))(t); !bytes.Equal(got, plain) {
		t.Error("the file came back changed")
	}
	_, err := open(k, file.Bytes(), "photo 2")
	wantCode(t, err, fault.Damaged)
	_, err = open(newKeys(t, 2), file.Bytes(), "photo 1")
	wantCode(t, err, fault.Damaged)
	for at := 0; at < file.Len(); at += 997 {
		bad := bytes.Clone(file.Bytes())
		bad[at] ^= 1
		if _, err := open(k, bad, "photo 1"); err == nil {
			t.Errorf("a changed byte at %d went unseen", at)
		}
		if _, err := open(k, file.Bytes()[:at], "photo 1"); err == nil {
			t.Errorf("a cut at %d went unseen", at)
		}
	}
}

func TestSignupsOpenWithEveryKeyOfTheirEvent(t *testing.T) {
	t.Parallel()
	k := newKeys(t, 1)
	var sealed [][]byte
	for _, kind := range []seal.Kind{seal.Hybrid, seal.X25519} {
		to := must(k.NewEventKey("ev", kind))(t)
		if got := must(k.EventRecipient("ev"))(t); got != to {
			t.Errorf("got recipient %s, want the newest, %s", got, to)
		}
		if hybrid := strings.HasPrefix(to, "age1pq1"); hybrid != (kind == seal.Hybrid) {
			t.Errorf("kind %d gave recipient %.12s", kind, to)
		}
		sealed = append(sealed, encrypt(t, to, "sign-up"))
	}
	for _, s := range sealed {
		if got := must(k.OpenSignup("ev", s))(t); string(got) != "sign-up" {
			t.Errorf("got %q", got)
		}
	}
	must(k.NewEventKey("ev2", seal.Hybrid))(t)
	for _, event := range []string{"ev2", "none"} {
		if _, err := k.OpenSignup(event, sealed[0]); !errors.Is(err, seal.ErrNoKey) {
			t.Errorf("event %s: got error %v, want ErrNoKey", event, err)
		}
	}
	_, err := k.OpenSignup("ev", make([]byte, 1<<20))
	wantCode(t, err, fault.Invalid)
	_, err = k.OpenSignup("ev", encrypt(t, must(k.EventRecipient("ev"))(t), strings.Repeat("x", 63<<10))[:60<<10])
	wantCode(t, err, fault.Damaged)
	k.FewerEvents("ev2")
	if _, err := k.OpenSignup("ev", sealed[0]); !errors.Is(err, seal.ErrNoKey) {
		t.Errorf("a dropped event: got error %v, want ErrNoKey", err)
	}
}

// encrypt does what a browser does.
func encrypt(t testing.TB, to, plain string) []byte {
	t.Helper()
	var r age.Recipient
	var err error
	if strings.HasPrefix(to, "age1pq1") {
		r, err = age.ParseHybridRecipient(to)
	} else {
		r, err = age.ParseX25519Recipient(to)
	}
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w, err := age.Encrypt(&b, r)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, plain); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSignaturesAreForOnePurpose(t *testing.T) {
	t.Parallel()
	k := newKeys(t, 1)
	if f := string(k.Fingerprint()); len(f) != 26 || strings.Trim(f, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") != "" {
		t.Errorf("the fingerprint is %q", f)
	}
	signature := must(k.Sign("statement v1", []byte("m")))(t)
	if !seal.Verify(k.Group(), "statement v1", []byte("m"), signature) {
		t.Error("a right signature is refused")
	}
	if seal.Verify(k.Group(), "keybag v1", []byte("m"), signature) ||
		seal.Verify(k.Group(), "statement v1", []byte("n"), signature) ||
		seal.Verify(newKeys(t, 2).Group(), "statement v1", []byte("m"), signature) ||
		seal.Verify(nil, "statement v1", []byte("m"), signature) {
		t.Error("a wrong signature is taken")
	}
}

func TestSecretsDoNotPrint(t *testing.T) {
	t.Parallel()
	k, id := newKeys(t, 1), newIdentity(t, 2)
	for _, format := range []string{"%v", "%+v", "%#v", "%s"} {
		for _, v := range []any{k, id, &id} {
			if got := fmt.Sprintf(format, v); got != "[sealed]" {
				t.Errorf("%s of %T prints %q", format, v, got)
			}
		}
	}
}

func TestIdentitiesAreThoseOfAge(t *testing.T) {
	t.Parallel()
	for seed := range byte(50) {
		hybrid := newIdentity(t, seed)
		theirs := must(age.ParseHybridIdentity(hybrid.Secret()))(t)
		if theirs.String() != hybrid.Secret() || theirs.Recipient().String() != hybrid.Recipient() {
			t.Errorf("seed %d: age reads the hybrid identity otherwise", seed)
		}
		old := must(seal.NewIdentity(seal.X25519, drawn(seed)))(t)
		older := must(age.ParseX25519Identity(old.Secret()))(t)
		if older.String() != old.Secret() || older.Recipient().String() != old.Recipient() {
			t.Errorf("seed %d: age reads the X25519 identity otherwise", seed)
		}
		for _, id := range []seal.Identity{hybrid, old} {
			back := must(seal.ParseIdentity(id.Secret()))(t)
			if back.Recipient() != id.Recipient() || back.Kind() != id.Kind() {
				t.Errorf("seed %d: the identity does not come back", seed)
			}
		}
	}
	for _, bad := range []string{"", "AGE-SECRET-KEY-1", "AGE-SECRET-KEY-1QQQQ", strings.ToLower(newIdentity(t, 1).Secret()), "age1pq1qq"} {
		_, err := seal.ParseIdentity(bad)
		wantCode(t, err, fault.Invalid)
	}
}

func TestAFailingSourceOfRandomnessIsSeen(t *testing.T) {
	t.Parallel()
	for n := range int64(16 + 32 + 3*32) {
		if _, err := seal.NewKeys(io.LimitReader(drawn(1), n)); err == nil {
			t.Fatalf("keys were made of %d random bytes", n)
		}
	}
	k := must(seal.NewKeys(io.LimitReader(drawn(1), 16+32+3*32)))(t)
	if _, _, err := k.Seal(oplog.Work, op(1), nil); err == nil {
		t.Error("sealed without a nonce")
	}
}
