package server

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"io"

	"daykit/internal/data/wire"
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

// ReadPackKey reads the file of a key, a private or a public one, as wire.ReadPackKey does.
func ReadPackKey(text []byte) (PackKey, error) {
	public, private, err := wire.ReadPackKey(text)
	if err != nil {
		return PackKey{}, notPackKey(err)
	}
	return PackKey{Public: public, Private: private}, nil
}

func notPackKey(cause error) error {
	return fault.Wrap(cause, fault.Invalid, "the file after --pack-key has no Ed25519 key in PEM",
		"make one with: openssl genpkey -algorithm ed25519 -out pack-key.pem")
}
