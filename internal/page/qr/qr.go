// Package qr draws QR codes as one vector outline. The dark modules are traced
// along their borders on the integer grid of the code, so that a renderer leaves
// no hairline between them and a code costs few bytes.
//
// It promises the quiet zone of four modules that ISO/IEC 18004 asks for where
// its comments say so; colours and white behind the code are the caller's.
package qr

import (
	"errors"
	"fmt"
	"math"

	"daykit/internal/domain/display"

	qrcode "github.com/skip2/go-qrcode"
)

// Quiet is the width of the white border round a code, in modules.
const Quiet = 4

// maxText is more than any code of ours needs: a version 10 code at level M.
const maxText = 213

var (
	errEmpty = errors.New("nothing to encode")
	errLong  = fmt.Errorf("more than %d bytes to encode", maxText)
)

// Path traces a code of level M for people's phones. The code and its quiet zone
// fill the square of the given side in points whose top left corner is (x, y);
// modules is the number along a side without the quiet zone.
//
// Text in capitals, digits and $%*+-./: alone makes a smaller code.
func Path(text string, side, x, y float64) (path display.Path, modules int, err error) {
	grid, err := encode(text, qrcode.Medium)
	if err != nil {
		return nil, 0, err
	}
	path, modules = quietly(grid, side, x, y)
	return path, modules, nil
}

// quietly traces a code within its quiet zone.
func quietly(grid [][]bool, side, x, y float64) (display.Path, int) {
	n := len(grid)
	pitch := Pitch(side, n)
	inset := (side - float64(pitch*float64(n))) / 2
	return Outline(grid, pitch, snap(x+inset), snap(y+inset)), n
}

// Pitch is the width of a module where n of them along a side and their quiet zone
// fill a square: side points, rounded down to what is written short and exactly.
func Pitch(side float64, n int) float64 { return snap(side / float64(n+2*Quiet)) }

// Organiser traces a code of level Q, for the machine-readable sheets that are
// photographed folded and smudged. The dark modules reach to the edges of the
// square; the caller keeps Quiet modules of white round it.
func Organiser(text string, side, x, y float64) (path display.Path, modules int, err error) {
	grid, err := encode(text, qrcode.High)
	if err != nil {
		return nil, 0, err
	}
	return Outline(grid, side/float64(len(grid)), x, y), len(grid), nil
}

// Robust traces a code of level H, of which a third may be lost, for paper that lies in
// a drawer for years. Like Path it fills the square together with its quiet zone.
func Robust(text string, side, x, y float64) (path display.Path, modules int, err error) {
	grid, err := encode(text, qrcode.Highest)
	if err != nil {
		return nil, 0, err
	}
	path, modules = quietly(grid, side, x, y)
	return path, modules, nil
}

func encode(text string, level qrcode.RecoveryLevel) ([][]bool, error) {
	if err := encodable(text); err != nil {
		return nil, err
	}
	code, err := qrcode.New(text, level)
	if err != nil {
		return nil, fmt.Errorf("encode %d bytes: %w", len(text), err)
	}
	code.DisableBorder = true
	return code.Bitmap(), nil
}

func encodable(text string) error {
	switch {
	case text == "":
		return errEmpty
	case len(text) > maxText:
		return errLong
	}
	return nil
}

// snap rounds down to a fiftieth of a point: modules of one exact size, written
// with at most two decimals.
func snap(v float64) float64 { return math.Floor(v*50+1e-6) / 50 }
