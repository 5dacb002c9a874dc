package sqlstore

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/hex"
	"errors"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
)

// Keybag implements server.Vault.
func (s *Store) Keybag(ctx context.Context, workspace string) (k server.Keybag, err error) {
	err = s.engine.Look(ctx, func(tx *sql.Tx) error {
		k, err = keybag(ctx, tx, workspace)
		return err
	})
	return k, wrap("read keybag", err)
}

// keybag gives the zero Keybag when there is none.
func keybag(ctx context.Context, tx *sql.Tx, ws string) (k server.Keybag, err error) {
	err = tx.QueryRowContext(ctx, "SELECT version, body FROM keybag WHERE ws = $1", ws).Scan(&k.Version, &k.Body)
	if errors.Is(err, sql.ErrNoRows) {
		return server.Keybag{}, nil
	}
	if err != nil {
		return k, err
	}
	k.Doors, err = doors(ctx, tx, ws, k.Version)
	return k, err
}

// doors names the devices whose keybags came with a version of the group's.
func doors(ctx context.Context, tx *sql.Tx, ws string, version int64) (out []wire.DoorBag, err error) {
	rows, err := tx.QueryContext(ctx, "SELECT device FROM door_bag WHERE ws = $1 AND version = $2 ORDER BY device", ws, version)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var d wire.DoorBag
		if err := rows.Scan(&d.Device); err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, rows.Err()
}

// PutKeybag implements server.Vault.
func (s *Store) PutKeybag(ctx context.Context, workspace string, k server.Keybag) (present server.Keybag, err error) {
	err = s.engine.Change(ctx, func(tx *sql.Tx) error {
		if err := s.hold(ctx, tx, workspace); err != nil {
			return err
		}
		if present, err = keybag(ctx, tx, workspace); err != nil {
			return err
		}
		switch {
		case k.Version == present.Version && k.Version > 0 && bytes.Equal(k.Body, present.Body):
			return nil
		case k.Version != present.Version+1:
			return server.ErrStale
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO keybag (ws, version, body) VALUES ($1, $2, $3)
			ON CONFLICT (ws) DO UPDATE SET version = excluded.version, body = excluded.body`, workspace, k.Version, k.Body)
		if err != nil {
			return err
		}
		if k.Doors != nil {
			if err := putDoors(ctx, tx, workspace, k); err != nil {
				return err
			}
		}
		present, err = keybag(ctx, tx, workspace)
		return err
	})
	return present, wrap("keep keybag", err)
}

// putDoors replaces the keybags of helpers' devices by those that are for one.
func putDoors(ctx context.Context, tx *sql.Tx, ws string, k server.Keybag) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM door_bag WHERE ws = $1", ws); err != nil {
		return err
	}
	for _, d := range k.Doors {
		begin, err := hex.DecodeString(d.Device) // of the digest, as server.DeviceID writes it
		if err != nil || len(begin) != idBytes {
			continue
		}
		var helps int
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM device WHERE ws = $1 AND substr(device, 1, 8) = $2 AND role = $3 AND revoked = 0",
			ws, begin, wire.RoleDoor).Scan(&helps); err != nil {
			return err
		}
		if helps == 0 {
			continue
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO door_bag (ws, device, version, body) VALUES ($1, $2, $3, $4)",
			ws, d.Device, k.Version, d.Body); err != nil {
			return err
		}
	}
	return nil
}

// DoorBag implements server.Vault.
func (s *Store) DoorBag(ctx context.Context, workspace, device string) (k server.Keybag, err error) {
	err = s.engine.Ask(ctx, func(q Queryer) error {
		return q.QueryRowContext(ctx, "SELECT version, body FROM door_bag WHERE ws = $1 AND device = $2", workspace, device).Scan(&k.Version, &k.Body)
	})
	if errors.Is(err, sql.ErrNoRows) {
		return server.Keybag{}, nil
	}
	return k, wrap("read keybag of a helper", err)
}

// PutRecovery implements server.Vault.
func (s *Store) PutRecovery(ctx context.Context, workspace string, token server.Digest) error {
	err := s.engine.Change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO recovery (ws, token) VALUES ($1, $2)
			ON CONFLICT (ws) DO UPDATE SET token = excluded.token`, workspace, token[:])
		if s.Unique(err) {
			return server.ErrConflict
		}
		return err
	})
	return wrap("keep recovery", err)
}

// Recover implements server.Vault.
func (s *Store) Recover(ctx context.Context, token server.Digest, n server.Newcomer) (m server.Member, k server.Keybag, err error) {
	err = s.engine.Change(ctx, func(tx *sql.Tx) error {
		var ws string
		var kept []byte
		if err := tx.QueryRowContext(ctx, "SELECT ws, token FROM recovery WHERE token = $1"+s.Lock, token[:]).Scan(&ws, &kept); err != nil {
			return denied(err)
		}
		if !same(kept, token) {
			return server.ErrDenied
		}
		if m, err = letIn(ctx, tx, ws, wire.RoleOrganiser, n); err != nil {
			return err
		}
		if k, err = keybag(ctx, tx, ws); err != nil {
			return err
		}
		return s.note(ctx, tx, ws)
	})
	return m, k, wrap("recover", err)
}

// Offer implements server.Vault.
func (s *Store) Offer(ctx context.Context, o server.Offer) error {
	err := s.engine.Change(ctx, func(tx *sql.Tx) error {
		if err := s.hold(ctx, tx, o.Workspace); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM offer WHERE expires <= $1", o.At.Unix()); err != nil {
			return err
		}
		if known, err := offered(ctx, tx, o); known || err != nil {
			return err
		}
		var waiting int
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM offer WHERE ws = $1", o.Workspace).Scan(&waiting); err != nil {
			return err
		}
		if waiting >= server.MaxOffers {
			return server.ErrFull
		}
		_, err := tx.ExecContext(ctx, "INSERT INTO offer (place, ws, maker, role, body, expires) VALUES ($1, $2, $3, $4, $5, $6)",
			o.Place[:], o.Workspace, o.Maker, o.Role, o.Body, o.Expires.Unix())
		if s.Unique(err) { // another workspace was quicker
			return server.ErrConflict
		}
		return err
	})
	return wrap("keep offer", err)
}

// offered reports whether the same offer is there already.
func offered(ctx context.Context, tx *sql.Tx, o server.Offer) (bool, error) {
	var ws string
	var role server.Role
	var body []byte
	err := tx.QueryRowContext(ctx, "SELECT ws, role, body FROM offer WHERE place = $1", o.Place[:]).Scan(&ws, &role, &body)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return false, nil
	case err != nil:
		return false, err
	case ws != o.Workspace || role != o.Role || !bytes.Equal(body, o.Body):
		return false, server.ErrConflict
	}
	return true, nil
}

// TakeOffer implements server.Vault.
func (s *Store) TakeOffer(ctx context.Context, place server.Digest, n server.Newcomer) (m server.Member, body []byte, err error) {
	err = s.engine.Change(ctx, func(tx *sql.Tx) error {
		var ws string
		var role server.Role
		var taker []byte
		err := tx.QueryRowContext(ctx, "SELECT ws, role, body, device FROM offer WHERE place = $1 AND expires > $2"+s.Lock, place[:], n.At.Unix()).
			Scan(&ws, &role, &body, &taker)
		if err != nil {
			return missing(err)
		}
		if taker != nil && !same(taker, n.Device) {
			return server.ErrNotFound
		}
		if _, err := tx.ExecContext(ctx, "UPDATE offer SET device = $1 WHERE place = $2", n.Device[:], place[:]); err != nil {
			return err
		}
		if m, err = letIn(ctx, tx, ws, role, n); err != nil {
			return err
		}
		return s.note(ctx, tx, ws)
	})
	if err != nil {
		body = nil
	}
	return m, body, wrap("take offer", err)
}

// Seed implements server.Vault.
func (s *Store) Seed(ctx context.Context, name string, fresh [32]byte) (seed [32]byte, err error) {
	const find = "SELECT value FROM seed WHERE name = $1"
	var kept []byte
	err = s.engine.Ask(ctx, func(q Queryer) error { return q.QueryRowContext(ctx, find, name).Scan(&kept) })
	if errors.Is(err, sql.ErrNoRows) {
		err = s.engine.Change(ctx, func(tx *sql.Tx) error {
			if _, err := tx.ExecContext(ctx, "INSERT INTO seed (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING", name, fresh[:]); err != nil {
				return err
			}
			return tx.QueryRowContext(ctx, find, name).Scan(&kept)
		})
	}
	copy(seed[:], kept)
	return seed, wrap("read seed", err)
}
