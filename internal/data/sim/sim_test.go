package sim_test

import (
	"testing"

	"daykit/internal/data/sim"
)

// TestHistories is the short form; 10,000 run by "make sim", without the race
// detector.
func TestHistories(t *testing.T) {
	t.Parallel()
	var all sim.Stats
	for seed := uint64(1); seed <= 200; seed++ {
		s, err := sim.Run(seed)
		if err != nil {
			t.Error(err)
		}
		all.Add(s)
	}
	// A history in which nothing happens finds nothing.
	for what, n := range map[string]int{
		"crashes": all.Crashes, "disks replaced": all.Restores, "disks copied": all.Copies, "roll-backs": all.RollBacks,
		"meetings": all.Meetings, "messages dropped": all.Dropped, "doubled": all.Doubled, "sign-ups": all.Signups,
		"resets": all.Resets, "ops erased": all.Erased,
	} {
		if n == 0 {
			t.Errorf("in 200 histories there were no %s", what)
		}
	}
	t.Log(all)
}

// TestSeedsRepeat holds that a seed gives the same history always.
func TestSeedsRepeat(t *testing.T) {
	t.Parallel()
	for seed := uint64(1); seed <= 20; seed++ {
		a, err := sim.Run(seed)
		b, again := sim.Run(seed)
		if err != nil || again != nil || a != b {
			t.Errorf("seed %d: %+v, then %+v; %v, %v", seed, a, b, err, again)
		}
	}
}
