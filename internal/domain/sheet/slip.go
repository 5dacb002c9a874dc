package sheet

// A slip is a small sheet of its own, so that nobody reads the names of those
// who came before: it has its own four markers and its own code, and is read
// after it was cut off. Twelve fit an A4 page.
const (
	SlipW    = 98.0
	SlipH    = 45.0
	SlipCols = 2
	SlipRows = 6

	slipEdge = 3.0  // from the cut to the markers
	slipCode = 16.0 // a module of 0.64 mm, larger than the smallest that read well
	slipLeft = 12.0
)

// SlipAt is where the i-th slip of a page lies on the A4 page, from 0. Slips run
// in reading order.
func SlipAt(i int, rtl bool) Rect {
	col, row := i%SlipCols, i/SlipCols
	if rtl {
		col = SlipCols - 1 - col
	}
	left, top := (pageW-SlipW*SlipCols)/2, (pageH-SlipH*SlipRows)/2
	return Rect{left + SlipW*float64(col), top + SlipH*float64(row), SlipW, SlipH}
}

func (sh *Sheet) layOutSlip() {
	sh.Page = Rect{W: SlipW, H: SlipH}
	sh.corners(slipEdge, slipEdge, slipEdge, sideSide)
	sh.QRs = []QR{{69.4, slipEdge, slipCode}}
	sh.Areas = Areas{
		Title: Rect{slipLeft, 3, 54, 4.2},
		Short: Rect{66.5, 22, 29, 3.4},
	}
	sh.slipFields()
	sh.slipBoxes()
}

// slipFields gives the name a line of its own; the rest share the next. Each has
// its label over it, so that all of its width is for writing.
func (sh *Sheet) slipFields() {
	const width, height, label, party = 54.0, 9.0, 3.0, 20.0
	x := slipLeft
	for col, name := range sh.Spec.Fields {
		r := Rect{slipLeft, 7.5, width, height}
		if col > 0 {
			w := width
			switch shared := len(sh.Spec.Fields) > 2; {
			case shared && name == "party":
				w = party
			case shared:
				w = width - party - gutter
			}
			r = Rect{x, 7.5 + height, w, height}
			x += w + gutter
		}
		sh.Areas.Labels = append(sh.Areas.Labels, Rect{r.X, r.Y, r.W, label})
		sh.field(0, col, Rect{r.X, r.Y + label, r.W, r.H - label - 0.5})
		sh.Rules = append(sh.Rules, Rule{r.X, r.Y + r.H - 0.5, r.X + r.W, r.Y + r.H - 0.5})
	}
}

// slipBoxes puts two boxes in a row, each before its words.
func (sh *Sheet) slipBoxes() {
	const half, top, pitch = 38.0, 28.0, 9.5
	for col := range sh.Spec.Ticks {
		x, y := slipLeft+half*float64(col%2), top+pitch*float64(col/2)
		sh.box(0, col, x, y)
		sh.Areas.Heads = append(sh.Areas.Heads, Rect{x + BoxSide + 1.5, y, half - BoxSide - 4, BoxSide})
	}
}
