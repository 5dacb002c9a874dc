package desk_test

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"testing"

	"daykit/internal/desk"
)

// diskFull is what a full disk answers.
const diskFull = syscall.ENOSPC // mapped by isDiskFull

// plainText gives what a reader of an output can find: the text of a PDF, or the
// bytes of anything else.
func plainText(t *testing.T, name string, write func(io.Writer) error) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "out")
	if err := desk.SaveFile(path, write); err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(desk.PrintKinds(), name) {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	text := tool(t, "pdftotext", "-layout", path, "-")
	return text + tool(t, "pdfinfo", "-meta", path) + tool(t, "pdfinfo", "-struct-text", path)
}

// tool runs a program that the tests need.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), name, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v (make deps installs it)", name, err)
	}
	return string(out)
}
