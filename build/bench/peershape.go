package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// fontsOf names the families of the kit that have a script; a program may take any
// that has the word.
var fontsOf = map[string][]string{
	"Latn": {"noto-sans", "lexend", "bricolage-grotesque"},
	"Cyrl": {"noto-sans"},
	"Arab": {"noto-sans-arabic", "vazirmatn", "noto-nastaliq-urdu"},
	"Beng": {"noto-sans-bengali"},
	"Ethi": {"noto-sans-ethiopic"},
	"Hans": {"noto-sans-sc", "noto-sans-jp"},
}

// references has each word as HarfBuzz sets it in each font of the kit that has
// all its letters: what a page is held against. HarfBuzz draws with its own command,
// which had no part in making any of the documents but shapes as they should.
type references struct {
	dir   string
	words map[string][][]shape // by piece; sizes in em, the origin on the baseline
}

// newReferences draws the pieces, each of one script.
func newReferences(ctx context.Context, dir string, pieces []scriptRun) (*references, error) {
	refs := &references{dir: filepath.Join(dir, "references"), words: map[string][][]shape{}}
	if err := os.MkdirAll(refs.dir, 0o750); err != nil {
		return nil, err
	}
	for script, families := range fontsOf {
		var words []string
		for _, p := range pieces {
			if p.Script == script {
				words = append(words, p.Text)
			}
		}
		slices.Sort(words)
		words = slices.Compact(words)
		if err := refs.add(ctx, words, families); err != nil {
			return nil, err
		}
		for _, w := range words {
			if len(refs.words[w]) == 0 {
				return nil, fmt.Errorf("no font of the kit has %q", w)
			}
		}
	}
	return refs, nil
}

func (refs *references) add(ctx context.Context, words, families []string) error {
	if len(words) == 0 {
		return nil
	}
	for _, family := range families {
		files, err := filepath.Glob(filepath.Join(fontsDir, family+"-[0-9]*.ttf"))
		if err != nil {
			return err
		}
		for _, font := range files {
			if err := refs.draw(ctx, words, font); err != nil {
				return err
			}
		}
	}
	return nil
}

// em is the size that words are drawn in, and pitch the distance from line to line.
const (
	em     = 100
	pitch  = 1000
	margin = 16 // hb-view's own
)

func (refs *references) draw(ctx context.Context, words []string, font string) error {
	list := filepath.Join(refs.dir, "words.txt")
	if err := os.WriteFile(list, []byte(strings.Join(words, "\n")+"\n"), 0o600); err != nil {
		return err
	}
	glyphs, err := output(ctx, "hb-shape", "--no-glyph-names", "--no-positions", "--no-clusters", "--text-file="+list, font)
	if err != nil {
		return err
	}
	lines := strings.Split(strings.TrimSpace(string(glyphs)), "\n")
	if len(lines) != len(words) {
		return fmt.Errorf("hb-shape gives %d lines for %d words", len(lines), len(words))
	}
	picture, err := output(ctx, "hb-view", "--output-format=svg", fmt.Sprintf("--font-size=%d", em),
		fmt.Sprintf("--font-extents=%d 0 0", em), fmt.Sprintf("--line-space=%d", pitch-em), "--text-file="+list, font)
	if err != nil {
		return err
	}
	drawn, err := readShapes(bytes.NewReader(picture))
	if err != nil {
		return err
	}
	at := map[int][]shape{}
	for _, s := range drawn {
		line := math.Round((s.y - margin - em) / pitch)
		at[int(line)] = append(at[int(line)], shape{s.x / em, (s.y - margin - em - line*pitch) / em, s.w / em, s.h / em, s.area / em / em})
	}
	for i, w := range words {
		if !missesGlyph(lines[i]) && len(at[i]) > 0 {
			byPlace(at[i])
			refs.words[w] = append(refs.words[w], at[i])
		}
	}
	return nil
}

// missesGlyph tells whether a line of hb-shape has the box for what a font has not.
func missesGlyph(line string) bool {
	return slices.Contains(strings.Split(strings.Trim(line, "[]"), "|"), "0")
}

// output runs a command for what it prints.
func output(ctx context.Context, name string, args ...string) ([]byte, error) {
	out, err := exec.CommandContext(ctx, name, args...).Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return nil, fmt.Errorf("%s: %w: %s", name, err, bytes.TrimSpace(exit.Stderr))
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w (Debian has it in %s)", name, err, packageOf[name])
	}
	return out, nil
}

var packageOf = map[string]string{
	"hb-shape": "libharfbuzz-bin", "hb-view": "libharfbuzz-bin", "pdftocairo": "poppler-utils", "pdftotext": "poppler-utils",
}

func byPlace(shapes []shape) {
	slices.SortStableFunc(shapes, func(a, b shape) int { return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.y, b.y)) })
}

// place is where a word stands on a page: its ends, its baseline and its size.
type place struct {
	left, right, base, size float64
}

// In em: how far from its place beside its neighbour a shape may be, how far from its
// height, and how much its size may differ. Programs kern differently, and Chromium
// and pango round places to whole pixels, up to 0.15 along and 0.05 up at 11 pt.
// Letters that are not joined, or in another order, are other shapes; a dot that
// stays where its letter begins is 0.13 too high.
const (
	alongSlack  = 0.2
	heightSlack = 0.06
	sizeSlack   = 0.02
	areaSlack   = 0.06 // of the area
)

// find gives the places where the shapes of a word stand on a page, which must be
// sorted by place. Ink that is there beside them is not looked for.
func find(page, word []shape) (places []place) {
	anchor := 0
	for i, s := range word {
		if s.w*s.h > word[anchor].w*word[anchor].h {
			anchor = i
		}
	}
	a := word[anchor]
	for _, p := range page {
		size := p.h / a.h
		if a.w > a.h {
			size = p.w / a.w
		}
		if !alike(p, a, size) {
			continue
		}
		if at, ok := follow(page, word, anchor, p, size); ok {
			places = append(places, at)
		}
	}
	return places
}

// follow walks from the shape that is the anchor to both ends of the word.
func follow(page, word []shape, anchor int, p shape, size float64) (place, bool) {
	at := place{left: p.x - p.w/2, right: p.x + p.w/2, base: p.y - word[anchor].y*size, size: size}
	for _, step := range []int{-1, 1} {
		last := p
		for i := anchor + step; i >= 0 && i < len(word); i += step {
			x := last.x + (word[i].x-word[i-step].x)*size
			next, ok := near(page, word[i], point{x, at.base + word[i].y*size}, size)
			if !ok {
				return place{}, false
			}
			last = next
			at.left, at.right = min(at.left, next.x-next.w/2), max(at.right, next.x+next.w/2)
		}
	}
	return at, true
}

// near finds the shape that is like another of a word and nearest to a point.
func near(page []shape, like shape, at point, size float64) (best shape, ok bool) {
	from, _ := slices.BinarySearchFunc(page, at.x-alongSlack*size, func(s shape, x float64) int { return cmp.Compare(s.x, x) })
	for _, s := range page[from:] {
		if s.x > at.x+alongSlack*size {
			break
		}
		if math.Abs(s.y-at.y) <= heightSlack*size && alike(s, like, size) && (!ok || math.Abs(s.x-at.x) < math.Abs(best.x-at.x)) {
			best, ok = s, true
		}
	}
	return best, ok
}

// alike tells whether a shape on a page is one of a word in that size.
func alike(s, of shape, size float64) bool {
	return math.Abs(s.w-of.w*size) <= sizeSlack*size && math.Abs(s.h-of.h*size) <= sizeSlack*size &&
		math.Abs(s.area-of.area*size*size) <= (areaSlack*of.area+0.002)*size*size
}

// inOrder tells whether the pieces of a text stand one after the other, each at one
// of its places, on one line or on the next.
func inOrder(pieces []scriptRun, places [][]place) bool {
	alive := places[0]
	for i := 1; i < len(pieces); i++ {
		rtl := pieces[i].Script == "Arab"
		alive = slices.DeleteFunc(slices.Clone(places[i]), func(next place) bool {
			return !slices.ContainsFunc(alive, func(last place) bool { return last.before(next, rtl) })
		})
	}
	return len(alive) > 0
}

func (p place) before(next place, rtl bool) bool {
	if down := (next.base - p.base) / p.size; down > 0.5 {
		return down < 3
	} else if down < -0.5 {
		return false
	}
	if rtl {
		p, next = next, p
	}
	gap := (next.left - p.right) / p.size
	return gap > -alongSlack && gap < 4
}
