package layout

import (
	"fmt"
	"math"

	"daykit/internal/domain/display"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// The sizes of the map's words, in points.
const (
	guideTitleMost          = 30.0
	guideLeast, guideMost   = 11.0, 15.0
	guideSteps              = 9 // at most
	guideNumber             = 26.0
	guideLabel, guideRadius = 13.0, 13.0
)

// guide is the page that says how the sheets go together: a small picture of the
// whole with the sheets' names, and steps in words.
func (b *tiles) guide() *display.Page {
	p := b.t.Sheet.page()
	room := display.Rect{X: display.MM(15), Y: display.MM(SafeEndMM + 3), W: p.W - display.MM(30), H: p.H - display.MM(2*SafeEndMM+6)}
	title := b.phrase(PhraseTileTitle, fonts.Display, display.H1)
	head, _ := title.fit(room.W, room.H*0.2, 16, guideTitleMost, typeset.Leading(title.lang, fonts.Display), typeset.Balance, &b.problems)
	y := head.put(p, room.X, room.Y, room.W, start(b.rtl)) + display.MM(7)
	room.H -= y - room.Y
	room.Y = y
	if p.W > p.H {
		b.guideBeside(p, room)
		return p
	}
	list := b.steps()
	steps, h := b.fitSteps(list, room.W, room.H*0.5)
	b.picture(p, display.Rect{X: room.X, Y: room.Y, W: room.W, H: room.H - h - display.MM(8)})
	list.put(p, steps, room.X, room.Y+room.H-h, room.W)
	return p
}

// guideBeside puts the picture beside the steps.
func (b *tiles) guideBeside(p *display.Page, room display.Rect) {
	gap := display.MM(10)
	half := (room.W - gap) / 2
	pic, text := room.X, room.X+half+gap
	if b.rtl {
		pic, text = text, pic
	}
	b.picture(p, display.Rect{X: pic, Y: room.Y, W: half, H: room.H})
	list := b.steps()
	steps, _ := b.fitSteps(list, half, room.H)
	list.put(p, steps, text, room.Y, half)
}

// steps are what to do, in words.
func (b *tiles) steps() numbered {
	list := numbered{s: b.s, rtl: b.rtl}
	for i := 1; i <= guideSteps; i++ {
		key := fmt.Sprintf("%s.%d", PhraseTileStep, i)
		if text, _ := b.in.Phrases.Phrase(key, b.in.Lang); text != "" {
			list.all = append(list.all, b.phrase(key, fonts.Text, display.P, "{glue}", typeset.Isolate(b.glue.text)))
		}
	}
	return list
}

// fitSteps sets the steps as large as they fit a height.
func (b *tiles) fitSteps(list numbered, width, height float64) (steps []block, h float64) {
	for size := guideMost; size >= guideLeast; size -= 0.5 {
		if steps, h = list.set(width, size); h <= height {
			return steps, h
		}
	}
	b.problems.add("phrases", b.in.Lang, foundMapNoSteps)
	return nil, 0
}

// picture shows the whole page in the middle of a box, with the edges along which
// sheets are joined and their names.
func (b *tiles) picture(p *display.Page, in display.Rect) {
	scale := math.Floor(math.Min(in.W/b.in.Page.W, in.H/b.in.Page.H)*1e4) / 1e4
	w, h := b.in.Page.W*scale, b.in.Page.H*scale
	at := placing{X: display.Round(in.X + (in.W-w)/2), Y: display.Round(in.Y + (in.H-h)/2), Scale: scale}
	frame := display.Rect{X: at.X, Y: at.Y, W: display.Round(w), H: display.Round(h)}
	p.Add(display.Tag{Role: display.Figure, Lang: b.altLang, Alt: b.alt}, at.use(b.part, frame), display.End{})
	p.Add(display.Tag{Artifact: true})
	joins := b.joins(at)
	p.Add(
		display.Stroke{Path: joins, Color: white, Width: 3.2},
		display.Stroke{Path: joins, Color: coral, Width: 1.4},
		display.Stroke{Path: display.RectPath(frame), Color: ink2, Width: 0.8},
		display.End{},
	)
	for row := range b.t.Rows {
		for col := range b.t.Cols {
			b.pin(p, at, col, row)
		}
	}
}

// joins are the edges of sheets that lie on others.
func (b *tiles) joins(at placing) (path display.Path) {
	line2 := func(x0, y0, x1, y1 float64) {
		path.Move(display.MM(x0), display.MM(y0))
		path.Line(display.MM(x1), display.MM(y1))
	}
	for col := 1; col < b.t.Cols; col++ {
		x := b.t.On(col, 0).X
		line2(x, 0, x, b.t.PageH)
	}
	for row := 1; row < b.t.Rows; row++ {
		y := b.t.On(0, row).Y
		line2(0, y, b.t.PageW, y)
	}
	return at.path(path)
}

// pin names a sheet in the middle of what is seen of it.
func (b *tiles) pin(p *display.Page, at placing, col, row int) {
	on := b.t.On(col, row)
	x1, y1 := on.X+on.W, on.Y+on.H
	if col < b.t.Cols-1 {
		x1 -= b.t.Overlap
	}
	if row < b.t.Rows-1 {
		y1 -= b.t.Overlap
	}
	mid := at.point(display.Point{X: display.MM((on.X + x1) / 2), Y: display.MM((on.Y + y1) / 2)})
	small := math.Min(1, math.Min(x1-on.X, y1-on.Y)*display.PtPerMM*at.Scale/(2.6*guideRadius))
	name := b.s.set(words{lang: "en", text: b.t.Name(col, row), role: fonts.Bold, tag: display.P, color: ink}, 1e6, guideLabel*small, typeset.Greedy, &b.problems)
	r := math.Max(guideRadius*small, name.widest()/2+3)
	p.Add(display.Tag{Artifact: true}, display.Fill{Path: display.CirclePath(mid.X, mid.Y, r+1.2), Color: coral},
		display.Fill{Path: display.CirclePath(mid.X, mid.Y, r), Color: white}, display.End{})
	name.put(p, mid.X-name.widest()/2, mid.Y-name.height()/2, name.widest(), left)
}
