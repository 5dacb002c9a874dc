// Package desktop is the window. It joins the built front end to one open
// workspace: Desk is what the front end may call, everything else of this
// package is wiring. It decides nothing about events; package desk does.
//
// The window reads nothing of the disk but the built front end and the previews
// that desk has drawn, and it runs no script but its own.
package desktop

import (
	"context"
	_ "embed" // for the icon
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"time"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/logger"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/options/windows"
	"github.com/wailsapp/wails/v2/pkg/runtime"

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// Process is what the window takes from the program that it runs in.
type Process struct {
	Args   []string            // without the program's name
	Getenv func(string) string // os.Getenv
	Stderr io.Writer           // for words and the log
}

// Run opens the window on the front end in assets and gives the exit code when it
// has closed: 0 done, 1 refused with one line on standard error, 2 wrong usage.
func Run(p Process, assets fs.FS) int {
	if generating {
		return show(p, config{}, assets)
	}
	conf, err := configFrom(p)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	if err != nil {
		return 2 // the flag set has said why
	}
	if conf.version {
		fmt.Fprintf(p.Stderr, "daykit %s\n", Version)
		return 0
	}
	if err := readyForWindow(p.Getenv); err != nil {
		fmt.Fprintf(p.Stderr, "daykit: %v\n", err)
		return 1
	}
	return show(p, conf, assets)
}

func show(p Process, conf config, assets fs.FS) int {
	log := slog.New(slog.NewTextHandler(p.Stderr, &slog.HandlerOptions{Level: conf.level}))
	d := newDesk(log)
	if err := runWindow(appOptions(d, conf, assets)); err != nil {
		fmt.Fprintf(p.Stderr, "daykit: the window cannot open: %v\n", err)
		return 1
	}
	if err := d.opened.failure(); err != nil {
		fmt.Fprintf(p.Stderr, "daykit: %v\n", err)
		return 1
	}
	return 0
}

// runWindow runs Wails until the window closes. Wails panics where GTK finds no
// display behind the name it was given; a person gets a line instead of a trace.
func runWindow(opt *options.App) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("no display answers (%v)", r)
		}
	}()
	return wails.Run(opt)
}

func appOptions(d *Desk, conf config, assets fs.FS) *options.App {
	return &options.App{
		Title:              "Daykit",
		Width:              1280,
		Height:             800,
		MinWidth:           960,
		MinHeight:          600,
		BackgroundColour:   options.NewRGB(0xfb, 0xf5, 0xea), // paper, so that the first paint does not flash white
		AssetServer:        &assetserver.Options{Assets: assets, Middleware: serve(d.page, d.photo)},
		OnStartup:          func(ctx context.Context) { start(ctx, d, conf) },
		OnDomReady:         func(ctx context.Context) { leaveIfRefused(ctx, d) },
		OnShutdown:         func(context.Context) { d.close() },
		Bind:               []any{d},
		ErrorFormatter:     formatError,
		DragAndDrop:        &options.DragAndDrop{DisableWebViewDrop: true},
		Logger:             wailsLog{d.log},
		LogLevel:           logger.WARNING,
		LogLevelProduction: logger.WARNING,
		Windows: &windows.Options{Messages: &windows.Messages{
			InstallationRequired: webview2Missing, UpdateRequired: webview2Missing, MissingRequirements: "Daykit",
			Webview2NotInstalled: webview2Missing, ContactAdmin: webview2Missing, Error: "Daykit",
		}},
		Linux: &linux.Options{Icon: icon, ProgramName: "daykit", WebviewGpuPolicy: linux.WebviewGpuPolicyNever},
	}
}

// icon is the mark that a desktop shows for the window.
//
//go:embed icon.png
var icon []byte

// webview2Missing is said on a Windows machine without Microsoft's WebView2.
const webview2Missing = "Daykit needs Microsoft's WebView2 runtime. Run MicrosoftEdgeWebView2RuntimeInstallerX64.exe from the stick that Daykit came on, then start Daykit again."

// start opens the workspace beside the loading page, so that the window shows early.
// Calls of the page wait until it is open.
func start(ctx context.Context, d *Desk, conf config) {
	d.attach(ctx, conf)
	kit, err := openWorkspace(ctx, d.opt)
	d.opened.set(kit, err)
	ctx, d.stopTending = context.WithCancel(ctx)
	go func() {
		ticker := time.NewTicker(tendEvery)
		defer ticker.Stop()
		d.tend(ctx, ticker.C)
	}()
}

// leaveIfRefused tells the person why the workspace did not open, and ends the
// program. It waits for the page, since GTK cannot quit a loop that has not begun.
func leaveIfRefused(ctx context.Context, d *Desk) {
	if d.opened.wait(ctx) != nil {
		return
	}
	err := d.opened.failure()
	if err == nil {
		return
	}
	if err := d.shell.files.Tell("Daykit cannot open your events", sentence(err)); err != nil {
		d.log.Error("message not shown", "error", err)
	}
	runtime.Quit(ctx)
}

// openWorkspace opens the data folder, and lays the sample event into a new one
// so that there is something to play with.
func openWorkspace(ctx context.Context, opt desk.Options) (*desk.Desk, error) {
	kit, err := desk.Open(ctx, opt)
	if err != nil {
		return nil, err
	}
	if _, err := kit.AddSampleOnce(ctx); err != nil {
		return nil, errors.Join(err, kit.Close())
	}
	return kit, nil
}

// sentence is what a person reads of err: the fault's own words, never a cause
// that only helps programmers.
func sentence(err error) string {
	var f *fault.Error
	if !errors.As(err, &f) {
		return "Something went wrong inside Daykit. Start it from a terminal to see what it says."
	}
	return upperFirst(f.Error()) + "."
}
