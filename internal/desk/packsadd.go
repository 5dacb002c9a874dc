package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"daykit/internal/data/sync"
	"daykit/internal/data/wire"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// AddPack takes in a pack from a file. On a laptop that knows no campaign yet, the
// fingerprint of the campaign's key must be given as the campaign told it in another
// way than by the file; that key is believed from then on. A list of withdrawals is
// taken as WithdrawPack does.
func (d *Desk) AddPack(ctx context.Context, path, fingerprint string) (PackStatus, error) {
	b, err := readPackFile(path)
	if err != nil {
		return PackStatus{}, err
	}
	signed, e, err := wire.DecodeSignedPack(b)
	if err != nil {
		if _, _, lerr := wire.DecodeSignedWithdrawals(b); lerr == nil {
			return d.WithdrawPack(ctx, path, fingerprint)
		}
		return PackStatus{}, notSigned(err)
	}
	if err := d.believe(ctx, signed.Key, fingerprint); err != nil {
		return PackStatus{}, err
	}
	now := d.opt.Now()
	err = d.changePacks(ctx, func(h content.Holdings) (content.Holdings, error) { return h.Take(e, sumOf(b), now) })
	if err != nil {
		return PackStatus{}, packFault(err)
	}
	return d.Packs(ctx)
}

// WithdrawPack takes in a list of withdrawals from a file. Voices that it names are
// offered and printed no more, at once and for good. The fingerprint is as for AddPack.
func (d *Desk) WithdrawPack(ctx context.Context, path, fingerprint string) (PackStatus, error) {
	b, err := readPackFile(path)
	if err != nil {
		return PackStatus{}, err
	}
	signed, list, err := wire.DecodeSignedWithdrawals(b)
	if err != nil {
		if _, _, perr := wire.DecodeSignedPack(b); perr == nil {
			return PackStatus{}, fault.New(fault.Invalid, "this is a pack and no list of withdrawals", "take it in by: daykit pack add FILE")
		}
		return PackStatus{}, notSigned(err)
	}
	if err := d.believe(ctx, signed.Key, fingerprint); err != nil {
		return PackStatus{}, err
	}
	now := d.opt.Now()
	err = d.changePacks(ctx, func(h content.Holdings) (content.Holdings, error) { return h.Withdraw(list, now) })
	if err != nil {
		return PackStatus{}, packFault(err)
	}
	return d.Packs(ctx)
}

func readPackFile(path string) ([]byte, error) {
	f, err := openInput(path, wire.MaxPackFile)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, fmt.Sprintf("cannot read %s", baseName(path)), "check that it is a file, and copy it again")
	}
	return b, nil
}

func notSigned(err error) error {
	return fault.Wrap(err, fault.Invalid, "this file is not a pack as the campaign signed it, so nothing of it was taken", "get it again from the campaign, and install the newest Daykit if that does not help")
}

func sumOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// believe holds a key to the one that this laptop believes, or takes it as that when a
// person says its fingerprint.
func (d *Desk) believe(ctx context.Context, key []byte, fingerprint string) error {
	pinned, err := sync.PackKey(ctx, d.store)
	if err != nil {
		return err
	}
	mark := wire.KeyFingerprint(key)
	switch typed := plainMark(fingerprint); {
	case typed != "" && typed != mark:
		return fault.New(fault.Denied, "the file is signed with the key "+groupedMark(mark)+", which is not the one that you gave",
			"ask the campaign for the fingerprint of its key; do not use this file")
	case pinned == "" && typed == "":
		return fault.New(fault.Denied, "this laptop knows no campaign yet, and the file is signed with the key "+groupedMark(mark),
			"compare it with what the campaign tells you in another way; if it is the same: daykit pack add FILE --key "+mark)
	}
	return sync.PinPackKey(ctx, d.store, key)
}

// plainMark is a fingerprint without what people put between its characters.
func plainMark(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '\u00a0' {
			return -1
		}
		return r
	}, strings.ToUpper(strings.TrimSpace(s)))
}

// groupedMark writes a fingerprint so that people can compare it.
func groupedMark(mark string) string {
	var b strings.Builder
	for i, r := range mark {
		if i > 0 && i%5 == 0 {
			b.WriteByte('-')
		}
		b.WriteRune(r)
	}
	return b.String()
}
