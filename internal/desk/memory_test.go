package desk_test

import (
	"io"
	"runtime/debug"
	"testing"

	"daykit/internal/desk"
)

// TestPrintsLeaveTheMemoryAsItWas checks that garbage may lie about while something
// is printed, and no longer, whether it was printed or not.
func TestPrintsLeaveTheMemoryAsItWas(t *testing.T) { // not parallel: the percent is the process's
	const percent = 77
	d := openDesk(t)
	id := addSample(t, d)
	defer debug.SetGCPercent(debug.SetGCPercent(percent))
	for _, kind := range []string{desk.KindConsent, "no such kind"} {
		var during int
		_, _, err := d.Print(t.Context(), id, desk.PrintRequest{Kind: kind}, "pdf", nil, writer(func() {
			during = debug.SetGCPercent(percent)
			debug.SetGCPercent(during)
		}))
		if (err == nil) != (kind == desk.KindConsent) || err == nil && during <= percent {
			t.Errorf("%s: %v, %d%% while the file was written", kind, err, during)
		}
		if got := debug.SetGCPercent(percent); got != percent {
			t.Errorf("%s: %d%% after it", kind, got)
		}
	}
}

type writer func()

func (w writer) Write(b []byte) (int, error) {
	w()
	return io.Discard.Write(b)
}
