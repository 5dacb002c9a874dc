package proof

import (
	"errors"
	"fmt"
	"image"
	"math"
	"runtime"
	"sync"
	"sync/atomic"

	"daykit/internal/domain/display"
	"daykit/internal/page/raster"
	"daykit/internal/text/fonts"

	"github.com/makiuchi-d/gozxing/qrcode/decoder"
)

// CodeError says that a QR code on a page would not lead where it should.
type CodeError struct {
	Page int    // from 1
	Text string // what the code must read as
	Err  error  // why it does not
}

// Error says on which page a code does not read, and not what it says: a code may
// be a person's own.
func (e *CodeError) Error() string {
	return fmt.Sprintf("the code on page %d does not read: %v", e.Page, e.Err)
}

// Unwrap gives the reason.
func (e *CodeError) Unwrap() error { return e.Err }

// ErrOtherText means that a code was read and says something else.
var ErrOtherText = errors.New("it reads as another text")

// photographed is how many codes of a file are read from a picture as a phone
// takes it. All of a poster are; of hundreds of badges, which are drawn alike,
// these are spread over the file, and of sheets that all carry one code, one.
const photographed = 4

// Codes reads back every code that pages mark by a display.Code. The modules of
// each are read as they are drawn; up to four are also found and read in a
// picture of three pixels a module, blurred by sampling, turned by four degrees and
// with noise, which is a phone at the distance that the code is made for. The
// decoder is not of the library that made the code. The error is a *CodeError.
func Codes(l *fonts.Library, pages []*display.Page) error {
	marks := marksOf(pages)
	photo := spread(marks)
	errs := make([]error, len(marks))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(marks)) {
		wg.Go(func() {
			var s strict
			for i := int(next.Add(1)) - 1; i < len(marks); i = int(next.Add(1)) - 1 {
				errs[i] = marks[i].read(l, &s, photo[i])
			}
		})
	}
	wg.Wait()
	for i, err := range errs {
		if err != nil {
			return &CodeError{Page: marks[i].number, Text: marks[i].code.Text, Err: err}
		}
	}
	return nil
}

// spread chooses the codes to photograph: every one of a few, else some that are
// spread over those that differ in text or size.
func spread(marks []mark) map[int]bool {
	type look struct {
		text string
		w    float64
	}
	var differing []int
	seen := map[look]bool{}
	for i, m := range marks {
		k := look{m.code.Text, m.code.Rect.W}
		if len(marks) <= photographed || !seen[k] {
			differing = append(differing, i)
		}
		seen[k] = true
	}
	out := map[int]bool{}
	for i := range min(photographed, len(differing)) {
		out[differing[i*len(differing)/min(photographed, len(differing))]] = true
	}
	return out
}

// surroundings is how much round a code is looked at, in modules: its quiet zone
// and what comes next.
const surroundings = 6

// mark is a code on its page.
type mark struct {
	page   *display.Page
	places []reach // of what is on the page
	at     int     // place of the code among the page's ops
	number int
	code   display.Code
}

func marksOf(pages []*display.Page) []mark {
	var out []mark
	walk := walker{}
	for i, p := range pages {
		var places []reach
		for at, op := range p.Ops {
			c, ok := op.(display.Code)
			if !ok {
				continue
			}
			if places == nil {
				places = walk.reaches(p.Ops)
			}
			out = append(out, mark{p, places, at, i + 1, c})
		}
	}
	return out
}

func (m mark) read(l *fonts.Library, s *strict, photo bool) error {
	grid, err := m.modules(l)
	if err != nil {
		return err
	}
	text, err := s.read(grid)
	if err != nil {
		text, err = mended(grid)
	}
	if err == nil && text == m.code.Text && photo {
		text, err = m.photo(l)
	}
	if err == nil && text != m.code.Text {
		err = ErrOtherText
	}
	return err
}

// draw draws the code with some modules of what lies round it, each of the given
// number of pixels, and gives the pixel of its top left corner.
func (m mark) draw(l *fonts.Library, pixels, round int) (img *image.RGBA, x, y, module float64, err error) {
	pitch := m.code.Rect.W / float64(m.code.Modules)
	width := int(math.Round(m.page.W / pitch * float64(pixels)))
	scale := float64(width) / m.page.W
	off := pitch * float64(round)
	r := display.Rect{
		X: m.code.Rect.X - off, Y: m.code.Rect.Y - off,
		W: m.code.Rect.W + 2*off, H: m.code.Rect.H + 2*off,
	}
	img, err = raster.Draw(l, near(m.page, m.places, m.code), raster.Options{Width: width, Region: r})
	return img, m.code.Rect.X*scale - math.Floor(r.X*scale), m.code.Rect.Y*scale - math.Floor(r.Y*scale), pitch * scale, err
}

// modules gives what is drawn in the middles of the modules, true for dark.
func (m mark) modules(l *fonts.Library) ([][]bool, error) {
	if alone(l, m.places, m.at, m.code) {
		if grid := drawn(m.page.Ops[m.at-1], m.code); grid != nil {
			return grid, nil
		}
	}
	const pixels = 2
	img, x, y, module, err := m.draw(l, pixels, 0)
	if err != nil {
		return nil, err
	}
	grid := newGrid(m.code.Modules)
	for row := range grid {
		for col := range grid[row] {
			grid[row][col] = grey(img, int(x+(float64(col)+0.5)*module), int(y+(float64(row)+0.5)*module)) < 128
		}
	}
	return grid, nil
}

// mended reads modules as a camera's picture is read, with errors put right.
func mended(grid [][]bool) (string, error) {
	r, err := decoder.NewDecoder().DecodeBoolMap(grid, nil)
	if err != nil {
		return "", fmt.Errorf("decode its modules: %w", err)
	}
	return r.GetText(), nil
}

// grey is the lightness of a pixel, white outside the picture.
func grey(img *image.RGBA, x, y int) int {
	if !(image.Point{X: x, Y: y}).In(img.Rect) {
		return 255
	}
	p := img.Pix[img.PixOffset(x, y):]
	return lightness(display.Color{R: p[0], G: p[1], B: p[2]})
}

// lightness is 0 to 255 (ITU-R BT.601).
func lightness(c display.Color) int { return (299*int(c.R) + 587*int(c.G) + 114*int(c.B)) / 1000 }

// photo reads the code from pictures as phones take them. A phone takes many a
// second, from a hand that moves, so one of three must read.
func (m mark) photo(l *fonts.Library) (string, error) {
	const sensor = 3
	img, _, _, _, err := m.draw(l, sensor*seenPixels, surroundings)
	if err != nil {
		return "", err
	}
	seen := seenBy(img, sensor)
	var text string
	for try, degrees := range []float64{turn, -turn, turn / 3} {
		if text, err = find(turned(seen, degrees, uint64(try))); err == nil {
			return text, nil
		}
	}
	return "", fmt.Errorf("find it in a picture: %w", err)
}
