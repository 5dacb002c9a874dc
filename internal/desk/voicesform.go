package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"image"
	"image/jpeg"
	"strings"

	"golang.org/x/image/draw"

	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
	"daykit/internal/domain/locale"
	"daykit/internal/page/layout"
)

// The photo of a signed form is a field like others, in the log, so that it is sealed as
// a contact wherever it lies, travels to the group's organisers with everything else and
// is erased with the words. So it is made small: grey, with its longer side of at most
// formSide pixels (about 135 to the inch of an A4 sheet) and formBytes at most, of which
// three fit into one operation.
const (
	formSide  = 1600
	formBytes = 160 << 10
)

// AttachForm takes the photo in the file at path in as that of the form that the person of
// a local voice signed. What the photo said about where and when it was taken does not
// come along. The file that was given is left where it is. It can be undone.
func (d *Desk) AttachForm(ctx context.Context, voice, path string) error {
	o, err := d.ownVoice(ctx, voice)
	if err != nil {
		return err
	}
	if err := d.names(); err != nil {
		return err
	}
	if o.Withdrawn != "" {
		return fault.New(fault.Denied, "the voice was withdrawn, so its record is not changed any more", "who consents again is added as a new voice")
	}
	photo, err := openPicture(path)
	if err != nil {
		return err
	}
	small, err := formPhoto(photo.Picture.JPEG)
	if err != nil {
		return err
	}
	key, _, _ := strings.Cut(o.key, "/")
	changes := sets(entityVoiceForm, o.key, map[string]json.RawMessage{"jpeg": raw(small)}) // base 64
	changes = append(changes, sets(entityVoice, o.key, map[string]json.RawMessage{"form": raw(true)})...)
	return d.write(ctx, key, actOwnVoice, changes...)
}

// formPhoto makes the photo of a sheet of writing small.
func formPhoto(photo []byte) ([]byte, error) {
	img, err := jpeg.Decode(bytes.NewReader(photo))
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "the picture is damaged or not complete", "take it again")
	}
	for side := formSide; ; side = side * 3 / 4 {
		grey := greyed(img, side)
		for _, quality := range []int{70, 50, 35} {
			var b bytes.Buffer
			if err := jpeg.Encode(&b, grey, &jpeg.Options{Quality: quality}); err != nil {
				return nil, err
			}
			if b.Len() <= formBytes {
				return b.Bytes(), nil
			}
		}
	}
}

// greyed gives a picture in grey with its longer side of at most so many pixels.
func greyed(img image.Image, side int) *image.Gray {
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	if longer := max(w, h); longer > side {
		w, h = max(1, w*side/longer), max(1, h*side/longer)
	}
	out := image.NewGray(image.Rect(0, 0, w, h))
	draw.BiLinear.Scale(out, out.Bounds(), img, img.Bounds(), draw.Src, nil)
	return out
}

// VoiceForm gives the photo of the signed form of a local voice, as JPEG.
func (d *Desk) VoiceForm(ctx context.Context, voice string) ([]byte, error) {
	o, err := d.ownVoice(ctx, voice)
	if err != nil {
		return nil, err
	}
	if err := d.names(); err != nil {
		return nil, err
	}
	fields, err := d.store.Entity(ctx, entityVoiceForm, o.key)
	if err != nil {
		return nil, err
	}
	var kept struct {
		JPEG []byte `json:"jpeg"`
	}
	if err := decodeFields(fields, &kept); err != nil {
		return nil, err
	}
	if len(kept.JPEG) == 0 {
		return nil, fault.New(fault.NotFound, "there is no photo of the signed form", "take one and attach it (daykit voices consent VOICE --form PHOTO)")
	}
	return kept.JPEG, nil
}

// SaveVoiceForm writes the photo of the signed form to a file, and into the audit trail
// that it left the laptop's seal.
func (d *Desk) SaveVoiceForm(ctx context.Context, voice, path string) error {
	o, err := d.ownVoice(ctx, voice)
	if err != nil {
		return err
	}
	b, err := d.VoiceForm(ctx, voice)
	if err != nil {
		return err
	}
	key, _, _ := strings.Cut(o.key, "/")
	return saveKnown(path, b, func() error { return d.note(ctx, auditExport, key, "consent form "+o.ID) })
}

// consentForm sets the form for people to sign, filled in for the local voice that was
// asked for. A filled form has somebody's words on it, and the audit trail says so.
func (j *job) consentForm(ctx context.Context) error {
	in := layout.ConsentInput{Event: j.ev, Lang: j.langs[0], Phrases: j.words}
	if id := j.out.req.Voice; id != "" {
		if err := j.d.names(); err != nil {
			return err
		}
		o, err := j.d.ownVoice(ctx, id)
		if err != nil {
			return err
		}
		if o.Withdrawn != "" {
			return notAgreed(o.Voice(""), content.ErrWithdrawn)
		}
		in.Filled = layout.ConsentFilled{Quote: o.Quote, QuoteLang: o.Lang, Contact: o.WithdrawTo}
		if o.Expires != "" {
			in.Filled.Until = locale.LongDate(j.langs[0], o.Expires)
		}
		j.out.people = true
	}
	j.noCode()
	j.add(j.s.Consent(in))
	return nil
}
