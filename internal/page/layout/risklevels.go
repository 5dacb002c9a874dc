package layout

import (
	"daykit/internal/domain/display"
	"daykit/internal/domain/plan"
	"daykit/internal/text/typeset"
)

// riskLevel is how a level looks: so many bars of four, and its words. The colour only
// repeats what they say.
type riskLevel struct {
	words words
	rank  int
	color display.Color
}

func (r *riskSheet) level(l plan.Level) riskLevel {
	if l == plan.LevelUnjudged {
		return riskLevel{r.strong(PhraseRiskLevel + ".none"), 0, ink}
	}
	out := riskLevel{words: r.strong(PhraseRiskLevel + "." + string(l)), color: tealDark}
	for i, known := range plan.Levels() {
		if known.Level == l {
			out.rank = i + 1
		}
	}
	if out.rank > 2 {
		out.color = coralDark
	}
	out.words.color = out.color
	return out
}

// riskMark draws four bars that climb, the first of them filled. They stand on base, and
// climb in the direction of the lines.
func riskMark(p *display.Page, x, base float64, rank int, color display.Color, rtl bool) {
	const bar, step, pen = 5.0, 7.5, 0.9
	p.Add(display.Tag{Artifact: true})
	for i := range len(plan.Levels()) {
		h := 4.0 + 3.5*float64(i)
		at := x + step*float64(i)
		if rtl {
			at = x + riskBars - bar - step*float64(i)
		}
		if i < rank {
			p.Add(display.Fill{Path: display.RectPath(display.Rect{X: at, Y: base - h, W: bar, H: h}), Color: color})
			continue
		}
		in := display.Rect{X: at + pen/2, Y: base - h + pen/2, W: bar - pen, H: h - pen}
		p.Add(display.Stroke{Path: display.RectPath(in), Color: ink2, Width: pen})
	}
	p.Add(display.End{})
}

// tick draws a tick into a box with its corner at (x, y).
func tick(p *display.Page, x, y float64) {
	var path display.Path
	path.Move(x+consentBox*0.2, y+consentBox*0.55)
	path.Line(x+consentBox*0.42, y+consentBox*0.78)
	path.Line(x+consentBox*0.82, y+consentBox*0.22)
	p.Add(display.Tag{Artifact: true}, display.Stroke{Path: path, Color: ink, Width: 2, RoundCap: true}, display.End{})
}

// foot says what the levels ask for, and has lines for who looks again on the day.
func (r *riskSheet) foot() {
	title := r.strong(PhraseRiskLevels)
	title.tag = display.H2
	rows := []riskRow{
		{riskApart + 4, 1, func(p *display.Page, y float64) { drawRule(p, r.box.X, r.box.X+r.box.W, y, ink) }},
		r.text(9, r.set(title, r.box.W)),
	}
	for _, l := range plan.Levels() {
		rows = append(rows, r.legend(l.Level))
	}
	r.groups = append(r.groups, append(rows, r.checked()))
}

// legend is a level, and what it asks for.
func (r *riskSheet) legend(l plan.Level) riskRow {
	level := r.level(l)
	word := r.set(level.words, riskWord)
	width := r.box.W - riskLabel - riskGap
	b := r.set(r.words(PhraseRiskAsks+"."+string(l)), width)
	top := max(word.top(), b.top(), 15)
	h := max(top-word.top()+word.height(), top-b.top()+b.height())
	return riskRow{3, h, func(p *display.Page, y float64) {
		riskMark(p, r.at(0, riskBars), y+top+1, level.rank, level.color, r.rtl)
		word.put(p, r.at(riskBars+riskBeside, riskWord), y+top-word.top(), riskWord, start(r.rtl))
		b.put(p, r.at(riskLabel+riskGap, width), y+top-b.top(), width, start(r.rtl))
	}}
}

// checked is two lines side by side, each with its words under it.
func (r *riskSheet) checked() riskRow {
	width := (r.box.W - between) / 2
	top, h, blocks := 0.0, 0.0, []block{}
	for _, key := range []string{".by", ".at"} {
		b := r.s.set(r.words(PhraseRiskChecked+key), width, riskPrint, typeset.Balance, &r.problems)
		top, h, blocks = max(top, b.top()), max(h, b.height()), append(blocks, b)
	}
	return riskRow{34, h + 6, func(p *display.Page, y float64) {
		for i, b := range blocks {
			x := r.at(float64(i)*(width+between), width)
			drawRule(p, x, x+width, y, ink)
			b.put(p, x, y+5+top-b.top(), width, start(r.rtl))
		}
	}}
}

// pages puts the groups onto pages.
func (r *riskSheet) pages() []*display.Page {
	groups := make([]rowGroup, 0, len(r.groups))
	for _, rows := range r.groups {
		groups = append(groups, rowGroup{rows: rows})
	}
	pages := flow(r.box, groups)
	r.number(pages)
	return pages
}

// riskNumber is how far the number of a page ends above its foot, in millimetres.
const riskNumber = 14.0

// number says which of the pages each is, where there are several.
func (r *riskSheet) number(pages []*display.Page) {
	if len(pages) < 2 {
		return
	}
	for i, p := range pages {
		w := r.pageOf(i+1, len(pages))
		b := r.set(w, r.box.W)
		b.put(p, r.box.X, p.H-display.MM(riskNumber)-b.height(), r.box.W, end(r.rtl))
	}
}
