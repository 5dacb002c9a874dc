package seal

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"daykit/internal/domain/fault"
)

// KeyFiles is a keyring for computers that have none: one file for each key, which
// only the user may read. It protects from other users and from nobody else; on
// Windows it has the rights of its folder.
type KeyFiles struct {
	Dir string
}

var _ Keyring = KeyFiles{}

var keyFileName = regexp.MustCompile(`^[A-Z2-7]{1,64}$`)

func (k KeyFiles) path(name string) (string, error) {
	if !keyFileName.MatchString(name) {
		return "", damaged("keys.json")
	}
	return filepath.Join(k.Dir, "device-"+name+".key"), nil
}

// Get implements Keyring.
func (k KeyFiles) Get(_ context.Context, name string) ([]byte, error) {
	path, err := k.path(name)
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fault.Wrap(err, fault.NotFound, "the key file beside the data is gone", "recover with the recovery sheet")
	case err != nil:
		return nil, fault.Wrap(err, fault.Denied, "the key file beside the data cannot be read", "run as the user it belongs to")
	}
	key, err := base64.StdEncoding.DecodeString(string(text))
	if err != nil || len(key) != seedSize {
		return nil, damagedBy(err, "the key file")
	}
	return key, nil
}

// Set implements Keyring. The file is on the disk when it returns.
func (k KeyFiles) Set(_ context.Context, name string, key []byte) error {
	path, err := k.path(name)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fault.Wrap(err, fault.Denied, "the key file beside the data cannot be written", "")
	}
	_, err = f.WriteString(base64.StdEncoding.EncodeToString(key))
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(fmt.Errorf("write the key file: %w", err), os.Remove(path))
	}
	return nil
}

// Delete implements Keyring.
func (k KeyFiles) Delete(_ context.Context, name string) error {
	path, err := k.path(name)
	if err != nil {
		return err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fault.Wrap(err, fault.Denied, "the key file beside the data cannot be removed", "")
	}
	return nil
}
