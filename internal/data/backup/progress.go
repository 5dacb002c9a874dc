package backup

import (
	"context"
	"io"
)

// The steps of a Restore, in their order.
const (
	StepSave  = "save"  // what is there now is backed up
	StepRead  = "read"  // the backup is read; Done and All are bytes
	StepCheck = "check" // what was read is checked
	StepPlace = "place" // it takes its place
)

// Progress says how far something is that takes its time.
type Progress struct {
	Step  string `json:"step"`
	Done  int64  `json:"done"`
	All   int64  `json:"all"`   // 0 where it is not known how much there is
	Final bool   `json:"final"` // it can no longer be stopped
}

// parts is how often a long reading tells how far it is.
const parts = 100

// counted tells of what is read from r, of which there is so much.
type counted struct {
	r               io.Reader
	done, all, told int64
	tell            func(Progress)
}

// Read implements io.Reader.
func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.done += int64(n)
	if c.done-c.told >= c.all/parts {
		c.told = c.done
		c.tell(Progress{Step: StepRead, Done: c.done, All: c.all})
	}
	return n, err
}

// stopping is r until ctx ends.
type stopping struct {
	ctx context.Context //nolint:containedctx // a reader has no other way to hear of it
	r   io.Reader
}

// Read implements io.Reader.
func (s stopping) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(p)
}
