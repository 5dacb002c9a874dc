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

// crew is one worker for each core, for the time of one file.
type crew []*worker

func newCrew() crew {
	c := make(crew, runtime.GOMAXPROCS(0))
	for i := range c {
		c[i] = &worker{asked: map[pieceKey]int{}}
	}
	return c
}

// each calls do for 0 … n-1 on all cores and waits. Results go to places of their
// own, so their order does not depend on the timing.
func (c crew) each(n int, do func(i int, w *worker)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for _, w := range c[:min(n, len(c))] {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i, w)
			}
		})
	}
	wait.Wait()
}

// deflate compresses while nobody else works.
func (c crew) deflate(b []byte) []byte { return c[0].deflate(b) }

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
