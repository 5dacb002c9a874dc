package main

import (
	"log/slog"
	"slices"
	"testing"
)

// TestContentCoordinators: names may have commas, so each has a flag of its own.
func TestContentCoordinators(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ args, want []string }{
		"all": {nil, nil},
		"two": {[]string{"--content-coordinator", "Example, Cora", "--content-coordinator", "Dora"}, []string{"Example, Cora", "Dora"}},
	} {
		cfg, err := parse(c.args, func(string) (string, bool) { return "", false })
		if err != nil {
			t.Fatal(err)
		}
		got := cfg.server(nil, "http://127.0.0.1", slog.New(slog.DiscardHandler)).ContentCoordinators
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q", name, got)
		}
	}
}
