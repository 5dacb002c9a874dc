package svg_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/pdf"
	"daykit/internal/page/raster"
	"daykit/internal/page/svg"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// mixedPage has letters of four scripts over artwork; a pixel of CSS is a point.
func mixedPage(t testing.TB) *display.Page {
	p := &display.Page{W: 420, H: 300}
	p.Add(display.Fill{Path: display.CirclePath(330, 90, 70), Color: display.RGB(0xf4a62a)})
	var wave display.Path
	wave.Move(20, 250)
	wave.Cubic(150, 150, 250, 330, 400, 240)
	p.Add(display.Stroke{Path: wave, Color: display.RGB(0x0f8b8d), Width: 12, RoundCap: true})
	s := typeset.New(faces(t))
	for i, w := range []struct{ lang, text string }{
		{"en", "People, family, unity"}, {"ar", "المجتمع"}, {"bn", "শক্তি"}, {"ur", "سب کے لیے"},
	} {
		lines, err := s.Shape(w.text, typeset.Style{Role: fonts.Display, Lang: w.lang}).Lines(400, 28, typeset.Greedy)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range lines[0].Runs {
			r.X, r.Y = r.X+20, 50+60*float64(i)
			p.Add(display.Text{Run: r, Color: display.RGB(0x1d1a39)})
		}
	}
	return p
}

// TestLooksLikeTheFile compares the preview, as a browser draws it, to the printed
// file, as poppler draws it: what is seen is what prints.
func TestLooksLikeTheFile(t *testing.T) {
	t.Parallel()
	const most = 0.002 // of pixels may differ by over half; edges are smoothed differently
	p, dir := mixedPage(t), t.TempDir()
	pdfPath := filepath.Join(dir, "p.pdf")
	var file bytes.Buffer
	if err := pdf.Write(&file, faces(t), []*display.Page{p}, pdf.Options{Title: "Mixed", Lang: "en"}); err != nil {
		t.Fatal(err)
	}
	save(t, pdfPath, file.Bytes())
	run(t, "pdftoppm", "-r", "144", "-png", "-singlefile", pdfPath, filepath.Join(dir, "pdf"))
	if share := different(t, picture(t, filepath.Join(dir, "pdf.png")), browsed(t, p)); share > most {
		t.Errorf("%.3f %% of pixels differ, want under %.1f %%", 100*share, 100*most)
	}
}

// TestLooksLikeThePixels compares photographs and shared parts, turned and clipped,
// as a browser draws them, to our own pixels. Both are smoothed, so that the whole
// is compared more strictly than by halves.
func TestLooksLikeThePixels(t *testing.T) {
	t.Parallel()
	const most = 0.006 // root of the mean square, of 1
	p := framedPage(t)
	img, err := raster.Draw(faces(t), p, raster.Options{Width: 2 * int(p.W)})
	if err != nil {
		t.Fatal(err)
	}
	if e := rms(t, grey(img), browsed(t, p)); e > most {
		t.Errorf("pictures differ by %.4f, want under %g", e, most)
	}
}

// framedPage shows a photograph whole, cut, and in a part that is used at every turn.
func framedPage(t testing.TB) *display.Page {
	t.Helper()
	photo := photograph(t)
	part := &display.Shared{W: 100, H: 70, Ops: []display.Op{
		display.Fill{Path: display.RoundRectPath(display.Rect{W: 100, H: 70}, 9), Color: display.RGB(0xd9e8e3)},
		display.Image{Picture: photo, Rect: display.Rect{X: 8, Y: 8, W: 60, H: 40}},
		display.Text{Run: plainRun(t, "People", 14, 8, 64), Color: display.RGB(0x1d1a39)},
	}}
	p := &display.Page{W: 420, H: 300}
	p.Add(display.Image{Picture: photo, Rect: display.Rect{X: 10, Y: 10, W: 150, H: 100}})
	p.Add(display.Image{Picture: photo, Rect: display.Rect{X: 170.3, Y: -20, W: 240, H: 160}, Clip: display.CirclePath(290, 60, 48)})
	for turn := range 4 {
		x, y := 15+100*float64(turn), 150.0
		at := [4]display.Point{{}, {X: 56}, {X: 80, Y: 56}, {Y: 80}}[turn]
		p.Add(display.Use{Part: part, X: x + at.X, Y: y + at.Y, Scale: 0.8, Turn: turn, Clip: display.Rect{X: x, Y: y, W: 70.5, H: 70.5}})
	}
	return p
}

func photograph(t testing.TB) *display.Picture {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 300, 200))
	for y := range 200 {
		for x := range 300 {
			img.SetRGBA(x, y, color.RGBA{uint8(x * 255 / 299), uint8(y * 255 / 199), uint8(128 + 100*((x/40+y/40)%2)), 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	return &display.Picture{ID: "checks", JPEG: b.Bytes(), W: 300, H: 200}
}

// browsed is a page as a browser draws it, two pixels a point.
func browsed(t testing.TB, p *display.Page) *image.Gray {
	t.Helper()
	dir := t.TempDir()
	file, out := filepath.Join(dir, "p.svg"), filepath.Join(dir, "svg.png")
	save(t, file, []byte(write(t, p, svg.Options{Title: "Page", Lang: "en"})))
	run(t, "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=2",
		"--user-data-dir="+filepath.Join(dir, "profile"), fmt.Sprintf("--window-size=%.0f,%.0f", p.W, p.H),
		"--screenshot="+out, "file://"+file)
	return picture(t, out)
}

// different is the share of pixels that differ by over half.
func different(t testing.TB, a, b *image.Gray) float64 {
	t.Helper()
	n := 0
	eachPair(t, a, b, func(d int) {
		if d > 127 || d < -127 {
			n++
		}
	})
	return float64(n) / float64(len(a.Pix))
}

func rms(t testing.TB, a, b *image.Gray) float64 {
	t.Helper()
	sum := 0
	eachPair(t, a, b, func(d int) { sum += d * d })
	return math.Sqrt(float64(sum)/float64(len(a.Pix))) / 255
}

func eachPair(t testing.TB, a, b *image.Gray, do func(int)) {
	t.Helper()
	if a.Rect != b.Rect {
		t.Fatalf("pictures of %v and %v", a.Rect, b.Rect)
	}
	for i := range a.Pix {
		do(int(a.Pix[i]) - int(b.Pix[i]))
	}
}

func save(t testing.TB, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

func run(t testing.TB, name string, args ...string) {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Fatalf("install %s: %v", name, err)
	}
	if out, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
}

// picture reads a PNG file in grey.
func picture(t testing.TB, path string) *image.Gray {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return grey(img)
}

func grey(img image.Image) *image.Gray {
	g := image.NewGray(img.Bounds())
	draw.Draw(g, g.Rect, img, img.Bounds().Min, draw.Src)
	return g
}

func BenchmarkWrite(b *testing.B) {
	p := mixedPage(b)
	for b.Loop() {
		var out bytes.Buffer
		if err := svg.Write(&out, faces(b), p, svg.Options{Title: "Mixed", Lang: "en"}); err != nil {
			b.Fatal(err)
		}
	}
}
