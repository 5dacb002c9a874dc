package sheet

// A slip is a small sheet of its own, so that nobody reads the names of those
// who came before: it has its own four markers and its own code, and is read
// after it was cut off. Ten fit an A4 page.
const (
	SlipW    = 98.0
	SlipH    = 54.0
	SlipCols = 2
	SlipRows = 5

	slipEdge  = 3.0  // from the cut to the markers
	slipCode  = 16.0 // a module of 0.64 mm, larger than the smallest that read well
	slipLeft  = 12.0
	slipWidth = 54.0 // of the fields, which end before the code's white
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
		Title: Rect{slipLeft, slipEdge, slipWidth, 6},
		Short: Rect{66.5, 21.8, 29, 6.8},
		Foot:  Rect{66.9, 29, 28.6, 5.6},
	}
	sh.slipFields()
	sh.slipBoxes()
}

// slipFields gives the name a line of its own; the rest share the next. Each has
// its label over it, so that all of its width is for writing; those that share may
// have labels of two lines.
func (sh *Sheet) slipFields() {
	const top, label, label2, write, gap, party = 9.1, 3.9, 6.8, 6.2, 1.1, 22.0
	x := slipLeft
	for col, name := range sh.Spec.Fields {
		r, l := Rect{slipLeft, top, slipWidth, label + write}, label
		if col > 0 {
			w := slipWidth
			switch shared := len(sh.Spec.Fields) > 2; {
			case shared && name == "party":
				w = party
			case shared:
				w = slipWidth - party - gutter
			}
			r, l = Rect{x, top + label + write + gap, w, label2 + write}, label2
			x += w + gutter
		}
		sh.Areas.Labels = append(sh.Areas.Labels, Rect{r.X, r.Y, r.W, l})
		sh.field(0, col, Rect{r.X, r.Y + l, r.W, write - 0.4})
		sh.Rules = append(sh.Rules, Rule{r.X, r.Y + r.H, r.X + r.W, r.Y + r.H})
	}
}

// slipBoxes puts the boxes in two rows, each box before its words.
func (sh *Sheet) slipBoxes() {
	const room, top, pitch = 76.0, 36.0, 9.5
	cols := max(2, (len(sh.Spec.Ticks)+1)/2)
	each := room / float64(cols)
	for col := range sh.Spec.Ticks {
		x, y := slipLeft+each*float64(col%cols), top+pitch*float64(col/cols)
		sh.box(0, col, x, y)
		sh.Areas.Heads = append(sh.Areas.Heads, Rect{x + BoxSide + 1.5, y - 1.1, each - BoxSide - 3, BoxSide + 2.2})
	}
}
