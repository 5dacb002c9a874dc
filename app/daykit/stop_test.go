package main_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestStoppedWhileItWaits interrupts a command that waits for somebody to type.
func TestStoppedWhileItWaits(t *testing.T) {
	t.Parallel()
	k := &kit{program: filepath.Join(bin, "daykit"), dir: t.TempDir()}
	cmd := k.command(t, "new", "--from", "-")
	var words bytes.Buffer
	cmd.Stderr = &words
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	for err := os.ErrNotExist; err != nil; _, err = os.Stat(filepath.Join(k.dir, "data", "workspace.db")) {
		select {
		case <-look.C:
		case <-t.Context().Done():
			t.Fatal("it never began")
		}
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	if got := cmd.ProcessState.ExitCode(); got != 1 || !bytes.Contains(words.Bytes(), []byte("daykit: stopped, as you asked")) {
		t.Errorf("exit %d: %s", got, &words)
	}
}
