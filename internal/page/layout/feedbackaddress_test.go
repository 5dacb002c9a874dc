package layout_test

import (
	"strings"
	"testing"

	"daykit/internal/domain/content"
	"daykit/internal/domain/sheet"
	"daykit/internal/page/layout"
)

// TestFeedbackSaysWhereThePageAsks: at the foot, where the hint leaves room, with nothing
// over anything; and nowhere while no page asks.
func TestFeedbackSaysWhereThePageAsks(t *testing.T) {
	t.Parallel()
	const address = "imd.example/e/K7QM2Z8T"
	pack, s := content.Builtin(), setter(t)
	for lang, room := range map[string]bool{"en": true, "fr": true, "pl": false, "ur": false} {
		for _, f := range []layout.Format{layout.A5, layout.A4} {
			in := layout.FeedbackInput{Event: spoken(t, lang), Langs: []string{lang}, Phrases: pack}
			if got := textOf(t, s.Feedback(in, f).Pages[0]); strings.Contains(got, address) {
				t.Errorf("%s %s: an address of no page", lang, f.Name)
			}
			in.Address = address
			r := s.Feedback(in, f)
			if got := strings.Contains(textOf(t, r.Pages[0]), address); got != room || len(r.Problems) > 0 {
				t.Errorf("%s %s: the address is there: %v, want %v; %v", lang, f.Name, got, room, r.Problems)
			}
			apart(t, r.Pages[0])
			quietZone(t, r.Pages[0], sheet.Modules)
			if f.Name == layout.A4.Name {
				readInside(t, r.Pages[0])
				whiteRoundMachineParts(t, r.Pages[0])
			}
		}
	}
}
