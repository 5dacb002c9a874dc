package plan

import (
	"fmt"
	"slices"
	"strings"

	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
)

// Beginning is what an event has from its first minute, before a person changed anything.
type Beginning struct {
	Needs    Needs
	Duties   []Duty
	Schedule Schedule
	Things   []Thing
	Notes    []BeginNote
}

// NoteKind says what is to be known of a beginning.
type NoteKind string

// The kinds of notes, in their order.
const (
	NotePast       NoteKind = "past"        // the day is over
	NoteSoon       NoteKind = "soon"        // there is less time than the activities usually take
	NoteFar        NoteKind = "far"         // the day is more than a year away
	NoteSqueezed   NoteKind = "squeezed"    // something gets less time than it usually needs
	NoteNoticeLate NoteKind = "notice-late" // the usual day of a notice has passed, a late one is possible
	NoteNoticeOver NoteKind = "notice-over" // no notice can be sent any more
	NoteAskNow     NoteKind = "ask-now"     // the day on which we would have asked has passed
)

// BeginNote is something to know before an event is begun, with what can still be done.
// What does not belong to its kind is empty. None of them keeps anybody from beginning.
type BeginNote struct {
	Kind   NoteKind `json:"kind"`
	Duty   string   `json:"duty"`   // its id, and below its title
	Title  string   `json:"title"`  // of the duty, or the names of what is squeezed
	Ask    string   `json:"ask"`    // whom
	Date   string   `json:"date"`   // until when a late notice is possible, or the first day for which one still is
	Days   int      `json:"days"`   // left until the day
	Weeks  int      `json:"weeks"`  // that the activities usually take at least
	Source string   `json:"source"` // or OurDefault
	Words  string   `json:"words"`  // in English, for the command
}

// farAway is how many days ahead a day is far: our planning default.
const farAway = 365

// Begin says what an event has from its first minute: what its activities take, the
// duties that follow from its document, its tasks as they look today, what to pack, and
// what to know first. own says that the group does something besides that no pack knows.
// today is written as 2026-12-18.
func Begin(pack *content.Pack, ev event.Event, own bool, today string) Beginning {
	b := Beginning{
		Needs:  NeedsOf(pack, Request{Activities: ev.Activities, Guests: ev.Expected, Start: ev.Start, End: ev.End, Own: own}),
		Duties: Duties(FactsOf(ev, 0), today),
	}
	b.Schedule = Today(Days{Event: ev.Date, Begun: today, Today: today}, Tasks(pack, ev.Activities, ev.Date, b.Duties))
	b.Things = Things(b.Needs)
	b.Notes = b.notes(ev, today)
	return b
}

func (b Beginning) notes(ev event.Event, today string) []BeginNote {
	out := []BeginNote{}
	days, weeks := b.Schedule.DaysLeft, b.Needs.Weeks.Low
	add := func(n BeginNote, words string, args ...any) {
		n.Days, n.Words = days, fmt.Sprintf(words, args...)
		out = append(out, n)
	}
	switch {
	case days < 0:
		add(BeginNote{Kind: NotePast, Source: OurDefault}, "that day is over: you can still count who came, thank people and report; for a plan choose a day to come")
		return out
	case days < 7*max(weeks, 1):
		add(BeginNote{Kind: NoteSoon, Weeks: max(weeks, 1), Source: OurDefault},
			"there are %d days, and this usually takes at least %d weeks: the plan is drawn together, and says what may be left out", days, max(weeks, 1))
	case days > farAway:
		add(BeginNote{Kind: NoteFar, Source: OurDefault},
			"that is more than a year away: days of law are counted with the bank holidays known now; %s", HolidaysUnknown)
	}
	if short := squeezed(b.Needs.Order); short != "" {
		add(BeginNote{Kind: NoteSqueezed, Title: short, Source: OurDefault}, "%s: less time than usual; a later end or one activity less helps", short)
	}
	for _, x := range b.Duties {
		if n, ok := x.Instead(ev.Date, today); ok {
			out = append(out, n)
		}
	}
	return out
}

// squeezed names what gets less time than it usually needs.
func squeezed(order []Slot) string {
	var names []string
	for _, s := range order {
		if s.Short {
			names = append(names, s.Title)
		}
	}
	return strings.Join(names, ", ")
}

// Instead says what can still be done about a duty whose day has passed; ok is false where
// it has not, and after the event. date is that of the event.
func (d Duty) Instead(date, today string) (n BeginNote, ok bool) {
	n = BeginNote{Duty: d.ID, Title: d.Title, Ask: d.Ask, Days: event.DaysBetween(today, date), Source: d.DueBasis}
	switch {
	case date < today: // nothing can be done any more
		return n, false
	case d.State == NoticeLate:
		n.Kind, n.Date = NoteNoticeLate, d.LateDue
		n.Words = fmt.Sprintf("%s: the usual day has passed; if one is needed, a late notice is possible until %s. Ask today: %s", d.Title, d.LateDue, d.Ask)
	case d.State == NoticeOver && d.ID == dutyNotice:
		n.Kind, n.Date = NoteNoticeOver, noticeFrom(date, today)
		n.Words = fmt.Sprintf("%s: it is too late to send one for this day. Ask %s whether the venue’s own licence covers it, plan without what needs one, or choose a day from %s", d.Title, d.Ask, n.Date)
	case d.Due != "" && d.Due < today:
		n.Kind = NoteAskNow
		n.Words = fmt.Sprintf("%s: best asked by %s, so ask today: %s", d.Title, d.Due, d.Ask)
	default:
		return n, false
	}
	return n, true
}

// noticeFrom gives the first day after date for which a late notice can still be sent.
func noticeFrom(date, today string) string {
	day := date
	for range 60 { // ten working days are never further away
		if ClearWorkingDays(day, LateNoticeDays) >= today {
			break
		}
		day = event.AddDays(day, 1)
	}
	return day
}

// TaskBasis says where a task comes from: the sources of its duty, or OurDefault, since
// the words and days of all others are ours.
func TaskBasis(task string, duties []Duty) string {
	id, ofLaw := strings.CutPrefix(task, DutyTask)
	i := slices.IndexFunc(duties, func(d Duty) bool { return d.ID == id })
	if !ofLaw || i < 0 || len(duties[i].Sources) == 0 {
		return OurDefault
	}
	return strings.Join(duties[i].Sources, "; ")
}
