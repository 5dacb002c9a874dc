package qr

import (
	"fmt"

	"daykit/internal/domain/display"

	"rsc.io/qr/coding"
)

// Batch makes many codes: badges, letters, sheets. Its codes are those of
// go-qrcode module by module, which a test holds, in a thirtieth of the time: it
// lays the data once instead of once for each of the eight masks, and weighs the
// masks on whole rows. The zero value is ready; one goroutine uses it at a time.
type Batch struct {
	plans map[planKey]*plan
	bits  coding.Bits
}

type planKey struct {
	version coding.Version
	level   coding.Level
}

// Path is the function Path.
func (b *Batch) Path(text string, side, x, y float64) (path display.Path, modules int, err error) {
	grid, err := b.grid(text, coding.M)
	if err != nil {
		return nil, 0, err
	}
	path, modules = quietly(grid, side, x, y)
	return path, modules, nil
}

// Organiser is the function Organiser.
func (b *Batch) Organiser(text string, side, x, y float64) (path display.Path, modules int, err error) {
	grid, err := b.grid(text, coding.Q)
	if err != nil {
		return nil, 0, err
	}
	return Outline(grid, side/float64(len(grid)), x, y), len(grid), nil
}

// Modules gives the modules of a code as Path makes it, row by row, true for dark.
func (b *Batch) Modules(text string) ([][]bool, error) { return b.grid(text, coding.M) }

// OrganiserModules gives the modules of a code as Organiser makes it.
func (b *Batch) OrganiserModules(text string) ([][]bool, error) { return b.grid(text, coding.Q) }

// grid encodes text. Rows are held in 64 bits, so a code of more modules is left
// to go-qrcode.
func (b *Batch) grid(text string, level coding.Level) ([][]bool, error) {
	if err := encodable(text); err != nil {
		return nil, err
	}
	version, parts := fitting(text, level)
	if version == 0 {
		return encode(text, recovery[level])
	}
	p, err := b.plan(planKey{version, level})
	if err != nil {
		return nil, err
	}
	b.bits.Reset()
	for _, s := range parts {
		s.Encode(&b.bits, version)
	}
	b.bits.AddCheckBytes(version, level)
	code := p.lightest(b.bits.Bytes())
	return code.grid(), nil
}

func (b *Batch) plan(key planKey) (*plan, error) {
	if p, ok := b.plans[key]; ok {
		return p, nil
	}
	p, err := newPlan(key)
	if err != nil {
		return nil, fmt.Errorf("plan a code of version %v: %w", key.version, err)
	}
	if b.plans == nil {
		b.plans = map[planKey]*plan{}
	}
	b.plans[key] = p
	return p, nil
}

// masks is the number of mask patterns, ISO/IEC 18004 table 10.
const masks = 8

// plan is all of a code that does not depend on its text: where each bit of the
// data stands, and for each mask the modules of a code whose data are noughts.
type plan struct {
	size  int
	place []spot
	blank [masks]symbol
}

// spot is the place of a bit: its number in the data, its column and row.
type spot struct {
	bit  uint16
	x, y uint8
}

func newPlan(key planKey) (*plan, error) {
	p := &plan{}
	for mask := range masks {
		c, err := coding.NewPlan(key.version, key.level, coding.Mask(mask))
		if err != nil {
			return nil, err
		}
		p.size = len(c.Pixel)
		p.blank[mask] = blank(c)
		if mask == 0 {
			p.place = places(c)
		}
	}
	return p, nil
}

func places(c *coding.Plan) []spot {
	var out []spot
	for y, row := range c.Pixel {
		for x, pixel := range row {
			if r := pixel.Role(); r == coding.Data || r == coding.Check {
				out = append(out, spot{uint16(pixel.Offset()), uint8(x), uint8(y)})
			}
		}
	}
	return out
}

func blank(c *coding.Plan) symbol {
	s := symbol{n: len(c.Pixel)}
	for y, row := range c.Pixel {
		for x, pixel := range row {
			if pixel&coding.Black != 0 {
				s.flip(x, y)
			}
		}
	}
	return s
}

// lightest lays data under each mask and gives the code with the least penalty,
// and of several the first.
func (p *plan) lightest(data []byte) symbol {
	laid := symbol{n: p.size}
	for _, s := range p.place {
		if data[s.bit/8]>>(7-s.bit%8)&1 == 1 {
			laid.flip(int(s.x), int(s.y))
		}
	}
	var best symbol
	least := -1
	for mask := range masks {
		s := laid.xor(&p.blank[mask])
		if n := s.penalty(); least < 0 || n < least {
			best, least = s, n
		}
	}
	return best
}
