package layout

import (
	"daykit/internal/domain/display"
)

// The measures of a circle with a photo in it. The headlines then stand over the
// ring, or on a wide page over the words beside it.
const (
	photoHeads    = 0.2  // of the page's height that headlines may take
	photoWant     = 0.8  // of the size that they should have in the ring
	photoHeadMost = 64.0 // greatest size of the first, in points on A4
	photoClear    = 0.4  // between photo and strands, in widths of a strand
	photoRoom     = 0.26 // least of the page's short side, across
	photoRoomMM   = 26.0
	photoTries    = 4 // arrangements; those after them have no air for a photo
)

// withoutPhoto leaves the photo out; in a format for few words that is no fault.
func (c *circlePoster) withoutPhoto() {
	if c.brief() {
		c.notes.add("photo", c.in.Lang, foundPhotoNoRoomHere)
		c.photo, c.credit, c.photoAlt = nil, words{}, words{}
		return
	}
	c.dropPhoto()
}

// roomForPhoto says whether a photo in the ring is large enough to be worth it.
func (c *circlePoster) roomForPhoto(r ring) bool {
	least := max(photoRoom*min(c.page.W, c.page.H), display.MM(photoRoomMM))
	return 2*r.photoRadius() >= least
}

// photoRadius is that of a photo in the ring.
func (r ring) photoRadius() float64 { return r.inner() - r.width()*photoClear }

// overRing puts the headlines side by side at the top of a box, each in its column
// and at its side of the page, on one base.
func (c *circlePoster) overRing(box display.Rect) headPlaces {
	gap := 18 * c.air
	most := c.page.H * photoHeads
	return func(blocks []block) (out []placedBlock, fits bool) {
		width := box.W
		if len(blocks) > 1 {
			width = (box.W - gap) / 2
		}
		top := 0.0
		for _, b := range blocks {
			top = max(top, b.top())
		}
		fits = true
		for i, b := range blocks {
			p := placedBlock{block: b, x: box.X, y: box.Y + top - b.top(), w: width, side: start(rtlPage(b.lang))}
			if i == 1 && c.oneWay() {
				p.side = end(c.rtl) // or the two would read as one sentence
			}
			if (i == 1) != c.rtl {
				p.x = box.X + box.W - width
			}
			out = append(out, p)
			fits = fits && b.widest() <= width && b.height() <= most
		}
		return out, fits
	}
}

// bottomOf is where the lowest of the headlines ends.
func bottomOf(heads []placedBlock, top float64) float64 {
	for _, b := range heads {
		top = max(top, b.y+b.height())
	}
	return top
}

// drawPhoto shows the photo in the ring, and its credit under it.
func (c *circlePoster) drawPhoto(plan circlePlan) {
	if c.photo == nil {
		return
	}
	at, d := plan.ring.centre, plan.ring.photoRadius()
	c.putPhoto(display.CirclePath(at.X, at.Y, d), display.Rect{X: at.X - d, Y: at.Y - d, W: 2 * d, H: 2 * d}, at)
	if b := plan.credit; len(b.lines) > 0 {
		c.put(b, at.X-plan.ring.outer, at.Y+plan.ring.outer+c.creditGap(), 2*plan.ring.outer, centre)
	}
}

func (c *circlePoster) creditGap() float64 { return 4 * c.air }
