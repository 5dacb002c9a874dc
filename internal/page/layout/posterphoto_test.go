package layout_test

import (
	"strings"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/page/layout"
)

func photoInput(t testing.TB, lang string, w, h int) layout.PosterInput {
	t.Helper()
	in := posterInput(ordinary(t, lang), lang)
	in.Photo = &layout.Photo{
		Picture: &display.Picture{ID: "a", W: w, H: h}, FocusX: 0.3, FocusY: 0.25,
		Alt: event.Text{lang: "People round a table"}, Credit: "A. Sample",
	}
	return in
}

// images are the pictures of a page, each with what lies before it in its element.
func images(p *display.Page) (out []display.Image, tags []display.Tag) {
	var open display.Tag
	for _, op := range p.Ops {
		switch o := op.(type) {
		case display.Tag:
			open = o
		case display.Image:
			out, tags = append(out, o), append(tags, open)
		}
	}
	return out, tags
}

func TestPhotosOnTheWeave(t *testing.T) {
	t.Parallel()
	for _, f := range layout.Formats() {
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			for _, lang := range []string{"en", "ar", "uk"} {
				for _, size := range [][2]int{{9000, 6000}, {6000, 9000}} {
					in := photoInput(t, lang, size[0], size[1])
					r := setter(t).Poster(in, f)
					for _, p := range r.Problems {
						t.Errorf("%s: %v", lang, p)
					}
					checkPhoto(t, in, r)
				}
			}
		})
	}
}

// checkPhoto checks that a photo fills its window, and is clear of the braid.
func checkPhoto(t *testing.T, in layout.PosterInput, r layout.Result) {
	t.Helper()
	photo := checkWindow(t, in, r)
	for _, m := range marks(t, r.Pages[0]) {
		for _, strand := range m.path {
			eachPoint(strand, func(q display.Point) {
				if m.role == "" && below(photo.Clip, q) > m.pen/2 {
					t.Fatalf("%s: the braid at %+v runs over the photo", in.Lang, q)
				}
			})
		}
	}
}

// checkWindow checks that a photo covers its window, keeps its focus in it, and is
// clear of words.
func checkWindow(t *testing.T, in layout.PosterInput, r layout.Result) display.Image {
	t.Helper()
	p := r.Pages[0]
	shown, tags := images(p)
	if len(shown) != 1 {
		t.Fatalf("%s: got %d photos", in.Lang, len(shown))
	}
	photo, window := shown[0], pathBox(shown[0].Clip, 0)
	if !inside(photo.Rect, window) {
		t.Errorf("the photo %+v does not fill its window %+v", photo.Rect, window)
	}
	if got, want := photo.Rect.W/photo.Rect.H, float64(in.Photo.Picture.W)/float64(in.Photo.Picture.H); got < want*0.999 || got > want*1.001 {
		t.Errorf("the photo is stretched: %v to 1, want %v", got, want)
	}
	focus := display.Rect{X: photo.Rect.X + in.Photo.FocusX*photo.Rect.W, Y: photo.Rect.Y + in.Photo.FocusY*photo.Rect.H}
	if !inside(window, focus) || !inside(display.Rect{W: p.W, H: p.H}, focus) {
		t.Errorf("%s: the focus %+v is cut off by the window %+v", in.Lang, focus, window)
	}
	if tags[0].Role != display.Figure || tags[0].Alt != "People round a table" || tags[0].Lang != in.Lang {
		t.Errorf("the photo is tagged %+v", tags[0])
	}
	if !strings.Contains(r.Alt, "People round a table") {
		t.Errorf("the poster's alternative text %q does not tell of the photo", r.Alt)
	}
	for _, m := range marks(t, p) {
		if m.role != "" && overlap(m.box, window) && m.role != display.Figure {
			t.Errorf("%s: %q %+v lies over the photo %+v", in.Lang, m.text, m.box, window)
		}
	}
	return photo
}

// below is how far a point lies inside the lower edge of a window; negative when
// it lies under it or beside it.
func below(window display.Path, q display.Point) float64 {
	deepest := -1e9
	for i := 1; i < len(window); i++ {
		a, b := window[i-1].P[0], window[i].P[0]
		if a.X <= b.X || q.X > a.X || q.X < b.X || window[i].Verb != display.LineTo {
			continue
		}
		edge := a.Y + (b.Y-a.Y)*(a.X-q.X)/(a.X-b.X)
		deepest = max(deepest, edge-q.Y)
	}
	return deepest
}

func TestPhotosThatDoNotServe(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name        string
		edit        func(*layout.PosterInput)
		field, what string
		note        bool
		shown       int
	}{
		{"few pixels", func(in *layout.PosterInput) { in.Photo.Picture = &display.Picture{W: 800, H: 600} }, "photo", "dots an inch", false, 1},
		{"no description", func(in *layout.PosterInput) { in.Photo.Alt = nil }, "photo.alt", "no words say", false, 1},
		{"no description in the language", func(in *layout.PosterInput) { in.Photo.Alt = event.Text{"pl": "x"} }, "photo.alt", "Polish is printed", false, 1},
		{"saving ink", func(in *layout.PosterInput) { in.SaveInk = true }, "photo", "save ink", true, 0},
		{"plain", func(in *layout.PosterInput) { in.Design = layout.Plain }, "photo", "plain design", true, 0},
		{"too many words", func(in *layout.PosterInput) {
			in.Event.Texts.About = event.Text{"en": strings.Repeat("All human beings are born free and equal. ", 30)}
		}, "photo", "left out", false, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			in := photoInput(t, "en", 9000, 6000)
			tc.edit(&in)
			r := setter(t).Poster(in, layout.A4)
			list := r.Problems
			if tc.note {
				list = r.Notes
			}
			found := false
			for _, p := range list {
				found = found || p.Field == tc.field && strings.Contains(p.What, tc.what)
			}
			if !found {
				t.Errorf("got problems %v and notes %v, want %s with %q", r.Problems, r.Notes, tc.field, tc.what)
			}
			if shown, _ := images(r.Pages[0]); len(shown) != tc.shown {
				t.Errorf("got %d photos, want %d", len(shown), tc.shown)
			}
			readInside(t, r.Pages[0])
			apart(t, r.Pages[0])
		})
	}
}
