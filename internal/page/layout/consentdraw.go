package layout

import (
	"daykit/internal/domain/display"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// head says whose copy a page is, beside the emblem, and gives where the form
// begins.
func (c *consent) head(p *display.Page, copyFor string) float64 {
	emblem(p, c.box, c.rtl, 0)
	w := c.words(copyFor)
	w.role, w.color = fonts.Bold, ink2
	width := c.box.W - emblemW - 10
	b := c.plain(w, width)
	x := c.box.X
	if c.rtl {
		x += c.box.W - width
	}
	b.put(p, x, c.box.Y, width, start(c.rtl))
	return c.box.Y + max(b.height(), emblemH) + 8
}

// callout is a text with a coloured bar at the start of its lines.
func (c *consent) callout(gap float64, b block) {
	const bar, inset = 3.5, 14.0
	c.add(gap, b.height()+4, func(p *display.Page, y float64) {
		x, at := c.box.X, c.box.X+inset
		if c.rtl {
			x, at = c.box.X+c.box.W-bar, c.box.X
		}
		p.Add(display.Tag{Artifact: true}, display.Fill{Path: display.RectPath(display.Rect{X: x, Y: y, W: bar, H: b.height() + 4}), Color: teal}, display.End{})
		b.put(p, at, y+2, c.box.W-inset, start(c.rtl))
	})
}

// between is the white between columns, in points; beyondBox what a tick box and
// the white after it take.
const (
	between   = 16.0
	beyondBox = consentBox + 7
)

// columns gives the number of columns that hold a list without breaking a word, at
// most so many, and their width.
func (c *consent) columns(most int, list []words, indent float64) (n int, width float64) {
	for n = most; n > 1; n-- {
		width = (c.box.W - float64(between*float64(n-1))) / float64(n)
		var broken problems
		for _, w := range list {
			c.s.set(w, width-indent, consentPrint, typeset.Optimal, &broken)
		}
		if len(broken.list) == 0 {
			return n, width
		}
	}
	return 1, c.box.W
}

// boxes sets tick boxes in columns, each before its words; the rows of a column
// keep level.
func (c *consent) boxes(gap float64, most int, list []words) {
	cols, width := c.columns(most, list, beyondBox)
	for len(list) > 0 {
		row := list[:min(cols, len(list))]
		list = list[len(row):]
		c.boxRow(gap, width, row)
		gap = 5
	}
}

func (c *consent) boxRow(gap, width float64, row []words) {
	h, blocks := consentBox, []block{}
	for _, w := range row {
		b := c.plain(w, width-beyondBox)
		h = max(h, b.height())
		blocks = append(blocks, b)
	}
	c.add(gap, h, func(p *display.Page, y float64) {
		for i, b := range blocks {
			x := c.box.X + float64((width+between)*float64(i))
			box, at := x, x+beyondBox
			if c.rtl {
				x = c.box.X + c.box.W - width - float64((width+between)*float64(i))
				box, at = x+width-consentBox, x
			}
			first := min(b.height(), b.top()+b.size*leastDescent) // the box stands by the first line
			tickBox(p, box, y+max(0, (first-consentBox)/2))
			b.put(p, at, y+max(0, (consentBox-first)/2), width-beyondBox, start(c.rtl))
		}
	})
}

// tickBox draws an empty box.
func tickBox(p *display.Page, x, y float64) {
	const pen = 1.0
	r := display.Rect{X: x + pen/2, Y: y + pen/2, W: consentBox - pen, H: consentBox - pen}
	p.Add(display.Tag{Artifact: true}, display.Stroke{Path: display.RectPath(r), Color: ink, Width: pen}, display.End{})
}

// line is words with a line to write on after them, or under them where they are
// long.
func (c *consent) line(gap float64, key string) { c.ruled(gap, key, 0) }

// boxLine is a line to write on that begins with a tick box.
func (c *consent) boxLine(gap float64, key string) { c.ruled(gap, key, beyondBox) }

func (c *consent) ruled(gap float64, key string, indent float64) {
	const least, high = 150.0, 23.0 // 8 mm for a hand
	width := c.box.W - indent
	b := c.plain(c.words(key), width)
	room, h := width-b.widest()-8, max(high, b.height())
	y0 := h - b.height()
	if len(b.lines) > 1 || room < least {
		room, h, y0 = width, b.height()+high, 0
	}
	c.add(gap, h, func(p *display.Page, y float64) {
		at, line, box := c.box.X+indent, c.box.X+c.box.W-room, c.box.X
		if c.rtl {
			at, line, box = c.box.X, c.box.X, c.box.X+c.box.W-consentBox
		}
		if indent > 0 {
			tickBox(p, box, y+y0+max(0, (b.height()-consentBox)/2))
		}
		b.put(p, at, y+y0, width, start(c.rtl))
		drawRule(p, line, line+room, y+h-1, ink)
	})
}

// signatures are lines side by side, each with its words under it.
func (c *consent) signatures(gap float64, keys ...string) {
	var list []words
	for _, key := range keys {
		list = append(list, c.words(key))
	}
	cols, width := c.columns(len(list), list, 0)
	for len(list) > 0 {
		row := list[:min(cols, len(list))]
		list = list[len(row):]
		c.signatureRow(gap, width, row)
	}
}

func (c *consent) signatureRow(gap, width float64, row []words) {
	h, top, blocks := 0.0, 0.0, []block{}
	for _, w := range row {
		b := c.s.set(w, width, consentPrint, typeset.Balance, &c.problems)
		h, top = max(h, b.height()), max(top, b.top())
		blocks = append(blocks, b)
	}
	c.add(gap, h+6, func(p *display.Page, y float64) {
		for i, b := range blocks {
			x := c.box.X + float64((width+between)*float64(i))
			if c.rtl {
				x = c.box.X + c.box.W - width - float64((width+between)*float64(i))
			}
			drawRule(p, x, x+width, y, ink)
			b.put(p, x, y+5+top-b.top(), width, start(c.rtl))
		}
	})
}
