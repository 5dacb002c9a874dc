package desk_test

import (
	"io"
	"strings"
	"testing"

	"daykit/internal/desk"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// TestPressNoticeQuotesWhoAgreed asks for words of voices with and without a yes to the
// press, and then withdraws the one.
func TestPressNoticeQuotesWhoAgreed(t *testing.T) {
	t.Parallel()
	ctx, d := t.Context(), openDesk(t)
	event := addSample(t, d)
	silent := addVoice(t, d, event, localVoice())
	agreed := localVoice()
	agreed.Credit, agreed.Person, agreed.Scope = "Марія", "Марія Примірна", []content.Use{content.Print, content.Press, content.Translate}
	spoken := addVoice(t, d, event, agreed)
	if _, err := d.Choose(ctx, event, []string{silent, spoken}); err != nil {
		t.Fatal(err)
	}
	press := desk.PrintRequest{Kind: desk.KindPress, Lang: "en", Embargo: "2026-12-10", Contact: "Sam Sample, 0100 000000"}
	text, err := desk.LaidOut(ctx, d, event, press)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Марія", "Neighbours became friends.", "Not for use before", "Sam Sample, 0100 000000", "resolution 55/93"} {
		if !strings.Contains(text, want) {
			t.Errorf("the notice does not say %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "Оксана") {
		t.Error("the notice names somebody who did not agree to the press")
	}
	refused := func(req desk.PrintRequest, code fault.Code, why string) {
		t.Helper()
		_, _, err := d.Print(ctx, event, req, "pdf", nil, io.Discard)
		wantFault(t, err, code, why)
	}
	asked := press
	asked.Voice = silent
	refused(asked, fault.Denied, "Оксана has not agreed to this use")
	wrong := press
	wrong.Embargo = "10 December"
	refused(wrong, fault.Invalid, "is not a day")
	wrong = press
	wrong.Contact = strings.Repeat("x", 201)
	refused(wrong, fault.Invalid, "contact: one line")
	if _, err := d.Choose(ctx, event, []string{silent}); err != nil {
		t.Fatal(err)
	}
	if text, err := desk.LaidOut(ctx, d, event, press); err != nil || strings.Contains(text, "says:") {
		t.Errorf("a notice without a voice that may be quoted: %v\n%s", err, text)
	}
}
