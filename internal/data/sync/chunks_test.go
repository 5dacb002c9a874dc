package sync_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	central "daykit/internal/central/server"
	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/data/sync"
	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// chunkSize is how much of an attachment one chunk holds, before sealing.
const chunkSize = 256 << 10

// chunkID binds a sealed chunk to its place in an attachment, so that none can be put in
// the place of another.
func chunkID(attachment string, n int) oplog.OpID {
	sum := sha256.Sum256([]byte("daykit chunk\x00" + attachment))
	return oplog.OpID{Inc: oplog.Incarnation(sum[:8]), Seq: uint32(n + 1)}
}

// sealedChunks cuts and seals an attachment as a desk may do it, and gives the chunks by
// name and their names in order.
func sealedChunks(t testing.TB, keys *seal.Keys, attachment string, plain []byte) (chunks map[string][]byte, names []string) {
	t.Helper()
	chunks = map[string][]byte{}
	for part := range slices.Chunk(plain, chunkSize) {
		_, sealed, err := keys.Seal(oplog.Contact, chunkID(attachment, len(names)), part)
		if err != nil {
			t.Fatal(err)
		}
		name := sync.ChunkName(sealed)
		chunks[name] = sealed
		names = append(names, name)
	}
	return chunks, names
}

func readFrom(chunks map[string][]byte) func(context.Context, string) ([]byte, error) {
	return func(_ context.Context, name string) ([]byte, error) {
		b, ok := chunks[name]
		if !ok {
			return nil, errors.New("no such chunk")
		}
		return b, nil
	}
}

// TestAttachmentsTravelSealed sends a photograph over a line that breaks, goes on where it
// was, and gives it to the other laptop as it was.
func TestAttachmentsTravelSealed(t *testing.T) {
	t.Parallel()
	keys := newKeys(t)
	c := newCampaign(t)
	puts := 0
	broken := true
	line := roundTrip(func(r *http.Request) (*http.Response, error) {
		if r.Method == http.MethodPut && strings.HasPrefix(r.URL.Path, wire.PathBlobs) {
			if puts++; broken && puts > 2 {
				return nil, errLine
			}
		}
		return http.DefaultTransport.RoundTrip(r)
	})
	a, b := c.sealedLaptopOn(keys, line), c.sealedLaptop(keys)
	photo := make([]byte, 3*chunkSize+1000)
	if _, err := rand.Read(photo); err != nil {
		t.Fatal(err)
	}
	copy(photo, "Canary photograph")
	chunks, names := sealedChunks(t, keys, "photo-1", photo)
	sent, err := a.SendChunks(t.Context(), names, readFrom(chunks))
	if wantCode(t, err, fault.Offline); sent != 2 {
		t.Errorf("%d chunks went before the line broke", sent)
	}
	broken, puts = false, 0
	if sent, err := a.SendChunks(t.Context(), names, readFrom(chunks)); err != nil || sent != 2 || puts != 2 {
		t.Errorf("then %d chunks went by %d requests: %v", sent, puts, err)
	}
	if sent, err := a.SendChunks(t.Context(), names, readFrom(nil)); err != nil || sent != 0 {
		t.Errorf("again %d chunks went: %v", sent, err)
	}
	if c.holds("Canary photograph") {
		t.Error("the server can see the photograph")
	}
	got := map[string][]byte{}
	nowhere := strings.Repeat("0", 64)
	absent, err := b.FetchChunks(t.Context(), append([]string{nowhere}, names...), func(_ context.Context, name string, sealed []byte) error {
		got[name] = sealed
		return nil
	})
	if err != nil || !slices.Equal(absent, []string{nowhere}) {
		t.Fatalf("absent %v, %v", absent, err)
	}
	var whole []byte
	for i, name := range names {
		plain, err := keys.Open(oplog.Contact, 1, chunkID("photo-1", i), got[name])
		if err != nil {
			t.Fatal(err)
		}
		whole = append(whole, plain...)
	}
	if !bytes.Equal(whole, photo) {
		t.Error("another photograph came")
	}
	if _, err := keys.Open(oplog.Contact, 1, chunkID("photo-1", 1), got[names[0]]); err == nil {
		t.Error("a chunk opens in the place of another")
	}
}

// TestChunksAreHeldToTheirNames: a laptop whose disk spoilt one does not send it, and one
// that comes spoilt is not kept.
func TestChunksAreHeldToTheirNames(t *testing.T) {
	t.Parallel()
	keys := newKeys(t)
	c := newCampaign(t)
	spoil := false
	line := roundTrip(func(r *http.Request) (*http.Response, error) {
		resp, err := http.DefaultTransport.RoundTrip(r)
		if err == nil && spoil && r.Method == http.MethodGet && strings.HasPrefix(r.URL.Path, wire.PathBlobs) {
			raw, err := io.ReadAll(resp.Body)
			if err != nil {
				return nil, err
			}
			raw[7] ^= 1
			resp.Body = io.NopCloser(bytes.NewReader(raw))
		}
		return resp, err
	})
	a := c.sealedLaptopOn(keys, line)
	chunks, names := sealedChunks(t, keys, "photo-1", []byte("small"))
	_, err := a.SendChunks(t.Context(), names, func(context.Context, string) ([]byte, error) { return []byte("spoilt"), nil })
	wantCode(t, err, fault.Damaged)
	if _, err := a.SendChunks(t.Context(), names, readFrom(nil)); err == nil {
		t.Error("a chunk that is not here was sent")
	}
	if _, err := a.SendChunks(t.Context(), names, readFrom(chunks)); err != nil {
		t.Fatal(err)
	}
	spoil = true
	_, err = a.FetchChunks(t.Context(), names, func(context.Context, string, []byte) error {
		t.Error("a spoilt chunk was kept")
		return nil
	})
	wantCode(t, err, fault.Offline)
	spoil = false
	full := errors.New("the disk is full")
	if _, err := a.FetchChunks(t.Context(), names, func(context.Context, string, []byte) error { return full }); !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
}

// bomb packs n zeros around the beginning of a feed.
func bomb(t testing.TB, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := fmt.Fprintf(z, `{"ops":[],"cursor":0,"chain":"","x":"%s"}`, strings.Repeat("0", n)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestBombsAreNotUnpacked: an answer that grows too much is refused, and asked for once
// more as it is, since an older server packs what a newer one would not.
func TestBombsAreNotUnpacked(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		size  int
		plain bool // the server can answer without packing
		want  fault.Code
	}{
		"small": {1 << 19, false, ""}, "large, and sent as it is when asked": {3 << 20, true, ""},
		"large": {3 << 20, false, fault.Offline}, "beyond every bound": {64 << 20, false, fault.Offline},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newServer()
			l := joined(t, s.start(t), nil)
			packed := bomb(t, c.size)
			s.answer = func(w http.ResponseWriter, r *http.Request) bool {
				if r.URL.Path != wire.PathFeed {
					return false
				}
				w.Header().Set("Content-Type", "application/json")
				if c.plain && r.Header.Get("Accept-Encoding") == "identity" {
					fmt.Fprintf(w, `{"ops":[],"cursor":0,"chain":"","x":"%s"}`, strings.Repeat("0", c.size))
					return true
				}
				w.Header().Set("Content-Encoding", "gzip")
				_, _ = w.Write(packed)
				return true
			}
			_, err := l.Sync(t.Context())
			if c.want == "" && err != nil || c.want != "" && fault.CodeOf(err) != c.want {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// TestChunksAreLetGo asks what is missing before and after some were dropped, by more
// names than one request may hold.
func TestChunksAreLetGo(t *testing.T) {
	t.Parallel()
	keys := newKeys(t)
	l := newCampaign(t).sealedLaptop(keys)
	chunks, names := sealedChunks(t, keys, "photo-1", bytes.Repeat([]byte("photo"), chunkSize/4))
	if _, err := l.SendChunks(t.Context(), names, readFrom(chunks)); err != nil {
		t.Fatal(err)
	}
	var strangers []string
	for n := range wire.MaxBlobs {
		strangers = append(strangers, fmt.Sprintf("%064x", n))
	}
	all := append(slices.Clone(strangers), names...)
	if missing, err := l.MissingChunks(t.Context(), all); err != nil || !slices.Equal(missing, strangers) {
		t.Errorf("%d are missing: %v", len(missing), err)
	}
	if err := l.DropChunks(t.Context(), append(strangers, names[1])); err != nil {
		t.Fatal(err)
	}
	if missing, err := l.MissingChunks(t.Context(), names); err != nil || !slices.Equal(missing, names[1:]) {
		t.Errorf("missing %v, %v", missing, err)
	}
}

// rotten is a store whose disk spoilt some chunks.
type rotten struct {
	central.Store
	spoilt map[central.Digest]bool
}

func (r rotten) Blob(ctx context.Context, workspace string, name central.Digest) ([]byte, error) {
	b, err := r.Store.Blob(ctx, workspace, name)
	if r.spoilt[name] && len(b) > 0 {
		b[0] ^= 1
	}
	return b, err
}

func (r rotten) DropBlobs(ctx context.Context, workspace string, names []central.Digest) error {
	for _, n := range names {
		delete(r.spoilt, n)
	}
	return r.Store.DropBlobs(ctx, workspace, names)
}

// TestSpoiltChunksAreSentAgain: what the server's disk spoilt comes back from a laptop that
// has it, after one that has not asked for it.
func TestSpoiltChunksAreSentAgain(t *testing.T) {
	t.Parallel()
	keys, disk := newKeys(t), rotten{spoilt: map[central.Digest]bool{}}
	c := newCampaignOn(t, func(s central.Store) central.Store { disk.Store = s; return disk })
	a, b := c.sealedLaptop(keys), c.sealedLaptop(keys)
	chunks, names := sealedChunks(t, keys, "photo-1", bytes.Repeat([]byte("photo"), chunkSize/3))
	if sent, err := a.SendChunks(t.Context(), names, readFrom(chunks)); err != nil || sent != 2 {
		t.Fatalf("%d chunks went: %v", sent, err)
	}
	disk.spoilt[sha256.Sum256(chunks[names[1]])] = true
	fetch := func() (got, absent []string) {
		t.Helper()
		absent, err := b.FetchChunks(t.Context(), names, func(_ context.Context, name string, _ []byte) error {
			got = append(got, name)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return got, absent
	}
	if got, absent := fetch(); !slices.Equal(got, names[:1]) || !slices.Equal(absent, names[1:]) {
		t.Errorf("got %v, absent %v", got, absent)
	}
	if sent, err := a.SendChunks(t.Context(), names, readFrom(chunks)); err != nil || sent != 1 {
		t.Errorf("%d chunks went: %v", sent, err)
	}
	if got, absent := fetch(); !slices.Equal(got, names) || len(absent) > 0 {
		t.Errorf("then got %v, absent %v", got, absent)
	}
}
