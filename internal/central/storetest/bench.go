package storetest

import (
	"fmt"
	"testing"

	"daykit/internal/central/server"
	"daykit/internal/data/feed"
)

// BenchPost posts letters of half a kilobyte in batches, spread over the events of many
// groups, and reports how many a second are safely kept.
func BenchPost(b *testing.B, s server.Store) {
	b.Helper()
	const groups, each, size, batch = 50, 5, 520, 512
	var events []string
	for g := range groups {
		name := fmt.Sprint("g", g)
		if err := s.Invite(b.Context(), invitation(name, name)); err != nil {
			b.Fatal(err)
		}
		for e := range each {
			event := fmt.Sprintf("E%d-%d", g, e)
			events = append(events, event)
			err := s.ChangeFeed(b.Context(), "ws-"+name, func(d server.Disk) error {
				_, err := d.Claim(event)
				return err
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	body := make([]byte, size)
	n := 0
	for b.Loop() {
		letters := make([]feed.Letter, batch)
		for i := range letters {
			letters[i] = feed.Letter{UUID: fmt.Sprintf("%08x-0000-4000-8000-%012x", uint32(n*2654435761), n), Event: events[n*7919%len(events)], Body: body}
			n++
		}
		fates, err := s.Post(b.Context(), letters, 1<<30)
		if err != nil {
			b.Fatal(err)
		}
		for _, f := range fates {
			if f != feed.FateKept {
				b.Fatalf("a letter's fate is %v", f)
			}
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "letters/s")
}
