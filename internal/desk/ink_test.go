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

// TestInkOfMany: a pile of letters is judged by some of them, and says by how many.
func TestInkOfMany(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	id, err := d.CreateEvent(t.Context(), "A shared table", "2026-12-18", "Sample Neighbours")
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ guests, measured int }{{1, 1}, {12, 12}, {13, 12}, {90, 12}} {
		for n := len(guestsOf(t, d, id)); n < tc.guests; n++ {
			if _, err := d.AddGuest(t.Context(), id, fmt.Sprint("Guest ", n), "en", 1); err != nil {
				t.Fatal(err)
			}
		}
		ink, err := d.Ink(t.Context(), id, desk.PrintRequest{Kind: desk.KindLetters})
		if err != nil {
			t.Fatal(err)
		}
		if ink.Pages != tc.guests || ink.Measured != tc.measured || ink.Black <= 0 {
			t.Errorf("got %+v, want %d of %d pages measured", ink, tc.measured, tc.guests)
		}
	}
}

func guestsOf(t *testing.T, d *desk.Desk, id string) []desk.Guest {
	t.Helper()
	all, err := d.Guests(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return all
}
