package proof_test

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/proof"
	"daykit/internal/page/qr"
	"daykit/internal/text/fonts"
)

// coded is a page with a code of text, 40 mm wide with its quiet zone.
func coded(t testing.TB, text string) *display.Page {
	t.Helper()
	p := &display.Page{W: display.MM(210), H: display.MM(297)}
	draw(t, p, text, display.MM(40), 100, 200)
	return p
}

func draw(t testing.TB, p *display.Page, text string, side, x, y float64) {
	t.Helper()
	var b qr.Batch
	path, n, err := b.Path(text, side, x, y)
	if err != nil {
		t.Fatal(err)
	}
	pitch := math.Floor(side/float64(n+2*qr.Quiet)*50) / 50 // as package qr snaps it
	p.Add(display.Fill{Path: path, Color: display.RGB(0x1d1a39)},
		display.Code{Rect: display.Rect{X: path[0].P[0].X, Y: path[0].P[0].Y, W: pitch * float64(n), H: pitch * float64(n)}, Modules: n, Text: text})
}

func TestCodesRead(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"HTTPS://IMD.EXAMPLE/E/K7QM3X9P", "https://kit.example.org/i/0001-3ubygqgr?e=18dec",
		"https://a-very-long-name-of-a-server.example.org/events/2026/12/18/a-shared-table-in-levenshulme?fingerprint=0123456789abcdef",
	} {
		if err := proof.Codes(fonts.Open(), []*display.Page{coded(t, text)}); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestCodesThatDoNotRead(t *testing.T) {
	t.Parallel()
	const text = "HTTPS://IMD.EXAMPLE/E/K7QM3X9P"
	blot := func(x, y, w, h float64, c uint32) func(*display.Page) {
		return func(p *display.Page) {
			p.Add(display.Fill{Path: display.RectPath(display.Rect{X: x, Y: y, W: w, H: h}), Color: display.RGB(c)})
		}
	}
	for name, spoil := range map[string]func(*display.Page){
		"a corner is covered":   blot(95, 195, 45, 45, 0xffffff),
		"half of it is covered": blot(100, 200, 60, 120, 0x000000),
		// A quarter clockwise leads from right of the origin to below it.
		"a shared part covers it, turned and scaled": func(p *display.Page) {
			part := &display.Shared{W: 60, H: 30, Ops: []display.Op{
				display.Fill{Path: display.RectPath(display.Rect{W: 60, H: 30}), Color: display.RGB(0xffffff)},
			}}
			p.Add(display.Use{Part: part, X: 160, Y: 195, Scale: 2, Turn: 1})
		},
		"a large letter stands on it": func(p *display.Page) {
			l := fonts.Open()
			id := l.Stack("en", fonts.Bold)[0]
			p.Add(display.Text{Color: display.RGB(0), Run: display.GlyphRun{
				Font: id, Size: 120, X: 110, Y: 290, W: 80, Text: "B", Glyphs: []display.Glyph{{GID: gid(t, l, id, 'B'), Advance: 80, Text: "B"}},
			}})
		},
		"a frame in the quiet zone": func(p *display.Page) { frame(p) },
		"it says something else": func(p *display.Page) {
			for i, op := range p.Ops {
				if c, ok := op.(display.Code); ok {
					c.Text = "HTTPS://IMD.EXAMPLE/E/OTHER"
					p.Ops[i] = c
				}
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := coded(t, text)
			spoil(p)
			var got *proof.CodeError
			err := proof.Codes(fonts.Open(), []*display.Page{coded(t, text), p})
			if !errors.As(err, &got) || got.Page != 2 {
				t.Errorf("got %v, want the code of page 2", err)
			}
		})
	}
}

func gid(t *testing.T, l *fonts.Library, id string, r rune) uint32 {
	t.Helper()
	face, err := l.Face(id)
	if err != nil {
		t.Fatal(err)
	}
	g, ok := face.SFNT.Glyph(r)
	if !ok {
		t.Fatalf("%s has no %c", id, r)
	}
	return uint32(g)
}

// TestCodesOfCells reads codes that are drawn by their cells, and not one that lies
// elsewhere than its mark says, or is drawn in light grey.
func TestCodesOfCells(t *testing.T) {
	t.Parallel()
	const text = "HTTPS://IMD.EXAMPLE/E/K7QM3X9P"
	var b qr.Batch
	grid, err := b.Modules(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		moved float64
		color display.Color
		reads bool
	}{
		{"as marked", 0, display.RGB(0x1d1a39), true},
		{"moved by three modules", 9, display.RGB(0x1d1a39), false},
		{"in light grey", 0, display.RGB(0xe0e0e0), false},
	} {
		p := &display.Page{W: 300, H: 300}
		side := 3 * float64(len(grid))
		p.Add(display.Cells{X: 60 + c.moved, Y: 60, Pitch: 3, Dark: grid, Color: c.color},
			display.Code{Rect: display.Rect{X: 60, Y: 60, W: side, H: side}, Modules: len(grid), Text: text})
		if err := proof.Codes(fonts.Open(), []*display.Page{p}); (err == nil) != c.reads {
			t.Errorf("%s: got %v", c.name, err)
		}
	}
}

// TestCodesOfSharedParts reads a code that a part draws, wherever and however it is
// used, and not one that the use moves, cuts or covers. The page before is right
// and has the same code, so that this one is not photographed.
func TestCodesOfSharedParts(t *testing.T) {
	t.Parallel()
	const text = "HTTPS://IMD.EXAMPLE/E/K7QM3X9P"
	page := func(text string, change func(*display.Use, *display.Code)) *display.Page {
		from := coded(t, text)
		c := from.Ops[1].(display.Code)
		u := display.Use{Part: &display.Shared{W: from.W, H: from.H, Ops: from.Ops[:1]}}
		change(&u, &c)
		return &display.Page{W: from.W, H: from.H, Ops: []display.Op{u, c}}
	}
	blot := display.Fill{Path: display.RectPath(display.Rect{X: 100, Y: 200, W: 60, H: 120}), Color: display.RGB(0)}
	for _, c := range []struct {
		name   string
		change func(*display.Use, *display.Code)
		reads  bool
	}{
		{"as it is", func(*display.Use, *display.Code) {}, true},
		{"moved with its mark", func(u *display.Use, c *display.Code) { u.X, u.Y, c.Rect.X, c.Rect.Y = 30, 40, c.Rect.X+30, c.Rect.Y+40 }, true},
		{"moved alone", func(u *display.Use, _ *display.Code) { u.X = 9 }, false},
		{"half as large with its mark", func(u *display.Use, c *display.Code) {
			u.Scale, c.Rect = 0.5, display.Rect{X: c.Rect.X / 2, Y: c.Rect.Y / 2, W: c.Rect.W / 2, H: c.Rect.H / 2}
		}, true},
		{"half as large alone", func(u *display.Use, _ *display.Code) { u.Scale = 0.5 }, false},
		{"turned alone", func(u *display.Use, _ *display.Code) { u.Turn, u.X, u.Y = 1, 400, 100 }, false},
		{"cut in two", func(u *display.Use, c *display.Code) { u.Clip = display.Rect{W: 600, H: c.Rect.Y + c.Rect.H/2} }, false},
		{"covered by the part", func(u *display.Use, _ *display.Code) {
			u.Part = &display.Shared{W: u.Part.W, H: u.Part.H, Ops: []display.Op{u.Part.Ops[0], blot}}
		}, false},
		{"of another text", func(u *display.Use, _ *display.Code) {
			u.Part = &display.Shared{W: u.Part.W, H: u.Part.H, Ops: coded(t, text+"Z").Ops[:1]}
		}, false},
	} {
		pages := []*display.Page{}
		for range 5 {
			pages = append(pages, page(text, func(*display.Use, *display.Code) {}))
		}
		pages = append(pages, page(text, c.change))
		var got *proof.CodeError
		if err := proof.Codes(fonts.Open(), pages); c.reads && err != nil || !c.reads && (!errors.As(err, &got) || got.Page != 6) {
			t.Errorf("%s: got %v", c.name, err)
		}
	}
}

// TestCodesAmongOthers sets a code where boxes round things meet it and their ink
// does not: between cut marks, and by a word of a shared part.
func TestCodesAmongOthers(t *testing.T) {
	t.Parallel()
	l := fonts.Open()
	id := l.Stack("en", fonts.Bold)[0]
	p := coded(t, "HTTPS://IMD.EXAMPLE/E/K7QM3X9P")
	var marks display.Path
	for _, y := range []float64{10, 800} {
		marks.Move(5, y)
		marks.Line(15, y)
		marks.Move(580, y)
		marks.Line(590, y)
	}
	word := &display.Shared{W: 40, H: 20, Ops: []display.Op{display.Text{Color: display.RGB(0), Run: display.GlyphRun{
		Font: id, Size: 20, X: 0, Y: 15, W: 14, Text: "B", Glyphs: []display.Glyph{{GID: gid(t, l, id, 'B'), Advance: 14, Text: "B"}},
	}}}}
	p.Add(display.Stroke{Path: marks, Color: display.RGB(0), Width: 0.5}, display.Use{Part: word, X: 82, Y: 250})
	if err := proof.Codes(l, []*display.Page{p}); err != nil {
		t.Error(err)
	}
}

// frame draws a dark frame round the code, one module off.
func frame(p *display.Page) {
	for _, op := range p.Ops {
		c, ok := op.(display.Code)
		if !ok {
			continue
		}
		m := c.Rect.W / float64(c.Modules)
		r := display.Rect{X: c.Rect.X - m, Y: c.Rect.Y - m, W: c.Rect.W + 2*m, H: c.Rect.H + 2*m}
		p.Add(display.Stroke{Path: display.RectPath(r), Color: display.RGB(0), Width: m * 1.6})
	}
}

func BenchmarkCodes(b *testing.B) {
	l := fonts.Open()
	var pages []*display.Page
	for i := range 20 {
		p := &display.Page{W: display.MM(210), H: display.MM(297)}
		for j := range 10 {
			draw(b, p, fmt.Sprintf("https://kit.example.org/i/%04d-3ubygqgr?e=18dec", 10*i+j), display.MM(24), 40+float64(j%2)*240, 60+float64(j/2)*150)
		}
		pages = append(pages, p)
	}
	for b.Loop() {
		if err := proof.Codes(l, pages); err != nil {
			b.Fatal(err)
		}
	}
}
