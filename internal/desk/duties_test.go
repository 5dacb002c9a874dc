package desk_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/desk"
	"daykit/internal/domain/plan"
)

func duty(t *testing.T, all desk.Duties, id string) (desk.DutyView, bool) {
	t.Helper()
	i := slices.IndexFunc(all.Duties, func(x desk.DutyView) bool { return x.ID == id })
	if i < 0 {
		return desk.DutyView{}, false
	}
	return all.Duties[i], true
}

func TestDutiesHangOnAnswers(t *testing.T) {
	t.Parallel()
	d, ctx := openDesk(t), t.Context()
	id := addSample(t, d)
	answer := func(question, to string) desk.Duties {
		t.Helper()
		all, err := d.AnswerDuty(ctx, id, question, to)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	all, err := d.Duties(ctx, id)
	if err != nil || len(all.Questions) != 6 {
		t.Fatal(all, err)
	}
	if _, there := duty(t, all, "ten"); there {
		t.Error("nobody said that there is alcohol, and a notice is asked for")
	}
	x, _ := duty(t, answer("alcohol", "yes"), "ten")
	if x.Applies != plan.AppliesAsk || x.Due != "2026-12-03" || x.LateDue != "2026-12-10" || x.Jurisdiction != "England and Wales" || len(x.Sources) == 0 || len(x.Words) == 0 {
		t.Errorf("got %+v", x)
	}
	task := byID(t, must(t)(d.Event(ctx, id)), "duty-ten")
	if task.Due != x.Due || task.Source != "law" || task.Jurisdiction != x.Jurisdiction || task.Applies != "ask" {
		t.Errorf("got %+v", task)
	}
	if x, _ = duty(t, answer("licensed", "no"), "ten"); x.Applies != plan.AppliesYes {
		t.Errorf("the venue's licence does not cover it, and it says %s", x.Applies)
	}
	if x, _ = duty(t, answer("nation", "scotland"), "ten"); x.Applies != plan.AppliesElsewhere || x.Due != "" || x.Task != "" {
		t.Errorf("the rules of England and Wales are given for Scotland: %+v", x)
	}
	for _, task := range must(t)(d.Event(ctx, id)).Tasks {
		if task.Jurisdiction == "England and Wales" || task.ID == "ten" {
			t.Errorf("a task by the rules of England and Wales in Scotland: %+v", task)
		}
	}
	answer("nation", "")
	if _, there := duty(t, answer("licensed", "yes"), "ten"); there {
		t.Error("the venue's licence covers it, and a notice is asked for")
	}
	if label, err := d.Undo(ctx, id); err != nil || label != "duty" {
		t.Fatal(label, err)
	}
	if all, err = d.Duties(ctx, id); err != nil || all.Answers.Licensed != "no" {
		t.Errorf("undo gave %q, %v, want no", all.Answers.Licensed, err)
	}
	page, err := desk.LaidOut(ctx, d, id, desk.PrintRequest{Kind: desk.KindPlan})
	for _, want := range []string{"10 December 2026", "England and Wales"} {
		if !strings.Contains(page, want) {
			t.Errorf("the printed plan does not say %q, %v", want, err)
		}
	}
	if strings.Contains(page, "2026-12-10") {
		t.Error("the printed plan has a day as programs write it")
	}
	for question, to := range map[string]string{"alcohol": "perhaps", "nation": "yes", "weather": "yes"} {
		if _, err := d.AnswerDuty(ctx, id, question, to); err == nil {
			t.Errorf("%s: %s was taken", question, to)
		}
	}
}

// A notice covers 499 people at once, the crew among them.
func TestCrewCountAmongThePeople(t *testing.T) {
	t.Parallel()
	d, ctx := openDesk(t), t.Context()
	id := addSample(t, d)
	must(t)(d.Edit(ctx, id, []byte(`{"capacity":499,"activities":["music-night"]}`)))
	for _, want := range []bool{false, true} {
		all, err := d.Duties(ctx, id)
		if x, _ := duty(t, all, "ten"); err != nil || slices.Contains(x.Why, "people") != want {
			t.Errorf("too many people: got %v, %v, want %v", x.Why, err, want)
		}
		if _, err := d.AddMember(ctx, id, desk.MemberInput{Name: "Amina"}); err != nil {
			t.Fatal(err)
		}
	}
}

// The working days before another day are other days: the date of a notice is reckoned
// anew, and does not move by as many days as the event.
func TestDatesOfLawAreReckonedAnew(t *testing.T) {
	t.Parallel()
	d, ctx := openDesk(t), t.Context()
	id := addSample(t, d)
	if _, err := d.AnswerDuty(ctx, id, "alcohol", "yes"); err != nil {
		t.Fatal(err)
	}
	for date, want := range map[string]string{"2026-12-18": "2026-12-03", "2026-12-20": "2026-12-04", "2027-01-05": "2026-12-16"} {
		v := must(t)(d.Edit(ctx, id, []byte(`{"date":"`+date+`"}`)))
		if got := byID(t, v, "duty-ten").Due; got != want {
			t.Errorf("for %s it is due on %s, want %s", date, got, want)
		}
	}
}

func TestFilmIsNotReadyWithoutItsLicence(t *testing.T) {
	t.Parallel()
	d, ctx := openDesk(t), t.Context()
	id, ok := addSample(t, d), must(t)
	v := ok(d.Edit(ctx, id, []byte(`{"activities":["film"]}`)))
	for _, task := range v.Tasks {
		if task.ID != "duty-film-licence" {
			ok(d.SetTaskDone(ctx, id, task.ID, true))
		}
	}
	v = ok(d.DeleteTask(ctx, id, "duty-film-licence"))
	if v.Schedule.Ready || !cmp.Equal(v.Schedule.Blocks, []string{"film-licence"}) {
		t.Errorf("without the licence, and with its task taken off, it says %+v", v.Schedule)
	}
	all, err := d.Duties(ctx, id)
	if x, _ := duty(t, all, "film-licence"); err != nil || !x.Blocks || !x.Dropped || x.Done {
		t.Errorf("got %+v, %v", x, err)
	}
	v = ok(d.SetTaskDone(ctx, id, "duty-film-licence", true))
	if !v.Schedule.Ready || len(v.Schedule.Blocks) > 0 {
		t.Errorf("with everything ticked it says %+v", v.Schedule)
	}
	cards, err := d.Events(ctx)
	if err != nil || !cards[0].Ready {
		t.Error("the list of events does not say that it is ready", err)
	}
}
