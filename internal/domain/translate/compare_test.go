package translate_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/translate"
)

func TestCompare(t *testing.T) {
	t.Parallel()
	now := []translate.Unit{
		unit("missing", "Time", "", content.Missing),
		unit("there", "Free", "Bezpłatnie", content.Reviewed),
		unit("stale", "Date", "Termin", content.Stale),
		unit("places", "{n} of {m}", "", content.Missing),
	}
	for _, tt := range []struct {
		name string
		back translate.Unit
		want translate.Verdict
		was  string
	}{
		{"first words", unit("missing", "Time", "Godzina", content.Unreviewed), translate.New, ""},
		{"not translated", unit("missing", "Time", "", content.Missing), translate.Empty, ""},
		{"words taken away", unit("there", "Free", "", content.Missing), translate.Empty, "Bezpłatnie"},
		{"other words", unit("there", "Free", "Gratis", content.Unreviewed), translate.Changed, "Bezpłatnie"},
		{"as before", unit("there", "Free", "Bezpłatnie", content.Unreviewed), translate.Same, "Bezpłatnie"},
		{"English has changed", unit("there", "Free of charge", "Za darmo", content.Reviewed), translate.StaleSource, "Bezpłatnie"},
		{"stale and left so", unit("stale", "Date", "Termin", content.Stale), translate.Same, "Termin"},
		{"stale and found to hold", unit("stale", "Date", "Termin", content.Unreviewed), translate.Changed, "Termin"},
		{"places in another order", unit("places", "{n} of {m}", "{m}: {n}", content.Unreviewed), translate.New, ""},
		{"a place is lost", unit("places", "{n} of {m}", "{n}", content.Unreviewed), translate.Broken, ""},
		{"nobody knows it", unit("other", "Free", "Bezpłatnie", content.Unreviewed), translate.UnknownKey, ""},
		{"another language", translate.Unit{Key: "there", Source: "Free", Target: "x", SourceLang: "en", TargetLang: "uk", State: content.Unreviewed}, translate.UnknownKey, ""},
		{"from another language", translate.Unit{Key: "there", Source: "Free", Target: "x", SourceLang: "fr", TargetLang: "pl", State: content.Unreviewed}, translate.StaleSource, "Bezpłatnie"},
	} {
		got := translate.Compare(now, []translate.Unit{tt.back})
		want := []translate.Finding{{Unit: tt.back, Verdict: tt.want, Was: tt.was}}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, d)
		}
	}
}

func TestPhrases(t *testing.T) {
	t.Parallel()
	p := content.Builtin()
	units := translate.Phrases(p, "fr")
	if len(units) != len(p.PhraseKeys()) {
		t.Fatalf("%d texts of %d phrases", len(units), len(p.PhraseKeys()))
	}
	back := sendOut(t, units)
	for i := range back {
		if back[i].Key == "phrase/free" {
			back[i].Target = "Entrée libre"
		}
	}
	taken := translate.OwnPhrases(translate.Compare(units, back))
	if d := cmp.Diff([]content.OwnPhrase{{Lang: "fr", Key: "free", Of: "Free", Text: "Entrée libre"}}, taken); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	text, _ := p.With(taken).Phrase("free", "fr")
	if text != "Entrée libre" {
		t.Errorf("the pack says %q", text)
	}
}

func sendOut(t *testing.T, units []translate.Unit) []translate.Unit {
	t.Helper()
	var b bytes.Buffer
	if err := translate.Write(&b, translate.XLIFF, units); err != nil {
		t.Fatal(err)
	}
	back, err := translate.Read(&b, translate.XLIFF)
	if err != nil {
		t.Fatal(err)
	}
	return back
}

func sample() event.Event {
	return event.Event{
		Languages: []string{"en", "pl"},
		Title:     event.Text{"en": "A shared table", "pl": "Wspólny stół"},
		Texts:     event.Texts{Headline: event.Text{"en": "It takes a community"}, About: event.Text{"pl": "Jedzenie"}},
		Programme: []event.ProgrammeItem{{Title: event.Text{"en": "Food"}}, {Title: event.Text{"en": "Music"}}},
	}
}

func TestEvent(t *testing.T) {
	t.Parallel()
	var got []string
	for _, u := range translate.Event(sample(), "pl") {
		got = append(got, strings.Join([]string{u.Key, u.Source, u.Target, string(u.State)}, "|"))
	}
	want := []string{
		"event/title|A shared table|Wspólny stół|unreviewed", "event/texts.headline|It takes a community||missing",
		"event/programme.1|Food||missing", "event/programme.2|Music||missing",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if units := translate.Event(sample(), "en"); len(units) != 0 {
		t.Errorf("the main language is translated into itself: %v", units)
	}
}

// The programme changes places while the file is away: the point that is another
// now is told, the others are taken, and the event that went in is as it was.
func TestApply(t *testing.T) {
	t.Parallel()
	back := sendOut(t, translate.Event(sample(), "uk"))
	for i := range back {
		back[i].Target, back[i].State = "«"+back[i].Source+"»", content.Unreviewed
	}
	now := sample()
	now.Programme[1].Title = event.Text{"en": "Songs"}
	findings := translate.Compare(translate.Event(now, "uk"), back)
	got := translate.Apply(now, findings)
	want := sample()
	want.Title["uk"], want.Texts.Headline["uk"], want.Programme[0].Title["uk"] = "«A shared table»", "«It takes a community»", "«Food»"
	want.Programme[1].Title = event.Text{"en": "Songs"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if last := findings[len(findings)-1]; last.Verdict != translate.StaleSource {
		t.Errorf("the point that changed is %s", last.Verdict)
	}
	untouched := sample()
	untouched.Programme[1].Title = event.Text{"en": "Songs"}
	if d := cmp.Diff(untouched, now); d != "" {
		t.Errorf("the event that went in was changed:\n%s", d)
	}
}
