package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"daykit/internal/domain/fault"
	"daykit/internal/domain/plan"
)

// entityTemplate is an event that the group saved to begin others with; id: its own. Each
// part is a field of its own, so that two laptops can change different ones. All of it is
// work: no template has a name or a contact in it.
const entityTemplate = "template"

// Labels of acts.
const (
	actTemplate     = "template"
	actTemplateDrop = "template.drop"
)

// MaxTemplates is how many templates a group can have.
const MaxTemplates = 100

// TemplateCard is a template at a glance.
type TemplateCard struct {
	ID         string   `json:"id"`
	Name       string   `json:"name"`
	From       string   `json:"from"` // day of the event that it was taken from
	Activities []string `json:"activities"`
	Tasks      int      `json:"tasks"` // that the group changed or added
	Shifts     int      `json:"shifts"`
	Money      int      `json:"money"`
	Risks      int      `json:"risks"`
}

// Templates lists the templates of the group by name.
func (d *Desk) Templates(ctx context.Context) ([]TemplateCard, error) {
	rows, err := d.store.Entities(ctx, entityTemplate, "")
	if err != nil {
		return nil, err
	}
	out := []TemplateCard{}
	for _, r := range rows {
		o, err := outlineFrom(r.Fields)
		if err != nil || o.Name == "" {
			continue // dropped, taken back, or of a newer program
		}
		ev, _ := o.Document("2000-01-01", "")
		out = append(out, TemplateCard{
			ID: r.ID, Name: o.Name, From: o.From, Activities: orEmpty(ev.Activities),
			Tasks: len(o.Tasks), Shifts: len(o.Shifts), Money: len(o.Money), Risks: len(o.Risks),
		})
	}
	slices.SortStableFunc(out, func(a, b TemplateCard) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), strings.Compare(a.ID, b.ID))
	})
	return out, nil
}

// SaveTemplate saves an event as a template, by the rules of CopyWith, and gives its id.
func (d *Desk) SaveTemplate(ctx context.Context, id, name string) (string, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return "", err
	}
	o, err := d.outlineOf(ctx, ev)
	if err != nil {
		return "", err
	}
	o.Name = name
	return d.addTemplate(ctx, o.Outline)
}

func (d *Desk) addTemplate(ctx context.Context, o plan.Outline) (string, error) {
	name, err := d.templateName(ctx, "", o.Name)
	if err != nil {
		return "", err
	}
	o.Name = name
	if err := o.Check(); err != nil {
		return "", err
	}
	var file strings.Builder
	if err := o.Encode(&file); err != nil {
		return "", err
	}
	if file.Len() > plan.MaxOutline {
		return "", fault.Invalidf("take some lines off the event first", "the template is larger than %d kB", plan.MaxOutline>>10)
	}
	fields, err := outlineFields(o)
	if err != nil {
		return "", err
	}
	key, err := d.randomID()
	if err != nil {
		return "", err
	}
	id := "template-" + key
	fields[fieldDeleted] = raw(false)
	return id, d.write(ctx, id, actTemplate, sets(entityTemplate, id, fields)...)
}

// templateName checks a name: no two templates have the same.
func (d *Desk) templateName(ctx context.Context, id, name string) (string, error) {
	name = strings.TrimSpace(name)
	if name == "" || !shortText(name, plan.MaxOutlineName) {
		return "", fault.Invalidf("", "name: write what to call the template, in at most %d characters", plan.MaxOutlineName)
	}
	all, err := d.Templates(ctx)
	if err != nil {
		return "", err
	}
	if id == "" && len(all) >= MaxTemplates {
		return "", fault.Invalidf("drop some first", "a group has at most %d templates", MaxTemplates)
	}
	if slices.ContainsFunc(all, func(t TemplateCard) bool { return t.ID != id && strings.EqualFold(t.Name, name) }) {
		return "", fault.New(fault.Conflict, fmt.Sprintf("there is a template called %q already", name), "choose another name, or drop the other one")
	}
	return name, nil
}

// NewFromTemplate adds an event from a template, named by its id or its name, as CopyWith
// does. A template has no voices, and the title of the event that it was taken from unless
// another is given.
func (d *Desk) NewFromTemplate(ctx context.Context, template string, c CopyChoice) (Copied, error) {
	_, o, err := d.template(ctx, template)
	if err != nil {
		return Copied{}, err
	}
	return d.place(ctx, &outlining{Outline: o}, c)
}

// RenameTemplate gives a template another name.
func (d *Desk) RenameTemplate(ctx context.Context, template, name string) error {
	id, o, err := d.template(ctx, template)
	if err != nil {
		return err
	}
	if name, err = d.templateName(ctx, id, name); err != nil || name == o.Name {
		return err
	}
	return d.write(ctx, id, actTemplate, sets(entityTemplate, id, map[string]json.RawMessage{"name": raw(name)})...)
}

// DropTemplate takes a template off the list. RestoreTemplate takes that back.
func (d *Desk) DropTemplate(ctx context.Context, template string) error {
	id, _, err := d.template(ctx, template)
	if err != nil {
		return err
	}
	return d.write(ctx, id, actTemplateDrop, sets(entityTemplate, id, map[string]json.RawMessage{fieldDeleted: raw(true)})...)
}

// RestoreTemplate puts a dropped template back on the list, by its id.
func (d *Desk) RestoreTemplate(ctx context.Context, id string) error {
	fields, err := d.store.Entity(ctx, entityTemplate, id)
	if err != nil {
		return err
	}
	if len(fields) == 0 {
		return noTemplate(id)
	}
	return d.write(ctx, id, actTemplate, sets(entityTemplate, id, map[string]json.RawMessage{fieldDeleted: raw(false)})...)
}

// template finds a template by its id or its name, in any case of letters.
func (d *Desk) template(ctx context.Context, template string) (string, plan.Outline, error) {
	all, err := d.Templates(ctx)
	if err != nil {
		return "", plan.Outline{}, err
	}
	for _, t := range all {
		if t.ID == template || strings.EqualFold(t.Name, strings.TrimSpace(template)) {
			fields, err := d.store.Entity(ctx, entityTemplate, t.ID)
			if err != nil {
				return "", plan.Outline{}, err
			}
			o, err := outlineFrom(fields)
			return t.ID, o, err
		}
	}
	return "", plan.Outline{}, noTemplate(template)
}

func noTemplate(template string) error {
	return fault.New(fault.NotFound, fmt.Sprintf("there is no template %q", template), "`daykit template list` lists them")
}

// SaveTemplateFile writes a template into the file at path, as ImportTemplate reads it.
func (d *Desk) SaveTemplateFile(ctx context.Context, template, path string) (Saved, error) {
	_, o, err := d.template(ctx, template)
	if err != nil {
		return Saved{}, err
	}
	return Saved{File: path, Kind: entityTemplate, Problems: []Problem{}}, SaveFile(path, o.Encode)
}

// ImportTemplate takes in the template of a file, which another group may have made, and
// gives its id. Its name gets a number where there is one of that name.
func (d *Desk) ImportTemplate(ctx context.Context, path string) (string, error) {
	b, err := readInput(path, plan.MaxOutline, "`daykit template export` writes such files")
	if err != nil {
		return "", err
	}
	o, err := plan.DecodeOutline(strings.NewReader(string(b)))
	if err != nil {
		return "", err
	}
	name := cmp.Or(strings.TrimSpace(o.Name), strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)))
	for n := 1; n <= MaxTemplates; n++ {
		o.Name = name
		if n > 1 {
			o.Name = fmt.Sprintf("%s (%d)", name, n)
		}
		id, err := d.addTemplate(ctx, o)
		if fault.CodeOf(err) != fault.Conflict {
			return id, err
		}
	}
	return "", fault.New(fault.Conflict, fmt.Sprintf("there are too many templates called %q", name), "drop some first")
}

// outlineFields splits an outline into the fields that the log keeps apart.
func outlineFields(o plan.Outline) (map[string]json.RawMessage, error) {
	b, err := json.Marshal(o)
	if err != nil {
		return nil, fmt.Errorf("encode template: %w", err)
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(b, &fields); err != nil {
		return nil, fmt.Errorf("split template: %w", err)
	}
	delete(fields, "schema")
	return fields, nil
}

// outlineFrom joins the fields of a template. One that was dropped has no name.
func outlineFrom(fields map[string]json.RawMessage) (plan.Outline, error) {
	if is := string(fields[fieldDeleted]); is == "true" || fields["event"] == nil {
		return plan.Outline{}, nil
	}
	var o plan.Outline
	if err := decodeFields(fields, &o); err != nil {
		return o, err
	}
	o.Schema = plan.OutlineSchema
	return o, o.Check()
}

// templateParts are the fields of a template.
func templateParts() []string {
	return []string{"name", "from", "event", "nation", "tasks", "shifts", "money", "risks", "venue", "packing", "phrases", "posts", "guard", fieldDeleted}
}
