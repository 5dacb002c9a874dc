package sqlite_test

import (
	"path/filepath"
	"testing"

	"daykit/internal/central/sqlite"
	"daykit/internal/central/storetest"
)

func BenchmarkPost(b *testing.B) {
	s, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "server.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	storetest.BenchPost(b, s)
}
