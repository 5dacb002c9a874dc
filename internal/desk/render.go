package desk

import (
	"io"
	"slices"
	"strings"

	"daykit/internal/domain/fault"
	"daykit/internal/page/pdf"
	"daykit/internal/page/raster"
	"daykit/internal/page/svg"
)

// The formats of a file.
const (
	formatPDF = "pdf"
	formatPNG = "png"
	formatSVG = "svg"
)

// The profiles of a PDF.
const (
	profileHome      = "home"
	profileArchive   = "archive"
	profilePrintShop = "print-shop"
)

func profileNames() []string { return []string{profileHome, profileArchive, profilePrintShop} }

const (
	maxBleedMM = 5
	// pngDPI is the resolution of a paper page as a picture.
	pngDPI = 200
)

// render writes the pages. Nothing leaves whose codes do not read: they are read
// while the file is made, and its first byte waits for them.
func (d *Desk) render(w io.Writer, p printed, format string) error {
	if format == "" {
		format = formatPDF
	}
	kind, _ := kindNamed(p.req.Kind)
	if !slices.Contains(kind.Formats, format) {
		return fault.Invalidf("use "+strings.Join(kind.Formats, " or "), "%s is not made as %q", kind.Kind, format)
	}
	if format != formatPDF && len(p.Pages) != 1 {
		return fault.Invalidf("print one page so, or all of them as pdf", "%s holds one page, and this has %d", format, len(p.Pages))
	}
	out := gate{w: w, opened: make(chan struct{})}
	go out.open(func() error { return d.readBack(p) })
	err := d.draw(&out, p, format)
	if unread := out.wait(); unread != nil {
		return unread
	}
	return err
}

// draw makes the file.
func (d *Desk) draw(w io.Writer, p printed, format string) error {
	switch format {
	case formatSVG:
		return svg.Write(w, d.fonts, p.Pages[0], svg.Options{Title: p.title, Lang: firstLang(p.lang), Alt: p.Alt})
	case formatPNG:
		return d.png(w, p)
	default:
		return pdf.Write(w, d.fonts, p.Pages, p.pdfOptions())
	}
}

func (p printed) pdfOptions() pdf.Options {
	o := pdf.Options{Title: p.title, Lang: firstLang(p.lang)}
	switch p.req.Profile {
	case profileArchive:
		o.Profile = pdf.Archive
	case profilePrintShop:
		o.Profile, o.CMYK, o.BleedMM = pdf.PrintShop, p.req.CMYK, float64(p.req.BleedMM)
	}
	return o
}

func (d *Desk) png(w io.Writer, p printed) error {
	width := p.format.Px
	if width == 0 {
		width = int(p.Pages[0].W / 72 * pngDPI)
	}
	img, err := raster.Draw(d.fonts, p.Pages[0], raster.Options{Width: width})
	if err != nil {
		return err
	}
	return raster.WritePNG(w, img)
}

func firstLang(list string) string {
	first, _, _ := strings.Cut(list, ",")
	return first
}

// gate lets a file out when it is found good.
type gate struct {
	w      io.Writer
	opened chan struct{}
	err    error // why it stays shut
}

func (g *gate) open(check func() error) {
	g.err = check()
	close(g.opened)
}

func (g *gate) wait() error {
	<-g.opened
	return g.err
}

// Write waits for the gate to open.
func (g *gate) Write(b []byte) (int, error) {
	if err := g.wait(); err != nil {
		return 0, err
	}
	return g.w.Write(b)
}
