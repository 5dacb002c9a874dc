package plain_test

import (
	"testing"

	"daykit/internal/domain/plain"

	"github.com/google/go-cmp/cmp"
)

func TestNames(t *testing.T) {
	t.Parallel()
	names := []string{"Amina Example", "Zoë Sample", "Li Wei", "أمينة", "田中", "Bo", "Іван Приклад"}
	for text, want := range map[string][]string{
		"My mum danced. She has not danced since we came.": nil,
		"thank you AMINA, it was lovely":                   {"Amina Example"},
		"Zoe was kind":                                     {"Zoë Sample"},
		"Wei and Bo sang":                                  {"Li Wei", "Bo"},
		"aminated film":                                    nil,
		"شكرا لأمينة على كل شيء":                           {"أمينة"},
		"田中さんありがとう":                                        {"田中"},
		"дякую, Іване":                                     nil,
		"дякую, Іван":                                      {"Іван Приклад"},
		"a good example for all":                           {"Amina Example"},
		"":                                                 nil,
	} {
		if d := cmp.Diff(want, plain.Names(text, names)); d != "" {
			t.Errorf("%q (-want +got):\n%s", text, d)
		}
	}
	if got := plain.Names("x", []string{"", " ", "-"}); got != nil {
		t.Errorf("no names: got %v", got)
	}
}

// TestShortNames: names of two letters are found where they are written as names, and small
// words are not taken for them.
func TestShortNames(t *testing.T) {
	t.Parallel()
	names := []string{"Li", "Bo", "Ng", "An", "So Young", "To", "El Amin", "Kai de Souza", "مي", "রাম"}
	for text, want := range map[string][]string{
		"Li cooked, and Bo’s brother sang.": {"Li", "Bo"},
		"NG CAME EARLY":                     {"Ng"},
		"Mr. Ng":                            {"Ng"},
		"thanks to everybody, an evening to remember": nil,
		"An evening to remember. So good! To be here": nil,
		"SO GOOD TO BE HERE":                          nil,
		"we danced with An until late":                {"An"},
		"it was SO good":                              nil,
		"El Salvador, de nada":                        nil,
		"Lima, Bologna and Angola":                    nil,
		"li bo ng":                                    nil,
		"كان يوم جميل":                                nil,
		"غنت مي معنا":                                 {"مي"},
		"شكرا لمي":                                    {"مي"},
		"রাম ভালো":                                    {"রাম"},
		"রহিম ভালো":                                   nil,
	} {
		if d := cmp.Diff(want, plain.Names(text, names)); d != "" {
			t.Errorf("%q (-want +got):\n%s", text, d)
		}
	}
}

func TestReaches(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"write to a.example@example.org please": {"a.example@example.org"},
		"call 07700 900 123":                    {"07700 900 123"},
		"+44 (0)7700-900123!":                   {"+44 (0)7700-900123"},
		"see www.example.org/me":                {"www.example.org/me"},
		"I am @sample.person":                   {"@sample.person"},
		"٠٧٧٠٠٩٠٠١٢٣":                           {"٠٧٧٠٠٩٠٠١٢٣"},
		"we were 12 at table 3, on 18.12.":      nil,
	} {
		if d := cmp.Diff(want, plain.Reaches(text)); d != "" {
			t.Errorf("%q (-want +got):\n%s", text, d)
		}
	}
}

func TestFew(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"We hoped for forty, and only 3 people came.": {"3 people"},
		"Two Somali women cooked; four came late":     {"Two Somali women", "four came"},
		"13 people, 24 guests, in 2026 people came":   nil,
		"One table, 3 tables and two long benches":    nil,
		"somebody people liked":                       nil,
	} {
		if d := cmp.Diff(want, plain.Few(text)); d != "" {
			t.Errorf("%q (-want +got):\n%s", text, d)
		}
	}
}
