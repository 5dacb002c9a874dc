package desk

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
	"daykit/internal/domain/plan"
	"daykit/internal/page/layout"
)

// planPages sets the whole plan of the event for the wall and the folder. It names who
// does what, and says nobody's contact and not who holds the key. While the address is
// hidden it says the area alone. Money is on it as sums, and only when asked for.
func (j *job) planPages(ctx context.Context) error {
	j.noCode()
	_, said := j.words.Phrase(layout.PhrasePlan, j.langs[0])
	sheet := planPages{job: j, said: said}
	for _, add := range []func(context.Context) error{
		sheet.glance, sheet.tasks, sheet.duties, sheet.programme, sheet.shifts, sheet.venue, sheet.packing, sheet.money,
	} {
		if err := add(ctx); err != nil {
			return err
		}
	}
	j.add(j.s.PlanSheet(layout.PlanInput{Event: j.ev, Lang: j.langs[0], Phrases: j.words, On: j.d.today(j.ev), Sections: sheet.parts}))
	return nil
}

type planPages struct {
	*job

	said  string // the language of the kit's own words; a page has one
	parts []layout.PlanSection
}

func (p *planPages) part(key string, groups ...layout.PlanGroup) {
	p.parts = append(p.parts, layout.PlanSection{Key: key, Groups: groups})
}

// named takes down that a page names somebody.
func (p *planPages) named(who string) string {
	p.out.people = p.out.people || who != ""
	return who
}

// glance is the event on half a page.
func (p *planPages) glance(context.Context) error {
	ev := p.ev
	var rows []layout.PlanRow
	add := func(key, what string) {
		if what != "" {
			rows = append(rows, layout.PlanRow{Key: key, What: what})
		}
	}
	add("group", ev.Group)
	rows = append(rows, layout.PlanRow{Key: "when", Date: ev.Date, From: ev.Start, To: ev.End})
	add("where", ev.Venue.Place())
	var langs, access []string
	for _, tag := range ev.Languages {
		langs = append(langs, languageWords(tag))
	}
	for _, a := range ev.Venue.Access {
		label, _ := p.words.Phrase(layout.PhraseAccess+"."+string(a), p.said)
		access = append(access, label)
	}
	add("languages", strings.Join(langs, ", "))
	add("people", unlessNone(ev.Expected))
	add("room", unlessNone(ev.Capacity))
	add("activities", p.d.activityNames(ev.Activities))
	add("access", strings.Join(access, ", "))
	p.part("glance", layout.PlanGroup{Rows: rows})
	return nil
}

func unlessNone(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// tasks are those of the plan by their gates, with a box each.
func (p *planPages) tasks(ctx context.Context) error {
	tasks, _, err := p.d.tasks(ctx, p.ev)
	if err != nil {
		return err
	}
	var groups []layout.PlanGroup
	for _, g := range plan.Gates() {
		group := layout.PlanGroup{Key: "plan.gate." + g.Key}
		for _, t := range tasks {
			if t.Gate == g.Key {
				group.Rows = append(group.Rows, layout.PlanRow{Box: true, Done: t.Done, Date: cmp.Or(t.Planned, t.Due), What: t.Title, Who: p.named(t.Who)})
			}
		}
		groups = append(groups, group)
	}
	p.part("tasks", groups...)
	return nil
}

// duties are what law, licensors and landlords ask, by their days, with whose rules these
// are. What other rules hold for has no day, and says whose rules are not known here.
func (p *planPages) duties(ctx context.Context) error {
	all, err := p.d.Duties(ctx, string(p.ev.ID))
	if err != nil {
		return err
	}
	slices.SortStableFunc(all.Duties, func(a, b DutyView) int { return strings.Compare(a.Due, b.Due) })
	var rows []layout.PlanRow
	for _, x := range all.Duties {
		if x.Dropped {
			continue
		}
		row := layout.PlanRow{Box: true, Done: x.Done, Date: x.Due, What: x.Title}
		more := ""
		switch {
		case x.Done:
		case x.State == plan.NoticeOver:
			row.NoteKey = "past"
		case x.State == plan.NoticeLate:
			row.NoteKey, more = "late", locale.LongDate(p.said, x.LateDue)
		case x.Applies == plan.AppliesAsk:
			row.NoteKey, more = "ask", x.Question
		}
		row.Note = joinWords(" · ", more, x.Jurisdiction)
		rows = append(rows, row)
	}
	p.part("duties", layout.PlanGroup{Rows: rows})
	return nil
}

func (p *planPages) programme(context.Context) error {
	order, err := programmeOrder(p.ev)
	if err != nil && len(p.ev.Programme) > 0 {
		return err
	}
	var rows []layout.PlanRow
	for _, at := range order {
		item := p.ev.Programme[at.index]
		title, _ := item.Title.In(p.langs[0], mainLang(p.ev))
		row := layout.PlanRow{From: item.At, What: title, Who: p.named(item.Lead)}
		if item.Minutes > 0 {
			row.To = at.at.Add(time.Duration(item.Minutes) * time.Minute).In(zone(p.ev)).Format("15:04")
		}
		rows = append(rows, row)
	}
	p.part("programme", layout.PlanGroup{Rows: rows})
	return nil
}

// shifts are who helps when; those who are missing are said.
func (p *planPages) shifts(ctx context.Context) error {
	crew, err := p.d.Crew(ctx, string(p.ev.ID))
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, m := range crew.Members {
		names[m.ID] = m.Name
	}
	var rows []layout.PlanRow
	for _, s := range crew.Shifts {
		var who []string
		for _, id := range s.Who {
			if names[id] != "" {
				who = append(who, p.named(names[id]))
			}
		}
		row := layout.PlanRow{From: s.From, To: s.To, What: s.RoleName, Note: strings.Join(who, ", "), Open: max(s.Need-len(who), 0)}
		if s.Day != 0 {
			row.Date = s.Date
		}
		rows = append(rows, row)
	}
	p.part("shifts", layout.PlanGroup{Rows: rows})
	return nil
}

// venue is what is known of it, and what is still to be asked there, with boxes.
func (p *planPages) venue(ctx context.Context) error {
	v, err := p.d.Venue(ctx, string(p.ev.ID))
	if err != nil {
		return err
	}
	var known, asks []layout.PlanRow
	for _, item := range slices.Concat(v.Features, v.Facts, v.Questions) {
		answered := item.Answer != AnswerUnknown || item.Note != ""
		switch {
		case item.ID == itemKeys: // it names somebody, and is not for a wall
		case answered:
			row := layout.PlanRow{
				Box: item.Answer != AnswerUnknown, Done: item.Answer == AnswerYes, Access: featureOf(item), What: item.Label, Note: item.Note,
			}
			if item.Answer == AnswerNo {
				row.NoteKey = "no"
			}
			known = append(known, row)
		default:
			asks = append(asks, layout.PlanRow{Box: true, Access: featureOf(item), What: item.Label})
		}
	}
	p.part("venue", layout.PlanGroup{Rows: known})
	if len(asks) > 0 {
		p.part("asks", layout.PlanGroup{Rows: asks})
	}
	return nil
}

// featureOf is the feature that an item is or asks about, whose icon is printed; empty for
// others.
func featureOf(item VenueItem) event.Access {
	of := item.ID
	if item.Feature != "" {
		of = item.Feature
	}
	name, _ := strings.CutPrefix(of, venueFeature+".")
	return event.Access(name)
}

// packing is what to bring, to take care of and to be allowed.
func (p *planPages) packing(ctx context.Context) error {
	list, err := p.d.packingOf(ctx, p.ev)
	if err != nil {
		return err
	}
	var groups []layout.PlanGroup
	for _, kind := range plan.ThingKinds() {
		group := layout.PlanGroup{Key: "plan.kind." + string(kind)}
		for _, l := range list.Lines {
			if l.Kind == kind {
				group.Rows = append(group.Rows, layout.PlanRow{
					Box: true, Done: l.Done, What: joinWords(" · ", l.What, l.Amount), Note: l.From, Who: p.named(l.Who),
				})
			}
		}
		groups = append(groups, group)
	}
	p.part("packing", groups...)
	return nil
}

func joinWords(between string, all ...string) string {
	return strings.Join(slices.DeleteFunc(all, func(s string) bool { return s == "" }), between)
}

// money is what costs and income come to.
func (p *planPages) money(ctx context.Context) error {
	if !p.out.req.Sums {
		return nil
	}
	v, err := p.d.Money(ctx, string(p.ev.ID))
	if err != nil {
		return err
	}
	s := v.Sums
	row := func(key string, planned, actual plan.Pence) layout.PlanRow {
		return layout.PlanRow{Key: key, What: planned.String(), NoteKey: "actual", Note: actual.String()}
	}
	p.part("money", layout.PlanGroup{Rows: []layout.PlanRow{
		row("costs", s.Costs.Budget, s.Costs.Actual), row("income", s.Income.Budget, s.Income.Actual), row("balance", s.PlannedBalance, s.ActualBalance),
	}})
	return nil
}
