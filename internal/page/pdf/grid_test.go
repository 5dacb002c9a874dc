package pdf_test

import (
	"strings"
	"testing"

	"daykit/internal/domain/display"
)

// checker is a path on a lattice, as a QR code is: modules of the given side.
func checker(x, y, module float64, n int) display.Path {
	var p display.Path
	for row := range n {
		for col := range n {
			if (row*7+col*5+row*col)%3 == 0 {
				p = append(p, display.RectPath(display.Rect{X: x + float64(col)*module, Y: y + float64(row)*module, W: module, H: module})...)
			}
		}
	}
	return p
}

func TestLatticePathsAreWrittenInWholeNumbers(t *testing.T) {
	t.Parallel()
	slanted := checker(20, 20, 3, 6)
	slanted[1].P[0].Y++
	off := checker(20, 20, 3, 6)
	off[1].P[0].X += 0.5
	off[2].P[0].X += 0.5
	for name, c := range map[string]struct {
		path display.Path
		want bool
	}{
		"modules of 27 mm over 37": {checker(50.123, 60.77, display.PtPerMM*27/37, 29), true},
		"slanted":                  {slanted, false},
		"off the lattice":          {off, false},
		"short":                    {display.RectPath(display.Rect{X: 1, Y: 1, W: 2, H: 2}), false},
		"curved":                   {append(checker(20, 20, 3, 6), display.CirclePath(50, 50, 3)...), false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := &display.Page{W: 200, H: 200}
			p.Add(display.Fill{Path: c.path, Color: ink})
			got := strings.Contains(qdf(t, saved(t, p)), " cm\n")
			if got != c.want {
				t.Errorf("written under a matrix: %v, want %v", got, c.want)
			}
		})
	}
}

// ring is a square frame on a lattice; its inner edge turns the other way.
func ring(x, y, module float64) display.Path {
	p := display.RectPath(display.Rect{X: x, Y: y, W: 7 * module, H: 7 * module})
	p.Move(x+module, y+module)
	p.Line(x+module, y+6*module)
	p.Line(x+6*module, y+6*module)
	p.Line(x+6*module, y+module)
	p.Close()
	return p
}

// TestLatticeLooksTheSame draws one path with the matrix and, because a dot of no
// size hangs on it that is not straight, without.
func TestLatticeLooksTheSame(t *testing.T) {
	t.Parallel()
	const module = display.PtPerMM * 27 / 37
	var open display.Path // contours without an end, the last closing by a slant
	for i := range 9 {
		y := 60 + 3*float64(i)
		open.Move(50, y)
		open.Line(56, y)
		open.Line(56, y+3)
		if i < 8 {
			open.Line(50, y+3)
		}
	}
	for name, f := range map[string]display.Fill{
		"modules":             {Path: checker(50.123, 60.77, module, 29)},
		"few modules":         {Path: checker(50.123, 60.77, module, 9)},
		"a code":              {Path: code(t, "https://daykit.example/e/7q2k5xr8", 40, 20.2, 30.3)},
		"overlapping":         {Path: append(checker(50, 60, 3, 13), checker(50, 60, 3, 13)...)},
		"overlapping, by odd": {Path: append(checker(50, 60, 3, 13), display.RectPath(display.Rect{X: 50, Y: 60, W: 21, H: 21})...), EvenOdd: true},
		"rings":               {Path: append(append(ring(50, 60, 3), ring(80, 60, 3)...), ring(50, 90, 3)...)},
		"far apart":           {Path: append(checker(10, 10, 1, 5), checker(180, 170, 1, 5)...), EvenOdd: true},
		"slanted at the end":  {Path: open},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f.Color = ink
			whole, plain := &display.Page{W: 200, H: 200}, &display.Page{W: 200, H: 200}
			whole.Add(f)
			var dot display.Path
			dot.Move(150, 150)
			dot.Cubic(150, 150, 150, 150, 150, 150)
			f.Path = append(dot, f.Path...)
			plain.Add(f)
			for _, dpi := range []string{"110", "300"} {
				if d := different(t, picture(t, saved(t, whole), dpi), picture(t, saved(t, plain), dpi)); d > 0.0002 {
					t.Errorf("%.4f %% of pixels differ at %s dpi", 100*d, dpi)
				}
			}
		})
	}
}
