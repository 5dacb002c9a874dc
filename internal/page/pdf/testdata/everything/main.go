// Command everything writes a PDF with everything in it for each profile and
// prints what the bytes hash to. Its argument is the file article1.json. A test
// builds it for several levels of a processor and compares.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"os"

	"daykit/internal/domain/display"
	"daykit/internal/page/pdf"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "everything:", err)
		os.Exit(1)
	}
}

func run(path string) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var articles []struct{ Lang, Text string }
	if err := json.Unmarshal(b, &articles); err != nil {
		return err
	}
	library := fonts.Open()
	shaper := typeset.New(library)
	photo, err := photo()
	if err != nil {
		return err
	}
	var pages []*display.Page
	for i, a := range articles {
		p, err := page(shaper, a.Lang, a.Text, photo, float64(i))
		if err != nil {
			return err
		}
		pages = append(pages, p)
	}
	for _, o := range []pdf.Options{{Lang: "en"}, {Profile: pdf.Archive, Title: "All"}, {Profile: pdf.PrintShop, BleedMM: 4.1, CMYK: true}} {
		var out bytes.Buffer
		if err := pdf.Write(&out, library, pages, o); err != nil {
			return err
		}
		fmt.Printf("%x %d\n", sha256.Sum256(out.Bytes()), out.Len())
	}
	return nil
}

// page has text at sizes and places that are no round numbers, in and outside a
// shared part, curves, a lattice and a photo.
func page(s *typeset.Shaper, lang, text string, photo *display.Picture, i float64) (*display.Page, error) {
	p := &display.Page{W: display.MM(211.7), H: display.MM(303.3)}
	para := s.Shape(text, typeset.Style{Role: fonts.Text, Lang: lang})
	size := 9.7 + i/7
	lines, err := para.Lines(p.W/1.9, size, typeset.Optimal)
	if err != nil {
		return nil, err
	}
	part := &display.Shared{W: p.W / 2, H: 300}
	p.Add(display.Tag{Role: display.P, Lang: lang})
	for n, l := range lines {
		for _, r := range l.Runs {
			r.X, r.Y = r.X+33.3, r.Y+41.7+float64(float64(n)*size*1.37)
			p.Add(display.Text{Run: r, Color: display.RGB(0x1d1a39)})
			part.Ops = append(part.Ops, display.Text{Run: r, Color: display.RGB(0x0a6264)})
		}
	}
	p.Add(display.Use{Part: part, X: 100.1 + i, Y: 707.7, Scale: 0.37 + i/31, Turn: int(i)}, display.End{})
	var curve, lattice display.Path
	curve.Move(i, i)
	for k := range 40 {
		x := float64(k) * 14.3
		curve.Cubic(x+i/3, 500, x+4.4, 480+i, x+14.3, 500)
		for _, c := range display.RectPath(display.Rect{X: 400 + float64(k%8)*i/3, Y: 600 + float64(k)*2.1, W: 2.1, H: 2.1}) {
			lattice = append(lattice, c)
		}
	}
	p.Add(display.Stroke{Path: curve, Color: display.RGB(0xf4a62a), Width: 3.3 + i/9}, display.Fill{Path: lattice, Color: display.RGB(0x336699)},
		display.Tag{Role: display.Figure, Alt: "Photo"},
		display.Image{Picture: photo, Rect: display.Rect{X: 50 - i, Y: 500, W: 133.3, H: 77.7}, Clip: display.CirclePath(100, 540, 31.1+i)}, display.End{})
	return p, nil
}

func photo() (*display.Picture, error) {
	img := image.NewRGBA(image.Rect(0, 0, 60, 40))
	for i := range 60 * 40 {
		img.Set(i%60, i/60, color.RGBA{uint8(i), uint8(i / 7), uint8(i * i), 255})
	}
	var b bytes.Buffer
	err := jpeg.Encode(&b, img, nil)
	return &display.Picture{ID: "photo", JPEG: b.Bytes(), W: 60, H: 40}, err
}
