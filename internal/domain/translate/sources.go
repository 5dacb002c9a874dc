package translate

import (
	"fmt"
	"slices"
	"strings"

	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
)

// PhrasePrefix and EventPrefix begin the keys of fixed phrases and of an event's
// own texts.
const (
	PhrasePrefix = "phrase/"
	EventPrefix  = "event/"
)

// Phrases gives the fixed phrases of a pack for translation from English into a
// language.
func Phrases(p *content.Pack, lang string) []Unit {
	var out []Unit
	for _, key := range p.PhraseKeys() {
		english, from := p.Phrase(key, "en")
		u := Unit{Key: PhrasePrefix + key, Source: english, SourceLang: from, TargetLang: lang, State: p.PhraseState(key, lang)}
		if u.State != content.Missing {
			u.Target, _ = p.Phrase(key, lang)
		}
		out = append(out, u)
	}
	return out
}

// OwnPhrases gives the fixed phrases among the findings that are to be taken, for
// [content.Pack.With]. A program calling its words final does not review them.
func OwnPhrases(findings []Finding) []content.OwnPhrase {
	out := []content.OwnPhrase{}
	for _, f := range findings {
		if key, ok := strings.CutPrefix(f.Unit.Key, PhrasePrefix); ok && f.Taken() {
			out = append(out, content.OwnPhrase{Lang: f.Unit.TargetLang, Key: key, Of: f.Unit.Source, Text: f.Unit.Target})
		}
	}
	return out
}

// Event gives the texts that the organisers of an event wrote, for translation
// from its main language into another. There are none into the main language
// itself, and none of a text that is not written in it yet. Points of the
// programme are numbered from 1; when they change places between the way out and
// the way back, their sources differ and nothing is mixed up.
func Event(ev event.Event, lang string) []Unit {
	from := "en"
	if len(ev.Languages) > 0 {
		from = ev.Languages[0]
	}
	var out []Unit
	for _, f := range fields(&ev) {
		source := (*f.text)[from]
		if strings.TrimSpace(source) == "" || lang == from {
			continue
		}
		u := Unit{Key: f.key, Source: source, Target: (*f.text)[lang], SourceLang: from, TargetLang: lang, Note: f.note, State: content.Unreviewed}
		if u.Target == "" {
			u.State = content.Missing
		}
		out = append(out, u)
	}
	return out
}

// Apply gives a copy of an event with the words of all findings that are to be
// taken and are its own.
func Apply(ev event.Event, findings []Finding) event.Event {
	ev.Programme = slices.Clone(ev.Programme)
	places := map[string]*event.Text{}
	for _, f := range fields(&ev) {
		places[f.key] = f.text
	}
	for _, f := range findings {
		place, ok := places[f.Unit.Key]
		if !ok || !f.Taken() {
			continue
		}
		words := event.Text{f.Unit.TargetLang: f.Unit.Target}
		for lang, text := range *place {
			if lang != f.Unit.TargetLang {
				words[lang] = text
			}
		}
		*place = words
	}
	return ev
}

// field is a text of an event by its key.
type field struct {
	key, note string
	text      *event.Text
}

func fields(ev *event.Event) []field {
	out := []field{
		{EventPrefix + "title", "The name of the event", &ev.Title},
		{EventPrefix + "texts.headline", "The largest words of the poster", &ev.Texts.Headline},
		{EventPrefix + "texts.about", "What it will be like, on posters and on the sign-up page", &ev.Texts.About},
		{EventPrefix + "texts.access", "How people get in and around", &ev.Texts.Access},
		{EventPrefix + "photo.alt", "What the photograph shows, for those who do not see it", &ev.Photo.Alt},
	}
	for i := range ev.Programme {
		key := fmt.Sprintf("%sprogramme.%d", EventPrefix, i+1)
		out = append(out, field{key, "A point of the programme", &ev.Programme[i].Title})
	}
	return out
}
