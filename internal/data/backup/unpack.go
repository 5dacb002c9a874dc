package backup

import (
	"archive/tar"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"

	"daykit/internal/data/seal"
	"daykit/internal/data/store"
	"daykit/internal/domain/fault"
)

// opened is a backup that was read to its end and found whole.
type opened struct {
	manifest
	bag  []byte
	size int64 // of the file, in bytes
}

// ReadKeybag gives the sealed keybag of the backup at path, which a recovery sheet
// opens where there are no keys yet. That it belongs to the rest of the file only
// Restore proves.
func ReadKeybag(path string) ([]byte, error) {
	f, err := open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readHead(f)
}

func open(path string) (*os.File, error) {
	f, err := os.Open(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, fault.Wrap(err, fault.NotFound, "there is no such backup", "look where it was saved, or put the stick in again")
	case err != nil:
		return nil, store.Fault(err)
	}
	return f, nil
}

// readFile reads the backup at path to its end and hands each file to take, in order.
// What take has got counts only when readFile gives no error.
func readFile(from source, take func(name string, r io.Reader) error) (*opened, error) {
	f, err := open(from.path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, damaged(err)
	}
	o, err := read(&counted{r: f, all: info.Size(), tell: from.tell}, from.ids, take)
	if err != nil {
		return nil, err
	}
	o.size = info.Size()
	return o, nil
}

func read(src io.Reader, ids []seal.Identity, take func(name string, r io.Reader) error) (*opened, error) {
	bag, err := readHead(src)
	if err != nil {
		return nil, err
	}
	plain, err := seal.DecryptWith(src, whatFile, ids...)
	if errors.Is(err, seal.ErrNoKey) {
		return nil, fault.Wrap(err, fault.Denied, "the backup is not for this laptop",
			"take the recovery sheet of the group that made it")
	}
	if err != nil {
		return nil, err
	}
	return readTar(plain, bag, take)
}

// readTar reads what is inside the seal.
func readTar(plain io.Reader, bag []byte, take func(name string, r io.Reader) error) (*opened, error) {
	t := tar.NewReader(plain)
	m, err := readManifest(t)
	if err != nil {
		return nil, err
	}
	if m.Keybag != entryOf(keybagName, bag) {
		return nil, damaged(errors.New("the keybag is another one"))
	}
	for _, e := range m.Files {
		if err := readEntry(t, e, take); err != nil {
			return nil, err
		}
	}
	if _, err := t.Next(); !errors.Is(err, io.EOF) {
		return nil, whole(err, "more files than the manifest names")
	}
	if n, err := io.ReadFull(plain, make([]byte, 1)); n > 0 || !errors.Is(err, io.EOF) {
		return nil, whole(err, "more bytes than the archive has")
	}
	return &opened{manifest: *m, bag: bag}, nil
}

// whole turns what is wrong with an archive into damage.
func whole(err error, what string) error {
	if err != nil && passes(err) {
		return err
	}
	return damaged(errors.Join(errors.New(what), err))
}

func readManifest(t *tar.Reader) (*manifest, error) {
	size, err := next(t, manifestName)
	if err != nil {
		return nil, err
	}
	if size > maxManifest {
		return nil, damaged(errors.New("the manifest is too large"))
	}
	b, err := io.ReadAll(t)
	if err != nil {
		return nil, whole(err, "the manifest is cut off")
	}
	return decodeManifest(b)
}

// next goes to the next file, which must be a plain one of that name. Records beyond
// the plain header, which can name holes and other paths, are refused.
func next(t *tar.Reader, name string) (size int64, err error) {
	h, err := t.Next()
	if err != nil {
		return 0, whole(err, "a file is missing")
	}
	if h.Name != name || h.Typeflag != tar.TypeReg || len(h.PAXRecords) > 0 || h.Format&tar.FormatUSTAR == 0 {
		return 0, damaged(errors.New("a file that does not belong here"))
	}
	return h.Size, nil
}

func readEntry(t *tar.Reader, e entry, take func(name string, r io.Reader) error) error {
	size, err := next(t, e.Name)
	if err != nil {
		return err
	}
	if size != e.Size {
		return damaged(errors.New("a file has another size"))
	}
	h := sha256.New()
	in := io.TeeReader(faulty{t}, h)
	if err := take(e.Name, in); err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, in); err != nil {
		return err
	}
	if hex.EncodeToString(h.Sum(nil)) != e.SHA256 {
		return damaged(errors.New("a file has another hash"))
	}
	return nil
}

// faulty gives errors of reading as faults, so that those of writing are told apart.
type faulty struct{ r io.Reader }

func (f faulty) Read(p []byte) (int, error) {
	n, err := f.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = whole(err, "a file is cut off")
	}
	return n, err
}

// unpack writes the files of a backup into dir, and checks the database.
func (s *Shelf) unpack(ctx context.Context, from source, dir string) (*opened, error) {
	if err := errors.Join(s.disk.Remove(dir), s.disk.Mkdir(filepath.Join(dir, media))); err != nil {
		return nil, err
	}
	o, err := readFile(from, func(name string, r io.Reader) error {
		return writeAll(s.disk, filepath.Join(dir, filepath.FromSlash(name)), stopping{ctx, r})
	})
	if err == nil {
		err = store.CheckFile(ctx, filepath.Join(dir, store.FileName))
	}
	if err == nil {
		err = errors.Join(s.disk.SyncDir(filepath.Join(dir, media)), s.disk.SyncDir(dir))
	}
	if err != nil {
		return nil, errors.Join(err, s.disk.Remove(dir))
	}
	return o, nil
}
