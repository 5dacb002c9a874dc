package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"daykit/internal/data/wire"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// PackDone is a pack or a list that was taken in, as the commands report it.
type PackDone struct {
	ID      string   `json:"id,omitempty"` // of the pack; empty for a list
	Version int64    `json:"version,omitempty"`
	Number  int64    `json:"number"`            // of the list of withdrawals
	Again   []string `json:"again,omitempty"`   // packs that were signed again, with the list and without the voice
	Emptied []string `json:"emptied,omitempty"` // packs that are served no more until the campaign signs them again

	File []byte `json:"-"` // as it was signed, for a stick
}

// PublishPack takes in a pack or a list of withdrawals: as the campaign signed it, or
// an edition in plain JSON, which is signed here with the list that is here.
func PublishPack(ctx context.Context, s Packs, key PackKey, file []byte, now time.Time) (PackDone, error) {
	if err := CheckPackKey(ctx, s, key); err != nil {
		return PackDone{}, err
	}
	if signed, e, err := wire.DecodeSignedPack(file); err == nil {
		if !bytes.Equal(signed.Key, key.Public) {
			return PackDone{}, otherSigner()
		}
		return putPack(ctx, s, signed, e, now)
	} else if errors.Is(err, wire.ErrUnsigned) && isSigned(file) {
		return publishList(ctx, s, key, file)
	}
	e, err := readEdition(file)
	if err != nil {
		return PackDone{}, err
	}
	signed, e, err := signHere(ctx, s, key, e, now)
	if err != nil {
		return PackDone{}, err
	}
	return putPack(ctx, s, signed, e, now)
}

// isSigned reports whether a file has a signature, right or wrong.
func isSigned(file []byte) bool {
	var f struct {
		Sig []byte `json:"sig"`
	}
	return json.Unmarshal(file, &f) == nil && len(f.Sig) > 0
}

func otherSigner() error {
	return fault.New(fault.Denied, "this was signed with another key than the campaign's", "sign it with the key that the server was given, or give the server that key by --pack-key")
}

// publishList takes in a list that the campaign signed elsewhere.
func publishList(ctx context.Context, s Packs, key PackKey, file []byte) (PackDone, error) {
	signed, list, err := wire.DecodeSignedWithdrawals(file)
	if err != nil {
		return PackDone{}, fault.Wrap(err, fault.Invalid, "this file is not as it was signed", "get it again from who signed it")
	}
	if !bytes.Equal(signed.Key, key.Public) {
		return PackDone{}, otherSigner()
	}
	was, err := readList(ctx, s)
	if err != nil {
		return PackDone{}, err
	}
	if !list.Covers(was) {
		return PackDone{}, fault.New(fault.Conflict, "this list has a lower number than the one that is here, or leaves out a voice", "begin with the list that is here, and add to it")
	}
	all, err := s.Packs(ctx)
	if err != nil {
		return PackDone{}, err
	}
	done := PackDone{Number: list.Number, File: file}
	for _, p := range newest(all, func(p Pack) bool { return !p.Empty && p.Number < list.Number }) {
		done.Emptied = append(done.Emptied, p.ID)
	}
	return done, stale(s.PutWithdrawals(ctx, List{Number: list.Number, Key: key.Public, Body: file}, nil))
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
	return fault.Wrap(err, fault.Invalid, "this is not a pack: "+err.Error(), "docs/packs.md shows what one has")
}

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
func signHere(ctx context.Context, s Packs, key PackKey, e content.Edition, now time.Time) (wire.SignedPack, content.Edition, error) {
	if err := key.mustSign(); err != nil {
		return wire.SignedPack{}, e, err
	}
	list, err := readList(ctx, s)
	if err != nil {
		return wire.SignedPack{}, e, err
	}
	for _, v := range e.Content.Voices {
		if w, gone := list.Find(v.ID); gone {
			return wire.SignedPack{}, e, fault.New(fault.Denied, fmt.Sprintf("voice %q was withdrawn on %s and cannot come back", v.ID, w.Since),
				"take it out; if the person consents again, give it a new id")
		}
	}
	list.Issued = now.UTC().Format(time.RFC3339)
	e.Withdrawals = list
	signed, err := wire.SignPack(e, key.Private)
	if err != nil {
		return signed, e, notAPack(err)
	}
	return signed, e, nil
}

// putPack keeps a signed edition.
func putPack(ctx context.Context, s Packs, signed wire.SignedPack, e content.Edition, now time.Time) (PackDone, error) {
	if !e.Ends().After(now) {
		return PackDone{}, fault.New(fault.Invalid, "this edition is over already", "give it a later end")
	}
	p := kept(signed, e)
	err := s.PutPack(ctx, p)
	if errors.Is(err, ErrConflict) {
		err = fault.Wrap(err, fault.Conflict, "this edition was signed with another list of withdrawals than the newest", "sign it again with the list that is here")
	}
	return PackDone{ID: e.ID, Version: e.Version, Number: p.Number, File: p.Body}, stale(err)
}

func kept(signed wire.SignedPack, e content.Edition) Pack {
	return Pack{
		ID: e.ID, Version: e.Version, Number: e.Withdrawals.Number, NotBefore: e.Begins(), Expires: e.Ends(), Key: signed.Key, Body: signed.Encode(),
	}
}

func stale(err error) error {
	if errors.Is(err, ErrStale) {
		return fault.Wrap(err, fault.Conflict, "what is here already is as new or newer", "give it a greater version or number; `daykit-server pack list` shows what is here")
	}
	return err
}

// WithdrawVoice withdraws a voice at once and for good: the list grows, what was signed
// before it is served no more, and every pack that is in use or waits is signed again
// without the voice, as its next version. A voice that no pack has is refused unless
// anyway is set, since it would be a slip of the pen that nobody notices.
func WithdrawVoice(ctx context.Context, s Packs, key PackKey, voice, reason string, anyway bool, now time.Time) (PackDone, error) {
	if err := errors.Join(key.mustSign(), CheckPackKey(ctx, s, key)); err != nil {
		return PackDone{}, err
	}
	list, err := readList(ctx, s)
	if err != nil {
		return PackDone{}, err
	}
	if list.Names(voice) {
		return PackDone{}, fault.New(fault.Conflict, fmt.Sprintf("voice %q was withdrawn already", voice), "")
	}
	again, known, err := live(ctx, s, voice, now)
	if err != nil {
		return PackDone{}, err
	}
	if _, builtin := content.Builtin().Voice(voice); !known && !builtin && !anyway {
		return PackDone{}, fault.New(fault.NotFound, fmt.Sprintf("no pack that is in use or waits has a voice %q", voice), "check its id; --unknown withdraws it all the same")
	}
	list.Number++
	list.Issued = now.UTC().Format(time.RFC3339)
	list.Voices = append(list.Voices, content.Withdrawal{ID: voice, Since: now.UTC().Format(time.DateOnly), Reason: content.Reason(reason)})
	signed, err := wire.SignWithdrawals(list, key.Private)
	if err != nil {
		return PackDone{}, fault.Wrap(err, fault.Invalid, "this cannot be withdrawn so: "+err.Error(), fmt.Sprintf("reasons are %v", content.Reasons()))
	}
	done := PackDone{Number: list.Number, File: signed.Encode()}
	packs := []Pack{}
	for _, e := range again {
		e.Withdrawals = list
		s, err := wire.SignPack(e, key.Private)
		if err != nil {
			return PackDone{}, err
		}
		packs = append(packs, kept(s, e))
		done.Again = append(done.Again, fmt.Sprintf("%s %d", e.ID, e.Version))
	}
	return done, stale(s.PutWithdrawals(ctx, List{Number: list.Number, Key: key.Public, Body: done.File}, packs))
}

// live gives the editions that are in use or wait, without a voice, under their next
// versions, and whether one had it.
func live(ctx context.Context, s Packs, voice string, now time.Time) (out []content.Edition, known bool, err error) {
	all, err := s.Packs(ctx)
	if err != nil {
		return nil, false, err
	}
	next := map[string]int64{}
	for _, p := range all {
		next[p.ID] = max(next[p.ID], p.Version)
	}
	use := newest(all, func(p Pack) bool { return p.usable(now) })
	for _, p := range all {
		if !p.Empty && p.NotBefore.After(now) {
			use = append(use, p)
		}
	}
	slices.SortFunc(use, byVersion)
	for _, p := range use {
		whole, err := s.Pack(ctx, p.ID, p.Version)
		if err != nil {
			return nil, false, err
		}
		_, e, err := wire.DecodeSignedPack(whole.Body)
		if err != nil {
			return nil, false, err
		}
		before := len(e.Content.Voices)
		e.Content.Voices = slices.DeleteFunc(e.Content.Voices, func(v content.Voice) bool { return v.ID == voice })
		known = known || len(e.Content.Voices) < before
		next[p.ID]++
		e.Version = next[p.ID]
		out = append(out, e)
	}
	return out, known, nil
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
	var parts map[string]json.RawMessage
	if err := json.Unmarshal(file, &parts); err != nil {
		return nil, notAPack(err)
	}
	if _, pack := parts["content"]; !pack {
		list, err := content.DecodeWithdrawals(file)
		if err != nil {
			return nil, notAPack(err)
		}
		signed, err := wire.SignWithdrawals(list, key.Private)
		return signed.Encode(), err
	}
	e, err := content.DecodeEdition(file)
	if err != nil {
		return nil, notAPack(err)
	}
	signed, err := wire.SignPack(e, key.Private)
	return signed.Encode(), err
}
