package pgtest_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"daykit/internal/central/pgtest"
)

// victim is set in a program that starts a cluster, tells its folder and waits for its end.
const victim = "DAYKIT_PGTEST_VICTIM"

func TestMain(m *testing.M) {
	if os.Getenv(victim) == "" {
		os.Exit(m.Run())
	}
	c, err := pgtest.Start(pgtest.Options{})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Fprintln(os.NewFile(3, "told"), c.Dir())
	select {}
}

// killed gives the folder of a cluster whose program was killed and whose server has ended.
func killed(t *testing.T) (dir string) {
	t.Helper()
	told, tell, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer told.Close()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), victim+"=1")
	cmd.Stderr = os.Stderr
	cmd.ExtraFiles = []*os.File{tell} // which the server gets from the program
	if err := errors.Join(cmd.Start(), tell.Close()); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(told)
	line, err := lines.ReadString('\n')
	if err := errors.Join(err, cmd.Process.Kill()); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err == nil {
		t.Error("the program ended by itself")
	}
	if _, err := io.Copy(io.Discard, lines); err != nil { // until the last process has ended
		t.Fatal(err)
	}
	return strings.TrimSpace(line)
}

func wantThere(t *testing.T, what, dir string, there bool) {
	t.Helper()
	if _, err := os.Stat(dir); (err == nil) != there {
		t.Errorf("%s: %v", what, err)
	}
}

// TestWhatWasKilledIsSwept: the next cluster removes it, and not one that runs.
func TestWhatWasKilledIsSwept(t *testing.T) {
	t.Parallel()
	running := pgtest.For(t, pgtest.Options{})
	dir := killed(t)
	next := pgtest.For(t, pgtest.Options{})
	wantThere(t, "left behind", dir, false)
	wantThere(t, "running", running.Dir(), true)
	if _, err := pgtest.Ask[int](t.Context(), running.Empty(t), "SELECT 1"); err != nil {
		t.Error(err)
	}
	if err := running.Crash(); err != nil { // its server is dead, and it will be started again
		t.Fatal(err)
	}
	pgtest.Sweep(filepath.Dir(running.Dir()))
	wantThere(t, "crashed", running.Dir(), true)
	wantThere(t, "the next", next.Dir(), true)
}

// TestOnlyItsOwnIsSwept: nothing goes that another made, or whose server may be alive.
func TestOnlyItsOwnIsSwept(t *testing.T) {
	t.Parallel()
	gone := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^$")
	if err := gone.Run(); err != nil {
		t.Fatal(err)
	}
	for what, c := range map[string]struct {
		name, lock, pid string
		there           bool
	}{
		"its server is dead":       {"daykit-postgres-1", "lock", strconv.Itoa(gone.Process.Pid) + "\n/data\n", false},
		"its server ended cleanly": {"daykit-postgres-1", "lock", "", false},
		"its server is alive":      {"daykit-postgres-1", "lock", strconv.Itoa(os.Getpid()) + "\n/data\n", true},
		"no process is recorded":   {"daykit-postgres-1", "lock", "\n", true},
		"a process group":          {"daykit-postgres-1", "lock", "-1\n", true},
		"not locked yet":           {"daykit-postgres-1", "unlocked", "", true},
		"of another program":       {"postgres-1", "lock", "", true},
	} {
		parent := t.TempDir()
		dir := filepath.Join(parent, c.name)
		files := map[string]string{c.lock: ""}
		if c.pid != "" {
			files["data/postmaster.pid"] = c.pid
		}
		for name, text := range files {
			file := filepath.Join(dir, name)
			if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o700), os.WriteFile(file, []byte(text), 0o600)); err != nil {
				t.Fatal(err)
			}
		}
		pgtest.Sweep(parent)
		wantThere(t, what, dir, c.there)
	}
}
