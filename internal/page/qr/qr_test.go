package qr_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"os/exec"
	"strings"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/qr"
)

// zbar reads the codes of a grey picture with the zbarimg program.
func zbar(t *testing.T, img image.Image) []string {
	t.Helper()
	if _, err := exec.LookPath("zbarimg"); err != nil {
		t.Fatal("install zbar-tools: this test reads codes with zbarimg")
	}
	var in, out bytes.Buffer
	if err := png.Encode(&in, img); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", "-")
	cmd.Stdin, cmd.Stdout = &in, &out
	if err := cmd.Run(); err != nil {
		return nil
	}
	return strings.Split(strings.TrimSpace(out.String()), "\n")
}

// draw fills a path of straight lines by the non-zero rule, scale pixels a point.
func draw(p display.Path, w, h, scale float64) *image.Gray {
	img := image.NewGray(image.Rect(0, 0, int(w*scale), int(h*scale)))
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			img.SetGray(x, y, color.Gray{Y: 255})
			if winding(p, (float64(x)+0.5)/scale, (float64(y)+0.5)/scale) != 0 {
				img.SetGray(x, y, color.Gray{Y: 20})
			}
		}
	}
	return img
}

func winding(p display.Path, x, y float64) int {
	n := 0
	var start, at display.Point
	edge := func(to display.Point) {
		switch {
		case at.X != to.X || at.X < x:
		case at.Y <= y && to.Y > y:
			n++
		case to.Y <= y && at.Y > y:
			n--
		}
		at = to
	}
	for _, s := range p {
		switch s.Verb {
		case display.MoveTo:
			start, at = s.P[0], s.P[0]
		case display.Close:
			edge(start)
		default:
			edge(s.P[0])
		}
	}
	return n
}

func TestPathReads(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, text string
		side       float64
		modules    int
	}{
		{"upper-case address", "HTTPS://KIT.EXAMPLE.ORG/E/7K3QX9M2", 150, 25},
		{"badge address", "https://kit.example.org/i/0001-3ubygqgr?e=18dec", 80, 33},
		{"one letter", "A", 60, 21},
		{"other scripts", "https://kit.example.org/ایونٹ", 90, 29},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			path, modules, err := qr.Path(tc.text, tc.side, 10, 12)
			if err != nil || modules != tc.modules {
				t.Fatalf("got %d modules, %v, want %d", modules, err, tc.modules)
			}
			if got := zbar(t, draw(path, tc.side+20, tc.side+24, 200.0/72)); len(got) != 1 || got[0] != tc.text {
				t.Errorf("zbarimg at 200 dpi got %q, want %q", got, tc.text)
			}
			quietZone(t, path, tc.side, modules)
		})
	}
}

// quietZone checks the white border inside the square at (10, 12).
func quietZone(t *testing.T, p display.Path, side float64, modules int) {
	t.Helper()
	min, max := math.Inf(1), 0.0
	for _, s := range p {
		if s.Verb != display.Close {
			min, max = math.Min(min, s.P[0].X), math.Max(max, s.P[0].X)
		}
	}
	pitch := (max - min) / float64(modules)
	if got := (min - 10) / pitch; got < qr.Quiet-0.02 {
		t.Errorf("left quiet zone is %.3f modules, want %d", got, qr.Quiet)
	}
	if got := (10 + side - max) / pitch; got < qr.Quiet-0.02 {
		t.Errorf("right quiet zone is %.3f modules, want %d", got, qr.Quiet)
	}
}

func TestOrganiserReads(t *testing.T) {
	t.Parallel()
	const text = "IMD1*7K3QX9M2*0102*1R207FLAB"
	path, modules, err := qr.Organiser(text, 51, 20, 20)
	if err != nil || modules != 25 {
		t.Fatalf("got %d modules, %v, want 25 (version 2)", modules, err)
	}
	if got := zbar(t, draw(path, 91, 91, 200.0/72)); len(got) != 1 || got[0] != text {
		t.Errorf("got %q, want %q", got, text)
	}
}

func TestPathRefuses(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", strings.Repeat("a", 214)} {
		if _, _, err := qr.Path(text, 100, 0, 0); err == nil {
			t.Errorf("%d bytes: got no error", len(text))
		}
	}
}

func TestOutlineKeepsCornersApart(t *testing.T) {
	t.Parallel()
	p := qr.Outline([][]bool{{true, false}, {false, true}}, 1, 0, 0)
	closed := 0
	for _, s := range p {
		if s.Verb == display.Close {
			closed++
		}
	}
	if closed != 2 {
		t.Errorf("got %d contours, want 2", closed)
	}
}

func TestOutlineHole(t *testing.T) {
	t.Parallel()
	o, x := true, false
	p := qr.Outline([][]bool{{o, o, o}, {o, x, o}, {o, o, o}}, 1, 0, 0)
	if winding(p, 1.5, 1.5) != 0 || winding(p, 0.5, 1.5) == 0 {
		t.Error("the hole is filled or the ring is not")
	}
	if len(p) != 10 {
		t.Errorf("got %d segments, want 10: two squares of four corners", len(p))
	}
}

func BenchmarkPath(b *testing.B) {
	for b.Loop() {
		if _, _, err := qr.Path("https://kit.example.org/i/0001-3ubygqgr?e=18dec", 80, 0, 0); err != nil {
			b.Fatal(err)
		}
	}
}

// TestRobustReadsWithAStain reads a code of which a corner of the data is gone.
func TestRobustReadsWithAStain(t *testing.T) {
	t.Parallel()
	const text = "AGE-SECRET-KEY-PQ-1QURSWPC8QURSWPC8QURSWPC8QURSWPC8QURSWPC8QURSWPC8QURSGFFG43"
	path, modules, err := qr.Robust(text, 98, 0, 0)
	if err != nil || modules != 41 {
		t.Fatalf("got %d modules, %v", modules, err)
	}
	img := draw(path, 98, 98, 4)
	for y := range 11 * 8 { // eleven modules of two points at four pixels a point
		for x := range 11 * 8 {
			img.SetGray(20*8+x, 20*8+y, color.Gray{Y: 255})
		}
	}
	if got := zbar(t, img); len(got) != 1 || got[0] != text {
		t.Errorf("got %q, want the text in spite of the stain", got)
	}
}
