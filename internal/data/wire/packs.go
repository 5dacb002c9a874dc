package wire

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"daykit/internal/domain/content"
)

// The paths of the campaign's packs, below the server's public address. They need no
// token: what is in a pack is there to be printed.
const (
	PathPacks       = "/v1/packs"       // GET → PacksReply; and /ID/VERSION: GET → the file of a SignedPack
	PathWithdrawals = "/v1/withdrawals" // GET → the file of a SignedWithdrawals; 404 while there is none
)

// What packs and lists of withdrawals are signed for.
const (
	PurposePack        = "pack"
	PurposeWithdrawals = "withdrawals"
)

// Limits of packs.
const (
	MaxPackFile = 2 << 20 // bytes of the file of a pack or a list
	MaxPacks    = content.MaxPacks
)

// The ends of the names of files.
const (
	PackExt       = ".daykit-pack"
	WithdrawalExt = ".daykit-withdrawal"
)

// SignedPack is an edition of a pack as it travels, in one file: the bytes that were
// signed, and by whom. The signature is Ed25519 over "daykit pack", a zero byte and Pack.
// The file is exactly what Encode gives, so that no byte of it can be another.
type SignedPack struct {
	Pack      string `json:"pack"` // a content.Edition in JSON
	Key       []byte `json:"key"`  // of the campaign, 32 bytes
	Signature []byte `json:"sig"`  // 64 bytes
}

// SignedWithdrawals is a list of withdrawals in the same way, under "daykit withdrawals".
type SignedWithdrawals struct {
	Withdrawals string `json:"withdrawals"` // content.Withdrawals in JSON
	Key         []byte `json:"key"`
	Signature   []byte `json:"sig"`
}

// PacksReply says what the server has of the campaign.
type PacksReply struct {
	Key         string     `json:"key"`         // that the campaign signs with, in hexadecimal
	Packs       []PackItem `json:"packs"`       // the newest edition of each that has begun and is not over, by id
	Withdrawals int64      `json:"withdrawals"` // number of the newest list; 0 while there is none
}

// PackItem is one edition.
type PackItem struct {
	ID      string `json:"id"`
	Version int64  `json:"version"`
}

// SignPack signs an edition. One that is not right is an error.
func SignPack(e content.Edition, key ed25519.PrivateKey) (SignedPack, error) {
	if e.Withdrawals.Voices == nil {
		e.Withdrawals.Voices = []content.Withdrawal{}
	}
	raw := Raw(e)
	if _, err := content.DecodeEdition(raw); err != nil {
		return SignedPack{}, err
	}
	return SignedPack{
		Pack: string(raw), Key: key.Public().(ed25519.PublicKey), Signature: ed25519.Sign(key, Purposed(PurposePack, raw)),
	}, nil
}

// SignWithdrawals signs a list. One that is not right is an error.
func SignWithdrawals(w content.Withdrawals, key ed25519.PrivateKey) (SignedWithdrawals, error) {
	if w.Voices == nil {
		w.Voices = []content.Withdrawal{}
	}
	raw := Raw(w)
	if _, err := content.DecodeWithdrawals(raw); err != nil {
		return SignedWithdrawals{}, err
	}
	return SignedWithdrawals{
		Withdrawals: string(raw), Key: key.Public().(ed25519.PublicKey), Signature: ed25519.Sign(key, Purposed(PurposeWithdrawals, raw)),
	}, nil
}

// Encode gives the file.
func (s SignedPack) Encode() []byte { return append(Raw(s), '\n') }

// Encode gives the file.
func (s SignedWithdrawals) Encode() []byte { return append(Raw(s), '\n') }

// Open reads an edition whose signature is right under its own Key. Whose key that is,
// only what the laptop knows already can say.
func (s SignedPack) Open() (content.Edition, error) {
	if err := signed(PurposePack, s.Pack, s.Key, s.Signature); err != nil {
		return content.Edition{}, err
	}
	return content.DecodeEdition([]byte(s.Pack))
}

// Open reads a list whose signature is right under its own Key.
func (s SignedWithdrawals) Open() (content.Withdrawals, error) {
	if err := signed(PurposeWithdrawals, s.Withdrawals, s.Key, s.Signature); err != nil {
		return content.Withdrawals{}, err
	}
	return content.DecodeWithdrawals([]byte(s.Withdrawals))
}

// ErrUnsigned is the error of a file whose signature does not fit what it says.
var ErrUnsigned = errors.New("the signature is not right")

func signed(purpose, text string, key, sig []byte) error {
	if len(key) != ed25519.PublicKeySize || len(sig) != ed25519.SignatureSize || !ed25519.Verify(key, Purposed(purpose, []byte(text)), sig) {
		return ErrUnsigned
	}
	return nil
}

// DecodeSignedPack reads the file of a pack, whose signature is right under its own key.
func DecodeSignedPack(raw []byte) (SignedPack, content.Edition, error) {
	s, err := exact[SignedPack]("pack", raw)
	if err != nil {
		return s, content.Edition{}, err
	}
	e, err := s.Open()
	return s, e, err
}

// DecodeSignedWithdrawals reads the file of a list of withdrawals.
func DecodeSignedWithdrawals(raw []byte) (SignedWithdrawals, content.Withdrawals, error) {
	s, err := exact[SignedWithdrawals]("withdrawals", raw)
	if err != nil {
		return s, content.Withdrawals{}, err
	}
	w, err := s.Open()
	return s, w, err
}

// exact reads a file that must be written as Encode writes it.
func exact[T interface{ Encode() []byte }](what string, raw []byte) (v T, err error) {
	if len(raw) > MaxPackFile {
		return v, fmt.Errorf("%s: longer than %d bytes", what, MaxPackFile)
	}
	if err := json.Unmarshal(raw, &v); err != nil {
		return v, fmt.Errorf("%s: %w", what, err)
	}
	if !bytes.Equal(raw, v.Encode()) {
		return v, fmt.Errorf("%s: it is not written as it was signed: %w", what, ErrUnsigned)
	}
	return v, nil
}

// DecodePacks reads what a server has of the campaign.
func DecodePacks(raw []byte) (PacksReply, error) {
	return read("packs", raw, func(r PacksReply) error {
		switch {
		case !isHex(r.Key, ed25519.PublicKeySize):
			return errors.New("the key is not one")
		case r.Packs == nil || len(r.Packs) > MaxPacks:
			return fmt.Errorf("a list has at most %d", MaxPacks)
		case r.Withdrawals < 0:
			return errors.New("the number of withdrawals is below zero")
		}
		for _, p := range r.Packs {
			if !content.IsID(p.ID) || p.Version < 1 {
				return errors.New("a pack is not one")
			}
		}
		return nil
	})
}

// PackKey reads the key of packs as replies say it.
func PackKey(text string) (ed25519.PublicKey, error) {
	if !isHex(text, ed25519.PublicKeySize) {
		return nil, errors.New("the key of packs is not one")
	}
	return hex.DecodeString(text)
}
