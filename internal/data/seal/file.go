package seal

import (
	"errors"
	"fmt"
	"io"
	"strconv"

	"filippo.io/age"

	"daykit/internal/data/oplog"
)

// stanzaType marks files that a class key opens. The rest of such a file is plain
// age: its own file key, chunks of 64 KiB, and an end that cannot be cut off unseen.
const stanzaType = "daykit-class"

var classNames = map[oplog.Class]string{oplog.Work: "work", oplog.Roster: "roster", oplog.Contact: "contact"}

func classOf(name string) (oplog.Class, bool) {
	for class, n := range classNames {
		if n == name {
			return class, true
		}
	}
	return 0, false
}

// SealFile starts a sealed file of a class, such as a photograph or a backup. Label
// says what the file is and must be handed to OpenFile again. The file is whole only
// after Close.
func (k *Keys) SealFile(dst io.Writer, class oplog.Class, label string) (io.WriteCloser, error) {
	w, err := age.Encrypt(dst, &classBox{keys: k, class: class, label: label})
	if err != nil {
		return nil, fmt.Errorf("seal a file: %w", err)
	}
	return w, nil
}

// OpenFile opens what SealFile made with the same label. What it reads before an
// error is what was sealed, but not all of it: use nothing before io.EOF. ErrNoKey
// when this device lacks the key.
func (k *Keys) OpenFile(src io.Reader, label string) (io.Reader, error) {
	r, err := age.Decrypt(src, &classBox{keys: k, label: label})
	if err != nil {
		return nil, ageError(err, "the file")
	}
	return &faultReader{r, "the file"}, nil
}

// classBox wraps the key of one age file under a class key.
type classBox struct {
	keys  *Keys
	class oplog.Class
	label string
}

var (
	_ age.Recipient = (*classBox)(nil)
	_ age.Identity  = (*classBox)(nil)
)

// Wrap implements age.Recipient.
func (c *classBox) Wrap(fileKey []byte) ([]*age.Stanza, error) {
	k := c.keys
	k.mu.RLock()
	defer k.mu.RUnlock()
	key, err := k.newest(c.class)
	if err != nil {
		return nil, err
	}
	body, err := k.encrypt(key.key, nil, fileKey, k.boundData("daykit file v1", c.class, key.epoch, c.label))
	if err != nil {
		return nil, err
	}
	args := []string{classNames[c.class], strconv.FormatUint(uint64(key.epoch), 10)}
	return []*age.Stanza{{Type: stanzaType, Args: args, Body: body}}, nil
}

// Unwrap implements age.Identity.
func (c *classBox) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	if len(stanzas) != 1 || stanzas[0].Type != stanzaType || len(stanzas[0].Args) != 2 {
		return nil, age.ErrIncorrectIdentity
	}
	class, ok := classOf(stanzas[0].Args[0])
	epoch, err := strconv.ParseUint(stanzas[0].Args[1], 10, 32)
	if !ok || err != nil {
		return nil, age.ErrIncorrectIdentity
	}
	k := c.keys
	k.mu.RLock()
	defer k.mu.RUnlock()
	return k.decrypt(class, uint32(epoch), stanzas[0].Body,
		k.boundData("daykit file v1", class, uint32(epoch), c.label), "the file")
}

// ageError turns an error of age into ours: ErrNoKey when no identity fits, our own
// errors as they are, and damage for all else.
func ageError(err error, what string) error {
	var none *age.NoIdentityMatchError
	switch {
	case errors.As(err, &none):
		return fmt.Errorf("%s: %w", what, ErrNoKey)
	case errors.Is(err, ErrNoKey), errors.Is(err, ErrLocked), errors.Is(err, errTooMuch):
		return err
	}
	return damagedBy(err, what)
}

// faultReader gives errors of reading as faults.
type faultReader struct {
	r    io.Reader
	what string
}

// Read implements io.Reader.
func (f *faultReader) Read(p []byte) (int, error) {
	n, err := f.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = ageError(err, f.what)
	}
	return n, err //nolint:wrapcheck // io.EOF must stay as it is
}
