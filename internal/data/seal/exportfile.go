package seal

import (
	"bytes"
	"compress/gzip"
	"crypto"
	"crypto/ed25519"
	"crypto/sha512"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"filippo.io/age"

	"daykit/internal/domain/fault"
)

// The export file carries one event from group to group or laptop to laptop:
//
//	"daykit-event" (12 bytes), version (1), flags (1: sealed by age), zero (2),
//	the group's public key (32), the length of the content (8, big endian),
//	the content: gzip, or age around gzip,
//	an Ed25519ph signature of all before it (64), in the context exportContext.
const (
	exportMagic   = "daykit-event"
	exportVersion = 1
	exportSealed  = 1 // the flag
	exportHead    = len(exportMagic) + 4 + ed25519.PublicKeySize + 8
	exportContext = "daykit export v1"
)

// The limits of an export: of the file, of what is in it, and of how many times larger
// it may become when unpacked. An event of 1,200 operations takes about 200 KiB.
const (
	MaxExport        = 64 << 20
	MaxExportContent = 256 << 20
	maxExpansion     = 200
)

// WriteExport writes an export of content, signed by the group. With recipients of
// age, only they can read it; without, everybody can. The content is taken in whole.
func (k *Keys) WriteExport(dst io.Writer, content io.Reader, recipients ...string) error {
	packed, err := packExport(content, recipients)
	if err != nil {
		return err
	}
	if len(packed) > MaxExport-exportHead-ed25519.SignatureSize {
		return fault.Invalidf("", "the export is larger than %d bytes", MaxExport)
	}
	head := append([]byte(exportMagic), exportVersion, 0, 0, 0)
	if len(recipients) > 0 {
		head[len(exportMagic)+1] = exportSealed
	}
	head = append(head, k.group...)
	head = binary.BigEndian.AppendUint64(head, uint64(len(packed)))
	signature, err := k.signExport(head, packed)
	if err != nil {
		return err
	}
	for _, part := range [][]byte{head, packed, signature} {
		if _, err := dst.Write(part); err != nil {
			return fmt.Errorf("write an export: %w", err)
		}
	}
	return nil
}

func (k *Keys) signExport(parts ...[]byte) ([]byte, error) {
	k.mu.RLock()
	defer k.mu.RUnlock()
	if err := k.signs(); err != nil {
		return nil, err
	}
	signature, err := k.sign.Sign(nil, exportDigest(parts...), exportOptions())
	if err != nil {
		return nil, fmt.Errorf("sign an export: %w", err)
	}
	return signature, nil
}

func exportOptions() *ed25519.Options {
	return &ed25519.Options{Hash: crypto.SHA512, Context: exportContext}
}

func exportDigest(parts ...[]byte) []byte {
	h := sha512.New()
	for _, part := range parts {
		h.Write(part)
	}
	return h.Sum(nil)
}

func packExport(content io.Reader, recipients []string) ([]byte, error) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	n, err := io.Copy(z, io.LimitReader(content, MaxExportContent+1))
	if err := errors.Join(err, z.Close()); err != nil {
		return nil, fmt.Errorf("pack an export: %w", err)
	}
	if n > expanded(packed.Len()) {
		return nil, fault.Invalidf("", "the event is larger than an export may be, %d bytes", MaxExportContent)
	}
	if len(recipients) == 0 {
		return packed.Bytes(), nil
	}
	return encryptAge(packed.Bytes(), recipients)
}

// expanded is how much packed bytes may unpack to. The first MiB is free, since short
// texts that repeat themselves are no attack.
func expanded(packed int) int64 {
	return min(MaxExportContent, 1<<20+maxExpansion*int64(packed))
}

// Export is an export file whose signature is right. Who signed it is for the caller to
// judge, by Fingerprint, before Open.
type Export struct {
	Group       ed25519.PublicKey
	Fingerprint Fingerprint
	Sealed      bool // whether an identity is needed to open it
	packed      []byte
}

// ReadExport takes in a whole export file and verifies its signature. It gives a
// Damaged fault for a file that was changed or cut off, and Invalid for one that is
// too large, of a newer version, or no export at all.
func ReadExport(src io.Reader) (*Export, error) {
	file, err := io.ReadAll(io.LimitReader(src, MaxExport+1))
	if err != nil {
		return nil, fmt.Errorf("read an export: %w", err)
	}
	switch {
	case len(file) > MaxExport:
		return nil, fault.Invalidf("", "the file is larger than an export may be, %d bytes", MaxExport)
	case !bytes.HasPrefix(file, []byte(exportMagic)):
		return nil, fault.New(fault.Invalid, "this is no event file of Daykit", "")
	case len(file) < exportHead+ed25519.SignatureSize:
		return nil, damaged("the event file")
	case file[len(exportMagic)] > exportVersion:
		return nil, newer("the event file")
	}
	return verifyExport(file)
}

func verifyExport(file []byte) (*Export, error) {
	end := len(file) - ed25519.SignatureSize
	options := file[len(exportMagic):][:4]
	group := ed25519.PublicKey(file[len(exportMagic)+4:][:ed25519.PublicKeySize])
	length := binary.BigEndian.Uint64(file[exportHead-8:])
	if options[0] != exportVersion || options[1]&^exportSealed != 0 || options[2] != 0 || options[3] != 0 ||
		length != uint64(end-exportHead) {
		return nil, damaged("the event file")
	}
	if err := ed25519.VerifyWithOptions(group, exportDigest(file[:end]), file[end:], exportOptions()); err != nil {
		return nil, damagedBy(err, "the event file")
	}
	return &Export{
		Group: group, Fingerprint: fingerprintOf(group),
		Sealed: options[1] == exportSealed, packed: file[exportHead:end],
	}, nil
}

// Open gives the content, which the signature covers. Reading gives a Damaged or an
// Invalid fault when it does not unpack or unpacks to too much. ErrNoKey when none of
// the identities opens a sealed export.
func (e *Export) Open(ids ...Identity) (io.Reader, error) {
	var packed io.Reader = bytes.NewReader(e.packed)
	if e.Sealed {
		if len(ids) == 0 {
			return nil, ErrNoKey
		}
		r, err := age.Decrypt(packed, ageIdentities(ids)...)
		if err != nil {
			return nil, ageError(err, "the event file")
		}
		packed = r
	}
	z, err := gzip.NewReader(packed)
	if err != nil {
		return nil, damagedBy(err, "the event file")
	}
	return &faultReader{&bounded{z, expanded(len(e.packed))}, "the event file"}, nil
}

var errTooMuch = fault.New(fault.Invalid, "the event file unpacks to more than is allowed", "")

// bounded gives errTooMuch for what goes on behind left bytes.
type bounded struct {
	r    io.Reader
	left int64
}

// Read implements io.Reader.
func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, errTooMuch
	}
	return n, err //nolint:wrapcheck // io.EOF must stay as it is
}
