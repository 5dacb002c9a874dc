package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"daykit/internal/data/store"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/locale"
)

// The entities of those who help. Who takes a shift is an entity of its own, so that two
// laptops may give one shift to two people at once and nobody is lost.
const (
	entityCrew  = "crew"  // id: EVENT/MEMBER
	entityShift = "shift" // id: EVENT/SHIFT
	entityTurn  = "turn"  // id: EVENT/SHIFT/MEMBER

	fieldOn = "on"
)

// Labels of acts.
const (
	actCrew  = "crew"
	actShift = "shift"
	actTurn  = "turn"
)

// Limits of the crew.
const (
	MaxCrewWords = 200 // characters of a name or a contact
	MaxRoleWords = 80  // characters of a role
	MaxShiftDays = 60  // days before or after the day of the event
	MaxShiftNeed = 200 // people in one shift
	maxCrewList  = 30  // roles or languages of one person
)

// MemberInput is what is known of somebody who helps.
type MemberInput struct {
	Name      string   `json:"name"`
	Roles     []string `json:"roles"`     // ids, or roles in words of one's own
	Languages []string `json:"languages"` // tags of package locale, or names of languages
	Contact   string   `json:"contact"`   // how to reach them; sealed
}

// storedMember is what the log keeps of somebody in the crew.
type storedMember struct {
	Name      string   `json:"name"`
	Roles     []string `json:"roles"`
	Languages []string `json:"languages"`
	Contact   string   `json:"contact"`
	Deleted   bool     `json:"deleted"`
}

// storedTurn says whether somebody takes a shift.
type storedTurn struct {
	On bool `json:"on"`
}

// member is somebody in the crew under their id.
type member struct {
	id string
	storedMember
}

// crewOf reads who is in the crew, by name. It is a fault.Locked while names are.
func (d *Desk) crewOf(ctx context.Context, ev event.Event) ([]member, error) {
	if err := d.names(); err != nil {
		return nil, err
	}
	rows, err := d.store.Entities(ctx, entityCrew, string(ev.ID)+"/")
	if err != nil {
		return nil, err
	}
	out := []member{}
	for _, r := range rows {
		m := member{id: strings.TrimPrefix(r.ID, string(ev.ID)+"/")}
		if err := decodeFields(r.Fields, &m.storedMember); err != nil {
			return nil, err
		}
		if !m.Deleted && m.Name != "" { // without a name its making was taken back
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(a, b member) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), strings.Compare(a.id, b.id))
	})
	return out, nil
}

// AddMember takes somebody into the crew and gives their id.
func (d *Desk) AddMember(ctx context.Context, id string, in MemberInput) (string, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return "", err
	}
	if err := d.names(); err != nil {
		return "", err
	}
	next, err := d.readMember(in)
	if err != nil {
		return "", err
	}
	key, err := d.randomID()
	if err != nil {
		return "", err
	}
	who := "c-" + key
	return who, d.write(ctx, string(ev.ID), actCrew, memberChanges(ev, who, storedMember{}, next)...)
}

// EditMember changes what is known of somebody in the crew; what is as before is not
// written, so that what another laptop changed meanwhile stays.
func (d *Desk) EditMember(ctx context.Context, id, who string, in MemberInput) error {
	ev, m, err := d.memberAt(ctx, id, who)
	if err != nil {
		return err
	}
	next, err := d.readMember(in)
	if err != nil {
		return err
	}
	changes := memberChanges(ev, m.id, m.storedMember, next)
	if len(changes) == 0 {
		return nil
	}
	return d.write(ctx, string(ev.ID), actCrew, changes...)
}

// DropMember takes somebody off the crew's list and out of their shifts. It can be
// undone; EraseGuest takes them away for good.
func (d *Desk) DropMember(ctx context.Context, id, who string) error {
	ev, m, err := d.memberAt(ctx, id, who)
	if err != nil {
		return err
	}
	changes := sets(entityCrew, string(ev.ID)+"/"+m.id, map[string]json.RawMessage{fieldDeleted: raw(true)})
	shifts, err := d.shiftsOf(ctx, ev)
	if err != nil {
		return err
	}
	for _, s := range shifts {
		if slices.Contains(s.Who, m.id) {
			changes = append(changes, turnChange(ev, s.ID, m.id, false)...)
		}
	}
	return d.write(ctx, string(ev.ID), actCrew, changes...)
}

// MemberInputOf is what is known of somebody now, to begin a change with.
func (d *Desk) MemberInputOf(ctx context.Context, id, who string) (MemberInput, error) {
	_, m, err := d.memberAt(ctx, id, who)
	return MemberInput{Name: m.Name, Roles: orEmpty(m.Roles), Languages: orEmpty(m.Languages), Contact: m.Contact}, err
}

// MemberNamed finds the id of somebody in the crew by their id or their name, in any
// case of letters. Two of one name are a fault.Conflict: then only an id will do. No error
// says the name, since errors are written into logs.
func (d *Desk) MemberNamed(ctx context.Context, id, name string) (string, error) {
	_, m, err := d.memberAt(ctx, id, name)
	return m.id, err
}

func (d *Desk) memberAt(ctx context.Context, id, who string) (event.Event, member, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return ev, member{}, err
	}
	all, err := d.crewOf(ctx, ev)
	if err != nil {
		return ev, member{}, err
	}
	var found []member
	for _, m := range all {
		if m.id == who {
			return ev, m, nil
		}
		if strings.EqualFold(m.Name, strings.TrimSpace(who)) {
			found = append(found, m)
		}
	}
	switch len(found) {
	case 0:
		return ev, member{}, fault.New(fault.NotFound, "nobody in the crew is called that", "`daykit crew EVENT` lists them")
	case 1:
		return ev, found[0], nil
	}
	return ev, member{}, fault.New(fault.Conflict, fmt.Sprintf("%d people in the crew are called that", len(found)), "use the id from `daykit crew EVENT`")
}

// memberChanges are the writes that turn old into next.
func memberChanges(ev event.Event, who string, old, next storedMember) []store.Change {
	changed := map[string]json.RawMessage{}
	if next.Name != old.Name {
		changed["name"] = raw(next.Name)
	}
	if !slices.Equal(next.Roles, old.Roles) {
		changed["roles"] = raw(next.Roles)
	}
	if !slices.Equal(next.Languages, old.Languages) {
		changed["languages"] = raw(next.Languages)
	}
	if next.Contact != old.Contact {
		changed["contact"] = raw(next.Contact)
	}
	return sets(entityCrew, string(ev.ID)+"/"+who, changed)
}

// readMember checks what a person wrote.
func (d *Desk) readMember(in MemberInput) (storedMember, error) {
	out := storedMember{Name: strings.TrimSpace(in.Name), Contact: strings.TrimSpace(in.Contact), Roles: []string{}, Languages: []string{}}
	switch {
	case out.Name == "" || len([]rune(out.Name)) > MaxCrewWords:
		return out, fault.Invalidf("", "name: write what to call them, in at most %d characters", MaxCrewWords)
	case len([]rune(out.Contact)) > MaxCrewWords:
		return out, fault.Invalidf("", "contact: write at most %d characters", MaxCrewWords)
	case len(in.Roles) > maxCrewList || len(in.Languages) > maxCrewList:
		return out, fault.Invalidf("", "roles: at most %d roles and as many languages", maxCrewList)
	}
	for _, r := range in.Roles {
		role, err := d.readRole(r)
		if err != nil {
			return out, err
		}
		if !slices.Contains(out.Roles, role) {
			out.Roles = append(out.Roles, role)
		}
	}
	for _, l := range in.Languages {
		tag, err := readLanguage(l)
		if err != nil {
			return out, err
		}
		if !slices.Contains(out.Languages, tag) {
			out.Languages = append(out.Languages, tag)
		}
	}
	return out, nil
}

// readRole finds the id of a role by it or by its name; others are kept as they are
// written.
func (d *Desk) readRole(text string) (string, error) {
	text = strings.TrimSpace(text)
	if text == "" || len([]rune(text)) > MaxRoleWords {
		return "", fault.Invalidf("", "role: write what they do, in at most %d characters", MaxRoleWords)
	}
	for id, name := range d.roleNames() {
		if strings.EqualFold(text, id) || strings.EqualFold(text, name) {
			return id, nil
		}
	}
	return text, nil
}

func readLanguage(text string) (string, error) {
	text = strings.TrimSpace(text)
	if l, ok := locale.Lookup(text); ok {
		return l.Tag, nil
	}
	if l, ok := locale.Named(text); ok {
		return l.Tag, nil
	}
	return "", fault.Invalidf("write it as so or Somali", "languages: %q is not a language that Daykit knows", text)
}

func orEmpty(list []string) []string { return append([]string{}, list...) }
