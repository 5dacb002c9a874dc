package desk

import (
	"context"
	"fmt"
	"slices"

	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	advice "daykit/internal/domain/plain"
)

// WordHint is one piece of advice on a text of an event, as advice.Hint has it.
type WordHint struct {
	Field  string      `json:"field"` // dotted path in the event's document, such as texts.about
	Lang   string      `json:"lang"`
	Kind   advice.Kind `json:"kind"`
	Found  string      `json:"found"`
	Number int         `json:"number"`
	Most   int         `json:"most"`
	Say    string      `json:"say"`
	Why    string      `json:"why"`
	Basis  string      `json:"basis"`
}

// EventWords is the advice on the texts of an event. It is advice only: nothing waits for
// it, and no text is refused for it.
type EventWords struct {
	Hints []WordHint `json:"hints"` // by field, in the order of forms, and by the event's languages; never nil
}

// WordsOf gives advice on the organisers' own texts of an event: words that hurt or
// mislead, texts that are hard to read or long for a poster. The words and names of the
// event's voices are theirs, and left alone wherever they stand.
func (d *Desk) WordsOf(ctx context.Context, id string) (EventWords, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return EventWords{}, err
	}
	pack, err := d.packOf(ctx, id)
	if err != nil {
		return EventWords{}, err
	}
	var leave []string
	for _, v := range pack.Voices {
		if slices.Contains(ev.Voices, v.ID) {
			leave = append(leave, v.Quote, v.CreditLine(), v.Credit)
		}
	}
	out := EventWords{Hints: []WordHint{}}
	for _, f := range wordFields(ev) {
		for _, lang := range ev.Languages {
			for _, h := range advice.Look(advice.Text{Lang: lang, Words: f.words[lang], Most: f.most, Leave: leave}) {
				out.Hints = append(out.Hints, WordHint{f.path, lang, h.Kind, h.Found, h.Number, h.Most, h.Say, h.Why, h.Basis})
			}
		}
	}
	return out, nil
}

// wordField is a text that organisers write, and how many characters of it fit a poster.
type wordField struct {
	path  string
	words event.Text
	most  int
}

func wordFields(ev event.Event) []wordField {
	out := []wordField{
		{"title", ev.Title, advice.MostTitle},
		{"texts.headline", ev.Texts.Headline, advice.MostHeadline},
		{"texts.about", ev.Texts.About, advice.MostAbout},
		{"texts.access", ev.Texts.Access, advice.MostAccess},
	}
	for i, p := range ev.Programme {
		out = append(out, wordField{fmt.Sprintf("programme.%d.title", i), p.Title, advice.MostPoint})
	}
	return out
}

// ColourContrast says what text of one colour on another is fit for. Colours are written
// as on the web: #0033A0.
func ColourContrast(ink, paper string) (advice.Contrasting, error) {
	var out [2]advice.Colour
	for i, text := range []string{ink, paper} {
		c, err := advice.ParseColour(text)
		if err != nil {
			return advice.Contrasting{}, fault.Invalidf("write six hexadecimal digits after #", "%s", err.Error())
		}
		out[i] = c
	}
	return advice.Compare(out[0], out[1]), nil
}
