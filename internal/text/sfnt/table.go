package sfnt

import (
	"encoding/binary"
	"io"
	"sync"
)

// source is what a font is read from. A slice of it must not be changed.
type source interface {
	size() int64
	slice(off, n int64) []byte
}

// memory is a font that is in memory as a whole; its slices are views.
type memory []byte

func (m memory) size() int64               { return int64(len(m)) }
func (m memory) slice(off, n int64) []byte { return m[off : off+n : off+n] }

// file is a font of which each part is copied when it is wanted.
type file struct {
	r io.ReaderAt
	n int64
}

func (f file) size() int64 { return f.n }

// slice gives zeros for what does not read: the font is then one with blank
// glyphs, as if it were damaged there.
func (f file) slice(off, n int64) []byte {
	b := make([]byte, n)
	if got, _ := f.r.ReadAt(b, off); int64(got) < n {
		clear(b)
	}
	return b
}

// table is one table of a font, read when it is first wanted.
type table struct {
	src       source
	off, size int64
	once      sync.Once
	b         []byte
}

// bytes is the whole table; nil for one that the font does not have.
func (t *table) bytes() []byte {
	if t == nil {
		return nil
	}
	t.once.Do(func() { t.b = t.src.slice(t.off, t.size) })
	return t.b
}

// part is n bytes of a table, without the rest where the table is large.
func (t *table) part(from, n uint64) []byte {
	if t.size <= readWhole {
		return t.bytes()[from : from+n : from+n]
	}
	return t.src.slice(t.off+int64(from), int64(n))
}

// readWhole is the size up to which a table is copied as a whole once anything of
// it is wanted: only the outlines of Han and Hangul are larger.
const readWhole = 400_000

func (t *table) length() int64 {
	if t == nil {
		return 0
	}
	return t.size
}

// directory lists the tables of a font, none of which reaches out of the file.
func directory(src source) (map[string]*table, error) {
	if src.size() < 12 {
		return nil, formatError("only %d bytes", src.size())
	}
	h := src.slice(0, 12)
	if v := binary.BigEndian.Uint32(h); v != 0x00010000 && v != 0x74727565 {
		return nil, formatError("unknown version %08x", v)
	}
	n := int64(u16(h, 4))
	if n > maxTables || src.size() < 12+16*n {
		return nil, formatError("directory of %d tables does not fit", n)
	}
	records := src.slice(12, 16*n)
	tables := make(map[string]*table, n)
	for r := records; len(r) > 0; r = r[16:] {
		t := &table{src: src, off: int64(u32(r, 8)), size: int64(u32(r, 12))}
		if t.off+t.size > src.size() {
			return nil, formatError("table %q lies outside the file", r[:4])
		}
		tables[string(r[:4])] = t
	}
	return tables, complete(tables)
}

// complete reports the first table that every font must have and this one lacks.
func complete(tables map[string]*table) error {
	for _, t := range [...]struct {
		tag string
		min int64
	}{{"head", 54}, {"hhea", 36}, {"maxp", 6}, {"hmtx", 4}, {"loca", 4}, {"glyf", 0}} {
		if d := tables[t.tag]; d == nil || d.size < t.min {
			return formatError("table %q is missing or too short", t.tag)
		}
	}
	return nil
}
