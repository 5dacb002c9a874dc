package desk

import (
	"context"
	"slices"
	"strings"

	"daykit/internal/data/sync"
	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/plan"
)

// readStart checks what a person said and finds activities and languages by their names.
// own is whether something is among it that no pack knows, or nothing at all.
func (d *Desk) readStart(f StartForm) (read StartForm, own bool, err error) {
	read = StartForm{
		Title: strings.TrimSpace(f.Title), Date: strings.TrimSpace(f.Date), Start: strings.TrimSpace(f.Start), End: strings.TrimSpace(f.End),
		Place: strings.TrimSpace(f.Place), People: f.People, Group: strings.TrimSpace(f.Group), Activities: []string{}, Languages: []string{},
	}
	if err := checkStart(read); err != nil {
		return read, false, err
	}
	for _, text := range f.Activities {
		id, err := activityNamed(d.pack(), text)
		if err != nil {
			return read, false, err
		}
		if !slices.Contains(read.Activities, id) {
			read.Activities = append(read.Activities, id)
		}
	}
	for _, text := range f.Languages {
		tag, err := readLanguage(text)
		if err != nil {
			return read, false, err
		}
		if !slices.Contains(read.Languages, tag) {
			read.Languages = append(read.Languages, tag)
		}
	}
	return read, len(read.Activities) == 0 || slices.Contains(read.Activities, StartOther), nil
}

// activityNamed finds an activity by its id, its name, or a word of these that no other
// has.
func activityNamed(pack *content.Pack, text string) (string, error) {
	text = strings.TrimSpace(text)
	if strings.EqualFold(text, StartOther) {
		return StartOther, nil
	}
	var found []string
	for _, a := range pack.Activities {
		if strings.EqualFold(a.ID, text) || strings.EqualFold(a.Name, text) {
			return a.ID, nil
		}
		words := append(strings.Split(a.ID, "-"), strings.Fields(strings.ToLower(a.Name))...)
		if slices.Contains(words, strings.ToLower(text)) {
			found = append(found, a.ID)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	var ids []string
	for _, a := range pack.Activities {
		ids = append(ids, a.ID)
	}
	hint := "choose of " + strings.Join(append(ids, StartOther), ", ")
	if len(found) > 1 {
		return "", fault.Invalidf(hint, "activities: %q may be %s", text, strings.Join(found, " or "))
	}
	return "", fault.Invalidf(hint, "activities: %q is none that the kit knows", text)
}

// fill offers what was left out: when such an event usually is, what to call it, and the
// group and the languages of the event before.
func (s *started) fill(ctx context.Context, d *Desk, own bool) error {
	f := &s.form
	offer := func(field string, to *string, with string) {
		if *to == "" && with != "" {
			*to = with
			s.filled = append(s.filled, field)
		}
	}
	group, languages, err := d.groupBefore(ctx)
	if err != nil {
		return err
	}
	offer("group", &f.Group, group)
	if len(f.Languages) == 0 {
		f.Languages = languages
		s.filled = append(s.filled, "languages")
	}
	start, end := plan.UsualTimes(d.pack(), plan.Request{Activities: f.Activities, Start: f.Start, End: f.End, Own: own})
	offer("start", &f.Start, start)
	offer("end", &f.End, end)
	title := ""
	if s.lang = f.Languages[0]; f.Title == "" { // what a person writes is in the event's first language
		title, s.lang = offeredTitle(d.pack(), *f)
	}
	offer("title", &f.Title, title)
	return nil
}

// titleWords are what a content pack says that a title can be made of.
type titleWords interface {
	Activity(id string) (content.Activity, bool)
	Phrase(key, lang string) (text, got string)
	PhraseState(key, lang string) content.State
}

// offeredTitle offers what to call an event, and says in which language: on the day itself
// the day's name in the event's first language, where a speaker has read that, and else
// what usualTitle offers.
func offeredTitle(pack titleWords, f StartForm) (title, lang string) {
	if lang = f.Languages[0]; lang != "en" && strings.HasSuffix(f.Date, "-12-18") && pack.PhraseState("day", lang) == content.Reviewed {
		title, _ = pack.Phrase("day", lang)
		return title, lang
	}
	return usualTitle(pack, f.Activities, event.ReadPlace(f.Place)), "en"
}

// usualTitle offers what to call an event, in English: what is done, and the town. The
// name of the venue is not in it, since a group may come to hide that.
func usualTitle(pack titleWords, activities []string, at event.Venue) string {
	var names []string
	for _, id := range activities {
		if a, ok := pack.Activity(id); ok {
			names = append(names, a.Name)
		}
	}
	title := "Get-together"
	switch len(names) {
	case 0:
	case 1:
		title = names[0]
	case 2:
		title = names[0] + ", " + lowerFirst(names[1])
	default:
		title = names[0] + " and more"
	}
	if at.Town != "" {
		title += " in " + at.Town
	}
	if r := []rune(title); len(r) > event.MaxTitle {
		title = string(r[:event.MaxTitle])
	}
	return title
}

func lowerFirst(s string) string {
	r := []rune(s)
	return strings.ToLower(string(r[:1])) + string(r[1:])
}

// groupBefore gives the group's name, as the campaign has it or the newest event that is
// not the sample, and that event's languages; English without any.
func (d *Desk) groupBefore(ctx context.Context) (group string, languages []string, err error) {
	evs, err := d.events(ctx)
	if err != nil {
		return "", nil, err
	}
	sample, err := sampleDocument()
	if err != nil {
		return "", nil, err
	}
	languages = []string{"en"}
	newest := ""
	for _, ev := range evs {
		if ev.Group != "" && ev.Group != sample.Group && ev.Date >= newest {
			group, languages, newest = ev.Group, ev.Languages, ev.Date
		}
	}
	m, err := sync.Membership(ctx, d.store)
	if m.Group != "" {
		group = m.Group
	}
	return group, languages, err
}
