package desktop_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"daykit/app/desktop"
)

func TestRunRefusals(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name  string
		args  []string
		code  int
		words string
	}{
		{"version", []string{"--version"}, 0, "daykit dev"},
		{"help", []string{"--help"}, 0, "-data DIR"},
		{"unknown flag", []string{"--colour"}, 2, "flag provided but not defined"},
		{"unknown level", []string{"--log", "loud"}, 2, "invalid value"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var words strings.Builder
			getenv := func(name string) string { return map[string]string{"DAYKIT_DATA": "/nowhere"}[name] }
			code := desktop.Run(desktop.Process{Args: c.args, Getenv: getenv, Stderr: &words}, fstest.MapFS{})
			if code != c.code || !strings.Contains(words.String(), c.words) {
				t.Errorf("got %d %q, want %d with %q", code, words.String(), c.code, c.words)
			}
		})
	}
}
