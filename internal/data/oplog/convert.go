package oplog

import (
	"encoding/hex"

	"daykit/internal/data/wire"
)

// Sum computes the hash that o ought to carry.
func (o Op) Sum() Hash { return o.header().Sum(o.inner()) }

func (o Op) header() wire.Header {
	return wire.Header{
		Inc: o.Inc, Seq: o.Seq, HLC: uint64(o.HLC), Class: uint8(o.Class), Kind: uint8(o.Kind),
		Epoch: o.Epoch, TargetInc: o.Target.Inc, TargetSeq: o.Target.Seq,
	}
}

// Wire gives the op the form in which it travels.
func (o Op) Wire() wire.Op {
	w := wire.Op{
		Inc: hex.EncodeToString(o.Inc[:]), Seq: o.Seq, HLC: uint64(o.HLC),
		Class: uint8(o.Class), Kind: uint8(o.Kind), Epoch: o.Epoch, State: uint8(o.State),
		Body: o.Body, Hash: hex.EncodeToString(o.Hash[:]),
	}
	if o.Target != (OpID{}) {
		w.TargetInc, w.TargetSeq = hex.EncodeToString(o.Target.Inc[:]), o.Target.Seq
	}
	if o.State != Whole {
		w.Inner = append([]byte(nil), o.Inner[:]...)
	}
	return w
}

// FromWire reads an op that has come in. Only a header that is no header is an
// error: whether the op makes sense is for Replica to say, which keeps what does
// not. A state of a later version is taken for Refused: the body is not here.
func FromWire(w wire.Op) (Op, error) {
	h, err := w.Header()
	if err != nil {
		return Op{}, err
	}
	hash, err := w.Sum()
	if err != nil {
		return Op{}, err
	}
	o := Op{
		Inc: h.Inc, Seq: h.Seq, HLC: HLC(h.HLC), Class: Class(h.Class), Kind: Kind(h.Kind), Epoch: h.Epoch,
		Target: OpID{h.TargetInc, h.TargetSeq}, State: min(BodyState(w.State), Refused), Hash: hash,
	}
	if o.State == Whole {
		o.Body = w.Body
		return o, nil
	}
	o.Inner, err = w.InnerSum()
	return o, err
}
