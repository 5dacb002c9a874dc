package content

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"time"
)

// How long a laptop may go without hearing the newest list of withdrawals.
const (
	WarnAfter = 30 * 24 * time.Hour // from then on it says so
	StopAfter = 45 * 24 * time.Hour // from then on no new matter carries a voice
)

// MaxPacks is how many packs one laptop holds.
const MaxPacks = 50

// Why an edition or a list is not taken; match them with errors.Is.
var (
	ErrOlder    = errors.New("a newer edition of this pack is here")
	ErrForked   = errors.New("another edition of the same version is here")
	ErrRollback = errors.New("a newer list of withdrawals was seen")
	ErrOver     = errors.New("the edition has expired")
	ErrTooMany  = errors.New("there are too many packs")
)

// Held is an edition as a laptop keeps it: without the words of withdrawn voices.
type Held struct {
	Edition Edition `json:"edition"`
	Sum     string  `json:"sum"` // of the bytes that were signed, in hexadecimal
}

// Holdings are the packs of one campaign on one laptop, and what it withdrew. The zero
// Holdings are those of a laptop that has heard of none. A value is never changed.
type Holdings struct {
	Editions []Held            `json:"editions"` // by pack and version: of each pack the newest that began, and what waits for its time
	List     Withdrawals       `json:"withdrawals"`
	Names    map[string]string `json:"names"`   // credit by id of withdrawn voices that were once here
	Checked  time.Time         `json:"checked"` // the list was the campaign's newest then; zero where there is no campaign
}

// Take gives the holdings with an edition, whose list counts too. The same edition again
// changes nothing. One that has not begun is kept until then. now is the wall clock.
func (h Holdings) Take(e Edition, sum string, now time.Time) (Holdings, error) {
	if e.Withdrawals.Number < h.List.Number {
		return h, ErrRollback
	}
	if !e.Ends().After(now) {
		return h, ErrOver
	}
	known := 0
	for _, k := range h.Editions {
		if k.Edition.ID != e.ID {
			known++
			continue
		}
		switch {
		case k.Edition.Version == e.Version && k.Sum == sum:
			return h.Withdraw(e.Withdrawals, now)
		case k.Edition.Version == e.Version:
			return h, ErrForked
		case k.Edition.Version > e.Version:
			return h, ErrOlder
		}
	}
	if known >= MaxPacks {
		return h, ErrTooMany
	}
	h.Editions = append(slices.Clone(h.Editions), Held{Edition: e, Sum: sum})
	slices.SortFunc(h.Editions, func(a, b Held) int {
		if c := strings.Compare(a.Edition.ID, b.Edition.ID); c != 0 {
			return c
		}
		return int(a.Edition.Version - b.Edition.Version)
	})
	out, err := h.Withdraw(e.Withdrawals, now)
	return out.tidied(now), err
}

// tidied lets go of editions that a later one replaced.
func (h Holdings) tidied(now time.Time) Holdings {
	kept := []Held{}
	for i, k := range h.Editions {
		next := i+1 < len(h.Editions) && h.Editions[i+1].Edition.ID == k.Edition.ID
		if !next || h.Editions[i+1].Edition.Begins().After(now) {
			kept = append(kept, k)
		}
	}
	h.Editions = kept
	return h
}

// Withdraw gives the holdings after a list. A list of a lower number than one that was
// seen is ErrRollback. What was withdrawn stays so, whatever a later list leaves out.
// The list counts as checked when it was signed, at most now: a stick that lay in a
// drawer says nothing about today.
func (h Holdings) Withdraw(w Withdrawals, now time.Time) (Holdings, error) {
	if w.Number < h.List.Number {
		return h, ErrRollback
	}
	h.List = h.List.and(w)
	at := mustInstant(w.Issued)
	if at.After(now) {
		at = now
	}
	if at.After(h.Checked) {
		h.Checked = at
	}
	return h.stripped(), nil
}

// Check gives the holdings after the campaign's server said which list is its newest,
// if it is the one that is here. A lower one is ErrRollback.
func (h Holdings) Check(newest int64, now time.Time) (Holdings, error) {
	switch {
	case newest < h.List.Number:
		return h, ErrRollback
	case newest == h.List.Number && now.After(h.Checked):
		h.Checked = now
	}
	return h, nil
}

// Also gives the holdings with all that another list, seen by this laptop before,
// withdrew. It never makes anything usable.
func (h Holdings) Also(seen Withdrawals, names map[string]string) Holdings {
	h.List = h.List.and(seen)
	h.Names = joined(names, h.Names)
	return h.stripped()
}

// Of gives what holdings of another campaign leave behind: nothing but what was
// withdrawn, under no number, since numbers count for each campaign.
func (h Holdings) Of() Holdings {
	list := h.List
	list.Number = 0
	return Holdings{List: list, Names: h.Names}
}

// stripped lets go of the words of withdrawn voices. Who they were stays, so that
// people know which posters to take down.
func (h Holdings) stripped() Holdings {
	out := make([]Held, len(h.Editions))
	names := joined(h.Names, nil)
	for i, k := range h.Editions {
		voices := slices.Clone(k.Edition.Content.Voices)
		for j, v := range voices {
			if h.List.Names(v.ID) {
				names[v.ID] = v.CreditLine()
			}
			if h.List.Names(v.ID) && v.Quote != "" {
				voices[j] = tombstone(v.ID, v.CreditLine())
			}
		}
		k.Edition.Content.Voices = voices
		out[i] = k
	}
	h.Editions, h.Names = out, names
	return h
}

func joined(a, b map[string]string) map[string]string {
	out := map[string]string{}
	maps.Copy(out, a)
	maps.Copy(out, b)
	return out
}

// tombstone is what stays of a withdrawn voice.
func tombstone(id, credit string) Voice {
	return Voice{ID: id, Credit: credit, Topics: []string{}, Consent: Consent{Status: Withdrawn, Scope: map[Use]bool{}}}
}

// Freshness says how long ago the newest list was heard of.
type Freshness string

// The freshnesses.
const (
	ListNone  Freshness = "none" // no campaign is known here whose list could be heard
	ListFresh Freshness = "fresh"
	ListDue   Freshness = "due"   // past WarnAfter
	ListStale Freshness = "stale" // past StopAfter
)

// Freshness gives it. A clock that was set back counts as standing still.
func (h Holdings) Freshness(now time.Time) Freshness {
	age := now.Sub(h.Checked)
	switch {
	case h.Checked.IsZero():
		return ListNone
	case age >= StopAfter:
		return ListStale
	case age >= WarnAfter:
		return ListDue
	}
	return ListFresh
}

// Current lists the newest edition of each pack that has begun, by id. It may have
// expired.
func (h Holdings) Current(now time.Time) []Edition {
	byID := map[string]Edition{}
	for _, k := range h.Editions {
		if !k.Edition.Begins().After(now) {
			byID[k.Edition.ID] = k.Edition // in the order of versions
		}
	}
	out := []Edition{}
	for _, id := range slices.Sorted(maps.Keys(byID)) {
		out = append(out, byID[id])
	}
	return out
}

// Newest gives the greatest version of a pack that is here, begun or not; 0 for none.
func (h Holdings) Newest(id string) int64 {
	var newest int64
	for _, k := range h.Editions {
		if k.Edition.ID == id {
			newest = max(newest, k.Edition.Version)
		}
	}
	return newest
}

// Over gives a pack with what is held over it, as it may be used now. Voices stand in
// it with the consent that they have now: withdrawn ones without their words, those of
// editions that ended as expired, and all as unchecked once the list is stale, so that
// no path to a page can pass them. Of two packs with an item of one id, the first by
// the packs' ids counts, and each of them before base.
func (h Holdings) Over(base *Pack, now time.Time) *Pack {
	out := *base
	m := Matter{}
	for _, e := range h.Current(now) {
		m = m.with(e.Content.at(!e.Ends().After(now)))
	}
	m = m.with(Matter{Themes: base.Themes, Voices: base.Voices, Messages: base.Messages, Facts: base.Facts, Activities: base.Activities})
	out.Themes, out.Messages, out.Facts = m.Themes, m.Messages, m.Facts
	out.Voices = h.allowed(m.Voices, now)
	out.Activities = planned(m.Activities)
	return &out
}

// at gives what an edition still offers once it is over: what events are made of, and
// voices that say why they cannot be used.
func (m Matter) at(over bool) Matter {
	if !over {
		return m
	}
	m.Messages, m.Facts = nil, nil
	m.Voices = slices.Clone(m.Voices)
	for i := range m.Voices {
		m.Voices[i].Consent.Status = Expired
	}
	return m
}

func (m Matter) with(next Matter) Matter {
	return Matter{
		Themes:     unite(m.Themes, next.Themes, func(x Theme) string { return x.ID }),
		Voices:     unite(m.Voices, next.Voices, func(x Voice) string { return x.ID }),
		Messages:   unite(m.Messages, next.Messages, func(x Message) string { return x.ID }),
		Facts:      unite(m.Facts, next.Facts, func(x Fact) string { return x.ID }),
		Activities: unite(m.Activities, next.Activities, func(x Activity) string { return x.ID }),
	}
}

func unite[T any](first, next []T, id func(T) string) []T {
	out := slices.Clone(first)
	for _, x := range next {
		if !slices.ContainsFunc(first, func(y T) bool { return id(x) == id(y) }) {
			out = append(out, x)
		}
	}
	return out
}

// allowed gives voices the consent that they have now.
func (h Holdings) allowed(voices []Voice, now time.Time) []Voice {
	out := slices.Clone(voices)
	stale := h.Freshness(now) == ListStale
	here := map[string]bool{}
	for i, v := range out {
		here[v.ID] = true
		switch {
		case h.List.Names(v.ID):
			out[i] = tombstone(v.ID, nameOf(h.Names[v.ID], v.CreditLine()))
		case stale && (v.Consent.Status == Granted || v.Consent.Status == AssertedBySource):
			out[i].Consent.Status = Unchecked
		}
	}
	for _, w := range h.List.Voices {
		if !here[w.ID] {
			out = append(out, tombstone(w.ID, nameOf(h.Names[w.ID], w.ID)))
		}
	}
	return out
}

func nameOf(known, otherwise string) string {
	if known != "" {
		return known
	}
	return otherwise
}

// planned ties the tasks of activities to them, as those of the built-in pack are.
func planned(activities []Activity) []Activity {
	out := slices.Clone(activities)
	for i := range out {
		tasks := slices.Clone(out[i].Checklist)
		for j := range tasks {
			tasks[j].Activity, tasks[j].Gate = out[i].ID, gateOf(tasks[j].DaysBefore)
		}
		out[i].Checklist = tasks
	}
	return out
}
