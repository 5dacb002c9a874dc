package picture

import (
	"encoding/binary"
	"math"
)

// colours takes a picture's own colours to sRGB.
type colours struct {
	linear [3][256]int32 // light of each channel, of 65535
	mix    [3][3]int32   // of 1<<mixBits
	encode []uint8       // sRGB of light, in steps of 1<<lightStep
}

const (
	mixBits   = 12
	lightStep = 2
	maxLight  = 65535
)

// colours says how to bring a picture to sRGB: not at all where it has no profile
// or one that comes to the same. A profile that is not understood is dropped with a
// note: grey and RGB are sRGB then.
func (a *about) colours(grey bool) (*colours, []Note) {
	if len(a.profile) == 0 {
		return nil, nil
	}
	c := readProfile(a.profile, grey)
	switch {
	case c == nil:
		return nil, []Note{Profile}
	case c.changesNothing(grey):
		return nil, nil
	}
	return c, nil
}

// pixel brings one pixel to sRGB. Colours that sRGB does not have are cut off.
func (c *colours) pixel(p []uint8) {
	r, g, b := int64(c.linear[0][p[0]]), int64(c.linear[1][p[1]]), int64(c.linear[2][p[2]])
	for i, m := range c.mix {
		light := (r*int64(m[0]) + g*int64(m[1]) + b*int64(m[2])) >> mixBits
		p[i] = c.encode[min(max(light, 0), maxLight)>>lightStep]
	}
}

// changesNothing tries the colours between which all others lie, and the greys.
func (c *colours) changesNothing(grey bool) bool {
	const least = 4 // of 255; rounding in profiles makes 1 or 2
	for v := range 256 {
		if c.moves(least, uint8(v), uint8(v), uint8(v)) {
			return false
		}
	}
	for corner := range 8 {
		r, g, b := uint8(corner&1*255), uint8(corner>>1&1*255), uint8(corner>>2&1*255)
		if !grey && (c.moves(least, r, g, b) || c.moves(least, r/2, g/2, b/2)) {
			return false
		}
	}
	return true
}

func (c *colours) moves(least int, r, g, b uint8) bool {
	was := [3]uint8{r, g, b}
	is := was
	c.pixel(is[:])
	for i := range is {
		if d := int(is[i]) - int(was[i]); d >= least || d <= -least {
			return true
		}
	}
	return false
}

// fromXYZ takes CIE XYZ under D50, in which profiles count, to linear sRGB: the
// inverse of the primaries of IEC 61966-2-1 adapted to D50 by Bradford's method.
var fromXYZ = [3][3]float64{
	{3.1338561, -1.6168667, -0.4906146},
	{-0.9787684, 1.9161415, 0.0334540},
	{0.0719453, -0.2289914, 1.4052427},
}

// icc is the tag table of a profile (ICC.1:2010, 7.3).
type icc struct {
	data []byte
}

const (
	iccHeader = 128
	maxTags   = 100
)

func (p icc) tag(name string) []byte {
	n := min(int(binary.BigEndian.Uint32(p.data[iccHeader:])), maxTags)
	for b := p.data[iccHeader+4:]; n > 0 && len(b) >= 12; n, b = n-1, b[12:] {
		if string(b[:4]) != name {
			continue
		}
		at, size := int64(binary.BigEndian.Uint32(b[4:])), int64(binary.BigEndian.Uint32(b[8:]))
		if at+size > int64(len(p.data)) {
			return nil
		}
		return p.data[at : at+size]
	}
	return nil
}

// readProfile reads a profile of the matrix and curve kind, or of a grey curve;
// nil for any other.
func readProfile(data []byte, grey bool) *colours {
	if len(data) < iccHeader+4 || string(data[36:40]) != "acsp" || string(data[20:24]) != "XYZ " && string(data[16:20]) != "GRAY" {
		return nil
	}
	p := icc{data}
	c := &colours{encode: sRGBSteps()}
	switch space := string(data[16:20]); {
	case space == "GRAY" && grey:
		curve, ok := p.curve("kTRC")
		c.linear = [3][256]int32{curve, curve, curve}
		c.mix = [3][3]int32{{1 << mixBits}, {0, 1 << mixBits}, {0, 0, 1 << mixBits}}
		return known(c, ok)
	case space == "RGB ":
		return known(c, p.matrix(c))
	default:
		return nil
	}
}

func known(c *colours, ok bool) *colours {
	if !ok {
		return nil
	}
	return c
}

func (p icc) matrix(c *colours) bool {
	for i, channel := range []string{"r", "g", "b"} {
		xyz := p.tag(channel + "XYZ")
		curve, ok := p.curve(channel + "TRC")
		if len(xyz) < 20 || string(xyz[:4]) != "XYZ " || !ok {
			return false
		}
		c.linear[i] = curve
		for row := range fromXYZ {
			sum := 0.0
			for k := range 3 {
				sum += float64(fromXYZ[row][k] * fixed(xyz[8+4*k:]))
			}
			c.mix[row][i] = int32(math.Round(float64(sum * (1 << mixBits))))
		}
	}
	return true
}

// fixed is a number with 16 bits after the point, within what a colour can be.
func fixed(b []byte) float64 {
	return math.Max(-16, math.Min(16, float64(int32(binary.BigEndian.Uint32(b)))/65536))
}

// curve reads a tone curve at the 256 values of a channel.
func (p icc) curve(name string) (out [256]int32, ok bool) {
	tone := toneCurve(p.tag(name))
	if tone == nil {
		return out, false
	}
	for v := range out {
		out[v] = int32(math.Round(maxLight * math.Max(0, math.Min(1, tone(float64(v)/255)))))
	}
	return out, true
}

// toneCurve reads the types curv and para (ICC.1:2010, 10.5 and 10.15).
func toneCurve(b []byte) func(float64) float64 {
	if len(b) < 12 {
		return nil
	}
	switch n := int(binary.BigEndian.Uint32(b[8:])); {
	case string(b[:4]) == "para":
		return parametric(int(binary.BigEndian.Uint16(b[8:])), b[12:])
	case string(b[:4]) != "curv" || n < 0 || n > (len(b)-12)/2:
		return nil
	case n == 0:
		return func(x float64) float64 { return x }
	case n == 1:
		g := float64(binary.BigEndian.Uint16(b[12:])) / 256
		return func(x float64) float64 { return math.Pow(x, g) }
	default:
		return func(x float64) float64 { return between(b[12:12+2*n], x) }
	}
}

// between interpolates a table of 16-bit values.
func between(table []byte, x float64) float64 {
	at := x * float64(len(table)/2-1)
	i := int(at)
	low := float64(binary.BigEndian.Uint16(table[2*i:])) / maxLight
	if 2*i+4 > len(table) {
		return low
	}
	high := float64(binary.BigEndian.Uint16(table[2*i+2:])) / maxLight
	return low + float64((high-low)*(at-float64(i)))
}

// parametric curves are (a·x + b)^g + e above d and c·x + f below, with fewer terms
// in the kinds below 4.
func parametric(kind int, b []byte) func(float64) float64 {
	terms := []int{1, 3, 4, 5, 7}
	if kind >= len(terms) || len(b) < 4*terms[kind] {
		return nil
	}
	v := [7]float64{}
	for i := range terms[kind] {
		v[i] = fixed(b[4*i:])
	}
	g, a, bb, c, d, e, f := v[0], v[1], v[2], v[3], v[4], v[5], v[6]
	switch kind {
	case 0:
		a, d = 1, 0
	case 1, 2:
		d, e, f = -bb/a, v[3], v[3]
		c = 0
	}
	if a == 0 {
		return nil
	}
	return func(x float64) float64 {
		if x < d {
			return float64(c*x) + f
		}
		return math.Pow(math.Max(0, float64(a*x)+bb), g) + e
	}
}

// sRGBSteps is the tone curve of IEC 61966-2-1, from light to values.
func sRGBSteps() []uint8 {
	out := make([]uint8, maxLight>>lightStep+1)
	for i := range out {
		v := (float64(i) + 0.5) / float64(len(out))
		if v <= 0.0031308 {
			v *= 12.92
		} else {
			v = float64(1.055*math.Pow(v, 1/2.4)) - 0.055
		}
		out[i] = uint8(math.Round(255 * v))
	}
	return out
}
