package backup

import (
	"context"
	"encoding/json"
	"path/filepath"
	"time"

	"daykit/internal/data/store"
)

// Recovered says what Open did about a damaged workspace.
type Recovered struct {
	Backup Backup    // what was put in its place; its Path is empty when the workspace could be mended
	From   time.Time // what was changed after this and
	To     time.Time // up to this may be missing
	Folder string    // where the damaged files are, within the data folder
}

// settingMended is a Mended in JSON, until Seen. It lies in what was put in place from
// the first moment, so that no crash comes between.
const settingMended = "backup.mended"

// Mended is a Recovered that nobody has seen yet.
type Mended struct {
	File   string    `json:"file"`   // name of the backup, without folders; empty when the workspace could be mended
	From   time.Time `json:"from"`   // what was changed after this and
	To     time.Time `json:"to"`     // up to this may be missing
	Folder string    `json:"folder"` // where the damaged files are, within the data folder
}

func keepMended(ctx context.Context, st *store.Store, r *Recovered) error {
	m := Mended{From: r.From, To: r.To, Folder: r.Folder}
	if r.Backup.Path != "" {
		m.File = filepath.Base(r.Backup.Path)
	}
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return st.SetSetting(ctx, settingMended, string(text))
}

// LastMended gives what Open did about damage, in this run or an earlier one, until Seen;
// nil when there was none.
func LastMended(ctx context.Context, st *store.Store) (*Mended, error) {
	text, err := st.Setting(ctx, settingMended)
	if err != nil || text == "" {
		return nil, err
	}
	var m Mended
	if json.Unmarshal([]byte(text), &m) != nil {
		return &Mended{}, nil // something was mended all the same
	}
	return &m, nil
}

// Seen says that a person has read what LastMended tells.
func Seen(ctx context.Context, st *store.Store) error {
	return st.SetSetting(ctx, settingMended, "")
}
