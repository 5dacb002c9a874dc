package desk

import (
	"context"
	"fmt"
	"slices"

	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// Voices lists the voices of the content pack; with an event id, each says
// whether that event uses it.
func (d *Desk) Voices(ctx context.Context, id string) ([]Voice, error) {
	var chosen []string
	if id != "" {
		ev, err := d.event(ctx, id)
		if err != nil {
			return nil, err
		}
		chosen = ev.Voices
	}
	out := make([]Voice, 0, len(d.pack.Voices))
	for _, v := range d.pack.Voices {
		out = append(out, voiceView(v, slices.Contains(chosen, v.ID)))
	}
	return out, nil
}

func voiceView(v content.Voice, chosen bool) Voice {
	return Voice{
		ID: v.ID, Credit: v.Credit, Role: v.Role, Organisation: v.Organisation,
		Quote: v.Quote, Lang: v.Lang, Year: v.Year, Source: v.Source,
		Consent: string(v.Consent.Status), Scope: v.Consent.Uses(), Topics: append([]string{}, v.Topics...), Chosen: chosen,
	}
}

// Choose makes exactly these voices the event's. A voice whose owner does not
// allow print on the day is refused.
func (d *Desk) Choose(ctx context.Context, id string, voices []string) ([]Voice, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := d.mayUse(ev, voices); err != nil {
		return nil, err
	}
	next := ev
	next.Voices = append([]string{}, voices...)
	if err := d.saveEvent(ctx, actVoices, ev, next); err != nil {
		return nil, err
	}
	return d.Voices(ctx, id)
}

// ChooseVoice adds one voice to the event's or takes it away.
func (d *Desk) ChooseVoice(ctx context.Context, id, voice string, chosen bool) ([]Voice, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return nil, err
	}
	voices := slices.DeleteFunc(slices.Clone(ev.Voices), func(v string) bool { return v == voice })
	if chosen {
		voices = append(voices, voice)
	}
	return d.Choose(ctx, id, voices)
}

func (d *Desk) mayUse(ev event.Event, voices []string) error {
	for i, id := range voices {
		v, ok := d.pack.Voice(id)
		if !ok {
			return noVoice(id)
		}
		if slices.Contains(voices[:i], id) {
			return fault.Invalidf("name each voice once", "voice %q is named twice", id)
		}
		if err := v.Consent.Allows(content.Print, ev.Date); err != nil {
			return notAgreed(v, err)
		}
	}
	return nil
}

func noVoice(id string) error {
	return fault.New(fault.NotFound, fmt.Sprintf("there is no voice %q in the content pack", id), "`daykit voices` lists them")
}

func notAgreed(v content.Voice, err error) error {
	return fault.Wrap(err, fault.Denied, fmt.Sprintf("%s has not agreed to this use", v.Credit), "choose another voice")
}
