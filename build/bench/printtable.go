package main

import (
	"fmt"
	"strings"
	"text/tabwriter"
)

// table prints one document side by side.
func (b *printBench) table(d document, all map[string]result) {
	fmt.Fprintf(b.out, "\n%s  %s (%d pages)\n", d.key, d.what, d.pages)
	fmt.Fprintf(b.out, "%8s %8s %8s %6s %6s %6s  %s\n", "ms", "fastest", "slowest", "CPU ms", "MiB", "kB", "program")
	for _, p := range b.programs {
		r, ok := all[p.name]
		if !ok {
			continue
		}
		s := r.times.sorted()
		fmt.Fprintf(b.out, "%8s %8s %8s %6s %6.0f %6.0f  %s\n", ms(r.times.median()), ms(s[0]), ms(s[len(s)-1]), ms(r.cpu.median()), r.memory, float64(r.size)/1000, p.about(r))
	}
	fmt.Fprintf(b.out, "%8d %8s %8s %6s %6d %6s  what daykit must reach; it aims for %d ms\n", d.must, "", "", "", d.memory, b.sizeGoal(d), d.stretch)
	b.words(all)
	b.ratios(all)
}

// words says for each script how many words each program's pages have, how many of
// them are drawn as HarfBuzz sets them, and how many pdftotext finds. Only drawing
// makes a document right or wrong: unjoined letters read well, and joined ones may not.
func (b *printBench) words(all map[string]result) {
	w := tabwriter.NewWriter(b.out, 0, 0, 2, ' ', 0)
	fmt.Fprint(w, "   words/drawn/read")
	for _, s := range scripts {
		fmt.Fprint(w, "\t"+s.name)
	}
	fmt.Fprintln(w)
	for _, p := range b.programs {
		r, ok := all[p.name]
		if !ok || r.words == nil {
			continue
		}
		fmt.Fprint(w, "   "+p.name)
		for _, s := range scripts {
			if t := r.words[s.name]; t != nil {
				fmt.Fprintf(w, "\t%d/%d/%d", t.words, t.drawn, t.found)
			} else {
				fmt.Fprint(w, "\t-")
			}
		}
		fmt.Fprintln(w)
	}
	if err := w.Flush(); err != nil {
		fmt.Fprintln(b.out, err)
	}
}

// about says which program it is and what this run found wrong with its output.
func (p *program) about(r result) string {
	s := strings.TrimSpace(p.name + " " + p.version)
	if r.wrong != "" {
		s += "; WRONG: " + r.wrong
	}
	return s
}

func (b *printBench) sizeGoal(d document) string {
	if d.key == docPoster {
		return fmt.Sprintf("+%d", d.size)
	}
	return fmt.Sprint(d.size)
}

// ratios compares daykit with the fastest program whose output is right, and with
// the floor, which sets no script right.
func (b *printBench) ratios(all map[string]result) {
	ours := all[b.programs[0].name]
	if ours.wrong != "" {
		fmt.Fprintf(b.out, "   daykit is compared with nothing, since its output is wrong\n")
		return
	}
	var best *program
	for _, p := range b.programs[1:] {
		r, ok := all[p.name]
		if !ok {
			continue
		}
		if p.name == floorName {
			fmt.Fprintf(b.out, "   daykit takes %.2f times as long as the floor\n", times(ours, r))
		}
		if p.name != floorName && r.wrong == "" && (best == nil || r.times.median() < all[best.name].times.median()) {
			best = p
		}
	}
	if best != nil {
		fmt.Fprintf(b.out, "   the fastest right program beside it, %s, takes %.1f times as long as daykit\n", best.name, times(all[best.name], ours))
	}
}

func times(a, b result) float64 { return float64(a.times.median()) / float64(b.times.median()) }
