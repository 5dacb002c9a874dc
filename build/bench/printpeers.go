package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const (
	peersDir  = "build/bench/peers"
	fontsDir  = "internal/text/fonts/data"
	floorName = "gofpdf + go-qrcode, the floor"
)

// peers gives the programs beside daykit, with those that are not here. Nothing is
// installed for them.
func (b *printBench) peers(ctx context.Context) []*program {
	j, err := newJobs(b.dir, b.samples)
	if err != nil {
		return []*program{{name: "all others", absent: err.Error()}}
	}
	all := []*program{b.floor(ctx), b.pango(ctx, j), b.typst(ctx, j), b.chromium(ctx, j), b.weasyprint(ctx, j), b.xelatex(ctx, j)}
	for _, p := range all {
		p.codes, p.words = b.samples.urls, b.samples.words
	}
	return all
}

// needs gives the first of the programs that is here.
func needs(names ...string) (string, error) {
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("no %s", strings.Join(names, " or "))
}

// says gives the first line that a command prints.
func says(ctx context.Context, args ...string) string {
	out, err := exec.CommandContext(ctx, args[0], args[1:]...).Output()
	if err != nil {
		return "of unknown version"
	}
	first, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	return first
}

// absent is a program that cannot be measured here.
func absent(p *program, err error) *program {
	p.absent = oneLine(err)
	return p
}

func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }

func (b *printBench) floor(ctx context.Context) *program {
	p := &program{name: floorName}
	tool := filepath.Join(b.dir, "floor")
	if _, err := execute(ctx, nil, []string{"go", "build", "-trimpath", "-ldflags", "-s -w", "-o", tool, "./build/bench/floor"}); err != nil {
		return absent(p, err)
	}
	p.command = func(d document, out string) []string {
		return []string{tool, d.key, filepath.Dir(b.samples.Photo), fontsDir, out}
	}
	return p
}

func (b *printBench) pango(ctx context.Context, j *jobs) *program {
	p := &program{name: "pango + cairo in C", env: j.fontconfig}
	flags, err := exec.CommandContext(ctx, "pkg-config", "--cflags", "--libs", "pangocairo", "cairo-pdf").Output()
	if err != nil {
		return absent(p, fmt.Errorf("no pangocairo to compile with: %w", err))
	}
	tool := filepath.Join(b.dir, "pango")
	args := append([]string{"cc", "-O2", "-o", tool, filepath.Join(peersDir, "pango.c")}, strings.Fields(string(flags))...)
	if _, err := execute(ctx, nil, append(args, "-lm")); err != nil {
		return absent(p, err)
	}
	p.version = says(ctx, "pkg-config", "--modversion", "pangocairo")
	p.command = func(d document, out string) []string {
		return []string{tool, d.key, j.path(d, "txt"), b.samples.Photo, out}
	}
	return p
}

// typst is compiled by node, with the package that npm puts beside its template.
func (b *printBench) typst(ctx context.Context, j *jobs) *program {
	p := &program{name: "Typst in node"}
	node, err := needs("node")
	if err != nil {
		return absent(p, err)
	}
	if _, err := os.Stat(filepath.Join(peersDir, "node_modules")); err != nil {
		return absent(p, errors.New("no package of it; npm ci --prefix "+peersDir+" brings it"))
	}
	p.version = says(ctx, node, "-p", "require('./"+peersDir+"/node_modules/@myriaddreamin/typst-ts-node-compiler/package.json').version")
	p.command = func(d document, out string) []string {
		return []string{node, filepath.Join(peersDir, "typst.mjs"), j.path(d, "typ"), fontsDir, out}
	}
	return p
}

func (b *printBench) chromium(ctx context.Context, j *jobs) *program {
	p := &program{name: "Chromium", env: j.fontconfig}
	tool, err := needs("chromium", "chromium-browser", "google-chrome")
	if err != nil {
		return absent(p, err)
	}
	p.version, _, _ = strings.Cut(strings.TrimPrefix(says(ctx, tool, "--version"), "Chromium "), " ")
	p.command = func(d document, out string) []string {
		return []string{
			tool, "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + filepath.Join(b.dir, "profile"),
			"--no-pdf-header-footer", "--print-to-pdf=" + out, "file://" + j.path(d, "html"),
		}
	}
	return p
}

func (b *printBench) weasyprint(ctx context.Context, j *jobs) *program {
	p := &program{name: "WeasyPrint", env: j.fontconfig}
	tool, err := needs("weasyprint")
	if err != nil {
		return absent(p, err)
	}
	p.version = strings.TrimPrefix(says(ctx, tool, "--version"), "WeasyPrint version ")
	p.command = func(d document, out string) []string { return []string{tool, "-q", j.path(d, "html"), out} }
	return p
}

// xelatex runs once a document, which needs no second run: nothing refers to a page.
func (b *printBench) xelatex(ctx context.Context, j *jobs) *program {
	p := &program{name: "XeLaTeX"}
	tool, err := needs("xelatex")
	if err != nil {
		return absent(p, err)
	}
	fonts, err := filepath.Abs(fontsDir)
	if err != nil {
		return absent(p, err)
	}
	list := string(filepath.ListSeparator)
	p.env = []string{"TEXINPUTS=" + j.dir + list, "TTFONTS=" + fonts + list, "OPENTYPEFONTS=" + fonts + list}
	_, p.version, _ = strings.Cut(says(ctx, tool, "--version"), "(")
	p.version = strings.TrimSuffix(p.version, ")")
	p.command = func(d document, out string) []string {
		return []string{
			tool, "-interaction=batchmode", "-halt-on-error", "-no-shell-escape", "-output-directory=" + filepath.Dir(out),
			"-jobname=" + strings.TrimSuffix(filepath.Base(out), ".pdf"), j.path(d, "tex"),
		}
	}
	return p
}
