// Command bench measures the built programs as a person meets them, whole
// processes on this machine, and prints each figure beside what it should be. It
// judges nothing: a figure over its aim is for a person to look at. It runs from
// the root of the project, after "make build":
//
//	go run ./build/bench [-n RUNS]
//
// "go run ./build/bench print" measures the four documents of print.go beside
// other programs that make them, and "go run ./build/bench ingest" the server beside
// another one.
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"text/tabwriter"
	"time"
)

const bin = "build/bin"

func main() {
	runs := flag.Int("n", 0, "how often each thing is measured")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Stdout, *runs, flag.Args())
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer, runs int, args []string) error {
	switch {
	case len(args) > 0 && args[0] == "print":
		return benchPrint(ctx, out, cmp.Or(runs, 5), args[1:])
	case len(args) > 0 && args[0] == "ingest":
		return benchIngest(ctx, out, args[1:])
	case len(args) > 1 && args[0] == weighCommand:
		return weigh(ctx, out, args[1:])
	case len(args) > 0:
		return fmt.Errorf("nothing to measure is called %q", args[0])
	}
	return bench(ctx, out, cmp.Or(runs, 11))
}

// figure is one line of the table.
type figure struct {
	what, got, aim, note string
}

func bench(ctx context.Context, out io.Writer, runs int) error {
	dir, err := os.MkdirTemp("", "daykit-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	measures := []func(context.Context, string, int) ([]figure, error){printing, window, sizes}
	var all []figure
	for _, m := range measures {
		figures, err := m(ctx, dir, runs)
		if err != nil {
			return err
		}
		all = append(all, figures...)
	}
	fmt.Fprintf(out, "Median of %d runs on %s, %d cores.\n\n", runs, runtime.GOARCH, runtime.NumCPU())
	return table(out, all)
}

func table(out io.Writer, figures []figure) error {
	w := tabwriter.NewWriter(out, 0, 0, 3, ' ', 0)
	fmt.Fprintln(w, "WHAT\tMEASURED\tAIM\tREMARK")
	for _, f := range figures {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", f.what, f.got, f.aim, f.note)
	}
	return w.Flush()
}

// sizes tells how big each program is; there is no aim, only a watch on growth.
func sizes(_ context.Context, _ string, _ int) ([]figure, error) {
	var figures []figure
	for _, name := range []string{"daykit-window", "daykit", "daykit-server", "daykit-window.exe", "daykit.exe", "daykit-server.exe"} {
		info, err := os.Stat(filepath.Join(bin, name))
		if os.IsNotExist(err) {
			continue // make windows was not run
		}
		if err != nil {
			return nil, err
		}
		figures = append(figures, figure{what: "size of " + name, got: fmt.Sprintf("%.1f MB", float64(info.Size())/1e6), aim: "-"})
	}
	return figures, nil
}

// spread is a series of times.
type spread []time.Duration

func (s spread) sorted() spread { return slices.Sorted(slices.Values(s)) }

func (s spread) median() time.Duration { return s.sorted()[len(s)/2] }

func (s spread) String() string {
	return fmt.Sprintf("%d ms", s.median().Milliseconds())
}

// ends gives the fastest and the slowest run.
func (s spread) ends() string {
	return fmt.Sprintf("%d to %d ms", slices.Min(s).Milliseconds(), slices.Max(s).Milliseconds())
}

// ms is a time in milliseconds, with a tenth where that says something.
func ms(d time.Duration) string {
	if d < 20*time.Millisecond {
		return fmt.Sprintf("%.1f", float64(d)/float64(time.Millisecond))
	}
	return fmt.Sprintf("%.0f", float64(d)/float64(time.Millisecond))
}
