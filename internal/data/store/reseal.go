package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"daykit/internal/data/oplog"
)

// sealAll seals a workspace that was written in the clear: by a program older than
// the second migration, or without keys. Such ops never left this laptop, so they
// may begin anew: each is written again under an incarnation of its event. It is
// one transaction; a workspace is either sealed whole or as it was.
func (s *Store) sealAll(ctx context.Context, dir, have string) error {
	name := cmp.Or(nameOf(s.sealer()), have, unsealed)
	s.mu.Lock()
	defer s.mu.Unlock()
	if name != have {
		if err := s.transact(ctx, func(b *batch) error { return b.sealFor(name, have) }); err != nil {
			return err
		}
	}
	if name == unsealed {
		return nil
	}
	if nameOf(s.sealer()) != "" {
		if err := s.transact(ctx, (*batch).sealSettings); err != nil {
			return err
		}
	}
	return s.dropPlainCopy(ctx, dir)
}

// plainCopy is the copy that is made before the second migration when nobody keeps
// a sealed one. It holds names in the clear.
const plainCopy = "before-0002.db"

// dropPlainCopy takes the copy away when what it was for is done and found whole.
func (s *Store) dropPlainCopy(ctx context.Context, dir string) error {
	path := filepath.Join(dir, plainCopy)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err := quickCheck(ctx, s.w); err != nil {
		return err
	}
	return os.Remove(path)
}

// sealFor seals the workspace unless it has been sealed for that name.
func (b *batch) sealFor(name, have string) error {
	if name == "" || name == have {
		return nil
	}
	if err := b.reseal(); err != nil {
		return err
	}
	return b.putMeta(metaSealed, name)
}

// reseal writes the private ops anew, folds the log, and seals the acts.
func (b *batch) reseal() error {
	b.bare, b.bared = true, true
	r := &resealer{b: b, incs: map[origin]oplog.Incarnation{}, now: map[oplog.Stamp]oplog.Stamp{}}
	if err := r.read(); err != nil {
		return err
	}
	if err := r.write(); err != nil {
		return err
	}
	mem, err := b.rebuild()
	if err != nil {
		return err
	}
	if err := b.learnScopes(mem); err != nil {
		return err
	}
	return b.eachAct("", func(act) (keep, changed bool) { return true, true })
}

// learnScopes takes down whose the public incarnations are.
func (b *batch) learnScopes(mem *oplog.Mem) error {
	known, err := mem.Peers()
	if err != nil {
		return err
	}
	for _, m := range known {
		p, err := b.Peer(m.Inc)
		if err != nil {
			return err
		}
		if p.Scope == "" && m.Scope != "" {
			p.Scope = m.Scope
			if err := b.PutPeer(p); err != nil {
				return err
			}
		}
	}
	return nil
}

// origin is where ops come from that go into one new incarnation.
type origin struct {
	inc   oplog.Incarnation
	scope string
}

// old is a plain op with its body and where it goes.
type old struct {
	oplog.Op
	body oplog.Body
	bad  bool // it cannot be read, and is sealed as it is
	to   origin
}

// resealer writes plain private ops anew.
type resealer struct {
	b    *batch
	all  []old
	incs map[origin]oplog.Incarnation
	now  map[oplog.Stamp]oplog.Stamp // the names of writes, by what they were
}

// read gathers the ops, and the events of facts for what takes them back.
func (r *resealer) read() error {
	events := map[string]string{}
	err := r.b.rows(func(rows *sql.Rows) error {
		o, err := scanOp(rows)
		if err != nil {
			return err
		}
		body, err := oplog.Decode(o)
		if body.Add != nil {
			events[body.Add.ID] = body.Add.Event
		}
		if o.Class.Private() && o.Kind != oplog.Redact && o.State == oplog.Whole {
			r.all = append(r.all, old{Op: o, body: body, bad: err != nil, to: origin{o.Inc, oplog.ScopeOf(body)}})
		}
		return nil
	}, "SELECT "+opColumns+" FROM op WHERE epoch = 0 ORDER BY inc, seq")
	for i := range r.all {
		if v := r.all[i].body.Void; v != nil {
			r.all[i].to.scope = events[v.Fact]
		}
	}
	return err
}

func (r *resealer) write() error {
	for i := range r.all {
		o := &r.all[i]
		inc, ok := r.incs[o.to]
		if !ok {
			var err error
			if inc, err = r.b.s.drawIncarnation(); err != nil {
				return err
			}
			r.incs[o.to] = inc
		}
		r.now[o.Stamp()] = oplog.Stamp{HLC: o.HLC, Inc: inc}
	}
	for i := range r.all {
		if err := r.one(&r.all[i]); err != nil {
			return err
		}
	}
	return nil
}

// one puts an op under its new incarnation, sealed, in place of the old.
func (r *resealer) one(o *old) error {
	b := r.b
	for _, q := range []string{"quarantine", "op"} {
		if err := b.exec("DELETE FROM "+q+" WHERE inc = ? AND seq = ?", o.Inc[:], o.Seq); err != nil {
			return err
		}
	}
	if err := b.exec("DELETE FROM peer WHERE inc = ? AND NOT EXISTS (SELECT 1 FROM op WHERE op.inc = peer.inc)", o.Inc[:]); err != nil {
		return err
	}
	p, err := b.Peer(r.incs[o.to])
	if err != nil {
		return err
	}
	op := o.Op
	op.Inc, op.Seq = r.incs[o.to], p.Have+1
	plain := o.Body
	if !o.bad {
		r.rename(o.body.Set)
		if _, plain, err = oplog.Encode(o.body, o.HLC); err != nil {
			return err
		}
	}
	if op.Epoch, op.Body, err = b.s.sealer().Seal(op.Class, op.ID(), plain); err != nil {
		return err
	}
	op.Hash = op.Sum()
	p = oplog.Peer{Inc: op.Inc, Class: op.Class, Scope: o.to.scope, Have: op.Seq, HLC: max(p.HLC, op.HLC)}
	if err := b.PutPeer(p); err != nil {
		return err
	}
	return b.PutOp(op)
}

// rename gives the writes that a set replaces their new names.
func (r *resealer) rename(s *oplog.SetBody) {
	if s == nil {
		return
	}
	for _, base := range s.Base {
		for i, was := range base {
			if now, ok := r.now[was]; ok {
				base[i] = now
			}
		}
	}
}
