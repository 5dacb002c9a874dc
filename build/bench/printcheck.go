package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var pagesLine = regexp.MustCompile(`(?m)^Pages:\s+(\d+)`)

// judge says what is wrong with a document: pages and codes, then its scripts.
func (b *printBench) judge(ctx context.Context, file string, d document, p *program, r *result) (err error) {
	if r.wrong, err = check(ctx, file, d, p.codes(d)); err != nil || r.wrong != "" {
		return err
	}
	if r.words, err = lookAt(ctx, b.shapes, file, p.words(d)); err != nil {
		return err
	}
	r.wrong = amiss(r.words)
	return nil
}

// check looks at a document with programs that had no part in making it, and says
// in a few words what is wrong.
func check(ctx context.Context, file string, d document, codes []string) (string, error) {
	info, err := exec.CommandContext(ctx, "pdfinfo", file).Output()
	if err != nil {
		return "", fmt.Errorf("pdfinfo (of poppler-utils): %w", err)
	}
	m := pagesLine.FindSubmatch(info)
	if m == nil || string(m[1]) != strconv.Itoa(d.pages) {
		return fmt.Sprintf("not %d pages", d.pages), nil
	}
	if d.key == docPoster {
		images, err := exec.CommandContext(ctx, "pdfimages", "-list", file).Output()
		if err != nil {
			return "", fmt.Errorf("pdfimages: %w", err)
		}
		if !bytes.Contains(images, []byte(" image ")) {
			return "has no photo", nil
		}
	}
	return checkCodes(ctx, file, codes)
}

// checkCodes reads every code: at 110 dpi, which is a phone at a distance, and what
// is missing then at 200 dpi, since a picture of squares can fall badly on another.
func checkCodes(ctx context.Context, file string, codes []string) (string, error) {
	missing := map[string]int{}
	for _, c := range codes {
		missing[c]++
	}
	for _, dpi := range []int{110, 200} {
		read, err := readCodes(ctx, file, dpi)
		if err != nil {
			return "", err
		}
		maps.DeleteFunc(missing, func(c string, n int) bool { return read[c] >= n })
		if len(missing) == 0 {
			return "", nil
		}
	}
	return fmt.Sprintf("%d of %d codes do not read", len(missing), len(codes)), nil
}

// readCodes counts what the codes of a file read as.
func readCodes(ctx context.Context, file string, dpi int) (map[string]int, error) {
	dir, err := os.MkdirTemp("", "daykit-codes-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if out, err := exec.CommandContext(ctx, "pdftoppm", "-gray", "-r", strconv.Itoa(dpi), file, filepath.Join(dir, "p")).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("pdftoppm: %w: %s", err, out)
	}
	pictures, err := filepath.Glob(filepath.Join(dir, "p*"))
	if err != nil {
		return nil, err
	}
	found := map[string]int{}
	for some := range slices.Chunk(pictures, 50) {
		args := append([]string{"--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"}, some...)
		out, err := exec.CommandContext(ctx, "zbarimg", args...).Output()
		var none *exec.ExitError // a picture without codes
		if err != nil && !errors.As(err, &none) {
			return nil, fmt.Errorf("zbarimg (of zbar-tools): %w", err)
		}
		for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
			found[line]++
		}
	}
	return found, nil
}
