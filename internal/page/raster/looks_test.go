package raster_test

import (
	"bytes"
	"image"
	drawing "image/draw"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/pdf"
	"daykit/internal/page/raster"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// words has letters of several scripts over artwork.
func words(t testing.TB) *display.Page {
	t.Helper()
	p := &display.Page{W: 420, H: 300}
	p.Add(display.Fill{Path: display.CirclePath(330, 90, 70), Color: display.RGB(0xf4a62a)})
	var wave display.Path
	wave.Move(20, 250)
	wave.Cubic(150, 150, 250, 330, 400, 240)
	p.Add(display.Stroke{Path: wave, Color: display.RGB(0x0f8b8d), Width: 12, RoundCap: true})
	s := typeset.New(faces(t))
	for i, w := range []struct{ lang, text string }{
		{"en", "People, family, unity"}, {"ar", "المجتمع"}, {"bn", "শক্তি"}, {"ur", "سب کے لیے"}, {"zh-Hans", "人人生而自由"},
	} {
		lines, err := s.Shape(w.text, typeset.Style{Role: fonts.Display, Lang: w.lang}).Lines(400, 28, typeset.Greedy)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range lines[0].Runs {
			r.X, r.Y = r.X+20, 50+52*float64(i)
			p.Add(display.Text{Run: r, Color: display.RGB(0x1d1a39)})
		}
	}
	return p
}

// TestLooksLikeTheFile compares our pixels to those that poppler makes of the
// printed file. poppler samples four by four places of a pixel and moves letters by
// up to a quarter, so it draws four times as finely and is averaged.
func TestLooksLikeTheFile(t *testing.T) {
	t.Parallel()
	const most, halves = 0.012, 0.0002
	for name, p := range map[string]*display.Page{"words": words(t), "photographs and parts": busy(t)} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := shrunk(poppler(t, p, "576"), 4)
			rms, share := differences(t, inGrey(draw(t, p, raster.Options{Width: want.Rect.Dx()})), want)
			if rms > most || share > halves {
				t.Errorf("pictures differ by %.4f, and in %.4f %% of pixels by over half; want under %g and %g %%", rms, 100*share, most, 100*halves)
			}
		})
	}
}

func inGrey(img image.Image) *image.Gray {
	g := image.NewGray(img.Bounds())
	drawing.Draw(g, g.Rect, img, img.Bounds().Min, drawing.Src)
	return g
}

// poppler draws a page by way of its printed file.
func poppler(t testing.TB, p *display.Page, dpi string) *image.Gray {
	t.Helper()
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		t.Fatalf("install poppler-utils: %v", err)
	}
	var b bytes.Buffer
	if err := pdf.Write(&b, faces(t), []*display.Page{p}, pdf.Options{Title: "Page", Lang: "en"}); err != nil {
		t.Fatal(err)
	}
	base := filepath.Join(t.TempDir(), "page")
	if err := os.WriteFile(base+".pdf", b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.CommandContext(t.Context(), "pdftoppm", "-r", dpi, "-png", "-singlefile", base+".pdf", base).CombinedOutput(); err != nil {
		t.Fatalf("pdftoppm: %v\n%s", err, out)
	}
	f, err := os.Open(base + ".png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return inGrey(img)
}

// shrunk averages squares of n by n pixels.
func shrunk(g *image.Gray, n int) *image.Gray {
	out := image.NewGray(image.Rect(0, 0, g.Rect.Dx()/n, g.Rect.Dy()/n))
	for i := range out.Pix {
		x, y := i%out.Stride*n, i/out.Stride*n
		sum := 0
		for dy := range n {
			for _, v := range g.Pix[g.PixOffset(x, y+dy):][:n] {
				sum += int(v)
			}
		}
		out.Pix[i] = uint8(sum / (n * n))
	}
	return out
}

// differences gives the root of the mean square, of 1, and the share of pixels that
// differ by over half.
func differences(t testing.TB, a, b *image.Gray) (rms, share float64) {
	t.Helper()
	if a.Rect != b.Rect {
		t.Fatalf("pictures of %v and %v", a.Rect, b.Rect)
	}
	sum, n := 0, 0
	for i := range a.Pix {
		d := int(a.Pix[i]) - int(b.Pix[i])
		sum += d * d
		if d > 127 || d < -127 {
			n++
		}
	}
	all := float64(len(a.Pix))
	return math.Sqrt(float64(sum)/all) / 255, float64(n) / all
}

// BenchmarkSocial makes a portrait for social media, from page to file: 1080 by 1350
// pixels with a photograph of three megapixels.
func BenchmarkSocial(b *testing.B) {
	p := &display.Page{W: 810, H: 1012.5}
	p.Add(display.Image{Picture: file("large", slope(2048, 1536)), Rect: display.Rect{X: 100, Y: 300, W: 600, H: 450}})
	for y := range 4 {
		p.Add(display.Use{Part: &display.Shared{Ops: words(b).Ops}, X: 10, Y: 240 * float64(y), Scale: 1.8})
	}
	for b.Loop() {
		img := draw(b, p, raster.Options{Width: 1080})
		var out bytes.Buffer
		if err := raster.WritePNG(&out, img); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRegion looks at a small part of a busy page, as a check of a code does.
func BenchmarkRegion(b *testing.B) {
	p := words(b)
	for b.Loop() {
		draw(b, p, raster.Options{Width: 840, Region: display.Rect{X: 20, Y: 200, W: 60, H: 60}})
	}
}
