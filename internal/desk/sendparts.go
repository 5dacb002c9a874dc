package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"daykit/internal/data/wire"
	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/small"
	"daykit/internal/report"
)

// candidate is something that can stand in an event's report to the campaign, ticked or not.
type candidate struct {
	kind  string
	item  string    // of a comment or a photograph; empty for the rest
	part  wire.Part // a photograph's without its pixels, which are made when it is sent
	basis []byte    // what the part's id follows from besides its tick
	words string    // of its own, in which no name should stand
	found []string  // names of people of the event in them, and ways to reach somebody
	why   string    // why it cannot be sent; empty when it can
	waits bool      // a photograph whose picture is not here: what stands of it elsewhere stays
}

// Why something is not sent, by keys.
const (
	SendNoConsent = "consent" // nobody agreed to that use, or no more
	SendNotChosen = "chosen"  // the organisers did not choose the comment
	SendNothing   = "nothing" // there is nothing of it
	SendFew       = "few"     // too few to be told
	SendNames     = "names"   // names stand in it, and nobody has looked
	SendLong      = "long"    // it is longer than what can be sent
	SendTaken     = "taken"   // it was taken back; ticking it anew sends it again
	SendServer    = "server"  // the campaign's server is not known to take it
	SendMany      = "many"    // the event has as many already as can be sent
	SendNoWords   = "alt"     // the photograph does not say what is to be seen
	SendNotHere   = "picture" // the picture has not come to this laptop yet
)

// key names the candidate among an event's ticks.
func (c candidate) key() string {
	if c.item == "" {
		return c.kind
	}
	return c.kind + "/" + c.item
}

// hash is a part's id under a tick. The same thing under the same tick has the same id on
// every laptop of the group, so that two that send at once send one part.
func (c candidate) hash(n string) string {
	h := sha256.New()
	for _, s := range []string{"daykit part", n, c.kind, c.item, string(c.basis)} {
		h.Write([]byte(s))
		h.Write([]byte{0})
	}
	return partDigits[c.kind] + hex.EncodeToString(h.Sum(nil)[:8])[1:]
}

// sumOfWords names words without repeating them.
func sumOfWords(words string) string {
	sum := sha256.Sum256([]byte(words))
	return hex.EncodeToString(sum[:8])
}

// candidates are all that an event's report could hold besides the numbers, in the order in
// which it is shown. It is a fault.Locked while names are.
func (d *Desk) candidates(ctx context.Context, ev event.Event) ([]candidate, error) {
	if err := d.names(); err != nil {
		return nil, err
	}
	e, err := d.Evaluation(ctx, string(ev.ID))
	if err != nil {
		return nil, err
	}
	m, err := d.makeReport(ctx, ev, nil)
	if err != nil {
		return nil, err
	}
	out := []candidate{evaluationPart(m.numbers)}
	for _, q := range e.Quotes {
		if q.May {
			out = append(out, commentPart(q, e.Totals.Forms))
		}
	}
	photos, err := d.photographsOf(ctx, ev)
	if err != nil {
		return nil, err
	}
	for _, p := range photos {
		out = append(out, photographPart(p))
	}
	out = append(out, learnedPart(m), formPart(m))
	return out, d.nameCheck(ctx, ev, out)
}

// evaluationPart is what the forms add up to, with small counts hidden as in reports.
func evaluationPart(n report.Numbers) candidate {
	c := candidate{kind: wire.PartEvaluation}
	if n.Forms.Look != small.Shown {
		c.why = SendFew
		return c
	}
	a := &wire.PartAnswered{Forms: n.Forms.N, Questions: []wire.PartQuestion{}}
	for _, q := range n.Questions {
		asked := wire.PartQuestion{Key: q.Key, Answers: []wire.PartAnswer{}}
		for _, l := range q.Lines {
			asked.Answers = append(asked.Answers, wire.PartAnswer{Keys: l.Keys, N: l.Count})
		}
		for _, key := range q.NotShown {
			asked.Answers = append(asked.Answers, wire.PartAnswer{Keys: []string{key}, Hidden: true})
		}
		a.Questions = append(a.Questions, asked)
	}
	c.part = wire.Part{Kind: wire.PartEvaluation, Evaluation: a}
	c.basis = wire.Raw(a)
	return c
}

// commentPart is a guest's words that the guest let be quoted. Where fewer than five forms
// were filled in none is spoken of, as in reports.
func commentPart(q Quotation, forms int) candidate {
	words := plainLines(q.Words)
	c := candidate{kind: wire.PartComment, item: q.Form, words: words}
	c.part = wire.Part{Kind: wire.PartComment, Comment: &wire.PartWords{
		Text: words, Lang: q.Lang, Consent: wire.PartConsent{How: "form", Uses: []string{wire.UseQuote}},
	}}
	c.basis = []byte(q.Lang + "\n" + words)
	switch {
	case !q.Chosen:
		c.why = SendNotChosen
	case forms < report.Smallest:
		c.why = SendFew
	case c.part.Check() != nil:
		c.why = SendLong
	}
	return c
}

// photographPart is a photograph without its pixels. Who asked is a name, and is not in it.
func photographPart(p Photograph) candidate {
	c := candidate{kind: wire.PartPhoto, item: p.ID, words: p.Alt + "\n" + p.Caption, waits: !p.Here}
	how := string(p.Consent.How)
	if p.Consent.People == content.PhotoNobody {
		how = "nobody"
	}
	consent := wire.PartConsent{How: how, On: p.Consent.On, Until: p.Consent.Until, Withdrawn: p.Consent.Withdrawn, Uses: []string{}}
	for _, use := range p.Consent.Uses {
		consent.Uses = append(consent.Uses, string(use))
	}
	picture := wire.PartPicture{Alt: oneLine(p.Alt), Caption: oneLine(p.Caption), Credit: oneLine(p.Credit), Lang: p.Lang, Consent: consent}
	c.part = wire.Part{Kind: wire.PartPhoto, Photo: &picture}
	c.basis = wire.Raw(picture)
	switch {
	case p.agreed(content.PhotoCampaign) != nil:
		c.why = SendNoConsent
	case picture.Alt == "":
		c.why = SendNoWords
	}
	return c
}

// learnedPart is what the organisers learned: their own words, or else what the crew said.
func learnedPart(m madeReport) candidate {
	words := plainLines(m.told.Learned)
	if words == "" {
		words = plainLines(m.crewWords())
	}
	c := candidate{kind: wire.PartLearned, words: words, basis: []byte(words), part: wire.Part{Kind: wire.PartLearned, Learned: words}}
	switch {
	case words == "":
		c.why = SendNothing
	case c.part.Check() != nil:
		c.why = SendLong
	}
	return c
}

// formPart is the form that the umbrella collects, as the group's report fills it in.
func formPart(m madeReport) candidate {
	c := candidate{kind: wire.PartForm, part: wire.Part{Kind: wire.PartForm, Form: []wire.PartFormLine{}}}
	var said strings.Builder
	for _, l := range m.umbrella() {
		if answer := plainLines(l.Answer); answer != "" {
			c.part.Form = append(c.part.Form, wire.PartFormLine{Key: l.Key, Label: oneLine(l.Question), Value: answer})
			said.WriteString(l.Key + "\x00" + answer + "\x00")
			if l.Lang != "" || l.Key == "learned" || l.Key == "changed" {
				c.words += answer + "\n"
			}
		}
	}
	c.basis = []byte(said.String())
	switch {
	case len(c.part.Form) == 0:
		c.why = SendNothing
	case c.part.Check() != nil:
		c.why = SendLong
	}
	return c
}

// plainLines makes text of what somebody wrote that can be sent: lines, and nothing that
// turns the text around it.
func plainLines(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\t", " ").Replace(s)
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r != '\n' && !wire.IsPlain(string(r), false) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD")))
}

func oneLine(s string) string { return strings.Join(strings.Fields(plainLines(s)), " ") }

// nameCheck looks for names of the event's people in words of candidates, and for ways to
// reach somebody.
func (d *Desk) nameCheck(ctx context.Context, ev event.Event, all []candidate) error {
	people, err := d.peopleNames(ctx, ev)
	if err != nil {
		return err
	}
	for i := range all {
		if all[i].words != "" {
			all[i].found = giveaways(ev, people, all[i].words)
		}
	}
	return nil
}

// peopleNames are the names of guests, walk-ins, the crew, of who does something without
// being of it, care contacts and the group's own voices.
func (d *Desk) peopleNames(ctx context.Context, ev event.Event) ([]string, error) {
	var out []string
	guests, err := d.guests(ctx, ev)
	if err != nil {
		return nil, err
	}
	for _, g := range guests {
		out = append(out, g.Name)
	}
	crew, err := d.crewOf(ctx, ev)
	if err != nil {
		return nil, err
	}
	for _, m := range crew {
		out = append(out, m.Name)
	}
	came, err := d.WalkInNames(ctx, string(ev.ID))
	if err != nil {
		return nil, err
	}
	for _, w := range came {
		out = append(out, w.Name)
	}
	for kind, field := range map[string]string{entityDoer: "who", entityCarer: "name"} {
		rows, err := d.store.Entities(ctx, kind, string(ev.ID)+"/")
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if name, err := textIn(r.Fields, field); err == nil && name != "" {
				out = append(out, name)
			}
		}
	}
	voices, err := d.ownVoices(ctx)
	for _, v := range voices {
		out = append(out, v.Person, v.Credit)
	}
	return out, err
}

// secretPlaces are the parts of an address that is hidden and that words give away.
func secretPlaces(ev event.Event, words string) (out []string) {
	if !ev.Venue.HideAddress {
		return nil
	}
	for _, secret := range []string{ev.Venue.Name, ev.Venue.Address, ev.Venue.Postcode} {
		if f := folded(secret); f != "" && strings.Contains(folded(words), f) {
			out = append(out, secret)
		}
	}
	return out
}
