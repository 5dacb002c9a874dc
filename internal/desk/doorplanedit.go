package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"daykit/internal/data/store"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/plan"
)

// DoorPlanChange changes some of a door plan; nil leaves a part as it is.
type DoorPlanChange struct {
	QuietRoom *string `json:"quiet_room"`
	Steps     *string `json:"steps"` // a line each; empty for the built-in ones
	CodeWord  *string `json:"code_word"`
	Police    *string `json:"police"`
}

// PostForm is a place as a person writes it.
type PostForm struct {
	Place string   `json:"place"`
	What  string   `json:"what"`
	Crew  []string `json:"crew"` // ids or names
}

// CarerForm is somebody to turn to, as a person writes it.
type CarerForm struct {
	For   string `json:"for"`
	Name  string `json:"name"`
	Phone string `json:"phone"`
}

// ChangeDoorPlan changes what a door plan says besides its places, as one act. What is as
// before is not written.
func (d *Desk) ChangeDoorPlan(ctx context.Context, id string, c DoorPlanChange) (DoorPlan, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return DoorPlan{}, err
	}
	for _, part := range []struct {
		field string
		text  *string
		most  int
	}{{"quiet room", c.QuietRoom, MaxGuardWords}, {"steps", c.Steps, MaxGuardSteps}, {"code word", c.CodeWord, MaxGuardWords}, {"police", c.Police, MaxGuardWords}} {
		if part.text != nil && !shortText(*part.text, part.most) {
			return DoorPlan{}, fault.Invalidf("", "%s: at most %d characters", part.field, part.most)
		}
	}
	if steps, _ := plan.GuardSteps(); c.Steps != nil && strings.TrimSpace(*c.Steps) == steps {
		c.Steps = new("") // the built-in ones, which a newer Daykit may say better
	}
	var changes []store.Change
	if changes, err = d.guardChange(ctx, entityGuard, string(ev.ID), map[string]*string{"quiet_room": c.QuietRoom, "steps": c.Steps}); err != nil {
		return DoorPlan{}, err
	}
	if c.CodeWord != nil || c.Police != nil {
		if err := d.names(); err != nil {
			return DoorPlan{}, err
		}
		key, err := d.freshID(ctx, entityWatch, string(ev.ID)+"/"+guardSecrets)
		if err != nil {
			return DoorPlan{}, err
		}
		secret, err := d.guardChange(ctx, entityWatch, key, map[string]*string{"code_word": c.CodeWord, "police": c.Police})
		if err != nil {
			return DoorPlan{}, err
		}
		changes = append(changes, secret...)
	}
	return d.setGuard(ctx, ev, changes)
}

// guardChange are the writes of texts that differ from those that an entity has; nil leaves
// one as it is, and one that was never written is empty.
func (d *Desk) guardChange(ctx context.Context, entity, id string, texts map[string]*string) ([]store.Change, error) {
	was, err := d.store.Entity(ctx, entity, id)
	if err != nil {
		return nil, err
	}
	fields := map[string]json.RawMessage{}
	for f, text := range texts {
		if text == nil {
			continue
		}
		next := raw(strings.TrimSpace(*text))
		if before := was[f]; string(next) != string(before) && (before != nil || string(next) != `""`) {
			fields[f] = next
		}
	}
	return setsAny(entity, id, fields), nil
}

// SetAdvice says that the group has seen to an advice of the door plan, or has not.
func (d *Desk) SetAdvice(ctx context.Context, id, advice string, done bool) (DoorPlan, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return DoorPlan{}, err
	}
	if !slices.ContainsFunc(plan.GuardAdvice(), func(a plan.Advice) bool { return a.ID == advice }) {
		return DoorPlan{}, fault.New(fault.NotFound, fmt.Sprintf("there is no advice %q", advice), "`daykit safety EVENT` lists what there is")
	}
	was, err := d.store.Entity(ctx, entityGuard, string(ev.ID))
	if field := adviceField(advice); err == nil && (string(was[field]) == "true") != done {
		return d.setGuard(ctx, ev, sets(entityGuard, string(ev.ID), map[string]json.RawMessage{field: raw(done)}))
	}
	if err != nil {
		return DoorPlan{}, err
	}
	return d.DoorPlan(ctx, id)
}

// SetQuiet says whether the address is given after signing up only, and the area that is
// shown while it is. It holds for everything that is printed and published from then on.
func (d *Desk) SetQuiet(ctx context.Context, id string, quiet bool, area string) (DoorPlan, error) {
	patch, err := json.Marshal(map[string]any{"venue": map[string]any{"hide_address": quiet, "public_area": strings.TrimSpace(area)}})
	if err != nil {
		return DoorPlan{}, fmt.Errorf("encode a change: %w", err)
	}
	if _, err := d.Edit(ctx, id, patch); err != nil {
		return DoorPlan{}, err
	}
	return d.DoorPlan(ctx, id)
}

// SavePost adds a place to the door plan, or with an id changes it. Who stands there is
// named by id or name.
func (d *Desk) SavePost(ctx context.Context, id, post string, form PostForm) (DoorPlan, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return DoorPlan{}, err
	}
	form.Place, form.What = strings.TrimSpace(form.Place), strings.TrimSpace(form.What)
	if form.Place == "" || !shortText(form.Place, MaxGuardWords) || !shortText(form.What, MaxGuardWords) {
		return DoorPlan{}, fault.Invalidf("", "place: write where somebody stands, in at most %d characters", MaxGuardWords)
	}
	crew := []string{}
	for _, who := range form.Crew {
		member, err := d.MemberNamed(ctx, id, who)
		if err != nil {
			return DoorPlan{}, err
		}
		if !slices.Contains(crew, member) {
			crew = append(crew, member)
		}
	}
	have, err := d.DoorPlan(ctx, id)
	if err != nil {
		return DoorPlan{}, err
	}
	fields := map[string]json.RawMessage{"place": raw(form.Place), "what": raw(form.What), "crew": raw(crew)}
	if post == "" {
		if len(have.Posts) >= MaxPosts {
			return DoorPlan{}, fault.Invalidf("take one off first", "a door plan has at most %d places", MaxPosts)
		}
		key, err := d.randomID()
		if err != nil {
			return DoorPlan{}, err
		}
		post = "p-" + key
	} else if fields, err = have.postChange(post, fields); err != nil {
		return DoorPlan{}, err
	}
	return d.setGuard(ctx, ev, setsAny(entityPost, string(ev.ID)+"/"+post, fields))
}

// postChange keeps what differs from the place as it is.
func (p DoorPlan) postChange(post string, after map[string]json.RawMessage) (map[string]json.RawMessage, error) {
	i := slices.IndexFunc(p.Posts, func(x DoorPost) bool { return x.ID == post })
	if i < 0 {
		return nil, fault.New(fault.NotFound, "that place is not on the door plan any more", "`daykit safety EVENT` lists them")
	}
	was := p.Posts[i]
	return differ(map[string]json.RawMessage{"place": raw(was.Place), "what": raw(was.What), "crew": raw(was.Crew)}, after), nil
}

// DropPost takes a place off the door plan. It can be undone.
func (d *Desk) DropPost(ctx context.Context, id, post string) (DoorPlan, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return DoorPlan{}, err
	}
	have, err := d.DoorPlan(ctx, id)
	if err != nil {
		return DoorPlan{}, err
	}
	if _, err := have.postChange(post, nil); err != nil {
		return DoorPlan{}, err
	}
	return d.setGuard(ctx, ev, sets(entityPost, string(ev.ID)+"/"+post, map[string]json.RawMessage{fieldDeleted: raw(true)}))
}

// SaveCarer adds somebody to turn to, or with an id changes what is known of them.
func (d *Desk) SaveCarer(ctx context.Context, id, carer string, form CarerForm) (DoorPlan, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return DoorPlan{}, err
	}
	if err := d.names(); err != nil {
		return DoorPlan{}, err
	}
	form.Name, form.Phone = strings.TrimSpace(form.Name), strings.TrimSpace(form.Phone)
	switch {
	case form.Name == "" || !shortText(form.Name, MaxCrewWords) || !shortText(form.Phone, MaxCrewWords):
		return DoorPlan{}, fault.Invalidf("", "name: write whom to turn to, in at most %d characters", MaxCrewWords)
	case !slices.Contains(plan.CareFor(), form.For):
		return DoorPlan{}, fault.Invalidf("use one of "+strings.Join(plan.CareFor(), ", "), "for: a care contact is not for %q", form.For)
	}
	have, _, err := d.doorPlan(ctx, ev)
	if err != nil {
		return DoorPlan{}, err
	}
	fields := map[string]json.RawMessage{"for": raw(form.For), "name": raw(form.Name), "phone": raw(form.Phone)}
	if carer != "" {
		i := slices.IndexFunc(have.Carers, func(c Carer) bool { return c.ID == carer })
		if i < 0 {
			return DoorPlan{}, noCarer()
		}
		was := have.Carers[i]
		fields = differ(map[string]json.RawMessage{"for": raw(was.For), "name": raw(was.Name), "phone": raw(was.Phone)}, fields)
		return d.setGuard(ctx, ev, setsAny(entityCarer, string(ev.ID)+"/"+carer, fields))
	}
	if len(have.Carers) >= MaxCarers {
		return DoorPlan{}, fault.Invalidf("take one off first", "an event has at most %d care contacts", MaxCarers)
	}
	key, err := d.randomID()
	if err != nil {
		return DoorPlan{}, err
	}
	return d.setGuard(ctx, ev, sets(entityCarer, string(ev.ID)+"/a-"+key, fields))
}

func noCarer() error {
	return fault.New(fault.NotFound, "that care contact is not on the list any more", "`daykit safety EVENT` lists them")
}

// DropCarer takes a care contact off the list. It can be undone.
func (d *Desk) DropCarer(ctx context.Context, id, carer string) (DoorPlan, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return DoorPlan{}, err
	}
	have, _, err := d.doorPlan(ctx, ev)
	if err != nil {
		return DoorPlan{}, err
	}
	if !slices.ContainsFunc(have.Carers, func(c Carer) bool { return c.ID == carer }) {
		return DoorPlan{}, noCarer()
	}
	return d.setGuard(ctx, ev, sets(entityCarer, string(ev.ID)+"/"+carer, map[string]json.RawMessage{fieldDeleted: raw(true)}))
}

// setsAny is sets, and nothing where no field is to be set.
func setsAny(entity, id string, fields map[string]json.RawMessage) []store.Change {
	if len(fields) == 0 {
		return nil
	}
	return sets(entity, id, fields)
}

func (d *Desk) setGuard(ctx context.Context, ev event.Event, changes []store.Change) (DoorPlan, error) {
	if len(changes) > 0 {
		if err := d.write(ctx, string(ev.ID), actGuard, changes...); err != nil {
			return DoorPlan{}, err
		}
	}
	return d.DoorPlan(ctx, string(ev.ID))
}
