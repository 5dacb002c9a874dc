package layout

import (
	"math"

	"daykit/internal/domain/display"
	"daykit/internal/domain/pictogram"
)

// head sets the place for the dish's name and what kind of food it is, and gives
// the room that is left.
func (d *dishCards) head(p *display.Page, room display.Rect) display.Rect {
	blocks := d.alone("dish", room.W, display.MM(9), dishHeadMost)
	d.putPair(p, blocks, room.X, room.Y, room.W)
	y := room.Y + pairHeight(blocks) + display.MM(11)
	var rule display.Path
	rule.Move(room.X, y)
	rule.Line(room.X+room.W, y)
	p.Add(display.Tag{Artifact: true}, display.Stroke{Path: rule, Color: ink, Width: 0.9}, display.End{})
	y = d.kinds(p, display.Rect{X: room.X, Y: y + display.MM(4), W: room.W}) + display.MM(4)
	return display.Rect{X: room.X, Y: y, W: room.W, H: room.Y + room.H - y}
}

// kinds sets the boxes for what kind of food it is, in one row where that goes at
// a good size, and gives their bottom.
func (d *dishCards) kinds(p *display.Page, at display.Rect) float64 {
	keys := []string{"halal", "vegetarian", "vegan"}
	n := len(keys)
	var wide problems
	for _, key := range keys {
		for _, b := range d.pair(key, d.column(at, 0, n).W-dishText(false), dishLeast, &wide) {
			if len(b.lines) > 1 {
				n = 2
			}
		}
	}
	if len(wide.list) > 0 {
		n = 2
	}
	set := d.together(keys, d.column(at, 0, n).W-dishText(false), dishMost, func(h []float64) bool { return tallest(h) <= display.MM(11) })
	pitch := display.MM(dishBox + 2.5)
	for _, blocks := range set {
		pitch = math.Max(pitch, pairHeight(blocks)+display.MM(1.5))
	}
	for i, blocks := range set {
		cell := d.column(at, i%n, n)
		cell.Y += pitch * float64(i/n)
		cell.H = pitch
		d.tick(p, cell, blocks, nil)
	}
	return at.Y + pitch*math.Ceil(float64(len(keys))/float64(n))
}

func tallest(heights []float64) (h float64) {
	for _, v := range heights {
		h = math.Max(h, v)
	}
	return h
}

// column is one of n columns of a place, counted from where lines begin.
func (d *dishCards) column(in display.Rect, i, n int) display.Rect {
	gutter := display.MM(3.5)
	if d.two {
		gutter = display.MM(9)
	}
	if d.rtl {
		i = n - 1 - i
	}
	in.W = (in.W - gutter*float64(n-1)) / float64(n)
	in.X += (in.W + gutter) * float64(i)
	return in
}

// ask sets the last line and gives the room over it.
func (d *dishCards) ask(p *display.Page, room display.Rect) display.Rect {
	blocks := d.alone("ask", room.W, display.MM(15), dishMost)
	h := pairHeight(blocks)
	for i := range blocks {
		blocks[i].color = coralDark
	}
	d.putPair(p, blocks, room.X, room.Y+room.H-h, room.W)
	room.H -= h + display.MM(4)
	return room
}

// list sets the allergens in two columns of seven, under a heading with a box for
// none of them. A row is as tall as its words ask for.
func (d *dishCards) list(p *display.Page, room display.Rect) {
	first, second := d.column(room, 0, 2), d.column(room, 1, 2)
	contains := d.alone("contains", first.W, display.MM(11), dishHeadMost)
	none := d.alone("none", second.W-dishText(false), display.MM(11), dishMost)
	head := math.Max(math.Max(pairHeight(contains), pairHeight(none)), display.MM(dishBox))
	d.putPair(p, contains, first.X, first.Y+(head-pairHeight(contains))/2, first.W)
	second.H = head
	d.tick(p, second, none, nil)
	head += display.MM(2)

	names, icons := Allergens(), allergenIcons()
	rows := (len(names) + 1) / 2
	least := display.MM(dishIcon + 0.3)
	free := 0.0
	set := d.together(names, first.W-dishText(true), dishList, func(h []float64) bool {
		free = room.H - head
		for i := range rows {
			free -= math.Max(least, math.Max(h[i], h[(i+rows)%len(h)]))
		}
		return free >= 0
	})
	gap := math.Min(free/float64(rows), display.MM(4))
	for i := range icons {
		if i%rows == 0 {
			first.Y = room.Y + head
		}
		cell := d.column(room, i/rows, 2)
		cell.Y, cell.H = first.Y, least
		var blocks []block
		if set != nil {
			blocks = set[i]
			cell.H = math.Max(least, math.Max(pairHeight(set[i%rows]), pairHeight(set[i%rows+rows])))
		}
		d.tick(p, cell, blocks, &icons[i])
		first.Y += cell.H + gap
	}
}

// dishText is how far from the edge of a tick's place its words begin.
func dishText(withIcon bool) float64 {
	if withIcon {
		return display.MM(dishBox + dishIcon + 2*dishGap)
	}
	return display.MM(dishBox + dishGap)
}

// tick sets a box to tick, an icon where there is one, and words, in the middle of
// the height of a place.
func (d *dishCards) tick(p *display.Page, at display.Rect, blocks []block, ic *pictogram.Icon) {
	box, gap, side := display.MM(dishBox), display.MM(dishGap), display.MM(dishIcon)
	boxX, iconX, x := at.X, at.X+box+gap, at.X+dishText(ic != nil)
	width := at.W - dishText(ic != nil)
	if d.rtl {
		boxX, iconX, x = at.X+at.W-box, at.X+width+gap, at.X
	}
	middle := at.Y + at.H/2
	frame := display.RectPath(display.Rect{X: boxX + 0.5, Y: middle - box/2 + 0.5, W: box - 1, H: box - 1})
	p.Add(display.Tag{Artifact: true}, display.Stroke{Path: frame, Color: ink, Width: 1}, display.End{})
	if ic != nil {
		putIcon(p, *ic, iconX, middle-side/2, side, iconLook{color: ink2, second: ink2, ground: white})
	}
	d.putPair(p, blocks, x, middle-pairHeight(blocks)/2, width)
}
