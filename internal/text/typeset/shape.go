package typeset

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"daykit/internal/text/fonts"
	"daykit/internal/text/sfnt"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
)

// Shaper shapes text. It is for one goroutine; make one for each.
type Shaper struct {
	library *fonts.Library
	faces   map[string]*face
	buffer  *harfbuzz.Buffer
	breaker segmenter.Segmenter
}

// New makes a shaper on a library of faces, which may be shared.
func New(l *fonts.Library) *Shaper {
	return &Shaper{library: l, faces: map[string]*face{}, buffer: harfbuzz.NewBuffer()}
}

// face is a face with what the shaper needs; font.Face is not safe for concurrent
// use, so every shaper has its own on the shared font.Font.
type face struct {
	*fonts.Face
	hb *harfbuzz.Font // nil until something is shaped with it
}

// face gives a face ready for looking up characters. One that does not read is
// left out: the table of faces is tested, so this is a defect of the build.
func (s *Shaper) face(id string) (*face, bool) {
	f, known := s.faces[id]
	if !known {
		if got, err := s.library.Face(id); err == nil {
			f = &face{Face: got}
		}
		s.faces[id] = f
	}
	return f, f != nil
}

// readFont is the costly reading of layout tables, done for faces that are used.
func readFont(f *sfnt.Font) (any, error) {
	read, err := font.ParseTTF(bytes.NewReader(f.ForShaping()))
	if err != nil {
		return nil, err
	}
	return read.Font, nil
}

func (f *face) shaper() (*harfbuzz.Font, error) {
	if f.hb != nil {
		return f.hb, nil
	}
	v, err := f.Memo(readFont)
	if err != nil {
		return nil, fmt.Errorf("read face %q: %w", f.ID, err)
	}
	f.hb = harfbuzz.NewFont(font.NewFace(v.(*font.Font))) // its scale is the units per em
	return f.hb, nil
}

// em is the integer measure of widths: millionths of the nominal size.
const em = 1_000_000

// measure turns font units into millionths of the nominal size, rounded.
func (f *face) measure(units int) int64 {
	n, d := int64(units)*int64(f.Scale)*(em/1000), int64(f.SFNT.Upem)
	if n < 0 {
		return -((-n + d/2) / d)
	}
	return (n + d/2) / d
}

// points turns font units into points at a nominal size. There is no sum in it
// that a processor could fuse.
func (f *face) points(units int, size float64) float64 {
	return float64(units) * (size * float64(f.Scale) / 1000) / float64(f.SFNT.Upem)
}

// Para is one shaped paragraph. It must not be used after its Shaper has gone to
// another goroutine.
type Para struct {
	// Missing lists the characters that no face has, sorted; they print as boxes.
	Missing []rune

	text   []rune // normalised
	style  Style
	base   int8 // embedding level: 0 or 1 for right to left
	runs   []run
	whole  []opportunity // where lines may end and nothing that belongs together is parted
	parted []opportunity // the same, with places inside the names of streets
	breaks []opportunity // the same, with every place of UAX #14
	fine   []opportunity // the same, with the starts of syllables
}

// run is text of one face, script and level, in glyphs.
type run struct {
	face     *face
	from, to int // in the text
	level    int8
	glyphs   []glyph   // in visual order
	clusters []cluster // that begin at each character from from on; zero for none
}

// cluster is characters that glyphs stand for together.
type cluster struct {
	end  int
	says string // without the characters that only steer
}

// glyph is measured in font units; y grows upwards.
type glyph struct {
	gid           int
	cluster       int // first character it stands for
	dx, dy, width int
}

// RTL reports whether the paragraph reads from right to left; such a paragraph is
// set flush right.
func (p *Para) RTL() bool { return p.base == 1 }

// Text is the paragraph as it was shaped: composed, with control characters taken
// out and line ends written as "\n".
func (p *Para) Text() string { return string(p.text) }

// Shape shapes a paragraph. A line feed is a line break that is always taken.
func (s *Shaper) Shape(text string, st Style) *Para {
	p := &Para{text: clean(text), style: st}
	p.base = baseLevel(p.text, st.Lang)
	for _, it := range s.itemise(p) {
		p.runs = append(p.runs, s.shapeRun(p, it))
	}
	s.findBreaks(p)
	return p
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\u0085", "\n", "\v", "\n", "\f", "\n", "\t", " ")

// clean composes letters with their marks and takes control characters out.
func clean(text string) []rune {
	t := []rune(norm.NFC.String(lineEnds.Replace(text)))
	return slices.DeleteFunc(t, func(r rune) bool { return r != '\n' && unicode.IsControl(r) || r == unicode.ReplacementChar })
}

// baseLevel is that of the first letter outside isolates, or of the language when
// there is none.
func baseLevel(text []rune, lang string) int8 {
	classes := make([]bidi.Class, len(text))
	for i, r := range text {
		classes[i] = classOf(r)
	}
	rtl, ok := firstStrong(classes)
	if !ok {
		script := fonts.ScriptOf(lang)
		rtl = script == "Arab" || script == "Hebr" || script == "Thaa"
	}
	if rtl {
		return 1
	}
	return 0
}

func (s *Shaper) shapeRun(p *Para, it item) run {
	r := run{face: it.face, from: it.from, to: it.to, level: it.level}
	if glyphs, ok := p.shapePlain(it); ok {
		r.glyphs = glyphs
		r.findClusters(p.text)
		return r
	}
	hb, err := it.face.shaper()
	if err != nil {
		return r
	}
	b := s.buffer
	b.Clear()
	b.AddRunes(p.text, it.from, it.to-it.from)
	b.Props = harfbuzz.SegmentProperties{Script: it.script, Language: languageFor(p.style.Lang, it.script), Direction: harfbuzz.LeftToRight}
	if it.level%2 == 1 {
		b.Props.Direction = harfbuzz.RightToLeft
	}
	b.Shape(hb, nil)
	for i, info := range b.Info {
		pos := b.Pos[i]
		r.glyphs = append(r.glyphs, glyph{
			gid: int(info.Glyph), cluster: info.Cluster,
			dx: int(pos.XOffset), dy: int(pos.YOffset), width: int(pos.XAdvance),
		})
	}
	r.findClusters(p.text)
	r.dropHidden(p.text)
	return r
}

// languageFor is the language to shape a script with: the paragraph's own where
// it uses the script, else the usual one, so that an Arabic name in an English
// sentence is shaped as Arabic.
func languageFor(lang string, script language.Script) language.Language {
	l := language.NewLanguage(lang)
	if id, ok := language.NewLangID(l); ok && !id.UseScript(script) {
		if usual, ok := language.ScriptToLang[script]; ok {
			return usual.Language()
		}
	}
	return l
}

// dropHidden removes the glyphs of characters that only steer.
func (r *run) dropHidden(text []rune) {
	r.glyphs = slices.DeleteFunc(r.glyphs, func(g glyph) bool {
		for _, c := range text[g.cluster:r.cluster(g.cluster).end] {
			if !hidden(c) {
				return false
			}
		}
		return true
	})
	r.findClusters(text)
}

// findClusters finds where the clusters end and what each says.
func (r *run) findClusters(text []rune) {
	r.clusters = make([]cluster, r.to-r.from)
	begins := make([]bool, r.to-r.from)
	for _, g := range r.glyphs {
		begins[g.cluster-r.from] = true
	}
	end := r.to
	for i := len(begins) - 1; i >= 0; i-- {
		if from := r.from + i; begins[i] {
			r.clusters[i] = cluster{end, string(drawn(text[from:end]))}
			end = from
		}
	}
}

// cluster is the one that begins at a character.
func (r *run) cluster(at int) cluster { return r.clusters[at-r.from] }

// hidden reports whether a character only steers the setting: it is neither drawn
// nor written into the text of a glyph.
func hidden(r rune) bool {
	switch {
	case r == '\n', r == softHyphen, r == zeroWidthSpace, r == 0x061c, r == 0x2060, r == 0xfeff:
		return true
	case r >= 0x200e && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return true
	}
	return false
}
