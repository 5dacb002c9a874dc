// Package raster draws a display page as a picture of pixels: files for screens,
// and what the kit looks at itself before a page leaves.
//
// A pixel is covered as finely as 256 steps across and 16 down, in whole numbers,
// so that the same page gives the same bytes on every processor and however many
// of them draw. Codes, fields, links and tags draw nothing.
package raster

import (
	"fmt"
	"image"
	"math"
	"runtime"
	"sync"
	"sync/atomic"

	"daykit/internal/domain/display"
	"daykit/internal/text/fonts"
)

// Options says how large and on what to draw.
type Options struct {
	Width  int            // pixels across the trimmed page, whatever the region
	Region display.Rect   // the part to draw, pt; without a width the trimmed page
	Paper  *display.Color // nil means white
}

const (
	maxPixels = 1 << 28 // of a picture: 1 GiB
	maxDepth  = 8       // parts within parts
	bandRows  = 128     // the fewest rows that are worth a band of their own
)

// Draw draws p. The picture's corner is at 0, 0; a region is widened to whole
// pixels and may reach past the page. It fails on a face that the library does not
// know, on a picture that does not decode and on a size beyond reason.
func Draw(l *fonts.Library, p *display.Page, o Options) (*image.RGBA, error) {
	scale, bounds, err := frame(p, o)
	if err != nil {
		return nil, fmt.Errorf("draw page: %w", err)
	}
	img := image.NewRGBA(bounds)
	wash(img, o.Paper)
	c := &common{library: l, pictures: map[string]func() (*source, error){}}
	if err := inBands(bounds, func() func(image.Rectangle) error {
		d := newPainter(c, img)
		return func(band image.Rectangle) error { return d.ops(p.Ops, uniform(scale), clip{bounds: band}, 0) }
	}); err != nil {
		return nil, fmt.Errorf("draw page: %w", err)
	}
	img.Rect = img.Rect.Sub(img.Rect.Min)
	return img, nil
}

// frame gives the pixels in a point and the pixels to draw.
func frame(p *display.Page, o Options) (scale float64, bounds image.Rectangle, err error) {
	if !(p.W > 0) || !(p.H > 0) || o.Width <= 0 {
		return 0, bounds, fmt.Errorf("no picture %d pixels wide of a page of %g by %g pt", o.Width, p.W, p.H)
	}
	scale = float64(o.Width) / p.W
	x0, y0, x1, y1 := 0.0, 0.0, float64(o.Width), math.Max(1, math.Round(p.H*scale))
	if r := o.Region; r.W > 0 {
		x0, y0 = math.Floor(r.X*scale), math.Floor(r.Y*scale)
		x1, y1 = math.Ceil(float64((r.X+r.W)*scale)), math.Ceil(float64((r.Y+r.H)*scale))
	}
	if !((x1-x0)*(y1-y0) <= maxPixels) || !(y1 > y0) || math.Abs(x0)+math.Abs(y0)+x1-x0+y1-y0 > maxCoordinate {
		return 0, bounds, fmt.Errorf("a picture of %g by %g pixels is more than can be drawn", x1-x0, y1-y0)
	}
	return scale, image.Rect(int(x0), int(y0), int(x1), int(y1)), nil
}

func wash(img *image.RGBA, paper *display.Color) {
	c := display.Color{R: 255, G: 255, B: 255}
	if paper != nil {
		c = *paper
	}
	for i := range img.Rect.Dy() {
		fillRow(img.Pix[i*img.Stride:][:4*img.Rect.Dx()], c)
	}
}

// inBands draws a picture in bands of rows, on every processor. Each worker draws
// with one function of its own. Every pixel comes out the same in whichever band.
func inBands(r image.Rectangle, worker func() func(image.Rectangle) error) error {
	n := max(1, min(2*runtime.GOMAXPROCS(0), r.Dy()/bandRows))
	var next atomic.Int64
	var wg sync.WaitGroup
	errs := make([]error, n)
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			draw := worker()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				band := r
				band.Min.Y, band.Max.Y = r.Min.Y+r.Dy()*i/n, r.Min.Y+r.Dy()*(i+1)/n
				errs[i] = draw(band)
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
