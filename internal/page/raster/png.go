package raster

import (
	"fmt"
	"image"
	"image/png"
	"io"
)

// WritePNG writes a picture and nothing about it: no date, no place, no program. It
// is written fast: the default level takes twice the time for 6 % less.
func WritePNG(w io.Writer, img *image.RGBA) error {
	e := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := e.Encode(w, img); err != nil {
		return fmt.Errorf("write png: %w", err)
	}
	return nil
}
