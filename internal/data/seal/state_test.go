package seal_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zalando/go-keyring"

	"daykit/internal/data/seal"
	"daykit/internal/domain/fault"
)

// ring is a keyring in memory that can be broken.
type ring struct {
	keys   map[string][]byte
	broken error
}

func (r *ring) Get(_ context.Context, name string) ([]byte, error) {
	if key, ok := r.keys[name]; ok && r.broken == nil {
		return bytes.Clone(key), nil
	}
	return nil, errors.Join(r.broken, fault.New(fault.NotFound, "no such key", ""))
}

func (r *ring) Set(_ context.Context, name string, key []byte) error {
	r.keys[name] = bytes.Clone(key)
	return r.broken
}

func (r *ring) Delete(_ context.Context, name string) error {
	delete(r.keys, name)
	return r.broken
}

func newRing() *ring { return &ring{keys: map[string][]byte{}} }

// cheap is the least cost that a state file may ask for.
var cheap = seal.Cost{Passes: 1, Memory: 8 << 10, Threads: 1}

func reread(t *testing.T, s *seal.State) *seal.State {
	t.Helper()
	return must(seal.ParseState(must(s.Encode())(t)))(t)
}

func TestDeviceKeyInTheKeyring(t *testing.T) {
	t.Parallel()
	id, guards := newIdentity(t, 1), seal.Guards{Keyring: newRing(), File: seal.KeyFiles{Dir: t.TempDir()}}
	s := reread(t, must(seal.Protect(t.Context(), id, "keybag.age", guards, drawn(2)))(t))
	if s.Guard != seal.ByKeyring || !s.Status().Locked || s.Status().Asks {
		t.Errorf("the state is %+v", s.Status())
	}
	if got := must(s.Open(t.Context(), guards))(t); got.Secret() != id.Secret() {
		t.Error("the identity came back changed")
	}
	if err := s.Forget(t.Context(), guards); err != nil {
		t.Fatal(err)
	}
	_, err := s.Open(t.Context(), guards)
	wantCode(t, err, fault.NotFound)
}

func TestDeviceKeyInAFileIsReported(t *testing.T) {
	t.Parallel()
	dir, id := t.TempDir(), newIdentity(t, 1)
	guards := seal.Guards{Keyring: &ring{keys: map[string][]byte{}, broken: fault.New(fault.Denied, "no keyring", "")}, File: seal.KeyFiles{Dir: dir}}
	s := reread(t, must(seal.Protect(t.Context(), id, "keybag.age", guards, drawn(2)))(t))
	if s.Guard != seal.ByFile || s.Status().Locked || !strings.HasPrefix(s.Status().Words, "not locked") || s.Status().Hint == "" {
		t.Errorf("the state is %+v", s.Status())
	}
	if got := must(s.Open(t.Context(), guards))(t); got.Secret() != id.Secret() {
		t.Error("the identity came back changed")
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	if len(files) != 1 {
		t.Fatalf("got files %v, want one", files)
	}
	if info := must(os.Stat(files[0]))(t); info.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
		t.Errorf("others may read the key file: %v", info.Mode())
	}
	if err := os.WriteFile(files[0], []byte("short"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := s.Open(t.Context(), guards)
	wantCode(t, err, fault.Damaged)
	if err := errors.Join(s.Forget(t.Context(), guards), s.Forget(t.Context(), guards)); err != nil {
		t.Fatal(err)
	}
	_, err = s.Open(t.Context(), guards)
	wantCode(t, err, fault.NotFound)
	_, err = seal.Protect(t.Context(), id, "keybag.age", seal.Guards{Keyring: guards.Keyring}, drawn(2))
	wantCode(t, err, fault.Denied)
}

func TestPassphrase(t *testing.T) {
	t.Parallel()
	id := newIdentity(t, 1)
	s := reread(t, must(seal.ProtectWith("caf\u00e9 lamp river", cheap, id, "keybag.age", drawn(2)))(t))
	if st := s.Status(); !st.Locked || !st.Asks {
		t.Errorf("the state is %+v", st)
	}
	for _, right := range []string{"caf\u00e9 lamp river", "cafe\u0301 lamp river"} {
		if got := must(s.OpenWith(right))(t); got.Secret() != id.Secret() {
			t.Error("the identity came back changed")
		}
	}
	for _, wrong := range []string{"", "cafe lamp river", "caf\u00e9 lamp river ", strings.Repeat("x", 1<<20)} {
		_, err := s.OpenWith(wrong)
		wantCode(t, err, fault.Denied)
		if err != nil && !strings.Contains(err.Error(), "this is not the passphrase") {
			t.Errorf("a person is told %q", err)
		}
	}
	_, err := s.Open(t.Context(), seal.Guards{Keyring: newRing(), File: newRing()})
	wantCode(t, err, fault.Denied)
	for _, short := range []string{"", "seven77", strings.Repeat("x", 1025)} {
		_, err := seal.ProtectWith(short, cheap, id, "keybag.age", drawn(2))
		wantCode(t, err, fault.Invalid)
	}
	if err := s.Forget(t.Context(), seal.Guards{}); err != nil {
		t.Error(err)
	}
}

func TestStateFileIsHeldToItsShape(t *testing.T) {
	t.Parallel()
	s := must(seal.ProtectWith("correct horse", cheap, newIdentity(t, 1), "keybag.age", drawn(2)))(t)
	file := string(must(s.Encode())(t))
	for name, c := range map[string]struct {
		old, new string
		code     fault.Code
	}{
		"newer":            {`"v": 1`, `"v": 2`, fault.Invalid},
		"no version":       {`"v": 1`, `"v": 0`, fault.Damaged},
		"another guard":    {`"passphrase",`, `"keyring",`, fault.Damaged},
		"unknown guard":    {`"passphrase",`, `"hope",`, fault.Damaged},
		"unknown field":    {`"v": 1`, `"v": 1, "x": 2`, fault.Damaged},
		"too much memory":  {`"m": 8192`, `"m": 999999999`, fault.Damaged},
		"too little":       {`"m": 8192`, `"m": 1`, fault.Damaged},
		"a broken end":     {"}\n", "", fault.Damaged},
		"something behind": {"}\n", "}}\n", fault.Damaged},
		"no keybag":        {"keybag.age", "", fault.Damaged},
	} {
		changed := strings.Replace(file, c.old, c.new, 1)
		if changed == file {
			t.Fatalf("%s: nothing was changed in %s", name, file)
		}
		if _, err := seal.ParseState([]byte(changed)); err == nil || fault.CodeOf(err) != c.code {
			t.Errorf("%s: got error %v, want code %s", name, err, c.code)
		}
	}
	weaker := reread(t, s)
	weaker.Passphrase.Passes++
	_, err := weaker.OpenWith("correct horse")
	wantCode(t, err, fault.Denied)
	swapped := reread(t, s)
	swapped.Recipient = newIdentity(t, 5).Recipient()
	_, err = swapped.OpenWith("correct horse")
	wantCode(t, err, fault.Damaged)
	_, err = seal.ParseState(make([]byte, 1<<20))
	wantCode(t, err, fault.Damaged)
}

// TestOSKeyring uses go-keyring's own provider for tests, so that the keyring of whoever
// runs this is left alone. It is not parallel, since that provider is global.
func TestOSKeyring(t *testing.T) {
	keyring.MockInit()
	r := seal.OSKeyring{Service: "Daykit test"}
	key := bytes.Repeat([]byte{7}, 32)
	if err := r.Set(t.Context(), "A", key); err != nil {
		t.Fatal(err)
	}
	if got := must(r.Get(t.Context(), "A"))(t); !bytes.Equal(got, key) {
		t.Errorf("got %v", got)
	}
	_, err := r.Get(t.Context(), "B")
	wantCode(t, err, fault.NotFound)
	if err := keyring.Set("Daykit test", "C", "no key"); err != nil {
		t.Fatal(err)
	}
	_, err = r.Get(t.Context(), "C")
	wantCode(t, err, fault.Damaged)
	if err := errors.Join(r.Delete(t.Context(), "A"), r.Delete(t.Context(), "A")); err != nil {
		t.Error(err)
	}
	keyring.MockInitWithError(errors.New("no service"))
	_, err = r.Get(t.Context(), "A")
	wantCode(t, err, fault.Denied)
	wantCode(t, r.Set(t.Context(), "A", key), fault.Denied)
	s := must(seal.Protect(t.Context(), newIdentity(t, 1), "keybag.age", seal.Guards{Keyring: r, File: seal.KeyFiles{Dir: t.TempDir()}}, drawn(1)))(t)
	if s.Guard != seal.ByFile {
		t.Errorf("without a keyring the guard is %s", s.Guard)
	}
}

// TestSilentKeyring: a Secret Service may wait for a person who is not there.
func TestSilentKeyring(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		forEver := make(chan error)
		defer close(forEver)
		err := seal.RingCall(seal.OSKeyring{}, ctx, func() error { return <-forEver })
		wantCode(t, err, fault.Denied)
		called := false
		wantCode(t, seal.RingCall(seal.OSKeyring{}, ctx, func() error { called = true; return nil }), fault.Denied)
		if called {
			t.Error("a call was made although its time was over")
		}
	})
}
