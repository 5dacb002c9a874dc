package sqlstore

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"daykit/internal/data/feed"
)

// box is what a disk remembers of the mailbox within its transaction. Letters that are
// put are held here and written many at a time: a statement costs more than a row.
type box struct {
	last    int64           // number of the last letter that ever came
	was     int64           // as it is in the file
	waiting map[string]int  // by event, for those that were asked about
	known   map[string]bool // by letter, for those that were looked up
	put     []feed.Letter   // not in the file yet; numbered up to last
}

// rowsAtOnce is how many rows one statement holds.
const rowsAtOnce = 200

// marks gives n groups of marks for the parameters from number from on, each of one
// bracket of size; every one begins with $1.
func marks(n, size, from int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString("($1")
		for range size {
			fmt.Fprintf(&b, ", $%d", from)
			from++
		}
		b.WriteString(")")
	}
	return b.String()
}

// lookUp finds out which letters are known, many at a time.
func (d *disk) lookUp(uuids []string) error {
	for part := range slices.Chunk(uuids, rowsAtOnce) {
		args := []any{d.ws}
		for _, id := range part {
			d.known[id] = false
			args = append(args, id)
		}
		in := "(ws, id) IN (VALUES " + marks(len(part), 1, 2) + ")"
		rows, err := d.tx.QueryContext(d.ctx, "SELECT id FROM signup WHERE "+in+" UNION ALL SELECT id FROM signup_done WHERE "+in, args...)
		if err != nil {
			return err
		}
		err = eachText(rows, func(id string) { d.known[id] = true })
		if err != nil {
			return err
		}
	}
	return nil
}

func eachText(rows *sql.Rows, yield func(string)) error {
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return err
		}
		yield(s)
	}
	return rows.Err()
}

// settle writes the letters that are held.
func (d *disk) settle() error {
	n := d.last - int64(len(d.put))
	for part := range slices.Chunk(d.put, rowsAtOnce) {
		args := []any{d.ws}
		for _, l := range part {
			n++
			args = append(args, n, l.UUID, l.Event, append([]byte{}, l.Body...))
		}
		if err := d.exec("INSERT INTO signup (ws, n, id, event, body) VALUES "+marks(len(part), 4, 2), args...); err != nil {
			return err
		}
	}
	d.put = nil
	return nil
}

// Known implements feed.Box.
func (d *disk) Known(uuid string) (bool, error) {
	if known, looked := d.known[uuid]; looked {
		return known, nil
	}
	return d.there(`SELECT 1 FROM signup WHERE ws = $1 AND id = $2
		UNION ALL SELECT 1 FROM signup_done WHERE ws = $1 AND id = $2`, d.ws, uuid)
}

// Waiting implements feed.Box.
func (d *disk) Waiting(event string) (int, error) {
	if n, known := d.waiting[event]; known {
		return n, nil
	}
	if err := d.settle(); err != nil {
		return 0, err
	}
	var n int
	err := d.tx.QueryRowContext(d.ctx, "SELECT count(*) FROM signup WHERE ws = $1 AND event = $2", d.ws, event).Scan(&n)
	if err == nil {
		d.waiting[event] = n
	}
	return n, err
}

// Put implements feed.Box.
func (d *disk) Put(l feed.Letter) error {
	n, err := d.Waiting(l.Event)
	if err != nil {
		return err
	}
	d.last++
	d.waiting[l.Event] = n + 1
	d.known[l.UUID] = true
	d.put = append(d.put, l)
	return nil
}

// Letters implements feed.Box.
func (d *disk) Letters(after string, limit int) ([]feed.Letter, error) {
	if err := d.settle(); err != nil {
		return nil, err
	}
	rows, err := d.tx.QueryContext(d.ctx, `SELECT id, event, body FROM signup WHERE ws = $1 AND n > coalesce(
			(SELECT n FROM signup WHERE ws = $1 AND id = $2), (SELECT n FROM signup_done WHERE ws = $1 AND id = $2), 0)
		ORDER BY n LIMIT $3`, d.ws, after, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []feed.Letter
	for rows.Next() {
		var l feed.Letter
		if err := rows.Scan(&l.UUID, &l.Event, &l.Body); err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	return out, rows.Err()
}

// Drop implements feed.Box.
func (d *disk) Drop(uuids []string) error {
	if err := d.settle(); err != nil {
		return err
	}
	d.dropped = d.dropped || len(uuids) > 0
	clear(d.waiting)
	for _, id := range uuids {
		err := d.exec("INSERT INTO signup_done (ws, id, event, n) SELECT ws, id, event, n FROM signup WHERE ws = $1 AND id = $2", d.ws, id)
		if err != nil {
			return err
		}
		if err := d.exec("DELETE FROM signup WHERE ws = $1 AND id = $2", d.ws, id); err != nil {
			return err
		}
	}
	return nil
}
