package sqlstore

import (
	"daykit/internal/data/feed"
)

// Known implements feed.Box.
func (d *disk) Known(uuid string) (bool, error) {
	return d.there(`SELECT 1 FROM signup WHERE ws = $1 AND id = $2
		UNION ALL SELECT 1 FROM signup_done WHERE ws = $1 AND id = $2`, d.ws, uuid)
}

// Put implements feed.Box.
func (d *disk) Put(l feed.Letter) error {
	return d.exec(`INSERT INTO signup (ws, n, id, event, body)
		SELECT $1, coalesce(max(n), 0) + 1, $2, $3, $4 FROM signup WHERE ws = $1`, d.ws, l.UUID, l.Event, append([]byte{}, l.Body...))
}

// Letters implements feed.Box.
func (d *disk) Letters(limit int) ([]feed.Letter, error) {
	rows, err := d.tx.QueryContext(d.ctx, "SELECT id, event, body FROM signup WHERE ws = $1 ORDER BY n LIMIT $2", d.ws, limit)
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
	for _, id := range uuids {
		err := d.exec("INSERT INTO signup_done (ws, id, event) SELECT ws, id, event FROM signup WHERE ws = $1 AND id = $2", d.ws, id)
		if err != nil {
			return err
		}
		if err := d.exec("DELETE FROM signup WHERE ws = $1 AND id = $2", d.ws, id); err != nil {
			return err
		}
	}
	return nil
}
