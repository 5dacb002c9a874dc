package sheet

// The A4 page of rows, for left-to-right writing.
const (
	pageW, pageH = 210.0, 297.0

	markerX, markerTop, markerBottom = 9.0, 13.0, 14.0 // from the paper's edges
	cornerSide, sideSide             = 9.0, 6.0

	codeSide, spareSide = 22.0, 18.0 // the organiser's two codes

	tableLeft, tableRight = 19.0, 191.0
	tableTop              = 62.0
	headHeight            = 14.0 // over the boxes
	labelHeight           = 10.5 // over the fields
	numberWidth           = 6.0
	boxPitch              = 14.0 // room for the heads; the boxes need 9.5
	boxPitchMany          = 12.0 // when there are more than four
	partyWidth            = 16.0
	gutter                = 1.5
)

func (sh *Sheet) layOutRows() {
	sh.Page = Rect{W: pageW, H: pageH}
	sh.corners(markerX, markerTop, markerBottom, cornerSide)
	for i, y := range []float64{100, 190} {
		sh.Markers = append(sh.Markers,
			Marker{4 + 2*i, markerX, y - sideSide/2, sideSide},
			Marker{5 + 2*i, pageW - markerX - sideSide, y - sideSide/2, sideSide})
	}
	sh.QRs = []QR{{163, markerTop, codeSide}, {24, 265, spareSide}}
	sh.Areas = Areas{
		Title:   Rect{64, 13, 92, 34},
		Visitor: Rect{22, 10, 38, 38},
		Short:   Rect{156, 39, 35, 11},
		Foot:    Rect{47, 264.2, 86, 19.8},
		Number:  Rect{137, 264.2, 50, 6},
		Bar:     Rect{137, 278, 50, 5},
	}
	sh.table()
}

// corners puts a marker in each corner, clockwise from the top left.
func (sh *Sheet) corners(x, top, bottom, side float64) {
	right, low := sh.Page.W-x-side, sh.Page.H-bottom-side
	sh.Markers = append(sh.Markers,
		Marker{0, x, top, side}, Marker{1, right, top, side},
		Marker{2, right, low, side}, Marker{3, x, low, side})
}

func (sh *Sheet) table() {
	pitch := boxPitch
	if len(sh.Spec.Ticks) > 4 {
		pitch = boxPitchMany
	}
	boxes := tableLeft + numberWidth + 1
	fields := sh.columns(boxes + pitch*float64(len(sh.Spec.Ticks)))
	for i := range sh.Spec.Ticks {
		sh.Areas.Heads = append(sh.Areas.Heads, Rect{boxes + pitch*float64(i) + 0.25, tableTop - headHeight, pitch - 0.5, headHeight - 0.8})
	}
	for _, f := range fields {
		sh.Areas.Labels = append(sh.Areas.Labels, Rect{f.X, tableTop - labelHeight, f.W, labelHeight - 0.8})
	}
	rows := sh.Spec.Rows
	sh.Boxes = make([]Place, 0, rows*len(sh.Spec.Ticks))
	sh.Fields = make([]Place, 0, rows*len(fields))
	sh.Rules = make([]Rule, 0, rows*len(fields)+1)
	sh.Areas.Numbers = make([]Rect, 0, rows)
	for row := range rows {
		sh.row(row, boxes, pitch, fields)
	}
	end := tableTop + RowPitch*float64(sh.Spec.Rows)
	sh.Rules = append(sh.Rules, Rule{tableLeft, end, tableRight, end})
}

// row rules one line of the table, with its boxes and fields.
func (sh *Sheet) row(row int, boxes, pitch float64, fields []Rect) {
	y := tableTop + RowPitch*float64(row)
	sh.Rules = append(sh.Rules, Rule{tableLeft, y, tableRight, y})
	sh.Areas.Numbers = append(sh.Areas.Numbers, Rect{tableLeft, y, numberWidth, RowPitch})
	for col := range sh.Spec.Ticks {
		sh.box(row, col, boxes+pitch*float64(col)+(pitch-BoxSide)/2, y+(RowPitch-BoxSide)/2)
	}
	for col, f := range fields {
		sh.field(row, col, Rect{f.X, y + 0.5, f.W, RowPitch - 1})
		if col > 0 {
			sh.Rules = append(sh.Rules, Rule{f.X - gutter/2, y, f.X - gutter/2, y + RowPitch})
		}
	}
}

// columns shares the width right of left between the fields: a little for the
// number in a party, the rest in the ratio that names and contacts need. No rule
// stands between the last box and the name, which begins a gutter further on.
func (sh *Sheet) columns(left float64) []Rect {
	left += gutter
	share := map[string]float64{"name": 0.46, "contact": 0.54}
	room, sum := tableRight-left-gutter*float64(len(sh.Spec.Fields)-1), 0.0
	for _, name := range sh.Spec.Fields {
		if name == "party" {
			room -= partyWidth
		}
		sum += share[name]
	}
	var out []Rect
	for _, name := range sh.Spec.Fields {
		w := partyWidth
		if name != "party" {
			w = room * share[name] / sum
		}
		out = append(out, Rect{X: left, W: w})
		left += w + gutter
	}
	return out
}
