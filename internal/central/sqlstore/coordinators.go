package sqlstore

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"daykit/internal/central/server"
)

// AddCoordinator implements server.Coordinators.
func (s *Store) AddCoordinator(ctx context.Context, e server.Enrolment) (c server.Coordinator, err error) {
	err = s.engine.Change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO coordinator (id, name, name_key, link, link_expires) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (name_key) DO UPDATE SET link = excluded.link, link_expires = excluded.link_expires`,
			e.ID, e.Name, e.Key, e.Link[:], e.Expires.Unix())
		if err != nil {
			return err
		}
		if c, err = coordinator(ctx, tx, "name_key", e.Key); err != nil {
			return err
		}
		return s.note(ctx, tx, c.ID)
	})
	return c, wrap("add coordinator", err)
}

const coordinatorColumns = `SELECT c.id, c.name, c.secret IS NOT NULL, c.link_expires,
	(SELECT count(*) FROM passkey p WHERE p.coordinator = c.id) FROM coordinator c`

// coordinator finds one by a column that is ours to name.
func coordinator(ctx context.Context, q Queryer, column string, value any) (server.Coordinator, error) {
	return scanCoordinator(q.QueryRowContext(ctx, coordinatorColumns+" WHERE c."+column+" = $1", value))
}

func scanCoordinator(row interface{ Scan(into ...any) error }) (c server.Coordinator, err error) {
	var expires int64
	err = row.Scan(&c.ID, &c.Name, &c.Codes, &expires, &c.Passkeys)
	if expires > 0 {
		c.Link = time.Unix(expires, 0).UTC()
	}
	return c, err
}

// Coordinators implements server.Coordinators.
func (s *Store) Coordinators(ctx context.Context) (out []server.Coordinator, err error) {
	err = s.engine.Ask(ctx, func(q Queryer) error {
		out = nil
		rows, err := q.QueryContext(ctx, coordinatorColumns+" ORDER BY c.name_key")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			c, err := scanCoordinator(rows)
			if err != nil {
				return err
			}
			out = append(out, c)
		}
		return rows.Err()
	})
	return out, wrap("list coordinators", err)
}

// RemoveCoordinator implements server.Coordinators.
func (s *Store) RemoveCoordinator(ctx context.Context, key string) (c server.Coordinator, err error) {
	if !isText(key) {
		return c, server.ErrNotFound
	}
	err = s.engine.Change(ctx, func(tx *sql.Tx) error {
		var id string
		if err := tx.QueryRowContext(ctx, "SELECT id FROM coordinator WHERE name_key = $1"+s.Lock, key).Scan(&id); err != nil {
			return missing(err)
		}
		if c, err = coordinator(ctx, tx, "id", id); err != nil {
			return err
		}
		for _, statement := range []string{
			"DELETE FROM coordinator_session WHERE coordinator = $1", "DELETE FROM passkey WHERE coordinator = $1", "DELETE FROM coordinator WHERE id = $1",
		} {
			if _, err := tx.ExecContext(ctx, statement, id); err != nil {
				return err
			}
		}
		return s.note(ctx, tx, id)
	})
	if err == nil {
		s.engine.Dropped(context.WithoutCancel(ctx))
	}
	return c, wrap("remove coordinator", err)
}

// Enrolling implements server.Coordinators.
func (s *Store) Enrolling(ctx context.Context, link server.Digest, now time.Time) (c server.Coordinator, err error) {
	err = s.engine.Ask(ctx, func(q Queryer) error {
		c, err = coordinator(ctx, q, "link", link[:])
		return denied(err)
	})
	if err == nil && !now.Before(c.Link) {
		err = server.ErrDenied
	}
	return c, wrap("find a link", err)
}

// spend takes a link for used; its row stays as it is until the transaction ends.
func (s *Store) spend(ctx context.Context, tx *sql.Tx, link server.Digest, session server.Session) error {
	var expires int64
	err := tx.QueryRowContext(ctx, "SELECT link_expires FROM coordinator WHERE link = $1 AND id = $2"+s.Lock, link[:], session.Coordinator).Scan(&expires)
	if err != nil {
		return denied(err)
	}
	if session.Begins.Unix() >= expires {
		return server.ErrDenied
	}
	_, err = tx.ExecContext(ctx, "UPDATE coordinator SET link = NULL, link_expires = 0 WHERE id = $1", session.Coordinator)
	return err
}

// begin opens a session and forgets those that are over.
func (s *Store) begin(ctx context.Context, tx *sql.Tx, n server.Session) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM coordinator_session WHERE expires <= $1", n.Begins.Unix()); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO coordinator_session (token, coordinator, how, expires) VALUES ($1, $2, $3, $4)",
		n.Token[:], n.Coordinator, n.How, n.Expires.Unix())
	if err != nil {
		return err
	}
	return s.note(ctx, tx, n.Coordinator)
}

// EnrolCode implements server.Coordinators.
func (s *Store) EnrolCode(ctx context.Context, link server.Digest, c server.CodeSecret, n server.Session) error {
	err := s.engine.Change(ctx, func(tx *sql.Tx) error {
		if err := s.spend(ctx, tx, link, n); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "UPDATE coordinator SET secret = $1, step = $2 WHERE id = $3", c.Secret, c.Step, n.Coordinator)
		if err != nil {
			return err
		}
		return s.begin(ctx, tx, n)
	})
	return wrap("enrol with codes", err)
}

// EnrolPasskey implements server.Coordinators.
func (s *Store) EnrolPasskey(ctx context.Context, link server.Digest, p server.Passkey, n server.Session) error {
	err := s.engine.Change(ctx, func(tx *sql.Tx) error {
		if err := s.spend(ctx, tx, link, n); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO passkey (id, coordinator, body) VALUES ($1, $2, $3)", p.ID, n.Coordinator, p.Body)
		if s.Unique(err) {
			return server.ErrConflict
		}
		if err != nil {
			return err
		}
		return s.begin(ctx, tx, n)
	})
	return wrap("enrol with a passkey", err)
}

// CodeSecret implements server.Coordinators.
func (s *Store) CodeSecret(ctx context.Context, key string) (c server.Coordinator, out server.CodeSecret, err error) {
	if !isText(key) {
		return c, out, server.ErrNotFound
	}
	err = s.engine.Ask(ctx, func(q Queryer) error {
		return q.QueryRowContext(ctx, "SELECT id, name, secret, step FROM coordinator WHERE name_key = $1 AND secret IS NOT NULL", key).
			Scan(&c.ID, &c.Name, &out.Secret, &out.Step)
	})
	c.Codes = err == nil
	return c, out, wrap("find a secret of codes", missing(err))
}

// ReplaceSecret implements server.Coordinators.
func (s *Store) ReplaceSecret(ctx context.Context, id string, was, fresh []byte) error {
	err := s.engine.Change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE coordinator SET secret = $1 WHERE id = $2 AND secret = $3", fresh, id, was)
		return err
	})
	if err == nil {
		s.engine.Dropped(context.WithoutCancel(ctx))
	}
	return wrap("replace a secret of codes", err)
}

// SpendCode implements server.Coordinators.
func (s *Store) SpendCode(ctx context.Context, step int64, n server.Session) error {
	err := s.engine.Change(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, "UPDATE coordinator SET step = $1 WHERE id = $2 AND step < $1 AND secret IS NOT NULL", step, n.Coordinator)
		if err != nil {
			return err
		}
		if oneRow(res) != nil {
			return server.ErrStale
		}
		return s.begin(ctx, tx, n)
	})
	return wrap("spend a code", err)
}

// Passkeys implements server.Coordinators.
func (s *Store) Passkeys(ctx context.Context, id string) (c server.Coordinator, out []server.Passkey, err error) {
	if !isText(id) {
		return c, nil, server.ErrNotFound
	}
	err = s.engine.Look(ctx, func(tx *sql.Tx) error {
		if c, err = coordinator(ctx, tx, "id", id); err != nil {
			return missing(err)
		}
		out, err = passkeys(ctx, tx, id)
		return err
	})
	return c, out, wrap("find passkeys", err)
}

func passkeys(ctx context.Context, tx *sql.Tx, id string) (out []server.Passkey, err error) {
	rows, err := tx.QueryContext(ctx, "SELECT id, body FROM passkey WHERE coordinator = $1 ORDER BY id", id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var p server.Passkey
		if err := rows.Scan(&p.ID, &p.Body); err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, rows.Err()
}

// UsePasskey implements server.Coordinators.
func (s *Store) UsePasskey(ctx context.Context, p server.Passkey, n server.Session) error {
	err := s.engine.Change(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, "UPDATE passkey SET body = $1 WHERE id = $2 AND coordinator = $3", p.Body, p.ID, n.Coordinator)
		if err != nil {
			return err
		}
		if oneRow(res) != nil {
			return server.ErrNotFound
		}
		return s.begin(ctx, tx, n)
	})
	return wrap("use a passkey", err)
}

// SignedIn implements server.Coordinators.
func (s *Store) SignedIn(ctx context.Context, token server.Digest, now time.Time) (c server.Coordinator, n server.Session, err error) {
	n.Token = token
	var kept []byte
	var expires int64
	err = s.engine.Ask(ctx, func(q Queryer) error {
		return q.QueryRowContext(ctx, `SELECT s.token, s.how, s.expires, c.id, c.name
			FROM coordinator_session s JOIN coordinator c ON c.id = s.coordinator WHERE s.token = $1`, token[:]).
			Scan(&kept, &n.How, &expires, &c.ID, &c.Name)
	})
	if err != nil {
		return c, n, wrap("find a session", denied(err))
	}
	if !same(kept, token) || now.Unix() >= expires {
		return server.Coordinator{}, server.Session{}, server.ErrDenied
	}
	n.Coordinator, n.Expires = c.ID, time.Unix(expires, 0).UTC()
	return c, n, nil
}

// SignOut implements server.Coordinators.
func (s *Store) SignOut(ctx context.Context, token server.Digest) error {
	err := s.engine.Change(ctx, func(tx *sql.Tx) error {
		var who string
		err := tx.QueryRowContext(ctx, "DELETE FROM coordinator_session WHERE token = $1 RETURNING coordinator", token[:]).Scan(&who)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		return s.note(ctx, tx, who)
	})
	return wrap("end a session", err)
}

// KeepCeremony implements server.Coordinators.
func (s *Store) KeepCeremony(ctx context.Context, id server.Digest, body []byte, now, expires time.Time) error {
	err := s.engine.Change(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM ceremony WHERE expires <= $1", now.Unix()); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO ceremony (id, body, expires) VALUES ($1, $2, $3)", id[:], body, expires.Unix())
		return err
	})
	return wrap("keep a ceremony", err)
}

// TakeCeremony implements server.Coordinators.
func (s *Store) TakeCeremony(ctx context.Context, id server.Digest, now time.Time) (body []byte, err error) {
	var expires int64
	err = s.engine.Change(ctx, func(tx *sql.Tx) error {
		body = nil
		err := tx.QueryRowContext(ctx, "DELETE FROM ceremony WHERE id = $1 RETURNING body, expires", id[:]).Scan(&body, &expires)
		return denied(err)
	})
	if err == nil && now.Unix() >= expires {
		return nil, server.ErrDenied
	}
	return body, wrap("take a ceremony", err)
}
