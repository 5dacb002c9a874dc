package desktop

import (
	"context"
	"sync"
)

// kitRun is the printing of a whole kit, of which one runs at a time and which the
// person may cancel.
type kitRun struct {
	mu   sync.Mutex
	stop context.CancelFunc
}

// begin gives the context of a run, and the function that ends it. A run that is
// still going is cancelled.
func (k *kitRun) begin(ctx context.Context) (context.Context, func()) {
	k.cancel()
	ctx, stop := context.WithCancel(ctx)
	k.mu.Lock()
	defer k.mu.Unlock()
	k.stop = stop
	return ctx, stop
}

func (k *kitRun) cancel() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.stop != nil {
		k.stop()
	}
}
