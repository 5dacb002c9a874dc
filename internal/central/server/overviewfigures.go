package server

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"daykit/internal/domain/content"
)

// Figures are the counts as coordinators see them: what is too small is not shown, and
// nothing that it could be worked out from. See Hide.
type Figures struct {
	Groups     int            `json:"groups"` // that joined
	Whole      Sum            `json:"whole"`
	Events     []EventFigures `json:"events"`     // by date, then by title
	Towns      []Sum          `json:"towns"`      // of an event in one town
	Languages  []Sum          `json:"languages"`  // these and the next two: an event is in as many as it has
	Objectives []Sum          `json:"objectives"` // of the Global Compact
	Activities []Sum          `json:"activities"`

	TownCount     int `json:"-"` // without those that nobody said
	LanguageCount int `json:"-"`
	Missing       int `json:"-"` // reports that are waited for
}

// Counts are the numbers of people of an event, or of many.
type Counts struct {
	SignedUp  Cell `json:"signed_up"`
	Came      Cell `json:"came"`
	FirstTime Cell `json:"first_time"` // of those who came; only where it was asked
}

// Sum is what events with something in common come to.
type Sum struct {
	Key    string `json:"key"`  // empty: nobody said
	Name   string `json:"name"` // in English
	Events int    `json:"events"`
	Counts

	of []int // numbers of the events
}

// EventFigures are one event's.
type EventFigures struct {
	ID         string   `json:"id"`
	Title      string   `json:"title"`
	Group      string   `json:"group"`
	Town       string   `json:"town"`
	Date       string   `json:"date"`
	Languages  []string `json:"languages"`
	Objectives []int    `json:"objectives"`
	Activities []string `json:"activities"`
	Counts
	State string `json:"report"` // received, waiting, early or off

	Report    string `json:"-"` // the same in words
	Published bool   `json:"-"`
}

// FiguresOf makes what coordinators see of what laptops have sent.
func FiguresOf(t Totals, now time.Time) Figures {
	f := Figures{Groups: t.Groups, Events: make([]EventFigures, len(t.Events))}
	for i, e := range t.Events {
		v := EventFigures{
			ID: e.ID, Title: cmp.Or(e.Title, e.ID), Group: e.Group, Town: e.Town, Date: e.Date, Published: e.Published,
			Languages: append([]string{}, e.Languages...), Objectives: append([]int{}, e.Objectives...), Activities: append([]string{}, e.Activities...),
		}
		if v.Report, v.State = reportState(e, now); v.State == stateWaiting {
			f.Missing++
		}
		f.Events[i] = v
	}
	f.group(t.Events)
	f.hide(t.Events)
	return f
}

// kinds are by what sums are made: of an event, the keys and their names.
var kinds = []func(e EventTotals) []kind{
	func(e EventTotals) []kind {
		if e.Town == "" {
			return nil
		}
		return []kind{{fold(e.Town), e.Town}}
	},
	func(e EventTotals) []kind {
		return each(e.Languages, func(tag string) kind { return kind{strings.ToLower(tag), languageOf(tag).Name} })
	},
	func(e EventTotals) []kind {
		return each(e.Objectives, func(n int) kind { return kind{strconv.Itoa(n), objectiveName(n)} })
	},
	func(e EventTotals) []kind {
		return each(e.Activities, func(id string) kind { return kind{id, activityName(id)} })
	},
}

type kind struct{ key, name string }

func each[T any](list []T, of func(T) kind) (out []kind) {
	for _, v := range list {
		if k := of(v); !slices.ContainsFunc(out, func(o kind) bool { return o.key == k.key }) {
			out = append(out, k)
		}
	}
	return out
}

func objectiveName(n int) string {
	if o, ok := content.Builtin().Objective(n); ok {
		return o.Short
	}
	return "Objective " + strconv.Itoa(n)
}

func activityName(id string) string {
	if a, ok := content.Builtin().Activity(id); ok {
		return a.Name
	}
	return strings.ReplaceAll(id, "-", " ")
}

// group finds which events have what in common.
func (f *Figures) group(events []EventTotals) {
	f.Whole = Sum{Key: "all", Name: "All events", Events: len(events)}
	for i := range events {
		f.Whole.of = append(f.Whole.of, i)
	}
	for d, list := range []*[]Sum{&f.Towns, &f.Languages, &f.Objectives, &f.Activities} {
		*list = sumsBy(events, kinds[d])
	}
	f.TownCount, f.LanguageCount = named(f.Towns), named(f.Languages)
}

func named(sums []Sum) (n int) {
	for _, s := range sums {
		if s.Key != "" {
			n++
		}
	}
	return n
}

func sumsBy(events []EventTotals, keys func(EventTotals) []kind) []Sum {
	at := map[string]int{}
	out := []Sum{}
	for i, e := range events {
		have := keys(e)
		if len(have) == 0 {
			have = []kind{{"", "not said"}}
		}
		for _, k := range have {
			n, known := at[k.key]
			if !known {
				n = len(out)
				at[k.key] = n
				out = append(out, Sum{Key: k.key, Name: k.name})
			}
			out[n].Events++
			out[n].of = append(out[n].of, i)
		}
	}
	slices.SortFunc(out, func(a, b Sum) int {
		return cmp.Or(compareBool(a.Key == "", b.Key == ""), b.Events-a.Events, cmp.Compare(a.Name, b.Name), cmp.Compare(a.Key, b.Key))
	})
	return out
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// sums gives every sum, the whole first.
func (f *Figures) sums() []*Sum {
	out := []*Sum{&f.Whole}
	for _, list := range [][]Sum{f.Towns, f.Languages, f.Objectives, f.Activities} {
		for i := range list {
			out = append(out, &list[i])
		}
	}
	return out
}

// hide fills in the numbers of people, as far as they may be shown.
func (f *Figures) hide(events []EventTotals) {
	signedUp, came, first := make([]Item, len(events)), make([]Item, len(events)), make([]Item, len(events))
	for i, e := range events {
		signedUp[i], came[i], first[i] = Item{N: -1}, Item{N: -1}, Item{N: -1}
		if e.Reported {
			signedUp[i].N = e.SignedUp
		}
		if e.Reported && e.Came() > 0 {
			came[i].N = e.Came()
		}
		if n := min(e.FirstTime, e.Came()); e.Reported && n > 0 {
			first[i].N = n
			came[i].AtLeast, first[i].AtMost = bounds(n, e.Came())
		}
		if e.Told {
			came[i].tell()
			first[i].tell()
		}
	}
	f.fill(signedUp, func(c *Counts) *Cell { return &c.SignedUp })
	f.fill(came, func(c *Counts) *Cell { return &c.Came })
	f.fill(first, func(c *Counts) *Cell { return &c.FirstTime })
}

// tell says that a number stands elsewhere for whoever sees the table, so that to withhold
// it hides nothing. One that is too small stands nowhere.
func (i *Item) tell() {
	if i.N >= Smallest {
		i.AtLeast, i.AtMost = i.N, i.N
	}
}

// bounds are how far the number of all that came and of those that came for the first
// time may move alone, since nobody believes that more came for the first time than came.
// When both are 4 all can only go down and when both are 1 only up, and then the other is
// under 5 too and goes with it.
func bounds(first, all int) (allAtLeast, firstAtMost int) {
	allAtLeast, firstAtMost = first, all
	if first == all && all == Smallest-1 {
		allAtLeast--
	}
	if first == all && all == 1 {
		firstAtMost++
	}
	return allAtLeast, firstAtMost
}

// fill runs Hide over one kind of number and puts the cells in their places.
func (f *Figures) fill(items []Item, cell func(c *Counts) *Cell) {
	all := f.sums()
	members := make([][]int, len(all))
	for k, s := range all {
		members[k] = s.of
	}
	looks, sumLooks := Hide(items, members)
	for i := range f.Events {
		*cell(&f.Events[i].Counts) = cellOf(max(items[i].N, 0), looks[i])
	}
	for k, s := range all {
		total := 0
		for _, i := range s.of {
			total += max(items[i].N, 0)
		}
		*cell(&s.Counts) = cellOf(total, sumLooks[k])
	}
}

// cellOf forgets the number where it is not to be shown.
func cellOf(n int, look Look) Cell {
	if look != Shown {
		n = 0
	}
	return Cell{N: n, Look: look}
}

// year is that of the campaign: of the latest event, or now.
func (f *Figures) year(now time.Time) string {
	if n := len(f.Events); n > 0 && len(f.Events[n-1].Date) > 4 {
		return f.Events[n-1].Date[:4]
	}
	return now.Format("2006")
}
