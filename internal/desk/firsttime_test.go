package desk_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/wire"
	"daykit/internal/desk"
)

// TestWhatTheCampaignCounts holds what is sent beside the numbers to what Outgoing says:
// what the event is, and for how many it was the first time where that points at nobody.
func TestWhatTheCampaignCounts(t *testing.T) {
	t.Parallel()
	newLaptop(t, 42).with(t, func(ctx context.Context, d *desk.Desk) {
		id, s := openPage(ctx, t, d, 0)
		arrives(ctx, t, d, s, 1,
			`,"name":"Ana","party":3,"ticks":["first-time"]`, `,"name":"Ben","party":2,"ticks":["first-time","volunteer"]`,
			`,"name":"Che","party":4`, `,"name":"Dua","party":3,"ticks":["first-time"]`, `,"name":"Eve","party":2`)
		steps := []struct {
			who  int
			want int
		}{{1, 0}, {3, 0}, {2, 0}, {5, 5}} // 3 of 3, 3 of 7, 5 of 9 with 4 others, 5 of 11
		for _, step := range steps {
			_, err := d.Arrive(ctx, id, uuid(step.who))
			must0(t, err)
			out, err := d.Outgoing(ctx)
			must0(t, err)
			if got := out.Totals[0].FirstTime; got != step.want {
				t.Errorf("with %d there: %d for the first time, want %d", step.who, got, step.want)
			}
		}
		synced(ctx, t, d)
		out, err := d.Outgoing(ctx)
		must0(t, err)
		sent, err := desk.TotalsOf(ctx, d, id)
		must0(t, err)
		one := out.Totals[0]
		if d := cmp.Diff(sent, wire.Totals{
			Title: one.Title, Date: sent.Date, SignedUp: one.SignedUp, Arrived: one.Arrived, WalkIns: one.WalkIns,
			Languages: one.Languages, Activities: one.Activities, Objectives: one.Objectives, FirstTime: one.FirstTime,
		}); d != "" || one.Changed {
			t.Errorf("Outgoing does not say what was sent (-sent +said):\n%s", d)
		}
		if len(sent.Languages) == 0 || len(sent.Activities) == 0 || len(sent.Objectives) == 0 || sent.FirstTime != 5 {
			t.Errorf("sent %+v", sent)
		}
	})
}

// TestListedOnlyWhereItWasChosen publishes in each way, and never lists a hidden address.
func TestListedOnlyWhereItWasChosen(t *testing.T) {
	t.Parallel()
	newLaptop(t, 42).with(t, func(ctx context.Context, d *desk.Desk) {
		id, _ := openPage(ctx, t, d, 0)
		v, err := d.Event(ctx, id)
		must0(t, err)
		town := v.Doc.Venue.Town
		for _, step := range []struct {
			patch  string
			town   string
			listed bool
		}{
			{`{}`, town, false},
			{`{"signup_page":{"listed":true}}`, town, true},
			{`{"signup_page":{"food":["vegan"]}}`, town, true},
			{`{"venue":{"hide_address":true,"public_area":"Somewhere in the north"}}`, "", false},
			{`{"venue":{"hide_address":false}}`, town, true},
			{`{"venue":{"town":""}}`, "", false},
			{`{"venue":{"town":"Hull"},"signup_page":{"listed":false}}`, "Hull", false},
		} {
			_, err := d.Edit(ctx, id, []byte(step.patch))
			must0(t, err)
			_, err = d.Publish(ctx, id)
			must0(t, err)
			p, err := desk.PageOf(ctx, d, id)
			must0(t, err)
			out, err := d.Outgoing(ctx)
			must0(t, err)
			said := out.Pages[0]
			if p.Town != step.town || p.Listed != step.listed || said.Town != p.Town || said.Listed != p.Listed {
				t.Errorf("%s: the page has %q, %v and Outgoing says %q, %v", step.patch, p.Town, p.Listed, said.Town, said.Listed)
			}
		}
		var old wire.Page
		must0(t, json.Unmarshal([]byte(`{"title":{"en":"x"}}`), &old))
		if old.Listed || old.Town != "" {
			t.Error("an older page is listed")
		}
	})
}
