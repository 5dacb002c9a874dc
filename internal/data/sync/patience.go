package sync

import (
	"context"
	"io"
	"net/http"
	"time"

	"daykit/internal/data/wire"
)

// slowest is the slowest line that is of any use, 20 kbit/s, in bytes a second.
const slowest = 20_000 / 8

// wholeTimeout is how long the largest answer takes on that line: about 56 minutes.
const wholeTimeout = wire.MaxResponse / slowest * time.Second

// patience ends a request on a line that has gone silent, and lets one go on that is only
// slow. A keybag and a pack go whole or not at all, so that a clock over all of it would
// keep them from ever being through.
type patience struct {
	timer *time.Timer
	end   context.CancelFunc
}

// patient gives the request a patience. It must be stopped.
func patient(req *http.Request) (*http.Request, *patience) {
	ctx, end := context.WithCancel(req.Context())
	sending := time.Duration(max(req.ContentLength, 0)) * time.Second / slowest // is silent on this side
	return req.WithContext(ctx), &patience{timer: time.AfterFunc(requestTimeout+sending, end), end: end}
}

func (p *patience) stop() {
	p.timer.Stop()
	p.end()
}

// over gives an answer's body, each part of which is a sign of life.
func (p *patience) over(body io.ReadCloser) io.ReadCloser {
	p.timer.Reset(requestTimeout)
	return heard{body, p}
}

type heard struct {
	io.ReadCloser
	p *patience
}

// Read implements io.Reader.
func (h heard) Read(b []byte) (int, error) {
	n, err := h.ReadCloser.Read(b)
	if n > 0 {
		h.p.timer.Reset(requestTimeout)
	}
	return n, err
}
