package server

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"time"

	"daykit/internal/data/feed"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

const (
	commitLetters = 512              // letters of one commit at most
	queueLetters  = 4096             // letters that may wait for a commit
	commitTime    = 15 * time.Second // that one commit may take, and all that are left at closing
)

// poster is the store as the writer of letters sees it.
type poster interface {
	Post(ctx context.Context, letters []feed.Letter, most int) ([]feed.Fate, error)
}

// ingest writes letters, as many in one commit as came in while the commit before
// it ran. Nobody waits for more to come, so a lone letter is as quick as it can be, and
// in a rush the disk is asked once for hundreds.
type ingest struct {
	store poster
	queue chan parcel
	ended chan struct{}   // closed when the writer has
	until context.Context //nolint:containedctx // the writer's own: it ends when closing has taken too long
	end   context.CancelFunc

	once sync.Once
	mu   sync.RWMutex // held for writing to open and to close the queue
	open bool
}

// parcel is a letter on its way, and where to tell what became of it.
type parcel struct {
	letter feed.Letter
	done   chan<- outcome // has room for one
}

type outcome struct {
	fate feed.Fate
	err  error
}

// errBusy says that a letter was not taken in, and can be sent again at once.
var errBusy = errors.New("too many letters are on their way")

func newIngest(store poster) *ingest {
	g := &ingest{store: store, queue: make(chan parcel, queueLetters), ended: make(chan struct{})}
	g.until, g.end = context.WithCancel(context.Background())
	return g
}

// start begins to take letters; a second call does nothing.
func (g *ingest) start() {
	g.once.Do(func() {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.open = true
		go g.run()
	})
}

// close takes no more letters, and returns when those that were taken are written, or after
// commitTime: then those that are left are answered with an error.
func (g *ingest) close() {
	g.mu.Lock()
	was := g.open
	g.open = false
	if was {
		close(g.queue)
	}
	g.mu.Unlock()
	if was {
		late := time.AfterFunc(commitTime, g.end)
		<-g.ended
		late.Stop()
	}
	g.end()
}

// post gives a letter's fate once that is on the disk. When ctx ends first the letter
// may have been taken in, as when an answer is lost.
func (g *ingest) post(ctx context.Context, l feed.Letter) (feed.Fate, error) {
	done := make(chan outcome, 1)
	if !g.enqueue(parcel{l, done}) {
		return 0, errBusy
	}
	select {
	case o := <-done:
		return o.fate, o.err
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

func (g *ingest) enqueue(p parcel) bool {
	g.mu.RLock()
	defer g.mu.RUnlock()
	if !g.open {
		return false
	}
	select {
	case g.queue <- p:
		return true
	default:
		return false
	}
}

func (g *ingest) run() {
	defer close(g.ended)
	for p := range g.queue {
		runtime.Gosched() // who was answered just now may have the next letter ready
		g.commit(g.gather(p))
	}
}

// gather takes what waits, without waiting itself.
func (g *ingest) gather(first parcel) []parcel {
	batch := append(make([]parcel, 0, len(g.queue)+1), first)
	for len(batch) < commitLetters {
		select {
		case p, more := <-g.queue:
			if !more {
				return batch
			}
			batch = append(batch, p)
		default:
			return batch
		}
	}
	return batch
}

// errSilent says that the store did not answer in time. The letters may have been kept, as
// when an answer is lost, and can be sent again.
func errSilent(err error) error {
	return fault.Wrap(err, fault.Offline, "the server's database does not answer", "try again in a moment")
}

// commit writes a batch. Visitors that left do not keep it from being written, and a
// database that has gone silent does not hold them for ever.
func (g *ingest) commit(batch []parcel) {
	letters := make([]feed.Letter, len(batch))
	for i, p := range batch {
		letters[i] = p.letter
	}
	ctx, stop := context.WithTimeout(g.until, commitTime)
	defer stop()
	fates, err := g.store.Post(ctx, letters, wire.MaxWaiting)
	if err != nil && ctx.Err() != nil {
		err = errSilent(err)
	}
	for i, p := range batch {
		o := outcome{err: err}
		if err == nil {
			o.fate = fates[i]
		}
		p.done <- o
	}
}
