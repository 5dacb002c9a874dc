package postgres_test

import (
	"testing"

	"daykit/internal/central/pgtest"
	"daykit/internal/central/postgres"
	"daykit/internal/central/storetest"
)

func BenchmarkPost(b *testing.B) {
	c, err := pgtest.Start(pgtest.Options{Durable: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := c.Stop(); err != nil {
			b.Error(err)
		}
	})
	address, err := c.Database(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	s, err := postgres.Open(b.Context(), address)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	storetest.BenchPost(b, s)
}
