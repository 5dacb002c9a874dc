package wire_test

import (
	"bytes"
	"compress/gzip"
	"crypto/rand"
	"errors"
	"io"
	"testing"

	"daykit/internal/data/wire"
)

// squeezed packs n zeros, as a bomb does.
func squeezed(t testing.TB, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(make([]byte, n)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// eager fails the test when it is read further than n bytes.
type eager struct {
	t    *testing.T
	from io.Reader
	left int
}

func (e *eager) Read(p []byte) (int, error) {
	n, err := e.from.Read(p)
	if e.left -= n; e.left < 0 {
		e.t.Error("it went on reading a bomb")
	}
	return n, err
}

func TestPacking(t *testing.T) {
	t.Parallel()
	noise := make([]byte, 100_000)
	if _, err := rand.Read(noise); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		body []byte
		ok   bool
	}{
		"nothing": {nil, false}, "noise": {noise, false}, "short zeros": {make([]byte, 1<<20), true},
		"zeros that the other end would refuse": {make([]byte, 3<<20), false},
		"hexadecimal":                           {bytes.Repeat([]byte("0123456789abcdef"), 1000), true},
	} {
		packed, ok := wire.Pack(c.body)
		if ok != c.ok {
			t.Errorf("%s: got %v", name, ok)
		}
		if got, err := wire.Unpack(bytes.NewReader(packed), wire.MaxResponse); ok && (err != nil || !bytes.Equal(got, c.body)) {
			t.Errorf("%s: %d bytes came back, %v", name, len(got), err)
		}
	}
}

func TestBombs(t *testing.T) {
	t.Parallel()
	large := squeezed(t, 100<<20)
	for name, c := range map[string]struct {
		packed []byte
		limit  int
		want   error
	}{
		"to the limit":           {squeezed(t, 1<<20), 1 << 20, nil},
		"beyond the limit":       {squeezed(t, 1<<20+1), 1 << 20, wire.ErrTooLarge},
		"a hundred MiB":          {large, wire.MaxResponse, wire.ErrExpands},
		"many in a row":          {bytes.Repeat(squeezed(t, 1<<19), 8), wire.MaxResponse, wire.ErrExpands},
		"a hundred MiB, limited": {large, 1 << 20, wire.ErrTooLarge},
	} {
		from := &eager{t, bytes.NewReader(c.packed), len(c.packed)}
		if len(c.packed) > 64<<10 {
			from.left = 64 << 10
		}
		if got, err := wire.Unpack(from, c.limit); !errors.Is(err, c.want) || c.want == nil && len(got) != c.limit {
			t.Errorf("%s: got %d bytes, %v", name, len(got), err)
		}
	}
	for name, packed := range map[string][]byte{"nothing": nil, "not packed": []byte("hello"), "cut": squeezed(t, 1000)[:20]} {
		if _, err := wire.Unpack(bytes.NewReader(packed), 1000); err == nil {
			t.Errorf("%s: unpacked", name)
		}
	}
}

func FuzzUnpack(f *testing.F) {
	f.Add(squeezed(f, 100))
	f.Add([]byte("hello"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if got, err := wire.Unpack(bytes.NewReader(raw), 1<<20); err == nil && len(got) > 1<<20 {
			t.Fatal("past the limit")
		}
	})
}
