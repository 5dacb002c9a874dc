package svg

import (
	"math"
	"strconv"

	"daykit/internal/text/sfnt"
)

const (
	pagePlaces  = 2 // decimals of a path on the page: 3.5 µm
	glyphPlaces = 1 // decimals of an outline: half font units
)

// pen writes path data in relative steps, which are short. It counts in whole
// units of the last decimal, so that rounding never adds up along a path.
type pen struct {
	buf            []byte
	places         int
	x, y           int64 // where the reader's pen is
	startX, startY int64
}

func (p *pen) units(v float64) int64 {
	return int64(math.Round(v * [...]float64{1, 10, 100, 1000}[p.places]))
}

// step writes a command whose points are all relative to where the pen is, and
// moves it to the last.
func (p *pen) step(verb byte, xy ...float64) {
	p.buf = append(p.buf, verb)
	for i, v := range xy {
		from := p.x
		if i%2 == 1 {
			from = p.y
		}
		n := p.units(v) - from
		if i > 0 && n >= 0 {
			p.buf = append(p.buf, ' ')
		}
		p.buf = appendFixed(p.buf, n, p.places)
	}
	p.x, p.y = p.units(xy[len(xy)-2]), p.units(xy[len(xy)-1])
}

func (p *pen) line(x, y float64) {
	switch dx, dy := p.units(x)-p.x, p.units(y)-p.y; {
	case dy == 0:
		p.buf = appendFixed(append(p.buf, 'h'), dx, p.places)
		p.x += dx
	case dx == 0:
		p.buf = appendFixed(append(p.buf, 'v'), dy, p.places)
		p.y += dy
	default:
		p.step('l', x, y)
	}
}

// start remembers where the contour began, since closing leads back there.
func (p *pen) start() { p.startX, p.startY = p.x, p.y }

func (p *pen) close() {
	p.buf = append(p.buf, 'z')
	p.x, p.y = p.startX, p.startY
}

// appendOutline writes a glyph, turned upside down: fonts count upwards.
func appendOutline(b []byte, steps []sfnt.Step) []byte {
	p := pen{buf: b, places: glyphPlaces}
	for _, s := range steps {
		switch s.Verb {
		case sfnt.MoveTo:
			p.step('m', s.X, -s.Y)
			p.start()
		case sfnt.LineTo:
			p.line(s.X, -s.Y)
		case sfnt.QuadTo:
			p.step('q', s.CX, -s.CY, s.X, -s.Y)
		case sfnt.Close:
			p.close()
		}
	}
	return p.buf
}

func num(v float64) string { return string(appendNum(nil, v)) }

// appendNum writes a length in points with at most three decimals.
func appendNum(b []byte, v float64) []byte {
	return appendFixed(b, int64(math.Round(v*1000)), 3)
}

// appendFixed writes n · 10^-places without trailing noughts.
func appendFixed(b []byte, n int64, places int) []byte {
	if n < 0 {
		b = append(b, '-')
		n = -n
	}
	scale := [...]int64{1, 10, 100, 1000}[places]
	whole, frac := n/scale, n%scale
	if whole > 0 || frac == 0 {
		b = strconv.AppendInt(b, whole, 10)
	}
	if frac == 0 {
		return b
	}
	b = append(b, '.')
	for s := scale / 10; frac > 0; s /= 10 {
		b = append(b, '0'+byte(frac/s))
		frac %= s
	}
	return b
}
