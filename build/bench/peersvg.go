package main

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// shape is one closed line of a filled picture: where its middle is, how large it
// is, and the area that it goes round. A letter is of one or more.
type shape struct {
	x, y, w, h, area float64
}

// svgNode is an element of a picture as cairo writes them.
type svgNode struct {
	name     string
	attrs    map[string]string
	children []*svgNode
	outlines [][]point // of a path, read once for all the places it is used at
}

type point struct{ x, y float64 }

// matrix turns a point as SVG has it: x' = ax+cy+e, y' = bx+dy+f.
type matrix struct{ a, b, c, d, e, f float64 }

func (m matrix) at(p point) point {
	return point{m.a*p.x + m.c*p.y + m.e, m.b*p.x + m.d*p.y + m.f}
}

// after is the turn that does n first and m then.
func (m matrix) after(n matrix) matrix {
	e := m.at(point{n.e, n.f})
	return matrix{m.a*n.a + m.c*n.b, m.b*n.a + m.d*n.b, m.a*n.c + m.c*n.d, m.b*n.c + m.d*n.d, e.x, e.y}
}

// readShapes gives all that an SVG picture fills, letters and paths alike. It knows
// what pdftocairo and hb-view write and leaves out pictures, strokes and clips.
func readShapes(r io.Reader) ([]shape, error) {
	root, named, err := readSVG(r)
	if err != nil {
		return nil, err
	}
	d := &svgDrawing{named: named}
	err = d.draw(root, matrix{a: 1, d: 1}, 0)
	return d.shapes, err
}

func readSVG(r io.Reader) (root *svgNode, named map[string]*svgNode, err error) {
	root, named = &svgNode{}, map[string]*svgNode{}
	open := []*svgNode{root}
	for in := xml.NewDecoder(r); ; {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			return root, named, nil
		}
		if err != nil {
			return nil, nil, fmt.Errorf("read an SVG picture: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			n := &svgNode{name: t.Name.Local, attrs: map[string]string{}}
			for _, a := range t.Attr {
				n.attrs[a.Name.Local] = a.Value
			}
			if id := n.attrs["id"]; id != "" {
				named["#"+id] = n
			}
			last := open[len(open)-1]
			last.children = append(last.children, n)
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		}
	}
}

type svgDrawing struct {
	named  map[string]*svgNode
	shapes []shape
}

// maxNested is deeper than any picture of a page; one that uses itself ends there.
const maxNested = 40

func (d *svgDrawing) draw(n *svgNode, m matrix, depth int) error {
	if depth > maxNested {
		return errors.New("an SVG picture is nested too deeply")
	}
	own, err := readTransform(n.attrs["transform"])
	if err != nil {
		return err
	}
	m = m.after(own)
	switch n.name {
	case "defs", "clipPath", "mask", "pattern", "symbol": // drawn where they are used
		return nil
	case "path":
		return d.path(n, m)
	case "use":
		return d.use(n, m, depth)
	}
	return d.all(n, m, depth)
}

func (d *svgDrawing) all(n *svgNode, m matrix, depth int) error {
	for _, c := range n.children {
		if err := d.draw(c, m, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (d *svgDrawing) use(n *svgNode, m matrix, depth int) error {
	target, ok := d.named[n.attrs["href"]]
	if !ok || target.name == "image" {
		return nil
	}
	by := matrix{a: 1, d: 1}
	for name, into := range map[string]*float64{"x": &by.e, "y": &by.f} {
		if n.attrs[name] == "" {
			continue
		}
		v, err := strconv.ParseFloat(n.attrs[name], 64)
		if err != nil {
			return fmt.Errorf("place in an SVG picture: %w", err)
		}
		*into = v
	}
	return d.all(target, m.after(by), depth)
}

func (d *svgDrawing) path(n *svgNode, m matrix) error {
	if strings.Contains(n.attrs["style"], "fill:none") || n.attrs["fill"] == "none" {
		return nil
	}
	if n.outlines == nil {
		var err error
		if n.outlines, err = readPath(n.attrs["d"]); err != nil {
			return err
		}
	}
	for _, o := range n.outlines {
		d.shapes = append(d.shapes, shapeOf(o, m))
	}
	return nil
}

func shapeOf(outline []point, m matrix) shape {
	low, high := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	area, last := 0.0, m.at(outline[len(outline)-1])
	for _, p := range outline {
		p = m.at(p)
		low, high = point{min(low.x, p.x), min(low.y, p.y)}, point{max(high.x, p.x), max(high.y, p.y)}
		area += last.x*p.y - p.x*last.y
		last = p
	}
	return shape{(low.x + high.x) / 2, (low.y + high.y) / 2, high.x - low.x, high.y - low.y, math.Abs(area) / 2}
}

func readTransform(s string) (matrix, error) {
	if s == "" {
		return matrix{a: 1, d: 1}, nil
	}
	kind, list, _ := strings.Cut(strings.TrimSuffix(s, ")"), "(")
	v, err := readNumbers(list)
	switch {
	case err != nil:
		return matrix{}, err
	case kind == "matrix" && len(v) == 6:
		return matrix{v[0], v[1], v[2], v[3], v[4], v[5]}, nil
	case kind == "translate" && len(v) == 2:
		return matrix{1, 0, 0, 1, v[0], v[1]}, nil
	}
	return matrix{}, fmt.Errorf("an SVG picture is turned in a way not known here: %q", s)
}

func readNumbers(list string) ([]float64, error) {
	var out []float64
	for _, f := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' }) {
		v, err := strconv.ParseFloat(f, 64)
		if err != nil {
			return nil, fmt.Errorf("number in an SVG picture: %w", err)
		}
		out = append(out, v)
	}
	return out, nil
}

// bends is into how many straight lines a curve is cut.
const bends = 8

// readPath gives the closed lines of a path, curves cut into straight ones. Cairo
// writes absolute points only.
func readPath(d string) (outlines [][]point, err error) {
	var open []point
	var verb string
	var v []float64
	for _, f := range append(strings.Fields(d), "M") {
		if n, err := strconv.ParseFloat(f, 64); err == nil {
			v = append(v, n)
			continue
		}
		if open, err = extend(open, verb, v); err != nil {
			return nil, err
		}
		if (f == "M" || f == "Z") && len(open) > 2 {
			outlines = append(outlines, open)
		}
		if f == "M" || f == "Z" {
			open = nil
		}
		verb, v = f, v[:0]
	}
	return outlines, nil
}

// extend draws on from the last point.
func extend(open []point, verb string, v []float64) ([]point, error) {
	switch {
	case (verb == "" || verb == "Z") && len(v) == 0:
		return open, nil
	case (verb == "M" || verb == "L") && len(v) == 2:
		return append(open, point{v[0], v[1]}), nil
	case verb == "C" && len(v) == 6 && len(open) > 0:
		p := open[len(open)-1]
		for i := 1; i <= bends; i++ {
			t := float64(i) / bends
			u := 1 - t
			a, b, c, d := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
			open = append(open, point{a*p.x + b*v[0] + c*v[2] + d*v[4], a*p.y + b*v[1] + c*v[3] + d*v[5]})
		}
		return open, nil
	}
	return nil, fmt.Errorf("a path in an SVG picture is not known here: %s with %d numbers", verb, len(v))
}
