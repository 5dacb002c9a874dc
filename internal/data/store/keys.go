package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"

	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// sealer gives the Sealer as it is now.
func (s *Store) sealer() Sealer { return *s.keys.Load() }

// metaSealed is the key of the workspace's name in meta, put there when all that is
// private has been sealed with its keys.
const metaSealed = "sealed"

// unsealed is what meta says of a workspace that has no keys.
const unsealed = "none"

// start takes the keys, begins the replica and seals what is not sealed yet.
func (s *Store) start(ctx context.Context, dir string) error {
	have, err := s.sealedFor(ctx)
	if err != nil {
		return err
	}
	keys, err := s.firstKeys(ctx, have)
	if err != nil {
		return err
	}
	if err := fits(keys, have); err != nil {
		return err
	}
	s.keys.Store(&keys)
	err = s.view(ctx, "begin", func(b *batch) (err error) {
		s.rep, err = oplog.NewReplica(b, oplog.Config{Draw: s.drawIncarnation, Seal: bodies{s}, Admit: s.admit})
		return err
	})
	if err != nil {
		return err
	}
	return s.sealAll(ctx, dir, have)
}

// sealedFor gives the workspace whose keys sealed this file; "" when none have.
func (s *Store) sealedFor(ctx context.Context) (string, error) {
	var have string
	err := s.w.QueryRowContext(ctx, "SELECT v FROM meta WHERE k = ?", metaSealed).Scan(&have)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", err
	}
	return have, nil
}

func (s *Store) firstKeys(ctx context.Context, have string) (Sealer, error) {
	switch {
	case s.opts.Sealer != nil:
		return s.opts.Sealer, nil
	case s.opts.Keys == nil:
		return bare{}, nil
	case have == unsealed:
		have = ""
	}
	return s.opts.Keys(ctx, have)
}

// nameOf spells the workspace that keys belong to; "" for Locked and for none.
func nameOf(keys Sealer) string {
	id := keys.Workspace()
	if id == (seal.WorkspaceID{}) {
		return ""
	}
	return hex.EncodeToString(id[:])
}

// fits refuses the keys of another group.
func fits(keys Sealer, have string) error {
	if name := nameOf(keys); name != "" && have != "" && have != unsealed && have != name {
		return fault.New(fault.Denied, "these keys belong to another workspace", "recover with the recovery sheet of this one")
	}
	return nil
}

// Unlock hands the keys in: after a passphrase was given, or when a new keybag has
// come. It reads what could not be read without them and gives the number of those
// ops. Denied when they are another group's.
func (s *Store) Unlock(ctx context.Context, keys Sealer) (int, error) {
	have, err := s.sealedFor(ctx)
	if err == nil {
		err = fits(keys, have)
	}
	if err != nil {
		return 0, fmt.Errorf("unlock: %w", mapped(err))
	}
	s.keys.Store(&keys)
	n := 0
	err = s.update(ctx, "unlock", func(b *batch) (err error) {
		if n, err = b.retry(); err != nil {
			return err
		}
		if err := b.sealFor(nameOf(keys), have); err != nil {
			return err
		}
		return b.sealSettings()
	})
	return n, err
}

// manyUnread is from how many ops on a rebuild, which reads the log once, is faster
// than to retry each, for which all before it in its incarnation are read.
const manyUnread = 50

// retry reads what could not be read and gives the number of ops that now can.
func (b *batch) retry() (int, error) {
	before, err := b.unread()
	if err != nil {
		return 0, err
	}
	if before < manyUnread {
		return b.s.rep.Retry(b)
	}
	mem, err := b.rebuild()
	if err != nil {
		return 0, err
	}
	if err := b.learnScopes(mem); err != nil {
		return 0, err
	}
	after, err := b.unread()
	return before - after, err
}

// unread counts the ops that have no effect here.
func (b *batch) unread() (n int, err error) {
	_, err = b.row([]any{&n}, "SELECT count(*) FROM quarantine WHERE cause <> ?", oplog.Remote)
	return n, err
}

// admit holds ops that travel in the open to what is public: a server can write
// those, and must not be able to change a plan or to take back an arrival.
func (s *Store) admit(o oplog.Op, b oplog.Body) error {
	if _, open := s.sealer().(bare); open || o.Class.Private() {
		return nil
	}
	page := o.Class == oplog.Public && b.Set != nil && b.Set.Entity == wire.EntityPage
	report := o.Class == oplog.Report && b.Set != nil && b.Set.Entity == wire.EntityReport
	if !page && !report {
		return errNotPublic
	}
	return nil
}

var errNotPublic = errors.New("an op that is not sealed says something that is not public")
