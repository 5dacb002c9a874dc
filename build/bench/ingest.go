package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"
)

// What letters are measured with.
const (
	ingestConnections = 64
	ingestRounds      = 3    // each server has its turn in each
	ingestWarm        = 2000 // letters before the clock runs
	ingestGroups      = 100
	ingestTimes       = 3 // how many times as many as PocketBase daykit-server should keep
)

// ingestAim is what each of our engines should reach on two cores that do nothing else.
var ingestAim = struct {
	rate float64 // letters a second
	p99  time.Duration
}{15_000, 20 * time.Millisecond}

type ingestOptions struct {
	letters, more  int // measured side by side, and then counted on our engines alone
	daykit, pocket string
}

// benchIngest leaves sealed sign-ups at daykit-server on both its engines and at
// PocketBase, turn about, as whole processes over sockets. That all that was
// acknowledged is kept once is asserted; speed is only printed.
func benchIngest(ctx context.Context, out io.Writer, args []string) error {
	var o ingestOptions
	fs := flag.NewFlagSet("ingest", flag.ContinueOnError)
	fs.IntVar(&o.letters, "letters", 20_000, "how many are left at each server, side by side")
	fs.IntVar(&o.more, "more", 0, "how many are left at each of our engines after that")
	fs.StringVar(&o.daykit, "daykit", bin+"/daykit-server", "the server that is measured")
	fs.StringVar(&o.pocket, "pocketbase", bin+"/bench/pocketbase", "what it is measured beside")
	if err := fs.Parse(args); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "daykit-ingest-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	peers, stop, err := startPeers(ctx, dir, o)
	defer stop()
	if err != nil {
		return err
	}
	ingestHead(out, o)
	if err := sideBySide(ctx, peers, o.letters); err != nil {
		return err
	}
	if err := ingestTable(out, peers); err != nil {
		return err
	}
	if o.more > 0 {
		if err := leaveMore(ctx, out, peers, o.more); err != nil {
			return err
		}
	}
	return countAll(ctx, out, peers)
}

// sideBySide gives each server its share of the letters in each round.
func sideBySide(ctx context.Context, peers []*peer, letters int) error {
	for _, p := range peers {
		if _, err := p.leave(ctx, ingestWarm); err != nil {
			return err
		}
	}
	for i := range ingestRounds {
		for _, p := range peers {
			r, err := p.leave(ctx, letters*(i+1)/ingestRounds-letters*i/ingestRounds)
			if err != nil {
				return err
			}
			p.measured.add(r)
		}
	}
	return nil
}

// leaveMore is the long part: only our engines have it.
func leaveMore(ctx context.Context, out io.Writer, peers []*peer, letters int) error {
	for _, p := range peers {
		if !p.ours {
			continue
		}
		r, err := p.leave(ctx, letters)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s: %d more in %.1f s, %.0f a second, p50 %s ms, p99 %s ms; %s µs of the server and %s of the database for each\n",
			p.name, letters, r.took.Seconds(), r.rate(), ms(r.at(50)), ms(r.at(99)), r.share(r.server), r.share(r.db))
	}
	return nil
}

// countAll reads everything back and compares it with what was acknowledged.
func countAll(ctx context.Context, out io.Writer, peers []*peer) error {
	var wrong []error
	for _, p := range peers {
		found := map[uuid]int{}
		err := p.read(ctx, func(id uuid, body []byte) error {
			found[id]++
			if string(body) != string(p.letters.of(id)) {
				return fmt.Errorf("%s gives another letter back as %s", p.name, id)
			}
			return nil
		})
		if err != nil {
			return err
		}
		lost := 0
		for _, id := range p.acknowledged {
			if found[id] != 1 {
				lost++
			}
		}
		fmt.Fprintf(out, "%s acknowledged %d letters and keeps %d, each once\n", p.name, len(p.acknowledged), len(found))
		if lost > 0 || len(found) != len(p.acknowledged) {
			wrong = append(wrong, fmt.Errorf("%s: %d of %d acknowledged letters are lost or doubled, and %d are kept", p.name, lost, len(p.acknowledged), len(found)))
		}
	}
	return errors.Join(wrong...)
}

func ingestHead(out io.Writer, o ingestOptions) {
	load, _ := os.ReadFile("/proc/loadavg") // elsewhere there is none to tell
	words := strings.Fields(string(load))
	if len(words) == 0 {
		words = []string{"unknown"}
	}
	fmt.Fprintf(out, "%d sign-ups of %d bytes for each server, one a request, over %d connections, in %d rounds turn about.\n", o.letters, letterSize, ingestConnections, ingestRounds)
	fmt.Fprintf(out, "The %d cores (%s) are shared by the client, the servers and the database, and by whatever else runs: the load before was %s.\n\n", runtime.NumCPU(), runtime.GOARCH, words[0])
}
