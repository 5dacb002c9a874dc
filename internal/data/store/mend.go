package store

import (
	"database/sql"
	"slices"

	"daykit/internal/data/oplog"
)

// touched is a row of touch.
type touched struct {
	e  oplog.Entity
	id oplog.OpID
}

func (t touched) compare(u touched) int {
	if c := t.e.Compare(u.e); c != 0 {
		return c
	}
	return t.id.Compare(u.id)
}

// mendTouches makes the table hold the touches of memory, of which most are there.
func (b *batch) mendTouches(mem *oplog.Mem) error {
	want := touchesOf(mem)
	var stale, missing []touched
	at := 0
	err := b.rows(func(r *sql.Rows) error {
		var t touched
		var inc sql.RawBytes
		if err := r.Scan(&t.e.Kind, &t.e.ID, &inc, &t.id.Seq); err != nil {
			return err
		}
		copy(t.id.Inc[:], inc)
		for at < len(want) && want[at].compare(t) < 0 {
			missing = append(missing, want[at])
			at++
		}
		if at < len(want) && want[at] == t {
			at++
		} else {
			stale = append(stale, t)
		}
		return nil
	}, "SELECT ent, id, inc, seq FROM touch ORDER BY ent, id, inc, seq")
	if err != nil {
		return err
	}
	for _, t := range stale {
		if err := b.exec("DELETE FROM touch WHERE ent = ? AND id = ? AND inc = ? AND seq = ?", t.e.Kind, t.e.ID, t.id.Inc[:], t.id.Seq); err != nil {
			return err
		}
	}
	for _, t := range append(missing, want[at:]...) {
		if err := b.PutTouch(t.e, t.id); err != nil {
			return err
		}
	}
	return nil
}

func touchesOf(mem *oplog.Mem) []touched {
	var all []touched
	for e, ids := range mem.AllTouches() {
		for _, id := range ids {
			all = append(all, touched{e, id})
		}
	}
	slices.SortFunc(all, touched.compare)
	return all
}

// mendErasures takes down what the log showed to be erased, and drops the bodies.
func (b *batch) mendErasures(mem *oplog.Mem) error {
	for id, m := range mem.Erasures() {
		if was, err := b.Erasure(id); err != nil || was == m {
			if err != nil {
				return err
			}
			continue
		}
		if err := b.PutErasure(id, m); err != nil {
			return err
		}
		o, known, err := mem.Op(id)
		if err == nil && known {
			err = b.PutOp(o)
		}
		if err != nil {
			return err
		}
	}
	for e, m := range mem.AllGone() {
		was, err := b.Gone(e)
		if err == nil && was != m {
			err = b.PutGone(e, m)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// mendAside sets aside what could not be read now, and nothing else. What the
// server does not agree to stays as it was noted.
func (b *batch) mendAside(mem *oplog.Mem) error {
	if err := b.exec("DELETE FROM quarantine WHERE cause <> ?", oplog.Remote); err != nil {
		return err
	}
	for _, c := range []oplog.Cause{oplog.Unreadable, oplog.Locked} {
		ids, err := mem.Quarantines(c)
		if err != nil {
			return err
		}
		for _, id := range ids {
			q, err := mem.Quarantined(id)
			if err == nil {
				err = b.PutQuarantine(id, q)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}
