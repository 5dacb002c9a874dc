package desktop

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"runtime/debug"
	"sync/atomic"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"daykit/frontend/signup"
	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// Desk is what the front end may call, as window.go.desktop.Desk. Each method is
// one call of package desk; an error reaches the page as {code, message, hint},
// and a write is followed by the event "changed".
type Desk struct {
	log         *slog.Logger
	opened      *opening
	opt         desk.Options // of the workspace, to open it anew
	shell       shell
	picked      atomic.Pointer[string] // the guest list that the person chose last
	merge       atomic.Pointer[string] // the file of another laptop that the person chose last
	pack        atomic.Pointer[string] // the file of the campaign that the person chose last
	kit         longRun
	keeping     longRun                // a Merge, a Restore or a TakePack
	sheet       atomic.Pointer[string] // the photo of a recovery sheet that the person chose last
	stopTending context.CancelFunc

	window context.Context //nolint:containedctx // Wails hands its context over once, and needs it back in each call
}

// shell is what the window asks of the system around it.
type shell struct {
	files   Dialogs
	printed string                                       // folder for what is opened for printing
	changed func(event string)                           // tells the page that event was written; "" means several
	open    func(ctx context.Context, file string) error // shows a finished file in the system's viewer

	progress func(desk.KitProgress) // tells the page how far a kit is
	kept     func(desk.Progress)    // and how far a Merge or a Restore is
}

func newDesk(log *slog.Logger) *Desk {
	return &Desk{log: log, opened: newOpening(), window: context.Background(), stopTending: func() {}}
}

// attach gives the desk the window it belongs to; it comes before any call of the page.
func (d *Desk) attach(ctx context.Context, conf config) {
	d.window = ctx
	d.opt = desk.Options{Dir: conf.dir, Version: Version, Now: time.Now, Log: d.log, Progress: d.tellKept}
	d.opt.PageScript, d.opt.PageEditions = signup.Script(), signup.Editions()
	d.shell = shell{
		files:   dialogsFor(ctx, conf),
		printed: filepath.Join(conf.dir, "printed"),
		changed: func(event string) { runtime.EventsEmit(ctx, "changed", changedEvent{Event: event}) },
		open:    opener(conf),

		progress: func(p desk.KitProgress) { runtime.EventsEmit(ctx, "kit", p) },
		kept:     func(p desk.Progress) { runtime.EventsEmit(ctx, "progress", p) },
	}
}

// tellKept passes on how far something is, to a page that may not be there yet.
func (d *Desk) tellKept(p desk.Progress) {
	if d.shell.kept != nil {
		d.shell.kept(p)
	}
}

type changedEvent struct {
	Event string `json:"event"`
}

func (d *Desk) close() {
	d.stopTending()
	err := d.opened.use(d.window, func(kit *desk.Desk) error {
		if err := kit.Close(); err != nil {
			d.log.Error("workspace not closed", "error", err)
		}
		return nil
	})
	if err != nil {
		d.log.Debug("no workspace to close", "error", err)
	}
}

// read calls f on the open workspace. A panic of f becomes an error, since the
// page would otherwise wait for ever (wails.md, section 5).
func read[T any](d *Desk, f func(ctx context.Context, kit *desk.Desk) (T, error)) (out T, err error) {
	defer d.guard(&err)
	err = d.opened.use(d.window, func(kit *desk.Desk) error {
		var err error
		out, err = f(d.window, kit)
		return err
	})
	return out, err
}

// write is read for a call that changes event, and tells the page when it has.
func write[T any](d *Desk, event string, f func(ctx context.Context, kit *desk.Desk) (T, error)) (T, error) {
	out, err := read(d, f)
	if err == nil {
		d.shell.changed(event)
	}
	return out, err
}

// change is write for a call that has no answer but an error.
func change(d *Desk, event string, f func(ctx context.Context, kit *desk.Desk) error) error {
	_, err := write(d, event, func(ctx context.Context, kit *desk.Desk) (struct{}, error) { return struct{}{}, f(ctx, kit) })
	return err
}

// saveAs asks where to put a file and calls f with the answer; File stays empty
// when the person thinks better of it.
func saveAs(d *Desk, title, name string, f func(ctx context.Context, kit *desk.Desk, path string) (desk.Saved, error)) (desk.Saved, error) {
	return read(d, func(ctx context.Context, kit *desk.Desk) (desk.Saved, error) {
		path, err := d.shell.files.SaveFile(title, name)
		if err != nil || path == "" {
			return desk.Saved{Problems: []desk.Problem{}}, err
		}
		return f(ctx, kit, path)
	})
}

// guard turns a panic into an Internal fault.
func (d *Desk) guard(err *error) {
	r := recover()
	if r == nil {
		return
	}
	d.log.Error("panic in a call of the window", "panic", r, "stack", string(debug.Stack()))
	*err = fault.Wrap(fmt.Errorf("panic: %v", r), fault.Internal, "something went wrong inside Daykit; nothing was changed", "try again, and start Daykit anew if it stays")
}
