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

// WholeDay keeps a date in one line but for the day of the week.
func WholeDay(date string) string { return wholeDay(date) }

// SideBend is how tight the bends of the braid beside a voice are: from 1 on its
// strands are kinked.
func SideBend(seed string, zone, low float64) float64 {
	s := sideBraid{seed: seed, pageW: 2 * zone, from: zone, to: 2 * zone, low: low}
	r := seeded(seed)
	width := min(zone*0.125, low*0.06)
	return s.bend(s.calmed(s.shape(r, zone, width)))
}
