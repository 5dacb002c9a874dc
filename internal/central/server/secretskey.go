package server

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"golang.org/x/crypto/chacha20poly1305"

	"daykit/internal/domain/fault"
)

// SecretsKey seals what lies in the database and the server must compute with: the secrets
// of coordinators' codes. It is kept outside the database, so that a copy of that lets
// nobody sign in.
type SecretsKey [chacha20poly1305.KeySize]byte

// NewSecretsKey draws a key.
func NewSecretsKey(rand io.Reader) (k SecretsKey, err error) {
	if _, err = io.ReadFull(rand, k[:]); err != nil {
		err = fmt.Errorf("draw the key of secrets: %w", err)
	}
	return k, err
}

// drawnKey is a key for a server that was given none.
func drawnKey(rand io.Reader) SecretsKey {
	k, err := NewSecretsKey(rand)
	if err != nil {
		panic(err) // without randomness there is nothing that a server could do
	}
	return k
}

// ReadSecretsKey reads what Text wrote.
func ReadSecretsKey(text []byte) (k SecretsKey, err error) {
	text = bytes.TrimSpace(text)
	if len(text) != hex.EncodedLen(len(k)) {
		return k, notSecretsKey(nil)
	}
	if _, err := hex.Decode(k[:], text); err != nil {
		return SecretsKey{}, notSecretsKey(err)
	}
	return k, nil
}

func notSecretsKey(cause error) error {
	return fault.Wrap(cause, fault.Invalid, "the file of the secrets' key holds something else", "it is 64 hexadecimal digits, as `openssl rand -hex 32` writes them")
}

// Text is the key as its file holds it.
func (k SecretsKey) Text() []byte { return append(hex.AppendEncode(nil, k[:]), '\n') }

// String keeps the key out of what is printed.
func (SecretsKey) String() string { return "[sealed]" }

// GoString keeps it out of what is printed for programmers.
func (SecretsKey) GoString() string { return "[sealed]" }

// sealedSecret begins a sealed secret; a nonce and the ciphertext follow. A plain one, of
// servers before, has secretBytes, so that its length tells it apart.
const sealedSecret = 1

const sealedBytes = 1 + chacha20poly1305.NonceSizeX + secretBytes + chacha20poly1305.Overhead

// errOtherKey says that a secret was sealed with another key.
var errOtherKey = errors.New("the secret was sealed with another key")

// boundTo is what a coordinator's secret is sealed for: one that is moved to another's row
// does not open.
func boundTo(id string) []byte { return []byte("daykit secret of codes\x00" + id) }

// seal seals the secret of a coordinator's codes.
func (k SecretsKey) seal(rand io.Reader, id string, secret []byte) ([]byte, error) {
	aead, err := chacha20poly1305.NewX(k[:])
	if err != nil {
		return nil, err
	}
	out := make([]byte, 1+chacha20poly1305.NonceSizeX, sealedBytes)
	out[0] = sealedSecret
	if _, err := io.ReadFull(rand, out[1:]); err != nil {
		return nil, fmt.Errorf("draw a nonce: %w", err)
	}
	return aead.Seal(out, out[1:], secret, boundTo(id)), nil
}

// open gives a sealed secret, and errOtherKey for one that this key did not seal.
func (k SecretsKey) open(id string, sealed []byte) ([]byte, error) {
	if !isSealed(sealed) {
		return nil, errOtherKey
	}
	aead, err := chacha20poly1305.NewX(k[:])
	if err != nil {
		return nil, err
	}
	nonce, body := sealed[1:1+chacha20poly1305.NonceSizeX], sealed[1+chacha20poly1305.NonceSizeX:]
	secret, err := aead.Open(nil, nonce, body, boundTo(id))
	if err != nil {
		return nil, errOtherKey
	}
	return secret, nil
}

func isSealed(b []byte) bool { return len(b) == sealedBytes && b[0] == sealedSecret }

// SealedCodes says what SealCodes found.
type SealedCodes struct {
	Fresh int // were plain, and are sealed now
	Other int // were sealed with another key, and open to nobody here
}

// SealCodes seals the secrets of coordinators' codes that an older server left plain. It
// comes before a server is made; several may do it at once.
func SealCodes(ctx context.Context, s Coordinators, k SecretsKey, rand io.Reader) (out SealedCodes, err error) {
	all, err := s.Coordinators(ctx)
	if err != nil {
		return out, err
	}
	for _, c := range all {
		who, kept, err := s.CodeSecret(ctx, fold(c.Name))
		switch {
		case errors.Is(err, ErrNotFound):
			continue
		case err != nil:
			return out, err
		case !isSealed(kept.Secret):
			if err := k.sealPlain(ctx, s, rand, who.ID, kept.Secret); err != nil {
				return out, err
			}
			out.Fresh++
			continue
		}
		if _, err := k.open(who.ID, kept.Secret); errors.Is(err, errOtherKey) {
			out.Other++
		} else if err != nil {
			return out, err
		}
	}
	return out, nil
}

// sealPlain seals a secret that lies plain in the database.
func (k SecretsKey) sealPlain(ctx context.Context, s Coordinators, rand io.Reader, id string, plain []byte) error {
	sealed, err := k.seal(rand, id, plain)
	if err != nil {
		return err
	}
	return s.ReplaceSecret(ctx, id, plain, sealed)
}

// codeSecret gives the secret of a coordinator's codes, open. Where another key sealed it
// nobody can sign in by it, which whoever runs the server is told.
func (s *Server) codeSecret(ctx context.Context, key string) (Coordinator, CodeSecret, error) {
	who, secret, err := s.Store.CodeSecret(ctx, key)
	if err != nil {
		return who, secret, err
	}
	if !isSealed(secret.Secret) { // an older server beside this one wrote it
		return who, secret, s.SecretsKey.sealPlain(ctx, s.Store, s.Rand, who.ID, secret.Secret)
	}
	secret.Secret, err = s.SecretsKey.open(who.ID, secret.Secret)
	if errors.Is(err, errOtherKey) {
		s.Log.ErrorContext(ctx, OtherSecretsKey)
		return who, secret, ErrNotFound
	}
	return who, secret, err
}

// OtherSecretsKey is what the log says where secrets do not open.
const OtherSecretsKey = "the codes of a coordinator were sealed with another key of secrets: put that key back, " +
	"or let them set up signing in again by daykit-server coordinator add NAME"
