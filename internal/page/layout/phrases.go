package layout

import (
	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
)

// Phrases gives the fixed words of printed matter.
type Phrases interface {
	// Phrase gives the words for a key in lang, or the English ones when there
	// are none; got is the language of the words.
	Phrase(key, lang string) (text, got string)
}

// The keys of the phrases that layouts print.
const (
	PhraseDay       = "day"              // International Migrants Day
	PhraseSignup    = "signup"           // Sign up
	PhraseScan      = "scan-or-visit"    // Scan, or visit
	PhraseHidden    = "place.hidden"     // The organisers will tell you the exact address
	PhraseAccess    = "access"           // + . and a feature: access.step-free
	PhraseSheet     = "signup.title"     // Sign-up sheet
	PhraseHint      = "signup.hint"      // Tick or cross for yes. Pen, please. To undo, fill the box in.
	PhrasePrivacy   = "signup.privacy"   // what the group does with the sheet
	PhraseOrganiser = "signup.organiser" // For the organisers
	PhraseOf        = "signup.of"        // {n} / {m}
	PhraseBar       = "signup.bar"       // 50 mm when printed at actual size
	PhraseField     = "signup.field"     // + .name, .contact, .party
	PhraseTick      = "signup.tick"      // + .came, .first-time, .volunteer, .keep-in-touch, .count-only
	PhraseArticle1  = "article1.title"   // Article 1
	PhraseUDHR      = "article1.source"  // Universal Declaration of Human Rights
)

// nameOf is a language's English name, for messages to organisers.
func nameOf(lang string) string {
	if l, ok := locale.Lookup(lang); ok {
		return l.Name
	}
	return lang
}

// mainLang is the language that the organisers write in.
func mainLang(ev event.Event) string {
	if len(ev.Languages) > 0 {
		return ev.Languages[0]
	}
	return "en"
}

// pick chooses the words of a field in lang, else in the event's main language,
// else in English, and says when they are in another language than asked for.
func pick(ps *problems, field string, t event.Text, ev event.Event, lang string) (text, got string) {
	text, got = t.In(lang, mainLang(ev), "en")
	if text != "" && got != lang {
		ps.add(field, lang, foundNotTranslated, tongue(lang), tongue(got))
	}
	return text, got
}
