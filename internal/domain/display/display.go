// Package display is a page as plain data: what a layout wants on paper, with no
// idea of the device. The PDF, SVG and raster back ends only read it.
//
// Lengths are points (1/72 inch), y grows downwards from the top left corner of
// the trimmed page. Every coordinate is rounded to 1/1000 pt where it enters a
// page, so that the same input gives the same bytes on every processor.
package display

import "math"

// PtPerMM is the number of points in a millimetre.
const PtPerMM = 72 / 25.4

// MM turns millimetres into points.
func MM(mm float64) float64 { return Round(mm * PtPerMM) }

// Round rounds a length to 1/1000 pt, the grid of the display list. The explicit
// conversion keeps the compiler from fusing the product into a later sum.
func Round(v float64) float64 { return math.Round(float64(v*1000)) / 1000 }

// Color is an opaque sRGB colour.
type Color struct{ R, G, B uint8 }

// RGB makes a colour from 0xRRGGBB.
func RGB(hex uint32) Color { return Color{uint8(hex >> 16), uint8(hex >> 8), uint8(hex)} }

// Point is a place on the page.
type Point struct{ X, Y float64 }

// Rect is an upright rectangle; X, Y is its top left corner.
type Rect struct{ X, Y, W, H float64 }

// Verb says what a path segment does.
type Verb byte

// The verbs and how many points of Segment.P each uses.
const (
	MoveTo  Verb = 'M' // 1
	LineTo  Verb = 'L' // 1
	CubicTo Verb = 'C' // 3: two controls and the end
	Close   Verb = 'Z' // 0
)

// Segment is one step of a path.
type Segment struct {
	Verb Verb
	P    [3]Point
}

// Path is a list of segments. The zero value is an empty path.
type Path []Segment

// Move starts a new contour.
func (p *Path) Move(x, y float64) { *p = append(*p, Segment{MoveTo, [3]Point{pt(x, y)}}) }

// Line adds a straight line.
func (p *Path) Line(x, y float64) { *p = append(*p, Segment{LineTo, [3]Point{pt(x, y)}}) }

// Cubic adds a cubic Bézier curve with controls (ax, ay) and (bx, by).
func (p *Path) Cubic(ax, ay, bx, by, x, y float64) {
	*p = append(*p, Segment{CubicTo, [3]Point{pt(ax, ay), pt(bx, by), pt(x, y)}})
}

// Close closes the contour.
func (p *Path) Close() { *p = append(*p, Segment{Verb: Close}) }

func pt(x, y float64) Point { return Point{Round(x), Round(y)} }

// RectPath is the outline of r.
func RectPath(r Rect) Path {
	var p Path
	p.Move(r.X, r.Y)
	p.Line(r.X+r.W, r.Y)
	p.Line(r.X+r.W, r.Y+r.H)
	p.Line(r.X, r.Y+r.H)
	p.Close()
	return p
}

// RoundRectPath is the outline of r with corners of the given radius.
func RoundRectPath(r Rect, radius float64) Path {
	const k = 0.5522847 // circle by four cubics
	c := radius - k*radius
	x, y, x2, y2 := r.X, r.Y, r.X+r.W, r.Y+r.H
	var p Path
	p.Move(x+radius, y)
	p.Line(x2-radius, y)
	p.Cubic(x2-c, y, x2, y+c, x2, y+radius)
	p.Line(x2, y2-radius)
	p.Cubic(x2, y2-c, x2-c, y2, x2-radius, y2)
	p.Line(x+radius, y2)
	p.Cubic(x+c, y2, x, y2-c, x, y2-radius)
	p.Line(x, y+radius)
	p.Cubic(x, y+c, x+c, y, x+radius, y)
	p.Close()
	return p
}

// CirclePath is the outline of a circle.
func CirclePath(x, y, radius float64) Path {
	return RoundRectPath(Rect{x - radius, y - radius, 2 * radius, 2 * radius}, radius)
}

// Op is one thing on a page, drawn in order.
type Op interface{ op() }

// Fill paints the inside of a path by the non-zero winding rule, or by the
// even-odd rule when EvenOdd is set.
type Fill struct {
	Path    Path
	Color   Color
	EvenOdd bool
}

// Stroke paints along a path with round joins; RoundCap chooses round ends
// instead of butt ends.
type Stroke struct {
	Path     Path
	Color    Color
	Width    float64 // pt
	RoundCap bool
}

// Text draws one shaped run.
type Text struct {
	Run   GlyphRun
	Color Color
}

// GlyphRun is text of one font, size and direction, already shaped.
type GlyphRun struct {
	Font   string  // id of the face in the fonts library
	Size   float64 // pt
	X, Y   float64 // baseline origin, the run's left end
	W      float64 // sum of the advances
	Glyphs []Glyph // in visual order, left to right
	Text   string  // the logical text of the run
	Lang   string  // BCP 47
	RTL    bool
}

// Glyph is one glyph of a run.
type Glyph struct {
	GID     uint32
	X, Y    float64 // offset from the run's origin; Y grows upwards as in fonts
	Advance float64
	Text    string // the cluster's text on its first glyph in visual order, else ""
	Joined  bool   // not the first glyph of its cluster
}

// Picture is a photograph as a file: a JPEG without metadata, upright, in sRGB or
// grey, eight bits a channel. Pages share one Picture wherever it is shown.
type Picture struct {
	ID   string // of its content; equal pictures have equal ids
	JPEG []byte
	W, H int // pixels
	Grey bool
}

// Image shows a whole picture in a rectangle. Only what lies inside Clip is seen
// where Clip is not empty, so that a crop is a larger rectangle behind a clip.
type Image struct {
	Picture *Picture
	Rect    Rect
	Clip    Path
}

// Shared is a part of a page that is drawn again and again: a letter's body, a
// flyer on a sheet of four. Its own origin is its top left corner. It holds fills,
// strokes, text, images and uses of other parts, and none of links, fields, codes
// and tags.
type Shared struct {
	W, H float64 // what it covers, pt
	Ops  []Op
}

// Use draws a shared part: scaled by Scale (0 means 1), then turned clockwise by
// Turn quarter turns about its origin, then its origin moved to X, Y. Only what
// lies inside Clip, on the page, is seen where Clip has a width. It belongs to the
// tag it stands in.
type Use struct {
	Part  *Shared
	X, Y  float64
	Scale float64
	Turn  int
	Clip  Rect
}

// Code marks a QR code that the page draws by a Fill or by Cells, and the text that
// it must read as. It draws nothing: a check reads the code back before a file leaves.
type Code struct {
	Rect    Rect // of the dark modules
	Modules int  // along a side
	Text    string
}

// Link makes a rectangle lead to an address.
type Link struct {
	Rect Rect
	URL  string
}

// Field marks a place that a person fills in by pen and a reader looks at later,
// such as a tick box. It draws nothing: the same numbers serve the printer and
// the reader.
type Field struct {
	ID   string
	Rect Rect
}

// Role is the meaning of a tagged group, in the terms of PDF 1.7 section 14.8.4.
type Role string

// The roles that layouts use.
const (
	H1     Role = "H1"
	H2     Role = "H2"
	P      Role = "P"
	Figure Role = "Figure"
	Table  Role = "Table"
	TR     Role = "TR"
	TH     Role = "TH"
	TD     Role = "TD"
)

// Tag opens a structure element that lasts until the matching End; elements nest.
// An Artifact is decoration that a screen reader skips, and has no role.
type Tag struct {
	Role     Role
	Lang     string
	Alt      string // alternative text of a Figure
	Text     string // logical text, for right-to-left elements
	Artifact bool
}

// End closes the latest open Tag.
type End struct{}

func (Fill) op()   {}
func (Cells) op()  {}
func (Stroke) op() {}
func (Text) op()   {}
func (Image) op()  {}
func (Use) op()    {}
func (Code) op()   {}
func (Link) op()   {}
func (Field) op()  {}
func (Tag) op()    {}
func (End) op()    {}

// Page is one sheet side. Artwork that touches an edge runs at least 5 mm past it;
// a back end cuts it at the trimmed size, or at the bleed for a print shop.
type Page struct {
	W, H float64 // trimmed size
	Ops  []Op
}

// Add appends ops, with the coordinates of text, links and fields rounded.
func (p *Page) Add(ops ...Op) {
	for _, o := range ops {
		p.Ops = append(p.Ops, rounded(o))
	}
}

func rounded(o Op) Op {
	switch o := o.(type) {
	case Text:
		o.Run.X, o.Run.Y, o.Run.W = Round(o.Run.X), Round(o.Run.Y), Round(o.Run.W)
		return o
	case Image:
		o.Rect = roundRect(o.Rect)
		return o
	case Use:
		o.X, o.Y, o.Clip = Round(o.X), Round(o.Y), roundRect(o.Clip)
		return o
	case Cells:
		o.X, o.Y, o.Pitch = Round(o.X), Round(o.Y), math.Round(float64(o.Pitch*1e6))/1e6
		return o
	case Code:
		o.Rect = roundRect(o.Rect)
		return o
	case Link:
		o.Rect = roundRect(o.Rect)
		return o
	case Field:
		o.Rect = roundRect(o.Rect)
		return o
	case Stroke:
		o.Width = Round(o.Width)
		return o
	default:
		return o
	}
}

func roundRect(r Rect) Rect {
	return Rect{Round(r.X), Round(r.Y), Round(r.W), Round(r.H)}
}
