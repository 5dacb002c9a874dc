package desk

import (
	"runtime/debug"
	"sync"
)

// printGC is how much garbage, in percent of what is in use, may lie about while
// something is printed. It is swept up after the print and not before the person
// has it; the window, which is open all day, goes by the usual percent.
const printGC = 400

var memory struct {
	sync.Mutex
	hurried int // prints at work
	usual   int // percent without any
}

// hurry lets garbage lie until done is called.
func hurry() (done func()) {
	memory.Lock()
	defer memory.Unlock()
	if memory.hurried++; memory.hurried == 1 {
		memory.usual = debug.SetGCPercent(printGC)
		if memory.usual < 0 || memory.usual > printGC {
			debug.SetGCPercent(memory.usual)
		}
	}
	return sync.OnceFunc(func() {
		memory.Lock()
		defer memory.Unlock()
		if memory.hurried--; memory.hurried == 0 {
			debug.SetGCPercent(memory.usual)
		}
	})
}
