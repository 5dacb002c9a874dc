package desk_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daykit/internal/desk"
)

// BenchmarkOpen opens a workspace of 20 events with 500 guests each, to what the window
// shows first: the events, the line that says how safe they are, and one guest list.
// The aim is 300 ms.
func BenchmarkOpen(b *testing.B) {
	opt := desk.Options{Dir: b.TempDir(), Version: "test", Now: func() time.Time { return testNow }, Rand: &counter{n: 1}, NoKeyring: true}
	d, id := bigWorkspace(b, opt)
	if err := d.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		d, err := desk.Open(b.Context(), opt)
		if err != nil {
			b.Fatal(err)
		}
		cards, err := d.Events(b.Context())
		if err != nil || len(cards) != 20 {
			b.Fatal(len(cards), err)
		}
		if _, err := d.State(b.Context()); err != nil {
			b.Fatal(err)
		}
		if guests, err := d.Guests(b.Context(), id); err != nil || len(guests) != 500 {
			b.Fatal(len(guests), err)
		}
		b.StopTimer()
		if err := d.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}

// bigWorkspace fills a workspace with 20 events of 500 guests each, and gives one of them.
func bigWorkspace(b *testing.B, opt desk.Options) (*desk.Desk, string) {
	b.Helper()
	d, err := desk.Open(b.Context(), opt)
	if err != nil {
		b.Fatal(err)
	}
	var list strings.Builder
	list.WriteString("id,name,email,phone\n")
	for i := range 500 {
		fmt.Fprintf(&list, "%d,Guest Number %d,guest%d@example.org,0700 9%05d\n", i, i, i, i)
	}
	path := filepath.Join(b.TempDir(), "guests.csv")
	if err := os.WriteFile(path, []byte(list.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	id := ""
	for range 20 {
		if id, err = d.NewEvent(b.Context(), desk.SampleEvent()); err != nil {
			b.Fatal(err)
		}
		if _, err := d.ImportGuests(b.Context(), id, path); err != nil {
			b.Fatal(err)
		}
	}
	return d, id
}
