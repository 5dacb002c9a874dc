package layout

import (
	"math"

	"daykit/internal/domain/display"
	"daykit/internal/page/qr"
)

// qrBlock is a visitors' code, traced with its dark modules at the origin.
type qrBlock struct {
	path    display.Path
	grid    [][]bool // instead of the path, where codes are made by the hundred
	modules int
	ink     display.Rect // of the dark modules
	payload string
	black   bool // drawn in black alone, not in ink
	units   bool // the path is in modules, not in points
}

// code traces a code of the given side, which includes the quiet zone.
func (s *Setter) code(payload string, side float64, ps *problems) qrBlock {
	path, n, err := qr.Path(payload, side, 0, 0)
	if err != nil {
		ps.add("code", "", foundNoCode, err.Error())
		return qrBlock{}
	}
	box := pathBounds(path)
	return qrBlock{path: shifted(path, -box.X, -box.Y), modules: n, ink: display.Rect{W: box.W, H: box.H}, payload: payload}
}

func (q qrBlock) pitch() float64 { return q.ink.W / float64(max(q.modules, 1)) }

// quiet is the white that the code needs round it.
func (q qrBlock) quiet() float64 { return q.pitch() * qr.Quiet }

// fromM is the distance in metres from which a phone reads it.
func (q qrBlock) fromM() float64 {
	return math.Round(q.pitch()/display.PtPerMM*333/10) / 100
}

// put draws the code with its dark modules at (x, y), as a figure that leads to
// its address where that is one.
func (q qrBlock) put(p *display.Page, x, y float64, lang, alt string) {
	if q.modules == 0 {
		return
	}
	color := ink
	if q.black {
		color = black
	}
	p.Add(display.Tag{Role: display.Figure, Lang: lang, Alt: alt},
		display.Fill{Path: q.placed(x, y), Color: color},
		display.Code{Rect: display.Rect{X: x, Y: y, W: q.ink.W, H: q.ink.H}, Modules: q.modules, Text: q.payload}, display.End{})
}

// placed is the outline with its top left corner at (x, y).
func (q qrBlock) placed(x, y float64) display.Path {
	if !q.units {
		return shifted(q.path, x, y)
	}
	out, pitch := make(display.Path, len(q.path)), q.pitch()
	for i, s := range q.path {
		for j := range s.P {
			s.P[j] = display.Point{X: display.Round(float64(s.P[j].X*pitch) + x), Y: display.Round(float64(s.P[j].Y*pitch) + y)}
		}
		out[i] = s
	}
	return out
}

// sized is the code, in modules, with its quiet zone in a square of a side.
func (q qrBlock) sized(side float64) qrBlock {
	pitch := math.Floor(side/float64(q.modules+2*qr.Quiet)*pitchSteps+1e-6) / pitchSteps
	q.ink = display.Rect{W: float64(q.modules) * pitch, H: float64(q.modules) * pitch}
	return q
}

// pitchSteps is how finely modules are sized, a point: of one exact size each, and
// short numbers in a file.
const pitchSteps = 50

// shifted moves a path.
func shifted(path display.Path, dx, dy float64) display.Path {
	out := make(display.Path, len(path))
	for i, s := range path {
		for j := range s.P {
			s.P[j] = display.Point{X: display.Round(s.P[j].X + dx), Y: display.Round(s.P[j].Y + dy)}
		}
		out[i] = s
	}
	return out
}

// pathBounds is the smallest rectangle round the points of a path of lines.
func pathBounds(path display.Path) display.Rect {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, s := range path {
		if s.Verb == display.MoveTo || s.Verb == display.LineTo {
			x0, x1 = math.Min(x0, s.P[0].X), math.Max(x1, s.P[0].X)
			y0, y1 = math.Min(y0, s.P[0].Y), math.Max(y1, s.P[0].Y)
		}
	}
	return display.Rect{X: x0, Y: y0, W: x1 - x0, H: y1 - y0}
}
