package sqlite

import (
	"context"
	"crypto/subtle"
	"database/sql"
	"errors"
	"fmt"

	"daykit/internal/central/server"
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
func (s *Store) Join(ctx context.Context, j server.Joining) (ws server.Workspace, err error) {
	err = s.change(ctx, func(tx *sql.Tx) error {
		var expires int64
		var device []byte
		err := tx.QueryRowContext(ctx, `SELECT w.id, w.name, i.expires, i.device
			FROM invitation i JOIN ws w ON w.id = i.ws WHERE i.code = ?`, j.Code[:]).
			Scan(&ws.ID, &ws.Group, &expires, &device)
		if err != nil {
			return denied(err)
		}
		if j.At.Unix() >= expires || device != nil && subtle.ConstantTimeCompare(device, j.Device[:]) != 1 {
			return server.ErrDenied
		}
		if _, err := tx.ExecContext(ctx, "UPDATE invitation SET device = ? WHERE code = ?", j.Device[:], j.Code[:]); err != nil {
			return err
		}
		return letIn(ctx, tx, ws.ID, j)
	})
	if err != nil {
		return server.Workspace{}, wrap("join", err)
	}
	return ws, nil
}

// letIn gives the device its new token, unless it was cut off.
func letIn(ctx context.Context, tx *sql.Tx, ws string, j server.Joining) error {
	res, err := tx.ExecContext(ctx, `INSERT INTO device (ws, device, token) VALUES (?, ?, ?)
		ON CONFLICT (ws, device) DO UPDATE SET token = excluded.token WHERE revoked = 0`, ws, j.Device[:], j.Token[:])
	if err != nil {
		return err
	}
	return oneRow(res)
}

// Holder implements server.Accounts.
func (s *Store) Holder(ctx context.Context, token server.Digest) (ws server.Workspace, err error) {
	var kept []byte
	err = s.read.QueryRowContext(ctx, `SELECT w.id, w.name, d.token FROM device d JOIN ws w ON w.id = d.ws
		WHERE d.token = ? AND d.revoked = 0`, token[:]).Scan(&ws.ID, &ws.Group, &kept)
	if err != nil {
		return server.Workspace{}, wrap("find holder", edge(denied(err)))
	}
	// The index compared digests, which tells nothing of the token; comparing
	// once more in constant time costs nothing and needs no such argument.
	if subtle.ConstantTimeCompare(kept, token[:]) != 1 {
		return server.Workspace{}, server.ErrDenied
	}
	return ws, nil
}

// Revoke implements server.Accounts.
func (s *Store) Revoke(ctx context.Context, token server.Digest) error {
	err := s.change(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, "UPDATE device SET revoked = 1 WHERE token = ? AND revoked = 0", token[:])
		if err != nil {
			return err
		}
		return oneRow(res)
	})
	return wrap("revoke token", err)
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

func wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", doing, err)
}
