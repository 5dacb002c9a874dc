package feedback_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"daykit/internal/domain/fault"
	"daykit/internal/domain/feedback"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestQuestions(t *testing.T) {
	t.Parallel()
	qs, crew := feedback.Questions(), feedback.CrewQuestions()
	if len(qs) != 6 || len(crew) != 5 {
		t.Fatalf("got %d questions for guests and %d for the crew, want 6 and 5", len(qs), len(crew))
	}
	seen := map[string]bool{}
	for _, q := range qs {
		if q.Words == "" || q.Basis == "" || seen[q.Key] {
			t.Errorf("question %q: words %q, basis %q, twice %v", q.Key, q.Words, q.Basis, seen[q.Key])
		}
		seen[q.Key] = true
		if (q.Kind == feedback.Words) != (len(q.Options) == 0) {
			t.Errorf("question %q of kind %s has %d options", q.Key, q.Kind, len(q.Options))
		}
		for _, o := range q.Options {
			if o.Basis != feedback.OurWords {
				t.Errorf("%s, %s: basis %q; a source words no choice", q.Key, o.Key, o.Basis)
			}
		}
	}
	private := 0
	for _, q := range crew {
		if got, ok := feedback.CrewQuestionAt(q.Key); !ok || got != q {
			t.Errorf("question %q is not found by its key", q.Key)
		}
		if q.Private {
			private++
		}
	}
	if c, _ := feedback.CrewQuestionAt(feedback.CrewConcern); private != 1 || !c.Private {
		t.Error("the question of care and safety, and it alone, is private")
	}
}

func answers(pairs ...string) map[string][]string {
	m := map[string][]string{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = append(m[pairs[i]], pairs[i+1])
	}
	return m
}

func TestCheck(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name string
		form feedback.Form
		want string // in the message; empty when the form is right
	}{
		{"all answered", feedback.Form{Lang: "ar", Answers: answers("welcome", "5", "new", "yes", "again", "no", "why", "people", "why", "day", "heard", "poster"), Words: "شكرا", MayQuote: true}, ""},
		{"one face", feedback.Form{Answers: answers("welcome", "1")}, ""},
		{"words alone", feedback.Form{Words: "The soup."}, ""},
		{"nothing", feedback.Form{}, "nothing is answered"},
		{"an empty answer", feedback.Form{Answers: map[string][]string{"why": {}}}, "nothing is answered"},
		{"a sixth face", feedback.Form{Answers: answers("welcome", "6")}, "welcome"},
		{"two faces", feedback.Form{Answers: answers("welcome", "4", "welcome", "5")}, "one answer only"},
		{"the same twice", feedback.Form{Answers: answers("why", "day", "why", "day")}, "twice"},
		{"another question", feedback.Form{Answers: answers("religion", "yes")}, "not a question"},
		{"words among answers", feedback.Form{Answers: answers("remember", "soup")}, "not a question that is ticked"},
		{"language", feedback.Form{Lang: "klingon", Words: "x"}, "lang"},
		{"long", feedback.Form{Words: strings.Repeat("ä", feedback.MaxWords+1)}, "at most"},
		{"as long as may be", feedback.Form{Words: strings.Repeat("ä", feedback.MaxWords)}, ""},
		{"control characters", feedback.Form{Words: "a\x00b"}, "do not print"},
		{"not text", feedback.Form{Words: "\xff"}, "not valid text"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			err := tc.form.Check()
			switch {
			case tc.want == "" && err != nil:
				t.Errorf("got %v", err)
			case tc.want != "" && (err == nil || !strings.Contains(err.Error(), tc.want) || fault.CodeOf(err) != fault.Invalid):
				t.Errorf("got %v, want an invalid form that says %q", err, tc.want)
			}
		})
	}
}

func TestNormal(t *testing.T) {
	t.Parallel()
	got := feedback.Form{Lang: "en-GB", Answers: map[string][]string{"why": {"day", "people", "day"}, "new": {}}, Words: "  ", MayQuote: true}.Normal()
	want := feedback.Form{Lang: "en", Answers: map[string][]string{"why": {"people", "day"}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestPileCheck(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name string
		pile feedback.Pile
		want string
	}{
		{"faces", feedback.Pile{Forms: 9, Counts: counts("welcome", "5", 6, "4", 2)}, ""},
		{"no forms", feedback.Pile{}, "forms"},
		{"more faces than forms", feedback.Pile{Forms: 3, Counts: counts("welcome", "5", 2, "4", 2)}, "4 ticks on 3 forms"},
		{"more at one answer", feedback.Pile{Forms: 3, Counts: counts("why", "day", 4)}, "why"},
		{"choices with blanks", feedback.Pile{Forms: 3, Counts: counts("why", "day", 1, "people", 1), Blank: map[string]int{"why": 1}}, ""},
		{"blanks not said", feedback.Pile{Forms: 3, Counts: counts("why", "day", 1, "people", 1)}, "cannot be on 3 forms"},
		{"fewer than none", feedback.Pile{Forms: 3, Counts: counts("new", "yes", -1)}, "new"},
		{"no such answer", feedback.Pile{Forms: 3, Counts: counts("new", "maybe", 1)}, "not one of its answers"},
		{"blank faces", feedback.Pile{Forms: 3, Blank: map[string]int{"welcome": 1}}, "blank"},
		{"more blank than forms", feedback.Pile{Forms: 3, Blank: map[string]int{"why": 4}}, "cannot be blank"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			err := tc.pile.Check()
			if (tc.want == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want %q", err, tc.want)
			}
		})
	}
}

func counts(key string, pairs ...any) map[string]map[string]int {
	m := map[string]int{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i].(string)] = pairs[i+1].(int)
	}
	return map[string]map[string]int{key: m}
}

func TestAdd(t *testing.T) {
	t.Parallel()
	got := feedback.Add([]feedback.Form{
		{Answers: answers("welcome", "5", "why", "day", "why", "people"), Words: "Soup"},
		{Answers: answers("welcome", "4", "new", "yes", "why", "of-a-newer-kit")},
		{Answers: answers("new", "no")},
	}, []feedback.Pile{{Forms: 4, Counts: map[string]map[string]int{"welcome": {"5": 2, "1": 1}, "why": {"day": 3}}, Blank: map[string]int{"why": 1}}})
	if got.Forms != 7 || got.Piled != 4 || got.Words != 1 {
		t.Errorf("got %d forms, %d in piles, %d with words", got.Forms, got.Piled, got.Words)
	}
	welcome := got.Tally("welcome")
	if want := []feedback.Count{{"1", 1}, {"2", 0}, {"3", 0}, {"4", 1}, {"5", 3}}; !cmp.Equal(want, welcome.Counts) || welcome.Answered != 5 || welcome.Mean != 4 {
		t.Errorf("got %+v", welcome)
	}
	if why := got.Tally("why"); why.Answered != 4 || why.Counts[0].N != 1 || why.Counts[4].N != 4 {
		t.Errorf("got %+v", why)
	}
	if n := got.Tally("new"); n.Answered != 2 || n.Mean != 0 {
		t.Errorf("got %+v", n)
	}
	if len(got.Questions) != 5 {
		t.Errorf("got %d tallies, want 5: words are not counted", len(got.Questions))
	}
}

// anyForm draws forms that pass Check.
func anyForm(t *rapid.T) feedback.Form {
	f := feedback.Form{Answers: map[string][]string{"welcome": {rapid.SampledFrom([]string{"1", "2", "3", "4", "5"}).Draw(t, "face")}}}
	for _, q := range feedback.Questions() {
		for _, o := range q.Options {
			if rapid.Bool().Draw(t, q.Key+o.Key) && (q.Kind == feedback.Choice || q.Kind == feedback.YesNo && len(f.Answers[q.Key]) == 0) {
				f.Answers[q.Key] = append(f.Answers[q.Key], o.Key)
			}
		}
	}
	f.Words = strings.TrimSpace(rapid.StringOfN(rapid.RuneFrom([]rune("aä,;\"\n ش")), 0, 40, -1).Draw(t, "words"))
	f.MayQuote = f.Words != "" && rapid.Bool().Draw(t, "quote")
	return f
}

func TestFormsThroughJSONAndCSV(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(rapid.Custom(anyForm), 1, 5).Draw(t, "forms")
		raw, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		got, err := feedback.DecodeAll(raw)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("through JSON: %s", diff)
		}
		table, err := encodeCSV(want)
		if err != nil {
			t.Fatal(err)
		}
		if got, err = feedback.DecodeCSV(table); err != nil {
			t.Fatalf("%v in\n%s", err, table)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("through CSV: %s\n%s", diff, table)
		}
	})
}

func TestDecodeRefuses(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ in, want string }{
		"not JSON":         {"welcome: 5", "does not read"},
		"another field":    {`{"answers":{},"words":"x","name":"Amina"}`, "does not read"},
		"two documents":    {`{"words":"x"}{"words":"y"}`, "something follows"},
		"the second wrong": {`[{"words":"x"},{"answers":{"welcome":["9"]}}]`, "form 2"},
		"large":            {`{"words":"` + strings.Repeat("x", feedback.MaxFormBytes) + `"}`, "larger"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := feedback.DecodeAll([]byte(tc.in))
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want %q", err, tc.want)
			}
			if err != nil && strings.Contains(err.Error(), "Amina") {
				t.Error("the message repeats what the file says")
			}
		})
	}
}

func TestDecodeCSV(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		in   string
		want string // an error; empty for the one form below
	}{
		"commas":           {"welcome,New,why,words,may quote\n5,yes,people+day,Soup,yes\n", ""},
		"semicolons, BOM":  {"\ufeffwelcome;new;why;words;may_quote\r\n5;Yes;people + day;Soup;x\r\n\r\n", ""},
		"words of options": {"welcome,new,why,remember,quote\nVery welcome,yes,To meet people + For International Migrants Day,Soup,1\n", ""},
		"a name":           {"name,welcome\nAmina,5\n", "no column for names"},
		"an odd column":    {"age,welcome\n40,5\n", "column"},
		"an odd answer":    {"welcome\n5\n7\n", "line 3"},
		"no columns":       {"", "empty"},
		"an open quote":    {"words\n\"x\n", "CSV"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := feedback.DecodeCSV([]byte(tc.in))
			if tc.want != "" {
				if err == nil || !strings.Contains(err.Error(), tc.want) || strings.Contains(err.Error(), "Amina") {
					t.Errorf("got %v, want %q", err, tc.want)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			want := []feedback.Form{{Answers: answers("welcome", "5", "new", "yes", "why", "people", "why", "day"), Words: "Soup", MayQuote: true}}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// encodeCSV writes forms as a person would in a spreadsheet.
func encodeCSV(forms []feedback.Form) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	rows := [][]string{{"lang", "welcome", "new", "again", "why", "heard", "remember", "quote"}}
	for _, f := range forms {
		row := []string{f.Lang}
		for _, key := range rows[0][1:6] {
			row = append(row, strings.Join(f.Answers[key], " + "))
		}
		rows = append(rows, append(row, f.Words, map[bool]string{true: "yes", false: "no"}[f.MayQuote]))
	}
	err := w.WriteAll(rows)
	return b.Bytes(), err
}
