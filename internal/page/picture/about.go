package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"
)

// about is what a file says of its picture that matters to how it looks.
type about struct {
	turned  int // as EXIF counts, 1 to 8; 1 is upright and 0 not said
	profile []byte
}

const (
	maxProfile = 4 << 20
	maxEntries = 1000 // of an EXIF directory
)

// orientation reads the first directory of EXIF data for tag 274 (EXIF 2.3, 4.6.4);
// 0 where it says nothing that makes sense.
func orientation(tiff []byte) int {
	const tag, short, entry = 0x0112, 3, 12
	var order binary.ByteOrder = binary.LittleEndian
	switch {
	case begins(tiff, "II*\x00????"):
	case begins(tiff, "MM\x00*????"):
		order = binary.BigEndian
	default:
		return 0
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 0
	}
	n := min(int(order.Uint16(tiff[at:])), maxEntries)
	for b := tiff[at+2:]; n > 0 && len(b) >= entry; n, b = n-1, b[entry:] {
		if order.Uint16(b) != tag || order.Uint16(b[2:]) != short {
			continue
		}
		if v := int(order.Uint16(b[8:])); v >= 1 && v <= 8 {
			return v
		}
	}
	return 0
}

// pieces is a profile in several segments, each of which says its place and how
// many there are (ICC.1:2010, annex B.4).
type pieces struct {
	count int
	parts map[int][]byte
}

func (p *pieces) add(b []byte) {
	if len(b) < 2 {
		return
	}
	if p.parts == nil {
		p.parts = map[int][]byte{}
	}
	p.count = int(b[1])
	p.parts[int(b[0])] = b[2:]
}

// join is nil when a piece is missing.
func (p *pieces) join() []byte {
	var out []byte
	for i := 1; i <= p.count; i++ {
		part, ok := p.parts[i]
		if !ok {
			return nil
		}
		out = append(out, part...)
	}
	return out
}

// pngAbout looks through the chunks. EXIF may follow the pixels, and a profile may not.
func pngAbout(data []byte) (a about) {
	const signature, head, sum = 8, 8, 4
	pixels := false
	for b := data[signature:]; len(b) >= head; {
		n := int64(binary.BigEndian.Uint32(b))
		if n > int64(len(b)-head-sum) {
			return a
		}
		body := b[head : head+n]
		switch kind := string(b[4:8]); {
		case kind == "IDAT":
			pixels = true
		case kind == "eXIf":
			a.turned = orientation(body)
		case kind == "iCCP" && !pixels:
			a.profile = unpacked(body)
		}
		b = b[head+n+sum:]
	}
	return a
}

// unpacked is a profile after its name and a byte for the method.
func unpacked(chunk []byte) []byte {
	_, packed, ok := bytes.Cut(chunk, []byte{0})
	if !ok || len(packed) < 1 {
		return nil
	}
	z, err := zlib.NewReader(bytes.NewReader(packed[1:]))
	if err != nil {
		return nil
	}
	out, err := io.ReadAll(io.LimitReader(z, maxProfile+1))
	if err != nil || len(out) > maxProfile {
		return nil
	}
	return out
}

// webpAbout looks through the chunks of a WebP.
func webpAbout(data []byte) (a about) {
	const signature, head = 12, 8
	for b := data[signature:]; len(b) >= head; {
		n := int64(binary.LittleEndian.Uint32(b[4:]))
		if n > int64(len(b)-head) {
			return a
		}
		body := b[head : head+n]
		switch string(b[:4]) {
		case "EXIF":
			a.turned = orientation(bytes.TrimPrefix(body, []byte("Exif\x00\x00")))
		case "ICCP":
			a.profile = body
		}
		b = b[min(head+n+n%2, int64(len(b))):]
	}
	return a
}
