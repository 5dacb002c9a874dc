package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"image/color"
	"image/jpeg"

	"daykit/internal/domain/display"
	"daykit/internal/text/fonts"
)

// stock is what the pages of a file draw with: faces, photos and shared parts,
// each numbered in the order of first use. It is taken before anything is drawn,
// so that pages can then be drawn side by side and still agree on names.
type stock struct {
	library *fonts.Library

	faces    []*font
	byFace   map[string]*font
	pictures []*display.Picture
	byID     map[string]int // picture → its place in pictures
	parts    []*display.Shared
	byPart   map[*display.Shared]int
	open     map[*display.Shared]bool // parts that the walk is inside of
}

func takeStock(l *fonts.Library, pages []*display.Page) (*stock, error) {
	s := &stock{
		library: l, byFace: map[string]*font{}, byID: map[string]int{},
		byPart: map[*display.Shared]int{}, open: map[*display.Shared]bool{},
	}
	for i, p := range pages {
		if err := s.takeAll(p.Ops); err != nil {
			return nil, fmt.Errorf("page %d: %w", i+1, err)
		}
	}
	return s, nil
}

func (s *stock) takeAll(ops []display.Op) error {
	for _, op := range ops {
		if err := s.take(op); err != nil {
			return err
		}
	}
	return nil
}

func (s *stock) take(op display.Op) error {
	switch op := op.(type) {
	case display.Text:
		return s.takeFace(op.Run)
	case display.Image:
		return s.takePicture(op.Picture)
	case display.Use:
		return s.takePart(op.Part)
	default:
		return nil
	}
}

func (s *stock) takeFace(r display.GlyphRun) error {
	if len(r.Glyphs) == 0 || s.byFace[r.Font] != nil {
		return nil
	}
	face, err := s.library.Face(r.Font)
	if err != nil {
		return fmt.Errorf("face %q: %w", r.Font, err)
	}
	f := newFont(face.SFNT, fmt.Sprintf("T%d", len(s.faces)+1))
	s.byFace[r.Font] = f
	s.faces = append(s.faces, f)
	return nil
}

// takePicture notes a photo after a look at its head: what is embedded as it is
// must be what the file says it is.
func (s *stock) takePicture(p *display.Picture) error {
	if p == nil {
		return errors.New("image without a picture")
	}
	if _, ok := s.byID[p.ID]; ok {
		return nil
	}
	c, err := jpeg.DecodeConfig(bytes.NewReader(p.JPEG))
	if err != nil {
		return fmt.Errorf("picture %q: %w", p.ID, err)
	}
	want := color.YCbCrModel
	if p.Grey {
		want = color.GrayModel
	}
	if c.Width != p.W || c.Height != p.H || c.ColorModel != want {
		return fmt.Errorf("picture %q is not the JPEG that it says", p.ID)
	}
	s.byID[p.ID] = len(s.pictures)
	s.pictures = append(s.pictures, p)
	return nil
}

func (s *stock) takePart(p *display.Shared) error {
	if p == nil {
		return errors.New("use without a part")
	}
	if s.open[p] {
		return errors.New("a shared part holds itself")
	}
	if _, ok := s.byPart[p]; ok {
		return nil
	}
	s.byPart[p] = len(s.parts)
	s.parts = append(s.parts, p)
	s.open[p] = true
	defer delete(s.open, p)
	return s.takeAll(p.Ops)
}

func pictureName(n int) string { return fmt.Sprintf("I%d", n+1) }

func partName(n int) string { return fmt.Sprintf("X%d", n+1) }
