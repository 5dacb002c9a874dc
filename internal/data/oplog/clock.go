package oplog

import "time"

// The physical part of a clock stays between these, in Unix milliseconds, so that
// a laptop whose battery-backed clock died or was set to nonsense neither falls
// behind every other one nor runs away from them. Neither bound is a date on
// which anything stops working.
const (
	clockFloor = 1767225600000 // 2026-01-01
	clockCeil  = 2398377600000 // 2046-01-01
)

// MaxHLC is the latest time an op may carry and still be believed: far above
// any clock of ours, far below what SQLite's signed integers hold.
const MaxHLC HLC = 1<<58 - 1

// Time gives the wall-clock part of h, in UTC, to the millisecond.
func (h HLC) Time() time.Time { return time.UnixMilli(int64(h >> 16)).UTC() }

// Valid reports whether h may stand in an op.
func (h HLC) Valid() bool { return h > 0 && h <= MaxHLC }

// Clock hands out hybrid logical times that never repeat and never go back,
// whatever the wall clock does. It is not safe for concurrent use.
type Clock struct {
	last HLC
}

// NewClock continues after last, the latest time that this workspace has seen; 0
// for a new one.
func NewClock(last HLC) *Clock { return &Clock{last: last} }

// Tick gives the next time: the wall clock's, or one more than the latest seen.
func (c *Clock) Tick(now time.Time) HLC {
	ms := min(max(now.UnixMilli(), clockFloor), clockCeil)
	c.last = max(HLC(ms)<<16, c.last+1)
	return c.last
}

// Observe moves the clock past a time seen in someone else's op, so that what
// is written after reading it sorts after it. Unbelievable times are ignored.
func (c *Clock) Observe(h HLC) {
	if h.Valid() {
		c.last = max(c.last, h)
	}
}

// Last gives the latest time handed out or observed.
func (c *Clock) Last() HLC { return c.last }
