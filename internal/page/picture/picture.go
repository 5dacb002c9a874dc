// Package picture takes in photographs from outside. What comes out is a JPEG that
// stands upright, in sRGB or grey, of at most 12 megapixels, and says nothing about
// where, when, how and by whom it was taken: no EXIF, XMP, profile, comment or
// thumbnail is carried over.
//
// A file is looked at by its header before it is decoded, and decoded once before
// it is believed. Nothing here panics, and nothing takes more than about eight
// bytes a pixel of the largest picture allowed.
package picture

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image/jpeg"
	"image/png"

	"daykit/internal/domain/display"
)

// The reasons for which a file is refused; one of them is in the chain of every
// error.
var (
	ErrKind     = errors.New("not a kind of picture that can be used")
	ErrTooLarge = errors.New("the picture is too large")
	ErrDamaged  = errors.New("the picture is damaged or not complete")
)

// KindError names a kind of file that is refused and says what to do instead.
type KindError struct {
	Kind string // as people call it; empty when unknown
	Hint string // a sentence
}

func (e *KindError) Error() string {
	if e.Kind == "" {
		return ErrKind.Error()
	}
	return e.Kind + ": " + ErrKind.Error()
}

// Unwrap is ErrKind.
func (e *KindError) Unwrap() error { return ErrKind }

// The limits of what is taken in.
const (
	MaxFile   = 32 << 20   // bytes
	MaxPixels = 60_000_000 // by the header
	MaxSide   = 1 << 16    // pixels
	// MaxKept is the pixels that are kept: 12 megapixels as cameras count them
	// (4032 by 3024, 4080 by 3060).
	MaxKept = 12 << 20

	maxMemory = 8 * MaxPixels // bytes for decoding
)

// Note is something that a person should know about a picture that was taken in.
type Note string

// The notes.
const (
	Scaled      Note = "scaled"      // it had more than MaxKept pixels
	Profile     Note = "profile"     // its colour profile was not understood: colours may differ a little
	CMYK        Note = "cmyk"        // it was made for printing inks: colours may differ
	Transparent Note = "transparent" // what was transparent is white now
)

// Photo is a picture that was taken in.
type Photo struct {
	Picture *display.Picture
	Notes   []Note
}

// Open takes in a JPEG, a PNG, a GIF (its first frame) or a WebP that does not
// move. A JPEG that needs no change keeps its compressed data bit for bit.
func Open(data []byte) (*Photo, error) {
	if len(data) > MaxFile {
		return nil, fmt.Errorf("open picture: %d MiB: %w", len(data)>>20, ErrTooLarge)
	}
	format, err := recognise(data)
	if err != nil {
		return nil, fmt.Errorf("open picture: %w", err)
	}
	photo, err := format.open(data)
	if err != nil {
		return nil, fmt.Errorf("open picture: %w", err)
	}
	return photo, nil
}

// Stored reads the header of a JPEG that Open made and trusts the rest. The id is
// the one that Open gave; when it is empty it is worked out again, which takes a
// millisecond for each megabyte or so.
func Stored(id string, data []byte) (*display.Picture, error) {
	h, err := readFrame(data)
	if err != nil {
		return nil, fmt.Errorf("stored picture: %w", err)
	}
	if id == "" {
		id = idOf(data)
	}
	return &display.Picture{ID: id, JPEG: data, W: h.w, H: h.h, Grey: h.parts == 1}, nil
}

// Whole is Stored for a file that came from elsewhere: it is decoded to its end, which takes
// as long as Open.
func Whole(data []byte) (*display.Picture, error) {
	f, err := readJPEG(data)
	if err != nil {
		return nil, fmt.Errorf("whole picture: %w", err)
	}
	if f.frame.w == 0 {
		return nil, fmt.Errorf("whole picture: no frame: %w", ErrDamaged)
	}
	if _, err := jpeg.Decode(bytes.NewReader(data)); err != nil {
		return nil, fmt.Errorf("whole picture: %w", undecoded(err))
	}
	return Stored("", data)
}

func idOf(file []byte) string {
	sum := sha256.Sum256(file)
	return hex.EncodeToString(sum[:16])
}

// checkSize judges a header: w by h pixels that take so many bytes to decode.
func checkSize(w, h int, memory int64) error {
	switch {
	case w <= 0 || h <= 0:
		return fmt.Errorf("a size of %d by %d: %w", w, h, ErrDamaged)
	case w > MaxSide || h > MaxSide || int64(w)*int64(h) > MaxPixels || memory > maxMemory:
		return fmt.Errorf("%d by %d pixels: %w", w, h, ErrTooLarge)
	}
	return nil
}

// undecoded says which of our reasons a decoder's error is.
func undecoded(err error) error {
	var rareJPEG jpeg.UnsupportedError
	var rarePNG png.UnsupportedError
	if errors.As(err, &rareJPEG) || errors.As(err, &rarePNG) {
		return &KindError{Kind: "a picture of a rare kind", Hint: saveAsJPEG}
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}
