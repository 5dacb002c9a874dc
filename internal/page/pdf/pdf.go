// Package pdf writes display pages as a PDF file that can be read aloud, searched
// and copied from in every script the kit prints.
//
// gofpdf lays the ground: pages and their content streams. Its text calls are
// never used, because they neither join Arabic nor build Indic conjuncts.
// A finisher of our own then opens that file and adds what gofpdf cannot write:
// subset fonts with one code for each cluster, the structure tree, language,
// metadata, an sRGB output intent and an identifier made from the content. The
// same pages give the same bytes on every run and every machine.
//
// A page is plain data: nothing is clipped, moved or left out here, and nothing
// about the machine or the person who prints gets into the file.
package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"

	"daykit/internal/domain/display"
	"daykit/internal/text/fonts"

	"github.com/jung-kurt/gofpdf"
)

// Profile says for which kind of printing a file is made.
type Profile int

// Home is a file for home and office printers: sRGB, no bleed, no marks.
const Home Profile = 0

// Options is what a file says about itself.
type Options struct {
	Title   string    // shown in the title bar of the viewer
	Lang    string    // BCP 47, the language of all that has none of its own
	Date    time.Time // creation date, written in UTC; the zero time leaves it out
	Profile Profile
}

// Write draws pages in order and writes the whole file to w. It fails on a file
// without pages, on tags that are not balanced within a page and on a face that
// the library does not know; w is untouched then.
func Write(w io.Writer, l *fonts.Library, pages []*display.Page, o Options) error {
	if len(pages) == 0 {
		return errors.New("write pdf: no pages")
	}
	book := newBook(l)
	raw, err := book.draw(pages)
	if err != nil {
		return fmt.Errorf("write pdf: %w", err)
	}
	out, err := book.finish(raw, pages, o)
	if err != nil {
		return fmt.Errorf("finish pdf: %w", err)
	}
	_, err = w.Write(out)
	return err
}

// book is one file in the making: what the pages have asked for so far.
type book struct {
	fonts *fontSet
	tree  tree
	links []*link
}

func newBook(l *fonts.Library) *book { return &book{fonts: newFontSet(l)} }

// draw gives gofpdf's own file: pages and content, without fonts or structure.
func (b *book) draw(pages []*display.Page) ([]byte, error) {
	g := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: gofpdf.SizeType{Wd: pages[0].W, Ht: pages[0].H}})
	g.SetCatalogSort(true)
	g.SetCompression(false) // the finisher compresses, faster and on all cores
	g.SetMargins(0, 0, 0)
	g.SetAutoPageBreak(false, 0)
	for i, p := range pages {
		g.AddPageFormat("P", gofpdf.SizeType{Wd: p.W, Ht: p.H})
		content, err := b.page(i, p)
		if err != nil {
			return nil, fmt.Errorf("page %d: %w", i+1, err)
		}
		g.RawWriteBuf(bytes.NewReader(content))
	}
	var raw bytes.Buffer
	if err := g.Output(&raw); err != nil {
		return nil, fmt.Errorf("lay out pages: %w", err)
	}
	return raw.Bytes(), nil
}

// page draws one page into a content stream.
func (b *book) page(index int, p *display.Page) ([]byte, error) {
	b.tree.startPage(index)
	c := newCanvas(p.H)
	for _, op := range p.Ops {
		if err := b.op(c, index, op); err != nil {
			return nil, err
		}
	}
	b.tree.leave(c)
	return c.buf, b.tree.balanced()
}

func (b *book) op(c *canvas, page int, op display.Op) error {
	switch op := op.(type) {
	case display.Fill:
		b.tree.enter(c, bounds(op.Path))
		c.fill(op)
	case display.Stroke:
		b.tree.enter(c, bounds(op.Path))
		c.stroke(op)
	case display.Text:
		return b.text(c, op)
	case display.Link:
		b.addLink(page, op)
	case display.Tag:
		b.tree.open(c, op)
	case display.End:
		return b.tree.close(c)
	case display.Field, display.Code: // say where to look, draw nothing
	default:
		return fmt.Errorf("unknown operation %T", op)
	}
	return nil
}

func (b *book) text(c *canvas, op display.Text) error {
	if len(op.Run.Glyphs) == 0 {
		return nil
	}
	if !(op.Run.Size > 0) {
		return fmt.Errorf("text of size %g", op.Run.Size)
	}
	f, err := b.fonts.use(op.Run.Font)
	if err != nil {
		return err
	}
	r := op.Run
	b.tree.enter(c, display.Rect{X: r.X, Y: r.Y - r.Size, W: r.W, H: 1.25 * r.Size})
	c.text(op, f)
	return nil
}
