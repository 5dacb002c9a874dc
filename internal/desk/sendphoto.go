package desk

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"sync"

	"golang.org/x/image/draw"

	"daykit/internal/data/wire"
	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// campaignSide is the longer side of a photograph that is sent, in pixels, before it is made
// smaller still to fit into wire.MaxPhotoJPEG. It is our own choice: sharp on a screen, and
// half a minute on a slow line.
const campaignSide = 1280

// SendPhotograph gives a photograph as it is sent to the campaign: reduced, and nothing in
// it but its pixels. It is a fault.Denied where that was not agreed to.
func (d *Desk) SendPhotograph(ctx context.Context, id, photo string) ([]byte, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return nil, err
	}
	return d.campaignJPEG(ctx, ev, photo)
}

func (d *Desk) campaignJPEG(ctx context.Context, ev event.Event, photo string) ([]byte, error) {
	_, whole, err := d.PhotographFor(ctx, string(ev.ID), photo, content.PhotoCampaign)
	if err != nil {
		return nil, err
	}
	return d.reduced.of(string(ev.ID)+"/"+photo, func() ([]byte, error) { return reduced(whole) })
}

// reducedPhotos are the photographs that were reduced last, since each is looked at several
// times before it goes. Whether one may be used is asked each time.
type reducedPhotos struct {
	mu   sync.Mutex
	kept map[string][]byte
}

// keptPhotos is how many are kept: those of two events, 2 MB at most.
const keptPhotos = 2 * wire.MaxPhotos

func (r *reducedPhotos) of(key string, reduce func() ([]byte, error)) ([]byte, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if b, ok := r.kept[key]; ok {
		return b, nil
	}
	b, err := reduce()
	if err != nil {
		return nil, err
	}
	if r.kept == nil || len(r.kept) >= keptPhotos {
		r.kept = map[string][]byte{}
	}
	r.kept[key] = b
	return b, nil
}

func reduced(whole []byte) ([]byte, error) {
	img, err := jpeg.Decode(bytes.NewReader(whole))
	if err != nil {
		return nil, fault.Wrap(err, fault.Damaged, "a photograph does not read back", "add it again")
	}
	return reducedJPEG(img)
}

// reducedJPEG encodes a picture so that it may travel.
func reducedJPEG(img image.Image) ([]byte, error) {
	for side := campaignSide; ; side = side * 3 / 4 {
		small := fitted(img, side)
		for _, quality := range []int{80, 65, 50} {
			var b bytes.Buffer
			if err := jpeg.Encode(&b, small, &jpeg.Options{Quality: quality}); err != nil {
				return nil, err
			}
			if b.Len() <= wire.MaxPhotoJPEG {
				return b.Bytes(), wire.CheckBareJPEG(b.Bytes())
			}
		}
	}
}

// fitted gives a picture with its longer side of at most so many pixels.
func fitted(img image.Image, side int) image.Image {
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	if longer := max(w, h); longer > side {
		w, h = max(1, w*side/longer), max(1, h*side/longer)
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.CatmullRom.Scale(out, out.Bounds(), img, img.Bounds(), draw.Src, nil)
	return out
}
