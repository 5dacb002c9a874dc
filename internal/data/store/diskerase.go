package store

import (
	"database/sql"
	"encoding/binary"
	"fmt"

	"daykit/internal/data/oplog"
)

// isClean reports whether nothing was ever erased here, which saves two look-ups
// for each op.
func (b *batch) isClean() (bool, error) {
	if b.asked {
		return b.clean, nil
	}
	var some bool
	_, err := b.row([]any{&some}, "SELECT EXISTS (SELECT 1 FROM gone) OR EXISTS (SELECT 1 FROM erasure)")
	b.clean, b.asked = !some, err == nil
	return b.clean, err
}

func (b *batch) mark(query string, args ...any) (m oplog.Mark, err error) {
	if clean, err := b.isClean(); clean || err != nil {
		return m, err
	}
	_, err = b.row([]any{&m}, query, args...)
	return m, err
}

// Erasure implements oplog.Erasures.
func (b *batch) Erasure(id oplog.OpID) (oplog.Mark, error) {
	return b.mark("SELECT mark FROM erasure WHERE inc = ? AND seq = ?", id.Inc[:], id.Seq)
}

// PutErasure implements oplog.Erasures.
func (b *batch) PutErasure(id oplog.OpID, m oplog.Mark) error {
	b.clean, b.asked = false, true
	return b.exec("INSERT INTO erasure (inc, seq, mark) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET mark = excluded.mark",
		id.Inc[:], id.Seq, m)
}

// Orphans implements oplog.Erasures.
func (b *batch) Orphans() ([]oplog.OpID, error) {
	return b.ids("SELECT inc, seq FROM erasure WHERE mark = 1 ORDER BY inc, seq")
}

// Gone implements oplog.Erasures.
func (b *batch) Gone(e oplog.Entity) (oplog.Mark, error) {
	return b.mark("SELECT mark FROM gone WHERE ent = ? AND id = ?", e.Kind, e.ID)
}

// PutGone implements oplog.Erasures.
func (b *batch) PutGone(e oplog.Entity, m oplog.Mark) error {
	b.clean, b.asked = false, true
	b.gone[e] = true
	return b.exec("INSERT INTO gone (ent, id, mark) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET mark = excluded.mark", e.Kind, e.ID, m)
}

// Ghosts implements oplog.Erasures.
func (b *batch) Ghosts() ([]oplog.Entity, error) {
	var all []oplog.Entity
	err := b.rows(func(r *sql.Rows) error {
		var e oplog.Entity
		err := r.Scan(&e.Kind, &e.ID)
		all = append(all, e)
		return err
	}, "SELECT ent, id FROM gone WHERE mark = 1 ORDER BY ent, id")
	return all, err
}

// Quarantined implements oplog.Aside.
func (b *batch) Quarantined(id oplog.OpID) (q oplog.Quarantine, err error) {
	_, err = b.row([]any{&q.Cause, &q.Reason}, "SELECT cause, reason FROM quarantine WHERE inc = ? AND seq = ?", id.Inc[:], id.Seq)
	return q, err
}

// PutQuarantine implements oplog.Aside.
func (b *batch) PutQuarantine(id oplog.OpID, q oplog.Quarantine) error {
	return b.exec(`INSERT INTO quarantine (inc, seq, cause, reason) VALUES (?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET cause = excluded.cause, reason = excluded.reason`, id.Inc[:], id.Seq, q.Cause, q.Reason)
}

// DropQuarantine implements oplog.Aside.
func (b *batch) DropQuarantine(id oplog.OpID) error {
	return b.exec("DELETE FROM quarantine WHERE inc = ? AND seq = ?", id.Inc[:], id.Seq)
}

// Quarantines implements oplog.Aside.
func (b *batch) Quarantines(c oplog.Cause) ([]oplog.OpID, error) {
	return b.ids("SELECT inc, seq FROM quarantine WHERE cause = ? ORDER BY inc, seq", c)
}

const placeQuery = `SELECT coalesce((SELECT CAST(v AS INTEGER) FROM meta WHERE k = 'cursor'), 0),
	coalesce((SELECT v FROM meta WHERE k = 'chain'), '')`

// Place implements oplog.Link.
func (b *batch) Place() (c oplog.Cursor, err error) {
	_, err = b.row([]any{&c.N, &c.Chain}, placeQuery)
	return c, err
}

// PutPlace implements oplog.Link.
func (b *batch) PutPlace(c oplog.Cursor) error {
	if err := b.putMeta("cursor", c.N); err != nil {
		return err
	}
	return b.putMeta("chain", c.Chain)
}

func (b *batch) putMeta(key string, value any) error {
	return b.exec("INSERT INTO meta (k, v) VALUES (?, ?) ON CONFLICT DO UPDATE SET v = excluded.v", key, fmt.Sprint(value))
}

const idSize = 8 + 4

// Mail implements oplog.Link.
func (b *batch) Mail(uuid string) (ops []oplog.OpID, known bool, err error) {
	var raw []byte
	known, err = b.row([]any{&raw}, "SELECT ops FROM mail WHERE uuid = ?", uuid)
	for ; len(raw) >= idSize; raw = raw[idSize:] {
		ops = append(ops, oplog.OpID{Inc: oplog.Incarnation(raw[:8]), Seq: binary.BigEndian.Uint32(raw[8:])})
	}
	return ops, known, err
}

// PutMail implements oplog.Link.
func (b *batch) PutMail(uuid string, ops []oplog.OpID) error {
	raw := make([]byte, 0, len(ops)*idSize)
	for _, id := range ops {
		raw = binary.BigEndian.AppendUint32(append(raw, id.Inc[:]...), id.Seq)
	}
	return b.exec("INSERT INTO mail (uuid, ops) VALUES (?, ?) ON CONFLICT DO UPDATE SET ops = excluded.ops", uuid, raw)
}

// DropMail implements oplog.Link.
func (b *batch) DropMail(uuid string) error {
	return b.exec("DELETE FROM mail WHERE uuid = ?", uuid)
}

// Mails implements oplog.Link.
func (b *batch) Mails() ([]string, error) {
	var all []string
	err := b.rows(func(r *sql.Rows) error {
		var uuid string
		err := r.Scan(&uuid)
		all = append(all, uuid)
		return err
	}, "SELECT uuid FROM mail ORDER BY uuid")
	return all, err
}
