package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"daykit/internal/data/store"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/plan"
)

const actStart = "event.start"

// StartOther is what stands among activities for something that no pack knows.
const StartOther = "other"

// StartForm is what a person says to begin an event. Only the date is needed; what is
// left empty is filled in as StartPreview.Form shows.
type StartForm struct {
	Activities []string `json:"activities"` // ids of the content pack, names, words of these, or StartOther
	Title      string   `json:"title"`
	Date       string   `json:"date"` // 2026-12-18
	Start      string   `json:"start"`
	End        string   `json:"end"`
	Place      string   `json:"place"`  // in one line, as event.ReadPlace reads it
	People     int      `json:"people"` // expected
	Group      string   `json:"group"`
	Languages  []string `json:"languages"` // tags, or names of languages
}

// StartLine is one thing that an event begins with.
type StartLine struct {
	Text   string `json:"text"`
	When   string `json:"when"`   // a date, a time of day or hours; empty where there is none
	Amount string `json:"amount"` // in figures or words: people of a shift, minutes of a point; else empty
	Basis  string `json:"basis"`  // a source, or that it is our own default
}

// StartPreview is what an event would begin with. All of it can be changed afterwards.
type StartPreview struct {
	Form        StartForm        `json:"form"`       // as it would be begun
	Filled      []string         `json:"filled"`     // fields of the form that are offered by us
	TitleLang   string           `json:"title_lang"` // the language of the title; where we offer one it may be no language of the event
	Venue       event.Venue      `json:"venue"`      // as the place was read
	Tasks       []StartLine      `json:"tasks"`      // by when they are best done; those that time leaves out last
	Duties      []StartLine      `json:"duties"`     // of law, licensors and landlords
	Shifts      []StartLine      `json:"shifts"`     // roles to be filled
	Kit         []StartLine      `json:"kit"`
	Care        []StartLine      `json:"care"`
	Permissions []StartLine      `json:"permissions"` // besides the duties
	Risks       []StartLine      `json:"risks"`
	Questions   []StartLine      `json:"questions"` // to ask at the venue
	Programme   []StartLine      `json:"programme"`
	Crew        plan.Span        `json:"crew"` // how many people help, in all
	Notes       []plan.BeginNote `json:"notes"`
}

// PreviewStart says what Start would make, and makes nothing.
func (d *Desk) PreviewStart(ctx context.Context, form StartForm) (StartPreview, error) {
	s, err := d.beginning(ctx, form)
	if err != nil {
		return StartPreview{}, err
	}
	return s.preview(), nil
}

// Start begins an event and gives its id: its document with a running order, shifts to be
// filled, risks taken in, and a packing list. Tasks, duties and the questions about the
// venue follow from the document. It is one act, so one undo takes all of it back.
func (d *Desk) Start(ctx context.Context, form StartForm) (string, error) {
	s, err := d.beginning(ctx, form)
	if err != nil {
		return "", err
	}
	if s.ev.ID, err = event.NewID(d.opt.Rand); err != nil {
		return "", err
	}
	changes, err := s.changes(d.randomID)
	if err != nil {
		return "", err
	}
	id := string(s.ev.ID)
	return id, d.write(ctx, id, actStart, changes...)
}

// started is an event that is about to begin.
type started struct {
	form   StartForm
	filled []string
	lang   string // of the title
	ev     event.Event
	today  string // at the event's place
	roles  []plan.Need
	shifts []plan.Shift
	plan.Beginning
}

// beginning works out what an event begins with.
func (d *Desk) beginning(ctx context.Context, form StartForm) (started, error) {
	form, own, err := d.readStart(form)
	if err != nil {
		return started{}, err
	}
	s := started{form: form}
	if err := s.fill(ctx, d, own); err != nil {
		return started{}, err
	}
	s.ev = s.document()
	if err := d.validate(ctx, s.ev); err != nil {
		return started{}, err
	}
	s.today = d.today(s.ev)
	s.Beginning = plan.Begin(d.pack(), s.ev, own, s.today)
	s.roles = s.Needs.Roles
	s.shifts = suggested(s.ev, s.roles, nil)
	for _, slot := range s.Needs.Order {
		s.ev.Programme = append(s.ev.Programme, event.ProgrammeItem{At: slot.At, Minutes: slot.Minutes, Title: event.Text{"en": slot.Title}})
	}
	return s, d.validate(ctx, s.ev)
}

// document is the event without its running order.
func (s started) document() event.Event {
	ev := event.Blank(s.form.Title, s.form.Date, s.form.Group)
	ev.Title = event.Text{s.lang: s.form.Title}
	ev.Start, ev.End, ev.Venue = s.form.Start, s.form.End, event.ReadPlace(s.form.Place)
	ev.Expected, ev.Languages = s.form.People, s.form.Languages
	ev.Activities = slices.DeleteFunc(slices.Clone(s.form.Activities), func(a string) bool { return a == StartOther })
	ev.Signup.Sheets = min(max((s.form.People+ev.Signup.Rows-1)/ev.Signup.Rows, 1), maxStartSheets)
	return ev.Normal()
}

// maxStartSheets is how many sign-up sheets an event begins with at most.
const maxStartSheets = 20

// changes are what is written when the event begins. What follows from the document, such
// as tasks, is not written.
func (s started) changes(randomID func() (string, error)) ([]store.Change, error) {
	fields, err := bornFields(s.ev, s.today)
	if err != nil {
		return nil, err
	}
	id := string(s.ev.ID)
	out := sets(entityEvent, id, fields)
	for _, x := range s.shifts {
		key, err := randomID()
		if err != nil {
			return nil, err
		}
		out = append(out, sets(entityShift, id+"/s-"+key, shiftFields(storedShift{Role: x.Role, Day: x.Day, From: x.From, To: x.To, Need: x.Need}))...)
	}
	act := riskAct(s.ev.ID)
	for _, r := range s.Needs.Risks {
		fields := riskFields(r)
		delete(fields, "owner") // nobody sees to it yet
		fields[fieldDeleted] = raw(false)
		act.set(r.ID, fields)
	}
	return slices.Concat(out, act.changes, thingChanges(s.ev.ID, s.Things)), nil
}

func (s started) preview() StartPreview {
	p := StartPreview{
		Form: s.form, Filled: orEmpty(s.filled), TitleLang: s.lang, Venue: s.ev.Venue, Crew: s.Needs.Crew, Notes: s.Notes,
		Tasks: s.taskLines(), Duties: []StartLine{}, Shifts: []StartLine{}, Risks: []StartLine{}, Questions: []StartLine{}, Programme: []StartLine{},
	}
	p.Kit, p.Care, p.Permissions = s.things(plan.ThingKit), s.things(plan.ThingCare), s.things(plan.ThingPermission)
	for _, x := range s.Duties {
		p.Duties = append(p.Duties, StartLine{Text: x.Title, When: x.Due, Basis: strings.Join(x.Sources, "; ")})
	}
	for _, x := range s.shifts {
		r := s.roles[slices.IndexFunc(s.roles, func(r plan.Need) bool { return r.ID == x.Role })]
		p.Shifts = append(p.Shifts, StartLine{Text: r.Name, When: x.From + "–" + x.To, Amount: fmt.Sprint(x.Need), Basis: r.Basis})
	}
	for _, r := range s.Needs.Risks {
		p.Risks = append(p.Risks, StartLine{Text: r.What, Basis: r.Basis})
	}
	for _, q := range s.Needs.Access {
		p.Questions = append(p.Questions, StartLine{Text: q.Text, Basis: q.Basis})
	}
	for _, slot := range s.Needs.Order {
		p.Programme = append(p.Programme, StartLine{Text: slot.Title, When: slot.At, Amount: fmt.Sprint(slot.Minutes), Basis: slot.Basis})
	}
	return p
}

// taskLines are the tasks by when they are best done, without those of law, and last what
// time leaves out.
func (s started) taskLines() []StartLine {
	out := []StartLine{}
	for _, t := range s.Schedule.Tasks {
		if !strings.HasPrefix(t.ID, dutyPrefix) {
			out = append(out, StartLine{Text: t.Title, When: t.By, Basis: plan.TaskBasis(t.ID, s.Duties)})
		}
	}
	last := deletionItem(s.ev)
	out = append(out, StartLine{Text: last.Title, When: last.Due, Basis: plan.OurDefault})
	const never = "9999"
	slices.SortStableFunc(out, func(a, b StartLine) int { return cmp.Compare(cmp.Or(a.When, never), cmp.Or(b.When, never)) })
	return out
}

func (s started) things(kind plan.ThingKind) []StartLine {
	out := []StartLine{}
	for _, t := range s.Things {
		if t.Kind == kind {
			out = append(out, StartLine{Text: t.What, Amount: t.Amount, Basis: t.Basis})
		}
	}
	return out
}

// checkStart refuses what the document would refuse later in other words.
func checkStart(f StartForm) error {
	if _, err := event.ParseDate(f.Date); err != nil {
		return fault.Invalidf("", "date: %v", err)
	}
	for _, t := range []struct{ field, clock string }{{"start", f.Start}, {"end", f.End}} {
		if _, err := time.Parse("15:04", t.clock); t.clock != "" && (err != nil || len(t.clock) != len("15:04")) {
			return fault.Invalidf("write it like 17:30", "%s: %q is not a time of day", t.field, t.clock)
		}
	}
	if f.People < 0 || f.People > maxStartPeople {
		return fault.Invalidf("", "people: write a number from 0 to %d", maxStartPeople)
	}
	return nil
}

// maxStartPeople is as many as an event's document takes.
const maxStartPeople = 100_000
