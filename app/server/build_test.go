package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
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

// TestNoCopyStays: what the unit of the backup deletes after 14 days are all copies of the
// database, and nothing else.
func TestNoCopyStays(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		return // where systemd is
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "backups"), 0o700); err != nil {
		t.Fatal(err)
	}
	stays := []string{"backups", "server.db", "server.db-shm", "server.db-wal"}
	for _, name := range append(stays[1:], "backups/2026-12-01T031500.db", "backups/2026-12-01T031500.db.part", "server.db.before-0009", "server.db.before-0009.part",
		"server.db.before-restore", "server.db.before-restore-wal", "server.db.before-restore-2") {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("names"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	unit := text(t, filepath.Join("..", "..", "build", "server"), "daykit-server-backup.service")
	for _, line := range regexp.MustCompile(`(?m)^ExecStartPost=(/usr/bin/find .*time \+13 -delete)$`).FindAllStringSubmatch(unit, -1) {
		words := strings.Fields(strings.NewReplacer("/var/lib/daykit", dir, "time +13", "time -1").Replace(line[1])) // those of today
		if out, err := exec.CommandContext(t.Context(), words[0], words[1:]...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %v, %s", words, err, out)
		}
	}
	var left []string
	err := filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		if path != dir {
			left = append(left, strings.TrimPrefix(path, dir+"/"))
		}
		return err
	})
	if err != nil || !slices.Equal(left, stays) {
		t.Errorf("there are %v, %v, want %v", left, err, stays)
	}
}

// TestABusyServerIsNotAFailedOne: nginx would send nobody to any server for two seconds,
// since each answers 503 to whoever signs up to an event that is full.
func TestABusyServerIsNotAFailedOne(t *testing.T) {
	t.Parallel()
	conf := text(t, filepath.Join("..", "..", "build", "server"), "nginx.conf")
	next := regexp.MustCompile(`(?m)^\s*proxy_next_upstream (.*);$`).FindAllStringSubmatch(conf, -1)
	if len(next) != 1 || strings.Contains(next[0][1], "http_5") || !strings.Contains(next[0][1], "non_idempotent") {
		t.Errorf("got %q", next)
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
