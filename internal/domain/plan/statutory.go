package plan

import (
	"slices"

	"daykit/internal/domain/event"
)

// The days of a temporary event notice in England and Wales, in clear working days
// before the event, and the most people at once, crew included (norwich.gov.uk and
// hart.gov.uk, as the notes of the built-in content restate them).
const (
	NoticeDays     = 10
	LateNoticeDays = 5
	NoticePeople   = 499
)

// Nation is a part of the United Kingdom; empty when nobody said.
type Nation string

// The nations. Rules are built in for the first two.
const (
	England         Nation = "england"
	Wales           Nation = "wales"
	Scotland        Nation = "scotland"
	NorthernIreland Nation = "northern-ireland"
)

// Answer is yes, no or nothing yet.
type Answer string

// The answers.
const (
	Unknown Answer = ""
	Yes     Answer = "yes"
	No      Answer = "no"
)

// Facts are what of an event decides which duties it has.
type Facts struct {
	Date        string `json:"date"`
	Start       string `json:"start"` // 17:30; empty when not known
	End         string `json:"end"`
	Nation      Nation `json:"nation"`
	People      int    `json:"people"` // at once, crew included; 0 when not known
	Alcohol     bool   `json:"alcohol"`
	Film        bool   `json:"film"`
	Music       bool   `json:"music"` // live or recorded
	Food        bool   `json:"food"`
	LateHotFood bool   `json:"late_hot_food"`
	Tickets     bool   `json:"tickets"` // people pay to come in
	HiredHall   bool   `json:"hired_hall"`
	Licensed    Answer `json:"licensed"` // the venue's licence covers what is planned
}

// FactsOf gives what an event's own document says: its day, and what its activities
// bring with them. The rest is for people to answer.
func FactsOf(ev event.Event, crew int) Facts {
	f := Facts{Date: ev.Date, Start: ev.Start, End: ev.End}
	if guests := max(ev.Expected, ev.Capacity); guests > 0 {
		f.People = guests + crew
	}
	for _, a := range ev.Activities {
		for _, what := range law().Activities[a] {
			switch what {
			case "film":
				f.Film = true
			case "music":
				f.Music = true
			case "food":
				f.Food = true
			}
		}
	}
	return f
}

// Applies says how sure it is that a duty is there.
type Applies string

// The degrees. What surely does not apply is not listed.
const (
	AppliesYes       Applies = "yes"
	AppliesAsk       Applies = "ask"       // it depends on the answer to the question
	AppliesElsewhere Applies = "elsewhere" // other rules hold there, which are not built in
)

// Notice says what can still be sent on a day.
type Notice string

// The states of a duty's day. Only a temporary event notice has a late one.
const (
	NoticeOpen Notice = "open"
	NoticeLate Notice = "late-notice" // the usual day has passed, a late notice is possible
	NoticeOver Notice = "too-late"
)

// Duty is something that law, a licensor or a landlord asks of an event.
type Duty struct {
	ID           string   `json:"id"`
	Title        string   `json:"title"`
	Jurisdiction string   `json:"jurisdiction"`
	Applies      Applies  `json:"applies"`
	Why          []string `json:"why"`      // of alcohol, music, film, late-hot-food, food, people, tickets, hours, hired-hall, everyone
	Due          string   `json:"due"`      // 2026-12-03; empty with AppliesElsewhere
	LateDue      string   `json:"late_due"` // last day of a late notice; empty where there is none
	DueBasis     string   `json:"due_basis"`
	State        Notice   `json:"state"`
	Words        []string `json:"words"`
	Question     string   `json:"question"`
	Ask          string   `json:"ask"` // whom
	Sources      []string `json:"sources"`
	Unknown      []string `json:"unknown"` // what is not known here
}

type dutyWords struct {
	ID           string   `json:"id"`
	Title        string   `json:"title"`
	Jurisdiction string   `json:"jurisdiction"`
	DaysBefore   int      `json:"days_before"`
	StandsFor    []string `json:"stands_for"`  // ids of the pack's tasks that say the same
	Permissions  []string `json:"permissions"` // of activities, that say the same
	Words        []string `json:"words"`
	Question     string   `json:"question"`
	Ask          string   `json:"ask"`
	Sources      []string `json:"sources"`
	Unknown      []string `json:"unknown"`
}

var law = builtin[struct {
	Activities map[string][]string `json:"activities"`
	Elsewhere  string              `json:"elsewhere"`
	Duties     []dutyWords         `json:"duties"`
}]("law.json")

const basisNotice = "10 clear working days, counted with the bank holidays of England and Wales"

// Duties lists what an event has to see to, in the order of the built-in rules, as it
// stands on today. Where no nation is named, the rules of England and Wales are
// given, and Duty.Jurisdiction says so.
func Duties(f Facts, today string) []Duty {
	out := []Duty{}
	for _, w := range law().Duties {
		applies, why := f.applies(w.ID)
		if applies == "" {
			continue
		}
		d := Duty{
			ID: w.ID, Title: w.Title, Jurisdiction: w.Jurisdiction, Applies: applies, Why: why,
			Words: slices.Clone(w.Words), Question: w.Question, Ask: w.Ask,
			Sources: slices.Clone(w.Sources), Unknown: slices.Clone(w.Unknown),
		}
		if elsewhere(f.Nation) && w.Jurisdiction != unitedKingdom {
			out = append(out, d.elsewhere())
			continue
		}
		d.place(f.Date, w.DaysBefore, today)
		out = append(out, d)
	}
	return out
}

const unitedKingdom = "United Kingdom"

func elsewhere(n Nation) bool { return n == Scotland || n == NorthernIreland }

// elsewhere keeps of a duty only that there is something to ask.
func (d Duty) elsewhere() Duty {
	d.Applies, d.Words = AppliesElsewhere, []string{law().Elsewhere}
	return d
}

// place gives a duty its days. Those of a notice are counted by law, all others are
// our default.
func (d *Duty) place(date string, daysBefore int, today string) {
	d.Due, d.DueBasis = event.AddDays(date, -daysBefore), OurDefault
	last := date
	if d.ID == dutyNotice {
		d.Due, d.DueBasis = ClearWorkingDays(date, NoticeDays), basisNotice
		d.LateDue = ClearWorkingDays(date, LateNoticeDays)
		last = d.LateDue
		d.Unknown = append(d.Unknown, HolidaysUnknown)
	}
	switch {
	case today <= d.Due, d.LateDue == "" && today <= last:
		d.State = NoticeOpen
	case today <= last:
		d.State = NoticeLate
	default:
		d.State = NoticeOver
	}
}

const dutyNotice = "ten"

// applies decides on a duty by its id; an empty answer means that it is not there.
func (f Facts) applies(id string) (Applies, []string) {
	switch id {
	case dutyNotice:
		return f.notice()
	case "film-licence":
		return when(f.Film, AppliesYes, "film")
	case "music-licence":
		if f.HiredHall {
			return when(f.Music, AppliesAsk, "music", "hired-hall")
		}
		return when(f.Music, AppliesYes, "music")
	case "allergens":
		return when(f.Food, AppliesYes, "food")
	case "insurance":
		if f.HiredHall {
			return AppliesAsk, []string{"hired-hall"}
		}
		return AppliesAsk, []string{"everyone"}
	case "expenses":
		return AppliesAsk, []string{"everyone"}
	}
	return "", nil
}

func when(is bool, a Applies, why ...string) (Applies, []string) {
	if !is {
		return "", nil
	}
	return a, why
}

// notice decides on a temporary event notice. A film that is free, in the hours and
// for the number that need no notice in community premises, is a question; so is all
// else until the venue has said what its licence covers.
func (f Facts) notice() (Applies, []string) {
	if f.Licensed == Yes || !f.Alcohol && !f.LateHotFood && !f.Music && !f.Film {
		return "", nil
	}
	sure := []struct {
		is  bool
		why string
	}{
		{f.Alcohol, "alcohol"},
		{f.LateHotFood, "late-hot-food"},
		{f.Tickets, "tickets"},
		{f.outsideHours(), "hours"},
		{f.People > NoticePeople, "people"},
	}
	applies, why := AppliesAsk, []string{}
	for _, s := range sure {
		if s.is {
			why = append(why, s.why)
		}
	}
	if f.Licensed == No && len(why) > 0 {
		applies = AppliesYes
	}
	if f.Music {
		why = append(why, "music")
	}
	if f.Film {
		why = append(why, "film")
	}
	return applies, why
}

// outsideHours reports whether the event is known to leave the hours between 8 am
// and 11 pm of one day.
func (f Facts) outsideHours() bool {
	return f.Start != "" && (f.Start < "08:00" || f.Start > "23:00") ||
		f.Start != "" && f.End != "" && (f.End > "23:00" || f.End <= f.Start)
}
