package desk_test

import (
	"context"
	"fmt"
	"io"
	"testing"
	"time"

	"daykit/internal/desk"
	"daykit/internal/domain/feedback"
)

// roomsAt is within the sample event, so that the rooms of the day have something to show.
var roomsAt = time.Date(2026, 12, 18, 18, 40, 0, 0, time.UTC)

// BenchmarkRooms does what a person does in each room, in a workspace of 20 events with
// 500 guests each. The aim is 100 ms for each.
func BenchmarkRooms(b *testing.B) {
	opt := desk.Options{Dir: b.TempDir(), Version: "test", Now: func() time.Time { return roomsAt }, Rand: &counter{n: 1}, NoKeyring: true}
	d, id := bigWorkspace(b, opt)
	b.Cleanup(func() { must0(b, d.Close()) })
	room := rooms{d: d, id: id}
	for _, do := range room.reads() {
		room.run(b, do)
	}
	for _, do := range room.writes() {
		room.run(b, do)
	}
}

// rooms is one event of a big workspace, and how often something was done in it.
type rooms struct {
	d  *desk.Desk
	id string
	n  int
}

// step is one thing that a person does.
type step struct {
	name string
	do   func(ctx context.Context) error
}

func (r *rooms) run(b *testing.B, s step) {
	b.Helper()
	b.Run(s.name, func(b *testing.B) {
		for b.Loop() {
			r.n++
			must0(b, s.do(b.Context()))
		}
	})
}

// of gives a look at the event the form of a step's.
func of[V any](r *rooms, look func(context.Context, string) (V, error)) func(context.Context) error {
	return func(ctx context.Context) error {
		_, err := look(ctx, r.id)
		return err
	}
}

// all does the same for a look at the whole workspace.
func all[V any](look func(context.Context) (V, error)) func(context.Context) error {
	return func(ctx context.Context) error {
		_, err := look(ctx)
		return err
	}
}

// turn gives one of two by turns, so that each write changes something.
func (r *rooms) turn(a, b string) string { return []string{a, b}[r.n%2] }

func (r *rooms) reads() []step {
	d := r.d
	return []step{
		{"Events", all(d.Events)},
		{"Today", all(d.Today)},
		{"Templates", all(d.Templates)},
		{"State", all(d.State)},
		{"Event", of(r, d.Event)},
		{"Duties", of(r, d.Duties)},
		{"Packing", of(r, d.Packing)},
		{"Crew", of(r, d.Crew)},
		{"Venue", of(r, d.Venue)},
		{"Money", of(r, d.Money)},
		{"Risks", of(r, d.Risks)},
		{"DoorPlan", of(r, d.DoorPlan)},
		{"Programme", of(r, d.OfferProgramme)},
		{"Voices", of(r, d.Voices)},
		{"Signups", of(r, d.Signups)},
		{"Guests", of(r, d.Guests)},
		{"Attendance", of(r, d.Attendance)},
		{"Forms", of(r, d.Forms)},
		{"Evaluation", of(r, d.Evaluation)},
		{"Debrief", of(r, d.Debrief)},
		{"Photographs", of(r, d.Photographs)},
		{"Report", of(r, d.ReportData)},
		{"Thanks", of(r, d.ThanksCounts)},
		{"Now", func(ctx context.Context) error { _, err := d.Now(ctx, r.id, ""); return err }},
		{"Calendar", func(ctx context.Context) error {
			_, err := d.CalendarFeed(ctx, desk.FeedRequest{}, io.Discard)
			return err
		}},
		{"PreviewStart", func(ctx context.Context) error { _, err := d.PreviewStart(ctx, r.start()); return err }},
	}
}

// start is an event that somebody is about to begin.
func (r *rooms) start() desk.StartForm {
	return desk.StartForm{Activities: []string{"shared-meal", "music"}, Date: "2026-12-20", Place: "Sample Hall, Sampleton", People: 60}
}

func (r *rooms) writes() []step {
	d, id := r.d, r.id
	return []step{
		{"Arrive", func(ctx context.Context) error { _, err := d.Arrive(ctx, id, fmt.Sprint(r.n%500)); return err }},
		{"EventsAfterAnArrival", func(ctx context.Context) error {
			if _, err := d.WalkIns(ctx, id, 1); err != nil {
				return err
			}
			_, err := d.Events(ctx)
			return err
		}},
		{"AnswerDuty", func(ctx context.Context) error {
			_, err := d.AnswerDuty(ctx, id, "alcohol", r.turn("yes", "no"))
			return err
		}},
		{"SetTaskDone", func(ctx context.Context) error {
			_, err := d.SetTaskDone(ctx, id, "venue", r.turn("", "x") == "")
			return err
		}},
		{"EditTask", func(ctx context.Context) error {
			_, err := d.EditTask(ctx, id, "lead", r.turn("Lead", "Leads"), "2026-12-01", "Li")
			return err
		}},
		{"AddTask", func(ctx context.Context) error {
			_, err := d.AddTask(ctx, id, "Borrow the urn", "2026-12-10", "Li")
			return err
		}},
		{"AddPacking", func(ctx context.Context) error {
			_, err := d.AddPacking(ctx, id, desk.PackingForm{What: "Urn", Who: "Li"})
			return err
		}},
		{"AddForm", func(ctx context.Context) error {
			_, err := d.AddForm(ctx, id, feedback.Form{Answers: map[string][]string{"again": {"yes"}}})
			return err
		}},
		{"MoveTheDate", func(ctx context.Context) error {
			_, err := d.Edit(ctx, id, []byte(r.turn(`{"date":"2026-12-18"}`, `{"date":"2026-12-19"}`)))
			return err
		}},
		{"MoveAndUndo", func(ctx context.Context) error {
			if _, err := d.Edit(ctx, id, []byte(fmt.Sprintf(`{"date":"2027-01-%02d"}`, 1+r.n%28))); err != nil {
				return err
			}
			_, err := d.Undo(ctx, id)
			return err
		}},
		{"SaveTemplate", func(ctx context.Context) error {
			_, err := d.SaveTemplate(ctx, id, fmt.Sprint("Supper ", r.n))
			return err
		}},
		{"Copy", func(ctx context.Context) error { _, err := d.CopyEvent(ctx, id, "2027-12-18"); return err }},
		{"Start", func(ctx context.Context) error { _, err := d.Start(ctx, r.start()); return err }},
	}
}
