package layout

import "daykit/internal/domain/display"

// The colours of Daykit in print.
var (
	ink   = display.RGB(0x1d1a39)
	ink2  = display.RGB(0x565270)
	white = display.RGB(0xffffff)
	black = display.RGB(0x000000)
	line  = display.RGB(0xa9a3b8) // cut lines and rules that are not read by the sheet reader

	marigold  = display.RGB(0xf4a62a)
	coral     = display.RGB(0xe8573f)
	coralDark = display.RGB(0xb9381f)
	teal      = display.RGB(0x0f8b8d)
	tealDark  = display.RGB(0x0a6264)
	plum      = display.RGB(0x6d2e6f)
	sky       = display.RGB(0x5aa9d6)
	leaf      = display.RGB(0x5b9a4b)
)

// strandColors are the colours of the braid's strands.
func strandColors() []display.Color {
	return []display.Color{marigold, plum, coral, teal, sky, leaf, ink}
}

// labelColors are those dark enough for words on white paper (4.5:1 and more).
func labelColors() []display.Color {
	return []display.Color{coralDark, tealDark, plum, ink}
}
