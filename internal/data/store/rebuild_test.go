package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
)

// TestRebuildMendsWhatIsLost takes all that is folded away; the log alone must give
// it back.
func TestRebuildMendsWhatIsLost(t *testing.T) {
	t.Parallel()
	a, b := pair(t)
	write(t, b, "b", store.SetChange{Class: oplog.Roster, Entity: "guest", ID: "E1/g000", Fields: fields("name", `"B"`)})
	feed(t, a, 3, false, pending(t, b)...)
	write(t, a, "void", store.VoidChange{Class: oplog.Work, Fact: "E1-f"})
	if err := a.Erase(t.Context(), "guest", "E1/g001"); err != nil {
		t.Fatal(err)
	}
	want, err := store.Dump(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	for name, hurt := range map[string]string{
		"a value":        "UPDATE cell SET val = x'37' WHERE ent = 'event'",
		"a seal":         "UPDATE cell SET val = x'0100' WHERE ent = 'guest'",
		"a stamp":        "UPDATE cell SET hlc = hlc + 1",
		"a class":        "UPDATE cell SET cls = 0 WHERE ent = 'guest'",
		"a fork":         "UPDATE cell SET forks = 1 - forks",
		"a stranger":     "INSERT INTO cell (ent, id, field, hlc, inc, val, forks) VALUES ('event', 'E9', 'title', 1, x'00', x'31', 0)",
		"a conflict":     "DELETE FROM conflict",
		"one too many":   "INSERT INTO conflict (ent, id, field, hlc, inc, val) VALUES ('event', 'E1', 'title', 1, x'00', x'31')",
		"a fact":         "DELETE FROM fact WHERE id = 'E2-f'",
		"a void":         "INSERT INTO void VALUES ('E2-f')",
		"what was set":   "DELETE FROM touch WHERE seq = 1",
		"what was not":   "INSERT INTO touch VALUES ('event', 'E9', x'0000000000000000', 1)",
		"all that folds": "DELETE FROM cell; DELETE FROM conflict; DELETE FROM fact; DELETE FROM void; DELETE FROM touch",
		"nothing":        "SELECT 1",
	} {
		if err := store.Exec(t.Context(), a, hurt); err != nil {
			t.Fatal(name, err)
		}
		if err := a.Rebuild(t.Context()); err != nil {
			t.Fatal(name, err)
		}
		got, err := store.Dump(t.Context(), a)
		if err != nil {
			t.Fatal(name, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if err := store.Check(t.Context(), a); err != nil {
			t.Error(name, err)
		}
	}
}

// hundred gives a workspace of 100,000 ops: 100 events of 500 guests.
func hundred(b *testing.B) *store.Store {
	b.Helper()
	s := open(b, b.TempDir())
	for i := range 100 {
		write(b, s, "import", guests(fmt.Sprint("E", i))...)
	}
	return s
}

// BenchmarkRebuild100000 reads a log of 100,000 ops again: at most 3 s.
func BenchmarkRebuild100000(b *testing.B) {
	s := hundred(b)
	for b.Loop() {
		if err := s.Rebuild(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(100_000/(b.Elapsed().Seconds()/float64(b.N)), "ops/s")
}

// BenchmarkRebuildFromNothing writes all that is folded anew as well.
func BenchmarkRebuildFromNothing(b *testing.B) {
	s := hundred(b)
	for b.Loop() {
		b.StopTimer()
		if err := store.Spoil(b.Context(), s); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if err := s.Rebuild(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOpenTwentyEvents opens a workspace of 20 events with 500 guests each and
// reads all guests: at most 300 ms.
func BenchmarkOpenTwentyEvents(b *testing.B) {
	dir := b.TempDir()
	s := open(b, dir)
	for i := range 20 {
		write(b, s, "import", guests(fmt.Sprint("E", i))...)
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	var read time.Duration
	for b.Loop() {
		s, err := store.Open(b.Context(), dir, options())
		if err != nil {
			b.Fatal(err)
		}
		start := time.Now()
		rows, err := s.Entities(b.Context(), "guest", "")
		if err != nil || len(rows) != 10_000 {
			b.Fatal(len(rows), err)
		}
		read += time.Since(start)
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(read.Seconds()*1000/float64(b.N), "ms-reading/op")
}
