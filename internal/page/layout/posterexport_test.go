package layout

import (
	"daykit/internal/domain/display"
	"daykit/internal/text/fonts"
)

// CheckContrast is the check that every poster goes through.
func CheckContrast(p *display.Page, l *fonts.Library) []Problem {
	var ps problems
	checkContrast(p, l, &ps)
	return ps.list
}
