package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"daykit/internal/data/wire"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// MaxPackInput bounds, in bytes, a file that is given to be published or signed; a signed
// one has at most half of it.
const MaxPackInput = 4 << 20

// PackDone is a pack or a list that was taken in, as the commands report it.
type PackDone struct {
	ID      string   `json:"id,omitempty"` // of the pack; empty for a list
	Version int64    `json:"version,omitempty"`
	Number  int64    `json:"number"`            // of the list of withdrawals
	Again   []string `json:"again,omitempty"`   // packs that were signed again, with the list and without the voice
	Emptied []string `json:"emptied,omitempty"` // packs that are served no more until the campaign signs them again

	File []byte `json:"-"` // as it was signed, for a stick
}

// Draft is a file that may be published, as CheckPack found it: either an edition, or a
// list of withdrawals.
type Draft struct {
	Edition content.Edition     // its ID is empty for a list
	List    content.Withdrawals // that the edition was signed with, or the list itself
	Signed  bool                // by the campaign, before it came here; else it is signed here
	Same    bool                // it is here already, and publishing it changes nothing
	Fresh   []content.Withdrawal
	Emptied []string // packs that a list stops until the campaign signs them again

	pack Pack
	list List
}

// IsList reports whether the file is a list of withdrawals. Fresh are the voices that it
// withdraws and no list before it did.
func (d Draft) IsList() bool { return d.Edition.ID == "" }

// Name names the file in the audit and in words: a pack's id with its version, or a list.
func (d Draft) Name() string {
	if d.IsList() {
		return fmt.Sprintf("list %d", d.List.Number)
	}
	return fmt.Sprintf("%s %d", d.Edition.ID, d.Edition.Version)
}

// PublishPack takes in a pack or a list of withdrawals: as the campaign signed it, or
// an edition in plain JSON, which is signed here with the list that is here.
func PublishPack(ctx context.Context, s Packs, key PackKey, file []byte, now time.Time) (PackDone, error) {
	d, err := CheckPack(ctx, s, key, file, now)
	if err != nil {
		return PackDone{}, err
	}
	if d.IsList() {
		ctx = noteOf(ctx, ActWithdraw, listTarget(d.List.Number, d.Fresh))
		err := s.PutWithdrawals(ctx, d.list, nil)
		return PackDone{Number: d.List.Number, Emptied: d.Emptied, File: file}, unfit(err)
	}
	err = s.PutPack(ctx, d.pack)
	return PackDone{ID: d.Edition.ID, Version: d.Edition.Version, Number: d.pack.Number, File: d.pack.Body}, unfit(err)
}

// CheckPack looks at a file as PublishPack does, and keeps nothing. Its error is what
// PublishPack would give, with a code of Invalid for what is no pack, was changed or is
// over, of Denied for another's signature or a voice that was withdrawn, and of Conflict
// for what is older than what is here.
func CheckPack(ctx context.Context, s Packs, key PackKey, file []byte, now time.Time) (Draft, error) {
	if err := CheckPackKey(ctx, s, key); err != nil {
		return Draft{}, err
	}
	was, err := readList(ctx, s)
	if err != nil {
		return Draft{}, err
	}
	switch kindOf(file) {
	case signedPack:
		return checkSigned(ctx, s, key, file, was, now)
	case signedList:
		return checkList(ctx, s, key, file, was)
	case unsigned:
	}
	e, err := readEdition(file)
	if err != nil {
		return Draft{}, err
	}
	signed, e, err := signHere(key, e, was, now)
	if err != nil {
		return Draft{}, err
	}
	return checkEdition(ctx, s, Draft{Edition: e}, signed, was, now)
}

// fileKind is what a file looks like, right or wrong.
type fileKind int

const (
	unsigned fileKind = iota
	signedPack
	signedList
)

func kindOf(file []byte) fileKind {
	var f struct {
		Pack *string `json:"pack"`
		Sig  []byte  `json:"sig"`
	}
	switch err := json.Unmarshal(file, &f); {
	case err != nil || len(f.Sig) == 0:
		return unsigned
	case f.Pack != nil:
		return signedPack
	}
	return signedList
}

// checkSigned looks at a pack that the campaign signed.
func checkSigned(ctx context.Context, s Packs, key PackKey, file []byte, was content.Withdrawals, now time.Time) (Draft, error) {
	signed, e, err := wire.DecodeSignedPack(file)
	if err != nil {
		return Draft{}, notAsSigned(err)
	}
	if !bytes.Equal(signed.Key, key.Public) {
		return Draft{}, otherSigner()
	}
	return checkEdition(ctx, s, Draft{Edition: e, Signed: true}, signed, was, now)
}

// checkEdition holds a signed edition to what is here. The store holds it to the same
// once more when it is kept, since another may have come meanwhile.
func checkEdition(ctx context.Context, s Packs, d Draft, signed wire.SignedPack, was content.Withdrawals, now time.Time) (Draft, error) {
	if !d.Edition.Ends().After(now) {
		return Draft{}, fault.New(fault.Invalid, "this edition is over already", "give it a later end")
	}
	d.pack, d.List = kept(signed, d.Edition), d.Edition.Withdrawals
	newest, err := newestOf(ctx, s, d.Edition.ID)
	switch {
	case err != nil:
		return Draft{}, err
	case newest.Version == d.pack.Version && bytes.Equal(newest.Body, d.pack.Body):
		d.Same = true
	case newest.Version >= d.pack.Version:
		return Draft{}, unfit(ErrStale)
	case d.pack.Number != was.Number || !d.List.Covers(was):
		return Draft{}, unfit(ErrConflict)
	}
	return d, nil
}

// newestOf gives the greatest version of a pack with its file, if that is still here,
// and the zero Pack while there is none.
func newestOf(ctx context.Context, s Packs, id string) (newest Pack, err error) {
	all, err := s.Packs(ctx)
	for _, p := range all {
		if p.ID == id {
			newest = p
		}
	}
	if err != nil || newest.Version == 0 || newest.Empty {
		return newest, err
	}
	return s.Pack(ctx, id, newest.Version)
}

// checkList looks at a list that the campaign signed elsewhere.
func checkList(ctx context.Context, s Packs, key PackKey, file []byte, was content.Withdrawals) (Draft, error) {
	signed, list, err := wire.DecodeSignedWithdrawals(file)
	if err != nil {
		return Draft{}, notAsSigned(err)
	}
	if !bytes.Equal(signed.Key, key.Public) {
		return Draft{}, otherSigner()
	}
	if !list.Covers(was) {
		return Draft{}, fault.New(fault.Conflict, "this list has a lower number than the one that is here, or leaves out a voice", "begin with the list that is here, and add to it")
	}
	here, err := presentList(ctx, s)
	if err != nil {
		return Draft{}, err
	}
	d := Draft{List: list, Signed: true, list: List{Number: list.Number, Key: key.Public, Body: file}}
	d.Same = here.Number == list.Number && bytes.Equal(here.Body, file)
	if !d.Same && here.Number >= list.Number {
		return Draft{}, unfit(ErrStale)
	}
	for _, v := range list.Voices {
		if !was.Names(v.ID) {
			d.Fresh = append(d.Fresh, v)
		}
	}
	all, err := s.Packs(ctx)
	for _, p := range newest(all, func(p Pack) bool { return !p.Empty && p.Number < list.Number }) {
		d.Emptied = append(d.Emptied, p.ID)
	}
	return d, err
}

func otherSigner() error {
	return fault.New(fault.Denied, "this was signed with another key than the campaign's", "sign it with the key that the server was given, or give the server that key by --pack-key")
}

// notAsSigned says what is wrong with a file that has a signature.
func notAsSigned(err error) error {
	if errors.Is(err, wire.ErrUnsigned) {
		return fault.Wrap(err, fault.Invalid, "this file is not as it was signed", "get it again from who signed it")
	}
	return notAPack(err)
}

// unfit says why the store would not keep something.
func unfit(err error) error {
	switch {
	case errors.Is(err, ErrStale):
		return fault.Wrap(err, fault.Conflict, "what is here already is as new or newer", "give it a greater version or number; `daykit-server pack list` shows what is here")
	case errors.Is(err, ErrConflict):
		return fault.Wrap(err, fault.Conflict, "this edition was signed with another list of withdrawals than the newest", "sign it again with the list that is here")
	}
	return err
}

// noteOf fills in what an act was about, where the context asks for it to be kept.
func noteOf(ctx context.Context, act, target string) context.Context {
	l, ok := Noted(ctx)
	if !ok {
		return ctx
	}
	l.What, l.Target = act, target
	return Noting(ctx, l)
}

// maxNamed is how many voices a line of the audit names.
const maxNamed = 20

// listTarget names a list and what it newly withdraws, with the reasons, for the audit.
func listTarget(number int64, fresh []content.Withdrawal) string {
	var named []string
	for _, v := range fresh[:min(len(fresh), maxNamed)] {
		named = append(named, v.ID+" ("+string(v.Reason)+")")
	}
	if more := len(fresh) - len(named); more > 0 {
		named = append(named, fmt.Sprintf("and %d more", more))
	}
	if len(named) == 0 {
		return fmt.Sprintf("list %d", number)
	}
	return fmt.Sprintf("list %d: %s", number, strings.Join(named, ", "))
}

// readEdition reads an edition as people write it: without a list, which is the
// server's.
func readEdition(file []byte) (content.Edition, error) {
	var e content.Edition
	d := json.NewDecoder(bytes.NewReader(file))
	d.DisallowUnknownFields()
	err := d.Decode(&e)
	if err == nil {
		if _, end := d.Token(); !errors.Is(end, io.EOF) {
			err = errors.New("something follows it")
		}
	}
	if err != nil {
		return e, notAPack(err)
	}
	if e.Withdrawals.Number != 0 || len(e.Withdrawals.Voices) > 0 {
		return e, fault.New(fault.Invalid, "a pack to be signed here has no withdrawals of its own", "leave them out; the server adds the newest list")
	}
	return e, nil
}

func notAPack(err error) error {
	return fault.Wrap(err, fault.Invalid, "this is not a pack: "+err.Error(), packHint)
}

const packHint = "docs/packs.md shows what one has"

// readList gives the list that is here, an empty one while there is none.
func readList(ctx context.Context, s Packs) (content.Withdrawals, error) {
	l, err := presentList(ctx, s)
	if err != nil || l.Number == 0 {
		return content.Withdrawals{Format: content.FormatEdition, Voices: []content.Withdrawal{}}, err
	}
	_, list, err := wire.DecodeSignedWithdrawals(l.Body)
	return list, err
}

// mustSign refuses what needs the campaign's private key where there is none.
func (k PackKey) mustSign() error {
	if k.Private == nil {
		return fault.New(fault.Denied, "only the public part of the campaign's key is here, so nothing can be signed here",
			"sign it where the key is, by `daykit-server pack sign`, and publish the signed file")
	}
	return nil
}

// signHere signs an edition with the newest list.
func signHere(key PackKey, e content.Edition, list content.Withdrawals, now time.Time) (wire.SignedPack, content.Edition, error) {
	if err := key.mustSign(); err != nil {
		return wire.SignedPack{}, e, err
	}
	for _, v := range e.Content.Voices {
		if w, gone := list.Find(v.ID); gone {
			return wire.SignedPack{}, e, fault.New(fault.Denied, fmt.Sprintf("voice %q was withdrawn on %s and cannot come back", v.ID, w.Since),
				"take it out; if the person consents again, give it a new id")
		}
	}
	list.Voices = slices.Clone(list.Voices)
	list.Issued = now.UTC().Format(time.RFC3339)
	e.Withdrawals = list
	signed, err := wire.SignPack(e, key.Private)
	if err != nil {
		return signed, e, notAPack(err)
	}
	return signed, e, nil
}

func kept(signed wire.SignedPack, e content.Edition) Pack {
	return Pack{
		ID: e.ID, Version: e.Version, Number: e.Withdrawals.Number, NotBefore: e.Begins(), Expires: e.Ends(), Key: signed.Key, Body: signed.Encode(),
	}
}

// SaveWithdrawals gives the file of the newest list for sticks: signed now where the key
// is here, so that who gets it knows how new it is.
func SaveWithdrawals(ctx context.Context, s Packs, key PackKey, now time.Time) ([]byte, error) {
	if err := CheckPackKey(ctx, s, key); err != nil {
		return nil, err
	}
	if key.Private == nil {
		l, err := s.Withdrawals(ctx)
		if errors.Is(err, ErrNotFound) {
			err = fault.Wrap(err, fault.NotFound, "there is no list of withdrawals here yet", "")
		}
		return l.Body, err
	}
	list, err := readList(ctx, s)
	if err != nil {
		return nil, err
	}
	list.Issued = now.UTC().Format(time.RFC3339)
	signed, err := wire.SignWithdrawals(list, key.Private)
	return signed.Encode(), err
}

// SignFile signs a pack or a list in plain JSON where the campaign's key is, with no
// server. A pack brings the list that it is signed with.
func SignFile(file []byte, key PackKey) ([]byte, error) {
	if err := key.mustSign(); err != nil {
		return nil, err
	}
	signed, err := wire.SignFile(file, key.Private)
	if errors.Is(err, wire.ErrNotPack) {
		return nil, fault.Wrap(err, fault.Invalid, err.Error(), packHint)
	}
	return signed, err
}
