// Package svg writes a display page as one SVG picture that stands alone: the
// live preview in the window, and files for the web.
//
// Letters are outlines, drawn once and used where they stand, so that the picture
// needs no font, no script and no other file, and looks the same everywhere.
// Photographs and shared parts are written once as well; a photograph is a data:
// address, which browsers draw within an img element too. For readers who do not
// see it, it is one image with a title and a description. Links, fields and codes
// draw nothing.
package svg

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strconv"

	"daykit/internal/domain/display"
	"daykit/internal/text/fonts"
	"daykit/internal/text/sfnt"
)

// Options is what a picture says about itself.
type Options struct {
	Title string // the accessible name
	Lang  string // BCP 47, of title and description
	Alt   string // the accessible description
}

// Write draws p on white paper and writes the whole picture to w; the view box is
// in points. It fails on a face that the library does not know and on a part that
// cannot be drawn; w is untouched then.
func Write(w io.Writer, l *fonts.Library, p *display.Page, o Options) error {
	d := drawing{
		library: l, faces: map[string]*sfnt.Font{}, glyphs: map[glyphKey]string{},
		pictures: map[string]string{}, parts: map[*display.Shared]string{},
	}
	if err := d.ops(p.Ops); err != nil {
		return fmt.Errorf("write svg: %w", err)
	}
	out := append(head(p, o), "<defs>"...)
	out = append(out, d.defs...)
	out = append(out, "</defs>\n"...)
	out = append(out, d.body...)
	_, err := w.Write(append(out, "</svg>\n"...))
	return err
}

func head(p *display.Page, o Options) []byte {
	b := []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 `)
	b = append(appendNum(b, p.W), ' ')
	b = append(appendNum(b, p.H), `" role="img" stroke-linejoin="round"`...)
	if o.Lang != "" {
		b = append(b, ` lang="`+escape(o.Lang)+`"`...)
	}
	b = append(b, '>')
	if o.Title != "" {
		b = append(b, "<title>"+escape(o.Title)+"</title>"...)
	}
	if o.Alt != "" {
		b = append(b, "<desc>"+escape(o.Alt)+"</desc>"...)
	}
	return append(b, `<path fill="#fff" d="M0 0h`+num(p.W)+"v"+num(p.H)+"h"+num(-p.W)+`z"/>`...)
}

func escape(s string) string {
	var b escaper
	_ = xml.EscapeText(&b, []byte(s)) // an escaper takes all
	return string(b)
}

type escaper []byte

func (e *escaper) Write(b []byte) (int, error) {
	*e = append(*e, b...)
	return len(b), nil
}

// drawing is one picture in the making.
type drawing struct {
	library *fonts.Library
	faces   map[string]*sfnt.Font
	defs    []byte
	body    []byte

	// What is in defs, by its id there.
	glyphs   map[glyphKey]string // "" for a blank glyph
	pictures map[string]string
	parts    map[*display.Shared]string // "" while it is being drawn
	clips    int
}

type glyphKey struct {
	font string
	gid  uint32
}

func (d *drawing) ops(ops []display.Op) error {
	for _, op := range ops {
		if err := d.op(op); err != nil {
			return err
		}
	}
	return nil
}

func (d *drawing) op(op display.Op) error {
	switch op := op.(type) {
	case display.Fill:
		d.fill(op)
	case display.Cells:
		d.fill(display.Fill{Path: op.Outline(), Color: op.Color})
	case display.Stroke:
		d.stroke(op)
	case display.Text:
		return d.text(op)
	case display.Image:
		return d.image(op)
	case display.Use:
		return d.use(op)
	case display.Link, display.Field, display.Code, display.Tag, display.End: // no ink
	default:
		return fmt.Errorf("unknown operation %T", op)
	}
	return nil
}

func (d *drawing) fill(f display.Fill) {
	if len(f.Path) == 0 {
		return
	}
	d.raw(`<path fill="` + hex(f.Color) + `"`)
	if f.EvenOdd {
		d.raw(` fill-rule="evenodd"`)
	}
	d.path(f.Path)
}

func (d *drawing) stroke(s display.Stroke) {
	if len(s.Path) == 0 {
		return
	}
	d.raw(`<path fill="none" stroke="` + hex(s.Color) + `" stroke-width="` + num(s.Width) + `"`)
	if s.RoundCap {
		d.raw(` stroke-linecap="round"`)
	}
	d.path(s.Path)
}

func (d *drawing) path(p display.Path) {
	n := pen{buf: append(d.body, ` d="`...), places: pagePlaces}
	for _, s := range p {
		switch s.Verb {
		case display.MoveTo:
			n.step('m', s.P[0].X, s.P[0].Y)
			n.start()
		case display.LineTo:
			n.line(s.P[0].X, s.P[0].Y)
		case display.CubicTo:
			n.step('c', s.P[0].X, s.P[0].Y, s.P[1].X, s.P[1].Y, s.P[2].X, s.P[2].Y)
		case display.Close:
			n.close()
		}
	}
	d.body = append(n.buf, "\"/>\n"...)
}

// text draws a run in font units under one transform.
func (d *drawing) text(t display.Text) error {
	face, err := d.face(t.Run.Font)
	if err != nil {
		return err
	}
	r := t.Run
	if !(r.Size > 0) {
		return fmt.Errorf("text of size %g", r.Size)
	}
	scale := r.Size / float64(face.Upem)
	d.raw(`<g fill="` + hex(t.Color) + `" transform="translate(` + num(r.X) + " " + num(r.Y) + ")scale(" +
		factor(scale) + `)">`)
	for _, g := range r.Glyphs {
		id := d.glyph(r.Font, face, g.GID)
		if id == "" {
			continue
		}
		d.raw(`<use href="#` + id + `"`)
		d.attribute("x", g.X/scale)
		d.attribute("y", -g.Y/scale)
		d.raw("/>")
	}
	d.raw("</g>\n")
	return nil
}

func (d *drawing) attribute(name string, v float64) {
	if math.Abs(v) >= 0.05 {
		d.body = append(d.body, " "+name+`="`...)
		d.body = append(appendFixed(d.body, int64(math.Round(v*10)), 1), '"')
	}
}

func (d *drawing) face(id string) (*sfnt.Font, error) {
	if f, ok := d.faces[id]; ok {
		return f, nil
	}
	f, err := d.library.Face(id)
	if err != nil {
		return nil, fmt.Errorf("face %q: %w", id, err)
	}
	d.faces[id] = f.SFNT
	return f.SFNT, nil
}

// glyph makes sure that the outline of a glyph is in defs and gives its id.
func (d *drawing) glyph(font string, face *sfnt.Font, gid uint32) string {
	key := glyphKey{font, gid}
	if id, ok := d.glyphs[key]; ok {
		return id
	}
	id := ""
	if steps := face.Outline(int(gid)); len(steps) > 0 {
		id = "g" + strconv.FormatInt(int64(len(d.glyphs)), 36)
		d.defs = append(d.defs, `<path id="`+id+`" d="`...)
		d.defs = append(appendOutline(d.defs, steps), "\"/>\n"...)
	}
	d.glyphs[key] = id
	return id
}

func (d *drawing) raw(s string) { d.body = append(d.body, s...) }

func hex(c display.Color) string {
	const digits = "0123456789abcdef"
	b := []byte{'#'}
	for _, v := range []byte{c.R, c.G, c.B} {
		b = append(b, digits[v>>4], digits[v&15])
	}
	return string(b)
}
