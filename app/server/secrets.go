package main

import (
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"daykit/internal/central/server"
	"daykit/internal/domain/fault"
)

// keySuffix is what the name of the secrets' key has after that of the SQLite file.
const keySuffix = ".key"

// credential is the name of the secrets' key among systemd's credentials.
const credential = "secrets-key"

// otherKey is what the log says where secrets do not open.
const otherKey = server.OtherSecretsKey

// secretsPath says where the key of secrets is: where the flag says, or the environment, or
// among systemd's credentials; else beside the SQLite file, and nowhere for PostgreSQL.
// Only the one beside the file may be made.
func secretsPath(flag, db string, env func(string) string) (path string, own bool) {
	if flag != "" {
		return flag, false
	}
	if path := env("DAYKIT_SECRETS_KEY"); path != "" {
		return path, false
	}
	if dir := env("CREDENTIALS_DIRECTORY"); dir != "" {
		path := filepath.Join(dir, credential)
		if _, err := os.Stat(path); err == nil {
			return path, false
		}
	}
	if isPostgres(db) {
		return "", false
	}
	return strings.TrimPrefix(db, schemeFile) + keySuffix, true
}

// secretsKey reads the key of secrets. Beside a SQLite file it is made when it is not
// there; servers on one PostgreSQL must have the same, so that one of them cannot make it.
func secretsKey(path string, own bool) (server.SecretsKey, error) {
	if path == "" {
		return server.SecretsKey{}, fault.New(fault.Invalid, "a server on PostgreSQL needs the key that coordinators' codes are sealed with",
			"make one by `openssl rand -hex 32 > FILE`, readable by the server alone, and give it to every server of this database by --secrets-key FILE")
	}
	text, err := os.ReadFile(path)
	if own && errors.Is(err, fs.ErrNotExist) {
		if err := makeSecretsKey(path); err != nil {
			return server.SecretsKey{}, fault.Wrap(err, fault.Invalid, "the key of secrets cannot be made beside the database", "make the folder writable, or give one by --secrets-key FILE")
		}
		text, err = os.ReadFile(path)
	}
	if err != nil {
		return server.SecretsKey{}, fault.Wrap(err, fault.Invalid, "the key of secrets cannot be read", "look at --secrets-key and at who may read that file")
	}
	return server.ReadSecretsKey(text)
}

// makeSecretsKey writes a key under a name that nothing has. Where another server is
// quicker, its key stays.
func makeSecretsKey(path string) (err error) {
	key, err := server.NewSecretsKey(rand.Reader)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".new-*") // which only its owner can read
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.Remove(f.Name())) }()
	_, err = f.Write(key.Text())
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Link(f.Name(), path); !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

// secrets reads the key, seals what an older server left plain, and says what does not open.
func (v *serving) secrets(ctx context.Context, db string, store server.Store, log *slog.Logger) (server.SecretsKey, error) {
	path, own := secretsPath(v.secretsKey, db, os.Getenv)
	key, err := secretsKey(path, own)
	if err != nil {
		return key, err
	}
	if info, err := os.Stat(path); err == nil && info.Mode().Perm()&0o007 != 0 {
		log.Warn("everybody on this machine may read the key of secrets; make it readable by the server alone")
	}
	done, err := server.SealCodes(ctx, store, key, rand.Reader)
	if done.Fresh > 0 {
		log.Info("secrets of coordinators' codes that lay plain were sealed", "count", done.Fresh)
	}
	if done.Other > 0 {
		log.Warn(otherKey, "count", done.Other)
	}
	return key, err
}
