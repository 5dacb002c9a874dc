package layout

import (
	"fmt"

	"daykit/internal/domain/display"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// numbered is steps to follow, each after its number.
type numbered struct {
	s   *Setter
	rtl bool
	all []shaped
}

// set sets the steps at a size and gives their height.
func (n numbered) set(width, size float64) (steps []block, h float64) {
	for _, sh := range n.all {
		set := sh.set(width-guideNumber, size, typeset.Optimal, &problems{})
		steps = append(steps, set)
		h += set.height() + size*0.7
	}
	return steps, h
}

// put draws steps as set, from y downwards.
func (n numbered) put(p *display.Page, steps []block, x, y, width float64) {
	for i, st := range steps {
		w := words{lang: "en", text: fmt.Sprint(i + 1), role: fonts.Bold, tag: display.P, color: coralDark}
		number := n.s.set(w, guideNumber, st.size, typeset.Greedy, &problems{})
		at, text := x, x+guideNumber
		if n.rtl {
			at, text = x+width-guideNumber, x
		}
		number.put(p, at, y+st.top()-number.top(), guideNumber, start(n.rtl))
		y = st.put(p, text, y, width-guideNumber, start(n.rtl)) + st.size*0.7
	}
}
