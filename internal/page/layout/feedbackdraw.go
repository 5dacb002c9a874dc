package layout

import (
	"math"

	"daykit/internal/domain/display"
	"daykit/internal/domain/feedback"
	"daykit/internal/domain/sheet"
	"daykit/internal/page/qr"
	"daykit/internal/text/fonts"
)

// ground draws what is no words: boxes, lines, faces, markers, and the organisers' code.
func (f *feedbackForm) ground() {
	f.c.page.Add(display.Tag{Artifact: true})
	f.c.thinRules(f.sh)
	f.c.tickBoxes(f.sh)
	for i, r := range f.sh.Areas.Faces {
		face(f.c.page, f.c.rect(r), i+1)
	}
	for _, m := range f.sh.Markers {
		at := f.c.point(m.X, m.Y)
		f.c.page.Add(display.Fill{Path: qr.Outline(m.Grid(), display.PtPerMM*m.Side/sheet.MarkerCells, at.X, at.Y), Color: black})
	}
	f.c.page.Add(display.End{})
	f.organiser()
	f.c.places(f.sh)
}

// tickBoxes draws boxes with the line that the sheet says, within the squares that a
// reader measures.
func (c canvas) tickBoxes(sh sheet.Sheet) {
	pen := sh.BoxLine * display.PtPerMM
	var path display.Path
	for _, b := range sh.Boxes {
		r := c.rect(b.Rect)
		path = append(path, display.RectPath(display.Rect{X: r.X + pen/2, Y: r.Y + pen/2, W: r.W - pen, H: r.H - pen})...)
	}
	c.page.Add(display.Stroke{Path: path, Color: black, Width: pen})
}

// thinRules draws the lines to write on.
func (c canvas) thinRules(sh sheet.Sheet) {
	var path display.Path
	for _, r := range sh.Rules {
		from, to := c.point(r.X1, r.Y1), c.point(r.X2, r.Y2)
		path.Move(from.X, from.Y)
		path.Line(to.X, to.Y)
	}
	c.page.Add(display.Stroke{Path: path, Color: ink2, Width: 0.6})
}

// organiser draws the code that says which form it is, and the same for typing.
func (f *feedbackForm) organiser() {
	grid, err := f.run.codes.OrganiserModules(f.sh.Payload)
	if err != nil {
		f.problems.add("feedback", f.lang, foundNoCode, err.Error())
		return
	}
	f.c.page.Add(display.Tag{Artifact: true})
	for _, q := range f.sh.QRs {
		at, side := f.c.point(q.X, q.Y), display.PtPerMM*q.Side
		f.c.page.Add(display.Cells{X: at.X, Y: at.Y, Pitch: side / float64(len(grid)), Dark: grid, Color: black},
			display.Code{Rect: display.Rect{X: at.X, Y: at.Y, W: side, H: side}, Modules: len(grid), Text: f.sh.Payload})
	}
	f.c.page.Add(display.End{})
	r := f.c.rect(f.sh.Areas.Short)
	share := 0.55
	if fonts.Climbs(f.lang) {
		share = 0.75
	}
	y := f.put(f.c.page, f.phrase(PhraseOrganiser), display.Rect{X: r.X, Y: r.Y, W: r.W, H: r.H * share}, f.at(6, 7.5), centre) + 1.5*f.run.scale
	code := words{field: "feedback", lang: "en", text: f.sh.Short, role: fonts.Bold, tag: display.P, color: black}
	f.put(f.c.page, code, display.Rect{X: r.X, Y: y, W: r.W, H: r.Y + r.H - y}, f.at(6.5, 9), centre)
}

// face draws the n-th of five faces into a square: told apart by mouth and brows, so that
// no colour is needed.
func face(p *display.Page, r display.Rect, n int) {
	at := func(x, y float64) display.Point { return display.Point{X: r.X + r.W*x, Y: r.Y + r.H*y} }
	pen := r.W * 0.045
	p.Add(display.Stroke{Path: circle(at(0.5, 0.5), r.W/2-pen/2), Color: ink, Width: pen})
	for _, x := range []float64{0.34, 0.66} {
		p.Add(display.Fill{Path: circle(at(x, 0.40), r.W*0.048), Color: ink})
	}
	var mouth display.Path
	curve := func(y, bend, from float64) {
		a, b, c, d := at(from, y), at(from+0.12, y+bend), at(1-from-0.12, y+bend), at(1-from, y)
		mouth.Move(a.X, a.Y)
		mouth.Cubic(b.X, b.Y, c.X, c.Y, d.X, d.Y)
	}
	switch n {
	case 1:
		curve(0.74, -0.20, 0.28)
	case 2:
		curve(0.69, -0.09, 0.30)
	case 3:
		curve(0.66, 0, 0.30)
	case feedback.MaxFace - 1:
		curve(0.61, 0.13, 0.29)
	default:
		curve(0.57, 0.36, 0.24)
		mouth.Close()
		p.Add(display.Fill{Path: mouth, Color: ink})
		return
	}
	p.Add(display.Stroke{Path: mouth, Color: ink, Width: pen * 1.3, RoundCap: true})
	if n == 1 {
		brows(p, at, pen)
	}
}

// brows are those of the saddest face, high in the middle.
func brows(p *display.Page, at func(x, y float64) display.Point, pen float64) {
	var path display.Path
	for _, b := range [][2]display.Point{{at(0.25, 0.32), at(0.40, 0.25)}, {at(0.60, 0.25), at(0.75, 0.32)}} {
		path.Move(b[0].X, b[0].Y)
		path.Line(b[1].X, b[1].Y)
	}
	p.Add(display.Stroke{Path: path, Color: ink, Width: pen, RoundCap: true})
}

// circle is a circle of four cubic curves.
func circle(at display.Point, radius float64) display.Path {
	k := radius * 4 * (math.Sqrt2 - 1) / 3
	var c display.Path
	c.Move(at.X+radius, at.Y)
	c.Cubic(at.X+radius, at.Y+k, at.X+k, at.Y+radius, at.X, at.Y+radius)
	c.Cubic(at.X-k, at.Y+radius, at.X-radius, at.Y+k, at.X-radius, at.Y)
	c.Cubic(at.X-radius, at.Y-k, at.X-k, at.Y-radius, at.X, at.Y-radius)
	c.Cubic(at.X+k, at.Y-radius, at.X+radius, at.Y-k, at.X+radius, at.Y)
	c.Close()
	return c
}
