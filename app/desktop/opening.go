package desktop

import (
	"context"
	"errors"
	"sync"

	"daykit/internal/desk"
)

// opening is the workspace while it opens: calls wait for it, then all see the
// same workspace or the same error. It can be closed and opened anew between calls.
type opening struct {
	once sync.Once
	done chan struct{}

	mu  sync.RWMutex // held for reading while the workspace is used
	kit *desk.Desk
	err error
}

func newOpening() *opening { return &opening{done: make(chan struct{})} }

// set ends the wait; only the first call counts.
func (o *opening) set(kit *desk.Desk, err error) {
	o.once.Do(func() {
		o.kit, o.err = kit, err
		close(o.done)
	})
}

// use calls f on the workspace, which stays open until f returns.
func (o *opening) use(ctx context.Context, f func(*desk.Desk) error) error {
	if err := o.wait(ctx); err != nil {
		return err
	}
	o.mu.RLock()
	defer o.mu.RUnlock()
	if o.err != nil {
		return o.err
	}
	return f(o.kit)
}

func (o *opening) wait(ctx context.Context) error {
	select {
	case <-o.done: // also when ctx has ended: what is open can be closed
		return nil
	default:
	}
	select {
	case <-o.done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// anew closes the workspace, lets do change what it lies in, and opens it by open,
// whether do went well or not. Calls wait meanwhile.
func (o *opening) anew(do func() error, open func() (*desk.Desk, error)) error {
	<-o.done
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.err != nil {
		return o.err
	}
	err := o.kit.Close()
	if err == nil {
		err = do()
	}
	o.kit, o.err = open()
	return errors.Join(err, o.err)
}

// failure is why the workspace did not open; nil while it has not been tried.
func (o *opening) failure() error {
	select {
	case <-o.done:
		o.mu.RLock()
		defer o.mu.RUnlock()
		return o.err
	default:
		return nil
	}
}
