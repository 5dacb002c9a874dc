package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"filippo.io/age"

	"daykit/internal/central/pgtest"
)

const (
	letterSize  = 520 // bytes, as of a form of which little is filled in
	letterKinds = 64
)

// letters are sealed sign-ups. Which one a request carries is told by its id.
type letters struct{ kinds [][]byte }

func newLetters(to age.Recipient) (*letters, error) {
	l := &letters{}
	for i := range letterKinds {
		empty, err := sealLetter(to, nil)
		if err != nil {
			return nil, err
		}
		one, err := sealLetter(to, bytes.Repeat([]byte{byte(i)}, letterSize-len(empty)))
		if err != nil {
			return nil, err
		}
		l.kinds = append(l.kinds, one)
	}
	return l, nil
}

func sealLetter(to age.Recipient, plain []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := age.Encrypt(&out, to)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(plain); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func (l *letters) of(id uuid) []byte { return l.kinds[int(id[len(id)-1])%len(l.kinds)] }

// startPeers starts all servers; PocketBase comes last. stop ends what was started.
func startPeers(ctx context.Context, dir string, o ingestOptions) (peers []*peer, stop func(), err error) {
	var stops []func()
	stop = func() {
		for _, s := range stops {
			s()
		}
	}
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, stop, err
	}
	l, err := newLetters(identity.Recipient())
	if err != nil {
		return nil, stop, err
	}
	g := &groups{ctx: ctx, recipient: identity.Recipient().String(), options: o}
	lite, end, err := startDaykit(ctx, dir, "sqlite", "sqlite:"+filepath.Join(dir, "server.db"), o.daykit, g)
	stops = append(stops, end)
	if err != nil {
		return nil, stop, err
	}
	lite.name, lite.promise = "daykit-server on SQLite", "on the disk (WAL, synchronous=FULL)"
	cluster, err := pgtest.Start(pgtest.Options{Durable: true})
	if err != nil {
		return nil, stop, err
	}
	stops = append([]func(){func() { _ = cluster.Stop() }}, stops...)
	address, err := cluster.Database(ctx)
	if err != nil {
		return nil, stop, err
	}
	pg, end, err := startDaykit(ctx, dir, "postgres", address, o.daykit, g)
	stops = append([]func(){end}, stops...)
	if err != nil {
		return nil, stop, err
	}
	pg.name, pg.db = "daykit-server on PostgreSQL", cluster.PID()
	if pg.promise, err = promiseOf(ctx, address); err != nil {
		return nil, stop, err
	}
	pocket, end, err := startPocket(ctx, dir, o.pocket)
	stops = append([]func(){end}, stops...)
	if err != nil {
		return nil, stop, err
	}
	peers = []*peer{lite, pg, pocket}
	for _, p := range peers {
		p.letters = l
	}
	return peers, stop, nil
}

// promiseOf asks PostgreSQL what a commit means to it.
func promiseOf(ctx context.Context, address string) (string, error) {
	said := "on the disk ("
	for i, name := range []string{"server_version", "synchronous_commit", "fsync", "full_page_writes"} {
		v, err := pgtest.Ask[string](ctx, address, "SELECT current_setting('"+name+"')")
		if err != nil {
			return "", err
		}
		if i == 0 {
			said += v
			continue
		}
		said += ", " + name + "=" + v
	}
	return said + ")", nil
}

// startProcess starts a server whose words go into a file, as a service's do.
func startProcess(ctx context.Context, log string, program string, args ...string) (pid int, stop func(), err error) {
	stop = func() {}
	f, err := os.Create(log)
	if err != nil {
		return 0, stop, err
	}
	defer f.Close()
	cmd := exec.CommandContext(context.WithoutCancel(ctx), program, args...)
	cmd.Stdout, cmd.Stderr = f, f
	if err := cmd.Start(); err != nil {
		return 0, stop, fmt.Errorf("start %s (make bench-ingest builds it): %w", program, err)
	}
	return cmd.Process.Pid, func() { _ = cmd.Process.Signal(syscall.SIGTERM); _ = cmd.Wait() }, nil
}

// waitFor waits until a server answers.
func waitFor(ctx context.Context, url, log string) error {
	began := time.Now()
	for {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
		if err != nil {
			return err
		}
		res, err := http.DefaultClient.Do(req)
		if err == nil {
			res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return nil
			}
		}
		if ctx.Err() != nil || time.Since(began) > time.Minute {
			said, readErr := os.ReadFile(log)
			return errors.Join(fmt.Errorf("%s does not answer: %s", url, strings.TrimSpace(string(said))), readErr)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// freeAddress is one of this machine that nothing listens on.
func freeAddress() (string, error) {
	ln, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return ln.Addr().String(), ln.Close()
}
