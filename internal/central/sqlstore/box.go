package sqlstore

import (
	"slices"

	"daykit/internal/data/feed"
)

// letters is what a disk remembers of the mailbox: how many ever came.
type letters struct {
	last int64 // number of the last one
	was  int64 // as it is in the file
}

// Known implements feed.Box.
func (d *disk) Known(uuid string) (bool, error) {
	return d.there(`SELECT 1 FROM signup WHERE ws = $1 AND id = $2
		UNION ALL SELECT 1 FROM signup_done WHERE ws = $1 AND id = $2`, d.ws, uuid)
}

// Waiting implements feed.Box.
func (d *disk) Waiting(event string) (n int, err error) {
	err = d.tx.QueryRowContext(d.ctx, "SELECT coalesce(max(waiting), 0) FROM mailbox WHERE ws = $1 AND event = $2", d.ws, event).Scan(&n)
	return n, err
}

// Put implements feed.Box.
func (d *disk) Put(l feed.Letter) error {
	d.last++
	err := d.exec("INSERT INTO signup (ws, n, id, event, body) VALUES ($1, $2, $3, $4, $5)",
		d.ws, d.last, l.UUID, l.Event, append([]byte{}, l.Body...))
	if err != nil {
		return err
	}
	return d.exec(`INSERT INTO mailbox (ws, event, waiting) VALUES ($1, $2, 1)
		ON CONFLICT (ws, event) DO UPDATE SET waiting = mailbox.waiting + 1`, d.ws, l.Event)
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
	if len(uuids) == 0 {
		return nil
	}
	d.dropped = true
	uuids = slices.Clone(uuids)
	slices.Sort(uuids)
	from, _, args, err := d.table(2, slices.Compact(uuids))
	if err != nil {
		return err
	}
	args = append([]any{d.ws}, args...)
	for _, query := range []string{
		`UPDATE mailbox SET waiting = waiting - gone.n FROM (
			SELECT s.event AS event, count(*) AS n FROM ` + from + ` CROSS JOIN signup s WHERE s.ws = $1 AND s.id = k.a GROUP BY s.event
		) AS gone WHERE mailbox.ws = $1 AND mailbox.event = gone.event`,
		`INSERT INTO signup_done (ws, id, event, n)
			SELECT s.ws, s.id, s.event, s.n FROM ` + from + ` CROSS JOIN signup s WHERE s.ws = $1 AND s.id = k.a`,
		"DELETE FROM signup WHERE ws = $1 AND id IN (SELECT k.a FROM " + from + ")",
	} {
		if err := d.exec(query, args...); err != nil {
			return err
		}
	}
	return nil
}
