package desk_test

import (
	"testing"

	"daykit/internal/desk"
	"daykit/internal/domain/plain"
)

func TestWordsOfAnEvent(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	before, err := d.WordsOf(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range before.Hints {
		if h.Kind == plain.KindTerm {
			t.Errorf("of the sample's own words it says %+v", h)
		}
	}
	voices, err := d.Voices(t.Context(), "")
	if err != nil || len(voices) == 0 {
		t.Fatalf("got %d voices, %v", len(voices), err)
	}
	if _, err := d.Choose(t.Context(), id, []string{voices[0].ID}); err != nil {
		t.Fatal(err)
	}
	// The same word is the organisers' in one place, and somebody's own in two others.
	if _, err := d.Edit(t.Context(), id, []byte(`{"languages":["en","cy"],"texts":{"about":{"en":"Hear our heroes. “I am a victim.”","cy":"heroes"}}}`)); err != nil {
		t.Fatal(err)
	}
	want := desk.WordHint{Field: "texts.about", Lang: "en", Kind: plain.KindTerm, Found: "heroes"}
	got := terms(t, d, id)
	if len(got) != 1 || got[0].Field != want.Field || got[0].Lang != want.Lang || got[0].Found != want.Found || got[0].Why == "" || got[0].Basis == "" {
		t.Errorf("got %+v, want %+v alone", got, want)
	}
	if _, err := d.WordsOf(t.Context(), "ZZZZZZZZ"); err == nil {
		t.Error("got words of an event that is not there")
	}
}

func terms(t *testing.T, d *desk.Desk, id string) (out []desk.WordHint) {
	t.Helper()
	got, err := d.WordsOf(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range got.Hints {
		if h.Kind == plain.KindTerm {
			out = append(out, h)
		}
	}
	return out
}

// TestVoicesKeepTheirWords puts the words of a chosen voice into the event's own text: they
// are still the voice's.
func TestVoicesKeepTheirWords(t *testing.T) {
	t.Parallel()
	c, l := newCampaign(t), newShelved(t)
	ctx, text := t.Context(), "They called me a victim and a hero."
	e := sampleEdition(1, "ana")
	e.Content.Voices[0].Quote = text
	if _, err := l.AddPack(ctx, c.publish(e), fingerprintOf(t, c)); err != nil {
		t.Fatal(err)
	}
	id := addSample(t, l.Desk)
	if _, err := l.Edit(ctx, id, []byte(`{"texts":{"about":{"en":"Hear Ana. `+text+`"}}}`)); err != nil {
		t.Fatal(err)
	}
	if got := terms(t, l.Desk, id); len(got) != 2 {
		t.Fatalf("as the organisers' own: got %+v, want two terms", got)
	}
	if _, err := l.Choose(ctx, id, []string{"ana"}); err != nil {
		t.Fatal(err)
	}
	if got := terms(t, l.Desk, id); len(got) > 0 {
		t.Errorf("as a voice's: got %+v, want none", got)
	}
}

func TestColourContrast(t *testing.T) {
	t.Parallel()
	got, err := desk.ColourContrast("#009EDB", "#fff")
	if err != nil || got.Text || !got.Large {
		t.Errorf("got %+v, %v, want enough for large text alone", got, err)
	}
	if _, err := desk.ColourContrast("#009EDB", "white"); err == nil {
		t.Error("got a contrast to what is no colour")
	}
}
