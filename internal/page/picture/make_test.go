package picture_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"testing"
)

// quarters is a picture of four colours: red, green over blue, yellow.
func quarters(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetRGBA(x, y, quarterColours[2*(2*y/h)+2*x/w])
		}
	}
	return img
}

var quarterColours = [4]color.RGBA{{230, 20, 30, 255}, {20, 200, 40, 255}, {30, 40, 210, 255}, {240, 220, 20, 255}}

func asJPEG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 92}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// segment is a segment of a JPEG.
func segment(marker byte, body ...byte) []byte {
	return append([]byte{0xff, marker, byte((len(body) + 2) >> 8), byte(len(body) + 2)}, body...)
}

// with puts segments right after the start of a JPEG.
func with(file []byte, segments ...[]byte) []byte {
	out := bytes.Clone(file[:2])
	for _, s := range segments {
		out = append(out, s...)
	}
	return append(out, file[2:]...)
}

// canary is what no picture may carry over.
const canary = "51.5072 N 0.1276 W"

// exif says how a picture is turned, and where it was taken.
func exif(turned int) []byte {
	b := []byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08")
	b = append(b, 0, 2)                                                        // entries
	b = append(b, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, byte(turned), 0, 0)         // Orientation
	b = append(b, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0)       // GPS directory; no second one
	b = append(b, 0, 1, 0, 1, 0, 2, 0, 0, 0, byte(len(canary)+1), 0, 0, 0, 56) // GPSLatitudeRef, as text
	return segment(0xe1, append(append(b, 0, 0, 0, 0), canary+"\x00"...)...)
}

// tiny writes a JPEG by hand, of 8 by 8 blocks of one value: for kinds that the
// standard library does not write.
type tiny struct {
	w, h        int      // pixels, of 8 by 8 blocks
	parts       []string // values of each channel, block by block, as bytes
	adobe       int      // the transform of an Adobe segment; -1 for none
	ids         []byte
	progressive bool
}

func (p tiny) bytes() []byte {
	out := []byte{0xff, 0xd8}
	if p.adobe >= 0 {
		out = append(out, segment(0xee, append([]byte("Adobe\x00\x64\x00\x00\x00\x00"), byte(p.adobe))...)...)
	}
	table := bytes.Repeat([]byte{1}, 64)
	table[0] = 8 // a step of the mean is one value
	out = append(out, segment(0xdb, append([]byte{0}, table...)...)...)
	frame := []byte{8, byte(p.h >> 8), byte(p.h), byte(p.w >> 8), byte(p.w), byte(len(p.parts))}
	scan := []byte{byte(len(p.parts))}
	for i := range p.parts {
		id := byte(i + 1)
		if p.ids != nil {
			id = p.ids[i]
		}
		frame, scan = append(frame, id, 0x11, 0), append(scan, id, 0)
	}
	sof, last := byte(0xc0), byte(63)
	if p.progressive {
		sof, last = 0xc2, 0
	}
	out = append(out, segment(sof, frame...)...)
	out = append(out, segment(0xc4, append([]byte{0x00, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)...)...)
	out = append(out, segment(0xc4, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)...)
	out = append(out, segment(0xda, append(scan, 0, last, 0)...)...)
	return append(append(out, p.data()...), 0xff, 0xd9)
}

// data codes each mean by its difference from the one before, and no detail.
func (p tiny) data() []byte {
	var w bitWriter
	means := make([]int, len(p.parts))
	for block := range len(p.parts[0]) {
		for c := range p.parts {
			v := int(p.parts[c][block]) - 128
			w.difference(v - means[c])
			means[c] = v
			if !p.progressive {
				w.put(0, 1) // end of block
			}
		}
	}
	w.put(0x7f, 7)
	return w.out
}

type bitWriter struct {
	out   []byte
	acc   uint32
	count int
}

func (w *bitWriter) put(v uint32, n int) {
	for i := n - 1; i >= 0; i-- {
		w.acc = w.acc<<1 | v>>i&1
		if w.count++; w.count == 8 {
			w.out = append(w.out, byte(w.acc))
			if byte(w.acc) == 0xff {
				w.out = append(w.out, 0)
			}
			w.acc, w.count = 0, 0
		}
	}
}

func (w *bitWriter) difference(d int) {
	size, abs := 0, max(d, -d)
	for abs>>size > 0 {
		size++
	}
	w.put(uint32(size), 4)
	if d < 0 {
		d += 1<<size - 1
	}
	w.put(uint32(d), size)
}

// pngChunks puts chunks after the header of a PNG.
func pngChunks(file []byte, chunks ...[]byte) []byte {
	const head = 8 + 25
	out := bytes.Clone(file[:head])
	for _, c := range chunks {
		out = append(out, c...)
	}
	return append(out, file[head:]...)
}

func pngChunk(name string, body []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	out = append(append(out, name...), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

// profile is an ICC profile of three primaries under D50. A gamma is in 256ths; 0
// stands for the curve of sRGB, written as a parametric one.
func profile(gamma int, xyz [3][3]float64) []byte {
	curve := append([]byte("curv\x00\x00\x00\x00\x00\x00\x00\x01"), byte(gamma>>8), byte(gamma), 0, 0)
	if gamma == 0 {
		curve = numbers([]byte("para\x00\x00\x00\x00\x00\x03\x00\x00"), 2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045)
	}
	tags := [][]byte{curve, curve, curve}
	for _, v := range xyz {
		tags = append(tags, numbers([]byte("XYZ \x00\x00\x00\x00"), v[:]...))
	}
	return icc("RGB ", []string{"rTRC", "gTRC", "bTRC", "rXYZ", "gXYZ", "bXYZ"}, tags)
}

func numbers(b []byte, v ...float64) []byte {
	for _, n := range v {
		b = binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(n*65536))))
	}
	return b
}

// icc puts a profile together.
func icc(space string, names []string, tags [][]byte) []byte {
	head := make([]byte, 128)
	copy(head[16:], space+"XYZ ")
	copy(head[36:], "acsp")
	head = binary.BigEndian.AppendUint32(head, uint32(len(names)))
	at := len(head) + 12*len(names)
	for i, name := range names {
		head = append(head, name...)
		head = binary.BigEndian.AppendUint32(head, uint32(at))
		head = binary.BigEndian.AppendUint32(head, uint32(len(tags[i])))
		at += len(tags[i])
	}
	return append(head, bytes.Join(tags, nil)...)
}

func profileSegment(p []byte) []byte {
	return segment(0xe2, append([]byte("ICC_PROFILE\x00\x01\x01"), p...)...)
}

// adam7 writes a grey PNG whose rows come in seven passes.
func adam7(img *image.Gray) []byte {
	var raw bytes.Buffer
	for _, p := range [7][4]int{{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}} {
		for y := p[1]; y < img.Rect.Dy(); y += p[3] {
			for x := p[0]; x < img.Rect.Dx(); x += p[2] {
				if x == p[0] {
					raw.WriteByte(0) // no filter
				}
				raw.WriteByte(img.GrayAt(x, y).Y)
			}
		}
	}
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	_, _ = z.Write(raw.Bytes()) // a buffer takes all
	_ = z.Close()
	size := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(img.Rect.Dx())), uint32(img.Rect.Dy()))
	out := append([]byte("\x89PNG\r\n\x1a\n"), pngChunk("IHDR", append(size, 8, 0, 0, 0, 1))...)
	return append(append(out, pngChunk("IDAT", packed.Bytes())...), pngChunk("IEND", nil)...)
}

// The primaries of sRGB, Display P3 and Adobe RGB (1998) adapted to D50, as their
// profiles have them.
var (
	sRGB     = [3][3]float64{{0.43607, 0.22249, 0.01392}, {0.38515, 0.71687, 0.09708}, {0.14307, 0.06061, 0.71410}}
	p3       = [3][3]float64{{0.51512, 0.24120, -0.00105}, {0.29198, 0.69225, 0.04189}, {0.15710, 0.06657, 0.78407}}
	adobeRGB = [3][3]float64{{0.60974, 0.31111, 0.01947}, {0.20528, 0.62567, 0.06087}, {0.14919, 0.06322, 0.74457}}
)
