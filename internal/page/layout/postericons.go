package layout

import (
	"math"

	"daykit/internal/domain/display"
	"daykit/internal/domain/pictogram"
)

// The measures of the row of icons over the access words, as shares of the size of the
// words. An icon is more than twice as high as their capitals, so that it reads from
// where they do: the thinnest line in one is as thick as a stem of the letters.
const (
	accessIcon  = 1.8
	accessApart = 0.6  // from one icon to the next
	accessOver  = 0.25 // from the words before to the icons, besides the usual
	accessUnder = 0.5  // from the icons to the words

	smallIcon  = 1.15 // where there is little room: as high as capitals of 14 pt with their line
	smallUnder = 0.3
)

// iconSize is how large the icons of access are.
type iconSize int

const (
	noIcons    iconSize = iota
	smallIcons          // where there is little room
	usualIcons
)

// iconRow is icons over a block of words, in as many rows as the width needs. The zero
// value is no icons.
type iconRow struct {
	icons                    []pictogram.Icon
	side, apart, over, under float64 // pt
	perRow                   int
	ground                   display.Color
}

// readIcons takes the icons of what the venue offers, whatever words stand for it.
func (p *poster) readIcons() {
	p.iconGround = white
	for _, a := range p.in.Event.Venue.Access {
		if ic, ok := pictogram.Access(a); ok {
			p.offers, p.icons = append(p.offers, ic), usualIcons
		}
	}
}

// withIcons puts the icons over words that are set; where there are no words there are
// no icons.
func (p *poster) withIcons(b block, width float64) block {
	if p.icons == noIcons || len(p.offers) == 0 || len(b.lines) == 0 {
		return b
	}
	row := iconRow{
		icons: p.offers, side: b.size * accessIcon, apart: b.size * accessApart,
		over: b.size * accessOver, under: b.size * accessUnder, ground: p.iconGround,
	}
	if p.icons == smallIcons {
		row.side, row.over, row.under = b.size*smallIcon, 0, b.size*smallUnder
	}
	row.perRow = max(1, int(math.Floor((width+row.apart)/(row.side+row.apart))))
	rows := (len(row.icons) + row.perRow - 1) / row.perRow
	row.perRow = (len(row.icons) + rows - 1) / rows // as even as they can be
	b.icons = row
	return b
}

// putBack sets small icons where the usual ones had to go, if all that is said without any
// has room beside them.
func putBack[P planned](p *poster, without P, plan func(arrangement) P) P {
	p.icons = smallIcons
	with := arranged(p, plan)
	if f := with.base(); f.zone.height() < 0 || f.panel.wrong() > without.base().panel.wrong() {
		p.icons = noIcons
		return without
	}
	return with
}

// crowding says that a plan with icons leaves no room for what the words need.
func (p *poster) crowding(f frame) bool {
	if p.icons == noIcons {
		return false
	}
	return f.zone.height() < 0 || f.panel.wrong() > 0 || p.brief() && f.ease < p.briefEase()
}

// putBack sets small icons where the usual ones have no room, if what is said without any
// has room beside them.
func (c *circlePoster) putBack(without circlePlan, tries []circleTry) circlePlan {
	restore := c.keep()
	for _, w := range c.both() {
		w.icons = smallIcons
	}
	if with, fits := c.arranged(tries); fits && with.facts.whole(c.poster) {
		return with
	}
	restore()
	return without
}

// withoutIcons takes the icons of access off, in both languages.
func (c *circlePoster) withoutIcons() {
	for _, w := range c.both() {
		w.icons = noIcons
	}
}

// height is that of all rows, and the room over them and to the words.
func (r iconRow) height() float64 {
	if len(r.icons) == 0 {
		return 0
	}
	rows := float64((len(r.icons) + r.perRow - 1) / r.perRow)
	return r.over + rows*r.side + (rows-1)*r.apart + r.under
}

func (r iconRow) widest() float64 {
	if len(r.icons) == 0 {
		return 0
	}
	n := float64(min(len(r.icons), r.perRow))
	return n*r.side + (n-1)*r.apart
}

// put draws the rows from y downwards, each beginning where lines do.
func (r iconRow) put(p *display.Page, x, y, width float64, a align, color display.Color) {
	y += r.over
	look := iconLook{color: color, second: color, ground: r.ground}
	for from := 0; from < len(r.icons); from += r.perRow {
		row := r.icons[from:min(from+r.perRow, len(r.icons))]
		step := r.side + r.apart
		at := x
		switch long := float64(len(row))*step - r.apart; a {
		case right:
			at, step = x+width-r.side, -step
		case centre:
			at = x + (width-long)/2
		case left:
		}
		for _, ic := range row {
			putIcon(p, ic, at, y, r.side, look)
			at += step
		}
		y += r.side + r.apart
	}
}
