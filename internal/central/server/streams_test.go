package server_test

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
)

// boxOp is a sealed op of an incarnation.
func boxOp(inc string, seq uint32) wire.Op {
	return sign(wire.Op{Inc: inc, Seq: seq, Class: 3, Epoch: 1, Body: make([]byte, 60+seq)})
}

// TestOnePushOfManyStreams: each stands for itself, whatever becomes of the others.
func TestOnePushOfManyStreams(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.enter("a")
	const a, b, c, d = "a1a2a3a4a5a6a7a8", "b1b2b3b4b5b6b7b8", "c1c2c3c4c5c6c7c8", "d1d2d3d4d5d6d7d8"
	s.publish(token, boxOp(c, 1))
	other := boxOp(c, 1)
	other.Body[0] = 1
	bad := sign(wire.Op{Inc: d, Seq: 2, Body: []byte("{}")})
	req := wire.PushRequest{Ops: []wire.Op{boxOp(a, 1), boxOp(a, 2)}, Also: [][]wire.Op{
		{boxOp("e1e2e3e4e5e6e7e8", 3)}, {sign(other)}, {boxOp(d, 1), bad}, {boxOp(b, 1)},
	}}
	want := wire.PushReply{Head: 2, Also: []wire.PushReply{
		{Gap: true}, {Problem: &wire.Problem{
			Code: "conflict", Message: "this laptop's history is not the one the server knows", Hint: "restart the program and send again",
		}}, {Head: 2, Rejected: []wire.Rejection{{Seq: 2, Reason: "this server shows pages and reports only"}}}, {Head: 1},
	}}
	for range 2 {
		got := answer[wire.PushReply](t, s.post(token, wire.PathOps, req), http.StatusOK)
		for _, r := range got.Also {
			for i := range r.Rejected {
				if r.Rejected[i].Reason != "" {
					r.Rejected[i].Reason = want.Also[2].Rejected[0].Reason // its words are another test's
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
	if got := s.feed(token, "").Ops; len(got) != 1+2+2+1 {
		t.Errorf("the feed has %d ops", len(got))
	}
	req.Ops = []wire.Op{boxOp(a, 9)}
	if got := answer[wire.PushReply](t, s.post(token, wire.PathOps, req), http.StatusConflict); !got.Gap || len(got.Also) != 4 {
		t.Errorf("a gap in the first: %+v", got)
	}
}

func TestPushesOfManyStreamsAreBounded(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.enter("a")
	one := []wire.Op{boxOp("a1a2a3a4a5a6a7a8", 1)}
	many := make([]wire.Op, wire.MaxOps)
	for i := range many {
		many[i] = boxOp("b1b2b3b4b5b6b7b8", uint32(i+1))
		many[i].Body = nil
	}
	streams := make([][]wire.Op, wire.MaxStreams+1)
	for i := range streams {
		streams[i] = one
	}
	for name, req := range map[string]wire.PushRequest{
		"too many streams": {Ops: one, Also: streams}, "an empty stream": {Ops: one, Also: [][]wire.Op{{}}},
		"too many ops in all": {Ops: one, Also: [][]wire.Op{many}}, "no first": {Also: [][]wire.Op{one}},
		"a hole in one": {Ops: one, Also: [][]wire.Op{{many[0], many[2]}}},
	} {
		if w := s.post(token, wire.PathOps, req); w.Code != http.StatusBadRequest {
			t.Errorf("%s: got %d", name, w.Code)
		}
	}
	if got := s.feed(token, "").Ops; len(got) != 0 {
		t.Errorf("the feed has %d ops", len(got))
	}
}

// FuzzPushes looks for panics, and for streams that do not follow the rules of a push.
func FuzzPushes(f *testing.F) {
	one := []wire.Op{boxOp("a1a2a3a4a5a6a7a8", 1), boxOp("a1a2a3a4a5a6a7a8", 2)}
	f.Add([]byte(wire.Raw(wire.PushRequest{Ops: one, Also: [][]wire.Op{sealedOps(), {pageOp(1, eventID, table())}}})))
	f.Fuzz(func(t *testing.T, body []byte) {
		all, err := server.DecodePushes(body, today)
		if err != nil {
			return
		}
		n := 0
		for _, ops := range all {
			n += len(ops)
			for i, o := range ops {
				if o.Op.Inc != ops[0].Op.Inc || o.Op.Seq != ops[0].Op.Seq+uint32(i) || o.Refused == "" && !allowed(o) {
					t.Fatalf("%+v came through", o)
				}
			}
		}
		if len(all) == 0 || n > wire.MaxOps {
			t.Fatalf("%d streams, %d ops", len(all), n)
		}
	})
}
