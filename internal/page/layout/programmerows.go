package layout

import (
	"math"

	"daykit/internal/domain/display"
	"daykit/internal/text/typeset"
)

// programmeRow is a point of the running order at its size.
type programmeRow struct {
	at, title, lead block
	text            float64 // width of the words
}

// The room that a row gives to the strand between the time and the words, and the
// strand itself, in points.
const (
	rowStrand, strandWidth, strandDot = 30.0, 4.5, 6.0
	rowLeadGap                        = 3.0
	rowMoreGap                        = 40.0 // that a short running order may add between its rows
)

func (r programmeRow) height() float64 {
	h := r.title.height()
	if len(r.lead.lines) > 0 {
		h += rowLeadGap + r.lead.height()
	}
	return math.Max(h, r.at.height())
}

// rows sets the running order for a width.
func (g *programme) rows(ease, width float64) (out []programmeRow) {
	size := g.size(ease)
	var ignored problems
	times := 0.0
	for _, it := range g.items {
		times = math.Max(times, it.at.set(width, size, typeset.Greedy, &ignored).widest())
	}
	text := width - times - rowStrand
	for _, it := range g.items {
		small := seeming(it.lead, g.small(ease))
		lead := it.lead.set(text, small, typeset.Balance, &ignored)
		if len(lead.lines) > 1 {
			lead = it.tall.set(text, small, typeset.Balance, &ignored)
		}
		out = append(out, programmeRow{
			at:    it.at.set(times+0.1, size, typeset.Greedy, &ignored),
			title: it.title.set(text, size, typeset.Balance, &ignored),
			lead:  lead,
			text:  text,
		})
	}
	return out
}

// putRows draws rows from y to the bottom of a place, a strand running by them with
// a dot for each, and gives those that have no room and the bottom of the others.
func (g *programme) putRows(p *display.Page, rows []programmeRow, in display.Rect, y, ease float64) (left []programmeRow, bottom float64) {
	least := 9 + 7*ease
	n, used := 0, 0.0
	for n < len(rows) && y+used+rows[n].height() <= in.Y+in.H {
		used += rows[n].height() + least
		n++
	}
	if n == 0 {
		return rows, y
	}
	gap := least
	if free := in.Y + in.H - y - used + least; n > 1 {
		gap += math.Min(free/float64(n-1), rowMoreGap)
	}
	var dots []display.Point
	tops := make([]float64, n)
	for i, r := range rows[:n] {
		tops[i] = y
		dots = append(dots, display.Point{X: g.strandX(in, r), Y: y + r.title.top() - r.title.size*0.34})
		y += r.height() + gap
	}
	drawStrand(p, dots)
	for i, r := range rows[:n] {
		g.putRow(p, r, in, tops[i])
	}
	return rows[n:], y - gap
}

// strandX is where the strand runs: between the times and the words.
func (g *programme) strandX(in display.Rect, r programmeRow) float64 {
	if g.rtl {
		return in.X + r.text + rowStrand/2
	}
	return in.X + in.W - r.text - rowStrand/2
}

// putRow draws one row: time, strand, words, from where the page begins.
func (g *programme) putRow(p *display.Page, r programmeRow, in display.Rect, y float64) {
	times := in.W - r.text - rowStrand
	atX, x := in.X, in.X+in.W-r.text
	if g.rtl {
		atX, x = in.X+in.W-times, in.X
	}
	top := math.Max(r.at.top(), r.title.top())
	r.at.put(p, atX, y+top-r.at.top(), times, end(g.rtl))
	below := r.title.put(p, x, y+top-r.title.top(), r.text, start(g.rtl))
	r.lead.put(p, x, below+rowLeadGap, r.text, start(g.rtl))
}

// drawStrand draws a strand through dots, each in a colour of the braid.
func drawStrand(p *display.Page, dots []display.Point) {
	p.Add(display.Tag{Artifact: true})
	if last := len(dots) - 1; last > 0 {
		var path display.Path
		path.Move(dots[0].X, dots[0].Y)
		path.Line(dots[last].X, dots[last].Y)
		p.Add(display.Stroke{Path: path, Color: teal, Width: strandWidth, RoundCap: true})
	}
	colors := []display.Color{marigold, coral, plum, sky, leaf}
	for i, d := range dots {
		p.Add(
			display.Fill{Path: display.CirclePath(d.X, d.Y, strandDot+2), Color: white},
			display.Fill{Path: display.CirclePath(d.X, d.Y, strandDot), Color: colors[i%len(colors)]},
		)
	}
	p.Add(display.End{})
}
