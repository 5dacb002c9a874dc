package event_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

func sample(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func decode(t testing.TB, doc string) event.Event {
	t.Helper()
	e, err := event.Decode(strings.NewReader(doc), event.MaxDocument)
	if err != nil {
		t.Fatalf("Decode: %v", err)
	}
	return e
}

func TestDecodeSamples(t *testing.T) {
	t.Parallel()
	shared := decode(t, string(sample(t, "event-shared-table.json")))
	if got, want := shared.Languages, []string{"en", "ur", "pl", "ti"}; !cmp.Equal(got, want) {
		t.Errorf("languages: got %q, want %q", got, want)
	}
	if got := shared.Programme[2].Title["en"]; got != "Stories from the room" {
		t.Errorf("programme: got %q", got)
	}
	quiet := decode(t, string(sample(t, "event-quiet.json")))
	if text, lang := quiet.Title.In("ar"); lang != "en" || text != "Women's breakfast and language café" {
		t.Errorf("empty Arabic title: got %q in %q, want the English one", text, lang)
	}
	if got := quiet.Venue.Place(); got != "Cardiff Bay" {
		t.Errorf("hidden place: got %q", got)
	}
}

func TestDecodeAgainGivesTheSame(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"event-shared-table.json", "event-quiet.json"} {
		e := decode(t, string(sample(t, name)))
		b, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(e, decode(t, string(b))); d != "" {
			t.Errorf("%s changed (-once +twice):\n%s", name, d)
		}
	}
}

const least = `{"schema":"daykit/event/1","title":{"en":"Tea"},"date":"2026-12-18"}`

func TestDecodeFillsWhatIsLeftOut(t *testing.T) {
	t.Parallel()
	if d := cmp.Diff(event.Blank("Tea", "2026-12-18", ""), decode(t, least)); d != "" {
		t.Errorf("(-Blank +Decode):\n%s", d)
	}
	if d := cmp.Diff(decode(t, least), decode(t, with(`"signup":null,"languages":null,"venue":null`))); d != "" {
		t.Errorf("null is not as absent (-absent +null):\n%s", d)
	}
}

func TestDecodeWritesOurTags(t *testing.T) {
	t.Parallel()
	e := decode(t, with(`"languages":["en-GB","zh-CN","prs"],"texts":{"headline":{"en-gb":"Hello","EN":""}}`))
	if got, want := e.Languages, []string{"en", "zh-Hans", "fa-AF"}; !cmp.Equal(got, want) {
		t.Errorf("languages: got %q, want %q", got, want)
	}
	if got := e.Texts.Headline["en"]; got != "Hello" {
		t.Errorf("headline: got %q", e.Texts.Headline)
	}
}

// with adds fields to the least document.
func with(fields string) string { return strings.TrimSuffix(least, "}") + "," + fields + "}" }

// swap replaces in the least document.
func swap(old, with string) string { return strings.Replace(least, old, with, 1) }

func TestDecodeRefuses(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("a", 201)
	tests := map[string]struct{ doc, want string }{
		"nothing":                {"", "line 1 is not valid JSON: it ends too early"},
		"not json":               {"hello", "line 1 is not valid JSON"},
		"broken on line 2":       {"{\n\"title\": oops}", "line 2 is not valid JSON"},
		"a list":                 {"[]", "document: is a list; write fields in curly brackets"},
		"null":                   {"null", "document: is null"},
		"trailing data":          {least + "\n{}", "line 2: there is more after the end"},
		"bad utf-8":              {swap("Tea", "\n\xff"), "line 2 is not valid UTF-8 text"},
		"no schema":              {swap(`"schema":"daykit/event/1",`, ""), `schema: is missing; an event document says "daykit/event/1"`},
		"later schema":           {`{"schema":"daykit/event/2","x":1}`, `schema: "daykit/event/2" is not`},
		"unknown schema":         {swap("event/1", "event/2"), `schema: "daykit/event/2" is not a kind of document`},
		"unknown field":          {with(`"colour":"red"`), "colour: is not a field of an event document"},
		"unknown inner field":    {with(`"venue":{"room":"2"}`), "venue.room: is not a field"},
		"field in capitals":      {swap(`"date"`, `"Date"`), "Date: is not a field"},
		"field twice":            {with(`"date":"2026-12-19"`), "date: stands in the document twice"},
		"nested too deep":        {with(`"programme":` + strings.Repeat("[", 40) + strings.Repeat("]", 40)), "nested too deep"},
		"number for text":        {with(`"group":7`), "group: is a number; write text in quotation marks"},
		"text for number":        {with(`"capacity":"80"`), "capacity: is text; write a whole number without quotation marks"},
		"fraction":               {with(`"capacity":1.5`), "capacity: is a number; write a whole number"},
		"huge number":            {with(`"capacity":9999999999999999999`), "capacity: is a number"},
		"text for list":          {with(`"languages":"en"`), "languages: is text; write a list in square brackets"},
		"null in list":           {with(`"languages":[null]`), "languages[0]: is null"},
		"text for texts":         {swap(`{"en":"Tea"}`, `"Tea"`), "title: is text; write texts by language"},
		"deep wrong type":        {with(`"programme":[{"at":"17:30","minutes":"x"}]`), "programme[0].minutes: is text"},
		"no title":               {swap("Tea", "  "), "title: is empty in every language"},
		"long title":             {swap("Tea", long), "title.en: has 201 characters; shorten it to 200"},
		"control character":      {swap("Tea", `\u0007`), "title.en: has the character U+0007"},
		"override":               {swap("Tea", `a\u202eb`), "title.en: has the character U+202E"},
		"unknown title language": {swap(`"en"`, `"xx"`), `title: "xx" is not a language Daykit knows`},
		"bad date":               {swap("2026-12-18", "2026-13-40"), `date: "2026-13-40" is not a date; write it like 2026-12-18`},
		"no such day":            {swap("2026-12-18", "2026-02-29"), `date: "2026-02-29" is not a date`},
		"bad start":              {with(`"start":"5pm"`), `start: "5pm" is not a time; write it like 17:30`},
		"short time":             {with(`"start":"7:30"`), `start: "7:30" is not a time`},
		"end alone":              {with(`"end":"20:00"`), "start: is empty though there is an end"},
		"bad zone":               {with(`"timezone":"Mars/Olympus"`), `timezone: "Mars/Olympus" is not a time zone`},
		"local zone":             {with(`"timezone":"Local"`), `timezone: "Local" is not a time zone`},
		"zone path":              {with(`"timezone":"../etc/passwd"`), "timezone:"},
		"unknown language":       {with(`"languages":["en","ur","xx"]`), `languages[2]: "xx" is not a language Daykit knows`},
		"language twice":         {with(`"languages":["en","en-GB"]`), `languages[1]: "en" is listed twice`},
		"no language":            {with(`"languages":[]`), "languages: is empty"},
		"too many languages":     {with(`"languages":[` + strings.Repeat(`"en",`, 20) + `"en"]`), "languages: has 21 languages"},
		"unknown access":         {with(`"venue":{"access":["lift","escalator"]}`), `venue.access[1]: "escalator" is not one of step-free,`},
		"objective 24":           {with(`"gcm_objectives":[16,24]`), "gcm_objectives[1]: 24 is not an objective"},
		"objective twice":        {with(`"gcm_objectives":[16,16]`), "gcm_objectives[1]: 16 is listed twice"},
		"negative capacity":      {with(`"capacity":-1`), "capacity: -1 is out of range"},
		"bad voice id":           {with(`"voices":["../x"]`), "voices[0]:"},
		"unknown sign-up field":  {with(`"signup":{"fields":["name","passport"]}`), `signup.fields[1]: "passport" is not one of`},
		"no rows":                {with(`"signup":{"rows":0}`), "signup.rows: 0 is out of range; give a number from 1 to 40"},
		"too many rows":          {with(`"signup":{"rows":41}`), "signup.rows: 41 is out of range"},
		"unknown layout":         {with(`"signup":{"layout":"grid"}`), `signup.layout: "grid" is not one of rows, slips, names`},
		"programme time":         {with(`"programme":[{"at":""}]`), `programme[0].at: "" is not a time`},
		"bad id":                 {with(`"id":"hello"`), `id: "hello" is not an event id`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := event.Decode(strings.NewReader(tt.doc), event.MaxDocument)
			if err == nil {
				t.Fatal("got no error")
			}
			if !strings.Contains(err.Error(), tt.want) || fault.CodeOf(err) != fault.Invalid {
				t.Errorf("got %v (%s), want %q", err, fault.CodeOf(err), tt.want)
			}
			if strings.ContainsAny(err.Error(), "\n") {
				t.Errorf("the message has more than one line: %q", err)
			}
		})
	}
}

func TestSignupSheetsThatAreKnown(t *testing.T) {
	t.Parallel()
	for _, layout := range append(event.SignupLayouts(), "") {
		doc := with(`"signup":{"fields":["name"],"ticks":["came","count-only"],"rows":20,"sheets":2,"layout":"` + layout + `"}`)
		ev, err := event.Decode(strings.NewReader(doc), event.MaxDocument)
		if err != nil || ev.Signup.Layout != layout || len(ev.Signup.Ticks) != 2 {
			t.Errorf("%q: got %+v, %v", layout, ev.Signup, err)
		}
	}
}

func TestDecodeTooLarge(t *testing.T) {
	t.Parallel()
	_, err := event.Decode(strings.NewReader(with(`"group":"`+strings.Repeat("x", 1<<20)+`"`)), event.MaxDocument)
	if err == nil || !strings.Contains(err.Error(), "larger than 1024 kB") {
		t.Errorf("got %v", err)
	}
}

func TestSeveralProblemsNameTheNext(t *testing.T) {
	t.Parallel()
	doc := strings.Replace(with(`"capacity":-1,"expected":-1`), "2026-12-18", "soon", 1)
	_, err := event.Decode(strings.NewReader(doc), event.MaxDocument)
	var f *fault.Error
	if !errors.As(err, &f) || f.Hint != "see also capacity and 1 more" {
		t.Errorf("got %v", err)
	}
	var field *event.FieldError
	if !errors.As(err, &field) || field.Path != "date" {
		t.Errorf("got field %v, want date", field)
	}
}

func TestPatch(t *testing.T) {
	t.Parallel()
	e := decode(t, string(sample(t, "event-shared-table.json")))
	got, err := e.Patch([]byte(`{"texts":{"headline":{"pl":"Wspólny stół"}},"venue":{"town":"Leeds"},"capacity":null,"voices":[]}`))
	if err != nil {
		t.Fatal(err)
	}
	want := decode(t, string(sample(t, "event-shared-table.json")))
	want.Texts.Headline["pl"] = "Wspólny stół"
	want.Venue.Town, want.Capacity, want.Voices = "Leeds", 0, []string{}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if d := cmp.Diff(decode(t, string(sample(t, "event-shared-table.json"))), e); d != "" {
		t.Errorf("Patch changed the event it was given (-before +after):\n%s", d)
	}
}

func TestPatchRefuses(t *testing.T) {
	t.Parallel()
	e := decode(t, string(sample(t, "event-shared-table.json")))
	for patch, want := range map[string]string{
		`{"date":"18/12/2026"}`:      `date: "18/12/2026" is not a date`,
		`{"venue":{"access":"no"}}`:  "venue.access: is text",
		`{"titel":{"en":"x"}}`:       "titel: is not a field",
		`{"title":null}`:             "title: is empty",
		`[1]`:                        "document: is a list",
		`{"schema":"daykit/pack/1"}`: "schema:",
		`{`:                          "it ends too early",
	} {
		if _, err := e.Patch([]byte(patch)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Patch(%s): got %v, want %q", patch, err, want)
		}
	}
}
