package server_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"
	"time"

	"daykit/internal/data/wire"

	"github.com/google/go-cmp/cmp"
)

// sealedOps gives one op of each shape that the server takes and cannot read.
func sealedOps() []wire.Op {
	const inc = "2122232425262728"
	box := func(n int) []byte { return bytes.Repeat([]byte{0xee}, n) }
	late := uint64(today.Add(48*time.Hour).UnixMilli()) << 16 // an erasure does not wait for a clock
	return []wire.Op{
		sign(wire.Op{Inc: inc, Seq: 1, Class: 2, Kind: 2, Epoch: 1, Body: box(40)}),
		sign(wire.Op{Inc: inc, Seq: 2, Class: 2, Kind: 3, Epoch: 1, Body: box(100)}),
		sign(wire.Op{Inc: inc, Seq: 3, Class: 3, Epoch: 7, Body: box(300)}),
		sign(wire.Op{Inc: inc, Seq: 4, Class: 4, Epoch: 1<<32 - 1, Body: box(600)}),
		sign(wire.Op{Inc: inc, Seq: 5, Class: 2, Kind: 5, Epoch: 1, Body: box(90), HLC: late}),
		sign(wire.Op{Inc: inc, Seq: 6, Class: 2, Kind: wire.KindRedact, TargetInc: "3132333435363738", TargetSeq: 9, HLC: late + 1}),
	}
}

func TestSealedOpsComeBackAsTheyAre(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.enter("a")
	ops := sealedOps()
	for range 2 {
		s.publish(token, ops...)
	}
	if d := cmp.Diff(ops, s.feed(token, "").Ops); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	for _, path := range []string{"/coordinator", "/e/" + eventID, "/"} {
		w := s.get(path, s.coordinator("Cora"))
		if strings.Contains(w.Body.String(), string(ops[0].Body[:8])) {
			t.Errorf("%s shows what is sealed", path)
		}
	}
}

func TestTheLargestOpsFit(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.enter("a")
	op := sign(wire.Op{Seq: 1, Class: 3, Epoch: 1, Body: make([]byte, wire.MaxOpBody)})
	s.publish(token, op)
	if got := s.feed(token, "").Ops; len(got) != 1 || len(got[0].Body) != wire.MaxOpBody {
		t.Errorf("got %d ops", len(got))
	}
}

func TestErasure(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.enter("a")
	ops := sealedOps()
	name, page := ops[2], pageOp(1, eventID, table())
	redact := func(seq uint32, target wire.Op) wire.Op {
		return sign(wire.Op{Inc: "4142434445464748", Seq: seq, Class: 2, Kind: wire.KindRedact, TargetInc: target.Inc, TargetSeq: target.Seq})
	}
	s.publish(token, ops...)
	s.publish(token, page)
	wantStatus(t, s.get("/e/"+eventID), http.StatusOK)
	marks := []wire.Op{redact(1, name), redact(2, page)}
	s.publish(token, marks...)
	s.publish(token, ops...) // whole once more
	want := append(append([]wire.Op{}, ops...), without(page, wire.StateErased))
	want[2] = without(name, wire.StateErased)
	if d := cmp.Diff(append(want, marks...), s.feed(token, "").Ops); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	wantStatus(t, s.get("/e/"+eventID), http.StatusNotFound)

	erased := without(ops[3], wire.StateErased) // a laptop that has only the erased copy
	s.publish(token, without(ops[2], wire.StateErased), erased)
	all := s.feed(token, "").Ops
	if mark := all[len(all)-1]; mark.Kind != wire.KindRedact || mark.TargetInc != erased.Inc || mark.TargetSeq != erased.Seq || mark.Check() != nil {
		t.Errorf("the feed ends with %+v, want a redaction of op 4", mark)
	}
	if d := cmp.Diff(erased, all[3]); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// TestOddRedactionsAreNotObeyed: only its form may keep an erasure from being one.
func TestOddRedactionsAreNotObeyed(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.enter("a")
	ops := sealedOps()
	s.publish(token, ops...)
	mark := sign(wire.Op{Inc: "4142434445464748", Seq: 1, Class: 2, Kind: wire.KindRedact, TargetInc: ops[0].Inc, TargetSeq: 3})
	spoilt := mark
	spoilt.TargetSeq = 4 // not what was signed
	got := answer[wire.PushReply](t, s.push(token, spoilt), http.StatusOK)
	if len(got.Rejected) != 1 || !strings.Contains(got.Rejected[0].Reason, "does not match its hash") {
		t.Errorf("got %+v", got)
	}
	feed := s.feed(token, "").Ops
	if d := cmp.Diff(ops, feed[:len(ops)]); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
