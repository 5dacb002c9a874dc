package backup

import (
	"context"
	"io"

	"daykit/internal/data/seal"
	"daykit/internal/data/store"
)

// Disk is what tests break.
type (
	Disk = disk
	File = file
)

// RealDisk gives the disk that a shelf works on.
func RealDisk() Disk { return realDisk{} }

// SetDisk puts another disk under a shelf.
func SetDisk(s *Shelf, d Disk) { s.disk = d }

// Read reads a backup to its end and gives the names in it.
func Read(src io.Reader, ids ...seal.Identity) ([]string, error) {
	var names []string
	_, err := read(src, ids, func(name string, _ io.Reader) error {
		names = append(names, name)
		return nil
	})
	return names, err
}

// ReadTar reads what is inside the seal, and gives how many bytes were in its files.
func ReadTar(plain io.Reader, bag []byte) (names []string, size int64, err error) {
	_, err = readTar(plain, bag, func(name string, r io.Reader) error {
		names = append(names, name)
		n, err := io.Copy(io.Discard, r)
		size += n
		return err
	})
	return names, size, err
}

// Unpack writes the files of a backup into a folder.
func Unpack(ctx context.Context, s *Shelf, path, dir string, ids ...seal.Identity) error {
	_, err := s.unpack(ctx, source{path: path, ids: ids}, dir)
	return err
}

// BeforeMigrate is what the store calls before its tables change.
func BeforeMigrate(ctx context.Context, s *Shelf, st *store.Store) error {
	return s.beforeMigrate(ctx, func(path string) error { return st.CopyTo(ctx, path) })
}
