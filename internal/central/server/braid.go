package server

import (
	"crypto/sha256"
	"fmt"
	"html/template"
	"math"
	"math/rand/v2"
	"strings"
)

// The braid's measures, in units of its view box. Its middle is shown on a
// phone and all of it on a wide window.
const (
	braidLanes  = 5
	braidSteps  = 18
	braidStep   = 90
	braidLane   = 20
	braidHeight = 108
)

var braidColours = [braidLanes]string{"#f4a62a", "#e8573f", "#6d2e6f", "#5aa9d6", "#0f8b8d"}

// braid draws strands that swap lanes, one over the other. Each seed has its
// own, always the same.
func braid(seed string) template.HTML {
	random := rand.New(rand.NewChaCha8(sha256.Sum256([]byte(seed)))) //nolint:gosec // a drawing, the same for each seed
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="braid" aria-hidden="true" focusable="false" viewBox="0 0 %d %d" preserveAspectRatio="xMidYMid slice">`,
		braidSteps*braidStep, braidHeight)
	strands := [braidLanes]int{0, 1, 2, 3, 4}
	for step := range braidSteps {
		to := strands
		over := map[int]bool{} // by lane
		for lane := step % 2; lane+1 < braidLanes; lane += 2 {
			if random.IntN(6) > 0 {
				to[lane], to[lane+1] = strands[lane+1], strands[lane]
				over[lane+random.IntN(2)] = true
			}
		}
		drawStep(&b, step, strands, to, over)
		strands = to
	}
	b.WriteString("</svg>")
	return template.HTML(b.String()) //nolint:gosec // made of numbers and our own constants only
}

// drawStep draws the strands below and then those above with their casing.
func drawStep(b *strings.Builder, step int, from, to [braidLanes]int, over map[int]bool) {
	for _, above := range []bool{false, true} {
		for lane, strand := range from {
			if over[lane] != above {
				continue
			}
			d := braidPath(step, lane, laneOf(to, strand))
			if above {
				fmt.Fprintf(b, `<path class="case" d="%s"/>`, d)
			}
			fmt.Fprintf(b, `<path stroke="%s" d="%s"/>`, braidColours[strand], d)
		}
	}
}

func laneOf(lanes [braidLanes]int, strand int) int {
	for lane, s := range lanes {
		if s == strand {
			return lane
		}
	}
	return 0
}

// braidPath is one step of one strand; it begins and ends level, so that steps join.
func braidPath(step, from, to int) string {
	x := step * braidStep
	mid, end := x+braidStep/2, x+braidStep
	y, z := braidY(step, from), braidY(step+1, to)
	return fmt.Sprintf("M%d %dC%d %d %d %d %d %d", x, y, mid, y, mid, z, end, z)
}

// braidY lays the lanes on a slow wave.
func braidY(step, lane int) int {
	return braidHeight/2 + (lane-braidLanes/2)*braidLane + int(math.Round(7*math.Sin(float64(step)*0.7)))
}
