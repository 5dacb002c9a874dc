package sqlstore

import (
	"context"
	"crypto/subtle"
	"database/sql"
	"encoding/hex"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
)

// Invite implements server.Accounts.
func (s *Store) Invite(ctx context.Context, inv server.Invitation) error {
	err := s.engine.Change(ctx, func(tx *sql.Tx) error {
		ws, err := workspaceOf(ctx, tx, inv)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO invitation (code, ws, expires) VALUES ($1, $2, $3)",
			inv.Code[:], ws, inv.Expires.Unix())
		if s.Unique(err) {
			return server.ErrConflict
		}
		if err != nil {
			return err
		}
		return s.note(ctx, tx, ws)
	})
	return wrap("keep invitation", err)
}

// workspaceOf finds the group's workspace or makes it.
func workspaceOf(ctx context.Context, tx *sql.Tx, inv server.Invitation) (id string, err error) {
	_, err = tx.ExecContext(ctx, "INSERT INTO ws (id, name, name_key) VALUES ($1, $2, $3) ON CONFLICT (name_key) DO NOTHING",
		inv.Workspace, inv.Group, inv.Key)
	if err != nil {
		return "", err
	}
	err = tx.QueryRowContext(ctx, "SELECT id FROM ws WHERE name_key = $1", inv.Key).Scan(&id)
	return id, err
}

// Join implements server.Accounts.
func (s *Store) Join(ctx context.Context, code server.Digest, n server.Newcomer) (m server.Member, err error) {
	err = s.engine.Change(ctx, func(tx *sql.Tx) error {
		var ws string
		var expires int64
		var device []byte
		err := tx.QueryRowContext(ctx, "SELECT ws, expires, device FROM invitation WHERE code = $1"+s.Lock, code[:]).Scan(&ws, &expires, &device)
		if err != nil {
			return denied(err)
		}
		if n.At.Unix() >= expires || device != nil && !same(device, n.Device) {
			return server.ErrDenied
		}
		if _, err := tx.ExecContext(ctx, "UPDATE invitation SET device = $1 WHERE code = $2", n.Device[:], code[:]); err != nil {
			return err
		}
		if m, err = letIn(ctx, tx, ws, wire.RoleOrganiser, n); err != nil {
			return err
		}
		return s.note(ctx, tx, ws)
	})
	return m, wrap("join", err)
}

// same compares a kept digest in constant time.
func same(kept []byte, d server.Digest) bool { return subtle.ConstantTimeCompare(kept, d[:]) == 1 }

// letIn gives the device its new token, unless it was cut off.
func letIn(ctx context.Context, tx *sql.Tx, ws string, role server.Role, n server.Newcomer) (server.Member, error) {
	m := server.Member{Workspace: server.Workspace{ID: ws}, Device: server.DeviceID(n.Device), Role: role}
	res, err := tx.ExecContext(ctx, `INSERT INTO device (ws, device, token, role, label) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (ws, device) DO UPDATE SET token = excluded.token, role = excluded.role, seen = 0,
			label = CASE excluded.label WHEN '' THEN device.label ELSE excluded.label END
		WHERE device.revoked = 0`, ws, n.Device[:], n.Token[:], role, n.Label)
	if err != nil {
		return server.Member{}, err
	}
	if err := oneRow(res); err != nil {
		return server.Member{}, err
	}
	return m, tx.QueryRowContext(ctx, "SELECT name FROM ws WHERE id = $1", ws).Scan(&m.Group)
}

// Holder implements server.Accounts.
func (s *Store) Holder(ctx context.Context, token server.Digest, day server.Day) (m server.Member, err error) {
	var kept, device []byte
	var seen server.Day
	err = s.engine.Ask(ctx, func(q Queryer) error {
		return q.QueryRowContext(ctx, `SELECT w.id, w.name, d.token, d.device, d.role, d.seen FROM device d JOIN ws w ON w.id = d.ws
			WHERE d.token = $1 AND d.revoked = 0`, token[:]).Scan(&m.ID, &m.Group, &kept, &device, &m.Role, &seen)
	})
	if err != nil {
		return server.Member{}, wrap("find holder", denied(err))
	}
	// The index compared digests, which tells nothing of the token; comparing
	// once more in constant time costs nothing and needs no such argument.
	if !same(kept, token) || len(device) != len(server.Digest{}) {
		return server.Member{}, server.ErrDenied
	}
	m.Device = server.DeviceID(server.Digest(device))
	if seen == day {
		return m, nil
	}
	return m, wrap("note device", s.see(ctx, m.ID, device, token, seen, day))
}

// see takes down a day on which a device was seen. The first time it has its token
// for certain, so that the place it was taken from has done its work.
func (s *Store) see(ctx context.Context, ws string, device []byte, token server.Digest, seen, day server.Day) error {
	return s.engine.Change(ctx, func(tx *sql.Tx) error {
		// A newer token that was given out meanwhile is not the one that was shown.
		res, err := tx.ExecContext(ctx, "UPDATE device SET seen = $1 WHERE ws = $2 AND device = $3 AND token = $4", day, ws, device, token[:])
		if err != nil || seen != 0 {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return err
		}
		_, err = tx.ExecContext(ctx, "DELETE FROM offer WHERE ws = $1 AND device = $2", ws, device)
		return err
	})
}

// Group implements server.Accounts.
func (s *Store) Group(ctx context.Context, key string) (ws server.Workspace, err error) {
	if !isText(key) {
		return ws, server.ErrNotFound
	}
	err = s.engine.Ask(ctx, func(q Queryer) error {
		return q.QueryRowContext(ctx, "SELECT id, name FROM ws WHERE name_key = $1", key).Scan(&ws.ID, &ws.Group)
	})
	return ws, wrap("find group", missing(err))
}

// Devices implements server.Accounts.
func (s *Store) Devices(ctx context.Context, workspace string) (out []server.Device, err error) {
	err = s.engine.Ask(ctx, func(q Queryer) (err error) {
		out, err = devices(ctx, q, workspace)
		return err
	})
	return out, wrap("list devices", err)
}

func devices(ctx context.Context, q Queryer, workspace string) ([]server.Device, error) {
	rows, err := q.QueryContext(ctx, "SELECT device, role, label, seen, revoked FROM device WHERE ws = $1 ORDER BY device", workspace)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []server.Device
	for rows.Next() {
		var d server.Device
		var id []byte
		if err := rows.Scan(&id, &d.Role, &d.Label, &d.Seen, &d.Revoked); err != nil {
			return nil, err
		}
		d.ID = server.DeviceID(server.Digest(id))
		out = append(out, d)
	}
	return out, rows.Err()
}

// idBytes is how many bytes of a device's digest its id shows.
const idBytes = 8

// Revoke implements server.Accounts.
func (s *Store) Revoke(ctx context.Context, workspace, device string) error {
	begin, err := hex.DecodeString(device) // of the digest, as server.DeviceID writes it
	if err != nil || len(begin) != idBytes || !isText(workspace) {
		return server.ErrNotFound
	}
	err = s.engine.Change(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, "UPDATE device SET revoked = 1 WHERE ws = $1 AND substr(device, 1, 8) = $2", workspace, begin)
		if err != nil {
			return err
		}
		if oneRow(res) != nil {
			return server.ErrNotFound
		}
		if _, err = tx.ExecContext(ctx, "DELETE FROM offer WHERE ws = $1 AND maker = $2", workspace, device); err != nil {
			return err
		}
		if _, err = tx.ExecContext(ctx, "DELETE FROM door_bag WHERE ws = $1 AND device = $2", workspace, device); err != nil {
			return err
		}
		return s.note(ctx, tx, device)
	})
	return wrap("revoke device", err)
}
