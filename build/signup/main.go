// Command signup shows sample sign-up pages on a real server of their own, and plays the
// laptop behind them: for browser tests, and to look at the page.
//
//	go run ./build/signup [-dir DIR] [-listen ADDR] [-campaign] [-key-elsewhere]
//
// With -campaign it shows the events and packs of a whole campaign instead, for the
// coordinators' pages; with -key-elsewhere the server has the public part of a key alone,
// and no packs.
//
// It prints one line of JSON with the address of each page and of its control, and ends
// when its standard input does.
package main

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"daykit/frontend/signup"
	"daykit/internal/central/server"
	"daykit/internal/central/sqlite"
)

func main() {
	dir := flag.String("dir", "", "where the database and the log go (a folder that is removed)")
	listen := flag.String("listen", "127.0.0.1:0", "where to show the pages")
	campaign := flag.Bool("campaign", false, "show a campaign of events")
	elsewhere := flag.Bool("key-elsewhere", false, "have the public part of the campaign's key alone")
	flag.Parse()
	if err := run(*dir, *listen, *campaign, *elsewhere); err != nil {
		fmt.Fprintln(os.Stderr, "signup:", err)
		os.Exit(1)
	}
}

// show is a running server with its pages.
type show struct {
	dir    string
	url    string
	public string // the same by a name, which passkeys need
	db     *losable
	s      *server.Server
	group  *group
	pages  map[string]*sample
}

func run(dir, listen string, campaign, elsewhere bool) error {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	if dir == "" {
		made, err := os.MkdirTemp("", "daykit-signup-")
		if err != nil {
			return fmt.Errorf("make a folder: %w", err)
		}
		defer os.RemoveAll(made)
		dir = made
	}
	db, err := sqlite.Open(ctx, filepath.Join(dir, "server.db"))
	if err != nil {
		return err
	}
	defer db.Close()
	log, err := os.Create(filepath.Join(dir, "server.log"))
	if err != nil {
		return fmt.Errorf("keep a log: %w", err)
	}
	defer log.Close()
	pages, err := new(net.ListenConfig).Listen(ctx, "tcp", listen)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	w := &show{dir: dir, url: "http://" + pages.Addr().String(), db: &losable{Store: db}}
	w.public = strings.Replace(w.url, "127.0.0.1", "localhost", 1)
	var key server.PackKey
	if elsewhere {
		if key.Public, _, err = ed25519.GenerateKey(rand.Reader); err != nil {
			return fmt.Errorf("draw a key: %w", err)
		}
	}
	w.s = server.New(server.Config{
		Store: w.db, Now: time.Now, Rand: rand.Reader, PublicURL: w.public, Script: signup.Script(), Faces: signup.Faces(), PackKey: key,
		Log: slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	fill := w.open
	if campaign {
		fill = w.campaign
	}
	if err := fill(ctx, db); err != nil {
		return err
	}
	return w.serve(ctx, stop, pages)
}

// open lets a group in and publishes all samples.
func (w *show) open(ctx context.Context, db server.Store) (err error) {
	if w.group, err = newGroup(ctx, w.s, db); err != nil {
		return err
	}
	if w.pages, err = samples(time.Now()); err != nil {
		return err
	}
	for _, p := range w.pages {
		if err := w.group.publish(w.s, p); err != nil {
			return err
		}
	}
	return nil
}

// serve answers until standard input ends.
func (w *show) serve(ctx context.Context, stop context.CancelFunc, pages net.Listener) error {
	control, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	hs := &http.Server{Handler: w.control(), ReadHeaderTimeout: time.Second}
	go func() { _ = hs.Serve(control) }() // it ends when closed
	defer hs.Close()
	where := map[string]string{}
	for name, p := range w.pages {
		where[name] = w.url + p.path()
	}
	if err := json.NewEncoder(os.Stdout).Encode(map[string]any{
		"url": w.url, "public": w.public, "control": "http://" + control.Addr().String(), "pages": where, "script": len(signup.Script()) > 0,
	}); err != nil {
		return fmt.Errorf("say where: %w", err)
	}
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin) // until whoever started us is gone
		stop()
	}()
	return w.s.Serve(ctx, pages)
}
