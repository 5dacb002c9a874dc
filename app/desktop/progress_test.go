package desktop_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"daykit/app/desktop"
	"daykit/internal/desk"
)

// newTold is a laptop that calls at with each step of something long.
func newTold(t *testing.T, at func(r *room, step string)) (r *room, steps *[]string) {
	t.Helper()
	steps = &[]string{}
	r = &room{dir: t.TempDir()}
	r.answers = filepath.Join(r.dir, "answers")
	r.Desk = desktop.OpenForTest(t, desk.Options{Dir: filepath.Join(r.dir, "data"), Now: time.Now, NoKeyring: true}, desktop.Shell{
		Answers: r.answers,
		Changed: func(event string) { r.changed = append(r.changed, event) },
		Kept: func(p desk.Progress) {
			if !slices.Contains(*steps, p.Step) {
				*steps = append(*steps, p.Step)
			}
			at(r, p.Step)
		},
	})
	return r, steps
}

func stopAt(t *testing.T, step string) func(*room, string) {
	t.Helper()
	return func(r *room, at string) {
		if at != step {
			return
		}
		if err := r.Stop(); err != nil {
			t.Error(err)
		}
	}
}

func TestARestoreTellsAndStops(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		at      string
		stopped bool
	}{{"", false}, {desk.StepSave, true}, {desk.StepCheck, true}, {desk.StepPlace, false}} {
		t.Run("at "+c.at, func(t *testing.T) {
			t.Parallel()
			r, steps := newTold(t, stopAt(t, c.at))
			event := must[string](t)(r.AddSample())
			r.answer(t, filepath.Join(r.dir, "stick.daykit"))
			must[desk.Saved](t)(r.SaveBackup())
			before := must[desk.Attendance](t)(r.Attendance(event)).WalkIns
			must[desk.Attendance](t)(r.WalkIns(event, 3))
			_, err := r.Restore("")
			if stopped := errors.Is(err, context.Canceled); stopped != c.stopped || err != nil && !stopped {
				t.Errorf("got %v", err)
			}
			after := must[desk.Attendance](t)(r.Attendance(event)).WalkIns
			if want := before; c.stopped {
				if after != before+3 {
					t.Errorf("stopped: got %d walk-ins, want all %d", after, before+3)
				}
			} else if after != want {
				t.Errorf("got %d walk-ins, want %d", after, want)
			}
			if all := []string{desk.StepSave, desk.StepRead, desk.StepCheck, desk.StepPlace}; !c.stopped && !slices.Equal(*steps, all) {
				t.Errorf("told %v, want %v", *steps, all)
			}
		})
	}
}

func TestAMergeTellsAndStops(t *testing.T) {
	t.Parallel()
	first := newRoom(t)
	file := filepath.Join(first.dir, "event.daykit")
	stop := true
	second, steps := newTold(t, func(r *room, step string) {
		if stop {
			stopAt(t, desk.StepMerge)(r, step)
		}
	})
	first.answer(t, file)
	code := must[desktop.Invitation](t)(first.Invite(desk.RoleOrganiser, "", false)).Code
	second.answer(t, file)
	must[desktop.Accepted](t)(second.Accept(code, "Amina's laptop"))
	must[desk.SafetyDevice](t)(first.Finish())
	must[desk.Saved](t)(first.ExportEvent(first.event, ""))
	must[desk.MergePreview](t)(second.PickMerge())
	if _, err := second.Merge(file); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want it stopped", err)
	}
	if e := must[[]desk.EventCard](t)(second.Events()); len(e) != 0 {
		t.Errorf("got %d events, want none of a merge that was stopped", len(e))
	}
	stop = false
	must[desk.MergePreview](t)(second.Merge(file))
	if second.guests(t, first.event) == 0 {
		t.Error("no guests after the merge")
	}
	if want := []string{desk.StepRead, desk.StepSave, desk.StepMerge, desk.StepTidy}; !slices.Equal(*steps, want) {
		t.Errorf("told %v, want %v", *steps, want)
	}
}
