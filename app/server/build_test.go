package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestFilesForOperators: the commands in build/server and docs/server.md are such as the
// program takes.
func TestFilesForOperators(t *testing.T) {
	t.Parallel()
	none := func(string) (string, bool) { return "", false }
	folder := filepath.Join("..", "..", "build", "server")
	flags := regexp.MustCompile(`(?m)^(?:# )?DAYKIT_FLAGS=(.*)$`).FindAllStringSubmatch(text(t, folder, "server.env"), -1)
	if len(flags) != 2 {
		t.Errorf("server.env has %d lines of flags, want 2", len(flags))
	}
	for _, f := range flags {
		if _, err := parse(strings.Fields(f[1]), none); err != nil {
			t.Errorf("%s: %v", f[1], err)
		}
	}
	var words []string
	if err := json.Unmarshal([]byte(regexp.MustCompile(`(?m)^CMD (.*)$`).FindStringSubmatch(text(t, folder, "Containerfile"))[1]), &words); err != nil {
		t.Fatal(err)
	}
	if _, err := parse(words, none); err != nil {
		t.Errorf("Containerfile: %v", err)
	}
	doc := text(t, filepath.Join("..", "..", "docs"), "server.md")
	for _, f := range regexp.MustCompile(`--[a-z]+[a-z-]*`).FindAllString(usageServing, -1) {
		if !strings.Contains(doc, f) {
			t.Errorf("docs/server.md does not say what %s is for", f)
		}
	}
	for _, f := range []string{"daykit-server.service", "daykit-server-backup.service", "daykit-server-backup.timer"} {
		text(t, folder, f)
	}
}

func text(t *testing.T, folder, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
