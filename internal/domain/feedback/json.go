package feedback

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"daykit/internal/domain/fault"
)

// Limits of what is decoded: the bytes of one form, and the forms of one file.
const (
	MaxFormBytes = 16 << 10
	MaxForms     = 5000
	MaxFile      = 8 << 20
)

// Decode reads one form from outside, as Form marshals, in its normal form and
// checked. A field that is not known is refused. Errors are faults, and never repeat
// the words.
func Decode(raw []byte) (Form, error) {
	if len(raw) > MaxFormBytes {
		return Form{}, fault.Invalidf("", "the form is larger than %d kB", MaxFormBytes>>10)
	}
	var f Form
	if err := strict(raw, &f); err != nil {
		return Form{}, err
	}
	f = f.Normal()
	return f, f.Check()
}

// DecodeAll reads a file of forms: one form, or a list of them. None is given when one
// cannot be taken; the error says which, counted from 1.
func DecodeAll(raw []byte) ([]Form, error) {
	if len(raw) > MaxFile {
		return nil, fault.Invalidf("split the file", "the file of forms is larger than %d MB", MaxFile>>20)
	}
	if b := bytes.TrimLeft(raw, " \t\r\n"); len(b) == 0 || b[0] != '[' {
		f, err := Decode(raw)
		if err != nil {
			return nil, err
		}
		return []Form{f}, nil
	}
	var all []json.RawMessage
	if err := strict(raw, &all); err != nil {
		return nil, err
	}
	if len(all) > MaxForms {
		return nil, fault.Invalidf("split the file", "the file has more than %d forms", MaxForms)
	}
	out := make([]Form, 0, len(all))
	for i, one := range all {
		f, err := Decode(one)
		if err != nil {
			return nil, numbered(err, i+1)
		}
		out = append(out, f)
	}
	return out, nil
}

// numbered says which form an error is of.
func numbered(err error, n int) error {
	var flt *fault.Error
	if errors.As(err, &flt) {
		return fault.Invalidf(flt.Hint, "form %d: %s", n, flt.Message)
	}
	return err
}

func strict(raw []byte, v any) error {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return fault.Wrap(err, fault.Invalid, "the form does not read as JSON of a feedback form", "daykit feedback prints what one looks like with --help")
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return fault.Invalidf("", "something follows the form")
	}
	return nil
}
