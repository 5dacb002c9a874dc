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
// event uses it and what it may be used for on its day, and those that it uses are there
// even when nothing may carry them.
func (d *Desk) Voices(ctx context.Context, id string) ([]Voice, error) {
	page, err := d.SearchVoices(ctx, id, VoiceQuery{})
	return page.Voices, err
}

// Choose makes exactly these voices the event's. A voice whose owner allows neither print
// nor social media on the day is refused: there is nothing of the event's that it could be
// on. Each print checks its own use.
func (d *Desk) Choose(ctx context.Context, id string, voices []string) ([]Voice, error) {
	ev, err := d.event(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := d.mayUse(ctx, ev, voices); err != nil {
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
		if err := d.mayUse(ctx, ev, []string{voice}); err != nil {
			return nil, err
		}
		voices = append(voices, voice)
	}
	return d.choose(ctx, id, ev, voices)
}

func (d *Desk) mayUse(ctx context.Context, ev event.Event, voices []string) error {
	lib, err := d.library(ctx)
	if err != nil {
		return err
	}
	for i, id := range voices {
		v, ok := lib.Voice(id)
		if !ok {
			return noVoice(id)
		}
		if slices.Contains(voices[:i], id) {
			return fault.Invalidf("name each voice once", "voice %q is named twice", id)
		}
		date := d.useDay(ev)
		if err := v.Consent.Allows(content.Print, date); err != nil && v.Consent.Allows(content.Social, date) != nil {
			return notAgreed(v, err)
		}
	}
	return nil
}

// useDay is the last day on which matter for an event is shown that is made now: its own
// day, or today once that is over.
func (d *Desk) useDay(ev event.Event) string { return max(ev.Date, d.today(ev)) }

// MayUse refuses a use of a voice for an event with the reason, in words. lang is the
// language of the matter; empty for that of the quotation. It is what everything asks that
// shows a voice, be it made by the window, by a command or for a page.
func (d *Desk) MayUse(ctx context.Context, id, voice string, use content.Use, lang string) error {
	ev, err := d.event(ctx, id)
	if err != nil {
		return err
	}
	lib, err := d.library(ctx)
	if err != nil {
		return err
	}
	v, ok := lib.Voice(voice)
	if !ok {
		return noVoice(voice)
	}
	if !slices.Contains(content.Uses(), use) {
		return fault.Invalidf("use print, web, social, press, translate or photo", "%q is not a use", use)
	}
	if lang == "" {
		lang = v.Lang
	}
	if err := v.Allows(use, d.useDay(ev), lang); err != nil {
		return notAgreed(v, err)
	}
	return nil
}

func noVoice(id string) error {
	return fault.New(fault.NotFound, fmt.Sprintf("there is no voice %q in the content pack, nor a local one", id), "`daykit voices` lists them")
}
