package desk

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"daykit/internal/data/store"
	"daykit/internal/data/wire"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// actSettle is the label of settling a conflict.
const actSettle = "settle"

// The values that a conflict can be settled with.
const (
	KeepNow  = "now"
	KeepLost = "lost"
)

// Conflict is a field that two laptops changed without knowing of each other. The later
// value stands until somebody settles it.
type Conflict struct {
	Entity string          `json:"entity"`
	ID     string          `json:"id"`
	Field  string          `json:"field"`
	Name   string          `json:"name"` // what the thing is called, such as a task's title; may be empty
	Now    json.RawMessage `json:"now"`  // the value that stands
	Lost   json.RawMessage `json:"lost"` // the one that does not
	NowAt  string          `json:"now_at"`
	At     string          `json:"at"` // RFC 3339, when the one that does not stand was written

	What      string `json:"what"`       // in English, for the command line, as the two values
	NowWords  string `json:"now_words"`  // of what is made of parts, those that differ
	LostWords string `json:"lost_words"` // as NowWords
}

// Place is how the command names the field: ENTITY/ID.FIELD.
func (c Conflict) Place() string { return c.Entity + "/" + c.ID + "." + c.Field }

// Settlement says how a conflict is to end.
type Settlement struct {
	Entity string `json:"entity"`
	ID     string `json:"id"`
	Field  string `json:"field"`
	Keep   string `json:"keep"` // KeepNow or KeepLost
	Lost   string `json:"lost"` // of KeepLost, which value, as JSON; empty means the latest
}

// Conflicts lists what two laptops changed at once in an event and nobody has settled.
func (d *Desk) Conflicts(ctx context.Context, id string) ([]Conflict, error) {
	key, err := d.historyKey(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := d.names(); err != nil {
		return nil, err
	}
	all, err := d.store.Conflicts(ctx)
	if err != nil {
		return nil, err
	}
	out := []Conflict{}
	var titles map[string]string
	for _, c := range all {
		if !settles(c, key) {
			continue
		}
		if titles == nil {
			if titles, err = d.titles(ctx, key); err != nil {
				return nil, err
			}
		}
		out = append(out, conflictView(c, titles))
	}
	return out, nil
}

// settles says whether a conflict of the log is one of an event that a person decides.
// Pages and totals are made anew from what they settle.
func settles(c store.Conflict, key string) bool {
	of, _, _ := strings.Cut(c.ID, "/")
	return of == key && c.Entity != wire.EntityPage && c.Entity != wire.EntityReport
}

func conflictView(c store.Conflict, titles map[string]string) Conflict {
	out := Conflict{
		Entity: c.Entity, ID: c.ID, Field: c.Field, Name: titles[c.Entity+"/"+c.ID],
		Now: orNull(c.Now), Lost: orNull(c.Lost), NowAt: instant(c.NowAt), At: instant(c.At),
		What: fieldWords(c.Entity, c.Field),
	}
	if c.Entity == entityDoer {
		out.What = doerWords(c.ID)
	}
	out.NowWords, out.LostWords = differing(out.Now, out.Lost)
	return out
}

func orNull(v json.RawMessage) json.RawMessage {
	if len(v) == 0 {
		return json.RawMessage("null")
	}
	return v
}

// titles gives what the things of an event are called, by entity and id.
func (d *Desk) titles(ctx context.Context, key string) (map[string]string, error) {
	out := map[string]string{}
	for kind, field := range map[string]string{entityGuest: "name", entityWalkIn: "name", entityTask: "title", entityMoney: "what", entityRisk: "what", entityPacking: "what", entityCrew: "name", entityShift: "role"} {
		rows, err := d.store.Entities(ctx, kind, key+"/")
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			var name string
			if json.Unmarshal(r.Fields[field], &name) == nil { // a task of the pack may have none of its own
				out[kind+"/"+r.ID] = name
			}
		}
	}
	ev, err := d.event(ctx, key)
	if err != nil && fault.CodeOf(err) != fault.NotFound {
		return nil, err
	}
	out[entityEvent+"/"+key], _ = ev.Title.In(mainLang(ev), "en")
	for id, title := range d.taskTitles(ev) {
		at := entityTask + "/" + key + "/" + id
		out[at] = cmp.Or(out[at], title)
	}
	for i, k := range pointKeys(ev) {
		out[kindPoint+"/"+key+"/"+k.item()], _ = ev.Programme[i].Title.In(mainLang(ev), "en")
	}
	return out, d.doerTitles(ctx, key, out)
}

// Settle ends a conflict with one of the values. It can be undone: then the conflict is
// open again.
func (d *Desk) Settle(ctx context.Context, id string, s Settlement) error {
	key, err := d.historyKey(ctx, id)
	if err != nil {
		return err
	}
	value, err := d.settled(ctx, key, s)
	if err != nil {
		return err
	}
	changes := sets(s.Entity, s.ID, map[string]json.RawMessage{s.Field: value})
	for i, c := range changes {
		if set, ok := c.(store.SetChange); ok {
			set.Resolve = true
			changes[i] = set
		}
	}
	return d.write(ctx, key, actSettle, changes...)
}

// settled is the value that a conflict is to end with.
func (d *Desk) settled(ctx context.Context, key string, s Settlement) (json.RawMessage, error) {
	if s.Keep != KeepNow && s.Keep != KeepLost {
		return nil, fault.Invalidf("keep now or lost", "%q is not a value of a conflict", s.Keep)
	}
	open, err := d.Conflicts(ctx, key)
	if err != nil {
		return nil, err
	}
	var value json.RawMessage
	known := false
	for _, c := range open { // the latest comes last
		if c.Entity != s.Entity || c.ID != s.ID || c.Field != s.Field {
			continue
		}
		if known = true; s.Keep == KeepNow {
			return c.Now, nil
		}
		if s.Lost == "" || sameJSON(c.Lost, json.RawMessage(s.Lost)) {
			value = c.Lost
		}
	}
	switch {
	case !known:
		return nil, fault.New(fault.NotFound, "there is no such conflict any more", "`daykit conflicts` lists what is open")
	case value == nil:
		return nil, fault.New(fault.NotFound, "the conflict has no such value any more", "look at it again")
	}
	return value, nil
}

// differing gives two values in words; of what is made of parts, those that differ.
func differing(now, lost json.RawMessage) (nowWords, lostWords string) {
	a, b := parts(now), parts(lost)
	var left, right []string
	for _, k := range sortedKeys(a, b) {
		if bytes.Equal(a[k], b[k]) {
			continue
		}
		left, right = append(left, part(k, a[k])), append(right, part(k, b[k]))
	}
	return strings.Join(left, "; "), strings.Join(right, "; ")
}

func part(name string, v json.RawMessage) string {
	if name == "" {
		return valueWords(v)
	}
	return strings.ReplaceAll(name, "_", " ") + ": " + valueWords(v)
}

// parts takes an object apart, down to what is none.
func parts(v json.RawMessage) map[string]json.RawMessage {
	var fields map[string]json.RawMessage
	if json.Unmarshal(v, &fields) != nil || fields == nil {
		return map[string]json.RawMessage{"": v}
	}
	out := map[string]json.RawMessage{}
	for k, f := range fields {
		for below, leaf := range parts(f) {
			out[strings.TrimSuffix(k+" "+below, " ")] = leaf
		}
	}
	return out
}

// valueWords says a value as a person would.
func valueWords(v json.RawMessage) string {
	var text string
	var list []json.RawMessage
	switch {
	case len(v) == 0 || string(v) == "null" || string(v) == `""` || string(v) == "[]":
		return "nothing"
	case string(v) == "true":
		return "yes"
	case string(v) == "false":
		return "no"
	case json.Unmarshal(v, &text) == nil:
		return fmt.Sprintf("“%s”", text)
	case json.Unmarshal(v, &list) == nil:
		var words []string
		for _, one := range list {
			words = append(words, listed(one))
		}
		return strings.Join(words, ", ")
	}
	return string(v)
}

// listed says one entry of a list; a point of the running order by its time and title.
func listed(v json.RawMessage) string {
	var item event.ProgrammeItem
	if json.Unmarshal(v, &item) == nil && item.At != "" {
		title, _ := item.Title.In("en")
		return item.At + " " + title
	}
	return strings.Trim(valueWords(v), "“”")
}
