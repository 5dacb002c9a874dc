package desk

import (
	"encoding/json"
	"slices"
	"strings"

	"daykit/internal/data/store"
	"daykit/internal/domain/event"
	"daykit/internal/domain/plan"
)

// Each of these takes what an event has of an entity into an outline. Fields that say who
// somebody is never reach them: see workOnly.

// unshown is a document without its photo and without what was chosen to be shown of it:
// whether it is listed, what is said of its sign-up, whose words stand on its page, and
// whether the page asks how it was.
func unshown(ev event.Event) event.Event {
	ev.Photo, ev.FeedbackPage = event.Photo{}, event.FeedbackPage{}
	ev.SignupPage = event.SignupPage{Food: ev.SignupPage.Food, Access: ev.SignupPage.Access}
	return ev
}

// takeEvent takes the document, without what belongs to the old day or to a person.
func takeEvent(o *outlining, _ []store.Row) error {
	ev := o.ev
	o.photo = ev.Photo.File != ""
	for _, p := range ev.Programme {
		if p.Lead != "" {
			o.leads++
		}
	}
	ev = leaderless(unshown(ev))
	ev.ID, ev.Date, ev.Theme, ev.Voices = "", "", "", nil
	b, err := json.Marshal(ev.Normal())
	if err != nil {
		return err
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(b, &fields); err != nil {
		return err
	}
	delete(fields, "date")
	o.Event, err = json.Marshal(fields)
	return err
}

// takeDuties keeps the nation, which goes with the place. What else law hangs on is asked
// again: it is of the plans of one evening.
func takeDuties(o *outlining, rows []store.Row) error {
	for _, r := range rows {
		var a DutyAnswers
		if err := decodeFields(r.Fields, &a); err != nil {
			return err
		}
		o.Nation = a.Nation
	}
	return nil
}

func takeTasks(o *outlining, rows []store.Row) error {
	var states []plan.TaskState
	for _, r := range rows {
		var t storedTask
		if err := decodeFields(r.Fields, &t); err != nil {
			return err
		}
		id := o.item(r)
		if id == taskDelete || strings.HasPrefix(id, dutyPrefix) {
			continue // reckoned anew
		}
		states = append(states, plan.TaskState{
			ID: id, Title: t.Title, Due: t.Due, Days: t.Days, Pinned: t.Due != nil && (t.Pinned == nil || *t.Pinned),
			Dropped: is(t.Deleted), Own: strings.HasPrefix(id, ownPrefix) || !o.titles[id],
		})
	}
	o.Tasks = plan.OutlineTasks(o.ev.Date, states)
	return nil
}

func takeShifts(o *outlining, rows []store.Row) error {
	for _, r := range rows {
		var s storedShift
		if err := decodeFields(r.Fields, &s); err != nil {
			return err
		}
		if !s.Deleted && s.Role != "" && s.From != "" && s.To != "" {
			o.Shifts = append(o.Shifts, plan.OutlineShift{ID: o.item(r), Role: s.Role, Day: s.Day, From: s.From, To: s.To, Need: s.Need})
		}
	}
	return nil
}

// takeMoney takes the lines without their notes, which are of what was then.
func takeMoney(o *outlining, rows []store.Row) error {
	for _, r := range rows {
		var m storedMoney
		if err := decodeFields(r.Fields, &m); err != nil {
			return err
		}
		if !m.Deleted && m.Kind != "" {
			o.Money = append(o.Money, plan.OutlineMoney{ID: o.item(r), Kind: m.Kind, What: m.What, Budget: m.Budget, Actual: m.Actual})
		}
	}
	return nil
}

// takeRisks takes the risks on the sheet, none of them seen to. What was offered and is not
// on it is offered again.
func takeRisks(o *outlining, rows []store.Row) error {
	for _, r := range rows {
		var s storedRisk
		if err := decodeFields(r.Fields, &s); err != nil {
			return err
		}
		if s.Deleted || s.What == "" {
			continue
		}
		risk := plan.OutlineRisk{
			ID: o.item(r), What: s.What, Hurt: s.Hurt, Likelihood: s.Likelihood, Severity: s.Severity,
			Measure: s.Measure, For: s.For, Basis: s.Basis,
		}
		if (plan.Risk{Likelihood: s.Likelihood, Severity: s.Severity}).Check() != nil {
			risk.Likelihood, risk.Severity = 0, 0
		}
		o.Risks = append(o.Risks, risk)
	}
	return nil
}

// takeVenue takes what was answered, and the features that the document has, whoever put
// them there: each is to be asked again.
func takeVenue(o *outlining, rows []store.Row) error {
	has := map[string]bool{}
	for _, r := range rows {
		var v storedVenue
		if err := decodeFields(r.Fields, &v); err != nil {
			return err
		}
		id := o.item(r)
		if name, feature := strings.CutPrefix(id, venueFeature+"."); feature && v.Answer == AnswerYes {
			if !slices.Contains(o.ev.Venue.Access, event.Access(name)) {
				v.Answer = AnswerUnknown
			}
		}
		if v.Answer == AnswerUnknown && v.Note == "" {
			continue
		}
		has[id] = true
		o.Venue = append(o.Venue, plan.OutlineFact{ID: id, Answer: v.Answer, Note: v.Note, Since: v.Since})
	}
	for _, a := range o.ev.Venue.Access {
		if id := venueFeature + "." + string(a); !has[id] {
			o.Venue = append(o.Venue, plan.OutlineFact{ID: id, Answer: AnswerYes})
		}
	}
	return nil
}

// takePacking takes the packing list, of which nothing is brought yet.
func takePacking(o *outlining, rows []store.Row) error {
	for _, r := range rows {
		var s storedThing
		if err := decodeFields(r.Fields, &s); err != nil {
			return err
		}
		if !s.Deleted && s.What != "" {
			thing := plan.OutlineThing{ID: o.item(r), Kind: s.Kind, What: s.What, Amount: s.Amount, From: s.From, For: s.For, Basis: s.Basis}
			if thing.Offered = s.Amount; s.Offered != nil {
				thing.Offered = *s.Offered
			}
			o.Packing = append(o.Packing, thing)
		}
	}
	return nil
}

// takeGuard takes the quiet room and the group's own steps. What was seen to is to be seen
// to again.
func takeGuard(o *outlining, rows []store.Row) error {
	for _, r := range rows {
		var s storedGuard
		if err := decodeFields(r.Fields, &s); err != nil {
			return err
		}
		if s != (storedGuard{}) {
			o.Guard = &plan.OutlineGuard{QuietRoom: s.QuietRoom, Steps: s.Steps}
		}
	}
	return nil
}

// takePosts takes the places of the door plan, at which nobody stands yet.
func takePosts(o *outlining, rows []store.Row) error {
	for _, r := range rows {
		var s storedPost
		if err := decodeFields(r.Fields, &s); err != nil {
			return err
		}
		if !s.Deleted && s.Place != "" {
			o.Posts = append(o.Posts, plan.OutlinePost{ID: o.item(r), Place: s.Place, What: s.What})
		}
	}
	return nil
}

func takePhrases(o *outlining, rows []store.Row) error {
	for _, r := range rows {
		var p struct {
			Text string `json:"text"`
			Of   string `json:"of"`
		}
		if err := decodeFields(r.Fields, &p); err != nil {
			return err
		}
		if lang, key, ok := strings.Cut(o.item(r), "/"); ok && p.Text != "" {
			o.Phrases = append(o.Phrases, plan.OutlinePhrase{Lang: lang, Key: key, Text: p.Text, Of: p.Of})
		}
	}
	return nil
}

// item is the id of an entry within its event.
func (o *outlining) item(r store.Row) string { return strings.TrimPrefix(r.ID, string(o.ev.ID)+"/") }
