package layout

import (
	"daykit/internal/domain/display"
	"daykit/internal/domain/pictogram"
)

// iconRim is the line round a hollow icon, in units of its grid.
const iconRim = 1.6

// iconLook says how an icon is painted.
type iconLook struct {
	color, second display.Color
	ground        display.Color // that shows round a part in front
	hollow        bool          // a line round it and bare paper within: saves ink
}

// putIcon draws an icon in a square with its top left corner at (x, y), as an
// artefact: words always stand beside it.
func putIcon(p *display.Page, ic pictogram.Icon, x, y, side float64, look iconLook) {
	place := placing{X: x, Y: y, Scale: side / pictogram.Grid}
	p.Add(display.Tag{Artifact: true})
	for from := 0; from < len(ic.Parts); {
		to := from + 1
		for to < len(ic.Parts) && !ic.Parts[to].Front {
			to++
		}
		putLayer(p, ic.Parts[from:to], place, look)
		from = to
	}
	p.Add(display.End{})
}

// putLayer draws parts that nothing divides. Hollow ones get their line in one pass
// and their bare inside in another, so that parts which touch become one shape.
func putLayer(p *display.Page, parts []pictogram.Part, at placing, look iconLook) {
	if parts[0].Front {
		putPart(p, parts[0], at, look.ground, 2*pictogram.Gap)
	}
	rim := 0.0
	if look.hollow {
		rim = 2 * iconRim
	}
	for _, part := range parts {
		putPart(p, part, at, look.of(part), rim)
	}
	for _, part := range parts {
		if look.hollow {
			putPart(p, part, at, white, 0)
		}
	}
}

func (l iconLook) of(part pictogram.Part) display.Color {
	if part.Second {
		return l.second
	}
	return l.color
}

// putPart paints a part, grown by some units in all.
func putPart(p *display.Page, part pictogram.Part, at placing, color display.Color, grow float64) {
	path := at.path(part.Path)
	if part.Width == 0 {
		p.Add(display.Fill{Path: path, Color: color, EvenOdd: part.EvenOdd})
	}
	if w := part.Width + grow; w > 0 {
		p.Add(display.Stroke{Path: path, Color: color, Width: w * at.Scale, RoundCap: true})
	}
}
