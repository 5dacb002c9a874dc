package storetest

import (
	"testing"

	"daykit/internal/central/server"
)

// replaces tests that a secret takes another form for whom it is, and only while it is
// what the caller saw.
func replaces(t *testing.T, s server.Store) {
	t.Helper()
	for _, c := range []struct{ id, was, want string }{
		{"id-cora", "not it", "twenty bytes of seed"},
		{"id-nobody", "twenty bytes of seed", "twenty bytes of seed"},
		{"id-cora", "twenty bytes of seed", "another form"},
	} {
		if err := s.ReplaceSecret(t.Context(), c.id, []byte(c.was), []byte("another form")); err != nil {
			t.Error(err)
		}
		if _, got, err := s.CodeSecret(t.Context(), "cora"); err != nil || string(got.Secret) != c.want || got.Step != 7 {
			t.Errorf("%+v: got %q, step %d, %v", c, got.Secret, got.Step, err)
		}
	}
}
