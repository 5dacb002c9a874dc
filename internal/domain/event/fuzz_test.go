package event_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"daykit/internal/domain/event"
)

func FuzzDecode(f *testing.F) {
	f.Add(sample(f, "event-shared-table.json"))
	f.Add(sample(f, "event-quiet.json"))
	f.Add([]byte(least))
	f.Add([]byte(`{"schema":"daykit/event/1","title":{"en":"\ud800"},"date":"2026-12-18"}`))
	f.Fuzz(func(t *testing.T, doc []byte) {
		e, err := event.Decode(bytes.NewReader(doc), event.MaxDocument)
		if err != nil {
			return
		}
		b, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(e, decode(t, string(b))); d != "" {
			t.Errorf("changed by writing and reading (-once +twice):\n%s", d)
		}
	})
}

func FuzzPatch(f *testing.F) {
	f.Add([]byte(`{"title":{"ur":"x"},"capacity":null}`))
	f.Add([]byte(`{}`))
	f.Add([]byte(`{"signup":{"rows":40,"ticks":["came"]},"programme":[{"at":"17:30","minutes":5,"title":null,"lead":""}]}`))
	e := decode(f, string(sample(f, "event-quiet.json")))
	f.Fuzz(func(t *testing.T, patch []byte) {
		got, err := e.Patch(patch)
		if err != nil {
			return
		}
		if err := got.Validate(); err != nil {
			t.Errorf("Patch gave an event that is not valid: %v", err)
		}
		again, err := got.Patch(patch)
		if err != nil {
			t.Fatalf("the same patch again: %v", err)
		}
		if d := cmp.Diff(got, again); d != "" {
			t.Errorf("a patch is not the same twice (-once +twice):\n%s", d)
		}
	})
}

func FuzzReadGuests(f *testing.F) {
	f.Add([]byte("id,name,lang,org,url\n1,Amal,ar,,\n"))
	f.Add([]byte("\xef\xbb\xbfName;Sprache;People\n\"Oo, \"\"Z\"\"\";pl;3\n\n"))
	f.Add([]byte("name\tparty\n=1+1\t2\n'@x\t\n"))
	f.Add([]byte("name\n\"open\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		l, err := event.ReadGuests(bytes.NewReader(file), 1<<20)
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := event.WriteGuests(&b, l.Guests); err != nil {
			t.Fatal(err)
		}
		again, bad, err := event.DecodeGuests(&b, 2<<20)
		if err != nil || len(bad) > 0 {
			t.Fatalf("our own list does not read back: %v %v", err, bad)
		}
		if d := cmp.Diff(l.Guests, again, cmpopts.EquateEmpty()); d != "" {
			t.Errorf("changed by writing and reading (-once +twice):\n%s", d)
		}
	})
}

func TestGuestsRoundTrip(t *testing.T) {
	t.Parallel()
	// Cells as people write them, formulas and quotation marks among them; white
	// space around a cell is not kept.
	word := rapid.StringMatching(`[=+\-@'"A-Za-zżءб漢]([=+\-@'",;A-Za-zżءб漢 ]{0,8}[A-Zż漢"'=])?`)
	rapid.Check(t, func(t *rapid.T) {
		var guests []event.Guest
		for i := range rapid.IntRange(0, 20).Draw(t, "n") {
			guests = append(guests, event.Guest{
				ID: "g" + strings.Repeat("x", i), Name: word.Draw(t, "name"), Org: word.Draw(t, "org"), Phone: word.Draw(t, "phone"),
				Lang: rapid.SampledFrom([]string{"", "en", "ar", "zh-Hant"}).Draw(t, "lang"), Party: rapid.IntRange(1, event.MaxParty).Draw(t, "party"),
			})
		}
		var b bytes.Buffer
		if err := event.WriteGuests(&b, guests); err != nil {
			t.Fatal(err)
		}
		file := b.String()
		got, bad, err := event.DecodeGuests(&b, 1<<20)
		if err != nil || len(bad) > 0 {
			t.Fatalf("%v %v\n%s", err, bad, file)
		}
		if d := cmp.Diff(guests, got, cmpopts.EquateEmpty()); d != "" {
			t.Fatalf("(-written +read):\n%s\n%s", d, file)
		}
	})
}

func TestDaysAddUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(-2000, 2000).Draw(t, "n")
		date := event.AddDays("2026-12-18", n)
		if got := event.DaysBetween("2026-12-18", date); got != n {
			t.Errorf("DaysBetween(2026-12-18, %s) = %d, want %d", date, got, n)
		}
	})
}
