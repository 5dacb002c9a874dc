package oplog_test

import (
	"testing"

	"daykit/internal/data/oplog"
)

func TestTwoDisksOfOneStream(t *testing.T) {
	t.Parallel()
	a := newLaptop(t, 1)
	for range 3 {
		a.set(t, oplog.Work, sign, "n", "1")
	}
	copied := a.disk.Clone()
	mine := a.set(t, oplog.Work, sign, "n", "2")
	theirs := mine
	theirs.Hash[0] ^= 1
	must(t, copied.PutOp(theirs))
	if a.op(t, mine.ID()).Hash != mine.Hash {
		t.Error("a copy wrote into what it was copied from")
	}
}

// TestSeenHasNoHoles: what came by another way than the feed is not seen.
func TestSeenHasNoHoles(t *testing.T) {
	t.Parallel()
	a, b := newLaptop(t, 1), newLaptop(t, 2)
	var last oplog.Op
	for range 3 {
		last = a.set(t, oplog.Work, sign, "n", "1")
	}
	a.give(t, b)
	if _, err := b.Receive(b.disk, last, true); err != nil || b.peer(t, last.Inc).Seen != 0 {
		t.Errorf("seen up to %d, %v, though the first two were not", b.peer(t, last.Inc).Seen, err)
	}
}
