package layout

import "daykit/internal/domain/display"

// The emblem's size in points.
const emblemW, emblemH = 27.0, 15.2

// emblem is a small braid of three strands in the upper corner of a place, its
// colours turning from one to the next.
func emblem(p *display.Page, in display.Rect, rtl bool, turn int) {
	x := in.X + in.W - emblemW
	if rtl {
		x = in.X
	}
	p.Add(display.Tag{Artifact: true})
	for _, op := range emblemOps(x, in.Y, rtl, turn) {
		p.Add(op)
	}
	p.Add(display.End{})
}

type emblemKey struct {
	turn int
	rtl  bool
}

// emblem gives one of the emblems that the badges of a set take turns with.
func (b *badges) emblem(i int, rtl bool) *display.Shared {
	key := emblemKey{i % len(strandColors()), rtl}
	if b.emblems[key] == nil {
		b.emblems[key] = &display.Shared{W: emblemW, H: emblemH, Ops: emblemOps(0, 0, rtl, key.turn)}
	}
	return b.emblems[key]
}

// emblemOps draws the emblem with its top left corner at (x0, y0).
func emblemOps(x0, y0 float64, rtl bool, turn int) (ops []display.Op) {
	const width, h = 3.2, 12.0
	x := func(u float64) float64 {
		if rtl {
			u = 1 - u
		}
		return x0 + width/2 + float64((emblemW-width)*u) // round ends and all within the place
	}
	y := func(lane float64) float64 { return y0 + width/2 + float64(h*lane/2) }
	curve := func(from, to, bend0, bend1 float64) display.Path {
		var c display.Path
		c.Move(x(0), y(from))
		c.Cubic(x(bend0), y(from), x(bend1), y(to), x(1), y(to))
		return c
	}
	colors := strandColors()
	strand := func(c display.Path, i int) {
		ops = append(ops, display.Stroke{Path: c, Color: colors[(turn+i)%len(colors)], Width: width, RoundCap: true})
	}
	casing := func(c display.Path) {
		ops = append(ops, display.Stroke{Path: c, Color: white, Width: width + 2})
	}
	up, down, late := curve(1, 0, 0.1, 0.4), curve(0, 2, 0.4, 0.6), curve(2, 1, 0.6, 0.9)
	strand(up, 0)
	casing(down)
	strand(down, 2)
	casing(late)
	strand(late, 4)
	return ops
}
