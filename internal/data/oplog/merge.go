package oplog

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
)

// Head says how far one incarnation is known.
type Head struct {
	Inc  Incarnation
	Have uint32
}

// Have gives how far every incarnation is known, by incarnation: what a laptop
// tells another so that it gets what it lacks.
func (r *Replica) Have(d Disk) ([]Head, error) {
	peers, err := d.Peers()
	out := make([]Head, len(peers))
	for i, p := range peers {
		out[i] = Head{p.Inc, p.Have}
	}
	return out, err
}

// OpsBeyond calls yield with every op that one who has have lacks, in an order in
// which it can Receive them. It stops at the first error of yield and gives it.
func (r *Replica) OpsBeyond(d Disk, have []Head, yield func(Op) error) error {
	known := make(map[Incarnation]uint32, len(have))
	for _, h := range have {
		known[h.Inc] = h.Have
	}
	return eachOp(d, known, yield)
}

func eachOp(d Disk, known map[Incarnation]uint32, yield func(Op) error) error {
	peers, err := d.Peers()
	if err != nil {
		return err
	}
	for _, p := range peers {
		for seq := known[p.Inc]; seq < p.Have; {
			ops, err := d.Ops(p.Inc, seq+1, page)
			if err != nil {
				return err
			}
			for i := range ops {
				if err := yield(ops[i]); err != nil {
					return err
				}
			}
			if len(ops) == 0 {
				break
			}
			seq += uint32(len(ops))
		}
	}
	return nil
}

// Digest sums up which ops are in a log: logs with equal digests hold the same
// ops, whether or not their bodies are there.
type Digest [sha256.Size]byte

// Digester computes a Digest from ops that come by incarnation and number.
type Digester struct {
	h hash.Hash
}

// NewDigester gives the digester of an empty log.
func NewDigester() *Digester { return &Digester{h: sha256.New()} }

// Add takes in the next op: SHA-256 over incarnation, number (4 bytes, big-endian)
// and hash of each.
func (g *Digester) Add(id OpID, h Hash) {
	var room [8 + 4 + 16]byte
	b := append(room[:0], id.Inc[:]...)
	b = binary.BigEndian.AppendUint32(b, id.Seq)
	b = append(b, h[:]...)
	g.h.Write(b)
}

// Sum gives the digest.
func (g *Digester) Sum() (d Digest) {
	g.h.Sum(d[:0])
	return d
}

// Digest gives the digest of the whole log.
func (r *Replica) Digest(d Disk) (Digest, error) {
	g := NewDigester()
	err := eachOp(d, nil, func(o Op) error {
		g.Add(o.ID(), o.Hash)
		return nil
	})
	return g.Sum(), err
}
