package proof_test

import (
	"bytes"
	"flag"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/proof"
	"daykit/internal/text/fonts"
)

var update = flag.Bool("update", false, "measure the inks of colours with Ghostscript again")

// TestInkTable measures the colours of the table, or a spread of them.
func TestInkTable(t *testing.T) {
	t.Parallel()
	colours := grid(1)
	if !*update {
		colours = grid(4)
	}
	got := ghostscript(t, colours)
	if *update {
		var table bytes.Buffer
		for _, inks := range got {
			for _, v := range inks {
				table.WriteByte(byte(math.Round(v * 2.55)))
			}
		}
		if err := os.WriteFile("inks.bin", table.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	for i, c := range colours {
		within(t, fmt.Sprintf("%v", c), page(c), got[i])
	}
}

// TestInkBetween holds that colours between those of the table are near enough:
// the palette of the kit and pale and dark ones.
func TestInkBetween(t *testing.T) {
	t.Parallel()
	var colours []display.Color
	for _, hex := range []uint32{
		0x1d1a39, 0x565270, 0xf4a62a, 0xe8573f, 0xb9381f, 0x0f8b8d, 0x0a6264, 0x6d2e6f, 0x5aa9d6, 0x5b9a4b, 0xf0b5a8, 0x3a2a18,
	} {
		colours = append(colours, display.RGB(hex))
	}
	got := ghostscript(t, colours)
	for i, c := range colours {
		within(t, fmt.Sprintf("%v", c), page(c), got[i])
	}
}

func TestGreyIsBlackInk(t *testing.T) {
	t.Parallel()
	got, err := proof.Ink(fonts.Open(), []*display.Page{page(display.RGB(0x808080)), page(display.RGB(0xffffff))})
	if err != nil {
		t.Fatal(err)
	}
	if want := (proof.Coverage{Black: 24.9}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// within holds that a full page of a colour takes the inks wanted, in percent:
// each within a tenth of all the ink, which is what a person pays for.
func within(t *testing.T, name string, p *display.Page, want [4]float64) {
	t.Helper()
	c, err := proof.Ink(fonts.Open(), []*display.Page{p})
	if err != nil {
		t.Fatal(err)
	}
	got := [4]float64{c.Cyan, c.Magenta, c.Yellow, c.Black}
	sum := want[0] + want[1] + want[2] + want[3]
	for i := range got {
		if math.Abs(got[i]-want[i]) > max(0.1*sum, 1) {
			t.Errorf("%s: got %.1f, want %.1f", name, got, want)
			return
		}
	}
}

// grid gives every nth colour of the table, red slowest, without the greys when
// n is more than 1: they are printed with black alone.
func grid(n int) []display.Color {
	var out []display.Color
	at := func(i int) uint8 { return uint8(min(255, 32*i)) }
	for r := 0; r < 9; r += n {
		for g := 0; g < 9; g += n {
			for b := 0; b < 9; b += n {
				if n == 1 || r != g || g != b {
					out = append(out, display.Color{R: at(r), G: at(g), B: at(b)})
				}
			}
		}
	}
	return out
}

// page is filled with a colour to its edges.
func page(c display.Color) *display.Page {
	p := &display.Page{W: 100, H: 100}
	p.Add(display.Fill{Path: display.RectPath(display.Rect{X: -20, Y: -20, W: 140, H: 140}), Color: c})
	return p
}

// ghostscript measures the inks of full pages of colours, in percent.
func ghostscript(t *testing.T, colours []display.Color) [][4]float64 {
	t.Helper()
	file := filepath.Join(t.TempDir(), "colours.ps")
	var ps strings.Builder
	ps.WriteString("%!\n<< /PageSize [20 20] >> setpagedevice\n")
	for _, c := range colours {
		fmt.Fprintf(&ps, "%.5f %.5f %.5f setrgbcolor 0 0 20 20 rectfill showpage\n", float64(c.R)/255, float64(c.G)/255, float64(c.B)/255)
	}
	if err := os.WriteFile(file, []byte(ps.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), "gs", "-q", "-o", "-", "-sDEVICE=ink_cov", file).Output()
	if err != nil {
		t.Fatalf("gs (of Debian's ghostscript): %v", err)
	}
	var all [][4]float64
	for line := range strings.Lines(string(out)) {
		var inks [4]float64
		if _, err := fmt.Sscan(line, &inks[0], &inks[1], &inks[2], &inks[3]); err == nil {
			all = append(all, inks)
		}
	}
	if len(all) != len(colours) {
		t.Fatalf("gs measured %d pages, want %d", len(all), len(colours))
	}
	return all
}
