package layout

import (
	"daykit/internal/domain/display"
	"daykit/internal/text/typeset"
)

// The proportions of the article's columns, as shares of the text's size.
const (
	labelShare = 0.86 // size of a language's name
	labelGap   = 0.5  // under it
	itemGap    = 1.5  // between languages
)

// setItem is an item at its size.
type setItem struct{ label, text block }

func (it setItem) height(size float64) float64 {
	return it.label.height() + it.text.height() + labelGap*size
}

// paginate chooses the pages, and one number of columns and one size for all. A
// lower heading makes room before another page does.
func (a *article1) paginate() (pages [][]articleItem, columns int, size float64) {
	for n := 1; ; n++ {
		pages = chunks(a.items, n)
		for _, low := range []bool{false, true} {
			a.setFrame(low)
			columns, size = a.best(pages)
			if size >= articleLeast {
				return pages, columns, size
			}
		}
		if n == len(a.items) {
			return pages, columns, articleLeast
		}
	}
}

// dropEndless leaves out texts that no page holds at the least size.
func (a *article1) dropEndless() {
	a.setFrame(true)
	kept := a.items[:0]
	for _, it := range a.items {
		if a.largest([]articleItem{it}, 1) >= articleLeast {
			kept = append(kept, it)
			continue
		}
		a.problems.add("article1", it.text.lang, foundArticleTooLong, articleLeast)
	}
	a.items = kept
}

// chunks shares items between n pages, in order.
func chunks(items []articleItem, n int) [][]articleItem {
	var out [][]articleItem
	for i := range n {
		from, to := len(items)*i/n, len(items)*(i+1)/n
		out = append(out, items[from:to])
	}
	return out
}

// best finds the number of columns that allows the largest text, but prefers few
// columns to a little more size.
func (a *article1) best(pages [][]articleItem) (columns int, size float64) {
	columns = 1
	for n := 1; n <= min(3, len(pages[0])); n++ {
		least := articleMost * a.k
		for _, items := range pages {
			least = min(least, a.largest(items, n))
		}
		if least > size*1.06 {
			columns, size = n, least
		}
	}
	return columns, size
}

// largest is the largest size that n columns hold, 0 when they hold none.
func (a *article1) largest(items []articleItem, n int) float64 {
	const steps = 4.0 // a point
	lo, hi := 0, int(articleMost*a.k*steps)
	for lo < hi {
		mid := (lo + hi + 1) / 2
		size := float64(mid) / steps
		if set, ok := a.setAll(items, n, size); ok && len(pour(set, size, a.body.height())) <= n {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return float64(lo) / steps
}

func (a *article1) columnWidth(n int) float64 {
	return (a.w - 2*a.margin - a.gutter()*float64(n-1)) / float64(n)
}

func (a *article1) gutter() float64 { return 26 * a.k }

// setAll sets every item; ok is false when a word is too wide for the column.
func (a *article1) setAll(items []articleItem, n int, size float64) (out []setItem, ok bool) {
	var ps problems
	width := a.columnWidth(n)
	for _, it := range items {
		out = append(out, setItem{
			it.label.set(width, max(articleLeast, size*labelShare), typeset.Balance, &ps),
			it.text.set(width, size, typeset.Optimal, &ps),
		})
	}
	return out, len(ps.list) == 0
}

// pour fills columns of a height one after another. An item is never divided; one
// that is taller than a column gets more columns than there are.
func pour(items []setItem, size, height float64) [][]setItem {
	var out [][]setItem
	left := -1.0
	for _, it := range items {
		h := it.height(size)
		if h > height {
			return make([][]setItem, len(items)+1)
		}
		if need := h + itemGap*size; len(out) > 0 && need <= left {
			left -= need
		} else {
			out = append(out, nil)
			left = height - h
		}
		out[len(out)-1] = append(out[len(out)-1], it)
	}
	return out
}

// level shares items between n columns so that the tallest is as short as can be.
func level(items []setItem, n int, size, height float64) [][]setItem {
	lo, hi := 0.0, height
	for range 24 {
		mid := (lo + hi) / 2
		if len(pour(items, size, mid)) <= n {
			hi = mid
		} else {
			lo = mid
		}
	}
	return pour(items, size, hi)
}

// drawColumns draws the items of a page. Each text keeps to the side where its
// script begins.
func (a *article1) drawColumns(p *display.Page, items []articleItem, n int, size float64) {
	set, _ := a.setAll(items, n, size)
	columns := level(set, n, size, a.body.height())
	width := a.columnWidth(n)
	for i, column := range columns {
		x := a.margin + float64(i)*(width+a.gutter())
		if a.rtl {
			x = a.w - a.margin - width - float64(i)*(width+a.gutter())
		}
		a.drawColumn(p, column, x, width, size)
	}
}

// drawColumn spreads a column's items over the height of the page, but not far.
func (a *article1) drawColumn(p *display.Page, column []setItem, x, width, size float64) {
	free := a.body.height()
	for _, it := range column {
		free -= it.height(size)
	}
	gap := itemGap * size
	if len(column) > 1 {
		gap = min(free/float64(len(column)-1), 3.2*size)
	}
	y := a.body.top
	for _, it := range column {
		side := start(it.text.rtl)
		y = it.label.put(p, x, y, width, side) + labelGap*size
		y = it.text.put(p, x, y, width, side) + gap
	}
}
