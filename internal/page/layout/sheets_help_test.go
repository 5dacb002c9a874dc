package layout_test

import (
	"slices"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/page/layout"
)

// spread draws the shared parts of a page where they are used, so that a test sees
// their ink.
func spread(p *display.Page) *display.Page {
	return &display.Page{W: p.W, H: p.H, Ops: spreadOps(p.Ops)}
}

func spreadOps(ops []display.Op) (out []display.Op) {
	for _, op := range ops {
		if u, ok := op.(display.Use); ok {
			for _, part := range spreadOps(u.Part.Ops) {
				out = append(out, placed(part, u))
			}
			continue
		}
		out = append(out, op)
	}
	return out
}

// placed moves an op of a part to where an upright Use has it.
func placed(op display.Op, u display.Use) display.Op {
	switch o := op.(type) {
	case display.Fill:
		o.Path = movedPath(o.Path, u)
		return o
	case display.Stroke:
		o.Path = movedPath(o.Path, u)
		return o
	case display.Text:
		o.Run.X, o.Run.Y = o.Run.X+u.X, o.Run.Y+u.Y
		return o
	}
	return op
}

func movedPath(p display.Path, u display.Use) display.Path {
	out := slices.Clone(p)
	for i := range out {
		for j, q := range out[i].P {
			out[i].P[j] = display.Point{X: u.X + q.X, Y: u.Y + q.Y}
		}
	}
	return out
}

// guestList is a guest of every script, and again with others.
func guestList(t testing.TB) (out []layout.Badge) {
	t.Helper()
	for _, party := range []int{1, 3} {
		for _, b := range names(t) {
			b.Party = party
			out = append(out, b)
		}
	}
	return out
}
