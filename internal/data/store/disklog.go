package store

import (
	"database/sql"

	"daykit/internal/data/oplog"
)

const opColumns = "inc, seq, hlc, cls, kind, epoch, tinc, tseq, state, bodysum, body, hash"

func scanOp(r *sql.Rows) (oplog.Op, error) {
	var o oplog.Op
	err := scanOpInto(&o, r.Scan)
	return o, err
}

// scanOpInto reads the columns of opColumns. The body is a copy of its own.
func scanOpInto(o *oplog.Op, scan func(...any) error) error {
	var hlc int64
	var inc, tinc, sum, hash sql.RawBytes
	var body []byte
	if err := scan(&inc, &o.Seq, &hlc, &o.Class, &o.Kind, &o.Epoch, &tinc, &o.Target.Seq, &o.State, &sum, &body, &hash); err != nil {
		return err
	}
	o.HLC = oplog.HLC(hlc)
	copy(o.Inc[:], inc)
	copy(o.Target.Inc[:], tinc)
	copy(o.Inner[:], sum)
	copy(o.Hash[:], hash)
	if len(body) > 0 {
		o.Body = body
	}
	return nil
}

// Op implements oplog.Log.
func (b *batch) Op(id oplog.OpID) (o oplog.Op, known bool, err error) {
	err = b.rows(func(r *sql.Rows) error {
		known = true
		return scanOpInto(&o, r.Scan)
	}, "SELECT "+opColumns+" FROM op WHERE inc = ? AND seq = ?", id.Inc[:], id.Seq)
	return o, known, err
}

// PutOp implements oplog.Log.
func (b *batch) PutOp(o oplog.Op) error {
	var sum, tinc []byte
	if o.State != oplog.Whole {
		sum = o.Inner[:]
		b.bared = b.bared || o.State == oplog.Erased
	}
	if o.Target.Seq != 0 {
		tinc = o.Target.Inc[:]
	}
	return b.exec(`INSERT INTO op (`+opColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET state = excluded.state, bodysum = excluded.bodysum, body = excluded.body`,
		o.Inc[:], o.Seq, int64(o.HLC), o.Class, o.Kind, o.Epoch, blob(tinc), o.Target.Seq, o.State, blob(sum), blob(o.Body), o.Hash[:])
}

// Ops implements oplog.Log.
func (b *batch) Ops(inc oplog.Incarnation, from uint32, limit int) ([]oplog.Op, error) {
	var ops []oplog.Op
	err := b.rows(func(r *sql.Rows) error {
		o, err := scanOp(r)
		ops = append(ops, o)
		return err
	}, "SELECT "+opColumns+" FROM op WHERE inc = ? AND seq >= ? ORDER BY seq LIMIT ?", inc[:], from, limit)
	return ops, err
}

// peerSlot is a peer as the transaction sees it.
type peerSlot struct {
	oplog.Peer
	dirty bool
}

const peerColumns = "inc, cls, scope, have, hlc, acked, seen, forked"

func scanPeer(scan func(...any) error) (p oplog.Peer, err error) {
	var inc []byte
	var hlc int64
	err = scan(&inc, &p.Class, &p.Scope, &p.Have, &hlc, &p.Acked, &p.Seen, &p.Forked)
	copy(p.Inc[:], inc)
	p.HLC = oplog.HLC(hlc)
	return p, err
}

// Peer implements oplog.Log.
func (b *batch) Peer(inc oplog.Incarnation) (oplog.Peer, error) {
	if p, ok := b.peers[inc]; ok {
		return p.Peer, nil
	}
	p := &peerSlot{Peer: oplog.Peer{Inc: inc}}
	err := b.rows(func(r *sql.Rows) (err error) {
		p.Peer, err = scanPeer(r.Scan)
		return err
	}, "SELECT "+peerColumns+" FROM peer WHERE inc = ?", inc[:])
	if err != nil {
		return oplog.Peer{}, err
	}
	b.peers[inc] = p
	return p.Peer, nil
}

// PutPeer implements oplog.Log.
func (b *batch) PutPeer(p oplog.Peer) error {
	b.peers[p.Inc] = &peerSlot{p, true}
	return nil
}

// Peers implements oplog.Log.
func (b *batch) Peers() ([]oplog.Peer, error) {
	if err := b.flushPeers(); err != nil {
		return nil, err
	}
	var all []oplog.Peer
	err := b.rows(func(r *sql.Rows) error {
		p, err := scanPeer(r.Scan)
		all = append(all, p)
		return err
	}, "SELECT "+peerColumns+" FROM peer ORDER BY inc")
	return all, err
}

func (b *batch) flushPeers() error {
	for _, p := range b.peers {
		if !p.dirty {
			continue
		}
		if err := b.exec(`INSERT INTO peer (`+peerColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET scope = excluded.scope, have = excluded.have, hlc = excluded.hlc,
				acked = excluded.acked, seen = excluded.seen, forked = excluded.forked`,
			p.Inc[:], p.Class, p.Scope, p.Have, int64(p.HLC), p.Acked, p.Seen, p.Forked); err != nil {
			return err
		}
		p.dirty = false
	}
	return nil
}
