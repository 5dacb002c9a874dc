package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// entityDoer is the name of who does a task, sees to a risk, brings a thing or leads a point
// of the running order; id: EVENT/KIND/ITEM, and
// after an erasure EVENT/KIND/ITEM/N. It is an entity of its own so that it can be erased
// while the task or the risk stays.
const entityDoer = "doer"

// storedDoer is what the log keeps of who does something.
type storedDoer struct {
	Who string `json:"who"`
}

// doers are the names of who does the tasks, or sees to the risks, of an event by the id
// of the item. While names are locked there are none.
func (d *Desk) doers(ctx context.Context, ev event.Event, kind string) (map[string]string, error) {
	prefix := string(ev.ID) + "/" + kind + "/"
	rows, err := d.store.Entities(ctx, entityDoer, prefix)
	if err != nil && fault.CodeOf(err) == fault.Locked {
		return map[string]string{}, nil
	}
	if err != nil {
		return nil, err
	}
	out, latest := map[string]string{}, map[string]string{}
	for _, r := range rows {
		var s storedDoer
		if err := decodeFields(r.Fields, &s); err != nil {
			return nil, err
		}
		item, again, _ := strings.Cut(strings.TrimPrefix(r.ID, prefix), "/")
		if was, seen := latest[item]; !seen || len(again) > len(was) || len(again) == len(was) && again > was {
			latest[item], out[item] = again, s.Who
		}
	}
	return out, nil
}

// setDoer says who does something.
func (d *Desk) setDoer(ctx context.Context, ev event.Event, kind, item, who string) ([]store.Change, error) {
	key, err := d.freshID(ctx, entityDoer, string(ev.ID)+"/"+kind+"/"+item)
	if err != nil {
		return nil, err
	}
	return sets(entityDoer, key, map[string]json.RawMessage{"who": raw(who)}), nil
}

// freshID gives the id under which something is kept that may have been erased before. What
// was erased under an id stays erased, so the next goes under another, which is the same on
// every laptop.
func (d *Desk) freshID(ctx context.Context, kind, base string) (string, error) {
	gone, err := d.store.Erased(ctx)
	id := base
	for n := 2; slices.Contains(gone, oplog.Entity{Kind: kind, ID: id}); n++ {
		id = fmt.Sprintf("%s/%d", base, n)
	}
	return id, err
}

// saying are the entries of an event that say the name of one of some people who are to be
// erased: what they do, the proofs that they gave, and tasks and risks in which an older
// Daykit wrote the name.
func (d *Desk) saying(ctx context.Context, ev event.Event, names []string) ([]oplog.Entity, error) {
	var out []oplog.Entity
	for kind, field := range map[string]string{entityDoer: "who", entityProof: "by", entityCarer: "name", entityTask: "who", entityRisk: "owner"} {
		rows, err := d.store.Entities(ctx, kind, string(ev.ID)+"/")
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			var said string
			_ = json.Unmarshal(r.Fields[field], &said)
			if slices.ContainsFunc(names, func(name string) bool { return saysName(said, name) }) {
				out = append(out, oplog.Entity{Kind: kind, ID: r.ID})
			}
		}
	}
	return out, nil
}

// saysName reports whether a text names somebody: the words of their name stand in it, or
// it is nothing but one of them, such as the first name alone. Case and accents do not
// matter.
func saysName(text, name string) bool {
	said, whole := nameWords(text), nameWords(name)
	if len(said) == 0 || len(whole) == 0 {
		return false
	}
	for i := range said {
		if len(said)-i >= len(whole) && slices.Equal(said[i:i+len(whole)], whole) {
			return true
		}
	}
	return len(said) == 1 && slices.Contains(whole, said[0])
}

func nameWords(s string) []string {
	return strings.FieldsFunc(content.Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) })
}

// namesOf are the names of people among entities.
func (d *Desk) namesOf(ctx context.Context, people []oplog.Entity) ([]string, error) {
	var out []string
	for _, e := range people {
		if e.Kind != entityGuest && e.Kind != entityCrew && e.Kind != entityWalkIn {
			continue
		}
		fields, err := d.store.Entity(ctx, e.Kind, e.ID)
		if err != nil {
			return nil, err
		}
		var name string
		if json.Unmarshal(fields["name"], &name) == nil && strings.TrimSpace(name) != "" {
			out = append(out, name)
		}
	}
	return out, nil
}

// writtenInto are the tasks and risks of an event into which an older Daykit wrote who does
// them. The name is in what was written then, also when it was changed since, so the whole
// entry goes when everybody does.
func (d *Desk) writtenInto(ctx context.Context, ev event.Event) ([]oplog.Entity, error) {
	var out []oplog.Entity
	for kind, field := range map[string]string{entityTask: "who", entityRisk: "owner"} {
		rows, err := d.store.Entities(ctx, kind, string(ev.ID)+"/")
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if _, has := r.Fields[field]; has {
				out = append(out, oplog.Entity{Kind: kind, ID: r.ID})
			}
		}
	}
	return out, nil
}

// doerWords says of what kind of thing somebody does what: "task: who does it".
func doerWords(id string) string {
	kind, _, _ := strings.Cut(id[strings.Index(id, "/")+1:], "/")
	switch kind {
	case entityRisk:
		return fieldWords(kind, "owner")
	case kindPoint:
		return fieldNames[entityEvent]["programme"] + ": who leads it"
	}
	return thingNames[kind] + ": " + fieldNames[entityDoer]["who"]
}

// doerTitles adds to what the things of an event are called what those who do them are about.
func (d *Desk) doerTitles(ctx context.Context, key string, titles map[string]string) error {
	rows, err := d.store.Entities(ctx, entityDoer, key+"/")
	if err != nil {
		return err
	}
	for _, r := range rows {
		kind, item, _ := strings.Cut(strings.TrimPrefix(r.ID, key+"/"), "/")
		item, _, _ = strings.Cut(item, "/")
		titles[entityDoer+"/"+r.ID] = titles[kind+"/"+key+"/"+item]
	}
	return nil
}
