package desk

import "daykit/internal/domain/feedback"

// DecodeLetter reads an opened letter of any kind; form is nil for a sign-up.
func DecodeLetter(plain []byte) (form *feedback.Form, id string, err error) {
	c, id, err := decodeLetter(plain)
	return c.form, id, err
}

// MaxAside is how many letters of one event are kept unopened.
const MaxAside = maxAside
