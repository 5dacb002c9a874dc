package sqlite_test

import (
	"path/filepath"
	"testing"

	"daykit/internal/central/sqlite"
	"daykit/internal/central/storetest"
	"daykit/internal/data/faultvfs"
)

// TestFullDisk fills the disk of the file under a server while people sign up.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	d, err := faultvfs.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := sqlite.OpenWith(t.Context(), filepath.Join(t.TempDir(), "server.db"), []string{"vfs=" + d.Name()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	storetest.FullDisk(t, s, 6, func(turn int) { d.Limit(d.Used() + 150_000 + turn*3_000) }, func() { d.Limit(0) })
}
