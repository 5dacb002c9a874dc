package picture

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/jpeg"

	"daykit/internal/domain/display"
)

// The markers of a JPEG file (ITU-T T.81, table B.1).
const (
	markRST0 = 0xd0
	markRST7 = 0xd7
	markSOF0 = 0xc0 // baseline; extended and progressive follow
	markSOF2 = 0xc2
	markDHT  = 0xc4
	markSOI  = 0xd8
	markEOI  = 0xd9
	markSOS  = 0xda
	markDQT  = 0xdb
	markDRI  = 0xdd
	markAPP0 = 0xe0
	markAPP1 = 0xe1 // EXIF, XMP
	markAPP2 = 0xe2 // profiles
	markAPPf = 0xef
	markCOM  = 0xfe
)

// maxScans is far above what progressive files have (about ten), and keeps a small
// file from asking for hours of work.
const maxScans = 64

// segment is one marker of a JPEG with what belongs to it.
type segment struct {
	marker byte
	whole  []byte // with the marker; of a scan, its data too
	body   []byte // without the length
}

// nextSegment reads the segment at an offset and gives the one after it. Fill and
// stray bytes before a marker are left out, as decoders do.
func nextSegment(data []byte, at int) (segment, int, error) {
	for at+1 < len(data) && (data[at] != 0xff || data[at+1] == 0 || data[at+1] == 0xff || data[at+1] >= markRST0 && data[at+1] <= markRST7) {
		at++
	}
	if at+1 >= len(data) {
		return segment{}, 0, fmt.Errorf("it ends too early: %w", ErrDamaged)
	}
	s := segment{marker: data[at+1]}
	if s.marker == markEOI {
		return segment{marker: markEOI, whole: data[at : at+2]}, at + 2, nil
	}
	if at+4 > len(data) {
		return segment{}, 0, fmt.Errorf("it ends too early: %w", ErrDamaged)
	}
	end := at + 2 + int(binary.BigEndian.Uint16(data[at+2:]))
	if end < at+4 || end > len(data) {
		return segment{}, 0, fmt.Errorf("a part is cut short: %w", ErrDamaged)
	}
	s.body = data[at+4 : end]
	if s.marker == markSOS {
		end = scanEnd(data, end)
	}
	s.whole = data[at:end]
	return s, end, nil
}

// scanEnd finds the marker that ends a scan: one that is neither an escaped byte
// nor a restart.
func scanEnd(data []byte, at int) int {
	for {
		i := bytes.IndexByte(data[at:], 0xff)
		if i < 0 || at+i+1 >= len(data) {
			return len(data)
		}
		at += i
		switch next := data[at+1]; {
		case next == 0, next >= markRST0 && next <= markRST7:
			at += 2
		case next == 0xff:
			at++
		default:
			return at
		}
	}
}

// frame is what the frame header says.
type frame struct {
	w, h        int
	parts       int // channels
	progressive bool
	memory      int64 // bytes that decoding takes
}

// readFrame looks for the frame header and no further.
func readFrame(data []byte) (frame, error) {
	if !begins(data, "\xff\xd8\xff") {
		return frame{}, fmt.Errorf("no JPEG: %w", ErrDamaged)
	}
	for at := 2; ; {
		s, next, err := nextSegment(data, at)
		switch {
		case err != nil:
			return frame{}, err
		case isFrame(s.marker):
			return parseFrame(s)
		case s.marker == markSOS || s.marker == markEOI:
			return frame{}, fmt.Errorf("no frame: %w", ErrDamaged)
		}
		at = next
	}
}

func isFrame(marker byte) bool {
	return marker >= markSOF0 && marker <= 0xcf && marker != markDHT && marker != 0xc8 && marker != 0xcc
}

func parseFrame(s segment) (frame, error) {
	b := s.body
	if len(b) < 6 || len(b) != 6+3*int(b[5]) || b[5] == 0 {
		return frame{}, fmt.Errorf("frame header: %w", ErrDamaged)
	}
	if s.marker > markSOF2 || b[0] != 8 {
		return frame{}, &KindError{Kind: "a JPEG of a rare kind", Hint: saveAsJPEG}
	}
	f := frame{
		h: int(binary.BigEndian.Uint16(b[1:])), w: int(binary.BigEndian.Uint16(b[3:])),
		parts: int(b[5]), progressive: s.marker == markSOF2,
	}
	f.memory = f.decoding(b[6:])
	return f, checkSize(f.w, f.h, f.memory)
}

// decoding counts the bytes that decoding takes: a byte for each sample, four more
// for the coefficients that a progressive file makes one keep, and a whole picture
// more where there are inks.
func (f frame) decoding(parts []byte) int64 {
	var most, sum int64 = 1, 0
	for i := 0; i < len(parts); i += 3 {
		area := int64(parts[i+1]>>4) * int64(parts[i+1]&15)
		most, sum = max(most, area), sum+area
	}
	each := int64(1)
	if f.progressive {
		each = 5
	}
	pixels := int64(f.w) * int64(f.h)
	bytes := pixels * each * sum / most
	if f.parts == 4 {
		bytes += 4 * pixels
	}
	return bytes
}

// jpegFile is a JPEG taken apart.
type jpegFile struct {
	frame frame
	about about
	kept  []segment // what is needed to show it, in order
}

func readJPEG(data []byte) (*jpegFile, error) {
	f := &jpegFile{}
	var profile pieces
	for at, scans := 2, 0; ; {
		s, next, err := nextSegment(data, at)
		if err != nil {
			return nil, err
		}
		if s.marker == markSOS {
			scans++
		}
		if scans > maxScans {
			return nil, fmt.Errorf("more than %d scans: %w", maxScans, ErrDamaged)
		}
		if err := f.take(s, &profile); err != nil {
			return nil, err
		}
		if s.marker == markEOI {
			f.about.profile = profile.join()
			return f, nil
		}
		at = next
	}
}

// take sorts one segment: kept, read for what it says, or left behind.
func (f *jpegFile) take(s segment, profile *pieces) (err error) {
	switch m := s.marker; {
	case isFrame(m):
		if f.frame.w != 0 {
			return fmt.Errorf("two frames: %w", ErrDamaged)
		}
		f.frame, err = parseFrame(s)
		f.kept = append(f.kept, s)
	case m == markDHT, m == markDQT, m == markDRI, m == markSOS, m == markEOI:
		f.kept = append(f.kept, s)
	case m == markAPP1:
		if tiff, ok := bytes.CutPrefix(s.body, []byte("Exif\x00\x00")); ok && f.about.turned == 0 {
			f.about.turned = orientation(tiff)
		}
	case m == markAPP2:
		if p, ok := bytes.CutPrefix(s.body, []byte("ICC_PROFILE\x00")); ok {
			profile.add(p)
		}
	case m >= markAPP0 && m <= markAPPf, m == markCOM:
	default:
		return &KindError{Kind: "a JPEG of a rare kind", Hint: saveAsJPEG}
	}
	return err
}

func openJPEG(data []byte) (*Photo, error) {
	f, err := readJPEG(data)
	if err != nil {
		return nil, err
	}
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, undecoded(err)
	}
	if p, ok := f.asItIs(img); ok {
		return p, nil
	}
	return remade(img, f.about)
}

// asItIs keeps the compressed data of a picture that needs no change.
func (f *jpegFile) asItIs(img image.Image) (*Photo, bool) {
	switch img.(type) {
	case *image.YCbCr, *image.Gray:
	default:
		return nil, false
	}
	if f.about.turned > 1 || f.frame.w*f.frame.h > MaxKept {
		return nil, false
	}
	change, notes := f.about.colours(f.frame.parts == 1)
	if change != nil {
		return nil, false
	}
	return &Photo{Picture: picture(f.bare(), f.frame.w, f.frame.h, f.frame.parts == 1), Notes: notes}, true
}

// jfif says that a JPEG is a plain one, without a resolution or a thumbnail: some
// readers ask for it, and it makes three channels YCbCr whatever they are called.
const jfif = "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"

// bare is the file with nothing but its picture.
func (f *jpegFile) bare() []byte {
	size := len(jfif)
	for _, s := range f.kept {
		size += len(s.whole)
	}
	out := append(make([]byte, 0, size), jfif...)
	for _, s := range f.kept {
		out = append(out, s.whole...)
	}
	return out
}

func picture(jpeg []byte, w, h int, grey bool) *display.Picture {
	return &display.Picture{ID: idOf(jpeg), JPEG: jpeg, W: w, H: h, Grey: grey}
}
