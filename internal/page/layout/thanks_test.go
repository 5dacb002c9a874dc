package layout_test

import (
	"strings"
	"testing"

	"daykit/internal/page/layout"
)

// thanksWords are the kit's own words as they were written, so that a change of the real
// ones moves no golden page.
func thanksWords() phrases {
	return phrases{
		"letters.greeting": "Dear {name},", "thanks.subject": "Thank you for {title}",
		"thanks.crew":   "{title} took place on {date}, and it was you and the others who made it happen.",
		"thanks.voices": "{title} took place on {date}. Thank you for letting people hear your words.",
		"thanks.again":  "We would be glad to see you again.", "thanks.did": "You helped with: {roles}.",
		"thanks.hours": "You helped with: {roles}. That was about {hours} hours.", "thanks.hour": "You helped with: {roles}. That was about an hour.",
		"thanks.free": "It is not a record of work or of pay.", "thanks.signoff": "With warm thanks,",
		"certificate.title": "Thank you", "certificate.for": "This is to thank", "certificate.did": "who gave time and care at",
		"certificate.signed": "For {group}", "certificate.date": "Date", "day": "International Migrants Day",
		"certificate.helped": "Helped with: {roles}", "certificate.hours": "Helped with: {roles} · about {hours} hours",
		"certificate.hour": "Helped with: {roles} · about an hour", "letters.scan": "Scan", "letters.code": "Code", "signup": "Sign up",
	}
}

// crewNames are people of several scripts with what they did.
func crewNames(t testing.TB) []layout.Badge {
	t.Helper()
	out := names(t)[:6]
	for i := range out {
		out[i].Helped = layout.Helped{Roles: []string{"Welcome desk", "Kitchen"}[:1+i%2], Minutes: 50 * i}
	}
	out[5].Helped = layout.Helped{}
	return out
}

// TestThanksPages pins letters and certificates for the crew, like TestSheetLists.
func TestThanksPages(t *testing.T) {
	t.Parallel()
	s, got := setter(t), map[string]string{}
	for _, lang := range []string{"en", "ar", "ur"} {
		ev, people := spoken(t, lang), crewNames(t)
		letter := layout.Thanks(ev, lang, layout.ThanksCrew, thanksWords())
		got["letter "+lang] = hashWhole(s.Letters(layout.LetterInput{Event: ev, Lang: lang, Phrases: thanksWords(), Letter: letter, People: people}))
		got["certificate "+lang] = hashWhole(s.Certificates(layout.CertificateInput{Event: ev, Lang: lang, Phrases: thanksWords(), People: people}))
	}
	golden(t, "testdata/golden-thanks.json", got)
}

// TestThanksSayWhatWasDoneAndNoMore: roles stand on each person's page alone, hours only
// where they are given, and every page says that it is no record of work.
func TestThanksSayWhatWasDoneAndNoMore(t *testing.T) {
	t.Parallel()
	people := crewNames(t)
	letter := layout.Thanks(sample(), "en", layout.ThanksCrew, thanksWords())
	letters1 := setter(t).Letters(layout.LetterInput{Event: sample(), Lang: "en", Phrases: thanksWords(), Letter: letter, People: people})
	certs := setter(t).Certificates(layout.CertificateInput{Event: sample(), Lang: "en", Phrases: thanksWords(), People: people})
	wants := []string{"helped with: Welcome desk", "about an hour", "about 2 hours", "about 3 hours", "about 3 hours", ""}
	for what, r := range map[string]layout.Result{"letter": letters1, "certificate": certs} {
		if len(r.Pages) != len(people) || len(r.Problems) != 0 {
			t.Fatalf("%s: %d pages, %v", what, len(r.Pages), r.Problems)
		}
		for i, p := range r.Pages {
			p = spread(p)
			readInside(t, p)
			apart(t, p)
			text := textOf(t, p)
			if !strings.Contains(strings.ToLower(text), strings.ToLower(letters(wants[i]))) || !strings.Contains(text, letters("not a record of work")) {
				t.Errorf("%s %d says %q, want %q", what, i, text, wants[i])
			}
			if said := strings.Contains(text, letters("elped with")); said != (wants[i] != "") {
				t.Errorf("%s %d says what was done: %v", what, i, said)
			}
			if i == 0 && strings.Contains(text, "hour") {
				t.Errorf("%s %d says hours that nobody gave", what, i)
			}
		}
	}
	for _, p := range layout.Thanks(sample(), "en", layout.ThanksVoices, thanksWords()).Paras {
		if strings.Contains(p, "record of work") {
			t.Error("who spoke is told of work")
		}
	}
}
