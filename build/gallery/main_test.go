package main

import (
	"strings"
	"testing"
)

func TestWanted(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		only, kind, design, paper string
		want                      bool
	}{
		{"", "poster", "weave", "a4", true},
		{"poster", "poster", "weave", "a4", true},
		{"poster", "flyer", "weave", "a5", false},
		{"poster/plain", "poster", "weave", "a4", false},
		{"poster/weave/a3", "poster", "weave", "a3", true},
		{"poster/weave/a3", "poster", "weave", "a4", false},
		{"flyer,social//square", "social", "circle", "square", true},
		{"flyer,social//square", "social", "circle", "tall", false},
		{"article1", "article1", "", "a3", true},
	} {
		if got := wanted(c.only, c.kind, c.design, c.paper); got != c.want {
			t.Errorf("%q asks for %s/%s/%s: got %v, want %v", c.only, c.kind, c.design, c.paper, got, c.want)
		}
	}
}

func TestLots(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ langs, want string }{
		{"en", "en"},
		{"en,ur,pl", "en,ur,pl"},
		{"en,ur,pl,ti,ar,bn", "en,ur,pl;en,ti,ar;en,bn"},
	} {
		var got []string
		for _, lot := range lots(strings.Split(c.langs, ","), 3) {
			got = append(got, strings.Join(lot, ","))
		}
		if s := strings.Join(got, ";"); s != c.want {
			t.Errorf("%s by three: got %s, want %s", c.langs, s, c.want)
		}
	}
}
