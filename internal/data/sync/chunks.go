package sync

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"daykit/internal/data/wire"
	"daykit/internal/domain/fault"
)

// chunkTimeout is how long one chunk may take: a quarter of a MiB on the slowest line that
// is of any use, 20 kbit/s.
const chunkTimeout = 2 * time.Minute

// ChunkName is what a sealed chunk is known by: the SHA-256 of its bytes, in hexadecimal.
func ChunkName(sealed []byte) string {
	sum := sha256.Sum256(sealed)
	return hex.EncodeToString(sum[:])
}

// ErrOtherChunk says that a chunk came which is not the one that was named, each time it
// was asked for.
var ErrOtherChunk = errors.New("another chunk came than was asked for")

// MissingChunks gives those of the names that the server has no chunk of. It is for
// organisers.
func (c *Client) MissingChunks(ctx context.Context, names []string) ([]string, error) {
	out := []string{}
	for part := range slices.Chunk(names, wire.MaxBlobs) {
		missing, err := c.missing(ctx, part)
		if err != nil {
			return nil, err
		}
		out = append(out, missing...)
	}
	return out, nil
}

// DropChunks lets chunks go at the server, where no attachment of the group needs them any
// more. Those that are not there are passed over. It is for organisers.
func (c *Client) DropChunks(ctx context.Context, names []string) error {
	for part := range slices.Chunk(names, wire.MaxBlobs) {
		if err := c.done(ctx, request{path: wire.PathDrop, body: wire.Raw(wire.Blobs{Blobs: part})}); err != nil {
			return err
		}
	}
	return nil
}

// SendChunks leaves those of the sealed chunks at the server that it does not have, and
// gives their number. read gives the bytes of one, and is only asked for those that go.
// After a broken line it goes on where it was, since the server is asked again what it
// lacks. It is for organisers.
func (c *Client) SendChunks(ctx context.Context, names []string, read func(ctx context.Context, name string) ([]byte, error)) (sent int, err error) {
	for part := range slices.Chunk(names, wire.MaxBlobs) {
		missing, err := c.missing(ctx, part)
		if err != nil {
			return sent, err
		}
		for _, name := range missing {
			if err := c.sendChunk(ctx, name, read); err != nil {
				return sent, err
			}
			sent++
		}
	}
	return sent, nil
}

// missing gives those of the names that the server has no chunk of.
func (c *Client) missing(ctx context.Context, names []string) ([]string, error) {
	reply, err := asMember(ctx, c, request{path: wire.PathMissing, body: wire.Raw(wire.Blobs{Blobs: names})}, func(raw []byte) (wire.Blobs, error) {
		b, err := wire.DecodeBlobs(raw)
		if err == nil && slices.ContainsFunc(b.Blobs, func(n string) bool { return !slices.Contains(names, n) }) {
			err = errors.New("a chunk is missing that was not asked about")
		}
		return b, err
	})
	return reply.Blobs, err
}

func (c *Client) sendChunk(ctx context.Context, name string, read func(context.Context, string) ([]byte, error)) error {
	sealed, err := read(ctx, name)
	if err != nil {
		return fmt.Errorf("read a chunk: %w", err)
	}
	if len(sealed) > wire.MaxChunk || ChunkName(sealed) != name {
		return fault.New(fault.Damaged, "a picture on this laptop is not as it was kept", "add the picture again")
	}
	return c.done(ctx, request{path: wire.PathBlobs + name, method: http.MethodPut, body: sealed, bytes: true})
}

// FetchChunks asks for sealed chunks and hands each to keep, after it has seen that the
// bytes are those that were named. absent are those that the server does not have. What
// was kept before a broken line needs not be named again.
func (c *Client) FetchChunks(ctx context.Context, names []string, keep func(ctx context.Context, name string, sealed []byte) error) (absent []string, err error) {
	for _, name := range names {
		sealed, err := asMember(ctx, c, request{path: wire.PathBlobs + name, bytes: true}, func(raw []byte) ([]byte, error) {
			if ChunkName(raw) != name {
				return nil, ErrOtherChunk
			}
			return raw, nil
		})
		if fault.CodeOf(err) == fault.NotFound {
			absent = append(absent, name)
			continue
		}
		if err == nil {
			err = keep(ctx, name, sealed)
		}
		if err != nil {
			return absent, err
		}
	}
	return absent, nil
}
