package desktop_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"daykit/app/desktop"
)

// GTK would end the program with a stack trace.
func TestRunWithoutADisplay(t *testing.T) {
	t.Parallel()
	var words strings.Builder
	code := desktop.Run(desktop.Process{Getenv: func(string) string { return "" }, Stderr: &words}, fstest.MapFS{})
	if code != 1 || !strings.Contains(words.String(), "no display") {
		t.Errorf("got %d %q, want 1 and a word on the display", code, words.String())
	}
}
