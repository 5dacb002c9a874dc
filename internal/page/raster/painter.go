package raster

import (
	"fmt"
	"image"
	"sync"

	"daykit/internal/domain/display"
	"daykit/internal/text/fonts"
	"daykit/internal/text/sfnt"
)

// common is what the workers of one picture share.
type common struct {
	library  *fonts.Library
	mu       sync.Mutex
	pictures map[string]func() (*source, error)
}

// picture decodes a picture once, whoever asks first.
func (c *common) picture(p *display.Picture) (*source, error) {
	c.mu.Lock()
	get, ok := c.pictures[p.ID]
	if !ok {
		get = sync.OnceValues(func() (*source, error) { return decode(p) })
		c.pictures[p.ID] = get
	}
	c.mu.Unlock()
	return get()
}

// painter draws on one picture. It is not for concurrent use; several may draw on
// different rows.
type painter struct {
	*common
	img     *image.RGBA
	scan    scanner
	faces   map[string]*sfnt.Font
	letters map[glyphKey][]sfnt.Step
}

type glyphKey struct {
	font string
	gid  uint32
}

func newPainter(c *common, img *image.RGBA) *painter {
	return &painter{common: c, img: img, faces: map[string]*sfnt.Font{}, letters: map[glyphKey][]sfnt.Step{}}
}

func (d *painter) ops(ops []display.Op, m matrix, c clip, depth int) error {
	for _, op := range ops {
		if err := d.op(op, m, c, depth); err != nil {
			return err
		}
	}
	return nil
}

func (d *painter) op(op display.Op, m matrix, c clip, depth int) error {
	switch op := op.(type) {
	case display.Fill:
		d.fill(op, m, c)
	case display.Cells:
		d.fill(display.Fill{Path: op.Outline(), Color: op.Color}, m, c)
	case display.Stroke:
		d.stroke(op, m, c)
	case display.Text:
		return d.text(op, m, c)
	case display.Image:
		return d.image(op, m, c)
	case display.Use:
		return d.use(op, m, c, depth+1)
	case display.Code, display.Link, display.Field, display.Tag, display.End: // no ink
	default:
		return fmt.Errorf("unknown operation %T", op)
	}
	return nil
}

func (d *painter) fill(f display.Fill, m matrix, c clip) {
	box := pixels(m.rect(bounds(f.Path)), 0)
	if box = box.Intersect(c.bounds); box.Empty() {
		return
	}
	d.scan.reset(box)
	follow(f.Path, m, &d.scan)
	d.scan.fill(f.EvenOdd, c.on(&paint{d.img, f.Color}, box))
}

func (d *painter) stroke(s display.Stroke, m matrix, c clip) {
	radius := s.Width / 2 * m.scale()
	box := pixels(m.rect(bounds(s.Path)), radius).Intersect(c.bounds)
	if box.Empty() || !(radius > 0) {
		return
	}
	d.scan.reset(box)
	pen := stroker{to: &d.scan, radius: radius, roundCap: s.RoundCap}
	follow(s.Path, m, &pen)
	pen.finish()
	d.scan.fill(false, c.on(&paint{d.img, s.Color}, box))
}

func (d *painter) text(t display.Text, m matrix, c clip) error {
	r := t.Run
	face, err := d.face(r.Font)
	if err != nil {
		return err
	}
	if !(r.Size > 0) {
		return fmt.Errorf("text of size %g", r.Size)
	}
	k := r.Size / float64(face.Upem)
	for _, g := range r.Glyphs {
		d.letter(face, glyphKey{r.Font, g.GID}, m.then(matrix{a: k, d: -k, e: r.X + g.X, f: r.Y - g.Y}), t.Color, c)
	}
	return nil
}

func (d *painter) letter(face *sfnt.Font, key glyphKey, m matrix, color display.Color, c clip) {
	b, ok := face.Bounds(int(key.gid))
	if !ok {
		return
	}
	box := pixels(m.rect(display.Rect{X: float64(b.XMin), Y: float64(b.YMin), W: float64(b.XMax - b.XMin), H: float64(b.YMax - b.YMin)}), 1)
	if box = box.Intersect(c.bounds); box.Empty() {
		return
	}
	outline, ok := d.letters[key]
	if !ok {
		outline = face.Outline(int(key.gid))
		d.letters[key] = outline
	}
	d.scan.reset(box)
	letter(outline, m, &d.scan)
	d.scan.fill(false, c.on(&paint{d.img, color}, box))
}

func (d *painter) face(id string) (*sfnt.Font, error) {
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

func (d *painter) use(u display.Use, m matrix, c clip, depth int) error {
	switch {
	case u.Part == nil:
		return fmt.Errorf("use of no part")
	case depth > maxDepth:
		return fmt.Errorf("parts lie more than %d deep in each other", maxDepth)
	case u.Scale < 0:
		return fmt.Errorf("part scaled by %g", u.Scale)
	}
	if u.Clip.W > 0 {
		c = d.within(c, display.RectPath(u.Clip), m)
	}
	if c.bounds.Empty() {
		return nil
	}
	return d.ops(u.Part.Ops, m.then(use(u)), c, depth)
}
