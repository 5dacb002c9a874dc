// Package report makes what a group tells funders and partners of an event: counts of
// people and nothing that could point at one, what was spent, and the words that the
// group chose. It takes no names of people in and so can let none out; the credit of a
// voice is what its owner agreed to.
//
// Numbers of people under Smallest are hidden, and so are those that they could be worked
// out from: docs/decisions/023-small-numbers-in-reports.md.
package report

import (
	"cmp"
	"slices"

	"daykit/internal/domain/event"
	"daykit/internal/domain/feedback"
	"daykit/internal/domain/plan"
	"daykit/internal/domain/small"
)

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
	Counted   Counted
	Guests    []event.Guest
	FirstTime int // of those who came; 0 where it is not known
	Crew      Crew
	Forms     feedback.Totals
	Money     plan.Money
	Said      Said
	Given     []Given // what earlier reports of the event said
	Without   []Part  // that the group leaves out
}

// Counted says of what somebody has begun to count, or written down that it is nobody. What
// nobody has begun to count is said to be just that, and never to be few: whoever reads that
// a number is few must not be able to rule out that it is none.
type Counted struct{ List, Door, Crew, Forms bool }

// Crew is who helped, in numbers: people in at least one shift, and the minutes of their
// shifts, time in two shifts at once counted once.
type Crew struct{ People, Minutes int }

// Said is what a report says in words.
type Said struct {
	Place, Start, End string   // the place as far as it is public; local times such as 17:30
	Languages         []string // that the event is in
	Activities        []Named  // what was done
	Objectives        []Named  // of the Global Compact
	Access            []Named  // what the venue had
	Quotes            []Quote
	Photos            []Photo
	Debrief           []Answer // of the crew; nothing private
	Learned           string
	Next              string
	Thanks            string
}

// Named is a thing with its key and its name in English.
type Named struct {
	Key  string `json:"key"`
	Name string `json:"name"`
}

// Quote is words that may be quoted here. Guests have no credit.
type Quote struct {
	Words      string `json:"words"`
	Lang       string `json:"lang"`
	Credit     string `json:"credit,omitempty"`     // as its owner agreed
	Translated bool   `json:"translated,omitempty"` // it was said in another language; who put it into this one is no public name
}

// Photo is a photograph that may be in a report.
type Photo struct {
	ID      string `json:"-"`
	Caption string `json:"caption"`
	Alt     string `json:"alt"`
	Lang    string `json:"lang"`
}

// Answer is what the crew said to a question.
type Answer struct {
	Key      string `json:"key"`
	Question string `json:"question"` // in English
	Words    string `json:"words"`
}

// Numbers are all counts of people in a report.
type Numbers struct {
	SignedUp   small.Cell      `json:"signed_up"`
	Arrived    small.Cell      `json:"arrived"` // of those signed up
	WalkIns    small.Cell      `json:"walk_ins"`
	InRoom     small.Cell      `json:"in_room"`             // both: everybody who came
	Langs      []LanguageCount `json:"languages"`           // of the people signed up
	Quarters   []QuarterCount  `json:"arrivals_by_quarter"` // of everybody who came
	FirstTime  small.Cell      `json:"first_time"`          // of everybody who came
	Volunteers small.Cell      `json:"volunteers"`
	Minutes    small.Cell      `json:"volunteer_minutes"`
	Forms      small.Cell      `json:"forms"`
	Questions  []Question      `json:"questions"`
}

// Report is what is told of one event. Totals are exact; breakdowns add up to their total
// but merge small counts.
type Report struct {
	Event string `json:"event"`
	Title string `json:"title"`
	Date  string `json:"date"`
	Group string `json:"group"`
	Numbers
	Held       []Held      `json:"held"` // blocks whose numbers are those of an earlier report
	Place      string      `json:"place"`
	Start      string      `json:"start"`
	End        string      `json:"end"`
	EventLangs []string    `json:"event_languages"`
	Activities []Named     `json:"activities"`
	Objectives []Named     `json:"objectives"`
	Access     []Named     `json:"access"`
	Money      *plan.Money `json:"money"` // nil where it is left out or nothing is written down
	Quotes     []Quote     `json:"quotes"`
	Photos     []Photo     `json:"photos"`
	Debrief    []Answer    `json:"debrief"`
	Learned    string      `json:"learned"`
	Next       string      `json:"next"`
	Thanks     string      `json:"thanks"`
	Hidden     []Hidden    `json:"hidden"` // what is not shown, and why
	Without    []Part      `json:"without"`
}

// LanguageCount is how many people a language stands for.
type LanguageCount struct {
	Lang  string `json:"lang"` // tag, not-said or other
	Count int    `json:"count"`
}

// QuarterCount is how many people came in one quarter of an hour, or in several that
// follow each other.
type QuarterCount struct {
	At    string `json:"at"` // 17:30; 17:15-17:45 from the first quarter's beginning to the last one's
	Count int    `json:"count"`
}

// New makes a report. What it hides does not hang on what is left out, so that a report
// with a part and one without it tell no more together.
func New(in Input) Report {
	n := numbersOf(in)
	n, held := hold(n, in.Given)
	said := in.Said
	r := Report{
		Event: in.Event, Title: in.Title, Date: in.Date, Group: in.Group, Numbers: n, Held: held,
		Place: said.Place, Start: said.Start, End: said.End, EventLangs: list(said.Languages), Activities: list(said.Activities),
		Objectives: list(said.Objectives), Access: list(said.Access), Quotes: list(said.Quotes), Photos: list(said.Photos),
		Debrief: list(said.Debrief), Learned: said.Learned, Next: said.Next, Thanks: said.Thanks,
		Without: list(in.Without),
	}
	if len(in.Money.Kinds) > 0 {
		m := in.Money
		m.NoReceipt = nil // ids of lines say nothing to others
		r.Money = &m
	}
	r.Hidden = r.hidden()
	r.leaveOut()
	return r
}

// list is never null in JSON.
func list[T any](l []T) []T { return append([]T{}, l...) }

// numbersOf counts, and hides what is small.
func numbersOf(in Input) Numbers {
	n := Numbers{Langs: []LanguageCount{}, Quarters: []QuarterCount{}, Questions: []Question{}}
	n.split(in.Headcount, in.Counted)
	n.firstTime(in.FirstTime, in.Headcount)
	for _, p := range merge(languages(in.Guests)) {
		n.Langs = append(n.Langs, LanguageCount{Lang: p.keys[0], Count: p.n})
	}
	quarters := make([]part, 0, len(in.Headcount.ByQuarter))
	for _, q := range in.Headcount.ByQuarter {
		quarters = append(quarters, part{[]string{q.At}, q.Count})
	}
	for _, p := range join(quarters, people) {
		n.Quarters = append(n.Quarters, QuarterCount{At: span(p.keys), Count: p.n})
	}
	n.volunteers(in.Crew, in.Counted.Crew)
	n.evaluate(in.Forms, in.Counted.Forms)
	return n
}

func span(keys []string) string {
	if len(keys) == 1 {
		return keys[0]
	}
	return keys[0] + "-" + keys[len(keys)-1]
}

// languages counts people by language, the most first.
func languages(guests []event.Guest) []part {
	count := map[string]int{}
	for _, g := range guests {
		count[cmp.Or(g.Lang, notSaid)] += g.People()
	}
	parts := make([]part, 0, len(count))
	for k, n := range count {
		parts = append(parts, part{[]string{k}, n})
	}
	slices.SortFunc(parts, func(a, b part) int { return cmp.Or(b.n-a.n, cmp.Compare(a.keys[0], b.keys[0])) })
	return parts
}
