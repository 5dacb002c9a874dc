package desk

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"daykit/internal/data/sync"
	"daykit/internal/domain/content"
)

// PackFile is what a file of the campaign would bring to this laptop, or has brought.
type PackFile struct {
	Path string `json:"path"` // empty when none was picked
	Kind string `json:"kind"` // PackKind or ListKind; empty of what is neither

	Issuer  string `json:"issuer"`  // of a pack
	Version int64  `json:"version"` // of a pack; 0 of a list
	Begins  string `json:"begins"`  // RFC 3339, of a pack; nobody uses it before
	Ends    string `json:"ends"`    // RFC 3339, of a pack
	Waits   bool   `json:"waits"`   // its time has not come: it is kept until then

	AsksKey bool   `json:"asks_key"` // this laptop knows no campaign, so a person must say the fingerprint of its key
	Refused string `json:"refused"`  // why none of it is taken: one of the Refused constants; empty when it may be
	Same    bool   `json:"same"`     // all of it is here already

	New  []PackVoice `json:"new"`  // voices that can be chosen by it, and were not here
	Gone []PackVoice `json:"gone"` // voices that are withdrawn by it
	Left []PackVoice `json:"left"` // voices that it leaves out, so that they are offered no more
	Back []PackVoice `json:"back"` // voices that nobody could use, since this laptop had not heard for too long

	Checked string `json:"checked"` // RFC 3339: what was withdrawn is known as of then; empty for never
	Stale   bool   `json:"stale"`   // that is too long ago: nothing new carries a voice until a newer list came
	Down    int    `json:"down"`    // prints to take down for the voices in Gone; 0 before it was taken
}

// PackVoice names a voice that a file of the campaign says something of.
type PackVoice struct {
	ID     string `json:"id"`
	Credit string `json:"credit"`
}

// The kinds of a file of the campaign.
const (
	PackKind = "pack" // with its list of withdrawals
	ListKind = "list" // a list of withdrawals alone
)

// Why a file is not taken.
const (
	RefusedUnsigned = "unsigned"  // nobody signed it, or it was changed since
	RefusedKey      = "other-key" // another campaign signed it than the one of this laptop
	RefusedOlder    = "older"     // a newer edition is here
	RefusedForked   = "forked"    // another edition of the same version is here
	RefusedRollback = "rollback"  // it knows less of what was withdrawn than this laptop
	RefusedOver     = "over"      // the edition has expired
	RefusedFull     = "full"      // there are too many packs
)

// PreviewPack says what TakePack would do with a file. It changes nothing. A file that is
// there and cannot be taken is no error: Refused says why.
func (d *Desk) PreviewPack(ctx context.Context, path string) (PackFile, error) {
	p, err := d.readPackFile(ctx, path)
	if errors.Is(err, errNotSigned) {
		return packFileOf(path, packParcel{}, RefusedUnsigned), nil
	}
	if err != nil {
		return PackFile{}, err
	}
	pinned, err := sync.PackKey(ctx, d.store)
	if err != nil {
		return PackFile{}, err
	}
	if pinned != "" && pinned != hexKey(p.key) {
		return packFileOf(path, p, RefusedKey), nil
	}
	before, now := d.holdings().Held, d.opt.Now()
	if pinned == "" {
		before = startOf(before, now) // as believing a key leaves it
	}
	after, err := p.into(before, now)
	if err != nil {
		why := refusedBy(err)
		if why == "" {
			return PackFile{}, err
		}
		return packFileOf(path, p, why), nil
	}
	out := packFileOf(path, p, "")
	out.AsksKey = pinned == ""
	d.saysOf(&out, p, before, after)
	return out, nil
}

// TakePack takes in a file of the campaign, a pack or a list of withdrawals, and says what
// it brought. The fingerprint is as for AddPack.
func (d *Desk) TakePack(ctx context.Context, path, fingerprint string) (PackFile, error) {
	p, err := d.readPackFile(ctx, path)
	if err != nil {
		return PackFile{}, err
	}
	before := d.holdings().Held
	if err := d.takeParcel(ctx, p, fingerprint); err != nil {
		return PackFile{}, err
	}
	out := packFileOf(path, p, "")
	d.saysOf(&out, p, before, d.holdings().Held)
	check, err := d.CheckPacks(ctx)
	for _, t := range check.TakeDown {
		if slices.ContainsFunc(out.Gone, func(v PackVoice) bool { return v.ID == t.Voice }) {
			out.Down++
		}
	}
	return out, err
}

func packFileOf(path string, p packParcel, refused string) PackFile {
	out := PackFile{Path: path, Refused: refused, New: []PackVoice{}, Gone: []PackVoice{}, Left: []PackVoice{}, Back: []PackVoice{}}
	switch {
	case p.edition != nil:
		out.Kind, out.Issuer, out.Version = PackKind, p.edition.Issuer, p.edition.Version
		out.Begins, out.Ends = p.edition.NotBefore, p.edition.Expires
	case len(p.key) > 0:
		out.Kind = ListKind
	}
	return out
}

// saysOf fills in what holdings have after a file that they had not before.
func (d *Desk) saysOf(out *PackFile, p packParcel, before, after content.Holdings) {
	now := d.opt.Now()
	out.Waits = p.edition != nil && p.edition.Begins().After(now)
	out.Stale = after.Freshness(now) == content.ListStale
	out.Same = bytes.Equal(raw(before), raw(after))
	if !after.Checked.IsZero() {
		out.Checked = instant(after.Checked)
	}
	was, is := before.Over(content.Builtin(), now), after.Over(content.Builtin(), now)
	for _, v := range is.Voices {
		old, _ := was.Voice(v.ID) // none is not known
		switch {
		case known(v) && !known(old):
			out.New = append(out.New, named(v))
		case usable(v) && !usable(old):
			out.Back = append(out.Back, named(v))
		case v.Consent.Status == content.Withdrawn && !before.List.Names(v.ID):
			out.Gone = append(out.Gone, named(v))
		}
	}
	out.Left = append(out.Left, missing(was, is, after.List)...)
	if out.Waits {
		out.New = append(out.New, coming(*p.edition, after.List, is)...)
	}
}

// missing are the voices that were known and are no more, though nobody withdrew them.
func missing(was, is *content.Pack, list content.Withdrawals) (out []PackVoice) {
	for _, v := range was.Voices {
		if still, _ := is.Voice(v.ID); known(v) && !known(still) && !list.Names(v.ID) {
			out = append(out, named(v))
		}
	}
	return out
}

// coming are the voices of an edition whose time has not come.
func coming(e content.Edition, list content.Withdrawals, now *content.Pack) (out []PackVoice) {
	for _, v := range e.Content.Voices {
		if _, here := now.Voice(v.ID); !here && !list.Names(v.ID) {
			out = append(out, named(v))
		}
	}
	return out
}

// usable says whether a voice may be offered now.
func usable(v content.Voice) bool {
	return v.Consent.Status == content.Granted || v.Consent.Status == content.AssertedBySource
}

// known says whether a voice is offered, or would be if the list of withdrawals were fresh.
func known(v content.Voice) bool { return usable(v) || v.Consent.Status == content.Unchecked }

func named(v content.Voice) PackVoice { return PackVoice{ID: v.ID, Credit: v.CreditLine()} }

// refusedBy is the reason in an error of holdings; empty of one that is none of theirs.
func refusedBy(err error) string {
	for why, is := range map[string]error{
		RefusedOlder: content.ErrOlder, RefusedForked: content.ErrForked, RefusedRollback: content.ErrRollback,
		RefusedOver: content.ErrOver, RefusedFull: content.ErrTooMany,
	} {
		if errors.Is(err, is) {
			return why
		}
	}
	return ""
}
