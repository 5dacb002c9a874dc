package desk_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/desk"
	"daykit/internal/domain/content"
	"daykit/internal/domain/feedback"
)

// TestAReportSaysWhoItNames: names of guests and crew in words that a report would show are
// said where it is written, text by text, and nothing is left out because of them.
func TestAReportSaysWhoItNames(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), openDesk(t)
	id := toldOf(ctx, t, d)
	addMember(ctx, t, d, id, desk.MemberInput{Name: "Li Crewkanar"})
	_, err := d.AddGuest(ctx, id, "Kanarina One", "en", 1)
	must0(t, err)
	must0(t, d.SetDebrief(ctx, id, feedback.CrewWorked, "Li carried all tables. Three neighbours came by."))
	must0(t, d.SetDebrief(ctx, id, feedback.CrewConcern, "Kanarina was tired."))
	next, thanks := "Write to kanarina@example.org", "The bakery, and Kanarina."
	v, err := d.SetReportTexts(ctx, id, desk.ReportTextsUpdate{Next: &next, Thanks: &thanks})
	must0(t, err)
	want := []desk.ReportFound{
		{Text: desk.TextCrew, Found: []string{"Li Crewkanar", "Three neighbours"}},
		{Text: desk.TextNext, Found: []string{"Kanarina One", "kanarina@example.org"}},
		{Text: desk.TextThanks, Found: []string{"Kanarina One"}},
	}
	if diff := cmp.Diff(want, v.Found); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if v.Report.Next != next || len(v.Report.Debrief) != 1 {
		t.Error("words were left out because of a name")
	}
	const promise = "This report holds no name"
	if text := printedText(ctx, t, d, id, desk.PrintRequest{Kind: desk.KindReport}); strings.Contains(text, promise) {
		t.Error("the report promises to name nobody, and does")
	}
	if text := printedText(ctx, t, d, id, desk.PrintRequest{Kind: desk.KindReport, Without: "learned,next"}); !strings.Contains(text, promise) {
		t.Error("the report names nobody, and does not say so")
	}
	for _, tc := range []struct {
		req  desk.ReportRequest
		want []desk.ReportFound
	}{
		{desk.ReportRequest{}, want},
		{desk.ReportRequest{Umbrella: true}, want[:1]},
		{desk.ReportRequest{Without: []string{"learned"}}, want[1:]},
		{desk.ReportRequest{Without: []string{"learned", "next"}}, []desk.ReportFound{}},
	} {
		got, err := d.ReportNames(ctx, id, tc.req)
		must0(t, err)
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", tc.req, diff)
		}
	}
}

// TestAReportSaysWhatIsTranslated: words that were said in another language are marked as
// translated, and who translated them is not named.
func TestAReportSaysWhatIsTranslated(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), openDesk(t)
	id := addSample(t, d)
	voice, err := d.SaveOwnVoice(ctx, id, content.OwnVoice{
		Name: content.NamePseudonym, Credit: "Rosa", Person: "Kanarieva Realname", Quote: "Ми стали друзями.", Lang: "uk", Given: "2026-12-01",
		Scope: []content.Use{content.Print, content.Translate}, WithdrawTo: "Sam Sample",
		Translations: []content.Translation{{Lang: "en", Text: "We became friends.", By: "Kanarperson", CheckedBy: "Kanarchecker"}},
	})
	must0(t, err)
	_, err = d.ChooseVoice(ctx, id, voice, true)
	must0(t, err)
	var b bytes.Buffer
	must0(t, d.Report(ctx, id, "json", &b))
	text := printedText(ctx, t, d, id, desk.PrintRequest{Kind: desk.KindReport})
	for what, words := range map[string]string{b.String(): `"translated": true`, text: "Rosa · Translation"} {
		if !strings.Contains(what, words) || !strings.Contains(what, "We became friends.") || strings.Contains(what, "Kanar") {
			t.Errorf("%q is not said, or a translator is named:\n%.300s", words, what)
		}
	}
}
