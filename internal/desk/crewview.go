package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/locale"
	"daykit/internal/domain/plan"
)

// Crew is who helps at an event and when, with what is amiss.
type Crew struct {
	Members   []CrewMember  `json:"members"`   // by name
	Shifts    []CrewShift   `json:"shifts"`    // the earliest first
	Warnings  []CrewWarning `json:"warnings"`  // clashes, then gaps in the order of the shifts
	Suggested []CrewShift   `json:"suggested"` // what the activities ask for and nobody has planned
	Roles     []CrewRole    `json:"roles"`     // that can be chosen: those of the activities, then others in use
}

// CrewMember is somebody who helps.
type CrewMember struct {
	ID            string   `json:"id"`
	Name          string   `json:"name"`
	Roles         []string `json:"roles"`
	RoleNames     []string `json:"role_names"`
	Languages     []string `json:"languages"`
	LanguageNames []string `json:"language_names"` // in English
	Contact       string   `json:"contact"`        // empty unless asked for by OpenCrew
	Shifts        int      `json:"shifts"`
	Minutes       int      `json:"minutes"` // that they help, time in two shifts at once counted once
}

// CrewShift is a shift, or one that is suggested.
type CrewShift struct {
	ID       string   `json:"id"`
	Role     string   `json:"role"`
	RoleName string   `json:"role_name"`
	Day      int      `json:"day"`
	Date     string   `json:"date"`
	From     string   `json:"from"`
	To       string   `json:"to"`
	Begins   int      `json:"begins"`  // minutes after midnight of its date
	Minutes  int      `json:"minutes"` // how long it is
	Need     int      `json:"need"`
	Who      []string `json:"who"`   // ids
	Basis    string   `json:"basis"` // of a suggested one: a source, or that it is our own default
}

// CrewRole is a role to choose.
type CrewRole struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Needed bool   `json:"needed"` // by the event's activities
}

// WarnClash is one person in two shifts at once; the other kinds of warnings are those of
// package plan.
const WarnClash = "clash"

// CrewWarning is something that is amiss. What does not belong to its kind is empty.
type CrewWarning struct {
	Kind         string `json:"kind"` // clash, nobody, few, role, language, alone, other or stranger
	Shift        string `json:"shift"`
	Other        string `json:"other"` // of a clash: the second shift
	Role         string `json:"role"`
	RoleName     string `json:"role_name"`
	OtherRole    string `json:"other_role"` // of a clash: the second shift's role, in words
	Language     string `json:"language"`
	LanguageName string `json:"language_name"` // in English
	Member       string `json:"member"`
	MemberName   string `json:"member_name"`
	Missing      int    `json:"missing"` // people
	Date         string `json:"date"`
	From         string `json:"from"`
	To           string `json:"to"`
	Words        string `json:"words"`  // in English, for the command
	Source       string `json:"source"` // of advice: where it comes from
}

// Crew shows who helps and when. It says of nobody how to reach them.
func (d *Desk) Crew(ctx context.Context, id string) (Crew, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return Crew{}, err
	}
	members, err := d.crewOf(ctx, ev)
	if err != nil {
		return Crew{}, err
	}
	r, err := d.roster(ctx, ev, members)
	if err != nil {
		return Crew{}, err
	}
	return d.crewView(ev, members, r)
}

// OpenCrew is Crew for whoever gets to see how to reach people: the audit trail says so,
// once an hour at most.
func (d *Desk) OpenCrew(ctx context.Context, id string) (Crew, error) {
	out, err := d.Crew(ctx, id)
	if err != nil {
		return out, err
	}
	ev, err := d.event(ctx, id)
	if err != nil {
		return out, err
	}
	members, err := d.crewOf(ctx, ev)
	if err != nil {
		return out, err
	}
	opened := false
	for i := range out.Members {
		out.Members[i].Contact = members[i].Contact
		opened = opened || members[i].Contact != ""
	}
	if !opened {
		return out, nil
	}
	return out, d.contactsOpened(ctx, string(ev.ID))
}

// roster is the crew as the plan sees it: contacts stay here.
func (d *Desk) roster(ctx context.Context, ev event.Event, members []member) (plan.Roster, error) {
	shifts, err := d.shiftsOf(ctx, ev)
	if err != nil {
		return plan.Roster{}, err
	}
	r := plan.Roster{Date: ev.Date, Timezone: ev.Timezone, Shifts: shifts, Members: []plan.Member{}}
	for _, m := range members {
		r.Members = append(r.Members, plan.Member{ID: m.id, Name: m.Name, Roles: m.Roles, Languages: m.Languages, Contact: entityCrew + "/" + m.id})
	}
	if len(shifts) > 0 { // before there is any, the suggestions say what is needed
		for _, n := range d.needed(ev) {
			r.Roles = append(r.Roles, n.ID)
		}
	}
	if len(members) > 0 {
		r.Languages = ev.Languages
	}
	return r, nil
}

// needed are the roles that the event's activities take.
func (d *Desk) needed(ev event.Event) []plan.Need {
	guests := cmp.Or(ev.Expected, ev.Capacity)
	return plan.NeedsOf(d.pack(), plan.Request{Activities: ev.Activities, Guests: guests, Start: ev.Start, End: ev.End}).Roles
}

// roleNames gives the names of all roles that the kit knows, by id.
func (d *Desk) roleNames() map[string]string {
	var all []string
	for _, a := range d.pack().Activities {
		all = append(all, a.ID)
	}
	out := map[string]string{}
	for _, n := range plan.NeedsOf(d.pack(), plan.Request{Activities: all}).Roles {
		out[n.ID] = n.Name
	}
	return out
}

// crewWords is a view of the crew in the making.
type crewWords struct {
	roles   map[string]string
	members map[string]string
	shifts  map[string]plan.Turn
	zone    *time.Location
}

// role is a role in words; one that the kit does not know is in somebody's own words.
func (w crewWords) role(id string) string { return cmp.Or(w.roles[id], id) }

func (d *Desk) crewView(ev event.Event, members []member, r plan.Roster) (Crew, error) {
	w := crewWords{roles: d.roleNames(), members: map[string]string{}, shifts: map[string]plan.Turn{}, zone: zone(ev)}
	turns, err := r.Turns()
	if err != nil {
		return Crew{}, fault.Wrap(err, fault.Damaged, "a shift in this workspace does not read back", "change its times")
	}
	hours, err := r.Hours()
	if err != nil {
		return Crew{}, err
	}
	for _, m := range members {
		w.members[m.id] = m.Name
	}
	for _, t := range turns {
		w.shifts[t.ID] = t
	}
	out := Crew{Members: []CrewMember{}, Shifts: []CrewShift{}, Suggested: []CrewShift{}}
	for _, m := range members {
		out.Members = append(out.Members, w.member(m, turns, hours[m.id]))
	}
	for _, t := range turns {
		out.Shifts = append(out.Shifts, w.shift(ev, t))
	}
	if out.Suggested, err = d.suggestions(ev, r, w); err != nil {
		return Crew{}, err
	}
	out.Roles = d.roleChoices(ev, members, turns, w)
	out.Warnings, err = w.warnings(r)
	return out, err
}

func (w crewWords) member(m member, turns []plan.Turn, helps time.Duration) CrewMember {
	out := CrewMember{
		ID: m.id, Name: m.Name, Roles: orEmpty(m.Roles), RoleNames: []string{}, Languages: orEmpty(m.Languages), LanguageNames: []string{},
		Minutes: int(helps.Minutes()),
	}
	for _, r := range m.Roles {
		out.RoleNames = append(out.RoleNames, w.role(r))
	}
	for _, l := range m.Languages {
		out.LanguageNames = append(out.LanguageNames, languageWords(l))
	}
	for _, t := range turns {
		if slices.Contains(t.Who, m.id) {
			out.Shifts++
		}
	}
	return out
}

func (w crewWords) shift(ev event.Event, t plan.Turn) CrewShift {
	date := event.AddDays(ev.Date, t.Day)
	at := t.Begins.In(w.zone)
	return CrewShift{
		ID: t.ID, Role: t.Role, RoleName: w.role(t.Role), Day: t.Day, Date: date, From: t.From, To: t.To,
		Begins: at.Hour()*60 + at.Minute(), Minutes: int(t.Ends.Sub(t.Begins).Minutes()), Need: t.Need, Who: orEmpty(t.Who),
	}
}

// suggestions are the suggested shifts, each with the basis of its role.
func (d *Desk) suggestions(ev event.Event, r plan.Roster, w crewWords) ([]CrewShift, error) {
	needs, basis := d.needed(ev), map[string]string{}
	for _, n := range needs {
		basis[n.ID] = n.Basis
	}
	turns, err := plan.Roster{Date: ev.Date, Timezone: ev.Timezone, Shifts: suggested(ev, needs, r.Shifts)}.Turns()
	if err != nil {
		return nil, fmt.Errorf("suggest shifts: %w", err)
	}
	out := []CrewShift{}
	for _, n := range needs { // in the order of the needs
		if i := slices.IndexFunc(turns, func(t plan.Turn) bool { return t.Role == n.ID }); i >= 0 {
			s := w.shift(ev, turns[i])
			s.Basis = basis[n.ID]
			out = append(out, s)
		}
	}
	return out, nil
}

func (d *Desk) roleChoices(ev event.Event, members []member, turns []plan.Turn, w crewWords) []CrewRole {
	out := []CrewRole{}
	add := func(id string, needed bool) {
		if !slices.ContainsFunc(out, func(r CrewRole) bool { return r.ID == id }) {
			out = append(out, CrewRole{ID: id, Name: w.role(id), Needed: needed})
		}
	}
	for _, n := range d.needed(ev) {
		add(n.ID, true)
	}
	for _, t := range turns {
		add(t.Role, false)
	}
	for _, m := range members {
		for _, r := range m.Roles {
			add(r, false)
		}
	}
	return out
}

func languageWords(tag string) string {
	if l, ok := locale.Lookup(tag); ok {
		return l.Name
	}
	return tag
}

// warnings are the clashes and gaps of a roster, in words.
func (w crewWords) warnings(r plan.Roster) ([]CrewWarning, error) {
	clashes, err := r.Clashes()
	if err != nil {
		return nil, err
	}
	gaps, err := r.Gaps()
	if err != nil {
		return nil, err
	}
	out := []CrewWarning{}
	for _, c := range clashes {
		if w.members[c.Member] != "" {
			out = append(out, w.clash(c))
		}
	}
	for _, g := range gaps {
		out = append(out, w.gap(g))
	}
	return out, nil
}

func (w crewWords) clash(c plan.Clash) CrewWarning {
	one, other := w.shifts[c.Shifts[0]], w.shifts[c.Shifts[1]]
	out := CrewWarning{
		Kind: WarnClash, Shift: one.ID, Other: other.ID, Role: one.Role, RoleName: w.role(one.Role), OtherRole: w.role(other.Role),
		Member: c.Member, MemberName: w.members[c.Member],
	}
	w.when(&out, c.From, c.To)
	out.Words = out.sentence()
	return out
}

func (w crewWords) gap(g plan.Gap) CrewWarning {
	out := CrewWarning{
		Kind: string(g.Kind), Shift: g.Shift, Role: g.Role, Language: g.Language, Member: g.Member,
		MemberName: w.members[g.Member], Missing: g.Missing,
	}
	if g.Role != "" {
		out.RoleName = w.role(g.Role)
	}
	if g.Language != "" {
		out.LanguageName = languageWords(g.Language)
	}
	if g.Kind == plan.GapAlone {
		out.Source = plan.AloneSource
	}
	if !g.From.IsZero() {
		w.when(&out, g.From, g.To)
	}
	out.Words = out.sentence()
	return out
}

func (w crewWords) when(out *CrewWarning, from, to time.Time) {
	from, to = from.In(w.zone), to.In(w.zone)
	out.Date, out.From, out.To = from.Format(time.DateOnly), from.Format("15:04"), to.Format("15:04")
}

// sentence says a warning in English.
func (c CrewWarning) sentence() string {
	span := c.Date + " " + c.From + " to " + c.To
	switch plan.GapKind(c.Kind) {
	case WarnClash:
		return fmt.Sprintf("%s is in two places from %s: %s and %s", c.MemberName, span, c.RoleName, c.OtherRole)
	case plan.GapNobody:
		return fmt.Sprintf("%s has nobody, %s: %d needed", c.RoleName, span, c.Missing)
	case plan.GapFew:
		return fmt.Sprintf("%s has too few, %s: %d more needed", c.RoleName, span, c.Missing)
	case plan.GapRole:
		return fmt.Sprintf("nobody is down for %s, which the activities need", c.RoleName)
	case plan.GapLanguage:
		return fmt.Sprintf("nobody in the crew speaks %s, a language of the event", c.LanguageName)
	case plan.GapAlone:
		return fmt.Sprintf("%s is alone, %s; sector guides advise against it", c.MemberName, span)
	case plan.GapOther:
		return fmt.Sprintf("%s is down for %s, and their roles say others", c.MemberName, c.RoleName)
	case plan.GapStranger:
		return strings.TrimSpace(c.RoleName + " is given to somebody who is not in the crew any more")
	}
	return c.Kind
}
