package main_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// kills is how often a command is killed; "make kill9" asks for more.
var kills = flag.Int("kills", 20, "times that TestKilledCommandsLoseNothing kills daykit")

// kit is the built program with a workspace.
type kit struct {
	program, dir string
}

func (k *kit) command(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), k.program, args...)
	cmd.Env = append(os.Environ(), "DAYKIT_DATA="+filepath.Join(k.dir, "data"), "DAYKIT_KEYRING=off")
	return cmd
}

func (k *kit) say(t *testing.T, args ...string) []byte {
	t.Helper()
	var words bytes.Buffer
	cmd := k.command(t, args...)
	cmd.Stderr = &words
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("daykit %v: %v\n%s", args, err, &words)
	}
	return out
}

// write keeps a file for the program to read.
func (k *kit) write(t *testing.T, name string, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(k.dir, name)
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestKilledCommandsLoseNothing kills commands that edit at a random moment. An edit
// whose command ended well must be there, the one under way may be, and the workspace
// must open as if nothing had been.
func TestKilledCommandsLoseNothing(t *testing.T) {
	t.Parallel()
	k := &kit{program: filepath.Join(bin, "daykit"), dir: t.TempDir()}
	event := newKillEvent(t, k)
	r := rand.New(rand.NewPCG(uint64(*kills), 5))
	usual := timeOf(t, k, event)
	had, killed := 0, 0
	for n := 1; killed < *kills; n++ {
		changes := k.write(t, "changes.json", map[string]int{"capacity": n})
		cmd := k.command(t, "edit", event, "--from", changes)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(r.Int64N(int64(usual)*5/4)), func() { _ = cmd.Process.Kill() })
		err := cmd.Wait()
		timer.Stop()
		if err != nil {
			killed++
		}
		now := k.capacity(t, event)
		if now != n && (err == nil || now != had) {
			t.Fatalf("edit %d (%v): the workspace has %d, and had %d", n, err, now, had)
		}
		had = now
	}
	t.Logf("%d commands killed within %v, %d edits made, none lost", killed, usual*5/4, had)
}

func newKillEvent(t *testing.T, k *kit) string {
	t.Helper()
	file := k.write(t, "event.json", map[string]any{
		"schema": "daykit/event/1", "title": map[string]string{"en": "Supper"}, "group": "Riverside", "date": "2026-12-18",
		"start": "17:00", "end": "20:00", "timezone": "Europe/London", "languages": []string{"en"}, "capacity": 0,
	})
	var made struct {
		ID string `json:"id"`
	}
	if err := json.Unmarshal(k.say(t, "--json", "new", "--from", file), &made); err != nil {
		t.Fatal(err)
	}
	return made.ID
}

// timeOf is how long an edit takes here and now.
func timeOf(t *testing.T, k *kit, event string) time.Duration {
	t.Helper()
	start := time.Now()
	k.say(t, "edit", event, "--from", k.write(t, "changes.json", map[string]int{"capacity": 0}))
	return time.Since(start)
}

func (k *kit) capacity(t *testing.T, event string) int {
	t.Helper()
	var shown struct {
		Capacity int `json:"capacity"`
	}
	if err := json.Unmarshal(k.say(t, "--json", "show", event), &shown); err != nil {
		t.Fatal(err)
	}
	return shown.Capacity
}
