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
	did := c.did(people)
	common := c.common(did)
	var pages []*display.Page
	for i, person := range people {
		p := A4Landscape.page()
		p.Ops = append(p.Ops, common...)
		c.name(p, i, person)
		if len(did) > 0 {
			did[i].put(p, c.box.X, c.didAt, c.box.W, centre)
		}
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
	didAt  float64      // where what somebody did begins
}

// The distances of a certificate, in points.
const (
	thanksTop   = 142.0 // from the top of the box to the title, under the braid
	signMost    = 50.0  // of the words under the lines to sign on
	signGap     = 44.0  // to sign in, where there is room
	nameLeast   = 40.0  // height of the name's place
	nameMost    = 96.0
	nameClear   = 7.0  // from the ink of a name to the line under it
	thanksPrint = 15.0 // running text

	certificateClimbs = 1.35 // Nastaliq as large as other letters look
)

// common draws all but the name, which gets the room that the other words leave.
// So does the line of what they did, where that is said.
func (c *certificates) common(did []block) []display.Op {
	p := A4Landscape.page()
	c.braids(p)
	title := c.title()
	title.tag, title.color = display.H2, ink
	above := []spaced{
		{c.centred(c.loud(c.phrase(PhraseCertificate), display.H1), 46, sizes{24, 44}), 0},
		{c.centred(c.ink(c.phrase(PhraseCertificateFor)), 32, sizes{14, thanksPrint}), 13},
	}
	below := []spaced{
		{c.centred(c.ink(c.phrase(PhraseCertificateDid)), 36, sizes{14, thanksPrint}), 15},
		{c.centred(title, 48, sizes{15, 28}), 11},
		{c.centred(c.ink(c.when()), 36, sizes{14, thanksPrint}), 10},
	}
	y := c.stack(p, above, c.box.Y+thanksTop) + 5
	signs := c.signatures()
	line := c.box.Y + c.box.H - signs.h - 6
	didRoom, free := c.didRoom(did)
	room := line - signGap - y - heightOf(below) - didRoom - heightOf(free)
	c.nameAt = display.Rect{X: c.box.X + c.box.W*0.08, Y: y, W: c.box.W * 0.84, H: min(nameMost, max(nameLeast, room))}
	y += c.nameAt.H
	drawRule(p, c.nameAt.X, c.nameAt.X+c.nameAt.W, y, ink)
	c.didAt = c.stack(p, below, y) + didGap
	c.stack(p, free, c.didAt-didGap+didRoom)
	signs.draw(p, line)
	return stencil(p)
}

func (c *certificates) stack(p *display.Page, list []spaced, y float64) float64 {
	for _, b := range list {
		y = b.put(p, c.box.X, y+b.gap, c.box.W, centre)
	}
	return y
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

// centred fits words into the whole width.
func (c *certificates) centred(w words, room float64, z sizes) block {
	if fonts.Climbs(w.lang) {
		room, z.most = room*certificateClimbs, z.most*certificateClimbs
	}
	return c.fit(w, display.Rect{W: c.box.W, H: room}, z)
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
	place := c.nameAt
	place.H -= 2 * nameClear
	b := c.s.fitName(w, place, sizes{24, 58}, thanksPrint, &c.problems)
	b.put(p, c.nameAt.X, c.nameAt.Y+c.nameAt.H-b.height()-nameClear, c.nameAt.W, centre)
}

// signatures are the lines at the foot: for the group, and for the date.
type signatures struct {
	blocks [2]block // from left to right
	x      [2]float64
	w, h   float64 // of one; the height is that of the taller words
	top    float64 // over the baseline that both begin on
}

func (c *certificates) signatures() signatures {
	signed := c.ink(c.phrase(PhraseCertificateSigned))
	signed.text = strings.ReplaceAll(signed.text, "{group}", typeset.Isolate(c.event.Group))
	dated := c.ink(c.phrase(PhraseCertificateDate))
	if rtlPage(signed.lang) {
		signed, dated = dated, signed
	}
	out := signatures{w: c.box.W * 0.42, x: [2]float64{c.box.X, c.box.X + c.box.W*0.58}}
	for i, w := range []words{signed, dated} {
		out.blocks[i] = c.fit(w, display.Rect{W: out.w, H: signMost}, sizes{12, 14})
		out.h, out.top = max(out.h, out.blocks[i].height()), max(out.top, out.blocks[i].top())
	}
	return out
}

func (s signatures) draw(p *display.Page, y float64) {
	for i, b := range s.blocks {
		drawRule(p, s.x[i], s.x[i]+s.w, y, ink)
		b.put(p, s.x[i], y+6+s.top-b.top(), s.w, centre)
	}
}

// drawRule draws a thin level line to write on.
func drawRule(p *display.Page, x0, x1, y float64, color display.Color) {
	var path display.Path
	path.Move(x0, y)
	path.Line(x1, y)
	p.Add(display.Tag{Artifact: true}, display.Stroke{Path: path, Color: color, Width: 0.6}, display.End{})
}
