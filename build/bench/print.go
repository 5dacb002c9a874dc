package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// The four documents. Each program makes them as it would: daykit with its own
// designs, which carry more than the others' (a braid, markers for a reader, two
// codes more on a sheet, tags for screen readers), the others with the same words,
// codes and names in the same fonts. Only its poster has fewer words: in two languages
// it has no room for the description that the others set.
const (
	docPoster  = "A"
	docBadges  = "B"
	docSheets  = "C"
	docLetters = "D"
)

var documents = []document{
	{docPoster, "an A3 poster in two languages with a 3 MP photo and a code", 1, goal{40, 25, 10, 4, 60, 40}},
	{docBadges, "200 badges, each with a name and a code", 20, goal{120, 65, 45, 15, 300, 80}},
	{docSheets, "50 sign-up sheets of 20 rows with a code", 50, goal{45, 25, 20, 5, 110, 40}},
	{docLetters, "500 letters with the name in its own script and a code", 500, goal{250, 100, 120, 40, 900, 110}},
}

type document struct {
	key, what string
	pages     int
	goal
}

// goal is what daykit must reach on a machine of two idle cores, and what it aims
// for: whole processes and within the running app in milliseconds, size in kB
// (of the poster, without its photo) and peak memory in MiB.
type goal struct {
	must, stretch             int
	insideMust, insideStretch int
	size, memory              int
}

// program makes the documents. Only a program whose output is right is one that
// others are compared with.
type program struct {
	name, version string
	command       func(d document, out string) []string
	env           []string
	codes         func(d document) []string   // what the codes of a document read as
	words         func(d document) [][]string // the texts to be looked for, page by page
	absent        string                      // why it cannot be measured here
}

// result is what was measured of one document by one program.
type result struct {
	times  spread
	cpu    spread            // of all cores; what a busy machine disturbs least
	memory float64           // MiB
	size   int               // bytes
	wrong  string            // what is wrong with its output; empty when it is right
	words  map[string]*tally // by script; nil when its pages or codes are wrong
}

// printBench is one run of the benchmark.
type printBench struct {
	dir      string
	out      io.Writer
	runs     int
	docs     []document
	samples  *samples
	shapes   *references
	programs []*program
	results  map[string]map[string]result // by document and program
}

// benchPrint checks and measures the documents named, or all.
func benchPrint(ctx context.Context, out io.Writer, runs int, only []string) error {
	dir, err := os.MkdirTemp("", "daykit-print-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b := &printBench{dir: dir, out: out, runs: runs, results: map[string]map[string]result{}}
	for _, d := range documents {
		if len(only) == 0 || slices.Contains(only, d.key) {
			b.docs = append(b.docs, d)
		}
	}
	if b.samples, err = readSamples("build/bench/testdata"); err != nil {
		return err
	}
	if b.shapes, err = newReferences(ctx, dir, b.samples.pieces()); err != nil {
		return err
	}
	ours, err := newKit(ctx, dir, b.samples)
	if err != nil {
		return err
	}
	b.programs = append([]*program{ours.program()}, b.peers(ctx)...)
	b.machine()
	for _, d := range b.docs {
		if err := b.document(ctx, d); err != nil {
			return err
		}
	}
	return b.beside(ctx, ours)
}

// machine says on what is measured; figures of a busy machine are worth nothing.
func (b *printBench) machine() {
	load, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		load = []byte("unknown")
	}
	fmt.Fprintf(b.out, "%s, %d cores, %s, load %s. Medians of %d runs after one that is not counted.\n",
		runtime.GOARCH, runtime.NumCPU(), runtime.Version(), strings.TrimSpace(string(load)), b.runs)
	for _, p := range b.programs {
		if p.absent != "" {
			fmt.Fprintf(b.out, "Not here: %s (%s).\n", p.name, p.absent)
		}
	}
}

// document checks what each program makes of a document, then measures all.
func (b *printBench) document(ctx context.Context, d document) error {
	all := map[string]result{}
	for _, p := range b.programs {
		if p.absent != "" {
			continue
		}
		r, err := b.measure(ctx, d, p)
		switch {
		case err != nil && (p == b.programs[0] || ctx.Err() != nil):
			return fmt.Errorf("%s by %s: %w", d.key, p.name, err)
		case err != nil: // a program that is here but does not work is like one that is not
			fmt.Fprintf(b.out, "Not measured: %s by %s (%s).\n", d.key, p.name, oneLine(err))
			continue
		}
		all[p.name] = r
	}
	b.results[d.key] = all
	b.table(d, all)
	return nil
}

func (b *printBench) measure(ctx context.Context, d document, p *program) (r result, err error) {
	out := filepath.Join(b.dir, "out-"+d.key+".pdf")
	if err := os.RemoveAll(out); err != nil { // the last program's
		return r, err
	}
	args := p.command(d, out)
	if _, err := execute(ctx, p.env, args); err != nil {
		return r, err
	}
	info, err := os.Stat(out)
	if err != nil {
		return r, err
	}
	r.size = int(info.Size())
	if err = b.judge(ctx, out, d, p, &r); err != nil {
		return r, err
	}
	for i := range b.runs + 1 {
		began := time.Now()
		cpu, err := execute(ctx, p.env, args)
		if err != nil {
			return r, err
		}
		if i > 0 {
			r.times, r.cpu = append(r.times, time.Since(began)), append(r.cpu, cpu)
		}
	}
	r.memory, err = memoryOf(ctx, p.env, args)
	return r, err
}
