package layout

import (
	"math"
	"runtime"
	"sync"
	"sync/atomic"

	"daykit/internal/domain/display"
	"daykit/internal/page/qr"
)

// codeMaker makes many visitors' codes on all cores, while the caller sets text:
// choosing masks is much of the work of badges and letters.
type codeMaker struct {
	texts []string // what each code leads to; "" for none
	room  float64  // that the dark modules may take across, pt
	codes []qrBlock
	errs  []error
	next  atomic.Int64
	wait  sync.WaitGroup
}

// makeCodes begins on the codes. A code is the same whichever core makes it.
func makeCodes(texts []string, room float64) *codeMaker {
	m := &codeMaker{texts: texts, room: room, codes: make([]qrBlock, len(texts)), errs: make([]error, len(texts))}
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
			m.codes[i], m.errs[i] = encode(&batch, m.texts[i], m.room)
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
			ps.add(rowName(i), "", foundNoCode, err.Error())
		}
	}
	return m.codes
}

// dot is the grid that many small codes are set on, in points: a dot at 200 dpi,
// three at 600. A module that is a whole number of dots, and begins with one, has
// no grey edge on a printer or a scanner, where a small code has none to spare.
const dot = 0.36

// onDots rounds down to whole dots.
func onDots(v float64) float64 { return math.Floor(v/dot+1e-6) * dot }

// encode makes a code as large as whole dots let it be in a room.
func encode(batch *qr.Batch, text string, room float64) (qrBlock, error) {
	grid, err := batch.Modules(text)
	if err != nil {
		return qrBlock{}, err
	}
	n := len(grid)
	side := display.Round(float64(n) * max(dot, onDots(room/float64(n))))
	return qrBlock{grid: grid, modules: n, ink: display.Rect{W: side, H: side}, payload: text}, nil
}

// putOnDots draws a code with its dark modules at (x, y), or up to a dot before.
func (q qrBlock) putOnDots(p *display.Page, x, y float64, lang, alt string) {
	if q.modules == 0 {
		return
	}
	x, y = onDots(x), onDots(y)
	p.Add(display.Tag{Role: display.Figure, Lang: lang, Alt: alt},
		display.Cells{X: x, Y: y, Pitch: q.pitch(), Dark: q.grid, Color: ink},
		display.Code{Rect: display.Rect{X: x, Y: y, W: q.ink.W, H: q.ink.H}, Modules: q.modules, Text: q.payload}, display.End{})
}
