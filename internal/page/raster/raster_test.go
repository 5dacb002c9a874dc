package raster_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"runtime"
	"strings"
	"sync"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/raster"
	"daykit/internal/text/fonts"

	"github.com/google/go-cmp/cmp"
)

var library = sync.OnceValue(fonts.Open)

func faces(t testing.TB) *fonts.Library {
	t.Helper()
	if note := library().Note(); note != "" {
		t.Fatal(note)
	}
	return library()
}

func draw(t testing.TB, p *display.Page, o raster.Options) *image.RGBA {
	t.Helper()
	img, err := raster.Draw(faces(t), p, o)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

var black = display.Color{}

// page is 20 points wide and drawn at one pixel a point.
func page(ops ...display.Op) *display.Page {
	p := &display.Page{W: 20, H: 20}
	p.Add(ops...)
	return p
}

func fill(paths ...display.Path) display.Fill {
	var all display.Path
	for _, p := range paths {
		all = append(all, p...)
	}
	return display.Fill{Path: all, Color: black}
}

func rect(x, y, w, h float64) display.Path {
	return display.RectPath(display.Rect{X: x, Y: y, W: w, H: h})
}

// turned winds a path the other way.
func turned(p display.Path) display.Path {
	var out display.Path
	out.Move(p[0].P[0].X, p[0].P[0].Y)
	for i := len(p) - 2; i > 0; i-- {
		out.Line(p[i].P[0].X, p[i].P[0].Y)
	}
	out.Close()
	return out
}

func line(points ...float64) display.Path {
	var p display.Path
	p.Move(points[0], points[1])
	for i := 2; i < len(points); i += 2 {
		p.Line(points[i], points[i+1])
	}
	return p
}

// cover is how much of a pixel is black, of 1.
func cover(img *image.RGBA, x, y int) float64 { return 1 - float64(img.RGBAAt(x, y).R)/255 }

// area is how many pixels are black, together.
func area(img *image.RGBA) (sum float64) {
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			sum += cover(img, x, y)
		}
	}
	return sum
}

func TestShapes(t *testing.T) {
	t.Parallel()
	even := fill(rect(2, 2, 10, 10), rect(4, 4, 6, 6))
	even.EvenOdd = true
	ring := append(rect(5, 5, 10, 10), rect(0, 0, 0, 0)[:0]...)
	star := line(10, 1, 15, 17, 2, 7, 18, 7, 5, 17)
	starEven := display.Fill{Path: star, Color: black, EvenOdd: true}
	stroke := func(width float64, round bool, p display.Path) display.Stroke {
		return display.Stroke{Path: p, Color: black, Width: width, RoundCap: round}
	}
	for name, c := range map[string]struct {
		op   display.Op
		area float64
		at   map[image.Point]float64 // cover of pixels
	}{
		"rectangle":          {fill(rect(2, 3, 5, 4)), 20, map[image.Point]float64{{2, 3}: 1, {6, 6}: 1, {7, 6}: 0, {2, 2}: 0}},
		"edges within":       {fill(rect(2.5, 3.25, 5, 4)), 20, map[image.Point]float64{{2, 4}: 0.5, {4, 3}: 0.75, {4, 7}: 0.25, {2, 3}: 0.375}},
		"beyond the page":    {fill(rect(-50, -50, 60, 60)), 100, map[image.Point]float64{{0, 0}: 1, {9, 9}: 1, {10, 9}: 0}},
		"circle":             {fill(display.CirclePath(10, 10, 8)), math.Pi * 64, map[image.Point]float64{{10, 10}: 1, {0, 0}: 0}},
		"even-odd ring":      {even, 64, map[image.Point]float64{{3, 3}: 1, {6, 6}: 0}},
		"non-zero, same way": {fill(rect(2, 2, 10, 10), rect(4, 4, 6, 6)), 100, map[image.Point]float64{{6, 6}: 1}},
		"non-zero, hole":     {fill(rect(2, 2, 10, 10), turned(rect(4, 4, 6, 6))), 64, map[image.Point]float64{{6, 6}: 0}},
		// Two ways round, two deep: a sum of signed areas would be empty in the middle.
		"three against one": {fill(rect(2, 2, 8, 8), rect(2, 2, 8, 8), rect(2, 2, 8, 8), turned(rect(4, 4, 12, 2))), 64 + 12, map[image.Point]float64{{5, 5}: 1, {12, 5}: 1}},
		"star": {fill(star), 84.0, // by counting points
			map[image.Point]float64{{10, 9}: 1}},
		"even-odd star":    {starEven, 58.1, map[image.Point]float64{{10, 9}: 0}},
		"not closed":       {fill(line(2, 2, 12, 2, 12, 12, 2, 12)), 100, nil},
		"nothing":          {fill(), 0, nil},
		"a dot of no size": {fill(rect(4, 4, 0, 9)), 0, nil},
		"butt ends":        {stroke(4, false, line(5, 10, 15, 10)), 40, map[image.Point]float64{{4, 10}: 0, {5, 8}: 1, {15, 10}: 0}},
		"round ends":       {stroke(4, true, line(5, 10, 15, 10)), 40 + math.Pi*4, map[image.Point]float64{{3, 10}: 0.913, {16, 9}: 0.913}},
		"round join":       {stroke(4, false, line(4, 14, 10, 14, 10, 4)), 24 + 40 - 4 + math.Pi, nil},
		"turn back":        {stroke(4, false, line(4, 10, 14, 10, 4, 10)), 40 + math.Pi*2, nil},
		"ring":             {stroke(2, false, ring), 4*20 - 4 + math.Pi, map[image.Point]float64{{10, 10}: 0, {5, 10}: 1}},
		"crossing itself":  {stroke(2, false, line(4, 4, 16, 16, 16, 4, 4, 16)), 2*2*math.Sqrt(2)*12 + 24 - 4 - 2*(math.Sqrt(2)*2-2) - 0.3, map[image.Point]float64{{10, 10}: 1}},
		"round dot":        {stroke(6, true, line(10, 10, 10, 10)), math.Pi * 9, nil},
		"butt dot":         {stroke(6, false, line(10, 10, 10, 10)), 0, nil},
		"a place only":     {stroke(6, true, line(10, 10)), 0, nil},
		"no width":         {stroke(0, true, line(2, 2, 9, 9)), 0, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			img := draw(t, page(c.op), raster.Options{Width: 20})
			if got := area(img); math.Abs(got-c.area) > 0.01*c.area+0.05 {
				t.Errorf("%.2f pixels are covered, want %.2f", got, c.area)
			}
			for p, want := range c.at {
				if got := cover(img, p.X, p.Y); math.Abs(got-want) > 0.02 {
					t.Errorf("pixel %v is covered by %.3f, want %.3f", p, got, want)
				}
			}
		})
	}
}

// TestCurvedStroke checks that a smooth stroke is as wide everywhere as asked.
func TestCurvedStroke(t *testing.T) {
	t.Parallel()
	p := &display.Page{W: 100, H: 100}
	p.Add(display.Stroke{Path: display.CirclePath(50, 50, 30), Color: black, Width: 10})
	want := math.Pi * (35*35 - 25*25)
	for _, width := range []int{100, 400} {
		k := float64(width) / 100
		if got := area(draw(t, p, raster.Options{Width: width})) / (k * k); math.Abs(got-want) > 0.002*want {
			t.Errorf("at %d pixels the ring has %.1f square points, want %.1f", width, got, want)
		}
	}
}

// part is told apart at every turn.
func part() *display.Shared {
	return &display.Shared{W: 8, H: 5, Ops: []display.Op{
		fill(rect(0, 0, 8, 1)), fill(rect(0, 0, 1, 5)),
		display.Fill{Path: rect(5, 2, 2.5, 2), Color: display.RGB(0xff0000)},
		display.Stroke{Path: line(1, 4, 4, 2), Color: display.RGB(0x0000ff), Width: 1},
	}}
}

func TestUse(t *testing.T) {
	t.Parallel()
	nested := &display.Shared{Ops: []display.Op{display.Use{Part: part(), X: 6, Y: 1, Turn: 1}}}
	for name, c := range map[string]struct {
		use display.Use
		to  func(x, y float64) (float64, float64)
	}{
		"as it is":   {display.Use{X: 3, Y: 4}, func(x, y float64) (float64, float64) { return 3 + x, 4 + y }},
		"quarter":    {display.Use{X: 12, Y: 4, Turn: 1}, func(x, y float64) (float64, float64) { return 12 - y, 4 + x }},
		"half":       {display.Use{X: 12, Y: 14, Turn: 2}, func(x, y float64) (float64, float64) { return 12 - x, 14 - y }},
		"three":      {display.Use{X: 4, Y: 14, Turn: 3}, func(x, y float64) (float64, float64) { return 4 + y, 14 - x }},
		"five":       {display.Use{X: 12, Y: 4, Turn: 5}, func(x, y float64) (float64, float64) { return 12 - y, 4 + x }},
		"back":       {display.Use{X: 4, Y: 14, Turn: -1}, func(x, y float64) (float64, float64) { return 4 + y, 14 - x }},
		"larger":     {display.Use{X: 18, Y: 2, Turn: 1, Scale: 2}, func(x, y float64) (float64, float64) { return 18 - 2*y, 2 + 2*x }},
		"smaller":    {display.Use{X: 3, Y: 4, Scale: 0.5}, func(x, y float64) (float64, float64) { return 3 + x/2, 4 + y/2 }},
		"in another": {display.Use{Part: nested, X: 15, Y: 3, Turn: 1}, func(x, y float64) (float64, float64) { return 15 - (1 + x), 3 + (6 - y) }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if c.use.Part == nil {
				c.use.Part = part()
			}
			k := c.use.Scale
			if k == 0 {
				k = 1
			}
			want := page()
			for _, op := range part().Ops {
				want.Add(moved(op, c.to, k))
			}
			same(t, draw(t, page(c.use), raster.Options{Width: 60}), draw(t, want, raster.Options{Width: 60}))
		})
	}
}

// moved is an operation with its points put elsewhere.
func moved(op display.Op, to func(x, y float64) (float64, float64), k float64) display.Op {
	move := func(p display.Path) display.Path {
		out := append(display.Path{}, p...)
		for i := range out {
			for j, q := range out[i].P {
				out[i].P[j].X, out[i].P[j].Y = to(q.X, q.Y)
			}
		}
		return out
	}
	switch op := op.(type) {
	case display.Fill:
		op.Path = move(op.Path)
		return op
	case display.Stroke:
		op.Path, op.Width = move(op.Path), op.Width*k
		return op
	default:
		return op
	}
}

// same compares pictures; places on the edge of a step may round either way.
func same(t *testing.T, got, want *image.RGBA) {
	t.Helper()
	if got.Rect != want.Rect {
		t.Fatalf("pictures of %v and %v", got.Rect, want.Rect)
	}
	for i := range got.Pix {
		if d := int(got.Pix[i]) - int(want.Pix[i]); d > 16 || d < -16 {
			t.Fatalf("pixel %d,%d is %v, want %v", i/4%got.Rect.Dx(), i/4/got.Rect.Dx(), got.Pix[i/4*4:][:4], want.Pix[i/4*4:][:4])
		}
	}
}

func TestClip(t *testing.T) {
	t.Parallel()
	whole := &display.Shared{Ops: []display.Op{fill(rect(-50, -50, 100, 100))}}
	inner := &display.Shared{Ops: []display.Op{display.Use{Part: whole, Clip: display.Rect{X: 1, Y: 1, W: 4, H: 4}}}}
	photo := grey(8, 8, 0)
	for name, c := range map[string]struct {
		op   display.Op
		area float64
		at   map[image.Point]float64
	}{
		"none":             {display.Use{Part: whole}, 400, nil},
		"on pixels":        {display.Use{Part: whole, Clip: display.Rect{X: 2, Y: 3, W: 4, H: 5}}, 20, map[image.Point]float64{{2, 3}: 1, {1, 3}: 0, {6, 3}: 0}},
		"between pixels":   {display.Use{Part: whole, Clip: display.Rect{X: 2.5, Y: 3, W: 4, H: 5}}, 20, map[image.Point]float64{{2, 3}: 0.5, {6, 7}: 0.5}},
		"clip in clip":     {display.Use{Part: inner, Clip: display.Rect{X: 3, Y: 2.5, W: 9, H: 9}}, 2 * 2.5, map[image.Point]float64{{3, 3}: 1, {5, 3}: 0, {3, 2}: 0.5}},
		"clip moves along": {display.Use{Part: inner, X: 10, Y: 10, Scale: 2, Turn: 2}, 64, map[image.Point]float64{{7, 7}: 1, {0, 0}: 1, {8, 7}: 0}},
		"off the page":     {display.Use{Part: whole, Clip: display.Rect{X: 30, Y: 3, W: 4, H: 5}}, 0, nil},
		"round":            {display.Image{Picture: photo, Rect: display.Rect{X: 2, Y: 2, W: 16, H: 16}, Clip: display.CirclePath(10, 10, 5)}, math.Pi * 25, nil},
		"wider than it":    {display.Image{Picture: photo, Rect: display.Rect{X: 6, Y: 6, W: 4, H: 4}, Clip: display.CirclePath(10, 10, 8)}, 16, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			img := draw(t, page(c.op), raster.Options{Width: 20})
			if got := area(img); math.Abs(got-c.area) > 0.01*c.area {
				t.Errorf("%.2f pixels are covered, want %.2f", got, c.area)
			}
			for p, want := range c.at {
				if got := cover(img, p.X, p.Y); math.Abs(got-want) > 0.02 {
					t.Errorf("pixel %v is covered by %.3f, want %.3f", p, got, want)
				}
			}
		})
	}
}

// grey is a photograph of one grey.
func grey(w, h int, v uint8) *display.Picture {
	img := image.NewGray(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = v
	}
	return file("grey", img)
}

func file(id string, img image.Image) *display.Picture {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}); err != nil {
		panic(err) // a buffer takes all
	}
	_, isGrey := img.(*image.Gray)
	return &display.Picture{ID: id, JPEG: b.Bytes(), W: img.Bounds().Dx(), H: img.Bounds().Dy(), Grey: isGrey}
}

// slope is a photograph that says at each place where it is.
func slope(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetRGBA(x, y, color.RGBA{uint8(255 * x / (w - 1)), uint8(255 * y / (h - 1)), 90, 255})
		}
	}
	return img
}

// TestPhotograph draws a slope of colours smaller, larger and turned: each place
// must have the colour of that place.
func TestPhotograph(t *testing.T) {
	t.Parallel()
	photo := file("slope", slope(90, 60))
	for name, c := range map[string]struct {
		scale float64
		turn  int
	}{
		"at its size": {1, 0}, "smaller": {0.3, 0}, "larger": {2.5, 0}, "a quarter": {1, 1}, "upside down": {0.5, 2}, "three quarters, larger": {1.7, 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const w, h = 90.0, 60.0
			at := [4]display.Point{{}, {X: h}, {X: w, Y: h}, {Y: w}}[c.turn]
			p := &display.Page{W: 100 * c.scale, H: 100 * c.scale}
			p.Add(display.Use{
				Part: &display.Shared{W: w, H: h, Ops: []display.Op{display.Image{Picture: photo, Rect: display.Rect{W: w, H: h}}}},
				X:    at.X * c.scale, Y: at.Y * c.scale, Scale: c.scale, Turn: c.turn,
			})
			img := draw(t, p, raster.Options{Width: int(p.W)})
			for _, q := range []display.Point{{X: 15, Y: 10}, {X: 75, Y: 10}, {X: 45, Y: 30}, {X: 20, Y: 50}} {
				x, y := q.X, q.Y
				switch c.turn {
				case 1:
					x, y = h-q.Y, q.X
				case 2:
					x, y = w-q.X, h-q.Y
				case 3:
					x, y = q.Y, w-q.X
				}
				got := img.RGBAAt(int(x*c.scale), int(y*c.scale))
				if dr, dg := float64(got.R)-255*q.X/w, float64(got.G)-255*q.Y/h; math.Abs(dr) > 12 || math.Abs(dg) > 12 || got.B < 80 || got.B > 100 {
					t.Errorf("the place %v is %v", q, got)
				}
			}
		})
	}
}

// TestPhotographPixelForPixel: at its own size a picture is not touched.
func TestPhotographPixelForPixel(t *testing.T) {
	t.Parallel()
	noise := image.NewGray(image.Rect(0, 0, 24, 16))
	for i := range noise.Pix {
		noise.Pix[i] = uint8(i * 97)
	}
	photo := file("noise", noise)
	decoded, err := jpeg.Decode(bytes.NewReader(photo.JPEG))
	if err != nil {
		t.Fatal(err)
	}
	img := draw(t, &display.Page{W: 24, H: 16, Ops: []display.Op{display.Image{Picture: photo, Rect: display.Rect{W: 24, H: 16}}}}, raster.Options{Width: 24})
	for y := range 16 {
		for x := range 24 {
			if want := decoded.(*image.Gray).GrayAt(x, y).Y; img.RGBAAt(x, y).R != want {
				t.Fatalf("pixel %d,%d is %v, want %d", x, y, img.RGBAAt(x, y), want)
			}
		}
	}
}

// busy has every kind of ink.
func busy(t testing.TB) *display.Page {
	t.Helper()
	p := &display.Page{W: 200, H: 300}
	p.Add(display.Fill{Path: display.CirclePath(100, 100, 70), Color: display.RGB(0xf4a62a)})
	var wave display.Path
	wave.Move(-10, 250)
	wave.Cubic(150, 150, 250, 330, 210, 240)
	p.Add(display.Stroke{Path: wave, Color: display.RGB(0x0f8b8d), Width: 12, RoundCap: true})
	p.Add(display.Use{Part: part(), X: 150, Y: 150, Scale: 6, Turn: 1, Clip: display.Rect{X: 115.3, Y: 150, W: 90, H: 31.7}})
	p.Add(display.Image{Picture: file("slope", slope(90, 60)), Rect: display.Rect{X: 20, Y: 120, W: 90, H: 60}, Clip: display.CirclePath(60, 150, 28)})
	return p
}

// TestAlike: however a page is cut up for drawing, every pixel comes out the same,
// on every processor.
func TestAlike(t *testing.T) {
	p := busy(t)
	whole := draw(t, p, raster.Options{Width: 600})
	t.Run("on one processor", func(t *testing.T) {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
		if !bytes.Equal(draw(t, p, raster.Options{Width: 600}).Pix, whole.Pix) {
			t.Error("the picture is another one")
		}
	})
	t.Run("a region", func(t *testing.T) {
		r := display.Rect{X: 50, Y: 80, W: 61, H: 120}
		got := draw(t, p, raster.Options{Width: 600, Region: r})
		want := whole.SubImage(image.Rect(150, 240, 333, 600)).(*image.RGBA)
		for y := range got.Rect.Dy() {
			if !bytes.Equal(got.Pix[y*got.Stride:][:4*got.Rect.Dx()], want.Pix[y*want.Stride:][:4*got.Rect.Dx()]) {
				t.Fatalf("row %d is another one", y)
			}
		}
		if got.Rect != image.Rect(0, 0, 183, 360) {
			t.Errorf("the region is %v", got.Rect)
		}
	})
	t.Run("golden", func(t *testing.T) {
		const want = "c4fc516eec8e6bed"
		shapes := &display.Page{W: p.W, H: p.H}
		for _, op := range p.Ops {
			if _, ok := op.(display.Image); !ok { // decoded by the standard library, which may change
				shapes.Ops = append(shapes.Ops, op)
			}
		}
		sum := sha256.Sum256(draw(t, shapes, raster.Options{Width: 600}).Pix)
		if got := hex.EncodeToString(sum[:8]); got != want {
			t.Errorf("the picture is %s, want %s", got, want)
		}
	})
}

func TestPaper(t *testing.T) {
	t.Parallel()
	cream := display.RGB(0xfbf6ec)
	if got := draw(t, page(), raster.Options{Width: 20, Paper: &cream}).RGBAAt(7, 7); got != (color.RGBA{0xfb, 0xf6, 0xec, 255}) {
		t.Errorf("paper is %v", got)
	}
	if got := draw(t, page(), raster.Options{Width: 20}).RGBAAt(7, 7); got != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("paper is %v", got)
	}
}

func TestSizes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ w, h int }{{1080, 1080}, {1080, 1350}, {1920, 1080}, {1200, 630}} {
		p := &display.Page{W: float64(c.w) * 0.75, H: float64(c.h) * 0.75}
		if got := draw(t, p, raster.Options{Width: c.w}).Rect; got != image.Rect(0, 0, c.w, c.h) {
			t.Errorf("got %v, want %d by %d", got, c.w, c.h)
		}
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	loop := &display.Shared{}
	loop.Ops = []display.Op{display.Use{Part: loop}}
	bad := &display.Picture{ID: "bad", JPEG: []byte("no picture"), W: 1, H: 1}
	for name, c := range map[string]struct {
		op    display.Op
		width int
		want  string
	}{
		"unknown face":   {display.Text{Run: display.GlyphRun{Font: "comic", Size: 9}}, 20, `face "comic"`},
		"no size":        {display.Text{Run: display.GlyphRun{Font: "noto-sans-400"}}, 20, "text of size 0"},
		"no operation":   {nil, 20, "unknown operation"},
		"no part":        {display.Use{}, 20, "use of no part"},
		"loop":           {display.Use{Part: loop}, 20, "deep in each other"},
		"less than none": {display.Use{Part: part(), Scale: -1}, 20, "scaled by -1"},
		"no picture":     {display.Image{}, 20, "image of no picture"},
		"bad picture":    {display.Image{Picture: bad, Rect: display.Rect{W: 9, H: 9}}, 20, "picture: "},
		"no width":       {display.End{}, 0, "no picture 0 pixels wide"},
		"too wide":       {display.End{}, 1 << 20, "more than can be drawn"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := raster.Draw(faces(t), &display.Page{W: 20, H: 20, Ops: []display.Op{c.op}}, raster.Options{Width: c.width})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// TestPNGSaysNothing reads the chunks of a file: a header, pixels and an end.
func TestPNGSaysNothing(t *testing.T) {
	t.Parallel()
	img := draw(t, busy(t), raster.Options{Width: 100})
	var b bytes.Buffer
	if err := raster.WritePNG(&b, img); err != nil {
		t.Fatal(err)
	}
	back, err := png.Decode(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(img, back); d != "" {
		t.Errorf("pixels (-drawn +read):\n%s", d)
	}
	for data := b.Bytes()[8:]; len(data) > 0; {
		n := binary.BigEndian.Uint32(data)
		if kind := string(data[4:8]); kind != "IHDR" && kind != "IDAT" && kind != "IEND" {
			t.Errorf("the file has a chunk %s", kind)
		}
		data = data[12+n:]
	}
}
