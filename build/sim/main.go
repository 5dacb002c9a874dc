// Command sim runs histories of package sim and prints what happened in them.
//
//	go run ./build/sim -n 1000000
//	go run ./build/sim -seed 77 -n 1     // one history again
//
// It exits with 1 when a history broke an invariant, and names its seed.
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"daykit/internal/data/sim"
)

// shown is how many broken histories are named.
const shown = 10

func main() {
	debug.SetGCPercent(400) // histories are short and leave much behind
	n := flag.Uint64("n", 10_000, "number of histories")
	first := flag.Uint64("seed", 1, "seed of the first")
	workers := flag.Int("workers", runtime.GOMAXPROCS(0), "histories at the same time")
	stop := flag.Bool("stop", false, "stop at the first broken history")
	flag.Parse()
	if bad := run(*first, *n, *workers, *stop); bad > 0 {
		os.Exit(1)
	}
}

// run gives the number of broken histories.
func run(first, n uint64, workers int, stop bool) int {
	var next atomic.Uint64
	var ended atomic.Bool
	var mu sync.Mutex
	var all sim.Stats
	var wg sync.WaitGroup
	bad, done := 0, 0
	start := time.Now()
	one := func(seed uint64) {
		s, err := sim.Run(seed)
		mu.Lock()
		defer mu.Unlock()
		all.Add(s)
		done++
		if err == nil {
			return
		}
		if bad++; bad <= shown {
			fmt.Println(err)
		}
		ended.Store(stop)
	}
	for range workers {
		wg.Go(func() {
			for i := next.Add(1) - 1; i < n && !ended.Load(); i = next.Add(1) - 1 {
				one(first + i)
			}
		})
	}
	wg.Wait()
	took := time.Since(start)
	fmt.Printf("%d histories from seed %d: %d broken, in %v (%.0f/s)\n%s\n", done, first, bad, took.Round(time.Millisecond), float64(done)/took.Seconds(), all)
	return bad
}
