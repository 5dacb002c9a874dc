package postgres_test

import (
	"testing"

	"daykit/internal/central/pgtest"
	"daykit/internal/central/storetest"
)

func BenchmarkPost(b *testing.B) {
	storetest.BenchPost(b, open(b, pgtest.For(b, pgtest.Options{Durable: true}).Empty(b)))
}
