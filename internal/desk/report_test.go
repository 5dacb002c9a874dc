package desk_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"daykit/internal/desk"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/feedback"
	"daykit/internal/domain/small"
	"daykit/internal/report"
)

// toldOf is an event about which there is something to tell.
func toldOf(ctx context.Context, t *testing.T, d *desk.Desk) string {
	t.Helper()
	id := addSample(t, d)
	addShifts(t, d, id)
	guests, err := d.Guests(ctx, id)
	must0(t, err)
	for _, g := range guests {
		_, err = d.Arrive(ctx, id, g.ID)
		must0(t, err)
	}
	_, err = d.WalkIns(ctx, id, 11)
	must0(t, err)
	var forms []feedback.Form
	for i := range 12 {
		f := feedback.Form{Lang: "en", Answers: map[string][]string{feedback.Welcome: {"5"}, feedback.Heard: {"poster"}}}
		if i < 6 {
			f.Answers[feedback.Heard] = []string{"friend"}
		}
		switch i {
		case 0:
			f.Words, f.MayQuote = "My mum danced.", true
		case 1:
			f.Words, f.MayQuote = "Nobody chose these words.", true
		case 2:
			f.Words = "These words are not for others."
		}
		forms = append(forms, f)
	}
	filled, err := d.AddForms(ctx, id, "paper", forms...)
	must0(t, err)
	must0(t, d.QuoteForm(ctx, id, filled[0].ID, true))
	must0(t, d.SetDebrief(ctx, id, feedback.CrewWorked, "The long table worked."))
	must0(t, d.SetDebrief(ctx, id, feedback.CrewConcern, "A worry about somebody."))
	must0(t, d.SetDebrief(ctx, id, feedback.CrewSpeakers, "A speaker was tired."))
	_, err = d.AddMoney(ctx, id, desk.MoneyForm{Kind: "food", What: "Bread", Budget: "40", Actual: "38.50"})
	must0(t, err)
	return id
}

// TestReportSaysWhatWasAgreed: what was chosen and agreed stands in the report, in each of
// its forms, and nothing else does.
func TestReportSaysWhatWasAgreed(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), openDesk(t)
	id := toldOf(ctx, t, d)
	_, err := d.Choose(ctx, id, []string{"toby-g-mbe"})
	must0(t, err)
	agreed, refused := agreedTo(content.PhotoReport), agreedTo(content.PhotoSocial)
	agreed.Caption, refused.Caption = "The long table", "A face that said no"
	for i, photo := range addPhotographs(ctx, t, d, id, phonePicture(t, "1.jpg", 90, 60), phonePicture(t, "2.jpg", 60, 90)) {
		_, err := d.EditPhotograph(ctx, id, photo, []content.EventPhoto{agreed, refused}[i])
		must0(t, err)
	}
	all := map[string]string{}
	for _, name := range []string{"report.json", "report.csv"} {
		file := filepath.Join(t.TempDir(), name)
		_, err := d.SaveReport(ctx, id, file)
		must0(t, err)
		b, err := os.ReadFile(file)
		must0(t, err)
		all[name] = string(b)
	}
	text, err := desk.LaidOut(ctx, d, id, desk.PrintRequest{Kind: desk.KindReport, Lang: "en"})
	must0(t, err)
	all["pages"] = text
	for _, words := range []string{"My mum danced.", "Toby G. MBE", "The long table"} {
		for _, name := range []string{"report.json", "pages"} {
			if !strings.Contains(all[name], words) {
				t.Errorf("%s does not say %q", name, words)
			}
		}
	}
	guests, err := d.Guests(ctx, id)
	must0(t, err)
	for name, text := range all {
		for _, words := range []string{"Nobody chose", "not for others", "A worry", "was tired", "said no", guests[0].Name, guests[1].Name} {
			if strings.Contains(text, words) {
				t.Errorf("%s says %q", name, words)
			}
		}
	}
	prints, err := d.Prints(ctx, id)
	must0(t, err)
	if len(prints) != 1 || prints[0].Kind != desk.KindReport || !slices.Equal(prints[0].Voices, []string{"toby-g-mbe"}) {
		t.Errorf("the ledger has %+v, want the quotation in the JSON file", prints)
	}
	_, err = d.SaveReportWith(ctx, id, desk.ReportRequest{Without: []string{"quotes", "music"}}, filepath.Join(t.TempDir(), "r.json"))
	wantFault(t, err, fault.Invalid, "not a part of a report")
	_, err = d.SaveReport(ctx, id, filepath.Join(t.TempDir(), "r.doc"))
	wantFault(t, err, fault.Invalid, "not a format")
}

// TestReportPDF: the same pages each time, tagged, whole without what is left out, and the
// form of an umbrella on one page.
func TestReportPDF(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), openDesk(t)
	id := toldOf(ctx, t, d)
	dir := t.TempDir()
	var files [2][]byte
	for i := range files {
		file := filepath.Join(dir, fmt.Sprint(i, ".pdf"))
		saved, err := d.SaveReport(ctx, id, file)
		must0(t, err)
		if saved.Pages < 2 || saved.Pages > 6 || len(saved.Problems) != 0 {
			t.Errorf("got %d pages, %v", saved.Pages, saved.Problems)
		}
		files[i], err = os.ReadFile(file)
		must0(t, err)
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("two reports of one event differ")
	}
	if out, err := exec.CommandContext(ctx, "qpdf", "--check", filepath.Join(dir, "0.pdf")).CombinedOutput(); err != nil {
		t.Errorf("qpdf: %v\n%s", err, out)
	}
	form := filepath.Join(dir, "form.pdf")
	saved, err := d.SaveReportWith(ctx, id, desk.ReportRequest{Umbrella: true}, form)
	must0(t, err)
	if saved.Pages != 1 {
		t.Errorf("the form has %d pages", saved.Pages)
	}
	text, err := desk.LaidOut(ctx, d, id, desk.PrintRequest{Kind: desk.KindReport, Lang: "en", Without: "money,quotes"})
	must0(t, err)
	if strings.Contains(text, "My mum danced") || strings.Contains(text, "£38.50") {
		t.Error("what is left out is in it")
	}
}

// TestReportIsWritten: texts and parts are kept, merged and undone, and empty ones give the
// crew's words back.
func TestReportIsWritten(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), openDesk(t)
	id := toldOf(ctx, t, d)
	v, err := d.ReportData(ctx, id)
	must0(t, err)
	if v.Crew != "The long table worked." || len(v.Report.Debrief) != 1 || len(v.Parts) != len(report.Parts()) {
		t.Errorf("got %q, %+v, %d parts", v.Crew, v.Report.Debrief, len(v.Parts))
	}
	more, long := " More chairs. ", strings.Repeat("x", desk.MaxReportWords+1)
	v, err = d.SetReportTexts(ctx, id, desk.ReportTextsUpdate{Learned: &more})
	must0(t, err)
	if v.Texts.Learned != "More chairs." || v.Report.Learned != "More chairs." || len(v.Report.Debrief) != 0 {
		t.Errorf("got %+v", v.Texts)
	}
	_, err = d.SetReportTexts(ctx, id, desk.ReportTextsUpdate{Next: &long})
	wantFault(t, err, fault.Invalid, "next: at most")
	v, err = d.SetReportPart(ctx, id, "Money", false)
	must0(t, err)
	if v.Report.Money != nil || v.Report.Has(report.PartMoney) {
		t.Error("money is still in it")
	}
	_, err = d.SetReportPart(ctx, id, "music", false)
	wantFault(t, err, fault.Invalid, "not a part")
	_, err = d.Undo(ctx, id)
	must0(t, err)
	if v, err = d.ReportData(ctx, id); err != nil || v.Report.Money == nil {
		t.Errorf("undone, money is not back: %v", err)
	}
}

// TestALaterReportTellsNoSmallDifference writes a report, adds one guest and then some, and
// writes it again.
func TestALaterReportTellsNoSmallDifference(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	now := testNow
	d, err := desk.Open(ctx, desk.Options{Dir: t.TempDir(), Version: "test", Now: func() time.Time { return now }, Rand: &counter{n: 18}, NoKeyring: true})
	must0(t, err)
	t.Cleanup(func() { must0(t, d.Close()) })
	id := toldOf(ctx, t, d)
	file := filepath.Join(t.TempDir(), "report.json")
	read := func() (r report.Report) {
		t.Helper()
		_, err := d.SaveReport(ctx, id, file)
		must0(t, err)
		b, err := os.ReadFile(file)
		must0(t, err)
		must0(t, json.Unmarshal(b, &r))
		return r
	}
	first := read()
	_, err = d.WalkIns(ctx, id, 1)
	must0(t, err)
	now = now.Add(48 * time.Hour)
	second := read()
	if second.InRoom != first.InRoom || len(second.Held) != 1 || second.Held[0].Day != testNow.Format(time.DateOnly) {
		t.Errorf("got %+v after %+v, held %+v", second.InRoom, first.InRoom, second.Held)
	}
	_, err = d.WalkIns(ctx, id, 6)
	must0(t, err)
	third := read()
	if third.InRoom.Look != small.Shown || third.InRoom.N != first.InRoom.N+7 || len(third.Held) != 0 {
		t.Errorf("got %+v, held %+v", third.InRoom, third.Held)
	}
	v, err := d.ReportData(ctx, id)
	must0(t, err)
	if len(v.Given) != 2 {
		t.Errorf("reports were given on %v, want two days", v.Given)
	}
}

// TestAReportBeforeAnybodyIsCounted says that nobody was, in numbers, in words and in files, and
// says under five where somebody wrote down that nobody came.
func TestAReportBeforeAnybodyIsCounted(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), openDesk(t)
	id, err := d.CreateEvent(ctx, "A shared table", "2026-12-18", "Neighbours")
	must0(t, err)
	said := func(want string) report.Report {
		t.Helper()
		v, err := d.ReportData(ctx, id)
		must0(t, err)
		if got := v.Report.InRoom.Field(); got != want {
			t.Errorf("came: got %q, want %q", got, want)
		}
		i := slices.IndexFunc(v.Umbrella, func(l report.Line) bool { return l.Key == "attendance" })
		if got := v.Umbrella[i].Answer; got != want {
			t.Errorf("the umbrella's form: got %q, want %q", got, want)
		}
		return v.Report
	}
	r := said(small.WordsUncounted)
	if r.SignedUp.Look != small.Uncounted || r.Volunteers.Look != small.Uncounted || r.Forms.Look != small.Uncounted {
		t.Errorf("got %+v", r.Numbers)
	}
	text, err := desk.LaidOut(ctx, d, id, desk.PrintRequest{Kind: desk.KindReport, Lang: "en"})
	must0(t, err)
	for _, words := range []string{"Nobody has counted yet how many came.", "No feedback form has been entered yet."} {
		if !strings.Contains(text, words) {
			t.Errorf("the pages do not say %q", words)
		}
	}
	for _, words := range []string{"under 5", "was counted at the door", "report."} {
		if strings.Contains(text, words) {
			t.Errorf("the pages say %q", words)
		}
	}
	nobody := 0
	must0(t, d.SetDayCounts(ctx, id, desk.DayCounts{Adults: &nobody}))
	if r := said(small.WordsUnder); r.SignedUp.Look != small.Uncounted {
		t.Errorf("nobody made a list, and it is %q", r.SignedUp.Field())
	}
	_, err = d.AddGuest(ctx, id, "Kanarina One", "en", 1)
	must0(t, err)
	said(small.WordsUnder)
	_, err = d.Undo(ctx, id)
	must0(t, err)
	if r := said(small.WordsUnder); r.SignedUp.Look != small.Under {
		t.Errorf("somebody was on the list, and it is %q", r.SignedUp.Field())
	}
}
