package layout

import (
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// CertificateInput is the thanks to those who helped. Without people one is set
// with a line to write the name on.
type CertificateInput struct {
	Event   event.Event
	Lang    string
	Phrases Phrases
	People  []Badge
}

// The phrases of a certificate.
const (
	PhraseCertificate       = "certificate.title"  // Thank you
	PhraseCertificateFor    = "certificate.for"    // This is to thank
	PhraseCertificateDid    = "certificate.did"    // who gave time and care …
	PhraseCertificateSigned = "certificate.signed" // For {group}
	PhraseCertificateDate   = "certificate.date"   // Date
)

// Certificates sets one page a person on A4 landscape: the braid, the name in its
// own script, the event, and lines to sign on.
func (s *Setter) Certificates(in CertificateInput) Result {
	c := &certificates{form: form{s: s, event: in.Event, lang: in.Lang, phrases: in.Phrases}}
	people := in.People
	if len(people) == 0 {
		people = []Badge{{}}
	}
	c.box = safeBox(A4Landscape, 30, 18, 18)
	common := c.common()
	var pages []*display.Page
	for i, person := range people {
		p := A4Landscape.page()
		p.Ops = append(p.Ops, common...)
		c.name(p, i, person)
		pages = append(pages, p)
	}
	thanks := c.phrase(PhraseCertificate).text
	return c.result(pages, thanks+": "+c.title().text+".")
}

// certificates is a set of thanks in the making.
type certificates struct {
	form
	box    display.Rect
	nameAt display.Rect // the place of the name
}

// The distances down a certificate, in points.
const (
	thanksTop   = 142.0 // from the top of the box to the title, under the braid
	nameHigh    = 92.0
	thanksPrint = 15.0 // running text
)

// common draws all but the name.
func (c *certificates) common() []display.Op {
	p := A4Landscape.page()
	c.braids(p)
	y := c.box.Y + thanksTop
	y = c.centred(p, c.loud(c.phrase(PhraseCertificate), display.H1), y, 52, sizes{26, 44}) + 14
	y = c.centred(p, c.ink(c.phrase(PhraseCertificateFor)), y, 24, sizes{14, thanksPrint}) + 4
	c.nameAt = display.Rect{X: c.box.X, Y: y, W: c.box.W, H: nameHigh}
	y += nameHigh + 4
	c.rule(p, c.box.X+c.box.W*0.16, c.box.X+c.box.W*0.84, y)
	y = c.centred(p, c.ink(c.phrase(PhraseCertificateDid)), y+14, 40, sizes{14, thanksPrint}) + 8
	title := c.title()
	title.tag = display.H2
	title.color = ink
	y = c.centred(p, title, y, 56, sizes{15, 24}) + 8
	c.centred(p, c.ink(c.when()), y, 36, sizes{14, thanksPrint})
	c.signatures(p)
	return stencil(p)
}

func (c *certificates) ink(w words) words {
	w.color = ink
	return w
}

func (c *certificates) loud(w words, tag display.Role) words {
	w.role, w.tag, w.color = fonts.Display, tag, ink
	return w
}

// when is the date, and the day that it was held for.
func (c *certificates) when() words {
	w := c.date()
	day := c.phrase(PhraseDay)
	w.text = typeset.Isolate(w.text) + " · " + typeset.Isolate(day.text)
	return w
}

// centred sets words in the middle, over the whole width, and gives their bottom.
func (c *certificates) centred(p *display.Page, w words, y, room float64, z sizes) float64 {
	return c.put(p, w, display.Rect{X: c.box.X, Y: y, W: c.box.W, H: room}, z, centre)
}

// braids draws the braid over the whole width at the top, off both edges.
func (c *certificates) braids(p *display.Page) {
	const off = 40.0
	r := ribbon{
		seed: string(c.event.ID), strands: len(strandColors()), width: 9, sway: 9, swings: 1.4,
		from: display.Point{X: -off}, to: display.Point{X: p.W + off},
	}
	r.from.Y = c.box.Y + 8 + r.height()/2
	r.to.Y = r.from.Y
	r.draw(p)
}

// name sets the person's name, or leaves the line to write it on.
func (c *certificates) name(p *display.Page, i int, person Badge) {
	if strings.TrimSpace(person.Name) == "" {
		p.Add(display.Field{ID: rowName(i) + ".name", Rect: c.nameAt})
		return
	}
	w := words{field: rowName(i), lang: fonts.LangFor(person.Name, person.Lang), text: person.Name, role: fonts.Bold, tag: display.P, color: ink}
	b := c.s.fitName(w, c.nameAt, sizes{24, 58}, thanksPrint, &c.problems)
	b.put(p, c.nameAt.X, c.nameAt.Y+c.nameAt.H-b.height()-2, c.nameAt.W, centre)
}

// signatures draws the lines at the foot: for the group, and for the date.
func (c *certificates) signatures(p *display.Page) {
	signed := c.ink(c.phrase(PhraseCertificateSigned))
	signed.text = strings.ReplaceAll(signed.text, "{group}", typeset.Isolate(c.event.Group))
	dated := c.ink(c.phrase(PhraseCertificateDate))
	left, right := signed, dated
	if rtlPage(c.lang) {
		left, right = right, left
	}
	c.signature(p, left, c.box.X)
	c.signature(p, right, c.box.X+c.box.W*0.58)
}

// signature draws a line with its words under it.
func (c *certificates) signature(p *display.Page, w words, x float64) {
	width, y := c.box.W*0.42, c.box.Y+c.box.H-36
	c.rule(p, x, x+width, y)
	c.put(p, w, display.Rect{X: x, Y: y + 6, W: width, H: 30}, sizes{12, 14}, centre)
}

func (c *certificates) rule(p *display.Page, x0, x1, y float64) {
	drawRule(p, x0, x1, y, ink)
}

// drawRule draws a thin level line to write on.
func drawRule(p *display.Page, x0, x1, y float64, color display.Color) {
	var path display.Path
	path.Move(x0, y)
	path.Line(x1, y)
	p.Add(display.Tag{Artifact: true}, display.Stroke{Path: path, Color: color, Width: 0.6}, display.End{})
}
