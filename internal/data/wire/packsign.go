package wire

import (
	"crypto/ed25519"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"

	"daykit/internal/domain/content"
)

// ErrNoPackKey is the error of a file that has no key of packs.
var ErrNoPackKey = errors.New("it has no Ed25519 key in PEM")

// ReadPackKey reads an Ed25519 key in PEM as other tools write it: a private one
// (PKCS #8, RFC 8410, as of `openssl genpkey -algorithm ed25519`) or a public one alone
// (as of `openssl pkey -pubout`), for which private is nil. Anything else is ErrNoPackKey.
func ReadPackKey(text []byte) (public ed25519.PublicKey, private ed25519.PrivateKey, err error) {
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, nil, ErrNoPackKey
	}
	switch block.Type {
	case "PRIVATE KEY":
		key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
		if private, ok := key.(ed25519.PrivateKey); ok && err == nil {
			return private.Public().(ed25519.PublicKey), private, nil
		}
		return nil, nil, errors.Join(ErrNoPackKey, err)
	case "PUBLIC KEY":
		key, err := x509.ParsePKIXPublicKey(block.Bytes)
		if public, ok := key.(ed25519.PublicKey); ok && err == nil {
			return public, nil, nil
		}
		return nil, nil, errors.Join(ErrNoPackKey, err)
	}
	return nil, nil, ErrNoPackKey
}

// ErrNotPack is the error of bytes that are neither a pack nor a list of withdrawals.
var ErrNotPack = errors.New("this is not a pack")

// SignFile signs a pack or a list in plain JSON, and gives the file. A pack brings the
// list that it is signed with. What is neither is ErrNotPack.
func SignFile(file []byte, key ed25519.PrivateKey) ([]byte, error) {
	var parts map[string]json.RawMessage
	if err := json.Unmarshal(file, &parts); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotPack, err)
	}
	if _, pack := parts["content"]; !pack {
		list, err := content.DecodeWithdrawals(file)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrNotPack, err)
		}
		signed, err := SignWithdrawals(list, key)
		return signed.Encode(), err
	}
	e, err := content.DecodeEdition(file)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotPack, err)
	}
	signed, err := SignPack(e, key)
	return signed.Encode(), err
}
