package content_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/domain/content"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// today is when the tests of editions take place.
var today = time.Date(2026, 12, 4, 12, 0, 0, 0, time.UTC)

// voice is made up: a pack of the tests names nobody.
func voice(id string) content.Voice {
	return content.Voice{
		ID: id, Credit: "Voice " + id, Role: "Ambassador", Organisation: "Sample Group", Year: 2026, Lang: "en",
		Quote: "Words of " + id + ".", Source: "https://day.example.org", Topics: []string{"community"},
		Consent: content.Consent{Status: content.Granted, Controller: "The campaign", Given: "2026-11-01", Expires: "2027-01-31", Scope: map[content.Use]bool{content.Print: true}},
	}
}

func list(number int64, ids ...string) content.Withdrawals {
	w := content.Withdrawals{Format: 1, Number: number, Issued: "2026-12-01T09:00:00Z", Voices: []content.Withdrawal{}}
	for _, id := range ids {
		w.Voices = append(w.Voices, content.Withdrawal{ID: id, Since: "2026-12-01", Reason: content.ReasonConsent})
	}
	return w
}

func edition(version int64, w content.Withdrawals, voices ...string) content.Edition {
	e := content.Edition{
		Format: 1, ID: "day-2026", Issuer: "The campaign", Version: version,
		NotBefore: "2026-11-01T00:00:00Z", Expires: "2027-02-01T00:00:00Z", Withdrawals: w,
	}
	for _, id := range voices {
		e.Content.Voices = append(e.Content.Voices, voice(id))
	}
	return e
}

// whole is an edition with something of each kind.
func whole() content.Edition {
	e := edition(3, list(2, "gone"), "ana", "ben")
	p := content.Builtin()
	e.Content.Themes = []content.Theme{{ID: "sample-2026", Issuer: "The campaign", Year: 2026, Text: "A theme", Hashtag: "#Sample", Source: "https://day.example.org"}}
	e.Content.Messages = []content.Message{{ID: "hello", Theme: "sample-2026", Lang: "en", Text: "Come in.", Source: "https://day.example.org"}}
	e.Content.Facts = p.Facts[:1]
	e.Content.Activities = []content.Activity{asReleased(p.Activities[0])}
	return e
}

// asReleased is an activity with what the form of editions had at first. What came
// later is left out of the JSON where it is empty.
func asReleased(a content.Activity) content.Activity {
	a.Roles, a.Kit, a.Risks = nil, nil, nil
	a.Checklist = slices.Clone(a.Checklist)
	for i := range a.Checklist {
		a.Checklist[i].Optional = ""
	}
	return a
}

func encode(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestEditionFormat holds the form to the file that it was released with.
func TestEditionFormat(t *testing.T) {
	t.Parallel()
	path := filepath.Join("testdata", "edition-1.json")
	got, err := json.MarshalIndent(whole(), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(path, append(got, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	golden, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(strings.TrimSpace(string(golden)), string(got)); d != "" {
		t.Error(d)
	}
	back, err := content.DecodeEdition(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(whole(), back); d != "" {
		t.Error(d)
	}
}

func TestEditionsThatAreNotRight(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", content.MaxWords+1)
	for name, spoil := range map[string]func(*content.Edition){
		"a later form":                 func(e *content.Edition) { e.Format = 2 },
		"no id":                        func(e *content.Edition) { e.ID = "" },
		"an id of a path":              func(e *content.Edition) { e.ID = "../x" },
		"no issuer":                    func(e *content.Edition) { e.Issuer = "" },
		"an issuer of two lines":       func(e *content.Edition) { e.Issuer = "a\nb" },
		"version 0":                    func(e *content.Edition) { e.Version = 0 },
		"a version beyond JSON":        func(e *content.Edition) { e.Version = 1<<53 + 1 },
		"no beginning":                 func(e *content.Edition) { e.NotBefore = "" },
		"a time of no zone":            func(e *content.Edition) { e.NotBefore = "2026-11-01T00:00:00" },
		"a time of another zone":       func(e *content.Edition) { e.Expires = "2027-02-01T00:00:00+01:00" },
		"over before it begins":        func(e *content.Edition) { e.Expires = e.NotBefore },
		"a voice twice":                func(e *content.Edition) { e.Content.Voices = append(e.Content.Voices, voice("ana")) },
		"a voice that it withdraws":    func(e *content.Edition) { e.Content.Voices[0].ID = "gone" },
		"a voice without words":        func(e *content.Edition) { e.Content.Voices[0].Quote = " " },
		"a voice of too many words":    func(e *content.Edition) { e.Content.Voices[0].Quote = long },
		"a voice of no language":       func(e *content.Edition) { e.Content.Voices[0].Lang = "xx" },
		"a voice of nobody":            func(e *content.Edition) { e.Content.Voices[0].Credit = "" },
		"a credit that turns around":   func(e *content.Edition) { e.Content.Voices[0].Credit = "a\u0000b" },
		"a consent that was withdrawn": func(e *content.Edition) { e.Content.Voices[0].Consent.Status = content.Withdrawn },
		"a consent nobody holds":       func(e *content.Edition) { e.Content.Voices[0].Consent.Controller = "" },
		"a use that is none":           func(e *content.Edition) { e.Content.Voices[0].Consent.Scope = map[content.Use]bool{"sell": true} },
		"a consent until no day":       func(e *content.Edition) { e.Content.Voices[0].Consent.Expires = "soon" },
		"a theme of no year":           func(e *content.Edition) { e.Content.Themes[0].Year = 0 },
		"a message of no words":        func(e *content.Edition) { e.Content.Messages[0].Text = "" },
		"a fact of no source": func(e *content.Edition) {
			e.Content.Facts = []content.Fact{{ID: "f", Text: "so", Confidence: content.Confirmed}}
		},
		"a fact nobody traced": func(e *content.Edition) {
			e.Content.Facts = []content.Fact{{ID: "f", Text: "so", Source: "x", Confidence: "hearsay"}}
		},
		"an activity of no name":     func(e *content.Edition) { e.Content.Activities = []content.Activity{{ID: "a", Summary: "s"}} },
		"a withdrawal for no reason": func(e *content.Edition) { e.Withdrawals.Voices[0].Reason = "because" },
		"a withdrawal since no day":  func(e *content.Edition) { e.Withdrawals.Voices[0].Since = "" },
		"a withdrawal twice":         func(e *content.Edition) { e.Withdrawals.Voices = append(e.Withdrawals.Voices, e.Withdrawals.Voices[0]) },
		"a list of no number":        func(e *content.Edition) { e.Withdrawals.Number = 0 },
		"a list of no time":          func(e *content.Edition) { e.Withdrawals.Issued = "" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := whole()
			spoil(&e)
			if _, err := content.DecodeEdition(encode(t, e)); err == nil {
				t.Error("it was taken")
			}
		})
	}
	good := string(encode(t, whole()))
	for name, raw := range map[string]string{
		"nothing":                      "",
		"a list":                       "[]",
		"null":                         "null",
		"two values":                   good + "{}",
		"a field unknown":              strings.Replace(good, `"v":1`, `"v":1,"only_until_noon":true`, 1),
		"a field unknown of a consent": strings.Replace(good, `"controller"`, `"not_in":"papers","controller"`, 1),
		"not UTF-8":                    strings.Replace(good, "Voice ana", "Voice \xff", 1),
		"too long":                     strings.Repeat(" ", content.MaxEdition) + good,
	} {
		if _, err := content.DecodeEdition([]byte(raw)); err == nil {
			t.Errorf("%s: it was taken", name)
		}
	}
}

func FuzzEdition(f *testing.F) {
	b, err := json.Marshal(whole())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	l, err := json.Marshal(list(3, "ana"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(l)
	f.Fuzz(func(t *testing.T, raw []byte) {
		if e, err := content.DecodeEdition(raw); err == nil {
			again, err := content.DecodeEdition(encode(t, e))
			if err != nil || cmp.Diff(encode(t, e), encode(t, again)) != "" {
				t.Errorf("what was read is not read again: %v", err)
			}
			if h, err := (content.Holdings{}).Take(e, "sum", today); err == nil {
				h.Over(content.Builtin(), today)
			}
		}
		if w, err := content.DecodeWithdrawals(raw); err == nil {
			if _, err := content.DecodeWithdrawals(encode(t, w)); err != nil {
				t.Errorf("what was read is not read again: %v", err)
			}
		}
	})
}
