package store_test

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"daykit/internal/data/oplog"
	"daykit/internal/data/store"
)

// kills is how often the program is killed; "make kill9" asks for more.
var kills = flag.Int("kills", 20, "times that TestKillLosesNothingAcknowledged kills the program")

// childDir makes the test binary a second program: it opens the workspace and
// writes until it is killed, saying each time what is saved.
const childDir = "DAYKIT_STORE_TEST_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		os.Exit(child(dir))
	}
	os.Exit(m.Run())
}

func child(dir string) int {
	n := 0
	for { // a launch
		if err := launch(dir, &n); err != nil {
			fmt.Println(err)
			return 1
		}
	}
}

func launch(dir string, n *int) error {
	ctx := context.Background()
	s, err := store.Open(ctx, dir, options())
	if err != nil {
		return err
	}
	for range 100 {
		*n++
		id := fmt.Sprintf("%d-%06d", os.Getpid(), *n)
		err := s.Write(ctx, store.Act{Event: "E1", Label: "add", Changes: []store.Change{
			store.SetChange{Class: oplog.Work, Entity: "task", ID: id, Fields: fields("n", fmt.Sprint(*n), "pad", `"`+strings.Repeat("x", 500)+`"`)},
			store.SetChange{Class: oplog.Contact, Entity: "guest", ID: id, Fields: fields("n", fmt.Sprint(*n))},
		}})
		if err != nil {
			return errors.Join(err, s.Close())
		}
		fmt.Println(*n) // acknowledged
	}
	return s.Close()
}

// spawn starts the child and gives its output.
func spawn(t *testing.T, dir string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), exe)
	cmd.Env = append(os.Environ(), childDir+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, bufio.NewScanner(out)
}

// killed lets the child run until a random moment, every fourth time one at
// which it may not have opened the workspace yet, and gives the number of edits
// that it said were saved.
func killed(t *testing.T, dir string, round int, r *rand.Rand) int {
	t.Helper()
	cmd, out := spawn(t, dir)
	acked := 0
	if round%4 != 3 && out.Scan() {
		acked++
	}
	timer := time.AfterFunc(time.Duration(r.IntN(80_000))*time.Microsecond, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	for out.Scan() { // what was said before the kill arrived counts too
		acked++
		if out.Text() != fmt.Sprint(acked) {
			t.Fatalf("the program said %q after %d edits", out.Text(), acked-1)
		}
	}
	if err := cmd.Wait(); err == nil || cmd.ProcessState.Exited() {
		t.Fatalf("the program ended by itself: %v", err)
	}
	return acked
}

func TestKillLosesNothingAcknowledged(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(uint64(*kills), 9))
	var dir string
	had, promised, unsaid := 0, 0, 0
	for round := range *kills {
		if round%20 == 0 {
			dir, had = t.TempDir(), 0
		}
		acked := killed(t, dir, round, r)
		now := afterKill(t, dir, round%10 == 9)
		if now < had+acked || now > had+acked+1 {
			t.Fatalf("kill %d: got %d edits, want %d and at most the one under way", round, now, had+acked)
		}
		promised += acked
		unsaid += now - had - acked
		had = now
	}
	t.Logf("%d kills, %d edits acknowledged, 0 lost; %d under way were saved", *kills, promised, unsaid)
	if promised == 0 {
		t.Error("nothing was ever saved")
	}
}

// afterKill opens the workspace, looks whether it is whole, and counts its edits.
func afterKill(t *testing.T, dir string, rebuild bool) int {
	t.Helper()
	s := open(t, dir)
	if err := store.Check(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	tasks, err := s.Entities(t.Context(), "task", "")
	if err != nil {
		t.Fatal(err)
	}
	guests, err := s.Entities(t.Context(), "guest", "")
	if err != nil {
		t.Fatal(err)
	}
	if len(tasks) != len(guests) {
		t.Fatalf("half an act: %d tasks and %d guests", len(tasks), len(guests))
	}
	if rebuild {
		sameAfterRebuild(t, s)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return len(tasks)
}
