package svg_test

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/pdf"
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
	svgPath, pdfPath := filepath.Join(dir, "p.svg"), filepath.Join(dir, "p.pdf")
	save(t, svgPath, []byte(write(t, p, svg.Options{Title: "Mixed", Lang: "en"})))
	var file bytes.Buffer
	if err := pdf.Write(&file, faces(t), []*display.Page{p}, pdf.Options{Title: "Mixed", Lang: "en"}); err != nil {
		t.Fatal(err)
	}
	save(t, pdfPath, file.Bytes())
	run(t, "pdftoppm", "-r", "144", "-png", "-singlefile", pdfPath, filepath.Join(dir, "pdf"))
	run(t, "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=2",
		"--user-data-dir="+filepath.Join(dir, "profile"), fmt.Sprintf("--window-size=%.0f,%.0f", p.W, p.H),
		"--screenshot="+filepath.Join(dir, "svg.png"), "file://"+svgPath)
	a, b := picture(t, filepath.Join(dir, "pdf.png")), picture(t, filepath.Join(dir, "svg.png"))
	if a.Rect != b.Rect {
		t.Fatalf("pictures of %v and %v", a.Rect, b.Rect)
	}
	n := 0
	for i := range a.Pix {
		if d := int(a.Pix[i]) - int(b.Pix[i]); d > 127 || d < -127 {
			n++
		}
	}
	if share := float64(n) / float64(len(a.Pix)); share > most {
		t.Errorf("%.3f %% of pixels differ, want under %.1f %%", 100*share, 100*most)
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
