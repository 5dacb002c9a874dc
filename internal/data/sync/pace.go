package sync

import (
	"errors"
	"net"
	"net/http"
	"time"

	"daykit/internal/data/oplog"
	"daykit/internal/data/wire"
)

// pace is how much one request carries, either way, so that it is through in good time: on
// a line of 20 kbit/s a batch that is too large would never be. It lives as long as the
// program, since the line of the next sync is most often the same.
type pace struct {
	bytes int
	top   int // a batch of so many bytes was too slow in this sync; 0: none was
}

const (
	paceFirst = 64 << 10
	paceLeast = 4 << 10
	paceMost  = wire.MaxBody / 2 // what base 64 and headers add has room
	quick     = 5 * time.Second

	perOp     = 200  // bytes of an op on its way, about
	perLetter = 2600 // bytes of a letter in base 64, about
)

// took takes down how long a batch took that was as large as may be.
func (p *pace) took(d time.Duration) {
	if more := min(2*p.bytes, paceMost); d < quick && (p.top == 0 || more < p.top) {
		p.bytes = more
	}
}

// slower makes the next batch half as large, and reports whether there is a smaller one.
func (p *pace) slower() bool {
	was := p.bytes
	p.bytes, p.top = max(p.bytes/2, paceLeast), was
	return p.bytes < was
}

// of gives how many things of a size one request carries, at most most.
func (p *pace) of(size, most int) int { return max(1, min(p.bytes/size, most)) }

// within gives a limit that keeps to the pace.
func (p *pace) within(l oplog.Limit) oplog.Limit {
	l.Bytes = min(l.Bytes, p.bytes)
	l.Ops = p.of(perOp, l.Ops)
	return l
}

// client gives the HTTP client for a batch. The smallest ones may take their time.
func (c *Client) client(r request) *http.Client {
	if r.bytes || r.paced && c.pace.bytes <= 4*paceLeast {
		return c.bulk
	}
	if r.whole() {
		return c.whole
	}
	return c.c.HTTP
}

// whole reports whether a request can go in no smaller parts. Its line is watched.
func (r request) whole() bool { return !r.bytes && !r.paced }

// tooSlow says that a batch was not through in time. It is not sent again as it is.
type tooSlow struct{ err error }

// Error implements error.
func (t *tooSlow) Error() string { return t.err.Error() }

// Unwrap gives the fault.
func (t *tooSlow) Unwrap() error { return t.err }

// timedOut reports whether a request was cut off by its own clock.
func timedOut(err error) bool {
	var n net.Error
	return errors.As(err, &n) && n.Timeout()
}

// smaller reports whether err is that of a batch that was too slow, and the next is smaller.
func (c *Client) smaller(err error) bool {
	var slow *tooSlow
	return errors.As(err, &slow) && c.pace.slower()
}
