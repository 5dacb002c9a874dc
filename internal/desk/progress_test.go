package desk_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"daykit/internal/desk"
)

// steps gives an option that takes down the steps of something long, and calls at with
// each before it goes on.
func steps(l *laptop, at func(step string)) *[]string {
	told := []string{}
	l.opt.Progress = func(p desk.Progress) {
		if len(told) == 0 || told[len(told)-1] != p.Step {
			told = append(told, p.Step)
		}
		at(p.Step)
	}
	return &told
}

// TestARestoreIsStopped at each step: nothing has changed, until the backup takes its
// place; then it goes to its end.
func TestARestoreIsStopped(t *testing.T) {
	t.Parallel()
	all := []string{desk.StepSave, desk.StepRead, desk.StepCheck, desk.StepPlace}
	for i, at := range all {
		t.Run(at, func(t *testing.T) {
			t.Parallel()
			l := newLaptop(t, 90+uint32(i))
			file := filepath.Join(t.TempDir(), "kit.daykit")
			var saved, now string
			l.with(t, func(ctx context.Context, d *desk.Desk) {
				addSample(t, d)
				if _, err := d.Backup(ctx, file); err != nil {
					t.Fatal(err)
				}
				saved = titles(t, d)
				addSample(t, d)
				now = titles(t, d)
			})
			ctx, stop := context.WithCancel(t.Context())
			told := steps(l, func(step string) {
				if step == at {
					stop()
				}
			})
			_, err := desk.Restore(ctx, l.opt, file)
			want := now
			if at == desk.StepPlace {
				want = saved
			}
			if stopped := errors.Is(err, context.Canceled); stopped != (want == now) {
				t.Errorf("got error %v", err)
			}
			if !slices.Equal(*told, all[:i+1]) {
				t.Errorf("told %v, want %v", *told, all[:i+1])
			}
			l.with(t, func(ctx context.Context, d *desk.Desk) {
				if got := titles(t, d); got != want {
					t.Errorf("got %q, want %q", got, want)
				}
				if s, err := d.Safety(ctx); err != nil || (s.Held != nil) != (at == desk.StepPlace) {
					t.Errorf("got held %+v, %v", s.Held, err)
				}
			})
		})
	}
}

// TestAMergeIsStopped at each step: no change was taken in, until all are; and then it
// can be done again.
func TestAMergeIsStopped(t *testing.T) {
	t.Parallel()
	all := []string{desk.StepRead, desk.StepSave, desk.StepMerge, desk.StepTidy}
	for i, at := range all {
		t.Run(at, func(t *testing.T) {
			t.Parallel()
			group := newGroup(t, 100+10*uint32(i), desk.RoleOrganiser)
			file := filepath.Join(t.TempDir(), "event.daykit")
			var want string
			group[0].with(t, func(ctx context.Context, d *desk.Desk) {
				addSample(t, d)
				events, err := d.Events(ctx)
				if err != nil {
					t.Fatal(err)
				}
				want = titles(t, d)
				if _, err := d.Export(ctx, events[0].ID, file, ""); err != nil {
					t.Fatal(err)
				}
			})
			ctx, stop := context.WithCancel(t.Context())
			told := steps(group[1], func(step string) {
				if step == at {
					stop()
				}
			})
			group[1].with(t, func(_ context.Context, d *desk.Desk) {
				_, err := d.Merge(ctx, file)
				here := ""
				if at == desk.StepTidy {
					here = want
				}
				if stopped := errors.Is(err, context.Canceled); stopped != (here == "") {
					t.Errorf("got error %v", err)
				}
				if got := titles(t, d); got != here {
					t.Errorf("got %q, want %q", got, here)
				}
				if _, err := d.Merge(t.Context(), file); err != nil || titles(t, d) != want {
					t.Errorf("again: got %q, %v", titles(t, d), err)
				}
			})
			if !slices.Equal((*told)[:i+1], all[:i+1]) {
				t.Errorf("told %v, want first %v", *told, all[:i+1])
			}
		})
	}
}
