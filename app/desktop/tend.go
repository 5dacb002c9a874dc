package desktop

import (
	"context"
	"time"

	"daykit/internal/desk"
)

// tendEvery is how often the window asks whether a backup is due; desk knows how old
// one may be.
const tendEvery = 5 * time.Minute

// tend makes the backups that are due and looks at the public pages when it is time, once
// now and then at each tick, until ctx or ticks end. A backup that fails is tried again at the next tick, and the page shows
// how old the last one is.
func (d *Desk) tend(ctx context.Context, ticks <-chan time.Time) {
	for {
		if _, err := read(d, func(ctx context.Context, kit *desk.Desk) (struct{}, error) {
			return struct{}{}, kit.Tend(ctx)
		}); err != nil && ctx.Err() == nil {
			d.log.Warn("no backup", "error", err)
		}
		d.lookAtPages(ctx)
		select {
		case <-ctx.Done():
			return
		case _, more := <-ticks:
			if !more {
				return
			}
		}
	}
}
