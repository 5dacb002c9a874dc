package server

import (
	"context"
	"crypto/ed25519"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"io"

	"daykit/internal/domain/fault"
)

// PackKey is the key that a campaign signs its packs with. Private is nil where the
// campaign signs elsewhere and the server only serves.
type PackKey struct {
	Public  ed25519.PublicKey
	Private ed25519.PrivateKey
}

// seedPack names the secret of the key that packs are signed with.
const seedPack = "pack"

// SeedPackKey gives the key that the server keeps in its database. It is made when it
// is first needed.
func SeedPackKey(ctx context.Context, s Vault, rand io.Reader) (PackKey, error) {
	var fresh [ed25519.SeedSize]byte
	if _, err := io.ReadFull(rand, fresh[:]); err != nil {
		return PackKey{}, fmt.Errorf("draw a key: %w", err)
	}
	seed, err := s.Seed(ctx, seedPack, fresh)
	if err != nil {
		return PackKey{}, err
	}
	return pairOf(ed25519.NewKeyFromSeed(seed[:])), nil
}

func pairOf(key ed25519.PrivateKey) PackKey {
	return PackKey{Public: key.Public().(ed25519.PublicKey), Private: key}
}

// ReadPackKey reads an Ed25519 key in PEM as other tools write it: a private one
// (PKCS #8, as of `openssl genpkey -algorithm ed25519`) or a public one alone (as of
// `openssl pkey -pubout`).
func ReadPackKey(text []byte) (PackKey, error) {
	block, _ := pem.Decode(text)
	if block == nil {
		return PackKey{}, notPackKey(nil)
	}
	switch block.Type {
	case "PRIVATE KEY":
		key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
		if private, ok := key.(ed25519.PrivateKey); ok && err == nil {
			return pairOf(private), nil
		}
		return PackKey{}, notPackKey(err)
	case "PUBLIC KEY":
		key, err := x509.ParsePKIXPublicKey(block.Bytes)
		if public, ok := key.(ed25519.PublicKey); ok && err == nil {
			return PackKey{Public: public}, nil
		}
		return PackKey{}, notPackKey(err)
	}
	return PackKey{}, notPackKey(nil)
}

func notPackKey(cause error) error {
	return fault.Wrap(cause, fault.Invalid, "the file after --pack-key has no Ed25519 key in PEM",
		"make one with: openssl genpkey -algorithm ed25519 -out pack-key.pem")
}
