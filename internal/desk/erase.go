package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	names "daykit/internal/domain/plain"
)

// factErased is what the numbers keep of a guest who was erased: the opaque id, and how
// many people they stood for.
const factErased = "erased"

type erasedFact struct {
	Guest string `json:"guest"`
	N     int    `json:"n"`
}

// Erased says what an erasure did, and what it could not reach.
type Erased struct {
	People  int          `json:"people"`  // entries of lists that are gone
	Ops     int          `json:"ops"`     // operations that tell the other laptops and the server
	Backups int          `json:"backups"` // rolling backups on this laptop, in none of which anything of it is left
	Beyond  []AuditEntry `json:"beyond"`  // files and papers that were made and may still hold it
	Said    []string     `json:"said"`    // the report's texts that may still name them, as fields of ReportTexts; only a person can tell how they go on without it
}

// EraseGuest takes a guest, a walk-in who gave a name, somebody of the crew, or a sign-up
// that does not open, out of this laptop for good:
// out of the lists, the log, what could be undone and every rolling backup; the other
// laptops and the server follow when they next sync or merge. Counts of who came stay.
// It cannot be undone.
func (d *Desk) EraseGuest(ctx context.Context, id, who string) (Erased, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return Erased{}, err
	}
	if err := d.names(); err != nil {
		return Erased{}, err
	}
	var found []oplog.Entity
	for _, kind := range []string{entityGuest, entityWalkIn, entityLetter, entityCrew} {
		e := oplog.Entity{Kind: kind, ID: string(ev.ID) + "/" + who}
		fields, err := d.store.Entity(ctx, kind, e.ID)
		if err != nil {
			return Erased{}, err
		}
		if len(fields) > 0 {
			found = append(found, e)
		}
	}
	if len(found) == 0 {
		return Erased{}, fault.New(fault.NotFound, "nobody on the lists of this event has that id", "`daykit guests` lists them")
	}
	if err := d.moveLeads(ctx, ev); err != nil {
		return Erased{}, err
	}
	same, err := d.sameAs(ctx, ev, who)
	if err != nil {
		return Erased{}, err
	}
	people := append(same, found...)
	words, kept, err := d.photoWordsNaming(ctx, ev, people)
	if err != nil {
		return Erased{}, err
	}
	out, err := d.erase(ctx, ev, append(people, words...)...)
	if err != nil {
		return out, err
	}
	return out, d.keepPhotoWords(ctx, ev, kept)
}

// allCopies adds to guests who came by the page their letters, which a laptop without the
// key may have kept as they came, be it this one or one that has not synced. It does not
// work the other way: who throws away what does not open here has not seen whom another
// laptop welcomed by it.
func allCopies(people []oplog.Entity) []oplog.Entity {
	out := slices.Clone(people)
	for _, e := range people {
		letter := oplog.Entity{Kind: entityLetter, ID: e.ID}
		_, id, _ := strings.Cut(e.ID, "/")
		if e.Kind == entityGuest && wire.IsUUID(id) && !slices.Contains(people, letter) {
			out = append(out, letter)
		}
	}
	return out
}

// sayOnly are the entities that say names and are no entries of a list of people.
var sayOnly = []string{entityPhotoWords, entityPhotoBytes, entityDoer, entityProof, entityTask, entityRisk, entityWords, entityDebrief, entityConcern, entityWatch}

// persons counts the entries of lists among entities: a guest and their letter are one.
func persons(all []oplog.Entity) int {
	ids := map[string]bool{}
	for _, e := range all {
		if !slices.Contains(sayOnly, e.Kind) {
			ids[e.ID] = true
		}
	}
	return len(ids)
}

// sameAs are the other entries of the list that are the same person as one of them.
func (d *Desk) sameAs(ctx context.Context, ev event.Event, who string) ([]oplog.Entity, error) {
	stands, err := d.standsFor(ctx, ev)
	root := cmp.Or(stands[who], who)
	var out []oplog.Entity
	for _, id := range slices.Sorted(maps.Keys(stands)) {
		if stands[id] == root && id != who {
			out = append(out, oplog.Entity{Kind: entityGuest, ID: string(ev.ID) + "/" + id})
		}
	}
	if root != who {
		out = append(out, oplog.Entity{Kind: entityGuest, ID: string(ev.ID) + "/" + root})
	}
	return out, err
}

// erase takes people of an event away for good.
func (d *Desk) erase(ctx context.Context, ev event.Event, people ...oplog.Entity) (Erased, error) {
	key := string(ev.ID)
	if err := d.keepCounts(ctx, ev, people); err != nil {
		return Erased{}, err
	}
	also, err := d.tracesOf(ctx, ev, people)
	if err != nil {
		return Erased{}, err
	}
	said, err := d.stillSaid(ctx, ev, people)
	if err != nil {
		return Erased{}, err
	}
	ops, traces := d.store.EraseAll(ctx, append(allCopies(people), also...)...)
	if traces != nil && fault.CodeOf(traces) != fault.Locked {
		return Erased{}, traces
	}
	d.previews.forget()
	if err := d.note(ctx, auditErase, key, fmt.Sprint(persons(people))); err != nil {
		return Erased{}, err
	}
	if traces != nil { // a reader kept them from being overwritten, which the note has tried again
		if _, err := d.store.EraseAll(ctx); err != nil {
			return Erased{}, err
		}
	}
	if err := d.shelf.Rewrite(ctx, d.store); err != nil {
		return Erased{}, fmt.Errorf("it is erased from this laptop, but not from every backup: %w", err)
	}
	out := Erased{People: persons(people), Ops: ops, Said: said}
	list, err := d.shelf.List()
	if err != nil {
		return out, err
	}
	out.Backups = len(list)
	out.Beyond, err = d.beyond(ctx, key)
	return out, err
}

// tracesOf are the other entries of an event that say who some people are: turns in shifts by
// their ids, and what has their names.
func (d *Desk) tracesOf(ctx context.Context, ev event.Event, people []oplog.Entity) ([]oplog.Entity, error) {
	turns, err := d.turnsWith(ctx, ev, people)
	if err != nil {
		return nil, err
	}
	names, err := d.namesOf(ctx, people)
	if err != nil || len(names) == 0 {
		return turns, err
	}
	say, err := d.saying(ctx, ev, names)
	return append(turns, say...), err
}

// stillSaid are the texts of an event's report that may name one of some people who are to be
// erased, if only by a part of the name. They are looked for before, since afterwards nobody here knows the names.
func (d *Desk) stillSaid(ctx context.Context, ev event.Event, people []oplog.Entity) ([]string, error) {
	gone, err := d.namesOf(ctx, people)
	if err != nil {
		return nil, err
	}
	told, err := d.told(ctx, ev)
	out := []string{}
	for _, text := range []struct{ field, words string }{{TextLearned, told.Learned}, {TextNext, told.Next}, {TextThanks, told.Thanks}} {
		if len(names.Names(text.words, gone)) > 0 {
			out = append(out, text.field)
		}
	}
	return out, err
}

// keepCounts writes down how many people the guests stood for whom the numbers count:
// those who came, and after the day all; and how long the crew helped.
func (d *Desk) keepCounts(ctx context.Context, ev event.Event, people []oplog.Entity) error {
	guests, err := d.signedUp(ctx, ev)
	if err != nil {
		return err
	}
	came, err := d.came(ctx, ev)
	if err != nil {
		return err
	}
	changes, err := d.keepHours(ctx, ev, people)
	if err != nil {
		return err
	}
	for _, g := range guests {
		_, here := came[g.ID]
		e := oplog.Entity{Kind: entityGuest, ID: string(ev.ID) + "/" + g.ID}
		if slices.Contains(people, e) && (here || d.daysTo(ev) < 0) {
			changes = append(changes, newFact(factErased, erasedFact{Guest: g.ID, N: g.People()}))
		}
	}
	if len(changes) == 0 {
		return nil
	}
	return d.write(ctx, string(ev.ID), "", changes...) // without a label: it is not undone
}

// beyond lists what left this laptop with people of an event in it and is still where
// it was put, as far as the audit trail knows.
func (d *Desk) beyond(ctx context.Context, key string) ([]AuditEntry, error) {
	out := []AuditEntry{}
	for _, scope := range []string{key, ""} {
		notes, err := d.store.Notes(ctx, scope)
		if err != nil {
			return nil, err
		}
		for _, n := range notes {
			if slices.Contains([]string{auditExport, auditBackup, auditPrint}, n.What) {
				out = append(out, AuditEntry{At: instant(n.At), What: n.What, Event: scope, Device: n.Device, Detail: n.Detail})
			}
		}
	}
	return out, nil
}

// counted is the guests of an event as the numbers count them: those signed up, and
// those who were erased, who have no name.
func (d *Desk) counted(ctx context.Context, ev event.Event) ([]event.Guest, error) {
	guests, err := d.signedUp(ctx, ev)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for _, g := range guests {
		seen[g.ID] = true
	}
	err = eachFact(ctx, d, string(ev.ID), factErased, "a count", func(_ string, e erasedFact) {
		if !seen[e.Guest] { // two laptops may have erased them
			seen[e.Guest] = true
			guests = append(guests, event.Guest{ID: e.Guest, Party: e.N})
		}
	})
	return guests, err
}

// erasedGuests gives the ids of an event's guests who were erased, so that an old list
// does not bring them back.
func (d *Desk) erasedGuests(ctx context.Context, ev event.Event) (map[string]bool, error) {
	gone, err := d.store.Erased(ctx)
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, e := range gone {
		if id, ok := strings.CutPrefix(e.ID, string(ev.ID)+"/"); ok && e.Kind == entityGuest {
			out[id] = true
		}
	}
	return out, nil
}

// WalkInName is somebody who had not signed up and gave a name.
type WalkInName struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// WalkInNames lists the walk-ins who gave a name, by it.
func (d *Desk) WalkInNames(ctx context.Context, id string) ([]WalkInName, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := d.names(); err != nil {
		return nil, err
	}
	rows, err := d.store.Entities(ctx, entityWalkIn, string(ev.ID)+"/")
	if err != nil {
		return nil, err
	}
	out := []WalkInName{}
	for _, r := range rows {
		w := WalkInName{ID: strings.TrimPrefix(r.ID, string(ev.ID)+"/")}
		if err := json.Unmarshal(r.Fields["name"], &w.Name); err != nil {
			return nil, fault.Wrap(err, fault.Damaged, "the name of a walk-in does not read back", "restore a backup")
		}
		out = append(out, w)
	}
	slices.SortStableFunc(out, func(a, b WalkInName) int { return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)) })
	return out, nil
}
