package main

import (
	"bytes"
	"encoding/binary"
	"image"
)

// icoFile packs the mark at several sizes as a Windows icon. Sizes under 256 are
// plain bitmaps, which every reader of icons knows; 256 is a PNG, as is usual.
func icoFile(sizes ...int) ([]byte, error) {
	var head, body bytes.Buffer
	write(&head, uint16(0), uint16(1), uint16(len(sizes)))
	offset := 6 + 16*len(sizes)
	for _, size := range sizes {
		b, err := icoImage(draw(size))
		if err != nil {
			return nil, err
		}
		write(&head, uint8(size), uint8(size), uint16(0), uint16(1), uint16(32), uint32(len(b)), uint32(offset+body.Len()))
		body.Write(b)
	}
	return append(head.Bytes(), body.Bytes()...), nil
}

func icoImage(m *image.NRGBA) ([]byte, error) {
	size := m.Rect.Dx()
	if size >= 256 {
		return pngFile(m)
	}
	var b bytes.Buffer
	// BITMAPINFOHEADER; the height counts the picture and the mask below it.
	write(&b, uint32(40), int32(size), int32(2*size), uint16(1), uint16(32), [6]uint32{})
	for y := size - 1; y >= 0; y-- {
		for x := range size {
			c := m.NRGBAAt(x, y)
			b.Write([]byte{c.B, c.G, c.R, c.A})
		}
	}
	b.Write(make([]byte, size*((size+31)/32*4))) // the mask: unused, since there is an alpha channel
	return b.Bytes(), nil
}

func write(b *bytes.Buffer, values ...any) {
	for _, v := range values {
		_ = binary.Write(b, binary.LittleEndian, v) // a bytes.Buffer takes everything
	}
}
