package pdf

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"daykit/internal/text/sfnt"
)

// font is one face in a file: composed glyphs, and codes that pair a glyph with
// the text it stands for. Codes may share a glyph; that is what CIDToGIDMap is for.
type font struct {
	face   *sfnt.Font
	name   string // in the resource dictionary
	codes  map[codeKey]int
	list   []codeKey
	glyphs map[shape]int // → its number in comps
	comps  []sfnt.Comp
}

type codeKey struct {
	glyph int // number in comps
	text  string
}

// maxCodes is how many two-byte codes a font can have.
const maxCodes = 1 << 16

func newFont(face *sfnt.Font, name string) *font {
	return &font{
		face: face, name: name, codes: map[codeKey]int{}, glyphs: map[shape]int{},
		// Code and glyph 0 are the mark for a missing glyph, which no text may show; a
		// letter that no font has gets that mark under a code of its own.
		list: []codeKey{{}}, comps: []sfnt.Comp{{Parts: []sfnt.Part{{}}, Adv: face.Advance(0)}},
	}
}

// code gives the two-byte code of a piece.
func (f *font) code(p piece) int {
	s := shapeOf(p.glyph)
	glyph, ok := f.glyphs[s]
	if !ok {
		glyph = len(f.comps)
		f.glyphs[s] = glyph
		f.comps = append(f.comps, p.glyph)
	}
	key := codeKey{glyph, p.text}
	n, ok := f.codes[key]
	if !ok {
		n = len(f.list)
		f.codes[key] = n
		f.list = append(f.list, key)
	}
	return n
}

// shape is a composed glyph in a form that can be compared.
type shape struct {
	parts, adv int
	first      sfnt.Part
	more       string // the other parts
}

func shapeOf(c sfnt.Comp) shape {
	s := shape{parts: len(c.Parts), adv: c.Adv}
	if len(c.Parts) > 0 {
		s.first = c.Parts[0]
	}
	if len(c.Parts) > 1 {
		b := make([]byte, 0, 12*len(c.Parts))
		for _, p := range c.Parts[1:] {
			b = binary.BigEndian.AppendUint32(b, uint32(p.GID))
			b = binary.BigEndian.AppendUint32(b, uint32(p.DX))
			b = binary.BigEndian.AppendUint32(b, uint32(p.DY))
		}
		s.more = string(b)
	}
	return s
}

// perMille turns font units into the thousandths of an em that PDF counts in.
func (f *font) perMille(units int) float64 { return float64(units) * 1000 / float64(f.face.Upem) }

// embedded is the part of a font that costs time to make: its streams, deflated.
type embedded struct {
	file, toUnicode []byte
	toGID           []byte // nil when codes are glyph numbers
	cidSet          []byte // nil except for archives
	fileSize        int
	name            string // PostScript name with the tag of the subset
	err             error
}

// embed makes the streams. It only reads f, so fonts are embedded side by side.
// The first version of PDF/A wants to know which codes there are.
func (f *font) embed(z *deflater, archive bool) embedded {
	if len(f.list) > maxCodes {
		return embedded{err: fmt.Errorf("font %s: more than %d different clusters", f.face.Name, maxCodes)}
	}
	file, err := f.face.Compose(f.comps)
	if err != nil {
		return embedded{err: fmt.Errorf("font %s: %w", f.face.Name, err)}
	}
	e := embedded{
		file:      z.deflate(file),
		fileSize:  len(file),
		toUnicode: z.deflate(toUnicode(f.list)),
		name:      subsetTag(file) + "+" + f.face.Name,
	}
	if m, needed := f.toGID(); needed || archive {
		e.toGID = z.deflate(m)
	}
	if archive {
		e.cidSet = z.deflate(f.cidSet())
	}
	return e
}

// cidSet has one bit for each code, the highest bit of a byte first.
func (f *font) cidSet() []byte {
	b := make([]byte, (len(f.list)+7)/8)
	for i := range f.list {
		b[i/8] |= 0x80 >> (i % 8)
	}
	return b
}

func (f *font) toGID() (m []byte, needed bool) {
	for code, key := range f.list {
		m = binary.BigEndian.AppendUint16(m, uint16(key.glyph))
		needed = needed || key.glyph != code
	}
	return m, needed
}

// subsetTag makes the six capitals before a subset's name from its content, so
// that two files never give one name to two subsets.
func subsetTag(file []byte) string {
	sum := sha256.Sum256(file)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}

// addFont adds the objects of one font to the file and gives the number of the
// one that pages refer to.
func (d *document) addFont(f *font, e embedded) int {
	toGID := "/Identity"
	if e.toGID != nil {
		toGID = fmt.Sprintf(" %d 0 R", d.addDeflated("", e.toGID))
	}
	file := fmt.Sprintf("/FontFile2 %d 0 R", d.addDeflated(fmt.Sprintf("/Length1 %d", e.fileSize), e.file))
	if e.cidSet != nil {
		file += fmt.Sprintf("/CIDSet %d 0 R", d.addDeflated("", e.cidSet))
	}
	descriptor := d.add(f.descriptor(e.name, file))
	cid := d.add(fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s"+
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"+
		"/FontDescriptor %d 0 R/DW 0/W[0[%s]]/CIDToGIDMap%s>>", e.name, descriptor, f.widths(), toGID))
	return d.add(fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H"+
		"/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", e.name, cid, d.addDeflated("", e.toUnicode)))
}

// descriptor describes the face as symbolic (Flags 4), since its codes follow no
// known encoding; StemV is the customary guess, used only by replacement fonts.
func (f *font) descriptor(name, file string) string {
	m := func(units int) string { return num(f.perMille(units)) }
	s := f.face
	return fmt.Sprintf("<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%s %s %s %s]/ItalicAngle 0"+
		"/Ascent %s/Descent %s/CapHeight %s/StemV 80%s>>", name,
		m(s.Box.XMin), m(s.Box.YMin), m(s.Box.XMax), m(s.Box.YMax), m(s.Ascent), m(s.Descent), m(s.CapHeight), file)
}

func (f *font) widths() string {
	var b []byte
	for i, key := range f.list {
		if i > 0 {
			b = append(b, ' ')
		}
		b = appendNum(b, f.perMille(f.comps[key.glyph].Adv), widthPlaces)
	}
	return string(b)
}
