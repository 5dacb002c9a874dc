package sfnt_test

import (
	"bytes"
	"encoding/binary"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/image/font/gofont/goregular"
)

func TestWithRunes(t *testing.T) {
	t.Parallel()
	f := parse(t, goregular.TTF)
	b, err := f.WithRunes([]rune("zacbé社a"))
	if err != nil {
		t.Fatal(err)
	}
	got := parse(t, b)
	if got.Name != f.Name || got.CapHeight != f.CapHeight {
		t.Errorf("got name %q and capitals %d, want those of the whole font", got.Name, got.CapHeight)
	}
	for _, r := range "abczé" {
		was, _ := f.Glyph(r)
		is, ok := got.Glyph(r)
		if !ok {
			t.Errorf("%q is gone", r)
			continue
		}
		if diff := cmp.Diff(f.Outline(was), got.Outline(is)); diff != "" {
			t.Errorf("outline of %q differs (-want +got):\n%s", r, diff)
		}
	}
	for _, r := range "dA社" {
		if _, ok := got.Glyph(r); ok {
			t.Errorf("%q should not be there", r)
		}
	}
}

// The sum over a whole file is the number that the specification wants.
func TestChecksum(t *testing.T) {
	t.Parallel()
	f := parse(t, goregular.TTF)
	cut, err := f.WithRunes([]rune("aé"))
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{"lean": f.Lean(), "cut": cut, "for shaping": f.ForShaping()} {
		sum := uint32(0)
		for ; len(b) >= 4; b = b[4:] {
			sum += binary.BigEndian.Uint32(b)
		}
		if sum != 0xB1B0AFBA {
			t.Errorf("%s: got the sum %08x, want B1B0AFBA", name, sum)
		}
	}
}

// What is left out of a lean font is nothing that anybody draws or shapes with.
func TestLean(t *testing.T) {
	t.Parallel()
	f := parse(t, goregular.TTF)
	b := f.Lean()
	got := parse(t, b)
	if len(b) >= len(goregular.TTF) {
		t.Errorf("got %d bytes of %d", len(b), len(goregular.TTF))
	}
	if got.Name != f.Name || got.NumGlyphs != f.NumGlyphs || !bytes.Equal(got.ForShaping(), f.ForShaping()) {
		t.Errorf("got %s of %d glyphs, which shape in another way", got.Name, got.NumGlyphs)
	}
	for g := range f.NumGlyphs {
		if diff := cmp.Diff(f.Outline(g), got.Outline(g)); diff != "" {
			t.Fatalf("outline of glyph %d differs (-want +got):\n%s", g, diff)
		}
	}
}

// A font that does not place marks itself keeps the boxes that a shaper needs.
func TestForShapingKeepsBoxes(t *testing.T) {
	t.Parallel()
	f := built(t, "noto-sans-kr-400")
	if f.HasLayout() {
		t.Error("the cut has layout tables")
	}
	got := parse(t, f.ForShaping())
	if got.NumGlyphs != f.NumGlyphs {
		t.Fatalf("got %d glyphs, want %d", got.NumGlyphs, f.NumGlyphs)
	}
	for g := range f.NumGlyphs {
		want, _ := f.Bounds(g)
		if box, _ := got.Bounds(g); box != want || got.Advance(g) != f.Advance(g) {
			t.Errorf("glyph %d has box %v and advance %d, want %v and %d", g, box, got.Advance(g), want, f.Advance(g))
		}
	}
}

// A font with its own places for marks is a small part of its file.
func TestForShapingLeavesOutlinesOut(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("../fonts/data/noto-sans-sinhala-400.ttf")
	if err != nil {
		t.Fatal("run make fonts")
	}
	f := parse(t, raw)
	got := f.ForShaping()
	if !f.HasLayout() || len(got) > len(raw)/5 {
		t.Errorf("got %d bytes of %d", len(got), len(raw))
	}
	for _, tag := range []string{"GSUB", "GPOS", "GDEF", "hmtx", "cmap"} {
		if !bytes.Contains(got[:300], []byte(tag)) {
			t.Errorf("table %s is not there", tag)
		}
	}
}
