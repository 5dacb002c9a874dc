package desk

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/locale"
)

// entityProof is somebody's word that a speaker has read the fixed phrases of a
// language; id: EVENT/LANG, and after an erasure EVENT/LANG/N.
const entityProof = "proof"

const actProof = "proof"

const maxProofName = 120 // characters

// Proofs says for each language of the event how far its fixed words are checked,
// and who confirmed the rest.
func (d *Desk) Proofs(ctx context.Context, id string) ([]ProofItem, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return nil, err
	}
	proofs, err := d.proofs(ctx, string(ev.ID))
	if err != nil {
		return nil, err
	}
	pack, err := d.packOf(ctx, string(ev.ID))
	if err != nil {
		return nil, err
	}
	keys := publicKeys(pack, ev.Venue.Access)
	out := []ProofItem{}
	for _, lang := range ev.Languages {
		item := ProofItem{Lang: lang, State: string(pack.State(lang, keys...))}
		for _, p := range proofs {
			if p.Lang == lang && pack.Confirmed([]content.Proof{p}, lang, keys) {
				item.By, item.Date = p.By, p.Date
			}
		}
		out = append(out, item)
	}
	return out, nil
}

// ConfirmProof records that a speaker of lang has read the fixed words as they
// stand now, on the word of the person called by. Prints in that language then go
// without the draft band until the words change. It can be undone.
func (d *Desk) ConfirmProof(ctx context.Context, id, lang, by string) ([]ProofItem, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return nil, err
	}
	l, ok := locale.Lookup(lang)
	by = strings.TrimSpace(by)
	switch {
	case !ok:
		return nil, fault.Invalidf("write it as in the event file, such as en or ur", "lang: %q is not a language that Daykit knows", lang)
	case by == "" || utf8.RuneCountInString(by) > maxProofName:
		return nil, fault.Invalidf("write the name of who confirms it", "a confirmation needs a name of at most %d characters", maxProofName)
	}
	pack, err := d.packOf(ctx, string(ev.ID))
	if err != nil {
		return nil, err
	}
	proof := pack.Prove(l.Tag, by, d.opt.Now().Format("2006-01-02"), nil)
	fields := map[string]json.RawMessage{"lang": raw(proof.Lang), "by": raw(proof.By), "date": raw(proof.Date), "of": raw(proof.Of)}
	key, err := d.freshID(ctx, entityProof, string(ev.ID)+"/"+l.Tag)
	if err != nil {
		return nil, err
	}
	if err := d.write(ctx, string(ev.ID), actProof, sets(entityProof, key, fields)...); err != nil {
		return nil, err
	}
	return d.Proofs(ctx, id)
}

// proofs are the confirmations of an event, the latest of each language.
func (d *Desk) proofs(ctx context.Context, event string) ([]content.Proof, error) {
	rows, err := d.store.Entities(ctx, entityProof, event+"/")
	if err != nil {
		return nil, err
	}
	out := make([]content.Proof, 0, len(rows))
	for _, r := range rows {
		var p content.Proof
		if err := decodeFields(r.Fields, &p); err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// insideKeys begin the keys of phrases that only the group itself reads, or that
// come in English alone since a wrong word could hurt somebody.
var insideKeys = []string{
	"allergen.", "badge.", "calibration.", "card.", "certificate.", "consent.", "debrief.", "draft", "guard.", "letters.", "page.", "plan.",
	"recovery.", "report.", "risk.", "rota", "tile.", "voice.",
}

// publicKeys are those of the phrases that guests of an event read, among them the
// names of these access features.
func publicKeys(pack *content.Pack, access []event.Access) []string {
	var out []string
	for _, key := range pack.PhraseKeys() {
		feature, isAccess := strings.CutPrefix(key, "access.")
		switch {
		case slices.ContainsFunc(insideKeys, func(prefix string) bool { return strings.HasPrefix(key, prefix) }):
		case isAccess && !slices.Contains(access, event.Access(feature)):
		default:
			out = append(out, key)
		}
	}
	return out
}
