package main

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// enough is how many histories a fault may stay unseen beside the rare ones that are
// named with it.
const enough = 2_000

// TestFaultsAreFound builds the simulator with each fault in the product's code,
// without touching the tree, and holds the histories to finding it.
func TestFaultsAreFound(t *testing.T) {
	t.Parallel()
	if len(mutants) < 18 {
		t.Errorf("%d faults are too few", len(mutants))
	}
	gate := make(chan struct{}, 2) // each builds and runs a program
	for _, m := range mutants {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			gate <- struct{}{}
			defer func() { <-gate }()
			said := findIt(t, m)
			t.Log(said)
		})
	}
}

// findIt gives what the histories say of a fault.
func findIt(t *testing.T, m mutant) string {
	t.Helper()
	dir := t.TempDir()
	program := filepath.Join(dir, "sim")
	out, err := exec.CommandContext(t.Context(), "go", "build", "-overlay", overlay(t, dir, m), "-o", program, ".").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, seed := range m.seeds {
		if line := broken(t, program, seed, 1); line != "" {
			return line
		}
	}
	line := broken(t, program, 1, enough)
	if line == "" {
		t.Fatalf("%d histories did not find it", enough)
	}
	return line
}

// broken gives what the first broken history says, and "" when none is.
func broken(t *testing.T, program string, first uint64, n int) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), program,
		"-seed", strconv.FormatUint(first, 10), "-n", strconv.Itoa(n), "-workers", "1", "-stop").CombinedOutput()
	if err == nil {
		return ""
	}
	var exit *exec.ExitError
	line, _, _ := strings.Cut(string(out), "\n")
	if !errors.As(err, &exit) || exit.ExitCode() != 1 || !strings.HasPrefix(line, "seed ") {
		t.Fatalf("it ended otherwise: %v\n%s", err, out)
	}
	return line
}

// overlay writes the file with the fault, and the list by which go takes it in
// place of the one in the tree.
func overlay(t *testing.T, dir string, m mutant) string {
	t.Helper()
	real, err := filepath.Abs(filepath.Join("..", "..", "internal", "data", m.file))
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile(real)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(source), m.old); n != 1 {
		t.Fatalf("the place is %d times in %s", n, m.file)
	}
	faulty := filepath.Join(dir, "faulty.go")
	list := filepath.Join(dir, "overlay.json")
	raw, err := json.Marshal(map[string]map[string]string{"Replace": {real: faulty}})
	if err != nil {
		t.Fatal(err)
	}
	for path, text := range map[string]string{faulty: strings.Replace(string(source), m.old, m.new, 1), list: string(raw)} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return list
}
