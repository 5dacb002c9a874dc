package seal_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"daykit/internal/data/oplog"
	"daykit/internal/data/seal"
	"daykit/internal/domain/fault"
)

var goldenChunk = seal.Chunk{Attachment: strings.Repeat("5c", 32), Index: 1, Of: 3}

func TestChunksAreBoundToTheirPlace(t *testing.T) {
	t.Parallel()
	k := newKeys(t, 1)
	plain := []byte("Canary of a photograph")
	sealed := must(k.SealChunk(oplog.Work, goldenChunk, plain))(t)
	if bytes.Contains(sealed, []byte("Canary")) {
		t.Error("a sealed chunk can be read")
	}
	if got := must(k.OpenChunk(oplog.Work, goldenChunk, sealed))(t); !bytes.Equal(got, plain) {
		t.Errorf("got %q", got)
	}
	for i := range sealed {
		bad := bytes.Clone(sealed)
		bad[i] ^= 1
		if got, err := k.OpenChunk(oplog.Work, goldenChunk, bad); err == nil || got != nil {
			t.Errorf("with byte %d changed it opens", i)
		}
		if got, err := k.OpenChunk(oplog.Work, goldenChunk, sealed[:i]); err == nil || got != nil {
			t.Errorf("cut off at %d it opens", i)
		}
	}
	elsewhere := map[string]seal.Chunk{"another attachment": goldenChunk, "another index": goldenChunk, "another number": goldenChunk}
	for name, at := range elsewhere {
		switch name {
		case "another attachment":
			at.Attachment = strings.Repeat("5d", 32)
		case "another index":
			at.Index = 2
		default:
			at.Of = 2
		}
		_, err := k.OpenChunk(oplog.Work, at, sealed)
		wantCode(t, err, fault.Damaged)
	}
	_, err := k.OpenChunk(oplog.Roster, goldenChunk, sealed)
	wantCode(t, err, fault.Damaged)
	_, err = newKeys(t, 2).OpenChunk(oplog.Work, goldenChunk, sealed)
	wantCode(t, err, fault.Damaged)
}

// TestChunksComeOutTheSame: each laptop seals a chunk to the same bytes, and another chunk
// or another key to others, with another nonce.
func TestChunksComeOutTheSame(t *testing.T) {
	t.Parallel()
	a, b := newKeys(t, 1), newKeys(t, 1)
	if err := b.Rotate(oplog.Contact); err != nil { // which draws, so that b would draw other nonces
		t.Fatal(err)
	}
	plain := []byte("the same")
	seen := map[string]string{}
	for name, make := range map[string]func() ([]byte, error){
		"this":          func() ([]byte, error) { return a.SealChunk(oplog.Work, goldenChunk, plain) },
		"other content": func() ([]byte, error) { return a.SealChunk(oplog.Work, goldenChunk, []byte("the sam3")) },
		"other class":   func() ([]byte, error) { return a.SealChunk(oplog.Roster, goldenChunk, plain) },
		"other place":   func() ([]byte, error) { return a.SealChunk(oplog.Work, seal.Chunk{Of: 3}, plain) },
	} {
		nonce := string(must(make())(t)[5:29])
		if before, known := seen[nonce]; known {
			t.Errorf("%s and %s have one nonce", name, before)
		}
		seen[nonce] = name
	}
	one := must(a.SealChunk(oplog.Work, goldenChunk, plain))(t)
	if two := must(b.SealChunk(oplog.Work, goldenChunk, plain))(t); !bytes.Equal(one, two) {
		t.Error("two laptops seal one chunk differently")
	}
	if err := a.Rotate(oplog.Work); err != nil {
		t.Fatal(err)
	}
	next := must(a.SealChunk(oplog.Work, goldenChunk, plain))(t)
	if bytes.Equal(next[5:29], one[5:29]) {
		t.Error("two epochs have one nonce")
	}
	must(a.OpenChunk(oplog.Work, goldenChunk, one))(t)
	if _, err := b.OpenChunk(oplog.Work, goldenChunk, next); !errors.Is(err, seal.ErrNoKey) {
		t.Errorf("got %v", err)
	}
}

func TestChunksHaveASize(t *testing.T) {
	t.Parallel()
	k := newKeys(t, 1)
	full := must(k.SealChunk(oplog.Work, goldenChunk, make([]byte, seal.ChunkSize)))(t)
	if got := must(k.OpenChunk(oplog.Work, goldenChunk, full))(t); len(got) != seal.ChunkSize {
		t.Errorf("got %d bytes", len(got))
	}
	_, err := k.SealChunk(oplog.Work, goldenChunk, make([]byte, seal.ChunkSize+1))
	wantCode(t, err, fault.Invalid)
	full[0] = 2
	_, err = k.OpenChunk(oplog.Work, goldenChunk, full)
	wantCode(t, err, fault.Invalid)
	if _, err := k.SealChunk(oplog.Public, goldenChunk, nil); !errors.Is(err, seal.ErrNoKey) {
		t.Errorf("got %v", err)
	}
}

// TestGoldenChunksOpen also on a door helper's laptop.
func TestGoldenChunksOpen(t *testing.T) {
	t.Parallel()
	sealed := golden(t, "chunk-1.bin", func() []byte {
		return must(newGroup(t).bag.Keys.SealChunk(oplog.Work, goldenChunk, []byte("golden")))(t)
	})
	door := golden(t, "keybag-door-1.age", nil)
	helper := must(seal.OpenKeybag(door, newIdentity(t, 13), "N7VLWVHGV3TIPP63DEI7XG3SWV", drawn(99)))(t)
	if got := must(helper.Keys.OpenChunk(oplog.Work, goldenChunk, sealed))(t); string(got) != "golden" {
		t.Errorf("got %q", got)
	}
}

func FuzzChunk(f *testing.F) {
	k, err := seal.NewKeys(drawn(1))
	if err != nil {
		f.Fatal(err)
	}
	sealed, err := k.SealChunk(oplog.Work, goldenChunk, []byte("seed"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(sealed)
	f.Add(sealed[:5])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		plain, err := k.OpenChunk(oplog.Work, goldenChunk, b)
		if err != nil {
			return
		}
		again, err := k.SealChunk(oplog.Work, goldenChunk, plain)
		if err != nil || !bytes.Equal(again, b) {
			t.Errorf("what opens was not sealed here: %x, %v", b, err)
		}
	})
}
