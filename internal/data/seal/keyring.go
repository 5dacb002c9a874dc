package seal

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"

	"github.com/zalando/go-keyring"

	"daykit/internal/domain/fault"
)

// Keyring keeps device keys for the person who is logged in. A name is used for one
// key only. Get gives a NotFound fault for a name that has none, and Delete no error.
// Keys are 32 bytes: Windows takes no more than 2,560 bytes for a secret, so
// no bundle is ever put here.
type Keyring interface {
	Get(ctx context.Context, name string) ([]byte, error)
	Set(ctx context.Context, name string, key []byte) error
	Delete(ctx context.Context, name string) error
}

// OSKeyring is the keyring of the operating system: the Credential Manager of
// Windows, the keychain of macOS, a Secret Service on Linux. A keyring may ask the
// person for a password, or never answer where nobody is logged in; each call ends
// with its context at the latest.
type OSKeyring struct {
	Service string // the name that people see in their keyring, such as "Daykit"
}

var _ Keyring = OSKeyring{}

// Get implements Keyring.
func (r OSKeyring) Get(ctx context.Context, name string) ([]byte, error) {
	var text string
	err := r.call(ctx, func() (err error) {
		text, err = keyring.Get(r.Service, name)
		return err
	})
	if err != nil {
		return nil, err
	}
	key, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(key) != seedSize {
		return nil, fault.New(fault.Damaged, "the keyring holds something that is no key of Daykit", "recover with the recovery sheet")
	}
	return key, nil
}

// Set implements Keyring.
func (r OSKeyring) Set(ctx context.Context, name string, key []byte) error {
	return r.call(ctx, func() error { return keyring.Set(r.Service, name, base64.StdEncoding.EncodeToString(key)) })
}

// Delete implements Keyring.
func (r OSKeyring) Delete(ctx context.Context, name string) error {
	err := r.call(ctx, func() error { return keyring.Delete(r.Service, name) })
	if err != nil && fault.CodeOf(err) == fault.NotFound {
		return nil
	}
	return err
}

// call gives up with ctx; a call that never answers is left behind.
func (r OSKeyring) call(ctx context.Context, f func() error) error {
	done := make(chan error, 1)
	if ctx.Err() == nil {
		go func() { done <- f() }()
	}
	select {
	case <-ctx.Done():
		return fault.Wrap(ctx.Err(), fault.Denied, "the keyring of this computer does not answer", "log in, or set a passphrase")
	case err := <-done:
		return ringError(err)
	}
}

func ringError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, keyring.ErrNotFound):
		return fault.Wrap(err, fault.NotFound, "the keyring of this computer does not hold the key of this workspace",
			"log in as the person who made it, or recover with the recovery sheet")
	}
	return fault.Wrap(err, fault.Denied, "the keyring of this computer cannot be used", "unlock it, or set a passphrase")
}

// tryRing puts a key where it belongs and reads it back.
func tryRing(ctx context.Context, ring Keyring, name string, key []byte) error {
	if ring == nil {
		return fault.New(fault.Denied, "there is no keyring to keep the key in", "set a passphrase")
	}
	if err := ring.Set(ctx, name, key); err != nil {
		return fmt.Errorf("keep the device key: %w", err)
	}
	back, err := ring.Get(ctx, name)
	if err != nil {
		return fmt.Errorf("read the device key back: %w", err)
	}
	if !sameKey(back, key) {
		return fault.New(fault.Denied, "the keyring of this computer does not keep what it is given", "set a passphrase")
	}
	return nil
}
