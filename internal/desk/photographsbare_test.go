package desk_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"daykit/internal/data/wire"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// pngWith is a picture of 80 by 40 pixels, red at the left and blue at the right, with chunks
// before its pixels and after them.
func pngWith(t *testing.T, before, after []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	must0(t, png.Encode(&b, redAndBlue()))
	const head, end = 8 + 25, 12 // of the file with IHDR, and IEND
	file := b.Bytes()
	return slices.Concat(file[:head], before, file[head:len(file)-end], after, file[len(file)-end:])
}

func redAndBlue() image.Image {
	img := image.NewRGBA(image.Rect(0, 0, 80, 40))
	for y := range 40 {
		for x := range 80 {
			img.SetRGBA(x, y, color.RGBA{255, 0, 0, 255})
			if x >= 40 {
				img.SetRGBA(x, y, color.RGBA{0, 0, 255, 255})
			}
		}
	}
	return img
}

func chunk(kind, body string) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	out = append(append(out, kind...), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

// turnedRight is EXIF data that says to turn the picture a quarter to the right, and where it
// was taken.
const turnedRight = "MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00Kanarien 53.48N"

// TestNothingButPixelsLeaves takes in what phones, editors and scanners write into pictures,
// and looks at every byte that is kept, saved or sent.
func TestNothingButPixelsLeaves(t *testing.T) {
	t.Parallel()
	var plain bytes.Buffer
	must0(t, jpeg.Encode(&plain, redAndBlue(), nil))
	withSegments := func(segments ...[]byte) []byte {
		return slices.Concat(plain.Bytes()[:2], slices.Concat(segments...), plain.Bytes()[2:])
	}
	exif := phoneSegment(0xe1, []byte("Exif\x00\x00"+turnedRight))
	inner := withSegments(exif)
	files := map[string]struct {
		file   []byte
		upside bool // it is to be turned
	}{
		"1.jpg": {withSegments(exif, phoneSegment(0xe1, []byte("http://ns.adobe.com/xap/1.0/\x00Kanarien")), phoneSegment(0xed, []byte("Photoshop 3.0\x008BIM\x04\x04Kanarien")),
			phoneSegment(0xe2, []byte("MPF\x00Kanarien")), phoneSegment(0xec, []byte("Ducky Kanarien")), phoneSegment(0xfe, []byte("Kanarien"))), true},
		"2.jpg": {slices.Concat(plain.Bytes(), inner, []byte("Kanarien")), false}, // a second picture behind the first
		"3.png": {pngWith(t, slices.Concat(chunk("eXIf", turnedRight), chunk("tEXt", "Comment\x00Kanarien"), chunk("iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00Kanarien")), nil), true},
		"4.png": {pngWith(t, nil, slices.Concat(chunk("tEXt", "Author\x00Kanarien"), chunk("eXIf", turnedRight))), true},
	}
	ctx, d := t.Context(), openDesk(t)
	id := addSample(t, d)
	for name, tc := range files {
		path := filepath.Join(t.TempDir(), name)
		must0(t, os.WriteFile(path, tc.file, 0o600))
		photo := addPhotographs(ctx, t, d, id, path)[0]
		_, err := d.EditPhotograph(ctx, id, photo, agreedTo(content.PhotoWeb, content.PhotoCampaign))
		must0(t, err)
		kept, err := d.PhotographJPEG(ctx, id, photo)
		must0(t, err)
		sent, err := d.SendPhotograph(ctx, id, photo)
		must0(t, err)
		must0(t, d.SavePhotograph(ctx, id, photo, content.PhotoWeb, path))
		saved, err := os.ReadFile(path)
		must0(t, err)
		for what, b := range map[string][]byte{"kept": kept, "sent": sent, "saved": saved} {
			if err := wire.CheckBareJPEG(b); err != nil || bytes.Contains(b, []byte("Kanarien")) {
				t.Errorf("%s, %s: %v", name, what, err)
			}
			if got := lookOf(t, b); got != map[bool]string{true: "40x80 red over blue", false: "80x40 red beside blue"}[tc.upside] {
				t.Errorf("%s, %s: it is %s", name, what, got)
			}
		}
	}
	heic := filepath.Join(t.TempDir(), "5.heic")
	must0(t, os.WriteFile(heic, []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heicKanarien"), 0o600))
	out, err := d.AddPhotographs(ctx, id, []string{heic})
	if err != nil || len(out.Refused) != 1 || len(out.Added) != 0 {
		t.Errorf("a HEIC file: got %+v, %v", out, err)
	}
	if _, _, err := d.SetPhoto(ctx, id, heic); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("a HEIC file on a poster: %v", err)
	}
}

// lookOf says how large a picture of red and blue is, and how they stand.
func lookOf(t *testing.T, b []byte) string {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(b))
	must0(t, err)
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	red := func(x, y int) bool { r, _, b, _ := img.At(x, y).RGBA(); return r > 0xc000 && b < 0x4000 }
	blue := func(x, y int) bool { r, _, b, _ := img.At(x, y).RGBA(); return b > 0xc000 && r < 0x4000 }
	how := "neither"
	switch {
	case red(w/2, h/8) && blue(w/2, h-h/8):
		how = "red over blue"
	case red(w/8, h/2) && blue(w-w/8, h/2):
		how = "red beside blue"
	}
	return fmt.Sprintf("%dx%d %s", w, h, how)
}
