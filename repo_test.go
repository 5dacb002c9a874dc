package main_test

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// files lists what the repository holds, or would hold after git add, by path
// from its root; suffix may be empty.
func files(t *testing.T, suffix string) []string {
	t.Helper()
	out := command(t, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	var found []string
	for _, name := range strings.Split(strings.TrimSuffix(out, "\x00"), "\x00") {
		if _, err := os.Lstat(name); err == nil && strings.HasSuffix(name, suffix) {
			found = append(found, name)
		}
	}
	return found
}

// read gives the text of a file of the repository.
func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// pkg is a package as go list tells it.
type pkg struct {
	ImportPath string   `json:"ImportPath"`
	Name       string   `json:"Name"`
	Standard   bool     `json:"Standard"`
	Imports    []string `json:"Imports"`
	GoFiles    []string `json:"GoFiles"`
	Incomplete bool     `json:"Incomplete"`
}

// goList describes packages without building them; arguments are go list's.
func goList(t *testing.T, args ...string) []pkg {
	t.Helper()
	out := command(t, "go", append([]string{"list", "-json=ImportPath,Name,Standard,Imports,GoFiles,Incomplete"}, args...)...)
	var list []pkg
	for dec := json.NewDecoder(strings.NewReader(out)); ; {
		var p pkg
		err := dec.Decode(&p)
		if errors.Is(err, io.EOF) {
			return list
		}
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
}

func command(t *testing.T, name string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	var words strings.Builder
	cmd.Stderr = &words
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, words.String())
	}
	return string(out)
}
