package typeset_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"os/exec"
	"slices"
	"testing"

	"daykit/internal/text/fonts"
	"daykit/internal/text/sfnt"
	"daykit/internal/text/typeset"

	"golang.org/x/image/vector"
)

// Letters that should join but do not, or the other way round, change how many
// separate shapes a text is drawn in. "Welcome to London" in Arabic, drawn from our
// glyphs, has the shapes that HarfBuzz's own program draws, at the same places.
func TestArabicJoinsAsHarfBuzzDraws(t *testing.T) {
	t.Parallel()
	const size = 200 // pixels
	l := library(t)
	for _, c := range []struct {
		lang, text string
		role       fonts.Role
	}{
		{"ar", "مرحبا بكم في لندن", fonts.Text},
		{"ar", "مرحبا بكم في لندن", fonts.Bold},
		{"ar", "مرحبا بكم في لندن", fonts.Display},
	} {
		p := typeset.New(l).Shape(c.text, typeset.Style{Role: c.role, Lang: c.lang})
		ls, err := p.Lines(1e5, size, typeset.Greedy)
		if err != nil || len(ls) != 1 || len(ls[0].Runs) != 1 {
			t.Fatalf("got %d lines, error %v; want one run", len(ls), err)
		}
		run := ls[0].Runs[0]
		face, err := l.Face(run.Font)
		if err != nil {
			t.Fatal(err)
		}
		got := components(draw(ls[0], face.SFNT))
		want := components(hbView(t, face, run.Size, c.lang, c.text))
		if len(got) != len(want) || len(want) < 10 {
			t.Errorf("%s: got %d shapes, hb-view draws %d", face.ID, len(got), len(want))
			continue
		}
		for _, box := range want {
			if !slices.ContainsFunc(got, func(b image.Rectangle) bool { return apart(b, box) <= 2 }) {
				t.Errorf("%s: hb-view draws a shape at %v, ours are at %v", face.ID, box, got)
			}
		}
	}
}

const border = 40 // pixels, four of them around the text

// draw fills the outlines of a line of one run.
func draw(l typeset.Line, f *sfnt.Font) *image.Alpha {
	w, h := int(l.W)+4*border, int(l.InkTop+l.InkBottom)+4*border
	z := vector.NewRasterizer(w, h)
	base, run := l.InkTop+2*border, l.Runs[0]
	scale := run.Size / float64(f.Upem)
	for _, g := range run.Glyphs {
		x := 2*border + g.X
		at := func(px, py float64) (float32, float32) {
			return float32(x + px*scale), float32(base - g.Y - py*scale)
		}
		trace(z, f.Outline(int(g.GID)), at)
	}
	img := image.NewAlpha(image.Rect(0, 0, w, h))
	z.Draw(img, img.Bounds(), image.Opaque, image.Point{})
	return img
}

func trace(z *vector.Rasterizer, steps []sfnt.Step, at func(x, y float64) (float32, float32)) {
	for _, s := range steps {
		x, y := at(s.X, s.Y)
		switch s.Verb {
		case sfnt.MoveTo:
			z.MoveTo(x, y)
		case sfnt.LineTo:
			z.LineTo(x, y)
		case sfnt.QuadTo:
			cx, cy := at(s.CX, s.CY)
			z.QuadTo(cx, cy, x, y)
		case sfnt.Close:
			z.ClosePath()
		}
	}
}

// hbView draws a text with HarfBuzz's own program.
func hbView(t *testing.T, face *fonts.Face, size float64, lang, text string) *image.Alpha {
	t.Helper()
	out, err := exec.Command("hb-view", "--output-format=png", fmt.Sprint("--font-size=", size), fmt.Sprint("--margin=", 4*border),
		"--script=Arab", "--direction=rtl", "--language="+lang, faceFile(face.ID), text).Output()
	if err != nil {
		t.Fatalf("install libharfbuzz-bin (hb-view): %v", err)
	}
	paper, err := png.Decode(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	ink := image.NewAlpha(paper.Bounds())
	for y := range paper.Bounds().Dy() {
		for x := range paper.Bounds().Dx() {
			ink.SetAlpha(x, y, color.Alpha{A: 255 - color.GrayModel.Convert(paper.At(x, y)).(color.Gray).Y})
		}
	}
	return ink
}

// components gives the boxes of the separate shapes of a picture, from the
// corner of its ink.
func components(img *image.Alpha) []image.Rectangle {
	b := img.Bounds()
	seen := make([]bool, b.Dx()*b.Dy())
	var out []image.Rectangle
	var all image.Rectangle
	for y := range b.Dy() {
		for x := range b.Dx() {
			if box := flood(img, seen, x, y); box.Dx()*box.Dy() > 4 {
				out, all = append(out, box), all.Union(box)
			}
		}
	}
	for i := range out {
		out[i] = out[i].Sub(all.Min)
	}
	return out
}

// flood takes a shape, with all that touches it, out of the picture.
func flood(img *image.Alpha, seen []bool, x, y int) (box image.Rectangle) {
	b := img.Bounds()
	for stack := []image.Point{{X: x, Y: y}}; len(stack) > 0; {
		p := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if !p.In(b) || seen[p.Y*b.Dx()+p.X] || img.AlphaAt(p.X, p.Y).A < 128 {
			continue
		}
		seen[p.Y*b.Dx()+p.X] = true
		box = box.Union(image.Rect(p.X, p.Y, p.X+1, p.Y+1))
		for _, d := range [...]image.Point{{X: 1}, {X: -1}, {Y: 1}, {Y: -1}, {X: 1, Y: 1}, {X: 1, Y: -1}, {X: -1, Y: 1}, {X: -1, Y: -1}} {
			stack = append(stack, p.Add(d))
		}
	}
	return box
}

// apart is how far the edges of two boxes lie from each other.
func apart(a, b image.Rectangle) float64 {
	d := 0.0
	for _, v := range [...]int{a.Min.X - b.Min.X, a.Min.Y - b.Min.Y, a.Max.X - b.Max.X, a.Max.Y - b.Max.Y} {
		d = math.Max(d, math.Abs(float64(v)))
	}
	return d
}
