package main

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"
)

// ingestTable prints the servers side by side, and whether ours keep as many as they
// should.
func ingestTable(out io.Writer, peers []*peer) error {
	w := tabwriter.NewWriter(out, 0, 0, 3, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "A SECOND\tP50 MS\tP99 MS\tSLOWEST MS\tSERVER µs\tDATABASE µs\tCLIENT µs\t   SERVER, AND WHAT ITS ANSWER PROMISES")
	for _, p := range peers {
		r := &p.measured
		fmt.Fprintf(w, "%.0f\t%s\t%s\t%s\t%s\t%s\t%s\t   %s: %s\n", r.rate(), ms(r.at(50)), ms(r.at(99)), ms(slices.Max(r.each)),
			r.share(r.server), r.share(r.db), r.share(r.client), p.name, p.promise)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(out, "µs are those of processors, for each letter.")
	fmt.Fprintf(out, "The aim on two cores that do nothing else: %.0f a second, p99 at most %s ms.\n", ingestAim.rate, ms(ingestAim.p99))
	beside := peers[len(peers)-1]
	for _, p := range peers {
		if !p.ours {
			continue
		}
		times := p.measured.rate() / beside.measured.rate()
		word := "as it should"
		if times < ingestTimes {
			word = "which is LESS than it should"
		}
		fmt.Fprintf(out, "%s keeps %.1f times as many as %s (at least %d), %s.\n", p.name, times, beside.name, ingestTimes, word)
	}
	return nil
}

// share is a time by letter, in microseconds.
func (r *round) share(d time.Duration) string {
	if d == 0 {
		return "-"
	}
	return fmt.Sprintf("%.0f", float64(d.Microseconds())/float64(len(r.each)))
}
