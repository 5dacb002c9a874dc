package content_test

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
)

// The two quotations as the campaign's page prints them. They are written out
// here so that a slip in the pack is noticed: nobody may change a letter.
func TestVoicesLetterForLetter(t *testing.T) {
	t.Parallel()
	want := []content.Voice{
		{
			ID: "toby-g-mbe", Credit: "Toby G. MBE", Role: "International Migrants Day Ambassador", Year: 2022, Lang: "en",
			Quote: "People, family, unity, love, care, support, encouragement, building each other, " +
				"just being there for one another. That's what community means to me.",
		},
		{
			ID: "khadeja-alamary", Credit: "Khadeja Alamary", Organisation: "Pickwell Foundation",
			Role: "International Migrants Day Ambassador", Year: 2022, Lang: "en",
			Quote: "Community means a lot to me. It\u2019s not about the place where you are living. " +
				"It is a gathering and sharing of the values of love and the experience of life.",
		},
	}
	for i := range want {
		want[i].Source = "https://unitedkingdom.iom.int/international-migrants-day-2022"
		want[i].Topics = []string{"community"}
		want[i].Consent = content.Consent{
			Status: content.AssertedBySource, Controller: "IMIX and IOM UK",
			Scope: map[content.Use]bool{
				content.Print: true, content.Web: false, content.Social: false,
				content.Press: false, content.Translate: false, content.Photo: false,
			},
		}
	}
	p := content.Builtin()
	if d := cmp.Diff(want, p.Voices); d != "" {
		t.Errorf("(-as published +in the pack):\n%s", d)
	}
	v, ok := p.Voice("khadeja-alamary")
	if got := v.CreditLine(); !ok || got != "Khadeja Alamary – Pickwell Foundation" {
		t.Errorf("credit line: got %q", got)
	}
	if _, ok := p.Voice("somebody-else"); ok {
		t.Error("found a voice that is not in the pack")
	}
}

func TestTheme(t *testing.T) {
	t.Parallel()
	got, ok := content.Builtin().Theme("it-takes-a-community-2022")
	want := content.Theme{
		ID: "it-takes-a-community-2022", Issuer: "IMIX and IOM UK", Year: 2022, Text: "It Takes A Community",
		Hashtag: "#ItTakesACommunity", Source: "https://unitedkingdom.iom.int/international-migrants-day-2022",
	}
	if d := cmp.Diff(want, got); !ok || d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestConsentAllows(t *testing.T) {
	t.Parallel()
	granted := content.Consent{Status: content.Granted, Expires: "2026-12-18", Scope: map[content.Use]bool{content.Print: true, content.Translate: true}}
	asserted := content.Builtin().Voices[0].Consent
	withdrawn, expired, unknown, none := granted, granted, granted, granted
	withdrawn.Status, expired.Status, unknown.Status, none.Scope = content.Withdrawn, content.Expired, "maybe", nil
	tests := map[string]struct {
		consent    content.Consent
		use        content.Use
		date, lang string
		want       error
	}{
		"print":               {asserted, content.Print, "2026-12-18", "en", nil},
		"web":                 {asserted, content.Web, "2026-12-18", "en", content.ErrOutOfScope},
		"photo":               {asserted, content.Photo, "2026-12-18", "en", content.ErrOutOfScope},
		"translated":          {asserted, content.Print, "2026-12-18", "ur", content.ErrOutOfScope},
		"may be translated":   {granted, content.Print, "2026-12-18", "ur", nil},
		"last day":            {granted, content.Print, "2026-12-18", "en", nil},
		"day after":           {granted, content.Print, "2026-12-19", "en", content.ErrExpired},
		"run out":             {expired, content.Print, "2020-01-01", "en", content.ErrExpired},
		"withdrawn":           {withdrawn, content.Print, "2026-12-18", "en", content.ErrWithdrawn},
		"status nobody knows": {unknown, content.Print, "2026-12-18", "en", content.ErrOutOfScope},
		"nothing agreed":      {none, content.Print, "2026-12-18", "en", content.ErrOutOfScope},
		"zero allows nothing": {content.Consent{}, content.Print, "2026-12-18", "en", content.ErrOutOfScope},
	}
	for name, tt := range tests {
		v := content.Voice{Lang: "en", Consent: tt.consent}
		if err := v.Allows(tt.use, tt.date, tt.lang); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", name, err, tt.want)
		}
	}
	if got := asserted.Uses(); !cmp.Equal(got, []string{"print"}) {
		t.Errorf("Uses: got %q", got)
	}
}

func TestObjectives(t *testing.T) {
	t.Parallel()
	p := content.Builtin()
	if len(p.Objectives) != event.Objectives {
		t.Fatalf("got %d objectives", len(p.Objectives))
	}
	var secondary []int
	for i, o := range p.Objectives {
		if o.Number != i+1 || o.Title == "" || o.Short == "" || o.Source == "" || o.Fit == "" {
			t.Errorf("objective %d is incomplete: %+v", i+1, o)
		}
		if o.Confidence == content.Secondary {
			secondary = append(secondary, o.Number)
		} else if o.Confidence != content.Verbatim {
			t.Errorf("objective %d: confidence %q", o.Number, o.Confidence)
		}
	}
	if !cmp.Equal(secondary, []int{11}) {
		t.Errorf("secondary titles: got %v, want only 11", secondary)
	}
	if o, ok := p.Objective(16); !ok || o.Title != "Empower migrants and societies to realize full inclusion and social cohesion" {
		t.Errorf("got %+v", o)
	}
}

func TestFactsShipOnlyWhatIsSourced(t *testing.T) {
	t.Parallel()
	for _, f := range content.Builtin().Facts {
		if f.ID == "" || f.Text == "" || f.Source == "" || f.SourceDate == "" {
			t.Errorf("fact is incomplete: %+v", f)
		}
		if f.Confidence != content.Confirmed && f.Confidence != content.Secondary {
			t.Errorf("fact %s: confidence %q must not ship", f.ID, f.Confidence)
		}
	}
	all := texts(content.Builtin())
	// Ambassadors whose consent does not reach us, and slips of other pages.
	for _, never := range []string{"Bulat", "Hare", "Amichund", "Parizotto", "Katrina", "Mimi", "54/93", "Reimagining"} {
		if strings.Contains(all, never) {
			t.Errorf("the pack says %q", never)
		}
	}
}

func texts(p *content.Pack) string {
	var b strings.Builder
	for _, f := range p.Facts {
		b.WriteString(f.Text + f.Source + f.Note)
	}
	for _, m := range p.Messages {
		b.WriteString(m.Text)
	}
	for _, a := range p.Activities {
		b.WriteString(a.Summary + strings.Join(a.Care, " ") + strings.Join(a.Sources, " "))
	}
	return b.String()
}

func TestActivities(t *testing.T) {
	t.Parallel()
	p := content.Builtin()
	if len(p.Activities) != 16 {
		t.Errorf("got %d activities, want 16", len(p.Activities))
	}
	for _, a := range p.Activities {
		if a.Name == "" || a.Summary == "" || len(a.Checklist) == 0 || len(a.Care) == 0 || len(a.Objectives) == 0 {
			t.Errorf("activity %s is incomplete", a.ID)
		}
		for what, r := range map[string]content.Range{"minutes": a.Minutes, "crew": a.Crew, "guests": a.Guests, "lead_weeks": a.LeadWeeks} {
			if r.Basis == "" {
				t.Errorf("activity %s: %s has no basis", a.ID, what)
			}
			if r.Low != nil && r.High != nil && *r.Low > *r.High {
				t.Errorf("activity %s: %s runs from %d to %d", a.ID, what, *r.Low, *r.High)
			}
		}
		for _, n := range a.Objectives {
			if _, ok := p.Objective(n); !ok {
				t.Errorf("activity %s: no objective %d", a.ID, n)
			}
		}
	}
}

func TestPlan(t *testing.T) {
	t.Parallel()
	p := content.Builtin()
	common := p.Plan(nil)
	got := p.Plan([]string{"shared-meal", "no-such", "shared-meal"})
	meal, _ := p.Activity("shared-meal")
	if len(got) != len(common)+len(meal.Checklist) {
		t.Errorf("got %d tasks, want %d and %d", len(got), len(common), len(meal.Checklist))
	}
	gates := []string{"d28", "d21", "d16", "d14", "d7", "d2", "d0", "after"}
	seen := map[string]bool{}
	var all []string
	for _, a := range p.Activities {
		all = append(all, a.ID)
	}
	for _, task := range p.Plan(all) {
		if seen[task.ID] || task.Title == "" || !slices.Contains(gates, task.Gate) || (task.Gate == "after") != (task.DaysBefore < 0) {
			t.Errorf("task is there twice or incomplete: %+v", task)
		}
		seen[task.ID] = true
	}
}

var placeholder = regexp.MustCompile(`\{[a-z]+\}`)

func TestPhrases(t *testing.T) {
	t.Parallel()
	p := content.Builtin()
	if got := p.State("en"); got != content.Reviewed {
		t.Errorf("English is %s", got)
	}
	for _, a := range event.AccessFeatures() {
		mustHave(t, p, "access."+string(a))
	}
	for _, f := range event.SignupFields() {
		mustHave(t, p, "signup.field."+f)
	}
	for _, f := range event.SignupTicks() {
		mustHave(t, p, "signup.tick."+f)
	}
	for _, l := range locale.Languages() {
		for _, key := range p.PhraseKeys() {
			text, got := p.Phrase(key, l.Tag)
			if text == "" || (got != l.Tag && got != "en") {
				t.Errorf("%s in %s: %q in %s", key, l.Tag, text, got)
			}
			english, _ := p.Phrase(key, "en")
			if d := cmp.Diff(placeholder.FindAllString(english, -1), placeholder.FindAllString(text, -1)); d != "" {
				t.Errorf("%s in %s has other placeholders:\n%s", key, l.Tag, d)
			}
			if (p.PhraseState(key, l.Tag) == content.Missing) != (got != l.Tag) {
				t.Errorf("%s in %s: state %s, words in %s", key, l.Tag, p.PhraseState(key, l.Tag), got)
			}
		}
	}
	if text, got := p.Phrase("day", "fr"); text != "Journée internationale des migrants" || got != "fr" {
		t.Errorf("day in French: %q in %s", text, got)
	}
	if got := p.State("fr"); got != content.Missing {
		t.Errorf("French has one phrase, but its state is %s", got)
	}
	if text, _ := p.Phrase("no.such.key", "en"); text != "" {
		t.Errorf("got %q for a key that is not there", text)
	}
}

func mustHave(t *testing.T, p *content.Pack, key string) {
	t.Helper()
	if text, _ := p.Phrase(key, "en"); text == "" {
		t.Errorf("no English phrase for %s", key)
	}
}

// Whether the build step has run or not, the pack must say truly what it has.
func TestArticle1(t *testing.T) {
	t.Parallel()
	p := content.Builtin()
	langs := p.ArticleLanguages()
	if (len(langs) == 0) != (p.ArticlesNote() != "") {
		t.Errorf("%d languages, and the note is %q", len(langs), p.ArticlesNote())
	}
	for _, tag := range langs {
		a, ok := p.Article1(tag)
		if !ok || a.Lang != tag || a.Text == "" || a.Heading == "" || !locale.Known(tag) {
			t.Errorf("Article 1 in %s is incomplete: %+v", tag, a)
		}
		if strings.ContainsAny(a.Title+a.Heading+a.Text, "<>&[]\n\ufffd") {
			t.Errorf("Article 1 in %s has markup in it: %q", tag, a.Text)
		}
	}
	if _, ok := p.Article1("xx"); ok {
		t.Error("found Article 1 in a language that does not exist")
	}
}
