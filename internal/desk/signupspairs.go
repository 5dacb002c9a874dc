package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// Labels of what is decided about two entries.
const (
	actJoin  = "signup.merge"
	actApart = "signup.two"
)

// factTwo says that two entries with one contact are two people; class Work, body twoFact.
const factTwo = "two"

type twoFact struct {
	A string `json:"a"`
	B string `json:"b"`
}

// Telephone numbers are the same when so many of their last digits are, since people write
// them with and without the country; shorter ones are not compared.
const (
	phoneTail  = 9
	phoneLeast = 6
)

// pair is two entries that may be one person.
type pair struct {
	a, b signup
	sure bool // the names are the same as well
}

// pairs gives the entries with the same contact that nobody has decided about, each with
// the one that came before it.
func (d *Desk) pairs(ctx context.Context, ev event.Event, all []signup) ([]pair, error) {
	decided, err := d.twos(ctx, ev)
	if err != nil {
		return nil, err
	}
	var out []pair
	var seen []signup
	byContact := map[string][]int{}
	for _, s := range standing(all) {
		met := map[string]bool{}
		for _, c := range contacts(s.Guest) {
			for _, i := range byContact[c] {
				if o := seen[i]; !decided[ordered(o.ID, s.ID)] && !met[o.ID] {
					met[o.ID] = true
					out = append(out, pair{o, s, folded(o.Name) == folded(s.Name)})
				}
			}
			byContact[c] = append(byContact[c], len(seen))
		}
		seen = append(seen, s)
	}
	return out, nil
}

func (d *Desk) twos(ctx context.Context, ev event.Event) (map[twoFact]bool, error) {
	facts, err := d.store.Facts(ctx, string(ev.ID))
	out := map[twoFact]bool{}
	for _, f := range facts {
		if f.Kind != factTwo {
			continue
		}
		var t twoFact
		if err := json.Unmarshal(f.Body, &t); err != nil {
			return nil, fault.Wrap(err, fault.Damaged, "a decision about two sign-ups does not read back", "restore a backup")
		}
		out[ordered(t.A, t.B)] = true
	}
	return out, err
}

func ordered(a, b string) twoFact { return twoFact{min(a, b), max(a, b)} }

// contacts are the ways to reach somebody, spelled so that the same are equal.
func contacts(g event.Guest) []string {
	var out []string
	for _, c := range []string{g.Email, g.Phone} {
		if strings.Contains(c, "@") {
			out = append(out, strings.ToLower(strings.TrimSpace(c)))
			continue
		}
		digits := strings.Map(func(r rune) rune {
			if unicode.IsDigit(r) {
				return '0' + rune(digit(r))
			}
			return -1
		}, norm.NFKD.String(c))
		if len(digits) >= phoneLeast {
			out = append(out, digits[max(0, len(digits)-phoneTail):])
		}
	}
	return out
}

// digit is the value of a decimal digit of any script: each script has its ten in order.
func digit(r rune) int {
	n := 0
	for n < 9 && unicode.IsDigit(r-1) {
		r--
		n++
	}
	return n
}

// folded is a name without case, marks and spaces that people leave out.
func folded(name string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(name)) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// MergeSignups makes two entries one: the one with the better place, or else the one that
// came first, stands for both, with the greater party and whatever it lacked. It can be
// undone, and until then nothing of the other is lost.
func (d *Desk) MergeSignups(ctx context.Context, id, a, b string) error {
	ev, err := d.event(ctx, id)
	if err != nil {
		return err
	}
	one, other, err := d.two(ctx, ev, a, b)
	if err != nil {
		return err
	}
	if better(other, one) {
		one, other = other, one
	}
	next := one.Guest
	next.Party = max(one.People(), other.People())
	next.Name = cmp.Or(one.Name, other.Name)
	next.Lang = cmp.Or(one.Lang, other.Lang)
	next.Org = cmp.Or(one.Org, other.Org)
	next.Email = cmp.Or(one.Email, other.Email)
	next.Phone = cmp.Or(one.Phone, other.Phone)
	next.Notes = cmp.Or(one.Notes, other.Notes)
	changes := guestChanges(ev.ID, one.Guest, next, true)
	if ticks := chosen(event.OnlineTicks(), append(slices.Clone(one.Ticks), other.Ticks...)); len(ticks) > len(one.Ticks) {
		changes = append(changes, sets(entityGuest, string(ev.ID)+"/"+one.ID, map[string]json.RawMessage{fieldTicks: raw(ticks)})...)
	}
	changes = append(changes, sets(entityGuest, string(ev.ID)+"/"+other.ID, map[string]json.RawMessage{fieldMerged: raw(one.ID)})...)
	return d.write(ctx, string(ev.ID), actJoin, changes...)
}

// KeepTwo says that two entries with one contact are two people.
func (d *Desk) KeepTwo(ctx context.Context, id, a, b string) error {
	ev, err := d.event(ctx, id)
	if err != nil {
		return err
	}
	if _, _, err := d.two(ctx, ev, a, b); err != nil {
		return err
	}
	known, err := d.twos(ctx, ev)
	if err != nil || known[ordered(a, b)] {
		return err
	}
	return d.write(ctx, string(ev.ID), actApart, newFact(factTwo, ordered(a, b)))
}

// two finds two different entries that stand for themselves.
func (d *Desk) two(ctx context.Context, ev event.Event, a, b string) (one, other signup, err error) {
	if a == b {
		return one, other, fault.Invalidf("name two", "a sign-up cannot be decided about with itself")
	}
	all, err := d.signups(ctx, ev)
	if err != nil {
		return one, other, err
	}
	if one, err = found(all, a); err != nil {
		return one, other, err
	}
	other, err = found(all, b)
	return one, other, err
}

// found gives an entry that stands for itself.
func found(all []signup, id string) (signup, error) {
	i := slices.IndexFunc(all, func(s signup) bool { return s.ID == id && s.Merged == "" })
	if i < 0 {
		return signup{}, fault.New(fault.NotFound, fmt.Sprintf("no sign-up has the id %q", id), "`daykit signups` lists them")
	}
	return all[i], nil
}

// better says whether a stands for both of two entries, whichever is named first.
func better(a, b signup) bool {
	if x, y := a.Place.rank(), b.Place.rank(); x != y {
		return x < y
	}
	if a.came != b.came {
		return a.came.Compare(b.came) < 0
	}
	return a.ID < b.ID
}
