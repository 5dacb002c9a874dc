package desk

import (
	"bytes"
	"context"
	_ "embed" // the sample event
	"fmt"
	"io"

	"daykit/internal/domain/event"
)

//go:embed sample/event-shared-table.json
var sampleEvent []byte

// sampleGuestList holds made-up names in six scripts.
//
//go:embed sample/guests.csv
var sampleGuestList []byte

// SampleEvent is an event document to try the kit with.
func SampleEvent() io.Reader { return bytes.NewReader(sampleEvent) }

// sampleDocument is the sample event.
func sampleDocument() (event.Event, error) {
	ev, err := event.Decode(SampleEvent(), MaxEventFile)
	if err != nil {
		return ev, fmt.Errorf("read the sample event: %w", err)
	}
	return ev, nil
}

// SampleGuests is a guest list of made-up people to try the kit with, as CSV.
func SampleGuests() []byte { return bytes.Clone(sampleGuestList) }

// AddSample adds the sample event with its guests and gives its id. Each call adds one, also
// after an earlier one was deleted.
func (d *Desk) AddSample(ctx context.Context) (string, error) {
	id, err := d.NewEvent(ctx, SampleEvent())
	if err != nil {
		return "", err
	}
	guests, _, err := event.DecodeGuests(bytes.NewReader(sampleGuestList), MaxGuestFile)
	if err != nil {
		return "", err
	}
	return id, d.takeGuests(ctx, id, guests)
}

// AddSampleOnce adds the sample event to a workspace that has never had an
// event, so that a person's first window is not empty. It gives no id when there
// was nothing to do: a sample that was deleted stays deleted.
func (d *Desk) AddSampleOnce(ctx context.Context) (string, error) {
	rows, err := d.store.Entities(ctx, entityEvent, "")
	if err != nil || len(rows) > 0 {
		return "", err
	}
	return d.AddSample(ctx)
}
