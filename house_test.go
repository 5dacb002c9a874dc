package main_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// top is all that may stand at the root, so that a newcomer sees the house at a glance.
var top = []string{
	".ci", ".editorconfig", ".gitattributes", ".gitignore", ".golangci.yml",
	"ARCHITECTURE.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "NOTICE", "README.md",
	"app", "build", "docs", "frontend", "internal",
	"go.mod", "go.sum", "main.go", "wails.json",
	"arch_test.go", "codes_test.go", "house_test.go", "pkgdoc_test.go", "repo_test.go",
}

// programs are the folders that may hold a package main.
var programs = []string{"", "app/daykit", "app/server", "build/assets", "build/bench", "build/bench/floor", "build/gallery", "build/icon", "build/readers", "build/signup", "build/sim"}

func TestTopLevel(t *testing.T) {
	t.Parallel()
	for _, file := range files(t, "") {
		first, _, _ := strings.Cut(file, "/")
		if !contains(top, first) {
			t.Errorf("%s has no place at the top level", first)
		}
	}
}

func TestProgramsStandInTheirPlaces(t *testing.T) {
	t.Parallel()
	for _, p := range goList(t, "-e", "./...") {
		if p.Name == "main" && !contains(programs, inside(p.ImportPath)) {
			t.Errorf("%s is a program; programs stand in app", p.ImportPath)
		}
	}
}

// TestScriptsCanRun checks what git records, since that is what a clone gets.
func TestScriptsCanRun(t *testing.T) {
	t.Parallel()
	for _, line := range strings.Split(command(t, "git", "ls-files", "--stage", ".ci/run", "build/deps", "build/check"), "\n") {
		if line != "" && !strings.HasPrefix(line, "100755") {
			t.Errorf("not executable in git: %s", line)
		}
	}
}

// longFiles may be longer than maxLines; the reason stands beside each.
var longFiles = map[string]string{}

const maxLines = 500

func TestFilesStayShort(t *testing.T) {
	t.Parallel()
	for _, suffix := range []string{".go", ".ts", ".tsx", ".css", ".mjs"} {
		for _, file := range files(t, suffix) {
			n := strings.Count(read(t, file), "\n")
			if n > maxLines && longFiles[file] == "" && !isGenerated(t, file) {
				t.Errorf("%s has %d lines, want at most %d: split it by idea", file, n, maxLines)
			}
		}
	}
}

func isGenerated(t *testing.T, file string) bool {
	t.Helper()
	first, _, _ := strings.Cut(read(t, file), "\n")
	return strings.Contains(first, "Code generated")
}

// machinePath matches a path that only exists on the machine where it was written.
var machinePath = regexp.MustCompile(`(^|[^A-Za-z0-9_.-])/(root|work)/|\.\./shared\b`)

func TestNoPathOfOneMachine(t *testing.T) {
	t.Parallel()
	for _, file := range files(t, "") {
		if file == "house_test.go" || strings.HasSuffix(file, "package-lock.json") {
			continue
		}
		info, err := os.Lstat(file)
		if err != nil {
			t.Fatal(err)
		}
		if !info.Mode().IsRegular() {
			t.Errorf("%s is no regular file; links do not survive a clone on Windows", file)
			continue
		}
		if found := machinePath.FindString(text(t, file)); found != "" {
			t.Errorf("%s names %q", file, found)
		}
	}
}

// text gives the file's text, and nothing for pictures and other bytes.
func text(t *testing.T, file string) string {
	t.Helper()
	s := read(t, file)
	if bytes.IndexByte([]byte(s), 0) >= 0 || !utf8.ValidString(s) {
		return ""
	}
	return s
}

func TestNoBigFiles(t *testing.T) {
	t.Parallel()
	const limit = 2 << 20
	for _, file := range files(t, "") {
		if info, err := os.Stat(file); err == nil && info.Size() > limit {
			t.Errorf("%s has %d bytes, want at most %d: let the build make or fetch it", file, info.Size(), limit)
		}
	}
}

// TestNoSkippedTests keeps every test counted: a test that needs a program says
// which one to install and fails.
func TestNoSkippedTests(t *testing.T) {
	t.Parallel()
	goSkip := regexp.MustCompile(`\bt\.Skip(f|Now)?\(`)
	jsSkip := regexp.MustCompile(`\b(test|it|describe)\.(skip|only|todo)\b`)
	for _, file := range files(t, "") {
		base := filepath.Base(file)
		switch {
		case file == "house_test.go":
		case strings.HasSuffix(base, "_test.go") && goSkip.MatchString(read(t, file)):
			t.Errorf("%s skips a test", file)
		case strings.Contains(base, ".test.") && jsSkip.MatchString(read(t, file)):
			t.Errorf("%s skips a test, or all others", file)
		}
	}
}
