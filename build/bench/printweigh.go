package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// execute runs a command whose words are only of use when it fails, and gives the
// time that processors spent on it.
func execute(ctx context.Context, env, args []string) (time.Duration, error) {
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Env = append(os.Environ(), env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("%s: %w: %s", args[0], err, out[max(0, len(out)-600):])
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), nil
}

// weighCommand makes this program run another and tell its peak memory. A process
// counts what its parent held when it was born, so the parent must be a small one.
const weighCommand = "weigh"

// memoryOf gives the peak memory of a command in MiB, run for that alone.
func memoryOf(ctx context.Context, env, args []string) (float64, error) {
	self, err := os.Executable()
	if err != nil {
		return 0, err
	}
	cmd := exec.CommandContext(ctx, self, append([]string{weighCommand}, args...)...)
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.Output()
	if err != nil {
		return 0, err
	}
	kib, err := strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
	return kib / 1024, err
}

// weigh runs a command and prints the most that it held, in KiB: the greatest
// resident size of one process, or the proportional size of all of them together
// where that is more.
func weigh(ctx context.Context, out io.Writer, args []string) error {
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	if err := cmd.Start(); err != nil {
		return err
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	most := 0.0
	for {
		select {
		case err := <-done:
			if err != nil {
				return err
			}
			held, err := resident(cmd.ProcessState)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(out, "%.0f\n", max(most, held))
			return err
		case <-tick.C:
			if held, err := weight(cmd.Process.Pid); err == nil { // else it has just ended
				most = max(most, held)
			}
		}
	}
}

// resident is the greatest resident size of a process that has ended, in KiB. The
// field is not there on every system that compiles this.
func resident(s *os.ProcessState) (float64, error) {
	use := reflect.Indirect(reflect.ValueOf(s.SysUsage()))
	if !use.IsValid() || !use.FieldByName("Maxrss").IsValid() {
		return 0, errors.New("this system does not tell a process's memory")
	}
	return float64(use.FieldByName("Maxrss").Int()), nil
}
