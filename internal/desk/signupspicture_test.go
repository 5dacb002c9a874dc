package desk_test

import (
	"context"
	"testing"

	"daykit/internal/desk"

	"github.com/google/go-cmp/cmp"
)

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
