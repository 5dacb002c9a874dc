// Command daykit-server is the campaign's central server: community groups join
// it by invitation, publish the pages of their events and send their totals.
//
// This package is wiring only: flags, the database, the listener, start and
// stop. The rules are in internal/central/server.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	_ "time/tzdata" // so that a server without a table of time zones knows them
)

// version is set by the build.
var version = "dev"

// Exit codes of every command.
const (
	exitDone    = 0
	exitRefused = 1
	exitUsage   = 2
)

// collect is how much the heap grows before garbage is collected, in percent of what is in
// use: some ten megabytes, so that time is worth more than room. GOGC says otherwise.
const collect = 400

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(collect)
	}
	os.Exit(run(context.Background(), os.Args, os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole program. Serving ends when ctx does, and on SIGINT and SIGTERM.
func run(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
	cfg, err := parse(args[1:], os.LookupEnv)
	if errors.Is(err, errHelp) {
		fmt.Fprint(stdout, usage, usageBackup, usageServing)
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
		fmt.Fprint(stderr, "\n", usage, usageBackup, usageServing)
		return exitUsage
	}
	return exitRefused
}

func do(ctx context.Context, cfg config, stdout, stderr io.Writer) (err error) {
	switch cfg.command { // of which a database that is damaged must not keep anybody
	case "backup":
		return backup(ctx, cfg, stdout)
	case "restore":
		return restore(ctx, cfg, stdout)
	case "pack sign":
		return signPack(cfg)
	}
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
	case "coordinator add":
		return addCoordinator(ctx, cfg, db, stdout, stderr)
	case "coordinator list":
		return listCoordinators(ctx, cfg, db, stdout)
	case "coordinator remove":
		return removeCoordinator(ctx, cfg, db, stdout)
	case "audit":
		return audit(ctx, cfg, db, stdout)
	case "pack publish", "pack withdraw", "pack list", "pack save":
		return packs(ctx, cfg, db, stdout)
	}
	return serve(ctx, cfg, db, stderr)
}
