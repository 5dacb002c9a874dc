package layout_test

import (
	"fmt"
	"math"
	"testing"

	"daykit/internal/domain/display"
	"daykit/internal/domain/event"
	"daykit/internal/page/layout"
)

func circlePhotoInput(t testing.TB, lang, second string) layout.PosterInput {
	t.Helper()
	in := circleInput(t, lang, second)
	in.Photo = photoInput(t, lang, 9000, 6000).Photo
	return in
}

func TestPhotosInTheCircle(t *testing.T) {
	t.Parallel()
	for _, f := range layout.Formats() {
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			for _, pair := range pairs() {
				in := circlePhotoInput(t, pair[0], pair[1])
				r := setter(t).Poster(in, f)
				if f.Px == 0 {
					readInside(t, r.Pages[0])
				} else {
					insideMargin(t, r.Pages[0], marginOf(f)*0.9)
				}
				apart(t, r.Pages[0])
				clearOfStrands(t, r.Pages[0])
				equals(t, in, r)
				shown, _ := images(r.Pages[0])
				if (len(shown) == 1) == named(r, "photo") {
					t.Errorf("%s: %d photos with %v, %v", pair, len(shown), r.Problems, r.Notes)
				}
				if len(shown) == 1 {
					clearOfRing(t, r.Pages[0], checkWindow(t, in, r))
				}
				for _, p := range r.Problems {
					if p.Field != "photo" {
						t.Errorf("%s: %v", pair, p)
					}
				}
			}
		})
	}
}

// clearOfRing checks that no strand runs over a round photo.
func clearOfRing(t *testing.T, p *display.Page, photo display.Image) {
	t.Helper()
	window := pathBox(photo.Clip, 0)
	x, y, radius := window.X+window.W/2, window.Y+window.H/2, window.W/2
	for _, op := range p.Ops {
		if s, ok := op.(display.Stroke); ok {
			eachPoint(s.Path, func(q display.Point) {
				if d := math.Hypot(q.X-x, q.Y-y) - s.Width/2; d < radius-0.5 {
					t.Errorf("a strand comes to %v of a photo with a radius of %v", d, radius)
				}
			})
		}
	}
}

// The usual papers have room for a photo between two languages.
func TestCircleHasRoomForAPhoto(t *testing.T) {
	t.Parallel()
	for _, f := range []layout.Format{layout.A5, layout.A4, layout.A3, layout.A4Landscape} {
		for _, pair := range [][2]string{{"en", "ar"}, {"en", ""}} {
			r := setter(t).Poster(circlePhotoInput(t, pair[0], pair[1]), f)
			shown, _ := images(r.Pages[0])
			if len(shown) != 1 {
				t.Fatalf("%s %s: %d photos: %v", f.Name, pair, len(shown), r.Problems)
			}
			if w := pathBox(shown[0].Clip, 0).W; w < display.MM(min(f.W, f.H))*0.26 {
				t.Errorf("%s %s: the photo is only %.0f pt wide", f.Name, pair, w)
			}
		}
	}
}

// Words of many lines leave the photo out by name, before any of them goes.
func TestCircleLeavesThePhotoOutFirst(t *testing.T) {
	t.Parallel()
	in := circlePhotoInput(t, "en", "ar")
	in.Event.Title = event.Text{"en": "Everyone has the right to life, liberty and the security of person, and so have all of their neighbours", "ar": in.Event.Title["ar"]}
	r := setter(t).Poster(in, layout.A5)
	if shown, _ := images(r.Pages[0]); len(shown) != 0 || !named(r, "photo") {
		t.Errorf("%d photos with %v", len(shown), r.Problems)
	}
	if !printed(t, r.Pages[0], in.Event.Title["en"]) {
		t.Error("the title is not printed")
	}
}

// Strands wander from lane to lane; none cuts across the ring as a chord does.
func TestStrandsOfTheRingAreNoChords(t *testing.T) {
	t.Parallel()
	const turn = 50 * math.Pi / 180
	for i := range 40 {
		in := circlePhotoInput(t, "en", "ar")
		in.Event.ID = event.ID(fmt.Sprintf("7K3QX9%02d", i))
		in.Event.Venue.Access = nil // whose icons have strokes too
		p := setter(t).Poster(in, layout.A3).Pages[0]
		shown, _ := images(p)
		window := pathBox(shown[0].Clip, 0)
		x, y := window.X+window.W/2, window.Y+window.H/2
		for _, op := range p.Ops {
			s, ok := op.(display.Stroke)
			if !ok {
				continue
			}
			var far, angle []float64
			eachPoint(s.Path, func(q display.Point) {
				far, angle = append(far, math.Hypot(q.X-x, q.Y-y)), append(angle, math.Atan2(q.X-x, y-q.Y))
			})
			for a := range far {
				for b := a + 1; b < len(far) && math.Abs(angle[b]-angle[a]) < turn; b++ {
					if math.Abs(far[b]-far[a]) > 2*1.28*s.Width {
						t.Fatalf("%s: a strand comes %.0f pt nearer to the middle in %.0f degrees", in.Event.ID, far[b]-far[a], (angle[b]-angle[a])*180/math.Pi)
					}
				}
			}
		}
	}
}
