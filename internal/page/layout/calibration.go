package layout

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"daykit/internal/domain/display"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// The phrases of the calibration sheet.
const (
	PhraseCalibrationTitle = "calibration.title"
	PhraseCalibrationWhy   = "calibration.why"
	PhraseCalibrationStep  = "calibration.step" // + . and a number
	PhraseCalibrationBar   = "calibration.bar"  // under a bar of 100 mm
)

// CalibrationInput asks for a calibration sheet.
type CalibrationInput struct {
	Lang    string
	Phrases Phrases
}

// The scales in millimetres: how far they reach to both sides of the middle, and
// by what steps. Creases are no finer than half a millimetre.
const (
	scaleReach, scaleStep = 6.0, 0.5
	scaleLabel            = 9.0 // pt
	barLength             = 100.0
	calibrationW          = 200.0 // the least paper
	calibrationH          = 280.0
)

// NudgeFrom gives the shift in millimetres that puts prints into place, from the
// two numbers of a calibration sheet: where its creases cross the scales A and B.
// Numbers beyond the scales count as their ends.
//
// A crease is the middle of the paper and the zero of its scale the middle of the
// print, so what the crease reads is how far the print has to move: to the right
// by A and down by B.
func NudgeFrom(a, b float64) display.Point {
	read := func(v float64) float64 {
		if math.IsNaN(v) {
			return 0
		}
		return math.Round(math.Min(math.Max(v, -scaleReach), scaleReach)*10) / 10
	}
	return display.Point{X: read(a), Y: read(b)}
}

// Calibration sets a sheet that tells how far a printer is off, without a ruler:
// folded edge on edge, its creases mark the middle of the paper, and each crosses
// a scale round the middle of the print. On the scale every half millimetre has a
// stroke of its own with its number beside it, so that nobody has to count.
func (s *Setter) Calibration(in CalibrationInput, f Format) Result {
	if f.W < calibrationW || f.H < calibrationH {
		return Result{Problems: []Problem{Found("paper", in.Lang, foundScalesPaper)}}
	}
	c := &calibration{s: s, in: in, f: f, p: f.page()}
	c.words()
	c.scaleA()
	c.scaleB()
	c.answers()
	c.bar()
	text, _ := spoken(c.p)
	return Result{Pages: []*display.Page{c.p}, Problems: c.problems.list, Notes: c.notes.list, Alt: text}
}

// calibration is a sheet in the making. Places are in millimetres until they are
// drawn.
type calibration struct {
	s        *Setter
	in       CalibrationInput
	f        Format
	p        *display.Page
	rtl      bool
	problems problems
	notes    problems
}

func (c *calibration) phrase(key string, role fonts.Role, tag display.Role) shaped {
	text, got := c.in.Phrases.Phrase(key, c.in.Lang)
	if got != c.in.Lang {
		c.notes.add("phrases", c.in.Lang, foundNoWordsSome, tongue(c.in.Lang), tongue(got))
	}
	return c.s.shape(words{field: "phrases", lang: got, text: text, role: role, tag: tag, color: ink}, &c.problems)
}

// words sets the heading and the steps over the upper half of the sheet, down to
// the scale across its middle.
func (c *calibration) words() {
	x, width := display.MM(15), c.p.W-display.MM(30)
	y, bottom := display.MM(SafeEndMM+3), c.p.H/2-display.MM(scaleReach+11)
	title := c.phrase(PhraseCalibrationTitle, fonts.Display, display.H1)
	c.rtl = rtlPage(title.lang)
	head, _ := title.fit(width, (bottom-y)*0.3, 16, 32, typeset.Leading(title.lang, fonts.Display), typeset.Balance, &c.problems)
	y = head.put(c.p, x, y, width, start(c.rtl)) + 10
	why := c.phrase(PhraseCalibrationWhy, fonts.Text, display.P)
	list := numbered{s: c.s, rtl: c.rtl}
	for i := 1; i <= guideSteps; i++ {
		key := fmt.Sprintf("%s.%d", PhraseCalibrationStep, i)
		if text, _ := c.in.Phrases.Phrase(key, c.in.Lang); text != "" {
			list.all = append(list.all, c.phrase(key, fonts.Text, display.P))
		}
	}
	for size := guideMost; size >= 10; size -= 0.5 {
		lead := why.set(width, size, typeset.Optimal, &problems{})
		if steps, h := list.set(width, size); y+lead.height()+size+h <= bottom {
			y = lead.put(c.p, x, y, width, start(c.rtl)) + size
			list.put(c.p, steps, x, y, width)
			return
		}
	}
	c.problems.add("phrases", c.in.Lang, foundScalesNoSteps)
}

// values are the numbers of a scale.
func values() (out []float64) {
	for v := -scaleReach; v <= scaleReach; v += scaleStep {
		out = append(out, v)
	}
	return out
}

// scaleA stands under the middle of the sheet, for the crease from top to bottom:
// a flight of strokes, each half a millimetre further to the right.
func (c *calibration) scaleA() {
	list := values()
	top, bottom := c.f.H/2+scaleReach+15, c.f.H-SafeEndMM-16
	pitch := (bottom - top) / float64(len(list))
	mid := c.f.W / 2
	for i, v := range list {
		y := top + pitch*float64(i)
		c.stroke(mid+v, y, mid+v, y+pitch*0.86, v)
		side := 1.0
		if i%2 == 0 {
			side = -1
		}
		c.label(v, mid+v+side*2, y+pitch*0.43, side)
	}
	c.letter("A", mid, top-4)
}

// scaleB lies across the middle of the sheet, for the crease from side to side: a
// flight of strokes, each half a millimetre further down.
func (c *calibration) scaleB() {
	list := values()
	first, last := 27.0, c.f.W-14
	pitch := (last - first) / float64(len(list))
	mid := c.f.H / 2
	for i, v := range list {
		x := first + pitch*float64(i)
		c.stroke(x, mid+v, x+pitch*0.86, mid+v, v)
		side := 1.0
		if i%2 == 0 {
			side = -1
		}
		c.label(v, x+pitch*0.43, mid+v+side*3.2, 0)
	}
	c.letter("B", 18, mid)
}

// stroke draws one stroke of a scale, the zero in a colour.
func (c *calibration) stroke(x0, y0, x1, y1, v float64) {
	var path display.Path
	path.Move(display.MM(x0), display.MM(y0))
	path.Line(display.MM(x1), display.MM(y1))
	c.p.Add(display.Tag{Artifact: true}, display.Stroke{Path: path, Color: valueColor(v), Width: 0.8}, display.End{})
}

func valueColor(v float64) display.Color {
	if v == 0 {
		return coralDark
	}
	return ink
}

// label puts the number of a stroke: to the left (-1) or right (1) of a place, or
// centred on it (0).
func (c *calibration) label(v, x, y, side float64) {
	text := strings.ReplaceAll(strconv.FormatFloat(v, 'f', -1, 64), "-", "−")
	w := words{lang: "en", text: text, role: fonts.Text, tag: display.P, color: valueColor(v)}
	if v == 0 {
		w.role = fonts.Bold
	}
	b := c.s.set(w, 1e6, scaleLabel, typeset.Greedy, &c.problems)
	left2 := display.MM(x) - b.widest()*(1-side)/2
	b.put(c.p, left2, display.MM(y)-b.top()+scaleLabel*0.35, b.widest(), left)
}

// letter names a scale, centred on a place.
func (c *calibration) letter(name string, x, y float64) {
	w := words{lang: "en", text: name, role: fonts.Display, tag: display.H2, color: coralDark}
	b := c.s.set(w, 1e6, 24, typeset.Greedy, &c.problems)
	b.put(c.p, display.MM(x)-b.widest()/2, display.MM(y)-b.height()/2, b.widest(), left)
}

// answers draws, for each scale, a small sheet with its crease on one side of scale
// A and a box to write the number into on the other.
func (c *calibration) answers() {
	const w, h, row = 30.0, 14.0, 44.0
	sheet, box := 30.0, c.f.W-16-w
	if c.rtl {
		sheet, box = c.f.W-30-calibrationSheet, 16+10
	}
	y := c.f.H/2 + scaleReach + 22
	for i, name := range []string{"A", "B"} {
		mid := y + row*float64(i) + calibrationSheet*0.7
		c.creased(sheet, y+row*float64(i), i == 0)
		c.letter(name, sheet-8, mid)
		at := display.Rect{X: display.MM(box), Y: display.MM(mid - h/2), W: display.MM(w), H: display.MM(h)}
		c.p.Add(display.Tag{Artifact: true}, display.Stroke{Path: display.RoundRectPath(at, 4), Color: ink2, Width: 1}, display.End{})
		c.letter(name, box-7, mid)
	}
}

// calibrationSheet is the width of the small sheet, mm.
const calibrationSheet = 23.0

// creased draws a small sheet with its crease, and an arrow from the edge that is
// folded to the edge that it is laid on.
func (c *calibration) creased(x, y float64, upright bool) {
	w, h := calibrationSheet, math.Round(calibrationSheet*1.4)
	at := placing{X: display.MM(x), Y: display.MM(y), Scale: display.PtPerMM}
	var crease, bend display.Path
	if upright {
		dashed(&crease, display.Point{X: w / 2, Y: 0}, display.Point{X: w / 2, Y: h})
		bend.Move(w*0.16, h*0.42)
		bend.Cubic(w*0.3, h*0.16, w*0.68, h*0.16, w*0.82, h*0.4)
		bend.Move(w*0.64, h*0.36)
		bend.Line(w*0.83, h*0.41)
		bend.Line(w*0.87, h*0.25)
	} else {
		dashed(&crease, display.Point{X: 0, Y: h / 2}, display.Point{X: w, Y: h / 2})
		bend.Move(w*0.4, h*0.14)
		bend.Cubic(w*0.1, h*0.3, w*0.1, h*0.68, w*0.38, h*0.85)
		bend.Move(w*0.17, h*0.86)
		bend.Line(w*0.39, h*0.855)
		bend.Line(w*0.34, h*0.7)
	}
	frame := display.RoundRectPath(display.Rect{W: w, H: h}, 1)
	c.p.Add(
		display.Tag{Artifact: true},
		display.Stroke{Path: at.path(frame), Color: ink, Width: 1.4},
		display.Stroke{Path: at.path(crease), Color: coralDark, Width: 1.6},
		display.Stroke{Path: at.path(bend), Color: teal, Width: 2, RoundCap: true},
		display.End{},
	)
}

// dashed adds a line of dashes of 1.5 from one point to another.
func dashed(path *display.Path, from, to display.Point) {
	l := math.Hypot(to.X-from.X, to.Y-from.Y)
	for d := 0.0; d < l; d += 2.5 {
		a, b := d/l, math.Min(1, (d+1.5)/l)
		path.Move(from.X+(to.X-from.X)*a, from.Y+(to.Y-from.Y)*a)
		path.Line(from.X+(to.X-from.X)*b, from.Y+(to.Y-from.Y)*b)
	}
}

// bar draws 100 mm at the foot, to be measured where the size is in doubt.
func (c *calibration) bar() {
	x0, y := (c.f.W-barLength)/2, c.f.H-SafeEndMM-8
	var path display.Path
	at := func(v float64) float64 { return display.MM(v) }
	path.Move(at(x0), at(y))
	path.Line(at(x0+barLength), at(y))
	for _, x := range []float64{x0, x0 + barLength} {
		path.Move(at(x), at(y-1.5))
		path.Line(at(x), at(y+1.5))
	}
	c.p.Add(display.Tag{Artifact: true}, display.Stroke{Path: path, Color: ink, Width: 0.8}, display.End{})
	note := c.phrase(PhraseCalibrationBar, fonts.Text, display.P)
	set, fits := note.fit(display.MM(barLength), at(5.5), 8, 9, 1.2, typeset.Balance, &problems{})
	if fits {
		set.put(c.p, at(x0), at(y+2), at(barLength), centre)
	}
}
