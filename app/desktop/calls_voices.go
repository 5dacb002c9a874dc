package desktop

import (
	"context"
	"encoding/json"

	"daykit/internal/desk"
	"daykit/internal/domain/content"
	"daykit/internal/domain/fault"
)

// Voices lists the voices that the event may use.
func (d *Desk) Voices(id string) ([]desk.Voice, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) ([]desk.Voice, error) { return kit.Voices(ctx, id) })
}

// SearchVoices lists those that a query, written as JSON, keeps, with what else the library
// can be narrowed by.
func (d *Desk) SearchVoices(id, query string) (desk.VoicePage, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.VoicePage, error) {
		var q desk.VoiceQuery
		if err := json.Unmarshal([]byte(query), &q); err != nil {
			return desk.VoicePage{}, fault.Wrap(err, fault.Invalid, "that is no query", "")
		}
		return kit.SearchVoices(ctx, id, q)
	})
}

// ChooseVoice takes a voice into the event, or out of it.
func (d *Desk) ChooseVoice(id, voice string, chosen bool) ([]desk.Voice, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) ([]desk.Voice, error) {
		return kit.ChooseVoice(ctx, id, voice, chosen)
	})
}

// OwnVoice gives all that is kept of a local voice, the care plan too.
func (d *Desk) OwnVoice(voice string) (desk.OwnVoice, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.OwnVoice, error) { return kit.OwnVoice(ctx, voice) })
}

// SaveOwnVoice adds a local voice for an event, or changes the one of its id, and gives it
// back.
func (d *Desk) SaveOwnVoice(id string, voice content.OwnVoice) (desk.OwnVoice, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.OwnVoice, error) {
		saved, err := kit.SaveOwnVoice(ctx, id, voice)
		if err != nil {
			return desk.OwnVoice{}, err
		}
		return kit.OwnVoice(ctx, saved)
	})
}

// PickVoiceForm takes in the photo of the form that a person signed; nothing changes when
// none is picked.
func (d *Desk) PickVoiceForm(id, voice string) (desk.OwnVoice, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.OwnVoice, error) {
		path, err := d.shell.files.OpenFile("Choose the photo of the signed form", "Pictures", "jpg", "jpeg", "png", "webp")
		if err != nil {
			return desk.OwnVoice{}, err
		}
		if path != "" {
			if err := kit.AttachForm(ctx, voice, path); err != nil {
				return desk.OwnVoice{}, err
			}
		}
		return kit.OwnVoice(ctx, voice)
	})
}

// SaveVoiceForm writes the photo of the signed form to where the person says; the file is
// empty when they thought better of it.
func (d *Desk) SaveVoiceForm(voice string) (desk.Saved, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.Saved, error) {
		path, err := d.shell.files.SaveFile("Save the photo of the signed form", voice+".jpg")
		if err != nil || path == "" {
			return desk.Saved{Problems: []desk.Problem{}}, err
		}
		return desk.Saved{File: path, Kind: "consent", Problems: []desk.Problem{}}, kit.SaveVoiceForm(ctx, voice, path)
	})
}

// WithdrawVoice takes a local voice out of use, and says what to take down.
func (d *Desk) WithdrawVoice(id, voice, reason string) (desk.PackCheck, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.PackCheck, error) {
		return kit.WithdrawVoice(ctx, voice, reason)
	})
}

// ForgetVoice erases the words of a withdrawn local voice for good.
func (d *Desk) ForgetVoice(id, voice string) (desk.PackCheck, error) {
	return write(d, id, func(ctx context.Context, kit *desk.Desk) (desk.PackCheck, error) {
		if err := kit.ForgetVoice(ctx, voice); err != nil {
			return desk.PackCheck{}, err
		}
		return kit.CheckPacks(ctx)
	})
}

// MayUse refuses a use of a voice with the reason; it gives true, and else an error.
func (d *Desk) MayUse(id, voice, use, lang string) (bool, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (bool, error) {
		err := kit.MayUse(ctx, id, voice, content.Use(use), lang)
		return err == nil, err
	})
}
