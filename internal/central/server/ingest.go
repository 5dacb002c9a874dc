package server

import (
	"context"
	"errors"
	"runtime"
	"sync"

	"daykit/internal/data/feed"
	"daykit/internal/data/wire"
)

const (
	commitLetters = 512  // letters of one commit at most
	queueLetters  = 4096 // letters that may wait for a commit
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
	ended chan struct{} // closed when the writer has

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
	return &ingest{store: store, queue: make(chan parcel, queueLetters), ended: make(chan struct{})}
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

// close takes no more letters, and returns when those that were taken are written.
func (g *ingest) close() {
	g.mu.Lock()
	was := g.open
	g.open = false
	if was {
		close(g.queue)
	}
	g.mu.Unlock()
	if was {
		<-g.ended
	}
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

// commit writes a batch. Visitors that left do not keep it from being written.
func (g *ingest) commit(batch []parcel) {
	letters := make([]feed.Letter, len(batch))
	for i, p := range batch {
		letters[i] = p.letter
	}
	fates, err := g.store.Post(context.Background(), letters, wire.MaxWaiting)
	for i, p := range batch {
		o := outcome{err: err}
		if err == nil {
			o.fate = fates[i]
		}
		p.done <- o
	}
}
