package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"net/http"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"daykit/internal/central/pgtest"
	"daykit/internal/data/wire"
)

// kills is how often the server on SQLite is killed. The one on PostgreSQL is killed 3
// times for 5 of those, and its database 3 times for 25.
var kills = flag.Int("kills", 5, "how often the server is killed")

// between is how many answers that say "kept" come between two kills.
const between = 120

func TestKilledServerOnSQLiteLosesNothing(t *testing.T) {
	t.Parallel()
	killed(t, newFile(t), *kills, func(r *rush) {
		r.stop()
		r.start()
	})
}

func TestKilledServerOnPostgresLosesNothing(t *testing.T) {
	t.Parallel()
	killed(t, cluster.Empty(t), max(1, *kills*3/5), func(r *rush) {
		r.stop()
		r.start()
	})
}

// TestKilledDatabaseLosesNothing stops PostgreSQL at once, as a crash does, under a
// server that goes on.
func TestKilledDatabaseLosesNothing(t *testing.T) {
	t.Parallel()
	c := pgtest.For(t, pgtest.Options{Durable: true})
	killed(t, c.Empty(t), max(1, *kills*3/25), func(r *rush) {
		if err := c.Crash(); err != nil {
			t.Fatal(err)
		}
		r.close()
		if err := c.Go(); err != nil {
			t.Fatal(err)
		}
		r.open()
	})
}

// killed has visitors sign up and laptops push while something is killed n times, and
// then looks whether everything that was acknowledged is there, once.
func killed(t *testing.T, db string, n int, kill func(*rush)) {
	t.Helper()
	r := newRush(t, db)
	r.prepare()
	more, leave := r.crowd(laptops)
	for range n {
		if more() {
			kill(r)
		}
	}
	more()
	leave()
	r.inspect(n)
	r.stop()
}

// rush is a server that many write to, and what it has promised them.
type rush struct {
	t       *testing.T
	db      string
	flags   []string // beside the database and the address
	process *exec.Cmd
	events  []string
	token   string // of the group's laptop

	gate sync.RWMutex // held for writing while there is no server
	url  string

	mu      sync.Mutex
	letters map[string]bool   // ids that were acknowledged
	ops     map[string]uint32 // how far each incarnation was acknowledged
	retries int

	acks   chan struct{} // one for each acknowledgement, while somebody listens
	giveUp func()        // ends the rush after a mistake
}

// newRush starts the server.
func newRush(t *testing.T, db string, flags ...string) *rush {
	t.Helper()
	r := &rush{t: t, db: db, flags: flags, acks: make(chan struct{}, 1)}
	r.start()
	return r
}

// crowd has visitors sign up, and so many laptops push, until leave. more waits for some
// acknowledgements; false is the end of the rush.
func (r *rush) crowd(laptops int) (more func() bool, leave func()) {
	ctx, cancel := context.WithCancel(r.t.Context())
	r.giveUp = cancel
	var wg sync.WaitGroup
	for side := range visitors {
		wg.Go(func() { r.signUp(ctx, side) })
	}
	for side := range laptops {
		wg.Go(func() { r.push(ctx, side) })
	}
	more = func() bool {
		for range between {
			select {
			case <-r.acks:
			case <-ctx.Done():
				return false
			}
		}
		return true
	}
	return more, func() { cancel(); wg.Wait() }
}

// start starts the built program and waits for its address.
func (r *rush) start() {
	r.t.Helper()
	cmd := exec.CommandContext(context.WithoutCancel(r.t.Context()), "daykit-server", served(r.t, append([]string{"--db", r.db, "--listen", "127.0.0.1:0"}, r.flags...))...)
	log, err := cmd.StderrPipe()
	if err != nil {
		r.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		r.t.Fatal(err)
	}
	lines := bufio.NewScanner(log)
	url := ""
	for url == "" {
		if !lines.Scan() {
			r.t.Fatalf("the server does not start: %v", cmd.Wait())
		}
		url, _ = strings.CutPrefix(lines.Text(), "listening on ")
	}
	go func() {
		for lines.Scan() { // until the program ends; what it logs is looked at elsewhere
		}
	}()
	first := r.process == nil
	r.process, r.url = cmd, url
	if !first {
		r.open()
		return
	}
	r.t.Cleanup(func() { _ = r.process.Process.Kill() }) // for when the test failed before its end
}

// stop kills the server, whatever it is doing, and only then keeps new requests back.
func (r *rush) stop() {
	r.t.Helper()
	if err := r.process.Process.Kill(); err != nil {
		r.t.Fatal(err)
	}
	r.close()
	if err := r.process.Wait(); err == nil {
		r.t.Error("the server ended by itself")
	}
}

// close keeps new requests back. Requests that are under way fail, which frees the gate.
func (r *rush) close() { r.gate.Lock() }

func (r *rush) open() { r.gate.Unlock() }

// kept takes down that something was acknowledged.
func (r *rush) kept(note func()) {
	r.mu.Lock()
	note()
	r.mu.Unlock()
	select {
	case r.acks <- struct{}{}:
	default:
	}
}

// inspect reads everything back and counts.
func (r *rush) inspect(n int) {
	r.t.Helper()
	found := map[string]int{}
	after := ""
	for more := true; more; {
		var part wire.MailboxReply
		call(r.t, http.MethodGet, r.url+wire.PathMailbox+"?after="+after, r.token, nil, &part)
		for _, l := range part.Letters {
			found[l.ID]++
			after = l.ID
		}
		more = part.More
	}
	next := map[string]uint32{}
	var at wire.FeedReply
	for more := true; more; more = at.More {
		query := fmt.Sprintf("?cursor=%d&chain=%s", at.Cursor, at.Chain)
		at = wire.FeedReply{}
		call(r.t, http.MethodGet, r.url+wire.PathFeed+query, r.token, nil, &at)
		for _, o := range at.Ops {
			if next[o.Inc]++; next[o.Inc] != o.Seq {
				r.t.Fatalf("operation %d of %s stands where %d belongs", o.Seq, o.Inc, next[o.Inc])
			}
		}
	}
	lost, doubled, pushed := 0, 0, 0
	for id := range r.letters {
		if found[id] == 0 {
			lost++
		}
	}
	for _, times := range found {
		doubled += times - 1
	}
	for inc, head := range r.ops {
		pushed += int(head)
		lost += int(head) - int(min(head, next[inc]))
	}
	r.t.Logf("killed %d times: %d sign-ups and %d operations acknowledged, %d requests sent again, %d lost, %d doubled",
		n, len(r.letters), pushed, r.retries, lost, doubled)
	if lost > 0 || doubled > 0 || len(r.letters) == 0 || pushed == 0 {
		r.t.Errorf("lost %d, doubled %d", lost, doubled)
	}
}
