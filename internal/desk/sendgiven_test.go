package desk_test

import (
	"context"
	"net/http"
	"testing"

	"daykit/internal/data/wire"
	"daykit/internal/desk"
	"daykit/internal/domain/feedback"
)

// TestSendingAnswersCountsAsAReport: what is sent or written after it tells of nobody beside
// it, and the day stands among those of reports.
func TestSendingAnswersCountsAsAReport(t *testing.T) {
	t.Parallel()
	l, c, line := newLaptop(t, 94), newCampaign(t), &recorder{}
	l.opt.HTTP = &http.Client{Transport: line}
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		c.join(ctx, d)
		sheetChecked(ctx, t, d)
		id, _, _ := evaluated(ctx, t, d)
		given := func() int {
			t.Helper()
			v, err := d.ReportData(ctx, id)
			must0(t, err)
			return len(v.Given)
		}
		seenAndSent(ctx, t, d, line)
		if given() != 0 {
			t.Error("the totals alone are no report")
		}
		_, err := d.SendParts(ctx, id, map[string]bool{wire.PartEvaluation: true})
		must0(t, err)
		seenAndSent(ctx, t, d, line)
		if given() != 1 {
			t.Error("the sending is not among the reports")
		}
		_, err = d.AddForm(ctx, id, feedback.Form{Lang: "en", Answers: map[string][]string{"welcome": {"1"}}})
		must0(t, err)
		seenAndSent(ctx, t, d, line)
		if got := c.standing(id)[wire.PartEvaluation]; len(got) != 1 || got[0].Evaluation.Forms != 6 {
			t.Errorf("one more form, and the server has %+v", got)
		}
		if v, err := d.ReportData(ctx, id); err != nil || v.Report.Forms.N != 6 || len(v.Held) == 0 {
			t.Errorf("one more form, and a report says %+v, held %v, %v", v.Report.Forms, v.Held, err)
		}
	})
}

// TestNamesOfWhoLeadsAreSeenInWords: a speaker who is neither guest nor crew, and a care
// contact, are people of the event too.
func TestNamesOfWhoLeadsAreSeenInWords(t *testing.T) {
	t.Parallel()
	l, c := newLaptop(t, 95), newCampaign(t)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		c.join(ctx, d)
		id := addSample(t, d)
		editProgramme(t, d, id, ledPoints)
		_, err := d.SaveCarer(ctx, id, "", desk.CarerForm{For: "guests", Name: "Kanacarer"})
		must0(t, err)
		learned := "Kanaleadone and Kanacarer were wonderful."
		_, err = d.SetReportTexts(ctx, id, desk.ReportTextsUpdate{Learned: &learned})
		must0(t, err)
		v, err := d.Send(ctx, id)
		must0(t, err)
		items := sendPartOf(t, v, wire.PartLearned).Items
		if len(items) != 1 || len(items[0].Found) != 2 || items[0].Why != desk.SendNames {
			t.Errorf("got %+v", items)
		}
	})
}
