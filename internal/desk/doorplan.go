package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/plan"
)

// What a group plans so that nobody comes to harm. None of it is ever on a public page, and
// what names people or lets somebody in is sealed and kept apart.
const (
	entityGuard  = "guard"       // quiet room, steps, and what is seen to; id: the event's
	entityPost   = "post"        // where somebody stands; id: EVENT/POST
	entityWatch  = "guardsecret" // code word and police contact; id: EVENT/door, and after an erasure EVENT/door/N
	entityCarer  = "carer"       // whom to turn to; id: EVENT/CARER
	guardSecrets = "door"
)

const actGuard = "guard"

// Limits of a door plan, in characters and entries.
const (
	MaxGuardSteps = 2000
	MaxGuardWords = 300
	MaxPosts      = 60
	MaxCarers     = 30
)

// storedGuard is what the log keeps of a door plan, besides a field for each advice.
type storedGuard struct {
	QuietRoom string `json:"quiet_room"`
	Steps     string `json:"steps"`
}

// storedPost is what the log keeps of a place. Who stands there is told by the ids of the
// crew, which say nothing by themselves.
type storedPost struct {
	Place   string   `json:"place"`
	What    string   `json:"what"`
	Crew    []string `json:"crew"`
	Deleted bool     `json:"deleted"`
}

// storedWatch is what only those at the door may know.
type storedWatch struct {
	CodeWord string `json:"code_word"`
	Police   string `json:"police"`
}

// storedCarer is what the log keeps of somebody to turn to.
type storedCarer struct {
	For     string `json:"for"`
	Name    string `json:"name"`
	Phone   string `json:"phone"`
	Deleted bool   `json:"deleted"`
}

// guardAdvice are the fields of what is seen to.
func guardAdvice() []string {
	var out []string
	for _, a := range plan.GuardAdvice() {
		out = append(out, adviceField(a.ID))
	}
	return out
}

func adviceField(id string) string { return "did_" + id }

// DoorPlan is what is planned so that nobody comes to harm.
type DoorPlan struct {
	Quiet  bool   `json:"quiet"`  // the address is given after signing up only
	Area   string `json:"area"`   // shown while it is
	Listed bool   `json:"listed"` // the event is on the public list of its town

	QuietRoom  string       `json:"quiet_room"`
	Steps      string       `json:"steps"`       // what to do when a hostile visitor comes, a line each
	OwnSteps   bool         `json:"own_steps"`   // the group wrote them
	StepsBasis string       `json:"steps_basis"` // where the built-in ones come from
	Advice     []DoorAdvice `json:"advice"`
	Posts      []DoorPost   `json:"posts"`
	Carers     []Carer      `json:"carers"`
	CareBasis  string       `json:"care_basis"`

	HasCodeWord bool   `json:"has_code_word"`
	HasPolice   bool   `json:"has_police"`
	CodeWord    string `json:"code_word"` // empty unless asked for by OpenDoorPlan
	Police      string `json:"police"`    // empty unless asked for by OpenDoorPlan
	CodeBasis   string `json:"code_basis"`

	Crew   []CrewChoice `json:"crew"`   // who can stand somewhere
	Locked bool         `json:"locked"` // names and secrets are, and are not here
}

// DoorAdvice is advice with whether the group has seen to it.
type DoorAdvice struct {
	plan.Advice

	Done bool `json:"done"`
}

// DoorPost is where somebody stands.
type DoorPost struct {
	ID    string   `json:"id"`
	Place string   `json:"place"`
	What  string   `json:"what"`  // they do there
	Crew  []string `json:"crew"`  // ids
	Names []string `json:"names"` // of them; empty while names are locked
	Alone bool     `json:"alone"` // one person stands there, which guides advise against
}

// Carer is somebody to turn to.
type Carer struct {
	ID    string `json:"id"`
	For   string `json:"for"` // one of plan.CareFor
	Name  string `json:"name"`
	Phone string `json:"phone"` // empty unless asked for by OpenDoorPlan
}

// CrewChoice is somebody of the crew.
type CrewChoice struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// DoorPlan gives the door plan of an event, without code word, phones and police contact.
func (d *Desk) DoorPlan(ctx context.Context, id string) (DoorPlan, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return DoorPlan{}, err
	}
	out, _, err := d.doorPlan(ctx, ev)
	for i := range out.Carers {
		out.Carers[i].Phone = ""
	}
	out.CodeWord, out.Police = "", ""
	return out, err
}

// OpenDoorPlan is DoorPlan with all that is sealed: the audit trail says so, once an hour at
// most.
func (d *Desk) OpenDoorPlan(ctx context.Context, id string) (DoorPlan, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return DoorPlan{}, err
	}
	if err := d.names(); err != nil {
		return DoorPlan{}, err
	}
	out, secret, err := d.doorPlan(ctx, ev)
	if err != nil || !secret {
		return out, err
	}
	return out, d.contactsOpened(ctx, string(ev.ID))
}

// doorPlan gathers a whole door plan, and says whether anything in it is secret.
func (d *Desk) doorPlan(ctx context.Context, ev event.Event) (DoorPlan, bool, error) {
	out := DoorPlan{
		Quiet: ev.Venue.HideAddress, Area: ev.Venue.PublicArea, Listed: ev.SignupPage.Listed,
		Advice: []DoorAdvice{}, Posts: []DoorPost{}, Carers: []Carer{}, Crew: []CrewChoice{},
		CareBasis: plan.CareSource, CodeBasis: plan.CodeWordSource, Locked: d.names() != nil,
	}
	for _, fill := range []func(context.Context, event.Event, *DoorPlan) error{d.fillGuard, d.fillCrew, d.fillPosts, d.fillSecrets, d.fillCarers} {
		if err := fill(ctx, ev, &out); err != nil {
			return DoorPlan{}, false, err
		}
	}
	out.HasCodeWord, out.HasPolice = out.CodeWord != "", out.Police != ""
	secret := out.HasCodeWord || out.HasPolice || slices.ContainsFunc(out.Carers, func(c Carer) bool { return c.Phone != "" })
	return out, secret, nil
}

func (d *Desk) fillGuard(ctx context.Context, ev event.Event, out *DoorPlan) error {
	fields, err := d.store.Entity(ctx, entityGuard, string(ev.ID))
	if err != nil {
		return err
	}
	var g storedGuard
	if err := decodeFields(fields, &g); err != nil {
		return err
	}
	steps, basis := plan.GuardSteps()
	out.QuietRoom, out.Steps, out.OwnSteps, out.StepsBasis = g.QuietRoom, cmp.Or(g.Steps, steps), g.Steps != "", basis
	for _, a := range plan.GuardAdvice() {
		out.Advice = append(out.Advice, DoorAdvice{Advice: a, Done: string(fields[adviceField(a.ID)]) == "true"})
	}
	return nil
}

func (d *Desk) fillCrew(ctx context.Context, ev event.Event, out *DoorPlan) error {
	if out.Locked {
		return nil
	}
	crew, err := d.crewOf(ctx, ev)
	for _, m := range crew {
		out.Crew = append(out.Crew, CrewChoice{m.id, m.Name})
	}
	return err
}

// fillPosts reads the places. Who was erased, or taken off the crew, stands nowhere.
func (d *Desk) fillPosts(ctx context.Context, ev event.Event, out *DoorPlan) error {
	rows, err := d.store.Entities(ctx, entityPost, string(ev.ID)+"/")
	if err != nil {
		return err
	}
	for _, r := range rows {
		var s storedPost
		if err := decodeFields(r.Fields, &s); err != nil {
			return err
		}
		if s.Deleted || s.Place == "" {
			continue
		}
		p := DoorPost{ID: strings.TrimPrefix(r.ID, string(ev.ID)+"/"), Place: s.Place, What: s.What, Crew: []string{}, Names: []string{}}
		for _, c := range out.Crew {
			if slices.Contains(s.Crew, c.ID) {
				p.Crew, p.Names = append(p.Crew, c.ID), append(p.Names, c.Name)
			}
		}
		p.Alone = len(p.Crew) == 1
		out.Posts = append(out.Posts, p)
	}
	slices.SortStableFunc(out.Posts, func(a, b DoorPost) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Place), strings.ToLower(b.Place)), strings.Compare(a.ID, b.ID))
	})
	return nil
}

func (d *Desk) fillSecrets(ctx context.Context, ev event.Event, out *DoorPlan) error {
	if out.Locked {
		return nil
	}
	base := string(ev.ID) + "/" + guardSecrets
	key, err := d.freshID(ctx, entityWatch, base)
	if err != nil {
		return err
	}
	fields, err := d.store.Entity(ctx, entityWatch, key)
	if fault.CodeOf(err) == fault.Locked { // a helper's laptop has no key for contacts
		return nil
	}
	if err != nil {
		return err
	}
	var s storedWatch
	err = decodeFields(fields, &s)
	out.CodeWord, out.Police = s.CodeWord, s.Police
	return err
}

func (d *Desk) fillCarers(ctx context.Context, ev event.Event, out *DoorPlan) error {
	if out.Locked {
		return nil
	}
	rows, err := d.store.Entities(ctx, entityCarer, string(ev.ID)+"/")
	if err != nil {
		return err
	}
	for _, r := range rows {
		var s storedCarer
		if err := decodeFields(r.Fields, &s); err != nil {
			return err
		}
		if !s.Deleted && s.Name != "" {
			out.Carers = append(out.Carers, Carer{strings.TrimPrefix(r.ID, string(ev.ID)+"/"), s.For, s.Name, s.Phone})
		}
	}
	slices.SortStableFunc(out.Carers, func(a, b Carer) int {
		return cmp.Or(slices.Index(plan.CareFor(), a.For)-slices.Index(plan.CareFor(), b.For), strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), strings.Compare(a.ID, b.ID))
	})
	return nil
}
