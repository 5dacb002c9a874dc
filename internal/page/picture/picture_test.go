package picture_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"runtime"
	"slices"
	"strings"
	"testing"

	"daykit/internal/page/picture"

	"github.com/google/go-cmp/cmp"
)

func open(t testing.TB, data []byte) *picture.Photo {
	t.Helper()
	p, err := picture.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func decode(t testing.TB, data []byte) image.Image {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// near compares two colours as eyes would, a little generously for what JPEG does.
func near(a, b color.Color) bool {
	r, g, b0, _ := a.RGBA()
	r2, g2, b2, _ := b.RGBA()
	for _, d := range []int{int(r>>8) - int(r2>>8), int(g>>8) - int(g2>>8), int(b0>>8) - int(b2>>8)} {
		if d > 5 || d < -5 {
			return false
		}
	}
	return true
}

// corners checks the middles of the four quarters.
func corners(t *testing.T, img image.Image, want [4]color.RGBA) {
	t.Helper()
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	for i, c := range want {
		if got := img.At(w/4+i%2*w/2, h/4+i/2*h/2); !near(got, c) {
			t.Errorf("quarter %d is %v, want %v", i, got, c)
		}
	}
}

// nothingTold fails when a file says more than its picture.
func nothingTold(t testing.TB, data []byte) {
	t.Helper()
	for _, s := range []string{"Exif", canary, "GPS", "http://", "ICC_PROFILE", "Adobe", "comment"} {
		if bytes.Contains(data, []byte(s)) {
			t.Errorf("the file carries %q over", s)
		}
	}
	for at := 2; data[at+1] != 0xda; at += 2 + int(data[at+2])<<8 + int(data[at+3]) {
		if m := data[at+1]; m == 0xfe || m > 0xe0 && m <= 0xef {
			t.Errorf("the file has a segment %x", m)
		}
	}
}

func TestPlainJPEGKeepsItsData(t *testing.T) {
	t.Parallel()
	told := [][]byte{
		exif(1), segment(0xe1, []byte("http://ns.adobe.com/xap/1.0/\x00<x/>")...), segment(0xfe, []byte("a comment")...),
		profileSegment(profile(0, sRGB)), segment(0xee, []byte("Adobe\x00\x64\x00\x00\x00\x00\x01")...),
	}
	grey := image.NewGray(image.Rect(0, 0, 40, 24))
	draw.Draw(grey, grey.Rect, quarters(40, 24), image.Point{}, draw.Src)
	cases := map[string][]byte{
		"colours":     asJPEG(t, quarters(50, 34)),
		"grey":        asJPEG(t, grey),
		"progressive": tiny{w: 16, h: 16, parts: []string{"\x80\x90\xa0\xb0", "\x80\x80\x80\x80", "\x70\x80\x90\xa0"}, adobe: -1, progressive: true}.bytes(),
	}
	for name, plain := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := open(t, append(with(plain, told...), "a trailer with "+canary...))
			nothingTold(t, got.Picture.JPEG)
			if len(got.Notes) > 0 {
				t.Errorf("notes %v, want none", got.Notes)
			}
			if tables := bytes.Index(plain, []byte{0xff, 0xdb}); !bytes.HasSuffix(got.Picture.JPEG, plain[tables:]) {
				t.Error("the compressed data was changed")
			}
			if d := cmp.Diff(decode(t, plain), decode(t, got.Picture.JPEG)); d != "" {
				t.Errorf("pixels (-want +got):\n%s", d)
			}
			if again := open(t, plain); again.Picture.ID != got.Picture.ID {
				t.Error("the same picture with and without what it says has two ids")
			}
		})
	}
}

func TestStored(t *testing.T) {
	t.Parallel()
	p := open(t, with(asJPEG(t, quarters(50, 34)), exif(6))).Picture
	for _, id := range []string{p.ID, ""} {
		got, err := picture.Stored(id, p.JPEG)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(p, got); d != "" {
			t.Errorf("(-opened +stored):\n%s", d)
		}
	}
	if _, err := picture.Stored("x", p.JPEG[:100]); !errors.Is(err, picture.ErrDamaged) {
		t.Errorf("half a header: %v", err)
	}
	if got, err := picture.Whole(p.JPEG); err != nil || got.ID != p.ID {
		t.Errorf("whole: %v", err)
	}
	for name, part := range map[string][]byte{
		"nothing": nil, "half": p.JPEG[:len(p.JPEG)/2], "no scan": append(bytes.Clone(p.JPEG[:2]), 0xff, 0xd9), "a PNG": asPNG(t, quarters(5, 5)),
	} {
		if _, err := picture.Whole(part); !errors.Is(err, picture.ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestTurned stores a picture in each of the eight ways of EXIF 2.3, section 4.6.4.
func TestTurned(t *testing.T) {
	t.Parallel()
	const w, h = 64, 40
	upright := quarters(w, h)
	for turned := 1; turned <= 8; turned++ {
		t.Run(fmt.Sprint(turned), func(t *testing.T) {
			t.Parallel()
			stored := image.NewRGBA(image.Rect(0, 0, w, h))
			if turned >= 5 {
				stored = image.NewRGBA(image.Rect(0, 0, h, w))
			}
			for y := range stored.Rect.Dy() {
				for x := range stored.Rect.Dx() {
					from := map[int]image.Point{
						1: {x, y}, 2: {w - 1 - x, y}, 3: {w - 1 - x, h - 1 - y}, 4: {x, h - 1 - y},
						5: {y, x}, 6: {w - 1 - y, x}, 7: {w - 1 - y, h - 1 - x}, 8: {y, h - 1 - x},
					}[turned]
					stored.SetRGBA(x, y, upright.RGBAAt(from.X, from.Y))
				}
			}
			got := open(t, with(asJPEG(t, stored), exif(turned))).Picture
			nothingTold(t, got.JPEG)
			if got.W != w || got.H != h {
				t.Errorf("got %d by %d, want %d by %d", got.W, got.H, w, h)
			}
			corners(t, decode(t, got.JPEG), quarterColours)
			png := open(t, pngChunks(asPNG(t, stored), pngChunk("eXIf", exif(turned)[10:]))).Picture
			corners(t, decode(t, png.JPEG), quarterColours)
		})
	}
}

func TestKindsOfPicture(t *testing.T) {
	t.Parallel()
	shape := quarters(48, 48)
	deep := image.NewNRGBA64(shape.Rect)
	draw.Draw(deep, deep.Rect, shape, image.Point{}, draw.Src)
	grey := image.NewGray(shape.Rect)
	draw.Draw(grey, grey.Rect, shape, image.Point{}, draw.Src)
	deepGrey := image.NewGray16(shape.Rect)
	draw.Draw(deepGrey, deepGrey.Rect, shape, image.Point{}, draw.Src)
	clear := image.NewNRGBA(shape.Rect)
	draw.Draw(clear, image.Rect(0, 0, 24, 48), shape, image.Point{}, draw.Src)
	p := image.NewPaletted(shape.Rect, color.Palette{quarterColours[0], quarterColours[1], quarterColours[2], quarterColours[3]})
	draw.Draw(p, p.Rect, shape, image.Point{}, draw.Src)
	var moving bytes.Buffer
	if err := gif.Encode(&moving, p, nil); err != nil {
		t.Fatal(err)
	}
	colours, white := quarterColours, color.RGBA{255, 255, 255, 255}
	var greys [4]color.RGBA
	for i, c := range colours {
		y := color.GrayModel.Convert(c).(color.Gray).Y
		greys[i] = color.RGBA{y, y, y, 255}
	}
	flat := func(c color.RGBA) [4]color.RGBA { return [4]color.RGBA{c, c, c, c} }
	four := func(v byte) string { return strings.Repeat(string([]byte{v}), 4) }
	webp := func(s string) []byte {
		b, err := base64.StdEncoding.DecodeString(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	for name, c := range map[string]struct {
		data  []byte
		want  [4]color.RGBA
		notes []picture.Note
	}{
		"PNG":             {asPNG(t, shape), colours, nil},
		"PNG of 16 bits":  {asPNG(t, deep), colours, nil},
		"grey PNG":        {asPNG(t, grey), greys, nil},
		"grey of 16 bits": {asPNG(t, deepGrey), greys, nil},
		"interlaced PNG":  {adam7(grey), greys, nil},
		"clear PNG":       {asPNG(t, clear), [4]color.RGBA{colours[0], white, colours[2], white}, []picture.Note{picture.Transparent}},
		"palette":         {asPNG(t, p), colours, nil},
		"GIF":             {moving.Bytes(), colours, nil},
		"lossy WebP":      {webp("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA"), flat(color.RGBA{128, 128, 128, 255}), nil},
		"lossless WebP":   {webp("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=="), flat(white), []picture.Note{picture.Transparent}},
		// Adobe writes inks upside down: 255 is none.
		"CMYK": {
			tiny{w: 16, h: 16, parts: []string{four(255), four(128), four(0), four(255)}, adobe: 0}.bytes(),
			flat(color.RGBA{255, 128, 0, 255}),
			[]picture.Note{picture.CMYK},
		},
		"YCCK": { // light of 200 stands for as much ink, under half of black
			tiny{w: 16, h: 16, parts: []string{four(200), four(128), four(128), four(128)}, adobe: 2}.bytes(),
			flat(color.RGBA{27, 27, 27, 255}),
			[]picture.Note{picture.CMYK},
		},
		"RGB JPEG": {
			tiny{w: 16, h: 16, parts: []string{four(200), four(100), four(50)}, adobe: 0}.bytes(), flat(color.RGBA{200, 100, 50, 255}), nil,
		},
		"JPEG that names RGB": {
			tiny{w: 16, h: 16, parts: []string{four(200), four(100), four(50)}, adobe: -1, ids: []byte("RGB")}.bytes(), flat(color.RGBA{200, 100, 50, 255}), nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := open(t, c.data)
			nothingTold(t, got.Picture.JPEG)
			img := decode(t, got.Picture.JPEG)
			corners(t, img, c.want)
			if d := cmp.Diff(c.notes, got.Notes); d != "" {
				t.Errorf("notes (-want +got):\n%s", d)
			}
			if _, isGrey := img.(*image.Gray); isGrey != got.Picture.Grey {
				t.Errorf("grey is %v of %T", got.Picture.Grey, img)
			}
		})
	}
}

// TestWideColours: the same colours of light in three spaces come out the same.
func TestWideColours(t *testing.T) {
	t.Parallel()
	solid := func(c color.RGBA) []byte {
		img := image.NewRGBA(image.Rect(0, 0, 16, 16))
		draw.Draw(img, img.Rect, image.NewUniform(c), image.Point{}, draw.Src)
		return asJPEG(t, img)
	}
	p, adobe := profile(0, p3), profile(0x233, adobeRGB) // 2.19921875, as that profile says
	for name, c := range map[string]struct {
		profile []byte
		in      color.RGBA
		want    color.RGBA
	}{
		"P3 red":     {p, color.RGBA{234, 51, 35, 255}, color.RGBA{255, 0, 0, 255}},
		"P3 green":   {p, color.RGBA{117, 251, 76, 255}, color.RGBA{0, 255, 0, 255}},
		"P3 grey":    {p, color.RGBA{120, 120, 120, 255}, color.RGBA{120, 120, 120, 255}},
		"Adobe red":  {adobe, color.RGBA{219, 0, 0, 255}, color.RGBA{255, 0, 0, 255}},
		"Adobe grey": {adobe, color.RGBA{127, 127, 127, 255}, color.RGBA{127, 127, 127, 255}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := open(t, with(solid(c.in), profileSegment(c.profile)))
			nothingTold(t, got.Picture.JPEG)
			if at := decode(t, got.Picture.JPEG).At(8, 8); !near(at, c.want) {
				t.Errorf("got %v, want %v", at, c.want)
			}
			if len(got.Notes) > 0 {
				t.Errorf("notes %v, want none", got.Notes)
			}
		})
	}
}

func TestProfileOfAnotherKindIsDroppedWithANote(t *testing.T) {
	t.Parallel()
	grey := image.NewGray(image.Rect(0, 0, 8, 8))
	linear := append([]byte("curv\x00\x00\x00\x00\x00\x00\x00\x00"), 0, 0, 0, 0)
	for name, c := range map[string]struct {
		img     image.Image
		profile []byte
		notes   []picture.Note
	}{
		"tables":         {quarters(8, 8), icc("RGB ", []string{"A2B0"}, [][]byte{make([]byte, 40)}), []picture.Note{picture.Profile}},
		"no profile":     {quarters(8, 8), []byte("not a profile"), []picture.Note{picture.Profile}},
		"grey curve":     {grey, icc("GRAY", []string{"kTRC"}, [][]byte{linear}), nil},
		"grey of colour": {quarters(8, 8), icc("GRAY", []string{"kTRC"}, [][]byte{linear}), []picture.Note{picture.Profile}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := open(t, with(asJPEG(t, c.img), profileSegment(c.profile)))
			nothingTold(t, got.Picture.JPEG)
			if d := cmp.Diff(c.notes, got.Notes); d != "" {
				t.Errorf("notes (-want +got):\n%s", d)
			}
		})
	}
}

func TestLargePictureIsScaled(t *testing.T) {
	t.Parallel()
	big := image.NewGray(image.Rect(0, 0, 4300, 3100))
	draw.Draw(big, image.Rect(0, 0, 2150, 3100), image.White, image.Point{}, draw.Src)
	got := open(t, asJPEG(t, big))
	p := got.Picture
	if n := p.W * p.H; n > picture.MaxKept || n < picture.MaxKept*99/100 || !p.Grey {
		t.Errorf("got %d by %d, grey %v", p.W, p.H, p.Grey)
	}
	if d := cmp.Diff([]picture.Note{picture.Scaled}, got.Notes); d != "" {
		t.Errorf("notes (-want +got):\n%s", d)
	}
	white, black := color.RGBA{255, 255, 255, 255}, color.RGBA{0, 0, 0, 255}
	corners(t, decode(t, p.JPEG), [4]color.RGBA{white, black, white, black})
}

func TestRefused(t *testing.T) {
	t.Parallel()
	photo, shape := asJPEG(t, quarters(64, 64)), asPNG(t, quarters(64, 64))
	wide := func(file []byte, at int, size ...byte) []byte {
		out := bytes.Clone(file)
		copy(out[at:], size)
		return out
	}
	bomb := wide(shape, 16, 0, 0, 0xff, 0, 0, 0, 0xff, 0)
	bomb = slices.Concat(bomb[:8], pngChunk("IHDR", bomb[16:29]), bomb[33:])
	row := wide(shape, 16, 0, 0x10, 0, 0, 0, 0, 0, 1)
	row = slices.Concat(row[:8], pngChunk("IHDR", row[16:29]), row[33:])
	frame := bytes.Index(photo, []byte{0xff, 0xc0}) + 5
	progressive := tiny{w: 8, h: 8, parts: []string{"a", "b", "c"}, adobe: -1, progressive: true}.bytes()
	scan := bytes.Index(progressive, []byte{0xff, 0xda})
	endless := slices.Concat(progressive[:scan], bytes.Repeat(progressive[scan:len(progressive)-2], 100), progressive[len(progressive)-2:])
	for name, c := range map[string]struct {
		data []byte
		want error
		says string
	}{
		"nothing":               {nil, picture.ErrKind, ""},
		"text":                  {[]byte("hello, this is a letter"), picture.ErrKind, ""},
		"HEIC":                  {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"), picture.ErrKind, "JPEG"},
		"TIFF":                  {[]byte("II*\x00\x08\x00\x00\x00"), picture.ErrKind, "JPEG"},
		"moving WebP":           {[]byte("RIFF\x10\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x02\x00\x00\x00"), picture.ErrKind, "JPEG"},
		"CMYK of unknown sense": {tiny{w: 8, h: 8, parts: []string{"a", "b", "c", "d"}, adobe: -1}.bytes(), picture.ErrKind, "JPEG"},
		"12 bits":               {wide(photo, frame-1, 12), picture.ErrKind, "JPEG"},
		"arithmetic":            {wide(photo, frame-4, 0xc9), picture.ErrKind, "JPEG"},
		"long file":             {append(bytes.Clone(photo), make([]byte, picture.MaxFile)...), picture.ErrTooLarge, ""},
		"JPEG bomb":             {wide(photo, frame, 0xff, 0xff, 0xff, 0xff), picture.ErrTooLarge, ""},
		"progressive bomb":      {wide(progressive, bytes.Index(progressive, []byte{0xff, 0xc2})+5, 0x1d, 0x4c, 0x1d, 0x4c), picture.ErrTooLarge, ""}, // 56 MP of 15 bytes
		"PNG bomb":              {bomb, picture.ErrTooLarge, ""},
		"PNG of one row":        {row, picture.ErrTooLarge, ""},
		"GIF bomb":              {[]byte("GIF89a\xff\xff\xff\xff\x00\x00\x00"), picture.ErrTooLarge, ""},
		"endless scans":         {endless, picture.ErrDamaged, ""},
		"flat JPEG":             {wide(photo, frame, 0, 0), picture.ErrDamaged, ""},
		"half a JPEG":           {photo[:len(photo)/2], picture.ErrDamaged, ""},
		"JPEG without its end":  {photo[:len(photo)-2], picture.ErrDamaged, ""},
		"JPEG with no scan":     {append(bytes.Clone(photo[:frame+15]), 0xff, 0xd9), picture.ErrDamaged, ""},
		"half a PNG":            {shape[:len(shape)/2], picture.ErrDamaged, ""},
		"PNG of a header":       {shape[:33], picture.ErrDamaged, ""},
		"GIF of a header":       {[]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00"), picture.ErrDamaged, ""},
		"WebP of a header":      {[]byte("RIFF\x10\x00\x00\x00WEBPVP8L\x00\x00\x00\x00"), picture.ErrDamaged, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := picture.Open(c.data)
			if !errors.Is(err, c.want) {
				t.Fatalf("got %v, want %v", err, c.want)
			}
			var kind *picture.KindError
			if errors.As(err, &kind) != errors.Is(c.want, picture.ErrKind) || kind != nil && !strings.Contains(kind.Hint, c.says) {
				t.Errorf("got hint of %+v, want %q", kind, c.says)
			}
		})
	}
}

// TestMemory opens a file that asks for as much as one may: a byte and four for
// each of three channels. It runs alone, since it counts what is allocated.
func TestMemory(t *testing.T) {
	const side, each = 2048, 15
	data := tiny{w: side, h: side, parts: []string{"a", "b", "c"}, adobe: -1, progressive: true}.bytes()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := picture.Open(data); !errors.Is(err, picture.ErrDamaged) {
		t.Fatalf("got %v, want %v", err, picture.ErrDamaged)
	}
	runtime.ReadMemStats(&after)
	if got := after.TotalAlloc - before.TotalAlloc; got > side*side*each*11/10 {
		t.Errorf("took %d bytes for %d pixels", got, side*side)
	}
}
