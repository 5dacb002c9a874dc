package desktop

import (
	"context"
	"log/slog"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"daykit/internal/desk"
)

// Shell is what a test puts in the place of the system around the window.
type Shell struct {
	Answers string // file with the answer to the next dialog
	Printed string
	Changed func(event string)
	Open    func(ctx context.Context, file string) error
	Kept    func(desk.Progress)
}

// OpenForTest gives a Desk on the workspace in dir, without a window.
func OpenForTest(t *testing.T, opt desk.Options, s Shell) *Desk {
	t.Helper()
	d := newDesk(slog.New(slog.DiscardHandler))
	d.shell = shell{files: scriptedDialogs{file: s.Answers}, printed: s.Printed, changed: s.Changed, open: s.Open, kept: s.Kept}
	opt.Progress = d.tellKept
	d.opt = opt
	kit, err := desk.Open(t.Context(), opt)
	if err != nil {
		t.Fatal(err)
	}
	d.opened.set(kit, nil)
	t.Cleanup(d.close)
	return d
}

// Fail makes a call that panics.
func (d *Desk) Fail() error {
	return change(d, "", func(context.Context, *desk.Desk) error { panic("a defect") })
}

// Tend makes the backups that are due, once and at each tick.
func (d *Desk) Tend(ctx context.Context, ticks <-chan time.Time) { d.tend(ctx, ticks) }

// Refused gives a Desk whose workspace did not open.
func Refused(err error) *Desk {
	d := newDesk(slog.New(slog.DiscardHandler))
	d.opened.set(nil, err)
	return d
}

// Serve is the middleware with d's previews.
func (d *Desk) Serve(files http.Handler) http.Handler { return serve(d.page, d.photo)(files) }

// PhotographSheet prints a recovery sheet, and gives the picture that a phone takes of it.
func PhotographSheet(t *testing.T, d *Desk, dir string) string {
	t.Helper()
	photo := filepath.Join(dir, "sheet.png")
	if err := change(d, "", func(ctx context.Context, kit *desk.Desk) error {
		_, err := kit.PrintRecovery(ctx, desk.RecoveryRequest{File: filepath.Join(dir, "sheet.pdf"), Picture: photo})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return photo
}

// FormatError is what a rejected promise carries.
func FormatError(err error) any { return formatError(err) }

// Sentence is what a native message says of an error.
func Sentence(err error) string { return sentence(err) }
