package desk

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"daykit/internal/data/oplog"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// Fields of a guest that say how they came onto the list and what became of it.
const (
	fieldVia    = "via"    // viaPage, written once: when it was written is the order of arrival
	fieldPlace  = "place"  // a place
	fieldMerged = "merged" // id of the entry that this one is the same person as
	fieldTicks  = "ticks"  // what they ticked on the page
)

// viaPage is how somebody signed up who did so on the event's page.
const viaPage = "page"

// signup is an entry of the list: a guest, with what became of their sign-up. One that
// came by the page may have no name; it counts, and nobody is welcomed by it.
type signup struct {
	event.Guest
	Via    string   `json:"via"`
	Place  place    `json:"place"`
	Merged string   `json:"merged"` // of an entry that stands no more for itself
	Ticks  []string `json:"ticks"`

	came oplog.Stamp // of a letter; zero of who was put on the list by hand
}

// signups loads every entry of an event's list, merged ones too: those put there by hand
// by their ids, then letters as they came. All laptops with the same log agree on the
// order: a letter came when it was first written down, and where two laptops wrote it down
// at once, when the second did. Where fields are named, only these are opened, and what
// says who is on the list.
func (d *Desk) signups(ctx context.Context, ev event.Event, fields ...string) ([]signup, error) {
	if err := d.names(); err != nil {
		return nil, err
	}
	prefix := string(ev.ID) + "/"
	if len(fields) > 0 {
		fields = append(fields, "name", fieldVia, fieldMerged, fieldDeleted)
	}
	rows, err := d.store.Entities(ctx, entityGuest, prefix, fields...)
	if err != nil {
		return nil, err
	}
	came, err := d.store.Stamps(ctx, entityGuest, prefix, fieldVia)
	if err != nil {
		return nil, err
	}
	out := make([]signup, 0, len(rows))
	for _, r := range rows {
		if string(r.Fields[fieldDeleted]) == "true" || r.Fields["name"] == nil && r.Fields[fieldVia] == nil {
			continue
		}
		var s signup
		if err := decodeFields(r.Fields, &s); err != nil {
			return nil, err
		}
		s.ID = strings.TrimPrefix(r.ID, prefix)
		s.came = came[r.ID]
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(a, b signup) int { return a.came.Compare(b.came) })
	resolve(out)
	return out, nil
}

// resolve makes every merged entry name the one that stands for it. Should two laptops
// have merged two entries into each other, the one with the smaller id stands.
func resolve(all []signup) {
	into := map[string]string{}
	for _, s := range all {
		into[s.ID] = s.Merged
	}
	for i, s := range all {
		all[i].Merged = rootOf(s.ID, into)
		if all[i].Merged == s.ID {
			all[i].Merged = ""
		}
	}
}

// rootOf follows an entry to the one that stands for it. One that was merged into an
// entry that is gone stands for itself.
func rootOf(id string, into map[string]string) string {
	var path []string
	for at := id; ; {
		if i := slices.Index(path, at); i >= 0 {
			return slices.Min(path[i:])
		}
		path = append(path, at)
		next, here := into[at], false
		if next != "" {
			_, here = into[next]
		}
		if !here {
			return at
		}
		at = next
	}
}

// standing are the entries that stand for themselves.
func standing(all []signup) []signup {
	return slices.DeleteFunc(slices.Clone(all), func(s signup) bool { return s.Merged != "" })
}

// inOrder puts entries in the order of their ids.
func inOrder(all []signup) []signup {
	return slices.SortedFunc(slices.Values(all), func(a, b signup) int { return strings.Compare(a.ID, b.ID) })
}

// guests loads an event's guests in the order of their ids: who has a name and stands for
// themselves, whether they have a place or wait for one.
func (d *Desk) guests(ctx context.Context, ev event.Event) ([]event.Guest, error) {
	return d.named(ctx, ev, func(signup) bool { return true })
}

// invited are the guests who have a place or were offered one: whom papers are printed for.
func (d *Desk) invited(ctx context.Context, ev event.Event) ([]event.Guest, error) {
	return d.named(ctx, ev, func(s signup) bool { return s.Place.holds() })
}

func (d *Desk) named(ctx context.Context, ev event.Event, which func(signup) bool) ([]event.Guest, error) {
	all, err := d.signups(ctx, ev)
	if err != nil {
		return nil, err
	}
	out := make([]event.Guest, 0, len(all))
	for _, s := range inOrder(standing(all)) {
		if s.Name != "" && which(s) {
			out = append(out, s.Guest)
		}
	}
	return out, nil
}

// signedUp are those whom the numbers count as signed up: who has a place, named or not,
// and who came, whatever the waiting list says. They have what is counted of them: their
// party and language.
func (d *Desk) signedUp(ctx context.Context, ev event.Event) ([]event.Guest, error) {
	all, err := d.signups(ctx, ev, "party", "lang", fieldPlace)
	if err != nil {
		return nil, err
	}
	came, err := d.came(ctx, ev)
	if err != nil {
		return nil, err
	}
	out := make([]event.Guest, 0, len(all))
	for _, s := range standing(all) {
		if _, here := came[s.ID]; here || s.Place.has() {
			out = append(out, s.Guest)
		}
	}
	return out, nil
}

// standsFor gives, by id, the entry that stands for each merged one.
func (d *Desk) standsFor(ctx context.Context, ev event.Event) (map[string]string, error) {
	merged, err := d.store.Stamps(ctx, entityGuest, string(ev.ID)+"/", fieldMerged)
	if err != nil || len(merged) == 0 {
		return nil, err // without opening any name
	}
	all, err := d.signups(ctx, ev, fieldPlace)
	out := map[string]string{}
	for _, s := range all {
		if s.Merged != "" {
			out[s.ID] = s.Merged
		}
	}
	return out, err
}

// wishes counts what people chose of food and help on the page: how many sign-ups chose
// each, whoever they are.
func (d *Desk) wishes(ctx context.Context, ev event.Event) (food, access map[string]int, err error) {
	facts, err := d.store.Facts(ctx, string(ev.ID))
	food, access = map[string]int{}, map[string]int{}
	for _, f := range facts {
		if f.Kind != factWish {
			continue
		}
		var w wishFact
		if err := json.Unmarshal(f.Body, &w); err != nil {
			return nil, nil, fault.Wrap(err, fault.Damaged, "a count of food does not read back", "restore a backup")
		}
		for _, id := range w.Food {
			food[id]++
		}
		for _, id := range w.Access {
			access[id]++
		}
	}
	return food, access, err
}
