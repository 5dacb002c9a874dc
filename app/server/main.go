// Command daykit-server is the campaign's central server: community groups join
// it by invitation, publish the pages of their events and send their totals.
//
// This package is wiring only: flags, the database, the listener, start and
// stop. The rules are in internal/central/server.
package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // so that a server without a table of time zones knows them

	"daykit/frontend/signup"
	"daykit/internal/central/server"
	"daykit/internal/domain/fault"
)

// Exit codes of every command.
const (
	exitDone    = 0
	exitRefused = 1
	exitUsage   = 2
)

func main() {
	os.Exit(run(context.Background(), os.Args, os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole program. It ends when ctx does, and on SIGINT and SIGTERM.
func run(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
	cfg, err := parse(args[1:], os.LookupEnv)
	if errors.Is(err, errHelp) {
		fmt.Fprint(stdout, usage)
		return exitDone
	}
	if err == nil {
		err = do(ctx, cfg, stdout, stderr)
	}
	if err == nil {
		return exitDone
	}
	fmt.Fprintln(stderr, "daykit-server:", err)
	var wrong usageError
	if errors.As(err, &wrong) {
		fmt.Fprint(stderr, "\n", usage)
		return exitUsage
	}
	return exitRefused
}

func do(ctx context.Context, cfg config, stdout, stderr io.Writer) (err error) {
	db, err := openStore(ctx, cfg.db)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	switch cfg.command {
	case "invite":
		return invite(ctx, cfg, db, stdout, stderr)
	case "totals":
		return totals(ctx, cfg, db, stdout)
	case "devices":
		return devices(ctx, cfg, db, stdout)
	case "revoke":
		return revoke(ctx, cfg, db, stdout)
	}
	return serve(ctx, cfg, db, stderr)
}

func serve(ctx context.Context, cfg config, db server.Store, stderr io.Writer) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	ln, err := new(net.ListenConfig).Listen(ctx, "tcp", cfg.listen)
	if err != nil {
		return fault.Wrap(err, fault.Invalid, "cannot listen on "+cfg.listen,
			"another program may use that port; choose another with --listen")
	}
	here := "http://" + ln.Addr().String()
	if cfg.publicURL == "" {
		cfg.publicURL = here
	}
	s := server.New(server.Config{
		Store: db, Now: time.Now, Rand: rand.Reader,
		Log:       slog.New(slog.NewTextHandler(stderr, nil)),
		PublicURL: cfg.publicURL, CoordinatorPassword: cfg.password, Script: signup.Script(), Faces: signup.Faces(),
	})
	fmt.Fprintln(stderr, "listening on", here)
	return s.Serve(ctx, ln)
}
