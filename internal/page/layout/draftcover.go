package layout

import (
	"math"

	"daykit/internal/domain/display"
)

// covers says whether a rectangle would lie over words, a code or a place to fill
// in. The ops are those of a page, or of a part that is drawn at a place on it.
func (s *Setter) covers(ops []display.Op, r display.Rect, at placing) bool {
	for _, op := range ops {
		switch o := op.(type) {
		case display.Text:
			if s.inkMeets(o.Run, r, at) {
				return true
			}
		case display.Code:
			if meet(at.rect(o.Rect), r) {
				return true
			}
		case display.Field:
			if meet(at.rect(o.Rect), r) {
				return true
			}
		case display.Use:
			if s.useCovered(o, r) {
				return true
			}
		}
	}
	return false
}

// useCovered looks into a part that is used on a page. Parts in parts are taken as
// words all over, since none of our sheets needs to know better.
func (s *Setter) useCovered(u display.Use, r display.Rect) bool {
	to := placing{X: u.X, Y: u.Y, Scale: u.Scale, Turn: u.Turn}
	if to.Scale == 0 {
		to.Scale = 1
	}
	if u.Clip.W > 0 {
		if !meet(u.Clip, r) {
			return false
		}
		r = common(u.Clip, r)
	}
	if !meet(to.rect(display.Rect{W: u.Part.W, H: u.Part.H}), r) {
		return false
	}
	for _, op := range u.Part.Ops {
		if _, nested := op.(display.Use); nested {
			return true
		}
	}
	return s.covers(u.Part.Ops, r, to)
}

// inkMeets says whether the outline of any glyph of a run touches a rectangle.
func (s *Setter) inkMeets(run display.GlyphRun, r display.Rect, at placing) bool {
	// No letter of our fonts is taller than three times its size.
	near := display.Rect{X: run.X - 3*run.Size, Y: run.Y - 3*run.Size, W: run.W + 6*run.Size, H: 6 * run.Size}
	if !meet(at.rect(near), r) {
		return false
	}
	face, err := s.library.Face(run.Font)
	if err != nil {
		return true
	}
	k := run.Size / float64(face.SFNT.Upem)
	for _, g := range run.Glyphs {
		b, ok := face.SFNT.Bounds(int(g.GID))
		if !ok {
			continue
		}
		ink := display.Rect{
			X: run.X + g.X + float64(float64(b.XMin)*k), Y: run.Y - g.Y - float64(float64(b.YMax)*k),
			W: float64(b.XMax-b.XMin) * k, H: float64(b.YMax-b.YMin) * k,
		}
		if ink.W > 0 && meet(at.rect(ink), r) {
			return true
		}
	}
	return false
}

// meet says whether two rectangles have an area in common.
func meet(a, b display.Rect) bool {
	return a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H
}

// common is the area of two rectangles that meet.
func common(a, b display.Rect) display.Rect {
	x, y := math.Max(a.X, b.X), math.Max(a.Y, b.Y)
	return display.Rect{X: x, Y: y, W: math.Min(a.X+a.W, b.X+b.W) - x, H: math.Min(a.Y+a.H, b.Y+b.H) - y}
}
