package sim

import (
	"errors"

	"daykit/internal/data/oplog"
)

// errPower ends a transaction at the write where the power went.
var errPower = errors.New("the power went")

// disk is one transaction on a laptop's disk. It counts writes, so that the power
// can go at any of them, and takes down the ops that come into being.
type disk struct {
	*oplog.Mem
	left int // writes until the power goes; below zero it stays
	n    int // writes so far
	born []oplog.Op
}

func (d *disk) write() error {
	d.n++
	if d.left == 0 {
		return errPower
	}
	d.left--
	return nil
}

// PutOp implements oplog.Disk.
func (d *disk) PutOp(o oplog.Op) error {
	if err := d.write(); err != nil {
		return err
	}
	if o.State == oplog.Whole {
		d.born = append(d.born, o)
	}
	return d.Mem.PutOp(o)
}

// PutPeer implements oplog.Disk.
func (d *disk) PutPeer(p oplog.Peer) error {
	return first(d.write(), func() error { return d.Mem.PutPeer(p) })
}

// PutCell implements oplog.Disk.
func (d *disk) PutCell(k oplog.Key, c oplog.Cell) error {
	return first(d.write(), func() error { return d.Mem.PutCell(k, c) })
}

// PutFact implements oplog.Disk.
func (d *disk) PutFact(f oplog.Fact) error {
	return first(d.write(), func() error { return d.Mem.PutFact(f) })
}

// PutVoid implements oplog.Disk.
func (d *disk) PutVoid(fact string) error {
	return first(d.write(), func() error { return d.Mem.PutVoid(fact) })
}

// PutTouch implements oplog.Disk.
func (d *disk) PutTouch(e oplog.Entity, id oplog.OpID) error {
	return first(d.write(), func() error { return d.Mem.PutTouch(e, id) })
}

// DropEntity implements oplog.Disk.
func (d *disk) DropEntity(e oplog.Entity) error {
	return first(d.write(), func() error { return d.Mem.DropEntity(e) })
}

// PutErasure implements oplog.Disk.
func (d *disk) PutErasure(id oplog.OpID, m oplog.Mark) error {
	return first(d.write(), func() error { return d.Mem.PutErasure(id, m) })
}

// PutGone implements oplog.Disk.
func (d *disk) PutGone(e oplog.Entity, m oplog.Mark) error {
	return first(d.write(), func() error { return d.Mem.PutGone(e, m) })
}

// PutQuarantine implements oplog.Disk.
func (d *disk) PutQuarantine(id oplog.OpID, q oplog.Quarantine) error {
	return first(d.write(), func() error { return d.Mem.PutQuarantine(id, q) })
}

// DropQuarantine implements oplog.Disk.
func (d *disk) DropQuarantine(id oplog.OpID) error {
	return first(d.write(), func() error { return d.Mem.DropQuarantine(id) })
}

// PutPlace implements oplog.Disk.
func (d *disk) PutPlace(c oplog.Cursor) error {
	return first(d.write(), func() error { return d.Mem.PutPlace(c) })
}

// PutMail implements oplog.Disk.
func (d *disk) PutMail(uuid string, ops []oplog.OpID) error {
	return first(d.write(), func() error { return d.Mem.PutMail(uuid, ops) })
}

// DropMail implements oplog.Disk.
func (d *disk) DropMail(uuid string) error {
	return first(d.write(), func() error { return d.Mem.DropMail(uuid) })
}

func first(err error, then func() error) error {
	if err != nil {
		return err
	}
	return then()
}
