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

// render writes the pages. Nothing leaves whose codes do not read.
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
	if err := d.readBack(p); err != nil {
		return err
	}
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
