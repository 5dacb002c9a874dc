package seal

import (
	"fmt"
	"io"

	"filippo.io/age"
)

// EncryptTo starts an age file that each of the recipients opens, for what is too large
// to be held in memory. Hybrid and plain recipients do not mix. The file is whole only
// after Close.
func EncryptTo(dst io.Writer, recipients ...string) (io.WriteCloser, error) {
	to := make([]age.Recipient, 0, len(recipients))
	for _, text := range recipients {
		r, _, err := parseRecipient(text)
		if err != nil {
			return nil, err
		}
		to = append(to, r)
	}
	w, err := age.Encrypt(dst, to...)
	if err != nil {
		return nil, fmt.Errorf("encrypt: %w", err)
	}
	return w, nil
}

// DecryptWith opens what EncryptTo made; what names it in messages. As with OpenFile, use
// nothing before io.EOF. ErrNoKey when none of the identities fits.
func DecryptWith(src io.Reader, what string, ids ...Identity) (io.Reader, error) {
	to := ageIdentities(ids)
	if len(to) == 0 {
		return nil, fmt.Errorf("%s: %w", what, ErrNoKey)
	}
	r, err := age.Decrypt(src, to...)
	if err != nil {
		return nil, ageError(err, what)
	}
	return &faultReader{r, what}, nil
}
