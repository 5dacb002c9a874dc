package main

import (
	"context"
	"io"
)

// stoppable is standard input for a program that can be stopped while it waits there for
// somebody to type.
type stoppable struct {
	ctx context.Context //nolint:containedctx // io.Reader has no place for it
	in  io.Reader
}

// Read implements io.Reader. After ctx is done nothing more is read.
func (s stoppable) Read(p []byte) (int, error) {
	b, err := unlessStopped(s.ctx, func() ([]byte, error) {
		b := make([]byte, len(p)) // not p, which belongs to the caller once it is told to stop
		n, err := s.in.Read(b)
		return b[:n], err
	})
	return copy(p, b), err
}

// unlessStopped waits for read, or for ctx to be done: then read is left to itself.
func unlessStopped(ctx context.Context, read func() ([]byte, error)) ([]byte, error) {
	type result struct {
		b   []byte
		err error
	}
	done := make(chan result, 1)
	go func() {
		b, err := read()
		done <- result{b, err}
	}()
	select {
	case r := <-done:
		return r.b, r.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
