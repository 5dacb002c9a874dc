package store_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
	"daykit/internal/domain/fault"
)

// TestLaptopsAgree lets laptops write and hear of each other's ops in any order
// across their streams, with repeats. In the end all hold the same, and what is
// folded is what a rebuild gives.
func TestLaptopsAgree(t *testing.T) {
	t.Parallel()
	for seed := range uint64(10) {
		r := rand.New(rand.NewPCG(seed, 0xda7))
		laptops := make([]*store.Store, 2+r.IntN(2))
		for i := range laptops {
			laptops[i] = open(t, t.TempDir())
		}
		for range 20 {
			n := r.IntN(len(laptops))
			l := laptops[n]
			if r.IntN(3) == 0 {
				from := pending(t, laptops[(n+1+r.IntN(len(laptops)-1))%len(laptops)])
				feed(t, l, r.Int64N(100), true, from[:r.IntN(len(from)+1)]...)
				continue
			}
			randomAct(t, l, r)
		}
		for range 4 { // erasures that are owed are said in the first rounds
			exchange(t, laptops, r)
		}
		want, err := store.Dump(t.Context(), laptops[0])
		if err != nil {
			t.Fatal(err)
		}
		for i, l := range laptops {
			got, err := store.Dump(t.Context(), l)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("seed %d: laptop %d differs from the first (-first +it):\n%s", seed, i, diff)
			}
			sameAfterRebuild(t, l)
		}
	}
}

// exchange gives every laptop every op, each stream in its order, the streams
// mixed.
func exchange(t *testing.T, laptops []*store.Store, r *rand.Rand) {
	t.Helper()
	for _, l := range laptops { // what was heard of goes out again
		if err := l.Reset(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	streams := map[oplog.Incarnation][]oplog.Op{}
	for _, l := range laptops {
		for _, o := range pending(t, l) {
			if have := streams[o.Inc]; int(o.Seq) == len(have)+1 {
				streams[o.Inc] = append(have, o)
			}
		}
	}
	for _, l := range laptops {
		left := map[oplog.Incarnation][]oplog.Op{}
		for inc, ops := range streams {
			left[inc] = ops
		}
		for len(left) > 0 {
			for inc, ops := range left { // in the map's random order
				n := 1 + r.IntN(len(ops))
				feed(t, l, 1, true, ops[:n]...)
				if left[inc] = ops[n:]; len(left[inc]) == 0 {
					delete(left, inc)
				}
			}
		}
		feed(t, l, 2, false)
	}
}

func randomAct(t *testing.T, s *store.Store, r *rand.Rand) {
	t.Helper()
	class := oplog.Work + oplog.Class(r.IntN(2))
	fact := fmt.Sprint("f", r.IntN(4))
	switch r.IntN(12) {
	case 6:
		if err := s.Erase(t.Context(), "page", fmt.Sprint("E", r.IntN(3))); err != nil {
			t.Fatal(err)
		}
	case 0:
		write(t, s, "add", store.AddChange{Class: class, ID: fact, Kind: "arrive", Body: json.RawMessage(fmt.Sprint(r.IntN(9)))})
	case 1:
		write(t, s, "void", store.VoidChange{Class: class, Fact: fact})
	case 2:
		turn := []func(context.Context, string) (string, error){s.Undo, s.Redo}[r.IntN(2)]
		if _, err := turn(t.Context(), "E1"); err != nil && fault.CodeOf(err) != fault.NotFound && fault.CodeOf(err) != fault.Conflict {
			t.Fatal(err)
		}
	default:
		f := fields("a", fmt.Sprint(r.IntN(9)), fmt.Sprint("x<", r.IntN(3)), `"v &"`)
		set := store.SetChange{Class: class, Entity: "page", ID: fmt.Sprint("E", r.IntN(3)), Fields: f, Resolve: r.IntN(4) == 0}
		err := s.Write(t.Context(), store.Act{Event: "E1", Label: "set", Changes: []store.Change{set}})
		if err != nil && fault.CodeOf(err) != fault.Conflict { // it was erased
			t.Fatal(err)
		}
	}
}
