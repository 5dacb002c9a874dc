package sheet

import (
	"fmt"

	"daykit/internal/domain/feedback"
)

// A feedback form is A5, two of which stand on A4 across, or the same form as large as A4.
// All forms of a print in one language have one identity: they are not numbered, so that
// nobody can be told by the number, and may be photocopied. The order of a run's pages is
// that of its languages.
//
// Its boxes are named by question and answer, such as welcome.5, and the one of the words'
// tick is QuoteTick. Their row is the question's, in the order of package feedback.
const (
	Form      Kind = 'F' // A5
	LargeForm Kind = 'G' // A4, all measures by the square root of two
)

// QuoteTick names the box of "may be quoted".
const QuoteTick = "quote"

// The measures of an A5 form for left-to-right writing. It keeps 13 mm from its long
// edges, which are the short edges of the A4 page that it is cut from.
const (
	formW, formH          = 148.5, 210.0
	formLeft, formWide    = 13.0, 122.5
	formTop, formBottom   = 11.0, 11.0 // of the markers: a band that says "draft" lies beyond, up to 9.4
	formMarker            = 6.0
	formCode              = 17.0
	formCodeX, formCodeY  = 108.5, 12.3
	formLabel             = 7.0 // height of a question's words
	formPitch             = 9.5 // from box to box down
	formFace, formFacesY  = 10.0, 48.0
	formFaceBox           = 59.5 // of the boxes under the faces
	formBeside, formAbove = 6.5, 2.0
	formHalf              = 63.5 // from the start of one half to that of the other
	formLine              = 6.5  // between lines to write on
)

// IsForm says whether a kind is a feedback form.
func (k Kind) IsForm() bool { return k == Form || k == LargeForm }

func (s Spec) validateForm() error {
	if s.Rows != 1 || len(s.Fields) > 0 || len(s.Ticks) > 0 {
		return fmt.Errorf("a feedback form asks its own questions, in one row")
	}
	return nil
}

// layOutForm lays out an A5 form, and enlarges it to A4 for LargeForm.
func (sh *Sheet) layOutForm() {
	sh.Page = Rect{W: formW, H: formH}
	sh.corners(formLeft, formTop, formBottom, formMarker)
	sh.QRs = []QR{{formCodeX, formCodeY, formCode}}
	sh.Areas = Areas{
		Title: Rect{21.5, formTop, 83, 17.5},
		Intro: Rect{formLeft, 29.2, 88, 10.2},
		Short: Rect{103, 32.2, 32.5, 7.3},
		Foot:  Rect{21.5, 192.4, 105.5, 6.8},
	}
	tops := map[string]float64{feedback.Welcome: 40, feedback.New: 75.5, feedback.Again: 75.5, feedback.Why: 94.7, feedback.Heard: 129.8, feedback.Remember: 164}
	for row, q := range feedback.Questions() {
		at := Rect{formLeft, tops[q.Key], formWide, formLabel}
		switch q.Kind {
		case feedback.Faces:
			sh.formFaces(row, q, at)
		case feedback.YesNo:
			if q.Key == feedback.Again {
				at.X += formHalf
			}
			sh.formYesNo(row, q, at)
		case feedback.Choice:
			sh.formChoices(row, q, at)
		case feedback.Words:
			sh.formWords(row, at)
		}
	}
	if sh.Spec.Kind == LargeForm {
		sh.enlarge(pageH/formH, Rect{W: pageW, H: pageH})
	}
}

// option is a box with the room for its words.
func (sh *Sheet) option(row, col int, name string, x, y float64, words Rect) {
	sh.Boxes = append(sh.Boxes, Place{sh.id(row, name), row, col, name, Rect{x, y, BoxSide, BoxSide}})
	sh.Areas.Heads = append(sh.Areas.Heads, words)
}

// formFaces are five faces, each with its box under it and its words under that.
func (sh *Sheet) formFaces(row int, q feedback.Question, at Rect) {
	sh.Areas.Labels = append(sh.Areas.Labels, at)
	pitch := formWide / float64(len(q.Options))
	for col, o := range q.Options {
		x := at.X + float64(pitch*float64(col))
		middle := x + pitch/2
		sh.Areas.Faces = append(sh.Areas.Faces, Rect{middle - formFace/2, formFacesY, formFace, formFace})
		sh.option(row, col, q.Key+"."+o.Key, middle-BoxSide/2, formFaceBox, Rect{x + 0.5, formFaceBox + BoxSide + 1.2, pitch - 1, 8.8})
	}
}

func (sh *Sheet) formYesNo(row int, q feedback.Question, at Rect) {
	const room, boxes, pitch = 9.0, 10.5, 29.0
	at.W, at.H = formWide-formHalf, room
	sh.Areas.Labels = append(sh.Areas.Labels, at)
	for col, o := range q.Options {
		x, y := at.X+float64(pitch*float64(col)), at.Y+boxes
		sh.option(row, col, q.Key+"."+o.Key, x, y, Rect{x + formBeside, y - 1.2, pitch - formBeside - 2.5, BoxSide + 2.4})
	}
}

// formChoices are boxes in two columns, in reading order across.
func (sh *Sheet) formChoices(row int, q feedback.Question, at Rect) {
	const boxes = 8.0
	at.H = boxes - formAbove
	sh.Areas.Labels = append(sh.Areas.Labels, at)
	for col, o := range q.Options {
		x, y := at.X+float64(formHalf*float64(col%2)), at.Y+boxes+float64(formPitch*float64(col/2))
		sh.option(row, col, q.Key+"."+o.Key, x, y, Rect{x + formBeside, y - formAbove, formWide - formHalf - formBeside, formPitch - 0.5})
	}
}

// formWords are two lines to write on, and the tick that the words may be quoted.
func (sh *Sheet) formWords(row int, at Rect) {
	const write, quote = 6.5, 22.0
	at.H = write
	sh.Areas.Labels = append(sh.Areas.Labels, at)
	sh.Fields = append(sh.Fields, Place{sh.id(row, feedback.Remember), row, 0, feedback.Remember, Rect{at.X, at.Y + write, formWide, 2 * formLine}})
	for i := range 2 {
		y := at.Y + write + float64(formLine*float64(i+1))
		sh.Rules = append(sh.Rules, Rule{at.X, y, at.X + formWide, y})
	}
	y := at.Y + quote
	sh.option(row, 0, QuoteTick, at.X, y, Rect{at.X + formBeside, y - 0.9, formWide - formBeside, BoxSide + 1.8})
}

// enlarge multiplies all measures and gives the page its size.
func (sh *Sheet) enlarge(by float64, page Rect) {
	sh.eachRect(func(r *Rect) { *r = Rect{r.X * by, r.Y * by, r.W * by, r.H * by} })
	for i, m := range sh.Markers {
		sh.Markers[i] = Marker{m.ID, m.X * by, m.Y * by, m.Side * by}
	}
	for i, q := range sh.QRs {
		sh.QRs[i] = QR{q.X * by, q.Y * by, q.Side * by}
	}
	for i, r := range sh.Rules {
		sh.Rules[i] = Rule{r.X1 * by, r.Y1 * by, r.X2 * by, r.Y2 * by}
	}
	sh.BoxLine *= by
	sh.Page = page
}
