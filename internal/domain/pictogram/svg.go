package pictogram

import (
	"math"
	"strconv"
	"strings"

	"daykit/internal/domain/display"
)

// SVG is the icon as the inside of an svg element whose viewBox is 0 0 100 100, in the
// colour of the words beside it. ground is the colour behind it in CSS, which shows round
// a part in front. Places are rounded to a tenth of a unit.
func (ic Icon) SVG(ground string) string {
	var b strings.Builder
	for _, part := range ic.Parts {
		data := pathData(part.Path)
		if part.Front {
			b.WriteString(`<path fill="none" stroke="` + ground + `" stroke-width="` + tenth(part.Width+2*Gap) + `" d="` + data + `"/>`)
		}
		switch {
		case part.Width > 0:
			b.WriteString(`<path fill="none" stroke="currentColor" stroke-width="` + tenth(part.Width) + `" d="` + data + `"/>`)
		case part.EvenOdd:
			b.WriteString(`<path fill="currentColor" stroke="none" fill-rule="evenodd" d="` + data + `"/>`)
		default:
			b.WriteString(`<path fill="currentColor" stroke="none" d="` + data + `"/>`)
		}
	}
	return b.String()
}

func pathData(p display.Path) string {
	points := map[display.Verb]int{display.MoveTo: 1, display.LineTo: 1, display.CubicTo: 3}
	var b strings.Builder
	for _, s := range p {
		b.WriteByte(byte(s.Verb))
		for i := range points[s.Verb] {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(tenth(s.P[i].X) + " " + tenth(s.P[i].Y))
		}
	}
	return b.String()
}

func tenth(v float64) string { return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64) }
