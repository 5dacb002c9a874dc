package server

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"daykit/internal/data/wire"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// Withdrawing says what is to be withdrawn: a voice, or a whole pack with all its voices.
type Withdrawing struct {
	Voice  string
	Pack   string // instead of a voice
	Reason content.Reason
	Anyway bool // a voice that no pack has too; it would be a slip of the pen that nobody notices
}

// Outlook is what a withdrawal would do.
type Outlook struct {
	List   content.Withdrawals // as it would be, not signed
	Voices []content.Voice     // that would be withdrawn, as far as something here has them
	Known  bool                // something here has the voice
	Again  []content.Edition   // that would be served next, without the voices
}

// Names names the editions that would be served next.
func (o Outlook) Names() (out []string) {
	for _, e := range o.Again {
		out = append(out, fmt.Sprintf("%s %d", e.ID, e.Version))
	}
	return out
}

// WithdrawVoice is Withdraw for one voice.
func WithdrawVoice(ctx context.Context, s Packs, key PackKey, voice, reason string, anyway bool, now time.Time) (PackDone, error) {
	return Withdraw(ctx, s, key, Withdrawing{Voice: voice, Reason: content.Reason(reason), Anyway: anyway}, now)
}

// WithdrawPack is Withdraw for a whole pack.
func WithdrawPack(ctx context.Context, s Packs, key PackKey, pack, reason string, now time.Time) (PackDone, error) {
	return Withdraw(ctx, s, key, Withdrawing{Pack: pack, Reason: content.Reason(reason)}, now)
}

// Withdraw withdraws at once and for good: the list grows, what was signed before it is
// served no more, and every pack that is in use or waits is signed again without the
// voices, as its next version. Of a whole pack all voices are withdrawn, and its next
// version is empty, so that laptops let go of the rest of it too.
//
// A voice that no pack has is refused as NotFound unless Anyway is set, what was
// withdrawn already as Conflict, and all without the campaign's private key as Denied.
func Withdraw(ctx context.Context, s Packs, key PackKey, w Withdrawing, now time.Time) (PackDone, error) {
	if err := errors.Join(key.mustSign(), CheckPackKey(ctx, s, key)); err != nil {
		return PackDone{}, err
	}
	o, err := Foresee(ctx, s, w, now)
	if err != nil {
		return PackDone{}, err
	}
	if !o.Known && !w.Anyway {
		return PackDone{}, fault.New(fault.NotFound, fmt.Sprintf("no pack that is in use or waits has a voice %q", w.Voice), "check its id; --unknown withdraws it all the same")
	}
	signed, err := wire.SignWithdrawals(o.List, key.Private)
	if err != nil {
		return PackDone{}, fault.Wrap(err, fault.Invalid, "this cannot be withdrawn so: "+err.Error(), fmt.Sprintf("reasons are %v", content.Reasons()))
	}
	done := PackDone{Number: o.List.Number, File: signed.Encode(), Again: o.Names()}
	packs := []Pack{}
	for _, e := range o.Again {
		p, err := wire.SignPack(e, key.Private)
		if err != nil {
			return PackDone{}, err
		}
		packs = append(packs, kept(p, e))
	}
	return done, unfit(s.PutWithdrawals(w.noted(ctx, o), List{Number: o.List.Number, Key: key.Public, Body: done.File}, packs))
}

// noted has the audit say what was withdrawn, and why.
func (w Withdrawing) noted(ctx context.Context, o Outlook) context.Context {
	if w.Pack == "" {
		return noteOf(ctx, ActWithdraw, listTarget(o.List.Number, o.fresh()))
	}
	return noteOf(ctx, ActWithdrawPack, fmt.Sprintf("%s (%s), %s", w.Pack, w.Reason, listTarget(o.List.Number, o.fresh())))
}

// fresh are the entries of the list that are new with it.
func (o Outlook) fresh() []content.Withdrawal {
	if len(o.Voices) == 0 {
		return nil
	}
	return o.List.Voices[len(o.List.Voices)-len(o.Voices):]
}

// Foresee says what a withdrawal would do, and changes nothing. It needs no key.
func Foresee(ctx context.Context, s Packs, w Withdrawing, now time.Time) (Outlook, error) {
	list, err := readList(ctx, s)
	if err != nil {
		return Outlook{}, err
	}
	all, err := s.Packs(ctx)
	if err != nil {
		return Outlook{}, err
	}
	o := Outlook{List: list}
	if w.Pack != "" {
		o.Known = true
		o.Voices, err = packVoices(ctx, s, all, w.Pack, list)
	} else if list.Names(w.Voice) {
		err = fault.New(fault.Conflict, fmt.Sprintf("voice %q was withdrawn already", w.Voice), "")
	}
	if err != nil {
		return Outlook{}, err
	}
	if err := o.sign(ctx, s, all, w, now); err != nil {
		return Outlook{}, err
	}
	o.List.Number++
	o.List.Issued = now.UTC().Format(time.RFC3339)
	o.List.Voices = slices.Clone(list.Voices)
	for _, v := range o.Voices {
		o.List.Voices = append(o.List.Voices, content.Withdrawal{ID: v.ID, Since: now.UTC().Format(time.DateOnly), Reason: w.Reason})
	}
	for i := range o.Again {
		o.Again[i].Withdrawals = o.List
	}
	return o, nil
}

// sign finds the editions that are in use or wait, as they would be served next: without
// the voices, under their next versions.
func (o *Outlook) sign(ctx context.Context, s Packs, all []Pack, w Withdrawing, now time.Time) error {
	if w.Pack == "" {
		if v, ok := content.Builtin().Voice(w.Voice); ok {
			o.Known, o.Voices = true, []content.Voice{v}
		} else {
			o.Voices = []content.Voice{{ID: w.Voice}}
		}
	}
	next := map[string]int64{}
	for _, p := range all {
		next[p.ID] = max(next[p.ID], p.Version)
	}
	for _, p := range live(all, now) {
		if p.ID == w.Pack {
			continue
		}
		e, err := readPack(ctx, s, p)
		if err != nil {
			return err
		}
		if v, ok := voiceOf(e, w.Voice); ok {
			o.Known, o.Voices = true, []content.Voice{v}
		}
		e.Content.Voices = slices.DeleteFunc(e.Content.Voices, func(v content.Voice) bool { return voiceIn(o.Voices, v.ID) })
		next[p.ID]++
		e.Version = next[p.ID]
		o.Again = append(o.Again, e)
	}
	return o.signEmpty(ctx, s, all, w.Pack, next[w.Pack]+1, now)
}

// signEmpty adds the empty edition that takes the place of all that laptops may have of a
// pack, until the last of these is over.
func (o *Outlook) signEmpty(ctx context.Context, s Packs, all []Pack, id string, version int64, now time.Time) error {
	var last Pack
	for _, p := range all {
		if p.ID == id && !p.Empty && p.Expires.After(last.Expires) {
			last = p
		}
	}
	if id == "" || !last.Expires.After(now) {
		return nil
	}
	e, err := readPack(ctx, s, last)
	if err != nil {
		return err
	}
	e.Version, e.Content = version, content.Matter{}
	e.NotBefore = now.UTC().Format(time.RFC3339)
	o.Again = append(o.Again, e)
	return nil
}

// packVoices gives all voices of all editions of a pack that are here and not on the list.
func packVoices(ctx context.Context, s Packs, all []Pack, id string, list content.Withdrawals) (out []content.Voice, err error) {
	known, holds := false, false
	for _, p := range all {
		if known = known || p.ID == id; p.ID != id || p.Empty {
			continue
		}
		e, err := readPack(ctx, s, p)
		if err != nil {
			return nil, err
		}
		holds = holds || !isEmpty(e.Content)
		for _, v := range e.Content.Voices {
			if !voiceIn(out, v.ID) && !list.Names(v.ID) {
				out = append(out, v)
			}
		}
	}
	switch {
	case !known:
		return nil, fault.New(fault.NotFound, fmt.Sprintf("there is no pack %q", id), "`daykit-server pack list` shows what is here")
	case !holds:
		return nil, fault.New(fault.Conflict, fmt.Sprintf("there is nothing in pack %q any more", id), "")
	}
	return out, nil
}

// live gives the editions that are in use or wait, by id and version.
func live(all []Pack, now time.Time) []Pack {
	out := newest(all, func(p Pack) bool { return p.usable(now) })
	for _, p := range all {
		if !p.Empty && p.NotBefore.After(now) {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, byVersion)
	return out
}

// readPack reads an edition that is kept.
func readPack(ctx context.Context, s Packs, p Pack) (content.Edition, error) {
	whole, err := s.Pack(ctx, p.ID, p.Version)
	if err != nil {
		return content.Edition{}, err
	}
	_, e, err := wire.DecodeSignedPack(whole.Body)
	return e, err
}

func voiceOf(e content.Edition, id string) (content.Voice, bool) {
	at := slices.IndexFunc(e.Content.Voices, func(v content.Voice) bool { return v.ID == id })
	if at < 0 {
		return content.Voice{}, false
	}
	return e.Content.Voices[at], true
}

func voiceIn(voices []content.Voice, id string) bool {
	return slices.ContainsFunc(voices, func(v content.Voice) bool { return v.ID == id })
}

func isEmpty(m content.Matter) bool {
	return len(m.Themes)+len(m.Voices)+len(m.Messages)+len(m.Facts)+len(m.Activities) == 0
}
