package desk_test

import (
	"context"
	"testing"

	"daykit/internal/desk"

	"github.com/google/go-cmp/cmp"
)

// TestThePictureMarksItsWords: what no speaker has read, and English that stands in.
func TestThePictureMarksItsWords(t *testing.T) {
	t.Parallel()
	newLaptop(t, 73).with(t, func(ctx context.Context, d *desk.Desk) {
		id, err := d.NewEvent(ctx, desk.SampleEvent())
		must0(t, err)
		_, err = d.Edit(ctx, id, []byte(`{"signup_page":{"food":["vegan"]}}`))
		must0(t, err)
		for lang, want := range map[string][2]string{"en": {"reviewed", "reviewed"}, "pl": {"unreviewed", "missing"}} {
			p, err := d.SignupPicture(ctx, id, lang)
			must0(t, err)
			if got := [2]string{p.FoodTitle.State, p.Food[0].State}; got != want || p.Title.State != "" {
				t.Errorf("%s: got %q, want %q", lang, got, want)
			}
			if lang == "pl" && (p.FoodTitle.Lang != "pl" || p.Food[0].Lang != "en" || p.Food[0].Text != "Vegan") {
				t.Errorf("got %+v, %+v", p.FoodTitle, p.Food[0])
			}
		}
	})
}

// TestThePictureSaysWhatThePageSays: in its order and its words, which are not those of
// the paper sheets.
func TestThePictureSaysWhatThePageSays(t *testing.T) {
	l := newLaptop(t, 72)
	l.with(t, func(ctx context.Context, d *desk.Desk) {
		id, err := d.NewEvent(ctx, desk.SampleEvent())
		must0(t, err)
		for state, send := range map[string]string{"open": "I am coming", "full": "Put me on the waiting list"} {
			_, err := d.SignupState(ctx, id, state, nil)
			must0(t, err)
			p, err := d.SignupPicture(ctx, id, "en")
			must0(t, err)
			var got []string
			for _, line := range append(p.Fields, p.Send) {
				got = append(got, line.Text)
			}
			want := []string{"What should we call you?", "How many people are coming?", "How can we reach you? (not required)", send}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", state, diff)
			}
		}
	})
}
