// Package layout sets the printables: data in; display pages and Problems out.
// There is one file for each design or printable.
//
// It promises that no word is ever clipped, laid over artwork or run off the
// page. What does not fit is set smaller within the limits of legibility, then
// arranged otherwise, and at last left out whole and named in a Problem. All that
// is read stays within margins that home printers reach (7 mm at the sides, 13 mm
// at top and bottom); only artwork runs on to the paper's edge.
//
// Pages are for white paper and hold no background. White is bare paper, so a
// page printed on cream paper shows cream wherever it is white; see [OnPaper].
package layout

import (
	"daykit/internal/domain/display"
	"daykit/internal/domain/sheet"
	"daykit/internal/page/qr"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// Problem is something that keeps a print from being as it was asked for. Field
// names the part of the input, Lang the language it was printed in.
type Problem struct {
	Field string `json:"field"`
	Lang  string `json:"lang"`
	What  string `json:"what"` // in English

	Code   Finding        `json:"code"`
	Params map[string]any `json:"params"` // what the words are about, by name
}

// Result is what was laid out.
type Result struct {
	Pages    []*display.Page
	Problems []Problem
	Notes    []Problem // nothing is wrong, but worth knowing
	Alt      string    // alternative text of the first page as a picture

	// ReadsFromM is the distance in metres from which people read all that
	// matters: 200 times the height of the capitals of title, date and place, 300
	// times that of the rest. Zero where nobody reads from afar.
	ReadsFromM float64
	// Sheets are the machine-readable sheets on the pages, in order; a page of
	// slips has several.
	Sheets []sheet.Sheet

	// QRFromM is the distance in metres from which a phone reads the visitors'
	// code: 333 times the side of a module. Zero without a code.
	QRFromM float64
}

// Code is where a visitors' code leads: Payload is what it holds, Address what a
// person types instead.
type Code struct{ Payload, Address string }

// The margins that home printers reach, in millimetres. Everything that is read
// stays inside.
const (
	SafeSideMM = 7
	SafeEndMM  = 13
)

// Setter sets pages. It keeps the words that it has shaped, so one that is used
// again is faster. One goroutine uses it at a time; Setters of one library may work
// side by side.
type Setter struct {
	library *fonts.Library
	shaper  *typeset.Shaper
	caps    map[capKey]float64
	codes   qr.Batch
	shapes  shapes
}

// New makes a Setter with the faces of l.
func New(l *fonts.Library) *Setter {
	return &Setter{library: l, shaper: typeset.New(l), caps: map[capKey]float64{}, shapes: newShapes()}
}
