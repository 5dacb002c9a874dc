package layout

import (
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// ConsentFilled is what a group fills in before it prints the form for somebody: the words
// that it is about, and what the person need not write by hand. Who signs reads what they
// agree to, and takes home whom to tell. Nothing is ticked before.
type ConsentFilled struct {
	Quote     string // letter for letter; empty for a form that is filled in by hand
	QuoteLang string
	Contact   string // whom the person tells when they change their mind
	Until     string // the last day, as it is to be printed
}

// PhraseConsentQuote leads the words that a filled form is about.
const PhraseConsentQuote = "consent.quote"

// said sets the words that the form is about.
func (c *consent) said() {
	if c.filledIn.Quote == "" {
		return
	}
	c.question(PhraseConsentQuote)
	quote := words{field: "voice", lang: c.filledIn.QuoteLang, text: curled(c.filledIn.Quote), role: fonts.Text, color: ink}
	quote.tag = c.words(PhraseConsentYours).tag
	c.callout(6, c.s.set(quote, c.box.W-14, consentPrint, typeset.Optimal, &c.problems))
}

// answered is a line to write on, or what the group filled in on it.
func (c *consent) answered(gap float64, key, answer string) {
	if answer == "" {
		c.line(gap, key)
		return
	}
	w := c.words(key)
	w.text = typeset.Isolate(w.text) + " " + typeset.Isolate(answer)
	c.text(gap, c.plain(w, c.box.W))
}
