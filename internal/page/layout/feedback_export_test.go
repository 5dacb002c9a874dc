package layout

import (
	"fmt"

	"daykit/internal/domain/display"
	"daykit/internal/domain/feedback"
)

// FaceOps spells each of the five faces, drawn into the same square.
func FaceOps() []string {
	var out []string
	for n := 1; n <= feedback.MaxFace; n++ {
		p := &display.Page{}
		face(p, display.Rect{W: 100, H: 100}, n)
		out = append(out, fmt.Sprint(p.Ops))
	}
	return out
}
