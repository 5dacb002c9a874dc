// Package sfnt reads TrueType fonts with glyf outlines, and writes smaller ones
// from them: a subset in which a whole cluster of glyphs is one composed glyph
// (for PDF), and a cut to a set of characters (for the Han faces that we ship).
//
// It promises that no font, however damaged, makes it panic, loop or read outside
// the file. It leaves layout tables (GSUB, GPOS) to a shaper, and does not read
// CFF outlines, variations or collections.
package sfnt

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// ErrFormat is in the chain of every error about a font that does not read.
var ErrFormat = errors.New("not a usable TrueType font")

// Font is a parsed font. It refers to what it was parsed from, which must not
// change. It is safe for concurrent use.
type Font struct {
	Name               string // PostScript name, "Font" when the file has none
	Upem               int    // units per em
	NumGlyphs          int
	Box                Box // union of all glyph boxes, from the head table
	Ascent, Descent    int // line extents above and below the baseline; Descent is negative
	CapHeight, XHeight int

	tables map[string]*table
	wide   bool // loca holds 32-bit offsets
	numHM  int  // long entries of hmtx
	cmap   cmap
}

// Box is a rectangle in font units, y upwards.
type Box struct{ XMin, YMin, XMax, YMax int }

const (
	maxTables = 128
	maxUpem   = 16384
)

// Parse reads the directory and the small tables of a font; the rest is read when
// it is asked for, so that parsing costs next to nothing.
func Parse(b []byte) (*Font, error) { return parse(memory(b)) }

// ParseAt is Parse for a font of a number of bytes that stays where it is: each
// table is copied when it is first wanted, and each glyph whenever it is. What r
// gives must not change.
func ParseAt(r io.ReaderAt, size int64) (*Font, error) { return parse(file{r, size}) }

func parse(src source) (*Font, error) {
	tables, err := directory(src)
	if err != nil {
		return nil, err
	}
	f := &Font{tables: tables}
	for _, step := range []func() error{f.readHead, f.readMetrics, f.readLoca, f.readCmap} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	f.Name = postScriptName(f.table("name"))
	return f, nil
}

// table is the whole of a table; nil when the font does not have it.
func (f *Font) table(tag string) []byte { return f.tables[tag].bytes() }

func formatError(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrFormat, fmt.Sprintf(format, args...))
}

func (f *Font) readHead() error {
	h := f.table("head")
	f.Upem = int(u16(h, 18))
	if f.Upem < 16 || f.Upem > maxUpem {
		return formatError("%d units per em", f.Upem)
	}
	f.Box = Box{i16(h, 36), i16(h, 38), i16(h, 40), i16(h, 42)}
	f.wide = u16(h, 50) != 0
	f.NumGlyphs = int(u16(f.table("maxp"), 4))
	if f.NumGlyphs == 0 {
		return formatError("no glyphs")
	}
	return nil
}

func (f *Font) readMetrics() error {
	h := f.table("hhea")
	f.Ascent, f.Descent, f.numHM = i16(h, 4), i16(h, 6), int(u16(h, 34))
	if f.numHM == 0 || f.numHM > f.NumGlyphs {
		return formatError("%d horizontal metrics for %d glyphs", f.numHM, f.NumGlyphs)
	}
	if f.tables["hmtx"].length() < int64(4*f.numHM+2*(f.NumGlyphs-f.numHM)) {
		return formatError("horizontal metrics are cut short")
	}
	f.CapHeight, f.XHeight = f.Ascent, f.Ascent/2
	if o := f.table("OS/2"); len(o) >= 90 {
		f.XHeight, f.CapHeight = i16(o, 86), i16(o, 88)
	}
	return nil
}

func (f *Font) readLoca() error {
	size := 2
	if f.wide {
		size = 4
	}
	if f.tables["loca"].length() < int64(size*(f.NumGlyphs+1)) {
		return formatError("glyph locations are cut short")
	}
	return nil
}

// Advance is how far glyph g moves the pen, in font units.
func (f *Font) Advance(g int) int {
	if g < 0 || g >= f.NumGlyphs {
		return 0
	}
	return int(u16(f.table("hmtx"), 4*min(g, f.numHM-1)))
}

func (f *Font) leftBearing(g int) int {
	h := f.table("hmtx")
	switch {
	case g < 0 || g >= f.NumGlyphs:
		return 0
	case g < f.numHM:
		return i16(h, 4*g+2)
	default:
		return i16(h, 4*f.numHM+2*(g-f.numHM))
	}
}

// postScriptName reads name 6 of the Windows platform, which is UTF-16BE of ASCII.
func postScriptName(t []byte) string {
	const none = "Font"
	if len(t) < 6 {
		return none
	}
	n, base := int(u16(t, 2)), int(u16(t, 4))
	for i := range n {
		at := 6 + 12*i
		if at+12 > len(t) {
			return none
		}
		if u16(t, at) != 3 || u16(t, at+6) != 6 {
			continue
		}
		from := base + int(u16(t, at+10))
		to := from + int(u16(t, at+8))
		if to > len(t) {
			return none
		}
		if s := nameChars(t[from:to]); s != "" {
			return s
		}
	}
	return none
}

// nameChars keeps what PDF and PostScript allow in a name without escapes.
func nameChars(b []byte) string {
	var out []byte
	for i := 0; i+1 < len(b); i += 2 {
		c := b[i+1]
		ok := c == '-' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
		if b[i] == 0 && ok {
			out = append(out, c)
		}
	}
	return string(out)
}

func u16(b []byte, at int) uint16 { return binary.BigEndian.Uint16(b[at:]) }
func i16(b []byte, at int) int    { return int(int16(binary.BigEndian.Uint16(b[at:]))) }
func u32(b []byte, at int) uint32 { return binary.BigEndian.Uint32(b[at:]) }
