package plain

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// The least contrast of text to what it stands on, by WCAG 2.2, success criterion 1.4.3
// (level AA). Large text is of 18 pt, or 14 pt and bold.
const (
	ContrastText  = 4.5
	ContrastLarge = 3.0
)

// Colour is a colour in sRGB, a byte for each of red, green and blue.
type Colour struct{ R, G, B uint8 }

// ParseColour reads a colour as the web writes it: #0033A0 or #03a.
func ParseColour(s string) (Colour, error) {
	digits, hash := strings.CutPrefix(strings.TrimSpace(s), "#")
	if len(digits) == 3 {
		digits = strings.Join([]string{digits[:1], digits[:1], digits[1:2], digits[1:2], digits[2:], digits[2:]}, "")
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	if !hash || len(digits) != 6 || err != nil {
		return Colour{}, fmt.Errorf("%q is not a colour; write it like #0033A0", s)
	}
	return Colour{uint8(n >> 16), uint8(n >> 8), uint8(n)}, nil
}

// Luminance gives the relative luminance of a colour, 0 for black and 1 for white, as
// WCAG 2.2 defines it.
func (c Colour) Luminance() float64 {
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// linear takes the gamma of sRGB away.
func linear(b uint8) float64 {
	s := float64(b) / 255
	if s <= 0.04045 {
		return s / 12.92
	}
	return math.Pow((s+0.055)/1.055, 2.4)
}

// Contrast gives the contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it:
// (L1 + 0.05) / (L2 + 0.05), of which L1 is the luminance of the lighter one.
func Contrast(a, b Colour) float64 {
	l1, l2 := a.Luminance(), b.Luminance()
	return (max(l1, l2) + 0.05) / (min(l1, l2) + 0.05)
}

// Contrasting says what two colours are fit for.
type Contrasting struct {
	Ratio float64 `json:"ratio"` // rounded down to hundredths, so that 4.499 is not 4.5
	Text  bool    `json:"text"`  // enough for text of any size
	Large bool    `json:"large"` // enough for large text
	Basis string  `json:"basis"`
}

// Compare says what text of one colour on another is fit for.
func Compare(a, b Colour) Contrasting {
	r := Contrast(a, b)
	return Contrasting{Ratio: math.Floor(r*100) / 100, Text: r >= ContrastText, Large: r >= ContrastLarge, Basis: "WCAG 2.2, success criterion 1.4.3"}
}
