package sync_test

import (
	"bytes"
	"crypto/rand"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"daykit/internal/data/sync"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// trickle is a line of 20 kbit/s to a handler: each second brings 2,500 bytes, either way.
// After so many bytes of an answer as silent says it brings nothing more: 0 is never, and
// below 0 there is no answer.
type trickle struct {
	to     http.Handler
	silent int
	tries  int
}

const aSecond = 2500 // bytes

func (l *trickle) RoundTrip(r *http.Request) (*http.Response, error) {
	l.tries++
	if l.silent < 0 {
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	if err := passes(r, time.Duration(len(body))*time.Second/aSecond); err != nil {
		return nil, err
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	w := httptest.NewRecorder()
	l.to.ServeHTTP(w, r)
	resp := w.Result()
	resp.Request, resp.Body = r, &drops{r: r, from: resp.Body, line: l}
	return resp, nil
}

// passes waits as the request's own clock allows.
func passes(r *http.Request, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	select {
	case <-time.After(d):
		return nil
	case <-r.Context().Done():
		return r.Context().Err()
	}
}

type drops struct {
	r    *http.Request
	from io.ReadCloser
	line *trickle
	came int
}

func (d *drops) Read(b []byte) (int, error) {
	if d.line.silent > 0 && d.came >= d.line.silent {
		<-d.r.Context().Done()
		return 0, d.r.Context().Err()
	}
	if err := passes(d.r, time.Second); err != nil {
		return 0, err
	}
	n, err := d.from.Read(b[:min(len(b), aSecond)])
	d.came += n
	return n, err
}

func (d *drops) Close() error { return d.from.Close() }

// noise gives bytes that do not get smaller when they are packed.
func noise(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b) // it never fails
	return b
}

// bags is a server that keeps one keybag and one large pack.
func bags(keep *wire.Keybag, pack []byte) *server {
	s := newServer()
	s.answer = func(w http.ResponseWriter, r *http.Request) bool {
		switch {
		case r.URL.Path == wire.PathKeybag && r.Method == http.MethodPut:
			got, err := wire.DecodeKeybag(s.hear(r))
			if err != nil {
				reply(w, 400, wire.Problem{Code: "invalid", Message: err.Error()})
				return true
			}
			*keep = got
			reply(w, 200, wire.Keybag{Version: got.Version})
		case r.URL.Path == wire.PathKeybag:
			reply(w, 200, *keep)
		case r.URL.Path == wire.PathPacks+"/sample/1":
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write(pack)
		default:
			return false
		}
		return true
	}
	return s
}

// TestWhatGoesWholeIsThroughOnASlowLine: a keybag and a pack cannot be cut smaller.
func TestWhatGoesWholeIsThroughOnASlowLine(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var kept wire.Keybag
		body, pack := noise(200<<10), bytes.Repeat([]byte("[ ]"), 1<<20)
		line := &trickle{to: bags(&kept, pack)}
		l := joined(t, "http://127.0.0.1:7", &http.Client{Transport: line})
		line.tries = 0
		begin := time.Now()
		if _, ok, err := l.PutKeybag(t.Context(), sync.Keybag{Version: 1, Body: body}); err != nil || !ok || !bytes.Equal(kept.Body, body) {
			t.Errorf("the keybag did not arrive: %v", err)
		}
		if k, err := l.Keybag(t.Context()); err != nil || !bytes.Equal(k.Body, body) {
			t.Errorf("the keybag did not come back: %v", err)
		}
		if got, err := l.Pack(t.Context(), wire.PackItem{ID: "sample", Version: 1}); err != nil || !bytes.Equal(got, pack) {
			t.Errorf("the pack did not come: %v", err)
		}
		if took := time.Since(begin); line.tries != 3 || took < 20*time.Minute {
			t.Errorf("%d tries in %v", line.tries, took)
		}
	})
}

// TestASilentLineIsLeft: neither before an answer nor in the middle of one does a server
// that has gone hold the laptop up.
func TestASilentLineIsLeft(t *testing.T) {
	t.Parallel()
	for name, silent := range map[string]int{"in the middle": 10_000, "before the answer": -1} {
		synctest.Test(t, func(t *testing.T) {
			kept := wire.Keybag{Version: 1, Body: noise(200 << 10)}
			line := &trickle{to: bags(&kept, nil)}
			l := joined(t, "http://127.0.0.1:7", &http.Client{Transport: line})
			line.silent, line.tries = silent, 0
			begin := time.Now()
			_, err := l.Keybag(t.Context())
			wantCode(t, err, fault.Offline)
			if took := time.Since(begin); took > 2*time.Minute || line.tries != 4 {
				t.Errorf("%s: %d tries in %v", name, line.tries, took)
			}
		})
	}
}
