package sfnt_test

import (
	"bytes"
	"errors"
	"math"
	"os"
	"path/filepath"
	"testing"

	"daykit/internal/text/sfnt"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	ximage "golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

func parse(t testing.TB, b []byte) *sfnt.Font {
	t.Helper()
	f, err := sfnt.Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func built(t testing.TB, id string) *sfnt.Font {
	t.Helper()
	b, err := os.ReadFile("../fonts/data/" + id + ".ttf")
	if err != nil {
		t.Fatal("run make fonts")
	}
	return parse(t, b)
}

func TestParse(t *testing.T) {
	t.Parallel()
	f := parse(t, goregular.TTF)
	if f.Name != "GoRegular" || f.Upem != 2048 || f.NumGlyphs < 600 {
		t.Errorf("got name %q, %d units per em, %d glyphs", f.Name, f.Upem, f.NumGlyphs)
	}
	if f.CapHeight != 1480 || f.Ascent <= f.CapHeight || f.Descent >= 0 {
		t.Errorf("got capitals %d, ascent %d, descent %d", f.CapHeight, f.Ascent, f.Descent)
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		b    []byte
	}{
		{"nothing", nil},
		{"a CFF font", []byte("OTTO\x00\x00\x00\x00\x00\x00\x00\x00")},
		{"a directory that does not fit", goregular.TTF[:20]},
		{"half a file", goregular.TTF[:len(goregular.TTF)/2]},
		{"no tables", append([]byte{0, 1, 0, 0}, make([]byte, 8)...)},
	} {
		if _, err := sfnt.Parse(c.b); !errors.Is(err, sfnt.ErrFormat) {
			t.Errorf("%s: got error %v, want ErrFormat", c.name, err)
		}
	}
}

// A font that stays in its file reads as one in memory.
func TestParseAt(t *testing.T) {
	t.Parallel()
	whole := parse(t, goregular.TTF)
	f, err := sfnt.ParseAt(bytes.NewReader(goregular.TTF), int64(len(goregular.TTF)))
	if err != nil {
		t.Fatal(err)
	}
	if f.Name != whole.Name || f.NumGlyphs != whole.NumGlyphs || f.CapHeight != whole.CapHeight {
		t.Errorf("got %s of %d glyphs", f.Name, f.NumGlyphs)
	}
	for g := range f.NumGlyphs {
		box, _ := f.Bounds(g)
		want, _ := whole.Bounds(g)
		if box != want || f.Advance(g) != whole.Advance(g) {
			t.Fatalf("glyph %d has box %v and advance %d, want %v and %d", g, box, f.Advance(g), want, whole.Advance(g))
		}
		if diff := cmp.Diff(whole.Outline(g), f.Outline(g)); diff != "" {
			t.Fatalf("outline of glyph %d differs (-want +got):\n%s", g, diff)
		}
	}
	if !bytes.Equal(f.ForShaping(), whole.ForShaping()) {
		t.Error("the fonts for shaping differ")
	}
}

// breaking is a file of which nothing reads from a place on.
type breaking struct {
	*bytes.Reader
	from int64
}

func (b breaking) ReadAt(p []byte, off int64) (int, error) {
	if off+int64(len(p)) > b.from {
		return 0, errors.New("the disk is gone")
	}
	return b.Reader.ReadAt(p, off)
}

// A disk that fails makes glyphs blank or the font unusable, and no panic.
func TestParseAtOfABrokenFile(t *testing.T) {
	t.Parallel()
	size := int64(len(goregular.TTF))
	for from := int64(0); from < size; from += size / 50 {
		f, err := sfnt.ParseAt(breaking{bytes.NewReader(goregular.TTF), from}, size)
		if err != nil {
			if !errors.Is(err, sfnt.ErrFormat) {
				t.Errorf("broken from %d: got error %v, want ErrFormat", from, err)
			}
			continue
		}
		for g := range f.NumGlyphs {
			f.Outline(g)
			f.Bounds(g)
		}
	}
}

// Every face of the program reads: the outline of a glyph lies within its box, and
// glyphs compose.
func TestEveryFace(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../fonts/data/*.ttf")
	if err != nil || len(files) < 60 {
		t.Fatalf("got %d faces, error %v: run make fonts", len(files), err)
	}
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f := parse(t, raw)
		if f.Name == "Font" || f.CapHeight <= 0 || f.Ascent <= 0 || f.Descent >= 0 {
			t.Errorf("%s: name %q, capitals %d, ascent %d, descent %d", name, f.Name, f.CapHeight, f.Ascent, f.Descent)
		}
		comps := []sfnt.Comp{{Parts: []sfnt.Part{{}}, Adv: f.Advance(0)}}
		for g := 1; g < f.NumGlyphs; g += 1 + f.NumGlyphs/400 {
			checkBox(t, name, f, g)
			comps = append(comps, sfnt.Comp{Parts: []sfnt.Part{{GID: g}, {GID: 1, DX: 100, DY: -20}}, Adv: 600})
		}
		b, err := f.Compose(comps)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := parse(t, b); got.NumGlyphs < len(comps) {
			t.Errorf("%s: composed %d glyphs, want at least %d", name, got.NumGlyphs, len(comps))
		}
	}
}

// checkBox looks for a point of an outline outside the box of its glyph.
func checkBox(t *testing.T, name string, f *sfnt.Font, g int) {
	t.Helper()
	box, ok := f.Bounds(g)
	steps := f.Outline(g)
	if ok != (len(steps) > 0) {
		t.Errorf("%s: glyph %d has a box: %v, and %d steps", name, g, ok, len(steps))
	}
	for _, s := range steps {
		if s.Verb == sfnt.Close {
			continue
		}
		if s.X < float64(box.XMin)-1 || s.X > float64(box.XMax)+1 || s.Y < float64(box.YMin)-1 || s.Y > float64(box.YMax)+1 {
			t.Errorf("%s: glyph %d goes to %v, %v outside its box %v", name, g, s.X, s.Y, box)
			return
		}
	}
}

// Glyph numbers, advances and outlines are those that another reader finds.
func TestReadsAsXImage(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"noto-sans-400", "lexend-400", "vazirmatn-400", "noto-sans-bengali-400", "noto-sans-sc-400"} {
		f := built(t, id)
		raw, err := os.ReadFile("../fonts/data/" + id + ".ttf")
		if err != nil {
			t.Fatal(err)
		}
		x, err := ximage.Parse(raw)
		if err != nil {
			t.Fatal(err)
		}
		var buf ximage.Buffer
		em := fixed.I(f.Upem)
		for _, r := range "AgßÅłđ0%–مپۀকািক্ষ社区" {
			gid, ok := f.Glyph(r)
			want, err := x.GlyphIndex(&buf, r)
			if err != nil {
				t.Fatal(err)
			}
			if ok != (want != 0) || ok && gid != int(want) {
				t.Errorf("%s: %q is glyph %d (%v), want %d", id, r, gid, ok, want)
			}
			if !ok {
				continue
			}
			adv, err := x.GlyphAdvance(&buf, want, em, font.HintingNone)
			if err != nil || adv != fixed.I(f.Advance(gid)) {
				t.Errorf("%s: %q advances %d, want %v (%v)", id, r, f.Advance(gid), adv, err)
			}
			segments, err := x.LoadGlyph(&buf, want, em, nil)
			if err != nil {
				t.Fatal(err)
			}
			// x/image cuts points half-way between two others to whole units.
			if got, want := area(f.Outline(gid)), areaOf(segments); math.Abs(got-want) > 0.001*math.Abs(want) {
				t.Errorf("%s: the outline of %q has the area %v, want %v", id, r, got, want)
			}
		}
	}
}

// area is twice the signed area of the polygon of the on-curve and control points.
func area(steps []sfnt.Step) (sum float64) {
	var x, y, sx, sy float64
	to := func(nx, ny float64) { sum += x*ny - nx*y; x, y = nx, ny }
	for _, s := range steps {
		switch s.Verb {
		case sfnt.MoveTo:
			x, y, sx, sy = s.X, s.Y, s.X, s.Y
		case sfnt.QuadTo:
			to(s.CX, s.CY)
			to(s.X, s.Y)
		case sfnt.LineTo:
			to(s.X, s.Y)
		case sfnt.Close:
			to(sx, sy)
		}
	}
	return sum
}

func areaOf(segments ximage.Segments) float64 {
	var steps []sfnt.Step
	num := func(v fixed.Int26_6) float64 { return float64(v) / 64 }
	for _, s := range segments {
		p := func(i int) (float64, float64) { return num(s.Args[i].X), -num(s.Args[i].Y) }
		switch s.Op {
		case ximage.SegmentOpMoveTo:
			if len(steps) > 0 {
				steps = append(steps, sfnt.Step{Verb: sfnt.Close})
			}
			x, y := p(0)
			steps = append(steps, sfnt.Step{Verb: sfnt.MoveTo, X: x, Y: y})
		case ximage.SegmentOpLineTo:
			x, y := p(0)
			steps = append(steps, sfnt.Step{Verb: sfnt.LineTo, X: x, Y: y})
		case ximage.SegmentOpQuadTo:
			cx, cy := p(0)
			x, y := p(1)
			steps = append(steps, sfnt.Step{Verb: sfnt.QuadTo, CX: cx, CY: cy, X: x, Y: y})
		default: // TrueType has no cubic curves
		}
	}
	return area(append(steps, sfnt.Step{Verb: sfnt.Close}))
}

// A composed glyph is its parts, moved; a plain one is what it was.
func TestCompose(t *testing.T) {
	t.Parallel()
	f := built(t, "noto-sans-400")
	a, _ := f.Glyph('a')
	acute, _ := f.Glyph('\u0301')
	ring, _ := f.Glyph('Å') // itself a composite
	comps := []sfnt.Comp{
		{Parts: []sfnt.Part{{}}, Adv: f.Advance(0)},
		{Parts: []sfnt.Part{{GID: a}, {GID: acute, DX: 300, DY: 50}}, Adv: 561},
		{Parts: []sfnt.Part{{GID: ring}}, Adv: f.Advance(ring)},
		{Adv: 250},
		{Parts: []sfnt.Part{{GID: a}}, Adv: 700},
	}
	b, err := f.Compose(comps)
	if err != nil {
		t.Fatal(err)
	}
	got := parse(t, b)
	for i, c := range comps {
		if got.Advance(i) != c.Adv {
			t.Errorf("glyph %d advances %d, want %d", i, got.Advance(i), c.Adv)
		}
		var want []sfnt.Step
		for _, p := range c.Parts {
			for _, s := range f.Outline(p.GID) {
				s.X, s.Y = s.X+float64(p.DX), s.Y+float64(p.DY)
				s.CX, s.CY = s.CX+float64(p.DX), s.CY+float64(p.DY)
				want = append(want, s)
			}
		}
		if diff := cmp.Diff(shapeOf(want), shapeOf(got.Outline(i))); diff != "" {
			t.Errorf("outline of glyph %d differs (-want +got):\n%s", i, diff)
		}
	}
	again, err := f.Compose(comps)
	if err != nil || !bytes.Equal(b, again) {
		t.Errorf("a second file differs (error %v)", err)
	}
	if len(b) > 6000 {
		t.Errorf("five glyphs take %d bytes", len(b))
	}
}

// shapeOf forgets the control points of steps that have none.
func shapeOf(steps []sfnt.Step) []sfnt.Step {
	out := make([]sfnt.Step, len(steps))
	for i, s := range steps {
		if s.Verb != sfnt.QuadTo {
			s.CX, s.CY = 0, 0
		}
		if s.Verb == sfnt.Close {
			s.X, s.Y = 0, 0
		}
		out[i] = s
	}
	return out
}

func TestComposeRefuses(t *testing.T) {
	t.Parallel()
	f := parse(t, goregular.TTF)
	for _, c := range []struct {
		name  string
		comps []sfnt.Comp
	}{
		{"nothing", nil},
		{"a glyph that is not there", []sfnt.Comp{{Parts: []sfnt.Part{{GID: f.NumGlyphs}}}}},
		{"a negative glyph", []sfnt.Comp{{Parts: []sfnt.Part{{GID: -1}}}}},
		{"an offset out of range", []sfnt.Comp{{Parts: []sfnt.Part{{GID: 1, DX: 40000}}}}},
		{"too many glyphs", make([]sfnt.Comp, 70000)},
	} {
		if _, err := f.Compose(c.comps); !errors.Is(err, sfnt.ErrFormat) {
			t.Errorf("%s: got error %v, want ErrFormat", c.name, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	small := smallFont(f)
	f.Add(small)
	f.Add(small[:len(small)/2])
	f.Add([]byte{0, 1, 0, 0, 0, 1})
	f.Fuzz(func(t *testing.T, b []byte) {
		font, err := sfnt.Parse(b)
		if err != nil {
			return
		}
		for _, r := range "aé社\U0001F600" {
			font.Glyph(r)
		}
		for g := -1; g < min(font.NumGlyphs, 40)+1; g++ {
			font.Outline(g)
			font.Bounds(g)
			font.Advance(g)
		}
		font.ForShaping()
		font.Lean()
		if cut, err := font.WithRunes([]rune("aé社")); err == nil {
			if _, err := sfnt.Parse(cut); err != nil {
				t.Fatalf("the cut does not parse: %v", err)
			}
		}
	})
}

func FuzzCompose(f *testing.F) {
	f.Add(smallFont(f), 1, 2, 300, -50)
	f.Fuzz(func(t *testing.T, b []byte, first, second, dx, dy int) {
		font, err := sfnt.Parse(b)
		if err != nil {
			return
		}
		out, err := font.Compose([]sfnt.Comp{{Parts: []sfnt.Part{{}}}, {Parts: []sfnt.Part{{GID: first}, {second, dx, dy}}, Adv: dx}})
		if err != nil {
			return
		}
		got, err := sfnt.Parse(out)
		if err != nil {
			t.Fatalf("the composed font does not parse: %v", err)
		}
		for g := range got.NumGlyphs {
			got.Outline(g)
		}
	})
}

// smallFont is a font of a few glyphs, one of them a composite, to mutate.
func smallFont(t testing.TB) []byte {
	b, err := parse(t, goregular.TTF).WithRunes([]rune("aé."))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func BenchmarkCompose(b *testing.B) {
	f := built(b, "noto-nastaliq-urdu-400")
	comps := make([]sfnt.Comp, 200)
	for i := range comps {
		comps[i] = sfnt.Comp{Parts: []sfnt.Part{{GID: i}, {GID: i + 1, DX: i}}, Adv: 500}
	}
	for b.Loop() {
		if _, err := f.Compose(comps); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		parse(b, goregular.TTF)
	}
}
