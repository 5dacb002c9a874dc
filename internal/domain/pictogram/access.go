package pictogram

import "daykit/internal/domain/event"

// Access gives the icon of what a venue offers, and false for what is not in
// event.AccessFeatures. They speak of places and services: the wheelchair, the ear, the
// hands and the letters are those that signs use everywhere, drawn by us.
func Access(a event.Access) (Icon, bool) {
	draw, ok := accessIcons[a]
	if !ok {
		return Icon{}, false
	}
	return draw(), true
}

var accessIcons = map[event.Access]func() Icon{
	"step-free":          stepFree,
	"lift":               lift,
	"accessible-toilet":  AccessibleToilet,
	"changing-places":    changingPlaces,
	"accessible-parking": accessibleParking,
	"seating":            seating,
	"hearing-loop":       hearingLoop,
	"bsl":                signing,
	"captions":           captions,
	"interpreters":       interpreters,
	"large-print":        largePrint,
	"quiet-room":         Quiet,
	"prayer-space":       Prayer,
	"baby-changing":      babyChanging,
	"creche":             Children,
	"assistance-dogs":    assistanceDog,
}

// wheelchair adds a person who uses a wheelchair, in a square of a side at (x, y).
func (ic *Icon) wheelchair(x, y, side float64) {
	k := side / Grid
	for _, part := range AccessibleToilet().Parts {
		for i := range part.Path {
			for j := range part.Path[i].P {
				at := &part.Path[i].P[j]
				at.X, at.Y = x+float64(at.X*k), y+float64(at.Y*k)
			}
		}
		part.Width *= k
		ic.Parts = append(ic.Parts, part)
	}
}

// stepFree is a person in a wheelchair who goes up a ramp.
func stepFree() Icon {
	var ic Icon
	ic.wheelchair(6, 8, 80)
	ic.shape(4, 97, 97, 97, 97, 72)
	return ic
}

// lift is a cabin with an arrow up and one down.
func lift() Icon {
	var ic Icon
	ic.frame(weight, 14, 8, 72, 84, 8)
	ic.shape(50, 20, 69, 44, 31, 44)
	ic.shape(50, 80, 31, 56, 69, 56)
	return ic
}

// changingPlaces is a person who lies on a bench, and a hoist over them.
func changingPlaces() Icon {
	var ic Icon
	ic.line(7, 8, 8, 92, 8)
	ic.line(5, 58, 8, 58, 24)
	ic.line(6, 36, 34, 58, 24, 80, 34)
	ic.disc(17, 52, 10)
	ic.line(14, 37, 55, 90, 55)
	ic.line(8, 6, 73, 94, 73)
	ic.line(8, 22, 73, 22, 94)
	ic.line(8, 78, 73, 78, 94)
	return ic
}

// accessibleParking is the letter of car parks beside a wheelchair.
func accessibleParking() Icon {
	var ic Icon
	ic.line(10, 12, 88, 12, 14)
	ic.curve(10, 12, 14, 38, 14, 46, 20, 46, 32, 46, 44, 38, 50, 12, 50)
	ic.wheelchair(42, 36, 60)
	return ic
}

// seating is a chair from the side.
func seating() Icon {
	var ic Icon
	ic.line(10, 28, 10, 32, 56, 74, 56)
	ic.line(9, 32, 56, 26, 92)
	ic.line(9, 70, 58, 75, 92)
	ic.line(7, 29, 76, 72, 76)
	return ic
}

// hearingLoop is an ear and the letter T, which is how a hearing aid's setting for
// loops is marked.
func hearingLoop() Icon {
	var ic Icon
	ic.curve(8, 16, 40, 16, 20, 28, 8, 44, 8, 60, 8, 70, 20, 70, 36, 70, 52, 54, 56, 52, 70, 50, 84, 44, 92, 32, 92, 24, 92, 19, 88, 17, 80)
	ic.curve(7, 32, 42, 30, 28, 36, 23, 44, 23, 52, 23, 56, 30, 55, 38, 54, 46, 44, 48, 42, 58)
	ic.line(9, 66, 66, 96, 66)
	ic.line(9, 81, 66, 81, 93)
	return ic
}

// signing is two hands that sign, one over the other.
func signing() Icon {
	var ic Icon
	ic.hand(false)
	ic.hand(true)
	return ic
}

// hand adds a hand with three fingers stretched and its thumb apart; the other is the
// same, turned round.
func (ic *Icon) hand(other bool) {
	at := func(width float64, xy ...float64) {
		for i := range xy {
			if other {
				xy[i] = Grid - xy[i]
			}
		}
		ic.line(width, xy...)
	}
	at(20, 20, 35, 28, 31)
	at(7, 30, 25, 70, 5)
	at(7, 34, 30, 88, 17)
	at(7, 32, 37, 82, 35)
	at(7, 24, 42, 40, 52)
	at(13, 7, 43, 16, 38)
}

// captions is a screen with the two letters of closed captions.
func captions() Icon {
	var ic Icon
	ic.frame(weight, 6, 16, 88, 68, 10)
	ic.arc(8, 35, 50, 13, 45, 315)
	ic.arc(8, 68, 50, 13, 45, 315)
	return ic
}

// interpreters is what one says and what another says of it.
func interpreters() Icon {
	var ic Icon
	ic.bubble(6, 8, 60, 40, 20)
	ic.line(6, 19, 22, 53, 22)
	ic.line(6, 19, 34, 42, 34)
	fill := ic.box(42, 54, 54, 32, 8)
	fill.Front = true
	ic.shape(84, 80, 84, 99, 66, 80)
	return ic
}

// bubble adds the outline of a speech bubble with its tail under a place.
func (ic *Icon) bubble(x, y, w, h, tail float64) {
	ic.frame(7, x, y, w, h, 8)
	ic.shape(x+tail-8, y+h, x+tail+9, y+h, x+tail-8, y+h+19)
}

// largePrint is a small letter beside a large one.
func largePrint() Icon {
	var ic Icon
	ic.line(7, 6, 86, 19, 52, 32, 86)
	ic.line(6, 11, 75, 27, 75)
	ic.line(12, 42, 86, 67, 16, 92, 86)
	ic.line(10, 52, 64, 82, 64)
	return ic
}

// babyChanging is a baby on a changing mat.
func babyChanging() Icon {
	var ic Icon
	ic.disc(50, 21, 16)
	ic.line(10, 18, 44, 38, 50, 62, 50, 82, 44)
	ic.box(36, 45, 28, 28, 8)
	ic.line(10, 42, 70, 28, 82)
	ic.line(10, 58, 70, 72, 82)
	ic.line(7, 8, 95, 92, 95)
	return ic
}

// assistanceDog is a dog that wears a harness with a handle.
func assistanceDog() Icon {
	var ic Icon
	ic.line(20, 32, 54, 66, 54)
	ic.line(9, 27, 54, 25, 92)
	ic.line(9, 37, 58, 38, 92)
	ic.line(9, 62, 58, 62, 92)
	ic.line(9, 71, 54, 74, 92)
	ic.curve(7, 26, 48, 16, 44, 12, 36, 10, 28)
	ic.line(15, 68, 48, 76, 32)
	ic.box(68, 20, 26, 15, 6)
	ic.shape(70, 24, 64, 40, 76, 34)
	ic.line(5, 52, 46, 40, 10, 24, 10)
	return ic
}
