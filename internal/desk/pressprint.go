package desk

import (
	"slices"
	"strings"

	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
	"daykit/internal/page/layout"
)

// maxPressContact is the longest line that says whom the press may ask, in characters.
const maxPressContact = 200

// pressFacts are the facts about the day that stand as notes for editors: what it is and
// why it is on that date. They are of the pack, with their sources.
var pressFacts = []string{"day", "why-18"}

// press sets the notice for the press. A voice is quoted only where its owner agreed to
// the press; one that was asked for and may not be is refused with the reason.
func (j *job) press() error {
	req := j.out.req
	if _, err := event.ParseDate(req.Embargo); req.Embargo != "" && err != nil {
		return fault.Invalidf("write it as 2026-12-10", "embargo: %q is not a day", req.Embargo)
	}
	contact := strings.TrimSpace(req.Contact)
	if contact != "" && !shortText(contact, maxPressContact) {
		return fault.Invalidf("a name and a telephone number or address are enough", "contact: one line of at most %d characters", maxPressContact)
	}
	in := layout.PressInput{
		Event: j.ev, Lang: j.langs[0], Phrases: j.words, Embargo: req.Embargo, Contact: contact, Address: j.code.Address, Notes: j.pressNotes(),
	}
	if req.Voice == "" {
		if err := mayCarry(j.voices, j.ev); err != nil {
			return err
		}
	}
	v, err := j.voiceFor(content.Press)
	if err != nil {
		return err
	}
	if v != nil {
		said := v.Spoken(in.Lang, j.d.useDay(j.ev))
		in.Voice = &said
		j.uses(v.ID)
	}
	j.noCode()
	j.out.people = contact != ""
	j.add(j.s.PressNotice(in))
	return nil
}

// pressNotes are the notes for editors, in their order.
func (j *job) pressNotes() []content.Fact {
	var out []content.Fact
	for _, id := range pressFacts {
		facts := j.d.pack().Facts
		i := slices.IndexFunc(facts, func(f content.Fact) bool { return f.ID == id && f.Confidence != content.Secondary })
		if i >= 0 {
			out = append(out, facts[i])
		}
	}
	return out
}
