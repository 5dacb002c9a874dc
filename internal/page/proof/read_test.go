package proof_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"testing"

	"daykit/internal/page/picture"
	"daykit/internal/page/proof"
	"daykit/internal/page/qr"
)

const sheetText = "AGE-SECRET-KEY-PQ-1QURSWPC8QURSWPC8QURSWPC8QURSWPC8QURSWPC8QURSWPC8QURSGFFG43"

// shot is how a photograph of a sheet is taken.
type shot struct {
	w, h       int
	turn       float64 // degrees
	module     float64 // pixels
	dark, pale uint8   // of the ink and the paper
	shade      float64 // how much less light falls on the right edge, as a share
	noise      int
}

// photograph draws a code on paper on a grey table, as a JPEG.
func photograph(t testing.TB, text string, s shot) []byte {
	t.Helper()
	var batch qr.Batch
	grid, err := batch.OrganiserModules(text)
	if err != nil {
		t.Fatal(err)
	}
	n := float64(len(grid))
	img := image.NewGray(image.Rect(0, 0, s.w, s.h))
	sin, cos := math.Sincos(s.turn * math.Pi / 180)
	seed := uint32(7)
	for y := range s.h {
		for x := range s.w {
			dx, dy := float64(x)-float64(s.w)/2, float64(y)-float64(s.h)/2
			u, v := (dx*cos+dy*sin)/s.module+n/2, (dy*cos-dx*sin)/s.module+n/2
			light := (int(s.dark) + int(s.pale)) / 2
			switch {
			case u >= 0 && v >= 0 && u < n && v < n && grid[int(v)][int(u)]:
				light = int(s.dark)
			case u >= -20 && v >= -20 && u < n+20 && v < n+20:
				light = int(s.pale)
			}
			seed = seed*1664525 + 1013904223
			light += int(seed>>24)*s.noise/128 - s.noise
			light -= int(float64(light) * s.shade * float64(x) / float64(s.w))
			img.SetGray(x, y, color.Gray{Y: uint8(min(255, max(0, light)))})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 80}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestReadPhotographs(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]shot{
		"straight":          {w: 1600, h: 1200, module: 14, dark: 20, pale: 240, noise: 6},
		"turned":            {w: 1600, h: 1200, module: 12, turn: 37, dark: 20, pale: 240, noise: 6},
		"on its side":       {w: 1200, h: 1600, module: 12, turn: 90, dark: 20, pale: 240, noise: 6},
		"upside down":       {w: 1600, h: 1200, module: 12, turn: 184, dark: 20, pale: 240, noise: 6},
		"dark":              {w: 1600, h: 1200, module: 12, turn: 5, dark: 4, pale: 38, noise: 4},
		"pale":              {w: 1600, h: 1200, module: 12, turn: 5, dark: 190, pale: 240, noise: 4},
		"half in shade":     {w: 1600, h: 1200, module: 12, turn: 8, dark: 20, pale: 240, shade: 0.8, noise: 6},
		"small":             {w: 1600, h: 1200, module: 5, turn: 8, dark: 20, pale: 240, noise: 6},
		"twelve megapixels": {w: 4000, h: 3000, module: 34, turn: 11, dark: 30, pale: 220, noise: 20},
		"a small picture":   {w: 320, h: 240, module: 3.4, dark: 20, pale: 240},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			photo, err := picture.Open(photograph(t, sheetText, s))
			if err != nil {
				t.Fatal(err)
			}
			if got, err := proof.Read(photo.Picture.JPEG); err != nil || got != sheetText {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
}

func TestReadFindsNothing(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 300, 200)), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := proof.Read(b.Bytes()); !errors.Is(err, proof.ErrNoCode) {
		t.Errorf("got %v, want ErrNoCode", err)
	}
	if _, err := proof.Read([]byte("no picture")); err == nil || errors.Is(err, proof.ErrNoCode) {
		t.Errorf("got %v, want that it is no picture", err)
	}
}

// FuzzRead looks for a picture that brings the reader down: any file that package
// picture takes in comes here.
func FuzzRead(f *testing.F) {
	f.Add(photograph(f, "HTTPS://IMD.EXAMPLE/E/7KQ2M9XD", shot{w: 120, h: 90, module: 2.4, dark: 20, pale: 240}))
	f.Add(photograph(f, "A", shot{w: 40, h: 40, module: 1, dark: 20, pale: 240, noise: 90}))
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > 1<<16 {
			return
		}
		config, err := jpeg.DecodeConfig(bytes.NewReader(b))
		if err != nil || config.Width*config.Height > 1<<18 {
			return
		}
		if text, err := proof.Read(b); err != nil && text != "" {
			t.Errorf("got %q with %v", text, err)
		}
	})
}
