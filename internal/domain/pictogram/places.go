package pictogram

// The icons of places, after the ideas of ISO 7001 but drawn by us: what is done
// at a place, seen from the side or the front, and no detail that a few metres
// swallow.

// Welcome is a heart of two strands that pass over and under each other.
func Welcome() Icon {
	var ic Icon
	ic.curve(12, 28, 93, 40, 84, 56, 76, 70, 62, 86, 46, 96, 34, 90, 21, 84, 8, 66, 8, 56, 20, 50, 27).Second = true
	over := ic.curve(12, 72, 93, 60, 84, 44, 76, 30, 62, 14, 46, 4, 34, 10, 21, 16, 8, 34, 8, 44, 20, 50, 27, 54, 34, 58, 41)
	over.Front = true
	return ic
}

// person is a standing figure with its head's centre at (x, 13): arms and legs
// beside a straight body, or a dress.
func (ic *Icon) person(x float64, dress bool) {
	ic.disc(x, 13, 8.5)
	if dress {
		ic.blob(x-6, 26, x-2, 25, x+2, 25, x+6, 26, x+9, 40, x+12, 54, x+15, 67, x+5, 67, x-5, 67, x-15, 67, x-12, 54, x-9, 40, x-6, 26)
		ic.line(6.6, x-9, 30, x-17, 54)
		ic.line(6.6, x+9, 30, x+17, 54)
	} else {
		ic.box(x-14.5, 26, 29, 11, 5.5)
		ic.box(x-7, 27, 14, 38, 2)
		ic.line(6, x-11.5, 32, x-11.5, 57) // the white beside the body is as wide as between the legs
		ic.line(6, x+11.5, 32, x+11.5, 57)
	}
	ic.line(6.2, x-3.9, 62, x-3.9, 92)
	ic.line(6.2, x+3.9, 62, x+3.9, 92)
}

// Toilets is two people side by side, with a line between.
func Toilets() Icon {
	var ic Icon
	ic.person(24, true)
	ic.person(77, false)
	ic.line(4, 50.5, 8, 50.5, 93)
	return ic
}

// AccessibleToilet is a person who uses a wheelchair.
func AccessibleToilet() Icon {
	var ic Icon
	ic.disc(40, 12, 9)
	ic.line(11, 41, 29, 44, 54, 66, 54, 76, 79, 86, 76)
	ic.line(7, 42, 39, 63, 39)
	ic.arc(8, 44, 65, 26, 248, 50)
	return ic
}

// Quiet is a calm face with a finger at its lips.
func Quiet() Icon {
	var ic Icon
	ic.ring(weight, 50, 46, 38)
	ic.arc(6.5, 33, 33, 8, 20, 160)
	ic.arc(6.5, 67, 33, 8, 20, 160)
	ic.line(11, 50, 55, 50, 86).Front = true
	ic.box(44.5, 75, 29, 21, 9)
	return ic
}

// Prayer is a person who kneels, hands raised together.
func Prayer() Icon {
	var ic Icon
	ic.disc(48, 17, 10)
	ic.curve(15, 40, 40, 36, 50, 34, 60, 35, 71)
	ic.curve(12, 35, 74, 44, 76, 54, 79, 62, 84)
	ic.line(9, 62, 87.5, 22, 87.5)
	ic.line(7.5, 42, 41, 57, 55, 70, 36)
	return ic
}

// Food is a fork and a knife.
func Food() Icon {
	var ic Icon
	for _, x := range []float64{20, 31, 42} {
		ic.line(5.5, x, 10, x, 34)
	}
	ic.blob(17.2, 33, 17.2, 44, 23, 50, 31, 50, 39, 50, 44.8, 44, 44.8, 33)
	ic.line(9, 31, 46, 31, 90)
	ic.blob(66, 6, 80, 12, 85, 34, 82, 54, 77, 57, 71, 57, 66, 54, 66, 38, 66, 22, 66, 6)
	ic.line(9, 70.5, 50, 70.5, 90)
	return ic
}

// Tea is a cup that steams.
func Tea() Icon {
	var ic Icon
	ic.blob(14, 42, 34, 42, 54, 42, 74, 42, 74, 66, 66, 80, 52, 82, 47, 82, 41, 82, 36, 82, 22, 80, 14, 66, 14, 42)
	ic.arc(7, 75, 56, 12, -100, 110)
	ic.line(7, 16, 92, 80, 92)
	for _, x := range []float64{32, 54} {
		ic.curve(6, x, 31, x-9, 24, x+9, 17, x, 9)
	}
	return ic
}

// Children is two children hand in hand, with a ball.
func Children() Icon {
	var ic Icon
	ic.disc(27, 22, 11.5)
	ic.blob(20, 38, 24, 36, 30, 36, 34, 38, 38, 48, 41, 58, 43, 68, 32, 68, 22, 68, 11, 68, 13, 58, 16, 48, 20, 38)
	ic.line(7, 19, 42, 7, 56)
	ic.line(7, 22, 66, 22, 90)
	ic.line(7, 32, 66, 32, 90)
	ic.disc(70, 29, 10.5)
	ic.box(61.5, 43, 17, 26, 5)
	ic.line(7, 65.2, 64, 65.2, 90)
	ic.line(7, 74.8, 64, 74.8, 90)
	ic.line(7, 35, 42, 49, 57, 64, 47)
	ic.line(7, 76, 47, 88, 60)
	ic.disc(91, 84, 9)
	return ic
}

// Signup is a list on a clipboard, with one line ticked and one to tick.
func Signup() Icon {
	var ic Icon
	ic.frame(weight, 18, 15, 64, 79, 8)
	ic.box(35, 6, 30, 18, 6).Front = true
	for _, y := range []float64{42, 60} {
		ic.line(6, 30, y, 35.5, y+6, 44, y-6)
		ic.line(6, 54, y, 70, y)
	}
	ic.line(6, 32, 78, 42, 78)
	ic.line(6, 54, 78, 70, 78)
	return ic
}

// Exit is an open frame and an arrow out of it. It says where people leave;
// it is no emergency sign, whose form the law prescribes.
func Exit() Icon {
	var ic Icon
	ic.line(weight, 52, 9, 16, 9, 16, 91, 52, 91)
	ic.line(10, 42, 50, 90, 50)
	ic.line(10, 70, 29, 91, 50, 70, 71)
	return ic
}

// Arrow points along a direction: 0, -1 is ahead, which is upwards on paper.
func Arrow(x, y float64) Icon {
	const reach, half = 40.0, 34.0
	var ic Icon
	at := func(along, aside float64) (float64, float64) {
		return 50 + along*x - aside*y, 50 + along*y + aside*x
	}
	ax, ay := at(-reach, 0)
	bx, by := at(reach-1, 0)
	lx, ly := at(reach-half, -half)
	rx, ry := at(reach-half, half)
	ic.line(15, ax, ay, bx, by)
	ic.line(15, lx, ly, bx, by, rx, ry)
	return ic
}
