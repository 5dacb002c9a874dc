package layout

import (
	"strings"

	"daykit/internal/domain/display"
)

// ground fills the page from one height to another, and past its edges.
func (p *poster) ground(from, to float64, c display.Color) {
	if from <= 0 {
		from = -bleed
	}
	if to >= p.page.H {
		to = p.page.H + bleed
	}
	r := display.Rect{X: -bleed, Y: from, W: p.page.W + 2*bleed, H: to - from}
	p.page.Add(display.Tag{Artifact: true}, display.Fill{Path: display.RectPath(r), Color: c}, display.End{})
}

// ruleWidth is that of the line that ends the strands on a white ground, pt.
const ruleWidth = 1.5

func (v *voicePoster) draw(plan voicePlan) {
	p := v.poster
	if v.dark {
		p.ground(0, plan.low, v.ground)
	}
	if plan.zone > 0 {
		sideBraid{
			seed: string(p.in.Event.ID), pageW: p.page.W, from: p.page.W - plan.zone, to: p.page.W, top: 0, low: plan.low,
			ground: v.ground, hollow: p.in.SaveInk, mirrored: p.rtl,
		}.draw(p.page)
		p.ground(plan.low, p.page.H, white) // bare paper again
	}
	if !v.dark {
		p.ground(plan.low-ruleWidth, plan.low, ink) // the ground's edge, where it has none
	}
	v.drawWords(plan)
	p.putPanel(plan.panel, plan.panelTop)
	p.putFoot(plan.foot)
}

// drawWords puts what stands on the ground. The quotation runs as its own language
// does, the rest as the page.
func (v *voicePoster) drawWords(plan voicePlan) {
	p := v.poster
	x, w := p.column(plan.width, false), plan.width
	side := start(plan.quote.rtl)
	y := p.put(plan.day, x, p.box.Y, w, start(p.rtl))
	top := y + v.aboveQuote(plan)
	if len(plan.mark.lines) > 0 {
		m := plan.mark
		at := top - 18*v.air - markHeight(m)
		m.put(p.page, x, at-(m.top()-m.lines[0].InkTop), w, side)
	}
	if !v.said() {
		v.drawHeadline(plan, x, top)
		return
	}
	p.put(plan.quote, x, top, w, side)
	v.drawSpeaker(plan, x, w, side)
}

// drawSpeaker puts who said it at the foot of the ground, beside the portrait.
func (v *voicePoster) drawSpeaker(plan voicePlan, x, w float64, side align) {
	h := v.speakerHeight(plan)
	y := plan.low - plan.belowSpeaker() - h
	if plan.portrait > 0 {
		v.drawPortrait(plan.portrait, x, y, w, side)
		room := plan.portrait + v.portraitGap()
		if side == left {
			x += room
		}
		w -= room
	}
	y += (h - plan.names.height()) / 2
	v.putPile(plan.names, x, y, w, side)
}

// drawPortrait shows the photo in a circle.
func (v *voicePoster) drawPortrait(d, x, y, w float64, side align) {
	if side == right {
		x += w - d
	}
	c := display.Point{X: x + d/2, Y: y + d/2}
	v.putPhoto(display.CirclePath(c.X, c.Y, d/2), display.Rect{X: x, Y: y, W: d, H: d}, c)
}

// tell lets the alternative text name the words and who said them, and notes what
// this design does not print.
func (v *voicePoster) tell(plan voicePlan) {
	if v.about.text != "" && len(plan.about.lines) == 0 {
		v.notes.add("texts.about", v.about.lang, foundNoAbout)
		v.about.text = ""
	}
	v.headline = v.quote
	if v.said() {
		v.headline.text = "“" + v.quote.text + "” " + strings.Join([]string{v.speaker.text, v.part.text}, ", ")
	}
}
