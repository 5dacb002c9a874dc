package sync_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"testing"

	"daykit/internal/domain/fault"
)

// badLine is a transport on which anything may happen, by chance.
type badLine struct {
	r    *rand.Rand
	next http.RoundTripper
	old  []func() // requests that will arrive late, a second time
	well bool     // healed
}

var errLine = errors.New("the line dropped")

func (b *badLine) RoundTrip(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	send := func() (*http.Response, error) {
		c := r.Clone(context.Background())
		c.Body = io.NopCloser(bytes.NewReader(body))
		return b.next.RoundTrip(c)
	}
	late := func() {
		if resp, err := send(); err == nil {
			_ = resp.Body.Close()
		}
	}
	if b.well {
		return send()
	}
	for len(b.old) > 0 && b.r.IntN(2) == 0 { // an old request arrives before this one
		b.old[0]()
		b.old = b.old[1:]
	}
	switch b.r.IntN(12) {
	case 0:
		return nil, errLine // before it arrived
	case 1, 2:
		late() // committed, and the answer is lost
		return nil, errLine
	case 3:
		late() // twice
	case 4:
		b.old = append(b.old, late)
	case 5:
		return answer(r, http.StatusInternalServerError, "application/json", "{}"), nil
	case 6:
		return answer(r, http.StatusOK, "text/html", "<html>log in</html>"), nil
	case 7:
		resp, err := send()
		if err != nil {
			return nil, err
		}
		return cut(resp)
	}
	return send()
}

func answer(r *http.Request, status int, kind, body string) *http.Response {
	return &http.Response{
		StatusCode: status, Request: r, Header: http.Header{"Content-Type": {kind}},
		Body: io.NopCloser(bytes.NewReader([]byte(body))), ContentLength: int64(len(body)),
	}
}

// cut gives half of an answer.
func cut(resp *http.Response) (*http.Response, error) {
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(raw[:len(raw)/2]))
	return resp, nil
}

// TestNothingIsLostNothingIsDoubled lets laptops write and sync over bad lines
// to a server that is restored from an old backup now and then. When the lines
// are well again, everything that was written is on the server once and every
// laptop holds the same.
func TestNothingIsLostNothingIsDoubled(t *testing.T) {
	t.Parallel()
	for seed := range uint64(30) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, seed)
			for range 40 {
				w.step(t)
			}
			w.heal(t)
			w.check(t)
		})
	}
}

type world struct {
	r       *rand.Rand
	s       *server
	laptops []*laptop
	lines   []*badLine
	wrote   int
}

func newWorld(t *testing.T, seed uint64) *world {
	t.Helper()
	w := &world{r: rand.New(rand.NewPCG(seed, 0x11fe)), s: newServer()}
	w.s.page = 1 + w.r.IntN(5)
	url := w.s.start(t)
	for range 2 + w.r.IntN(2) {
		line := &badLine{r: w.r, next: http.DefaultTransport, well: true}
		l := joined(t, url, &http.Client{Transport: line})
		line.well = false
		w.laptops, w.lines = append(w.laptops, l), append(w.lines, line)
	}
	return w
}

func (w *world) step(t *testing.T) {
	t.Helper()
	l := w.laptops[w.r.IntN(len(w.laptops))]
	switch w.r.IntN(8) {
	case 0, 1, 2, 3:
		w.wrote++
		l.publish(t, fmt.Sprint("E", w.r.IntN(3)), fmt.Sprint(w.wrote))
	case 4:
		if w.r.IntN(3) == 0 {
			w.s.restore()
		} else {
			w.s.backup()
		}
	default:
		if _, err := l.Sync(t.Context()); err != nil && fault.CodeOf(err) != fault.Offline {
			t.Fatalf("got %v, want it to be the line", err)
		}
	}
}

func (w *world) heal(t *testing.T) {
	t.Helper()
	for _, line := range w.lines {
		for _, late := range line.old {
			late()
		}
		line.well = true
	}
	for range 2 {
		for _, l := range w.laptops {
			l.sync(t)
		}
	}
	for i, l := range w.laptops { // settled
		if r := l.sync(t); r.Pushed+r.Pulled+r.Waiting+r.Quarantined != 0 {
			t.Fatalf("laptop %d does not settle: %+v", i, r)
		}
	}
}

func (w *world) check(t *testing.T) {
	t.Helper()
	once := map[string]int{}
	heads := map[string]uint32{}
	for _, f := range w.s.feed {
		once[fmt.Sprint(f.op.Inc, f.op.Seq)]++
		if f.op.Seq != heads[f.op.Inc]+1 {
			t.Errorf("the server holds %s %d after %d", f.op.Inc, f.op.Seq, heads[f.op.Inc])
		}
		heads[f.op.Inc] = f.op.Seq
	}
	for op, n := range once {
		if n != 1 {
			t.Errorf("the server holds %s %d times", op, n)
		}
	}
	if len(once) != w.wrote {
		t.Errorf("%d ops were written, the server holds %d", w.wrote, len(once))
	}
	for i, l := range w.laptops {
		for e := range 3 {
			id := fmt.Sprint("E", e)
			if got, want := l.page(t, id), w.laptops[0].page(t, id); got != want {
				t.Errorf("laptop %d: page %s is %s, on the first %s", i, id, got, want)
			}
		}
	}
	want, err := w.laptops[0].store.Conflicts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i, l := range w.laptops {
		got, err := l.store.Conflicts(t.Context())
		if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("laptop %d: conflicts %v, on the first %v (%v)", i, got, want, err)
		}
	}
}
