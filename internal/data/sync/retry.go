package sync

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"time"
)

// Tries and waits of one request.
const (
	tries     = 4
	firstWait = 500 * time.Millisecond
	lastWait  = 10 * time.Second
)

// again marks an error after which the same request may be sent once more.
type again struct {
	err   error
	after time.Duration // the server asked to wait so long; 0 if it did not say
	slow  bool          // it was cut off by our own clock
}

// Error implements error.
func (a *again) Error() string { return a.err.Error() }

// Unwrap gives the fault.
func (a *again) Unwrap() error { return a.err }

// retrying calls try until it succeeds, fails for good or has failed often. All
// requests of the protocol may be repeated without harm.
func (c *Client) retrying(ctx context.Context, try func() error) error {
	for n := 0; ; n++ {
		err := try()
		var a *again
		if !errors.As(err, &a) {
			return err
		}
		if n+1 == tries || a.after > lastWait {
			return a.err
		}
		wait, err := Jitter(c.c.Rand, n, firstWait, lastWait)
		if err != nil {
			return err
		}
		if err := c.c.Sleep(ctx, max(wait, a.after)); err != nil {
			return err
		}
	}
}

// Jitter draws a wait between nothing and the bound of the nth failure, counted
// from 0, which doubles from first up to last. Laptops that lost the same server
// so do not all come back at once.
func Jitter(rand io.Reader, n int, first, last time.Duration) (time.Duration, error) {
	bound := min(first<<min(n, 20), last)
	var raw [8]byte
	if _, err := io.ReadFull(rand, raw[:]); err != nil {
		return 0, fmt.Errorf("draw a wait: %w", err)
	}
	return time.Duration(binary.LittleEndian.Uint64(raw[:]) % uint64(bound+1)), nil
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
