// Command daykit is the kit without a window: every room of Daykit for scripts,
// tests and machines without a display. It writes results to standard output,
// as one JSON value with --json, and words and progress to standard error.
//
// It exits with 0 when done, 1 when refused or failed with one clear line, and 2
// when it was called wrongly.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	_ "time/tzdata" // old laptops have no time zone data

	"daykit/internal/desk"
	"daykit/internal/domain/fault"
)

// version is set by the build.
var version = "dev"

func main() {
	// A command lives for a moment, so it may leave more garbage lying about than
	// the window: that saves a fifth of its time and costs few megabytes.
	debug.SetGCPercent(400)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // who asks twice is not kept waiting
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv)
	stop()
	os.Exit(code)
}

// Exit codes, part of the command's contract.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// run is the whole program, for main and for tests.
func run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer, getenv func(string) string) int {
	c := &call{in: stoppable{ctx, in}, out: out, err: errOut, getenv: getenv, ask: askAt(ctx, in, errOut)}
	err := c.dispatch(ctx, args)
	if cerr := c.close(); err == nil {
		err = cerr
	}
	var wrong usageError
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return exitDone
	case errors.As(err, &wrong):
		fmt.Fprintln(errOut, "daykit: "+oneLine(wrong.Error()))
		return exitUsage
	case ctx.Err() != nil: // whatever broke off on the way
		fmt.Fprintln(errOut, "daykit: stopped, as you asked; what was saved before stays")
		return exitFailed
	default:
		fmt.Fprintln(errOut, "daykit: "+oneLine(plainWords(err)))
		return exitFailed
	}
}

// plainWords are the words of the fault in err, which are written for people, or
// all of an error that has none.
func plainWords(err error) string {
	var f *fault.Error
	if errors.As(err, &f) {
		return f.Error()
	}
	return err.Error()
}

// oneLine keeps a message to a single line, whatever its cause says.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// dispatch finds the command and calls it.
func (c *call) dispatch(ctx context.Context, args []string) error {
	global := c.flags("daykit")
	if err := global.Parse(args); err != nil {
		return c.badFlags(err, usage(), "daykit help")
	}
	rest := global.Args()
	switch {
	case len(rest) == 0:
		fmt.Fprint(c.err, usage())
		return usageError{"name a command"}
	case rest[0] == "help" && len(rest) == 1:
		fmt.Fprint(c.out, usage())
		return nil
	case rest[0] == "help":
		rest = []string{rest[1], "--help"}
	}
	for _, cmd := range commands() {
		if cmd.name == rest[0] {
			return c.invoke(ctx, cmd, rest[1:])
		}
	}
	return usageError{fmt.Sprintf("there is no command %q; `daykit help` lists them", rest[0])}
}

// invoke parses a command's own flags, which may stand before, between and after
// its arguments, and runs it.
func (c *call) invoke(ctx context.Context, cmd command, args []string) error {
	fs := c.flags("daykit " + cmd.name)
	do := cmd.setup(c, fs)
	var words []string
	for len(args) > 0 {
		if err := fs.Parse(args); err != nil {
			return c.badFlags(err, cmd.usage(fs), "daykit "+cmd.name+" --help")
		}
		args = fs.Args()
		if len(args) > 0 {
			words, args = append(words, args[0]), args[1:]
		}
	}
	if len(words) < cmd.min || (cmd.max >= 0 && len(words) > cmd.max) {
		return usageError{"write: " + cmd.line()}
	}
	err := do(ctx, words)
	if errors.Is(err, misused) {
		return usageError{"write: " + cmd.line()}
	}
	return err
}

// badFlags prints help where that was asked for, and else says which command prints it.
func (c *call) badFlags(err error, help, asks string) error {
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(c.out, help)
		return err
	}
	return usageError{err.Error() + "; `" + asks + "` lists the flags"}
}

// usageError says that the command was called wrongly.
type usageError struct{ what string }

func (e usageError) Error() string { return e.what }

// misused is the error of words that a command does not know; how it is called is said
// in its place.
var misused = usageError{"called wrongly"}

// open takes the workspace; it stays open until the command ends.
func (c *call) open(ctx context.Context) (*desk.Desk, error) {
	passphrase, err := c.passphrase()
	if err != nil {
		return nil, err
	}
	d, err := c.openWith(ctx, passphrase)
	if err == nil {
		c.tend(ctx, d)
	}
	return d, err
}
