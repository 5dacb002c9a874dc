package sfnt

import (
	"encoding/binary"
	"slices"
)

func put16(b []byte, v int) { binary.BigEndian.PutUint16(b, uint16(v)) }
func add16(b []byte, v ...int) []byte {
	for _, x := range v {
		b = binary.BigEndian.AppendUint16(b, uint16(x))
	}
	return b
}

func add32(b []byte, v ...int) []byte {
	for _, x := range v {
		b = binary.BigEndian.AppendUint32(b, uint32(x))
	}
	return b
}

func pad4(b []byte) []byte {
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return b
}

// build writes a font file: the tables in the order of their tags, with checksums.
func build(tables map[string][]byte) []byte {
	tags := make([]string, 0, len(tables))
	for tag := range tables {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	n, span, log := len(tags), 1, 0
	for span*2 <= n {
		span, log = span*2, log+1
	}
	out := add16(add32(nil, 0x00010000), n, 16*span, log, 16*(n-span))
	var body []byte
	headAt := -1
	for _, tag := range tags {
		t, at := tables[tag], 12+16*n+len(body)
		if tag == "head" && len(t) >= 12 {
			// Sums are taken as if there were none in the table.
			headAt, t = at, slices.Concat(t[:8], make([]byte, 4), t[12:])
		}
		out = append(out, tag...)
		out = add32(out, int(checksum(t)), at, len(t))
		body = pad4(append(body, t...))
	}
	out = append(out, body...)
	if headAt >= 0 {
		binary.BigEndian.PutUint32(out[headAt+8:], 0xB1B0AFBA-checksum(out))
	}
	return out
}

func checksum(b []byte) (sum uint32) {
	for ; len(b) >= 4; b = b[4:] {
		sum += u32(b, 0)
	}
	var tail [4]byte
	copy(tail[:], b)
	return sum + u32(tail[:], 0)
}
