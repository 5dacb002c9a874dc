package desk_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"daykit/internal/data/canary"
	"daykit/internal/desk"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// lastYear is an event with something of everything, and the names that stand in it.
func lastYear(ctx context.Context, t *testing.T, d *desk.Desk) (id string, names []string) {
	t.Helper()
	id = addSample(t, d)
	names = []string{"Kanacopyowner", "Kanacopydoer", "Kanacopyhelper", "Kanacopylead", "Kanacopykeys"}
	_, err := d.Edit(ctx, id, []byte(`{"title":{"en":"A shared table 2026"},"programme":[{"at":"18:00","minutes":20,"title":{"en":"Welcome"},"lead":"`+names[3]+`"}]}`))
	must0(t, err)
	_, err = d.AddTask(ctx, id, "Borrow tables", "2026-12-16", names[1])
	must0(t, err)
	first := must(t)(d.Event(ctx, id)).Tasks[0]
	_, err = d.SetTaskDone(ctx, id, first.ID, true)
	must0(t, err)
	helper := addMember(ctx, t, d, id, desk.MemberInput{Name: names[2], Roles: []string{"door"}})
	must0(t, d.Assign(ctx, id, addShift(ctx, t, d, id, "door", "17:00", "21:00", 2), helper, true))
	_, err = d.AddShift(ctx, id, desk.ShiftInput{Role: "set-up", Day: -1, From: "10:00", To: "12:00", Need: 3})
	must0(t, err)
	_, err = d.AddRisk(ctx, id, desk.RiskForm{What: "Hot soup", Likelihood: 2, Severity: 3, Owner: names[0], Done: true})
	must0(t, err)
	addMoney(t, d, id, desk.MoneyForm{Kind: "venue", What: "Hall", Budget: "50", Actual: "62.50", Note: "paid by " + names[4]})
	_, err = d.AnswerVenue(ctx, id, "fact.keys", "", names[4])
	must0(t, err)
	_, err = d.AnswerVenue(ctx, id, "question.entrance", desk.AnswerNo, "84 cm")
	must0(t, err)
	_, err = d.AnswerDuty(ctx, id, "nation", "wales")
	must0(t, err)
	_, err = d.AnswerDuty(ctx, id, "alcohol", "yes")
	must0(t, err)
	return id, names
}

func copyLine(list []desk.CopyLine, what string) desk.CopyLine {
	for _, l := range list {
		if l.What == what {
			return l
		}
	}
	return desk.CopyLine{}
}

// TestCopyAnEvent copies an event with something of everything onto the next year.
func TestCopyAnEvent(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	ctx := t.Context()
	id, names := lastYear(ctx, t, d)
	before := must(t)(d.Event(ctx, id))
	c, err := d.CopyWith(ctx, id, desk.CopyChoice{Date: "2027-12-18", Actuals: true})
	must0(t, err)
	v := must(t)(d.Event(ctx, c.Event))

	t.Run("the document", func(t *testing.T) {
		if v.Doc.Date != "2027-12-18" || v.Title != "A shared table 2026" || v.Doc.Theme != "" || v.Doc.Photo.File != "" || v.Doc.Venue.Name != before.Doc.Venue.Name {
			t.Errorf("got %+v", v.Doc)
		}
		if v.Doc.Programme[0].Lead != "" || v.Doc.Programme[0].At != "18:00" {
			t.Errorf("got %+v", v.Doc.Programme)
		}
		if got := copyLine(c.Look, "year").Name; got != "2026" {
			t.Errorf("the old year in the title: got %q", got)
		}
	})
	t.Run("tasks keep their distance and nothing is done", func(t *testing.T) {
		for _, task := range v.Tasks {
			if task.Done || task.Who != "" {
				t.Errorf("got %+v", task)
			}
			if task.Title == "Borrow tables" && (task.Due != "2027-12-16" || task.Pinned) {
				t.Errorf("got %+v", task)
			}
		}
		for _, was := range before.Tasks {
			i := slices.IndexFunc(v.Tasks, func(x desk.Task) bool { return x.ID == was.ID })
			if was.Source == "law" || was.ID == "delete-names" {
				continue // reckoned anew
			}
			if i < 0 || event.DaysBetween(v.Tasks[i].Due, v.Doc.Date) != event.DaysBetween(was.Due, before.Doc.Date) {
				t.Errorf("%s: another distance from the day", was.ID)
			}
		}
	})
	t.Run("shifts have nobody", func(t *testing.T) {
		crew := crewOf(ctx, t, d, c.Event)
		if len(crew.Members) != 0 || len(crew.Shifts) != 2 || crew.Shifts[0].Date != "2027-12-17" || len(crew.Shifts[1].Who) != 0 {
			t.Errorf("got %+v", crew)
		}
	})
	t.Run("money, risks, venue and duties", func(t *testing.T) {
		money, err := d.Money(ctx, c.Event)
		must0(t, err)
		if l := moneyLine(t, money, "Hall"); l.Budget != 6250 || l.Actual != nil || l.Note != "" {
			t.Errorf("got %+v", l)
		}
		risks, err := d.Risks(ctx, c.Event)
		must0(t, err)
		if r := risks.Risks[0]; r.What != "Hot soup" || r.Done || r.Owner != "" || r.Since != before.Doc.Date {
			t.Errorf("got %+v", r)
		}
		venue, err := d.Venue(ctx, c.Event)
		must0(t, err)
		for _, item := range slices.Concat(venue.Features, venue.Questions, venue.Facts) {
			if (item.Answer != "" || item.Note != "") != (item.Since == before.Doc.Date) {
				t.Errorf("got %+v", item)
			}
		}
		duties, err := d.Duties(ctx, c.Event)
		must0(t, err)
		if duties.Answers != (desk.DutyAnswers{Nation: "wales"}) {
			t.Errorf("got %+v", duties.Answers)
		}
	})
	t.Run("looked again, the mark goes", func(t *testing.T) {
		risks, err := d.Risks(ctx, c.Event)
		must0(t, err)
		risks, err = d.SetRiskDone(ctx, c.Event, risks.Risks[0].ID, true)
		must0(t, err)
		if r := risks.Risks[0]; r.Since != "" || !r.Done {
			t.Errorf("got %+v", r)
		}
		venue, err := d.AnswerVenue(ctx, c.Event, "question.entrance", desk.AnswerNo, "84 cm")
		must0(t, err)
		if i := slices.IndexFunc(venue.Questions, func(q desk.VenueItem) bool { return q.ID == "question.entrance" }); venue.Questions[i].Since != "" {
			t.Errorf("got %+v", venue.Questions[i])
		}
	})
	t.Run("no name comes along", func(t *testing.T) {
		var all []any
		all = append(all, must(t)(d.Event(ctx, c.Event)), crewOf(ctx, t, d, c.Event))
		for _, read := range []func() (any, error){
			func() (any, error) { return d.Risks(ctx, c.Event) }, func() (any, error) { return d.Money(ctx, c.Event) },
			func() (any, error) { return d.Venue(ctx, c.Event) }, func() (any, error) { return d.Guests(ctx, c.Event) },
		} {
			got, err := read()
			must0(t, err)
			all = append(all, got)
		}
		b, err := json.Marshal(all)
		must0(t, err)
		if hits := canary.Find(b, names); len(hits) > 0 {
			t.Errorf("got %v", hits)
		}
		if left := copyLine(c.Left, "people"); left.Count == 0 || copyLine(c.Left, "leads").Count != 1 {
			t.Errorf("the summary says %+v", c.Left)
		}
	})
	t.Run("it is undone as one", func(t *testing.T) {
		_, err := d.CopyEvent(ctx, id, "2027-13-18")
		wantFault(t, err, fault.Invalid, "date")
		other, err := d.CopyEvent(ctx, id, "2030-12-18")
		must0(t, err)
		label, err := d.Undo(ctx, other)
		if err != nil || label != "event.copy" {
			t.Errorf("got %q, %v", label, err)
		}
		if _, err := d.Event(ctx, other); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("got %v", err)
		}
	})
}

// TestCopyTakesVoicesThatStillAgree: a voice comes along where its consent holds on the new
// day, and the summary says of the others why not.
func TestCopyTakesVoicesThatStillAgree(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	ctx := t.Context()
	id := addSample(t, d)
	var chosen []string
	for credit, expires := range map[string]string{"Kanacopystays": "", "Kanacopygoes": "2027-01-31"} {
		o := localVoice()
		o.Credit, o.Expires = credit, expires
		chosen = append(chosen, addVoice(t, d, id, o))
	}
	_, err := d.Choose(ctx, id, chosen)
	must0(t, err)
	c, err := d.CopyWith(ctx, id, desk.CopyChoice{Date: "2027-12-18", Title: "Another table"})
	must0(t, err)
	v := must(t)(d.Event(ctx, c.Event))
	left := copyLine(c.Left, "voice")
	if len(v.Doc.Voices) != 1 || left.Name != "Kanacopygoes" || left.Why != "expired" || !strings.Contains(left.Words, "run out") {
		t.Errorf("got %v, left %+v", v.Doc.Voices, c.Left)
	}
	if v.Title != "Another table" || copyLine(c.Taken, "voices").Count != 1 {
		t.Errorf("got %q, %+v", v.Title, c.Taken)
	}
}

// TestPurgeLeavesNoNameOfWhoDidWhat: who saw to a risk or did a task, who confirmed a proof
// and who helped are in no byte after a purge, and single people go from there when they are
// erased; the tasks and risks stay.
func TestPurgeLeavesNoNameOfWhoDidWhat(t *testing.T) {
	t.Parallel()
	l := newLaptop(t, 860)
	names := canary.Names(5)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id, err := d.CreateEvent(ctx, "Supper", "2026-12-05", "Neighbours")
		must0(t, err)
		for i, name := range names[:4] {
			_, err = d.AddTask(ctx, id, fmt.Sprintf("Task %d", i), "2026-12-01", name)
			must0(t, err)
			_, err = d.AddRisk(ctx, id, desk.RiskForm{What: fmt.Sprintf("Risk %d", i), Owner: name + " and others"})
			must0(t, err)
		}
		_, err = d.ConfirmProof(ctx, id, "en", names[3])
		must0(t, err)
		who := addMember(ctx, t, d, id, desk.MemberInput{Name: names[0], Contact: names[4]})
		must0(t, desk.WriteAsBefore(ctx, d, id, names[2]))
		makeBackup(ctx, t, d)
		_, err = d.EraseGuest(ctx, id, who)
		must0(t, err)
		var doers, owners []string
		v := must(t)(d.Event(ctx, id))
		task := ""
		for _, x := range v.Tasks {
			doers = append(doers, x.Who)
			if x.Title == "Task 0" {
				task = x.ID
			}
		}
		risks, err := d.Risks(ctx, id)
		must0(t, err)
		for _, r := range risks.Risks {
			owners = append(owners, r.Owner)
		}
		if slices.Contains(doers, names[0]) || !slices.Contains(doers, names[1]) || slices.Contains(owners, names[0]+" and others") || len(risks.Risks) != 5 {
			t.Errorf("one was erased: got %q, %q", doers, owners)
		}
		_, err = d.ChangeTask(ctx, id, task, desk.TaskUpdate{Who: &names[1]}) // somebody else does it now
		must0(t, err)
		v = must(t)(d.Event(ctx, id))
		if i := slices.IndexFunc(v.Tasks, func(x desk.Task) bool { return x.ID == task }); v.Tasks[i].Who != names[1] {
			t.Errorf("got %+v", v.Tasks[i])
		}
		l.now = l.now.AddDate(0, 1, 0)
		_, err = d.Purge(ctx, id)
		must0(t, err)
		risks, err = d.Risks(ctx, id)
		must0(t, err)
		if len(risks.Risks) != 4 {
			t.Errorf("got %d risks, want those that this Daykit wrote", len(risks.Risks))
		}
		if due, err := d.Deletions(ctx); err != nil || len(due) != 0 {
			t.Errorf("got %v, %v", due, err)
		}
		_, err = d.ConfirmProof(ctx, id, "en", "somebody")
		must0(t, err)
	})
	if found := traces(t, l, names); len(found) > 0 {
		t.Errorf("left in bytes: %v", found)
	}
}
