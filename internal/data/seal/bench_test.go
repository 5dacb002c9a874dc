package seal_test

import (
	"testing"

	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
)

// benchOps is how many operations one round seals or opens: the size of a large
// workspace.
const benchOps = 100_000

func benchKeys(b *testing.B) *seal.Keys {
	b.Helper()
	k, err := seal.NewKeys(drawn(1))
	if err != nil {
		b.Fatal(err)
	}
	return k
}

// BenchmarkSeal100k seals bodies of 120 bytes.
func BenchmarkSeal100k(b *testing.B) {
	k, plain := benchKeys(b), make([]byte, 120)
	for b.Loop() {
		for i := range uint32(benchOps) {
			if _, _, err := k.Seal(oplog.Roster, op(i), plain); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.N)*benchOps/b.Elapsed().Seconds(), "ops/s")
}

// BenchmarkOpen100k opens them.
func BenchmarkOpen100k(b *testing.B) {
	k := benchKeys(b)
	bodies := make([][]byte, benchOps)
	for i := range bodies {
		_, bodies[i], _ = k.Seal(oplog.Roster, op(uint32(i)), make([]byte, 120))
	}
	for b.Loop() {
		for i, body := range bodies {
			if _, err := k.Open(oplog.Roster, 1, op(uint32(i)), body); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.N)*benchOps/b.Elapsed().Seconds(), "ops/s")
}

func BenchmarkOpenSignup(b *testing.B) {
	k := benchKeys(b)
	to, err := k.NewEventKey("ev", seal.Hybrid)
	if err != nil {
		b.Fatal(err)
	}
	sealed := encrypt(b, to, string(make([]byte, 512)))
	for b.Loop() {
		if _, err := k.OpenSignup("ev", sealed); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPassphrase is how long a person waits for their passphrase to be tried.
func BenchmarkPassphrase(b *testing.B) {
	for name, cost := range map[string]seal.Cost{"normal": seal.Normal, "weak": seal.Weak} {
		b.Run(name, func(b *testing.B) {
			id, err := seal.NewIdentity(seal.Hybrid, drawn(1))
			if err != nil {
				b.Fatal(err)
			}
			s, err := seal.ProtectWith("correct horse", cost, id, "keybag.age", drawn(2))
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if _, err := s.OpenWith("correct horse"); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
