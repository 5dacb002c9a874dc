package server_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"daykit/internal/data/wire"
)

// serving runs the site on a port of this machine, as the program does, and gives its
// address; stop ends it and tells how it went.
func (s *site) serving() (address string, stop func() error) {
	s.t.Helper()
	ln, err := new(net.ListenConfig).Listen(s.t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		s.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(s.t.Context()))
	done := make(chan error, 1)
	go func() { done <- s.s.Serve(ctx, ln) }()
	stop = sync.OnceValue(func() error {
		cancel()
		return <-done
	})
	s.t.Cleanup(func() {
		if err := stop(); err != nil {
			s.t.Error(err)
		}
	})
	return ln.Addr().String(), stop
}

// drip opens n connections that send the beginning of a request and then nothing.
func drip(t testing.TB, address string, n int) []net.Conn {
	t.Helper()
	out := make([]net.Conn, n)
	for i := range out {
		c, err := new(net.Dialer).DialContext(t.Context(), "tcp", address)
		if err != nil {
			t.Fatalf("connection %d: %v", i, err)
		}
		t.Cleanup(func() { c.Close() })
		head := "PUT " + signupPath(eventID, uuid(i)) + " HTTP/1.1\r\nHost: day.example.org\r\nX-Slow:"
		if i%2 == 0 { // half of them get as far as the body
			head += " 1\r\nContent-Length: 8000\r\n\r\nage-"
		}
		if _, err := io.WriteString(c, head); err != nil {
			t.Fatal(err)
		}
		out[i] = c
	}
	return out
}

// honest sends letters over connections of its own, one after the other, and gives how
// long each took.
func honest(t testing.TB, address string, from, n int) []time.Duration {
	t.Helper()
	took := make([]time.Duration, 0, n)
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: 20 * time.Second}
	for i := range n {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPut, "http://"+address+signupPath(eventID, uuid(from+i)), bytes.NewReader(letter(fmt.Sprint(from+i))))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("X-Forwarded-For", fmt.Sprintf("10.%d.%d.1", i>>8, i&255))
		began := time.Now()
		resp, err := client.Do(req)
		if err != nil {
			t.Fatalf("letter %d: %v", i, err)
		}
		took = append(took, time.Since(began))
		if err := resp.Body.Close(); err != nil || resp.StatusCode != http.StatusCreated {
			t.Fatalf("letter %d: %d, %v", i, resp.StatusCode, err)
		}
	}
	return took
}

// TestSlowConnectionsHoldUpNobody: honest visitors are answered while many connections
// drip, and those are cut off.
func TestSlowConnectionsHoldUpNobody(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.opens(wire.SignupOpen)
	address, _ := s.serving()
	slow := drip(t, address, 200)
	honest(t, address, 1000, 30)
	if got := s.mailbox(token, ""); len(got.Letters) != 30 {
		t.Errorf("the mailbox holds %d letters", len(got.Letters))
	}
	last := slow[len(slow)-1] // its header never ends
	if err := last.SetReadDeadline(time.Now().Add(30 * time.Second)); err != nil {
		t.Fatal(err)
	}
	if resp, err := http.ReadResponse(bufio.NewReader(last), nil); err == nil {
		resp.Body.Close()
		if resp.StatusCode < 400 {
			t.Errorf("a header that never ended was answered with %d", resp.StatusCode)
		}
	} else if errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a header that never ended was waited for: %v", err)
	}
}

// TestStoppingKeepsWhatWasAccepted: letters that are on their way when the server is told
// to stop are answered, and every one that was answered is there.
func TestStoppingKeepsWhatWasAccepted(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.opens(wire.SignupOpen)
	address, stop := s.serving()
	const writers = 8
	var wg sync.WaitGroup
	var mu sync.Mutex
	var kept []string
	begun := make(chan struct{}, writers*100)
	for w := range writers {
		wg.Go(func() {
			client := &http.Client{Transport: &http.Transport{}, Timeout: 20 * time.Second}
			defer client.CloseIdleConnections()
			for i := range 100 {
				id := uuid(w*1000 + i)
				req, err := http.NewRequestWithContext(context.WithoutCancel(t.Context()), http.MethodPut, "http://"+address+signupPath(eventID, id), bytes.NewReader(letter(fmt.Sprint(w*1000+i))))
				if err != nil {
					t.Error(err)
					return
				}
				req.Header.Set("X-Forwarded-For", fmt.Sprintf("10.%d.%d.1", w, i))
				resp, err := client.Do(req)
				if err != nil {
					return // it has stopped
				}
				resp.Body.Close()
				begun <- struct{}{}
				if resp.StatusCode == http.StatusCreated {
					mu.Lock()
					kept = append(kept, id)
					mu.Unlock()
				}
			}
		})
	}
	for range 40 {
		<-begun
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
	wg.Wait()
	got := s.mailbox(token, "")
	for _, id := range kept {
		if !slices.ContainsFunc(got.Letters, func(l wire.Letter) bool { return l.ID == id }) {
			t.Errorf("letter %s was acknowledged and is not there", id)
		}
	}
	if len(kept) < 30 {
		t.Errorf("only %d letters were taken", len(kept))
	}
}

// zipped packs n zeros.
func zipped(t testing.TB, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.CopyN(z, zeros{}, int64(n)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestBombsAndFloodsOfBytes sends every address that reads a body a bomb and too much.
func TestBombsAndFloodsOfBytes(t *testing.T) {
	t.Parallel()
	s, token := group(t)
	bomb, much := zipped(t, 64<<20), bytes.Repeat([]byte{'{'}, wire.MaxBody+wire.MaxChunk)
	n := 0
	for _, c := range rows() {
		if c.method == http.MethodGet {
			continue
		}
		for name, w := range map[string]int{
			"a bomb": s.do(c.method, c.path, bomb, bearer(token), header("Content-Encoding", "gzip"), crowd(n)).Code,
			"much":   s.do(c.method, c.path, much, bearer(token), crowd(n+1)).Code,
		} {
			n += 2
			if w != http.StatusRequestEntityTooLarge && w != http.StatusBadRequest && w != http.StatusSeeOther {
				t.Errorf("%s %s with %s: got %d", c.method, c.path, name, w)
			}
		}
	}
	unharmed(t, s, token)
}

// BenchmarkSlowloris is how long an honest visitor waits while 2,000 connections drip.
func BenchmarkSlowloris(b *testing.B) {
	s := newSite(b)
	s.opens(wire.SignupOpen)
	address, _ := s.serving()
	drip(b, address, 2000)
	b.ResetTimer()
	took := honest(b, address, 100_000, min(b.N, 110)) // beyond that it would cost work
	b.StopTimer()
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
}
