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

// TestLatticeLooksTheSame draws one path with the matrix and, because a dot of no
// size hangs on it that is not straight, without.
func TestLatticeLooksTheSame(t *testing.T) {
	t.Parallel()
	path := checker(50.123, 60.77, display.PtPerMM*27/37, 29)
	whole := &display.Page{W: 200, H: 200}
	whole.Add(display.Fill{Path: path, Color: ink})
	var dot display.Path
	dot.Move(50, 50)
	dot.Cubic(50, 50, 50, 50, 50, 50)
	plain := &display.Page{W: 200, H: 200}
	plain.Add(display.Fill{Path: append(dot, path...), Color: ink})
	d := different(t, picture(t, saved(t, whole), "300"), picture(t, saved(t, plain), "300"))
	if d > 0.0002 {
		t.Errorf("%.4f %% of pixels differ", 100*d)
	}
}
