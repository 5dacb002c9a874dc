package server

import (
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"sync"
	"time"
)

// limiter counts the tries of each address in windows of time.
type limiter struct {
	tries  int
	window time.Duration

	mu      sync.Mutex
	names   dayNames
	buckets map[bucket]*count
}

// dayNames turns addresses into names under a key that lives in memory and is drawn anew
// every day, so that no address is kept anywhere.
type dayNames struct {
	rand  io.Reader
	drawn bool
	day   int64
	key   [32]byte
}

// turn draws the key of a new day, and reports whether it did: names of the day before
// then mean nothing any more.
func (d *dayNames) turn(now time.Time) (fresh bool, err error) {
	day := now.Unix() / (24 * 60 * 60)
	if d.drawn && day == d.day {
		return false, nil
	}
	if _, err := io.ReadFull(d.rand, d.key[:]); err != nil {
		return false, fmt.Errorf("draw the day's key: %w", err)
	}
	d.drawn, d.day = true, day
	return true, nil
}

// over forgets the key of a day that is past, and reports whether it did: what lies under
// its names is to go then, whether anybody comes or not.
func (d *dayNames) over(now time.Time) bool {
	if !d.drawn || now.Unix()/(24*60*60) == d.day {
		return false
	}
	d.drawn = false
	clear(d.key[:])
	return true
}

type bucket [16]byte

// of gives the name of the day.
func (d *dayNames) of(name []byte) (b bucket) {
	mac := hmac.New(sha256.New, d.key[:])
	mac.Write(name)
	copy(b[:], mac.Sum(nil))
	return b
}

type count struct {
	used  int
	until time.Time
}

// maxBuckets bounds the memory that strangers can make the server use.
const maxBuckets = 50_000

func newLimiter(tries int, window time.Duration, rand io.Reader) *limiter {
	return &limiter{tries: tries, window: window, names: dayNames{rand: rand}}
}

// take spends a try of the request's address. When none is left it tells how
// long to wait.
func (l *limiter) take(r *http.Request, now time.Time) (wait time.Duration, err error) {
	return l.takeName(network(r), now)
}

// takeName spends a try of whatever has a name.
func (l *limiter) takeName(name []byte, now time.Time) (wait time.Duration, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	fresh, err := l.names.turn(now)
	if err != nil {
		return 0, err
	}
	if fresh {
		l.buckets = map[bucket]*count{}
	}
	if len(l.buckets) >= maxBuckets {
		l.sweep(now)
	}
	b := l.names.of(name)
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
func (l *limiter) giveBack(r *http.Request) { l.giveBackName(network(r)) }

func (l *limiter) giveBackName(name []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if c := l.buckets[l.names.of(name)]; c != nil && c.used > 0 {
		c.used--
	}
}

// forget lets the names of a day that is past go.
func (l *limiter) forget(now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.names.over(now) {
		l.buckets = nil
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

// remote is the address that a request came from, which settle has found. The zero Addr
// stands for all that have none.
func remote(r *http.Request) netip.Addr {
	addr, err := netip.ParseAddr(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	return addr
}

// network is the address of a request, cut to the /64 that one home or hall has in IPv6.
func network(r *http.Request) []byte {
	addr := remote(r)
	if addr.Is4() {
		return addr.AsSlice()
	}
	p, err := addr.Prefix(64)
	if err != nil {
		return nil // all such callers share a bucket
	}
	return p.Addr().AsSlice()
}

// prefixOf is the neighbourhood of a request's address: the /24 of IPv4, and the /56 that
// a provider gives one customer in IPv6.
func prefixOf(r *http.Request) netip.Prefix {
	addr := remote(r)
	bits := 56
	if addr.Is4() {
		bits = 24
	}
	p, err := addr.Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return p
}
