package desk

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"image"
	"image/jpeg"
	"path/filepath"
	"slices"

	"golang.org/x/image/draw"

	"daykit/internal/data/store"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// A photograph is made as large as a page of a report or a web page shows it, and no
// larger: albumSide pixels on its longer side (160 mm at 254 dpi), and albumPart bytes at
// most in each of its two parts, which fit into one operation of the log each.
const (
	albumSide = 1600
	albumPart = 180 << 10
)

// AddedPhotographs says what came of adding photographs.
type AddedPhotographs struct {
	Photographs []Photograph        `json:"photographs"` // all of the event
	Added       []string            `json:"added"`       // ids
	Refused     []RefusedPhotograph `json:"refused"`
}

// RefusedPhotograph is a file that was not taken in, and why.
type RefusedPhotograph struct {
	File string `json:"file"` // its name without its folder
	Why  string `json:"why"`  // in English
	Hint string `json:"hint"`
}

// AddPhotographs takes the pictures in the files at paths into the event, each as an act of
// its own. They come upright, in sRGB, made smaller, and without what they said about where,
// when and by what they were taken. The files stay where they are, and no copy of them is
// kept. What is no picture is refused by its name, and the others come; any other fault
// ends it, with those before it kept.
func (d *Desk) AddPhotographs(ctx context.Context, id string, paths []string) (AddedPhotographs, error) {
	out := AddedPhotographs{Added: []string{}, Refused: []RefusedPhotograph{}}
	all, err := d.Photographs(ctx, id)
	if err != nil {
		return out, err
	}
	for i, path := range paths {
		if len(all)+len(out.Added) >= MaxPhotographs {
			for _, p := range paths[i:] {
				out.Refused = append(out.Refused, refusedPhotograph(p, fault.Invalidf("take one off that nobody needs", "an event has at most %d photographs", MaxPhotographs)))
			}
			break
		}
		photo, err := d.addPhotograph(ctx, id, path)
		switch code := fault.CodeOf(err); {
		case err == nil:
			out.Added = append(out.Added, photo)
		case code == fault.Invalid || code == fault.NotFound:
			out.Refused = append(out.Refused, refusedPhotograph(path, err))
		default:
			return out, err
		}
	}
	out.Photographs, err = d.Photographs(ctx, id)
	return out, err
}

func refusedPhotograph(path string, err error) RefusedPhotograph {
	out := RefusedPhotograph{File: filepath.Base(path), Why: err.Error()}
	var f *fault.Error
	if errors.As(err, &f) {
		out.Why, out.Hint = f.Message, cmp.Or(f.Hint, "make it smaller, or choose another: 32 MB and 60 megapixels are the most")
	}
	return out
}

// addPhotograph takes in one picture and gives its id. Its bytes go into the log before the
// record, in a write that is not undone: taking the record back hides them, and deleting
// names erases them.
func (d *Desk) addPhotograph(ctx context.Context, id, path string) (string, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return "", err
	}
	photo, err := openPicture(path)
	if err != nil {
		return "", err
	}
	small, size, err := smallPhotograph(photo.Picture.JPEG)
	if err != nil {
		return "", err
	}
	draw, err := d.randomID()
	if err != nil {
		return "", err
	}
	name := "p-" + draw
	at := string(ev.ID) + "/" + name
	cut := min(albumPart, len(small))
	parts := map[string]json.RawMessage{"one": raw(small[:cut]), "two": raw(small[cut:])} // base 64
	if err := d.write(ctx, string(ev.ID), "", sets(entityPhotoBytes, at, parts)...); err != nil {
		return "", err
	}
	kept := storedPhotograph{Uses: []content.PhotoUse{}, Added: d.today(ev), W: size.X, H: size.Y}
	changes := sets(entityPhotograph, at, fieldsOf(kept))
	changes = append(changes, sets(entityPhotoWords, at, fieldsOf(storedPhotoWords{}))...)
	return name, d.write(ctx, string(ev.ID), actPhotograph, changes...)
}

// smallPhotograph makes a picture that was taken in as large as it is kept.
func smallPhotograph(b []byte) (small []byte, size image.Point, err error) {
	img, err := jpeg.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, size, fault.Wrap(err, fault.Invalid, "the picture is damaged or not complete", "copy it from the phone again, or choose another")
	}
	for side := albumSide; ; side = side * 4 / 5 {
		scaled := shrunk(img, side)
		for _, quality := range []int{82, 72, 60} {
			var out bytes.Buffer
			if err := jpeg.Encode(&out, scaled, &jpeg.Options{Quality: quality}); err != nil {
				return nil, size, err
			}
			if out.Len() <= 2*albumPart {
				return out.Bytes(), scaled.Bounds().Size(), nil
			}
		}
	}
}

// shrunk gives a picture with its longer side of at most so many pixels.
func shrunk(img image.Image, side int) image.Image {
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	longer := max(w, h)
	if longer <= side {
		return img
	}
	out := image.NewRGBA(image.Rect(0, 0, max(1, w*side/longer), max(1, h*side/longer)))
	draw.CatmullRom.Scale(out, out.Bounds(), img, img.Bounds(), draw.Src, nil)
	return out
}

// fieldsOf gives the fields of something that is kept, by their JSON names.
func fieldsOf(v any) map[string]json.RawMessage {
	fields := map[string]json.RawMessage{}
	if err := json.Unmarshal(raw(v), &fields); err != nil {
		panic("internal error: " + err.Error())
	}
	return fields
}

// EditPhotograph writes what is said of a photograph: its words, and what was agreed. What
// is as before is not written. It is not there to withdraw: WithdrawPhotograph is.
func (d *Desk) EditPhotograph(ctx context.Context, id, photo string, in content.EventPhoto) ([]Photograph, error) {
	ev, was, err := d.photograph(ctx, id, photo)
	if err != nil {
		return nil, err
	}
	if was.Consent.Withdrawn != "" {
		return nil, fault.New(fault.Denied, "the photograph was withdrawn, so its record is not changed any more", "who agrees again is in a photograph that is added anew")
	}
	if was.Erased != "" {
		return nil, fault.New(fault.Denied, "the photograph was erased, so its record is not changed any more", "add it anew, if everybody in it agrees")
	}
	in = trimmedPhoto(in)
	in.Consent.Withdrawn = ""
	if err := in.Check(); err != nil {
		return nil, fault.Wrap(err, fault.Invalid, err.Error(), "mend it and save it again; nothing was changed")
	}
	if in.Consent.On > d.today(ev) {
		return nil, fault.Invalidf("write the day on which they were asked", "on: %s is still to come", in.Consent.On)
	}
	at := string(ev.ID) + "/" + was.ID
	wordsAt, err := d.freshID(ctx, entityPhotoWords, at)
	if err != nil {
		return nil, err
	}
	if changes := photographChanges(at, wordsAt, was.EventPhoto, in); len(changes) > 0 {
		if err := d.write(ctx, string(ev.ID), actPhotograph, changes...); err != nil {
			return nil, err
		}
		d.previews.forget() // one may show what is not agreed to any more
	}
	return d.photographsOf(ctx, ev)
}

// photographChanges are the writes that turn one record into another: what was agreed under
// the id at, and words under theirs.
func photographChanges(at, wordsAt string, was, next content.EventPhoto) []store.Change {
	before, after := photoFields(was), photoFields(next)
	agreed, words := map[string]json.RawMessage{}, map[string]json.RawMessage{}
	for f, v := range after {
		switch {
		case bytes.Equal(before[f], v):
		case slices.Contains(photoAgreed, f):
			agreed[f] = v
		default:
			words[f] = v
		}
	}
	return append(sets(entityPhotograph, at, agreed), sets(entityPhotoWords, wordsAt, words)...)
}

// photoFields gives what is known of a photograph by the fields that it is kept in.
func photoFields(p content.EventPhoto) map[string]json.RawMessage {
	p.Consent.Uses = append([]content.PhotoUse{}, p.Consent.Uses...)
	fields := fieldsOf(p.Consent)
	for f, v := range fieldsOf(storedPhotoWords{Caption: p.Caption, Alt: p.Alt, Lang: p.Lang, Credit: p.Credit, By: p.Consent.By}) {
		fields[f] = v
	}
	return fields
}
