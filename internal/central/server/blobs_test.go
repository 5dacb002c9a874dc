package server_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"daykit/internal/central/server"
	"daykit/internal/data/wire"
)

func blobName(b []byte) string { return fmt.Sprintf("%x", sum(b)) }

func (s *site) putBlob(token, name string, body []byte, change ...func(*http.Request)) int {
	s.t.Helper()
	return s.do(http.MethodPut, wire.PathBlobs+name, body, append(change, bearer(token))...).Code
}

func TestChunks(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.enter("a")
	large := make([]byte, wire.MaxChunk)
	if _, err := rand.Read(large); err != nil {
		t.Fatal(err)
	}
	small := []byte("sealed")
	missing := func(names ...string) []string {
		t.Helper()
		return answer[wire.Blobs](t, s.post(token, wire.PathMissing, wire.Blobs{Blobs: append([]string{}, names...)}), http.StatusOK).Blobs
	}
	names := []string{blobName(large), blobName(small), blobName(nil)}
	if got := missing(names...); !slices.Equal(got, names) {
		t.Errorf("missing %v", got)
	}
	for _, want := range []int{http.StatusCreated, http.StatusOK} {
		for _, body := range [][]byte{large, small} {
			if got := s.putBlob(token, blobName(body), body); got != want {
				t.Errorf("%d bytes: got %d, want %d", len(body), got, want)
			}
		}
	}
	if got := missing(names...); !slices.Equal(got, names[2:]) {
		t.Errorf("missing %v", got)
	}
	if got := missing(); len(got) != 0 {
		t.Errorf("missing of nothing: %v", got)
	}
	w := s.get(wire.PathBlobs+names[0], bearer(token), header("Accept-Encoding", "gzip"))
	wantStatus(t, w, http.StatusOK)
	if !bytes.Equal(w.Body.Bytes(), large) || w.Header().Get("Content-Type") != "application/octet-stream" {
		t.Errorf("got %d bytes, %v", w.Body.Len(), w.Header())
	}
}

func TestWhatIsNoChunkIsNotKept(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	token := s.enter("a")
	good := []byte("sealed")
	long := make([]byte, wire.MaxChunk+1)
	for name, c := range map[string]struct {
		name   string
		body   []byte
		status int
	}{
		"another name":      {blobName([]byte("other")), good, http.StatusBadRequest},
		"nothing":           {blobName(nil), nil, http.StatusBadRequest},
		"too long":          {blobName(long), long, http.StatusRequestEntityTooLarge},
		"a name of a file":  {"passwd", good, http.StatusNotFound},
		"a name in capital": {fmt.Sprintf("%X", sum(good)), good, http.StatusNotFound},
	} {
		if got := s.putBlob(token, c.name, c.body); got != c.status {
			t.Errorf("%s: got %d, want %d", name, got, c.status)
		}
	}
	if got := s.putBlob(token, blobName(good), good, header("Content-Encoding", "gzip")); got != http.StatusBadRequest {
		t.Errorf("packed: got %d", got)
	}
	for _, name := range []string{"missing", "passwd", blobName(good)} {
		wantStatus(t, s.get(wire.PathBlobs+name, bearer(token)), http.StatusNotFound)
	}
}

// crammed is a store in which a group has no room left.
type crammed struct {
	server.Store
	most chan int64
}

func (c crammed) PutBlob(_ context.Context, _ string, _ server.Digest, _ []byte, most int64) (bool, error) {
	c.most <- most
	return false, server.ErrFull
}

func TestGroupsHaveSoMuchRoom(t *testing.T) {
	t.Parallel()
	c := crammed{most: make(chan int64, 1)}
	s := newSite(t, func(cfg *server.Config) { c.Store = cfg.Store; cfg.Store = c })
	body := []byte("sealed")
	w := s.do(http.MethodPut, wire.PathBlobs+blobName(body), body, bearer(s.enter("a")))
	if p := problemOf(t, w, http.StatusConflict); p.Code != "conflict" || p.Hint == "" {
		t.Errorf("got %+v", p)
	}
	if got := <-c.most; got != server.MaxBlobBytes {
		t.Errorf("a group may keep %d bytes", got)
	}
}

// TestChunksAreLetGo: those that are named, of the group that asks, and any number of times.
func TestChunksAreLetGo(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	a, b := s.enter("a"), s.enter("b")
	bodies := [][]byte{[]byte("first"), []byte("second")}
	for _, body := range bodies {
		for _, token := range []string{a, b} {
			if got := s.putBlob(token, blobName(body), body); got != http.StatusCreated {
				t.Fatalf("got %d", got)
			}
		}
	}
	first, second := wire.PathBlobs+blobName(bodies[0]), wire.PathBlobs+blobName(bodies[1])
	for range 2 {
		reply := s.post(a, wire.PathDrop, wire.Blobs{Blobs: []string{blobName(bodies[0]), blobName(nil)}})
		if !answer[wire.Done](t, reply, http.StatusOK).Done {
			t.Error("it was not done")
		}
	}
	wantStatus(t, s.get(first, bearer(a)), http.StatusNotFound)
	wantStatus(t, s.get(second, bearer(a)), http.StatusOK)
	wantStatus(t, s.get(first, bearer(b)), http.StatusOK)
	wantStatus(t, s.post(a, wire.PathDrop, wire.Blobs{Blobs: []string{}}), http.StatusOK)
	wantStatus(t, s.post(a, wire.PathDrop, wire.Blobs{Blobs: []string{"../x"}}), http.StatusBadRequest)
	if got := s.putBlob(a, blobName(bodies[0]), bodies[0]); got != http.StatusCreated {
		t.Errorf("again: got %d", got)
	}
}

// rotting is a store whose disk spoils chunks until they are written anew. Once is how
// often it only reads wrongly.
type rotting struct {
	server.Store
	rot  map[server.Digest]bool
	once int
}

func (r *rotting) Blob(ctx context.Context, workspace string, name server.Digest) ([]byte, error) {
	b, err := r.Store.Blob(ctx, workspace, name)
	if err == nil && (r.rot[name] || r.once > 0) {
		r.once--
		b[0] ^= 1
	}
	return b, err
}

func (r *rotting) DropBlobs(ctx context.Context, workspace string, names []server.Digest) error {
	for _, n := range names {
		delete(r.rot, n)
	}
	return r.Store.DropBlobs(ctx, workspace, names)
}

// TestSpoiltChunksAreMended: what the disk spoilt is told as missing once somebody asked
// for it, and is replaced by who has it.
func TestSpoiltChunksAreMended(t *testing.T) {
	t.Parallel()
	r := &rotting{rot: map[server.Digest]bool{}}
	s := newSite(t, func(cfg *server.Config) { r.Store = cfg.Store; cfg.Store = r })
	token, other := s.enter("a"), s.enter("b")
	body := []byte("sealed")
	name := blobName(body)
	missing := func() []string {
		t.Helper()
		return answer[wire.Blobs](t, s.post(token, wire.PathMissing, wire.Blobs{Blobs: []string{name}}), http.StatusOK).Blobs
	}
	for _, who := range []string{token, other} {
		if got := s.putBlob(who, name, body); got != http.StatusCreated {
			t.Fatalf("got %d", got)
		}
	}
	r.once = 1
	wantStatus(t, s.get(wire.PathBlobs+name, bearer(token)), http.StatusOK)

	r.rot[sum(body)] = true
	wantStatus(t, s.get(wire.PathBlobs+name, bearer(token)), http.StatusNotFound)
	if got := missing(); !slices.Equal(got, []string{name}) {
		t.Errorf("missing %v", got)
	}
	if log := s.log.String(); !strings.Contains(log, "spoilt") || strings.Contains(log, name) {
		t.Errorf("the log says %s", log)
	}
	if got := s.putBlob(token, name, body); got != http.StatusCreated {
		t.Errorf("sent again: got %d", got)
	}

	r.rot[sum(body)] = true // and nobody asked for it since
	if got := s.putBlob(token, name, []byte("other!")); got != http.StatusBadRequest {
		t.Errorf("other bytes: got %d", got)
	}
	for _, want := range []int{http.StatusCreated, http.StatusOK} {
		if got := s.putBlob(token, name, body); got != want {
			t.Errorf("in its place: got %d, want %d", got, want)
		}
	}
	w := s.get(wire.PathBlobs+name, bearer(token))
	wantStatus(t, w, http.StatusOK)
	if !bytes.Equal(w.Body.Bytes(), body) || len(missing()) > 0 {
		t.Errorf("got %q", w.Body)
	}
	wantStatus(t, s.get(wire.PathBlobs+name, bearer(other)), http.StatusOK)
}
