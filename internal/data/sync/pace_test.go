package sync_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"testing"

	"daykit/internal/domain/fault"
)

// slowLine cuts off what is larger than most bytes either way, as a clock does on a line
// that is slow.
type slowLine struct {
	most     int
	requests int
	cuts     int
}

type lateError struct{}

func (lateError) Error() string   { return "it took too long" }
func (lateError) Timeout() bool   { return true }
func (lateError) Temporary() bool { return true }

func (l *slowLine) RoundTrip(r *http.Request) (*http.Response, error) {
	l.requests++
	if r.ContentLength > int64(l.most) {
		l.cuts++
		return nil, lateError{}
	}
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	if len(raw) > l.most {
		l.cuts++
		return nil, lateError{}
	}
	resp.Body = io.NopCloser(bytes.NewReader(raw))
	return resp, nil
}

// TestSlowLinesCarrySmallerBatches: what would never be through at once goes in parts, and
// the next sync begins with what the line bears.
func TestSlowLinesCarrySmallerBatches(t *testing.T) {
	t.Parallel()
	keys := newKeys(t)
	c := newCampaign(t)
	there, back := &slowLine{most: 10_000}, &slowLine{most: 10_000}
	a, b := c.sealedLaptopOn(keys, there), c.sealedLaptopOn(keys, back)
	a.opens(t, keys)
	for i := range 150 {
		a.guest(t, fmt.Sprintf("E1/g%d", i), fmt.Sprint("Guest ", i), "0161 496 0000")
	}
	c.wait(t, keys, 0, 30)
	if r := a.sync(t); r.Waiting != 0 || r.Letters != 30 {
		t.Errorf("got %+v", r)
	}
	if r := b.sync(t); r.Pulled < 300 || b.known(t, "E1/g149") == "" {
		t.Errorf("got %+v", r)
	}
	for name, line := range map[string]*slowLine{"there": there, "back": back} {
		if line.cuts == 0 || line.cuts > 12 {
			t.Errorf("%s: %d of %d requests were cut off", name, line.cuts, line.requests)
		}
	}
	was := there.cuts
	for i := range 60 {
		a.guest(t, fmt.Sprintf("E1/h%d", i), "Guest", "0161 496 0000")
	}
	if r := a.sync(t); r.Waiting != 0 || there.cuts > was+8 {
		t.Errorf("then got %+v and %d more cuts", r, there.cuts-was)
	}
}

// TestALineThatIsTooSlowIsOffline: it ends, and tells so.
func TestALineThatIsTooSlowIsOffline(t *testing.T) {
	t.Parallel()
	keys := newKeys(t)
	c := newCampaign(t)
	line := &slowLine{most: 1 << 30}
	a := c.sealedLaptopOn(keys, line)
	a.guest(t, "E1/g1", "Guest", "0161 496 0000")
	line.most, line.requests = 300, 0
	_, err := a.Sync(t.Context())
	wantCode(t, err, fault.Offline)
	if line.requests > 12 {
		t.Errorf("%d requests were made", line.requests)
	}
	line.most = 1 << 30
	if r := a.sync(t); r.Waiting != 0 {
		t.Errorf("got %+v", r)
	}
}
