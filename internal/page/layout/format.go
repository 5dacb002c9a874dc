package layout

import (
	"math"
	"strings"

	"daykit/internal/domain/display"
)

// Format is a size of paper, or of a picture for a screen.
type Format struct {
	Name string  // as the command and the window call it: a4, a4-landscape, dl
	W, H float64 // trimmed, mm

	// Distance is the distance in metres from which title, date and place must
	// read: capitals of a two hundredth of it, and a three hundredth for the rest.
	Distance float64
	// Px is the width in pixels of a picture for a screen; 0 for paper.
	Px int
}

// The papers that code names itself.
var (
	A4          = Format{Name: "a4", W: 210, H: 297, Distance: 1}
	A4Landscape = A4.landscape()
	A3          = Format{Name: "a3", W: 297, H: 420, Distance: 1.414}
	A5          = Format{Name: "a5", W: 148, H: 210, Distance: 0.7}
)

// screenPxMM is the size in millimetres of a pixel of a picture for a screen: 1/96
// inch, as in CSS.
const screenPxMM = 25.4 / 96

// Formats lists every format.
func Formats() []Format {
	a2 := Format{Name: "a2", W: 420, H: 594, Distance: 2}
	a1 := Format{Name: "a1", W: 594, H: 841, Distance: 2.828}
	all := []Format{
		A5, A4, A3, a2, a1,
		{Name: "a6", W: 105, H: 148, Distance: 0.4},
		{Name: "dl", W: 99, H: 210, Distance: 0.4},
	}
	for _, f := range all[:5] {
		all = append(all, f.landscape())
	}
	for _, p := range []struct {
		name string
		w, h int
	}{
		{"square", 1080, 1080}, {"tall", 1080, 1350}, {"wide", 1920, 1080}, {"link", 1200, 630},
	} {
		all = append(all, Format{Name: p.name, W: float64(p.w) * screenPxMM, H: float64(p.h) * screenPxMM, Px: p.w})
	}
	return all
}

// FormatNamed finds a format by its name in any case.
func FormatNamed(name string) (Format, bool) {
	for _, f := range Formats() {
		if f.Name == strings.ToLower(name) {
			return f, true
		}
	}
	return Format{}, false
}

func (f Format) landscape() Format {
	f.Name += "-landscape"
	f.W, f.H = f.H, f.W
	return f
}

// page starts an empty page.
func (f Format) page() *display.Page {
	return &display.Page{W: display.MM(f.W), H: display.MM(f.H)}
}

// scale is how much larger than A4 things are drawn, by area.
func (f Format) scale() float64 {
	if f.Name == A3.Name {
		return 1.414
	}
	return math.Round(math.Sqrt(f.W*f.H/(A4.W*A4.H))*1000) / 1000
}
