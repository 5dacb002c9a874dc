package desk

import (
	"context"
	"maps"
	"slices"
	"strings"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
	"daykit/internal/domain/event"
)

// photoWords are the words of an event's photographs by the id of these, with the id under
// which they are kept.
func (d *Desk) photoWords(ctx context.Context, ev event.Event) (map[string]store.Row, error) {
	rows, err := d.store.Entities(ctx, entityPhotoWords, string(ev.ID)+"/")
	if err != nil {
		return nil, err
	}
	out := map[string]store.Row{}
	for _, r := range rows {
		photo, _, _ := strings.Cut(strings.TrimPrefix(r.ID, string(ev.ID)+"/"), "/")
		at := string(ev.ID) + "/" + photo
		if was := out[at].ID; len(r.ID) > len(was) || len(r.ID) == len(was) && r.ID > was {
			out[at] = r
		}
	}
	return out, nil
}

// photoWordsNaming are the words of photographs that name one of some people who are to be
// erased, and what stays of them, by the ids of the photographs: each text that does not
// name them. A record that has lost who asked is not complete until somebody asks again.
func (d *Desk) photoWordsNaming(ctx context.Context, ev event.Event, people []oplog.Entity) (gone []oplog.Entity, kept map[string]storedPhotoWords, err error) {
	names, err := d.namesOf(ctx, people)
	if err != nil || len(names) == 0 {
		return nil, nil, err
	}
	words, err := d.photoWords(ctx, ev)
	if err != nil {
		return nil, nil, err
	}
	kept = map[string]storedPhotoWords{}
	for at, r := range words {
		var said storedPhotoWords
		if err := decodeFields(r.Fields, &said); err != nil {
			return nil, nil, err
		}
		was := said
		for _, text := range []*string{&said.Caption, &said.Alt, &said.Credit, &said.By} {
			if slices.ContainsFunc(names, func(name string) bool { return saysName(*text, name) }) {
				*text = ""
			}
		}
		if said != was {
			gone, kept[at] = append(gone, oplog.Entity{Kind: entityPhotoWords, ID: r.ID}), said
		}
	}
	return gone, kept, nil
}

// keepPhotoWords writes down again what stays of words that were erased.
func (d *Desk) keepPhotoWords(ctx context.Context, ev event.Event, kept map[string]storedPhotoWords) error {
	var changes []store.Change
	for _, at := range slices.Sorted(maps.Keys(kept)) {
		id, err := d.freshID(ctx, entityPhotoWords, at)
		if err != nil {
			return err
		}
		changes = append(changes, sets(entityPhotoWords, id, fieldsOf(kept[at]))...)
	}
	if len(changes) == 0 {
		return nil
	}
	d.previews.forget()
	return d.write(ctx, string(ev.ID), "", changes...)
}
