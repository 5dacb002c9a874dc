package store_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
)

// longLog is a workspace of 100,000 operations: 20 events of 500 guests whose names and
// contacts are written five times.
func longLog(b *testing.B) *store.Store {
	b.Helper()
	s := open(b, b.TempDir())
	for round := range 5 {
		for ev := range 20 {
			event := fmt.Sprintf("E%d", ev)
			var changes []store.Change
			for g := range 500 {
				set := func(c oplog.Class, field string) store.SetChange {
					v, err := json.Marshal(fmt.Sprintf("%s %d of guest %d at %s", field, round, g, event))
					if err != nil {
						b.Fatal(err)
					}
					return store.SetChange{Class: c, Entity: "guest", ID: fmt.Sprintf("%s/g%d", event, g), Fields: map[string]json.RawMessage{field: v}}
				}
				changes = append(changes, set(oplog.Roster, "name"), set(oplog.Contact, "phone"))
			}
			if err := s.Write(b.Context(), store.Act{Event: event, Label: "guests", Changes: changes}); err != nil {
				b.Fatal(err)
			}
		}
	}
	return s
}

func perOp(b *testing.B, ops int) {
	b.Helper()
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*ops), "ns/op-of-the-log")
}

// BenchmarkReplay folds 100,000 sealed operations anew.
func BenchmarkReplay(b *testing.B) {
	s := longLog(b)
	for b.Loop() {
		if err := s.Rebuild(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	perOp(b, 100_000)
}

// BenchmarkTakeIn brings 100,000 sealed operations into an empty workspace, as a laptop
// does that was just paired or recovered.
func BenchmarkTakeIn(b *testing.B) {
	var ops []oplog.Op
	if err := longLog(b).OpsBeyond(b.Context(), nil, func(o oplog.Op) error {
		ops = append(ops, o)
		return nil
	}); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		b.StopTimer()
		s := open(b, b.TempDir())
		b.StartTimer()
		if m, err := s.Merge(b.Context(), store.Incoming{Ops: ops}); err != nil || m.Fresh != len(ops) {
			b.Fatal(m, err)
		}
	}
	perOp(b, len(ops))
}

// BenchmarkDigest sums up 100,000 operations, as the light does that says whether a
// laptop is safe to lose.
func BenchmarkDigest(b *testing.B) {
	s := longLog(b)
	for b.Loop() {
		if _, err := s.Digest(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	perOp(b, 100_000)
}
