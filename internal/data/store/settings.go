package store

import (
	"context"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"

	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
)

// secretSettings are those that let whoever has them act as this laptop. They lie
// sealed, so that neither the file nor a plain copy of it gives them away.
var secretSettings = []string{"sync.token", "sync.device"}

// sealedSetting begins the text of a sealed setting; base64 follows.
const sealedSetting = "sealed:"

// settingClass is the class whose key seals settings: one that a door helper has too.
const settingClass = oplog.Roster

func settingAt(key string) seal.Cell { return seal.Cell{Table: "setting", ID: key} }

// Setting gives a setting of this laptop, "" when it was never set. One that is secret
// is a Locked fault while the keys are not here.
func (s *Store) Setting(ctx context.Context, key string) (string, error) {
	var v string
	err := s.r.QueryRowContext(ctx, "SELECT v FROM setting WHERE k = ?", key).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	if err == nil && slices.Contains(secretSettings, key) {
		v, err = s.openSetting(key, v)
	}
	if err != nil {
		return "", fmt.Errorf("read setting: %w", mapped(err))
	}
	return v, nil
}

// SetSetting keeps a setting of this laptop.
func (s *Store) SetSetting(ctx context.Context, key, value string) error {
	return s.SetSettings(ctx, map[string]string{key: value})
}

// SetSettings keeps several settings in one transaction.
func (s *Store) SetSettings(ctx context.Context, settings map[string]string) error {
	return s.update(ctx, "keep settings", func(b *batch) error {
		for k, v := range settings {
			if err := b.putSetting(k, v); err != nil {
				return err
			}
		}
		return nil
	})
}

func (b *batch) putSetting(key, value string) error {
	if slices.Contains(secretSettings, key) && value != "" {
		var err error
		if value, err = b.s.sealSetting(key, value); err != nil {
			return err
		}
	}
	return b.exec("INSERT INTO setting (k, v) VALUES (?, ?) ON CONFLICT DO UPDATE SET v = excluded.v", key, value)
}

// sealSetting seals a secret; a workspace without keys keeps it as it is.
func (s *Store) sealSetting(key, value string) (string, error) {
	if _, none := s.sealer().(bare); none {
		return value, nil
	}
	sealed, err := s.sealer().SealColumn(settingClass, settingAt(key), []byte(value))
	return sealedSetting + base64.StdEncoding.EncodeToString(sealed), err
}

func (s *Store) openSetting(key, v string) (string, error) {
	text, is := strings.CutPrefix(v, sealedSetting)
	if !is {
		return v, nil
	}
	sealed, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return "", damaged(err)
	}
	plain, err := s.sealer().OpenColumn(settingClass, settingAt(key), sealed)
	return string(plain), err
}

// sealSettings seals what an older program left in the plain.
func (b *batch) sealSettings() error {
	for _, key := range secretSettings {
		var v string
		ok, err := b.row([]any{&v}, "SELECT v FROM setting WHERE k = ?", key)
		if err != nil {
			return err
		}
		if !ok || v == "" || strings.HasPrefix(v, sealedSetting) {
			continue
		}
		if err := b.putSetting(key, v); err != nil {
			return err
		}
		b.bared = true // the plain one is to go from the WAL too
	}
	return nil
}
