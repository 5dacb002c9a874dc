package pdf

import (
	"math"

	"daykit/internal/domain/display"
)

// inks are shares of cyan, magenta, yellow and black, in per cent.
type inks [4]uint8

// palette gives the colours of the designs as inks, chosen by hand: a plain
// conversion turns them muddy, and puts four plates under small letters. Dark
// words lean on black, so that a plate a little off does not blur them. No colour
// takes more than 240 % of ink, which any paper bears.
var palette = map[display.Color]inks{
	display.RGB(0x1d1a39): {60, 55, 0, 80},  // ink
	display.RGB(0x565270): {35, 35, 0, 50},  // ink2
	display.RGB(0xa9a3b8): {12, 13, 0, 30},  // line
	display.RGB(0xf4a62a): {0, 40, 90, 0},   // marigold
	display.RGB(0xe8573f): {0, 78, 78, 3},   // coral
	display.RGB(0xb9381f): {5, 90, 100, 20}, // coral, dark
	display.RGB(0x0f8b8d): {85, 22, 42, 10}, // teal
	display.RGB(0x0a6264): {90, 30, 50, 40}, // teal, dark
	display.RGB(0x6d2e6f): {62, 95, 10, 20}, // plum
	display.RGB(0x5aa9d6): {62, 18, 2, 0},   // sky
	display.RGB(0x5b9a4b): {68, 15, 88, 5},  // leaf
	display.RGB(0xf4b6ac): {0, 34, 24, 0},   // blush
	display.RGB(0xcdc8dd): {18, 18, 2, 4},   // pale
	display.RGB(0xfbf5ea): {0, 2, 8, 1},     // cream
}

// inksOf gives the inks of a colour. Greys are black ink alone; what the palette
// does not name is converted plainly, with all common grey as black.
func inksOf(c display.Color) inks {
	if i, ok := palette[c]; ok {
		return i
	}
	most := max(c.R, c.G, c.B)
	share := func(v uint8) uint8 {
		if most == 0 {
			return 0
		}
		return uint8(math.Round(100 * float64(most-v) / float64(most)))
	}
	return inks{share(c.R), share(c.G), share(c.B), uint8(math.Round(100 * float64(255-most) / 255))}
}
