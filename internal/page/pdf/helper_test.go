package pdf_test

import (
	"bytes"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"daykit/internal/domain/display"
	"daykit/internal/page/pdf"
	"daykit/internal/text/fonts"
)

// library is opened once for all tests: faces are read lazily and shared.
var library = sync.OnceValue(fonts.Open)

func faces(t testing.TB) *fonts.Library {
	t.Helper()
	l := library()
	if note := l.Note(); note != "" {
		t.Fatal(note)
	}
	return l
}

var ink = display.RGB(0x1d1a39)

func options() pdf.Options {
	return pdf.Options{Title: "Shared table", Lang: "en-GB", Date: time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)}
}

func write(t testing.TB, o pdf.Options, pages ...*display.Page) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := pdf.Write(&b, faces(t), pages, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// saved writes pages to a file of the test's own folder and gives its path.
func saved(t testing.TB, pages ...*display.Page) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "out.pdf")
	if err := os.WriteFile(path, write(t, options(), pages...), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// tool runs an outside program that judges what we wrote.
func tool(t testing.TB, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Fatalf("install %s: %v", name, err)
	}
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, stderr.String())
	}
	if stderr.Len() > 0 {
		t.Errorf("%s complains: %s", name, stderr.String())
	}
	return stdout.String()
}

// plainRun sets Latin text letter by letter, for tests that need no shaping.
func plainRun(t testing.TB, text string, size, x, y float64) display.GlyphRun {
	t.Helper()
	const id = "noto-sans-400"
	f, err := faces(t).Face(id)
	if err != nil {
		t.Fatal(err)
	}
	r := display.GlyphRun{Font: id, Size: size, X: x, Y: y, Text: text, Lang: "en"}
	for _, c := range text {
		gid, ok := f.SFNT.Glyph(c)
		if !ok {
			t.Fatalf("no glyph for %q", c)
		}
		adv := float64(f.SFNT.Advance(gid)) * size / float64(f.SFNT.Upem)
		r.Glyphs = append(r.Glyphs, display.Glyph{GID: uint32(gid), X: r.W, Advance: adv, Text: string(c)})
		r.W += adv
	}
	return r
}

// picture draws the first page of a file at a resolution, in grey.
func picture(t testing.TB, path string, dpi string) *image.Gray {
	t.Helper()
	base := strings.TrimSuffix(path, ".pdf") + "-" + dpi
	tool(t, "pdftoppm", "-r", dpi, "-gray", "-singlefile", path, base)
	b, err := os.ReadFile(base + ".pgm")
	if err != nil {
		t.Fatal(err)
	}
	var w, h, depth int
	if _, err := fmt.Sscanf(string(b[:min(32, len(b))]), "P5\n%d %d\n%d\n", &w, &h, &depth); err != nil || depth != 255 {
		t.Fatalf("not a grey picture of 8 bits: %v", err)
	}
	return &image.Gray{Pix: b[len(b)-w*h:], Stride: w, Rect: image.Rect(0, 0, w, h)}
}

// different is the share of pixels that differ by more than half.
func different(t testing.TB, a, b *image.Gray) float64 {
	t.Helper()
	if a.Rect != b.Rect {
		t.Fatalf("pictures of %v and %v", a.Rect, b.Rect)
	}
	n := 0
	for i := range a.Pix {
		if d := int(a.Pix[i]) - int(b.Pix[i]); d > 127 || d < -127 {
			n++
		}
	}
	return float64(n) / float64(len(a.Pix))
}
