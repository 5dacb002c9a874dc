package picture_test

import (
	"bytes"
	"image"
	"testing"

	"daykit/internal/page/picture"
)

const fuzzPixels = 1 << 16 // larger pictures only take longer

func FuzzOpen(f *testing.F) {
	shape := quarters(20, 12)
	grey := image.NewGray(image.Rect(0, 0, 9, 5))
	for _, seed := range [][]byte{
		with(asJPEG(f, shape), exif(6), profileSegment(profile(0, p3))), asPNG(f, shape), adam7(grey), asJPEG(f, grey),
		pngChunks(asPNG(f, shape), pngChunk("eXIf", exif(3)[10:])),
		tiny{w: 16, h: 8, parts: []string{"ab", "cd", "ef", "gh"}, adobe: 2}.bytes(),
		tiny{w: 16, h: 8, parts: []string{"ab", "cd", "ef"}, adobe: -1, progressive: true}.bytes(),
		[]byte("GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"),
		[]byte("RIFF\x1a\x00\x00\x00WEBPVP8L\r\x00\x00\x00/\x00\x00\x00\x10\a\x10\x11\x11\x88\x88\xfe\a\x00"),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if cfg, _, err := image.DecodeConfig(bytes.NewReader(data)); err == nil && cfg.Width*cfg.Height > fuzzPixels {
			return
		}
		p, err := picture.Open(data)
		if err != nil {
			return
		}
		same(t, p)
	})
}

// FuzzAbout puts anything where a picture says how it is turned and what its
// colours mean: such a picture still opens.
func FuzzAbout(f *testing.F) {
	plain := asJPEG(f, quarters(20, 12))
	f.Add(exif(6)[10:], profile(0, p3))
	f.Add(exif(3)[10:], profile(0x233, adobeRGB))
	f.Fuzz(func(t *testing.T, tiff, icc []byte) {
		if len(tiff) > 60000 || len(icc) > 60000 {
			return
		}
		same(t, open(t, with(plain, segment(0xe1, append([]byte("Exif\x00\x00"), tiff...)...), profileSegment(icc))))
	})
}

// same checks that what was opened is what it says it is.
func same(t *testing.T, p *picture.Photo) {
	t.Helper()
	stored, err := picture.Stored("", p.Picture.JPEG)
	if err != nil {
		t.Fatal(err)
	}
	if stored.ID != p.Picture.ID || stored.W != p.Picture.W || stored.H != p.Picture.H || stored.Grey != p.Picture.Grey {
		t.Fatalf("opened %d by %d, grey %v; stored %d by %d, grey %v", p.Picture.W, p.Picture.H, p.Picture.Grey, stored.W, stored.H, stored.Grey)
	}
	if whole, err := picture.Whole(p.Picture.JPEG); err != nil || whole.ID != p.Picture.ID {
		t.Fatalf("it is not whole: %v", err)
	}
	img := decode(t, p.Picture.JPEG)
	if b := img.Bounds(); b.Dx() != stored.W || b.Dy() != stored.H {
		t.Fatalf("%v, said to be %d by %d", b, stored.W, stored.H)
	}
}
