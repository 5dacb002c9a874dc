package server

import (
	"context"
	"errors"
	"fmt"
	"io"

	"daykit/internal/data/feed"
	"daykit/internal/data/oplog"
)

// Judged is an operation after the rules have looked at it: either refused with
// a reason, or with what it does to what is shown.
type Judged struct {
	feed.Judged
	Fold Fold
}

// ReasonForeign is why an op on another group's event is refused.
const ReasonForeign = "this event belongs to another group"

// Push takes consecutive ops of one incarnation into a workspace's feed, and folds
// them into what Views shows. An event belongs to the workspace that first named
// it. rand names the stream in which the server redacts for an author who cannot.
func Push(ctx context.Context, s Feeds, rand io.Reader, workspace string, ops []Judged) (out feed.Pushed, err error) {
	plain := make([]feed.Judged, len(ops))
	for i := range ops {
		plain[i] = ops[i].Judged
	}
	err = s.ChangeFeed(ctx, workspace, func(d Disk) error {
		m := feed.Machine{
			Draw: func() (oplog.Incarnation, error) { return draw(rand) },
			Take: func(i int) (string, error) { return show(d, &ops[i]) },
		}
		out, err = m.Push(shown{d}, plain)
		return err
	})
	if err != nil {
		return feed.Pushed{}, err
	}
	return out, nil
}

func draw(rand io.Reader) (inc oplog.Incarnation, err error) {
	if _, err := io.ReadFull(rand, inc[:]); err != nil {
		return inc, fmt.Errorf("draw an incarnation: %w", err)
	}
	return inc, nil
}

// show folds a new op, or says why it may not.
func show(d Disk, j *Judged) (reason string, err error) {
	if j.Fold.Entity == "" {
		return "", nil
	}
	ours, err := d.Claim(j.Fold.Event)
	if err != nil {
		return "", err
	}
	if !ours {
		return ReasonForeign, nil
	}
	err = d.Fold(oplog.Stamp{HLC: j.Op.HLC, Inc: j.Op.Inc}, j.Fold)
	if errors.Is(err, ErrMany) {
		return ErrMany.Error(), nil
	}
	return "", err
}

// shown is a disk on which what was redacted is shown no more.
type shown struct{ Disk }

// Bare implements feed.Rows.
func (s shown) Bare(o oplog.Op) error {
	if !o.Class.Private() {
		if err := s.Unfold(oplog.Stamp{HLC: o.HLC, Inc: o.Inc}); err != nil {
			return err
		}
	}
	return s.Disk.Bare(o)
}

// Pull reads what followed a place in a workspace's feed.
func Pull(ctx context.Context, s Feeds, workspace string, at oplog.Cursor, l feed.Limit) (out feed.Stretch, err error) {
	err = s.LookFeed(ctx, workspace, func(d feed.Disk) error {
		out, err = new(feed.Machine).Pull(d, at, l)
		return err
	})
	return out, err
}

// State is what a workspace's feed holds.
type State struct {
	End    oplog.Cursor
	Digest oplog.Digest
}

// ReadState reads which ops a workspace's feed holds. known is what was read
// before, and spares summing up a feed that has not grown since.
func ReadState(ctx context.Context, s Feeds, workspace string, known State) (out State, err error) {
	err = s.LookFeed(ctx, workspace, func(d feed.Disk) error {
		end, err := d.Head()
		if err != nil {
			return err
		}
		if end == known.End && end.N > 0 {
			out = known
			return nil
		}
		out.End = end
		out.Digest, err = new(feed.Machine).Digest(d)
		return err
	})
	return out, err
}
