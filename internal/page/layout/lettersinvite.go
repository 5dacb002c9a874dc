package layout

import (
	"strings"

	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
	"daykit/internal/text/typeset"
)

// The phrases of an invitation that the kit writes.
const (
	PhraseInviteGreeting = "letters.greeting" // Dear {name},
	PhraseInviteSubject  = "letters.subject"  // You are invited: {title}
	PhraseInvite         = "letters.invite"   // {group} would be glad to see you at {title}.
	PhraseInviteWhen     = "letters.when"     // It is on {date}.
	PhraseInvitePlace    = "letters.place"    // It takes place at {place}.
	PhraseInviteBring    = "letters.bring"    // Please bring this letter with you. …
	PhraseInviteSignoff  = "letters.signoff"  // With warm wishes,
)

// Invitation writes the letter that invites to an event, from what the event says
// of itself, for groups that have no letter of their own.
func Invitation(ev event.Event, lang string, phrases Phrases) Letter {
	_, said := phrases.Phrase(PhraseInvite, lang) // a title and a date stand in sentences of the kit's
	title, _ := ev.Title.In(said, lang, mainLang(ev), "en")
	about, _ := ev.Texts.About.In(lang, mainLang(ev), "en")
	when := locale.LongDate(said, ev.Date)
	if clock := locale.TimeRange(ev.Start, ev.End); clock != "" {
		when += ", " + typeset.Isolate(clock) // in the order of figures, as on posters
	}
	facts := strings.NewReplacer(
		"{group}", typeset.Isolate(ev.Group), "{title}", typeset.Isolate(title),
		"{date}", typeset.Isolate(when), "{place}", typeset.Isolate(ev.Venue.Place()),
	)
	say := func(key string) string {
		text, _ := phrases.Phrase(key, lang)
		return facts.Replace(text)
	}
	place := say(PhraseInvitePlace)
	switch {
	case ev.Venue.HideAddress:
		place = say(PhraseHidden)
	case ev.Venue.Place() == "":
		place = ""
	}
	let := Letter{
		Letterhead: ev.Group, Greeting: say(PhraseInviteGreeting), Subject: say(PhraseInviteSubject),
		Signoff: say(PhraseInviteSignoff), Signer: ev.Group,
	}
	for _, para := range []string{say(PhraseInvite), about, strings.TrimSpace(say(PhraseInviteWhen) + " " + place), say(PhraseInviteBring)} {
		if para != "" {
			let.Paras = append(let.Paras, para)
		}
	}
	return let
}
