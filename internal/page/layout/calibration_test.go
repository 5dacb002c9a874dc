package layout_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/layout"
)

func calibrationPhrases() phrases {
	return phrases{
		"calibration.title": "Set your printer straight", "calibration.why": "Many printers are a millimetre or two off.",
		"calibration.step.1": "Print this sheet at actual size (100 %).", "calibration.step.2": "Fold it in half, left edge on right edge.",
		"calibration.step.3": "Fold it in half, top edge on bottom edge.", "calibration.step.4": "Type both numbers into Daykit.",
		"calibration.bar": "100 mm when printed at actual size",
	}
}

func calibrated(t *testing.T, lang string, f layout.Format) layout.Result {
	t.Helper()
	return setter(t).Calibration(layout.CalibrationInput{Lang: lang, Phrases: manyPhrases(t, calibrationPhrases(), 40)}, f)
}

func TestCalibration(t *testing.T) {
	t.Parallel()
	for _, f := range []layout.Format{layout.A4, layout.A3} {
		for _, lang := range []string{"en", "ar", "uk", "ta"} {
			r := calibrated(t, lang, f)
			if len(r.Pages) != 1 || len(r.Problems) != 0 {
				t.Fatalf("%s %s: got %d pages, %v", f.Name, lang, len(r.Pages), r.Problems)
			}
			readInside(t, r.Pages[0])
			apart(t, r.Pages[0])
			atLeast(t, r.Pages[0], 8)
		}
	}
	if r := calibrated(t, "en", layout.A5); len(r.Pages) != 0 || len(r.Problems) != 1 {
		t.Errorf("got %d pages of A5, %v", len(r.Pages), r.Problems)
	}
}

// A sheet printed off its place is folded, read, and put right by what was read.
func TestWhatACreaseReadsPutsPrintsIntoPlace(t *testing.T) {
	t.Parallel()
	for _, off := range []display.Point{{}, {X: 1.5, Y: -2}, {X: -6, Y: 0.5}} {
		printed := layout.Nudged(calibrated(t, "en", layout.A4).Pages, off.X, off.Y)[0]
		a, b := crossed(t, printed, true, printed.W/2), crossed(t, printed, false, printed.H/2)
		nudge := layout.NudgeFrom(a, b)
		if nudge.X != -off.X || nudge.Y != -off.Y {
			t.Errorf("a print off by %v is moved by %v", off, nudge)
		}
	}
}

// crossed reads the number beside the stroke that a crease lies on: the upright
// strokes of scale A or the level ones of scale B.
func crossed(t *testing.T, p *display.Page, upright bool, crease float64) float64 {
	t.Helper()
	var stroke display.Rect
	for _, m := range marks(t, p) {
		if m.pen != 0.8 || len(m.path[0]) != 2 {
			continue
		}
		from, to := m.path[0][0].P[0], m.path[0][1].P[0]
		at, along := from.X, from.X == to.X
		if !upright {
			at, along = from.Y, from.Y == to.Y
		}
		if along && math.Abs(at-crease) < 0.1 {
			stroke = m.box
		}
	}
	best, value := math.Inf(1), math.NaN()
	for _, m := range marks(t, p) {
		v, err := strconv.ParseFloat(strings.ReplaceAll(m.text, "−", "-"), 64)
		if err != nil || m.role != display.P {
			continue
		}
		d := math.Hypot(m.box.X+m.box.W/2-stroke.X-stroke.W/2, m.box.Y+m.box.H/2-stroke.Y-stroke.H/2)
		if d < best {
			best, value = d, v
		}
	}
	return value
}

func TestNudgeFrom(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		a, b float64
		want display.Point
	}{
		{0, 0, display.Point{}},
		{1.5, -0.5, display.Point{X: 1.5, Y: -0.5}},
		{0.26, -0.24, display.Point{X: 0.3, Y: -0.2}},
		{99, -99, display.Point{X: 6, Y: -6}},
		{math.NaN(), math.Inf(1), display.Point{Y: 6}},
	} {
		if got := layout.NudgeFrom(tc.a, tc.b); got != tc.want {
			t.Errorf("NudgeFrom(%v, %v) = %v, want %v", tc.a, tc.b, got, tc.want)
		}
	}
}
