package desktop_test

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/feedback"
)

// begun is a room whose event was begun in the window, three weeks before its day.
func begun(t *testing.T) *room {
	t.Helper()
	r := newRoom(t)
	form := desk.StartForm{
		Activities: []string{"shared-meal", "film"}, Date: time.Now().AddDate(0, 0, 21).Format(time.DateOnly),
		Place: "Sample Hall, 1 Sample Street, Exampleton M1 1AA", People: 40, Group: "Sample Neighbours",
	}
	seen := must[desk.StartPreview](t)(r.PreviewStart(form))
	if len(seen.Tasks)*len(seen.Shifts)*len(seen.Kit)*len(seen.Risks)*len(seen.Questions)*len(seen.Duties)*len(seen.Programme) == 0 {
		t.Errorf("something is missing: %+v", seen)
	}
	for _, l := range slices.Concat(seen.Tasks, seen.Shifts, seen.Kit, seen.Care, seen.Risks, seen.Questions, seen.Duties, seen.Programme) {
		if l.Basis == "" {
			t.Errorf("%q has no source and is not marked as ours", l.Text)
		}
	}
	r.event = must[string](t)(r.Start(form))
	return r
}

// TestAPlanInTheWindow goes through what is planned, as the rooms of the window call it.
func TestAPlanInTheWindow(t *testing.T) {
	t.Parallel()
	r := begun(t)
	v := must[desk.EventView](t)(r.AddTask(r.event, "Borrow cups", must[desk.EventView](t)(r.Event(r.event)).Doc.Date, "Ana Sample", false))
	i := slices.IndexFunc(v.Tasks, func(x desk.Task) bool { return x.Title == "Borrow cups" })
	if i < 0 || v.Tasks[i].Who != "Ana Sample" {
		t.Fatalf("the task is not there: %+v", v.Tasks)
	}
	if today := must[desk.Today](t)(r.Today()); len(today.Now)+len(today.Week) == 0 {
		t.Error("nothing is to be done, three weeks before")
	}
	if d := must[desk.Duties](t)(r.AnswerDuty(r.event, "alcohol", "yes")); len(d.Duties) == 0 {
		t.Error("nothing is asked by law")
	}

	crew := must[desk.Crew](t)(r.AddMember(r.event, desk.MemberInput{Name: "Ana Sample", Languages: []string{"so"}, Contact: "0100 000001"}))
	ana := crew.Members[0].ID
	for range 2 {
		crew = must[desk.Crew](t)(r.AddShift(r.event, desk.ShiftInput{Role: "Music", From: "18:00", To: "20:00", Need: 1}))
	}
	for _, s := range crew.Shifts {
		if s.RoleName == "Music" {
			crew = must[desk.Crew](t)(r.Assign(r.event, s.ID, ana, true))
		}
	}
	if !slices.ContainsFunc(crew.Warnings, func(w desk.CrewWarning) bool { return w.Kind == "clash" }) {
		t.Errorf("nobody says that Ana is in two places: %+v", crew.Warnings)
	}
	ics := filepath.Join(r.dir, "ana.ics")
	r.answer(t, ics)
	must[desk.Saved](t)(r.SaveMemberCalendar(r.event, ana))
	if b, err := os.ReadFile(ics); err != nil || !bytes.Contains(b, []byte(":Music ")) {
		t.Errorf("her calendar: %v\n%s", err, b)
	}

	money := must[desk.MoneyView](t)(r.AddMoney(r.event, desk.MoneyForm{Kind: "food", What: "Bread", Budget: "12.50"}))
	r.answer(t, grey(t, r))
	if got := must[desk.PickedReceipt](t)(r.PickReceipt(r.event, money.Lines[0].ID)); len(got.Money.Lines[0].Receipts) != 1 {
		t.Errorf("the receipt: %+v", got.Money.Lines)
	}
	risk := must[desk.RiskSheet](t)(r.Risks(r.event)).Risks[0].ID
	if got := must[desk.RiskSheet](t)(r.SetRiskDone(r.event, risk, true)); len(got.Risks) == 0 {
		t.Error("there are no risks")
	}
	must[desk.VenueView](t)(r.AnswerVenue(r.event, "feature.step-free", desk.AnswerYes, ""))
	must[desk.DoorPlan](t)(r.SetQuiet(r.event, true, "Near the river"))
	if p := must[desk.DoorPlan](t)(r.SavePost(r.event, "", desk.PostForm{Place: "Front door", Crew: []string{ana}})); !p.Posts[0].Alone {
		t.Errorf("nobody says that Ana is alone: %+v", p.Posts)
	}
	if n := must[desk.Now](t)(r.Now(r.event)); len(n.Points) == 0 || !n.Quiet {
		t.Errorf("the running order: %+v", n)
	}
	all := filepath.Join(r.dir, "all.json")
	r.answer(t, all)
	must[desk.TakenData](t)(r.SaveData(r.event, "json", false))
	if b, err := os.ReadFile(all); err != nil || !bytes.Contains(b, []byte("Bread")) || bytes.Contains(b, []byte("0100 000001")) {
		t.Errorf("everything as JSON: %v", err)
	}
	next := must[desk.Copied](t)(r.CopyEvent(r.event, desk.CopyChoice{Date: time.Now().AddDate(1, 0, 0).Format(time.DateOnly)}))
	if got := must[desk.Crew](t)(r.Crew(next.Event)); len(got.Members) != 0 {
		t.Errorf("people came along: %+v", got.Members)
	}
}

// TestAfterwardsInTheWindow types forms in, quotes one, and looks at what would be told.
func TestAfterwardsInTheWindow(t *testing.T) {
	t.Parallel()
	r := begun(t)
	form := feedback.Form{Answers: map[string][]string{"welcome": {"5"}}, Words: "The soup.", MayQuote: true}
	first := must[desk.FilledForm](t)(r.AddForm(r.event, form))
	form.MayQuote, form.Words = false, "Between us."
	second := must[desk.FilledForm](t)(r.AddForm(r.event, form))
	if err := r.QuoteForm(r.event, second.ID, true); fault.CodeOf(errOr(err)) != fault.Denied && fault.CodeOf(errOr(err)) != fault.Invalid {
		t.Errorf("quoting who did not tick it: %v", err)
	}
	if err := r.QuoteForm(r.event, first.ID, true); err != nil {
		t.Fatal(err)
	}
	for range 3 { // with fewer than five forms nothing of them is told
		must[desk.FilledForm](t)(r.AddForm(r.event, feedback.Form{Answers: map[string][]string{"welcome": {"4"}}}))
	}
	must[desk.Attendance](t)(r.WalkIns(r.event, 30))
	if err := r.SetDebrief(r.event, "worked", "The long table"); err != nil {
		t.Fatal(err)
	}
	sheet := must[desk.ReportSheet](t)(r.ReportSheet(r.event))
	if !strings.Contains(sheet.Crew, "The long table") {
		t.Errorf("what was learned: %q", sheet.Crew)
	}
	file := filepath.Join(r.dir, "report.json")
	r.answer(t, file)
	must[desk.Saved](t)(r.SaveReport(r.event, "json"))
	b, err := os.ReadFile(file)
	if err != nil || !bytes.Contains(b, []byte("The soup.")) || bytes.Contains(b, []byte("Between us.")) {
		t.Errorf("the report: %v\n%s", err, b)
	}
	send := must[desk.SendView](t)(r.Send(r.event))
	on := func(kind string) bool {
		return slices.ContainsFunc(send.Parts, func(p desk.SendPart) bool { return p.Kind == kind && p.On })
	}
	if !on(desk.PartNumbers) || on(desk.PartComment) || on(desk.PartPhoto) {
		t.Errorf("more than numbers is ticked at first: %+v", send.Parts)
	}
	send = must[desk.SendView](t)(r.SendParts(r.event, map[string]bool{desk.PartComment: true}))
	if i := slices.IndexFunc(send.Parts, func(p desk.SendPart) bool { return p.Kind == desk.PartComment }); !on(desk.PartComment) || len(send.Parts[i].Items) != 1 {
		t.Errorf("one comment was chosen: %+v", send.Parts)
	}
	if _, err := r.SendItem(r.event, desk.PartPhoto, "p-none", true); err == nil {
		t.Error("a photograph that is not there was taken along")
	}
}

// grey makes a grey picture and gives its path.
func grey(t *testing.T, r *room) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 400, 600))); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(r.dir, "grey.png")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
