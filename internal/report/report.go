// Package report makes the numbers of an event that a group shows to funders and
// partners: counts of people and nothing that could point at one. It takes no
// names in and so can let none out.
package report

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"

	"daykit/internal/domain/event"
)

// Smallest is the smallest count that a breakdown shows. Fewer people than that
// are merged into Other, with the next smallest group if they are still too few.
const Smallest = 5

// Other stands in a breakdown for the groups that are too small to show.
const Other = "other"

// notSaid stands for guests whose language is not on the list.
const notSaid = "not-said"

// Input is what a report is made from. Of Guests only language and size of party
// are read.
type Input struct {
	Event     string // id
	Title     string
	Group     string
	Date      string // 2026-12-18
	Headcount event.Headcount
	Guests    []event.Guest
}

// Report is the numbers of one event. Totals are exact; breakdowns add up to
// their total but merge small counts.
type Report struct {
	Event    string          `json:"event"`
	Title    string          `json:"title"`
	Date     string          `json:"date"`
	Group    string          `json:"group"`
	SignedUp int             `json:"signed_up"`
	Arrived  int             `json:"arrived"`
	WalkIns  int             `json:"walk_ins"`
	InRoom   int             `json:"in_room"`
	Langs    []LanguageCount `json:"languages"`           // of the people signed up
	Quarters []QuarterCount  `json:"arrivals_by_quarter"` // of everybody who came
}

// LanguageCount is how many people a language stands for.
type LanguageCount struct {
	Lang  string `json:"lang"` // tag, not-said or other
	Count int    `json:"count"`
}

// QuarterCount is how many people came in one quarter of an hour.
type QuarterCount struct {
	At    string `json:"at"` // 17:30, or other
	Count int    `json:"count"`
}

// New makes a report.
func New(in Input) Report {
	h := in.Headcount
	r := Report{
		Event: in.Event, Title: in.Title, Date: in.Date, Group: in.Group,
		SignedUp: h.SignedUp, Arrived: h.Arrived, WalkIns: h.WalkIns, InRoom: h.InRoom,
		Langs: []LanguageCount{}, Quarters: []QuarterCount{},
	}
	for _, p := range merge(languages(in.Guests)) {
		r.Langs = append(r.Langs, LanguageCount{Lang: p.key, Count: p.n})
	}
	quarters := make([]part, 0, len(h.ByQuarter))
	for _, q := range h.ByQuarter {
		quarters = append(quarters, part{q.At, q.Count})
	}
	for _, p := range merge(quarters) {
		r.Quarters = append(r.Quarters, QuarterCount{At: p.key, Count: p.n})
	}
	return r
}

// part is one line of a breakdown.
type part struct {
	key string
	n   int
}

// languages counts people by language, the most first.
func languages(guests []event.Guest) []part {
	count := map[string]int{}
	for _, g := range guests {
		count[cmp.Or(g.Lang, notSaid)] += g.People()
	}
	parts := make([]part, 0, len(count))
	for k, n := range count {
		parts = append(parts, part{k, n})
	}
	slices.SortFunc(parts, func(a, b part) int { return cmp.Or(b.n-a.n, cmp.Compare(a.key, b.key)) })
	return parts
}

// merge joins what is too small into Other at the end and keeps the order of the
// rest. Other takes in the smallest of the rest while it is itself too small to
// show, so that nothing can be worked out from a total.
func merge(parts []part) []part {
	small := part{key: Other}
	var kept []part
	for _, p := range parts {
		if p.n < Smallest {
			small.n += p.n
		} else {
			kept = append(kept, p)
		}
	}
	for small.n > 0 && small.n < Smallest && len(kept) > 0 {
		least := 0
		for i, p := range kept {
			if p.n <= kept[least].n {
				least = i
			}
		}
		small.n += kept[least].n
		kept = slices.Delete(kept, least, least+1)
	}
	if small.n > 0 {
		kept = append(kept, small)
	}
	return kept
}

// WriteJSON writes the report as one indented JSON value.
func (r Report) WriteJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(r); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}

// WriteCSV writes the report as CSV with one number a line, under the columns
// event, title, group, date, measure, key, count. Cells that a spreadsheet would
// run as a formula are neutralised.
func (r Report) WriteCSV(w io.Writer) error {
	rows := [][]string{{"event", "title", "group", "date", "measure", "key", "count"}}
	add := func(measure, key string, n int) {
		rows = append(rows, []string{r.Event, r.Title, r.Group, r.Date, measure, key, strconv.Itoa(n)})
	}
	add("signed_up", "", r.SignedUp)
	add("arrived", "", r.Arrived)
	add("walk_ins", "", r.WalkIns)
	add("in_room", "", r.InRoom)
	for _, l := range r.Langs {
		add("language", l.Lang, l.Count)
	}
	for _, q := range r.Quarters {
		add("arrivals_by_quarter", q.At, q.Count)
	}
	return event.WriteCSV(w, rows)
}
