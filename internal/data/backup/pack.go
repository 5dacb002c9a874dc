package backup

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"daykit/internal/data/seal"
	"daykit/internal/data/store"
)

// tempName is the folder, within the data folder, that the plain copy lies in while a
// backup is made. It is taken away afterwards, and at the next Open after a crash.
const tempName = ".backup"

// content is where the files of a backup come from.
type content struct {
	database string // the path of a copy that does not change
	media    string // the folder of pictures; it need not be there
}

// kept is what a backup says about itself.
type kept struct {
	at      time.Time
	program string
	reason  Reason
}

// make writes a backup of what copyTo copies to path, reads it back and only then
// gives it its name.
func (s *Shelf) make(ctx context.Context, copyTo func(path string) error, path string, k kept) (Backup, error) {
	tmp := s.path(tempName)
	if err := errors.Join(s.disk.Remove(tmp), s.disk.Mkdir(tmp)); err != nil {
		return Backup{}, told(err)
	}
	c := content{database: filepath.Join(tmp, store.FileName), media: s.path(media)}
	b, err := s.copyAndSeal(ctx, copyTo, c, path, k)
	return b, told(errors.Join(err, s.disk.Remove(tmp)))
}

func (s *Shelf) copyAndSeal(ctx context.Context, copyTo func(path string) error, c content, path string, k kept) (Backup, error) {
	if err := copyTo(c.database); err != nil {
		return Backup{}, err
	}
	if err := store.CheckFile(ctx, c.database); err != nil {
		return Backup{}, err
	}
	return s.seal(c, path, k)
}

// seal writes the backup of a content, whose database has been checked.
func (s *Shelf) seal(c content, path string, k kept) (Backup, error) {
	bag, err := s.opt.Keys.Keybag()
	if err != nil {
		return Backup{}, err
	}
	m, err := s.describe(c, k, bag)
	if err != nil {
		return Backup{}, err
	}
	if err := s.disk.Mkdir(filepath.Dir(path)); err != nil {
		return Backup{}, err
	}
	part := path + partial
	size, err := s.writeAndRead(c, part, m, bag)
	if err == nil {
		err = s.disk.Rename(part, path)
	}
	if err != nil {
		return Backup{}, errors.Join(err, s.disk.Remove(part))
	}
	return Backup{Path: path, Time: k.at, Size: size, Missing: m.Missing}, s.disk.SyncDir(filepath.Dir(path))
}

// writeAndRead writes the file and proves that it opens to what went in.
func (s *Shelf) writeAndRead(c content, part string, m *manifest, bag []byte) (int64, error) {
	f, err := s.disk.Create(part)
	if err != nil {
		return 0, err
	}
	err = s.write(f, c, m, bag)
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return 0, err
	}
	ids, err := s.opt.Keys.Identities()
	if err != nil {
		return 0, err
	}
	// The database inside has the hash of the copy that was checked, so it is checked too.
	back, err := readFile(source{path: part, ids: ids}, func(string, io.Reader) error { return nil })
	if err != nil {
		return 0, fmt.Errorf("read back: %w", err)
	}
	return back.size, nil
}

// describe reads each file once, for the manifest. A picture that does not read is
// left out and named, since it must not keep all else from being saved.
func (s *Shelf) describe(c content, k kept, bag []byte) (*manifest, error) {
	id, err := s.opt.Keys.Workspace()
	if err != nil {
		return nil, err
	}
	m := &manifest{
		Format: formatNow, Workspace: hex.EncodeToString(id[:]), Time: k.at, Program: k.program, Reason: k.reason,
		Keybag: entryOf(keybagName, bag),
	}
	db, err := measure(c.database, store.FileName)
	if err != nil {
		return nil, err
	}
	m.Files = append(m.Files, db)
	pictures, err := os.ReadDir(c.media)
	if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	for _, p := range pictures {
		name := media + "/" + p.Name()
		if !p.Type().IsRegular() || !isPicture(name) || len(m.Files) == maxFiles {
			continue
		}
		e, err := measure(filepath.Join(c.media, p.Name()), name)
		if err != nil || e.Size > maxPicture {
			s.opt.Log.Warn("a picture is missing from a backup", "error", err)
			m.Missing = append(m.Missing, p.Name())
			continue
		}
		m.Files = append(m.Files, e)
	}
	return m, nil
}

func measure(path, name string) (entry, error) {
	f, err := os.Open(path)
	if err != nil {
		return entry{}, err
	}
	defer f.Close()
	h := sha256.New()
	n, err := io.Copy(h, f)
	return entry{Name: name, Size: n, SHA256: hex.EncodeToString(h.Sum(nil))}, err
}

func (s *Shelf) write(dst io.Writer, c content, m *manifest, bag []byte) error {
	to, err := s.opt.Keys.Recipients()
	if err != nil {
		return err
	}
	if err := writeHead(dst, bag); err != nil {
		return err
	}
	sealed, err := seal.EncryptTo(dst, to...)
	if err != nil {
		return err
	}
	if err := writeTar(sealed, c, m); err != nil {
		return err
	}
	return sealed.Close()
}

func writeTar(w io.Writer, c content, m *manifest) error {
	list, err := json.Marshal(m)
	if err != nil {
		return err
	}
	t := tar.NewWriter(w)
	if err := addFile(t, entry{Name: manifestName, Size: int64(len(list))}, bytes.NewReader(list)); err != nil {
		return err
	}
	for _, e := range m.Files {
		path := c.database
		if e.Name != store.FileName {
			path = filepath.Join(c.media, filepath.Base(filepath.FromSlash(e.Name)))
		}
		if err := addPath(t, e, path); err != nil {
			return err
		}
	}
	return t.Close()
}

func addPath(t *tar.Writer, e entry, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return addFile(t, e, f)
}

func addFile(t *tar.Writer, e entry, src io.Reader) error {
	if err := t.WriteHeader(&tar.Header{Name: e.Name, Mode: 0o600, Size: e.Size, Format: tar.FormatUSTAR}); err != nil {
		return err
	}
	_, err := io.Copy(t, src)
	return err
}
