package typeset

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"daykit/internal/domain/display"
)

// Line is one set line. Lengths are points.
type Line struct {
	// Runs are in visual order; X is from the left end of the line and Y is 0,
	// the baseline.
	Runs []display.GlyphRun
	W    float64
	// Ascent and Descent are the usual extents of the faces above and below the
	// baseline; InkTop and InkBottom are those of this line's ink. All are
	// positive away from the baseline. Place lines by ink, never clip by ascent.
	Ascent, Descent   float64
	InkTop, InkBottom float64
	Text              string // logical, without the white space at its end
}

// TooWideError says that a word does not fit the line even alone.
type TooWideError struct {
	Word  string
	W     float64 // pt that the word needs
	Limit float64 // pt that it has
}

// Error names the word.
func (e *TooWideError) Error() string {
	return fmt.Sprintf("%q is %.1f pt wide and the line %.1f pt", e.Word, e.W, e.Limit)
}

// TooTallError says that a text does not fit its box at the smallest size.
type TooTallError struct {
	H, Limit float64 // pt
}

// Error gives both heights.
func (e *TooTallError) Error() string {
	return fmt.Sprintf("the text is %.1f pt tall and its box %.1f pt", e.H, e.Limit)
}

// Lines breaks the paragraph for a width at a size, both in points. When a word
// is too wide it gives a *TooWideError together with the lines, the word sticking
// out of its own.
func (p *Para) Lines(width, size float64, m Mode) ([]Line, error) {
	if !(width > 0 && size > 0) {
		return nil, fmt.Errorf("set text of size %g in a width of %g: both must be positive", size, width)
	}
	return p.set(p.fill(width, size, m, true), width, size)
}

// plan is how a paragraph is to be broken: the places it may be, and those taken.
type plan struct {
	ops []opportunity
	filled
	another *filled // with one more line and without a stub, where that can be
}

// fill chooses the breaks. Marked places are given up when a word does not fit, and so is
// what belongs together, and words themselves: in text at once, in a headline when it is
// the last resort. The name of a street is parted in a headline at once too.
func (p *Para) fill(width, size float64, m Mode, last bool) plan {
	w := units(width, size)
	ops := refined(p.whole, p.parted, w)
	if m == Balance {
		if marked := headline(ops, p.text); len(marked) < len(ops) {
			if f := fill(marked, w, m, false); f.tooWide < 0 {
				return loosened(plan{ops: marked, filled: f}, w, m)
			}
		}
	}
	out := plan{ops: ops, filled: fill(ops, w, m, false)}
	if out.tooWide >= 0 && len(p.fine) > len(ops) && (last || m != Balance) {
		out.ops = refined(refined(ops, p.breaks, w), p.fine, w)
		out.filled = fill(out.ops, w, m, false)
	}
	return loosened(out, w, m)
}

// refined puts the places of a finer list into what is wider than a line.
func refined(ops, fine []opportunity, width int64) []opportunity {
	if len(ops) == len(fine) {
		return ops
	}
	var out []opportunity
	from, start := 0, int64(0)
	for _, o := range ops {
		to := from
		for fine[to].at != o.at {
			to++
		}
		if o.shown-start > width {
			out = append(out, fine[from:to+1]...)
		} else {
			out = append(out, o)
		}
		from, start = to+1, o.x
	}
	return out
}

// loosened tries one more line where there is a stub.
func loosened(pl plan, w int64, m Mode) plan {
	if !pl.stub {
		return pl
	}
	if f := fill(pl.ops, w, m, true); !f.stub && f.tooWide < 0 && len(f.ends) == len(pl.ends)+1 {
		pl.another = &f
	}
	return pl
}

// taken is the outcome to set: the one with another line if there is one.
func (pl *plan) taken() filled {
	if pl.another != nil {
		return *pl.another
	}
	return pl.filled
}

// set makes the lines of a plan.
func (p *Para) set(pl plan, width, size float64) ([]Line, error) {
	f := pl.taken()
	lines := make([]Line, 0, len(f.ends))
	from := 0
	for _, j := range f.ends {
		lines = append(lines, p.line(from, pl.ops[j], size))
		from = pl.ops[j].at
	}
	if f.tooWide >= 0 {
		return lines, p.tooWide(pl.ops, f.tooWide, width, size)
	}
	return lines, nil
}

// units turns points at a size into millionths of it.
func units(pt, size float64) int64 { return max(1, int64(math.Floor(min(pt/size, 1e6)*em))) }

func (p *Para) tooWide(ops []opportunity, i int, width, size float64) error {
	from, start := 0, int64(0)
	if i > 0 {
		from, start = ops[i-1].at, ops[i-1].x
	}
	w := float64(ops[i].shown-start) * size / em
	return &TooWideError{Word: visible(p.text[from:ops[i].end]), W: display.Round(w), Limit: width}
}

// visible is text without the characters that only steer.
func visible(t []rune) string {
	return strings.TrimSpace(string(slices.DeleteFunc(slices.Clone(t), hidden)))
}

// piece is the part of a run that stands in a line.
type piece struct {
	run      *run
	from, to int
	glyphs   []glyph
}

func (p *Para) line(from int, o opportunity, size float64) Line {
	pieces := p.pieces(from, o.end)
	if o.hyphen {
		pieces = p.hyphenate(pieces, o.at-1)
	}
	reorder(pieces)
	l := Line{Text: visible(p.text[from:o.end])}
	for _, pc := range pieces {
		f := pc.run.face
		r := p.glyphRun(pc, size)
		r.X = l.W
		l.W += r.W
		l.Ascent = max(l.Ascent, f.points(f.SFNT.Ascent, size))
		l.Descent = max(l.Descent, f.points(-f.SFNT.Descent, size))
		for _, g := range pc.glyphs {
			if box, ok := f.SFNT.Bounds(g.gid); ok {
				l.InkTop = max(l.InkTop, f.points(box.YMax+g.dy, size))
				l.InkBottom = max(l.InkBottom, f.points(-box.YMin-g.dy, size))
			}
		}
		l.Runs = append(l.Runs, r)
	}
	return l
}

// pieces cuts the runs to the characters of a line, in logical order.
func (p *Para) pieces(from, to int) []piece {
	var out []piece
	for i := range p.runs {
		r := &p.runs[i]
		pc := piece{run: r, from: max(from, r.from), to: min(to, r.to)}
		if pc.from >= pc.to {
			continue
		}
		for _, g := range r.glyphs {
			if g.cluster >= pc.from && g.cluster < pc.to {
				pc.glyphs = append(pc.glyphs, g)
			}
		}
		if len(pc.glyphs) > 0 {
			out = append(out, pc)
		}
	}
	return out
}

// hyphenate adds the hyphen that a soft hyphen at the end of a line becomes. Its
// cluster is the soft hyphen.
func (p *Para) hyphenate(pieces []piece, at int) []piece {
	f, gid := p.hyphenFace(at)
	if f == nil || len(pieces) == 0 {
		return pieces
	}
	last := &pieces[len(pieces)-1]
	if last.run.face != f {
		return pieces
	}
	g := glyph{gid: gid, cluster: at, width: f.SFNT.Advance(gid)}
	if last.run.level%2 == 1 {
		last.glyphs = append([]glyph{g}, last.glyphs...)
	} else {
		last.glyphs = append(slices.Clip(last.glyphs), g)
	}
	last.to = at + 1
	return pieces
}

// reorder puts pieces into visual order (UAX #9, rule L2). White space at the end
// of the line, which rule L1 speaks of, is already gone.
func reorder(pieces []piece) {
	highest, lowestOdd := int8(0), int8(maxDepth+2)
	for _, pc := range pieces {
		highest = max(highest, pc.run.level)
		if pc.run.level%2 == 1 {
			lowestOdd = min(lowestOdd, pc.run.level)
		}
	}
	for level := highest; level >= lowestOdd; level-- {
		for i := 0; i < len(pieces); {
			j := i
			for j < len(pieces) && pieces[j].run.level >= level {
				j++
			}
			slices.Reverse(pieces[i:j])
			i = max(j, i+1)
		}
	}
}

func (p *Para) glyphRun(pc piece, size float64) display.GlyphRun {
	f := pc.run.face
	out := display.GlyphRun{
		Font: f.ID, Size: size * float64(f.Scale) / 1000, Lang: p.style.Lang, RTL: pc.run.level%2 == 1,
		Text: string(drawn(p.text[pc.from:pc.to])), Glyphs: make([]display.Glyph, 0, len(pc.glyphs)),
	}
	x, cluster := 0, -1
	for _, g := range pc.glyphs {
		d := display.Glyph{
			GID: uint32(g.gid), X: f.points(x+g.dx, size), Y: f.points(g.dy, size),
			Advance: f.points(g.width, size), Joined: g.cluster == cluster,
		}
		if !d.Joined {
			cluster = g.cluster
			d.Text = p.clusterText(g.cluster, pc)
		}
		x += g.width
		out.Glyphs = append(out.Glyphs, d)
	}
	out.W = f.points(x, size)
	return out
}

// clusterText is what a cluster says. The hyphen at the end of a line says the soft hyphen
// that it stands for.
func (p *Para) clusterText(at int, pc piece) string {
	switch c := pc.run.cluster(at); {
	case c.end == 0:
		return string(p.text[at])
	case c.end > pc.to:
		return string(drawn(p.text[at:pc.to]))
	default:
		return c.says
	}
}

func drawn(t []rune) []rune { return slices.DeleteFunc(slices.Clone(t), hidden) }
