package server_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"daykit/internal/central/server"
	"daykit/internal/data/feed"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// flood puts letters into an event's mailbox past every check.
func (s *site) flood(event string, n int) {
	s.t.Helper()
	var batch []feed.Letter
	for i := range n {
		batch = append(batch, feed.Letter{UUID: uuid(1_000_000 + i), Event: event, Body: letter("flood")})
	}
	got, err := s.store.Post(s.t.Context(), batch, n)
	if err != nil || got[n-1] != feed.FateKept {
		s.t.Fatal(got, err)
	}
}

// desk writes batches when it is told to.
type desk struct {
	mu      sync.Mutex
	begun   chan int      // the size of each batch that began
	goOn    chan struct{} // lets one batch end
	written []string
	err     error
}

func newDesk() *desk { return &desk{begun: make(chan int, 100), goOn: make(chan struct{})} }

func (d *desk) Post(_ context.Context, letters []feed.Letter, _ int) ([]feed.Fate, error) {
	d.begun <- len(letters)
	<-d.goOn
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.err != nil {
		return nil, d.err
	}
	out := make([]feed.Fate, len(letters))
	for i, l := range letters {
		d.written = append(d.written, l.UUID)
		out[i] = feed.FateKept
	}
	return out, nil
}

// TestCommitsAreShared: while one commit runs the next one gathers, up to its bound, and
// each letter is answered after its own.
func TestCommitsAreShared(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := newDesk()
		g := server.NewIngest(d)
		g.Start()
		g.Start()
		const n = server.CommitLetters + 101
		var wg sync.WaitGroup
		answered := make(chan int, n)
		for i := range n {
			wg.Go(func() {
				if fate, err := g.Post(t.Context(), feed.Letter{UUID: fmt.Sprint(i)}); err != nil || fate != feed.FateKept {
					t.Errorf("letter %d: %v, %v", i, fate, err)
				}
				answered <- i
			})
			if i == 0 {
				synctest.Wait() // the first begins alone
			}
		}
		synctest.Wait()
		for i, want := range []int{1, server.CommitLetters, 100} {
			if got := <-d.begun; got != want {
				t.Errorf("commit %d took %d letters, want %d", i, got, want)
			}
			before := len(answered)
			d.goOn <- struct{}{}
			synctest.Wait()
			if got := len(answered) - before; got != want {
				t.Errorf("after commit %d %d letters were answered, want %d", i, got, want)
			}
		}
		wg.Wait()
		g.Close()
		g.Close()
	})
}

// TestAFullQueueIsBusy: nobody waits for a place in it, and what has one is kept.
func TestAFullQueueIsBusy(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := newDesk()
		g := server.NewIngest(d)
		if _, err := g.Post(t.Context(), feed.Letter{}); !errors.Is(err, server.ErrBusy) {
			t.Errorf("before the start: %v", err)
		}
		g.Start()
		const room = server.QueueLetters + 1 // one is being written
		var wg sync.WaitGroup
		for i := range room {
			wg.Go(func() {
				if _, err := g.Post(t.Context(), feed.Letter{UUID: fmt.Sprint(i)}); err != nil {
					t.Errorf("letter %d: %v", i, err)
				}
			})
			if i == 0 {
				synctest.Wait()
			}
		}
		synctest.Wait()
		if _, err := g.Post(t.Context(), feed.Letter{}); !errors.Is(err, server.ErrBusy) || g.Waiting() != server.QueueLetters {
			t.Errorf("with %d in the queue: %v", g.Waiting(), err)
		}
		wg.Go(g.Close) // what was accepted is written first
		synctest.Wait()
		if _, err := g.Post(t.Context(), feed.Letter{}); !errors.Is(err, server.ErrBusy) {
			t.Errorf("while it closes: %v", err)
		}
		close(d.goOn)
		wg.Wait()
		if len(d.written) != room {
			t.Errorf("%d letters were written, want %d", len(d.written), room)
		}
	})
}

// TestWhoLeavesIsWrittenAll: nor does it hold up the others.
func TestWhoLeavesIsWrittenAll(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := newDesk()
		g := server.NewIngest(d)
		g.Start()
		ctx, leave := context.WithCancel(t.Context())
		left := make(chan error, 1)
		go func() {
			_, err := g.Post(ctx, feed.Letter{UUID: "gone"})
			left <- err
		}()
		synctest.Wait()
		leave()
		if err := <-left; !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		close(d.goOn)
		g.Close()
		if len(d.written) != 1 {
			t.Errorf("written: %v", d.written)
		}
	})
}

// silent is a store that does not answer while mute is set, as when its host is lost.
type silent struct {
	mute  atomic.Bool
	calls atomic.Int64
}

func (d *silent) Post(ctx context.Context, letters []feed.Letter, _ int) ([]feed.Fate, error) {
	d.calls.Add(1)
	if d.mute.Load() {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	out := make([]feed.Fate, len(letters))
	for i := range out {
		out[i] = feed.FateKept
	}
	return out, nil
}

// TestASilentStoreIsGivenUp: whoever waits is told that it cannot be reached, the next
// letter is tried anew, and closing does not wait for each batch in turn.
func TestASilentStoreIsGivenUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := &silent{}
		g := server.NewIngest(d)
		g.Start()
		d.mute.Store(true)
		began := time.Now()
		if _, err := g.Post(t.Context(), feed.Letter{UUID: "1"}); fault.CodeOf(err) != fault.Offline || time.Since(began) > 20*time.Second {
			t.Errorf("got %v after %v, want %s", err, time.Since(began), fault.Offline)
		}
		d.mute.Store(false)
		if fate, err := g.Post(t.Context(), feed.Letter{UUID: "1"}); err != nil || fate != feed.FateKept {
			t.Errorf("when it answers again: %v, %v", fate, err)
		}
		d.mute.Store(true)
		const n = 3*server.CommitLetters + 1
		var wg sync.WaitGroup
		for i := range n {
			wg.Go(func() {
				if _, err := g.Post(t.Context(), feed.Letter{UUID: fmt.Sprint(i)}); fault.CodeOf(err) != fault.Offline {
					t.Errorf("letter %d: %v", i, err)
				}
			})
			if i == 0 {
				synctest.Wait() // the first begins alone, and three more batches wait
			}
		}
		synctest.Wait()
		began = time.Now()
		g.Close()
		wg.Wait()
		if took := time.Since(began); took > 20*time.Second || d.calls.Load() != 2+4 {
			t.Errorf("closing took %v and %d commits", took, d.calls.Load())
		}
	})
}

// failing is a store that cannot write letters.
type failing struct {
	server.Store
	err error
}

func (f failing) Post(context.Context, []feed.Letter, int) ([]feed.Fate, error) { return nil, f.err }

func TestAStoreThatCannotWriteIsToldOf(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		err    error
		status int
		code   string
	}{
		"full":   {fault.New(fault.Full, "the server's disk is full", ""), http.StatusServiceUnavailable, "busy"},
		"locked": {fault.New(fault.Locked, "the server's database is busy", ""), http.StatusServiceUnavailable, "busy"},
		"broken": {errors.New("secret of the engine"), http.StatusInternalServerError, "internal"},
	} {
		s := newSite(t, func(cfg *server.Config) { cfg.Store = failing{cfg.Store, c.err} })
		s.opens(wire.SignupOpen)
		w := s.sendLetter(1)
		if p := problemOf(t, w, c.status); p.Code != c.code || (w.Header().Get("Retry-After") == "") != (c.status == 500) {
			t.Errorf("%s: got %+v, %v", name, p, w.Header())
		}
	}
}

// BenchmarkLetters is how many letters are on the disk in a second when 64 visitors send
// at a time, each to wait for the answer: the whole way but for HTTP.
func BenchmarkLetters(b *testing.B) {
	s := newSite(b)
	s.opens(wire.SignupOpen)
	g := server.NewIngest(s.store)
	g.Start()
	defer g.Close()
	var n atomic.Int64
	full := make([]byte, 508)
	copy(full, letter(""))
	b.SetParallelism(64 / runtime.GOMAXPROCS(0))
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			i := int(n.Add(1))
			if i%4000 == 0 { // or its mailbox would be full
				if err := s.store.ClearMail(b.Context(), eventID); err != nil {
					b.Error(err)
				}
			}
			if _, err := g.Post(b.Context(), feed.Letter{UUID: uuid(i), Event: eventID, Body: full}); err != nil {
				b.Error(err)
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "letters/s")
}
