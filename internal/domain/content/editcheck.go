package content

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"daykit/internal/domain/locale"
)

// Draft is a pack that somebody writes, as it would be signed, and what is to be said
// of it. Edition counts only where nothing blocks.
type Draft struct {
	Edition  Edition
	Findings []Finding // by file and line
}

// Blocked reports whether the draft cannot be signed.
func (d Draft) Blocked() bool {
	return slices.ContainsFunc(d.Findings, func(f Finding) bool { return f.Blocks })
}

// Before is what a draft is held against.
type Before struct {
	Last *Edition    // as it was signed last; nil of a first edition
	List Withdrawals // the newest list that is known beside Last's; the zero one for none
	Now  time.Time
}

// list is the newest list of withdrawals: all that is known to be withdrawn.
func (b Before) list() Withdrawals {
	out := b.List
	if b.Last != nil {
		out = b.Last.Withdrawals.and(b.List)
	}
	if out.Number == 0 {
		out = Withdrawals{Issued: b.Now.UTC().Format(time.RFC3339)}
	}
	out.Format = FormatEdition
	if out.Voices == nil {
		out.Voices = []Withdrawal{}
	}
	return out
}

// DraftFolder reads a pack from the files of its folder. What withdrawn.csv names is
// withdrawn by a new list, over all that was withdrawn before.
func DraftFolder(files map[string][]byte, b Before) Draft { return readFolder(files).finish(b, true) }

// DraftFile reads a pack from one JSON file. It may leave out the list of withdrawals,
// for the newest that is known.
func DraftFile(name string, raw []byte, b Before) Draft {
	return readPackFile(name, raw).finish(b, false)
}

// quoteLong is how many characters of a quotation fit a social picture and a small
// flyer; our own default.
const quoteLong = 280

func (d *draft) finish(b Before, folder bool) Draft {
	var e Edition
	if !d.broken {
		d.withdraw(b.list(), b.Now, folder)
		d.shapes()
		e = d.edition()
		d.dates(e, b.Now)
		d.lists(e)
		d.voices(e, b)
		d.since(e, b)
		d.whole(e)
	}
	slices.SortStableFunc(d.findings, func(x, y Finding) int {
		return cmp.Or(cmp.Compare(x.File, y.File), cmp.Compare(x.Line, y.Line))
	})
	return Draft{Edition: e, Findings: append([]Finding{}, d.findings...)}
}

// edition is the draft as Go sees it; without the values that are of another type, which
// shapes has named.
func (d *draft) edition() (e Edition) {
	var other *json.UnmarshalTypeError
	raw, err := json.Marshal(d.tree)
	if err == nil {
		err = json.Unmarshal(raw, &e)
	}
	if err != nil && !errors.As(err, &other) {
		d.mistake("", "cannot be written: "+err.Error(), "write it as docs/packs.md shows")
	}
	return e
}

// shapes names every value that is not what the form of packs says.
func (d *draft) shapes() {
	for _, p := range editionShape().problems("", d.tree) {
		if d.wasSaid(p.at) {
			continue
		}
		do := p.advice
		if name, ok := d.value(p.at).(string); ok && strings.HasSuffix(p.at, "/lang") {
			if l, known := locale.Named(name); known {
				do = "write " + l.Tag
			}
		}
		d.mistake(p.at, p.what, do)
	}
}

// wasSaid says whether there is a mistake at a value or around it already.
func (d *draft) wasSaid(pointer string) bool {
	return slices.ContainsFunc(d.said, func(s string) bool { return pointer == s || strings.HasPrefix(pointer, s+"/") })
}

// value gives what stands at a pointer; nil where nothing does.
func (d *draft) value(pointer string) any {
	var v any = d.tree
	for part := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		switch x := v.(type) {
		case map[string]any:
			v = x[part]
		case []any:
			var i int
			if _, err := fmt.Sscanf(part, "%d", &i); err != nil || i >= len(x) {
				return nil
			}
			v = x[i]
		}
	}
	return v
}

// withdraw gives the draft its list of withdrawals.
func (d *draft) withdraw(list Withdrawals, now time.Time, folder bool) {
	own, _ := d.tree["withdrawals"].(map[string]any)
	if own != nil && !folder {
		return // a file says all of it
	}
	rows, _ := own["voices"].([]any)
	voices := []any{}
	for _, w := range list.Voices {
		voices = append(voices, map[string]any{"id": w.ID, "since": w.Since, "reason": string(w.Reason)})
	}
	fresh := map[int]int{}
	for i, row := range rows {
		r, _ := row.(map[string]any)
		if id, _ := r["id"].(string); !list.Names(id) {
			fresh[i] = len(voices)
			voices = append(voices, row)
		}
	}
	d.renumber("/withdrawals/voices/", fresh)
	number, issued := list.Number, list.Issued
	if len(fresh) > 0 {
		number, issued = number+1, now.UTC().Format(time.RFC3339)
	}
	d.tree["withdrawals"] = map[string]any{"v": json.Number("1"), "number": json.Number(fmt.Sprint(number)), "issued": issued, "voices": voices}
}

// renumber gives the places of entries of a list to the numbers that they have now.
func (d *draft) renumber(list string, now map[int]int) {
	next := places{}
	for p, at := range d.places {
		rest, in := strings.CutPrefix(p, list)
		number, below, _ := strings.Cut(rest, "/")
		i, err := strconv.Atoi(number)
		to, kept := now[i]
		switch {
		case !in || err != nil:
			next[p] = at
		case kept:
			next[strings.TrimSuffix(list+strconv.Itoa(to)+"/"+below, "/")] = at
		}
	}
	d.places = next
}

// dates holds when the pack may be used to the clock.
func (d *draft) dates(e Edition, now time.Time) {
	begin, end := mustInstant(e.NotBefore), mustInstant(e.Expires)
	switch {
	case begin.IsZero() || end.IsZero():
	case !end.After(begin):
		d.mistake("/expires", "is not after not_before", "write a later one")
	case !end.After(now):
		d.mistake("/expires", "is past, so no laptop would take it", "write a later one")
	case begin.After(now):
		d.note("/not_before", "is to come: nobody can use the pack before", "leave it if that is meant")
	}
}

// lists says which ids stand twice, and what names nothing.
func (d *draft) lists(e Edition) {
	twice(d, "/content/themes", e.Content.Themes, func(x Theme) string { return x.ID })
	twice(d, "/content/voices", e.Content.Voices, func(x Voice) string { return x.ID })
	twice(d, "/content/messages", e.Content.Messages, func(x Message) string { return x.ID })
	twice(d, "/content/facts", e.Content.Facts, func(x Fact) string { return x.ID })
	twice(d, "/content/activities", e.Content.Activities, func(x Activity) string { return x.ID })
	twice(d, "/withdrawals/voices", e.Withdrawals.Voices, func(x Withdrawal) string { return x.ID })
	for i, m := range e.Content.Messages {
		_, built := Builtin().Theme(m.Theme)
		if m.Theme != "" && !built && !slices.ContainsFunc(e.Content.Themes, func(t Theme) bool { return t.ID == m.Theme }) {
			d.note(fmt.Sprintf("/content/messages/%d/theme", i), fmt.Sprintf("names the theme %q, which is in no pack here", m.Theme), "write the id of a theme, or nothing")
		}
	}
}

func twice[T any](d *draft, at string, list []T, id func(T) string) {
	seen := map[string]bool{}
	for i, x := range list {
		if name := id(x); seen[name] && name != "" {
			d.mistake(fmt.Sprintf("%s/%d/id", at, i), fmt.Sprintf("is %q, which stands there already", name), "give it an id of its own, or take one of them out")
		}
		seen[id(x)] = true
	}
}

// whole is the last net: what the laptops would refuse and nothing above has named.
func (d *draft) whole(e Edition) {
	raw, err := json.Marshal(e)
	switch {
	case err != nil: // said already
	case len(raw) > MaxEdition:
		d.mistake("", fmt.Sprintf("is %d KB and may be %d", len(raw)>>10, MaxEdition>>10), "leave some out, or make two packs")
	case len(raw) > MaxEdition*4/5:
		d.note("", fmt.Sprintf("is %d KB of at most %d", len(raw)>>10, MaxEdition>>10), "there is not much room for more")
	}
	if slices.ContainsFunc(d.findings, func(f Finding) bool { return f.Blocks }) {
		return
	}
	if err := e.Check(); err != nil {
		d.mistake("", "would be refused: "+err.Error(), "write it as docs/packs.md shows")
	}
}
