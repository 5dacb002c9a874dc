package desktop

import (
	"context"
	"sync"

	"daykit/internal/desk"
)

// opening is the workspace while it opens: calls wait for it, then all see the
// same workspace or the same error.
type opening struct {
	once sync.Once
	done chan struct{}
	kit  *desk.Desk
	err  error
}

func newOpening() *opening { return &opening{done: make(chan struct{})} }

// set ends the wait; only the first call counts.
func (o *opening) set(kit *desk.Desk, err error) {
	o.once.Do(func() {
		o.kit, o.err = kit, err
		close(o.done)
	})
}

func (o *opening) wait(ctx context.Context) (*desk.Desk, error) {
	select {
	case <-o.done:
		return o.kit, o.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// failure is why the workspace did not open; nil while it has not been tried.
func (o *opening) failure() error {
	select {
	case <-o.done:
		return o.err
	default:
		return nil
	}
}
