package pdf

import (
	"bytes"
	"compress/zlib"
	"runtime"
	"sync"
)

// deflate compresses at the default level: level 9 takes four times as long for
// four per cent.
func deflate(b []byte) []byte {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	w.Write(b) //nolint:errcheck // a bytes.Buffer takes all
	w.Close()  //nolint:errcheck // likewise
	return out.Bytes()
}

// each calls do for 0 … n-1 on all cores and waits. Results go to places of their
// own, so their order does not depend on the timing.
func each(n int, do func(i int)) {
	next := make(chan int)
	var wait sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wait.Wait()
}
