package desk

import (
	"context"

	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
)

// Choices gives the closed lists that forms offer.
func (d *Desk) Choices(context.Context) (Choices, error) {
	c := Choices{
		Languages: []LanguageTag{}, Access: []Choice{}, Activities: []ActivityItem{}, Themes: []ThemeItem{}, Objectives: []ObjectiveItem{},
		SignupFields: event.SignupFields(), SignupTicks: event.SignupTicks(),
		SignupStates: event.SignupStates(), SignupFood: []Choice{}, SignupAccess: []Choice{},
	}
	for _, l := range locale.Languages() {
		c.Languages = append(c.Languages, d.languageTags(d.pack(), publicKeys(d.pack(), event.AccessFeatures()), l.Tag)...)
	}
	for _, a := range event.AccessFeatures() {
		label, _ := d.pack().Phrase("access."+string(a), "en")
		c.Access = append(c.Access, Choice{ID: string(a), Label: label})
	}
	for _, id := range event.SignupFood() {
		label, _ := d.pack().Phrase("food."+id, "en")
		c.SignupFood = append(c.SignupFood, Choice{ID: id, Label: label})
	}
	for _, a := range event.SignupAccess() {
		label, _ := d.pack().Phrase("access."+string(a), "en")
		c.SignupAccess = append(c.SignupAccess, Choice{ID: string(a), Label: label})
	}
	for _, a := range d.pack().Activities {
		c.Activities = append(c.Activities, ActivityItem{ID: a.ID, Name: a.Name, Summary: a.Summary})
	}
	for _, t := range d.pack().Themes {
		c.Themes = append(c.Themes, ThemeItem{ID: t.ID, Text: t.Text, Hashtag: t.Hashtag, Issuer: t.Issuer, Year: t.Year})
	}
	for _, o := range d.pack().Objectives {
		c.Objectives = append(c.Objectives, ObjectiveItem{Number: o.Number, Title: o.Title})
	}
	return c, nil
}
