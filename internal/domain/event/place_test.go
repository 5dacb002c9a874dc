package event_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/domain/event"
)

func TestReadPlace(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]event.Venue{
		"":                                {},
		" , ":                             {},
		"Sample Hall":                     {Name: "Sample Hall"},
		"Sample Hall, M1 1AA":             {Name: "Sample Hall", Postcode: "M1 1AA"},
		"Sample Hall,  Exampleton":        {Name: "Sample Hall", Town: "Exampleton"},
		"Sample Hall, Exampleton ec1a1bb": {Name: "Sample Hall", Town: "Exampleton", Postcode: "EC1A 1BB"},
		"Sample Hall, 1 Sample Street, Manchester, M1 1AA":     {Name: "Sample Hall", Address: "1 Sample Street", Town: "Manchester", Postcode: "M1 1AA"},
		"The Hall, Room 2, 1 Sample Street, Manchester W1A0AX": {Name: "The Hall", Address: "Room 2, 1 Sample Street", Town: "Manchester", Postcode: "W1A 0AX"},
		"Room B1 2": {Name: "Room B1 2"},
	} {
		want.Access = []event.Access{}
		if diff := cmp.Diff(want, event.ReadPlace(text)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

// FuzzReadPlace: no letter of what was typed is lost.
func FuzzReadPlace(f *testing.F) {
	f.Add("Sample Hall, 1 Sample Street, Manchester M1 1AA")
	f.Add(",,Hall ,\tm11aa")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		letters := func(s string) string {
			return strings.Map(func(r rune) rune {
				if r == ',' {
					return -1
				}
				return r
			}, strings.Join(strings.Fields(s), ""))
		}
		v := event.ReadPlace(text)
		got := letters(v.Name + v.Address + v.Town + v.Postcode)
		if !strings.EqualFold(got, letters(text)) {
			t.Errorf("%q became %q", text, got)
		}
	})
}
