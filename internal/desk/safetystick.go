package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"daykit/internal/data/backup"
)

// stickRecord says what the newest backup holds that a person saved.
type stickRecord struct {
	Time  time.Time `json:"time"`
	File  string    `json:"file"`  // its name
	Holds string    `json:"holds"` // as Desk.content
}

// saved takes down that a person saved a whole copy: where this laptop changes nothing
// more, what is on the stick is all. A copy that lacks a picture is none.
func (d *Desk) saved(ctx context.Context, b backup.Backup) error {
	if len(b.Missing) > 0 {
		return nil
	}
	holds, err := d.content(ctx)
	if err != nil {
		return err
	}
	return d.store.SetSetting(ctx, settingStick, string(raw(stickRecord{Time: b.Time, File: baseName(b.Path), Holds: holds})))
}

// stick gives the backup that a person saved, if nothing changed since.
func (d *Desk) stick(ctx context.Context) (*SafetyStick, error) {
	text, err := d.store.Setting(ctx, settingStick)
	if err != nil || text == "" {
		return nil, err
	}
	var r stickRecord
	if json.Unmarshal([]byte(text), &r) != nil {
		return nil, nil //nolint:nilnil // as good as none; the next one is known again
	}
	holds, err := d.content(ctx)
	if err != nil || holds != r.Holds {
		return nil, err
	}
	return &SafetyStick{At: instant(r.Time), File: r.File}, nil
}

// content sums up all that is here and in no other place: each change, the keys and the
// pictures.
func (d *Desk) content(ctx context.Context) (string, error) {
	log, err := d.store.Digest(ctx)
	if err != nil {
		return "", err
	}
	keys, err := d.bagHash()
	if err != nil {
		return "", err
	}
	pictures, err := d.pictures()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%x %s %q", log, keys, pictures))
	return hex.EncodeToString(sum[:]), nil
}

// pictures names the pictures of the workspace, which are called by their content.
func (d *Desk) pictures() ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(d.opt.Dir, mediaDir))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var out []string
	for _, e := range entries {
		if e.Type().IsRegular() {
			out = append(out, e.Name())
		}
	}
	slices.Sort(out)
	return out, err
}

// backupFolder is where the copies lie that are made by themselves.
func (d *Desk) backupFolder() string { return filepath.Join(d.opt.Dir, "backups") }
