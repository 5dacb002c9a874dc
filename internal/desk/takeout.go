package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
	"daykit/internal/domain/event"
)

// takeoutSchema names the form of the JSON file.
const takeoutSchema = "daykit/data/1"

// takenData is all that is kept of an event, as a group takes it along. It is the JSON
// file as it stands.
type takenData struct {
	Schema string       `json:"schema"`
	Event  string       `json:"event"`
	Title  string       `json:"title"`
	Made   string       `json:"made"`  // RFC 3339
	Names  bool         `json:"names"` // names and contacts are in it
	Tables []takenTable `json:"tables"`
	Left   []takenLeft  `json:"left_out"`
}

// takenTable is one entity or one kind of facts.
type takenTable struct {
	Name    string            `json:"name"` // of its CSV file, without the ending
	What    string            `json:"what"`
	Columns map[string]string `json:"columns"` // what each field is
	Rows    []takenRow        `json:"rows"`
}

// takenRow is the fields of one thing.
type takenRow map[string]json.RawMessage

// takenLeft is what is not in it.
type takenLeft struct {
	What string `json:"what"`
	Why  string `json:"why"`
}

// takeData gathers everything of an event. What was taken off a list is left out.
func (d *Desk) takeData(ctx context.Context, ev event.Event, names bool) (takenData, error) {
	title, _ := ev.Title.In(mainLang(ev), "en")
	t := takenData{
		Schema: takeoutSchema, Event: string(ev.ID), Title: title, Made: d.now().Format(time.RFC3339), Names: names,
		Tables: []takenTable{}, Left: []takenLeft{},
	}
	places := takeouts()
	for _, entity := range slices.SortedFunc(maps.Keys(places), byFile(places)) {
		if err := d.takeEntity(ctx, &t, ev, entity, places[entity]); err != nil {
			return t, err
		}
	}
	if err := d.takeFacts(ctx, &t, ev); err != nil {
		return t, err
	}
	return t, nil
}

// byFile orders places: the event first, then by their files; what is left out last.
func byFile(places map[string]takeout) func(a, b string) int {
	rank := func(key string) string {
		switch {
		case key == entityEvent:
			return ""
		case places[key].file == "":
			return "~" + places[key].what
		}
		return places[key].file
	}
	return func(a, b string) int { return strings.Compare(rank(a), rank(b)) }
}

// taken says whether a field goes along.
func (t *takenData) taken(entity, field string) bool {
	c := classes[entity][field]
	return field != fieldDeleted && c != 0 && (t.Names || c != oplog.Roster && c != oplog.Contact)
}

// takeEntity adds the table of an entity; a locked one is not read where nothing of it
// goes along.
func (d *Desk) takeEntity(ctx context.Context, t *takenData, ev event.Event, entity string, place takeout) error {
	if place.file == "" {
		t.Left = append(t.Left, takenLeft{thingOf(entity), place.what})
		return nil
	}
	table := takenTable{Name: place.file, What: place.what, Columns: map[string]string{"id": "id"}, Rows: []takenRow{}}
	for field := range classes[entity] {
		if t.taken(entity, field) {
			table.Columns[field] = columnWords(entity, field)
		}
	}
	if len(table.Columns) == 1 {
		t.Left = append(t.Left, takenLeft{place.file, "names and contacts were not asked for"})
		return nil
	}
	rows, err := d.store.Entities(ctx, entity, string(ev.ID))
	if err != nil {
		return err
	}
	for _, r := range rows {
		if row := t.row(entity, string(ev.ID), r); row != nil {
			table.Rows = append(table.Rows, row)
		}
	}
	t.Tables = append(t.Tables, table)
	if entity == entityEvent {
		t.Tables = append(t.Tables, t.programme(ev))
	}
	return nil
}

// row is what goes along of one entity; nil for one that was taken off its list.
func (t *takenData) row(entity, event string, r store.Row) takenRow {
	if string(r.Fields[fieldDeleted]) == "true" {
		return nil
	}
	out := takenRow{}
	for f, v := range r.Fields {
		if t.taken(entity, f) {
			out[f] = t.nameless(f, v)
		}
	}
	if len(out) == 0 {
		return nil
	}
	out["id"] = raw(strings.TrimPrefix(r.ID, event+"/"))
	return out
}

// nameless drops the part of a field that names somebody, where names stay here.
func (t *takenData) nameless(field string, v json.RawMessage) json.RawMessage {
	part := takeoutNames[field]
	if t.Names || part == "" {
		return v
	}
	var one map[string]json.RawMessage
	if json.Unmarshal(v, &one) == nil {
		delete(one, part)
		return raw(one)
	}
	var many []map[string]json.RawMessage
	if json.Unmarshal(v, &many) != nil {
		return json.RawMessage("null") // of a newer program: it may name anybody
	}
	for _, o := range many {
		delete(o, part)
	}
	return raw(many)
}

// programme is the running order, which is a field of the event, as a table of its own.
func (t *takenData) programme(ev event.Event) takenTable {
	out := takenTable{Name: "running-order", What: "the points of the running order; they are in the event too", Rows: []takenRow{}, Columns: map[string]string{
		"at": "planned time", "minutes": "how long", "title": "what, by language",
	}}
	if t.Names {
		out.Columns["lead"] = "who leads it"
	}
	for _, p := range ev.Programme {
		row := takenRow{"at": raw(p.At), "minutes": raw(p.Minutes), "title": raw(p.Title)}
		if t.Names {
			row["lead"] = raw(p.Lead)
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// takeFacts adds a table for each kind of facts.
func (d *Desk) takeFacts(ctx context.Context, t *takenData, ev event.Event) error {
	all, err := d.store.Facts(ctx, string(ev.ID))
	if err != nil {
		return err
	}
	ids, places := map[string]int{}, takeoutFacts()
	for _, kind := range slices.SortedFunc(maps.Keys(places), byFile(places)) {
		place := places[kind]
		if place.file == "" {
			t.Left = append(t.Left, takenLeft{kind, place.what})
			continue
		}
		table := takenTable{Name: place.file, What: place.what, Columns: factColumns(place), Rows: []takenRow{}}
		for _, f := range all {
			if f.Kind != kind {
				continue
			}
			row := takenRow{}
			if err := json.Unmarshal(f.Body, &row); err != nil {
				return fmt.Errorf("read %s: %w", place.file, err)
			}
			table.Rows = append(table.Rows, t.numbered(row, ids))
		}
		t.Tables = append(t.Tables, table)
	}
	return nil
}

// numbered puts numbers in the place of the ids of people, where names stay here.
func (t *takenData) numbered(row takenRow, ids map[string]int) takenRow {
	for f, v := range row {
		id := ""
		if t.Names || !takeoutPeople[f] || json.Unmarshal(v, &id) != nil || id == "" {
			continue
		}
		if ids[id] == 0 {
			ids[id] = len(ids) + 1
		}
		row[f] = raw(fmt.Sprintf("person-%d", ids[id]))
	}
	return row
}

func factColumns(place takeout) map[string]string {
	out := map[string]string{}
	for _, c := range strings.Split(place.words, "; ") {
		if name, words, ok := strings.Cut(c, ": "); ok {
			out[name] = words
		}
	}
	return out
}

func columnWords(entity, field string) string {
	if w := fieldNames[entity][field]; w != "" {
		return w
	}
	return field
}

func thingOf(entity string) string {
	if w := thingNames[entity]; w != "" {
		return w
	}
	return entity
}
