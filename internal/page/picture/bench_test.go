package picture_test

import (
	"image"
	"math/rand/v2"
	"testing"

	"daykit/internal/page/picture"
)

// photo has about as much detail as a camera's.
func photo(b *testing.B, w, h int) []byte {
	b.Helper()
	img, r := image.NewRGBA(image.Rect(0, 0, w, h)), rand.New(rand.NewPCG(1, 2))
	for y := range h {
		for x := range w {
			n := r.IntN(24)
			p := img.Pix[img.PixOffset(x, y):]
			p[0], p[1], p[2], p[3] = uint8(x*200/w+n), uint8(y*200/h+n), uint8((x+y)/8%200+n), 255
		}
	}
	return asJPEG(b, img)
}

func BenchmarkOpen(b *testing.B) {
	plain := photo(b, 4000, 3000)
	for name, data := range map[string][]byte{"as it is": plain, "turned": with(plain, exif(6)), "wide colours": with(plain, profileSegment(profile(0, p3)))} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				open(b, data)
			}
		})
	}
}

func BenchmarkStored(b *testing.B) {
	p := open(b, photo(b, 2000, 1500)).Picture
	for b.Loop() {
		if _, err := picture.Stored(p.ID, p.JPEG); err != nil {
			b.Fatal(err)
		}
	}
}
