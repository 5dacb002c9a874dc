package svg_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"strings"
	"sync"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/svg"
	"daykit/internal/text/fonts"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var library = sync.OnceValue(fonts.Open)

func faces(t testing.TB) *fonts.Library {
	t.Helper()
	l := library()
	if note := l.Note(); note != "" {
		t.Fatal(note)
	}
	return l
}

func write(t testing.TB, p *display.Page, o svg.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := svg.Write(&b, faces(t), p, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const plainFace = "noto-sans-400"

// plainRun sets Latin text letter by letter, for tests that need no shaping.
func plainRun(t testing.TB, text string, size, x, y float64) display.GlyphRun {
	t.Helper()
	f, err := faces(t).Face(plainFace)
	if err != nil {
		t.Fatal(err)
	}
	r := display.GlyphRun{Font: plainFace, Size: size, X: x, Y: y, Text: text, Lang: "en"}
	for _, c := range text {
		gid, ok := f.SFNT.Glyph(c)
		if !ok {
			t.Fatalf("no glyph for %q", c)
		}
		adv := float64(f.SFNT.Advance(gid)) * size / float64(f.SFNT.Upem)
		r.Glyphs = append(r.Glyphs, display.Glyph{GID: uint32(gid), X: r.W, Advance: adv, Text: string(c)})
		r.W += adv
	}
	return r
}

// small has one of every operation and few enough points to read by eye.
func small(t testing.TB) *display.Page {
	p := &display.Page{W: 120, H: 80.5}
	p.Add(display.Tag{Role: display.H1}, display.Text{Run: plainRun(t, "l li", 20, 10, 30), Color: display.RGB(0x1d1a39)}, display.End{})
	ring := append(display.RectPath(display.Rect{X: 10, Y: 40, W: 20, H: 20}), display.RectPath(display.Rect{X: 15, Y: 45, W: 10, H: 10})...)
	p.Add(display.Fill{Path: ring, Color: display.RGB(0xf4a62a), EvenOdd: true})
	var wave display.Path
	wave.Move(40, 50)
	wave.Cubic(50, 40, 60, 60, 70, 50)
	wave.Line(80, 55.555)
	p.Add(display.Stroke{Path: wave, Color: display.RGB(0x0f8b8d), Width: 2.5, RoundCap: true})
	p.Add(display.Link{Rect: display.Rect{X: 1, Y: 1, W: 5, H: 5}, URL: "https://daykit.example"}, display.Field{ID: "f"})
	return p
}

// parts has a picture three times and a part within a part, turned and clipped.
func parts(t testing.TB) *display.Page {
	p := &display.Page{W: 120, H: 80}
	photo := &display.Picture{ID: "a", JPEG: []byte("not looked at"), W: 40, H: 30}
	dot := &display.Shared{W: 10, H: 10, Ops: []display.Op{
		display.Fill{Path: display.RectPath(display.Rect{W: 8, H: 8}), Color: display.RGB(0xf4a62a)},
		display.Text{Run: plainRun(t, "l", 8, 2, 7), Color: display.RGB(0x1d1a39)},
	}}
	row := &display.Shared{W: 30, H: 10, Ops: []display.Op{
		display.Use{Part: dot}, display.Use{Part: dot, X: 10, Scale: 0.5}, display.Image{Picture: photo, Rect: display.Rect{X: 20, W: 10, H: 10}},
	}}
	p.Add(display.Image{Picture: photo, Rect: display.Rect{X: 10, Y: 10, W: 40, H: 30}})
	p.Add(display.Image{Picture: photo, Rect: display.Rect{X: 50, Y: 5, W: 30.5, H: 30}, Clip: display.RectPath(display.Rect{X: 55, Y: 10, W: 20, H: 20})})
	p.Add(display.Use{Part: row, X: 5, Y: 50})
	p.Add(display.Use{Part: row, X: 110, Y: 5, Scale: 1.5, Turn: 1, Clip: display.Rect{X: 90, Y: 5, W: 25, H: 30}})
	p.Add(display.Code{Rect: display.Rect{W: 10, H: 10}, Modules: 21, Text: "x"})
	return p
}

func TestGolden(t *testing.T) {
	t.Parallel()
	golden(t, "testdata/small.svg", write(t, small(t), svg.Options{Title: "Small & plain", Lang: "en-GB", Alt: "Letters, a ring <and> a wave"}))
	golden(t, "testdata/parts.svg", write(t, parts(t), svg.Options{}))
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("picture (-want +got):\n%s", d)
	}
}

// TestStandsAlone reads pictures as XML: nothing in them acts, and nothing in them
// leads out.
func TestStandsAlone(t *testing.T) {
	t.Parallel()
	standsAlone(t, write(t, small(t), svg.Options{Title: "<script>alert(1)</script>", Lang: `"onload="x`, Alt: "\x00]]>"}))
	standsAlone(t, write(t, parts(t), svg.Options{}))
}

func standsAlone(t *testing.T, picture string) {
	t.Helper()
	allowed := map[string]bool{"svg": true, "title": true, "desc": true, "defs": true, "path": true, "g": true, "use": true, "image": true, "clipPath": true}
	ids, used := map[string]bool{}, map[string]bool{}
	d := xml.NewDecoder(strings.NewReader(picture))
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		e, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		if !allowed[e.Name.Local] {
			t.Errorf("element %s", e.Name.Local)
		}
		for _, a := range e.Attr {
			switch {
			case a.Name.Local == "id":
				if ids[a.Value] {
					t.Errorf("two things are called %s", a.Value)
				}
				ids[a.Value] = true
			case a.Name.Local == "clip-path":
				used[strings.TrimSuffix(strings.TrimPrefix(a.Value, "url(#"), ")")] = true
			case e.Name.Local == "image" && a.Name.Local == "href":
				if !strings.HasPrefix(a.Value, "data:image/jpeg;base64,") {
					t.Errorf("a picture from %s", a.Value)
				}
			case a.Name.Local == "href":
				used[strings.TrimPrefix(a.Value, "#")] = true
			case strings.HasPrefix(a.Name.Local, "on"), a.Name.Local == "style":
				t.Errorf("attribute %s", a.Name.Local)
			}
		}
	}
	if d := cmp.Diff(ids, used); d != "" {
		t.Errorf("things defined and used (-defined +used):\n%s", d)
	}
}

func TestBadInputIsRefusedAndNothingWritten(t *testing.T) {
	t.Parallel()
	unknown := plainRun(t, "x", 10, 0, 0)
	unknown.Font = "comic"
	flat := plainRun(t, "x", 10, 0, 0)
	flat.Size = 0
	loop := &display.Shared{}
	loop.Ops = []display.Op{display.Use{Part: loop}}
	for name, c := range map[string]struct {
		op   display.Op
		want string
	}{
		"unknown face": {display.Text{Run: unknown}, `face "comic"`},
		"no size":      {display.Text{Run: flat}, "text of size 0"},
		"no operation": {nil, "unknown operation"},
		"no picture":   {display.Image{}, "image of no picture"},
		"no part":      {display.Use{}, "use of no part"},
		"loop":         {display.Use{Part: loop}, "a part that holds itself"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var b bytes.Buffer
			err := svg.Write(&b, faces(t), &display.Page{W: 10, H: 10, Ops: []display.Op{c.op}}, svg.Options{})
			if err == nil || !strings.Contains(err.Error(), c.want) || b.Len() > 0 {
				t.Errorf("got error %v and %d bytes, want %q and none", err, b.Len(), c.want)
			}
		})
	}
}
