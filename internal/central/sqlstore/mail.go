package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"daykit/internal/central/server"
	"daykit/internal/data/feed"
)

// Post implements server.Mail. Workspaces are taken in the order of their ids, so that
// two programs that post at a time never wait for each other in a ring.
func (s *Store) Post(ctx context.Context, letters []feed.Letter, most int) (out []feed.Fate, err error) {
	err = s.engine.Change(ctx, func(tx *sql.Tx) error {
		boxes, err := s.boxes(ctx, tx, letters)
		if err != nil {
			return err
		}
		out = make([]feed.Fate, len(letters))
		for i, l := range letters {
			d := boxes[l.Event]
			if d == nil {
				out[i] = feed.FateNowhere
				continue
			}
			if out[i], err = new(feed.Machine).MailPut(d, l, most); err != nil {
				return err
			}
		}
		return flushAll(boxes)
	})
	if err != nil {
		return nil, wrap("post letters", err)
	}
	return out, nil
}

// boxes opens the workspace of each letter's event; an event that is nobody's has none.
func (s *Store) boxes(ctx context.Context, tx *sql.Tx, letters []feed.Letter) (map[string]*disk, error) {
	owners := map[string]string{} // by event
	for _, l := range letters {
		if _, known := owners[l.Event]; known {
			continue
		}
		var ws string
		err := tx.QueryRowContext(ctx, "SELECT ws FROM event WHERE id = $1", l.Event).Scan(&ws)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return nil, err
		}
		owners[l.Event] = ws
	}
	var all []string
	for _, ws := range owners {
		if ws != "" {
			all = append(all, ws)
		}
	}
	slices.Sort(all)
	ids := map[string][]string{} // of letters, by workspace
	for _, l := range letters {
		ids[owners[l.Event]] = append(ids[owners[l.Event]], l.UUID)
	}
	disks := map[string]*disk{}
	for _, ws := range slices.Compact(all) {
		d, err := newDisk(ctx, tx, ws, s.Lock)
		if err != nil {
			return nil, err
		}
		if err := d.lookUp(ids[ws]); err != nil {
			return nil, err
		}
		disks[ws] = d
	}
	out := map[string]*disk{}
	for event, ws := range owners {
		out[event] = disks[ws]
	}
	return out, nil
}

// flushAll writes what the disks hold; a disk of many events is written once.
func flushAll(boxes map[string]*disk) error {
	for _, d := range boxes {
		if d == nil {
			continue
		}
		if err := d.flush(); err != nil {
			return err
		}
	}
	return nil
}

// Posted implements server.Mail.
func (s *Store) Posted(ctx context.Context, event, uuid string) (known bool, err error) {
	err = s.engine.Ask(ctx, func(q Queryer) error {
		var one int
		err := q.QueryRowContext(ctx, `SELECT 1 FROM event e JOIN signup s ON s.ws = e.ws WHERE e.id = $1 AND s.id = $2
			UNION ALL SELECT 1 FROM event e JOIN signup_done s ON s.ws = e.ws WHERE e.id = $1 AND s.id = $2`, event, uuid).Scan(&one)
		known = err == nil
		if errors.Is(err, sql.ErrNoRows) {
			err = nil
		}
		return err
	})
	return known, wrap("look for a letter", err)
}

// ClearMail implements server.Mail.
func (s *Store) ClearMail(ctx context.Context, event string) error {
	gone := false
	err := s.engine.Change(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, "DELETE FROM signup WHERE event = $1 AND ws IN (SELECT ws FROM event WHERE id = $1)", event)
		if err != nil {
			return err
		}
		n, err := res.RowsAffected()
		if err != nil {
			return err
		}
		gone = n > 0
		_, err = tx.ExecContext(ctx, "DELETE FROM signup_done WHERE event = $1 AND ws IN (SELECT ws FROM event WHERE id = $1)", event)
		return err
	})
	if err == nil && gone {
		s.engine.Dropped(context.WithoutCancel(ctx))
	}
	return wrap("clear a mailbox", err)
}

// MissingBlobs implements server.Blobs.
func (s *Store) MissingBlobs(ctx context.Context, workspace string, names []server.Digest) (out []server.Digest, err error) {
	err = s.engine.Look(ctx, func(tx *sql.Tx) error {
		out = nil
		for _, name := range names {
			var one int
			err := tx.QueryRowContext(ctx, "SELECT 1 FROM blob WHERE ws = $1 AND name = $2", workspace, name[:]).Scan(&one)
			switch {
			case errors.Is(err, sql.ErrNoRows):
				out = append(out, name)
			case err != nil:
				return err
			}
		}
		return nil
	})
	return out, wrap("look for chunks", err)
}

// PutBlob implements server.Blobs.
func (s *Store) PutBlob(ctx context.Context, workspace string, name server.Digest, body []byte, most int64) (fresh bool, err error) {
	err = s.engine.Change(ctx, func(tx *sql.Tx) error {
		fresh = false
		var id string
		if err := tx.QueryRowContext(ctx, "SELECT id FROM ws WHERE id = $1"+s.Lock, workspace).Scan(&id); err != nil {
			return denied(err)
		}
		var have int64
		var known int
		err := tx.QueryRowContext(ctx, `SELECT coalesce(sum(size), 0), coalesce(sum(CASE WHEN name = $2 THEN 1 ELSE 0 END), 0)
			FROM blob WHERE ws = $1`, workspace, name[:]).Scan(&have, &known)
		switch {
		case err != nil || known > 0:
			return err
		case have+int64(len(body)) > most:
			return server.ErrFull
		}
		fresh = true
		_, err = tx.ExecContext(ctx, "INSERT INTO blob (ws, name, size, body) VALUES ($1, $2, $3, $4)",
			workspace, name[:], len(body), append([]byte{}, body...))
		return err
	})
	return fresh && err == nil, wrap("keep a chunk", err)
}

// Blob implements server.Blobs.
func (s *Store) Blob(ctx context.Context, workspace string, name server.Digest) (body []byte, err error) {
	err = s.engine.Ask(ctx, func(q Queryer) error {
		return missing(q.QueryRowContext(ctx, "SELECT body FROM blob WHERE ws = $1 AND name = $2", workspace, name[:]).Scan(&body))
	})
	return body, wrap("read a chunk", err)
}
