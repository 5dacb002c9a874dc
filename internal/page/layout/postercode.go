package layout

import (
	"math"
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/text/typeset"
)

// codeBlock is how a guest signs up: the code with its captions under or beside
// it, or the captions alone on a picture for a phone's own screen, where there is
// nothing to scan it with. The zero value is no code.
type codeBlock struct {
	qr       qrBlock
	captions pile
	beside   bool // the captions stand beside the code
	gap      float64
	w, h     float64
}

// setCode sets the code with dark modules about side mm wide on A4, in a width of
// at most width points.
func (p *poster) setCode(side, width float64, beside bool) codeBlock {
	if p.in.Code.Payload == "" {
		return codeBlock{}
	}
	if p.screen() && p.format.Name != "wide" {
		return p.setTyped(width)
	}
	c := codeBlock{beside: beside, gap: 9 * p.k, qr: p.trace(display.MM(side * p.k))}
	c.captions = p.captions(c, width)
	if over := c.captions.widest(); !beside && over > c.qr.ink.W && over < c.qr.ink.W*1.3 {
		c.qr = p.trace(display.MM(side*p.k) * over / c.qr.ink.W * 1.005)
	}
	c.measure()
	return c
}

// trace gives the code with its quiet zone in a square of a side in points. It is
// encoded once for the whole poster.
func (p *poster) trace(side float64) qrBlock {
	if p.qr == nil {
		q := p.encode()
		p.qr = &q
	}
	if p.qr.modules == 0 {
		return qrBlock{}
	}
	return p.qr.sized(side)
}

// encode traces the code in modules.
func (p *poster) encode() qrBlock {
	const side = 1000
	path, n, err := p.s.codes.Path(p.in.Code.Payload, side, 0, 0)
	if err != nil {
		p.problems.add("code", "", foundNoCode, err.Error())
		return qrBlock{}
	}
	box := pathBounds(path)
	pitch := box.W / float64(n)
	for i := range path {
		for j := range path[i].P {
			at := &path[i].P[j]
			*at = display.Point{X: math.Round((at.X - box.X) / pitch), Y: math.Round((at.Y - box.Y) / pitch)}
		}
	}
	return qrBlock{path: path, modules: n, payload: p.in.Code.Payload, black: p.large, units: true}
}

// addressShare is how much wider than the code an address may be in one line.
const addressShare = 1.7

// captions are the words of a code: sign up; scan, or visit; the address to type.
func (p *poster) captions(c codeBlock, width float64) pile {
	if c.beside {
		width -= c.qr.ink.W + c.quiet()
	}
	most, want := width, width
	if !c.beside {
		want = min(width, c.qr.ink.W*addressShare)
	}
	address := p.setAddress(p.address, want, width, p.least(p.address))
	width = min(width, max(c.qr.ink.W, address.widest()+0.1))
	var s pile
	for width < most && p.breaksCaption(width) {
		width = min(most, width*1.08)
	}
	if one := p.set(p.signup, 1e5, p.least(p.signup), typeset.Greedy).widest() + 0.1; one <= p.signupMost(c, most) {
		width = max(width, one)
	}
	s.add(0, p.setShort(p.signup, width, p.size(p.signup, 17)))
	if !p.brief() {
		s.add(5*p.k, p.set(p.scan, width, p.size(p.scan, paperLeast), typeset.Balance))
	}
	s.add(5*p.k, address)
	return s
}

// signupShare is how much wider than the code over it the words to sign up may be in
// one line.
const signupShare = 1.5

// signupMost is the widest line that the words to sign up may have.
func (p *poster) signupMost(c codeBlock, width float64) float64 {
	if c.beside {
		return width
	}
	return min(width, c.qr.ink.W*signupShare)
}

// breaksCaption says that a word of a code's captions is wider than a width.
func (p *poster) breaksCaption(width float64) bool {
	return p.broken(p.setShort(p.signup, width, p.size(p.signup, 17))) ||
		!p.brief() && p.broken(p.set(p.scan, width, p.size(p.scan, paperLeast), typeset.Balance))
}

// setAddress sets the address in one line where that is no wider than wanted, else
// broken before the event's id, in a width of at most most.
func (p *poster) setAddress(w words, want, most, size float64) block {
	if one := p.set(w, 1e4, size, typeset.Greedy); one.widest() > want {
		w.text = strings.ReplaceAll(w.text, "/e/", "/\ne/")
	}
	return p.set(w, most, size, typeset.Greedy)
}

// setTyped sets the address large, to be typed: a phone cannot scan itself.
func (p *poster) setTyped(width float64) codeBlock {
	var s pile
	w := bold(p.address)
	s.add(0, p.set(p.signup, width, p.size(p.signup, 20), typeset.Balance))
	s.add(7*p.k, p.setAddress(w, width, width, p.size(w, 21)))
	c := codeBlock{captions: s}
	c.measure()
	return c
}

// quiet is the white that the code needs round it.
func (c codeBlock) quiet() float64 { return c.qr.quiet() }

func (c *codeBlock) measure() {
	words := c.captions.height()
	switch {
	case c.qr.modules == 0:
		c.w, c.h = c.captions.widest(), words
	case c.beside:
		c.w, c.h = c.qr.ink.W+c.quiet()+c.captions.widest(), max(c.qr.ink.H, words)
	default:
		c.w, c.h = max(c.qr.ink.W, c.captions.widest()), c.qr.ink.H+max(c.quiet(), c.gap)+words
	}
}

// empty says that there is nothing to sign up by.
func (c codeBlock) empty() bool { return c.w == 0 }

// putCode draws the block with its top left corner at (x, y). The code's dark
// modules are flush with the block's edge: at the end of the page's lines, or at
// their beginning where the captions follow beside it.
func (p *poster) putCode(c codeBlock, x, y float64) {
	if c.empty() {
		return
	}
	if c.qr.modules == 0 {
		p.putPile(c.captions, x, y, c.w, start(p.rtl))
		return
	}
	p.qrFromM = c.qr.fromM()
	side := end(p.rtl)
	at := x + c.w - c.qr.ink.W
	if p.rtl != c.beside {
		at = x
	}
	words := c.captions.height()
	if c.beside {
		y += max(0, (words-c.qr.ink.H)/2)
	}
	c.qr.put(p.page, at, y, p.signup.lang, p.signup.text+": "+p.in.Code.Address)
	if c.beside {
		if !p.rtl {
			x += c.qr.ink.W + c.quiet()
		}
		p.putPile(c.captions, x, y+(c.qr.ink.H-words)/2, c.captions.widest(), start(p.rtl))
		return
	}
	if c.captions.widest() <= c.qr.ink.W {
		side = centre
	}
	p.putPile(c.captions, x, y+c.qr.ink.H+max(c.quiet(), c.gap), c.w, side)
}
