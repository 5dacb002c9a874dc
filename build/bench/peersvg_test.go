package main

import (
	"math"
	"strings"
	"testing"
)

const square = `<path d="M 0 0 L 2 0 L 2 2 L 0 2 Z"/>`

func TestReadShapes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, svg string
		want      []shape
	}{
		{"path", square, []shape{{1, 1, 2, 2, 4}}},
		{"left open", `<path d="M 0 0 L 2 0 L 2 2 L 0 2"/>`, []shape{{1, 1, 2, 2, 4}}},
		{"two outlines", `<path d="M 0 0 L 4 0 L 4 4 L 0 4 Z M 1 1 L 2 1 L 2 2 L 1 2 Z"/>`, []shape{{2, 2, 4, 4, 16}, {1.5, 1.5, 1, 1, 1}}},
		{"curve, as straight lines", `<path d="M 0 0 C 0 2 4 2 4 0 Z"/>`, []shape{{2, 0.75, 4, 1.5, 4.676}}},
		{"letter of cairo 1.16", `<defs><g><symbol id="glyph0-1">` + square + `</symbol></g></defs><use xlink:href="#glyph0-1" x="10" y="20"/>`, []shape{{11, 21, 2, 2, 4}}},
		{"letter of cairo 1.18", `<defs><g id="glyph-0-1">` + square + `</g></defs><use xlink:href="#glyph-0-1" x="10" y="20"/>`, []shape{{11, 21, 2, 2, 4}}},
		{"turned over", `<g transform="matrix(3,0,0,-1,5,100)">` + square + `</g>`, []shape{{8, 99, 6, 2, 12}}},
		{"moved twice", `<g transform="translate(1,2)"><g transform="matrix(2,0,0,2,0,0)">` + square + `</g></g>`, []shape{{3, 4, 4, 4, 16}}},
		{"stroke", `<path style="fill:none;stroke-width:1" d="M 0 0 L 2 0 L 2 2 Z"/>`, nil},
		{"clip", `<clipPath id="c">` + square + `</clipPath>`, nil},
		{"rule", `<path d="M 0 0 L 2 0"/>`, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, err := readShapes(strings.NewReader(svgOf(c.svg)))
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != len(c.want) {
				t.Fatalf("got %v, want %v", got, c.want)
			}
			for i, g := range got {
				w := c.want[i]
				if off := max(math.Abs(g.x-w.x), math.Abs(g.y-w.y), math.Abs(g.w-w.w), math.Abs(g.h-w.h), math.Abs(g.area-w.area)); off > 0.02 {
					t.Errorf("got %v, want %v", g, w)
				}
			}
		})
	}
}

func svgOf(inside string) string {
	return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">` + inside + `</svg>`
}

func TestReadShapesSaysWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	for _, svg := range []string{
		`<path d="M 0 0 q 1 1 2 2"/>`,
		`<path d="C 0 0 1 1 2 2"/>`,
		`<g transform="rotate(3)">` + square + `</g>`,
		`<use xlink:href="#a" x="far"/><g id="a"/>`,
		`<g id="a"><use xlink:href="#a"/></g>`,
		`<g>`,
	} {
		if got, err := readShapes(strings.NewReader(svgOf(svg))); err == nil {
			t.Errorf("%s: got %v, want an error", svg, got)
		}
	}
}

func FuzzReadShapes(f *testing.F) {
	f.Add(svgOf(square))
	f.Add(svgOf(`<defs><symbol id="a">` + square + `</symbol></defs><use xlink:href="#a" x="1" y="2"/>`))
	f.Add(svgOf(`<g transform="matrix(1,0,0,-1,0,9)"><path d="M 0 0 C 0 2 4 2 4 0 Z"/></g>`))
	f.Fuzz(func(t *testing.T, svg string) {
		shapes, err := readShapes(strings.NewReader(svg))
		if err != nil && len(shapes) > 0 && !strings.Contains(err.Error(), "SVG") {
			t.Errorf("an error without a place: %v", err)
		}
		for _, s := range shapes {
			if s.w < 0 || s.h < 0 || s.area < 0 {
				t.Errorf("a shape of negative size: %v", s)
			}
		}
	})
}
