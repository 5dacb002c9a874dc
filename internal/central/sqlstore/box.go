package sqlstore

import (
	"slices"

	"daykit/internal/data/feed"
)

// Known implements feed.Box.
func (d *disk) Known(uuid string) (bool, error) {
	return d.there(`SELECT 1 FROM signup WHERE ws = $1 AND id = $2
		UNION ALL SELECT 1 FROM signup_done WHERE ws = $1 AND id = $2`, d.ws, uuid)
}

// Waiting implements feed.Box.
func (d *disk) Waiting(event string) (n int, err error) {
	err = d.tx.QueryRowContext(d.ctx, "SELECT CAST(coalesce(sum(came - gone), 0) AS bigint) FROM tally WHERE ws = $1 AND event = $2", d.ws, event).Scan(&n)
	return n, err
}

// Put implements feed.Box.
func (d *disk) Put(l feed.Letter) error {
	if err := d.exec("INSERT INTO signup (ws, id, event, body) VALUES ($1, $2, $3, $4)", d.ws, l.UUID, l.Event, append([]byte{}, l.Body...)); err != nil {
		return err
	}
	return d.exec(SQLCount, d.ws, l.Event, l.Day, 1)
}

// SQLCount counts letters that came to a workspace's event on a day.
const SQLCount = `INSERT INTO tally (ws, event, day, came, gone, held) VALUES ($1, $2, $3, $4, 0, 1)
	ON CONFLICT (ws, event, day) DO UPDATE SET came = tally.came + excluded.came, held = 1`

// letterAt finds a letter's number, be it there or gone.
const letterAt = "coalesce((SELECT n FROM signup WHERE ws = $1 AND id = $2), (SELECT n FROM signup_done WHERE ws = $1 AND id = $2), 0)"

// Letters implements feed.Box. Which letters come next is found in the index alone; by
// +n the engine is told that no index is in that order.
func (d *disk) Letters(after string, limit int) ([]feed.Letter, error) {
	rows, err := d.tx.QueryContext(d.ctx, `SELECT s.id, s.event, s.body FROM (
			SELECT id, n FROM signup WHERE ws = $1 AND +n > `+letterAt+` ORDER BY +n LIMIT $3
		) k JOIN signup s ON s.ws = $1 AND s.id = k.id ORDER BY k.n`, d.ws, after, limit)
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
	from, args, err := d.table(2, slices.Compact(uuids))
	if err != nil {
		return err
	}
	args = append([]any{d.ws}, args...)
	for _, query := range []string{
		`UPDATE tally SET gone = gone + off.n FROM (
			SELECT s.event AS event, count(*) AS n, (SELECT max(t.day) FROM tally t WHERE t.ws = $1 AND t.event = s.event) AS day
			FROM ` + from + ` CROSS JOIN signup s WHERE s.ws = $1 AND s.id = k.a GROUP BY s.event
		) AS off WHERE tally.ws = $1 AND tally.event = off.event AND tally.day = off.day`,
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
