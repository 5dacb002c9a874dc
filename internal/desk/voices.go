package desk

import (
	"context"
	"fmt"
	"slices"

	"daykit/internal/domain/content"
	"daykit/internal/domain/event"
	"daykit/internal/domain/fault"
)

// Voices lists the voices that may be offered; with an event id, each says whether that
// event uses it, and those that it uses are there even when nothing may carry them.
func (d *Desk) Voices(ctx context.Context, id string) ([]Voice, error) {
	var chosen []string
	if id != "" {
		ev, err := d.event(ctx, id)
		if err != nil {
			return nil, err
		}
		chosen = ev.Voices
	}
	pack, current := d.pack(), d.holdings().Held.Current(d.opt.Now())
	out := make([]Voice, 0, len(pack.Voices))
	for _, v := range pack.Voices {
		if used := slices.Contains(chosen, v.ID); used || v.Consent.Status != content.Withdrawn {
			view := voiceView(v, used)
			view.Pack = packOfVoice(current, v.ID)
			out = append(out, view)
		}
	}
	for _, id := range chosen {
		if _, ok := pack.Voice(id); !ok {
			out = append(out, Voice{ID: id, Credit: id, Consent: consentMissing, Scope: []string{}, Topics: []string{}, Chosen: true})
		}
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
	return d.choose(ctx, id, ev, voices)
}

func (d *Desk) choose(ctx context.Context, id string, ev event.Event, voices []string) ([]Voice, error) {
	next := ev
	next.Voices = append([]string{}, voices...)
	if err := d.saveEvent(ctx, actVoices, ev, next); err != nil {
		return nil, err
	}
	return d.Voices(ctx, id)
}

// ChooseVoice adds one voice to the event's or takes it away. The others stay as they
// are, be they still allowed or not: a print that carries them is refused.
func (d *Desk) ChooseVoice(ctx context.Context, id, voice string, chosen bool) ([]Voice, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return nil, err
	}
	voices := slices.DeleteFunc(slices.Clone(ev.Voices), func(v string) bool { return v == voice })
	if chosen {
		if err := d.mayUse(ev, []string{voice}); err != nil {
			return nil, err
		}
		voices = append(voices, voice)
	}
	return d.choose(ctx, id, ev, voices)
}

func (d *Desk) mayUse(ev event.Event, voices []string) error {
	for i, id := range voices {
		v, ok := d.pack().Voice(id)
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
