package layout_test

import (
	"fmt"
	"strings"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/layout"
)

func cardPhrases() phrases {
	p := phrases{
		"card.howto.title": "How we use these cards", "card.own": "A question of your own",
		"card.howto": "Take a card and ask each other. Anyone may pass. Listen to the end. What you hear belongs to the one who told it.",
	}
	for i := 1; i <= 22; i++ {
		p[fmt.Sprintf("card.q.%d", i)] = "What do people say in your language when somebody sneezes?"
	}
	return p
}

func TestCards(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, lang, second string
		english            phrases
		pages, lines       int // sheets, and cards with lines to write on
	}{
		{"one language", "en", "", cardPhrases(), 3, 1},
		{"two languages", "en", "ur", cardPhrases(), 3, 0},
		{"right to left first", "ar", "en", cardPhrases(), 3, 0},
		{"long words", "ta", "uk", cardPhrases(), 3, 0},
		{"the same twice", "en", "en", cardPhrases(), 3, 1},
		{"no questions", "en", "", phrases{"card.howto.title": "Cards", "card.howto": "Ask."}, 1, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			in := layout.CardsInput{Event: sample(), Lang: tc.lang, Second: tc.second, Phrases: manyPhrases(t, tc.english, 40)}
			r := setter(t).Cards(in)
			if len(r.Pages) != tc.pages || len(r.Problems) != 0 || len(r.Notes) != 0 {
				t.Fatalf("got %d pages, %v, %v, want %d", len(r.Pages), r.Problems, r.Notes, tc.pages)
			}
			lines := 0
			for _, p := range r.Pages {
				readInside(t, p)
				apart(t, p)
				clearOfArt(t, p)
				atLeast(t, p, 12)
				lines += ruled(t, p)
				insideCards(t, p)
			}
			if lines != tc.lines {
				t.Errorf("got %d cards to write on, want %d", lines, tc.lines)
			}
		})
	}
}

// ruled counts the cards with lines to write on.
func ruled(t *testing.T, p *display.Page) (n int) {
	t.Helper()
	for _, m := range marks(t, p) {
		if m.role == "" && m.pen == 0.75 {
			n++
		}
	}
	return n
}

// insideCards checks that words keep 5 mm from every cut.
func insideCards(t *testing.T, p *display.Page) {
	t.Helper()
	for _, m := range marks(t, p) {
		if m.role == "" {
			continue
		}
		col, row := int((m.box.X-display.MM(13))/display.MM(92)), int((m.box.Y-display.MM(16.5))/display.MM(66))
		cell := display.Rect{X: display.MM(13 + 92*float64(col) + 5), Y: display.MM(16.5 + 66*float64(row) + 5), W: display.MM(82), H: display.MM(56)}
		if !inside(cell, m.box) {
			t.Errorf("%q %+v comes near a cut of %+v", m.text, m.box, cell)
		}
	}
}

// A deck whose first language has no words of its own does not say the second
// one's twice; and no dish card does.
func TestCardsSayBorrowedWordsOnce(t *testing.T) {
	t.Parallel()
	s, words := setter(t), realWords()
	cards := s.Cards(layout.CardsInput{Event: sample(), Lang: "ur", Second: "en", Phrases: words})
	dishes := s.Allergens(layout.AllergensInput{Event: sample(), Lang: "ur", Second: "en", Phrases: words})
	for key, r := range map[string]layout.Result{layout.PhraseCardTitle: cards, layout.PhraseAllergen + ".contains": dishes} {
		text, got := words.Phrase(key, "ur")
		if got != "en" {
			t.Fatalf("%s has words in Urdu: choose another language", key)
		}
		if n := strings.Count(textOf(t, r.Pages[0]), strings.ReplaceAll(text, " ", "")); n != 1 {
			t.Errorf("%q stands %d times on a page, want once", text, n)
		}
	}
}

func TestCardsSayWhatDoesNotFit(t *testing.T) {
	t.Parallel()
	in := layout.CardsInput{Event: sample(), Lang: "en", Phrases: phrases{"card.q.1": strings.Repeat("What do you think? ", 40), "card.q.2": "Why?"}}
	r := setter(t).Cards(in)
	if len(r.Problems) != 1 || !strings.Contains(r.Problems[0].What, "left out") || len(texts(t, r.Pages[0], "Why?")) != 1 {
		t.Errorf("got %v, want the first question left out and the second printed", r.Problems)
	}
	in = layout.CardsInput{Event: sample(), Lang: "en", Second: "kri", Phrases: manyPhrases(t, cardPhrases(), 40)}
	if r = setter(t).Cards(in); len(r.Notes) != 1 || r.Notes[0].Lang != "kri" {
		t.Errorf("got %v, want a note that there are no words in Krio", r.Notes)
	}
}

// Where the kit has no words in a language that runs from right to left, it prints
// English from left to right.
func TestEnglishInsteadRunsFromLeftToRight(t *testing.T) {
	t.Parallel()
	s := setter(t)
	page, _ := flyer(t, "en", "a3")
	for name, r := range map[string]layout.Result{
		"Celery": s.Allergens(layout.AllergensInput{Event: sample(), Lang: "ar", Phrases: allergenPhrases()}),
		"How":    s.Cards(layout.CardsInput{Event: sample(), Lang: "ar", Phrases: cardPhrases()}),
		"Set":    s.Calibration(layout.CalibrationInput{Lang: "ar", Phrases: calibrationPhrases()}, layout.A4),
		"Print":  s.Tile(layout.TileInput{Page: page, Lang: "ar", Phrases: tilePhrases()}),
	} {
		if found := texts(t, r.Pages[0], name); len(found) == 0 || found[0].box.X > r.Pages[0].W/2 {
			t.Errorf("%q stands on the right: %+v", name, found)
		}
	}
}
