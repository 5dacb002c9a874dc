package pdf

import (
	"encoding/binary"
	"math"
)

// iccTag is one tag of an ICC profile; one without data shares that of the tag
// before it.
type iccTag struct {
	name string
	data []byte
}

const (
	iccHeader     = 128
	iccCurveSteps = 256
)

// srgb makes a small sRGB profile (ICC version 2, matrix and curve) from the
// figures of IEC 61966-2-1, with primaries adapted to D50 as ICC wants them.
func srgb() []byte {
	tags := []iccTag{
		{"desc", iccDescription("sRGB")},
		{"cprt", []byte("text\x00\x00\x00\x00CC0\x00")},
		{"wtpt", iccXYZ(0.9642, 1, 0.8249)},
		{"rXYZ", iccXYZ(0.43607, 0.22249, 0.01392)},
		{"gXYZ", iccXYZ(0.38515, 0.71687, 0.09708)},
		{"bXYZ", iccXYZ(0.14307, 0.06061, 0.7141)},
		{"rTRC", srgbCurve()},
		{"gTRC", nil},
		{"bTRC", nil},
	}
	table := binary.BigEndian.AppendUint32(nil, uint32(len(tags)))
	start := iccHeader + 4 + 12*len(tags)
	var data []byte
	at, length := 0, 0
	for _, t := range tags {
		if t.data != nil {
			at, length = start+len(data), len(t.data)
			data = append(data, t.data...)
			data = append(data, make([]byte, -len(data)&3)...)
		}
		table = append(table, t.name...)
		table = binary.BigEndian.AppendUint32(table, uint32(at))
		table = binary.BigEndian.AppendUint32(table, uint32(length))
	}
	return append(append(iccHead(start+len(data)), table...), data...)
}

// iccHead is the header: a display profile from RGB to XYZ, dated 2023-01-01 so
// that it never changes.
func iccHead(size int) []byte {
	h := make([]byte, iccHeader)
	binary.BigEndian.PutUint32(h, uint32(size))
	h[8], h[9] = 2, 0x10
	copy(h[12:], "mntrRGB XYZ ")
	binary.BigEndian.PutUint16(h[24:], 2023)
	binary.BigEndian.PutUint16(h[26:], 1)
	binary.BigEndian.PutUint16(h[28:], 1)
	copy(h[36:], "acsp")
	copy(h[68:], iccXYZ(0.9642, 1, 0.8249)[8:])
	return h
}

func iccXYZ(x, y, z float64) []byte {
	b := []byte("XYZ \x00\x00\x00\x00")
	for _, v := range []float64{x, y, z} {
		b = binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(v*65536))))
	}
	return b
}

// iccDescription is the old "desc" type: ASCII, then empty Unicode and Mac parts.
func iccDescription(s string) []byte {
	b := binary.BigEndian.AppendUint32([]byte("desc\x00\x00\x00\x00"), uint32(len(s)+1))
	b = append(b, s...)
	return append(b, make([]byte, 1+4+4+2+1+67)...)
}

func srgbCurve() []byte {
	b := binary.BigEndian.AppendUint32([]byte("curv\x00\x00\x00\x00"), iccCurveSteps)
	for i := range iccCurveSteps {
		v := float64(i) / (iccCurveSteps - 1)
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		b = binary.BigEndian.AppendUint16(b, uint16(math.Round(v*65535)))
	}
	return b
}
