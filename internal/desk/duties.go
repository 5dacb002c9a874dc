package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/plan"
)

// entityDuties holds what people answered about an event, on which hangs what law asks
// of it; id: the event's.
const entityDuties = "duties"

// dutyPrefix begins the id of a task of law: duty-ten.
const dutyPrefix = plan.DutyTask

// dutyFilm is the duty without which an event is never ready: without the licence the
// film may not be shown, and nothing else can stand in for it.
const dutyFilm = "film-licence"

// DutyAnswers are what people answered: yes, no or empty, and for Nation england, wales,
// scotland, northern-ireland or empty.
type DutyAnswers struct {
	Nation      string `json:"nation"`
	Alcohol     string `json:"alcohol"`
	LateHotFood string `json:"late_hot_food"` // hot food or drink late at night
	Tickets     string `json:"tickets"`       // people pay to come in
	HiredHall   string `json:"hired_hall"`
	Licensed    string `json:"licensed"` // the venue's licence covers what is planned
}

// questions are the keys of what is asked, in the order in which it is.
func questions() []string {
	return []string{"nation", "hired_hall", "licensed", "alcohol", "late_hot_food", "tickets"}
}

// answersTo are what may be answered to a question; empty takes an answer back.
func answersTo(question string) []string {
	if question == "nation" {
		return []string{"", string(plan.England), string(plan.Wales), string(plan.Scotland), string(plan.NorthernIreland)}
	}
	return []string{"", string(plan.Yes), string(plan.No)}
}

// facts joins the answers with what the event's document says, and how many the crew are.
func (a DutyAnswers) facts(ev event.Event, crew int) plan.Facts {
	f := plan.FactsOf(ev, crew)
	f.Nation, f.Licensed = plan.Nation(a.Nation), plan.Answer(a.Licensed)
	yes := func(answer string) bool { return answer == string(plan.Yes) }
	f.Alcohol, f.LateHotFood, f.Tickets, f.HiredHall = yes(a.Alcohol), yes(a.LateHotFood), yes(a.Tickets), yes(a.HiredHall)
	return f
}

// Duties is what law, licensors and landlords ask of an event, and the questions that
// it hangs on. None of it is legal advice.
type Duties struct {
	Answers   DutyAnswers `json:"answers"`
	Questions []Question  `json:"questions"`
	Duties    []DutyView  `json:"duties"`
}

// Question is something to be answered about an event.
type Question struct {
	Key     string   `json:"key"`
	Answer  string   `json:"answer"`
	Choices []string `json:"choices"` // without the empty one, which takes an answer back
}

// DutyView is a duty with what became of it.
type DutyView struct {
	plan.Duty
	Task    string `json:"task"` // id of its task; empty where other rules hold
	Done    bool   `json:"done"`
	Dropped bool   `json:"dropped"` // taken off the list of tasks
	Blocks  bool   `json:"blocks"`  // the event is not ready before it is ticked
}

// Duties gives what is to be seen to for an event, with dates, explanations, sources and
// whose rules they are.
func (d *Desk) Duties(ctx context.Context, id string) (Duties, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return Duties{}, err
	}
	p, err := d.planned(ctx, ev)
	if err != nil {
		return Duties{}, err
	}
	answers, err := d.dutyAnswers(ctx, string(ev.ID))
	if err != nil {
		return Duties{}, err
	}
	out := Duties{Answers: answers, Questions: answers.asked(), Duties: []DutyView{}}
	for _, x := range p.duties {
		v := DutyView{Duty: x, Blocks: slices.Contains(p.blocks(), x.ID)}
		if it, ok := p.find(dutyPrefix + x.ID); ok {
			v.Task, v.Done, v.Dropped = it.ID, it.Done, is(p.kept[it.ID].Deleted)
		}
		out.Duties = append(out.Duties, v)
	}
	return out, nil
}

func (a DutyAnswers) asked() []Question {
	given := map[string]string{
		"nation": a.Nation, "hired_hall": a.HiredHall, "licensed": a.Licensed,
		"alcohol": a.Alcohol, "late_hot_food": a.LateHotFood, "tickets": a.Tickets,
	}
	var out []Question
	for _, key := range questions() {
		out = append(out, Question{Key: key, Answer: given[key], Choices: answersTo(key)[1:]})
	}
	return out
}

// AnswerDuty answers a question of Duties; an empty answer takes it back. The answer that is
// there already is not written again.
func (d *Desk) AnswerDuty(ctx context.Context, id, question, answer string) (Duties, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return Duties{}, err
	}
	if !slices.Contains(questions(), question) {
		return Duties{}, fault.Invalidf("ask for one of "+strings.Join(questions(), ", "), "%q is not asked", question)
	}
	if may := answersTo(question); !slices.Contains(may, answer) {
		return Duties{}, fault.Invalidf("answer "+strings.Join(may[1:], ", ")+" or nothing", "%s: %q is no answer", question, answer)
	}
	key := string(ev.ID)
	answers, err := d.dutyAnswers(ctx, key)
	if err != nil {
		return Duties{}, err
	}
	if slices.ContainsFunc(answers.asked(), func(q Question) bool { return q.Key == question && q.Answer == answer }) {
		return d.Duties(ctx, key)
	}
	if err := d.write(ctx, key, actDuty, sets(entityDuties, key, map[string]json.RawMessage{question: raw(answer)})...); err != nil {
		return Duties{}, err
	}
	return d.Duties(ctx, key)
}

func (d *Desk) dutyAnswers(ctx context.Context, key string) (a DutyAnswers, err error) {
	fields, err := d.store.Entity(ctx, entityDuties, key)
	if err != nil {
		return a, err
	}
	return a, decodeFields(fields, &a)
}

// dutyFacts are what the duties of an event hang on.
func (d *Desk) dutyFacts(ctx context.Context, ev event.Event) (plan.Facts, error) {
	answers, err := d.dutyAnswers(ctx, string(ev.ID))
	if err != nil {
		return plan.Facts{}, err
	}
	crew, err := d.crewSize(ctx, ev)
	return answers.facts(ev, crew), err
}

// crewSize is how many the crew are, who count among the people at an event. While their
// names are locked, nobody is counted.
func (d *Desk) crewSize(ctx context.Context, ev event.Event) (int, error) {
	crew, err := d.crewOf(ctx, ev)
	if err != nil && fault.CodeOf(err) == fault.Locked {
		return 0, nil
	}
	return len(crew), err
}

// carryOver gives the task of a duty what people did with the tasks that it stands for,
// before a newer Daykit had the duty, or while its rules did not hold: a tick, with the
// day that it had then, and who does it. What was said of the duty's own task counts more.
func carryOver(kept map[string]storedTask, duties []plan.Duty) {
	for _, x := range duties {
		own := kept[dutyPrefix+x.ID]
		for _, id := range plan.StandsFor(x.ID) {
			was, there := kept[id]
			if !there {
				continue
			}
			if own.Who == nil {
				own.Who = was.Who
			}
			if own.Done == nil && is(was.Done) {
				own.Done, own.Due, own.Pinned = was.Done, cmp.Or(own.Due, was.Due), cmp.Or(own.Pinned, was.Pinned)
			}
			kept[dutyPrefix+x.ID] = own
		}
	}
}

// blocks are the duties without which the event is never ready, on the list of tasks or
// taken off it.
func (p planned) blocks() []string {
	out := []string{}
	for _, x := range p.duties {
		if x.ID == dutyFilm && x.Applies == plan.AppliesYes && !is(p.kept[dutyPrefix+x.ID].Done) {
			out = append(out, x.ID)
		}
	}
	return out
}
