package desk_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"daykit/internal/desk"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// printedText gives what a print says.
func printedText(ctx context.Context, t *testing.T, d *desk.Desk, id string, req desk.PrintRequest) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "out.pdf")
	_, _, err := d.SavePrint(ctx, id, req, "pdf", path, nil)
	must0(t, err)
	return tool(t, "pdftotext", "-layout", path, "-")
}

// thankful is an event with a crew of three and two local voices, one of them by another
// name than their own.
func thankful(ctx context.Context, t *testing.T, d *desk.Desk) string {
	t.Helper()
	id := addSample(t, d)
	door := addShift(ctx, t, d, id, "door", "17:00", "20:00", 2)
	for _, m := range []desk.MemberInput{
		{Name: "Crewkanar Ana", Roles: []string{"cooking"}, Languages: []string{"en"}, Contact: "crewkanar@example.org"},
		{Name: "Crewkanar Віра", Roles: []string{"cooking"}, Languages: []string{"uk"}},
		{Name: "Crewkanar Tom", Languages: []string{"fr"}},
	} {
		who := addMember(ctx, t, d, id, m)
		if m.Name == "Crewkanar Ana" {
			must0(t, d.Assign(ctx, id, door, who, true))
		}
	}
	for _, v := range []content.OwnVoice{
		{Name: content.NamePseudonym, Credit: "Rosa", Person: "Kanarieva Realname", Quote: "Neighbours became friends.", Lang: "en"},
		{Name: content.NameNone, Person: "Kanarieva Nameless", Quote: "We cook together.", Lang: "en"},
	} {
		v.Given, v.Scope, v.WithdrawTo = "2026-12-01", []content.Use{content.Print}, "Sam Sample"
		voice, err := d.SaveOwnVoice(ctx, id, v)
		must0(t, err)
		_, err = d.ChooseVoice(ctx, id, voice, true)
		must0(t, err)
	}
	return id
}

// TestThanksForCrewAndVoices prints what thanks people, and looks for what must not be on
// it: contacts, names that were not agreed to, hours that nobody asked for, and pay.
func TestThanksForCrewAndVoices(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	ctx := t.Context()
	id := thankful(ctx, t, d)
	if n, err := d.ThanksCounts(ctx, id); err != nil || n != (desk.ThanksCounts{Crew: 3, Voices: 2}) {
		t.Errorf("got %+v, %v", n, err)
	}
	for _, kind := range []string{desk.KindLetters, desk.KindCertificate} {
		text := printedText(ctx, t, d, id, desk.PrintRequest{Kind: kind, For: desk.ForCrew})
		for _, want := range []string{"Crewkanar Ana", "Crewkanar Віра", "Crewkanar Tom", ": Person at the door", ": Cooking", "not a record of work or of pay"} {
			if !strings.Contains(strings.Join(strings.Fields(text), " "), want) {
				t.Errorf("%s: %q is not on it", kind, want)
			}
		}
		for _, not := range []string{"crewkanar@", "hour", "voucher", "£", "volunteer", "Scan"} {
			if strings.Contains(text, not) {
				t.Errorf("%s says %q", kind, not)
			}
		}
		hours := printedText(ctx, t, d, id, desk.PrintRequest{Kind: kind, For: desk.ForCrew, Hours: true})
		if strings.Count(hours, "about 3 hours") < 1 || strings.Contains(hours, "about 0") {
			t.Errorf("%s with hours: %s", kind, hours)
		}
		text = printedText(ctx, t, d, id, desk.PrintRequest{Kind: kind, For: desk.ForVoices})
		if !strings.Contains(text, "Rosa") || strings.Contains(text, "Kanarieva") || strings.Contains(text, "record of work") {
			t.Errorf("%s for voices: %s", kind, text)
		}
	}
	trail, err := d.Audit(ctx, id)
	must0(t, err)
	prints := 0
	for _, e := range trail {
		if e.What == "print" {
			prints++
		}
	}
	if prints == 0 {
		t.Error("the audit trail says nothing of names on paper")
	}
	for whom, want := range map[string]string{desk.ForCrew: "Your part in it", desk.ForVoices: "your words"} {
		text := strings.Join(strings.Fields(printedText(ctx, t, d, id, desk.PrintRequest{Kind: desk.KindLetters, For: whom})), " ")
		for _, words := range []string{want, "took place on Friday 18 December 2026", "With warm thanks, Sample Neighbours, Friday 18 December 2026"} {
			if !strings.Contains(text, words) {
				t.Errorf("letters for %s do not say %q", whom, words)
			}
		}
	}
	own := desk.Letter{Greeting: "Hello {name},", Paras: []string{"You were wonderful."}, Signer: "All of us"}
	if text := printedText(ctx, t, d, id, desk.PrintRequest{Kind: desk.KindLetters, For: desk.ForCrew, Letter: &own}); !strings.Contains(text, "You were wonderful.") ||
		!strings.Contains(text, "Hello Crewkanar Ana,") {
		t.Errorf("a letter of one's own: %s", text)
	}
}

// TestThanksInEachLanguage: who speaks a language whose words somebody has read gets them,
// and nobody gets a draft band for the sake of another's language.
func TestThanksInEachLanguage(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	ctx := t.Context()
	id := thankful(ctx, t, d)
	req := desk.PrintRequest{Kind: desk.KindCertificate, For: desk.ForCrew, OwnLang: true}
	look := func() desk.Preview {
		v, err := d.Preview(ctx, id, req)
		must0(t, err)
		return v
	}
	if v := look(); len(v.Drafts) > 0 || v.Pages != 3 {
		t.Errorf("nobody has read the French: %d pages, drafts %v", v.Pages, v.Drafts)
	}
	_, err := d.ConfirmProof(ctx, id, "fr", "Marie Example")
	if fault.CodeOf(err) == fault.Invalid { // the event is not in French
		_, err = d.Edit(ctx, id, []byte(`{"languages":["en","fr","uk"]}`))
		must0(t, err)
		_, err = d.ConfirmProof(ctx, id, "fr", "Marie Example")
	}
	must0(t, err)
	if v := look(); len(v.Drafts) > 0 || v.Pages != 3 {
		t.Errorf("somebody has read it: %d pages, drafts %v", v.Pages, v.Drafts)
	}
}

func TestThanksRefuse(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	ctx, id := t.Context(), addSample(t, d)
	for what, tt := range map[string]struct {
		req  desk.PrintRequest
		want fault.Code
	}{
		"nobody helps":           {desk.PrintRequest{Kind: desk.KindLetters, For: desk.ForCrew}, fault.NotFound},
		"nobody speaks":          {desk.PrintRequest{Kind: desk.KindLetters, For: desk.ForVoices}, fault.NotFound},
		"guests helped":          {desk.PrintRequest{Kind: desk.KindCertificate, For: desk.ForGuests}, fault.Invalid},
		"nobody of that kind":    {desk.PrintRequest{Kind: desk.KindLetters, For: "staff"}, fault.Invalid},
		"hours of guests":        {desk.PrintRequest{Kind: desk.KindLetters, Hours: true}, fault.Invalid},
		"languages of guests":    {desk.PrintRequest{Kind: desk.KindLetters, For: desk.ForGuests, OwnLang: true}, fault.Invalid},
		"own words in languages": {desk.PrintRequest{Kind: desk.KindLetters, For: desk.ForCrew, OwnLang: true, Letter: &desk.Letter{Greeting: "Hi"}}, fault.Invalid},
		"a list of nobody":       {desk.PrintRequest{Kind: desk.KindLetters, For: desk.ForList}, fault.Invalid},
		"a list for the crew":    {desk.PrintRequest{Kind: desk.KindLetters, For: desk.ForCrew, List: "people.csv"}, fault.Invalid},
		"a list that is not":     {desk.PrintRequest{Kind: desk.KindLetters, For: desk.ForList, List: filepath.Join(t.TempDir(), "people.csv")}, fault.NotFound},
		"badges for the crew":    {desk.PrintRequest{Kind: desk.KindBadges, For: desk.ForCrew}, fault.Invalid},
	} {
		if _, err := d.Preview(ctx, id, tt.req); fault.CodeOf(err) != tt.want {
			t.Errorf("%s: got %v", what, err)
		}
	}
	if _, err := d.ThanksDraft(ctx, id, "en", "guests"); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("a draft for guests: %v", err)
	}
	if l, err := d.ThanksDraft(ctx, id, "en", desk.ForCrew); err != nil || !strings.Contains(l.Greeting, "{name}") || len(l.Paras) != 3 {
		t.Errorf("got %+v, %v", l, err)
	}
	_, _, err := d.SavePrint(ctx, id, desk.PrintRequest{Kind: desk.KindPhotoSheet}, "", filepath.Join(t.TempDir(), "sheet.pdf"), nil)
	must0(t, err)
}
