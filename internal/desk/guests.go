package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"

	"daykit/internal/data/backup"
	"daykit/internal/data/store"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// MaxGuestFile is the size in bytes above which a guest list is refused unread.
const MaxGuestFile = 20 << 20

// previewGuests is how many lines a preview of an import shows.
const previewGuests = 5

// PreviewGuests reads a guest list (CSV) and says what ImportGuests would do
// with it. It writes nothing.
func (d *Desk) PreviewGuests(ctx context.Context, id, path string) (ImportPreview, error) {
	_, p, _, err := d.readGuests(ctx, id, path)
	return p, err
}

// ImportGuests takes in a guest list, whole or not at all: one line that cannot
// be taken refuses the file. Guests that are here already, by their id, are
// brought up to date.
func (d *Desk) ImportGuests(ctx context.Context, id, path string) (ImportPreview, error) {
	ev, p, changes, err := d.readGuests(ctx, id, path)
	if err != nil {
		return p, err
	}
	if len(p.Errors) > 0 {
		e := p.Errors[0]
		return p, fault.Invalidf("nothing was taken in; mend the file and import it again",
			"line %d, %s: %s%s", e.Line, e.Column, e.What, andMore(len(p.Errors)-1))
	}
	if len(changes) == 0 {
		return p, nil
	}
	if err := d.saveBefore(ctx, backup.Import); err != nil {
		return p, err
	}
	return p, d.write(ctx, string(ev.ID), actGuests, changes...)
}

func andMore(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf(" (and %d more)", n)
}

// readGuests compares a file with the guests that are here.
func (d *Desk) readGuests(ctx context.Context, id, path string) (event.Event, ImportPreview, []store.Change, error) {
	p := ImportPreview{Path: path, Errors: []LineError{}, Sample: []Guest{}}
	ev, err := d.event(ctx, id)
	if err != nil {
		return ev, p, nil, err
	}
	guests, lineErrs, err := decodeGuestFile(path)
	if err != nil {
		return ev, p, nil, err
	}
	have, err := d.guests(ctx, ev)
	if err != nil {
		return ev, p, nil, err
	}
	erased, err := d.erasedGuests(ctx, ev)
	if err != nil {
		return ev, p, nil, err
	}
	guests, p.Erased = withoutErased(guests, erased)
	byID := make(map[string]event.Guest, len(have))
	for _, g := range have {
		byID[g.ID] = g
	}
	var changes []store.Change
	for _, g := range guests {
		old, known := byID[g.ID]
		c := guestChanges(ev.ID, old, g, known)
		switch {
		case !known:
			p.New++
		case len(c) > 0:
			p.Changed++
		default:
			p.Same++
		}
		changes = append(changes, c...)
		if len(p.Sample) < previewGuests {
			p.Sample = append(p.Sample, guestView(g, ""))
		}
	}
	p.Rows = len(guests)
	for _, e := range lineErrs {
		p.Errors = append(p.Errors, LineError{Line: e.Line, Column: e.Column, What: e.What})
	}
	return ev, p, changes, nil
}

// takeGuests adds guests that are known to be new.
func (d *Desk) takeGuests(ctx context.Context, id string, guests []event.Guest) error {
	var changes []store.Change
	for _, g := range guests {
		changes = append(changes, guestChanges(event.ID(id), event.Guest{}, g, false)...)
	}
	return d.write(ctx, id, actGuests, changes...)
}

func decodeGuestFile(path string) ([]event.Guest, []event.LineError, error) {
	f, err := openInput(path, MaxGuestFile)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	return event.DecodeGuests(f, MaxGuestFile)
}

// openInput opens a file that a person named, and refuses one that is no file or
// over limit bytes before reading any of it.
func openInput(path string, limit int64) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fault.Wrap(err, fault.NotFound, fmt.Sprintf("cannot open %s", baseName(path)), "check the name of the file")
	}
	st, err := f.Stat()
	if err == nil && st.IsDir() {
		err = fault.Invalidf("name a file in it", "%s is a folder", baseName(path))
	}
	if err == nil && st.Size() > limit {
		err = fault.Invalidf("", "%s is too large: %d MB, and the limit is %d MB", baseName(path), st.Size()>>20, limit>>20)
	}
	if err != nil {
		_ = f.Close()
		return nil, err
	}
	return f, nil
}

// guestChanges are the writes that turn old into g.
func guestChanges(ev event.ID, old, g event.Guest, known bool) []store.Change {
	before, after := guestFields(old), guestFields(g)
	changed := map[string]json.RawMessage{}
	for k, v := range after {
		if known && string(before[k]) != string(v) || !known && !isEmptyJSON(v) {
			changed[k] = v
		}
	}
	return sets(entityGuest, string(ev)+"/"+g.ID, changed)
}

func isEmptyJSON(v json.RawMessage) bool { return string(v) == `""` || string(v) == "0" }

func guestFields(g event.Guest) map[string]json.RawMessage {
	return map[string]json.RawMessage{
		"name": raw(g.Name), "lang": raw(g.Lang), "org": raw(g.Org), "party": raw(max(g.Party, 1)),
		"email": raw(g.Email), "phone": raw(g.Phone), "notes": raw(g.Notes), "url": raw(g.URL),
	}
}

// Guests lists the guests by name, with when they came.
func (d *Desk) Guests(ctx context.Context, id string) ([]Guest, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return nil, err
	}
	all, err := d.signups(ctx, ev)
	if err != nil {
		return nil, err
	}
	came, err := d.came(ctx, ev)
	if err != nil {
		return nil, err
	}
	out := make([]Guest, 0, len(all))
	for _, s := range inOrder(standing(all)) {
		if s.Name == "" {
			continue
		}
		at := ""
		if t, ok := came[s.ID]; ok {
			at = t.In(zone(ev)).Format("15:04")
		}
		g := guestView(s.Guest, at)
		g.Place, g.Page = s.Place.State, s.Via == viaPage
		out = append(out, g)
	}
	sort.SliceStable(out, func(i, j int) bool { return strings.ToLower(out[i].Name) < strings.ToLower(out[j].Name) })
	return out, nil
}

func guestView(g event.Guest, arrivedAt string) Guest {
	contact := strings.TrimSpace(g.Phone + " " + g.Email)
	return Guest{
		ID: g.ID, Name: g.Name, Lang: g.Lang, Org: g.Org, Party: max(g.Party, 1),
		Notes: g.Notes, Contact: contact, ArrivedAt: arrivedAt,
	}
}

// AddGuest signs one person or party up by hand.
func (d *Desk) AddGuest(ctx context.Context, id, name, lang string, party int) (Guest, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return Guest{}, err
	}
	key, err := d.randomID()
	if err != nil {
		return Guest{}, err
	}
	g := event.Guest{ID: "g-" + key, Name: strings.TrimSpace(name), Lang: lang, Party: party}
	if err := g.Validate(); err != nil {
		return Guest{}, err
	}
	if err := d.write(ctx, string(ev.ID), actGuests, guestChanges(ev.ID, event.Guest{}, g, false)...); err != nil {
		return Guest{}, err
	}
	return guestView(g, ""), nil
}
