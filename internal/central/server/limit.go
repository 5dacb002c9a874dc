package server

import (
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"
)

// limiter counts the tries of each address in windows of time. It keeps no
// address: a bucket is the HMAC of one under a key that lives in memory and is
// drawn anew every day.
type limiter struct {
	tries  int
	window time.Duration
	rand   io.Reader

	mu      sync.Mutex
	day     int64
	key     [32]byte
	buckets map[bucket]*count
}

type bucket [16]byte

type count struct {
	used  int
	until time.Time
}

// maxBuckets bounds the memory that strangers can make the server use.
const maxBuckets = 50_000

func newLimiter(tries int, window time.Duration, rand io.Reader) *limiter {
	return &limiter{tries: tries, window: window, rand: rand}
}

// rekey draws the key of a new day and forgets the buckets of the last.
func (l *limiter) rekey(day int64) error {
	if l.buckets != nil && day == l.day {
		return nil
	}
	if _, err := io.ReadFull(l.rand, l.key[:]); err != nil {
		return fmt.Errorf("draw the day's key: %w", err)
	}
	l.day, l.buckets = day, map[bucket]*count{}
	return nil
}

// take spends a try of the request's address. When none is left it tells how
// long to wait.
func (l *limiter) take(r *http.Request, now time.Time) (wait time.Duration, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.rekey(now.Unix() / (24 * 60 * 60)); err != nil {
		return 0, err
	}
	if len(l.buckets) >= maxBuckets {
		l.sweep(now)
	}
	b := l.bucket(r)
	c := l.buckets[b]
	if c == nil || !now.Before(c.until) {
		c = &count{until: now.Add(l.window)}
		l.buckets[b] = c
	}
	if c.used >= l.tries {
		return c.until.Sub(now), nil
	}
	c.used++
	return 0, nil
}

// giveBack returns a try that turned out to be honest.
func (l *limiter) giveBack(r *http.Request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if c := l.buckets[l.bucket(r)]; c != nil && c.used > 0 {
		c.used--
	}
}

// sweep forgets windows that ended, and all when that is not enough.
func (l *limiter) sweep(now time.Time) {
	for b, c := range l.buckets {
		if !now.Before(c.until) {
			delete(l.buckets, b)
		}
	}
	if len(l.buckets) >= maxBuckets {
		l.buckets = map[bucket]*count{}
	}
}

func (l *limiter) bucket(r *http.Request) (b bucket) {
	mac := hmac.New(sha256.New, l.key[:])
	mac.Write(network(r))
	copy(b[:], mac.Sum(nil))
	return b
}

// network is the address that a request came from, cut to the /64 that one home
// or hall has in IPv6. A proxy on this machine is believed about whom it speaks
// for; nobody else is.
func network(r *http.Request) []byte {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	addr, err := netip.ParseAddr(host)
	if err != nil {
		return nil // all such callers share a bucket
	}
	if addr.IsLoopback() {
		hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
		if far, err := netip.ParseAddr(strings.TrimSpace(hops[len(hops)-1])); err == nil {
			addr = far
		}
	}
	if addr = addr.Unmap().WithZone(""); addr.Is6() {
		p, err := addr.Prefix(64)
		if err != nil {
			return nil
		}
		addr = p.Addr()
	}
	return addr.AsSlice()
}
