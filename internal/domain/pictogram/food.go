package pictogram

import (
	"math"

	"daykit/internal/domain/display"
)

// The icons of the fourteen allergens, for dish cards. They are small in print, so
// each is one thing in outline.

// Celery is a stalk with its leaves.
func Celery() Icon {
	var ic Icon
	ic.line(9, 34, 40, 43, 92)
	ic.line(9, 50, 36, 50, 92)
	ic.line(9, 66, 40, 57, 92)
	for _, leaf := range [][3]float64{{28, 30, 9}, {38, 20, 10}, {50, 15, 11}, {62, 20, 10}, {72, 30, 9}} {
		ic.disc(leaf[0], leaf[1], leaf[2])
	}
	return ic
}

// Gluten is an ear of wheat.
func Gluten() Icon {
	var ic Icon
	ic.line(6, 50, 34, 50, 95)
	ic.line(13, 50, 12, 50, 22)
	for _, y := range []float64{34, 52, 70} {
		ic.line(12, 38, y+8, 27, y-5)
		ic.line(12, 62, y+8, 73, y-5)
	}
	return ic
}

// Crustaceans is a crab.
func Crustaceans() Icon {
	var ic Icon
	ic.blob(22, 62, 22, 48, 36, 44, 50, 44, 64, 44, 78, 48, 78, 62, 78, 78, 62, 84, 50, 84, 38, 84, 22, 78, 22, 62)
	for _, side := range []float64{-1, 1} {
		x := func(v float64) float64 { return 50 + side*v }
		ic.line(7, x(24), 54, x(38), 42)
		if side < 0 {
			ic.arc(9, x(36), 24, 12, 110, 330)
		} else {
			ic.arc(9, x(36), 24, 12, 70, -150)
		}
		ic.line(6, x(27), 70, x(44), 68)
		ic.line(6, x(24), 79, x(39), 90)
		ic.line(5, x(9), 46, x(11), 34)
	}
	return ic
}

// Eggs is two eggs, one before the other.
func Eggs() Icon {
	var ic Icon
	ic.egg(37, 50)
	ic.egg(66, 62).Front = true
	return ic
}

// egg adds an egg 60 units high.
func (ic *Icon) egg(x, y float64) *Part {
	return ic.blob(x, y-32, x+13, y-32, x+24, y-8, x+24, y+6, x+24, y+20, x+14, y+28, x, y+28, x-14, y+28, x-24, y+20, x-24, y+6, x-24, y-8, x-13, y-32, x, y-32)
}

// Fish is a fish from the side.
func Fish() Icon {
	var ic Icon
	body := curved(8, 50, []float64{24, 24, 54, 22, 72, 50, 54, 78, 24, 76, 8, 50})
	body.Close()
	body = append(body, display.CirclePath(26, 45, 5)...)
	ic.fill(body).EvenOdd = true
	ic.shape(70, 50, 93, 28, 88, 50, 93, 72)
	return ic
}

// Lupin is a spike of flowers over a leaf like a hand.
func Lupin() Icon {
	var ic Icon
	ic.disc(50, 10, 6)
	for i, r := range []float64{6.5, 7.5, 8.5, 9} {
		y := 22 + float64(i)*14
		ic.disc(50-r, y, r)
		ic.disc(50+r, y, r)
	}
	ic.line(6, 50, 60, 50, 95)
	for _, x := range []float64{24, 36, 64, 76} {
		ic.line(6, 50, 94, x, 79+math.Abs(x-50)*0.1)
	}
	return ic
}

// Milk is a bottle, half full.
func Milk() Icon {
	var ic Icon
	ic.line(8, 38, 8, 62, 8)
	bottle := polyline([]float64{41, 10, 41, 28})
	bottle.Cubic(41, 38, 29, 40, 29, 52)
	bottle.Line(29, 92)
	bottle.Line(71, 92)
	bottle.Line(71, 52)
	bottle.Cubic(71, 40, 59, 38, 59, 28)
	bottle.Line(59, 10)
	ic.stroke(7, bottle)
	ic.box(37, 56, 26, 29, 2)
	return ic
}

// Molluscs is a scallop: ribs that widen to a round edge.
func Molluscs() Icon {
	const foot, r = 84.0, 11.0
	var ic Icon
	for _, end := range [][2]float64{{15, 48}, {31, 27}, {50, 19}, {69, 27}, {85, 48}} {
		dx, dy := end[0]-50, end[1]-foot
		l := math.Hypot(dx, dy)
		ax, ay := float64(-dy/l*r), float64(dx/l*r)
		ic.shape(50-ax*0.2, foot-ay*0.2, end[0]-ax, end[1]-ay, end[0]+ax, end[1]+ay, 50+ax*0.2, foot+ay*0.2).Front = true
		ic.disc(end[0], end[1], r)
	}
	ic.box(32, 80, 36, 14, 5).Front = true
	return ic
}

// Mustard is a bottle with a spout and a label.
func Mustard() Icon {
	var ic Icon
	ic.shape(46, 6, 54, 6, 58, 26, 42, 26)
	ic.box(36, 30, 28, 9, 3)
	body := display.RoundRectPath(display.Rect{X: 29, Y: 42, W: 42, H: 52}, 9)
	body = append(body, display.CirclePath(50, 68, 11)...)
	ic.fill(body).EvenOdd = true
	return ic
}

// Nuts is a hazelnut in its cup.
func Nuts() Icon {
	var ic Icon
	ic.blob(18, 52, 20, 78, 40, 86, 50, 95, 60, 86, 80, 78, 82, 52)
	ic.blob(12, 46, 14, 26, 32, 18, 50, 18, 68, 18, 86, 26, 88, 46)
	ic.line(7, 50, 18, 54, 7)
	return ic
}

// Peanuts is a shell with a waist.
func Peanuts() Icon {
	var ic Icon
	var shell display.Path
	shell.Move(38, 46)
	shell.Cubic(33, 37, 28, 32, 30, 22)
	shell.Cubic(33, 4, 67, 4, 70, 22)
	shell.Cubic(72, 32, 67, 37, 62, 46)
	shell.Cubic(66, 55, 77, 60, 75, 76)
	shell.Cubic(72, 98, 28, 98, 25, 76)
	shell.Cubic(23, 60, 34, 55, 38, 46)
	shell.Close()
	ic.stroke(8, shell)
	ic.disc(44, 24, 4)
	ic.disc(57, 30, 4)
	ic.disc(42, 68, 4)
	ic.disc(58, 64, 4)
	ic.disc(50, 80, 4)
	return ic
}

// Sesame is a handful of seeds.
func Sesame() Icon {
	var ic Icon
	for _, s := range [][2]float64{{36, 6}, {64, 6}, {20, 38}, {50, 38}, {80, 38}, {36, 68}, {64, 68}} {
		x, y := s[0], s[1]
		ic.blob(x, y+32, x-7, y+23, x-10, y+16, x-10, y+9, x-10, y-3, x+10, y-3, x+10, y+9, x+10, y+16, x+7, y+23, x, y+32)
	}
	return ic
}

// Soybeans is an open pod with three beans.
func Soybeans() Icon {
	var ic Icon
	ic.curve(7, 12, 12, 18, 64, 44, 88, 90, 90, 88, 56, 58, 18, 12, 12)
	ic.disc(34, 33, 8.5)
	ic.disc(49, 51, 9.5)
	ic.disc(67, 68, 8.5)
	return ic
}

// Sulphites is a glass of wine: they keep wine and dried fruit.
func Sulphites() Icon {
	var ic Icon
	ic.curve(7, 26, 8, 22, 40, 32, 56, 50, 56, 68, 56, 78, 40, 74, 8)
	ic.line(7, 26, 8, 74, 8)
	ic.blob(31, 28, 31, 42, 38, 50, 50, 50, 62, 50, 69, 42, 69, 28)
	ic.line(7, 50, 58, 50, 91)
	ic.line(7, 30, 92, 70, 92)
	return ic
}
