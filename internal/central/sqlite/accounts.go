package sqlite

import (
	"context"
	"crypto/subtle"
	"database/sql"
	"errors"
	"fmt"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
)

// Invite implements server.Accounts.
func (s *Store) Invite(ctx context.Context, inv server.Invitation) error {
	err := s.change(ctx, func(tx *sql.Tx) error {
		ws, err := workspaceOf(ctx, tx, inv)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO invitation (code, ws, expires) VALUES (?, ?, ?)",
			inv.Code[:], ws, inv.Expires.Unix())
		if unique(err) {
			return server.ErrConflict
		}
		return err
	})
	return wrap("keep invitation", err)
}

// workspaceOf finds the group's workspace or makes it.
func workspaceOf(ctx context.Context, tx *sql.Tx, inv server.Invitation) (id string, err error) {
	_, err = tx.ExecContext(ctx, "INSERT INTO ws (id, name, name_key) VALUES (?, ?, ?) ON CONFLICT (name_key) DO NOTHING",
		inv.Workspace, inv.Group, inv.Key)
	if err != nil {
		return "", err
	}
	err = tx.QueryRowContext(ctx, "SELECT id FROM ws WHERE name_key = ?", inv.Key).Scan(&id)
	return id, err
}

// Join implements server.Accounts.
func (s *Store) Join(ctx context.Context, code server.Digest, n server.Newcomer) (m server.Member, err error) {
	err = s.change(ctx, func(tx *sql.Tx) error {
		var ws string
		var expires int64
		var device []byte
		err := tx.QueryRowContext(ctx, "SELECT ws, expires, device FROM invitation WHERE code = ?", code[:]).Scan(&ws, &expires, &device)
		if err != nil {
			return denied(err)
		}
		if n.At.Unix() >= expires || device != nil && !same(device, n.Device) {
			return server.ErrDenied
		}
		if _, err := tx.ExecContext(ctx, "UPDATE invitation SET device = ? WHERE code = ?", n.Device[:], code[:]); err != nil {
			return err
		}
		m, err = letIn(ctx, tx, ws, wire.RoleOrganiser, n)
		return err
	})
	return m, wrap("join", err)
}

// same compares a kept digest in constant time.
func same(kept []byte, d server.Digest) bool { return subtle.ConstantTimeCompare(kept, d[:]) == 1 }

// letIn gives the device its new token, unless it was cut off.
func letIn(ctx context.Context, tx *sql.Tx, ws string, role server.Role, n server.Newcomer) (server.Member, error) {
	m := server.Member{Workspace: server.Workspace{ID: ws}, Device: server.DeviceID(n.Device), Role: role}
	res, err := tx.ExecContext(ctx, `INSERT INTO device (ws, device, token, role, label) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (ws, device) DO UPDATE SET token = excluded.token, role = excluded.role, seen = 0,
			label = CASE excluded.label WHEN '' THEN label ELSE excluded.label END
		WHERE revoked = 0`, ws, n.Device[:], n.Token[:], role, n.Label)
	if err != nil {
		return server.Member{}, err
	}
	if err := oneRow(res); err != nil {
		return server.Member{}, err
	}
	return m, tx.QueryRowContext(ctx, "SELECT name FROM ws WHERE id = ?", ws).Scan(&m.Group)
}

// Holder implements server.Accounts.
func (s *Store) Holder(ctx context.Context, token server.Digest, day server.Day) (m server.Member, err error) {
	var kept, device []byte
	var seen server.Day
	err = s.read.QueryRowContext(ctx, `SELECT w.id, w.name, d.token, d.device, d.role, d.seen FROM device d JOIN ws w ON w.id = d.ws
		WHERE d.token = ? AND d.revoked = 0`, token[:]).Scan(&m.ID, &m.Group, &kept, &device, &m.Role, &seen)
	if err != nil {
		return server.Member{}, wrap("find holder", edge(denied(err)))
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
	return m, wrap("note device", s.see(ctx, m.ID, device, seen, day))
}

// see takes down a day on which a device was seen. The first time it has its token
// for certain, so that the place it was taken from has done its work.
func (s *Store) see(ctx context.Context, ws string, device []byte, seen, day server.Day) error {
	return s.change(ctx, func(tx *sql.Tx) error {
		if seen == 0 {
			if _, err := tx.ExecContext(ctx, "DELETE FROM offer WHERE ws = ? AND device = ?", ws, device); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, "UPDATE device SET seen = ? WHERE ws = ? AND device = ?", day, ws, device)
		return err
	})
}

// Group implements server.Accounts.
func (s *Store) Group(ctx context.Context, key string) (ws server.Workspace, err error) {
	err = s.read.QueryRowContext(ctx, "SELECT id, name FROM ws WHERE name_key = ?", key).Scan(&ws.ID, &ws.Group)
	return ws, wrap("find group", edge(missing(err)))
}

// Devices implements server.Accounts.
func (s *Store) Devices(ctx context.Context, workspace string) ([]server.Device, error) {
	out, err := s.devices(ctx, workspace)
	return out, wrap("list devices", edge(err))
}

func (s *Store) devices(ctx context.Context, workspace string) ([]server.Device, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT device, role, label, seen, revoked FROM device WHERE ws = ? ORDER BY device", workspace)
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

// Revoke implements server.Accounts.
func (s *Store) Revoke(ctx context.Context, workspace, device string) error {
	err := s.change(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, "UPDATE device SET revoked = 1 WHERE ws = ? AND lower(hex(substr(device, 1, 8))) = ?", workspace, device)
		if err != nil {
			return err
		}
		if oneRow(res) != nil {
			return server.ErrNotFound
		}
		_, err = tx.ExecContext(ctx, "DELETE FROM offer WHERE ws = ? AND maker = ?", workspace, device)
		return err
	})
	return wrap("revoke device", err)
}

func oneRow(res sql.Result) error {
	n, err := res.RowsAffected()
	if err == nil && n != 1 {
		return server.ErrDenied
	}
	return err
}

func denied(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return server.ErrDenied
	}
	return err
}

func missing(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return server.ErrNotFound
	}
	return err
}

func wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}
