package layout

import (
	"runtime"
	"sync"
	"sync/atomic"

	"daykit/internal/domain/display"
	"daykit/internal/page/qr"
)

// codeMaker traces many visitors' codes on all cores, while the caller sets text:
// tracing is most of the work of badges and letters.
type codeMaker struct {
	texts []string // what each code leads to; "" for none
	side  float64  // with its quiet zone, pt
	codes []qrBlock
	errs  []error
	next  atomic.Int64
	wait  sync.WaitGroup
}

// makeCodes begins on the codes. A code is the same whichever core makes it.
func makeCodes(texts []string, side float64) *codeMaker {
	m := &codeMaker{texts: texts, side: side, codes: make([]qrBlock, len(texts)), errs: make([]error, len(texts))}
	for range runtime.GOMAXPROCS(0) - 1 {
		m.wait.Go(m.work)
	}
	return m
}

// work takes codes that nobody has begun until there are none.
func (m *codeMaker) work() {
	var batch qr.Batch
	for {
		i := int(m.next.Add(1)) - 1
		if i >= len(m.texts) {
			return
		}
		if m.texts[i] != "" {
			m.codes[i], m.errs[i] = trace(&batch, m.texts[i], m.side)
		}
	}
}

// done helps with what is left, waits, and reports the codes that could not be
// made under the rows of their people.
func (m *codeMaker) done(ps *problems) []qrBlock {
	m.work()
	m.wait.Wait()
	for i, err := range m.errs {
		if err != nil {
			ps.add(rowName(i), "", "no code can be drawn: %v", err)
		}
	}
	return m.codes
}

// trace makes a code with its dark modules at the origin.
func trace(batch *qr.Batch, text string, side float64) (qrBlock, error) {
	path, n, err := batch.Path(text, side, 0, 0)
	if err != nil {
		return qrBlock{}, err
	}
	box := pathBounds(path)
	shift(path, -box.X, -box.Y)
	return qrBlock{path: path, modules: n, ink: display.Rect{W: box.W, H: box.H}, payload: text}, nil
}

// shift moves a path of lines where it is.
func shift(path display.Path, dx, dy float64) {
	for i := range path {
		if p := &path[i].P[0]; path[i].Verb != display.Close {
			p.X, p.Y = display.Round(p.X+dx), display.Round(p.Y+dy)
		}
	}
}

// spend draws the code with its dark modules at (x, y), once: it moves the path
// itself, where put makes a copy.
func (q qrBlock) spend(p *display.Page, x, y float64, lang, alt string) {
	if q.modules == 0 {
		return
	}
	shift(q.path, x, y)
	p.Add(display.Tag{Role: display.Figure, Lang: lang, Alt: alt}, display.Fill{Path: q.path, Color: ink},
		display.Code{Rect: display.Rect{X: x, Y: y, W: q.ink.W, H: q.ink.H}, Modules: q.modules, Text: q.payload}, display.End{})
}
