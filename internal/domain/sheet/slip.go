package sheet

// A slip is a small sheet of its own, so that nobody reads the names of those
// who came before: it has its own four markers and its own code, and is read
// after it was cut off. Slips lie on A4 in two columns, ten to a page, or eight
// where they ask more than four questions.
const (
	slipW       = 98.0
	slipH       = 54.0
	slipTall    = 66.0
	slipCols    = 2
	slipUsual   = 4    // ticks that a slip of slipH holds
	slipEdge    = 3.0  // from the cut to the markers
	slipCode    = 16.0 // a module of 0.64 mm, larger than the smallest that read well
	slipLeft    = 12.0
	slipWidth   = 54.0 // of the fields, which end before the code's white
	slipTop     = 36.0 // of the boxes
	slipPitch   = 9.5  // from box to box down
	slipHalf    = 38.0 // and across
	slipRowsMax = 5
)

// slipSize is the height of a slip, and how many stand above each other.
func (s Spec) slipSize() (h float64, rows int) {
	if len(s.Ticks) > slipUsual {
		return slipTall, slipRowsMax - 1
	}
	return slipH, slipRowsMax
}

// Slips says how the slips of a page are laid out.
func (s Spec) Slips() (cols, rows int) {
	_, rows = s.slipSize()
	return slipCols, rows
}

// SlipAt is where the i-th slip of a page lies on the A4 page, from 0. Slips run
// in reading order.
func (s Spec) SlipAt(i int) Rect {
	h, rows := s.slipSize()
	col, row := i%slipCols, i/slipCols
	if s.RTL {
		col = slipCols - 1 - col
	}
	left, top := (pageW-slipW*slipCols)/2, (pageH-float64(h*float64(rows)))/2
	return Rect{left + float64(slipW*float64(col)), top + float64(h*float64(row)), slipW, h}
}

func (sh *Sheet) layOutSlip() {
	h, _ := sh.Spec.slipSize()
	sh.Page = Rect{W: slipW, H: h}
	sh.corners(slipEdge, slipEdge, slipEdge, sideSide)
	sh.QRs = []QR{{69.4, slipEdge, slipCode}}
	sh.Areas = Areas{
		Title: Rect{slipLeft, slipEdge, slipWidth, 6},
		Short: Rect{66.5, 21.8, 29, 6.4},
		Foot:  Rect{66.9, 28.3, 28.6, 6.4},
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

// slipBoxes puts the boxes in two columns, each box before its words.
func (sh *Sheet) slipBoxes() {
	for col := range sh.Spec.Ticks {
		x, y := slipLeft+float64(slipHalf*float64(col%slipCols)), slipTop+float64(slipPitch*float64(col/slipCols))
		sh.box(0, col, x, y)
		sh.Areas.Heads = append(sh.Areas.Heads, Rect{x + BoxSide + 1.5, y - 1.1, slipHalf - BoxSide - 3, BoxSide + 2.2})
	}
}
