package sqlite_test

import (
	"path/filepath"
	"testing"

	"daykit/internal/central/storetest"
)

func BenchmarkPost(b *testing.B) {
	storetest.BenchPost(b, open(b, filepath.Join(b.TempDir(), "server.db")))
}
