package layout

import "slices"

// twineShare is how often two neighbours that may swap do.
const twineShare = 0.8

// twine plaits strands loosely over steps: a strand that has just swapped rests for
// a step, and two never swap back at once, so that strands wander from lane to lane
// and none runs across them all. Over and under alternate as in weave.
func twine(r *random, strands, steps int) plait {
	t := twiner{
		plait: plait{strands: strands}, at: make([]int, strands),
		went: make([]int, strands), moved: make([]int, strands), last: make([]int, strands),
	}
	for i := range strands {
		t.at[i], t.moved[i], t.last[i] = i, -2, -1
	}
	lanes := make([]int, strands-1)
	for i := range lanes {
		lanes[i] = i
	}
	for step := range steps {
		t.record(t.at)
		r.shuffle(len(lanes), func(i, j int) { lanes[i], lanes[j] = lanes[j], lanes[i] })
		for _, lane := range lanes {
			if t.rested(lane, step) && r.unit() < twineShare {
				t.swap(r, lane, step)
			}
		}
	}
	t.record(t.at)
	return t.plait
}

// twiner is a plait in the making.
type twiner struct {
	plait
	at    []int // the strand in each lane
	went  []int // by strand: 1 when it went over last, -1 under
	moved []int // by strand: the step in which it swapped last,
	last  []int // and with whom
}

// rested says whether the strands of a lane and the next may swap.
func (t *twiner) rested(lane, step int) bool {
	a, b := t.at[lane], t.at[lane+1]
	return max(t.moved[a], t.moved[b]) < step-1 && t.last[a] != b
}

func (t *twiner) swap(r *random, lane, step int) {
	over, under := t.at[lane], t.at[lane+1]
	if t.went[over] > t.went[under] || t.went[over] == t.went[under] && r.unit() < 0.5 {
		over, under = under, over
	}
	t.went[over], t.went[under] = 1, -1
	t.moved[over], t.moved[under] = step, step
	t.last[over], t.last[under] = under, over
	t.swaps = append(t.swaps, swap{step: step, over: over, under: under})
	slices.Reverse(t.at[lane : lane+2])
}
