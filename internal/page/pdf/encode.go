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
	places := d.pack()
	var b bytes.Buffer
	b.Grow(d.size())
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	for n := 1; n < len(d.objects); n++ {
		if places[n].stream > 0 {
			continue
		}
		places[n].at = b.Len()
		b.WriteString(strconv.Itoa(n) + " 0 obj\n")
		b.Write(d.objects[n])
		b.WriteString("\nendobj\n")
	}
	sum := sha256.Sum256(b.Bytes())
	at, self := b.Len(), len(d.objects)
	places = append(places, place{at: at})
	dict := fmt.Sprintf("/Type/XRef/W[1 4 2]/Size %d/Root %d 0 R/Info %d 0 R/ID[<%x><%x>]/Filter/FlateDecode",
		self+1, d.root, d.info, sum[:16], sum[:16])
	fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n", self, stream(dict, d.crew.deflate(xref(places))), at)
	return b.Bytes()
}

// size is a little more than what the objects that stand for themselves will take.
func (d *document) size() int {
	n := 0
	for _, body := range d.objects {
		if isStream(body) {
			n += len(body) + 32
		}
	}
	return n + 8*len(d.objects)
}

// pack moves the objects that may be moved into object streams, and gives a place
// for each object; those of the others are still to be found.
func (d *document) pack() []place {
	var small []int
	for n := 1; n < len(d.objects); n++ {
		if !isStream(d.objects[n]) {
			small = append(small, n)
		}
	}
	groups := slices.Collect(slices.Chunk(small, perObjectStream))
	first := len(d.objects)
	packed := make([][]byte, len(groups))
	d.crew.each(len(groups), func(i int, w *worker) { packed[i] = d.objectStream(groups[i], w) })
	d.objects = append(d.objects, packed...)
	places := make([]place, len(d.objects))
	for i, group := range groups {
		for k, n := range group {
			places[n] = place{stream: first + i, at: k}
		}
	}
	return places
}

func (d *document) objectStream(numbers []int, w *worker) []byte {
	var head, bodies []byte
	for _, n := range numbers {
		head = strconv.AppendInt(head, int64(n), 10)
		head = append(head, ' ')
		head = append(strconv.AppendInt(head, int64(len(bodies)), 10), ' ')
		bodies = append(bodies, d.objects[n]...)
		bodies = append(bodies, '\n')
	}
	dict := fmt.Sprintf("/Type/ObjStm/N %d/First %d/Filter/FlateDecode", len(numbers), len(head))
	return stream(dict, w.deflate(append(head, bodies...)))
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
