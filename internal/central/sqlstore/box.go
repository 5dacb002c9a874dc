package sqlstore

import (
	"daykit/internal/data/feed"
)

// box is what a disk remembers of the mailbox within its transaction.
type box struct {
	last    int64          // number of the last letter that ever came
	was     int64          // as it is in the file
	waiting map[string]int // by event, for those that were asked about
}

// Known implements feed.Box.
func (d *disk) Known(uuid string) (bool, error) {
	return d.there(`SELECT 1 FROM signup WHERE ws = $1 AND id = $2
		UNION ALL SELECT 1 FROM signup_done WHERE ws = $1 AND id = $2`, d.ws, uuid)
}

// Waiting implements feed.Box.
func (d *disk) Waiting(event string) (int, error) {
	if n, known := d.waiting[event]; known {
		return n, nil
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
	return d.exec("INSERT INTO signup (ws, n, id, event, body) VALUES ($1, $2, $3, $4, $5)",
		d.ws, d.last, l.UUID, l.Event, append([]byte{}, l.Body...))
}

// Letters implements feed.Box.
func (d *disk) Letters(after string, limit int) ([]feed.Letter, error) {
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
