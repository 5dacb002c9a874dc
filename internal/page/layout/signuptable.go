package layout

import (
	"math"
	"slices"
	"strconv"

	"daykit/internal/domain/display"
	"daykit/internal/domain/sheet"
	"daykit/internal/page/qr"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// canvas is a page with its origin moved to a sheet's, in points.
type canvas struct {
	page *display.Page
	x, y float64
	rtl  bool
}

func (c canvas) rect(r sheet.Rect) display.Rect {
	return display.Rect{X: c.x + r.X*display.PtPerMM, Y: c.y + r.Y*display.PtPerMM, W: r.W * display.PtPerMM, H: r.H * display.PtPerMM}
}

func (c canvas) point(x, y float64) display.Point {
	return display.Point{X: c.x + x*display.PtPerMM, Y: c.y + y*display.PtPerMM}
}

// heads sets what stands over the columns: level with each other where every word
// fits over its own column, else in two steps, with a line down to each box.
func (u *signup) heads(c canvas, sh sheet.Sheet) {
	c.page.Add(display.Tag{Role: display.Table}, display.Tag{Role: display.TR})
	heads, ok := u.level(c, sh)
	if !ok {
		heads = u.stepped(c, sh)
	}
	u.putHeads(c, heads, u.labels(c, sh, ok))
	c.page.Add(display.End{}, display.End{})
	if !ok {
		c.leaders(heads)
	}
}

// putHeads stands heads and labels on their lines: all that are a step low on the
// same one, whatever hangs below it.
func (u *signup) putHeads(c canvas, heads, labels []head) {
	hang := 0.0
	for _, h := range slices.Concat(heads, labels) {
		if !h.upper {
			hang = max(hang, h.hanging())
		}
	}
	for _, h := range slices.Concat(heads, labels) {
		down := hang
		if h.upper {
			down = h.hanging()
		}
		y := max(h.base-h.room, h.base-down-h.above())
		h.put(c.page, h.x, y, h.w, h.from)
	}
}

// head is a column's head with its last line just over base.
type head struct {
	block
	x, w, base float64
	room       float64 // above base
	upper      bool
	from       align
}

// hanging is how far the last line reaches below its baseline.
func (b block) hanging() float64 {
	if len(b.lines) == 0 {
		return 0
	}
	return max(0, b.lines[len(b.lines)-1].InkBottom)
}

// headLeading is tighter than that of running text: heads are a few words. Lines of
// Nastaliq run into each other at less than climbLeading.
const headLeading, climbLeading = 1.08, 1.5

func headLead(w words) float64 {
	if fonts.Climbs(w.lang) {
		return climbLeading
	}
	return min(headLeading, typeset.Leading(w.lang, w.role))
}

// headGap is the least white between heads that stand side by side, in points;
// more than headLines lines of a word each are read less easily than steps.
const headGap, headLines = 3.0, 3

// level sets the heads over their own columns; ok is false where a word is too
// long or there are too many lines.
func (u *signup) level(c canvas, sh sheet.Sheet) (heads []head, ok bool) {
	for i, tick := range sh.Spec.Ticks {
		r := c.rect(sh.Areas.Heads[i])
		w := u.tick(tick)
		var broken problems
		b, fits := u.s.shape(w, &u.problems).fit(r.W-headGap, r.H, labelPrint, 9.5, headLead(w), balanced, &broken)
		if !fits || len(broken.list) > 0 || len(b.lines) > headLines {
			return nil, false
		}
		heads = append(heads, head{block: b, x: r.X, w: r.W, base: r.Y + r.H, room: r.H, from: centre})
	}
	return heads, true
}

// stepped sets each head over two columns, every other one a step higher.
func (u *signup) stepped(c canvas, sh sheet.Sheet) (heads []head) {
	const apart = 0.75 * display.PtPerMM // from a line that passes
	n := len(sh.Spec.Ticks)
	pitch := c.rect(sh.Areas.Heads[0]).W
	if n > 1 {
		pitch = display.PtPerMM * math.Abs(sh.Areas.Heads[1].X-sh.Areas.Heads[0].X)
	}
	for i, tick := range sh.Spec.Ticks {
		r := c.rect(sh.Areas.Heads[i])
		h := head{x: r.X + r.W/2 - pitch + apart, w: 2 * (pitch - apart), base: r.Y + r.H, room: r.H/2 - 0.5, upper: (n-1-i)%2 == 0, from: centre}
		if h.upper {
			h.base -= r.H/2 + 0.5
		}
		h.block = u.small(u.tick(tick), h.w, h.room)
		heads = append(heads, h)
	}
	return heads
}

func (u *signup) tick(name string) words {
	w := u.bold(PhraseTick + "." + name)
	w.tag = display.TH
	return w
}

// small sets a label at the size of labels, or of small print where it must.
func (u *signup) small(w words, width, height float64) block {
	var ps problems
	sh, leading := u.s.shape(w, &u.problems), headLead(w)
	b, ok := sh.fit(width, height, labelPrint, 9.5, leading, balanced, &ps)
	if !ok || len(ps.list) > 0 {
		b, ok = sh.fit(width, height, smallPrint, labelPrint, leading, balanced, &u.problems)
	}
	if !ok && b.height() > height {
		u.problems.add("phrases", w.lang, foundWordsLeftOut, w.text)
		return block{words: w}
	}
	return b
}

// leaders draw the lines from the upper heads down to their boxes.
func (c canvas) leaders(heads []head) {
	var path display.Path
	for _, h := range heads {
		if h.upper && len(h.lines) > 0 {
			x := h.x + h.w/2
			path.Move(x, h.base+1.5)
			path.Line(x, h.base+h.size*2)
		}
	}
	c.page.Add(display.Tag{Artifact: true}, display.Stroke{Path: path, Color: black, Width: sheet.RuleLine * display.PtPerMM}, display.End{})
}

// labels head the fields; level is whether no head reaches over the first. A label
// with a word too long for its column begins over the one before, whose own label
// leaves it room.
func (u *signup) labels(c canvas, sh sheet.Sheet, level bool) (out []head) {
	for i, field := range sh.Spec.Fields {
		w := u.bold(PhraseField + "." + field)
		w.tag = display.TH
		r := c.rect(sh.Areas.Labels[i])
		h := r.H
		if i == 0 && !level {
			h = 18.5
		}
		l := head{x: r.X, w: r.W, base: r.Y + r.H, room: h, from: start(c.rtl)}
		if i > 0 && u.tooWide(w, r.W, h) {
			last := out[i-1]
			l.w += last.w - last.widest() - headGap
			l.from = end(c.rtl)
			if !c.rtl {
				l.x = r.X + r.W - l.w
			}
		}
		l.block = u.small(w, l.w, h)
		out = append(out, l)
	}
	return out
}

// tooWide says whether a word of a label is longer than a width at the least size,
// or a label in Nastaliq, of which two lines are too deep, as a whole.
func (u *signup) tooWide(w words, width, height float64) bool {
	var ps problems
	b, _ := u.s.shape(w, &ps).fit(width, height, smallPrint, labelPrint, headLeading, balanced, &ps)
	return len(ps.list) > 0 || fonts.Climbs(w.lang) && len(b.lines) > 1
}

// ground draws what says nothing: rules, boxes and markers.
func (c canvas) ground(sh sheet.Sheet) {
	c.page.Add(display.Tag{Artifact: true})
	c.rules(sh.Rules)
	c.boxes(sh.Boxes)
	for _, m := range sh.Markers {
		at := c.point(m.X, m.Y)
		c.page.Add(display.Fill{Path: qr.Outline(m.Grid(), display.PtPerMM*m.Side/sheet.MarkerCells, at.X, at.Y), Color: black})
	}
	c.page.Add(display.End{})
}

// boxes draws the tick boxes; the line of each lies within the square that the
// reader measures.
func (c canvas) boxes(boxes []sheet.Place) {
	const pen = sheet.BoxLine * display.PtPerMM
	var path display.Path
	for _, b := range boxes {
		r := c.rect(b.Rect)
		path = append(path, display.RectPath(display.Rect{X: r.X + pen/2, Y: r.Y + pen/2, W: r.W - pen, H: r.H - pen})...)
	}
	c.page.Add(display.Stroke{Path: path, Color: black, Width: pen})
}

// rules draws the thin lines of a sheet in one stroke.
func (c canvas) rules(rules []sheet.Rule) {
	var path display.Path
	for _, r := range rules {
		from, to := c.point(r.X1, r.Y1), c.point(r.X2, r.Y2)
		path.Move(from.X, from.Y)
		path.Line(to.X, to.Y)
	}
	c.page.Add(display.Stroke{Path: path, Color: black, Width: sheet.RuleLine * display.PtPerMM})
}

// places marks where people tick and write.
func (c canvas) places(sh sheet.Sheet) {
	for _, list := range [][]sheet.Place{sh.Boxes, sh.Fields} {
		for _, p := range list {
			c.page.Add(display.Field{ID: p.ID, Rect: c.rect(p.Rect)})
		}
	}
}

// rowNumbers counts the rows; nobody needs them read out.
func (u *signup) rowNumbers(c canvas, sh sheet.Sheet) {
	for row := range sh.Spec.Rows {
		n := words{field: "signup", lang: "en", text: strconv.Itoa(row + 1), role: fonts.Text, color: black}
		r := c.rect(sh.Areas.Numbers[row])
		b := u.s.set(n, r.W, smallPrint, greedy, &u.problems)
		b.put(c.page, r.X, r.Y+(r.H-b.height())/2, r.W-4, centre)
	}
}
