package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"

	"daykit/internal/data/oplog"
)

const opColumns = "inc, seq, hlc, cls, kind, body, hash"

func scanOp(r *sql.Rows) (oplog.Op, error) {
	var o oplog.Op
	var hlc int64
	var inc, hash []byte
	if err := r.Scan(&inc, &o.Seq, &hlc, &o.Class, &o.Kind, &o.Body, &hash); err != nil {
		return o, err
	}
	o.HLC = oplog.HLC(hlc)
	copy(o.Inc[:], inc)
	copy(o.Hash[:], hash)
	return o, nil
}

// Cursor is a place in the server's feed. The zero Cursor is its beginning.
type Cursor struct {
	N     int64
	Chain string
}

// Cursor gives the place up to which the feed was applied.
func (s *Store) Cursor(ctx context.Context) (Cursor, error) {
	var c Cursor
	err := s.r.QueryRowContext(ctx, `SELECT
		coalesce((SELECT CAST(v AS INTEGER) FROM meta WHERE k = 'cursor'), 0),
		coalesce((SELECT v FROM meta WHERE k = 'chain'), '')`).Scan(&c.N, &c.Chain)
	if err != nil {
		return Cursor{}, fmt.Errorf("read cursor: %w", mapped(err))
	}
	return c, nil
}

// pushable picks the ops that the server ought to get: never seen in the feed,
// of a class that travels, and not refused for good.
const pushable = `op.seen = 0 AND op.cls <= 1
	AND NOT EXISTS (SELECT 1 FROM quarantine q WHERE q.inc = op.inc AND q.seq = op.seq)`

// Streams gives the incarnations that have something to push beyond what the
// server acknowledged, in a fixed order.
func (s *Store) Streams(ctx context.Context) ([]oplog.Incarnation, error) {
	rows, err := s.r.QueryContext(ctx, `SELECT inc FROM peer WHERE cls <= 1 AND EXISTS
		(SELECT 1 FROM op WHERE op.inc = peer.inc AND op.seq > peer.acked AND `+pushable+`) ORDER BY inc`)
	if err != nil {
		return nil, fmt.Errorf("read streams: %w", mapped(err))
	}
	var out []oplog.Incarnation
	err = each(rows, func(r *sql.Rows) error {
		var inc []byte
		if err := r.Scan(&inc); err != nil {
			return err
		}
		out = append(out, oplog.Incarnation(inc))
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read streams: %w", mapped(err))
	}
	return out, nil
}

// Limit bounds one batch of Pending.
type Limit struct {
	Ops   int       // at most
	Bytes int       // of bodies at most, but always one op
	Until oplog.HLC // ops after this time stay; 0 means no bound
}

// Pending gives the ops of one incarnation that follow what the server
// acknowledged, dense and in order, and none when nothing waits. Ops of the
// classes that stay on the laptop are never among them.
func (s *Store) Pending(ctx context.Context, inc oplog.Incarnation, l Limit) ([]oplog.Op, error) {
	ops, err := s.pending(ctx, inc, l)
	if err != nil {
		return nil, fmt.Errorf("read pending: %w", mapped(err))
	}
	return ops, nil
}

// errEnough ends a reading early.
var errEnough = errors.New("enough")

func (s *Store) pending(ctx context.Context, inc oplog.Incarnation, l Limit) ([]oplog.Op, error) {
	var acked uint32
	var last sql.NullInt64
	err := s.r.QueryRowContext(ctx, `SELECT acked, (SELECT max(seq) FROM op WHERE op.inc = peer.inc AND op.seq > peer.acked AND `+pushable+`)
		FROM peer WHERE inc = ?`, inc[:]).Scan(&acked, &last)
	if errors.Is(err, sql.ErrNoRows) || err == nil && !last.Valid {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	rows, err := s.r.QueryContext(ctx, "SELECT "+opColumns+` FROM op
		WHERE inc = ? AND seq > ? AND seq <= ? AND cls <= 1 ORDER BY seq LIMIT ?`, inc[:], acked, last.Int64, l.Ops)
	if err != nil {
		return nil, err
	}
	var ops []oplog.Op
	size := 0
	err = each(rows, func(r *sql.Rows) error {
		o, err := scanOp(r)
		if err != nil {
			return err
		}
		size += len(o.Body)
		late := l.Until > 0 && o.HLC > l.Until
		if o.Seq != acked+1+uint32(len(ops)) || late || (size > l.Bytes && len(ops) > 0) {
			return errEnough
		}
		ops = append(ops, o)
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return ops, err
}

// Acked takes down that the server says it has all of an incarnation up to head.
// It is a hint that saves sending twice; only the feed proves it.
func (s *Store) Acked(ctx context.Context, inc oplog.Incarnation, head uint32) error {
	return s.update(ctx, "acknowledge", func(b *batch) error {
		return b.exec("UPDATE peer SET acked = max(acked, min(?, have)) WHERE inc = ?", head, inc[:])
	})
}

// Gap takes down that the server has an incarnation up to head only.
func (s *Store) Gap(ctx context.Context, inc oplog.Incarnation, head uint32) error {
	return s.update(ctx, "take back acknowledgement", func(b *batch) error {
		return b.exec("UPDATE peer SET acked = min(?, have) WHERE inc = ?", head, inc[:])
	})
}

// Rejection is an op that the server refused, and why.
type Rejection struct {
	Seq    uint32
	Reason string
}

// Quarantine takes down which ops of an incarnation the server refused. They
// keep their effect on this laptop, are counted, and block nothing.
func (s *Store) Quarantine(ctx context.Context, inc oplog.Incarnation, rs []Rejection) error {
	return s.update(ctx, "quarantine", func(b *batch) error {
		for _, r := range rs {
			var known bool
			if _, err := b.row([]any{&known}, "SELECT EXISTS (SELECT 1 FROM op WHERE inc = ? AND seq = ?)", inc[:], r.Seq); err != nil {
				return err
			}
			if !known {
				continue
			}
			if err := b.quarantine(oplog.Op{Inc: inc, Seq: r.Seq}, r.Reason, true); err != nil {
				return err
			}
		}
		return nil
	})
}

func (b *batch) quarantine(o oplog.Op, reason string, remote bool) error {
	return b.exec("INSERT INTO quarantine (inc, seq, reason, remote) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
		o.Inc[:], o.Seq, reason, remote)
}

// Feed is a stretch of the server's feed.
type Feed struct {
	Ops  []oplog.Op
	Next Cursor // where to go on
	More bool   // there is more after Next
}

// ApplyFeed folds a stretch of the feed and moves the cursor, in one
// transaction, and gives the number of ops that were new. An op that cannot be
// read is kept in quarantine. The end of the feed is the receipt: what the
// server acknowledged but did not show will be pushed again.
func (s *Store) ApplyFeed(ctx context.Context, f Feed) (int, error) {
	fresh := 0
	err := s.update(ctx, "apply feed", func(b *batch) error {
		for _, o := range f.Ops {
			isNew, err := b.receive(o)
			if err != nil {
				return err
			}
			if isNew {
				fresh++
			}
		}
		return b.moveCursor(f)
	})
	return fresh, err
}

// receive takes in one op of the feed; known ones are only marked as seen.
func (b *batch) receive(o oplog.Op) (bool, error) {
	var hash []byte
	known, err := b.row([]any{&hash}, "SELECT hash FROM op WHERE inc = ? AND seq = ?", o.Inc[:], o.Seq)
	if err != nil {
		return false, err
	}
	if known {
		err = b.receiveAgain(o, hash)
	} else {
		err = b.receiveNew(o)
	}
	if err != nil {
		return false, err
	}
	return !known, b.exec("UPDATE peer SET acked = ?2 WHERE inc = ?1 AND acked = ?2 - 1", o.Inc[:], o.Seq)
}

func (b *batch) receiveAgain(o oplog.Op, hash []byte) error {
	if err := b.exec("UPDATE op SET seen = 1 WHERE inc = ? AND seq = ? AND seen = 0", o.Inc[:], o.Seq); err != nil {
		return err
	}
	if bytes.Equal(hash, o.Hash[:]) {
		return nil
	}
	return b.quarantine(o, "the server holds another op of this number", true)
}

func (b *batch) receiveNew(o oplog.Op) error {
	body, bad := oplog.Decode(o)
	if bad == nil && (body.Forget != nil || o.Kind == oplog.Redact) {
		bad = errCannotErase
	}
	if bad == nil {
		var err error
		if bad, err = b.misplaced(o); err != nil {
			return err
		}
	}
	if err := b.putOp(o, true); err != nil {
		return err
	}
	if bad != nil {
		return b.quarantine(o, bad.Error(), false)
	}
	b.s.clock.Observe(o.HLC)
	return b.fold(o.Stamp(), body)
}

// errCannotErase says that an op erases, which this store cannot do yet.
var errCannotErase = errors.New("this version cannot erase")

// errMisplaced says that an op's time is not after the one before it.
var errMisplaced = errors.New("op is not in the order of its incarnation")

// misplaced says what is wrong with an op beside its neighbours: times must
// rise, since two ops of one stamp would have no order.
func (b *batch) misplaced(o oplog.Op) (bad, err error) {
	var before, after sql.NullInt64
	if _, err := b.row([]any{&before, &after}, `SELECT
		(SELECT hlc FROM op WHERE inc = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT 1),
		(SELECT hlc FROM op WHERE inc = ?1 AND seq > ?2 ORDER BY seq LIMIT 1)`,
		o.Inc[:], o.Seq); err != nil {
		return nil, err
	}
	if before.Valid && before.Int64 >= int64(o.HLC) || after.Valid && after.Int64 <= int64(o.HLC) {
		return errMisplaced, nil
	}
	return nil, nil
}

func (b *batch) moveCursor(f Feed) error {
	if err := b.putMeta("cursor", f.Next.N); err != nil {
		return err
	}
	if err := b.putMeta("chain", f.Next.Chain); err != nil || f.More {
		return err
	}
	if err := b.exec(`UPDATE peer SET acked = first - 1
		FROM (SELECT inc AS i, min(seq) AS first FROM op WHERE ` + pushable + ` GROUP BY inc)
		WHERE inc = i AND acked >= first`); err != nil {
		return err
	}
	return b.putMeta("receipt", b.s.opts.Now().UnixMilli())
}

func (b *batch) putMeta(key string, value any) error {
	return b.exec("INSERT INTO meta (k, v) VALUES (?, ?) ON CONFLICT DO UPDATE SET v = excluded.v", key, fmt.Sprint(value))
}

// Reset forgets all that was known of the server, because its history is not
// the one we knew: everything will be read and sent again, without effect where
// it is there already.
func (s *Store) Reset(ctx context.Context) error {
	return s.update(ctx, "begin again with the server", func(b *batch) error {
		for _, q := range []string{
			"DELETE FROM meta WHERE k IN ('cursor', 'chain', 'receipt')",
			"UPDATE peer SET acked = 0 WHERE acked > 0",
			"UPDATE op SET seen = 0 WHERE seen = 1 AND cls <= 1",
			"DELETE FROM quarantine WHERE remote = 1",
		} {
			if err := b.exec(q); err != nil {
				return err
			}
		}
		return nil
	})
}
