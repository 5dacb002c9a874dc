package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"daykit/internal/data/oplog"
	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// A group's own voice is kept in three entities, since different people may read them.
// Each has the id EVENT/VOICE; the event is the one that the person was asked for, and
// every event of the group may use the voice.
const (
	entityVoice      = "voice"      // what was agreed: plans go by it, so it is work
	entityVoiceWords = "voicewords" // what is printed, and what only organisers read
	entityVoiceForm  = "voiceform"  // the photo of the signed form
)

// actOwnVoice is the label of acts on a group's own voices.
const actOwnVoice = "voice.own"

// voiceAgreed are the fields of entityVoice; the others of an OwnVoice are of
// entityVoiceWords.
var voiceAgreed = []string{"name_form", "scope", "given", "expires", "withdrawn", "reason"}

// ownVoice is a group's own voice with where it lies.
type ownVoice struct {
	content.OwnVoice

	key  string // EVENT/VOICE
	form bool   // the photo of the signed form is here
}

// ownVoices gives the group's own voices, in the order of their ids. While names are
// locked they come without their words.
func (d *Desk) ownVoices(ctx context.Context) ([]ownVoice, error) {
	agreed, err := d.store.Entities(ctx, entityVoice, "")
	if err != nil || len(agreed) == 0 {
		return nil, err
	}
	words, err := d.store.Entities(ctx, entityVoiceWords, "")
	if err != nil && fault.CodeOf(err) != fault.Locked {
		return nil, err
	}
	said := map[string]map[string]json.RawMessage{}
	for _, r := range words {
		said[r.ID] = r.Fields
	}
	out := make([]ownVoice, 0, len(agreed))
	for _, r := range agreed {
		var more struct {
			Form    bool `json:"form"`
			Deleted bool `json:"deleted"`
		}
		v := ownVoice{key: r.ID}
		fields := maps.Clone(said[r.ID])
		if fields == nil {
			fields = map[string]json.RawMessage{}
		}
		maps.Copy(fields, r.Fields)
		if err := decodeFields(fields, &v.OwnVoice); err != nil {
			return nil, err
		}
		if err := decodeFields(r.Fields, &more); err != nil {
			return nil, err
		}
		if more.Deleted {
			continue
		}
		_, v.ID, _ = strings.Cut(r.ID, "/")
		v.form = more.Form
		if v.Credit == "" && v.Quote == "" {
			v.Credit = v.ID
		}
		out = append(out, v)
	}
	return out, nil
}

// library gives the pack with the group's own voices in it.
func (d *Desk) library(ctx context.Context) (*content.Pack, error) {
	own, err := d.ownVoices(ctx)
	if err != nil || len(own) == 0 {
		return d.pack(), err
	}
	voices := make([]content.Voice, 0, len(own))
	for _, o := range own {
		voices = append(voices, o.Voice(o.WithdrawTo))
	}
	return d.pack().WithVoices(voices), nil
}

// ownVoice gives one of the group's own voices.
func (d *Desk) ownVoice(ctx context.Context, id string) (ownVoice, error) {
	all, err := d.ownVoices(ctx)
	if err != nil {
		return ownVoice{}, err
	}
	i := slices.IndexFunc(all, func(o ownVoice) bool { return o.ID == id })
	if i < 0 {
		return ownVoice{}, fault.New(fault.NotFound, fmt.Sprintf("there is no local voice %q", id), "`daykit voices search --only local` lists them")
	}
	return all[i], nil
}

// OwnVoice gives all that is kept of a local voice, the care plan too.
func (d *Desk) OwnVoice(ctx context.Context, voice string) (OwnVoice, error) {
	if err := d.names(); err != nil {
		return OwnVoice{}, err
	}
	o, err := d.ownVoice(ctx, voice)
	return OwnVoice{OwnVoice: filled(o.OwnVoice), HasForm: o.form}, err
}

// filled gives empty lists where there are none, for JSON.
func filled(o content.OwnVoice) content.OwnVoice {
	o.Scope = append([]content.Use{}, o.Scope...)
	o.Topics = append([]string{}, o.Topics...)
	o.Translations = append([]content.Translation{}, o.Translations...)
	return o
}

// DecodeOwnVoice reads a local voice as a file describes it. A field that is not known is
// refused: it may be a condition of somebody's consent.
func DecodeOwnVoice(raw []byte) (content.OwnVoice, error) {
	var o content.OwnVoice
	if len(raw) > MaxEventFile {
		return o, fault.Invalidf("", "a local voice: the file is too large")
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&o); err != nil {
		return o, fault.Wrap(err, fault.Invalid, fmt.Sprintf("a local voice: %v", err), "`daykit voices consent` prints one with all its fields")
	}
	return o, nil
}

// SaveOwnVoice adds a local voice for an event, or changes the one of the id that it
// has, and gives its id. What stands in Withdrawn and Reason is left alone: that is what
// WithdrawVoice is for. It can be undone.
func (d *Desk) SaveOwnVoice(ctx context.Context, id string, o content.OwnVoice) (string, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return "", err
	}
	if err := d.names(); err != nil {
		return "", err
	}
	o = trimmed(o)
	var was ownVoice
	known := o.ID != ""
	if known {
		if was, err = d.ownVoice(ctx, o.ID); err != nil {
			return "", err
		}
		if was.Withdrawn != "" {
			return "", fault.New(fault.Denied, "the voice was withdrawn, so its record is not changed any more", "who consents again is added as a new voice")
		}
	} else {
		draw, err := d.randomID()
		if err != nil {
			return "", err
		}
		o.ID = "local-" + draw
		was.key = string(ev.ID) + "/" + o.ID
	}
	o.Withdrawn, o.Reason = was.Withdrawn, was.Reason
	if err := d.checkOwn(ev, o); err != nil {
		return "", err
	}
	eventKey, _, _ := strings.Cut(was.key, "/")
	before, after := ownFields(was.OwnVoice), ownFields(o)
	agreed, words := map[string]json.RawMessage{}, map[string]json.RawMessage{}
	for f, v := range after {
		if known && bytes.Equal(before[f], v) {
			continue
		}
		if slices.Contains(voiceAgreed, f) {
			agreed[f] = v
		} else {
			words[f] = v
		}
	}
	changes := sets(entityVoice, was.key, agreed)
	changes = append(changes, sets(entityVoiceWords, was.key, words)...)
	if len(changes) == 0 {
		return o.ID, nil
	}
	d.previews.forget()
	return o.ID, d.write(ctx, eventKey, actOwnVoice, changes...)
}

func (d *Desk) checkOwn(ev event.Event, o content.OwnVoice) error {
	if err := o.Check(); err != nil {
		return fault.Wrap(err, fault.Invalid, err.Error(), "mend it and save it again; nothing was changed")
	}
	if o.Given > d.today(ev) {
		return fault.Invalidf("write the date that stands on the signed form", "given: %s is still to come", o.Given)
	}
	return nil
}

// trimmed takes white space away that nobody meant.
func trimmed(o content.OwnVoice) content.OwnVoice {
	o = filled(o)
	for _, s := range []*string{&o.Credit, &o.Role, &o.Organisation, &o.Quote, &o.Person, &o.WithdrawTo, &o.Buddy, &o.StopWord, &o.CallAfter} {
		*s = strings.TrimSpace(*s)
	}
	for i := range o.Topics {
		o.Topics[i] = strings.TrimSpace(o.Topics[i])
	}
	return o
}

// ownFields gives the fields of an own voice as they are kept.
func ownFields(o content.OwnVoice) map[string]json.RawMessage {
	fields := map[string]json.RawMessage{}
	if err := json.Unmarshal(raw(filled(o)), &fields); err != nil {
		panic("internal error: " + err.Error())
	}
	delete(fields, "id")
	return fields
}

// WithdrawVoice writes down that the person of a local voice took the consent back. From
// then on nothing new carries it, its words are shown no more, and CheckPacks names what
// to take down. It can be undone, for who chose the wrong one.
func (d *Desk) WithdrawVoice(ctx context.Context, voice, reason string) (PackCheck, error) {
	o, err := d.ownVoice(ctx, voice)
	if err != nil {
		return PackCheck{}, err
	}
	if reason == "" {
		reason = string(content.ReasonConsent)
	}
	if !slices.Contains(content.Reasons(), content.Reason(reason)) {
		return PackCheck{}, fault.Invalidf("use consent, safety or mistake", "%q is not a reason", reason)
	}
	if o.Withdrawn == "" {
		key, _, _ := strings.Cut(o.key, "/")
		fields := map[string]json.RawMessage{"withdrawn": raw(d.opt.Now().Format("2006-01-02")), "reason": raw(reason)}
		if err := d.write(ctx, key, actOwnVoice, sets(entityVoice, o.key, fields)...); err != nil {
			return PackCheck{}, err
		}
		d.previews.forget()
		if err := d.dropVoices(ctx); err != nil {
			return PackCheck{}, err
		}
	}
	return d.CheckPacks(ctx)
}

// ForgetVoice erases the words of a withdrawn local voice, its care plan and the photo of
// its form: from this laptop, its log and its backups, and from the other laptops when
// they next sync. What was agreed and the id stay, so that the take-down list does. It
// cannot be undone.
func (d *Desk) ForgetVoice(ctx context.Context, voice string) error {
	o, err := d.ownVoice(ctx, voice)
	if err != nil {
		return err
	}
	if err := d.names(); err != nil {
		return err
	}
	if o.Withdrawn == "" {
		return fault.New(fault.Denied, "the voice is not withdrawn", "withdraw it first (daykit voices withdraw)")
	}
	_, traces := d.store.EraseAll(ctx, oplog.Entity{Kind: entityVoiceWords, ID: o.key}, oplog.Entity{Kind: entityVoiceForm, ID: o.key})
	if traces != nil && fault.CodeOf(traces) != fault.Locked {
		return traces
	}
	d.previews.forget()
	key, _, _ := strings.Cut(o.key, "/")
	if err := d.note(ctx, auditErase, key, "1"); err != nil {
		return err
	}
	if traces != nil { // a reader kept them from being overwritten, which the note has tried again
		if _, err := d.store.EraseAll(ctx); err != nil {
			return err
		}
	}
	return d.shelf.Rewrite(ctx, d.store)
}

// withdrawnOwn gives the date and the credit of the group's own voices that were
// withdrawn, by their ids.
func (d *Desk) withdrawnOwn(ctx context.Context) (map[string]struckOwn, error) {
	own, err := d.ownVoices(ctx)
	out := map[string]struckOwn{}
	for _, o := range own {
		if o.Withdrawn != "" {
			out[o.ID] = struckOwn{Since: o.Withdrawn, Credit: o.Credit}
		}
	}
	return out, err
}

// struckOwn is a group's own voice that was withdrawn.
type struckOwn struct{ Since, Credit string }
