package postgres_test

import (
	"context"
	"io"
	"net"
	"net/url"
	"sync"
	"testing"
	"time"

	"daykit/internal/central/postgres"
	"daykit/internal/data/feed"
	"daykit/internal/domain/fault"
)

// hushed is a line to the database that can go silent: then nothing comes through any more,
// and nobody is told, as when a host is lost.
type hushed struct {
	to     string
	silent chan struct{} // closed when it is
	mu     sync.Mutex
	ends   []net.Conn
}

// through puts such a line before the database at an address.
func through(t *testing.T, address string) (w *hushed, by string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w = &hushed{to: u.Host, silent: make(chan struct{})}
	var all sync.WaitGroup
	all.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			d, err := net.Dial("tcp", w.to)
			if err != nil {
				c.Close()
				continue
			}
			w.mu.Lock()
			w.ends = append(w.ends, c, d)
			w.mu.Unlock()
			all.Go(func() { w.pass(c, d) })
			all.Go(func() { w.pass(d, c) })
		}
	})
	t.Cleanup(func() {
		l.Close()
		w.mu.Lock()
		for _, c := range w.ends {
			c.Close()
		}
		w.mu.Unlock()
		all.Wait()
	})
	u.Host = l.Addr().String()
	return w, u.String()
}

func (w *hushed) pass(to io.Writer, from io.Reader) {
	room := make([]byte, 1<<16)
	for {
		n, err := from.Read(room)
		if err != nil {
			return
		}
		select {
		case <-w.silent:
			continue
		default:
		}
		if _, err := to.Write(room[:n]); err != nil {
			return
		}
	}
}

// TestASilentHost: whoever has a time to wait waits no longer, and the store can be closed.
func TestASilentHost(t *testing.T) {
	t.Parallel()
	w, address := through(t, database(t))
	s, err := postgres.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	workspaces(t, s, "w")
	close(w.silent)
	began := time.Now()
	for range 3 {
		ctx, stop := context.WithTimeout(t.Context(), 300*time.Millisecond)
		_, err := s.Post(ctx, []feed.Letter{{UUID: "u", Event: "E0000001", Body: []byte("x")}}, 10)
		stop()
		if err == nil || ctx.Err() == nil || fault.CodeOf(err) != fault.Internal {
			t.Errorf("got %v", err)
		}
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
}
