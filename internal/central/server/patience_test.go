package server_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"daykit/internal/data/wire"
)

// clocked is a connection that notes until when it may be read and written.
type clocked struct {
	*httptest.ResponseRecorder
	read, write time.Time
}

func (c *clocked) SetReadDeadline(t time.Time) error  { c.read = t; return nil }
func (c *clocked) SetWriteDeadline(t time.Time) error { c.write = t; return nil }

// ask sends a request over such a connection.
func (s *site) ask(method, path, token string, body []byte) (status int, read, write time.Duration) {
	s.t.Helper()
	r := httptest.NewRequestWithContext(s.t.Context(), method, path, bytes.NewReader(body))
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	c := &clocked{ResponseRecorder: httptest.NewRecorder()}
	begin := time.Now()
	s.s.ServeHTTP(c, r)
	return c.Code, max(c.read.Sub(begin), 0), max(c.write.Sub(begin), 0)
}

// TestSlowLinesHaveTimeForAKeybag: the largest is through on 20 kbit/s, either way, and
// neither strangers nor small things have more time than before.
func TestSlowLinesHaveTimeForAKeybag(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.enter("a")
	large := wire.Raw(wire.Keybag{Version: 1, Body: bytes.Repeat([]byte("k"), wire.MaxKeybag)})
	needs := time.Duration(len(large)) * time.Second / 2500
	if status, _, write := s.ask(http.MethodPut, wire.PathKeybag, "", large); status != http.StatusUnauthorized && status != http.StatusForbidden || write > 0 {
		t.Errorf("a stranger has %v, with status %d", write, status)
	}
	if status, read, write := s.ask(http.MethodPut, wire.PathKeybag, token, large); status != http.StatusOK || read < needs || write < read {
		t.Errorf("to send it there are %v and %v, of %v, with status %d", read, write, needs, status)
	}
	if status, read, write := s.ask(http.MethodGet, wire.PathKeybag, token, nil); status != http.StatusOK || read > 0 || write < needs {
		t.Errorf("to fetch it there are %v and %v, of %v, with status %d", read, write, needs, status)
	}
	if status, read, write := s.ask(http.MethodGet, wire.PathHello, token, nil); status != http.StatusOK || read > 0 || write > 0 {
		t.Errorf("to greet there are %v and %v more, with status %d", read, write, status)
	}
}
