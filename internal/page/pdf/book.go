package pdf

import (
	"fmt"

	"daykit/internal/domain/display"
	"daykit/internal/text/fonts"
)

// book is one file in the making.
type book struct {
	options Options
	boxes   boxes
	pages   []*display.Page
	crew    crew
	stock   *stock
	sheets  []*sheet // one for each page
	parts   []*sheet // one for each shared part
}

// newBook draws all pages and parts, on all cores: none depends on another. Codes
// of fonts are given out afterwards, in order, so that they do not depend on timing.
func newBook(l *fonts.Library, pages []*display.Page, o Options) (*book, error) {
	s, err := takeStock(l, pages)
	if err != nil {
		return nil, err
	}
	b := &book{
		crew: newCrew(), options: o, boxes: newBoxes(o), pages: pages, stock: s,
		sheets: make([]*sheet, len(pages)), parts: make([]*sheet, len(s.parts)),
	}
	errs := make([]error, len(pages)+len(s.parts))
	b.crew.each(len(errs), func(i int, w *worker) {
		if i < len(pages) {
			b.sheets[i], errs[i] = b.page(w, pages[i])
		} else {
			b.parts[i-len(pages)], errs[i] = b.part(w, s.parts[i-len(pages)])
		}
	})
	for i, err := range errs {
		if err != nil && i < len(pages) {
			return nil, fmt.Errorf("page %d: %w", i+1, err)
		}
		if err != nil {
			return nil, fmt.Errorf("shared part: %w", err)
		}
	}
	for _, s := range b.all() {
		s.settle()
	}
	return b, nil
}

// all gives every content stream in the order in which codes are given out.
func (b *book) all() []*sheet {
	return append(b.sheets[:len(b.sheets):len(b.sheets)], b.parts...)
}

// page draws one page.
func (b *book) page(w *worker, p *display.Page) (*sheet, error) {
	s := &sheet{canvas: newCanvas(w, p.H, b.options.CMYK), stock: b.stock}
	b.boxes.begin(s.canvas, p)
	if err := s.draw(p.Ops); err != nil {
		return nil, err
	}
	s.tree.leave(s.canvas)
	b.boxes.end(s.canvas, p)
	s.release()
	return s, s.tree.balanced()
}

// part draws a shared part. What it draws belongs to the tag in which it is used,
// so it has no structure of its own.
func (b *book) part(w *worker, p *display.Shared) (*sheet, error) {
	s := &sheet{canvas: newPartCanvas(w, p.H, b.options.CMYK), stock: b.stock}
	s.tree.marking = true
	for _, op := range p.Ops {
		switch op.(type) {
		case display.Link, display.Field, display.Code, display.Tag, display.End:
			return nil, fmt.Errorf("%T belongs on a page", op)
		default:
		}
	}
	err := s.draw(p.Ops)
	s.release()
	return s, err
}

// sheet is one content stream in the making, with what it asks of the file.
type sheet struct {
	*canvas
	stock *stock
	tree  tree
	links []*link
	uses  []string // names of the photos and parts that it shows
}

func (s *sheet) draw(ops []display.Op) error {
	for _, op := range ops {
		if err := s.op(op); err != nil {
			return err
		}
	}
	return nil
}

func (s *sheet) op(op display.Op) error {
	switch op := op.(type) {
	case display.Fill:
		s.tree.enter(s.canvas, func() display.Rect { return bounds(op.Path) })
		s.fill(op)
	case display.Cells:
		s.tree.enter(s.canvas, op.Rect)
		s.drawCells(op)
	case display.Stroke:
		s.tree.enter(s.canvas, func() display.Rect { return bounds(op.Path) })
		s.stroke(op)
	case display.Text:
		return s.drawText(op)
	case display.Image:
		s.drawImage(op)
	case display.Use:
		s.drawUse(op)
	case display.Link:
		s.addLink(op)
	case display.Tag:
		s.tree.open(s.canvas, op)
	case display.End:
		return s.tree.close(s.canvas)
	case display.Field, display.Code: // say where to look, draw nothing
	default:
		return fmt.Errorf("unknown operation %T", op)
	}
	return nil
}

func (s *sheet) drawText(op display.Text) error {
	r := op.Run
	if len(r.Glyphs) == 0 {
		return nil
	}
	if !(r.Size > 0) {
		return fmt.Errorf("text of size %g", r.Size)
	}
	s.tree.enter(s.canvas, func() display.Rect { return display.Rect{X: r.X, Y: r.Y - r.Size, W: r.W, H: 1.25 * r.Size} })
	s.text(op, s.stock.byFace[r.Font])
	return nil
}
