package server

import (
	"fmt"
	"html/template"
	"math"
	"strings"
	"time"
)

// chart is sign-ups by day, as a picture and as a table that says the same.
type chart struct {
	Picture template.HTML
	Days    []chartDay
}

type chartDay struct {
	Date  string
	Count Cell
}

const chartDays = 12 // that the picture has room for; the table has them all

// chartOf draws the days up to the last on which somebody signed up. A day with 1 to 4
// is an empty bar as high as 5. The sum of all days is said nowhere, so that no day can
// be worked out from it.
func chartOf(tallies []Tally) (c chart) {
	if len(tallies) == 0 {
		return c
	}
	have := map[Day]int{}
	for _, t := range tallies {
		have[t.Day] = t.Letters
	}
	first, last := tallies[0].Day, tallies[len(tallies)-1].Day
	first = max(first, last-366)
	bars := []bar{}
	for d := first; d <= last; d++ {
		at := time.Unix(int64(d)*24*60*60, 0).UTC()
		n := Cell{N: have[d], Look: lookOf(have[d])}
		c.Days = append(c.Days, chartDay{at.Format("Monday 2 January 2006"), cellOf(n.N, n.Look)})
		bars = append(bars, bar{at, n})
	}
	if len(bars) > chartDays {
		bars = bars[len(bars)-chartDays:]
	}
	c.Picture = drawChart(bars)
	return c
}

type bar struct {
	at time.Time
	n  Cell
}

// Measures of the picture, in its own units.
const (
	chartWide, chartHigh = 520, 250
	chartLeft, chartTop  = 48, 12
	chartFoot            = 40 // below the axis
	chartSteps           = 4
)

// drawChart gives the picture. All in it are numbers and dates of ours.
func drawChart(bars []bar) template.HTML {
	most := 0
	for _, b := range bars {
		most = max(most, b.n.N)
	}
	top := niceTop(most)
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="chart" viewBox="0 0 %d %d" aria-hidden="true" focusable="false">`, chartWide, chartHigh)
	floor := chartHigh - chartFoot
	height := func(n int) float64 { return float64(n) / float64(top) * float64(floor-chartTop) }
	for i := 0; i <= chartSteps; i++ {
		y := float64(floor) - height(top*i/chartSteps)
		fmt.Fprintf(&b, `<line class="grid" x1="%d" x2="%d" y1="%.1f" y2="%.1f"/><text class="tick" x="%d" y="%.1f">%s</text>`,
			chartLeft, chartWide, y, y, chartLeft-8, y+4, thousands(top*i/chartSteps))
	}
	step := float64(chartWide-chartLeft) / float64(max(len(bars), 6))
	month := ""
	for i, one := range bars {
		x, wide := float64(chartLeft)+step*float64(i)+step*0.15, step*0.7
		drawBar(&b, one, x, wide, float64(floor), height, i == len(bars)-1)
		fmt.Fprintf(&b, `<text class="day" x="%.1f" y="%d">%d</text>`, x+wide/2, floor+18, one.at.Day())
		if name := one.at.Format("January"); name != month {
			fmt.Fprintf(&b, `<text class="month" x="%.1f" y="%d">%s</text>`, x, floor+35, name)
			month = name
		}
	}
	b.WriteString("</svg>")
	return template.HTML(b.String()) //nolint:gosec // see above
}

func drawBar(b *strings.Builder, one bar, x, wide, floor float64, height func(int) float64, last bool) {
	class, n := "bar", one.n.N
	switch {
	case one.n.Look == Under:
		class, n = "bar few", Smallest
	case last:
		class = "bar last"
	}
	if n > 0 {
		tall := max(height(n), 2)
		fmt.Fprintf(b, `<rect class="%s" x="%.1f" y="%.1f" width="%.1f" height="%.1f" rx="3"/>`, class, x, floor-tall, wide, tall)
	}
}

// niceTop is the least round number, from 20 up, that n does not pass and four parts evenly.
func niceTop(n int) int {
	for unit := 1; unit < math.MaxInt/1000; unit *= 10 {
		for _, f := range []int{20, 40, 60, 80, 100, 120} {
			if top := f * unit; top >= n {
				return top
			}
		}
	}
	return n
}
