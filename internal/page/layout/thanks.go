package layout

import (
	"strconv"
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/domain/locale"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// Whom a letter of thanks is for.
const (
	ThanksCrew   = "crew"   // who helped
	ThanksVoices = "voices" // who spoke
)

// The phrases of a letter of thanks. Its draft is our own.
const (
	PhraseThanksSubject = "thanks.subject" // Thank you for {title}
	PhraseThanksFor     = "thanks"         // + .crew, .voices
	PhraseThanksAgain   = "thanks.again"   // We would be glad to see you again …
	PhraseThanksDid     = "thanks.did"     // Your part in it: {roles}.
	PhraseThanksHours   = "thanks.hours"   // … about {hours} hours.
	PhraseThanksHour    = "thanks.hour"    // … about an hour.
	PhraseThanksFree    = "thanks.free"    // that it is no record of work or of pay
	PhraseThanksSignoff = "thanks.signoff" // With warm thanks,

	PhraseCertificateHelped = "certificate.helped" // Part in the event: {roles}
	PhraseCertificateHours  = "certificate.hours"
	PhraseCertificateHour   = "certificate.hour"
)

// Thanks drafts the letter that thanks those who helped or spoke at an event. That to
// helpers says that it is no record of work or of pay: some of them may volunteer and not
// work, and it is the same for all, so that it shows nobody's status.
func Thanks(ev event.Event, lang, whom string, phrases Phrases) Letter {
	_, said := phrases.Phrase(PhraseThanksFor+"."+whom, lang)
	title, _ := ev.Title.In(said, lang, mainLang(ev), "en")
	facts := strings.NewReplacer("{title}", typeset.Isolate(title), "{date}", typeset.Isolate(locale.LongDate(said, ev.Date)))
	say := func(key string) string {
		text, _ := phrases.Phrase(key, lang)
		return facts.Replace(text)
	}
	let := Letter{
		Letterhead: ev.Group, Greeting: say(PhraseInviteGreeting), Subject: say(PhraseThanksSubject),
		Signoff: say(PhraseThanksSignoff), Signer: ev.Group,
		Paras: []string{say(PhraseThanksFor + "." + whom), say(PhraseThanksAgain)},
	}
	if whom == ThanksCrew {
		let.Paras = append(let.Paras, say(PhraseThanksFree))
	}
	return let
}

// Helped is what somebody in the crew did, as a letter or a certificate says it.
type Helped struct {
	Roles   []string // in words
	Minutes int      // that they helped; 0 is not said
}

// sentence says what somebody did by one of three phrases; empty where nothing is known.
func (h Helped) sentence(say func(key string) words, did, hours, hour string) words {
	if len(h.Roles) == 0 {
		return words{}
	}
	n := (h.Minutes + 30) / 60
	key := did
	switch {
	case h.Minutes > 0 && n <= 1:
		key = hour
	case h.Minutes > 0:
		key = hours
	}
	roles := make([]string, 0, len(h.Roles))
	for _, r := range h.Roles {
		roles = append(roles, typeset.Isolate(r))
	}
	w := say(key)
	w.text = strings.NewReplacer("{roles}", strings.Join(roles, ", "), "{hours}", strconv.Itoa(n)).Replace(w.text)
	return w
}

// did sets what each person did at a size of the letter; nil where it is known of nobody.
func (l *letters) did(size float64) []spaced {
	out, known := make([]spaced, len(l.in.People)), false
	for i, p := range l.in.People {
		w := p.Helped.sentence(l.phrase, PhraseThanksDid, PhraseThanksHours, PhraseThanksHour)
		if w.text == "" {
			continue
		}
		known = true
		w.field, w.color = "letter.paras", ink
		out[i] = spaced{l.s.set(w, l.box.W, size, typeset.Optimal, &l.problems), size * 0.9}
	}
	if !known {
		return nil
	}
	return out
}

// didGap is the white over what somebody did, on a certificate; didMost its height.
const (
	didGap  = 10.0
	didMost = 38.0
)

// did sets what each person did; nil where it is known of nobody.
func (c *certificates) did(people []Badge) []block {
	out, known := make([]block, len(people)), false
	for i, p := range people {
		w := p.Helped.sentence(c.phrase, PhraseCertificateHelped, PhraseCertificateHours, PhraseCertificateHour)
		if w.text == "" {
			continue
		}
		known = true
		out[i] = c.fit(c.ink(w), display.Rect{W: c.box.W, H: didMost}, sizes{12, 14})
	}
	if !known {
		return nil
	}
	return out
}

// didRoom is the room for what people did, and the line that says that a certificate is no
// record of work.
func (c *certificates) didRoom(did []block) (room float64, free []spaced) {
	if len(did) == 0 {
		return 0, nil
	}
	for _, b := range did {
		room = max(room, b.height())
	}
	w := c.phrase(PhraseThanksFree)
	w.role, w.color = fonts.Text, ink2
	return room + didGap, []spaced{{c.fit(w, display.Rect{W: c.box.W, H: 32}, sizes{12, 12}), didGap}}
}
