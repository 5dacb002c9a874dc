package desktop

import (
	"context"
	"encoding/json"

	"daykit/internal/desk"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// Signups lists who signed up and who waits, with how to reach them, and what does not open.
func (d *Desk) Signups(id string) (desk.Signups, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.Signups, error) { return kit.Signups(ctx, id) })
}

// SeenSignups says that somebody has looked at all that came so far.
func (d *Desk) SeenSignups(id string) (desk.EventView, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.EventView, error) {
		if err := kit.SeenSignups(ctx, id); err != nil {
			return desk.EventView{}, err
		}
		return kit.Event(ctx, id)
	})
}

// MergeSignups makes two entries one.
func (d *Desk) MergeSignups(id, a, b string) (desk.Signups, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.Signups, error) {
		if err := kit.MergeSignups(ctx, id, a, b); err != nil {
			return desk.Signups{}, err
		}
		return kit.Signups(ctx, id)
	})
}

// KeepTwo says that two entries with one contact are two people.
func (d *Desk) KeepTwo(id, a, b string) (desk.Signups, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.Signups, error) {
		if err := kit.KeepTwo(ctx, id, a, b); err != nil {
			return desk.Signups{}, err
		}
		return kit.Signups(ctx, id)
	})
}

// OfferPlace offers a place to somebody who waits; an empty until is the usual time.
func (d *Desk) OfferPlace(id, who, until string) (desk.Signup, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.Signup, error) {
		return kit.OfferPlace(ctx, id, who, until)
	})
}

// AcceptPlace gives somebody a place.
func (d *Desk) AcceptPlace(id, who string) (desk.Signup, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.Signup, error) { return kit.AcceptPlace(ctx, id, who) })
}

// ExpirePlace lets an offer go.
func (d *Desk) ExpirePlace(id, who string) (desk.Signup, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.Signup, error) { return kit.ExpirePlace(ctx, id, who) })
}

// SignupState opens or closes the sign-up on the page; note is texts by language, as JSON.
func (d *Desk) SignupState(id, state, note string) (desk.EventView, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.EventView, error) {
		var texts event.Text
		if err := json.Unmarshal([]byte(note), &texts); err != nil {
			return desk.EventView{}, fault.Wrap(err, fault.Invalid, "the note is not texts by language", "")
		}
		return kit.SignupState(ctx, id, state, texts)
	})
}

// FeedbackPage chooses whether the page asks people who came how it was; an empty until is
// the usual last day.
func (d *Desk) FeedbackPage(id, state, until string) (desk.EventView, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.EventView, error) {
		return kit.FeedbackPage(ctx, id, state, until)
	})
}

// PageVoices lists whose words may stand on the page, and why others may not.
func (d *Desk) PageVoices(id string) (desk.PageVoices, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.PageVoices, error) { return kit.PageVoices(ctx, id) })
}

// PageVoice chooses whose words stand on the page; "none" is nobody's.
func (d *Desk) PageVoice(id, voice string) (desk.EventView, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.EventView, error) {
		return kit.PageVoice(ctx, id, voice)
	})
}

// SignupPicture is what visitors would see of signing up, in one language.
func (d *Desk) SignupPicture(id, lang string) (desk.SignupPicture, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.SignupPicture, error) {
		return kit.SignupPicture(ctx, id, lang)
	})
}
