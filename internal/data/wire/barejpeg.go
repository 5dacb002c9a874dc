package wire

import (
	"bytes"
	"errors"
	"fmt"
	"image/jpeg"
)

// Markers of a JPEG file (ITU-T T.81, table B.1), each after a byte of 0xFF.
const (
	jpegSOI  = 0xD8
	jpegEOI  = 0xD9
	jpegSOS  = 0xDA
	jpegDQT  = 0xDB
	jpegDRI  = 0xDD
	jpegDHT  = 0xC4
	jpegSOF0 = 0xC0
	jpegSOF1 = 0xC1
	jpegSOF2 = 0xC2
	jpegRST0 = 0xD0
	jpegRST7 = 0xD7
)

// maxScans is how many scans a photograph may have: a progressive one of today's programs has
// about ten, and each costs whoever shows it a pass over all pixels however short it is.
const maxScans = 32

var errNotBare = errors.New("the photograph carries more than its pixels, such as where and when it was taken")

// CheckBareJPEG says what is wrong with a photograph that travels: it must be a JPEG of at
// most MaxPhotoJPEG bytes and MaxPhotoSide pixels a side, with nothing in it but what
// decodes to pixels. No application segment, no comment and no byte after its end may be
// there, so that no place, time, device, name or thumbnail can.
func CheckBareJPEG(raw []byte) error {
	if len(raw) == 0 || len(raw) > MaxPhotoJPEG {
		return fmt.Errorf("a photograph has 1 to %d bytes", MaxPhotoJPEG)
	}
	if err := bareSegments(raw); err != nil {
		return err
	}
	c, err := jpeg.DecodeConfig(bytes.NewReader(raw))
	switch {
	case err != nil:
		return errors.New("the photograph is not a JPEG that can be read")
	case c.Width < 1 || c.Height < 1 || c.Width > MaxPhotoSide || c.Height > MaxPhotoSide:
		return fmt.Errorf("a photograph has at most %d pixels a side", MaxPhotoSide)
	}
	return nil
}

// bareSegments walks through a file, whose segments must all be needed for its pixels.
func bareSegments(raw []byte) error {
	if len(raw) < 4 || raw[0] != 0xFF || raw[1] != jpegSOI {
		return errors.New("the photograph is not a JPEG")
	}
	var parts pictureParts
	for at := 2; ; {
		if at+2 > len(raw) || raw[at] != 0xFF {
			return errors.New("the photograph is cut off")
		}
		marker := raw[at+1]
		at += 2
		if marker == jpegEOI {
			if at != len(raw) {
				return errNotBare
			}
			return nil
		}
		if err := parts.take(marker); err != nil {
			return err
		}
		if at+2 > len(raw) {
			return errors.New("the photograph is cut off")
		}
		at += int(raw[at])<<8 | int(raw[at+1])
		if marker == jpegSOS {
			at = scanned(raw, at)
		}
	}
}

// pictureParts counts what a picture is made of.
type pictureParts struct{ frames, scans int }

// take says why a segment may not stand in a picture after those before.
func (p *pictureParts) take(marker byte) error {
	switch marker {
	case jpegDQT, jpegDHT, jpegDRI:
	case jpegSOF0, jpegSOF1, jpegSOF2:
		p.frames++
	case jpegSOS:
		p.scans++
	default:
		return errNotBare
	}
	if p.frames > 1 || p.scans > maxScans { // the size that is looked at is that of the first frame
		return errors.New("the photograph is not one picture")
	}
	return nil
}

// scanned gives the end of the coded pixels that begin at a place: the next marker that is
// none of those within.
func scanned(raw []byte, at int) int {
	for ; at+1 < len(raw); at++ {
		if next := raw[at+1]; raw[at] == 0xFF && next != 0 && (next < jpegRST0 || next > jpegRST7) {
			return at
		}
	}
	return len(raw)
}
