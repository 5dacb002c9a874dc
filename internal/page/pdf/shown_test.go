package pdf_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/pdf"
)

// quarters is a photo of four fields, each of its own shade.
func quarters(t testing.TB, id string, grey bool) *display.Picture {
	t.Helper()
	const w, h = 80, 40
	shade := func(x, y int) uint8 { return uint8(40 + 60*(2*x/w) + 100*(2*y/h)) }
	var img image.Image
	if grey {
		g := image.NewGray(image.Rect(0, 0, w, h))
		for i := range g.Pix {
			g.Pix[i] = shade(i%w, i/w)
		}
		img = g
	} else {
		c := image.NewRGBA(image.Rect(0, 0, w, h))
		for y := range h {
			for x := range w {
				c.Set(x, y, color.RGBA{shade(x, y), shade(x, y), shade(x, y), 255})
			}
		}
		img = c
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return &display.Picture{ID: id, JPEG: b.Bytes(), W: w, H: h, Grey: grey}
}

// at reads a pixel of a picture at 72 dpi, where one is a point.
func at(t testing.TB, g *image.Gray, x, y float64) int {
	t.Helper()
	return int(g.GrayAt(int(x), int(y)).Y)
}

func near(got, want int) bool { return got >= want-4 && got <= want+4 }

func TestPhotosStandWhereTheyShould(t *testing.T) {
	t.Parallel()
	for name, grey := range map[string]bool{"colour": false, "grey": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := &display.Page{W: 300, H: 200}
			p.Add(display.Image{Picture: quarters(t, "a", grey), Rect: display.Rect{X: 20, Y: 30, W: 160, H: 80}})
			g := picture(t, saved(t, p), "72")
			for _, c := range []struct {
				x, y float64
				want int
			}{
				{60, 50, 40},
				{140, 50, 100},
				{60, 90, 140},
				{140, 90, 200},
				{18, 70, 255},
				{182, 70, 255},
				{100, 28, 255},
				{100, 112, 255},
			} {
				if got := at(t, g, c.x, c.y); !near(got, c.want) {
					t.Errorf("shade %d at %g, %g, want %d", got, c.x, c.y, c.want)
				}
			}
		})
	}
}

func TestPhotosAreClipped(t *testing.T) {
	t.Parallel()
	p := &display.Page{W: 300, H: 200}
	p.Add(display.Image{Picture: quarters(t, "a", false), Rect: display.Rect{X: -100, Y: -50, W: 400, H: 200}, Clip: display.CirclePath(100, 50, 40)},
		display.Fill{Path: display.RectPath(display.Rect{X: 250, Y: 150, W: 20, H: 20})})
	g := picture(t, saved(t, p), "72")
	for _, c := range []struct {
		x, y float64
		want int
	}{{80, 30, 40}, {120, 30, 100}, {80, 70, 140}, {120, 70, 200}, {65, 20, 255}, {10, 10, 255}, {200, 50, 255}, {260, 160, 0}} {
		if got := at(t, g, c.x, c.y); !near(got, c.want) {
			t.Errorf("shade %d at %g, %g, want %d", got, c.x, c.y, c.want)
		}
	}
}

func TestOnePhotoIsEmbeddedOnceAndAsItIs(t *testing.T) {
	t.Parallel()
	pic, twin := quarters(t, "a", false), quarters(t, "a", false)
	page := func(p *display.Picture) *display.Page {
		q := &display.Page{W: 300, H: 200}
		q.Add(display.Image{Picture: p, Rect: display.Rect{W: 80, H: 40}}, display.Image{Picture: quarters(t, "b", true), Rect: display.Rect{W: 80, H: 40}})
		return q
	}
	b := write(t, options(), page(pic), page(twin))
	if n := bytes.Count(b, pic.JPEG); n != 1 {
		t.Errorf("the photo is in the file %d times", n)
	}
	list := tool(t, "pdfimages", "-list", saved(t, page(pic), page(twin)))
	if n := strings.Count(list, "jpeg"); n != 4 {
		t.Errorf("pdfimages lists %d photos on two pages, want 4:\n%s", n, list)
	}
}

// mark is a part without any symmetry: an L of two bars, a word and a smaller part.
func mark(t testing.TB) *display.Shared {
	t.Helper()
	dot := &display.Shared{W: 6, H: 6, Ops: []display.Op{display.Fill{Path: display.CirclePath(3, 3, 3), Color: display.RGB(0x0f8b8d)}}}
	return &display.Shared{W: 90, H: 50, Ops: []display.Op{
		display.Fill{Path: display.RectPath(display.Rect{X: 0, Y: 0, W: 90, H: 8}), Color: ink},
		display.Stroke{Path: display.RectPath(display.Rect{X: 3, Y: 8, W: 0.5, H: 40}), Color: display.RGB(0xe8573f), Width: 5},
		display.Text{Run: plainRun(t, "shared", 20, 14, 34), Color: display.Color{}},
		display.Use{Part: dot, X: 80, Y: 40},
		display.Use{Part: dot, X: 92, Y: 52},
	}}
}

// turned gives a point of a part on the page, as display.Use says.
func turned(u display.Use, q display.Point) display.Point {
	k := u.Scale
	if k == 0 {
		k = 1
	}
	for range u.Turn & 3 {
		q = display.Point{X: -q.Y, Y: q.X}
	}
	return display.Point{X: u.X + k*q.X, Y: u.Y + k*q.Y}
}

// unrolled draws what a use shows by plain fills and strokes.
func unrolled(t testing.TB, u display.Use, place func(display.Point) display.Point, scale float64) []display.Op {
	t.Helper()
	path := func(p display.Path) display.Path {
		out := make(display.Path, len(p))
		for i, s := range p {
			for j := range s.P {
				s.P[j] = place(s.P[j])
			}
			out[i] = s
		}
		return out
	}
	var ops []display.Op
	for _, op := range u.Part.Ops {
		switch op := op.(type) {
		case display.Fill:
			ops = append(ops, display.Fill{Path: path(op.Path), Color: op.Color})
		case display.Stroke:
			ops = append(ops, display.Stroke{Path: path(op.Path), Color: op.Color, Width: op.Width * scale})
		case display.Text:
			ops = append(ops, display.Fill{Path: path(runOutline(t, op.Run)), Color: op.Color})
		case display.Use:
			ops = append(ops, unrolled(t, op, func(q display.Point) display.Point { return place(turned(op, q)) }, scale)...)
		}
	}
	return ops
}

// TestPartsLookLikeWhatTheyHold draws a part each way up, smaller and larger, and
// the same by plain fills.
func TestPartsLookLikeWhatTheyHold(t *testing.T) {
	t.Parallel()
	part := mark(t)
	for turn := range 5 {
		for _, scale := range []float64{0, 0.5, 1.75} {
			t.Run(fmt.Sprint(turn, scale), func(t *testing.T) {
				t.Parallel()
				u := display.Use{Part: part, X: 200, Y: 180, Scale: scale, Turn: turn}
				k := scale
				if k == 0 {
					k = 1
				}
				got, want := &display.Page{W: 400, H: 360}, &display.Page{W: 400, H: 360}
				// A state that the part must not take over, nor leave behind.
				before := display.Stroke{Path: wave(), Color: display.RGB(0xf4a62a), Width: 9, RoundCap: true}
				got.Add(before, u, before)
				want.Add(before)
				want.Add(unrolled(t, u, func(q display.Point) display.Point { return turned(u, q) }, k)...)
				want.Add(before)
				d := different(t, shrunk(picture(t, saved(t, got), "576"), 4), shrunk(picture(t, saved(t, want), "576"), 4))
				if d > 0.0002 {
					t.Errorf("%.4f %% of pixels differ", 100*d)
				}
			})
		}
	}
}

func TestPartsAreClipped(t *testing.T) {
	t.Parallel()
	black := &display.Shared{W: 50, H: 50, Ops: []display.Op{display.Fill{Path: display.RectPath(display.Rect{X: -20, Y: -20, W: 90, H: 90})}}}
	p := &display.Page{W: 300, H: 200}
	p.Add(display.Use{Part: black, X: 50, Y: 50}, display.Use{Part: black, X: 200, Y: 50, Turn: 1, Clip: display.Rect{X: 150, Y: 50, W: 50, H: 50}})
	g := picture(t, saved(t, p), "72")
	for _, c := range []struct {
		x, y float64
		want int
	}{{32, 32, 0}, {118, 118, 0}, {28, 32, 255}, {152, 52, 0}, {198, 98, 0}, {148, 60, 255}, {202, 60, 255}, {160, 48, 255}, {160, 102, 255}} {
		if got := at(t, g, c.x, c.y); !near(got, c.want) {
			t.Errorf("shade %d at %g, %g, want %d", got, c.x, c.y, c.want)
		}
	}
}

// TestSharedTextIsReadInItsPlace holds that what a part says is copied and read
// aloud where it is used, once for each use.
func TestSharedTextIsReadInItsPlace(t *testing.T) {
	t.Parallel()
	p := &display.Page{W: 300, H: 200}
	p.Add(display.Tag{Role: display.P}, display.Text{Run: plainRun(t, "Dear Amina,", 14, 40, 30), Color: ink}, display.End{},
		display.Tag{Role: display.P, Lang: "en"}, display.Use{Part: mark(t), X: 40, Y: 50}, display.End{},
		display.Tag{Role: display.P}, display.Text{Run: plainRun(t, "Yours", 14, 40, 150), Color: ink}, display.End{})
	path := saved(t, p, p)
	if got := strings.Fields(tool(t, "pdftotext", path, "-")); strings.Join(got, " ") != "Dear Amina, shared Yours Dear Amina, shared Yours" {
		t.Errorf("got %q", got)
	}
	tree := tool(t, "pdfinfo", "-struct-text", path)
	if want := "P (block)\n    \"Dear Amina,\"\n  P (block)\n    \"shared\"\n  P (block)\n    \"Yours\"\n"; strings.Count(tree, want) != 2 {
		t.Errorf("tree is\n%s", tree)
	}
	if n := strings.Count(qdf(t, path), "/Subtype /Form"); n != 2 {
		t.Errorf("%d forms in the file, want the part and its dot", n)
	}
}

func TestCodesDrawNothing(t *testing.T) {
	t.Parallel()
	p := &display.Page{W: 100, H: 100}
	p.Add(display.Code{Rect: display.Rect{X: 10, Y: 10, W: 50, H: 50}, Modules: 25, Text: "HTTPS://DAYKIT.EXAMPLE/E/ABC"})
	b := write(t, options(), p)
	if empty := write(t, options(), &display.Page{W: 100, H: 100}); !bytes.Equal(b, empty) {
		t.Error("a mark for the reader changes the file")
	}
}

func TestBadPhotosAndPartsAreRefused(t *testing.T) {
	t.Parallel()
	lying := quarters(t, "a", false)
	lying.W++
	colourful := quarters(t, "b", false)
	colourful.Grey = true
	text := &display.Picture{ID: "c", JPEG: []byte("GIF89a"), W: 1, H: 1}
	circle := &display.Shared{}
	circle.Ops = []display.Op{display.Use{Part: &display.Shared{Ops: []display.Op{display.Use{Part: circle}}}}}
	for name, c := range map[string]struct {
		op   display.Op
		want string
	}{
		"no picture":       {display.Image{}, "image without a picture"},
		"wrong size":       {display.Image{Picture: lying}, `picture "a" is not the JPEG that it says`},
		"wrong colours":    {display.Image{Picture: colourful}, `picture "b" is not the JPEG that it says`},
		"no JPEG":          {display.Image{Picture: text}, `picture "c": `},
		"no part":          {display.Use{}, "use without a part"},
		"part in itself":   {display.Use{Part: circle}, "a shared part holds itself"},
		"part with a tag":  {display.Use{Part: &display.Shared{Ops: []display.Op{display.Tag{}}}}, "display.Tag belongs on a page"},
		"part with a link": {display.Use{Part: &display.Shared{Ops: []display.Op{display.Link{}}}}, "display.Link belongs on a page"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var b bytes.Buffer
			err := pdf.Write(&b, faces(t), []*display.Page{{W: 100, H: 100, Ops: []display.Op{c.op}}}, options())
			if err == nil || !strings.Contains(err.Error(), c.want) || b.Len() > 0 {
				t.Errorf("got error %v and %d bytes, want %q", err, b.Len(), c.want)
			}
		})
	}
}
