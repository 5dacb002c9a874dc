package desktop

import (
	"context"
	"sync"
)

// longRun is something long, of which one runs at a time and which the person may
// cancel: the printing of a whole kit, or what is put back or brought in.
type longRun struct {
	mu   sync.Mutex
	stop context.CancelFunc
}

// begin gives the context of a run, and the function that ends it. A run that is
// still going is cancelled.
func (l *longRun) begin(ctx context.Context) (context.Context, func()) {
	l.cancel()
	ctx, stop := context.WithCancel(ctx)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stop = stop
	return ctx, stop
}

func (l *longRun) cancel() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.stop != nil {
		l.stop()
	}
}
