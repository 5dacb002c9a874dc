package picture

import (
	"bytes"
	"image/gif"
	"image/png"

	"golang.org/x/image/webp"
)

// format is a kind of file that can be used.
type format struct {
	magic string // '?' stands for any byte
	open  func([]byte) (*Photo, error)
}

func formats() []format {
	return []format{
		{"\xff\xd8\xff", openJPEG},
		{"\x89PNG\r\n\x1a\n", openPNG},
		{"GIF8?a", openGIF},
		{"RIFF????WEBPVP8", openWebP},
	}
}

const saveAsJPEG = "Open it on the phone or computer that it came from, and save or export it as JPEG."

// refused are kinds that people do have.
var refused = []struct{ magic, kind, hint string }{
	{"????ftyphei", "HEIC", "Share or export the photo as JPEG. On an iPhone: Settings, Camera, Formats, Most Compatible."},
	{"????ftyphev", "HEIC", "Share or export the photo as JPEG. On an iPhone: Settings, Camera, Formats, Most Compatible."},
	{"????ftypmif1", "HEIC", "Share or export the photo as JPEG. On an iPhone: Settings, Camera, Formats, Most Compatible."},
	{"????ftypavif", "AVIF", saveAsJPEG},
	{"????ftyp", "video", "Choose a photo."},
	{"II*\x00", "TIFF or camera raw", saveAsJPEG},
	{"MM\x00*", "TIFF or camera raw", saveAsJPEG},
	{"BM", "BMP", saveAsJPEG},
	{"\xff\x0a", "JPEG XL", saveAsJPEG},
	{"\x00\x00\x00\x0cJXL ", "JPEG XL", saveAsJPEG},
	{"\x00\x00\x00\x0cjP  ", "JPEG 2000", saveAsJPEG},
	{"8BPS", "Photoshop", saveAsJPEG},
	{"%PDF", "PDF", "Choose the photo itself."},
	{"<svg", "SVG", saveAsJPEG},
	{"<?xml", "SVG", saveAsJPEG},
}

func recognise(data []byte) (format, error) {
	for _, f := range formats() {
		if begins(data, f.magic) {
			return f, nil
		}
	}
	for _, r := range refused {
		if begins(data, r.magic) {
			return format{}, &KindError{Kind: r.kind, Hint: r.hint}
		}
	}
	return format{}, &KindError{Hint: "Choose a JPEG or PNG file."}
}

func begins(data []byte, magic string) bool {
	if len(data) < len(magic) {
		return false
	}
	for i, c := range []byte(magic) {
		if c != '?' && c != data[i] {
			return false
		}
	}
	return true
}

func openPNG(data []byte) (*Photo, error) {
	const depthAt, kindAt, interlaceAt = 24, 25, 28 // of IHDR, which comes first
	cfg, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, undecoded(err)
	}
	if len(data) <= interlaceAt {
		return nil, ErrDamaged
	}
	memory := int64(cfg.Width) * int64(cfg.Height) * 4
	if data[depthAt] == 16 {
		memory *= 2
	}
	if data[interlaceAt] != 0 {
		memory *= 2 // each pass is a picture of its own
	}
	if err := checkSize(cfg.Width, cfg.Height, memory); err != nil {
		return nil, err
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, undecoded(err)
	}
	return remade(img, pngAbout(data))
}

func openGIF(data []byte) (*Photo, error) {
	cfg, err := gif.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, undecoded(err)
	}
	if err := checkSize(cfg.Width, cfg.Height, 0); err != nil {
		return nil, err
	}
	img, err := gif.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, undecoded(err)
	}
	return remade(img, about{})
}

func openWebP(data []byte) (*Photo, error) {
	const flagsAt, animated = 20, 2 // of VP8X, which comes first
	if begins(data, "RIFF????WEBPVP8X") && len(data) > flagsAt && data[flagsAt]&animated != 0 {
		return nil, &KindError{Kind: "a moving WebP", Hint: saveAsJPEG}
	}
	cfg, err := webp.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, undecoded(err)
	}
	if err := checkSize(cfg.Width, cfg.Height, int64(cfg.Width)*int64(cfg.Height)*8); err != nil {
		return nil, err
	}
	img, err := webp.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, undecoded(err)
	}
	return remade(img, webpAbout(data))
}
