// Package pgtest starts a PostgreSQL of its own for tests: in a folder that goes away,
// on a free port of 127.0.0.1, with a password. It needs the programs initdb and
// postgres, which Debian's package postgresql brings; without them Start fails and
// says so.
package pgtest

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// Options say how careful the cluster is. The zero value is what most tests want: fast,
// and gone after a power cut.
type Options struct {
	Durable  bool // as PostgreSQL is made: every commit is on the disk
	Fillable bool // its files can be kept small by Limit
}

// Cluster is a running PostgreSQL.
type Cluster struct {
	dir, bin, password string
	port               int
	options            Options
	run                *exec.Cmd
	ended              chan struct{} // closed when run has ended
	release            func() error  // gives up the folder
	made               atomic.Int64  // databases
}

// owner owns everything in the cluster.
const owner = "daykit"

// The names of a cluster's folder, before a random part, and of that of its files.
const (
	prefix   = "daykit-postgres-"
	dataName = "data"
)

// Start makes a cluster and waits until it answers. Stop must be called; what programs
// left that were killed before they could is removed first.
func Start(o Options) (*Cluster, error) {
	bin, err := programs()
	if err != nil {
		return nil, err
	}
	sweep(os.TempDir())
	dir, err := os.MkdirTemp("", prefix)
	if err != nil {
		return nil, err
	}
	c := &Cluster{dir: dir, bin: bin, password: rand.Text(), options: o}
	if c.release, err = claim(dir); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	if err := c.make(); err != nil {
		return nil, errors.Join(err, c.remove())
	}
	if err := c.begin(); err != nil {
		return nil, errors.Join(err, c.remove())
	}
	return c, nil
}

// programs finds the folder of initdb and postgres: the newest that Debian has, or
// that of the path.
func programs() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil {
		return "", err
	}
	best, newest := "", -1
	for _, path := range found {
		folder := filepath.Dir(path)
		if n, err := strconv.Atoi(filepath.Base(filepath.Dir(folder))); err == nil && n > newest {
			best, newest = folder, n
		}
	}
	if best != "" {
		return best, nil
	}
	path, err := exec.LookPath("initdb")
	if err != nil {
		return "", fmt.Errorf("these tests need PostgreSQL (Debian: apt-get install postgresql, or build/deps test): %w", err)
	}
	return filepath.Dir(path), nil
}

// make fills the folder with an empty cluster.
func (c *Cluster) make() error {
	secret := filepath.Join(c.dir, "password")
	if err := os.WriteFile(secret, []byte(c.password+"\n"), 0o600); err != nil {
		return err
	}
	if err := own(c.dir, secret); err != nil {
		return fmt.Errorf("PostgreSQL does not run as root, and its folder cannot be given to another user: %w", err)
	}
	args := []string{
		"--pgdata", c.data(), "--username", owner, "--pwfile", secret, "--auth", "scram-sha-256",
		"--encoding", "UTF8", "--locale", "C", "--no-sync",
	}
	if c.options.Fillable {
		args = append(args, "--wal-segsize", "1") // MiB: below any limit
	}
	cmd := c.command("initdb", args...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	return nil
}

func (c *Cluster) data() string { return filepath.Join(c.dir, dataName) }

// remove removes the folder and only then gives it up.
func (c *Cluster) remove() error { return errors.Join(os.RemoveAll(c.dir), c.release()) }

// command is a program of PostgreSQL, by a user that it agrees to run as.
func (c *Cluster) command(name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(context.Background(), filepath.Join(c.bin, name), args...)
	cmd.Dir = c.dir
	cmd.Env = append(os.Environ(), "LC_ALL=C", "TZ=UTC")
	cmd.SysProcAttr = attributes()
	return cmd
}

// begin starts the server on a free port. Another program may take the port between
// looking and starting, so it is tried a few times.
func (c *Cluster) begin() (err error) {
	for range 5 {
		if c.port, err = freePort(); err != nil {
			return err
		}
		if err = c.Go(); err == nil {
			return nil
		}
	}
	return err
}

func freePort() (int, error) {
	ln, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer ln.Close()
	addr, ok := ln.Addr().(*net.TCPAddr)
	if !ok {
		return 0, fmt.Errorf("listening on %s", ln.Addr())
	}
	return addr.Port, nil
}

// Go starts the server again after Crash, on the port it had, and waits until it
// answers.
func (c *Cluster) Go() error {
	args := []string{
		"-D", c.data(), "-p", strconv.Itoa(c.port), "-k", c.dir, "-c", "listen_addresses=127.0.0.1",
		"-c", "max_connections=400", "-c", "log_destination=stderr", "-c", "logging_collector=off",
	}
	if !c.options.Durable {
		args = append(args, "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "autovacuum=off",
			"-c", "wal_level=minimal", "-c", "max_wal_senders=0")
	}
	cmd := c.command("postgres", args...)
	log, err := cmd.StderrPipe()
	if err != nil {
		return err
	}
	ended := make(chan struct{})
	started := make(chan error, 1)
	ready := make(chan error, 1)
	go func() { // the thread that starts it must outlive it, see attributes
		release := hold()
		defer release()
		if err := cmd.Start(); err != nil {
			started <- err
			return
		}
		started <- nil
		watch(log, ready)
		_ = cmd.Wait() // how it ends is what the test does to it
		close(ended)
	}()
	if err := <-started; err != nil {
		return fmt.Errorf("start postgres: %w", err)
	}
	if err := <-ready; err != nil {
		<-ended
		return err
	}
	c.run, c.ended = cmd, ended
	return nil
}

// watch reads the server's log to its end and tells when it is ready.
func watch(log io.Reader, ready chan<- error) {
	var said bytes.Buffer
	told := false
	lines := bufio.NewScanner(log)
	for lines.Scan() {
		if told {
			continue
		}
		fmt.Fprintln(&said, lines.Text())
		if strings.Contains(lines.Text(), "database system is ready to accept connections") {
			told = true
			ready <- nil
		}
	}
	if !told {
		ready <- fmt.Errorf("postgres did not start: %s", said.String())
	}
}

// Crash ends the server at once, as pg_ctl stop --mode immediate does: what it did
// not write to its log is lost, and it recovers with the next Go.
func (c *Cluster) Crash() error { return c.end(syscall.SIGQUIT) }

// MinLimit is the least that Limit takes, in bytes.
const MinLimit = 2 << 20

// Limit lets no file of the server grow beyond n bytes, as if the disk were full; 0 takes
// the limit away. A page that is half beyond it is written in half, which PostgreSQL
// takes for a full disk, so n should be a little more than a multiple of 8192.
func (c *Cluster) Limit(n uint64) error {
	if n != 0 && n < MinLimit || !c.options.Fillable {
		return errors.New("the server's own files would not fit")
	}
	return limit(c.run.Process.Pid, n)
}

// PID is the process of the server, below which all its others are.
func (c *Cluster) PID() int { return c.run.Process.Pid }

// Stop ends the server and removes its folder.
func (c *Cluster) Stop() error {
	return errors.Join(c.end(syscall.SIGQUIT), c.remove())
}

func (c *Cluster) end(s os.Signal) error {
	if err := c.run.Process.Signal(s); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	<-c.ended
	return nil
}

// Database makes an empty database and gives its address.
func (c *Cluster) Database(ctx context.Context) (address string, err error) {
	name := fmt.Sprintf("test%d", c.made.Add(1))
	return c.address(name), Exec(ctx, c.address("postgres"), "CREATE DATABASE "+name)
}

// Exec runs statements in the database at an address.
func Exec(ctx context.Context, address, statements string) error {
	return with(address, func(db *sql.DB) error {
		_, err := db.ExecContext(ctx, statements)
		return err
	})
}

// Ask gives the one value that a query gives.
func Ask[T any](ctx context.Context, address, query string, args ...any) (T, error) {
	var got sql.Null[T]
	err := with(address, func(db *sql.DB) error { return db.QueryRowContext(ctx, query, args...).Scan(&got) })
	return got.V, err
}

func with(address string, do func(*sql.DB) error) error {
	cfg, err := pgx.ParseConfig(address)
	if err != nil {
		return err
	}
	db := stdlib.OpenDB(*cfg)
	return errors.Join(do(db), db.Close())
}

func (c *Cluster) address(database string) string {
	u := url.URL{
		Scheme: "postgres", User: url.UserPassword(owner, c.password),
		Host: net.JoinHostPort("127.0.0.1", strconv.Itoa(c.port)), Path: "/" + database, RawQuery: "sslmode=disable",
	}
	return u.String()
}
