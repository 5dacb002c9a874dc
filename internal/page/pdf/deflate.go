package pdf

import (
	"bytes"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/klauspost/compress/zlib"
)

// deflater compresses one stream after another. Its tables take a megabyte, so it
// is made once for each core and used again. It is not safe for concurrent use.
type deflater struct {
	w   *zlib.Writer
	out bytes.Buffer
}

// deflate compresses at the default level.
func (z *deflater) deflate(b []byte) []byte {
	z.out.Reset()
	if z.w == nil {
		z.w = zlib.NewWriter(&z.out)
	} else {
		z.w.Reset(&z.out)
	}
	z.w.Write(b) //nolint:errcheck // a bytes.Buffer takes all
	z.w.Close()
	return bytes.Clone(z.out.Bytes())
}

// each calls do for 0 … n-1 on all cores and waits. Results go to places of their
// own, so their order does not depend on the timing.
func each(n int, do func(i int, z *deflater)) {
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			var z deflater
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i, &z)
			}
		})
	}
	wait.Wait()
}
