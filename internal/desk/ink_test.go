package desk_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daykit/internal/desk"
)

// TestInkAgainstGhostscript holds the estimate of real pages to what Ghostscript
// finds in the very files: each ink within a tenth of it, or within a tenth of a
// percent of the paper where there is hardly any.
func TestInkAgainstGhostscript(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id := addSample(t, d)
	for _, req := range []desk.PrintRequest{
		{Kind: desk.KindPoster},
		{Kind: desk.KindPoster, SaveInk: true},
		{Kind: desk.KindPoster, Design: "voice"},
		{Kind: desk.KindPoster, Design: "circle", Lang: "en,ur"},
		{Kind: desk.KindPoster, Design: "plain"},
		{Kind: desk.KindArticle1, Paper: "a3"},
		{Kind: desk.KindBadges},
		{Kind: desk.KindSigns},
	} {
		t.Run(strings.TrimSpace(fmt.Sprint(req.Kind, " ", req.Design, " ", req.SaveInk)), func(t *testing.T) {
			t.Parallel()
			ink, err := d.Ink(t.Context(), id, req)
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(t.TempDir(), "print.pdf")
			if _, _, err := d.SavePrint(t.Context(), id, req, "pdf", file, nil); err != nil {
				t.Fatal(err)
			}
			got, want := [4]float64{ink.Cyan, ink.Magenta, ink.Yellow, ink.Black}, ghostscriptInk(t, file)
			for i := range got {
				if math.Abs(got[i]-want[i]) > max(0.1*want[i], 0.1) {
					t.Errorf("cyan, magenta, yellow, black: got %.2f, want %.2f", got, want)
					break
				}
			}
		})
	}
}

// ghostscriptInk is the mean coverage of the pages of a file, in percent.
func ghostscriptInk(t *testing.T, file string) (mean [4]float64) {
	t.Helper()
	pages := 0.0
	for line := range strings.Lines(tool(t, "gs", "-q", "-o", "-", "-sDEVICE=ink_cov", "-r100", file)) {
		var c [4]float64
		if _, err := fmt.Sscan(line, &c[0], &c[1], &c[2], &c[3]); err == nil {
			pages++
			for i := range c {
				mean[i] += c[i]
			}
		}
	}
	if pages == 0 {
		b, _ := os.ReadFile(file)
		t.Fatalf("gs measured no page of a file of %d bytes", len(b))
	}
	for i := range mean {
		mean[i] /= pages
	}
	return mean
}
