package sheet

import "math"

// mirror turns the sheet round for right-to-left writing. Markers stay: they
// name a corner of the paper.
func (sh *Sheet) mirror() {
	w := sh.Page.W
	flip := func(r *Rect) {
		if r.W > 0 {
			r.X = w - r.X - r.W
		}
	}
	sh.eachRect(flip)
	for i := range sh.QRs {
		sh.QRs[i].X = w - sh.QRs[i].X - sh.QRs[i].Side
	}
	for i, r := range sh.Rules {
		sh.Rules[i].X1, sh.Rules[i].X2 = w-r.X2, w-r.X1
	}
}

// round puts every length on a grid of 1/100 mm, so that sums in floating point
// leave no tail in the stored geometry.
func (sh *Sheet) round() {
	grid := func(v *float64) { *v = math.Round(*v*100) / 100 }
	sh.eachRect(func(r *Rect) {
		for _, v := range []*float64{&r.X, &r.Y, &r.W, &r.H} {
			grid(v)
		}
	})
	for i := range sh.QRs {
		for _, v := range []*float64{&sh.QRs[i].X, &sh.QRs[i].Y, &sh.QRs[i].Side} {
			grid(v)
		}
	}
	for i := range sh.Markers {
		for _, v := range []*float64{&sh.Markers[i].X, &sh.Markers[i].Y, &sh.Markers[i].Side} {
			grid(v)
		}
	}
	grid(&sh.BoxLine)
	for i := range sh.Rules {
		for _, v := range []*float64{&sh.Rules[i].X1, &sh.Rules[i].Y1, &sh.Rules[i].X2, &sh.Rules[i].Y2} {
			grid(v)
		}
	}
}

// eachRect visits every box, field and area.
func (sh *Sheet) eachRect(do func(*Rect)) {
	for i := range sh.Boxes {
		do(&sh.Boxes[i].Rect)
	}
	for i := range sh.Fields {
		do(&sh.Fields[i].Rect)
	}
	a := &sh.Areas
	for _, r := range []*Rect{&a.Title, &a.Visitor, &a.Short, &a.Foot, &a.Number, &a.Bar, &a.Intro} {
		do(r)
	}
	for _, list := range [][]Rect{a.Heads, a.Labels, a.Numbers, a.Faces} {
		for i := range list {
			do(&list[i])
		}
	}
}
