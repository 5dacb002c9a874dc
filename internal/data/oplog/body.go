package oplog

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"

	"daykit/internal/data/wire"
)

// Limits of one op's body.
const (
	MaxBody   = wire.MaxOpBody // bytes
	MaxName   = 128            // bytes of an entity, an id, a field or a kind
	MaxFields = 256            // in one set
	MaxBases  = 64             // writes that one field of a set replaces
)

// Body is a decoded body: exactly one of its parts is set, and none for Redact.
type Body struct {
	Set    *SetBody
	Add    *AddBody
	Void   *VoidBody
	Forget *ForgetBody
}

// Encode gives the bytes of a body after checking it as Decode would, for an op
// that happens at h.
func Encode(b Body, h HLC) (Kind, []byte, error) {
	kind, part := b.part()
	if part == nil {
		return 0, nil, errors.New("encode op: nothing to encode")
	}
	if err := errors.Join(b.check(h), b.checkJSON()); err != nil {
		return 0, nil, fmt.Errorf("encode op: %w", err)
	}
	raw, err := marshal(part)
	if err != nil {
		return 0, nil, fmt.Errorf("encode op: %w", err)
	}
	if len(raw) > MaxBody {
		return 0, nil, fmt.Errorf("encode op: %w", ErrTooLarge)
	}
	return kind, raw, nil
}

// marshal leaves the values as they are spelt: what is folded at the write must
// equal what is read back from the log.
func marshal(part any) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	err := enc.Encode(part)
	return bytes.TrimRight(out.Bytes(), "\n"), err
}

// ErrTooLarge says that a body is longer than MaxBody.
var ErrTooLarge = errors.New("body too large")

// Decode reads the body of an op that is plain and checks the op as far as it can
// be checked alone: its hash, its time, its limits and that it happens after what
// it replaces. Fields that this version does not know are ignored here and
// survive in o.Body.
func Decode(o Op) (Body, error) {
	if err := o.check(); err != nil {
		return Body{}, err
	}
	return o.decode(o.Body)
}

// check tells what is wrong with an op before its body is opened.
func (o Op) check() error {
	redacts := o.Kind == Redact
	switch {
	case o.Seq == 0:
		return errors.New("op has no number")
	case !o.HLC.Valid():
		return errors.New("op has an unbelievable time")
	case len(o.Body) > MaxBody:
		return ErrTooLarge
	case redacts != (o.Target.Seq != 0) || redacts && len(o.Body) > 0:
		return errors.New("an op has a target and no body when it redacts, and only then")
	case redacts && (o.Class != Work || o.Epoch != 0):
		return errors.New("a redaction is a plain op of the class for work")
	case o.Sum() != o.Hash:
		return errors.New("op does not match its hash")
	}
	return nil
}

// decode reads the opened body of an op.
func (o Op) decode(plain []byte) (Body, error) {
	if o.Kind == Redact {
		return Body{}, nil
	}
	b, err := decodeBody(o.Kind, plain)
	if err != nil {
		return Body{}, err
	}
	return b, b.check(o.HLC)
}

func decodeBody(k Kind, raw []byte) (Body, error) {
	var b Body
	var part any
	switch k {
	case Set:
		b.Set = new(SetBody)
		part = b.Set
	case Add:
		b.Add = new(AddBody)
		part = b.Add
	case Void:
		b.Void = new(VoidBody)
		part = b.Void
	case Forget:
		b.Forget = new(ForgetBody)
		part = b.Forget
	default:
		return Body{}, fmt.Errorf("op is of unknown kind %d", k)
	}
	if !utf8.Valid(raw) {
		return Body{}, errors.New("body is not UTF-8")
	}
	if err := json.Unmarshal(raw, part); err != nil {
		return Body{}, fmt.Errorf("body: %w", err)
	}
	return b, nil
}

func (b Body) part() (Kind, any) {
	switch {
	case b.Set != nil:
		return Set, b.Set
	case b.Add != nil:
		return Add, b.Add
	case b.Void != nil:
		return Void, b.Void
	case b.Forget != nil:
		return Forget, b.Forget
	}
	return 0, nil
}

func (b Body) check(h HLC) error {
	switch {
	case b.Set != nil:
		return b.Set.check(h)
	case b.Add != nil:
		return b.Add.check()
	case b.Forget != nil:
		return checkEntity(b.Forget.Entity, b.Forget.ID)
	}
	return checkName("fact", b.Void.Fact)
}

func (s *SetBody) check(h HLC) error {
	if err := checkEntity(s.Entity, s.ID); err != nil {
		return err
	}
	if len(s.Fields) == 0 || len(s.Fields) > MaxFields {
		return fmt.Errorf("a set has 1 to %d fields", MaxFields)
	}
	for name := range s.Fields {
		if err := checkName("field", name); err != nil {
			return err
		}
	}
	return s.checkBase(h)
}

func (s *SetBody) checkBase(h HLC) error {
	for name, base := range s.Base {
		if _, ok := s.Fields[name]; !ok || len(base) > MaxBases {
			return errors.New("base does not fit the fields")
		}
		for _, b := range base {
			if b.HLC >= h {
				return errors.New("op is not after what it replaces")
			}
		}
	}
	return nil
}

func (a *AddBody) check() error {
	if len(a.Event) > MaxName {
		return errors.New("event is too long")
	}
	return errors.Join(checkName("id", a.ID), checkName("kind", a.Kind))
}

// checkJSON looks at the values, which are known to be JSON when they were decoded.
func (b Body) checkJSON() error {
	if b.Add != nil && len(b.Add.Body) > 0 && !valid(b.Add.Body) {
		return errors.New("the body of a fact is not JSON")
	}
	if b.Set == nil {
		return nil
	}
	for _, value := range b.Set.Fields {
		if !valid(value) {
			return errors.New("the value of a field is not JSON")
		}
	}
	return nil
}

func checkEntity(kind, id string) error {
	if err := checkName("entity", kind); err != nil {
		return err
	}
	return checkName("id", id)
}

func valid(value json.RawMessage) bool { return json.Valid(value) && utf8.Valid(value) }

func checkName(what, s string) error {
	if s == "" || len(s) > MaxName || !utf8.ValidString(s) {
		return fmt.Errorf("%s must have 1 to %d bytes of UTF-8", what, MaxName)
	}
	return nil
}
