package content

import (
	"fmt"
	"time"
	"unicode/utf8"
)

// voices holds each voice to its consent and to what was signed of it before.
func (d *draft) voices(e Edition, b Before) {
	today := b.Now.UTC().Format(time.DateOnly)
	for i, v := range e.Content.Voices {
		at := fmt.Sprintf("/content/voices/%d", i)
		d.consent(at+"/consent", v.Consent, e, today)
		d.locked(at, v, b.Last)
		if w, gone := e.Withdrawals.Find(v.ID); gone {
			d.mistake(at+"/id", fmt.Sprintf("is %q, which was withdrawn on %s for good", v.ID, w.Since), "take the voice out; who consents again gets a new id")
		}
		if n := utf8.RuneCountInString(v.Quote); n > quoteLong && n <= MaxWords {
			d.note(at+"/quote", fmt.Sprintf("has %d characters: more than %d are too long for social pictures and small flyers", n, quoteLong), "leave it if posters are enough; never shorten it without asking the person")
		}
	}
}

// consent says what is missing or past of a consent that has the right form.
func (d *draft) consent(at string, c Consent, e Edition, today string) {
	if d.wasSaid(at) {
		return
	}
	switch {
	case c.Expires != "" && c.Expires < today:
		d.mistake(at+"/expires", "is past: the consent ended on "+c.Expires, "ask the person again, or take the voice out")
	case c.Expires != "" && len(e.NotBefore) >= len(today) && c.Expires < e.NotBefore[:len(today)]:
		d.mistake(at+"/expires", "is before the pack begins, so nobody could use the voice", "ask the person again, or take the voice out")
	case c.Expires != "" && c.Expires < e.Ends().Add(-time.Second).Format(time.DateOnly):
		d.note(at+"/expires", "is before the pack ends: from then on the voice is not offered", "leave it if that is what was agreed")
	}
	d.given(at, c, today)
	if c.Status == AssertedBySource {
		d.note(at+"/status", "is asserted-by-source: nobody has asked the person", "ask, and write granted once they agreed")
	}
	if len(c.Uses()) == 0 {
		d.note(at+"/scope", "allows nothing, so the voice cannot be used", "say which uses the person agreed to")
	}
}

// given holds the day of a consent to the clock and to the day when it ends.
func (d *draft) given(at string, c Consent, today string) {
	switch {
	case c.Given > today:
		d.mistake(at+"/given", "is a day to come", "write the day when the consent was given")
	case c.Given == "" && c.Status == Granted:
		d.note(at+"/given", "is empty", "write the day when the consent was given, so that others can find the evidence")
	case c.Given != "" && c.Expires != "" && c.Expires < c.Given:
		d.mistake(at+"/expires", "is before the consent was given", "look at both dates")
	}
}

// locked holds the words of a voice that were signed, or that came with the program, to
// the letter: only a new consent changes them.
func (d *draft) locked(at string, v Voice, last *Edition) {
	was, ok := Builtin().Voice(v.ID)
	if last != nil {
		if signed, here := find(last.Content.Voices, func(x Voice) bool { return x.ID == v.ID }); here {
			was, ok = signed, true
		}
	}
	if !ok || v.Consent.Given != "" && v.Consent.Given > was.Consent.Given {
		return
	}
	for _, f := range []struct{ name, was, is string }{
		{"credit", was.Credit, v.Credit},
		{"role", was.Role, v.Role},
		{"organisation", was.Organisation, v.Organisation},
		{"quote", was.Quote, v.Quote},
		{"lang", was.Lang, v.Lang},
	} {
		if f.is != f.was {
			d.mistake(at+"/"+f.name, fmt.Sprintf("is locked: it was %q when the person agreed", shortened(f.was)),
				"put it back letter for letter; with a new consent, write the new day in given")
		}
	}
	for _, use := range Uses() {
		if v.Consent.Scope[use] && !was.Consent.Scope[use] {
			d.mistake(at+"/consent/scope/"+string(use), "is locked: the person had not agreed to it", "ask; with a new consent, write the new day in given")
		}
	}
}

// since holds an edition to the last one.
func (d *draft) since(e Edition, b Before) {
	known := b.list()
	if !e.Withdrawals.Covers(known) {
		d.mistake("/withdrawals", fmt.Sprintf("is older than list %d, or leaves out a voice that is withdrawn", known.Number), "leave the list out, so that the newest is taken")
	}
	if b.Last == nil {
		return
	}
	if e.ID != b.Last.ID {
		d.mistake("/id", fmt.Sprintf("is another than that of the last edition, %q", b.Last.ID), "put it back; for another pack, begin another folder")
		return
	}
	if e.Version < b.Last.Version || e.Version == b.Last.Version && len(Compare(b.Last, e).Changes()) > 0 {
		d.mistake("/version", fmt.Sprintf("is %d, and version %d was signed already", e.Version, b.Last.Version), fmt.Sprintf("write %d", b.Last.Version+1))
	}
	for _, v := range b.Last.Content.Voices {
		_, here := find(e.Content.Voices, func(x Voice) bool { return x.ID == v.ID })
		if !here && !e.Withdrawals.Names(v.ID) {
			d.note("/content/voices", fmt.Sprintf("leaves out %s (%s) and does not withdraw it: it is offered no more, and what is printed stays up", v.ID, v.CreditLine()),
				"if the person took the consent back, name the voice in the list of withdrawals")
		}
	}
}
