package server

import (
	"context"
	"net/netip"
	"time"

	"daykit/internal/data/feed"
)

// Patterns gives every address of the service.
func (s *Server) Patterns() []string { return s.routes().patterns }

// Bits counts a sign-up and gives what it costs.
func (s *Server) Bits(event string, prefix netip.Prefix) (int, error) { return s.bits(event, prefix) }

// Sizes of the writer of letters.
const (
	CommitLetters = commitLetters
	QueueLetters  = queueLetters
)

// ErrBusy is what a full queue gives.
var ErrBusy = errBusy

// Ingest is the writer of letters over any store.
type Ingest struct{ *ingest }

// NewIngest makes a writer.
func NewIngest(p poster) Ingest { return Ingest{newIngest(p)} }

// Start begins to write.
func (g Ingest) Start() { g.start() }

// Close writes what was taken and ends.
func (g Ingest) Close() { g.close() }

// Post posts a letter.
func (g Ingest) Post(ctx context.Context, l feed.Letter) (feed.Fate, error) { return g.post(ctx, l) }

// Waiting gives how many letters wait for a commit.
func (g Ingest) Waiting() int { return len(g.queue) }

// Meter counts by name.
type Meter struct{ *meter }

// NewMeter makes a meter.
func NewMeter(rand interface{ Read([]byte) (int, error) }) Meter { return Meter{newMeter(rand)} }

// Note counts once.
func (m Meter) Note(name string, now time.Time) (int, error) { return m.note([]byte(name), now) }

// Names gives how many names are counted.
func (m Meter) Names() int { return len(m.paces) }

// Worked reports whether an answer to a challenge stands with a letter.
func (s *Server) Worked(ctx context.Context, event, uuid string, body []byte, answer string) (bool, error) {
	return s.worked(ctx, event, uuid, body, answer)
}
