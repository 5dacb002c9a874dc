package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

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
	if _, err := d.TakePack(ctx, path, fingerprint); err != nil {
		return PackStatus{}, err
	}
	return d.Packs(ctx)
}

// WithdrawPack takes in a list of withdrawals from a file. Voices that it names are
// offered and printed no more, at once and for good. The fingerprint is as for AddPack.
func (d *Desk) WithdrawPack(ctx context.Context, path, fingerprint string) (PackStatus, error) {
	p, err := d.readPackFile(ctx, path)
	if err != nil {
		return PackStatus{}, err
	}
	if p.edition != nil {
		return PackStatus{}, fault.New(fault.Invalid, "this is a pack and no list of withdrawals", "take it in by: daykit pack add FILE")
	}
	if err := d.takeParcel(ctx, p, fingerprint); err != nil {
		return PackStatus{}, err
	}
	return d.Packs(ctx)
}

// packParcel is a file of the campaign whose signature holds: an edition of a pack, or a
// list of withdrawals alone.
type packParcel struct {
	key     []byte
	sum     string
	edition *content.Edition // nil of a list alone
	list    content.Withdrawals
}

// openParcel reads a file that the campaign signed. Nothing is said of whether this laptop
// believes the key.
func openParcel(b []byte) (packParcel, error) {
	signed, e, err := wire.DecodeSignedPack(b)
	if err == nil {
		return packParcel{key: signed.Key, sum: sumOf(b), edition: &e, list: e.Withdrawals}, nil
	}
	if signed, list, lerr := wire.DecodeSignedWithdrawals(b); lerr == nil {
		return packParcel{key: signed.Key, sum: sumOf(b), list: list}, nil
	}
	return packParcel{}, notSigned(err)
}

// into gives holdings with what the file brings.
func (p packParcel) into(h content.Holdings, now time.Time) (content.Holdings, error) {
	if p.edition != nil {
		return h.Take(*p.edition, p.sum, now)
	}
	return h.Withdraw(p.list, now)
}

// takeParcel takes in what a file brings, whole or not at all.
func (d *Desk) takeParcel(ctx context.Context, p packParcel, fingerprint string) error {
	if err := d.believe(ctx, p.key, fingerprint); err != nil {
		return err
	}
	now := d.opt.Now()
	return packFault(d.changePacks(ctx, func(h content.Holdings) (content.Holdings, error) { return p.into(h, now) }))
}

// readPackFile reads and opens a file, and says meanwhile how far it is.
func (d *Desk) readPackFile(ctx context.Context, path string) (packParcel, error) {
	f, err := openInput(path, wire.MaxPackFile)
	if err != nil {
		return packParcel{}, err
	}
	defer f.Close()
	b, err := io.ReadAll(&toldReader{ctx: ctx, from: f, tell: func(n int64) { d.tell(Progress{Step: StepRead, Done: n}) }})
	if ctx.Err() != nil {
		return packParcel{}, ctx.Err()
	}
	if err != nil {
		return packParcel{}, fault.Wrap(err, fault.Invalid, fmt.Sprintf("cannot read %s", baseName(path)), "check that it is a file, and copy it again")
	}
	d.tell(Progress{Step: StepCheck})
	return openParcel(b)
}

// toldReader says after each read how many bytes came, and ends when its context does.
type toldReader struct {
	ctx  context.Context //nolint:containedctx // of the one reading that it is for
	from io.Reader
	n    int64
	tell func(bytes int64)
}

// Read implements io.Reader.
func (r *toldReader) Read(b []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	r.tell(r.n)
	n, err := r.from.Read(b)
	r.n += int64(n)
	return n, err
}

// errNotSigned is within every fault of notSigned.
var errNotSigned = errors.New("not signed by a campaign")

func notSigned(err error) error {
	return fault.Wrap(fmt.Errorf("%w: %w", errNotSigned, err), fault.Invalid, "this file is not a pack as the campaign signed it, so nothing of it was taken", "get it again from the campaign, and install the newest Daykit if that does not help")
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
