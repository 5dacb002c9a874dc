package layout

import (
	"math"

	"daykit/internal/domain/display"
	"daykit/internal/text/fonts"
	"daykit/internal/text/typeset"
)

// PhrasePhoto is the line under a photo: Photo: {name}.
const PhrasePhoto = "photo.credit"

const (
	photoLeastDPI = 150.0 // on paper; coarser pictures look soft
	photoSoft     = 1.5   // picture pixels on a screen that one pixel of a photo may fill
	creditLeast   = 8.5   // pt
	bleed         = 15.0  // pt past the page's edges, for what touches them
)

// readPhoto takes the photo with its words. To save ink it stays off.
func (p *poster) readPhoto() {
	in := p.in.Photo
	switch {
	case in == nil || in.Picture == nil || in.Picture.W == 0 || in.Picture.H == 0:
		return
	case p.in.SaveInk:
		p.notes.add("photo", p.in.Lang, foundPhotoSavesInk)
		return
	case p.large:
		p.notes.add("photo", p.in.Lang, foundPhotoNotPlain)
		return
	}
	p.photo = in
	alt, got := pick(&p.problems, "photo.alt", in.Alt, p.in.Event, p.in.Lang)
	if alt == "" {
		p.problems.add("photo.alt", p.in.Lang, foundPhotoNoAlt)
	}
	p.photoAlt = words{field: "photo.alt", text: alt, lang: got}
	if in.Credit != "" {
		p.credit = p.phraseWith(PhrasePhoto, fonts.Text, in.Credit)
		p.credit.color = ink2
	}
}

// dropPhoto leaves the photo out where there is no room for it.
func (p *poster) dropPhoto() {
	p.problems.add("photo", p.in.Lang, foundPhotoNoRoom)
	p.photo, p.credit, p.photoAlt = nil, words{}, words{}
}

// setCredit sets the line that says who took the photo.
func (p *poster) setCredit(width float64) block {
	least := creditLeast
	if p.screen() {
		least = p.least(p.credit) * 0.75
	}
	return p.set(p.credit, width, max(least, creditLeast*p.k), typeset.Balance)
}

// putPhoto shows the photo through a window, which lies within bounds. It covers
// the bounds, and its focus comes as near to a point as it can.
func (p *poster) putPhoto(window display.Path, bounds display.Rect, at display.Point) {
	ph := p.photo
	w, h := float64(ph.Picture.W), float64(ph.Picture.H)
	scale := math.Max(bounds.W/w, bounds.H/h)
	rect := display.Rect{W: w * scale, H: h * scale}
	rect.X = covering(at.X-float64(ph.FocusX*rect.W), rect.W, bounds.X, bounds.W)
	rect.Y = covering(at.Y-float64(ph.FocusY*rect.H), rect.H, bounds.Y, bounds.H)
	p.checkSharp(72/scale, rect)
	p.page.Add(display.Tag{Role: display.Figure, Lang: p.photoAlt.lang, Alt: p.photoAlt.text},
		display.Image{Picture: ph.Picture, Rect: rect, Clip: window}, display.End{})
}

// covering moves a stretch of a length that begins at x so that it covers another.
func covering(x, length, from, room float64) float64 {
	return math.Min(from, math.Max(x, from+room-length))
}

// checkSharp says when a photo has too few pixels for where it stands.
func (p *poster) checkSharp(dpi float64, rect display.Rect) {
	least := photoLeastDPI
	if p.screen() {
		least = 72 / ptPerPx / photoSoft
	}
	if dpi >= least {
		return
	}
	p.problems.add("photo", "", foundPhotoSoft,
		math.Floor(dpi), math.Ceil(rect.W/72*least), math.Ceil(rect.H/72*least))
}
