package pdf_test

import (
	"image"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/text/sfnt"
)

// TestFontsLookLikeOutlines compares letters set with the embedded fonts to the
// same letters drawn as filled shapes, at the 300 dpi of a printer. poppler moves
// letters by up to a quarter of its own pixels, so it draws four times as finely.
func TestFontsLookLikeOutlines(t *testing.T) {
	t.Parallel()
	const most = 0.0002 // of pixels may differ by over half
	for i, p := range articlePages(t, 0.5) {
		t.Run(articles(t)[i].Lang, func(t *testing.T) {
			t.Parallel()
			d := different(t, shrunk(picture(t, saved(t, p), "1200"), 4), shrunk(picture(t, saved(t, outlined(t, p)), "1200"), 4))
			if d > most {
				t.Errorf("%.4f %% of pixels differ, want under %.2f %%", 100*d, 100*most)
			}
		})
	}
}

// shrunk averages squares of n by n pixels.
func shrunk(g *image.Gray, n int) *image.Gray {
	out := image.NewGray(image.Rect(0, 0, g.Rect.Dx()/n, g.Rect.Dy()/n))
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			sum := 0
			for dy := range n {
				at := g.PixOffset(x*n, y*n+dy)
				for _, v := range g.Pix[at : at+n] {
					sum += int(v)
				}
			}
			out.Pix[out.PixOffset(x, y)] = uint8(sum / (n * n))
		}
	}
	return out
}

// outlined is a page with every letter turned into a fill.
func outlined(t testing.TB, p *display.Page) *display.Page {
	t.Helper()
	q := &display.Page{W: p.W, H: p.H}
	for _, op := range p.Ops {
		if text, ok := op.(display.Text); ok {
			op = display.Fill{Path: runOutline(t, text.Run), Color: text.Color}
		}
		q.Ops = append(q.Ops, op)
	}
	return q
}

func runOutline(t testing.TB, r display.GlyphRun) display.Path {
	t.Helper()
	f, err := faces(t).Face(r.Font)
	if err != nil {
		t.Fatal(err)
	}
	var path display.Path
	k := r.Size / float64(f.SFNT.Upem)
	for _, g := range r.Glyphs {
		path = append(path, placed(f.SFNT.Outline(int(g.GID)), r.X+g.X, r.Y-g.Y, k)...)
	}
	return path
}

// placed puts an outline on a page; a quadratic curve becomes the same cubic one.
func placed(steps []sfnt.Step, x, y, k float64) display.Path {
	var p display.Path
	var atX, atY float64
	for _, s := range steps {
		toX, toY := x+k*s.X, y-k*s.Y
		switch s.Verb {
		case sfnt.MoveTo:
			p.Move(toX, toY)
		case sfnt.LineTo:
			p.Line(toX, toY)
		case sfnt.QuadTo:
			cx, cy := x+k*s.CX, y-k*s.CY
			p.Cubic(atX+2*(cx-atX)/3, atY+2*(cy-atY)/3, toX+2*(cx-toX)/3, toY+2*(cy-toY)/3, toX, toY)
		case sfnt.Close:
			p.Close()
			continue
		}
		atX, atY = toX, toY
	}
	return p
}
