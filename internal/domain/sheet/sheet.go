// Package sheet is the millimetre geometry of the machine-readable sheets, for
// signing up and for feedback, shared by the printer and the reader. A Spec says what is asked; New
// gives every box, field, marker and code in its place; the payload of the
// organiser's code carries the whole Spec, so that any copy of Daykit rebuilds
// the geometry of a sheet that it has never seen.
//
// The measures are those that lost least when thousands of simulated boxes were
// read back: tick boxes of 5 mm before the name, where handwriting that runs out
// of its field cannot reach them; at least 4.5 mm between boxes and 2.4 mm from
// a box to any rule; rows every 10 mm; four corner markers of 9 mm and two of
// 6 mm a side; two organiser codes at opposite corners. Everything that is read
// keeps 7 mm from the long edges and 13 mm from the short ones, which home
// printers can reach.
//
// Lengths are millimetres from the top left corner of the page. A sheet for
// right-to-left writing is the mirror image, except that markers keep their ids
// by corner, so that a reader always knows which way is up.
package sheet

import (
	"fmt"
	"slices"
	"strconv"
)

// Version is the geometry that New draws. A change of any measure that a reader
// goes by is a new one. Version 2 gave slips room for words of 9 pt.
const Version = 2

// Kind says what a sheet looks like.
type Kind byte

// The kinds, by their letter in the payload.
const (
	Rows  Kind = 'R' // an A4 page, one person a row
	Slip  Kind = 'S' // one person's slip, cut from an A4 page
	Names Kind = 'N' // an A4 page of names already printed, with one box each
)

// The measures of version 2.
const (
	BoxSide  = 5.0  // outer side of a tick box
	BoxLine  = 0.35 // its black outline
	RowPitch = 10.0
	RuleLine = 0.15
	Quiet    = 4 // white modules round an organiser code
	Modules  = 25
	MaxRows  = 20
)

// Fields lists the fields that people write in, in their order on a sheet.
func Fields() []string { return []string{"name", "contact", "party"} }

// Ticks lists the questions that a tick answers, in their order on a sheet. Who
// ticks count-only is counted and leaves the name empty.
func Ticks() []string {
	return []string{"came", "first-time", "volunteer", "keep-in-touch", "count-only"}
}

// Spec is what a sheet asks. Fields and ticks come in the order of [Fields] and
// [Ticks] whatever their order here.
type Spec struct {
	Event  string   `json:"event"`  // eight characters of Crockford's base 32
	Serial int      `json:"serial"` // of the print run, from 1
	Page   int      `json:"page"`   // of the run, from 1; the slip's number for a Slip
	Kind   Kind     `json:"kind"`
	Rows   int      `json:"rows"` // 1 to MaxRows; 1 for a Slip
	Fields []string `json:"fields"`
	Ticks  []string `json:"ticks"`
	RTL    bool     `json:"rtl"`
}

// Validate says what keeps s from being a sheet, or nil.
func (s Spec) Validate() error {
	switch {
	case len(s.Event) != eventLen || !isBase32(s.Event):
		return fmt.Errorf("event %q: not an event id", s.Event)
	case s.Serial < 1 || s.Serial > maxNumber:
		return fmt.Errorf("serial %d: not between 1 and %d", s.Serial, maxNumber)
	case s.Page < 1 || s.Page > maxNumber:
		return fmt.Errorf("page %d: not between 1 and %d", s.Page, maxNumber)
	case s.Kind.IsForm():
		return s.validateForm()
	case s.Kind != Rows && s.Kind != Slip && s.Kind != Names:
		return fmt.Errorf("kind %q: none of rows, slips, names and forms", s.Kind)
	case s.Rows < 1 || s.Rows > MaxRows || s.Kind == Slip && s.Rows != 1:
		return fmt.Errorf("rows %d: not between 1 and %d", s.Rows, s.maxRows())
	}
	return s.validateColumns()
}

func (s Spec) maxRows() int {
	if s.Kind == Slip {
		return 1
	}
	return MaxRows
}

func (s Spec) validateColumns() error {
	if err := known("field", s.Fields, Fields()); err != nil {
		return err
	}
	if !slices.Contains(s.Fields, "name") {
		return fmt.Errorf("fields: a sheet needs the field name")
	}
	if s.Kind == Names && (len(s.Fields) != 1 || len(s.Ticks) != 1 || s.Ticks[0] != "came") {
		return fmt.Errorf("fields: a sheet of printed names has the name and the tick came, and nothing else")
	}
	return known("tick", s.Ticks, Ticks())
}

func known(what string, have, all []string) error {
	for i, name := range have {
		if !slices.Contains(all, name) {
			return fmt.Errorf("%s %q: not one of %v", what, name, all)
		}
		if slices.Contains(have[:i], name) {
			return fmt.Errorf("%s %q: named twice", what, name)
		}
	}
	return nil
}

// Rect is an upright rectangle in millimetres; X, Y is its top left corner.
type Rect struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
	W float64 `json:"w"`
	H float64 `json:"h"`
}

// Place is a tick box or a field to write in.
type Place struct {
	ID   string `json:"id"`  // p01.r05.came: page, row, name
	Row  int    `json:"row"` // from 0
	Col  int    `json:"col"` // from 0, boxes and fields counted apart
	Name string `json:"name"`
	Rect
}

// Marker is a printed square of 6 by 6 cells that says where on the page it is.
type Marker struct {
	ID   int     `json:"id"` // index of its code; 0 to 3 are the corners clockwise from the top left
	X    float64 `json:"x"`
	Y    float64 `json:"y"`
	Side float64 `json:"side"`
}

// QR is an organiser code: a square of dark and light modules with Quiet modules
// of white outside it.
type QR struct {
	X    float64 `json:"x"`
	Y    float64 `json:"y"`
	Side float64 `json:"side"`
}

// Zone is the square of a code with the white that belongs to it.
func (q QR) Zone() Rect {
	m := q.Side / Modules * Quiet
	return Rect{q.X - m, q.Y - m, q.Side + 2*m, q.Side + 2*m}
}

// Rule is a thin printed line, level or upright.
type Rule struct {
	X1 float64 `json:"x1"`
	Y1 float64 `json:"y1"`
	X2 float64 `json:"x2"`
	Y2 float64 `json:"y2"`
}

// Areas are the places for words and pictures that no reader looks at.
type Areas struct {
	Title   Rect   `json:"title"`
	Visitor Rect   `json:"visitor"` // the visitors' own code with its quiet zone, which may reach past the margin; empty on a slip
	Short   Rect   `json:"short"`   // the organiser's label and the code typed by hand
	Heads   []Rect `json:"heads"`   // over or beside the boxes: one a tick, and of a feedback form one a box
	Labels  []Rect `json:"labels"`  // one a field, and of a feedback form one a question
	Numbers []Rect `json:"numbers"` // one a row
	Foot    Rect   `json:"foot"`
	Number  Rect   `json:"number"`          // of the sheet; empty on a slip
	Bar     Rect   `json:"bar"`             // 50 mm wide; empty on a slip
	Intro   Rect   `json:"intro,omitzero"`  // of a feedback form
	Faces   []Rect `json:"faces,omitempty"` // of a feedback form: one a box of faces
}

// Sheet is one printed sheet: plain data that is stored with the event and read
// by the reader as it is.
type Sheet struct {
	Version int      `json:"version"`
	Spec    Spec     `json:"spec"`
	Page    Rect     `json:"page"` // X and Y are 0
	Payload string   `json:"payload"`
	People  []string `json:"people,omitempty"` // ids of the people of a sheet of names, by row; not in the payload
	Lang    string   `json:"lang,omitempty"`   // of the words of a feedback form; not in the payload
	Short   string   `json:"short"`            // the same identity, typed by hand when both codes fail
	BoxLine float64  `json:"box_line"`
	Boxes   []Place  `json:"boxes"`
	Fields  []Place  `json:"fields"`
	Markers []Marker `json:"markers"`
	QRs     []QR     `json:"qrs"`
	Rules   []Rule   `json:"rules"`
	Areas   Areas    `json:"areas"`
}

// New lays out a sheet.
func New(s Spec) (Sheet, error) {
	if err := s.Validate(); err != nil {
		return Sheet{}, fmt.Errorf("lay out sheet: %w", err)
	}
	s.Fields = inOrder(s.Fields, Fields())
	s.Ticks = inOrder(s.Ticks, Ticks())
	sh := Sheet{Version: Version, Spec: s, Payload: s.payload(), Short: s.short(), BoxLine: BoxLine}
	switch {
	case s.Kind.IsForm():
		sh.layOutForm()
	case s.Kind == Slip:
		sh.layOutSlip()
	default:
		sh.layOutRows()
	}
	if s.RTL {
		sh.mirror()
	}
	sh.round()
	return sh, nil
}

func inOrder(have, all []string) []string {
	out := make([]string, 0, len(have))
	for _, name := range all {
		if slices.Contains(have, name) {
			out = append(out, name)
		}
	}
	return out
}

// id names a place by page, row and what it is for: p01.r05.came. A run of fifty
// sheets has some thousands of them.
func (sh *Sheet) id(row int, name string) string {
	b := append(make([]byte, 0, len("p0000.r00.")+len(name)), 'p')
	b = twoDigits(b, sh.Spec.Page)
	b = twoDigits(append(b, ".r"...), row+1)
	return string(append(append(b, '.'), name...))
}

// twoDigits writes a number with at least two digits.
func twoDigits(b []byte, n int) []byte {
	if n < 10 {
		b = append(b, '0')
	}
	return strconv.AppendInt(b, int64(n), 10)
}

func (sh *Sheet) box(row, col int, x, y float64) {
	name := sh.Spec.Ticks[col]
	sh.Boxes = append(sh.Boxes, Place{sh.id(row, name), row, col, name, Rect{x, y, BoxSide, BoxSide}})
}

func (sh *Sheet) field(row, col int, r Rect) {
	name := sh.Spec.Fields[col]
	sh.Fields = append(sh.Fields, Place{sh.id(row, name), row, col, name, r})
}
