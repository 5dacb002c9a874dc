package layout_test

import (
	"slices"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/layout"
)

func allergenPhrases() phrases {
	return phrases{
		"allergen.dish": "Dish", "allergen.contains": "Contains", "allergen.none": "None of these",
		"allergen.celery": "Celery", "allergen.gluten": "Cereals with gluten", "allergen.crustaceans": "Crustaceans",
		"allergen.eggs": "Eggs", "allergen.fish": "Fish", "allergen.lupin": "Lupin", "allergen.milk": "Milk",
		"allergen.molluscs": "Molluscs", "allergen.mustard": "Mustard", "allergen.nuts": "Nuts", "allergen.peanuts": "Peanuts",
		"allergen.sesame": "Sesame", "allergen.soybeans": "Soybeans", "allergen.sulphites": "Sulphur dioxide, sulphites",
		"allergen.halal": "Halal", "allergen.vegetarian": "Vegetarian", "allergen.vegan": "Vegan",
		"allergen.ask": "Not sure? Please ask us before you eat.",
	}
}

func TestAllergens(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, lang, second string
		cards, words       int
	}{
		{"one language", "en", "", 4, 21},
		{"two languages", "en", "ur", 2, 42},
		{"from the right", "ar", "en", 2, 42},
		{"long words", "uk", "", 4, 21},
		{"no words in the second", "en", "kri", 4, 21},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			in := layout.AllergensInput{Event: sample(), Lang: tc.lang, Second: tc.second, Phrases: manyPhrases(t, allergenPhrases(), 5)}
			r := setter(t).Allergens(in)
			if len(r.Problems) != 0 || len(r.Pages) != 1 {
				t.Fatalf("got %v", r.Problems)
			}
			p := r.Pages[0]
			readInside(t, p)
			apart(t, p)
			atLeast(t, p, 10)
			words, copies, boxes := 0, 1, 0
			for _, m := range marks(t, p) {
				if m.role != "" {
					words++
				}
				if m.role == "" && m.pen == 1 {
					boxes++
				}
			}
			for _, op := range p.Ops {
				if _, ok := op.(display.Use); ok {
					copies++
				}
			}
			if words != tc.words || copies != tc.cards || boxes != 18 {
				t.Errorf("got %d words, %d cards and %d boxes, want %d, %d and 18", words, copies, boxes, tc.words, tc.cards)
			}
		})
	}
}

func TestFourteenAllergensAreNamed(t *testing.T) {
	t.Parallel()
	list := layout.Allergens()
	slices.Sort(list)
	if len(slices.Compact(list)) != 14 {
		t.Errorf("got %v", list)
	}
	r := setter(t).Allergens(layout.AllergensInput{Event: sample(), Lang: "en", Phrases: allergenPhrases()})
	for _, name := range list {
		word := allergenPhrases()["allergen."+name]
		if name != "sulphites" && name != "gluten" && len(texts(t, r.Pages[0], word)) != 1 {
			t.Errorf("%s is not on the card once", word)
		}
	}
}
