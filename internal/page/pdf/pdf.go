// Package pdf writes display pages as a PDF file that can be read aloud, searched
// and copied from in every script the kit prints.
//
// gofpdf lays the ground: the tree of pages. Its text calls are never used,
// because they neither join Arabic nor build Indic conjuncts. A finisher of our
// own then opens that file and adds what gofpdf cannot write: content, subset
// fonts with one code for each cluster, photos, parts that pages share, the
// structure tree, language, metadata, page boxes for print shops and an identifier
// made from the content. The same pages give the same bytes on every run and every
// machine, however many cores work on them.
//
// A page is plain data: nothing is moved or left out here, and nothing about the
// machine or the person who prints gets into the file.
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

const (
	// Home is a file for home and office printers: sRGB, no bleed, no marks, and a
	// wish not to be scaled.
	Home Profile = iota
	// Archive is Home for keeping: it says that it is PDF/A-2, level U.
	Archive
	// PrintShop has bleed and crop marks, and CMYK colours if asked for. It does not
	// claim to be PDF/X, which nothing here can verify.
	PrintShop
)

// The bleed of a print shop, in millimetres.
const (
	usualBleed = 3
	mostBleed  = 5 // artwork runs no further past the edge
)

// Options is what a file says about itself, and for whom it is.
type Options struct {
	Title   string    // shown in the title bar of the viewer
	Lang    string    // BCP 47, the language of all that has none of its own
	Date    time.Time // creation date, written in UTC; the zero time leaves it out
	Profile Profile

	// For PrintShop alone.
	BleedMM float64 // at most 5; 0 means 3
	CMYK    bool    // colours as inks; photos stay sRGB, with a profile
}

// check refuses what no file can be made for.
func (o *Options) check() error {
	if o.Profile < Home || o.Profile > PrintShop {
		return fmt.Errorf("no print profile %d", o.Profile)
	}
	if o.Profile != PrintShop {
		o.BleedMM, o.CMYK = 0, false
		return nil
	}
	if !(o.BleedMM >= 0 && o.BleedMM <= mostBleed) {
		return fmt.Errorf("bleed of %g mm: artwork runs %d mm past the edge", o.BleedMM, mostBleed)
	}
	if o.BleedMM == 0 {
		o.BleedMM = usualBleed
	}
	return nil
}

// Write draws pages in order and writes the whole file to w. It fails on a file
// without pages, on tags that are not balanced within a page, on a face that the
// library does not know, on a picture that is not the JPEG it says it is and on a
// bleed over 5 mm; w is untouched then.
func Write(w io.Writer, l *fonts.Library, pages []*display.Page, o Options) error {
	if len(pages) == 0 {
		return errors.New("write pdf: no pages")
	}
	if err := o.check(); err != nil {
		return fmt.Errorf("write pdf: %w", err)
	}
	book, err := newBook(l, pages, o)
	if err != nil {
		return fmt.Errorf("write pdf: %w", err)
	}
	raw, err := ground(pages)
	if err != nil {
		return fmt.Errorf("write pdf: %w", err)
	}
	out, err := book.finish(raw)
	if err != nil {
		return fmt.Errorf("finish pdf: %w", err)
	}
	_, err = w.Write(out)
	return err
}

// ground gives gofpdf's own file: as many pages as there will be, all empty. The
// finisher brings their content, which gofpdf would copy three times.
func ground(pages []*display.Page) ([]byte, error) {
	g := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: gofpdf.SizeType{Wd: pages[0].W, Ht: pages[0].H}})
	g.SetCatalogSort(true)
	g.SetCompression(false) // the finisher compresses
	g.SetMargins(0, 0, 0)
	g.SetAutoPageBreak(false, 0)
	for range pages {
		g.AddPage()
	}
	var raw bytes.Buffer
	if err := g.Output(&raw); err != nil {
		return nil, fmt.Errorf("lay out pages: %w", err)
	}
	return raw.Bytes(), nil
}
