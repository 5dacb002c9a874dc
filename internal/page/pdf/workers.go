package pdf

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// worker is what one core works with, used again for one stream after another: a
// file of letters has a thousand small ones. It is not safe for concurrent use.
type worker struct {
	deflater
	buf   []byte
	asked map[pieceKey]int
	wants []want
	holes []hole
	cells []cell
	board []int16
}

// each calls do for 0 … n-1 on all cores and waits. Results go to places of their
// own, so their order does not depend on the timing.
func each(n int, do func(i int, w *worker)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			w := worker{asked: map[pieceKey]int{}}
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i, &w)
			}
		})
	}
	wait.Wait()
}

// lend gives a canvas what it grows in.
func (w *worker) lend(c *canvas) {
	clear(w.asked)
	c.worker = w
	c.buf, c.wants, c.holes = w.buf[:0], w.wants[:0], w.holes[:0]
}

// release lets a canvas keep what it has, in places of its own, and takes back the
// rest.
func (c *canvas) release() {
	w := c.worker
	w.buf, w.wants, w.holes = c.buf, c.wants, c.holes
	c.worker = nil
	c.buf, c.wants, c.holes = slices.Clone(c.buf), slices.Clone(c.wants), slices.Clone(c.holes)
}
