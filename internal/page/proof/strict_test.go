package proof_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	qrcode "github.com/skip2/go-qrcode" //nolint:depguard // the oracle that a reader is held to

	"daykit/internal/page/proof"
)

// modulesOf makes a code by the library that the kit's codes are held to.
func modulesOf(t fataler, text string, level qrcode.RecoveryLevel) [][]bool {
	code, err := qrcode.New(text, level)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	code.DisableBorder = true
	return code.Bitmap()
}

type fataler interface {
	Fatalf(format string, args ...any)
}

var levels = []qrcode.RecoveryLevel{qrcode.Low, qrcode.Medium, qrcode.High, qrcode.Highest}

// TestStrictReadsWhatGoQRCodeWrites holds every version and level that is read,
// with every mode of writing.
func TestStrictReadsWhatGoQRCodeWrites(t *testing.T) {
	t.Parallel()
	seen := map[int]bool{}
	for _, level := range levels {
		for n := 3; n <= 120; n += 3 {
			for _, unit := range []string{"7", "A", "a", "a1B2c3 ü"} {
				text := strings.Repeat(unit, n)
				grid := modulesOf(t, text[:min(len(text), 150)], level)
				seen[len(grid)] = true
				got, err := proof.Strict(grid)
				if len(grid) <= 61 && (err != nil || got != text[:min(len(text), 150)]) {
					t.Fatalf("level %d, %d modules: got %q, %v", level, len(grid), got, err)
				}
				if len(grid) > 61 && err == nil {
					t.Fatalf("%d modules were read", len(grid))
				}
			}
		}
	}
	for n := 21; n <= 61; n += 4 {
		if !seen[n] {
			t.Errorf("no code of %d modules was tried", n)
		}
	}
}

// TestStrictRefusesOneWrongModule turns any one module over.
func TestStrictRefusesOneWrongModule(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`https://[a-z]{3,9}\.example/[a-z]/[0-9A-Z]{4,60}`).Draw(t, "text")
		grid := modulesOf(t, text, rapid.SampledFrom(levels).Draw(t, "level"))
		n := len(grid)
		x, y := rapid.IntRange(0, n-1).Draw(t, "x"), rapid.IntRange(0, n-1).Draw(t, "y")
		grid[y][x] = !grid[y][x]
		got, err := proof.Strict(grid)
		// Patterns inside the code that a reader does not lean on are not looked at.
		if err == nil && got != text {
			t.Fatalf("a wrong module at %d, %d made it read %q", x, y, got)
		}
		if err == nil && proof.HoldsData((n-17)/4, x, y) {
			t.Fatalf("a wrong module of data at %d, %d was not noticed", x, y)
		}
	})
}

func TestStrictRefuses(t *testing.T) {
	t.Parallel()
	blank := make([][]bool, 25)
	for i := range blank {
		blank[i] = make([]bool, 25)
	}
	for name, grid := range map[string][][]bool{"nothing": nil, "no code": blank, "a size of no code": blank[:22]} {
		if got, err := proof.Strict(grid); err == nil {
			t.Errorf("%s was read as %q", name, got)
		}
	}
}
