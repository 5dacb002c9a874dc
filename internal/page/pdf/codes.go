package pdf

// A content stream is drawn before the codes of its fonts are known: other pages
// are drawn at the same time, and a code is the place of a piece in the whole
// file. So it leaves holes, and lists what they want.

// want is one piece of one font.
type want struct {
	font  *font
	piece piece
	code  int // once settled
}

// pieceKey is a want in a form that can be compared.
type pieceKey struct {
	font  *font
	shape shape
	text  string
}

// hole is the place of a code in a content stream: four hexadecimal digits.
type hole struct{ at, want int }

// want leaves a hole for the code of a piece.
func (c *canvas) want(f *font, p piece) {
	key := pieceKey{f, shapeOf(p.glyph), p.text}
	n, ok := c.worker.asked[key]
	if !ok {
		n = len(c.wants)
		c.worker.asked[key] = n
		c.wants = append(c.wants, want{font: f, piece: p})
	}
	c.holes = append(c.holes, hole{len(c.buf), n})
	c.buf = append(c.buf, "0000"...)
}

// settle gives out the codes of one stream. Streams are settled in order, one
// after another.
func (c *canvas) settle() {
	for i := range c.wants {
		c.wants[i].code = c.wants[i].font.code(c.wants[i].piece)
	}
}

// deflated gives the content with its codes, compressed, and forgets the rest.
func (c *canvas) deflated(z *deflater) []byte {
	for _, h := range c.holes {
		appendHex4(c.buf[:h.at], c.wants[h.want].code)
	}
	out := z.deflate(c.buf)
	c.buf, c.wants, c.holes = nil, nil, nil
	return out
}
