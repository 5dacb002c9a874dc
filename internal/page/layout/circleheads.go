package layout

import (
	"math"
	"slices"
	"strings"

	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// eye is the height that the eye takes a headline of size 1 to have. Scripts with
// small letters between tall ones look smaller than those whose letters all have
// one height; Arabic is nearly all small ones, and Nastaliq climbs.
func (s *Setter) eye(w words) float64 {
	h := s.capHeight(w.role, w.lang)
	switch script := fonts.ScriptOf(w.lang); {
	case w.lang == "ur":
		return h * 1.08
	case script == "Arab":
		return h * 0.82
	case script == "Taml":
		return h * 1.15
	case script == "Ethi", script == "Beng", script == "Deva":
		return h * 0.95
	case script == "Hani":
		return h * 0.86
	}
	return h * 0.87
}

// headForm is one way to break a headline into lines, whatever its size.
type headForm struct {
	block           // at formSize, its lines without letters
	measure float64 // that makes these lines at formSize
	stubbed bool    // a line is far shorter than another, or each is one word
}

const (
	formSize  = 100.0
	formsMost = 7
	formFlat  = 2.4 // how much wider than a square of one area the flattest is
	formStub  = 0.3 // of the widest line, that makes a line a stub

	headSteps = 8  // of the search for a size
	ringMost  = 62 // greatest size of a headline in the ring, in points on A4
)

// at gives a form in a size, by scale alone.
func (f headForm) at(size float64) block {
	b, k := f.block, size/formSize
	b.size, b.leading = size, b.leading*k
	b.lines = make([]typeset.Line, len(f.lines))
	for i, l := range f.lines {
		b.lines[i] = typeset.Line{W: l.W * k, InkTop: l.InkTop * k, InkBottom: l.InkBottom * k}
	}
	return b
}

// headForms finds the ways to break a headline, each narrower than the last, none
// of which breaks a word.
func (c *circlePoster) headForms(w words) (out []headForm) {
	if known, ok := c.forms[w]; ok {
		return known
	}
	para := c.shape(w).para
	measure := 1e5
	if lines, err := para.Lines(measure, formSize, typeset.Greedy); err == nil {
		whole := block{lines: lines}
		area := whole.widest() * float64(len(lines)) * formSize * leadingOf(w)
		measure = min(whole.widest()+1, formFlat*math.Sqrt(area))
	}
	for len(out) < formsMost {
		lines, err := para.Lines(measure, formSize, typeset.Balance)
		if err != nil || len(lines) == 0 {
			break
		}
		b := block{words: w, leading: formSize * leadingOf(w), size: formSize, lines: lines}
		short := func(l typeset.Line) bool { return l.W < b.widest()*formStub }
		f := headForm{block: b, measure: measure, stubbed: slices.ContainsFunc(lines, short) || b.ladder()}
		out = append(out, f)
		measure = b.widest() - 0.1
	}
	c.forms[w] = out
	return out
}

// ladder says that a block is a word to a line, over three lines and more.
func (b block) ladder() bool {
	lone := func(l typeset.Line) bool { return !strings.ContainsAny(strings.TrimSpace(l.Text), " \u00a0") }
	return len(b.lines) > 2 && !slices.ContainsFunc(b.lines, func(l typeset.Line) bool { return !lone(l) })
}

// headPlaces says where blocks stand, and whether they have room.
type headPlaces func(blocks []block) (placed []placedBlock, fits bool)

// headWords are the headlines that there are.
func (c *circlePoster) headWords() (out []words) {
	for _, w := range c.both() {
		if w.headline.text != "" {
			out = append(out, w.headline)
		}
	}
	return out
}

// setHeads sets the headlines as large as their places allow, and of equal size to
// the eye. least and most are sizes of the first in points; below its own least size
// none is ever set.
func (c *circlePoster) setHeads(least, most float64, places headPlaces) (heads []placedBlock, fits bool) {
	ws := c.headWords()
	if len(ws) == 0 {
		return nil, true
	}
	floor := math.Inf(1)
	for _, w := range ws {
		floor = min(floor, c.least(w)*c.s.eye(w))
	}
	first := c.s.eye(ws[0])
	lo := max(floor, least*first)
	for _, stubs := range []bool{false, true} {
		forms := make([][]headForm, len(ws))
		for i, w := range ws {
			forms[i] = slices.DeleteFunc(slices.Clone(c.headForms(w)), func(f headForm) bool { return f.stubbed && !stubs })
		}
		if best, eye, ok := c.largest(forms, lo, max(lo, most*first), places); ok {
			return places(c.headsAs(best, eye))
		}
	}
	return nil, false
}

// largest finds the greatest height to the eye at which a form of each headline has
// room, between two.
func (c *circlePoster) largest(forms [][]headForm, lo, hi float64, places headPlaces) (best []headForm, eye float64, fits bool) {
	best, fits = c.formsAt(forms, lo, places)
	if !fits {
		return nil, 0, false
	}
	for range headSteps {
		mid := (lo + hi) / 2
		if next, ok := c.formsAt(forms, mid, places); ok {
			best, lo = next, mid
		} else {
			hi = mid
		}
	}
	return best, lo, true
}

// formsAt finds a form of each headline in which all have room at one height to the
// eye.
func (c *circlePoster) formsAt(forms [][]headForm, eye float64, places headPlaces) ([]headForm, bool) {
	sized := make([][]block, len(forms))
	for i, fs := range forms {
		for _, f := range fs {
			sized[i] = append(sized[i], f.at(c.headSize(f.words, eye)))
		}
	}
	for i, first := range sized[0] {
		if len(forms) == 1 {
			if _, ok := places([]block{first}); ok {
				return []headForm{forms[0][i]}, true
			}
			continue
		}
		for j, second := range sized[1] {
			if _, ok := places([]block{first, second}); ok {
				return []headForm{forms[0][i], forms[1][j]}, true
			}
		}
	}
	return nil, false
}

// headSize is the size of a headline at a height to the eye.
func (c *circlePoster) headSize(w words, eye float64) float64 {
	return max(float64(int(eye/c.s.eye(w)*20))/20, c.least(w))
}

// headsAs sets the headlines in chosen forms.
func (c *circlePoster) headsAs(forms []headForm, eye float64) (out []block) {
	for _, f := range forms {
		size := c.headSize(f.words, eye)
		out = append(out, c.set(f.words, f.measure*size/formSize, size, typeset.Balance))
	}
	return out
}

// inRing puts headlines under one another about the middle of the ring, or of what
// the page shows of it, and a little above.
func (c *circlePoster) inRing(r ring) headPlaces {
	radius, gap := r.inner()*0.96, r.inner()*0.13
	top := max(r.centre.Y-radius, c.box.Y)
	return func(blocks []block) (out []placedBlock, fits bool) {
		h := -gap
		for _, b := range blocks {
			h += gap + b.height()
		}
		y := (top+r.centre.Y+radius)/2 - h/2 - r.inner()*0.03
		for _, b := range blocks {
			out = append(out, placedBlock{block: b, x: r.centre.X - r.inner(), y: y, w: 2 * r.inner(), side: centre})
			y += gap + b.height()
		}
		return out, c.inside(r, radius, out)
	}
}

// inside says whether all ink of the headlines lies within a circle about the
// ring's centre and within the margins.
func (c *circlePoster) inside(r ring, radius float64, heads []placedBlock) bool {
	for _, b := range heads {
		base := b.y + b.top()
		for _, l := range b.lines {
			for _, y := range []float64{base - l.InkTop, base + l.InkBottom} {
				dy := y - r.centre.Y
				if float64(l.W*l.W/4)+float64(dy*dy) > radius*radius || y < c.box.Y || l.W > c.box.W {
					return false
				}
			}
			base += b.leading
		}
	}
	return true
}
