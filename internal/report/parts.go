package report

import (
	"slices"
	"strings"

	"daykit/internal/domain/small"
)

// Part is a part of a report that a group may leave out.
type Part string

// The parts.
const (
	PartPeople     Part = "people"
	PartLanguages  Part = "languages"
	PartTimes      Part = "times"
	PartVolunteers Part = "volunteers"
	PartActivities Part = "activities"
	PartAccess     Part = "access"
	PartMoney      Part = "money"
	PartFeedback   Part = "feedback"
	PartQuotes     Part = "quotes"
	PartPhotos     Part = "photos"
	PartLearned    Part = "learned"
	PartNext       Part = "next"
)

// Parts lists the parts in the order of the report.
func Parts() []Part {
	return []Part{
		PartPeople, PartLanguages, PartTimes, PartVolunteers, PartActivities, PartAccess, PartFeedback, PartQuotes, PartPhotos, PartMoney,
		PartLearned, PartNext,
	}
}

// PartNamed finds a part by its name.
func PartNamed(name string) (Part, bool) {
	p := Part(strings.ToLower(strings.TrimSpace(name)))
	return p, slices.Contains(Parts(), p)
}

// Has says whether a part is in the report.
func (r Report) Has(p Part) bool { return !slices.Contains(r.Without, p) }

// leaveOut takes out what the group leaves out, and what would be said of it.
func (r *Report) leaveOut() {
	for _, p := range r.Without {
		r.drop(p)
		r.Hidden = slices.DeleteFunc(r.Hidden, func(h Hidden) bool { return h.Part == p })
	}
	for _, b := range blocks {
		if !slices.ContainsFunc(b.parts, r.Has) {
			r.Held = slices.DeleteFunc(r.Held, func(h Held) bool { return h.Block == b.name })
		}
	}
}

func (r *Report) drop(p Part) {
	none := small.Cell{}
	switch p {
	case PartPeople:
		r.SignedUp, r.Arrived, r.WalkIns, r.InRoom, r.FirstTime = none, none, none, none, none
	case PartLanguages:
		r.Langs = []LanguageCount{}
	case PartTimes:
		r.Quarters = []QuarterCount{}
	case PartVolunteers:
		r.Volunteers, r.Minutes = none, none
	case PartActivities:
		r.Activities, r.Objectives = []Named{}, []Named{}
	case PartAccess:
		r.Access = []Named{}
	case PartMoney:
		r.Money = nil
	case PartFeedback:
		r.Forms, r.Questions = none, []Question{}
	case PartQuotes:
		r.Quotes = []Quote{}
	case PartPhotos:
		r.Photos = []Photo{}
	case PartLearned:
		r.Debrief, r.Learned = []Answer{}, ""
	case PartNext:
		r.Next, r.Thanks = "", ""
	}
}

// Why is why a number is not shown.
type Why string

// The reasons.
const (
	WhySmall     Why = "small"     // it is under Smallest
	WhyApart     Why = "apart"     // with it, one under Smallest could be worked out
	WhyJoined    Why = "joined"    // it is in a line with others, since one of them is under Smallest
	WhyAnswers   Why = "answers"   // almost everybody or almost nobody answered so
	WhyNotKnown  Why = "not-known" // nobody asked, or it is too few to say
	WhyFewForms  Why = "few-forms" // fewer than Smallest forms came back
	WhyUncounted Why = "uncounted" // nobody has begun to count
)

// Hidden is a number that is not shown, with the reason.
type Hidden struct {
	Part    Part   `json:"part"`
	Measure string `json:"measure"` // as in the file of numbers
	Key     string `json:"key"`     // of a breakdown: the line, or empty
	Why     Why    `json:"why"`
}

// hidden lists what is not shown.
func (r Report) hidden() []Hidden {
	out := []Hidden{}
	add := func(p Part, measure, key string, why Why) { out = append(out, Hidden{p, measure, key, why}) }
	whole := func(p Part, measure string, c small.Cell, few Why) {
		switch c.Look {
		case small.Under:
			add(p, measure, "", few)
		case small.Uncounted:
			add(p, measure, "", WhyUncounted)
		case small.Shown, small.Unknown, small.Withheld:
		}
	}
	share := func(p Part, measure string, c small.Cell, why Why) { // of what is not counted it goes without saying
		if c.Look == small.Withheld {
			add(p, measure, "", why)
		}
	}
	whole(PartPeople, "signed_up", r.SignedUp, WhySmall)
	whole(PartPeople, "in_room", r.InRoom, WhySmall)
	share(PartPeople, "arrived", r.Arrived, WhyApart)
	share(PartPeople, "walk_ins", r.WalkIns, WhyApart)
	share(PartPeople, "first_time", r.FirstTime, WhyNotKnown)
	whole(PartVolunteers, "volunteers", r.Volunteers, WhySmall)
	share(PartVolunteers, "volunteer_minutes", r.Minutes, WhyApart)
	for _, l := range r.Langs {
		if l.Lang == Other {
			add(PartLanguages, "language", Other, WhyJoined)
		}
	}
	for _, q := range r.Quarters {
		if strings.Contains(q.At, "-") {
			add(PartTimes, "arrivals_by_quarter", q.At, WhyJoined)
		}
	}
	whole(PartFeedback, "forms", r.Forms, WhyFewForms)
	for _, q := range r.Questions {
		for _, l := range q.Lines {
			if len(l.Keys) > 1 {
				add(PartFeedback, "feedback."+q.Key, strings.Join(l.Keys, "+"), WhyJoined)
			}
		}
		if len(q.NotShown) > 0 {
			add(PartFeedback, "feedback."+q.Key, strings.Join(q.NotShown, "+"), WhyAnswers)
		}
	}
	return out
}
