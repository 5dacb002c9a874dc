package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
)

// perObjectStream is how many objects one object stream holds: few enough that
// a reader need not unpack all of a large file to find one.
const perObjectStream = 200

// place says where an object lies: at an offset of the file, or in a stream.
type place struct {
	stream int // 0: in the file itself
	at     int // offset in the file, or index within the stream
}

// encode writes the file. Objects without a stream are packed into object
// streams, and the cross-reference table is a stream too (PDF 1.5). The two parts
// of /ID are made from what the file holds.
func (d *document) encode() []byte {
	packed := d.pack()
	places := make([]place, len(d.objects)+1)
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	for n := 1; n < len(d.objects); n++ {
		if p, ok := packed[n]; ok {
			places[n] = p
			continue
		}
		places[n] = place{at: b.Len()}
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", n, d.objects[n])
	}
	sum := sha256.Sum256(b.Bytes())
	at, self := b.Len(), len(d.objects)
	places[self] = place{at: at}
	dict := fmt.Sprintf("/Type/XRef/W[1 4 2]/Size %d/Root %d 0 R/Info %d 0 R/ID[<%x><%x>]/Filter/FlateDecode",
		self+1, d.root, d.info, sum[:16], sum[:16])
	fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n", self, stream(dict, d.z.deflate(xref(places))), at)
	return b.Bytes()
}

// pack moves the objects that may be moved into object streams.
func (d *document) pack() map[int]place {
	var small []int
	for n := 1; n < len(d.objects); n++ {
		if !isStream(d.objects[n]) {
			small = append(small, n)
		}
	}
	places := make(map[int]place, len(small))
	var groups [][]int
	first := len(d.objects)
	for group := range slices.Chunk(small, perObjectStream) {
		for i, n := range group {
			places[n] = place{stream: first + len(groups), at: i}
		}
		groups = append(groups, group)
	}
	packed := make([][]byte, len(groups))
	each(len(groups), func(i int, z *deflater) { packed[i] = d.objectStream(groups[i], z) })
	d.objects = append(d.objects, packed...)
	return places
}

func (d *document) objectStream(numbers []int, z *deflater) []byte {
	var head, bodies []byte
	for _, n := range numbers {
		head = strconv.AppendInt(head, int64(n), 10)
		head = append(head, ' ')
		head = append(strconv.AppendInt(head, int64(len(bodies)), 10), ' ')
		bodies = append(bodies, d.objects[n]...)
		bodies = append(bodies, '\n')
	}
	dict := fmt.Sprintf("/Type/ObjStm/N %d/First %d/Filter/FlateDecode", len(numbers), len(head))
	return stream(dict, z.deflate(append(head, bodies...)))
}

// xref is the cross-reference stream: kind, offset or stream number, and index.
func xref(places []place) []byte {
	b := []byte{0, 0, 0, 0, 0, 0xFF, 0xFF} // object 0 heads the list of free ones
	for _, p := range places[1:] {
		kind, where, index := byte(1), p.at, 0
		if p.stream > 0 {
			kind, where, index = 2, p.stream, p.at
		}
		b = append(b, kind)
		b = binary.BigEndian.AppendUint32(b, uint32(where))
		b = binary.BigEndian.AppendUint16(b, uint16(index))
	}
	return b
}
