package store_test

import (
	"crypto/rand"
	"os"
	"testing"

	"daykit/internal/data/canary"
	"daykit/internal/data/seal"
	"daykit/internal/data/store"
	"daykit/internal/domain/fault"
)

// TestSecretSettingsLieSealed: a workspace that an older program left is sealed when it
// is opened with keys, and the token is in no byte of its files from then on.
func TestSecretSettingsLieSealed(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	secrets := map[string]string{"sync.token": "token-canary-1234567890", "sync.device": "device-canary-1234567890"}
	look := func(want bool) {
		t.Helper()
		found, err := canary.FindIn(os.DirFS(dir), []string{secrets["sync.token"], secrets["sync.device"]})
		if err != nil || (len(found) > 0) != want {
			t.Errorf("got %v, %v", found, err)
		}
	}
	read := func(s *store.Store) {
		t.Helper()
		for k, want := range secrets {
			if got, err := s.Setting(t.Context(), k); err != nil || got != want {
				t.Errorf("%s: got %q, %v", k, got, err)
			}
		}
	}
	s := openWith(t, dir, bare())
	if err := s.SetSettings(t.Context(), secrets); err != nil {
		t.Fatal(err)
	}
	read(s)
	closed(t, s)
	look(true)

	keys, err := seal.NewKeys(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	s = openWith(t, dir, withKeys(keys))
	read(s)
	look(false)
	closed(t, s)
	look(false)

	s = openWith(t, dir, withKeys(store.Locked{}))
	_, err = s.Setting(t.Context(), "sync.token")
	wantCode(t, err, fault.Locked)
	wantCode(t, s.SetSettings(t.Context(), secrets), fault.Locked)
	if _, err := s.Unlock(t.Context(), keys); err != nil {
		t.Fatal(err)
	}
	read(s)
	if err := s.SetSetting(t.Context(), "sync.token", ""); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Setting(t.Context(), "sync.token"); got != "" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}

func closed(t *testing.T, s *store.Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
