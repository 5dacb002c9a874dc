package backup

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"path/filepath"
	"regexp"
	"time"

	"daykit/internal/data/seal"
	"daykit/internal/data/store"
	"daykit/internal/domain/fault"
)

// The file of a backup:
//
//	"daykit-backup" (13 bytes), version (1), zero (2),
//	the length of the keybag (4, big endian), the keybag: an age file,
//	an age file to the same recipients, around a tar of manifest.json, workspace.db
//	and media/…, in the order of the manifest, all uncompressed.
//
// The keybag stands outside the seal and once only, so that a recovery sheet opens it
// on a laptop that has no keys yet; the manifest carries its hash, so that it cannot
// be exchanged. The manifest comes first, so that each file is checked as it streams by.
const (
	fileMagic   = "daykit-backup"
	fileVersion = 1
	headSize    = len(fileMagic) + 1 + 2 + 4
	formatNow   = 1
)

// The limits of a backup. Nothing in it is compressed and sparse files are refused, so
// it never unpacks to more than its own size.
const (
	maxKeybag   = 4 << 20
	maxManifest = 4 << 20
	maxFiles    = 10_000
	maxDatabase = 4 << 30
	maxPicture  = 64 << 20
)

const (
	manifestName = "manifest.json"
	whatFile     = "the backup"
)

// manifest says what is in a backup.
type manifest struct {
	Format    int       `json:"format"`
	Workspace string    `json:"workspace"` // 16 bytes in hex
	Time      time.Time `json:"time"`
	Program   string    `json:"program"`
	Reason    Reason    `json:"reason"`
	Keybag    entry     `json:"keybag"`
	Files     []entry   `json:"files"` // the database, then the pictures by name
	Missing   []string  `json:"missing,omitempty"`
}

// entry is one file in a backup.
type entry struct {
	Name   string `json:"name"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

func entryOf(name string, b []byte) entry {
	sum := sha256.Sum256(b)
	return entry{Name: name, Size: int64(len(b)), SHA256: hex.EncodeToString(sum[:])}
}

const keybagName = "keybag.age"

func damaged(err error) error {
	return fault.Wrap(err, fault.Damaged, "the backup does not read back: it was changed or cut off", "take another backup")
}

func noBackup() error { return fault.New(fault.Invalid, "this is no backup of Daykit", "") }

func newer() error {
	return fault.New(fault.Invalid, "the backup was made by a newer Daykit", "update Daykit on this computer")
}

func writeHead(w io.Writer, bag []byte) error {
	head := append([]byte(fileMagic), fileVersion, 0, 0)
	head = binary.BigEndian.AppendUint32(head, uint32(len(bag)))
	if _, err := w.Write(append(head, bag...)); err != nil {
		return err
	}
	return nil
}

// readHead reads up to the seal and gives the keybag.
func readHead(r io.Reader) ([]byte, error) {
	head := make([]byte, headSize)
	n, err := io.ReadFull(r, head)
	switch {
	case n < len(fileMagic) || !bytes.HasPrefix(head, []byte(fileMagic)):
		return nil, noBackup()
	case err != nil:
		return nil, damaged(err)
	case head[len(fileMagic)] > fileVersion:
		return nil, newer()
	case head[len(fileMagic)] != fileVersion || head[len(fileMagic)+1] != 0 || head[len(fileMagic)+2] != 0:
		return nil, damaged(nil)
	}
	size := int64(binary.BigEndian.Uint32(head[headSize-4:]))
	if size > maxKeybag {
		return nil, damaged(nil)
	}
	bag, err := io.ReadAll(io.LimitReader(r, size)) // grows as it reads, whatever the length says
	if err != nil || int64(len(bag)) != size {
		return nil, damaged(err)
	}
	return bag, nil
}

// decodeManifest reads a manifest and holds it to the limits.
func decodeManifest(b []byte) (*manifest, error) {
	var m manifest
	if err := json.Unmarshal(b, &m); err != nil {
		return nil, damaged(err)
	}
	if m.Format > formatNow {
		return nil, newer()
	}
	id, err := hex.DecodeString(m.Workspace)
	if m.Format != formatNow || err != nil || len(id) != len(seal.WorkspaceID{}) || m.Time.IsZero() {
		return nil, damaged(err)
	}
	if m.Keybag.Name != keybagName || !m.Keybag.fits(maxKeybag) || !filesFit(m.Files) {
		return nil, damaged(nil)
	}
	return &m, nil
}

// filesFit wants the database and then pictures, each once.
func filesFit(files []entry) bool {
	if len(files) == 0 || len(files) > maxFiles || files[0].Name != store.FileName || !files[0].fits(maxDatabase) {
		return false
	}
	last := ""
	for _, e := range files[1:] {
		if !isPicture(e.Name) || e.Name <= last || !e.fits(maxPicture) {
			return false
		}
		last = e.Name
	}
	return true
}

func (e entry) fits(limit int64) bool {
	sum, err := hex.DecodeString(e.SHA256)
	return err == nil && len(sum) == sha256.Size && e.Size >= 0 && e.Size <= limit
}

// pictureName is what may stand behind media/: nothing that leads elsewhere, on any system.
var pictureName = regexp.MustCompile(`^media/[A-Za-z0-9][A-Za-z0-9_-]{0,127}\.[a-z0-9]{1,5}$`)

func isPicture(name string) bool {
	return pictureName.MatchString(name) && filepath.IsLocal(filepath.FromSlash(name))
}

// passes says whether an error is already one that a person is told.
func passes(err error) bool {
	var f *fault.Error
	return errors.As(err, &f) || errors.Is(err, seal.ErrNoKey)
}
