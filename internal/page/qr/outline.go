package qr

import "daykit/internal/domain/display"

// Outline traces the dark modules of a code, each pitch points wide, with its top
// left corner at (x, y).
func Outline(grid [][]bool, pitch, x, y float64) display.Path {
	return display.Cells{X: x, Y: y, Pitch: pitch, Dark: grid}.Outline()
}
